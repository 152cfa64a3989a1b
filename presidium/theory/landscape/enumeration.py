"""Where does each configuration of two camps end, if the state that gains most moves first?

All configurations are visited in the order of a Gray code, in which neighbours differ by one state, so that
what draws each state is updated, not computed anew.  Each configuration points to the one that steepest
descent takes next, or to itself; then the pointers are followed to their ends.

Where camps have no names, the last free state stays in camp 0, which halves the work; its own move is the
move of all others, and so leads to the complement.

Source: Axelrod and Bennett (1993), page 217, for steepest descent.  Of moves that gain alike the one of the
state named first is made.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from presidium.kernel import kernel
from presidium.theory.landscape.question import Floats, Labels, Question

#: Free states beyond which two camps are not enumerated: 2^24 configurations.
MOST_STATES = 24

#: Sums are formed anew after so many updates, so that rounding does not grow.
FRESH = 65_536

Pointers = NDArray[np.int32]


def by_enumeration(question: Question) -> tuple[Labels, Labels, int]:
    """Labels of every local minimum [m, n], the size of its basin [m], and the number of configurations.

    For two camps without neutrality and up to 24 free states.

    >>> labels, basins, every = by_enumeration(Question.of([3, 2, 1], [[0, -1, 1], [-1, 0, 0], [1, 0, 0]]))
    >>> labels.tolist(), basins.tolist(), every               # the enemy of 0 alone, his friend beside him
    ([[0, 1, 0]], [4], 4)
    """
    free, opening = question.free, question.opening
    mirrored = bool(question.exchangeable.all())
    bits = max(len(free) - mirrored, 0)
    away = question.attraction(_held(question))
    field = (away[:, 0] - away[:, 1])[free]
    towards = np.zeros(2**bits, np.int32)
    couplings = np.ascontiguousarray(question.couplings[np.ix_(free, free)])
    if len(free):
        point(couplings, field, question.tie, mirrored, towards)
    basins = np.zeros(2**bits, np.int32)
    follow(towards, basins)
    minima = np.flatnonzero(basins)
    labels = np.tile(opening, (len(minima), 1))
    labels[:, free[:bits]] = minima[:, np.newaxis] >> np.arange(bits) & 1
    return labels, basins[minima].astype(np.int64), 2**bits


def _held(question: Question) -> Labels:
    """Labels in which only the pinned states draw anybody: the free ones are in no camp."""
    labels = np.full(question.states, -1, np.int64)
    for label, group in enumerate(question.pinned):
        labels[list(group)] = label
    return labels


@kernel
def point(couplings: Floats, field: Floats, tie: float, mirrored: bool, towards: Pointers) -> None:
    """Write where steepest descent goes next from each configuration (bit i set: free state i in camp 1)."""
    states, every = len(field), len(towards)
    camp = np.ones(states)
    pull = np.zeros(states)
    for step in range(every):
        if step % FRESH == 0:
            code = step ^ (step >> 1)
            for i in range(states):
                camp[i] = -1.0 if (code >> i) & 1 else 1.0
            for i in range(states):
                total = field[i]
                for j in range(states):
                    total += couplings[i, j] * camp[j]
                pull[i] = total
        else:
            k = 0
            while not (step >> k) & 1:
                k += 1
            camp[k] = -camp[k]
            twice = 2.0 * camp[k]
            for i in range(states):
                pull[i] += twice * couplings[k, i]
        most = 0.0
        mover = -1
        for i in range(states):
            gain = -camp[i] * pull[i]
            if gain > most + tie:
                most = gain
                mover = i
        code = step ^ (step >> 1)
        if mover < 0:
            towards[code] = code
        elif mirrored and mover == states - 1:
            towards[code] = code ^ (every - 1)
        else:
            towards[code] = code ^ (1 << mover)


@kernel
def follow(towards: Pointers, basins: Pointers) -> None:
    """Follow pointers to the configurations at rest; count for each of these who ends there.

    Pointers of -1 are of configurations that do not exist.  `towards` is left with the ends.
    """
    for start in range(len(towards)):
        if towards[start] < 0:
            continue
        end = start
        while towards[end] != end:
            end = int(towards[end])
        basins[end] += 1
        here = start
        while towards[here] != end:
            after = int(towards[here])
            towards[here] = end
            here = after


def partition(labels: Any, question: Question) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Camps and neutrals of some labels; camps without names in the order of their first members."""
    groups = [tuple(np.flatnonzero(np.array(labels) == b).tolist()) for b in range(question.choices)]
    places = [b for b in range(question.blocs) if question.exchangeable[b]]
    ordered = sorted((groups[b] for b in places), key=lambda group: (not group, group))
    for b, group in zip(places, ordered, strict=True):
        groups[b] = group
    return tuple(groups[: question.blocs]), groups[-1] if question.neutral else ()
