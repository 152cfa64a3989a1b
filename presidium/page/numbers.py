"""How are shares and their differences printed in tables?

Figures print whole per cents (`draw.bars.percent`); tables add one decimal, because their readers compare.
"""

# Two-sided 95 % interval of a normal error: 1.96 standard errors.
_REACH = 1.96


def per_cent(share: float) -> str:
    """Return a share as a number of hundredths, without the sign.

    >>> per_cent(0.6234)
    '62.3'
    """
    return f"{100 * share:.1f}"


def interval(difference: float, error: float) -> tuple[float, float, float]:
    """Return a difference of shares and its 95 % interval, in points of a hundred.

    >>> interval(0.1, 0.01)
    (10.0, 8.04, 11.96)
    """
    return (
        round(100 * difference, 6),
        round(100 * (difference - _REACH * error), 6),
        round(100 * (difference + _REACH * error), 6),
    )


def count(number: int) -> str:
    """Return a whole number with thousands set apart.

    >>> count(10000)
    '10,000'
    """
    return f"{number:,}"
