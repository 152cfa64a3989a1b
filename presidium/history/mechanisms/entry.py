"""Who enters the ruling body, and who leaves it when it is made smaller?"""

from typing import Any

from presidium.draws import Address, gumbel, slot
from presidium.history.codes import BENCH, CANDIDATE, ENTRY, FULL, LOG_ENTERED, NOBODY
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.standing import reckon, regard_of
from presidium.kernel import kernel

#: Utils for being a client of the man whose day it is, and for personal standing 1 in a domain of weight 1.
_CLIENT = 1.5
_STANDING = 4.0
_BARRED = -1e300


@kernel
def _claim(s: Any, c: Any, a: Address, t: int, i: int, patron: int, standing: int) -> float:
    """How good a person's claim to a seat is, in utils, or `_BARRED`."""
    if (
        s.standing[i] < BENCH
        or s.standing[i] >= standing
        or s.dead[i] == 1
        or s.out[i] == 1
        or t < s.enters[i]
    ):
        return _BARRED
    value = float(s.standing[i]) + gumbel(a, t, ENTRY, slot(i, standing, 0))
    for d in range(c.domains):
        value += _STANDING * s.domain_weight[d] * s.personal[i, d]
    if patron >= 0:
        value += regard_of(s, c, t, patron, i)
        if s.patron[i] == patron:
            value += _CLIENT
    return value


@kernel
def _admit(s: Any, c: Any, a: Address, t: int, patron: int, standing: int, wanted: int) -> None:
    """Raise the best placed to a standing until the wanted number has it."""
    have = 0
    for i in range(c.people):
        if s.standing[i] == standing:
            have += 1
    while have < wanted:
        best = -1
        claim = _BARRED
        for i in range(c.people):
            value = _claim(s, c, a, t, i, patron, standing)
            if value > claim:
                claim = value
                best = i
        if best < 0:
            return
        s.standing[best] = standing
        write(s, t, LOG_ENTERED, best, standing, 0, 0)
        have += 1


@kernel
def entry(s: Any, c: Any, a: Address, t: int) -> None:
    """At congresses and after a showdown fill the body to its stated size, the victor's clients first."""
    if c.congress[t] == 0 and s.had_showdown == 0:
        return
    patron = s.victor if s.had_showdown == 1 else s.leader
    _admit(s, c, a, t, patron, FULL, s.members_wanted)
    _admit(s, c, a, t, patron, CANDIDATE, c.candidates_wanted)
    reckon(s, c)


@kernel
def resize(s: Any, c: Any, members: int, t: int) -> None:
    """From now on the body has so many full members.

    Where it has more, the strongest stay; the others keep their posts, may come back from now on, and have
    not fallen.
    """
    s.members_wanted = members
    reckon(s, c)
    for _ in range(s.bureau_size_now - members):
        weakest = NOBODY
        for i in range(c.people):
            if s.standing[i] == FULL and (weakest < 0 or s.strength[i] <= s.strength[weakest]):
                weakest = i
        s.standing[weakest] = BENCH
        s.enters[weakest] = min(s.enters[weakest], t)
        write(s, t, LOG_ENTERED, weakest, BENCH, 0, 0)
    reckon(s, c)
