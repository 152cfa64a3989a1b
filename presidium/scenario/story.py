"""Which points of the record may a reader decide, what was known there, and what gives the model's odds?

A story is read and never played: it changes no history, and no number stands in it.  Each of its *moments*
says who the reader is and what was known on that day, offers choices, and then tells what happened, on which
evidence, and what historians dispute.  Odds name what the run computes: answers to questions, decisions taken
in the histories, or where people would have stood at the recorded moment.
"""

from typing import Annotated, ClassVar, TypeAlias

from pydantic import Field, model_validator

from presidium.scenario.evidence import Because
from presidium.scenario.fields import DayField, Id, Ids, Text, WordsField
from presidium.scenario.part import OneForm, Part
from presidium.scenario.question import Question
from presidium.scenario.refusal import collected, refusal

Answers: TypeAlias = Annotated[tuple[Text, ...], Field(min_length=1)]


class Told(Part):
    """Something that is told, and on what it rests: a source at least."""

    says: WordsField
    because: Because = Field(description="What it rests on: a source at least.")

    @model_validator(mode="after")
    def _rests_on_a_source(self) -> "Told":
        if not self.because.source:
            problem = refusal(
                "SCN106", 'missing field "source"', "name the source: a story is told from sources"
            )
            raise collected([(("because",), problem)])
        return self


class Known(OneForm):
    """What was so by the day of a moment: one of two forms."""

    question: Id | None = Field(None, description="With answer: histories that answer it so by that day.")
    answer: Answers | None = Field(
        None, description="Answers that count, such as [yes] or [malenkov, beria]."
    )
    happens: Id | None = Field(
        None, description="A shock or decision: histories in which it has come by the month of that day."
    )

    WHAT: ClassVar[str] = "condition"
    FORMS: ClassVar[tuple[set[str], ...]] = ({"question", "answer"}, {"happens"})


class Odds(OneForm):
    """What the run computes for a choice: one of five forms."""

    question: Id | None = Field(None, description="With answer: share of the histories that answer it so.")
    answer: Answers | None = Field(None, description="Answers that count.")
    happens: Id | None = Field(
        None, description="A shock or decision: share of histories in which it happens."
    )
    never: Id | None = Field(None, description="The same: share of histories in which it does not.")
    joins: Id | None = Field(None, description="Chance that he sides against the target of the showdown.")
    stays: Id | None = Field(None, description="Chance that he does not.")

    WHAT: ClassVar[str] = "odds"
    FORMS: ClassVar[tuple[set[str], ...]] = (
        {"question", "answer"},
        {"happens"},
        {"never"},
        {"joins"},
        {"stays"},
    )


class Choice(Part):
    """One thing that could be done."""

    id: Id
    says: WordsField
    odds: Odds | None = Field(
        None, description="What gives its odds; left out where the model knows nothing."
    )
    counted: WordsField | None = Field(
        None, description="What the odds count, where that is not the choice itself."
    )


class Showdown(Part):
    """A recorded trial of strength, to be asked who would have stood where; odds of sides refer to it."""

    on: DayField = Field(description="The eve: offices and seats are those of the record on this day.")
    led_by: Id = Field(description="Who leads those against the target.")
    against: Id = Field(description="The target.")
    candidate: Id = Field(description="Who is to have the target's place.")
    sided: Ids = Field((), description="Full members who were against the target on record.")
    because: Because | None = Field(None, description="What the recorded sides rest on.")
    note: WordsField | None = Field(
        None, description="How the recorded sides are counted, where that needs a word."
    )


class Bet(Part):
    """An event that came or did not: the reader and the model each give it a chance, and are scored."""

    says: WordsField = Field(description="The event as a sentence that turns out true or false.")
    question: Id = Field(description="A question of the scenario, or of the story.")
    answer: Answers = Field(description="Answers that make the sentence true.")


class Otherwise(Part):
    """What one change moves: an answer to a question with and without a what-if."""

    whatif: Id
    question: Id = Field(description="A question of the scenario.")
    answer: Text = Field(description="The answer whose share is compared.")


class Happened(Part):
    """What happened, and what the person whom the reader is did."""

    took: Id | None = Field(
        None, description="The choice that was taken; left out where it was none of them."
    )
    told: Annotated[tuple[Told, ...], Field(min_length=1)] = Field(description="What happened.")


class Moment(Part):
    """A day on which the reader decides."""

    id: Id
    on: DayField = Field(description="The day; nothing later may be told before the choice.")
    who: WordsField = Field(description="Who the reader is.")
    known: Annotated[tuple[Told, ...], Field(min_length=1)] = Field(description="What was known on that day.")
    asks: WordsField = Field(description="What is to be decided.")
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=6)] = Field(
        description="Two to six things that could be done."
    )
    given: tuple[Known, ...] = Field(
        (), description="Odds are counted among the histories in which this is so: what was known by then."
    )
    showdown: Showdown | None = Field(
        None, description="The trial of strength of that day, if there was one."
    )
    bet: Bet = Field(description="The event to which reader and model give a chance.")
    happened: Happened = Field(description="What is told once the reader has decided.")
    whatif: tuple[Otherwise, ...] = Field((), description="What one change moves.")
    disputed: Annotated[tuple[Told, ...], Field(min_length=1)] = Field(description="What historians dispute.")


class Story(Part):
    """The case as a lesson: the reader decides before what happened is told."""

    opening: Annotated[tuple[WordsField, ...], Field(min_length=1)] = Field(
        description="Paragraphs to begin with."
    )
    questions: tuple[Question, ...] = Field(
        (), description="What is asked of the histories for the story alone."
    )
    moments: Annotated[tuple[Moment, ...], Field(min_length=1, max_length=12)] = Field(
        description="In the order of their days."
    )
    debrief: Annotated[tuple[Told, ...], Field(min_length=1)] = Field(description="What to make of it.")
