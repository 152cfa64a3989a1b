"""On what does a claim rest, and how much of a scenario rests on something?

Grades of evidence: A a document, B scholarly consensus, C one scholar or a memoir, D an inference, E a guess.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StrictStr, model_validator

from presidium.scenario.fields import Ids, Part, Text, WordsField, refusal

Grade = Literal["A", "B", "C", "D", "E"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D", "E")
_REST_ON_A_SOURCE = ("A", "B", "C")


class Because(Part):
    """Why a claim is made: sources (ids of `sources`), page, quote of at most 200 characters, grade, note."""

    source: Ids = Field((), description="Id of a source, or a list of ids.")
    page: StrictStr | StrictInt | None = Field(None, description="Page or section of the source.")
    quote: Annotated[StrictStr, Field(max_length=200)] | None = Field(None, description="The words that say so.")
    grade: Grade = Field(description="A document, B consensus, C one scholar or memoir, D inference, E guess.")
    note: Text | None = Field(None, description="Anything a reader should know.")

    @model_validator(mode="after")
    def _good_grades_have_a_source(self) -> "Because":
        if self.grade in _REST_ON_A_SOURCE and not self.source:
            raise refusal("SCN106", f"grade {self.grade} needs a source", "name the source, or grade it D or E")
        return self


class Source(Part):
    """Where something is written."""

    what: Text = Field(description="Author, title, place, date.")
    url: Annotated[StrictStr, Field(pattern=r"^https?://\S+$")] | None = None
    kind: Text | None = Field(None, description='Such as "primary document" or "memoir".')


class Claim(Part):
    """A statement of a text under examination, with what is known about it."""

    quote: Annotated[StrictStr, Field(min_length=1, max_length=30)] = Field(description="How the statement begins.")
    says: WordsField
    verdict: Literal["confirmed", "wrong", "imprecise", "disputed"]
    stated: Text | None = Field(None, description="The date it gives.")
    correct: Text | None = Field(None, description="The date that is right.")
    correction: WordsField | None = None
    source: Ids = ()
    supports: tuple[Text, ...] = Field((), description="Paths of what rests on it, such as tenures.beria.interior.")
