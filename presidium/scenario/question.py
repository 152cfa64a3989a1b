"""What can be asked of the histories?"""

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from presidium.scenario.fields import DayField, Id, Ids, WordsField
from presidium.scenario.part import Part
from presidium.scenario.refusal import Refused, collected, refusal


class Question(Part):
    """What is asked of the histories."""

    id: Id
    ask: Literal[
        "first_to_fall",
        "holder",
        "falls",
        "first_among_equals",
        "time_to_fall",
        "fate",
        "successor",
        "leaning",
        "break",
        "intervention",
        "crisis_end",
        "tension",
    ] = Field(description="The kind of question.")
    text: WordsField | None = Field(None, description="The question in words, if not the usual ones.")
    among: Ids = Field((), description="first_to_fall: these persons.")
    office: Id | None = Field(None, description="holder, successor: this chief office.")
    who: Id | None = Field(None, description="falls, time_to_fall, fate: this person.")
    on: DayField | None = Field(
        None,
        description="holder, first_among_equals: at the end of this month; leaning, tension: of its quarter.",
    )
    by: DayField | None = Field(None, description="falls, break: until then.")
    start: DayField | None = Field(
        None, alias="from", description="falls: from then on, the opening if not given."
    )
    after: Id | None = Field(None, description="successor: of this person.")
    state: Id | None = Field(None, description="leaning: this state.")
    states: tuple[Id, Id] | None = Field(None, description="break: the states that lead these two poles.")
    client: Id | None = Field(None, description="intervention: in this client.")
    crisis: Id | None = Field(None, description="crisis_end: of this crisis.")

    NEEDS: ClassVar[dict[str, tuple[str, ...]]] = {
        "first_to_fall": ("among",),
        "holder": ("office", "on"),
        "falls": ("who", "by"),
        "first_among_equals": ("on",),
        "time_to_fall": ("who",),
        "fate": ("who",),
        "successor": ("office", "after"),
        "leaning": ("state", "on"),
        "break": ("states", "by"),
        "intervention": ("client",),
        "crisis_end": ("crisis",),
        "tension": ("on",),
    }

    @model_validator(mode="after")
    def _what_it_asks(self) -> "Question":
        needed = self.NEEDS[self.ask]
        taken = {*needed, "start"} if self.ask == "falls" else set(needed)
        given = self.model_fields_set - {"id", "ask", "text"}
        how = f"{self.ask} takes {' and '.join(needed)}"
        problems: list[Refused] = [
            ((), refusal("SCN106", f'missing field "{name}"', how))
            for name in needed
            if not getattr(self, name)
        ]
        for name in sorted(given - taken):
            written = "from" if name == "start" else name
            problems.append(((written,), refusal("SCN104", f'{self.ask} takes no "{written}"', how)))
        if problems:
            raise collected(problems)
        return self
