"""Which patron does a state lean to, and when do two patrons quarrel?

A state s has a size, an orthodoxy c_s in [0, 1] (how far its leader's authority rests on the old cult and
doctrine), and for each pole b a reach h[s, b] in [0, 1] (1: the pole's troops are in the country, or its
border is the only way out).  It carries a share vector x_s over the poles and "none", which sums to 1.

    p[s, t] = sum of dated ledger entries, clipped to [-2, 2] after summing          (propensity)
    U_s(b)  = sum over t of w_t p[s, t] x_t(camp of b) + rho h[s, b] - kappa |o_b - c_s|,   U_s(none) = 0
    x_s    <- (1 - r) x_s + r softmax(U_s / T)                                       (each quarter)

Sizes w_t are in units where the poles add to 1; p, U, T, rho and kappa are in utils.  Two poles are one camp
while p between them is at least theta.  "None" is no bloc: states that lean to nobody do not draw others.

With r = 1, T = 0, two poles, no reach, no orthodoxy and states moved one at a time, the resting places are
the minima of Axelrod and Bennett's landscape, for U_s(b) is then the frustration that s is spared in b.

Sources: Axelrod and Bennett, "A landscape theory of aggregation" (British Journal of Political Science 23,
1993, pages 211-233) for the pull by size and propensity; logit choice after McKelvey and Palfrey (Games and
Economic Behavior 10, 1995).  Reach, orthodoxy, shares and the quarrel are this project's own, fitted on one
case.
"""

import math
from typing import Any

from presidium.kernel import kernel
from presidium.theory.contest import logistic

#: Propensities lie between minus this and this.
LIMIT = 2.0

#: What an entry of the ledger adds to the propensity of two states.
DEFENCE_PACT, NON_AGGRESSION, BOTH_LENINIST, LENINIST_AND_LIBERAL = 1.0, 0.5, 1.0, -1.0
#: Sizes of acts; hostile acts count as minus these.
MINOR, PLAIN, GRAVE = 0.5, 1.0, 2.0

#: Propensity of two poles: mean fall at a quarrel, rise at a mending, chance of a mending in a quarter that
#: has no quarrel.
MEAN_FALL, MENDING, MENDING_CHANCE = 0.45, 0.2, 0.08


@kernel
def act_left(size: float, months: float, act_half_life: float) -> float:
    """What an act of `size` (-2 to 2) still counts after so many months; half after `act_half_life` months.

    >>> act_left(-2.0, 60.0, 60.0), act_left(1.0, 0.0, 60.0)
    (-1.0, 1.0)
    """
    return size * 2.0 ** (-months / act_half_life)


@kernel
def propensity(summed: float) -> float:
    """Propensity from the SUM of all ledger entries of two states, in [-2, 2].

    >>> propensity(1.0 + 1.0 + 1.5), propensity(-0.5)
    (2.0, -0.5)
    """
    return min(max(summed, -LIMIT), LIMIT)


@kernel
def scaled_size(size: float, size_of_poles: float) -> float:
    """Size in units where the poles together weigh 1; 0 where the poles weigh nothing.

    >>> scaled_size(3.0, 12.0)
    0.25
    """
    if size_of_poles <= 0.0:
        return 0.0
    return size / size_of_poles


@kernel
def one_camp(pole_propensity: float, break_threshold: float) -> bool:
    """Whether two poles are one camp: theta is reached.  The first quarter below it is the break.

    >>> one_camp(0.5, 0.5), one_camp(0.49, 0.5)
    (True, False)
    """
    return pole_propensity >= break_threshold


@kernel
def camp_share(share: float, share_of_partner: float, together: bool) -> float:
    """x_t(camp of b): how far a state leans to pole b or, while the two are one camp, to b's partner.

    >>> camp_share(0.5, 0.25, True), camp_share(0.5, 0.25, False)
    (0.75, 0.5)
    """
    if together:
        return share + share_of_partner
    return share


@kernel
def pull(scaled: float, pair_propensity: float, in_camp: float) -> float:
    """What one other state adds to the utility of a pole: w_t p[s, t] x_t(camp of b), in utils.

    >>> pull(0.5, 2.0, 0.25)
    0.25
    """
    return scaled * pair_propensity * in_camp


