"""Whom does the leader drop without a fight?"""

from typing import Any

from presidium.draws import Address, normal, slot, uniform
from presidium.history.codes import (
    BY_RESHUFFLE,
    FATE,
    LOG_DROP_REFUSED,
    LOG_DROPPED,
    RESHUFFLE,
    RESHUFFLE_VOTE,
)
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.settlement import suffer
from presidium.history.mechanisms.standing import is_away, learn_regard, reckon
from presidium.kernel import kernel
from presidium.theory.contest import logistic
from presidium.theory.fate import DEMOTED, RETIRED, fate_class, severity

#: The leader spares the strong: utils for a share of strength of 1; and how unsteady his choice is, in utils.
_SPARES_THE_STRONG = 6.0
_WHIM = 0.5
#: The chair's advantage in such votes, in utils.
_CHAIR = 0.3


@kernel
def _least_regarded(s: Any, a: Address, t: int, leader: int) -> int:
    """The member whom the leader would rather see go; -1 where he is alone."""
    worst = -1
    lowest = 1e300
    for y in range(s.bureau_size_now):
        i = s.bureau[y]
        if i == leader:
            continue
        value = (
            s.regard[leader, i]
            + _SPARES_THE_STRONG * s.strength[i]
            + _WHIM * normal(a, t, RESHUFFLE, slot(i, 1, 0))
        )
        if value < lowest:
            lowest = value
            worst = i
    return worst


@kernel
def _carries(s: Any, a: Address, t: int, leader: int, target: int) -> bool:
    """Do more than half of the full members present follow the leader?"""
    votes = 0
    voters = 0
    for y in range(s.bureau_size_now):
        m = s.bureau[y]
        if is_away(s, m, t):
            continue
        voters += 1
        follows = logistic(s.regard[m, leader] - s.regard[m, target] + _CHAIR)
        if m == leader or (m != target and uniform(a, t, RESHUFFLE_VOTE, slot(m, target, 0)) < follows):
            votes += 1
    return 2 * votes > voters


@kernel
def reshuffle(s: Any, c: Any, a: Address, t: int) -> None:
    """With monthly probability `reshuffle_rate` the leader proposes to drop a member; he is demoted or
    retired.
    """
    leader = s.leader
    if uniform(a, t, RESHUFFLE, slot(0, 0, 0)) >= s.reshuffle_rate or leader < 0 or is_away(s, leader, t):
        return
    learn_regard(s, c, t)
    target = _least_regarded(s, a, t, leader)
    if target < 0:
        return
    if not _carries(s, a, t, leader, target):
        write(s, t, LOG_DROP_REFUSED, target, leader, 0, 0)
        return
    x = severity(s.harshness, s.force[target], False, False)
    fate = min(RETIRED, max(DEMOTED, fate_class(x, uniform(a, t, FATE, slot(target, 0, 2)))))
    write(s, t, LOG_DROPPED, target, leader, fate, 0)
    suffer(s, c, t, target, fate, BY_RESHUFFLE)
    reckon(s, c)
