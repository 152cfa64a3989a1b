"""What do the losers pay, and what falls vacant?"""

from typing import Any

from presidium.draws import Address, slot, uniform
from presidium.history.codes import BY_SHOWDOWN, FATE, FULL, LOG_FATE, NOBODY, OUTSIDE, REPRISAL
from presidium.history.mechanisms.chronicle import write
from presidium.kernel import kernel
from presidium.theory.contest import logistic
from presidium.theory.fate import EXECUTED, RETIRED, fate_class, severity

#: Harshness after the chief of the security service falls is this much of what it was; what an execution
#: adds.
_RELIEF = 0.6
_BLOOD = 0.15


@kernel
def release_posts(s: Any, c: Any, i: int) -> None:
    """All posts of a person fall vacant."""
    for p in range(c.posts):
        if s.holder[p] == i:
            s.holder[p] = NOBODY


@kernel
def holds_office(s: Any, c: Any, i: int, office: int) -> bool:
    """Does a person hold a seat of an office?"""
    if office < 0:
        return False
    first = c.office_first_post[office]
    for p in range(first, first + c.office_seats[office]):
        if s.holder[p] == i:
            return True
    return False


@kernel
def holds_chief_office(s: Any, c: Any, i: int) -> bool:
    """Does a person hold one of the chief offices?"""
    for k in range(c.chiefs):
        if s.holder[c.chief_post[k]] == i:
            return True
    return False


@kernel
def _forget(s: Any, c: Any, i: int) -> None:
    """A person is out of politics: nobody is his client any more, and he is nobody's."""
    s.patron[i] = NOBODY
    for m in range(c.people):
        if s.patron[m] == i:
            s.patron[m] = NOBODY


@kernel
def suffer(s: Any, c: Any, t: int, i: int, fate: int, cause: int) -> None:
    """One person meets his fate: posts always, the seat from retirement on, life at the end of the list."""
    if i == s.leader and holds_chief_office(s, c, i):
        s.removals += 1
    held_security = holds_office(s, c, i, c.security_office)
    release_posts(s, c, i)
    s.fate[i] = max(s.fate[i], fate)
    write(s, t, LOG_FATE, i, fate, cause, 0)
    if held_security:
        s.harshness *= _RELIEF
    if fate >= RETIRED:
        if s.standing[i] == FULL:
            s.falls += 1
            s.fell[i] = t
            s.fell_rank[i] = s.falls
            s.cause[i] = cause
        s.standing[i] = OUTSIDE
        s.out[i] = 1
        _forget(s, c, i)
    if fate == EXECUTED:
        s.dead[i] = 1
        s.dies[i] = t
        s.harshness = min(1.0, s.harshness + _BLOOD)


@kernel
def settle(
    s: Any, c: Any, a: Address, t: int, loser: int, victor: int, blood: bool, losing_side: int
) -> None:
    """The principal of the losing side pays, then those who only voted with him may.

    The order matters to who falls first.  Uses the sides and the regard of the showdown just fought, so it
    runs before anything is reckoned anew.
    """
    x = severity(s.harshness, s.force[loser], blood, False)
    suffer(s, c, t, loser, fate_class(x, uniform(a, t, FATE, slot(loser, 0, 0))), BY_SHOWDOWN)
    for y in range(s.bureau_size_now):
        m = s.bureau[y]
        if m == loser or m == victor or s.side[m] != losing_side:
            continue
        if uniform(a, t, REPRISAL, slot(m, loser, 0)) < logistic(-2.2 - 1.5 * s.regard[victor, m]):
            x = severity(s.harshness, s.force[m], blood, True)
            suffer(s, c, t, m, fate_class(x, uniform(a, t, FATE, slot(m, loser, 1))), BY_SHOWDOWN)
