"""How are shares and their differences printed in tables?

Figures print whole per cents (`draw.bars.percent`); tables add one decimal, because their readers compare.
"""

from collections.abc import Sequence

from presidium.counting import REACH, printed


def per_cent(share: float) -> str:
    """Return a share as a number of hundredths, without the sign.

    >>> per_cent(0.6234)
    '62.3'
    """
    return f"{100 * share:.1f}"


def error_of(error: float, share: float) -> str:
    """Return the error of a share in points of a hundred; with its sign where it is a bound.

    >>> error_of(0.0112, 0.5), error_of(0.0003, 1.0)
    ('1.1', '<0.1')
    """
    return printed(100 * error, share, 1)


def interval(difference: float, error: float) -> tuple[float, float, float]:
    """Return a difference of shares and its 95 % interval, in points of a hundred.

    >>> interval(0.1, 0.01)
    (10.0, 8.04, 11.96)
    """
    return (
        round(100 * difference, 6),
        round(100 * (difference - REACH * error), 6),
        round(100 * (difference + REACH * error), 6),
    )


def count(number: int) -> str:
    """Return a whole number with thousands set apart.

    >>> count(10000)
    '10,000'
    """
    return f"{number:,}"


def spread_of(spread: Sequence[int]) -> str:
    """Return a mean in percent with the range of nine histories in ten, where there is one.

    >>> spread_of([10, 37, 65]), spread_of([0, 0, 0])
    ('37 (10–65)', '0')
    """
    low, mean, high = spread
    return f"{mean} ({low}–{high})" if low < high else str(mean)
