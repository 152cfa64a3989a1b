"""Which division frustrates few edges, found in milliseconds and without proof?

From a random division members change camps one by one, gladly where that frustrates fewer edges and seldom
where it frustrates more, ever more seldom as it cools; then only where it does not frustrate more.

Source: Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing" (Science 220, 1983).
"""

import math

import numpy as np

from presidium.draws import Address, address, uniform
from presidium.kernel import kernel
from presidium.theory.balance.network import Ints, Network

#: Passes over all members in one start; the first and the last temperature, in edges.
PASSES, _HOT, _COLD = 200, 2.0, 0.15
#: Member updates spent on one network, and starts at the most.
_WORK, _MOST_STARTS = 6_000_000, 60

_START, _CHOICE, _CHANCE = 1, 2, 3


def annealed(network: Network, blocs: int, seed: int, enough: int = 0) -> Ints:
    """The best division of a number of starts: the camp of each member, shape (n,).

    Stops early at a division that frustrates no more than `enough` edges, a known lower bound.

    >>> annealed(Network.of([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)]), 2, 1953).tolist()
    [0, 0, 1]
    """
    start, other, edge = network.neighbours
    members = len(network.names)
    signs = network.signs[edge]
    best, least = np.zeros(members, np.int64), len(network.edges) + 1
    starts = max(2, min(_MOST_STARTS, _WORK // (PASSES * members)))
    for number in range(starts):
        camps = np.zeros(members, np.int64)
        cool(start, other, signs, blocs, address(seed, number), camps)
        count = int(network.frustrated(camps).sum())
        if count < least:
            best, least = camps, count
        if least <= enough:
            break
    return np.unique(best, return_index=True)[1].argsort().argsort()[np.unique(best, return_inverse=True)[1]]


@kernel
def cool(start: Ints, other: Ints, signs: Ints, blocs: int, a: Address, camps: Ints) -> None:
    """Begin anywhere and cool down; `camps` hold the end."""
    members = len(camps)
    pull = np.zeros((members, blocs))
    for i in range(members):
        camps[i] = int(uniform(a, 0, _START, i) * blocs)
    for i in range(members):
        for k in range(start[i], start[i + 1]):
            pull[i, camps[other[k]]] += signs[k]
    turn = 0
    moved = True
    while turn < PASSES or moved:
        moved = False
        heat = _HOT * (_COLD / _HOT) ** (turn / PASSES)
        for i in range(members):
            old = camps[i]
            to = 1 - old
            if blocs > 2 and turn < PASSES:
                to = (old + 1 + int(uniform(a, turn, _CHOICE, i) * (blocs - 1))) % blocs
            elif blocs > 2:
                to = int(np.argmax(pull[i]))
            gain = pull[i, to] - pull[i, old]
            cold = turn >= PASSES
            if gain > 0.0 or (not cold and uniform(a, turn, _CHANCE, i) < math.exp(gain / heat)):
                camps[i] = to
                moved = cold
                for k in range(start[i], start[i + 1]):
                    pull[other[k], old] -= signs[k]
                    pull[other[k], to] += signs[k]
        turn += 1
