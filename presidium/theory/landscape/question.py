"""What is asked: which states, how large, how inclined to one another, and into how many camps?

    s_i        size of state i, above 0, in any unit
    p_ij       propensity of i and j to work together: symmetric, negative for enmity, p_ii = 0
    d_ij(X)    0 if i and j are in the same camp in the configuration X, else 1
    h_i(b)     what draws state i to camp b from outside (external field), in the unit of s p
    F_i(X)   = sum over j of s_j p_ij d_ij(X) - h_i(camp of i)        frustration of i
    E(X)     = sum over i of s_i (F_i(X) - h_i(camp of i))            energy

Pairs count twice in E, once for each of the two.  Where X and Y differ in the camp of k only,
E(X) - E(Y) = 2 s_k (F_k(X) - F_k(Y)): the field is subtracted twice so that this holds with fields too.  A
neutral state is at the distance 1 from everybody, other neutrals included, as if it were a camp by itself.

Source: Axelrod and Bennett, "A landscape theory of aggregation" (British Journal of Political Science 23,
1993), pages 214-217, for two camps.  Fields: Galam, "Fragmentation versus stability in bimodal coalitions"
(Physica A 230, 1996).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presidium.arguments import checked_truth, shown
from presidium.errors import UsageError
from presidium.theory.ballot import listed

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

#: Differences of this part of the largest row of size-weighted propensities are rounding: a tie.
TIE = 1e-12


@dataclass(frozen=True)
class Question:
    """Sizes, propensities, number of camps, whether neutrality is allowed, who is pinned, fields.

    `pinned`: one group of places a camp (one more for the neutrals).  `fields`: one row a state, one number a
    camp; () where there are none.  Labels are the number of each state's camp; `blocs` for a neutral.

    >>> asked = Question.of([3, 2, 1], [[0, -1, 1], [-1, 0, 0], [1, 0, 0]])
    >>> asked.energy([0, 1, 0]), asked.energy([0, 0, 0]), asked.frustration([0, 1, 0]).tolist()
    (-12.0, 0.0, [-2.0, -3.0, 0.0])
    """

    sizes: tuple[float, ...]
    propensities: tuple[tuple[float, ...], ...]
    blocs: int = 2
    neutral: bool = False
    pinned: tuple[tuple[int, ...], ...] = ()
    fields: tuple[tuple[float, ...], ...] = ()

    @classmethod
    def of(
        cls,
        sizes: Iterable[Any],
        propensities: Iterable[Any],
        blocs: int = 2,
        neutral: bool = False,
        pinned: Iterable[Iterable[int]] = (),
        fields: Iterable[Any] | None = None,
    ) -> "Question":
        """Check everything at the door; raises UsageError USE650 to USE656."""
        own, neutral = _sizes(sizes), checked_truth("neutral", neutral)
        if (
            isinstance(blocs, bool)
            or not isinstance(blocs, int | np.integer)
            or not 2 <= blocs <= _MOST_BLOCS
        ):
            raise UsageError(
                "USE653",
                f"{shown(blocs)} camps: a whole number from 2 to {_MOST_BLOCS} is expected",
                "give 2, or 3 with two poles and a third camp",
            )
        matrix = _propensities(propensities, len(own))
        groups = _pinned(pinned, len(own), int(blocs) + neutral)
        asked = cls(own, matrix, int(blocs), neutral, groups, _fields(fields, len(own), int(blocs)))
        with np.errstate(over="ignore", invalid="ignore"):
            if not np.isfinite(asked.couplings).all() or not np.isfinite(4 * asked.tie / TIE * len(own)):
                raise UsageError(
                    "USE652",
                    "sizes and propensities are too large to be multiplied",
                    "give them in another unit, such as shares of the whole",
                )
        return asked

    @property
    def states(self) -> int:
        """Number of states."""
        return len(self.sizes)

    @property
    def choices(self) -> int:
        """What a state can choose among: the camps, and neutrality where it is allowed."""
        return self.blocs + self.neutral

    @cached_property
    def couplings(self) -> Floats:
        """s_i s_j p_ij: shape (n, n)."""
        size = np.array(self.sizes)
        return size[:, np.newaxis] * size * np.array(self.propensities)

    @cached_property
    def outside(self) -> Floats:
        """s_i h_i(b): shape (n, choices), 0 for neutrality."""
        found = np.zeros((self.states, self.choices))
        if self.fields:
            found[:, : self.blocs] = np.array(self.sizes)[:, np.newaxis] * np.array(self.fields)
        return found

    @cached_property
    def tie(self) -> float:
        """Half an energy difference up to which a move counts as rest."""
        rows = np.abs(self.couplings).sum(axis=1) + np.abs(self.outside).max(axis=1)
        return TIE * float(rows.max())

    @cached_property
    def free(self) -> Labels:
        """Places of the states that are not pinned."""
        held = {place for group in self.pinned for place in group}
        return np.array([place for place in range(self.states) if place not in held], np.int64)

    @cached_property
    def opening(self) -> Labels:
        """Labels with the pinned states where they belong and all others in camp 0."""
        labels = np.zeros(self.states, np.int64)
        for label, group in enumerate(self.pinned):
            labels[list(group)] = label
        return labels

    @cached_property
    def exchangeable(self) -> NDArray[np.bool_]:
        """Whether each choice is a camp without a name: nobody is pinned to it, no field draws to it.

        Two configurations that differ in the numbers of such camps only are the same.
        """
        named = [bool(self.fields) or bool(group) for group in self.pinned] + [
            bool(self.fields)
        ] * self.choices
        return np.array([not named[b] and b < self.blocs for b in range(self.choices)])

    def attraction(self, labels: Sequence[int] | Labels) -> Floats:
        """s_i times what draws each state to each choice: shape (n, choices), own place left out."""
        together = np.array(labels)[:, np.newaxis] == np.arange(self.choices)
        together[:, self.blocs :] = False
        found: Floats = self.couplings @ together + self.outside
        return found

    def frustration(self, labels: Sequence[int] | Labels) -> Floats:
        """F_i of each state in a configuration, in the unit of size times propensity."""
        at = np.arange(self.states)
        towards = self.couplings.sum(axis=1) - self.attraction(labels)[at, np.array(labels)]
        found: Floats = towards / np.array(self.sizes)
        return found

    def energy(self, labels: Sequence[int] | Labels) -> float:
        """E of a configuration, in the unit of size squared times propensity."""
        at, own = np.arange(self.states), np.array(labels)
        weighted = np.array(self.sizes) * self.frustration(own) - self.outside[at, own]
        return float(weighted.sum()) + 0.0

    def labels(self, camps: Sequence[Sequence[int]], neutrals: Sequence[int] = ()) -> Labels:
        """The label of each state, from camps and neutrals that hold each state once.

        Raises UsageError USE653 where they do not.
        """
        groups = [*camps, *[()] * (self.blocs - len(camps)), neutrals]
        if sorted(place for group in groups for place in group) != list(range(self.states)):
            raise UsageError(
                "USE653", f"{shown(camps, 60)} does not hold each state once", "give each state one camp"
            )
        found = np.zeros(self.states, np.int64)
        for label, group in enumerate(groups):
            found[list(group)] = label
        return found


#: States beyond which a question is refused: the matrix has a row and a column for each.
MOST_STATES = 1000
#: Camps beyond which a question is refused.
_MOST_BLOCS = 16


def _sizes(sizes: Iterable[Any]) -> tuple[float, ...]:
    values = listed(sizes)
    if values is None:
        raise UsageError("USE652", f"{shown(sizes)} is no list of sizes", "give one size above 0 a state")
    if not values:
        raise UsageError("USE655", "there are no states: the list of sizes is empty", "give one size a state")
    if len(values) > MOST_STATES:
        raise UsageError(
            "USE656",
            f"{len(values)} states are too many: {MOST_STATES} are the most",
            "leave out the smallest, or ask for `frustration`, which takes sparse networks of any size",
        )
    for place, value in enumerate(values):
        if not _is_finite(value) or float(value) <= 0:
            raise UsageError(
                "USE652",
                f"the size of state {place} is {shown(value)}: a finite number above 0 is expected",
                "give every state a size, and leave out who has none",
            )
    return tuple(map(_double, values))


def _propensities(matrix: Iterable[Any], states: int) -> tuple[tuple[float, ...], ...]:
    rows = [listed(row) for row in listed(matrix) or []]
    if len(rows) != states or any(row is None or len(row) != states for row in rows):
        raise UsageError(
            "USE650",
            f"the propensities are no square matrix: {states} rows of {states} numbers are expected",
            "give one row and one column a state, in the order of the sizes",
        )
    table = [list(row or ()) for row in rows]
    for i, j in ((i, j) for i in range(states) for j in range(states)):
        if not _is_finite(table[i][j]):
            raise UsageError(
                "USE650",
                f"the propensity of states {i} and {j} is {shown(table[i][j])}: a finite number is expected",
                "give 0 where there is no propensity either way",
            )
    doubles = [[_double(value) for value in row] for row in table]
    return _symmetric(np.array(doubles, np.float64).reshape(states, states))


def _symmetric(p: Floats) -> tuple[tuple[float, ...], ...]:
    own = np.flatnonzero(np.diagonal(p))
    if len(own):
        raise UsageError(
            "USE651",
            f"state {own[0]} has a propensity of {shown(p[own[0], own[0]])} to itself: 0 is expected",
            "put 0 on the diagonal",
        )
    unlike = np.argwhere(np.abs(p - p.T) > TIE * np.abs(p).max(initial=0.0))
    if len(unlike):
        i, j = (int(place) for place in unlike[0])
        raise UsageError(
            "USE650",
            f"states {i} and {j} differ: {float(p[i, j])!r} one way, {float(p[j, i])!r} the other",
            "make the matrix symmetric: asymmetric propensities can turn in circles and have no energy",
        )
    return tuple(map(tuple, ((p + p.T) / 2).tolist()))


def _pinned(groups: Iterable[Iterable[int]], states: int, choices: int) -> tuple[tuple[int, ...], ...]:
    given = listed(groups)
    held = None if given is None else [listed(group) for group in given]
    if held is None or any(group is None for group in held) or len(held) > choices:
        raise UsageError(
            "USE653",
            f"pinned={shown(groups, 60)}: up to {choices} groups of places are expected, one a camp",
            "give for instance pinned=[[0], [5]]",
        )
    places = [place for group in held for place in group or ()]
    for place in places:
        whole = isinstance(place, int | np.integer) and not isinstance(place, bool)
        if not whole or not 0 <= place < states:
            raise UsageError(
                "USE653",
                f"{shown(place)} is pinned: places from 0 to {states - 1} are expected",
                "count states from 0, in the order of the sizes",
            )
        if places.count(place) > 1:
            raise UsageError(
                "USE653",
                f"state {place} is pinned twice: each state is in one camp",
                "leave it in one of the groups",
            )
    return tuple(tuple(sorted(int(place) for place in group or ())) for group in held)


def _fields(fields: Iterable[Any] | None, states: int, blocs: int) -> tuple[tuple[float, ...], ...]:
    if fields is None:
        return ()
    rows = [listed(row) for row in listed(fields) or []]
    if len(rows) != states or any(
        row is None or len(row) != blocs or not all(map(_is_finite, row)) for row in rows
    ):
        raise UsageError(
            "USE650",
            f"the fields are no table of {states} rows of {blocs} finite numbers",
            "give one row a state and one number a camp, 0 where nothing draws",
        )
    return tuple(tuple(_double(value) for value in row or ()) for row in rows)


def _is_finite(value: Any) -> bool:
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real | Decimal):
        return False
    try:
        return math.isfinite(float(value))
    except (OverflowError, ValueError):  # beyond all floats; a Decimal that signals that it is no number
        return False


def _double(value: Any) -> float:
    """A number as a double; a narrow float stands for its own shortest decimal, so that ties are ties."""
    narrow = isinstance(value, np.floating) and not isinstance(value, float)
    return float(str(value)) if narrow else float(value)
