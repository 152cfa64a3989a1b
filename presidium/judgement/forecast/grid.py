"""How do dated events, spells and yearly statistics become what was known of a state before a month?

Every function here fills an array of states by months in which month m holds nothing dated in m or later,
but for `events`, which holds what happened in m itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas

Values = np.ndarray[Any, np.dtype[Any]]

#: The first year of the grid: the list of attempts begins with it.
FIRST = 1950
#: Correlates-of-War numbers that differ from Gleditsch and Ward's: Germany, Yemen, Vietnam, three islands.
_NUMBERS = {255: 260, 679: 678, 818: 816, 946: 970, 947: 973, 955: 972}
#: Kinds of regime, each with the types of Geddes, Wright and Frantz that it holds.
REGIMES: Mapping[str, tuple[str, ...]] = {
    "parliamentary": ("parliamentary",),
    "presidential": ("presidential",),
    "personal": ("personal",),
    "party": ("party-based", "party-personal", "oligarchy"),
    "military": (
        "military",
        "military personal",
        "provisional military",
        "indirect military",
        "party-military",
        "party-personal-military",
    ),
    "monarchy": ("monarchy",),
    "provisional": ("provisional", "civilian provisional", "foreign-occupied", "warlordism"),
}


def month_of(year: int, month: int = 1) -> int:
    """The number of a month, January 1950 being 0.

    >>> month_of(1953, 3)
    38
    """
    return 12 * (year - FIRST) + month - 1


@dataclass(frozen=True)
class Grid:
    """The row of each state by its Gleditsch-Ward number, and how many months there are."""

    rows: Mapping[int, int]
    months: int

    def empty(self, value: float = np.nan) -> Values:
        """An array of states by months, all of one value."""
        return np.full((len(self.rows), self.months), value)

    def row(self, number: Any, correlates: bool = True) -> int | None:
        """The row of a state; its number is of the Correlates of War unless said otherwise."""
        number = int(number)
        return self.rows.get(_NUMBERS.get(number, number) if correlates else number)

    def events(self, number: Any, year: Any, month: Any, correlates: bool = True) -> Values:
        """How many events each state had in each month; what has no month or no row is left out."""
        counts = self.empty(0.0)
        for one, y, m in zip(number, floats(year), floats(month), strict=True):
            s = self.row(one, correlates)
            at = month_of(int(y), int(m)) if y == y and 1 <= m <= 12 else -1
            if s is not None and 0 <= at < self.months:
                counts[s, at] += 1
        return counts

    def before(self, events: Values, months: int) -> Values:
        """How many events the months before each month had, so many months back."""
        total = np.concatenate([np.zeros((len(events), 1)), np.cumsum(events, axis=1)], axis=1)
        at = np.arange(self.months)
        return np.asarray(total[:, at] - total[:, np.maximum(at - months, 0)])


def floats(column: Any) -> Values:
    """A column as floats, NaN where a value is missing."""
    return np.asarray(column.astype("Float64").to_numpy(float, na_value=np.nan))


def existence(grid: Grid, states: "pandas.DataFrame", last: int) -> tuple[Values, Values]:
    """Which states are there in a month, even for a day of it, and how old they are, in months."""
    exists = np.zeros((len(grid.rows), grid.months), bool)
    born: dict[int, int] = {}
    for code, begin, end in zip(states["gwcode"], states["start"], states["end"], strict=True):
        s, start = grid.rows[int(code)], month_of(begin.year, begin.month)
        # What is still there at the cut of the list is there in the month after it too.
        stop = grid.months - 1 if end.year == last else month_of(end.year, end.month)
        exists[s, max(start, 0) : max(stop + 1, 0)] = True
        born[s] = min(born.get(s, start), start)
    first = np.array([born[s] for s in range(len(grid.rows))])
    return exists, np.maximum(np.arange(grid.months) - first[:, None], 0).astype(float)


def history(grid: Grid, exists: Values, events: Values, name: str) -> dict[str, Values]:
    """Months since the last event, counts of several windows, what the past still weighs, and world rates.

    Without any event the months are ten years more than the state was watched, 75 years at most.  The weight
    halves in six years.  World rates are events per state and year of the last five and ten years.
    """
    first = exists.argmax(axis=1)[:, None]
    at = np.arange(grid.months)
    last = np.maximum.accumulate(np.where(events > 0, at, -1), axis=1)
    last = np.concatenate([np.full((len(events), 1), -1), last[:, :-1]], axis=1)
    never = np.minimum(np.maximum(at - first, 0) + 120, 900)
    found = {f"{name}_months_since": np.where(last >= 0, at - last, never).astype(float)}
    for years, label in ((1, "1y"), (5, "5y"), (10, "10y"), (200, "ever")):
        found[f"{name}s_{label}"] = grid.before(events, 12 * years)
    for years in (5, 10):
        watched = grid.before(exists.astype(float), 12 * years).sum(axis=0)
        rate = 12 * grid.before(events, 12 * years).sum(axis=0) / np.maximum(watched, 1)
        found[f"{name}s_world_{years}y"] = np.tile(rate, (len(events), 1))
    found[f"{name}_weight"] = _fading(events, 72)
    return found


def _fading(events: Values, half: int) -> Values:
    """Events so far, each counting half as much after so many months."""
    left, found = np.zeros(len(events)), np.zeros_like(events)
    for m in range(events.shape[1]):
        found[:, m] = left
        left = left * 0.5 ** (1 / half) + events[:, m]
    return found


def leaders(grid: Grid, spells: "pandas.DataFrame") -> dict[str, Values]:
    """Months in office, age in years, and whether he was a soldier (1), of who led before the month."""
    in_office, age, soldier = grid.empty(), grid.empty(), grid.empty()
    start = np.array([month_of(y, m) for y, m in zip(spells["syear"], spells["smonth"], strict=True)])
    end = 12 * (floats(spells["eyear"]) - FIRST) + floats(spells["emonth"]) - 1
    born, career = floats(spells["birthyear"]), floats(spells["militarycareer"])
    for k in np.argsort(start, kind="stable"):
        s = grid.row(spells["ccode"].iloc[k])
        if s is not None:
            stop = grid.months if end[k] != end[k] else min(int(end[k]) + 1, grid.months)
            span = np.arange(max(start[k] + 1, 0), max(stop, 0))
            in_office[s, span] = span - start[k]
            age[s, span] = FIRST + span / 12 - born[k]
            soldier[s, span] = career[k]
    return {"leader_months": in_office, "leader_age": age, "leader_soldier": soldier}


def regimes(grid: Grid, spells: "pandas.DataFrame") -> dict[str, Values]:
    """The kind of regime before the month, one array of 0 and 1 a kind, and its age in months."""
    kind = {text: name for name, texts in REGIMES.items() for text in texts}
    found = {f"regime_{name}": grid.empty(0.0) for name in REGIMES}
    found["regime_months"] = grid.empty()
    begin, end = spells["gwf_startdate"].dt, spells["gwf_enddate"].dt
    start = (12 * (begin.year - FIRST) + begin.month - 1).to_numpy()
    stop = (12 * (end.year - FIRST) + end.month - 1).to_numpy()
    for k in np.lexsort((stop, start)):
        s = grid.row(spells["cowcode"].iloc[k])
        span = np.arange(max(start[k] + 1, 0), max(min(stop[k] + 1, grid.months), 0))
        if s is not None and len(span):
            for name in REGIMES:
                found[f"regime_{name}"][s, span] = float(name == kind.get(spells["gwf_regimetype"].iloc[k]))
            found["regime_months"][s, span] = span - start[k]
    return found


def votes(grid: Grid, elections: "pandas.DataFrame") -> dict[str, Values]:
    """Votes held in the six months before; those that were only announced are left out."""
    held = elections[elections["event"].str.startswith("Vote").fillna(False)]
    counts = grid.events(held["ccode"], held["elec_year"], held["elec_month"])
    return {"votes_6m": grid.before(counts, 6)}


def yearly(grid: Grid, table: "pandas.DataFrame", values: Any, released: int) -> Values:
    """A yearly statistic, known so many years later, and kept until the next one is known."""
    found = grid.empty()
    for code, year, value in zip(table["gwcode"], table["year"], values, strict=True):
        s, at = grid.row(code, correlates=False), month_of(int(year) + released)
        if s is not None and value == value and at < grid.months:
            found[s, max(at, 0) : max(at + 12, 0)] = value
    # The last value known stays until the next.
    seen = np.maximum.accumulate(np.where(np.isnan(found), -1, np.arange(grid.months)), axis=1)
    rows = np.arange(len(found))[:, None]
    return np.where(seen >= 0, found[rows, np.maximum(seen, 0)], np.nan)
