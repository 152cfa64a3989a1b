"""Who tries, who talks, who strikes?

Each month each full member looks at each target worth attacking, with himself and with the bureau's
favourite as candidate, and starts his best plot with a chance that grows with its gain.  The first draw of
a member's step is the launch number, drawn whether used or not: with it, only pairs whose prize exceeds
`needed_gain` have to be weighed, which changes no outcome (tested) and makes the month many times faster.
"""

from typing import Any

from presidium.draws import OPENING_MONTH, Address, normal, slot, uniform
from presidium.history.codes import FULL, LAUNCH, LEAK, LOG_BETRAYED, MISJUDGEMENT
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.showdown import showdown
from presidium.history.mechanisms.sides import believed_chance, favourite, weigh_pull
from presidium.history.mechanisms.standing import is_away, learn_regard, regard_of
from presidium.kernel import kernel
from presidium.theory.plot import gain, kept_secret, needed_gain, prize, stake
from presidium.theory.regard import fear


@kernel
def worth_attacking(s: Any, i: int, target: int) -> bool:
    """Is a full member a target for i: the leader, or near the top in strength or force?"""
    if i == target:
        return False
    return (
        target == s.leader
        or s.strength[target] >= s.top_share * s.top_strength
        or s.force[target] >= s.top_share * s.top_force
    )


@kernel
def misjudgement(s: Any, a: Address, i: int, target: int) -> float:
    """What i always gets wrong about everybody's readiness to move against a target; drawn once a history.

    It must persist for the pair: with true odds people strike only when sure, and leaders are untouchable.
    """
    return s.misjudgement_sd * normal(a, OPENING_MONTH, MISJUDGEMENT, slot(i, target, 0))


@kernel
def prize_of(s: Any, c: Any, t: int, i: int, target: int, share: float) -> float:
    """What i would gain from the target's fall, himself as candidate (`share` 1) or another."""
    return prize(
        s.ambition[i],
        s.strength[target],
        s.strength[i],
        s.keep_share,
        share,
        fear(s.force[target], s.tie[target, i], s.harshness),
        -regard_of(s, c, t, i, target),
        s.relief,
        s.grudge,
    )


@kernel
def _best_plan(s: Any, c: Any, a: Address, t: int, i: int, needed: float) -> None:
    """Enter i's best plot whose gain exceeds `needed`, if there is one, among the month's plans."""
    k = s.plans
    at_stake = stake(s.strength[i], s.harshness, s.stake)
    best = needed
    found = False
    for y in range(s.bureau_size_now):
        target = s.bureau[y]
        if not worth_attacking(s, i, target):
            continue
        own_prize = prize_of(s, c, t, i, target, 1.0)
        if c.prune == 1 and own_prize <= best:
            continue
        learn_regard(s, c, t)
        other = favourite(s, target)
        for turn in range(2):
            candidate = i if turn == 0 else other
            if turn == 1 and (other == i or other < 0):
                continue
            won = own_prize if turn == 0 else prize_of(s, c, t, i, target, s.other_candidate_share)
            if c.prune == 1 and won <= best:
                continue
            weigh_pull(s, t, i, target, candidate, misjudgement(s, a, i, target))
            chance = believed_chance(s, c, t, i, target)
            value = gain(chance, won, at_stake)
            if value > best:
                best = value
                found = True
                s.plan_initiator[k] = i
                s.plan_target[k] = target
                s.plan_candidate[k] = candidate
                s.plan_chance[k] = chance
    if found:
        s.plans = k + 1


@kernel
def betrayed(s: Any, c: Any, a: Address, t: int, i: int, target: int, candidate: int) -> bool:
    """Does one of those sounded, the full members present, tell the target?"""
    learn_regard(s, c, t)
    weigh_pull(s, t, i, target, candidate, misjudgement(s, a, i, target))
    believed_chance(s, c, t, i, target)
    secret = 1.0
    for y in range(s.bureau_size_now):
        m = s.bureau[y]
        if m != i and m != target and s.odds_against[m] >= 0.0:
            secret *= kept_secret(s.leaning[m], s.leak)
    return uniform(a, t, LEAK, slot(i, target, 0)) >= secret


@kernel
def _carry_out(s: Any, c: Any, a: Address, t: int, k: int) -> None:
    """One plot: betrayed (roles change places), or it strikes, or it lapses.

    To tell a target who is away helps nobody: the absent do not strike.
    """
    i = s.plan_initiator[k]
    target = s.plan_target[k]
    candidate = s.plan_candidate[k]
    if s.standing[i] != FULL or s.standing[target] != FULL:
        return
    if s.standing[candidate] != FULL:
        candidate = i
    if not is_away(s, target, t) and betrayed(s, c, a, t, i, target, candidate):
        s.betrayals += 1
        write(s, t, LOG_BETRAYED, i, target, 0, 0)
        showdown(s, c, a, t, target, i, target)
        return
    sure_enough = s.strike_confidence_absent if is_away(s, target, t) else s.strike_confidence
    if s.plan_chance[k] >= sure_enough and showdown(s, c, a, t, i, target, candidate):
        s.showdowns_won += 1


@kernel
def plots(s: Any, c: Any, a: Address, t: int) -> None:
    """The month's plots, settled in order of the target's strength."""
    s.plans = 0
    for y in range(s.bureau_size_now):
        i = s.bureau[y]
        needed = needed_gain(uniform(a, t, LAUNCH, slot(i, 0, 0)), s.launch_rate)
        if not is_away(s, i, t):
            _best_plan(s, c, a, t, i, needed)
    for _ in range(s.plans):
        strongest = -1
        for k in range(s.plans):
            if s.plan_target[k] >= 0 and (
                strongest < 0 or s.strength[s.plan_target[k]] > s.strength[s.plan_target[strongest]]
            ):
                strongest = k
        _carry_out(s, c, a, t, strongest)
        s.plan_target[strongest] = -1
