"""Which coalitions win, one by one?

All 2^n coalitions in one table of truth values, for up to 24 people.  Coalition number m holds person i where
bit i of m is set.

Source: von Neumann and Morgenstern, "Theory of Games and Economic Behavior" (1944), section 49, for minimal
winning coalitions.
"""

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from presidium.errors import UsageError
from presidium.theory.voting import AllOf, Game, Weighted, dual, game_of

#: People beyond which coalitions are not listed: 2^24 truth values are 16 MB and a few seconds.
MOST_PEOPLE = 24


def truth(game: Game) -> NDArray[np.bool_]:
    """Whether each coalition wins: shape (2^n,).

    Raises UsageError USE636 for more than 24 people.

    >>> truth(Weighted((2, 1), 2)).tolist()           # nobody, {0}, {1}, {0, 1}
    [False, True, False, True]
    """
    if game_of(game).people > MOST_PEOPLE:
        raise UsageError(
            "USE636",
            f"the game is too large for exact answers: coalitions of {game.people} people cannot be listed, "
            f"those of {MOST_PEOPLE} can",
            "ask for Shapley-Shubik and Banzhaf, which need no list",
        )
    if isinstance(game, Weighted):
        return _truth(game)
    # One table after the other: a thousand of them would fill memory.
    joined = np.logical_and if isinstance(game, AllOf) else np.logical_or
    found = truth(game.games[0])
    for part in game.games[1:]:
        joined(found, truth(part), out=found)
    return found


def pivotal(won: NDArray[np.bool_], person: int) -> NDArray[np.bool_]:
    """Whether a person is decisive in each coalition that he is in: shape (2^(n-1-i), 2^i).

    >>> pivotal(truth(Weighted((2, 1), 2)), 0).tolist()
    [[True], [True]]
    """
    pairs = won.reshape(-1, 2, 1 << person)
    return pairs[:, 1] & ~pairs[:, 0]


def minimal(won: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each coalition wins and loses as soon as anybody leaves: shape (2^n,).

    >>> minimal(truth(Weighted((2, 1), 2))).tolist()
    [False, True, False, False]
    """
    found = won.copy()
    for person in range(len(won).bit_length() - 1):
        found.reshape(-1, 2, 1 << person)[:, 1] &= ~won.reshape(-1, 2, 1 << person)[:, 0]
    return found


def minimal_winning(game: Game) -> tuple[tuple[int, ...], ...]:
    """The winning coalitions that lose as soon as anybody leaves, the small ones first.

    None where nobody can win.  Raises UsageError USE636 for more than 24 people.

    >>> minimal_winning(Weighted((4, 3, 2, 1), 6))
    ((0, 1), (0, 2), (1, 2, 3))
    """
    coalitions = np.flatnonzero(minimal(truth(game)))
    listed = (tuple(i for i in range(game.people) if m >> i & 1) for m in coalitions.tolist())
    return tuple(sorted(listed, key=lambda members: (len(members), members)))


def blocking(game: Game) -> tuple[tuple[int, ...], ...]:
    """The groups that can stop a motion, and cannot as soon as anybody leaves, the small ones first.

    Where nothing can pass, nobody at all is enough: the one empty coalition.  Errors as `minimal_winning`.

    >>> blocking(Weighted((4, 3, 2, 1), 8))               # without 0 or 1 there are at most 7
    ((0,), (1,), (2, 3))
    """
    return minimal_winning(dual(game_of(game)))


def _truth(game: Weighted) -> NDArray[np.bool_]:
    # Weights may be larger than any machine number: compare ranks among the sums of half of the people.
    half = game.people // 2
    low, high = _sums(game.weights[:half]), _sums(game.weights[half:])
    ladder = sorted(set(low))
    rung = {weight: rank for rank, weight in enumerate(ladder)}
    reached = np.array([rung[weight] for weight in low])
    needed = np.array([bisect_left(ladder, game.quota - weight) for weight in high])
    return (reached[np.newaxis, :] >= needed[:, np.newaxis]).ravel()


def _sums(weights: tuple[int, ...]) -> list[int]:
    sums = [0]
    for weight in weights:
        sums += [known + weight for known in sums]
    return sums
