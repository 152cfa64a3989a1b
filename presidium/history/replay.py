"""What was on the board at a recorded moment, and who would have stood where?

For tests and for the analysis of a date: offices and seats are taken from the recorded tenures, shocks and
decisions from their recorded dates, and of the model itself only the fading of blame, gratitude and
harshness is played.  Grips are those of any opening.  No history of a run ever comes through here.
"""

from typing import Any

import numpy as np

from presidium.dates import Day
from presidium.history import codes
from presidium.history.board import Board, in_force
from presidium.history.calendar import possible_events
from presidium.history.mechanisms.attitudes import attitudes
from presidium.history.mechanisms.events import guards_hold, happen
from presidium.history.mechanisms.sides import believed_chance, weigh_pull
from presidium.history.mechanisms.standing import learn_regard, reckon
from presidium.scenario.events import Decision

_STANDING = {"candidate": codes.CANDIDATE, "full": codes.FULL}


def _seat(board: Board, s: Any, day: Day) -> None:
    """Put everybody where the recorded tenures have him at the end of a day.

    A post that the record gives to nobody on the list was held by somebody outside it: what it commands
    counts in the whole, on no side.
    """
    s.holder[:] = codes.UNLISTED
    for i in range(len(board.people)):
        s.standing[i] = codes.BENCH if board.fixed["enters"][0, i] < codes.NEVER else codes.OUTSIDE
    for tenure in in_force(board.case, day):
        i = board.people.index(tenure.who)
        if tenure.seat is not None:
            s.standing[i] = max(int(s.standing[i]), _STANDING[tenure.seat])
            continue
        free = [p for p, (name, _) in enumerate(board.posts) if name == tenure.office and s.holder[p] < 0]
        if free:
            s.holder[free[0]] = i


def _record_events(board: Board, s: Any, c: Any, t: int, day: Day) -> None:
    """Let the shocks and decisions take place that history has in month t, up to a day of that month."""
    possible = possible_events(board.case)
    for e, name in enumerate(board.events):
        event = possible[name]
        if isinstance(event, Decision):
            if (
                event.recorded is None
                or event.recorded > day
                or board.case.period.month_of(event.recorded) != t
            ):
                continue
            decider = int(s.holder[int(c.office_first_post[int(c.event_office[e])])])
            happen(s, c, e, decider, t)
        elif s.event_chance[e] >= 0.5 and guards_hold(s, c, e, codes.NOBODY):
            for on in event.on:
                if on <= day and board.case.period.month_of(on) == t:
                    happen(s, c, e, codes.NOBODY, t)


def _last_of_month(day: Day) -> Day:
    last = day.last
    return Day(last.year, last.month, last.day)


def recorded_state(board: Board, day: Day) -> np.ndarray[Any, Any]:
    """The board at the end of a recorded day, every number at its middle, noise off: an array of one
    record.
    """
    state = board.fresh.copy()
    s = state.view(np.recarray)[0]
    c = board.fixed.view(np.recarray)[0]
    state["harshness"] = state["harshness_start"]
    state["patron_until"] = codes.NEVER
    reckon(state[0], board.fixed[0])
    last = board.case.period.month_of(day)
    for t in range(last + 1):
        today = day if t == last else _last_of_month(board.case.period.day_of(t))
        _seat(board, s, today)
        reckon(state[0], board.fixed[0])
        _record_events(board, s, c, t, today)
        attitudes(state[0], board.fixed[0])
    reckon(state[0], board.fixed[0])
    return state


def leanings(
    board: Board, state: np.ndarray[Any, Any], month: int, initiator: str, target: str, candidate: str
) -> dict[str, float]:
    """Each person's chance to side against the target on a recorded board, noise off, in declared order.

    Those who take part by then but hold no post on record are asked too: they have a mind, though no vote
    and no force, so they change nobody else's.
    """
    state = state.copy()
    who = {name: board.people.index(name) for name in (initiator, target, candidate)}
    s, c = state[0], board.fixed[0]
    for i in range(len(board.people)):
        if state["in_play"][0, i] == 0 and state["dead"][0, i] == 0 and c["active"][i] <= month:
            state["player"][0, int(state["people_in_play"][0])] = i
            state["people_in_play"] += 1
    learn_regard(s, c, month)
    weigh_pull(s, month, who[initiator], who[target], who[candidate], 0.0)
    believed_chance(s, c, month, who[initiator], who[target])
    players = state["player"][0, : int(state["people_in_play"][0])]
    return {board.people[i]: float(state["leaning"][0, i]) for i in sorted(players.tolist())}
