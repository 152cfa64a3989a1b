"""What happens when somebody strikes: vote, appeal, force?"""

from typing import Any

from presidium.draws import Address, normal, slot, uniform
from presidium.history.codes import (
    DEFEND,
    FORCE,
    FULL,
    LOG_APPEALED,
    LOG_FAILED,
    LOG_FORCE,
    LOG_REMOVED,
    LOG_SHOWDOWN,
    MOOD,
    NEUTRAL,
    OUST,
    SIDE,
)
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.settlement import holds_office, settle
from presidium.history.mechanisms.sides import believed_chance, weigh_pull
from presidium.history.mechanisms.standing import is_away, learn_regard, reckon
from presidium.kernel import kernel
from presidium.theory.motion import passes
from presidium.theory.showdown import appeal_succeeds, outcome_chance


@kernel
def take_sides(s: Any, c: Any, a: Address, t: int, initiator: int, target: int, candidate: int) -> None:
    """Draw everybody's side: one mood common to all, then each person's own choice."""
    mood = s.common_shock_sd * normal(a, t, MOOD, slot(initiator, target, 0))
    learn_regard(s, c, t)
    weigh_pull(s, t, initiator, target, candidate, mood)
    believed_chance(s, c, t, initiator, target)
    for x in range(s.people_in_play):
        m = s.player[x]
        if m == initiator:
            s.side[m] = OUST
        elif m == target:
            s.side[m] = DEFEND
        elif s.odds_against[m] < 0.0:
            s.side[m] = NEUTRAL
        elif uniform(a, t, SIDE, slot(initiator, target, m)) < s.leaning[m]:
            s.side[m] = OUST
        else:
            s.side[m] = DEFEND


@kernel
def weight_on(s: Any, weight: Any, side: int, voters_only: bool) -> float:
    """The weight (force, following) of those on one side; of full members only, where `voters_only`."""
    total = 0.0
    for x in range(s.people_in_play):
        m = s.player[x]
        if s.side[m] == side and (not voters_only or s.standing[m] == FULL):
            total += weight[m]
    return total


@kernel
def count_votes(s: Any, t: int, target: int, side: int) -> int:
    """Full members present who vote on one side; an absent target has no vote."""
    votes = 0
    for y in range(s.bureau_size_now):
        m = s.bureau[y]
        if s.side[m] == side and not (m == target and is_away(s, m, t)):
            votes += 1
    return votes


@kernel
def appeal_possible(s: Any, c: Any, t: int, loser: int) -> bool:
    """May the loser call the wider body?  The rules must allow it, and he must be there and hold the office
    that convenes it.
    """
    return (
        c.appeal_allowed == 1
        and t >= s.closed_until
        and not is_away(s, loser, t)
        and holds_office(s, c, loser, c.convening_office)
    )


@kernel
def motion_stands(s: Any, c: Any, t: int, initiator: int, target: int) -> bool:
    """Is the motion against the target formally in force once the bodies have spoken?"""
    votes_for = count_votes(s, t, target, OUST)
    votes_against = count_votes(s, t, target, DEFEND)
    write(s, t, LOG_SHOWDOWN, initiator, target, votes_for, votes_against)
    carried = passes(votes_for, votes_against, float(s.bureau_size_now), c.share, c.strict == 1, c.quorum)
    if carried:
        loser = target
        side = DEFEND
    else:
        loser = initiator
        side = OUST
    reversed_ = appeal_succeeds(
        appeal_possible(s, c, t, loser),
        weight_on(s, s.force, side, False),
        weight_on(s, s.following, side, False),
        weight_on(s, s.following, -side, False),
        s.convene_threshold,
        c.appeal_share,
        c.appeal_strict == 1,
    )
    if reversed_:
        write(s, t, LOG_APPEALED, loser, initiator + target - loser, 0, 0)
    return carried != reversed_


@kernel
def showdown(s: Any, c: Any, a: Address, t: int, initiator: int, target: int, candidate: int) -> bool:
    """Fight out one attack on a target; return whether he was removed.  The board is reckoned anew
    afterwards.
    """
    on_leader = target == s.leader
    take_sides(s, c, a, t, initiator, target, candidate)
    stands = motion_stands(s, c, t, initiator, target)
    chance = outcome_chance(
        stands,
        weight_on(s, s.force, OUST, False),
        weight_on(s, s.force, DEFEND, False),
        s.force[initiator],
        s.force[target],
        s.surprise,
        s.obedience,
        s.resistance_ratio,
        s.decisiveness,
    )
    removed = uniform(a, t, FORCE, slot(initiator, target, 0)) < chance
    blood = 0.0 < chance < 1.0
    winner = candidate if removed else target
    loser = target if removed else initiator
    if blood:
        write(s, t, LOG_FORCE, initiator if removed else target, loser, 0, 0)
    write(s, t, LOG_REMOVED if removed else LOG_FAILED, initiator, target, candidate, 0)
    s.victor = winner
    s.first_claim = candidate if removed else -1
    s.had_showdown = 1
    s.showdowns += 1
    if on_leader:
        s.attacks_on_leader += 1
        s.attacks_on_leader_won += 1 if removed else 0
    losing_side = DEFEND if removed else OUST
    for x in range(s.people_in_play):
        s.on_winning_side[s.player[x]] = 1 if s.side[s.player[x]] == -losing_side else 0
    settle(s, c, a, t, loser, winner, blood, losing_side)
    reckon(s, c)
    return removed
