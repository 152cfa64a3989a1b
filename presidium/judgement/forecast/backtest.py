"""How good would the forecasts have been, against what anybody could have said, and against published ones?

Everything was chosen on years before those that are scored here.  Each task is scored against its baselines
on the same cases; where the interval of a difference covers zero, it is not shown to be better.  The bars
ask what a forecaster whose chances are right would nearly always reach: better than the rate of the ten
years before, right on average, and never shown worse than its simplest member.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from presidium.judgement.forecast.fate import exits, fate_chances, log_losses, table_chances
from presidium.judgement.forecast.origin import (
    ATTEMPT_MONTH,
    ATTEMPT_YEAR,
    EXIT_YEAR,
    MEMBERS,
    Cases,
    Rolled,
    Target,
    cases,
    rolled,
)
from presidium.judgement.forecast.panel import Panel, Tables, panel, tables
from presidium.judgement.forecast.purge import purge_chances
from presidium.judgement.score import (
    Bin,
    Estimate,
    Forecasts,
    against,
    brier,
    by_period,
    calibration,
    interval,
    log_score,
    precision_if_right,
    precision_recall_area,
    recalls,
    scores,
    skill,
)

Values = np.ndarray[Any, np.dtype[Any]]
Measures = dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: which measure, against which baseline (None: on its own), which part of the estimate (`value`,
    or the end `low` or `high` of its interval), from where to where, and what was found.
    """

    measure: str
    against: str | None
    part: str
    low: float
    high: float
    found: Estimate

    @property
    def met(self) -> bool:
        """Is the part that is asked for on the right side of the bar?"""
        return self.low <= float(getattr(self.found, self.part)) <= self.high


@dataclass(frozen=True)
class Task:
    """One task: years, cases and events; scores; differences to each baseline (above zero is better); the
    scores by period; the calibration curve; the scores of each member on its own; the average
    precision were the chances exactly right; and the bars.
    """

    name: str
    first: int
    last: int
    cases: int
    events: int
    scores: Measures
    against: Mapping[str, Measures]
    periods: Mapping[tuple[int, int], Measures] = field(default_factory=dict)
    curve: tuple[Bin, ...] = ()
    members: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    if_right: Estimate | None = None
    bars: tuple[Bar, ...] = ()


#: Of each forecast of events: measure, baseline or None, part of the estimate, the least, the most.
BARS: tuple[tuple[str, str | None, str, float, float], ...] = (
    ("log_skill", "world_rate", "low", 0.0, 1.0),
    ("expected_observed", None, "value", 0.7, 1.4),
    ("log_skill", "recency", "high", 0.0, 1.0),
)


def _barred(own: Measures, differences: Mapping[str, Measures]) -> tuple[Bar, ...]:
    return tuple(
        Bar(measure, base, part, low, high, own[measure] if base is None else differences[base][measure])
        for measure, base, part, low, high in BARS
    )


def _alone(members: Values, outcome: Values, cluster: Values) -> dict[str, dict[str, float]]:
    """The scores of each member on its own, by name."""
    return {
        member: {name: one.value for name, one in scores(Forecasts(chances, outcome, cluster), 1).items()}
        for member, chances in zip(MEMBERS, members, strict=True)
    }


def _task(
    name: str,
    asked: Forecasts,
    years: Values,
    baselines: Mapping[str, Values],
    draws: int,
    occasion: Values,
    members: Values,
    **more: Any,
) -> Task:
    """Score a task; `occasion` is what each list of states is made for, `members` has a row a member."""
    own = scores(asked, draws)
    differences = {base: against(asked, values, draws) for base, values in baselines.items()}
    own |= recalls(asked, occasion, draws=draws)
    for base, values in baselines.items():
        differences[base] |= recalls(asked, occasion, values, draws)
    return Task(
        name=name,
        first=int(years.min()),
        last=int(years.max()),
        cases=len(years),
        events=int(asked.outcome.sum()),
        scores=own,
        against=differences,
        curve=calibration(asked),
        members=_alone(members, asked.outcome, asked.cluster),
        if_right=precision_if_right(asked.probability, draws),
        bars=_barred(own, differences),
        **more,
    )