@kernel
def utility(
    pulled: float,
    reach: float,
    pole_orthodoxy: float,
    own_orthodoxy: float,
    both_orthodox: bool,
    reach_weight: float,
    orthodoxy_weight: float,
) -> float:
    """U_s(b) in utils, `pulled` being the sum of `pull` over the other states.

    Reach and orthodoxies are in [0, 1]; the distance counts only where both pole and state have an orthodoxy
    (`both_orthodox`).  "None" has utility 0.

    >>> utility(0.5, 1.0, 0.5, 1.0, True, 1.0, 0.5)                # .5 + 1 - .5 x .5
    1.25
    >>> utility(0.5, 1.0, 0.5, 1.0, False, 1.0, 0.5)
    1.5
    """
    total = pulled + reach_weight * reach
    if both_orthodox:
        total -= orthodoxy_weight * abs(pole_orthodoxy - own_orthodoxy)
    return total


@kernel
def choose(utilities: Any, choice_temperature: float) -> None:
    """Turn an array of utilities into their logit shares, in place; they sum to 1.

    At temperature 0 the best has everything, and equals share alike: the limit of the logit.

    >>> import numpy as np
    >>> shares = np.array([0.25 * math.log(3.0), 0.0]); choose(shares, 0.25); shares.round(4).tolist()
    [0.75, 0.25]
    >>> shares = np.array([1.0, 0.0, 1.0]); choose(shares, 0.0); shares.tolist()
    [0.5, 0.0, 0.5]
    """
    best = utilities[0]
    for b in range(1, len(utilities)):
        best = max(best, utilities[b])
    total = 0.0
    for b in range(len(utilities)):
        gap = best - utilities[b]
        if choice_temperature > 0.0:
            weight = math.exp(-min(gap / choice_temperature, 700.0))
        elif gap == 0.0:
            weight = 1.0
        else:
            weight = 0.0
        utilities[b] = weight
        total += weight
    for b in range(len(utilities)):
        utilities[b] = utilities[b] / total


@kernel
def next_share(share: float, chosen: float, adjustment: float) -> float:
    """One entry of the share vector after a quarter; `adjustment` r in [0, 1], `chosen` the logit share.

    >>> next_share(0.5, 1.0, 0.5), next_share(0.5, 1.0, 1.0)
    (0.75, 1.0)
    """
    return (1.0 - adjustment) * share + adjustment * chosen


@kernel
def doctrine_gap(orthodoxy_of_rival: float, orthodoxy_of_leader: float) -> float:
    """D: by how much the rival pole is the more orthodox; never below 0.

    >>> doctrine_gap(0.875, 0.5), doctrine_gap(0.875, 1.0)
    (0.375, 0.0)
    """
    return max(0.0, orthodoxy_of_rival - orthodoxy_of_leader)


@kernel
def quarrel_chance(
    pole_propensity: float,
    gap: float,
    quarrel_intercept: float,
    quarrel_doctrine: float,
    quarrel_habit: float,
) -> float:
    """Chance a quarter that two poles quarrel: L(q0 + q1 D + q2 (1 - p / 2)).

    Doctrine (q1) and habit (q2: who has quarrelled quarrels again) cannot be told apart by the record.

    >>> quarrel_chance(2.0, 0.0, 0.0, 3.0, 1.0)
    0.5
    >>> round(quarrel_chance(2.0, 0.4, -3.2, 3.0, 1.0), 4)         # L(-2)
    0.1192
    """
    habit = quarrel_habit * (1.0 - pole_propensity / 2.0)
    return logistic(quarrel_intercept + quarrel_doctrine * gap + habit)


@kernel
def next_pole_propensity(
    pole_propensity: float, chance: float, quarrel_draw: float, fall_draw: float, mending_draw: float
) -> float:
    """Propensity of two poles after a quarter in which they quarrel with `chance`.

    Three uniform draws in [0, 1): whether they quarrel, by how much it falls (exponential, mean .45), and,
    if they do not quarrel, whether it mends (chance .08, by .2).  Clipped to [-2, 2] quarter by quarter:
    clipped only when read, a long quarrel could never be mended.

    >>> next_pole_propensity(1.0, 0.5, 0.9, 0.0, 0.5)              # nothing happens
    1.0
    >>> next_pole_propensity(1.9, 0.5, 0.9, 0.0, 0.01)             # mended, at most to 2
    2.0
    >>> round(next_pole_propensity(1.0, 0.5, 0.1, 0.5, 0.5), 4)    # 1 - .45 ln 2
    0.6881
    """
    if quarrel_draw < chance:
        return propensity(pole_propensity + MEAN_FALL * math.log(1.0 - fall_draw))
    if mending_draw < MENDING_CHANCE:
        return propensity(pole_propensity + MENDING)
    return propensity(pole_propensity)
