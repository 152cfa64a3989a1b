"""What does a scenario say: who holds what, who trusts whom, by which rules, and what is asked?

Every class is one mapping of the file, frozen, with the names that the file uses (`from`, `to` and `if`
excepted).  Shares, ties and amounts are `presidium.values.Quantity`.
"""

import json
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PrivateAttr, StrictBool, StrictInt, model_validator

from presidium.scenario.card import html, text
from presidium.scenario.events import Event
from presidium.scenario.evidence import Because, Claim, Source
from presidium.scenario.fields import DayField, Fraction, Id, PeriodField, Text, ThaiName, WordsField
from presidium.scenario.origin import Origin
from presidium.scenario.parameters import PARAMETERS, ParametersField
from presidium.scenario.part import Part, fill_names, named_by_id, or_bare
from presidium.scenario.quantity import Amount, Share, TieStrength
from presidium.scenario.question import Question
from presidium.scenario.refusal import collected, refusal
from presidium.scenario.story import Story
from presidium.scenario.world import Client, Crisis, Entry, Leaning, Pole, State
from presidium.values import Quantity

Count: TypeAlias = Annotated[StrictInt, Field(ge=0, le=200)]


class Issue(Part):
    """A question of policy on which people differ, from 0 (low) to 1 (high)."""

    model_config = named_by_id("name")

    name: WordsField
    low: WordsField | None = Field(None, description="What 0 stands for.")
    high: WordsField | None = Field(None, description="What 1 stands for.")
    salience: Amount = Field(Quantity.of(1), description="Weight among the issues.")


def _same_as_weight(data: dict[str, Quantity]) -> Quantity:
    return data["weight"]


class Domain(Part):
    """A kind of resource: its shares of strength, of force and of the plenum.

    Each of the three sums to 1 over the domains.
    """

    model_config = named_by_id("name")

    name: WordsField
    weight: Share = Field(description="Share of strength.")
    force: Share = Field(
        default_factory=_same_as_weight, description="Share of force; as weight if not given."
    )
    delegates: Share = Field(
        default_factory=_same_as_weight, description="Share of the plenum; as weight if not given."
    )


class Person(Part):
    """Somebody in or near the leadership."""

    name: WordsField
    name_th_status: ThaiName | None = None
    born: DayField
    died: DayField | None = Field(None, description="When he died; only compared, but for death: recorded.")
    death: Literal["drawn", "recorded"] | None = Field(
        None, description="His death is drawn, or happens when recorded; as rules.deaths says if not given."
    )
    ambition: Share = Field(Quantity.of(0.3), description="How much he wants the first place.")
    personal: dict[Id, Amount] = Field(
        {}, description="By domain: resources that are his own, not an office's."
    )
    stance: dict[Id, Share] = Field({}, description="By issue: where he stands, 0.5 if not given.")
    patron: Id | None = Field(None, description="The person whose client he is.")
    enters: DayField | None = Field(
        None, description="Earliest entry to the ruling body, for those on the bench."
    )
    active: DayField | None = Field(None, description="From when on he takes part.")
    hindsight: StrictBool = Field(False, description="Is here only because of what came later.")
    because: Because | None = None
    note: WordsField | None = None

    @model_validator(mode="after")
    def _a_recorded_death_has_a_day(self) -> "Person":
        if self.death == "recorded" and self.died is None:
            problem = refusal("SCN106", 'missing field "died"', "say when he died, or let the death be drawn")
            raise collected([(("death",), problem)])
        return self


class Office(Part):
    """A post, and what it commands."""

    model_config = named_by_id("name")

    name: WordsField
    seats: Annotated[StrictInt, Field(ge=1, le=50)] = Field(1, description="How many may hold it at a time.")
    worth: dict[Id, Amount] = Field({}, description="By domain: resources that go with the office.")
    chief: StrictBool = Field(False, description="Its holder is the leader, or one of the leaders.")
    appoints: Id | None = Field(None, description="The domain whose lower offices its holder fills.")
    since: DayField | None = Field(
        None, description="From when on it can be filled; until then nobody who is listed has it."
    )
    until: DayField | None = Field(None, description="From when on it is no more.")
    requires: Literal["full", "candidate", "none"] = Field(
        "none", description="Seat in the ruling body it requires."
    )
    body: Text | None = Field(None, description="The body it belongs to.")
    because: Because | None = None


