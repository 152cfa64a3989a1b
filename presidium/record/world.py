"""What does the document say of the world outside?  Shares of states, tension, breaks, clients, crises, the
ladder of evidence.

Shares and tension are whole percent by quarter: [5 % of the histories are below, mean, 5 % are above].
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from presidium.dates import Day
from presidium.history.board import Board
from presidium.judgement.abroad import spread
from presidium.judgement.label import words
from presidium.judgement.ladder import Ladder, Rung, ladder
from presidium.scenario.model import Scenario
from presidium.scenario.world import in_force
from presidium.theory.crisis.ends import ENDS
from presidium.words import both


def world_record(
    case: Scenario, board: Board, rows: Any, seed: int, threads: int | None
) -> dict[str, Any] | None:
    """The world outside as the histories have it; None for a case without states."""
    if not case.states:
        return None
    quarters = [_last_month(board, q) for q in range(board.quarters)]
    leaders = {pole.state for pole in case.poles.values()}
    followed = [name for name in case.states if name not in leaders]
    return {
        "given_answers": case.rules.given_answers,
        "poles": [
            {"id": name, "name": words(pole.name), "state": pole.state} for name, pole in case.poles.items()
        ],
        "quarters": [month.iso for month in quarters],
        "states": [_state(case, rows, name, quarters) for name in followed],
        "tension": spread(rows["tension_at"]),
        "breaks": _breaks(case, board, rows),
        "leaders_replaced": _counted(rows["leaders_replaced"]),
        "clients": [_client(case, rows, k) for k in range(len(case.clients))],
        "crises": [_crisis(case, rows, k) for k in range(len(case.crises))],
        "ladder": _ladder(case, ladder(case, seed, threads=threads)),
    }


def _last_month(board: Board, quarter: int) -> Day:
    """The month with which a quarter of the period ends, or the period does."""
    first_month = int(board.fixed["first_month"][0])
    last = 3 * (first_month // 3 + quarter + 1) - 1 - first_month
    day = board.case.period.day_of(min(last, board.months - 1))
    return Day(day.year, day.month)


def _state(case: Scenario, rows: Any, name: str, quarters: Sequence[Day]) -> dict[str, Any]:
    """One state from the quarter in which it exists: its shares by pole, and what is on record."""
    place = list(case.states).index(name)
    state = case.states[name]
    first = 0 if state.start is None else sum(day.last < state.start.first for day in quarters)
    percent = rows["share_at"][:, first:, place, :]
    own = [leaning for leaning in case.leanings if leaning.state == name]
    recorded = [in_force(own, day.last) for day in quarters[first:]]
    return {
        "id": name,
        "name": words(state.name),
        "first": first,
        "shares": {pole: spread(percent[:, :, b]) for b, pole in enumerate(case.poles)},
        "recorded": [
            None
            if spell is None
            else [
                round(100 * spell.shares[pole].middle) if pole in spell.shares else 0 for pole in case.poles
            ]
            for spell in recorded
        ],
    }


def _breaks(case: Scenario, board: Board, rows: Any) -> list[dict[str, Any]]:
    """Pairs of poles that break in some history: the share that has broken by the end of every quarter."""
    names = list(case.poles)
    ends = [3 * q for q in range(1, board.quarters + 1)]
    first_month = int(board.fixed["first_month"][0]) % 3
    found = []
    for b in range(len(names)):
        for other in range(b + 1, len(names)):
            broke = rows["broke_at"][:, b, other].astype(int)
            if (broke >= 0).any():
                by = [float(((broke >= 0) & (broke + first_month < end)).mean()) for end in ends]
                found.append({"poles": [names[b], names[other]], "broken": [round(x, 4) for x in by]})
    return found


def _counted(numbers: Any) -> list[float]:
    """Share of histories with 0, 1, 2, ... of something."""
    return [round(float(x), 4) for x in np.bincount(numbers) / max(len(numbers), 1)]


def _client(case: Scenario, rows: Any, k: int) -> dict[str, Any]:
    name = list(case.clients)[k]
    risen, troops = rows["unrest_at"][:, k] >= 0, rows["troops_at"][:, k] >= 0
    return {
        "id": name,
        "name": words(case.states[name].name),
        "unrest": float(risen.mean()),
        "troops": float(troops.mean()),
    }


def _crisis(case: Scenario, rows: Any, k: int) -> dict[str, Any]:
    name = list(case.crises)[k]
    counts = np.bincount(rows["crisis_end"][:, k] + 1, minlength=len(ENDS) + 1) / max(len(rows), 1)
    return {
        "id": name,
        "name": words(case.crises[name].name),
        "opens": float(1.0 - counts[0]),
        "ends": {end: float(counts[e + 1]) for e, end in enumerate(ENDS)},
    }


def _ladder(case: Scenario, made: Ladder | None) -> dict[str, Any] | None:
    if made is None:
        return None
    return {
        "rungs": [_rung(rung) for rung in made.rungs],
        "states": [
            {
                "id": name,
                "name": words(case.states[name].name),
                "stay_put": round(stay, 4),
                "acts": round(acts, 4),
            }
            for name, stay, acts in zip(made.states, made.stay_put, made.acts, strict=True)
        ],
        "moved": len(made.moved),
    }


def _rung(rung: Rung) -> dict[str, Any]:
    return {
        "id": rung.name,
        "name": both(f"rung.{rung.name.replace('-', '_')}"),
        "brier": round(rung.brier, 4),
        "interval": [round(rung.low, 4), round(rung.high, 4)],
        "gain": round(rung.gain, 4),
        "gain_interval": [round(rung.gain_low, 4), round(rung.gain_high, 4)],
        "shown": rung.gain_low > 0.0,
    }
