"""How is a number that histories draw called, in English and Thai?"""

from presidium.history.layout import Input
from presidium.judgement.label import Text, day_text
from presidium.scenario.events import Outcome
from presidium.scenario.model import Scenario
from presidium.words import both


def input_label(case: Scenario, drawn: Input) -> Text:
    """A number of a scenario in words, by the place where the scenario has it.

    "people.beria.ambition" is "ambition of Lavrenti P. Beria".
    """
    section, name, *rest = drawn.path.split(".")
    if section == "parameters":
        return both(f"constant.{name.replace('-', '_')}")
    if section == "clients":
        return both(f"input.client_{rest[0]}", state=case.states[name].name)
    if section == "crises":
        return both(f"input.crisis_{rest[0]}", crisis=case.crises[name].name)
    if section == "ties":
        return both("input.tie", first=case.people[name].name, second=case.people[rest[0]].name)
    if section == "events":
        return _of_event(case, name, rest)
    if section == "ledger":
        return _entry(case, ".".join([name, *rest[:-1]]))
    if section == "leanings":
        pole = case.poles[rest[-1]].name
        return both("input.shares", pole=pole, state=case.states[name].name)
    return both(f"input.{rest[0]}", **_named(case, section, name, rest))


def _named(case: Scenario, section: str, name: str, rest: list[str]) -> dict[str, object]:
    """What a label of a person, an office, a domain, an issue or a state may name."""
    if section == "states":
        return {"state": case.states[name].name, "year": rest[1]}
    if section == "people":
        below = rest[1] if len(rest) > 1 else ""
        about = {"domain": case.domains.get(below), "issue": case.issues.get(below)}
        found = {key: part.name for key, part in about.items() if part is not None}
        return {"who": case.people[name].name, **found}
    if section == "offices":
        return {"office": case.offices[name].name, "domain": case.domains[rest[1]].name}
    if section == "domains":
        return {"domain": case.domains[name].name}
    return {"issue": case.issues[name].name}


def _of_event(case: Scenario, name: str, rest: list[str]) -> Text:
    """An event's chance, or what it does."""
    event = case.events[name]
    what = "chance" if isinstance(event, Outcome) or rest[0] == "chance" else event.effects[int(rest[1])].kind
    return both(f"input.event_{what}", event=event.title)


def _entry(case: Scenario, name: str) -> Text:
    """An act of the ledger: who did something to whom, and when."""
    entry = next(one for one in case.ledger if name in (one.id, f"{one.by}.{one.toward}.{one.on}"))
    by, state = case.states[entry.by].name, case.states[entry.toward].name
    return both("input.ledger", by=by, state=state, date=day_text(entry.on))
