"""How well is a share known that is counted in so many histories, and how is that printed?

The error of a share p among n histories is one standard error of Monte Carlo, sqrt(p (1 - p) / n).  Where no
history, or every one, gives an answer, that would be 0, as if the answer were certain: there the error is the
bound below which the share of what was never seen lies with 95% confidence.
"""

import math

#: Half of a 95% interval of a normal error, in standard errors.
REACH = 1.96
#: Chance that a bound is wrong.
_DOUBT = 0.05


def mc_error(share: float, histories: int) -> float:
    """One standard error of a share counted in so many histories; of a share of 0 or 1 its bound (`unseen`).

    >>> mc_error(0.5, 100), round(mc_error(1.0, 100), 4)
    (0.05, 0.0295)
    """
    if not 0.0 < share < 1.0:
        return unseen(histories)
    return math.sqrt(share * (1.0 - share) / max(histories, 1))


def unseen(histories: int) -> float:
    """How probable at the most is what none of so many histories shows?  The upper bound of 95%.

    It is the p at which (1 - p)^n = 0.05: the one-sided bound of Clopper and Pearson (Biometrika 26, 1934).
    The "rule of three" (Hanley and Lippman-Hand, JAMA 249, 1983), 3 / n, comes close to it.

    >>> round(unseen(1000), 5), round(unseen(1), 5)
    (0.00299, 0.95)
    """
    return float(1.0 - _DOUBT ** (1.0 / max(histories, 1)))


def printed(error: float, share: float | None = None, decimals: int = 3) -> str:
    """An error as tables print it: never 0, and a bound with its sign, rounded up.

    `share`: what it is the error of, where that is a share in [0, 1].

    >>> printed(0.0112, 0.5), printed(0.00003, 0.5), printed(0.0015, 1.0), printed(0.15, 1.0, decimals=1)
    ('0.011', '<0.001', '<0.002', '<0.2')
    """
    least = 10.0**-decimals
    if share is not None and not 0.0 < share < 1.0:
        return f"<{math.ceil(round(error / least, 6)) * least:.{decimals}f}"
    told = f"{error:.{decimals}f}"
    return told if float(told) > 0.0 or error == 0.0 else f"<{least:.{decimals}f}"


def points(error: float, share: float) -> str:
    """An error as sentences say it behind "±", in points of a hundred.

    >>> points(0.0112, 0.5), points(0.0015, 1.0)
    ('1.1', '0.2')
    """
    return printed(100 * error, share, 1).removeprefix("<")