def _rolling_task(
    found: Cases, said: Rolled, target: Target, draws: int, periods: Sequence[tuple[int, int]]
) -> Task:
    outcome, years = found.outcome[said.rows], found.year[said.rows]
    asked = Forecasts(said.probability, outcome, found.state[said.rows])
    baselines = {
        "world_rate": said.baseline,
        "test_rate": np.full(len(years), outcome.mean()),
        "recency": said.members[MEMBERS.index("recency")],
    }
    return _task(
        target.name,
        asked,
        years,
        baselines,
        draws,
        occasion=found.month[said.rows] if target.window == 1 else years,
        periods=by_period(asked, years, periods, draws),
        members=said.members,
    )


def archived_rows(folder: Path | None, outcome: str) -> Any:
    """Beger's forecasts of one outcome for 2011-2019, as a table with gwcode, for_year, observed and p."""
    from presidium.datasets.forecasts import beger_coups

    rows = beger_coups(folder)
    return rows[(rows["outcome"] == outcome) & rows["observed"].notna() & (rows["for_year"] <= 2019)]


def _archived_task(
    laid: Panel, found: Cases, said: Rolled, rate: Mapping[int, float], folder: Path | None, draws: int
) -> Task:
    """The same cases as the archived forecasts of attempts, against the world's rate and against them."""
    rows = archived_rows(folder, "attempt")
    place = {
        (laid.codes[found.state[row]], int(found.year[row])): k for k, row in enumerate(said.rows.tolist())
    }
    at = np.array(
        [place[int(code), int(year)] for code, year in zip(rows["gwcode"], rows["for_year"], strict=True)]
    )
    outcome = rows["observed"].to_numpy(float)
    asked = Forecasts(said.probability[at], outcome, found.state[said.rows[at]])
    base = np.array([rate[int(year)] for year in rows["for_year"]])
    members = said.members[:, at]
    baselines = {
        "world_rate": base,
        "recency": members[MEMBERS.index("recency")],
        "beger": rows["p"].to_numpy(float),
    }
    years = rows["for_year"].to_numpy(int)
    return _task("attempt_archived", asked, years, baselines, draws, occasion=years, members=members)


def _fate_task(read: Tables, draws: int) -> Task:
    """Fates of the exits since 2000 from those before, against tables by kind and for all kinds."""
    found = exits(read.spells, read.democracy)
    past, asked = found.where(found.year < 2000), found.where(found.year >= 2000)
    mine = log_losses(fate_chances(past, asked.kind, asked.degree, 2000), asked.fate)
    alike = replace(past, kind=np.full(len(past.kind), "any"))
    others = {
        "kind_table": log_losses(table_chances(past, asked.kind), asked.fate),
        "all_exits": log_losses(table_chances(alike, np.full(len(asked.kind), "any")), asked.fate),
    }

    def saved(theirs: Values) -> Estimate:
        return interval(
            lambda w: skill(float(np.average(mine, weights=w)), float(np.average(theirs, weights=w))),
            asked.state,
            draws,
        )

    own = {"log": interval(lambda w: float(np.average(mine, weights=w)), asked.state, draws)}
    differences = {base: {"log_skill": saved(theirs)} for base, theirs in others.items()}
    return Task(
        name="fate",
        first=int(asked.year.min()),
        last=int(asked.year.max()),
        cases=len(asked.fate),
        events=int((asked.fate > 0).sum()),
        scores=own,
        against=differences,
    )


def _purge_task(folder: Path | None, draws: int) -> Task:
    """Purges among exits from ruling bodies, each state from the others, against the share of all."""
    from presidium.datasets.elites import elite_exits

    table = elite_exits(folder)
    chances, purged, state = purge_chances(table)
    years = table["exitdate"].dt.year.dropna().to_numpy(int)
    asked = Forecasts(chances, purged, state)
    own, base = scores(asked, draws), np.full(len(purged), purged.mean())
    differences = {"test_rate": against(asked, base, draws)}
    return Task(
        name="purge",
        first=int(years.min()),
        last=int(years.max()),
        cases=len(purged),
        events=int(purged.sum()),
        scores=own,
        against=differences,
        curve=calibration(asked),
    )


