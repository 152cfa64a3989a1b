"""How did all histories run over time: offices, first falls, fates, and events beside the recorded ones?

Parts of the document (`document.py`) that are tables over months or people.
"""

from typing import Any

import numpy as np

from presidium.history.board import Board
from presidium.history.calendar import possible_events
from presidium.judgement.label import Text, words
from presidium.judgement.outcome import Answered
from presidium.judgement.record import fall_of, fate_of, has_record
from presidium.judgement.summary import fates, office_shares, spread
from presidium.scenario.events import Shock
from presidium.scenario.model import Scenario
from presidium.theory.fate import FATES
from presidium.words import both

#: How many holders of an office are named; every how many months a share is shown.
_NAMED = 6
_STEP = 3


def month_name(board: Board, t: int) -> str:
    """A month of the period as "1953-06"."""
    return board.case.period.day_of(t).iso


def office_course(case: Scenario, board: Board, rows: Any, chief: int) -> dict[str, Any]:
    """Who holds a chief office over time: the commonest holders by name, the others together.

    Beside them who held it in fact, where the case says what came after its opening.
    """
    shares = office_shares(board, rows, chief)
    office = board.chiefs[chief]
    months = list(range(0, board.months, _STEP))
    named = [int(i) for i in np.argsort(-shares[:, :-1].sum(axis=0))[:_NAMED] if shares[:, i].max() > 0.0]
    others = np.clip(1.0 - shares[:, named].sum(axis=1) - shares[:, -1], 0.0, 1.0)
    series = [
        {
            "who": board.people[i],
            "label": words(case.people[board.people[i]].name),
            "shares": [round(float(shares[t, i]), 4) for t in months],
        }
        for i in named
    ]
    for who, column in (("others", others), ("vacant", shares[:, -1])):
        series.append(
            {
                "who": who,
                "label": both(f"answer.{who}"),
                "shares": [round(float(column[t]), 4) for t in months],
            }
        )
    recorded = [
        {"who": tenure.who, "from": tenure.start.iso, "to": tenure.end.iso if tenure.end else None}
        for tenure in (case.tenures if has_record(case) else ())
        if tenure.office == office
        and (tenure.end is None or tenure.end > case.period.start)
        and tenure.start <= case.period.end
    ]
    return {
        "office": office,
        "name": words(case.offices[office].name),
        "months": [month_name(board, t) for t in months],
        "series": series,
        "recorded": recorded,
    }


def first_to_fall(board: Board, questions: tuple[Answered, ...], rows: Any) -> dict[str, Any]:
    """The first question that asks who falls first, with the median month of each first fall."""
    asked = next((asked for asked in questions if asked.question.ask == "first_to_fall"), None)
    table: list[dict[str, Any]] = []
    for answer in asked.answers() if asked else ():
        if asked is None or answer.value == "none":
            continue
        first = asked.taken == asked.values.index(answer.value)
        middle = spread(rows["fell"][first, board.people.index(answer.value)])
        table.append(
            {
                "who": answer.value,
                "share": answer.probability,
                "mc_error": answer.mc_error,
                "recorded": answer.recorded,
                "median": month_name(board, middle[1]) if middle else None,
            }
        )
    return {"rows": table}


def fate_table(case: Scenario, board: Board, rows: Any) -> dict[str, Any]:
    """How often each full member of the opening falls, when, and what becomes of him; beside the record."""
    table = []
    for fate in fates(board, rows):
        fell = fall_of(case, fate.who)
        table.append(
            {
                "who": fate.who,
                "fell": fate.fell,
                "median": month_name(board, fate.median) if fate.median is not None else None,
                "shares": [fate.shares[name] for name in FATES],
                "recorded": {"fell": fell.iso[:7] if fell else None, "fate": fate_of(case, fate.who)},
            }
        )
    return {"classes": [{"id": name, "label": both(f"fate.{name}")} for name in FATES], "rows": table}


def recorded_events(case: Scenario) -> list[dict[str, Any]]:
    """What history recorded of the case, by date."""
    recorded = []
    for name, event in case.events.items():
        if _contrary(case, event):
            continue
        if event.kind == "shock":
            on = event.on[0] if len(event.on) == 1 else None
        else:
            on = event.recorded if event.kind == "decision" else event.on
        if on is not None:
            source = list(event.because.source) if event.because else []
            recorded.append(
                {"id": name, "on": on.iso, "title": words(event.title), "kind": event.kind, "source": source}
            )
    return sorted(recorded, key=lambda event: str(event["on"]))


def timeline(case: Scenario, board: Board, rows: Any) -> dict[str, Any]:
    """Recorded events by date; decisions and falls as the histories have them."""
    simulated = [
        _simulated(board, name, words(case.events[name].title), rows["happened"][:, e])
        for e, name in enumerate(board.events)
        if case.events[name].kind == "decision"
    ]
    simulated += [
        _simulated(
            board,
            f"fall-{fate.who}",
            both("document.falls", who=case.people[fate.who].name),
            rows["fell"][:, board.people.index(fate.who)],
        )
        for fate in fates(board, rows)
    ]
    return {
        "recorded": recorded_events(case),
        "simulated": [event for event in simulated if event is not None],
    }


def _contrary(case: Scenario, event: Any) -> bool:
    """Is it a shock that stands for what would have come, had something that did happen not happened?"""
    if event.kind != "shock":
        return False
    possible = possible_events(case)
    others = [possible[guard.not_happened] for guard in event.guards if guard.not_happened]
    return any(isinstance(other, Shock) or other.recorded is not None for other in others)


def _simulated(board: Board, name: str, text: Text, months: Any) -> dict[str, Any] | None:
    middle = spread(months)
    if middle is None:
        return None
    early, median, late = (month_name(board, t) for t in middle)
    return {
        "id": name,
        "label": text,
        "share": float((months >= 0).mean()),
        "early": early,
        "middle": median,
        "late": late,
    }
