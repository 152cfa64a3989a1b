"""What becomes of a leader who has lost office: unharmed, in exile, in prison, or dead?

A table, not a fit: the shares of fates among earlier exits of the same kind, held towards those of all exits.
Narrower classes (by whose hand, under what degree of democracy) were not shown to do better on the exits of
1965-1999, so there are none.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas

Values = np.ndarray[Any, np.dtype[Any]]

#: Fates in the year after, the mildest first; a suicide counts as a death.
FATES = ("OK", "Exile", "Imprisonment", "Death")
#: A kind of exit is held towards all exits as if this many of all had been seen of it.
HELD = 5.0
#: The first year whose exits count.
SINCE = 1946


@dataclass(frozen=True)
class Exits:
    """Exits with a known fate: year, state, kind (as Archigos names it), and fate (an index into `FATES`)."""

    year: Values
    state: Values
    kind: Values
    fate: Values

    def where(self, chosen: Values) -> "Exits":
        """The exits that a mask chooses."""
        return Exits(self.year[chosen], self.state[chosen], self.kind[chosen], self.fate[chosen])


def exits(spells: "pandas.DataFrame") -> Exits:
    """The exits of Archigos since 1946 whose fate is known, but for assassinations, which are their own fate,
    and those who were still in office.
    """
    fate = spells["posttenurefate"].replace("Suicide", "Death")
    year = spells["enddate"].dt.year
    kept = fate.isin(FATES) & (year >= SINCE) & (spells["exit"] != "Still in Office")
    kept &= ~spells["exitcode"].str.contains("Assass").fillna(False)
    return Exits(
        year[kept].to_numpy(int),
        spells["ccode"][kept].to_numpy(int),
        spells["exit"][kept].to_numpy(str),
        np.array([FATES.index(one) for one in fate[kept]]),
    )


def fate_chances(past: Exits, kind: Values) -> Values:
    """Chances of the fates for exits of the kinds asked about, a row each, from the exits of the past.

    >>> past = Exits(np.zeros(4), np.zeros(4), np.array(["a", "a", "b", "b"]), np.array([0, 0, 0, 3]))
    >>> fate_chances(past, np.array(["b"])).round(3)
    array([[0.679, 0.   , 0.   , 0.321]])
    """
    came = np.array([past.fate == k for k in range(len(FATES))], dtype=float)
    rows = {}
    for one in np.unique(kind):
        alike = past.kind == one
        rows[str(one)] = (came[:, alike].sum(axis=1) + HELD * came.mean(axis=1)) / (alike.sum() + HELD)
    return np.array([rows[str(one)] for one in kind]).reshape(-1, len(FATES))


def log_losses(chances: Values, fate: Values) -> Values:
    """Minus the logarithm of the chance that was given to what came, in nats, a number an exit.

    >>> log_losses(np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([0, 1])).round(4)
    array([0.6931, 0.2877])
    """
    return np.asarray(-np.log(np.maximum(chances[np.arange(len(fate)), fate], 1e-9)))
