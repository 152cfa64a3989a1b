"""Who is pivotal, about, in a game of any size?

Shapley-Shubik: in each sample people join in a random order, and the one who makes the coalition win scores.
Banzhaf: in each sample all vote at random, and everybody whose vote alone decides scores.  The errors are one
standard error of a share, with one success and one failure added, so that nothing is said to be certain after
a few samples.

Source: Mann and Shapley, "Values of large games, IV" (RAND Memorandum RM-2651, 1960), for sampled orders.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presidium.arguments import checked_whole
from presidium.draws import checked_seed
from presidium.errors import UsageError
from presidium.theory.voting import AllOf, Game, Weighted, asked

#: Numbers worked on at once.
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class PowerSample:
    """Estimated power in `game`, with one standard error a person; the same seed gives the same numbers."""

    game: Game
    samples: int
    seed: int
    shapley_shubik: tuple[float, ...]
    shapley_shubik_error: tuple[float, ...]
    banzhaf_absolute: tuple[float, ...]
    banzhaf_absolute_error: tuple[float, ...]


def voting_power_sampled(game: Game, samples: int = 10_000, seed: int = 1953) -> PowerSample:
    """Estimate Shapley-Shubik and absolute Banzhaf from random orders and random votes.

    `samples` is at least 1, `seed` from 0 to 2^64 - 1.  Raises UsageError USE612, USE613 where they are not,
    USE616 where they are no whole numbers, USE633 or USE634 where there is no game.

    >>> from presidium.theory.voting import Weighted
    >>> power = voting_power_sampled(Weighted((2, 1, 1), 3), samples=1000, seed=1)
    >>> abs(power.shapley_shubik[0] - 2 / 3) < 5 * power.shapley_shubik_error[0]
    True
    """
    game = asked(game, None, (), ())
    samples, seed = _checked(samples, seed)
    source = np.random.Generator(np.random.Philox(key=seed))
    pivots = np.zeros(game.people, dtype=np.int64)
    swung = np.zeros(game.people, dtype=np.int64)
    for size in _batches(samples, game.people):
        orders = source.permuted(np.tile(np.arange(game.people), (size, 1)), axis=1)
        won = _won_in_order(game, orders)
        first = np.argmax(won, axis=1)
        rows = np.flatnonzero(won[:, -1])
        pivots += np.bincount(orders[rows, first[rows]], minlength=game.people)
        votes = source.random((size, game.people)) < 0.5
        swung += (_won_by(game, votes, True) & ~_won_by(game, votes, False)).sum(axis=0)
    return PowerSample(
        game, samples, seed, _share(pivots, samples), _error(pivots, samples), _share(swung, samples),
        _error(swung, samples),
    )  # fmt: skip


def _checked(given: Any, seed: Any) -> tuple[int, int]:
    samples, seed = checked_whole("samples", given), checked_seed(seed)
    if samples < 1:
        raise UsageError("USE612", f"{samples} samples: at least 1 is expected", "give samples=10000")
    return samples, seed


def _batches(samples: int, people: int) -> Iterator[int]:
    width = max(1, _AT_ONCE // people)
    for start in range(0, samples, width):
        yield min(width, samples - start)


def _numbers(rule: Weighted) -> NDArray[Any]:
    # Sums of weights beyond machine numbers stay exact, slowly.
    return np.array(rule.weights, dtype=np.int64 if sum(rule.weights) < 2**62 else object)


def _won_in_order(game: Game, orders: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the first, the first two, ... people of each order win: shape (samples, n)."""
    if isinstance(game, Weighted):
        reached: NDArray[np.bool_] = np.cumsum(_numbers(game)[orders], axis=1) >= game.quota
        return reached
    tables = [_won_in_order(part, orders) for part in game.games]
    return np.logical_and.reduce(tables) if isinstance(game, AllOf) else np.logical_or.reduce(tables)


def _won_by(game: Game, votes: NDArray[np.bool_], joins: bool) -> NDArray[np.bool_]:
    """Whether those who vote yes win, for each person with him or without him: shape (samples, n)."""
    if isinstance(game, Weighted):
        weights = _numbers(game)
        given = np.where(votes, weights, 0)
        others = given.sum(axis=1)[:, np.newaxis] - given
        reached: NDArray[np.bool_] = others + (weights if joins else 0) >= game.quota
        return reached
    tables = [_won_by(part, votes, joins) for part in game.games]
    return np.logical_and.reduce(tables) if isinstance(game, AllOf) else np.logical_or.reduce(tables)


def _share(scores: NDArray[np.int64], samples: int) -> tuple[float, ...]:
    return tuple((scores / samples).tolist())


def _error(scores: NDArray[np.int64], samples: int) -> tuple[float, ...]:
    chance = (scores + 1) / (samples + 2)
    return tuple(np.sqrt(chance * (1 - chance) / samples).tolist())
