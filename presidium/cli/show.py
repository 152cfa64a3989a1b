"""What does a scenario say: who is in it, who holds what, who feels what for whom, on what evidence?"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from presidium.cli.options import Case, Format, Language, Opening, load
from presidium.cli.voice import Voice, command, heads
from presidium.words import say

if TYPE_CHECKING:
    from presidium.scenario.model import Scenario

Rows = list[dict[str, str]]


@command
def show(
    voice: Voice,
    case: Case,
    opening: Opening = None,
    people: Annotated[bool, typer.Option("--people", help="Who is in it.")] = False,
    offices: Annotated[
        bool, typer.Option("--offices", help="Offices and who holds them at the opening.")
    ] = False,
    ties: Annotated[bool, typer.Option("--ties", help="Who feels what for whom.")] = False,
    events: Annotated[
        bool, typer.Option("--events", help="Events, questions, what-ifs and openings.")
    ] = False,
    states: Annotated[
        bool, typer.Option("--states", help="States: whom they lead, or to whom they lean at the opening.")
    ] = False,
    ledger: Annotated[bool, typer.Option("--ledger", help="What states did to each other.")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="How many numbers have a source, and how good.")
    ] = False,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Show what a scenario says, as tables.

    \b
      presidium show soviet-1953
      presidium show my-case.yaml --ties --evidence --lang th

    Without a choice, shows everything.
    """
    scenario = load(case, opening)
    chosen = {"people": people, "offices": offices, "ties": ties, "events": events}
    chosen |= {"states": states, "ledger": ledger, "evidence": evidence}
    wanted = [name for name, on in chosen.items() if on] or list(chosen)
    tables = {name: TABLES[name](scenario, lang) for name in wanted}
    if format == "json":
        voice.json({"scenario": scenario.scenario, "digest": scenario.digest, **tables})
        return
    period = say("terminal.span", lang, first=scenario.period.start.iso, last=scenario.period.end.iso)
    voice.data(f"{scenario.title.in_(lang)} ({scenario.scenario}), {period}")
    for name, rows in tables.items():
        title = say(f"terminal.{name}", lang).capitalize()
        if rows:
            voice.table(title, heads(lang, *rows[0]), (list(row.values()) for row in rows))
        else:
            voice.data(say("terminal.nothing", lang, what=title))


def _people(case: "Scenario", lang: str) -> Rows:
    return [
        {
            "id": key,
            "name": person.name.in_(lang),
            "born": person.born.iso,
            "ambition": person.ambition.text,
            "stances": ", ".join(f"{issue} {stance.text}" for issue, stance in person.stance.items()),
            "seat": _seat(case, key),
            "offices": ", ".join(t.office for t in _opening(case) if t.who == key and t.office),
        }
        for key, person in case.people.items()
    ]


def _offices(case: "Scenario", lang: str) -> Rows:
    return [
        {
            "id": key,
            "name": office.name.in_(lang),
            "seats": str(office.seats),
            "worth": ", ".join(f"{domain} {worth.text}" for domain, worth in office.worth.items()),
            "holder": ", ".join(t.who for t in _opening(case) if t.office == key),
            "chief": "chief" if office.chief else "",
        }
        for key, office in case.offices.items()
    ]


def _ties(case: "Scenario", _: str) -> Rows:
    return [
        {
            "from": tie.source,
            "to": tie.target,
            "tie": tie.tie.text,
            "grade": _grade(tie.because),
            "hindsight": "hindsight" if tie.hindsight else "",
        }
        for tie in case.ties
    ]


def _events(case: "Scenario", lang: str) -> Rows:
    from presidium.judgement.label import label

    events = [
        {"kind": event.kind, "id": key, "title": event.title.in_(lang)} for key, event in case.events.items()
    ]
    questions = [
        {"kind": "question", "id": question.id, "title": label(case, question)[lang]}
        for question in case.questions
    ]
    whatifs = [
        {"kind": "what-if", "id": key, "title": whatif.name.in_(lang)} for key, whatif in case.whatif.items()
    ]
    openings = [
        {"kind": "opening", "id": key, "title": one.name.in_(lang)} for key, one in case.openings.items()
    ]
    return events + questions + whatifs + openings


def _states(case: "Scenario", lang: str) -> Rows:
    from presidium.scenario.world import in_force

    day = case.period.start.last
    leads = {pole.state: pole.name.in_(lang) for pole in case.poles.values()}
    found = []
    for key, state in case.states.items():
        own = in_force((one for one in case.leanings if one.state == key), day)
        shares = () if own is None else own.shares.items()
        found.append(
            {
                "id": key,
                "name": state.name.in_(lang),
                "from": state.start.iso if state.start else "",
                "leads": leads.get(key, ""),
                "leans": ", ".join(
                    f"{case.poles[pole].name.in_(lang)} {share.text}" for pole, share in shares
                ),
            }
        )
    return found


def _ledger(case: "Scenario", _: str) -> Rows:
    return [
        {
            "from": entry.by,
            "to": entry.toward,
            "on": entry.on.iso,
            "until": entry.until.iso if entry.until else "",
            "kind": entry.kind,
            "role": entry.role,
            "size": entry.size.text,
            "grade": _grade(entry.because),
        }
        for entry in case.ledger
    ]


def _evidence(case: "Scenario", lang: str) -> Rows:
    from presidium.scenario.evidence import coverage

    found = coverage(case)
    numbers, with_source, marked = heads(lang, "numbers", "with_source", "marked")
    rows = {numbers: found.numbers, with_source: found.with_source, marked: found.hindsight}
    rows |= {say("terminal.graded", lang, grade=grade): count for grade, count in found.grades.items()}
    return [{"what": what, "count": str(count)} for what, count in rows.items()]


TABLES: dict[str, Callable[["Scenario", str], Rows]] = {
    "people": _people,
    "offices": _offices,
    "ties": _ties,
    "events": _events,
    "states": _states,
    "ledger": _ledger,
    "evidence": _evidence,
}


def _opening(case: "Scenario") -> Iterable[Any]:
    """Tenures in force on the opening day."""
    start = case.period.start
    return [t for t in case.tenures if t.start <= start and (t.end is None or t.end > start)]


def _seat(case: "Scenario", person: str) -> str:
    return next((t.seat for t in _opening(case) if t.who == person and t.seat), "")


def _grade(because: Any) -> str:
    return because.grade or "" if because is not None else ""
