"""When does a person die of natural causes?

Gompertz: the yearly hazard at age x is exp(intercept + slope x).  As nothing in the model changes it, the
month of death is drawn once, by inverting the survival function from the age at the opening:

    t = ln(1 - slope ln(1 - u) / h0) / slope          h0 = exp(intercept + slope age)

Source: Gompertz (Philosophical Transactions 115, 1825); the default values are general knowledge for men of
the period (`parameters.csv`).
"""

import math

from presidium.kernel import kernel


@kernel
def years_to_live(age: float, draw: float, intercept: float, slope: float) -> float:
    """Years until natural death for somebody of `age` years, for a uniform draw in [0, 1).

    >>> round(years_to_live(60.0, 0.5, -9.6, 0.085), 1)
    21.7
    """
    hazard = math.exp(intercept + slope * age)
    return math.log1p(-slope * math.log1p(-draw) / hazard) / slope