class Arena(Part):
    """Where a showdown is decided.  The order of arenas is the order of appeal."""

    model_config = named_by_id("name")

    id: Id
    name: WordsField
    members: Literal["full", "all"] = Field(description="Who takes part.")
    weight: Literal["one each", "delegates", "force"] = Field(description="How much each counts.")
    rule: Literal["majority", "two-thirds", "unanimity", "force"] = Field(description="What decides.")
    quorum: Fraction = Field(0.5, description='Share of the members that must be there: "1/2" or 0.5.')
    convened_by: Id | None = Field(None, description="The office whose holder can appeal to this arena.")


class Tenure(Part):
    """Who held an office, or a seat in the first arena, from when to when."""

    who: Id
    office: Id | None = Field(None, description="The office held; or give seat.")
    seat: Literal["full", "candidate"] | None = Field(None, description="The seat held in the first arena.")
    start: DayField = Field(alias="from", description="The first day.")
    end: DayField | None = Field(None, alias="to", description="The first day on which he no longer held it.")
    because: Because | None = None

    @model_validator(mode="after")
    def _one_post_in_order(self) -> "Tenure":
        if (self.office is None) == (self.seat is None):
            raise refusal(
                "SCN123", "a tenure needs office or seat, and not both", "write office: ID, or seat: full"
            )
        if self.end is not None and self.end.last < self.start.first:
            problem = refusal("SCN203", f"{self.end} comes before {self.start}", "let it end after it begins")
            raise collected([(("to",), problem)])
        return self


class Tie(Part):
    """What one person feels for another, -1 to 1; the other way may differ."""

    source: Id = Field(alias="from", description="Who feels.")
    target: Id = Field(alias="to", description="For whom.")
    tie: TieStrength = Field(description="-1 hates, 0 is indifferent, 1 is devoted.")
    hindsight: StrictBool = Field(False, description="Leans on what came later.")
    because: Because | None = None


class Rules(Part):
    """The rules of the regime."""

    appeal: StrictBool = Field(True, description="The loser of a vote may take it to the next arena.")
    bureau_size: Count = Field(11, description="Full members up to which the ruling body is filled.")
    candidate_seats: Count = Field(6, description="Candidates up to which the ruling body is filled.")
    congresses: tuple[DayField, ...] = Field((), description="When the bench may enter the ruling body.")
    kept_apart: tuple[tuple[Id, Id], ...] = Field(
        (), description="Pairs of offices that only a vote can join."
    )
    most_offices: Annotated[StrictInt, Field(ge=1, le=20)] = Field(
        2, description="Offices one person may hold."
    )
    follow_lives_to: DayField | None = Field(
        None, description="Deaths are drawn to this date; to the end if not given."
    )
    deaths: Literal["drawn", "recorded"] = Field(
        "drawn", description="Deaths are drawn, or happen when recorded."
    )
    state: Id | None = Field(
        None, description="The state that these people lead: its orthodoxy moves by what they do."
    )
    given_answers: StrictBool = Field(
        False, description="Answers in the ledger count as acts: what is to be predicted is given."
    )


class Difference(Part):
    """A named difference from the scenario as written: what is removed, changed, added."""

    model_config = named_by_id("name")

    name: WordsField
    remove: tuple[Text, ...] = Field((), description="Paths such as events.berlin-rising.")
    change: dict[Text, Any] = Field(
        {}, description="New values by path, such as ties.malenkov.beria.tie: 0.9."
    )
    add: dict[Text, Any] = Field({}, description="New elements by path, such as events.some-id: {...}.")
    note: WordsField | None = None


class WhatIf(Difference):
    """What if one thing had been different?  Compared with the scenario history by history."""


class Opening(Difference):
    """Another day or state of affairs from which the case may be played: with a calendar of its own."""


def _called_by_id(raw: Any) -> Any:
    if not isinstance(raw, list):
        return raw
    return [
        {"name": str(one["id"]).replace("-", " "), **one} if isinstance(one, dict) and "id" in one else one
        for one in raw
    ]


