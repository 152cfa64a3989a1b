"""What does the document say of the world outside?  Shares of states, tension, breaks, clients, crises, the
ladder of evidence.

Shares and tension are whole percent by quarter: [5 % of the histories are below, mean, 5 % are above].
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from presidium.counting import mc_error, points
from presidium.dates import Day, parse_day
from presidium.history.board import Board
from presidium.judgement.abroad import spread
from presidium.judgement.label import day_text, in_a_hundred, named, words
from presidium.judgement.ladder import Rung, ladder
from presidium.judgement.record import break_on, has_record, recorded_end, recorded_intervention
from presidium.scenario.model import Scenario
from presidium.scenario.world import in_force
from presidium.theory.crisis.ends import ENDS
from presidium.words import both


def world_record(
    case: Scenario, board: Board, rows: Any, seed: int, threads: int | None
) -> dict[str, Any] | None:
    """The world outside as the histories have it, with the ladder of evidence; None without states."""
    if not case.states:
        return None
    return {**abroad_record(case, board, rows), "ladder": ladder_record(case, seed, threads)}


def abroad_record(case: Scenario, board: Board, rows: Any) -> dict[str, Any]:
    """The world outside as the histories have it, of a case with states."""
    quarters = [_last_month(board, q) for q in range(board.quarters)]
    leaders = {pole.state for pole in case.poles.values()}
    followed = [name for name in case.states if name not in leaders]
    states = [_state(case, rows, name, quarters) for name in followed]
    breaks = _breaks(case, board, rows)
    return {
        "sentences": [*(_break_told(case, quarters, one, len(rows)) for one in breaks), _sides(case, states)],
        "given_answers": case.rules.given_answers,
        "poles": [
            {"id": name, "name": words(pole.name), "state": pole.state} for name, pole in case.poles.items()
        ],
        "quarters": [month.iso for month in quarters],
        "states": states,
        "tension": spread(rows["tension_at"]),
        "breaks": breaks,
        "leaders_replaced": _counted(rows["leaders_replaced"]),
        "clients": [_client(case, rows, k) for k in range(len(case.clients))],
        "crises": [_crisis(case, rows, k) for k in range(len(case.crises))],
    }


def _last_month(board: Board, quarter: int) -> Day:
    """The month with which a quarter of the period ends, or the period does."""
    day = board.case.period.day_of(board.last_month_of(quarter))
    return Day(day.year, day.month)


def _opens(case: Scenario, month: Day) -> date:
    """The first day of the quarter that ends with a month, or that of the period."""
    last = month.month or 1
    return max(date(month.year, last - (last - 1) % 3, 1), case.period.start.first)


def _state(case: Scenario, rows: Any, name: str, quarters: Sequence[Day]) -> dict[str, Any]:
    """One state from the quarter in which it exists: its shares by pole, and what is on record."""
    place = list(case.states).index(name)
    state = case.states[name]
    # It begins with the quarter after its date, or with the one whose first day that is.
    first = 0 if state.start is None else sum(_opens(case, day) < state.start.first for day in quarters)
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
    found = []
    for b in range(len(names)):
        for other in range(b + 1, len(names)):
            broke = rows["broke_at"][:, b, other].astype(int)
            if (broke >= 0).any():
                on = break_on(case, {case.poles[names[b]].state, case.poles[names[other]].state})
                quarter = board.quarter_of(broke)
                by = [float(((broke >= 0) & (quarter <= q)).mean()) for q in range(board.quarters)]
                found.append(
                    {
                        "poles": [names[b], names[other]],
                        "broken": [round(x, 4) for x in by],
                        "recorded": None if on is None else on.iso[:7],
                    }
                )
    return found


def _break_told(
    case: Scenario, quarters: Sequence[Day], found: dict[str, Any], histories: int
) -> dict[str, str]:
    """When two poles break with each other, as a sentence: how often, and by when half of the breaks come."""
    share = found["broken"][-1]
    dates = [
        day_text(next(day for day, by in zip(quarters, found["broken"], strict=True) if by >= part * share))
        for part in (0.05, 0.5, 0.95)
    ]
    first, second = (case.poles[pole].name for pole in found["poles"])
    values = {
        "n": in_a_hundred(share),
        "error": points(mc_error(share, histories), share),
        **dict(zip(("early", "middle", "late"), dates, strict=True)),
    }
    if found["recorded"] is None:
        return both("world.break", first=first, second=second, end=day_text(quarters[-1]), **values)
    on = day_text(parse_day(found["recorded"]))
    return both(
        "world.break_recorded", first=first, second=second, end=day_text(quarters[-1]), on=on, **values
    )


def _sides(case: Scenario, states: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Who stands with whom at the end, by the mean of the histories, and for whom that is not on record."""
    poles = list(case.poles)
    camps: dict[str | None, list[dict[str, str]]] = {pole: [] for pole in (*poles, None)}
    otherwise, compared = [], 0
    for state in states:
        told = _side(poles, [spells[-1][1] for spells in state["shares"].values()])
        camps[told].append(state["name"])
        if state["recorded"] and state["recorded"][-1] is not None:
            compared += 1
            otherwise += [state["name"]] if _side(poles, state["recorded"][-1]) != told else []
    lists = [
        both("world.with", pole=words(case.poles[pole].name), states=named(names))
        if pole is not None
        else both("world.with_nobody", states=named(names))
        for pole, names in camps.items()
        if names
    ]
    together = {lang: "; ".join(one[lang] for one in lists) for lang in ("en", "th")}
    key = "sides" if not compared else "sides_recorded" if otherwise else "sides_all"
    return both(
        f"world.{key}", list=together, same=compared - len(otherwise), n=compared, otherwise=named(otherwise)
    )


def _side(poles: Sequence[str], percent: Sequence[int]) -> str | None:
    """The pole that has more than half; None where nobody has."""
    return next((pole for pole, share in zip(poles, percent, strict=True) if share > 50), None)


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
        "recorded": recorded_intervention(case, name) if has_record(case) else None,
    }


def _crisis(case: Scenario, rows: Any, k: int) -> dict[str, Any]:
    name = list(case.crises)[k]
    end = recorded_end(case, name)
    counts = np.bincount(rows["crisis_end"][:, k] + 1, minlength=len(ENDS) + 1) / max(len(rows), 1)
    return {
        "id": name,
        "name": words(case.crises[name].name),
        "opens": float(1.0 - counts[0]),
        "ends": {end: float(counts[e + 1]) for e, end in enumerate(ENDS)},
        "recorded": None if end == "no-crisis" else end,
    }


def ladder_record(case: Scenario, seed: int, threads: int | None) -> dict[str, Any] | None:
    """The ladder of evidence, played anew; None where nothing is on record to score."""
    made = ladder(case, seed, threads=threads)
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
