"""How do blame, gratitude and terror fade?"""

from typing import Any

from presidium.history.codes import NOBODY
from presidium.kernel import kernel
from presidium.theory.strength import halved

#: Below this a tie to the leader does not sink by familiarity alone.
_COOL = -0.1
#: What remains of harshness when no terror has been seen for long.
_MILD = 0.05


@kernel
def attitudes(s: Any, c: Any) -> None:
    """Blame halves, warm ties to the leader cool, and losing becomes cheaper.

    Without the cooling an appointee never turns on his patron.
    """
    remains = halved(1.0, s.blame_half_life)
    cools = 1.0 - halved(1.0, s.gratitude_half_life)
    leader = s.leader
    for i in range(c.people):
        s.blame[i] *= remains
        if leader != NOBODY and i != leader and s.tie[i, leader] > _COOL:
            s.tie[i, leader] += (_COOL - s.tie[i, leader]) * cools
    s.harshness = _MILD + (s.harshness - _MILD) * (1.0 - s.harshness_decay)
