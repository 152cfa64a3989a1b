"""Do the conditions hold on which an event, or an act abroad, waits?"""

from typing import Any

from presidium.history.codes import (
    GUARD_ABOVE,
    GUARD_AFTER,
    GUARD_BELOW,
    GUARD_BETWEEN_ABOVE,
    GUARD_BETWEEN_BELOW,
    GUARD_FILLED,
    GUARD_HAPPENED,
    GUARD_HELD_BY,
    GUARD_NOT_HAPPENED,
    GUARD_NOT_HELD_BY,
    GUARD_QUARREL,
    GUARD_SHARE_ABOVE,
    GUARD_SHARE_BELOW,
    THE_DECIDER,
    THE_LEADER,
)
from presidium.kernel import kernel


@kernel
def person_meant(s: Any, named: int, decider: int) -> int:
    """The person that an effect or guard means."""
    if named == THE_LEADER:
        return int(s.leader)
    if named == THE_DECIDER:
        return decider
    return named


@kernel
def office_holder(s: Any, c: Any, office: int) -> int:
    """Who holds an office (its first seat)."""
    return int(s.holder[c.office_first_post[office]])


@kernel
def _holds_abroad(s: Any, c: Any, g: int) -> bool:
    """Does one guard about the world outside hold?"""
    kind = c.guard_kind[g]
    what = c.guard_what[g]
    who = c.guard_who[g]
    if kind == GUARD_AFTER:
        return s.turn_done[what] == 1
    if kind == GUARD_QUARREL:
        return s.together[what, who] == 0
    if kind == GUARD_BETWEEN_ABOVE:
        return s.pole_propensity[what, who] > c.guard_level[g]
    if kind == GUARD_BETWEEN_BELOW:
        return s.pole_propensity[what, who] < c.guard_level[g]
    if kind == GUARD_SHARE_ABOVE:
        return s.share[what, who] > c.guard_level[g]
    return kind == GUARD_SHARE_BELOW and s.share[what, who] < c.guard_level[g]


@kernel
def _holds(s: Any, c: Any, g: int, decider: int) -> bool:
    """Does one guard hold on the board?"""
    kind = c.guard_kind[g]
    what = c.guard_what[g]
    if kind == GUARD_HAPPENED:
        return s.happened[what] >= 0
    if kind == GUARD_NOT_HAPPENED:
        return s.happened[what] < 0
    if kind == GUARD_HELD_BY:
        return office_holder(s, c, what) == c.guard_who[g]
    if kind == GUARD_NOT_HELD_BY:
        return office_holder(s, c, what) != c.guard_who[g]
    if kind == GUARD_FILLED:
        return office_holder(s, c, what) >= 0
    if kind == GUARD_ABOVE or kind == GUARD_BELOW:
        person = person_meant(s, c.guard_who[g], decider)
        if person < 0:
            return False
        stance = s.stance[person, what]
        return stance > c.guard_level[g] if kind == GUARD_ABOVE else stance < c.guard_level[g]
    return _holds_abroad(s, c, g)


@kernel
def all_hold(s: Any, c: Any, first: int, count: int, decider: int) -> bool:
    """Do all guards of an event or act hold?"""
    for g in range(first, first + count):
        if not _holds(s, c, g, decider):
            return False
    return True