class Scenario(Part):
    """A regime at the opening of a period, with its evidence, its record, and what is asked about it."""

    format: Literal[1] = Field(description="The format of this file.")
    scenario: Id = Field(description="Id of the scenario.")
    title: WordsField
    period: PeriodField
    questions: tuple[Question, ...] = Field((), description="What is asked of the histories.")
    sources: Annotated[dict[Id, Source], or_bare("what", dict[Id, Source | Text])] = Field(
        {}, description="Where things are written: a text, or what, url and kind."
    )
    claims: dict[Id, Claim] = Field({}, description="Statements of a text under examination.")
    issues: Annotated[dict[Id, Issue], fill_names("name")] = Field({}, description="Questions of policy.")
    domains: Annotated[
        dict[Id, Domain],
        Field(min_length=1),
        fill_names("name"),
        or_bare("weight", dict[Id, Domain | Share]),
    ] = Field(description="Kinds of resources: a weight, or name, weight, force and delegates.")
    people: dict[Id, Person] = Field(min_length=1, description="Everybody who may take part.")
    offices: Annotated[dict[Id, Office], Field(min_length=1), fill_names("name")] = Field(
        description="The posts that count."
    )
    arenas: Annotated[tuple[Arena, ...], Field(min_length=1), BeforeValidator(_called_by_id)] = Field(
        description="Where showdowns are decided, in the order of appeal."
    )
    tenures: tuple[Tenure, ...] = Field((), description="Who held what; the later ones are only compared.")
    ties: tuple[Tie, ...] = Field((), description="Who feels what for whom; 0 if not given.")
    rules: Rules = Field(Rules.model_validate({}), description="The rules of the regime.")
    events: Annotated[dict[Id, Event], fill_names("title")] = Field({}, description="What may happen.")
    poles: Annotated[dict[Id, Pole], Field(min_length=2, max_length=6), fill_names("name")] = Field(
        {}, description="Camps of the world, two to six."
    )
    states: Annotated[dict[Id, State], fill_names("name")] = Field({}, description="The states of the world.")
    leanings: tuple[Leaning, ...] = Field((), description="How states leaned; only compared.")
    ledger: tuple[Entry, ...] = Field((), description="What states do to each other.")
    clients: dict[Id, Client] = Field({}, description="States that a pole holds, by the id of the state.")
    crises: Annotated[dict[Id, Crisis], fill_names("name")] = Field(
        {}, description="Trials of strength between two poles."
    )
    whatif: Annotated[dict[Id, WhatIf], fill_names("name")] = Field({}, description="Named differences.")
    openings: Annotated[dict[Id, Opening], fill_names("name")] = Field(
        {}, description="Other days or states of affairs from which it may be played."
    )
    parameters: ParametersField = Field({}, description="Constants of the model, where not as usual.")
    story: Story | None = Field(None, description="The case as a lesson: read, never played.")

    _tree: dict[str, Any] = PrivateAttr(default_factory=dict)
    _origin: Origin | None = PrivateAttr(None)
    _opened: str | None = PrivateAttr(None)
    _made: dict[tuple[str, str], "Scenario"] = PrivateAttr(default_factory=dict)

    def __repr__(self) -> str:
        return text(self)

    def __str__(self) -> str:
        return (
            f"<Scenario {self.scenario}: {len(self.people)} people, {self.period.start} to {self.period.end}>"
        )

    def _repr_html_(self) -> str:
        return html(self)

    @property
    def tree(self) -> dict[str, Any]:
        """The scenario as it was read: plain mappings, lists, texts and numbers."""
        return self._tree

    @property
    def played(self) -> dict[str, Any]:
        """What histories are made of: all that was read but the story."""
        return {section: part for section, part in self._tree.items() if section != "story"}

    @property
    def folder(self) -> Path | None:
        """The folder it was read from or saved to; None if it was made by a change."""
        return self._origin.folder if self._origin and self._origin.tree is self._tree else None

    @property
    def origin(self) -> Origin | None:
        """The files it was read from, those of the unchanged scenario if it was made by a change."""
        return self._origin

    @property
    def opened(self) -> str | None:
        """Which of a scenario's `openings` it is played from; None if from the one it was written for."""
        return self._opened

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of what is played and of the table of parameters; the same on any machine."""
        table = [[p.name, p.default, p.low, p.high] for p in PARAMETERS.values()]
        canonical = json.dumps([self.played, table], ensure_ascii=False, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()

    def opening(self, name: str) -> "Scenario":
        """The case from another of its openings; see `presidium.scenario.change.opened`."""
        from presidium.scenario.change import opened

        return opened(self, name)

    def change(self, path: str, value: Any, because: Any = None) -> "Scenario":
        """Another scenario that differs in one value; see `presidium.scenario.change.change`."""
        from presidium.scenario.change import change

        return change(self, path, value, because)

    def with_whatif(self, name: str) -> "Scenario":
        """The case with one of its what-ifs come true; see `presidium.scenario.change.apply`."""
        from presidium.scenario.change import apply

        return apply(self, name)

    def save(self, path: str | Path, overwrite: bool = False) -> Path:
        """Write it to a file or a folder, in the form it was read in; see `presidium.scenario.write.save`."""
        from presidium.scenario.write import save

        return save(self, path, overwrite)
