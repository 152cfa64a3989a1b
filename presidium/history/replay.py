"""What was on the board at a recorded moment, how strong was each, and who would have stood where?

For tests and for the analysis of a date: offices and seats are taken from the recorded tenures, shocks and
decisions from their recorded dates, and of the model itself only the fading of blame, gratitude and
harshness is played.  Grips are those of any opening.  No history of a run ever comes through here.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.dates import Day
from presidium.draws import Address
from presidium.history import codes
from presidium.history.board import Board, in_force
from presidium.history.calendar import possible_events
from presidium.history.codes import NEVER, NOBODY
from presidium.history.many import as_seen
from presidium.history.mechanisms.attitudes import attitudes
from presidium.history.mechanisms.events import guards_hold, happen
from presidium.history.mechanisms.opening import draw_numbers, rescale_domains
from presidium.history.mechanisms.sides import believed_chance, weigh_pull
from presidium.history.mechanisms.standing import learn_regard, reckon
from presidium.kernel import kernel, woven
from presidium.scenario.events import Decision

#: Draws between two chances to interrupt.
_STRETCH = 1_000

_STANDING = {"candidate": codes.CANDIDATE, "full": codes.FULL}


@dataclass(frozen=True, slots=True)
class Script:
    """What history recorded, month by month up to a day.

    `holder`: int64[months, posts], who holds each post as the month ends; a post that the record gives to
    nobody on the list was held by somebody outside it: what it commands counts in the whole, on no side.
    `standing`: int64[months, people].  `acts`: int64[months, most in a month], the shocks and decisions, in
    their declared order, then -1.
    """

    holder: np.ndarray[Any, Any]
    standing: np.ndarray[Any, Any]
    acts: np.ndarray[Any, Any]


def script_of(board: Board, day: Day) -> Script:
    """The record up to a day of the scenario's period."""
    period = board.case.period
    last = period.month_of(day)
    holder = np.full((last + 1, len(board.posts)), codes.UNLISTED, np.int64)
    standing = np.zeros((last + 1, len(board.people)), np.int64)
    acts: list[list[int]] = []
    for t in range(last + 1):
        today = day if t == last else _last_of_month(period.day_of(t))
        _seat(board, today, holder[t], standing[t])
        acts.append(_recorded_events(board, t, today))
    listed = np.full((last + 1, max(map(len, acts)) + 1), NOBODY, np.int64)
    for t, events in enumerate(acts):
        listed[t, : len(events)] = events
    return Script(holder, standing, listed)


def _seat(board: Board, day: Day, holder: np.ndarray[Any, Any], standing: np.ndarray[Any, Any]) -> None:
    """Put everybody where the recorded tenures have him at the end of a day."""
    waits = board.fresh["enters"][0, : len(standing)] < codes.NEVER
    standing[:] = np.where(waits, codes.BENCH, codes.OUTSIDE)
    for tenure in in_force(board.case, day):
        i = board.people.index(tenure.who)
        if tenure.seat is not None:
            standing[i] = max(int(standing[i]), _STANDING[tenure.seat])
            continue
        free = [p for p, (name, _) in enumerate(board.posts) if name == tenure.office and holder[p] < 0]
        if free:
            holder[free[0]] = i


def _recorded_events(board: Board, t: int, day: Day) -> list[int]:
    """The shocks and decisions that history has in month t, up to a day of that month."""
    possible = possible_events(board.case)
    month_of = board.case.period.month_of
    found = []
    for e, name in enumerate(board.events):
        event = possible[name]
        if isinstance(event, Decision):
            days = [event.recorded] if event.recorded is not None else []
        else:
            days = list(event.on) if board.fresh["event_chance"][0, e] >= 0.5 else []
        found += [e for on in days if on <= day and month_of(on) == t]
    return found


def _last_of_month(day: Day) -> Day:
    last = day.last
    return Day(last.year, last.month, last.day)


@woven
def replay(s: Any, c: Any, holder: Any, standing: Any, acts: Any) -> None:
    """Play a script on a fresh board whose numbers are settled; noise off."""
    rescale_domains(s, c)
    s.harshness = s.harshness_start
    for i in range(c.people):
        s.patron_until[i] = NEVER
    reckon(s, c)
    for t in range(holder.shape[0]):
        for p in range(c.posts):
            s.holder[p] = holder[t, p]
        for i in range(c.people):
            s.standing[i] = standing[t, i]
        reckon(s, c)
        for k in range(acts.shape[1]):
            event = acts[t, k]
            if event < 0:
                break
            if c.event_is_decision[event] == 1:
                happen(s, c, event, int(s.holder[c.office_first_post[c.event_office[event]]]), t)
            elif guards_hold(s, c, event, NOBODY):
                happen(s, c, event, NOBODY, t)
        attitudes(s, c)
    reckon(s, c)


def recorded_state(board: Board, day: Day) -> np.ndarray[Any, Any]:
    """The board at the end of a recorded day, every number at its middle: an array of one record."""
    return replayed(board, script_of(board, day))


@kernel
def _replays(
    boards: Any,
    flats: Any,
    fresh: Any,
    cases: Any,
    key_low: Any,
    key_high: Any,
    holder: Any,
    standing: Any,
    acts: Any,
    strength: Any,
    first: Any,
    drawn: bool,
) -> None:
    """Replay a script once for each row of `strength`: numbers as history `first` and those after it draw
    them, or at their middles.
    """
    for h in range(strength.shape[0]):
        boards[0] = fresh[0]
        if drawn:
            a: Address = (key_low, key_high, first + np.uint64(h))
            draw_numbers(flats[0], cases[0], a)
        replay(boards[0], cases[0], holder, standing, acts)
        for i in range(strength.shape[1]):
            strength[h, i] = boards[0].strength[i]


def _replayed(
    board: Board, script: Script, seed: int, strength: np.ndarray[Any, Any], first: int, drawn: bool
) -> np.ndarray[Any, Any]:
    state = board.fresh.copy()
    _replays(
        as_seen(state),
        state.view("f8").reshape(1, -1),
        as_seen(board.fresh),
        as_seen(board.fixed),
        np.uint64(seed & 0xFFFFFFFF),
        np.uint64(seed >> 32),
        script.holder,
        script.standing,
        script.acts,
        strength,
        np.uint64(first),
        drawn,
    )
    return state


def replayed(board: Board, script: Script) -> np.ndarray[Any, Any]:
    """The board at the end of a script, every number at its middle: an array of one record."""
    return _replayed(board, script, 0, np.zeros((1, 0)), 0, False)


def drawn_strengths(board: Board, script: Script, draws: int, seed: int) -> np.ndarray[Any, Any]:
    """Everybody's strength at the end of a script, float64[draws, people].

    Each draw settles the numbers of the scenario as the history of that number under this seed does.
    """
    strength = np.zeros((draws, len(board.people)))
    # Compiled code does not hear an interrupt: it is asked for one stretch after the other.
    for first in range(0, draws, _STRETCH):
        _replayed(board, script, seed, strength[first : first + _STRETCH], first, True)
    return strength


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
