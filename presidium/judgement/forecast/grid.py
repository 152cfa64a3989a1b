"""How do dated events, spells and yearly statistics become what was known of a state before a month?

Every function here fills an array of states by months in which month m holds nothing dated in m or later,
but for `events`, which holds what happened in m itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from presidium.datasets.numbering import renumbered, state_of

if TYPE_CHECKING:
    import pandas

Values = np.ndarray[Any, np.dtype[Any]]

#: The first year of the grid: the list of attempts begins with it.
FIRST = 1950
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

    def events(self, number: Any, year: Any, month: Any, correlates: bool = True) -> Values:
        """How many events each state had in each month; what has no month or no row is left out.

        Numbers are of the Correlates of War, as in the middle of the month, unless said otherwise.
        """
        counts = self.empty(0.0)
        for one, y, m in zip(number, floats(year), floats(month), strict=True):
            at = month_of(int(y), int(m)) if y == y and 1 <= m <= 12 else -1
            if 0 <= at < self.months:
                state = state_of(int(one), date(int(y), int(m), 15)) if correlates else int(one)
                s = self.rows.get(state)
                if s is not None:
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
    """Months in office, age in years, and whether he was a soldier (1), of who led before the month.

    Who goes on when only the number of the state changes has been in office since he came.
    """
    in_office, age, soldier = grid.empty(), grid.empty(), grid.empty()
    dated = spells.assign(
        start=_first_of(spells["syear"], spells["smonth"]), end=_first_of(spells["eyear"], spells["emonth"])
    )
    laid = renumbered(dated, "ccode", "start", "end", "leader")
    born, career = floats(laid["birthyear"]), floats(laid["militarycareer"])
    for k, s, since, span in _spans(grid, laid, "start", "end"):
        in_office[s, span] = span - since
        age[s, span] = FIRST + span / 12 - born[k]
        soldier[s, span] = career[k]
    return {"leader_months": in_office, "leader_age": age, "leader_soldier": soldier}


def _first_of(year: Any, month: Any) -> Any:
    """The first day of a month, missing where it is."""
    months = 12 * (floats(year) - 1970) + floats(month) - 1
    found = np.nan_to_num(months).astype("datetime64[M]").astype("datetime64[s]")
    found[np.isnan(months)] = np.datetime64("NaT")
    return found


def regimes(grid: Grid, spells: "pandas.DataFrame") -> dict[str, Values]:
    """The kind of regime before the month, one array of 0 and 1 a kind, and its age in months."""
    kind = {text: name for name, texts in REGIMES.items() for text in texts}
    found = {f"regime_{name}": grid.empty(0.0) for name in REGIMES}
    found["regime_months"] = grid.empty()
    laid = renumbered(spells, "cowcode", "gwf_startdate", "gwf_enddate", "gwf_regimetype")
    for k, s, since, span in _spans(grid, laid, "gwf_startdate", "gwf_enddate"):
        for name in REGIMES:
            found[f"regime_{name}"][s, span] = float(name == kind.get(laid["gwf_regimetype"].iloc[k]))
        found["regime_months"][s, span] = span - since
    return found


def _spans(
    grid: Grid, laid: "pandas.DataFrame", start: str, end: str
) -> Iterator[tuple[int, int, int, Values]]:
    """For each spell that has a row: its place, the row, the month it began, and the months after which it
    was known; of two in one month the one that came later, then the one that lasted longer, is the last.
    """
    first, last, since = (
        12 * (floats(laid[name].dt.year) - FIRST) + floats(laid[name].dt.month) - 1
        for name in (start, end, "since")
    )
    last = np.where(np.isnan(last), grid.months, last)
    for k in np.lexsort((last, first)):
        s = grid.rows.get(int(laid["state"].iloc[k]))
        # What only goes on under another number was known before.
        begin = int(first[k]) + (since[k] == first[k])
        span = np.arange(max(begin, 0), max(min(int(last[k]) + 1, grid.months), 0))
        if s is not None and len(span):
            yield int(k), s, int(since[k]), span


def votes(grid: Grid, elections: "pandas.DataFrame") -> dict[str, Values]:
    """Votes held in the six months before; those that were only announced are left out."""
    held = elections[elections["event"].str.startswith("Vote").fillna(False)]
    counts = grid.events(held["ccode"], held["elec_year"], held["elec_month"])
    return {"votes_6m": grid.before(counts, 6)}


def yearly(grid: Grid, table: "pandas.DataFrame", values: Any, released: int) -> Values:
    """A yearly statistic, known so many years later, and kept until the next one is known."""
    found = grid.empty()
    for code, year, value in zip(table["gwcode"], table["year"], values, strict=True):
        s, at = grid.rows.get(int(code)), month_of(int(year) + released)
        if s is not None and value == value and at < grid.months:
            found[s, max(at, 0) : max(at + 12, 0)] = value
    # The last value known stays until the next.
    seen = np.maximum.accumulate(np.where(np.isnan(found), -1, np.arange(grid.months)), axis=1)
    rows = np.arange(len(found))[:, None]
    return np.where(seen >= 0, found[rows, np.maximum(seen, 0)], np.nan)
