"""On what does a claim rest, and how much of a scenario rests on something?

Grades of evidence: A a document, B scholarly consensus, C one scholar or a memoir, D an inference, E a guess.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StrictStr, model_validator

from presidium.scenario.fields import Ids, Text, TextOrNumber, WordsField
from presidium.scenario.part import Part
from presidium.scenario.paths import matches
from presidium.scenario.place import Path
from presidium.scenario.refusal import refusal

if TYPE_CHECKING:
    from presidium.scenario.model import Scenario

Grade = Literal["A", "B", "C", "D", "E"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D", "E")
_REST_ON_A_SOURCE = ("A", "B", "C")


class Because(Part):
    """Why a claim is made: sources (ids of `sources`), page, quote of at most 200 characters, grade, note."""

    source: Ids = Field((), description="Id of a source, or a list of ids.")
    page: TextOrNumber | None = Field(None, description="Page or section of the source.")
    quote: Annotated[StrictStr, Field(max_length=200)] | None = Field(
        None, description="The words that say so."
    )
    grade: Grade = Field(
        description="A document, B consensus, C one scholar or memoir, D inference, E guess."
    )
    note: Text | None = Field(None, description="Anything a reader should know.")

    @model_validator(mode="after")
    def _good_grades_have_a_source(self) -> "Because":
        if self.grade in _REST_ON_A_SOURCE and not self.source:
            raise refusal(
                "SCN106", f"grade {self.grade} needs a source", "name the source, or grade it D or E"
            )
        return self


class Source(Part):
    """Where something is written."""

    what: Text = Field(description="Author, title, place, date.")
    url: Annotated[StrictStr, Field(pattern=r"^https?://\S+$")] | None = Field(
        None, description="Where it can be read."
    )
    kind: Text | None = Field(None, description='Such as "primary document" or "memoir".')


class Claim(Part):
    """A statement of a text under examination, with what is known about it."""

    quote: Annotated[StrictStr, Field(min_length=1, max_length=30)] = Field(
        description="How the statement begins."
    )
    says: WordsField = Field(description="The statement, in full and in the language of the scenario.")
    verdict: Literal["confirmed", "wrong", "imprecise", "disputed"] = Field(description="What became of it.")
    stated: TextOrNumber | None = Field(None, description="The date it gives.")
    correct: TextOrNumber | None = Field(None, description="The date that is right.")
    correction: WordsField | None = Field(None, description="What is right instead.")
    source: Ids = Field((), description="Id of a source of the verdict, or a list of ids.")
    supports: tuple[Text, ...] = Field(
        (), description="Paths of what rests on it, such as tenures.beria.interior."
    )


@dataclass(frozen=True, slots=True)
class Claimed:
    """A number of a scenario: its path, how it is written, and whether it leans on later events.

    `because`: what it rests on: its own evidence, that of its rival claims, of its spell or of its element.
    """

    path: Path
    raw: Any
    because: tuple[dict[str, Any], ...]
    hindsight: bool


#: Where numbers about the world stand.
_NUMBERS = (
    "people.*.ambition",
    "people.*.personal.*",
    "people.*.stance.*",
    "offices.*.worth.*",
    "ties.*.tie",
    "events.*.chance",
    "events.*.effects.*.by",
    "events.*.effects.*.to",
    "events.*.effects.*.harshness",
    "states.*.sizes.*",
    "states.*.orthodoxy.*.value",
    "states.*.reach.*.value",
    "leanings.*.shares.*",
    "ledger.*.size",
    "events.*.effects.*.tension",
    "clients.*.unrest",
    "clients.*.value",
    "clients.*.fighting",
    "clients.*.party_holds",
    "clients.*.pledge",
    "clients.*.blame",
    "crises.*.gain",
    "crises.*.stake",
    "crises.*.withdrawal_cost",
    "crises.*.war_cost",
    "crises.*.local_odds",
    "crises.*.settlement_share",
    "crises.*.tension",
    "crises.*.blame",
)


def numbers(tree: dict[str, Any]) -> Iterator[Claimed]:
    """Every number about people, offices, ties, events and states that a scenario writes down."""
    for pattern in _NUMBERS:
        for path, raw in matches(tree, pattern):
            element = tree[str(path[0])][path[1]]
            spell = element[path[2]][path[3]] if path[0] == "states" and len(path) == 5 else {}
            yield _claimed(path, raw, spell, element)


def _claimed(path: Path, raw: Any, spell: dict[str, Any], element: dict[str, Any]) -> Claimed:
    rivals = raw.get("either") if isinstance(raw, dict) else None
    claims = [raw, *(rivals if isinstance(rivals, list) else ())]
    own = [claim["because"] for claim in claims if isinstance(claim, dict) and "because" in claim]
    around = spell.get("because", element.get("because"))
    because = tuple(one for one in own or [around] if isinstance(one, dict))
    marked = any(one.get("hindsight") is True for one in (element, spell, *claims) if isinstance(one, dict))
    return Claimed(path, raw, because, marked)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a scenario rests on something: counts of its numbers.

    `grades`: numbers by the grade of their evidence, the weakest where rival claims differ.
    """

    numbers: int
    with_source: int
    grades: dict[Grade, int]
    hindsight: int

    def as_json(self) -> dict[str, Any]:
        """The counts by name."""
        return asdict(self)


def coverage(case: "Scenario") -> Coverage:
    """Count the numbers that `numbers` finds in a scenario, and what they rest on."""
    found = list(numbers(case.tree))
    weakest = [max(because["grade"] for because in number.because) for number in found if number.because]
    return Coverage(
        numbers=len(found),
        with_source=sum(any(because.get("source") for because in number.because) for number in found),
        grades={grade: weakest.count(grade) for grade in GRADES},
        hindsight=sum(number.hindsight for number in found),
    )
