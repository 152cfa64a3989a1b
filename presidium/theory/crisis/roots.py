"""Where does a function of one number vanish, and where does it turn?

Halving and the golden section, in floats, to the last bit that the function allows.  Source: Brent,
"Algorithms for Minimization without Derivatives" (1973), chapters 4 and 5, for both and their limits: a turn
is found to about the square root of the precision.
"""

from collections.abc import Callable

_GOLDEN = 0.6180339887498949


def halved(f: Callable[[float], float], low: float, high: float) -> float:
    """A number between `low` and `high`, where f has opposite signs, at which it changes its sign.

    >>> round(halved(lambda x: x * x - 2.0, 0.0, 2.0), 12)
    1.414213562373
    """
    at_low = f(low)
    if at_low == 0.0:
        return low
    while True:
        middle = low + (high - low) / 2.0
        if not low < middle < high:
            return low if abs(f(low)) <= abs(f(high)) else high
        at_middle = f(middle)
        if at_middle == 0.0:
            return middle
        if (at_middle > 0.0) == (at_low > 0.0):
            low = middle
        else:
            high = middle


def peak(f: Callable[[float], float], low: float, high: float) -> float:
    """Where f, which rises and then falls between `low` and `high`, is largest.

    >>> round(peak(lambda x: -abs(x - 0.3), -1.0, 1.0), 9)
    0.3
    """
    left = high - _GOLDEN * (high - low)
    right = low + _GOLDEN * (high - low)
    at_left, at_right = f(left), f(right)
    while low < left < right < high:
        if at_left >= at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = f(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = f(right)
    return left if at_left >= at_right else right
