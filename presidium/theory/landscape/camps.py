"""Where does each configuration of several camps, or with neutrals, end under steepest descent?

A configuration is a number in base K, one digit a free state, counted up.  Where camps have no names only
those configurations are kept that number them in the order of their first members; a move that disturbs that
order leads to the configuration that has it.
"""

import numpy as np
from numpy.typing import NDArray

from presidium.kernel import kernel
from presidium.theory.landscape.enumeration import FRESH, Pointers, follow
from presidium.theory.landscape.question import Floats, Labels, Question

#: Numbers of base K beyond which several camps are not enumerated.
MOST_CONFIGURATIONS = 2**24


def by_camps(question: Question) -> tuple[Labels, Labels, int]:
    """As `by_enumeration`, for any number of camps and with neutrals.

    >>> enemies = [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]
    >>> labels, basins, every = by_camps(Question.of([1, 1, 1], enemies, blocs=3))
    >>> labels.tolist(), basins.tolist(), every               # of five partitions all lead to three camps
    ([[0, 1, 2]], [5], 5)
    """
    free, choices = question.free, question.choices
    towards = np.full(choices ** len(free), -1, np.int32)
    labels = question.opening.copy()
    camps = question.blocs
    point(
        question.couplings,
        question.outside,
        camps,
        free,
        labels,
        question.tie,
        question.exchangeable,
        towards,
    )
    basins = np.zeros(len(towards), np.int32)
    follow(towards, basins)
    minima = np.flatnonzero(basins)
    found = np.tile(question.opening, (len(minima), 1))
    found[:, free] = minima[:, np.newaxis] // choices ** np.arange(len(free)) % choices
    return found, basins[minima].astype(np.int64), int(basins.sum())


@kernel
def pulls(couplings: Floats, outside: Floats, camps: int, labels: Labels, pull: Floats) -> None:
    """Write what draws each state to each choice: nothing draws to neutrality."""
    for i in range(len(labels)):
        for b in range(pull.shape[1]):
            pull[i, b] = outside[i, b]
        for j in range(len(labels)):
            if labels[j] < camps:
                pull[i, labels[j]] += couplings[i, j]


@kernel
def move(couplings: Floats, camps: int, labels: Labels, pull: Floats, who: int, to: int) -> None:
    """Move one state and update what draws the others."""
    old = labels[who]
    labels[who] = to
    for i in range(len(labels)):
        if old < camps:
            pull[i, old] -= couplings[who, i]
        if to < camps:
            pull[i, to] += couplings[who, i]


@kernel
def steepest(labels: Labels, pull: Floats, free: Labels, tie: float) -> tuple[int, int]:
    """The move that lowers the energy most, as state and choice; (-1, -1) where none lowers it."""
    most = 0.0
    who = -1
    to = -1
    for i in free:
        for b in range(pull.shape[1]):
            gain = pull[i, b] - pull[i, labels[i]]
            if gain > most + tie:
                most = gain
                who = i
                to = b
    return who, to


@kernel
def code(labels: Labels, free: Labels, exchangeable: NDArray[np.bool_], name: Labels) -> int:
    """The number of a configuration, camps without names numbered in the order of their first members."""
    choices = len(exchangeable)
    for b in range(choices):
        name[b] = -1 if exchangeable[b] else b
    following = 0
    number = 0
    value = 1
    for i in free:
        b = labels[i]
        if name[b] < 0:
            while not exchangeable[following]:
                following += 1
            name[b] = following
            following += 1
        number += value * name[b]
        value *= choices
    return number


@kernel
def point(
    couplings: Floats,
    outside: Floats,
    camps: int,
    free: Labels,
    labels: Labels,
    tie: float,
    exchangeable: NDArray[np.bool_],
    towards: Pointers,
) -> None:
    """Write where steepest descent goes next from each configuration that is kept."""
    choices = outside.shape[1]
    pull = np.zeros((len(labels), choices))
    name = np.zeros(choices, np.int64)
    for number in range(len(towards)):
        if number > 0:
            for i in free:
                after = labels[i] + 1
                move(couplings, camps, labels, pull, i, after if after < choices else 0)
                if after < choices:
                    break
        if number % FRESH == 0:
            pulls(couplings, outside, camps, labels, pull)
        if code(labels, free, exchangeable, name) != number:
            continue
        who, to = steepest(labels, pull, free, tie)
        if who < 0:
            towards[number] = number
        else:
            before = labels[who]
            labels[who] = to
            towards[number] = code(labels, free, exchangeable, name)
            labels[who] = before
