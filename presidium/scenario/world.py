"""Which states are there, who leads whom, how do they lean, and what do they do to each other?

A *pole* is led by one state; the others divide themselves between the poles and "none".  Two kinds of claim
about a state hold for a time, in *spells*: its orthodoxy, and how far a pole's force reaches it.  *Leanings*
are recorded: the first one opens a history, the others are only compared.  The *ledger* holds what one state
does to another.  In a *client* the patron may have to choose between troops and losing it; in a *crisis* two
poles measure their strength.

A spell holds from the first day that its `from` may mean to the last day that its `to` may mean, or until the
next one begins.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, Field, StrictBool, StrictStr, model_validator

from presidium.dates import Day
from presidium.scenario.evidence import Because
from presidium.scenario.fields import DayField, Id, Ids, Level, ThaiName, WordsField, Year
from presidium.scenario.part import OneForm, Part, named_by_id
from presidium.scenario.quantity import Amount, Bounds, Share, Shift, claimed
from presidium.scenario.refusal import collected, refusal
from presidium.values import Quantity


class Pole(Part):
    """A camp of the world, led by one state."""

    model_config = named_by_id("name")

    name: WordsField
    state: Id = Field(description="The state that leads it.")
    because: Because | None = None
    note: WordsField | None = None


def _in_order(start: Day, end: Day | None, field: str) -> None:
    """Refuse what ends before it begins."""
    if end is not None and end.last < start.first:
        problem = refusal("SCN203", f"{end} comes before {start}", "let it end after it begins")
        raise collected([((field,), problem)])


class Spell(Part):
    """A time for which something holds."""

    start: DayField = Field(alias="from", description="The first day.")
    end: DayField | None = Field(None, alias="to", description="The last day; open if not given.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Spell":
        _in_order(self.start, self.end, "to")
        return self

    def holds(self, on: date) -> bool:
        """Whether the spell holds on a day, as long as no later one has begun.

        >>> Spell.model_validate({"from": "1953", "to": "1961-05"}).holds(date(1961, 5, 31))
        True
        """
        return self.start.first <= on and (self.end is None or on <= self.end.last)


_AnySpell = TypeVar("_AnySpell", bound=Spell)


def in_force(spells: Iterable[_AnySpell], on: date) -> _AnySpell | None:
    """The one of several spells about one thing that holds on a day: the latest that has begun.

    >>> early, late = ({"from": "1953", "to": "1960-11-10"}, {"from": "1960-11-10"})
    >>> in_force(map(Spell.model_validate, (early, late)), date(1960, 11, 10)).start.iso
    '1960-11-10'
    """
    begun = [spell for spell in spells if spell.start.first <= on]
    latest = max(begun, key=lambda spell: spell.start.first, default=None)
    return latest if latest is not None and latest.holds(on) else None


class Orthodoxy(Spell):
    """How far the authority of a ruling Leninist party rests on the cult and the doctrine of the old line."""

    value: Share = Field(description="0 not at all, 1 wholly.")
    hindsight: StrictBool = Field(False, description="Leans on what came later.")
    because: Because | None = None


class Reach(Spell):
    """How far a pole's force or geography holds a state."""

    pole: Id = Field(description="The pole that reaches it.")
    value: Share = Field(
        description="0 not at all; 1 troops in the country, or a land border and no other way out."
    )
    hindsight: StrictBool = Field(False, description="Leans on what came later.")
    because: Because | None = None


class State(Part):
    """A state.  While a spell of orthodoxy holds, a Leninist party rules it."""

    model_config = named_by_id("name")

    name: WordsField
    name_th_status: ThaiName | None = None
    start: DayField | None = Field(None, alias="from", description="It exists from then on.")
    sizes: dict[Year, Amount] = Field(
        min_length=1, description="By year: its share of the capabilities of the world."
    )
    orthodoxy: tuple[Orthodoxy, ...] = Field(
        (), description="Only where a Leninist party rules: its orthodoxy, one spell after another."
    )
    reach: tuple[Reach, ...] = Field((), description="How far poles reach it; 0 if not given.")
    liberal: StrictBool = Field(False, description="It is a liberal democracy.")
    because: Because | None = None
    note: WordsField | None = None

    @model_validator(mode="after")
    def _liberal_or_leninist(self) -> "State":
        if self.liberal and self.orthodoxy:
            what = "a state with an orthodoxy is ruled by a Leninist party, and no liberal democracy"
            raise collected([(("liberal",), refusal("SCN123", what, "leave liberal or orthodoxy out"))])
        return self

    def orthodoxy_on(self, day: date) -> Quantity | None:
        """Its orthodoxy on a day; None if no Leninist party rules it then."""
        spell = in_force(self.orthodoxy, day)
        return spell.value if spell else None

    def reach_on(self, pole: str, day: date) -> Quantity:
        """How far a pole reaches it on a day."""
        spell = in_force((one for one in self.reach if one.pole == pole), day)
        return spell.value if spell else Quantity.of(0)


class Leaning(Spell):
    """How a state divided itself between the poles, on record; only compared."""

    state: Id = Field(description="The state that leans.")
    shares: dict[Id, Share] = Field(description="By pole: its share; what is left to 1 is nobody's.")
    because: Because | None = None
    note: WordsField | None = None


