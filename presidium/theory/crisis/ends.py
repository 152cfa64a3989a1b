"""How does a crisis between two poles end: in a concession, a withdrawal, a settlement, or war?

The challenger has made his move.  The defender concedes or resists; if he resists, an accident may bring war;
else the challenger withdraws, takes a settlement, or stands, and standing is war.

    payoffs (defender; challenger), in utils
    concession  -v_D;           v_C            v_C  crisis_gain              v_D  crisis_stake
    withdrawal  0;              -a             a    crisis_withdrawal_cost   w    crisis_war_cost
    settlement  -s v_D;         s v_C - a / 2  s    crisis_settlement_share  m    crisis_local_odds (his, who
    war         m v_D - w;      (1 - m) v_C - w     defends, in [0, 1])

Each chooses by logit with precision lambda (1 / util), by backward recursion, so that whoever has the last
clear chance to avoid war decides.

    v_C 2, v_D 3, a 1.25, w 8, m .6, s .35, lambda 1, accident .02:
    concession .113, withdrawal .182, settlement .686, war .018

Sources: agent logit equilibrium, McKelvey and Palfrey, "Quantal response equilibria for extensive form games"
(Experimental Economics 1, 1998); in international crises, Signorino, "Strategic interaction and the
statistical analysis of international conflict" (American Political Science Review 93, 1999); risk by
accident, Schelling, "The Strategy of Conflict" (1960), chapter 8.  The tree is this project's own
(docs/discussion/model.md).
"""

import math

from presidium.kernel import kernel
from presidium.theory.contest import logistic

#: The four ends; results and drawn ends use these numbers.
ENDS = ("concession", "withdrawal", "settlement", "war")
CONCESSION, WITHDRAWAL, SETTLEMENT, WAR = range(4)


@kernel
def choice_of_three(
    first: float, second: float, third: float, precision: float
) -> tuple[float, float, float]:
    """Logit shares of three options from their values in utils; `precision` in 1 / util, 0 or more.

    >>> choice_of_three(1.0, 5.0, -2.0, 0.0)
    (0.3333333333333333, 0.3333333333333333, 0.3333333333333333)
    """
    best = max(first, max(second, third))
    a = math.exp(-min(precision * (best - first), 700.0))
    b = math.exp(-min(precision * (best - second), 700.0))
    c = math.exp(-min(precision * (best - third), 700.0))
    total = a + b + c
    return a / total, b / total, c / total


@kernel
def challenger_answer(
    crisis_gain: float,
    crisis_withdrawal_cost: float,
    crisis_war_cost: float,
    crisis_local_odds: float,
    crisis_settlement_share: float,
    crisis_precision: float,
) -> tuple[float, float, float]:
    """Chances that a challenger who is resisted withdraws, settles, stands.

    >>> [round(p, 4) for p in challenger_answer(2.0, 1.0, 0.5, 0.5, 0.0, 0.0)]
    [0.3333, 0.3333, 0.3333]
    >>> [round(p, 4) for p in challenger_answer(2.0, 1.0, 0.5, 0.5, 0.25, 1e6)]    # -1, 0, .5: he stands
    [0.0, 0.0, 1.0]
    """
    return choice_of_three(
        -crisis_withdrawal_cost,
        crisis_settlement_share * crisis_gain - crisis_withdrawal_cost / 2.0,
        (1.0 - crisis_local_odds) * crisis_gain - crisis_war_cost,
        crisis_precision,
    )


@kernel
def defender_resists(
    settles: float,
    stands: float,
    crisis_stake: float,
    crisis_war_cost: float,
    crisis_local_odds: float,
    crisis_settlement_share: float,
    crisis_precision: float,
    accident: float,
) -> float:
    """Chance that the defender resists, if the challenger is going to settle and to stand with these chances.

    `accident` is the chance that resistance leads to war whatever anybody wants.

    >>> defender_resists(0.0, 0.0, 0.0, 8.0, 0.5, 0.5, 1.0, 0.0)                   # nothing at stake
    0.5
    """
    war = accident + (1.0 - accident) * stands
    settled = (1.0 - accident) * settles
    value = war * (crisis_local_odds * crisis_stake - crisis_war_cost)
    value -= settled * crisis_settlement_share * crisis_stake
    return logistic(crisis_precision * (value + crisis_stake))


@kernel
def crisis_ends(
    crisis_gain: float,
    crisis_stake: float,
    crisis_withdrawal_cost: float,
    crisis_war_cost: float,
    crisis_local_odds: float,
    crisis_settlement_share: float,
    crisis_precision: float,
    accident: float,
) -> tuple[float, float, float, float]:
    """Chances of concession, withdrawal, settlement, war, in this order; they sum to 1.

    With precision 0 everybody tosses coins: the defender resists with 1/2, the challenger takes each of his
    three ways with 1/3.

    >>> [round(p, 4) for p in crisis_ends(2.0, 3.0, 1.25, 8.0, 0.6, 0.35, 0.0, 0.1)]
    [0.5, 0.15, 0.15, 0.2]
    """
    withdraws, settles, stands = challenger_answer(
        crisis_gain,
        crisis_withdrawal_cost,
        crisis_war_cost,
        crisis_local_odds,
        crisis_settlement_share,
        crisis_precision,
    )
    resists = defender_resists(
        settles,
        stands,
        crisis_stake,
        crisis_war_cost,
        crisis_local_odds,
        crisis_settlement_share,
        crisis_precision,
        accident,
    )
    orderly = resists * (1.0 - accident)
    return 1.0 - resists, orderly * withdraws, orderly * settles, resists * accident + orderly * stands


@kernel
def drawn_end(concession: float, withdrawal: float, settlement: float, draw: float) -> int:
    """The end that a uniform draw in [0, 1) picks: 0 concession, 1 withdrawal, 2 settlement, 3 war.

    >>> drawn_end(0.25, 0.25, 0.25, 0.3), drawn_end(0.25, 0.25, 0.25, 0.9)
    (1, 3)
    """
    if draw < concession:
        return CONCESSION
    if draw < concession + withdrawal:
        return WITHDRAWAL
    if draw < concession + withdrawal + settlement:
        return SETTLEMENT
    return WAR


@kernel
def blame_of_challenger(end: int) -> float:
    """Blame that the challenger's leader earns at home: 1 if he withdraws, .5 for a settlement, else 0.

    After a war the model says nothing: 0 there is no praise.

    >>> blame_of_challenger(CONCESSION), blame_of_challenger(WITHDRAWAL), blame_of_challenger(SETTLEMENT)
    (0.0, 1.0, 0.5)
    """
    if end == WITHDRAWAL:
        return 1.0
    if end == SETTLEMENT:
        return 0.5
    return 0.0
