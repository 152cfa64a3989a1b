"""Where do states come to rest that are too many to try every configuration?

Steepest descents from random configurations, and a few annealed ones, which start hot and cool down.  What is
found are local minima; that there are no others is not proven.  `settle` moves one state at a time in random
order, as a simulation does: it comes to rest in the same minima, with other chances than steepest descent.

Source: Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing" (Science 220, 1983).
"""

import math
from typing import Any

import numpy as np

from presidium.arguments import shown
from presidium.draws import Address, address, uniform
from presidium.errors import UsageError
from presidium.kernel import kernel
from presidium.theory.landscape.camps import move, pulls, steepest
from presidium.theory.landscape.question import Floats, Labels, Question

#: Annealed starts beside the descents, passes over all states in each, and the coldest of its temperatures.
ANNEALED, PASSES, _COLDEST = 50, 200, 1e-3

# Purposes of draws: the last but one word of their addresses.
_START, _ORDER, _CHANCE = 1, 2, 3


def by_descent(question: Question, starts: int, seed: int) -> tuple[Labels, Labels, int]:
    """Labels of the minima found [m, n], how many of the random starts ended in each [m], and `starts`.

    A minimum that only annealing found has none.

    >>> asked = Question.of([3, 2, 1], [[0, -1, 1], [-1, 0, 0], [1, 0, 0]])
    >>> labels, ends, starts = by_descent(asked, 10, 1953)
    >>> ends.tolist()
    [10]
    """
    rests: dict[bytes, int] = {}
    hottest = float(np.abs(question.couplings).sum(axis=1).max()) or 1.0
    for start in range(starts + ANNEALED):
        labels = question.opening.copy()
        passes = 0 if start < starts else PASSES
        _cool(
            question.couplings, question.outside, question.blocs, question.free, question.tie,
            labels, address(seed, start), passes, hottest,
        )  # fmt: skip
        known = canonical(labels, question).astype(np.int64).tobytes()
        rests[known] = rests.get(known, 0) + (start < starts)
    found = np.array([np.frombuffer(known, np.int64) for known in rests])
    return found, np.array(list(rests.values()), np.int64), starts


def canonical(labels: Labels, question: Question) -> Labels:
    """The labels with camps that have no names numbered in the order of their first members."""
    places = np.flatnonzero(question.exchangeable)
    firsts = [int(np.argmax(labels == b)) if (labels == b).any() else len(labels) for b in places]
    renamed = np.arange(question.choices)
    renamed[places[np.argsort(firsts, kind="stable")]] = places
    return renamed[labels]


@kernel
def _cool(
    couplings: Floats,
    outside: Floats,
    camps: int,
    free: Labels,
    tie: float,
    labels: Labels,
    a: Address,
    passes: int,
    hottest: float,
) -> None:
    """Begin anywhere, anneal for some passes, then descend; `labels` hold the end."""
    choices = outside.shape[1]
    pull = np.zeros((len(labels), choices))
    for i in free:
        labels[i] = int(uniform(a, 0, _START, i) * choices)
    pulls(couplings, outside, camps, labels, pull)
    for turn in range(passes):
        heat = hottest * _COLDEST ** (turn / passes)
        for i in free:
            b = int(uniform(a, turn, _ORDER, i) * choices)
            gain = pull[i, b] - pull[i, labels[i]]
            if b != labels[i] and (gain >= 0.0 or uniform(a, turn, _CHANCE, i) < math.exp(gain / heat)):
                move(couplings, camps, labels, pull, i, b)
    pulls(couplings, outside, camps, labels, pull)
    moves = 0
    while True:
        who, to = steepest(labels, pull, free, tie)
        if who < 0:
            break
        move(couplings, camps, labels, pull, who, to)
        moves += 1
        if moves % 4096 == 0:
            pulls(couplings, outside, camps, labels, pull)


def settle(question: Question, labels: Any, seed: int, history: int = 0, heat: float = 0.0) -> Labels:
    """Where states come to rest that reconsider one at a time, in random order; new labels.

    In each pass every free state reconsiders once, the order drawn anew.  With `heat` 0 it goes to the camp
    that draws it most, stays where nothing draws it away, and the end is a local minimum.  With heat T (in
    the unit of energy) it chooses camp b with a chance that grows as exp(-E/T), 200 passes long.

    Raises UsageError USE653 for labels that are none or disagree with who is pinned.

    >>> asked = Question.of([3, 2, 1], [[0, -1, 1], [-1, 0, 0], [1, 0, 0]])
    >>> settle(asked, [0, 0, 0], seed=1).tolist() in ([0, 1, 0], [1, 0, 1])
    True
    """
    own = np.array(labels, np.int64)
    pinned = np.setdiff1d(np.arange(question.states), question.free)
    fits = own.shape == (question.states,) and ((own >= 0) & (own < question.choices)).all()
    if not fits or (own[pinned] != question.opening[pinned]).any():
        raise UsageError(
            "USE653",
            f"the labels {shown(labels, 60)} are no configuration of the question",
            f"give each state a number from 0 to {question.choices - 1}, pinned states their own",
        )
    _reconsider(
        question.couplings, question.outside, question.blocs, question.free, question.tie,
        own, address(seed, history), heat,
    )  # fmt: skip
    return own


@kernel
def _reconsider(
    couplings: Floats,
    outside: Floats,
    camps: int,
    free: Labels,
    tie: float,
    labels: Labels,
    a: Address,
    heat: float,
) -> None:
    choices = outside.shape[1]
    pull = np.zeros((len(labels), choices))
    order = free.copy()
    turn = 0
    moved = True
    while moved or (heat > 0.0 and turn < PASSES):
        moved = False
        pulls(couplings, outside, camps, labels, pull)
        for place in range(len(order) - 1, 0, -1):
            other = int(uniform(a, turn, _ORDER, place) * (place + 1))
            order[place], order[other] = order[other], order[place]
        for i in order:
            to = labels[i]
            if heat > 0.0:
                to = chosen(pull[i], heat, uniform(a, turn, _CHANCE, i))
            else:
                for b in range(choices):
                    if pull[i, b] - pull[i, labels[i]] > tie and pull[i, b] > pull[i, to]:
                        to = b
            if to != labels[i]:
                move(couplings, camps, labels, pull, i, to)
                moved = heat <= 0.0
        turn += 1


@kernel
def chosen(pull: Floats, heat: float, u: float) -> int:
    """The choice that a uniform number u picks, each with a chance proportional to exp(2 pull / heat)."""
    most = pull.max()
    total = 0.0
    for b in range(len(pull)):
        total += math.exp(2.0 * (pull[b] - most) / heat)
    reached = 0.0
    for b in range(len(pull)):
        reached += math.exp(2.0 * (pull[b] - most) / heat) / total
        if u < reached:
            return b
    return len(pull) - 1
