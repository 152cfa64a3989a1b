"""How long do two sides hold out when waiting costs, or when waiting may end in disaster?

War of attrition.  Both want a prize v; waiting costs each c a unit of time; who concedes first gets nothing.
Where both randomise, each concedes at the rate that makes the other indifferent: the other's cost rate over
the other's prize.

Brinkmanship.  Nobody pays for waiting as such, but each moment carries a hazard r of a disaster that costs
each d: a threat that leaves something to chance.  The cost rate is then c + r d, and the crisis ends in
disaster with chance r over the sum of all hazards.  Without other costs and between equals this is
v / (v + 2 d), whatever r is: more risk a day only makes the crisis shorter.

Prizes and losses are in utils, rates per unit of time (the caller's choice), chances in [0, 1].

Sources: Schelling, "The Strategy of Conflict" (1960), chapter 8; critical risk, Ellsberg and Snyder, as used
by Powell, "Nuclear brinkmanship with two-sided incomplete information" (American Political Science Review 82,
1988); the mixed equilibrium of the war of attrition, Maynard Smith (Journal of Theoretical Biology 47, 1974).
Every function follows from an indifference that its docstring names; pages not verified.
"""

from presidium.errors import UsageError
from presidium.theory.crisis.given import LARGEST, within


def concession_rate(prize_of_other: float, cost_rate_of_other: float) -> float:
    """Rate per unit of time at which one side concedes, so that the OTHER is indifferent: rate x v = c.

    The prize is above 0, the cost rate 0 or more.  Raises UsageError USE664 otherwise.

    >>> concession_rate(3.0, 2.0) == 2.0 / 3.0
    True
    """
    prize = within("prize_of_other", prize_of_other, 0.0, LARGEST, above=True)
    return within("cost_rate_of_other", cost_rate_of_other, 0.0, LARGEST) / prize


def mean_duration(*rates: float) -> float:
    """Mean time until the first of independent events with these rates; the sum of the rates is above 0.

    Raises UsageError USE664 otherwise.

    >>> mean_duration(concession_rate(3.0, 2.0), concession_rate(3.0, 2.0))           # v / (2 c)
    0.75
    """
    return 1.0 / _sum_of(rates)


def first_of(rate: float, *other_rates: float) -> float:
    """Chance that the event with the first rate comes before all the others: its part of all hazards.

    >>> first_of(1.0, 3.0)
    0.25
    """
    total = _sum_of((rate, *other_rates))
    return float(rate) / total


def brinkmanship_cost_rate(cost_rate: float, risk_rate: float, loss: float) -> float:
    """Expected cost per unit of time of holding out: c + r d; each 0 or more, else UsageError USE664.

    >>> brinkmanship_cost_rate(0.5, 0.25, 6.0)
    2.0
    """
    cost = within("cost_rate", cost_rate, 0.0, LARGEST)
    return cost + within("risk_rate", risk_rate, 0.0, LARGEST) * within("loss", loss, 0.0, LARGEST)


def disaster_chance(prize: float, loss: float, risk_rate: float, cost_rate: float = 0.0) -> float:
    """Chance that a crisis between equals ends in disaster: r / (r + 2 (c + r d) / v).

    Prize v and risk rate r are above 0, loss d and cost rate c 0 or more; else UsageError USE664.

    >>> disaster_chance(4.0, 8.0, 0.125), disaster_chance(4.0, 8.0, 0.5)              # v / (v + 2 d)
    (0.2, 0.2)
    """
    risk = within("risk_rate", risk_rate, 0.0, LARGEST, above=True)
    at_stake = risk * within("prize", prize, 0.0, LARGEST, above=True)
    return at_stake / (at_stake + 2.0 * brinkmanship_cost_rate(cost_rate, risk, loss))


def critical_risk(winning: float, conceding: float, disaster: float) -> float:
    """The largest chance of disaster at which holding out is no worse than conceding.

    (1 - k) winning + k disaster = conceding, so k = (winning - conceding) / (winning - disaster), in [0, 1].
    With `conceding` the status quo it is the credibility that deters: a challenger stays at home if he thinks
    that the defender fights with at least this chance.  Winning is above disaster, conceding between them;
    else UsageError USE664.

    >>> critical_risk(1.0, 0.0, -4.0)
    0.2
    """
    best = within("winning", winning, -LARGEST, LARGEST)
    worst = within("disaster", disaster, -LARGEST, LARGEST)
    middle = within("conceding", conceding, -LARGEST, LARGEST)
    if not worst <= middle <= best or worst == best:
        raise UsageError(
            "USE664",
            f"winning is {best:g}, conceding {middle:g}, disaster {worst:g}: they must fall in this order",
            "give the payoffs of one side, best first; winning and disaster must differ",
        )
    return (best - middle) / (best - worst)


def _sum_of(rates: tuple[float, ...]) -> float:
    total = sum(within("a rate", rate, 0.0, LARGEST) for rate in rates)
    return within("the sum of the rates", total, 0.0, LARGEST, above=True)