class Condition(OneForm):
    """A condition on the board.  All conditions of an entry must hold; each has one of five forms."""

    quarrel: tuple[Id, Id] | None = Field(None, description="These two poles have broken with each other.")
    share: Id | None = Field(None, description="A state, with of and above or below.")
    of: Id | None = Field(None, description="With share: the pole of whose share in the state it is asked.")
    above: Level | None = Field(None, description="The share is more than this.")
    below: Level | None = Field(None, description="The share is less than this.")
    after: Id | None = Field(None, description="This entry of the ledger has happened.")
    happened: Id | None = Field(
        None, description="This event has happened; the entry works from the quarter after event and day."
    )

    WHAT: ClassVar[str] = "guard"
    FORMS: ClassVar[tuple[set[str], ...]] = (
        {"quarrel"},
        {"share", "of", "above"},
        {"share", "of", "below"},
        {"after"},
        {"happened"},
    )


def _not_nothing(size: Quantity) -> Quantity:
    if size.low == size.high == 0:
        raise refusal("SCN109", "0 is out of range", "an entry moves something: -2 to 2, but not 0")
    return size


#: Gravity of an entry: 0.5 minor, 1 plain, 2 grave; below 0 unfriendly.
Size: TypeAlias = Annotated[
    Quantity, claimed(Bounds(-2, 2, unknown=(-2, 2)), but_not=0), AfterValidator(_not_nothing)
]


class Entry(Part):
    """What one state does to another, or is to it: it works from the quarter after its date."""

    id: Id | None = Field(None, description="By which guards and paths name it.")
    by: Id = Field(description="The state that does it.")
    toward: Id = Field(description="The state to which it is done.")
    on: DayField = Field(description="When.")
    until: DayField | None = Field(
        None, description="structure: the first day on which it no longer holds; open if not given."
    )
    role: Literal["structure", "act", "answer"] = Field(
        description="In force at the opening; done by another; what the state itself does, only compared."
    )
    kind: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9_-]*$")] = Field(
        description="What it is, in a word such as recall_of_experts."
    )
    size: Size
    hindsight: StrictBool = Field(False, description="Leans on what came later.")
    guards: tuple[Condition, ...] = Field((), alias="if", description="Happens only where all of these hold.")
    because: Because | None = None
    note: WordsField | None = None

    @model_validator(mode="after")
    def _waits_for_one_event(self) -> "Entry":
        """A structure is in force whatever happens; other entries work from the quarter after an event."""
        if self.role == "structure" and self.guards:
            problem = refusal(
                "SCN104", 'a structure takes no "if"', "leave it out: only acts and answers wait"
            )
            raise collected([(("if",), problem)])
        events = [index for index, guard in enumerate(self.guards) if guard.happened is not None]
        if len(events) > 1:
            problem = refusal("SCN123", "an entry waits for one event", "keep one {happened: EVENT}")
            raise collected([(("if", events[1], "happened"), problem)])
        return self

    @model_validator(mode="after")
    def _structure_may_end(self) -> "Entry":
        if self.until is not None and self.role != "structure":
            problem = refusal(
                "SCN104", f'an {self.role} takes no "until"', "leave it out: only structure ends"
            )
            raise collected([(("until",), problem)])
        _in_order(self.on, self.until, "until")
        return self


class Client(Part):
    """A state that a pole holds, in which unrest may break out.  Its id is that of the state."""

    patron: Id = Field(description="The pole that holds it.")
    unrest: Amount = Field(description="Hazard of unrest per month while nothing agitates it.")
    neighbours: Ids = Field((), description="Clients whose unrest agitates it.")
    value: Share = Field(Quantity.of(1), description="What it is worth to the patron, 0 to 1.")
    fighting: Share = Field(description="How much fighting troops would meet, 0 to 1.")
    party_holds: Share = Field(description="Chance that the party keeps hold of the country in unrest.")
    pledge: Share = Field(description="Chance that its leader then pledges to stay.")
    blame: Shift = Field(
        Quantity.of(0),
        description="Blame of the patron's leader at unrest, where these people lead the patron.",
    )
    because: Because | None = None
    note: WordsField | None = None


class Crisis(Part):
    """Two poles measure their strength when an event says so.  Values are in utils if not said otherwise;
    what is not given is drawn as the parameter of its name.
    """

    model_config = named_by_id("name")

    name: WordsField
    challenger: Id = Field(description="The pole that moves first.")
    defender: Id = Field(description="The pole that is challenged.")
    gain: Amount | None = Field(None, description="What a concession is worth to the challenger.")
    stake: Amount | None = Field(None, description="What a concession costs the defender.")
    withdrawal_cost: Amount | None = Field(None, description="What withdrawing costs the challenger.")
    war_cost: Amount | None = Field(None, description="What war costs each.")
    local_odds: Share | None = Field(None, description="Chance that the defender prevails on the spot.")
    settlement_share: Share | None = Field(None, description="Part of the gain that a settlement gives.")
    tension: Share = Field(Quantity.of(0.7), description="Impulse to the tension between poles.")
    blame: Amount = Field(
        Quantity.of(1),
        description="Blame of the challenger's leader for a withdrawal; half of it for a settlement.",
    )
    because: Because | None = None
    note: WordsField | None = None
