"""How are a question and its answers called, in English and Thai?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from presidium.dates import Day, format_day, parse_day
from presidium.scenario.model import Scenario
from presidium.scenario.question import Question
from presidium.theory.fate import FATES
from presidium.words import both

if TYPE_CHECKING:
    # What gives answers loads the compiler; to name a question takes none.
    from presidium.judgement.outcome import Answer

Text = dict[str, str]

_SPECIAL = {
    "none": "answer.none",
    "never": "answer.never",
    "vacant": "answer.vacant",
    "yes": "answer.yes",
    "no": "answer.no",
    "still": "answer.still",
    "never-held": "answer.never_held",
    "no-side": "answer.no_side",
    "troops": "answer.troops",
    "left-alone": "answer.left_alone",
    "no-unrest": "answer.no_unrest",
    "concession": "answer.concession",
    "withdrawal": "answer.withdrawal",
    "settlement": "answer.settlement",
    "war": "answer.war",
    "no-crisis": "answer.no_crisis",
    "low": "answer.low",
    "middle": "answer.middle",
    "high": "answer.high",
}


def words(text: Any) -> Text:
    """A bilingual text of a scenario as the document carries it."""
    return {"en": text.in_("en"), "th": text.in_("th")}


def day_text(day: Day) -> Text:
    """A date in both languages, Christian era."""
    return {"en": format_day(day, "en"), "th": format_day(day, "th")}


def _values(case: Scenario, question: Question) -> dict[str, Any]:
    """What the sentences about a question may name."""
    values: dict[str, Any] = {}
    if question.office:
        values["office"] = case.offices[question.office].name
    if question.who:
        values["who"] = case.people[question.who].name
    if question.after:
        values["after"] = case.people[question.after].name
    state = question.state or question.client
    if state:
        values["state"] = case.states[state].name
    if question.states:
        values["first"], values["second"] = (case.states[state].name for state in question.states)
    if question.crisis:
        values["crisis"] = case.crises[question.crisis].name
    if question.start:
        values["start"] = day_text(question.start)
    day = question.on or question.by
    if day is not None:
        values["date"] = day_text(day)
    return values


def label(case: Scenario, question: Question) -> Text:
    """The question in words: the scenario's own, or the usual ones."""
    if question.text is not None:
        return words(question.text)
    key = "ask.falls_between" if question.ask == "falls" and question.start else f"ask.{question.ask}"
    return both(key, **_values(case, question))


def answer_label(case: Scenario, value: str) -> Text:
    """An answer in words: a person's name, a fate, a year, or a word such as "nobody"."""
    if value in case.people:
        return words(case.people[value].name)
    if value in FATES:
        return both(f"fate.{value}")
    if value in case.poles:
        return words(case.poles[value].name)
    if value in _SPECIAL:
        return both(_SPECIAL[value])
    # What is left is the year of a fall: Thai names its era.
    return day_text(parse_day(value)) if value.isdecimal() else {"en": value, "th": value}


def named(names: Sequence[Text]) -> Text:
    """Several names as one text: "A, B and C".

    >>> named([{"en": "A", "th": "ก"}, {"en": "B", "th": "ข"}, {"en": "C", "th": "ค"}])["en"]
    'A, B and C'
    """
    if len(names) < 2:
        return dict(names[0]) if names else both("list.nobody")
    first = {lang: ", ".join(name[lang] for name in names[:-1]) for lang in ("en", "th")}
    return both("list.and", first=first, last=names[-1])


def in_a_hundred(share: float) -> str:
    """A share as a count of a hundred: never 0 or 100 for what merely is rare or common.

    >>> in_a_hundred(0.617), in_a_hundred(0.005), in_a_hundred(0.995), in_a_hundred(1.0)
    ('62', '<1', '>99', '100')
    """
    if 0.0 < share <= 0.005:
        return "<1"
    if 0.995 <= share < 1.0:
        return ">99"
    # As `draw.bars.percent` rounds, so that sentence and picture agree.
    return f"{share:.0%}".removesuffix("%")


def sentence(case: Scenario, question: Question, answer: "Answer") -> Text:
    """An answer as a sentence: "In 62 of 100 simulated histories ...".

    Of yes and no it says the one given, so that base rate, dots and reasons beside it are of the same.
    """
    values = _values(case, question)
    values["n"] = in_a_hundred(answer.probability)
    ask, value = question.ask, answer.value
    if ask == "falls":
        key = "headline.falls_between" if question.start else "headline.falls"
        return both(key if value == "yes" else f"{key}_not", **values)
    if ask in _ABROAD:
        return _sentence_abroad(case, question, answer, values)
    if ask == "fate":
        return both(f"headline.fate_{value}", **values)
    if ask == "time_to_fall":
        return both(
            "headline.time_to_fall_never" if value == "never" else "headline.time_to_fall",
            year=value,
            **values,
        )
    if value in case.people:
        return both(f"headline.{ask}", **{**values, "who": case.people[value].name})
    special = {"first_to_fall": "headline.first_to_fall_none", "holder": "headline.holder_vacant"}
    if ask in special:
        return both(special[ask], **values)
    return both("headline.any", answer=answer_label(case, value), **values)


_ABROAD = ("leaning", "break", "intervention", "crisis_end", "tension")


def _sentence_abroad(case: Scenario, question: Question, answer: "Answer", values: dict[str, Any]) -> Text:
    """An answer about the world outside as a sentence."""
    ask, value = question.ask, answer.value
    if ask == "break":
        return both("headline.break" if value == "yes" else "headline.break_not", **values)
    if ask == "leaning" and value in case.poles:
        return both("headline.leaning", pole=case.poles[value].name, **values)
    return both(f"headline.{ask}_{value.replace('-', '_')}", **values)
