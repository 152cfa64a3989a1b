"""Which state does a number mean on a day, and what was that state called?

Gleditsch and Ward's numbers are meant everywhere else; the Correlates of War, and tables that follow them,
number some states otherwise, and give a united or a shrunken state another number.  Nobody came to power by
that: Kohl governed from 1982 to 1998 under two numbers.  So spells are carried over by their days, and one
that goes on under another number is one spell.  The renumberings stand in `numbering.toml`.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

#: Days that may lie between a spell and what goes on with it: tables of months round to their ends.
NEAR_DAYS = 62


@dataclass(frozen=True, slots=True)
class Renumbering:
    """From `first` on what the Correlates of War number `cow` has the Gleditsch-Ward number `gw`."""

    cow: int
    gw: int
    first: date
    why: str


def state_of(number: int, day: date) -> int:
    """The Gleditsch-Ward number of a state that the Correlates of War number so on a day.

    >>> state_of(345, date(2006, 6, 4)), state_of(345, date(2006, 6, 5)), state_of(365, date(1953, 3, 6))
    (345, 340, 365)
    """
    for one in renumberings():
        if one.cow == number and day >= one.first:
            return one.gw
    return number


def name_of(state: int, day: date, otherwise: str) -> str:
    """What a state was called on a day; its name in the list of states where no other is known.

    >>> name_of(260, date(1989, 1, 1), "German Federal Republic"), name_of(260, date(2019, 1, 1), "")
    ('German Federal Republic', 'Germany')
    """
    known = [(first, name) for gw, first, name in _names() if gw == state and first <= day]
    return max(known)[1] if known else otherwise


def states_of(numbers: "pandas.Series", days: "pandas.Series") -> "pandas.Series":
    """The Gleditsch-Ward numbers of a column of Correlates-of-War numbers, each on its day.

    Where the day is missing the number stays as it is.
    """
    import pandas as pd

    found = numbers.copy()
    for one in renumberings():
        found = found.mask((numbers == one.cow) & (days >= pd.Timestamp(one.first)), one.gw)
    return found


def renumbered(
    spells: "pandas.DataFrame", number: str, start: str, end: str, same: str
) -> "pandas.DataFrame":
    """Spells under Correlates-of-War numbers as spells of states, one row a spell and state.

    `number`, `start`, `end` and `same` name columns: the number, the first and the last day (missing while it
    lasts), and what says that a spell goes on, a leader or a kind of regime.  Added are `state`, its
    Gleditsch-Ward number, and `since`, the first day under whatever number; a spell that outlasts a
    renumbering is cut there into two of one `since`.
    """
    import pandas as pd

    laid = spells.assign(state=spells[number], since=spells[start])
    for one in renumberings():
        day = pd.Timestamp(one.first)
        # A last day that is missing is before no day.
        late = (laid[number] == one.cow) & ~(laid[end] < day)
        early = laid[start] < day
        after = laid[late].assign(state=one.gw)
        after[start] = after[start].mask(after[start] < day, day)
        laid.loc[late & early, end] = day - timedelta(days=1)
        laid = pd.concat([laid[~late | early], after], ignore_index=True)
    laid = laid.sort_values(["state", start], kind="stable").reset_index(drop=True)
    laid["since"] = _since(laid, number, start, end, same)
    return laid


def _since(laid: "pandas.DataFrame", number: str, start: str, end: str, same: str) -> list[Any]:
    """The first day of each spell, that of the one before it where only the number changed."""
    found: list[Any] = laid["since"].tolist()
    last: dict[tuple[Any, Any], int] = {}
    numbers, states, starts, ends = (laid[name].tolist() for name in (number, "state", start, end))
    for k, key in enumerate(zip(states, laid[same].tolist(), strict=True)):
        before = last.get(key)
        if (
            before is not None
            and numbers[before] != numbers[k]
            and starts[k] - ends[before] <= timedelta(days=NEAR_DAYS)
        ):
            found[k] = min(found[before], found[k])
        last[key] = k
    return found


@cache
def renumberings() -> tuple[Renumbering, ...]:
    """Every renumbering that is known."""
    return tuple(Renumbering(**told) for told in _told()["renumbering"])


@cache
def _names() -> tuple[tuple[int, date, str], ...]:
    return tuple((told["gw"], told["first"], told["name"]) for told in _told()["name"])


def _told() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("numbering.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
