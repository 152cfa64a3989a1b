"""Who is pivotal, to machine precision, in a weighted game of hundreds of people?

Let everybody join with chance t by himself.  Person i is then decisive with chance P_i(t), and Shapley-Shubik
is the integral of P_i from 0 to 1 (Owen's multilinear extension), a polynomial of degree n - 1: n // 2 + 1
Gauss-Legendre nodes give it exactly.  Banzhaf is P_i(1/2).

P_i needs the distribution of the weight of the others.  Taking i out of the distribution of all divides by
(1 - t) + t y^a, which is stable for t <= 1/2 only; for t > 1/2 the same is done with those who stay away,
chance 1 - t and the dual quota.  The nodes lie in pairs t and 1 - t, so that one distribution serves both.
Counting coalitions by size in floats, the obvious way, is wrong from about 100 people on.

Sources: Owen, "Multilinear extensions of games" (Management Science 18, 1972); the stable end is this
project's own, as the telescoped window of `counting`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presidium.errors import UsageError
from presidium.theory.power.diagram import too_large
from presidium.theory.voting import Weighted, asked

Floats = NDArray[np.float64]

#: People beyond which powers of 2^n leave the range of floats.
MOST_PEOPLE = 1000
#: Floating operations beyond which an answer is refused: about half a minute.
MOST_WORK = 60_000_000_000
#: Numbers kept at once.
_AT_ONCE = 1 << 22


@dataclass(frozen=True, slots=True)
class PowerFloats:
    """Power in `game` in floating point, errors below 1e-12; one number a person."""

    game: Weighted
    shapley_shubik: tuple[float, ...]
    banzhaf: tuple[float, ...]
    banzhaf_absolute: tuple[float, ...]


def voting_power_floats(
    weights: Any, quota: Any = None, *, vetoes: Iterable[int] = (), absent: Iterable[int] = ()
) -> PowerFloats:
    """Shapley-Shubik and Banzhaf of a weighted game in floating point, for up to 1000 people.

    Arguments and errors are those of `voting_power`; a compound game is refused (USE636).

    >>> power = voting_power_floats([2, 1, 1], 3)
    >>> [round(share, 12) for share in power.shapley_shubik], power.banzhaf_absolute
    ([0.666666666667, 0.166666666667, 0.166666666667], (0.75, 0.25, 0.25))
    """
    game = asked(weights, quota, vetoes, absent)
    if not isinstance(game, Weighted):
        raise UsageError(
            "USE636",
            "the game is a compound: floating point answers are for weighted games",
            "voting_power answers compounds exactly, voting_power_sampled approximately",
        )
    # An odd number of nodes has t = 1/2 in the middle, which Banzhaf needs anyway.
    count = game.people // 2 + 1 | 1
    reach = max(game.quota, sum(game.weights) - game.quota + 1)
    if game.people > MOST_PEOPLE or game.people * reach * count > MOST_WORK:
        raise too_large(
            f"{game.people} people have coalitions of {reach} different weights",
            "round the weights to whole thousandths; voting_power_sampled takes any game",
        )
    pivotal, half = _integrated(game, count)
    total = sum(half) or 1.0
    return PowerFloats(game, tuple(pivotal), tuple(chance / total for chance in half), tuple(half))


def _integrated(game: Weighted, count: int) -> tuple[list[float], list[float]]:
    """The integral of P_i over the nodes, and P_i(1/2), for each person."""
    blocking = sum(game.weights) - game.quota + 1
    kinds = sorted(set(game.weights) - {0})
    integral = dict.fromkeys((0, *kinds), 0.0)
    middle = dict(integral)
    if game.quota > 0 and blocking > 0:
        nodes, factors = np.polynomial.legendre.leggauss(count)
        lower = slice(0, count // 2 + 1)
        chances, shares = (1.0 + nodes[lower]) / 2.0, factors[lower] / 2.0
        chances[-1] = 0.5
        shares[-1] /= 2.0  # the middle belongs to both sides
        reach = max(game.quota, blocking)
        width = max(1, _AT_ONCE // reach)
        for start in range(0, len(chances), width):
            part = slice(start, start + width)
            below = _running(game.weights, reach, chances[part])
            odds = (chances[part] / (1.0 - chances[part]))[:, np.newaxis]
            powers = (
                np.power(-odds, np.arange((reach - 1) // kinds[0] + 1)) / (1.0 - chances[part])[:, np.newaxis]
            )
            for weight in kinds:
                joining = _window(below[:, : game.quota], weight, powers)
                staying = _window(below[:, :blocking], weight, powers)
                integral[weight] += float(shares[part] @ (joining + staying))
                # The last node of the last part stays, t = 1/2, where both sides are equal.  The smaller
                # quota is in the tail, whose chances have all their digits, and Banzhaf divides by their sum.
                middle[weight] = float((joining if game.quota <= blocking else staying)[-1])
    return [integral[weight] for weight in game.weights], [middle[weight] for weight in game.weights]


def _running(weights: tuple[int, ...], reach: int, chances: Floats) -> Floats:
    """The chance that those who join weigh 0, ..., w or less: shape (chances, reach)."""
    below = np.zeros((len(chances), reach))
    buffer = np.empty(reach)
    for found, chance in zip(below, chances, strict=True):
        found[0] = 1.0
        end = 1
        for weight in sorted(weights):
            grown = min(reach, end + weight)
            if weight < grown:
                joined = np.multiply(
                    found[: grown - weight], chance / (1.0 - chance), out=buffer[: grown - weight]
                )
                found[weight:grown] += joined
                end = grown
        found *= (1.0 - chance) ** len(weights)
    return np.cumsum(below, axis=1, out=below)


def _window(below: Floats, weight: int, powers: Floats) -> Floats:
    """P_i for each chance by the telescoped sum; `below` has running sums up to the quota less 1."""
    last = np.arange(below.shape[1] - 1, -1, -weight)
    steps = below[:, last]
    steps[:, :-1] -= below[:, last[1:]]
    window: Floats = (steps * powers[:, : len(last)]).sum(axis=1)
    return window
