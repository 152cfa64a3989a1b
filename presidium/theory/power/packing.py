"""How are a hundred counts carried in one whole number?

A polynomial with whole coefficients, the counts of coalitions by size, is written as its value at 2^slot:
adding and multiplying the values adds and multiplies the polynomials, and as long as no coefficient of the
answer reaches 2^slot they can be read off again (Kronecker's substitution).  Python adds such numbers of
thousands of bits in about a microsecond, exactly; no array of counts comes near.  Coefficients may be
negative on the way.

A coalition is counted at the sum of the *units* of its members: units of 1 count coalitions by size, other
units count by two sizes at once, units of 0 just count.

Source: Kronecker, "Grundzüge einer arithmetischen Theorie der algebraischen Grössen" (1882), section 4; its
use for voting games is this project's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Numbers of coalitions, at place k those whose units add up to k.
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Swings:
    """Coalitions that win, and for each person those that win once he joins but not before, by units.

    A person's coalitions are counted without him.
    """

    winning: Counts
    joining: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class Packing:
    """Slots wide enough for every count of coalitions of people with these units.

    >>> three = Packing((1, 1, 1))
    >>> three.unpacked(three.everything())
    (1, 3, 3, 1)
    """

    units: tuple[int, ...]

    @property
    def slot(self) -> int:
        """Bits of a slot: there are at most 2^n coalitions."""
        return len(self.units) + 1

    @property
    def shifts(self) -> tuple[int, ...]:
        """Bits by which each person shifts the count of a coalition he joins."""
        return tuple(unit * self.slot for unit in self.units)

    @property
    def size(self) -> int:
        """Bytes of the largest packed number, with what Python adds to every number."""
        return (sum(self.units) + 1) * self.slot // 8 + 40

    def everything(self, people: Iterable[int] | None = None) -> int:
        """All coalitions of these people (of all, where None), packed: the product of (1 + x^unit)."""
        shifts: Sequence[int] = self.shifts
        packed = 1
        for person in range(len(shifts)) if people is None else people:
            packed += packed << shifts[person]
        return packed

    def unpacked(self, packed: int, without: int | None = None) -> Counts:
        """The counts of coalitions, of those `without` a person where one is named."""
        places = sum(self.units) - (0 if without is None else self.units[without]) + 1
        mask = (1 << self.slot) - 1
        return tuple(packed >> self.slot * place & mask for place in range(places))
