"""What becomes of a leader who has lost office: unharmed, in exile, in prison, or dead?

A table, not a fit: the shares of fates among earlier exits of the same kind from states as democratic, held
towards those of all exits of the kind, and these towards those of all exits.  Fates have become milder, so an
exit twenty years back counts half.  Chosen on the exits of 1965-1999, each forecast from those before it,
where it is shown to do better than kinds alone; a multinomial logit of kind, democracy, entry, tenure and age
did no better than this.

Source for holding shares towards those of a wider class: Gelman and Hill, Data Analysis Using Regression and
Multilevel/Hierarchical Models (2007), section 12.2.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from presidium.judgement.forecast.grid import floats

if TYPE_CHECKING:
    import pandas

Values = np.ndarray[Any, np.dtype[Any]]

#: Fates in the year after, the mildest first; a suicide counts as a death.
FATES = ("OK", "Exile", "Imprisonment", "Death")
#: A kind of exit is held towards all exits as if this many of all had been seen of it; a degree of democracy
#: in the same way towards its kind.
HELD, HELD_WITHIN = 5.0, 25.0
#: Years after which an exit counts half.
HALF_LIFE = 20.0
#: The first year whose exits count.
SINCE = 1946
#: Where degrees of electoral democracy (V-Dem, 0 to 1) begin, and how old a value may be, in years.
DEGREES = (0.2, 0.4, 0.6)
_KNOWN_AFTER, _KEPT = 2, 7


@dataclass(frozen=True)
class Exits:
    """Exits with a known fate.

    Year, state, kind (as Archigos names it), degree of democracy (how many of `DEGREES` the state reached
    by what was known in the year; -1 unknown), and fate (an index into `FATES`).
    """

    year: Values
    state: Values
    kind: Values
    degree: Values
    fate: Values

    def where(self, chosen: Values) -> "Exits":
        """The exits that a mask chooses."""
        return Exits(
            self.year[chosen], self.state[chosen], self.kind[chosen], self.degree[chosen], self.fate[chosen]
        )


def exits(spells: "pandas.DataFrame", democracy: "pandas.DataFrame") -> Exits:
    """The exits of Archigos since 1946 whose fate is known, but for assassinations, which are their own fate,
    and those who were still in office.
    """
    fate = spells["posttenurefate"].replace("Suicide", "Death")
    year = spells["enddate"].dt.year
    kept = fate.isin(FATES) & (year >= SINCE) & (spells["exit"] != "Still in Office")
    kept &= ~spells["exitcode"].str.contains("Assass").fillna(False)
    years, states = year[kept].to_numpy(int), spells["ccode"][kept].to_numpy(int)
    return Exits(
        years,
        states,
        spells["exit"][kept].to_numpy(str),
        _degrees(democracy, states, years),
        np.array([FATES.index(one) for one in fate[kept]]),
    )


def _degrees(democracy: "pandas.DataFrame", states: Values, years: Values) -> Values:
    """The degree of each state by the last value that was known in a year."""
    values = floats(democracy["v2x_polyarchy"])
    known = {
        (int(code), int(year)): float(value)
        for code, year, value in zip(democracy["gwcode"], democracy["year"], values, strict=True)
        if value == value
    }
    found = np.full(len(years), -1)
    for k, (state, year) in enumerate(zip(states.tolist(), years.tolist(), strict=True)):
        told = (known.get((state, year - ago)) for ago in range(_KNOWN_AFTER, _KEPT + 1))
        value = next((one for one in told if one is not None), None)
        if value is not None:
            found[k] = int(np.searchsorted(DEGREES, value))
    return found


def fate_chances(past: Exits, kind: Values, degree: Values, year: int) -> Values:
    """Chances of the fates at the beginning of a year for exits of the kinds and degrees asked about.

    Four exits of the year before, weighing almost one each; both of kind b were jailed or killed:

    >>> past = Exits(
    ...     np.full(4, 1999), np.zeros(4), np.array(["a", "a", "b", "b"]), np.zeros(4), np.array([0, 0, 2, 3])
    ... )
    >>> fate_chances(past, np.array(["b"]), np.array([0]), 2000).round(3)
    array([[0.335, 0.   , 0.333, 0.333]])
    """
    weight = 0.5 ** ((year - past.year) / HALF_LIFE)
    came = np.eye(len(FATES))[past.fate] * weight[:, None]
    of_all = came.sum(axis=0) / weight.sum()
    rows = []
    for one, how in zip(kind, degree, strict=True):
        alike = past.kind == one
        of_kind = (came[alike].sum(axis=0) + HELD * of_all) / (weight[alike].sum() + HELD)
        near = alike & (past.degree == how)
        rows.append((came[near].sum(axis=0) + HELD_WITHIN * of_kind) / (weight[near].sum() + HELD_WITHIN))
    return np.array(rows).reshape(-1, len(FATES))


def table_chances(past: Exits, kind: Values) -> Values:
    """Chances by the kind of exit alone, all years alike: what the other forecast has to beat.

    >>> no = np.zeros(4)
    >>> past = Exits(no, no, np.array(["a", "a", "b", "b"]), no, np.array([0, 0, 0, 3]))
    >>> table_chances(past, np.array(["b"])).round(3)
    array([[0.679, 0.   , 0.   , 0.321]])
    """
    came = np.eye(len(FATES))[past.fate]
    rows = {}
    for one in np.unique(kind):
        alike = past.kind == one
        rows[str(one)] = (came[alike].sum(axis=0) + HELD * came.mean(axis=0)) / (alike.sum() + HELD)
    return np.array([rows[str(one)] for one in kind]).reshape(-1, len(FATES))


def log_losses(chances: Values, fate: Values) -> Values:
    """Minus the logarithm of the chance that was given to what came, in nats, a number an exit.

    >>> log_losses(np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([0, 1])).round(4)
    array([0.6931, 0.2877])
    """
    return np.asarray(-np.log(np.maximum(chances[np.arange(len(fate)), fate], 1e-9)))
