"""What is asked: whose power counts, how much of it wins, and in which whole numbers is it compared?

Powers are any positive numbers, a float being its shortest decimal (0.1 is a tenth), and alpha is a fraction.
Multiplied by a common denominator they are whole numbers, so that every comparison of the theory, "more than
alpha of the power of X", can be settled exactly: q g(Y) > p g(X) for alpha = p / q.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.ballot import listed, number, remedy, share_of

#: Whole numbers below this are exact as doubles, and so are their sums.
_EXACT = 2**53
#: Sums of up to 200 doubles differ from the exact sum by far less than this, relatively.
_DOUBT = 1e-12
_DIGIT = 30


@dataclass(frozen=True)
class PowerGame:
    """Powers and alpha: a coalition Y wins within X if its power exceeds alpha of the power of X.

    >>> game = PowerGame.of([0.1, 0.3, Fraction(2, 5)], Fraction(1, 2))
    >>> game.whole, game.wins([2], [0, 1, 2])
    ((1, 3, 4), False)
    """

    powers: tuple[Fraction, ...]
    alpha: Fraction

    @classmethod
    def of(cls, powers: Sequence[Any], alpha: Any = Fraction(1, 2)) -> "PowerGame":
        """Check powers and alpha at the door; raises UsageError USE630 or USE631."""
        values = tuple(_power(value, place) for place, value in enumerate(_listed(powers)))
        if not values:
            raise UsageError("USE630", "nobody has any power: the list is empty", "Give one power a person.")
        return cls(values, _alpha(alpha))

    @cached_property
    def whole(self) -> tuple[int, ...]:
        """The powers as whole numbers without a common divisor."""
        scale = math.lcm(*(power.denominator for power in self.powers))
        whole = [int(power * scale) for power in self.powers]
        divisor = math.gcd(*whole)
        return tuple(power // divisor for power in whole)

    def __len__(self) -> int:
        """Number of people."""
        return len(self.powers)

    def power(self, people: Sequence[int]) -> Fraction:
        """Power of a coalition, given by the places of its members."""
        return sum((self.powers[i] for i in people), Fraction(0))

    def wins(self, people: Sequence[int], within: Sequence[int]) -> bool:
        """Does a coalition win within a larger one?  Strictly: an exact tie does not win."""
        return self.power(people) > self.alpha * self.power(within)

    def part(self, people: Sequence[int]) -> "PowerGame":
        """The game among some of the people."""
        return PowerGame(tuple(self.powers[i] for i in people), self.alpha)


def _listed(powers: Sequence[Any]) -> list[Any]:
    found = listed(powers)
    if found is None:
        raise UsageError("USE630", f"{shown(powers)} is no list of powers", "Give one power a person.")
    return found


def _power(value: Any, place: int) -> Fraction:
    exact = number(value)
    if exact is None or exact <= 0:
        raise UsageError(
            "USE630",
            f"the power of person {place} is {shown(value)}",
            remedy(value, "Every power is a positive number; leave out who has none."),
        )
    return exact


def _alpha(value: Any) -> Fraction:
    exact = share_of(value)
    if exact is None or not Fraction(1, 2) <= exact < 1:
        raise UsageError(
            "USE631",
            f"alpha is {shown(value)}",
            "Give a fraction from 1/2 (a majority) to less than 1, such as Fraction(2, 3).",
        )
    return exact


class Scale(NamedTuple):
    """Powers as doubles for the compiled engines, and as digits for what doubles cannot settle.

    `value`: double[n].  `p`, `q`: alpha as doubles.  `doubt`: relative difference below which two sums of
    doubles are compared by their digits; 0 where all sums are exact, and then there are no digits.
    `digits`, `times_p`, `times_q`: int64[n, digits], lowest first, of g, p g and q g in base 2^30.
    """

    value: np.ndarray[Any, Any]
    p: float
    q: float
    doubt: float
    digits: np.ndarray[Any, Any]
    times_p: np.ndarray[Any, Any]
    times_q: np.ndarray[Any, Any]


def scale_of(numbers: Sequence[int], counts: Sequence[int], alpha: Fraction) -> Scale:
    """Powers (each held by `counts` people) for the compiled engines.

    >>> scale_of([3, 4, 5], [1, 1, 1], Fraction(1, 2)).doubt
    0.0
    """
    p, q = alpha.numerator, alpha.denominator
    total = sum(power * count for power, count in zip(numbers, counts, strict=True))
    if q * total < _EXACT:
        none = np.zeros((len(numbers), 0), np.int64)
        return Scale(np.array(numbers, np.float64), float(p), float(q), 0.0, none, none, none)
    size = -(-(q * total).bit_length() // _DIGIT) + 1
    value = np.array([float(Fraction(power, total)) for power in numbers])
    return Scale(
        value,
        float(alpha),
        1.0,
        _DOUBT,
        _digits(numbers, size),
        _digits([p * power for power in numbers], size),
        _digits([q * power for power in numbers], size),
    )


def _digits(numbers: Sequence[int], size: int) -> np.ndarray[Any, Any]:
    low = 2**_DIGIT - 1
    return np.array([[power >> (_DIGIT * k) & low for k in range(size)] for power in numbers], np.int64)
