"""How often is each person of a weighted game decisive, by the size of the coalition he joins?

Let C[w] be the coalitions of weight w, packed by size (`packing`): one pass a person, C[w] += x C[w - a], and
only below the quota q.  Without a person of weight a they are D = C / (1 + x y^a), and he is decisive for
those of weight q - a to q - 1.  The sum over that window needs no division, because it telescopes:

    sum of D[w], q - a <= w < q   =   sum over j >= 0 of (-x)^j (C[q-1-ja] + ... + C[q-(j+1)a])

which is q / a additions for each weight that occurs, after running sums of C.  A quota above half is
replaced by that of the dual game, in which he is decisive for the complements.

Source: generating functions for voting games, Mann and Shapley (RAND Memorandum RM-3158, 1962) and Brams and
Affuso, "Power and size: a new paradox" (Theory and Decision 7, 1976); the telescoped window is this
project's own.
"""

from collections.abc import Sequence
from itertools import accumulate

from presidium.theory.power.packing import Packing, Swings
from presidium.theory.voting import Weighted


def counted(game: Weighted, units: Sequence[int]) -> Swings:
    """Winning and decisive coalitions, counted at the sum of the units of their members.

    Work grows with the number of people times the smaller of the quotas of the game and its dual.

    >>> counted(Weighted((2, 1, 1), 3), [1, 1, 1])     # the first completes {1}, {2} and {1, 2}
    Swings(winning=(0, 0, 2, 1), joining=((0, 2, 1), (0, 1, 0), (0, 1, 0)))
    """
    packing = Packing(tuple(units))
    total = sum(game.weights)
    if not 0 < game.quota <= total:
        packed = packing.everything() if game.quota <= 0 else 0
        nothing = tuple(packing.unpacked(0, without=i) for i in range(game.people))
        return Swings(packing.unpacked(packed), nothing)
    quota = min(game.quota, total - game.quota + 1)
    below = list(accumulate(_below(game.weights, packing.shifts, quota)))
    kinds = list(zip(game.weights, packing.shifts, strict=True))
    windows = {
        kind: packing.unpacked(_window(below, *kind), without=kinds.index(kind)) for kind in set(kinds)
    }
    if quota == game.quota:
        winning = packing.unpacked(packing.everything() - below[-1])
    else:  # decisive for a coalition in the dual game: decisive for the rest of the others in this one
        winning = packing.unpacked(below[-1])[::-1]
        windows = {kind: counts[::-1] for kind, counts in windows.items()}
    return Swings(winning, tuple(windows[kind] for kind in kinds))


def steps(game: Weighted) -> int:
    """Number of additions that `counted` takes, about.

    >>> steps(Weighted((2, 1, 1), 3))
    6
    """
    return game.people * max(0, min(game.quota, sum(game.weights) - game.quota + 1))


def _below(weights: Sequence[int], shifts: Sequence[int], quota: int) -> list[int]:
    """Coalitions of weight 0, 1, ..., quota - 1, packed."""
    counts = [0] * quota
    counts[0] = 1
    heaviest = 0
    # The light first: the later, longer passes then meet no weight that cannot occur yet.
    for weight, shift in sorted(zip(weights, shifts, strict=True)):
        end = min(quota, heaviest + weight + 1)
        if weight < end:
            old, joined = counts[weight:end], counts[: end - weight]
            counts[weight:end] = [stay + (join << shift) for stay, join in zip(old, joined, strict=True)]
            heaviest += weight
    return counts


def _window(below: Sequence[int], weight: int, shift: int) -> int:
    """The telescoped sum, innermost term first; `below` has running sums."""
    if weight == 0:
        return 0
    packed = 0
    for last in range((len(below) - 1) % weight, len(below), weight):
        before = below[last - weight] if last >= weight else 0
        packed = below[last] - before - (packed << shift)
    return packed
