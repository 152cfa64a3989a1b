"""Which words may a history answer with, besides the names of people and poles?

The one list: what counts the answers takes its words from here, and the reader refuses them as ids of people
and poles, for in a result nothing but the word tells an answer from a name.
"""

from typing import TYPE_CHECKING, get_args

from presidium.scenario.events import End, Fate
from presidium.scenario.question import Question

if TYPE_CHECKING:
    from presidium.scenario.model import Scenario

#: By kind of question the words that it may be answered with; years begin with a digit, as no id does.
WORDS: dict[str, tuple[str, ...]] = {
    "first_to_fall": ("none",),
    "holder": ("vacant",),
    "falls": ("yes", "no"),
    "first_among_equals": ("none",),
    "time_to_fall": ("never",),
    "fate": get_args(Fate),
    "successor": ("vacant", "still", "never-held"),
    "leaning": ("no-side",),
    "break": ("yes", "no"),
    "intervention": ("troops", "left-alone", "no-unrest"),
    "crisis_end": (*get_args(End), "no-crisis"),
    "tension": ("low", "middle", "high"),
}
#: No person and no pole can be called so.
TAKEN = frozenset(word for words in WORDS.values() for word in words)


def possible_answers(case: "Scenario", question: Question) -> tuple[str, ...]:
    """Every answer that a history can give to a question."""
    people = tuple(case.people)
    first, last = case.period.start.year, case.period.end.year
    names: dict[str, tuple[str, ...]] = {
        "first_to_fall": question.among,
        "holder": people,
        "first_among_equals": people,
        "time_to_fall": tuple(map(str, range(first, last + 1))),
        "successor": people,
        "leaning": tuple(case.poles),
    }
    return (*names.get(question.ask, ()), *WORDS[question.ask])
