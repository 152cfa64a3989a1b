"""What was known of each state before each month, and what then happened in it?

A grid of states by months from January 1950.  `known[name][s, m]` uses nothing dated in month m or later:
events, leaders, regimes and votes up to the month before; what REIGN says of the end of the last year;
yearly statistics of the year before that, because those of the last year are published in the course of
this one.  They are the values of today's releases: what was first published may have been otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from presidium.datasets.numbering import name_of
from presidium.judgement.forecast.grid import (
    Grid,
    Values,
    existence,
    floats,
    history,
    leaders,
    month_of,
    regimes,
    votes,
    yearly,
)

if TYPE_CHECKING:
    import pandas

#: Years after which a yearly statistic counts as known.
RELEASED = 2
#: What REIGN says of a state at the end of a year, by the name it has here; it is dated, so known at once.
#: The first three are logarithms of months.
_POLITICS = {
    "irregular_change": "irregular",
    "defeat_at_polls": "loss",
    "last_vote": "lastelection",
    "vote_ahead": "anticipation",
    "irregular_vote_ahead": "irreg_lead_ant",
    "conflict_before": "prev_conflict",
}


@dataclass(frozen=True)
class Tables:
    """The public tables that the grid is made from, as their loaders give them."""

    states: "pandas.DataFrame"
    attempts: "pandas.DataFrame"
    spells: "pandas.DataFrame"
    leaders: "pandas.DataFrame"
    regimes: "pandas.DataFrame"
    elections: "pandas.DataFrame"
    income: "pandas.DataFrame"
    democracy: "pandas.DataFrame"
    mortality: "pandas.DataFrame"
    groups: "pandas.DataFrame"
    politics: "pandas.DataFrame"


def tables(folder: Path | None = None) -> Tables:
    """Read the eleven tables.  Raises `DataError` as `datasets.source.Source.read` does."""
    from presidium.datasets import coups, states
    from presidium.datasets import leaders as of_leaders
    from presidium.datasets import regimes as of_regimes

    return Tables(
        states=states.states(folder),
        attempts=coups.powell_thyne(folder),
        spells=of_leaders.archigos(folder),
        leaders=of_leaders.reign_leaders(folder),
        regimes=of_regimes.reign_regimes(folder),
        elections=of_regimes.reign_elections(folder),
        income=states.gdp_population(folder),
        democracy=states.democracy(folder),
        mortality=states.infant_mortality(folder),
        groups=states.ethnic_power(folder),
        politics=states.reign_country_years(folder),
    )


@dataclass(frozen=True)
class Panel:
    """States by months.

    `codes` are Gleditsch-Ward numbers, `names` those of the list of states; `exists[s, m]` says whether the
    state was there in a month; `events` counts what happened in it (`attempt`, `irregular_exit`); `known`
    holds what could be known before it, NaN where it is not; `through` is the last year in which each kind
    of event is on record.  The grid ends with one month more than the record of attempts, so
    that the year to come can be forecast.
    """

    codes: tuple[int, ...]
    names: tuple[str, ...]
    exists: Values
    events: Mapping[str, Values]
    known: Mapping[str, Values]
    through: Mapping[str, int]

    def name(self, state: int, year: int) -> str:
        """What the state in a row was called when a year began."""
        return name_of(self.codes[state], date(year, 1, 1), self.names[state])


def panel(found: Tables) -> Panel:
    """Lay the tables out by state and month.  States with fewer than 250,000 people are left out."""
    lasting = found.states[found.states["microstate"] == 0].sort_values("start")
    last = int(found.states["end"].dt.year.max())
    codes = sorted({int(code) for code in lasting["gwcode"]})
    grid = Grid({code: s for s, code in enumerate(codes)}, month_of(last + 1) + 1)
    exists, age = existence(grid, lasting, last)
    attempt = grid.events(found.attempts["ccode"], found.attempts["year"], found.attempts["month"])
    ended = found.spells[found.spells["exit"] == "Irregular"]
    day = ended["enddate"].dt
    irregular = grid.events(ended["ccode"], day.year, day.month, correlates=False)
    known = {
        **history(grid, exists, attempt, "attempt"),
        **history(grid, exists, irregular, "exit"),
        "state_months": age,
        **leaders(grid, found.leaders),
        **regimes(grid, found.regimes),
        **votes(grid, found.elections),
        **_statistics(grid, found),
    }
    kept = np.flatnonzero(exists.any(axis=1))
    names = dict(zip(lasting["gwcode"], lasting["gw_name"], strict=True))
    return Panel(
        codes=tuple(codes[s] for s in kept),
        names=tuple(str(names[codes[s]]) for s in kept),
        exists=exists[kept],
        events={"attempt": attempt[kept], "irregular_exit": irregular[kept]},
        known={name: values[kept] for name, values in known.items()},
        through={"attempt": last, "irregular_exit": int(found.spells["enddate"].dt.year.max())},
    )


def _statistics(grid: Grid, found: Tables) -> dict[str, Values]:
    """Yearly statistics: levels, and the change of income in a year and of democracy in three."""
    income = found.income.sort_values(["gwcode", "year"])
    free = found.democracy.sort_values(["gwcode", "year"])
    growth = income.groupby("gwcode")["mrgdppc"].pct_change(fill_method=None)
    opening = free.groupby("gwcode")["v2x_polyarchy"].diff(3)

    def laid(table: "pandas.DataFrame", column: "pandas.Series", released: int = RELEASED) -> Values:
        return yearly(grid, table, floats(column), released)

    return {
        "income": laid(income, income["mrgdppc"]),
        "growth": laid(income, growth),
        "population": laid(income, income["pwtpop"]),
        "democracy": laid(free, free["v2x_polyarchy"]),
        "democracy_change_3y": laid(free, opening),
        "infant_mortality": laid(found.mortality, found.mortality["infmort"]),
        "excluded_groups": laid(found.groups, found.groups["excluded_groups_pop"]),
        **{name: laid(found.politics, found.politics[column], 1) for name, column in _POLITICS.items()},
    }
