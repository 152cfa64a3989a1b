"""Which numbers does a crisis game take?

Payoffs and precisions are finite and no larger than 1e100, beyond which sums could not be told from infinity.
"""

from numbers import Real
from typing import Any

from presidium.arguments import shown
from presidium.errors import UsageError

#: A payoff or a precision beyond this is refused.
LARGEST = 1e100


def finite(value: Any) -> bool:
    """Whether a value is a number, not a bool, and at most 1e100 in size.

    >>> finite(-2), finite(float("inf")), finite("2"), finite(True)
    (True, False, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    number: Any = value
    return bool(-LARGEST <= number <= LARGEST)


def precision_of(value: Any) -> float:
    """A precision lambda, 0 or more, as a float; UsageError USE662 if it is none.

    >>> precision_of(2)
    2.0
    """
    if not finite(value) or value < 0:
        raise UsageError(
            "USE662",
            f"the precision is {shown(value)}: a finite number of 0 or more is expected",
            "0 is choice by the toss of a coin; values of .5 to 4 per util are usual",
        )
    return float(value)


def within(name: str, value: Any, low: float, high: float, *, above: bool = False) -> float:
    """A parameter of a named game as a float, from `low` (`above`: more than it) to `high`; else USE664.

    >>> within("prize", 3, 0.0, 10.0)
    3.0
    """
    if not finite(value) or not low <= value <= high or (above and value == low):
        least = f"above {low:g}" if above else f"from {low:g}"
        raise UsageError(
            "USE664",
            f"{name} is {shown(value)}: a number {least} to {high:g} is expected",
            "the docstring of the game says what each of its parameters means",
        )
    return float(value)
