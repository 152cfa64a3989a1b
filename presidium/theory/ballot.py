"""Which weights, shares and people does a vote take, and what are they exactly?

Whole numbers, Fractions and Decimals count as they are.  A float counts as its shortest decimal, the one that
Python prints: 0.1 is a tenth, and 0.1 and 0.2 together are 0.3.  So weights in percent, in shares or in whole
numbers make the same game.  A share may be no decimal at all: a float share stands for the simplest fraction
that rounds to it, 2/3 for two thirds.
"""

from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any

from presidium.arguments import shown
from presidium.errors import UsageError

#: A float share stands for the fraction that rounds to it, if there is one with so small a denominator.
_LARGEST_DENOMINATOR = 1000
#: Decimals beyond 10 to this power, and below its inverse, are refused: their digits alone would fill memory.
_LARGEST_EXPONENT = 5000


def number(value: Any) -> Fraction | None:
    """What a finite number stands for, exactly; None for anything else, a bool included.

    A float stands for its shortest decimal, and so does a NumPy scalar of any precision.

    >>> number(0.1), number(float("nan"))
    (Fraction(1, 10), None)
    """
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        return None
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Decimal):
        usual = value.is_finite() and (not value or abs(value.adjusted()) <= _LARGEST_EXPONENT)
        return Fraction(value) if usual else None
    inexact: Any = value
    try:
        return Fraction(float.__repr__(inexact) if isinstance(inexact, float) else str(inexact))
    except ValueError:  # infinite, not a number
        return None


def remedy(value: Any, otherwise: str) -> str:
    """What to do about a value that is refused: what its number should be, if it is no finite number at all.

    >>> remedy(-1, "leave it out"), remedy(float("nan"), "leave it out")[:20]
    ('leave it out', 'give a finite number')
    """
    if number(value) is not None:
        return otherwise
    return 'give a finite number, such as 3, 0.25, Decimal("0.25") or Fraction(1, 3)'


def share_of(value: Any) -> Fraction | None:
    """A share from 0 to 1; None for anything else.

    >>> share_of(2 / 3)
    Fraction(2, 3)
    """
    exact = number(value)
    if exact is None or not 0 <= exact <= 1:
        return None
    if isinstance(value, Rational | Decimal):
        return exact
    simple = exact.limit_denominator(_LARGEST_DENOMINATOR)
    rounded: Any = float if isinstance(value, float) else type(value)
    return simple if rounded(float(simple)) == value else exact


def weights_of(weights: Iterable[Any]) -> list[Fraction]:
    """The exact weights, at least one, each of 0 or more; UsageError USE633 if they are not.

    >>> weights_of([2, 0.1])
    [Fraction(2, 1), Fraction(1, 10)]
    """
    given = [] if isinstance(weights, Set) else listed(weights) or []
    exact = [number(weight) for weight in given]
    bad = [i for i, weight in enumerate(exact) if weight is None or weight < 0]
    if bad or not given:
        found = f"weight {bad[0]} is {shown(given[bad[0]])}" if bad else f"the weights are {shown(weights)}"
        raise UsageError(
            "USE633",
            f"{found}: a sequence of finite numbers of 0 or more, one a person, is expected",
            remedy(given[bad[0]] if bad else 0, "leave nobody out: who has no vote has the weight 0"),
        )
    return [weight for weight in exact if weight is not None]


def people_of(people: int, members: Iterable[Any]) -> frozenset[int]:
    """The indices as a set, checked: different ones from 0 to people - 1, else UsageError USE635.

    >>> sorted(people_of(3, [2, 0]))
    [0, 2]
    """
    found = listed(members)
    if found is None or not all(_is_index(i, people) for i in found) or len(set(found)) < len(found):
        raise UsageError(
            "USE635",
            f"{shown(members)} was given: different whole numbers from 0 to {people - 1} are expected",
            "count people from 0, in the order of the weights",
        )
    return frozenset(int(i) for i in found)


def listed(values: Any) -> list[Any] | None:
    """What is in a collection; None where it is none, or one of letters or keys.

    >>> listed((3, 4)), listed("34"), listed(34)
    ([3, 4], None, None)
    """
    if isinstance(values, str | bytes | Mapping):
        return None
    try:
        return list(values)
    except TypeError:
        return None


def _is_index(value: Any, people: int) -> bool:
    return not isinstance(value, bool) and isinstance(value, Integral) and 0 <= int(value) < people
