"""Is a plot worth it, is it betrayed, does it strike?

    prize = ambition max(0, S_target - keep S_own) [x share if another is the candidate]
            + k_relief F_target (1 - tie[target, own]) / 2 harshness + k_grudge max(0, -u[own, target])
    stake = k_stake S_own (1 + 2 harshness)
    gain  = pi prize - (1 - pi) stake

A plot starts with monthly probability 1 - exp(-rate max(0, gain)): no floor, and the draw can be made
first, so that only pairs whose prize exceeds `needed_gain` have to be weighed at all.  Each person sounded
may talk.

Sources: expected utility of rebellion, Tullock, "The paradox of revolution" (Public Choice 11, 1971); leaks
by those sounded, the coordination problem of Casper and Tyson, "Popular protest and elite coordination"
(Journal of Politics 76, 2014), in spirit; the form is docs/discussion/model.md, "Plots".
"""

import math

from presidium.kernel import kernel


@kernel
def prize(
    ambition: float,
    s_target: float,
    s_own: float,
    keep: float,
    share: float,
    fear_of_target: float,
    ill_regard: float,
    k_relief: float,
    k_grudge: float,
) -> float:
    """What success would bring, in utils; `share` is 1 where the plotter is the candidate himself.

    >>> prize(0.5, 0.4, 0.2, 0.5, 1.0, 0.1, 0.0, 1.0, 0.0)     # .5 (.4 - .1) + .1
    0.25
    """
    return (
        ambition * share * max(0.0, s_target - keep * s_own)
        + k_relief * fear_of_target
        + k_grudge * max(0.0, ill_regard)
    )


@kernel
def stake(s_own: float, harshness: float, k_stake: float) -> float:
    """What failure would cost, in utils.

    >>> stake(0.25, 0.5, 0.8)
    0.4
    """
    return k_stake * s_own * (1.0 + 2.0 * harshness)


@kernel
def gain(chance: float, prize_won: float, stake_lost: float) -> float:
    """Expected gain of a plot believed to succeed with `chance`.

    >>> gain(0.5, 0.4, 0.2)
    0.1
    """
    return chance * prize_won - (1.0 - chance) * stake_lost


@kernel
def needed_gain(launch_draw: float, rate: float) -> float:
    """The gain above which a draw in [0, 1) launches the plot: the inverse of 1 - exp(-rate gain).

    >>> round(needed_gain(0.5, 0.5), 4)                          # ln 2 / .5
    1.3863
    """
    if rate <= 0.0:
        return math.inf
    return -math.log(1.0 - launch_draw) / rate


@kernel
def kept_secret(leaning: float, leak: float) -> float:
    """Chance that one person who was sounded and joins with chance `leaning` does not talk.

    >>> kept_secret(0.5, 0.04)
    0.98
    """
    return 1.0 - leak * (1.0 - leaning)
