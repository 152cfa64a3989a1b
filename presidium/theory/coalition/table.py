"""Which coalitions of up to 28 people enforce themselves, and which of those that win is the lightest?

Let h(X) be the largest power of a self-enforcing part of X, X included, and m the largest h(X - i) over the
members i of X.  X is self-enforcing exactly if m <= alpha g(X); then h(X) = g(X), otherwise h(X) = m.  The
table holds, for every X, the part that has this power, as a bit set: 4 bytes a coalition, n 2^(n-1) looks.

Source: the recursion follows from axioms 1 to 4 of Acemoglu, Egorov and Sonin, "Coalition formation in
non-democracies" (Review of Economic Studies 75, 2008), section 3; theirs takes 3^n steps.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from presidium.errors import UsageError
from presidium.kernel import kernel
from presidium.theory.coalition.compare import exceeds
from presidium.theory.coalition.game import PowerGame, Scale, scale_of
from presidium.theory.coalition.verdict import LISTED, Verdict, lightest

#: The table of 28 people takes 1 GB.
MOST_PEOPLE = 28

# Sums of powers are looked up in thirds: three small arrays stay in the nearest cache.
_BITS = 10
_PART = 2**_BITS
#: Subsets filled between two chances to interrupt.
_STRIDE = 2**22


@kernel
def set_sums(value: Any, sums: Any) -> None:
    """Write the powers of all subsets of each ten people to double[3, 1024].

    >>> sums = np.zeros((3, 1024))
    >>> set_sums(np.array([3.0, 4.0, 5.0]), sums)
    >>> float(sums[0, 0b101])
    8.0
    """
    for i in range(value.shape[0]):
        part = i // _BITS
        bit = 1 << (i - part * _BITS)
        for x in range(bit):
            sums[part, bit + x] = sums[part, x] + value[i]


@kernel
def power_of(sums: Any, x: int) -> float:
    """Power of a coalition given as a bit set."""
    return sums[0, x & (_PART - 1)] + sums[1, (x >> _BITS) & (_PART - 1)] + sums[2, x >> (2 * _BITS)]


@kernel
def _spread(x: int, members: Any) -> None:
    """Write a bit set as a row of zeros and ones."""
    for i in range(members.shape[0]):
        members[i] = (x >> i) & 1


@kernel
def _heavier(x: int, y: int, first: Any, second: Any, room: Any) -> bool:
    """Does x have more of `first` than y of `second`, by their digits?"""
    _spread(x, room[0])
    _spread(y, room[1])
    return exceeds(first, room[0], second, room[1])


@kernel
def wins_within(y: int, x: int, sums: Any, scale: Scale, room: Any) -> bool:
    """Is the power of y more than alpha of that of x?"""
    ours = scale.q * power_of(sums, y)
    needed = scale.p * power_of(sums, x)
    if scale.doubt == 0.0 or abs(ours - needed) > scale.doubt * needed:
        return ours > needed
    return _heavier(y, x, scale.times_q, scale.times_p, room)


@kernel
def fill(best: Any, start: int, stop: int, sums: Any, scale: Scale, room: Any) -> None:
    """Fill the table from `start` to `stop`: for each bit set the most powerful self-enforcing part of it."""
    doubt = scale.doubt
    for x in range(max(start, 1), stop):
        largest = -1.0
        part = 0
        rest = x
        while rest != 0:
            bit = rest & -rest
            rest ^= bit
            y = int(best[x ^ bit])
            power = power_of(sums, y)
            gap = doubt * largest
            if power > largest + gap or (
                doubt > 0.0
                and power >= largest - gap
                and y != part
                and _heavier(y, part, scale.digits, scale.digits, room)
            ):
                largest = power
                part = y
        best[x] = part if wins_within(part, x, sums, scale, room) else x


def table_of(scale: Scale, best: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Fill a table (uint32[2^n]) for the powers of a scale; returns the sums to read it with."""
    sums, room = np.zeros((3, _PART)), np.zeros((2, len(scale.value)), np.int64)
    set_sums(scale.value, sums)
    for start in range(0, len(best), _STRIDE):
        fill(best, start, min(start + _STRIDE, len(best)), sums, scale, room)
    return sums


def by_table(game: PowerGame) -> Verdict:
    """Solve a game of up to 28 people by the table of all its coalitions.

    Raises UsageError USE632 for more people.

    >>> by_table(PowerGame.of([3, 4, 5, 10])).coalitions
    ((0, 1, 2),)
    """
    n = len(game)
    if n > MOST_PEOPLE:
        raise UsageError(
            "USE632",
            f"{n} people are too many for the table of all coalitions",
            f"It holds {MOST_PEOPLE} people; round the powers to fewer levels, or name factions as players.",
        )
    # From the weakest on: then the most powerful part is mostly met first, and the processor guesses right.
    order = sorted(range(n), key=game.whole.__getitem__)
    scale = scale_of([game.whole[i] for i in order], [1] * n, game.alpha)
    best = np.zeros(2**n, np.uint32)
    sums = table_of(scale, best)
    stable = 0

    def self_enforcing() -> Iterator[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
        nonlocal stable
        for start in range(0, 2**n, _STRIDE):
            part = best[start : start + _STRIDE]
            x = start + np.flatnonzero(part == np.arange(start, start + len(part), dtype=np.uint32))
            x = x[x > 0]
            stable += len(x)
            yield x, sums[0, x & (_PART - 1)] + sums[1, (x >> _BITS) & (_PART - 1)] + sums[2, x >> 2 * _BITS]

    def members(x: int) -> list[int]:
        return sorted(order[i] for i in range(n) if x >> i & 1)

    found = lightest(
        self_enforcing(),
        float(scale.value.sum()),
        scale,
        game,
        lambda x: sum(game.whole[i] for i in members(x)),
    )
    listed = sorted(tuple(members(x)) for x in found[:LISTED])
    return Verdict("table", tuple(listed), len(found), stable)
