"""Who rules among more people than any table holds?  A search with a time limit, which says when it failed.

Winning coalitions are looked at from the lightest on, and the first that enforces itself rules.  Each has
about half of the people, whose own game is solved by a table.  Where a few people are far above the rest a
few dozen coalitions are enough; elsewhere the search may end without an answer.  The coalitions of a narrow
band of power are found by meeting in the middle: the people are halved, the powers of all rows of counts of
each half are sorted, and pairs are looked up.

Source: the definition of Acemoglu, Egorov and Sonin (2008), taken literally; meeting in the middle, Horowitz
and Sahni, "Computing partitions with applications to the knapsack problem" (Journal of the ACM 21, 1974).
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np

from presidium.theory.coalition.game import PowerGame
from presidium.theory.coalition.levels import (
    MOST_ROWS,
    coalitions_of,
    filled,
    levels_of,
    row_at,
    rows_of,
    ways,
)
from presidium.theory.coalition.verdict import LISTED, Verdict

#: Rows of counts that are sorted for each half.
MOST_HALF_ROWS = 2**25
#: Pairs that are looked at in one go, if they differ in power; and at most.
_BAND, _MOST_PAIRS = 2_000, 10_000_000
#: Bits of a sum of powers: longer ones are cut.
_BITS = 61

Row = tuple[int, ...]


class OutOfTime(Exception):
    """The time allowed is over."""


@dataclass
class Clock:
    """The time that a search has; `check` raises OutOfTime when it is over."""

    seconds: float
    started: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Raise OutOfTime if the time is over."""
        if time.monotonic() - self.started > self.seconds:
            raise OutOfTime


def by_search(game: PowerGame, seconds: float = 60.0) -> Verdict:
    """Solve a game of any size, or say after about so many seconds that nothing was proven.

    >>> by_search(PowerGame.of([3, 4, 5, 10])).coalitions, by_search(PowerGame.of([1] * 60), 0).proven
    (((0, 1, 2),), False)
    """
    numbers, counts = levels_of(game.whole)
    search = _Search(numbers, game, Clock(seconds))
    ruling: list[Row] = []
    try:
        ruling = search.lightest(tuple(counts))
    except (OutOfTime, MemoryError):
        return Verdict("search", (), 0, None, proven=False)
    listed = islice((people for row in ruling for people in coalitions_of(row, game)), LISTED)
    return Verdict("search", tuple(sorted(listed)), sum(ways(row, counts) for row in ruling), None)


@dataclass
class _Search:
    """One search: the levels of power, alpha, the clock, and what is known of rows already judged."""

    numbers: Sequence[int]
    game: PowerGame
    clock: Clock
    judged: dict[Row, bool] = field(default_factory=dict)

    def power(self, row: Row) -> int:
        return sum(number * members for number, members in zip(self.numbers, row, strict=True))

    def exceeds_alpha(self, power: int, row: Row) -> bool:
        return self.game.alpha.denominator * power > self.game.alpha.numerator * self.power(row)

    def lightest(self, everybody: Row) -> list[Row]:
        """The lightest self-enforcing rows that win within `everybody`."""
        if self.exceeds_alpha(self.numbers[-1], everybody):
            return [(*[0] * (len(everybody) - 1), 1)]
        found: list[Row] = []
        for row in self.winning(everybody):
            if found and self.power(row) > self.power(found[0]):
                break
            if self.enforces_itself(row):
                found.append(row)
        return found

    def enforces_itself(self, row: Row) -> bool:
        """Does no self-enforcing proper part of the row win within it?"""
        self.clock.check()
        if row not in self.judged:
            self.judged[row] = self._judge(row)
        return self.judged[row]

    def _judge(self, row: Row) -> bool:
        held = [(number, members) for number, members in zip(self.numbers, row, strict=True) if members]
        if self.exceeds_alpha(held[-1][0], row):
            return sum(row) == 1
        counts = [members for _, members in held]
        if rows_of(counts) <= MOST_ROWS:
            best, _, _ = filled([number for number, _ in held], counts, self.game)
            return bool(best[-1] == len(best) - 1)
        return not any(part != row and self.enforces_itself(part) for part in self.winning(row))

    def winning(self, everybody: Row) -> Iterator[Row]:
        """All rows that win within `everybody`, from the lightest on."""
        whole = self.power(everybody)
        needed = self.game.alpha.numerator * whole // self.game.alpha.denominator
        shift = max(whole.bit_length() - _BITS, 0)
        cut = min(range(len(everybody)), key=lambda k: rows_of(everybody[:k]) + rows_of(everybody[k:]))
        first = _half(self.numbers[:cut], everybody[:cut], shift)
        second = _half(self.numbers[cut:], everybody[cut:], shift)
        lost = sum(everybody) if shift else 0
        for band in _bands(first, second, (needed >> shift) - lost, lost, self.clock):
            rows = [first.row(ours) + second.row(theirs) for ours, theirs in band]
            winners = [row for row in rows if self.exceeds_alpha(self.power(row), everybody)]
            yield from sorted(winners, key=lambda row: (self.power(row), row))


@dataclass
class _Half:
    """The rows of one half of the levels, sorted by power: int64, exact or cut to 61 bits."""

    counts: Sequence[int]
    order: np.ndarray[Any, Any]
    powers: np.ndarray[Any, Any]

    def row(self, place: int) -> Row:
        return row_at(int(self.order[place]), self.counts)


def _half(numbers: Sequence[int], counts: Row, shift: int) -> _Half:
    if rows_of(counts) > MOST_HALF_ROWS:
        raise MemoryError
    powers = np.zeros(1, np.int64)
    for number, count in zip(numbers, counts, strict=True):
        steps = (number >> shift) * np.arange(count + 1, dtype=np.int64)
        powers = (steps[:, None] + powers[None, :]).ravel()
    order = np.argsort(powers, kind="stable")
    return _Half(counts, order, powers[order])


def _bands(
    first: _Half, second: _Half, done: int, lost: int, clock: Clock
) -> Iterator[list[tuple[int, int]]]:
    """Places of pairs of rows whose power together is above `done`, in bands of growing power.

    Cutting made each sum too small by up to `lost`: a band ends where no other sum is as near as that.
    """
    top = int(first.powers[-1] + second.powers[-1])
    width = max(top * _BAND // (len(first.powers) * len(second.powers)), 1)
    while done < top:
        clock.check()
        high = min(done + width, top)
        starts = np.searchsorted(second.powers, done - first.powers, side="right")
        many = np.searchsorted(second.powers, high - first.powers, side="right") - starts
        pairs = int(many.sum())
        if pairs > _BAND and width > lost + 1:
            width = max(width // 2, lost + 1)
            continue
        if pairs > _MOST_PAIRS:
            raise MemoryError
        ours = np.repeat(np.arange(len(many)), many)
        theirs = np.arange(pairs) + np.repeat(starts - (np.cumsum(many) - many), many)
        sums = first.powers[ours] + second.powers[theirs]
        order = np.argsort(sums, kind="stable")
        gaps = np.flatnonzero(np.diff(np.append(sums[order], high + 1)) > lost)
        width *= 2
        if pairs and high < top:
            if not len(gaps):
                continue
            order = order[: gaps[-1] + 1]
            high = high if gaps[-1] == pairs - 1 else int(sums[order[-1]])
        yield list(zip(ours[order].tolist(), theirs[order].tolist(), strict=True))
        done = high
