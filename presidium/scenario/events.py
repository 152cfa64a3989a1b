"""What may happen, under which condition, and what does it change?

A shock comes from outside on its date; a decision is taken by whoever holds the deciding office; an outcome
is what history recorded, compared and never fed.
"""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field, StrictBool, StrictInt, TypeAdapter, WrapValidator, model_validator

from presidium.dates import Day
from presidium.scenario.evidence import Because
from presidium.scenario.fields import DayField, DaysField, Id, Ids, Level, WordsField
from presidium.scenario.limits import MOST_LOG_ODDS
from presidium.scenario.part import OneForm, Part, named_by_id, or_list
from presidium.scenario.quantity import Amount, Share, Shift
from presidium.scenario.refusal import collected, kind_of, refusal, unknown
from presidium.values import Quantity

Months: TypeAlias = Annotated[StrictInt, Field(ge=1, le=600, description="For so many months.")]
Fate: TypeAlias = Literal["kept", "demoted", "retired", "expelled", "jailed", "executed"]
End: TypeAlias = Literal["concession", "withdrawal", "settlement", "war"]
#: A log odds, or the stance that it is counted from.
Number: TypeAlias = Annotated[
    float, Field(strict=True, ge=-MOST_LOG_ODDS, le=MOST_LOG_ODDS, allow_inf_nan=False)
]
Bound: TypeAlias = Annotated[float, Field(strict=True, ge=-2, le=2)]


class Guard(OneForm):
    """A condition on the board.  All guards of an event must hold; each has one of twelve forms."""

    happened: Id | None = Field(None, description="This event has happened.")
    not_happened: Id | None = Field(None, description="This event has not happened.")
    office: Id | None = Field(None, description="Office, with held_by, not_held_by or filled.")
    held_by: Id | None = Field(None, description="The office is held by this person.")
    not_held_by: Id | None = Field(None, description="The office is not held by this person.")
    filled: Literal[True] | None = Field(None, description="The office is held by somebody.")
    stance_of: Id | None = Field(
        None, description="A person, leader or decider, with issue and above or below."
    )
    issue: Id | None = Field(None, description="With stance_of.")
    quarrel: tuple[Id, Id] | None = Field(None, description="These two poles have broken with each other.")
    between: tuple[Id, Id] | None = Field(
        None, description="Two poles, with above or below: the propensity between them, -2 to 2."
    )
    share: Id | None = Field(None, description="A state, with of and above or below.")
    of: Id | None = Field(None, description="With share: the pole of whose share in the state it is asked.")
    above: Bound | None = Field(None, description="The stance, share or propensity is more than this.")
    below: Bound | None = Field(None, description="The stance, share or propensity is less than this.")

    WHAT: ClassVar[str] = "guard"
    FORMS: ClassVar[tuple[set[str], ...]] = (
        {"happened"},
        {"not_happened"},
        {"office", "held_by"},
        {"office", "not_held_by"},
        {"office", "filled"},
        {"stance_of", "issue", "above"},
        {"stance_of", "issue", "below"},
        {"quarrel"},
        {"between", "above"},
        {"between", "below"},
        {"share", "of", "above"},
        {"share", "of", "below"},
    )

    @model_validator(mode="after")
    def _level_of_a_share(self) -> "Guard":
        """Only propensities go beyond 0 to 1."""
        for name in ("above", "below"):
            level = getattr(self, name)
            if level is not None and self.between is None and not 0 <= level <= 1:
                problem = refusal("SCN109", f"{level:g} is out of range", "this field admits 0 to 1")
                raise collected([((name,), problem)])
        return self


class Blame(Part):
    """Somebody is blamed: the severity is added to the blame of each target and halves with time."""

    kind: ClassVar[str] = "blame"
    targets: Ids = Field(alias="blame", description="A person, leader or decider, or a list of persons.")
    by: Shift


class Following(OneForm):
    """Everybody whose stance on an issue lies above or below a level."""

    issue: Id
    above: Level | None = Field(None, description="Those whose stance is more than this.")
    below: Level | None = Field(None, description="Those whose stance is less than this.")

    WHAT: ClassVar[str] = "group"
    FORMS: ClassVar[tuple[set[str], ...]] = ({"issue", "above"}, {"issue", "below"})


_ID: TypeAdapter[str] = TypeAdapter(Id)


def _person_or_group(raw: Any, _: Any) -> Any:
    return Following.model_validate(raw) if isinstance(raw, dict) else _ID.validate_python(raw)


