"""What does a denunciation of the old cult do abroad: which leaders fall, who is agitated?"""

from typing import Any

from presidium.draws import Address, slot, uniform
from presidium.history.codes import LOG_LEADER_REPLACED, REPLACEMENT
from presidium.history.mechanisms.chronicle import write
from presidium.kernel import kernel
from presidium.theory.intervention import next_agitation
from presidium.theory.legitimacy import (
    UNDER_REACH,
    chance_within,
    lowered,
    replacement_chance,
    strain,
    strained_anew,
)

#: Months within which the leaders of allies fall, if they fall.
_A_YEAR = 12


@kernel
def agitate(s: Any, k: int, by: float) -> None:
    """Add to the agitation of a client."""
    s.agitation[k] = next_agitation(s.agitation[k], 0.0, by)


@kernel
def denounce(s: Any, c: Any, pole: int, delta: float, t: int) -> None:
    """The leader of a pole denounces the old cult: his line falls, and so may those abroad who live by it.

    The danger of a denunciation is past after a year; what is left of an earlier one adds to the new.
    """
    leader = c.pole_state[pole]
    s.state_orthodoxy[leader] = lowered(s.state_orthodoxy[leader], delta)
    months_left = max(0, s.denounced_until[pole] - t)
    s.denounced_until[pole] = t + _A_YEAR
    for x in range(c.states):
        added = 0.0
        if s.exists[x] == 1 and s.leninist[x] == 1 and c.pole_of[x] < 0:
            added = replacement_chance(delta, s.state_orthodoxy[x], s.reach[x, pole])
        s.strained[x, pole] = strained_anew(s.strained[x, pole], float(months_left), added)
    for k in range(c.clients):
        x = c.client_state[k]
        if c.client_pole[k] == pole and s.leninist[x] == 1:
            agitate(s, k, strain(delta, s.state_orthodoxy[x]))


@kernel
def shift_orthodoxy(s: Any, c: Any, pole: int, by: float, t: int) -> None:
    """Change the line of a pole; a fall is a denunciation."""
    if by < 0.0:
        denounce(s, c, pole, -by, t)
    else:
        leader = c.pole_state[pole]
        s.state_orthodoxy[leader] = min(1.0, s.state_orthodoxy[leader] + by)


@kernel
def follow_line(s: Any, c: Any, x: int, pole: int) -> None:
    """Another leader takes over in a state that a pole holds: he owes his place to its line."""
    s.state_orthodoxy[x] = s.state_orthodoxy[c.pole_state[pole]]
    for b in range(c.poles):
        s.strained[x, b] = 0.0


@kernel
def leaders_abroad(s: Any, c: Any, a: Address, t: int) -> None:
    """Leaders under reach who fall this month over a denunciation of the past year."""
    for pole in range(c.poles):
        if t >= s.denounced_until[pole]:
            continue
        for x in range(c.states):
            if s.strained[x, pole] <= 0.0 or s.reach[x, pole] < UNDER_REACH:
                continue
            if uniform(a, t, REPLACEMENT, slot(x, pole, 0)) < chance_within(s.strained[x, pole], 1.0):
                follow_line(s, c, x, pole)
                s.leaders_replaced += 1
                write(s, t, LOG_LEADER_REPLACED, x, pole, 0, 0)
                for k in range(c.clients):
                    if c.client_state[k] == x:
                        agitate(s, k, s.unrest_leader_fall)
