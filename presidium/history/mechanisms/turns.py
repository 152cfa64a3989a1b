"""What is due in the world outside this quarter: who begins, grows, changes his line, or acts toward whom?"""

from typing import Any

from presidium.history.codes import (
    TURN_ACT,
    TURN_BEGIN,
    TURN_NO_ORTHODOXY,
    TURN_ORTHODOXY,
    TURN_REACH,
    TURN_SIZE,
    TURN_STRUCTURE,
    TURN_STRUCTURE_ENDS,
)
from presidium.history.mechanisms.guards import all_hold
from presidium.kernel import kernel
from presidium.theory.alignment import act_left, propensity
from presidium.theory.legitimacy import UNDER_REACH

#: Whether an entry of the ledger has happened: it has; its time came, but a guard did not hold.
DONE, MISSED = 1, 2


@kernel
def quarter_of(c: Any, t: int) -> int:
    """The quarter in which month t lies; quarter 0 is the first of the year in which the scenario opens."""
    return (c.first_month + t) // 3


@kernel
def first_month_of(c: Any, t: int) -> int:
    """The month in which the quarter of month t begins; below 0 where the scenario opens later in it."""
    return 3 * quarter_of(c, t) - c.first_month


@kernel
def is_held(s: Any, c: Any, x: int) -> bool:
    """Is a state under the reach of a pole whose leader it may have to follow in doctrine?"""
    for b in range(c.poles):
        if c.pole_state[b] != x and s.leninist[c.pole_state[b]] == 1 and s.reach[x, b] >= UNDER_REACH:
            return True
    return False


@kernel
def _begin(s: Any, c: Any, x: int) -> None:
    """A state comes into being, divided as the record has it then; the leader of a pole is its pole's."""
    s.exists[x] = 1
    given = 0.0
    for b in range(c.poles):
        s.share[x, b] = s.start_share[x, b]
        if c.pole_of[x] >= 0:
            s.share[x, b] = 1.0 if c.pole_of[x] == b else 0.0
        given += s.share[x, b]
    for b in range(c.poles):
        s.share[x, b] /= max(given, 1.0)  # what the coder made of ranges may come to more than all of it
    s.share[x, c.poles] = max(0.0, 1.0 - given)


@kernel
def _act(s: Any, c: Any, k: int, months: int) -> None:
    """One state acted toward another, so many months before this quarter began.

    What two quarrelling poles do is drawn as their quarrel; only what the leadership decided itself moves it
    besides.  The ledger keeps all of it, for the opening and for poles that no longer share a doctrine.
    """
    x = c.turn_state[k]
    y = c.turn_other[k]
    mine = c.pole_of[x]
    theirs = c.pole_of[y]
    s.acts[x, y] += act_left(s.turn_number[k], float(months), s.act_half_life)
    if c.turn_event[k] >= 0 and mine >= 0 and theirs >= 0 and s.leninist[x] == 1 and s.leninist[y] == 1:
        between = propensity(s.pole_propensity[mine, theirs] + s.turn_number[k])
        s.pole_propensity[mine, theirs] = between
        s.pole_propensity[theirs, mine] = between


@kernel
def _take(s: Any, c: Any, k: int, t: int, since: int) -> None:
    """Carry out one turn, which happened in month `since`."""
    kind = c.turn_kind[k]
    x = c.turn_state[k]
    if kind == TURN_BEGIN:
        _begin(s, c, x)
    elif kind == TURN_SIZE:
        s.state_size[x] = s.turn_number[k]
    elif kind == TURN_ORTHODOXY:
        # Where a pole holds a ruling party, its leaders change as the model has it, not as the record.
        if t == 0 or s.leninist[x] == 0 or not is_held(s, c, x):
            s.leninist[x] = 1
            s.lasting_known = 0
            s.state_orthodoxy[x] = s.turn_number[k]
    elif kind == TURN_NO_ORTHODOXY:
        s.leninist[x] = 0
        s.lasting_known = 0
    elif kind == TURN_REACH:
        s.reach[x, c.turn_other[k]] = s.turn_number[k]
    elif kind == TURN_STRUCTURE or kind == TURN_STRUCTURE_ENDS:
        by = s.turn_number[k] if kind == TURN_STRUCTURE else -s.turn_number[k]
        s.structure[x, c.turn_other[k]] += by
        s.structure[c.turn_other[k], x] += by
        s.lasting_known = 0
        s.turn_done[k] = DONE
    elif kind == TURN_ACT and all_hold(s, c, c.turn_first_guard[k], c.turn_guards[k], -1):
        s.turn_done[k] = DONE
        _act(s, c, k, first_month_of(c, t) - since)


@kernel
def take_turns(s: Any, c: Any, t: int) -> None:
    """Carry out what is due by the quarter of month t, and what waited for an event of an earlier quarter.

    An entry that waits for an event happens with it, but not before its own day.
    """
    quarter = quarter_of(c, t)
    while s.next_turn < c.dated_turns and c.turn_quarter[s.next_turn] <= quarter:
        k = s.next_turn
        _take(s, c, k, t, c.turn_month[k])
        s.next_turn = k + 1
    for k in range(c.dated_turns, c.turns):
        happened = s.happened[c.turn_event[k]]
        since = max(happened, c.turn_month[k])
        if s.turn_done[k] == 0 and happened >= 0 and quarter_of(c, since) < quarter:
            s.turn_done[k] = MISSED
            _take(s, c, k, t, since)
