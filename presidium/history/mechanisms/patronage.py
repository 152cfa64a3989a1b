"""How does an office grow a following, and a holder his grip?

Who fills the lower offices of a domain gains there a little each month, up to a bound; it melts when he
leaves. Source: the circular flow of power, Daniels, "Soviet politics since Khrushchev" (1971), in spirit.
"""

from typing import Any

from presidium.history.codes import NOBODY
from presidium.kernel import kernel
from presidium.theory.strength import halved, next_grip

_MOST = 1.0
_MELTS_MONTHS = 24.0


@kernel
def _appoints(s: Any, c: Any, i: int, d: int) -> bool:
    """Does a person fill the lower offices of a domain?"""
    for p in range(c.posts):
        if s.holder[p] == i and c.office_appoints[c.post_office[p]] == d:
            return True
    return False


@kernel
def patronage(s: Any, c: Any) -> None:
    """One month's loss of those who no longer appoint, one month's gain of those who do, one month's grip."""
    remains = halved(1.0, _MELTS_MONTHS)
    for i in range(c.people):
        for d in range(c.domains):
            if s.patronage_won[i, d] > 0.0 and not _appoints(s, c, i, d):
                s.patronage_won[i, d] *= remains
    for p in range(c.posts):
        i = s.holder[p]
        if i == NOBODY:
            continue
        d = c.office_appoints[c.post_office[p]]
        if d >= 0 and i >= 0:
            s.patronage_won[i, d] = min(_MOST, s.patronage_won[i, d] + s.patronage * s.grip[p])
        s.grip[p] = next_grip(s.grip[p], s.grip_months)
