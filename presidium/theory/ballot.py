"""Which weights, shares and people does a vote take, and what are they exactly?

Numbers count by their exact value: a float is the fraction with a power of two below that it stores.  A share
is the exception, for 2/3 and 0.1 cannot be stored: a float share stands for the simplest fraction that rounds
to it.
"""

from collections.abc import Iterable, Mapping, Set
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any

from presidium.arguments import shown
from presidium.errors import UsageError

#: A float share stands for the fraction that rounds to it, if there is one with so small a denominator.
_LARGEST_DENOMINATOR = 1000


def number(value: Any) -> Fraction | None:
    """The exact value of a finite number, not a bool; None for anything else.

    >>> number(0.25), number(float("nan"))
    (Fraction(1, 4), None)
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    ratio: Any = value
    try:
        return Fraction(*ratio.as_integer_ratio())
    except (OverflowError, ValueError):  # infinite, not a number
        return None


def share_of(value: Any) -> Fraction | None:
    """A share from 0 to 1; None for anything else.

    >>> share_of(2 / 3)
    Fraction(2, 3)
    """
    exact = number(value)
    if exact is None or not 0 <= exact <= 1:
        return None
    simple = exact.limit_denominator(_LARGEST_DENOMINATOR)
    return simple if float(simple) == float(value) else exact


def weights_of(weights: Iterable[Any]) -> list[Fraction]:
    """The exact weights, at least one, each of 0 or more; UsageError USE633 if they are not.

    >>> weights_of([2, 0.5])
    [Fraction(2, 1), Fraction(1, 2)]
    """
    given = [] if isinstance(weights, Set) else listed(weights) or []
    exact = [number(weight) for weight in given]
    bad = [i for i, weight in enumerate(exact) if weight is None or weight < 0]
    if bad or not given:
        found = f"weight {bad[0]} is {shown(given[bad[0]])}" if bad else f"the weights are {shown(weights)}"
        raise UsageError(
            "USE633",
            f"{found}: a sequence of finite numbers of 0 or more, one a person, is expected",
            "leave nobody out: who has no vote has the weight 0",
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
