"""When does a motion pass, and how likely does it look beforehand?

A body has members with weights and a rule: the share of the weight cast that a motion needs, strictly more
than it (majority) or at least it (two thirds, unanimity).  The absent do not vote; without a quorum nothing
passes.

Sources: Felsenthal and Machover, "The Measurement of Voting Power" (1998), section 2.1 for the weighted
game; the normal approximation to the Poisson-binomial count with a common shock is this project's own and
is tested against enumeration.
"""

import math

from presidium.kernel import kernel
from presidium.theory.contest import normal_cdf

#: How strongly a mood common to all moves the vote share of one person: the slope of the logistic near its
#: middle,
#: averaged over leanings (0.25 at the very middle).
MOOD_SLOPE = 0.18
#: Half a vote of rounding in the count, as a variance: 1/12 for the count and a little for the tie.
ROUNDING_VARIANCE = 0.05


@kernel
def passes(
    weight_for: float, weight_against: float, weight_all: float, share: float, strict: bool, quorum: float
) -> bool:
    """Does a motion pass?

    `share` of the weight cast is needed (`strict`: more than it); the weight cast must reach `quorum` of
    all.

    >>> passes(6.0, 5.0, 11.0, 0.5, True, 0.5), passes(5.0, 5.0, 11.0, 0.5, True, 0.5)
    (True, False)
    >>> passes(3.0, 0.0, 11.0, 0.5, True, 0.5)      # no quorum
    False
    """
    cast = weight_for + weight_against
    if cast <= 0.0 or cast < quorum * weight_all:
        return False
    if strict:
        return weight_for > share * cast
    return weight_for >= share * cast - 1e-12


@kernel
def passing_chance(expected: float, variance: float, voters: float, share: float, mood_sd: float) -> float:
    """Chance that more than `share` of the voters say yes, by the normal approximation.

    `expected` and `variance` are the sum of p and of p (1 - p); `mood_sd` is the standard deviation, in
    utils, of a mood common to all, which keeps eleven independent leanings from adding up to certainty.

    >>> passing_chance(5.5, 2.75, 11.0, 0.5, 0.0)
    0.5
    """
    common = MOOD_SLOPE * voters * mood_sd
    spread = math.sqrt(variance + common * common + ROUNDING_VARIANCE)
    return normal_cdf((expected - share * voters) / spread)
