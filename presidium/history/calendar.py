"""When may what happen, on which condition, and what would it change: events laid out for the engine."""

import math
from collections.abc import Iterator
from typing import Any

from presidium.draws import slot
from presidium.history import codes
from presidium.history.guards import lay_guards, person_number
from presidium.history.layout import Layout
from presidium.scenario.events import Decision, Outcome, Shock
from presidium.scenario.model import Scenario

_KINDS = {
    "blame": codes.EFFECT_BLAME,
    "tie": codes.EFFECT_TIE,
    "stance": codes.EFFECT_STANCE,
    "harm": codes.EFFECT_HARM,
    "harshness": codes.EFFECT_HARSHNESS,
    "absence": codes.EFFECT_ABSENCE,
    "worth": codes.EFFECT_WORTH,
    "neutral": codes.EFFECT_NEUTRAL,
    "closed": codes.EFFECT_CLOSED,
    "orthodoxy": codes.EFFECT_ORTHODOXY,
    "unrest": codes.EFFECT_UNREST,
    "tension": codes.EFFECT_TENSION,
    "crisis": codes.EFFECT_CRISIS,
    "bureau_size": codes.EFFECT_BUREAU_SIZE,
}


def possible_events(case: Scenario) -> dict[str, Shock | Decision]:
    """The shocks and decisions of a scenario by name; what history recorded is not among them."""
    return {name: event for name, event in case.events.items() if not isinstance(event, Outcome)}


def lay_events(layout: Layout, case: Scenario, events: tuple[str, ...]) -> None:
    """Write calendar, windows, guards and effects into the case; their sizes onto the board."""
    c = layout.fixed[0]
    c["events"] = len(events)
    c["event_issue"] = codes.NOBODY
    effects = 0
    calendar: list[tuple[int, int, int]] = []
    for e, (name, event) in enumerate(possible_events(case).items()):
        if isinstance(event, Shock):
            calendar += [(case.period.month_of(day), e, turn) for turn, day in enumerate(event.on)]
            layout.put("event_chance", (e,), event.chance, codes.EVENT_CHANCE, e, f"events.{name}.chance")
        else:
            _lay_decision(layout, case, e, name, event)
        c["event_first_guard"][e], c["event_guards"][e] = lay_guards(c, case, events, event.guards, {})
        for number, effect in enumerate(event.effects):
            for row in _effect_rows(case, effect):
                path = f"events.{name}.effects.{number}"
                _lay_effect(layout, effects, e, number, effect, row, path)
                effects += 1
    c["effects"], c["calendar"] = effects, len(calendar)
    for k, (month, e, turn) in enumerate(sorted(calendar)):
        c["calendar_month"][k], c["calendar_event"][k], c["calendar_turn"][k] = month, e, turn


def _lay_decision(layout: Layout, case: Scenario, e: int, name: str, event: Any) -> None:
    c = layout.fixed[0]
    c["event_is_decision"][e] = 1
    c["event_office"][e] = list(case.offices).index(event.by)
    c["event_first"][e] = case.period.month_of(event.window[0])
    c["event_last"][e] = case.period.last_month_of(event.window[1])
    if event.logit is not None:
        c["event_issue"][e] = list(case.issues).index(event.logit.issue)
        c["logit_base"][e], c["logit_slope"][e], c["logit_cut"][e] = (
            event.logit.base,
            event.logit.slope,
            event.logit.cut,
        )
    else:
        layout.put("event_chance", (e,), event.chance, codes.EVENT_CHANCE, e, f"events.{name}.chance")


def _effect_rows(case: Scenario, effect: Any) -> Iterator[dict[str, float]]:
    """One row for each person or thing that an effect touches."""
    issues, domains, offices = list(case.issues), list(case.domains), list(case.offices)
    kind = effect.kind
    if kind == "blame":
        for target in effect.targets:
            yield {"effect_target": person_number(case, target)}
    elif kind == "tie":
        row: dict[str, float] = {
            "effect_target": person_number(case, effect.target),
            "effect_of": person_number(case, effect.of_person),
        }
        if effect.of_issue is not None:
            row["effect_issue"] = issues.index(effect.of_issue)
            row["effect_above"] = -math.inf if effect.above is None else effect.above
            row["effect_below"] = math.inf if effect.below is None else effect.below
        yield row
    elif kind == "stance":
        yield {"effect_target": person_number(case, effect.of), "effect_issue": issues.index(effect.issue)}
    elif kind == "harm":
        yield {"effect_target": domains.index(effect.domain)}
    elif kind == "absence":
        yield {"effect_target": person_number(case, effect.who), "effect_months": effect.months}
    elif kind == "worth":
        yield {"effect_target": domains.index(effect.domain), "effect_office": offices.index(effect.office)}
    elif kind == "neutral":
        yield {"effect_office": offices.index(effect.office), "effect_months": effect.months}
    elif kind == "closed":
        yield {"effect_months": effect.months}
    elif kind == "orthodoxy":
        yield {"effect_target": list(case.poles).index(effect.pole)}
    elif kind == "unrest":
        yield {"effect_target": list(case.clients).index(effect.client)}
    elif kind == "crisis":
        yield {"effect_target": list(case.crises).index(effect.crisis)}
    elif kind == "bureau_size":
        yield {"effect_target": effect.members}
    else:
        yield {}


def _lay_effect(
    layout: Layout, f: int, e: int, number: int, effect: Any, row: dict[str, float], path: str
) -> None:
    c = layout.fixed[0]
    c["effect_event"][f] = e
    c["effect_kind"][f] = _KINDS[effect.kind]
    c["effect_target"][f] = c["effect_of"][f] = c["effect_issue"][f] = codes.NOBODY
    for name, value in row.items():
        c[name][f] = value
    field = next((name for name in ("by", "factor", "to") if hasattr(effect, name)), None)
    if field is not None:
        at = slot(e, number, max(0, int(row.get("effect_target", 0))))
        layout.put(
            "effect_size",
            (f,),
            getattr(effect, field),
            codes.EFFECT_SIZE,
            at,
            f"{path}.{type(effect).model_fields[field].alias or field}",
        )