class TieShift(Part):
    """What some feel for somebody changes."""

    kind: ClassVar[str] = "tie"
    target: Id = Field(
        alias="tie", description="The one who is liked or disliked: a person, leader or decider."
    )
    of: Annotated[Id | Following, WrapValidator(_person_or_group)] = Field(
        description="Whose feeling changes: a person, leader or decider, {issue, above} or {issue, below}."
    )
    by: Shift

    @property
    def of_person(self) -> str | None:
        """The person whose feeling changes, if it is one."""
        return self.of if isinstance(self.of, str) else None

    @property
    def of_issue(self) -> str | None:
        """The issue that marks those whose feeling changes, if it is a group."""
        return self.of.issue if isinstance(self.of, Following) else None

    @property
    def above(self) -> float | None:
        """The group: those whose stance is above this."""
        return self.of.above if isinstance(self.of, Following) else None

    @property
    def below(self) -> float | None:
        """The group: those whose stance is below this."""
        return self.of.below if isinstance(self.of, Following) else None


class StanceShift(Part):
    """Somebody changes his mind on an issue."""

    kind: ClassVar[str] = "stance"
    issue: Id = Field(alias="stance", description="The issue.")
    of: Id = Field(description="A person, leader or decider.")
    by: Shift


class Harm(Part):
    """A domain loses part of its weight; the others gain in proportion."""

    kind: ClassVar[str] = "harm"
    domain: Id = Field(alias="harm", description="The domain.")
    by: Share = Field(description="Weight that it loses.")


class Harshness(Part):
    """The price of losing is multiplied by a factor."""

    kind: ClassVar[str] = "harshness"
    factor: Amount = Field(alias="harshness", description="The factor: 0.5 halves the price.")


class Absence(Part):
    """Somebody is away for some months."""

    kind: ClassVar[str] = "absence"
    who: Id = Field(alias="absence", description="A person or leader.")
    months: Months


class Worth(Part):
    """An office is from now on worth so much in a domain."""

    kind: ClassVar[str] = "worth"
    office: Id = Field(alias="worth", description="The office.")
    domain: Id
    to: Amount = Field(description="What it is worth from now on.")


class Neutral(Part):
    """The force of an office stays out of showdowns for some months."""

    kind: ClassVar[str] = "neutral"
    office: Id = Field(alias="neutral", description="The office.")
    months: Months


class Closed(Part):
    """An arena cannot meet for some months."""

    kind: ClassVar[str] = "closed"
    arena: Id = Field(alias="closed", description="The arena.")
    months: Months


class OrthodoxyShift(Part):
    """The orthodoxy of a pole changes; a fall is a denunciation, felt by those who live by the old cult."""

    kind: ClassVar[str] = "orthodoxy"
    pole: Id = Field(alias="orthodoxy", description="The pole.")
    by: Shift


class Agitation(Part):
    """A client is agitated: unrest becomes likelier, for some months."""

    kind: ClassVar[str] = "unrest"
    client: Id = Field(alias="unrest", description="The client.")
    by: Amount = Field(description="What is added to its agitation.")


class TensionShift(Part):
    """The tension between poles rises by a part of what is missing to 1, or falls by a part of itself."""

    kind: ClassVar[str] = "tension"
    by: Shift = Field(alias="tension", description="The impulse, -1 to 1; below 0 it is detente.")


class OpenCrisis(Part):
    """A crisis between two poles opens, and ends within the month."""

    kind: ClassVar[str] = "crisis"
    crisis: Id = Field(description="The crisis.")


class BureauSize(Part):
    """The ruling body has so many full members from now on; where it has more, the strongest stay."""

    kind: ClassVar[str] = "bureau_size"
    members: Annotated[StrictInt, Field(ge=1, le=200)] = Field(
        alias="bureau_size", description="Full members up to which it is filled, or cut."
    )


AnyEffect: TypeAlias = (
    Blame
    | TieShift
    | StanceShift
    | Harm
    | Harshness
    | Absence
    | Worth
    | Neutral
    | Closed
    | OrthodoxyShift
    | Agitation
    | TensionShift
    | OpenCrisis
    | BureauSize
)
_EFFECTS: dict[str, type[Part]] = {
    "blame": Blame,
    "tie": TieShift,
    "stance": StanceShift,
    "harm": Harm,
    "harshness": Harshness,
    "absence": Absence,
    "worth": Worth,
    "neutral": Neutral,
    "closed": Closed,
    "orthodoxy": OrthodoxyShift,
    "unrest": Agitation,
    "tension": TensionShift,
    "crisis": OpenCrisis,
    "bureau_size": BureauSize,
}


def _effect(raw: Any, _: Any) -> Any:
    """Read an effect, told by its one field that names a kind."""
    if not isinstance(raw, dict):
        raise refusal(
            "SCN107", f"expected an effect, found {kind_of(raw)}", "write {blame: PERSON, by: 0.1 to 0.4}"
        )
    kinds = [key for key in raw if key in _EFFECTS]
    if not kinds:
        raise unknown("SCN123", "effect", next(iter(raw), ""), _EFFECTS)
    return _EFFECTS[kinds[0]].model_validate(raw)


