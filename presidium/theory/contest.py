"""Who prevails when it comes to force, and when does it not come to force?

A decision of a ruling body counts if it can be enforced.  Part of the losing side's force obeys a lawful
decision; what then stands behind the winners is compared with what stays with the loser.  Where the winners
are strong enough the decision simply stands; otherwise force decides with odds that grow with the ratio of
forces.

Symbols: F_w, F_l shares of all force with the winning and losing side of the vote (neutral force is in
neither); F_x the losing principal's own share, which never obeys; `obey` the part of the rest that does;
`rho` the ratio at which nobody resists; `mu` the decisiveness of force.

Sources: the ratio form is Tullock's contest success function (Tullock, "Efficient rent seeking", 1980;
Skaperdas, "Contest success functions", Economic Theory 7, 1996, theorem 2); obedience to a lawful decision
is this project's own (docs/discussion/model.md).
"""

import math

from presidium.kernel import kernel

#: Beyond this the logistic function is 0 or 1 to the last bit, and exp would overflow soon after.
_FAR = 700.0


@kernel
def logistic(x: float) -> float:
    """1 / (1 + exp(-x)), safe for any x.

    >>> logistic(0.0), logistic(-1e9)
    (0.5, 0.0)
    """
    if x < -_FAR:
        return 0.0
    return 1.0 / (1.0 + math.exp(-min(x, _FAR)))


@kernel
def normal_cdf(x: float) -> float:
    """Chance that a standard normal number is below x."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


@kernel
def obeyed(f_winners: float, f_losers: float, f_principal: float, obey: float) -> tuple[float, float]:
    """Forces of the two sides after the obedient part of the losers has gone over.

    Parameters are shares of all force in [0, 1]; `f_principal` <= `f_losers` is the losing principal's own.

    >>> obeyed(0.5, 0.4, 0.2, 0.25)
    (0.55, 0.35000000000000003)
    """
    followers = f_losers - f_principal
    return f_winners + obey * followers, f_principal + (1.0 - obey) * followers


@kernel
def contest_odds(f_winners: float, f_losers: float, decisiveness: float) -> float:
    """Chance that the first side wins by force; with decisiveness 2 a ratio of 2:1 gives 4/5.

    Nobody armed on either side gives 1/2.

    >>> contest_odds(0.4, 0.2, 2.0)
    0.8
    """
    if f_winners <= 0.0:
        return 0.5 if f_losers <= 0.0 else 0.0
    return 1.0 / (1.0 + (f_losers / f_winners) ** decisiveness)


@kernel
def enforcement(
    f_winners: float, f_losers: float, f_principal: float, obey: float, rho: float, mu: float
) -> float:
    """Chance that a decision is carried out: 1 where it stands without force, else the odds of the contest.

    >>> enforcement(0.5, 0.4, 0.2, 0.25, 0.5, 2.0)       # .55 against .35: nobody resists
    1.0
    >>> enforcement(0.1, 0.8, 0.8, 0.35, 0.5, 2.0) < 0.05  # the target himself commands the force
    True
    """
    with_winners, with_losers = obeyed(f_winners, f_losers, f_principal, obey)
    if with_winners >= rho * with_losers:
        return 1.0
    return contest_odds(with_winners, with_losers, mu)


@kernel
def expected_enforcement(
    f_winners: float,
    f_variance: float,
    f_all: float,
    f_principal: float,
    surprise: float,
    obey: float,
    rho: float,
    mu: float,
) -> float:
    """The same chance in the eyes of a plotter who knows only each person's leaning.

    `f_winners` is the expected force on his side out of `f_all` (all but the neutral), `f_variance` its
    variance: force is three or four men, so the mean alone would make him certain.  Surprise multiplies the
    plotters' force.

    The decision stands where F_w' - rho F_l' >= 0, which is linear in F_w, hence a normal approximation.

    >>> round(expected_enforcement(0.6, 0.01, 1.0, 0.2, 1.0, 0.35, 0.5, 2.0), 3)
    1.0
    """
    f_losers = max(f_all - f_winners, f_principal)
    with_winners, with_losers = obeyed(surprise * f_winners, f_losers, f_principal, obey)
    margin = with_winners - rho * with_losers
    slope = surprise - obey + rho * (1.0 - obey)
    spread = slope * math.sqrt(f_variance) + 1e-9
    stands = normal_cdf(margin / spread)
    return stands + (1.0 - stands) * contest_odds(with_winners, with_losers, mu)
