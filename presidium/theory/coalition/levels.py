"""Which coalitions enforce themselves, where many people have the same power?

Those of equal power are interchangeable: a coalition is a row of counts, one for each level of power, and
the recursion of `table` runs over the product of (people of the level + 1) rows instead of over all subsets.
Forty people on ten levels are ten million rows; two hundred on four are seven million.

Source: as `table`; codings on a scale of one to ten fit it exactly.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import Any

import numpy as np

from presidium.errors import UsageError
from presidium.kernel import kernel
from presidium.theory.coalition.compare import exceeds
from presidium.theory.coalition.game import PowerGame, Scale, scale_of
from presidium.theory.coalition.verdict import LISTED, Verdict, lightest

#: Rows of counts that are held, at 12 bytes each.
MOST_ROWS = 50_000_000

_STRIDE = 2**20


def levels_of(numbers: Sequence[int]) -> tuple[list[int], list[int]]:
    """The different powers, from the smallest, and how many people have each.

    >>> levels_of([5, 3, 5])
    ([3, 5], [1, 2])
    """
    counted = sorted(Counter(numbers).items())
    return [number for number, _ in counted], [count for _, count in counted]


def rows_of(counts: Sequence[int]) -> int:
    """How many coalitions differ, if those of one level are interchangeable."""
    return math.prod(count + 1 for count in counts)


@kernel
def _spread(x: int, counts: Any, members: Any) -> None:
    """Write the number of a row as its counts."""
    for t in range(counts.shape[0]):
        members[t] = x % (counts[t] + 1)
        x //= counts[t] + 1


@kernel
def _heavier(x: int, y: int, first: Any, second: Any, counts: Any, room: Any) -> bool:
    """Does row x have more of `first` than row y of `second`, by their digits?"""
    _spread(x, counts, room[0])
    _spread(y, counts, room[1])
    return exceeds(first, room[0], second, room[1])


@kernel
def _wins(ours: float, y: int, all_of_it: float, x: int, scale: Scale, counts: Any, room: Any) -> bool:
    """Is the power of row y, about `ours`, more than alpha of that of row x, about `all_of_it`?"""
    needed = scale.p * all_of_it
    if scale.doubt == 0.0 or abs(scale.q * ours - needed) > scale.doubt * needed:
        return scale.q * ours > needed
    return _heavier(y, x, scale.times_q, scale.times_p, counts, room)


@kernel
def fill(
    best: Any, heaviest: Any, start: int, stop: int, scale: Scale, counts: Any, strides: Any, room: Any
) -> None:
    """Fill from row `start` to `stop`: the most powerful self-enforcing part of each row, and its power."""
    levels = counts.shape[0]
    now = room[2]
    _spread(start, counts, now)
    for x in range(start, stop):
        whole = 0.0
        largest = -1.0
        part = 0
        for t in range(levels):
            if now[t] == 0:
                continue
            whole += now[t] * scale.value[t]
            smaller = x - strides[t]
            power = heaviest[smaller]
            gap = scale.doubt * largest
            if power > largest + gap or (
                scale.doubt > 0.0
                and power >= largest - gap
                and int(best[smaller]) != part
                and _heavier(int(best[smaller]), part, scale.digits, scale.digits, counts, room)
            ):
                largest = power
                part = int(best[smaller])
        if x == 0 or _wins(largest, part, whole, x, scale, counts, room):
            best[x] = part
            heaviest[x] = max(largest, 0.0)
        else:
            best[x] = x
            heaviest[x] = whole
        t = 0
        while t < levels and now[t] == counts[t]:
            now[t] = 0
            t += 1
        if t < levels:
            now[t] += 1


def by_levels(game: PowerGame) -> Verdict:
    """Solve a game by rows of counts.  Raises UsageError USE632 where there are more than `MOST_ROWS` rows.

    >>> by_levels(PowerGame.of([1, 1, 1, 1, 1])).count          # any four of five
    5
    """
    numbers, counts = levels_of(game.whole)
    rows = rows_of(counts)
    if rows > MOST_ROWS:
        raise UsageError(
            "USE632",
            f"{len(game)} people on {len(numbers)} levels of power make {rows:,} different coalitions",
            f"Up to {MOST_ROWS:,} are weighed; round the powers to fewer levels, such as 1 to 10.",
        )
    best, heaviest, scale = filled(numbers, counts, game)

    def self_enforcing() -> Iterator[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
        for start in range(0, rows, _STRIDE):
            x = start + np.flatnonzero(_stable(best, start, start + _STRIDE))
            yield x, heaviest[x]

    def power(x: int) -> int:
        return sum(own * members for own, members in zip(numbers, row_at(x, counts), strict=True))

    whole = float(sum(value * count for value, count in zip(scale.value, counts, strict=True)))
    found = [row_at(x, counts) for x in lightest(self_enforcing(), whole, scale, game, power)]
    listed = islice((people for row in found for people in coalitions_of(row, game)), LISTED)
    return Verdict(
        "levels",
        tuple(sorted(listed)),
        sum(ways(row, counts) for row in found),
        _self_enforcing(best, counts),
    )


def _stable(best: np.ndarray[Any, Any], start: int, stop: int) -> np.ndarray[Any, Any]:
    """Which rows of a stretch enforce themselves; the empty row 0 does not count."""
    numbers = np.arange(start, min(stop, len(best)), dtype=np.uint32)
    return (best[start:stop] == numbers) & (numbers > 0)


def _room(counts: Sequence[int]) -> np.ndarray[Any, Any]:
    return np.zeros((3, len(counts)), np.int64)


def filled(
    numbers: Sequence[int], counts: Sequence[int], game: PowerGame
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], Scale]:
    """The filled rows: the most powerful self-enforcing part of each (uint32), its power, and the scale."""
    rows = rows_of(counts)
    scale = scale_of(numbers, counts, game.alpha)
    strides = np.cumprod([1, *(count + 1 for count in counts[:-1])], dtype=np.int64)
    best, heaviest = np.zeros(rows, np.uint32), np.zeros(rows)
    many, room = np.array(counts, np.int64), _room(counts)
    for start in range(0, rows, _STRIDE):
        fill(best, heaviest, start, min(start + _STRIDE, rows), scale, many, strides, room)
    return best, heaviest, scale


def row_at(x: int, counts: Sequence[int]) -> tuple[int, ...]:
    """The counts of the row of this number.

    >>> row_at(5, [1, 2])
    (1, 2)
    """
    row = []
    for count in counts:
        x, members = divmod(x, count + 1)
        row.append(members)
    return tuple(row)


def ways(row: Sequence[int], counts: Sequence[int]) -> int:
    """How many coalitions a row stands for.

    >>> ways([1, 2], [2, 3])
    6
    """
    return math.prod(math.comb(count, members) for members, count in zip(row, counts, strict=True))


def coalitions_of(row: Sequence[int], game: PowerGame) -> Iterator[tuple[int, ...]]:
    """The coalitions that a row stands for, as places of their members; one after the other, never all."""
    numbers, _ = levels_of(game.whole)
    of_level = [[i for i, own in enumerate(game.whole) if own == number] for number in numbers]

    def chosen(level: int) -> Iterator[tuple[int, ...]]:
        if level == len(row):
            yield ()
            return
        for some in combinations(of_level[level], row[level]):
            for others in chosen(level + 1):
                yield some + others

    return (tuple(sorted(people)) for people in chosen(0))


def _self_enforcing(best: np.ndarray[Any, Any], counts: Sequence[int]) -> int:
    """How many coalitions enforce themselves: rows, each as often as it can be formed."""
    rest = np.flatnonzero(_stable(best, 0, len(best)))
    ways_of = [[math.comb(count, members) for members in range(count + 1)] for count in counts]
    small = math.prod(max(row) for row in ways_of) * len(rest) < 2**62
    total = np.ones(len(rest), np.int64 if small else object)
    for row in ways_of:
        rest, members = np.divmod(rest, len(row))
        total *= np.array(row, total.dtype)[members]
    return int(total.sum())