#: Years that are scored, and their periods.
_YEARS: Mapping[str, tuple[Target, int, int, tuple[tuple[int, int], ...]]] = {
    "attempt_year": (ATTEMPT_YEAR, 2000, 2020, ((2000, 2006), (2007, 2013), (2014, 2020))),
    "attempt_month": (ATTEMPT_MONTH, 2000, 2020, ((2000, 2006), (2007, 2013), (2014, 2020))),
    "irregular_exit_year": (EXIT_YEAR, 2000, 2014, ((2000, 2007), (2008, 2014))),
}


@dataclass(frozen=True, slots=True)
class Rescored:
    """Archived forecasts scored anew: measures by name, as their authors could have printed them."""

    name: str
    cases: int
    events: int
    measures: Mapping[str, float]


def rescored(folder: Path | None, states: Any, attempts: Any) -> tuple[Rescored, ...]:
    """Beger's yearly forecasts of three outcomes, with their skill against the world's rate of such a
    year.
    """
    kinds = {
        "attempt": attempts,
        "coup": attempts[attempts["coup"] == 2],
        "failed": attempts[attempts["coup"] == 1],
    }
    found = []
    for outcome, chosen in kinds.items():
        rows = archived_rows(folder, outcome)
        p, y = rows["p"].to_numpy(float), rows["observed"].to_numpy(float)
        rate = world_rate(states, chosen)
        base = np.array([rate[int(year)] for year in rows["for_year"]])
        asked, years = Forecasts(p, y, rows["gwcode"].to_numpy(int)), rows["for_year"].to_numpy(int)
        own = {**scores(asked, 1), **recalls(asked, years, draws=1)}
        measures = {name: one.value for name, one in own.items()}
        measures["precision_recall_area"] = precision_recall_area(p, y)
        measures["brier_skill"] = skill(brier(p, y), brier(base, y))
        measures["log_skill"] = skill(log_score(p, y), log_score(base, y))
        found.append(Rescored(f"beger_{outcome}", len(p), int(y.sum()), measures))
    return tuple(found)


def world_rate(states: Any, attempts: Any) -> dict[int, float]:
    """By year: the share of state-years with such an event in the ten years before, of all states there were,
    the smallest too.
    """
    first, last = int(attempts["year"].min()), int(states["end"].dt.year.max())
    begin, end = states["start"].dt.year, states["end"].dt.year
    there = {y: states["gwcode"][(begin <= y) & (end >= y)].nunique() for y in range(first, last + 1)}
    came = {y: attempts["ccode"][attempts["year"] == y].nunique() for y in range(first, last + 1)}
    return {
        year: sum(came[y] for y in range(year - 10, year)) / sum(there[y] for y in range(year - 10, year))
        for year in range(first + 10, last + 2)
    }


def backtest(folder: Path | None = None, draws: int = 1000) -> tuple[tuple[Task, ...], tuple[Rescored, ...]]:
    """Score every task, and the archived forecasts anew.  About three minutes on one core.

    Raises `DataError` where a table is not there, UsageError USE690 without scikit-learn.
    """
    from presidium.judgement.forecast.ensemble import check_extra

    check_extra()
    read = tables(folder)
    laid = panel(read)
    done = []
    for name, (target, first, last, periods) in _YEARS.items():
        found = cases(laid, target)
        said = rolled(found, target, first, last)
        done.append(_rolling_task(found, said, target, draws, periods))
        if name == "attempt_year":
            rate = world_rate(read.states, read.attempts)
            done.append(_archived_task(laid, found, said, rate, folder, draws))
    done += [_fate_task(read, draws), _purge_task(folder, draws)]
    return tuple(done), rescored(folder, read.states, read.attempts)
