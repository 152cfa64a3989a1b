"""Does unrest break out in a client this month, and does the patron send troops?"""

from typing import Any

from presidium.draws import Address, slot, uniform
from presidium.history.codes import LOG_LEFT_ALONE, LOG_TROOPS, LOG_UNREST, PLEDGE, TROOPS, UNREST
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.denunciation import agitate, follow_line
from presidium.kernel import kernel
from presidium.theory.intervention import (
    believed_loss,
    next_agitation,
    troops_chance,
    unrest_chance,
    unrest_hazard,
)

#: Months for which a country that has risen is spent.
_QUIET_MONTHS = 12


@kernel
def _rises(s: Any, c: Any, a: Address, t: int, k: int) -> bool:
    """Does unrest break out in client k?"""
    if s.exists[c.client_state[k]] == 0 or s.lost[k] == 1 or t < s.quiet_until[k]:
        return False
    hazard = unrest_hazard(s.client_unrest[k], s.agitation[k], s.unrest_weight)
    return uniform(a, t, UNREST, slot(k, 0, 0)) < unrest_chance(hazard, 1.0)


@kernel
def _answer(s: Any, c: Any, a: Address, t: int, k: int) -> None:
    """The patron sends troops or leaves the client alone; one without a pledge to stay is then lost to it."""
    holds = uniform(a, t, PLEDGE, slot(k, 0, 0)) < s.client_party_holds[k]
    pledges = uniform(a, t, PLEDGE, slot(k, 1, 0)) < s.client_pledge[k]
    chance = troops_chance(
        s.client_value[k],
        believed_loss(holds, pledges),
        s.client_fighting[k],
        s.tension,
        s.troops_value,
        s.troops_fighting,
        s.troops_detente,
    )
    x = c.client_state[k]
    pole = c.client_pole[k]
    if uniform(a, t, TROOPS, slot(k, 0, 0)) < chance:
        if s.troops_at[k] < 0:
            s.troops_at[k] = t
        write(s, t, LOG_TROOPS, k, s.leader if pole == c.home_pole else -1, 0, 0)
    else:
        if not (holds and pledges):
            s.lost[k] = 1
            s.reach[x, pole] = 0.0
        write(s, t, LOG_LEFT_ALONE, k, s.lost[k], 0, 0)
    if s.lost[k] == 0 and s.leninist[x] == 1 and s.leninist[c.pole_state[pole]] == 1:
        follow_line(s, c, x, pole)


@kernel
def clients(s: Any, c: Any, a: Address, t: int) -> None:
    """Unrest in every client: its own hazard, what agitates it, and what it comes to."""
    for k in range(c.clients):
        s.agitation[k] = next_agitation(s.agitation[k], 1.0, 0.0)
    for k in range(c.clients):
        if not _rises(s, c, a, t, k):
            continue
        write(s, t, LOG_UNREST, k, 0, 0, 0)
        if s.unrest_at[k] < 0:
            s.unrest_at[k] = t
        s.agitation[k] = 0.0
        s.quiet_until[k] = t + _QUIET_MONTHS
        for other in range(c.clients):
            if c.next_door[other, k] == 1:
                agitate(s, other, s.unrest_next_door)
        if c.client_pole[k] == c.home_pole and s.leader >= 0:
            s.blame[s.leader] += s.client_blame[k]
        _answer(s, c, a, t, k)
