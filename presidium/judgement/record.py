"""What did history record as the answer to a question?  Compared with, never fed.

Everything is read off the tenures and the outcomes that the scenario lists as the record.
"""

from typing import Any

from presidium.dates import Day
from presidium.scenario.model import Scenario, Tenure
from presidium.scenario.world import in_force

#: A question whose fields the reader has checked: what its kind needs is there.
Asked = Any

#: Of a state that leans to nobody with more than half of it.
NO_SIDE = "no-side"


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
        if tenure.office == office and _in_force(tenure, day):
            return tenure.who
    return None


def _first_to_fall(case: Scenario, among: tuple[str, ...]) -> tuple[str, ...]:
    """All who fell on the first day on which one of them did."""
    falls = {person: day.iso for person in among if (day := fall_of(case, person)) is not None}
    first = min(falls.values(), default=None)
    return tuple(person for person, day in falls.items() if day == first) or ("none",)


def _successor(case: Scenario, office: str, person: str) -> str:
    """Read off the opening and the ends of the months, as of the histories."""
    months = case.period.months
    days = [case.period.start, *(_last_day(case.period.day_of(month)) for month in range(months - 1))]
    days.append(_last_day(case.period.end))
    own = [t for t in case.tenures if t.office == office and t.who == person]
    held = [k for k, day in enumerate(days) if any(_in_force(tenure, day) for tenure in own)]
    if not held:
        return "never-held"
    if held[-1] == months:
        return "still"
    return holder_of(case, office, days[held[-1] + 1]) or "vacant"


def _last_day(day: Day) -> Day:
    """The last day that a date may mean."""
    return Day(day.last.year, day.last.month, day.last.day)


def _in_force(tenure: Tenure, day: Day) -> bool:
    """Whether it was at the end of a day."""
    return tenure.start <= day and (tenure.end is None or tenure.end > day)


def recorded_answers(case: Scenario, question: Asked) -> tuple[str, ...]:
    """The recorded answers of a question, in the words of `outcome.py`; none where the record is silent.

    There is more than one where several were the first to fall, on one day.
    """
    if not has_record(case):
        return ()
    if question.ask == "first_to_fall":
        return _first_to_fall(case, question.among)
    answers: dict[str, Any] = {
        "holder": lambda: holder_of(case, question.office, _last_day(question.on)) or "vacant",
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
    recorded = answers[question.ask]() if question.ask in answers else None
    return () if recorded is None else (recorded,)


def has_record(case: Scenario) -> bool:
    """Does the scenario say what came after its opening at all?  An invented or a current case does not."""
    outcomes = any(event.kind == "outcome" for event in case.events.values())
    return outcomes or any(case.period.start < tenure.start <= case.period.end for tenure in case.tenures)


def _falls(case: Scenario, question: Asked) -> str:
    day = fall_of(case, question.who)
    inside = (
        day is not None
        and day.first <= question.by.last
        and (question.start is None or day >= question.start)
    )
    return "yes" if inside else "no"


def recorded_leaning(case: Scenario, question: Asked) -> str | None:
    """The pole that the record gives more than half of a state on a day; None where it is silent."""
    own = [one for one in case.leanings if one.state == question.state]
    spell = in_force(own, question.on.last)
    if spell is None:
        return None
    best = max(spell.shares, key=lambda pole: spell.shares[pole].middle, default=None)
    return best if best is not None and spell.shares[best].middle > 0.5 else NO_SIDE


def _recorded(case: Scenario) -> Any:
    return [
        (event.on, event.records)
        for event in case.events.values()
        if event.kind == "outcome" and event.records is not None
    ]


def break_on(case: Scenario, states: set[str]) -> Day | None:
    """The day on which an outcome has the poles that two states lead break with each other; the first one."""
    days = [
        on
        for on, records in _recorded(case)
        if records.quarrel is not None and {case.poles[pole].state for pole in records.quarrel} == states
    ]
    return min(days, key=lambda day: day.first, default=None)


def recorded_break(case: Scenario, question: Asked) -> str:
    """Whether an outcome records the break of two poles by a day."""
    day = break_on(case, set(question.states))
    return "yes" if day is not None and day.first <= question.by.last else "no"


def recorded_intervention(case: Scenario, client: str) -> str:
    """Whether outcomes record troops or unrest left alone in a client."""
    records = [one for _, one in _recorded(case)]
    if any(one.troops == client for one in records):
        return "troops"
    return "left-alone" if any(one.left_alone == client for one in records) else "no-unrest"


def recorded_end(case: Scenario, crisis: str) -> str:
    """The end of a crisis that an outcome records."""
    ends = [one.end for _, one in _recorded(case) if one.crisis == crisis]
    return ends[0] if ends else "no-crisis"
