"""What did history record as the answer to a question?  Compared with, never fed.

Everything is read off the tenures and the outcomes that the scenario lists as the record.
"""

from typing import Any

from presidium.dates import Day
from presidium.judgement.abroad import recorded_break, recorded_end, recorded_intervention, recorded_leaning
from presidium.scenario.model import Scenario

#: A question whose fields the reader has checked: what its kind needs is there.
Asked = Any


def fall_of(case: Scenario, person: str) -> Day | None:
    """The day on which a person's full membership ended other than by death, if it did within the period.

    Spells that follow one another without a gap count as one.
    """
    spells = sorted((t for t in case.tenures if t.who == person and t.seat == "full"), key=lambda t: t.start)
    died = case.people[person].died
    for spell in spells:
        if spell.end is None or spell.end <= case.period.start:
            continue
        if spell.end > case.period.end:
            return None
        goes_on = any(other.start == spell.end for other in spells)
        in_office = died is not None and died.iso == spell.end.iso and fate_of(case, person) != "executed"
        if not goes_on and not in_office:
            return spell.end
    return None


def fate_of(case: Scenario, person: str) -> str | None:
    """The fate class that an outcome records for a person; None where none does."""
    for event in case.events.values():
        if event.kind == "outcome" and event.records is not None and event.records.falls == person:
            return event.records.fate
    return None


def holder_of(case: Scenario, office: str, day: Day) -> str | None:
    """Who held an office at the end of a day, by the recorded tenures."""
    for tenure in case.tenures:
        if tenure.office == office and tenure.start <= day and (tenure.end is None or tenure.end > day):
            return tenure.who
    return None


def _first_to_fall(case: Scenario, among: tuple[str, ...]) -> str:
    falls = [(day, person) for person in among if (day := fall_of(case, person)) is not None]
    first = min(falls, key=lambda fall: (fall[0].iso, among.index(fall[1])), default=None)
    return first[1] if first else "none"


def _successor(case: Scenario, office: str, person: str) -> str:
    spells = sorted((t for t in case.tenures if t.office == office), key=lambda t: t.start)
    own = [t for t in spells if t.who == person]
    if not own:
        return "never-held"
    end = own[-1].end
    if end is None or end > case.period.end:
        return "still"
    return next((t.who for t in spells if t.start >= end), "vacant")


def recorded_answer(case: Scenario, question: Asked) -> str | None:
    """The recorded answer of a question, in the words of `outcome.py`; None where the record is silent."""
    answers: dict[str, Any] = {
        "first_to_fall": lambda: _first_to_fall(case, question.among),
        "holder": lambda: holder_of(case, question.office, question.on) or "vacant",
        "falls": lambda: _falls(case, question),
        "time_to_fall": lambda: str(day.year) if (day := fall_of(case, question.who)) else "never",
        "fate": lambda: (
            fate_of(case, question.who) or ("kept" if fall_of(case, question.who) is None else None)
        ),
        "successor": lambda: _successor(case, question.office, question.after),
        "leaning": lambda: recorded_leaning(case, question),
        "break": lambda: recorded_break(case, question),
        "intervention": lambda: recorded_intervention(case, question.client),
        "crisis_end": lambda: recorded_end(case, question.crisis),
    }
    answer = answers.get(question.ask)
    return answer() if answer and has_record(case) else None


def has_record(case: Scenario) -> bool:
    """Does the scenario say what came after its opening at all?  An invented or a current case does not."""
    outcomes = any(event.kind == "outcome" for event in case.events.values())
    return outcomes or any(case.period.start < tenure.start <= case.period.end for tenure in case.tenures)


def _falls(case: Scenario, question: Asked) -> str:
    day = fall_of(case, question.who)
    inside = day is not None and day <= question.by and (question.start is None or day >= question.start)
    return "yes" if inside else "no"
