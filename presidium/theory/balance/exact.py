"""Which division of one block frustrates the fewest edges, and what proves it?

Annealing finds a division, the linear program of `bound` a lower bound; mostly they meet.  Where they do not,
an integer program looks for a division that frustrates fewer edges than the one known: if there is none, that
one is best.  Its unknowns are the camp of each member, and f_e, above 0 where edge e is frustrated; with the
cycles of the linear program it starts from a good bound.

Source: Aref, Mason and Wilson, "A modeling and computational study of the frustration index in signed
networks" (Networks 75, 2020), the AND model for two camps; for more, Doreian and Mrvar, "A partitioning
approach to structural balance" (Social Networks 18, 1996), for what is minimised.
"""

import math
import time
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, vstack

from presidium.theory.balance.annealing import annealed
from presidium.theory.balance.bound import Cover, matrix
from presidium.theory.balance.network import Ints, Network

#: Edges times camps beyond which no integer program is tried: annealing and the bound have the word.
MOST_WORK = 40_000


class Division(NamedTuple):
    """The camp of each member of a block [n], and how many edges are frustrated at least."""

    camps: Ints
    bound: int


def divided(network: Network, blocs: int, until: float, seed: int) -> Division:
    """The best division found until a moment of the monotonic clock, and the bound reached by then.

    >>> network = Network.of([("a", "b", 1), ("b", "c", 1), ("a", "c", -1)])
    >>> found = divided(network, 2, time.monotonic() + 10, seed=1953)
    >>> int(network.frustrated(found.camps).sum()), found.bound
    (1, 1)
    """
    camps = annealed(network, blocs, seed)
    count = int(network.frustrated(camps).sum())
    if count == 0:
        return Division(camps, 0)
    cover = Cover(network, blocs, camps)
    cover.raise_to(count, until)
    bound = cover.bound
    left = until - time.monotonic()
    if bound >= count or left <= 0 or len(network.edges) * blocs > MOST_WORK:
        return Division(camps, min(bound, count))
    better, proven = _fewer(network, blocs, cover, count - 1, left)
    if better is not None and (fewer := int(network.frustrated(better).sum())) < count:
        camps, count = better, fewer
    return Division(camps, min(count, max(bound, proven)))


def _fewer(network: Network, blocs: int, cover: Cover, most: int, seconds: float) -> tuple[Ints | None, int]:
    """A division that frustrates at most so many edges, None where none was found; and a lower bound."""
    edges, members = len(network.edges), len(network.names)
    rows, low = _two(network) if blocs == 2 else _several(network, blocs)
    unknowns = rows.shape[1]
    cycles = matrix(cover.cycles, edges)
    cycles.resize((len(cover.cycles), unknowns))
    cost = np.concatenate([np.ones(edges), np.zeros(unknowns - edges)])
    top = np.ones(unknowns)
    # The names of camps are free: the member with most edges is in camp 0.
    first = int(np.bincount(network.ends.ravel()).argmax())
    if blocs == 2:
        top[edges + first] = 0.0
    else:
        top[edges + first * blocs + 1 : edges + (first + 1) * blocs] = 0.0
    found = milp(
        cost,
        constraints=[
            LinearConstraint(
                vstack([rows, cycles]), np.concatenate([low, np.ones(len(cover.cycles))]), np.inf
            ),
            LinearConstraint(cost[np.newaxis, :], -np.inf, most),
        ],
        bounds=Bounds(np.zeros(unknowns), top),
        integrality=np.concatenate([np.zeros(edges), np.ones(unknowns - edges)]),
        options={"time_limit": max(seconds, 0.1)},
    )
    if found.status == 2:  # no such division: one more is the least
        return None, most + 1
    dual = found.mip_dual_bound
    bound = math.ceil(dual - 1e-6) if dual is not None and math.isfinite(dual) else 0
    if found.x is None:
        return None, min(bound, most + 1)
    chosen = found.x[edges:]
    camps = np.round(chosen) if blocs == 2 else chosen.reshape(members, blocs).argmax(axis=1)
    return camps.astype(np.int64), bound


def _two(network: Network) -> tuple[Any, Any]:
    """Rows `rows @ (f, x) >= low`: friends apart or enemies together make f_e at least 1."""
    edges, (a, b) = len(network.edges), network.ends.T
    e, friends = np.arange(edges), network.signs > 0
    row = np.concatenate([e, e, e, e + edges, e + edges, e + edges])
    column = np.concatenate([e, edges + a, edges + b, e, edges + a, edges + b])
    # Friends: f - xa + xb >= 0, f + xa - xb >= 0.  Enemies: f - xa - xb >= -1, f + xa + xb >= 1.
    one, turn = np.ones(edges), np.where(friends, 1.0, -1.0)
    value = np.concatenate([one, -one, turn, one, one, -turn])
    low = np.concatenate([np.where(friends, 0.0, -1.0), np.where(friends, 0.0, 1.0)])
    size = (2 * edges, edges + len(network.names))
    return coo_array((value, (row, column)), shape=size), low


def _several(network: Network, blocs: int) -> tuple[Any, Any]:
    """Rows `rows @ (f, y) >= low`, y_ik = 1 where member i is in camp k."""
    edges, members = len(network.edges), len(network.names)
    row: list[int] = []
    column: list[int] = []
    value: list[float] = []
    low: list[float] = []

    def add(bound: float, *terms: tuple[int, float]) -> None:
        for place, number in terms:
            row.append(len(low))
            column.append(place)
            value.append(number)
        low.append(bound)

    for e, ((a, b), sign) in enumerate(zip(network.ends.tolist(), network.signs.tolist(), strict=True)):
        for k in range(blocs):
            ya, yb = edges + a * blocs + k, edges + b * blocs + k
            if sign > 0:
                add(0.0, (e, 1.0), (ya, -1.0), (yb, 1.0))
                add(0.0, (e, 1.0), (ya, 1.0), (yb, -1.0))
            else:
                add(-1.0, (e, 1.0), (ya, -1.0), (yb, -1.0))
    for i in range(members):
        camp = range(edges + i * blocs, edges + (i + 1) * blocs)
        add(1.0, *((place, 1.0) for place in camp))
        add(-1.0, *((place, -1.0) for place in camp))
    return coo_array((value, (row, column)), shape=(len(low), edges + members * blocs)), np.array(low)