Effect: TypeAlias = Annotated[AnyEffect, WrapValidator(_effect)]


class _Event(Part):
    model_config = named_by_id("title")

    title: WordsField = Field(description="In a few words; the id if not given.")
    because: Because | None = None


class _Happening(_Event):
    hindsight: StrictBool = Field(False, description="Leans on what came later.")
    guards: tuple[Guard, ...] = Field((), alias="if", description="Happens only where all of these hold.")
    effects: tuple[Effect, ...] = Field((), description="What it changes.")


class Shock(_Happening):
    """Comes from outside, on its date or dates, with a chance."""

    kind: Literal["shock"] = Field(description="It comes from outside.")
    on: Annotated[tuple[DayField, ...], or_list(DayField), Field(min_length=1)] = Field(
        description="When: one date, or a list of dates on each of which it may come."
    )
    chance: Share = Field(Quantity.of(1), description="Chance that it comes on a date.")
    exogenous: StrictBool = Field(False, description="Comes whatever anybody here does, such as a stroke.")


class Logit(Part):
    """A chance a month that depends on the decider: L(base + slope (stance on the issue - cut)).

    L is the logistic function, 1 / (1 + exp(-x)).
    """

    base: Number = Field(description="Log odds of a decider whose stance is at the cut.")
    slope: Number = Field(description="Log odds by which stance 1 differs from stance 0.")
    issue: Id
    cut: Number = Field(description="The stance to count from.")


class Decision(_Happening):
    """Taken by whoever holds an office, within a window, with a chance a month."""

    kind: Literal["decision"] = Field(description="Somebody in office takes it.")
    by: Id = Field(description="The office that decides.")
    window: DaysField = Field(description='From when to when it may be taken: "1956-01 to 1958-02".')
    chance: Share | None = Field(None, description="Chance a month; or give logit.")
    logit: Logit | None = Field(None, description="A chance that depends on the decider.")
    recorded: DayField | None = Field(None, description="When it was taken; only compared.")

    @model_validator(mode="after")
    def _one_chance(self) -> "Decision":
        if (self.chance is None) == (self.logit is None):
            what = "a decision needs chance or logit, and not both"
            raise refusal("SCN123", what, "write chance: 0.1 (a month)")
        return self


class Records(OneForm):
    """What an outcome says in terms of the model: a fall, a holder, an event, or something abroad."""

    falls: Id | None = Field(None, description="This person loses his seat.")
    fate: Fate | None = Field(None, description="How he paid; with falls.")
    office: Id | None = Field(None, description="This office, with holder.")
    holder: Id | None = Field(None, description="This person comes to hold the office.")
    event: Id | None = Field(None, description="This event.")
    quarrel: tuple[Id, Id] | None = Field(None, description="These two poles have broken with each other.")
    troops: Id | None = Field(None, description="The patron sends troops into this client.")
    left_alone: Id | None = Field(
        None, description="There is unrest in this client; its patron leaves it alone."
    )
    crisis: Id | None = Field(None, description="This crisis, with end.")
    end: End | None = Field(None, description="How the crisis ended.")

    WHAT: ClassVar[str] = "record"
    FORMS: ClassVar[tuple[set[str], ...]] = (
        {"falls"},
        {"falls", "fate"},
        {"office", "holder"},
        {"event"},
        {"quarrel"},
        {"troops"},
        {"left_alone"},
        {"crisis", "end"},
    )


class Outcome(_Event):
    """What history recorded: compared with the histories, never fed to them."""

    kind: Literal["outcome"] = Field(description="It is on record.")
    span: DaysField = Field(alias="on", description='When: a date, or "1953-06-26 to 1953-12-23".')
    records: Records | None = Field(None, description="What it says in terms of the model.")

    @property
    def on(self) -> Day:
        """When it happened or began."""
        return self.span[0]

    @property
    def until(self) -> Day | None:
        """When it ended, if it took longer than one date."""
        return None if self.span[0] == self.span[1] else self.span[1]


_KINDS: dict[str, type[Part]] = {"shock": Shock, "decision": Decision, "outcome": Outcome}


def _by_kind(raw: Any, _: Any) -> Any:
    if not isinstance(raw, dict):
        raise refusal(
            "SCN107", f"expected an event, found {kind_of(raw)}", "write {kind: shock, on: 1953-06-17, ...}"
        )
    if "kind" not in raw:
        raise refusal("SCN106", 'missing field "kind"', f"give it a kind: {', '.join(_KINDS)}.")
    if raw["kind"] not in list(_KINDS):
        raise collected([(("kind",), unknown("SCN113", "kind", str(raw["kind"]), _KINDS))])
    return _KINDS[raw["kind"]].model_validate(raw)


Event: TypeAlias = Annotated[Shock | Decision | Outcome, WrapValidator(_by_kind)]
