"""What would have been forecast at each date, by somebody who knew only what had happened by then?

The origin rolls: at the beginning of a year everything is fitted anew to the cases whose window has closed,
and what the members said at earlier origins, about years that are over by now, calibrates what they say.
No step sees the outcome of a case whose window closes after the origin.

Irregular exits of a year are learned from months, each with what was known before it: a hazard in discrete
time, which the year then compounds as it stands on 1 January.  On the exits of 1975-1999 that is shown to do
better than years; on the attempts of those years it is not, so they learn from years.

Source for hazards in discrete time: Singer and Willett, Applied Longitudinal Data Analysis (2003), chapters
10 and 11.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from presidium.judgement.forecast.ensemble import (
    Logit,
    chance,
    compounded,
    covariate_inputs,
    entered,
    faded,
    fit_logit,
    fit_trees,
    joined,
    recency_inputs,
    shift_of,
)
from presidium.judgement.forecast.grid import FIRST, month_of
from presidium.judgement.forecast.panel import Panel

Values = np.ndarray[Any, np.dtype[Any]]

#: Years of earlier forecasts that calibrate one.
CALIBRATION = 15
#: Years of the world's rate that is the baseline.
BASELINE = 10
MEMBERS = ("recency", "covariates", "trees")


@dataclass(frozen=True)
class Target:
    """What is forecast: an event within a window of so many months.

    `event` is a kind of `Panel.events`, `histories` the names of what is known of its past, its own first.
    Windows of `lesson` months teach.  The penalties are of the two logits; `leaf` is the least number of
    cases in a leaf.  Of lessons without an event every `thinned`-th teaches, and counts as many times.
    """

    name: str
    event: str
    histories: tuple[str, ...]
    window: int
    lesson: int
    penalties: tuple[float, float] = (20.0, 100.0)
    leaf: int = 60
    thinned: int = 1


ATTEMPT_YEAR = Target("attempt_year", "attempt", ("attempt",), 12, 12)
ATTEMPT_MONTH = Target("attempt_month", "attempt", ("attempt",), 1, 1, leaf=1000, thinned=4)
EXIT_YEAR = Target("irregular_exit_year", "irregular_exit", ("exit", "attempt"), 12, 1, leaf=1000, thinned=4)
TARGETS = {target.name: target for target in (ATTEMPT_YEAR, ATTEMPT_MONTH, EXIT_YEAR)}


@dataclass(frozen=True)
class Cases:
    """Windows of states: row of the state, month of the origin, year, and outcome (NaN if not yet known).

    A window of a year is a calendar year; a state that enters later in it is forecast when it enters.
    `lessons` are the shorter windows that the members learn from, None where they learn from these.
    """

    state: Values
    month: Values
    outcome: Values
    recency: Values
    covariates: Values
    lessons: "Cases | None" = None

    @property
    def year(self) -> Values:
        """The calendar year of each case."""
        return FIRST + self.month // 12

    def closed(self, year: int) -> Values:
        """Which cases are over when a year begins."""
        return self.year < year


def cases(panel: Panel, target: Target) -> Cases:
    """All windows of a target that begin in the panel, year by year and state by state."""
    found = _windows(panel, target, target.window)
    if target.lesson == target.window:
        return found
    return replace(found, lessons=_windows(panel, target, target.lesson))


def _windows(panel: Panel, target: Target, length: int) -> Cases:
    """All windows of so many months."""
    events, exists = panel.events[target.event], panel.exists
    last = month_of(panel.through[target.event] + 1)
    state, month, outcome = [], [], []
    for begin in range(0, exists.shape[1], length):
        here = exists[:, begin : begin + length]
        rows = np.flatnonzero(here.any(axis=1))
        came = events[rows, begin : begin + length].sum(axis=1) > 0
        state.append(rows)
        month.append(begin + here.argmax(axis=1)[rows])
        outcome.append(np.where(begin < last, came, np.nan))
    s, m = np.concatenate(state), np.concatenate(month)

    def inputs(names: tuple[str, ...]) -> Values:
        return np.column_stack([entered(name, panel.known[name][s, m]) for name in names])

    return Cases(
        s,
        m,
        np.concatenate(outcome),
        inputs(recency_inputs(target.histories)),
        inputs(covariate_inputs(target.histories)),
    )


@dataclass(frozen=True)
class Fitted:
    """The members as they were fitted at one origin to lessons of a target."""

    target: Target
    recency: Logit
    covariates: Logit
    trees: Any

    def members(self, found: Cases, rows: Values) -> list[Values]:
        """What each member gives the chosen cases, whose windows may hold several lessons."""
        left = self.target.window - found.month[rows] % self.target.window
        lessons = -(-left // self.target.lesson)
        each = (
            self.recency.probability(found.recency[rows]),
            self.covariates.probability(found.covariates[rows]),
            self.trees.probability(found.covariates[rows]),
        )
        return [compounded(one, lessons) for one in each]


def fitted(found: Cases, target: Target, year: int) -> Fitted:
    """Fit the members to the lessons that are over when the year begins."""
    taught = found.lessons or found
    past = np.flatnonzero(taught.closed(year))
    came = taught.outcome[past]
    quiet = came == 0
    kept = ~quiet | ((taught.state[past] + taught.month[past]) % target.thinned == 0)
    weight = faded(year - taught.year[past]) * np.where(quiet, target.thinned, 1)
    rows, came, weight = past[kept], came[kept], weight[kept]
    first, second = target.penalties
    return Fitted(
        target,
        fit_logit(taught.recency[rows], came, weight, first),
        fit_logit(taught.covariates[rows], came, weight, second),
        fit_trees(taught.covariates[rows], came, target.leaf, target.thinned),
    )


@dataclass(frozen=True)
class Rolled:
    """Forecasts of the years asked for: the cases (rows of `Cases`), their chances, and what stands beside.

    `members` has a row a member in the order of `MEMBERS`; `baseline` is the world's rate of the ten years
    before the origin; `shift` the shift of log odds of each year.
    """

    rows: Values
    probability: Values
    members: Values
    baseline: Values
    shift: dict[int, float]


def rolled(found: Cases, target: Target, first: int, last: int) -> Rolled:
    """Forecast the years from first to last, each from its own past; members are fitted anew every year."""
    years = found.year
    start = first - CALIBRATION
    said = np.full((len(MEMBERS), len(years)), np.nan)
    for year in range(start, last + 1):
        rows = np.flatnonzero(years == year)
        said[:, rows] = fitted(found, target, year).members(found, rows)
    odds = joined(list(said))
    probability, baseline = np.full(len(years), np.nan), np.full(len(years), np.nan)
    shift = {}
    for year in range(first, last + 1):
        now = years == year
        known = (years < year) & (years >= year - CALIBRATION)
        shift[year] = shift_of(odds[known], found.outcome[known])
        probability[now] = chance(odds[now] + shift[year])
        baseline[now] = found.outcome[(years < year) & (years >= year - BASELINE)].mean()
    rows = np.flatnonzero((years >= first) & (years <= last))
    return Rolled(rows, probability[rows], said[:, rows], baseline[rows], shift)
