"""How is power divided among the members of vulnerable or minimal coalitions?

Johnston: each winning coalition that some member can destroy gives 1, in equal parts to those who can.
Deegan and Packel: each minimal winning coalition gives 1, in equal parts to its members.  Holler and Packel:
each minimal winning coalition gives 1 to every member, for a public good is not divided.  All three are then
brought to a sum of 1.  They are read off the list of all coalitions, hence at most 24 people.

Sources: Johnston, "On the measurement of power: some reactions to Laver" (Environment and Planning A 10,
1978); Deegan and Packel, "A new index of power for simple n-person games" (International Journal of Game
Theory 7, 1978); Holler, "Forming coalitions and measuring voting power" (Political Studies 30, 1982); Holler
and Packel, "Power, luck and the right index" (Journal of Economics 43, 1983).
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from presidium.theory.listing import minimal, pivotal, truth
from presidium.theory.voting import Game

Truth = NDArray[np.bool_]


def johnston(game: Game) -> tuple[Fraction, ...]:
    """The Johnston index.

    The first of [6; 5, 1, 1, 1] is critical alone in four coalitions, with another in three:

    >>> from presidium.theory.voting import Weighted
    >>> [str(x) for x in johnston(Weighted((5, 1, 1, 1), 6))]
    ['11/14', '1/14', '1/14', '1/14']
    """
    won = truth(game)
    vulnerable = np.zeros(len(won), dtype=np.int8)
    for i in range(game.people):
        vulnerable.reshape(-1, 2, 1 << i)[:, 1] += pivotal(won, i)
    parts = []
    for i in range(game.people):
        theirs = vulnerable.reshape(-1, 2, 1 << i)[:, 1][pivotal(won, i)]
        parts.append(_divided(np.bincount(theirs, minlength=1)))
    return shares(parts)


def minimal_by_size(game: Game) -> tuple[tuple[int, ...], ...]:
    """How many minimal winning coalitions of 0, 1, ..., n members hold each person: shape (n, n + 1).

    >>> from presidium.theory.voting import Weighted
    >>> minimal_by_size(Weighted((2, 1, 1), 3))
    ((0, 0, 2, 0), (0, 0, 1, 0), (0, 0, 1, 0))
    """
    coalitions = np.flatnonzero(minimal(truth(game)))
    sizes = np.bitwise_count(coalitions)
    return tuple(
        tuple(np.bincount(sizes[(coalitions >> i & 1).astype(bool)], minlength=game.people + 1).tolist())
        for i in range(game.people)
    )


def deegan_packel(by_size: tuple[tuple[int, ...], ...]) -> tuple[Fraction, ...]:
    """The Deegan-Packel index, from `minimal_by_size`.

    >>> [str(x) for x in deegan_packel(((0, 0, 2, 0), (0, 0, 1, 0), (0, 0, 1, 0)))]
    ['1/2', '1/4', '1/4']
    """
    return shares([_divided(counts) for counts in by_size])


def holler_packel(by_size: tuple[tuple[int, ...], ...]) -> tuple[Fraction, ...]:
    """The Holler-Packel (public good) index, from `minimal_by_size`.

    >>> [str(x) for x in holler_packel(((0, 0, 2, 0), (0, 0, 1, 0), (0, 0, 1, 0)))]
    ['1/2', '1/4', '1/4']
    """
    return shares([Fraction(sum(counts)) for counts in by_size])


def shares(amounts: list[Fraction]) -> tuple[Fraction, ...]:
    """Each amount as a share of all; all 0 where there is nothing.

    >>> shares([Fraction(1), Fraction(3)])
    (Fraction(1, 4), Fraction(3, 4))
    """
    total = sum(amounts)
    return tuple(amount / total if total else Fraction(0) for amount in amounts)


def _divided(counts: object) -> Fraction:
    """So many coalitions of each size, each of which gives one part in size."""
    listed = np.asarray(counts).tolist()
    return sum((Fraction(int(count), size) for size, count in enumerate(listed) if size), Fraction(0))
