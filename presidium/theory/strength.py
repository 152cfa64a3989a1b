"""What does an office bring its holder, and how much of all power has each person?

Resources are counted in domains (party, government, security, army).  An office brings its worth times the
holder's grip, which starts at g0 and closes on 1: `g <- 1 - (1 - g) exp(-1/tau)` a month.  Shares are taken
domain by domain and added with the weights of the domains:

    strength S_i = sum over d of weight_d R[i, d] / sum over j of R[j, d]

Force and following are the same sum with other weights: a minister of the interior is strong in force, a
party secretary in followers.  All three add up to 1 over the people in play, whenever somebody has
something in each domain.

Source: the power of an office as resources commanded, Moe, "Power and political institutions" (Perspectives
on Politics 3, 2005); grip after Svolik, "The Politics of Authoritarian Rule" (2012), chapter 3, in spirit.
"""

import math

from presidium.kernel import kernel


@kernel
def next_grip(grip: float, tau: float) -> float:
    """Grip on an office after one more month; `tau` in months.

    >>> round(next_grip(0.5, 12.0), 4)
    0.54
    """
    return 1.0 - (1.0 - grip) * math.exp(-1.0 / tau)


@kernel
def weighted_share(resource: float, total: float, weight: float) -> float:
    """One domain's contribution to a person's share of power; a domain in which nobody has anything gives
    nothing.

    >>> weighted_share(2.0, 8.0, 0.4)
    0.1
    """
    if total <= 0.0:
        return 0.0
    return weight * resource / total


@kernel
def halved(value: float, half_life: float) -> float:
    """What is left of a value after one month, if it halves every `half_life` months.

    >>> halved(1.0, 1.0)
    0.5
    """
    return value * 2.0 ** (-1.0 / half_life)
