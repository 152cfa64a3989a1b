"""Into which camps do states fall, how deep is each resting place, and how near is each state to leaving?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from presidium.arguments import checked_whole, shown
from presidium.draws import checked_seed
from presidium.errors import UsageError
from presidium.theory.landscape.camps import MOST_CONFIGURATIONS, by_camps
from presidium.theory.landscape.descent import by_descent
from presidium.theory.landscape.enumeration import MOST_STATES, by_enumeration, partition
from presidium.theory.landscape.question import Labels, Question

#: Random starts where configurations are too many to try all.
STARTS = 1_000


@dataclass(frozen=True, slots=True)
class Minimum:
    """A configuration from which no single state gains by moving.

    `camps`: places of the states in the order of the input, one tuple a camp; camps without names in the
    order of their first members.  `neutrals`: the places of the neutral.  `energy`: in the unit of size
    squared times propensity.  `basin`: how many configurations steepest descent brings here, of all or of the
    random starts.
    """

    camps: tuple[tuple[int, ...], ...]
    neutrals: tuple[int, ...]
    energy: float
    basin: int


@dataclass(frozen=True, slots=True)
class Margin:
    """How near a state is to switching in a minimum.

    `frustration`: its own, F_k.  `to`: the camp that draws it most after its own (the number of camps, for
    neutrality).  `gap`: by how much F_k would rise if it moved there; 0 where it is at a tie.  `energy`: by
    how much E would rise, 2 s_k gap.
    `partner`, `change`: the smallest change of one propensity that brings it to the edge: that of k and
    `partner` by `change`; None where nobody else is in either camp.
    """

    state: int
    to: int
    frustration: float
    gap: float
    energy: float
    partner: int | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Pull:
    """What one state does to the place of another: s_j p_kj, above 0 where it draws k to itself.

    `served`: whether k is where this wants it (with a friend, apart from an enemy).
    """

    state: int
    other: int
    pull: float
    served: bool


@dataclass(frozen=True)
class Landscape:
    """The local minima of a question, the deepest first; remembers its question.

    `proven`: every configuration was tried, so there are no other minima, and basins are counts of
    `configurations`.  Else the minima are those found from `configurations` random starts and by annealing.
    """

    question: Question
    minima: tuple[Minimum, ...]
    configurations: int
    proven: bool

    def margins(self, minimum: Minimum) -> tuple[Margin, ...]:
        """How near each free state is to switching, in the order of the input.

        >>> land = landscape([3, 2, 1], [[0, -1, 1], [-1, 0, 0], [1, 0, 0]])
        >>> [(near.state, near.gap, near.partner, near.change) for near in land.margins(land.minima[0])]
        [(0, 3.0, 1, 1.5), (1, 3.0, 0, 1.0), (2, 3.0, 0, -1.0)]
        """
        asked = self.question
        labels = self._labels(minimum)
        pull, frustration = asked.attraction(labels), asked.frustration(labels)
        return tuple(self._margin(int(k), labels, pull[k], float(frustration[k])) for k in asked.free)

    def _labels(self, minimum: Minimum) -> Labels:
        if not isinstance(minimum, Minimum):
            raise UsageError("USE653", f"{shown(minimum)} is no resting place", "give one of `minima`")
        return self.question.labels(minimum.camps, minimum.neutrals)

    def _margin(self, k: int, labels: Labels, pull: Any, frustration: float) -> Margin:
        asked, own = self.question, int(labels[k])
        others = [b for b in range(asked.choices) if b != own]
        to = max(others, key=lambda b: (pull[b], -b))
        gap = max(float(pull[own] - pull[to]) / asked.sizes[k], 0.0)
        members = [
            j for j in range(asked.states) if j != k and labels[j] in (own, to) and labels[j] < asked.blocs
        ]
        own_p = asked.propensities[k]
        # Of the largest the one that is tied already: a change of an old tie is likelier than a new one.
        partner = max(members, key=lambda j: (asked.sizes[j], abs(own_p[j]), -j), default=None)
        change = None
        if partner is not None:
            change = gap / asked.sizes[partner] * (-1 if labels[partner] == own else 1) + 0.0
        return Margin(k, to, frustration, gap, 2 * asked.sizes[k] * gap, partner, change)

    def pulls(self, minimum: Minimum, state: int) -> tuple[Pull, ...]:
        """Which propensities place a state: all that are not 0, the strongest first.

        Raises UsageError USE653 for a place that is not in the question, USE616 for what is no place.

        >>> land = landscape([3, 2, 1], [[0, -1, 1], [-1, 0, 0], [1, 0, 0]])
        >>> [(one.other, one.pull, one.served) for one in land.pulls(land.minima[0], 0)]
        [(1, -2.0, True), (2, 1.0, True)]
        """
        asked = self.question
        state = checked_whole("state", state)
        if not 0 <= state < asked.states:
            raise UsageError(
                "USE653", f"there is no state {shown(state)}", f"give a place from 0 to {asked.states - 1}"
            )
        labels = self._labels(minimum)
        found = [
            Pull(
                state,
                j,
                size * p,
                (p > 0) == bool(labels[j] == labels[state] and labels[j] < asked.blocs),
            )
            for j, (size, p) in enumerate(zip(asked.sizes, asked.propensities[state], strict=True))
            if p
        ]
        return tuple(sorted(found, key=lambda one: (-abs(one.pull), one.other)))

    def rows(self) -> list[dict[str, Any]]:
        """The result as a table: one row a minimum and state.

        >>> landscape([2, 1], [[0, -1], [-1, 0]]).rows()[1]
        {'minimum': 0, 'energy': -4.0, 'basin': 2, 'state': 1, 'camp': 1, 'frustration': -2.0, 'gap': 2.0}
        """
        rows = []
        for number, minimum in enumerate(self.minima):
            labels = self.question.labels(minimum.camps, minimum.neutrals)
            frustration = self.question.frustration(labels)
            gaps = {near.state: near.gap for near in self.margins(minimum)}
            rows += [
                {
                    "minimum": number,
                    "energy": minimum.energy,
                    "basin": minimum.basin,
                    "state": k,
                    "camp": None if labels[k] == self.question.blocs else int(labels[k]),
                    "frustration": float(frustration[k]),
                    "gap": gaps.get(k),
                }
                for k in range(self.question.states)
            ]
        return rows


def landscape(
    sizes: Iterable[Any],
    propensities: Iterable[Any],
    *,
    blocs: int = 2,
    neutral: bool = False,
    pinned: Iterable[Iterable[int]] = (),
    fields: Iterable[Any] | None = None,
    starts: int = STARTS,
    seed: int = 1953,
) -> Landscape:
    """Into which camps states fall: the local minima of Axelrod and Bennett's energy, with their basins.

    A state is frustrated by each friend in another camp and each enemy in its own, the more the larger that
    state is: F_i = sum over j of s_j p_ij d_ij.  It moves if that lowers its own frustration, one state at a
    time; with symmetric propensities every move lowers the energy E = sum of s_i F_i, and the states come to
    rest at a local minimum.

    Parameters
    ----------
    sizes
        One number above 0 a state, in any unit.
    propensities
        Symmetric matrix of any numbers, 0 on the diagonal: above 0 for friends, below for enemies.
    blocs
        How many camps there may be, 2 to 16; some may stay empty.
    neutral
        Whether a state may stay outside all camps, at a distance from everybody.
    pinned
        States that do not move: one group of places a camp, and a last one for the neutrals.
    fields
        What draws each state to each camp from outside: one row a state, one number a camp, in the unit of
        size times propensity.
    starts, seed
        Random starts, and where chance begins, where configurations are too many to try them all.

    Returns
    -------
    Landscape
        All minima, `proven`, for two camps and up to 24 free states, or up to 2^24 configurations of more
        camps; beyond that those found, not proven.  Ties count as rest; where two moves lower the energy
        alike, the state named first moves.

    Raises UsageError: USE650 (matrix), USE651 (self-ties), USE652 (sizes), USE653 (camps, pins), USE655 (no
    states), USE656 (more than 1,000 states), USE612 and USE613 (starts, seed).

    Three states: 0 and 1 are enemies, 2 is a friend of 0.  One minimum, from all four configurations:

    >>> land = landscape([3, 2, 1], [[0, -1, 1], [-1, 0, 0], [1, 0, 0]])
    >>> land.minima, land.configurations, land.proven
    ((Minimum(camps=((0, 2), (1,)), neutrals=(), energy=-12.0, basin=4),), 4, True)

    Source: Axelrod and Bennett, "A landscape theory of aggregation", British Journal of Political Science 23
    (1993) 211-233.
    """
    question = Question.of(sizes, propensities, blocs, neutral, pinned, fields)
    starts, seed = checked_whole("starts", starts), checked_seed(seed)
    if starts < 1:
        raise UsageError("USE612", f"{shown(starts)} starts: at least 1 is expected", "give starts=1000")
    free = len(question.free)
    two = question.choices == 2 and question.blocs == 2
    proven = free <= MOST_STATES if two else question.choices**free <= MOST_CONFIGURATIONS
    if proven:
        labels, basins, every = (by_enumeration if two else by_camps)(question)
    else:
        labels, basins, every = by_descent(question, starts, seed)
    minima = [
        Minimum(*partition(row, question), question.energy(row), int(basin))
        for row, basin in zip(labels, basins, strict=True)
    ]
    # Energies that differ by rounding only are alike.
    tie = 4 * question.tie * question.states or 1.0
    minima.sort(key=lambda one: (round(one.energy / tie), one.camps, one.neutrals))
    return Landscape(question, tuple(minima), every, proven)
