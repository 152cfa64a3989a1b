"""Where does each random number come from, so that nobody else's draws ever move?

A draw is *addressed*, never "next": it is a pure function of

    key      the seed, split into its low and high 32-bit words
    counter  (history, month, mechanism, slot)

through Philox4x32-10.  Hence the same seed gives the same histories for any number of threads, any block
size and any order; a mechanism that is added or removed leaves every other draw alone; and a what-if shares
its chance with the base run without further care.

An *address* is the tuple ``(key_low, key_high, history)`` of unsigned 64-bit integers that hold 32-bit
words.

Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 4;
published test vectors in the authors' ``kat_vectors`` table.
"""

import math
from typing import Any

import numpy as np

from presidium.arguments import checked_whole, shown
from presidium.errors import UsageError
from presidium.kernel import kernel

Address = tuple[np.uint64, np.uint64, np.uint64]

#: The month word of draws that belong to no month: the numbers a history starts with.
OPENING_MONTH = 2**32 - 1
LARGEST_SEED = 2**64 - 1

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_WORD = np.uint64(0xFFFFFFFF)
_SHIFT_32 = np.uint64(32)
_SHIFT_11 = np.uint64(11)
_UNIT = 2.0**-53
_SMALLEST = 2.0**-54


def checked_seed(given: Any) -> int:
    """A seed, a whole number from 0 to 2^64 - 1 (UsageError USE613, USE616)."""
    seed = checked_whole("seed", given)
    if not 0 <= seed <= LARGEST_SEED:
        raise UsageError(
            "USE613", f"the seed {shown(seed)} is out of range", "Give a whole number from 0 to 2^64 - 1."
        )
    return seed


def address(seed: int, history: int) -> Address:
    """Return the address of one history under a seed (0 <= seed < 2**64).

    >>> [int(word) for word in address(2**32 + 7, 3)]
    [7, 1, 3]
    """
    return np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32), np.uint64(history)


@kernel
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Philox4x32-10: four 32-bit counter words and two key words to four random words.

    Words travel in 64-bit integers, so that no product overflows even where the code runs interpreted.
    """
    for _ in range(10):
        p0 = _MULTIPLIER_0 * c0
        p1 = _MULTIPLIER_1 * c2
        c0 = (p1 >> _SHIFT_32) ^ c1 ^ k0
        c2 = (p0 >> _SHIFT_32) ^ c3 ^ k1
        c1 = p1 & _WORD
        c3 = p0 & _WORD
        k0 = (k0 + _WEYL_0) & _WORD
        k1 = (k1 + _WEYL_1) & _WORD
    return c0, c1, c2, c3


@kernel
def slot(i: int, j: int, k: int) -> int:
    """The slot of a draw about up to three things, each below 256: a person, another person, an item.

    >>> slot(1, 2, 3)
    66051
    """
    return (i * 256 + j) * 256 + k


@kernel
def uniform(a: Address, month: int, mechanism: int, place: int) -> float:
    """A uniform number in [0, 1) with 53 random bits, for address `a`, month, mechanism and slot."""
    w0, w1, _, _ = philox(a[2], np.uint64(month), np.uint64(mechanism), np.uint64(place), a[0], a[1])
    return float(((w0 << _SHIFT_32) | w1) >> _SHIFT_11) * _UNIT


@kernel
def normal(a: Address, month: int, mechanism: int, place: int) -> float:
    """A standard normal number (Box and Muller 1958), for address `a`, month, mechanism and slot."""
    w0, w1, w2, w3 = philox(a[2], np.uint64(month), np.uint64(mechanism), np.uint64(place), a[0], a[1])
    radius = float(((w0 << _SHIFT_32) | w1) >> _SHIFT_11) * _UNIT
    angle = float(((w2 << _SHIFT_32) | w3) >> _SHIFT_11) * _UNIT
    return math.sqrt(-2.0 * math.log(1.0 - radius)) * math.cos(2.0 * math.pi * angle)


@kernel
def gumbel(a: Address, month: int, mechanism: int, place: int) -> float:
    """A standard Gumbel number: the noise under which the best of several scores is a logit choice."""
    u = uniform(a, month, mechanism, place)
    return -math.log(-math.log(max(u, _SMALLEST)))
