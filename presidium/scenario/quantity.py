"""How may a number be written, and what does each way mean?

0.4                          exactly that
0.4 to 0.8                   somewhere in the range
about 0.6                    within 20 % of it
strong                       a word of the table below
unknown                      anywhere in the range of the field (of a tie: -0.3 to 0.3)
{value: 0.4 to 0.8, because: {source: key, grade: B}, hindsight: true}
{either: [{value: 0.2, weight: 3}, {value: strong, weight: 1}]}     two to four rival claims
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeAlias

from pydantic import Field, PlainValidator, StrictBool, ValidationInfo, WithJsonSchema

from presidium.scenario.evidence import Because
from presidium.scenario.limits import LEAST_AMOUNT, MOST_AMOUNT
from presidium.scenario.part import Part, Written
from presidium.scenario.refusal import kind_of, nearest, refusal
from presidium.values import Quantity, Rival

Range: TypeAlias = tuple[float, float]

#: What the words mean in a field that runs from 0 to 1.
SHARE_WORDS: Mapping[str, Range] = {
    "none": (0.0, 0.0),
    "weak": (0.1, 0.3),
    "moderate": (0.3, 0.5),
    "strong": (0.5, 0.8),
    "total": (0.9, 1.0),
}
#: What the words mean for a tie, which runs from -1 to 1.
TIE_WORDS: Mapping[str, Range] = {**SHARE_WORDS, "dislike": (-0.3, -0.1), "hostile": (-0.8, -0.4)}

# No part can match what the one before it may: the time is linear in the length.
_NUMBER = r"[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_PLAIN = re.compile(_NUMBER, re.ASCII)
_RANGE = re.compile(rf"({_NUMBER})\s+to\s+({_NUMBER})", re.ASCII)
_ABOUT = re.compile(rf"about\s+({_NUMBER})", re.ASCII)
_DASHED = re.compile(rf"({_NUMBER})\s*(?:-|\u2013|\u2014|\.\.)\s*({_NUMBER})", re.ASCII)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%", re.ASCII)
#: No number is longer; and of what is longer than the second, what somebody may mean is not searched.
_LONGEST, _LONGEST_MEANT = 100, 40
_ABOUT_MEANS = 0.2
_HOW = 'write 0.4, "0.4 to 0.8", "about 0.6"'


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a field admits: its least and greatest value, its words, and what "unknown" means in it."""

    low: float
    high: float
    words: Mapping[str, Range] = field(default_factory=dict)
    unknown: Range | None = None

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:.7g}"


SHARE = Bounds(0.0, 1.0, SHARE_WORDS, (0.0, 1.0))
TIE = Bounds(-1.0, 1.0, TIE_WORDS, (-0.3, 0.3))
SHIFT = Bounds(-1.0, 1.0, unknown=(-1.0, 1.0))
AMOUNT = Bounds(0.0, MOST_AMOUNT)


def _range(raw: Any, bounds: Bounds) -> Range:
    """Both ends of a number written without evidence."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise refusal("SCN108", f"expected a number, found {kind_of(raw)}", _how(bounds))
    text = str(raw).strip()
    if len(text) > _LONGEST:
        raise refusal("SCN108", f'"{text:.40}..." is not a number', _how(bounds))
    if text in bounds.words:
        return bounds.words[text]
    if text == "unknown" and bounds.unknown:
        return bounds.unknown
    if _PLAIN.fullmatch(text):
        return _within(float(text), float(text), text, bounds)
    if ends := _RANGE.fullmatch(text):
        return _within(float(ends[1]), float(ends[2]), text, bounds)
    if middle := _ABOUT.fullmatch(text):
        return _around(float(middle[1]), text, bounds)
    known = [*bounds.words, *(["unknown"] if bounds.unknown else [])]
    meant = _meant(text) or nearest(text, known)
    raise refusal("SCN108", f'"{text:.40}" is not a number', _how(bounds), meant)


def _meant(text: str) -> str | None:
    """What a number or a range in another spelling means: 0,4 or 0.3-0.6 or 30%."""
    if len(text) > _LONGEST_MEANT:
        return None
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    if ends := _DASHED.fullmatch(text):
        return f"{ends[1]} to {ends[2]}"
    if share := _PERCENT.fullmatch(text):
        return f"{float(share[1]) / 100:g}"
    return text if _PLAIN.fullmatch(text) or _RANGE.fullmatch(text) else None


def _within(low: float, high: float, text: str, bounds: Bounds) -> Range:
    if low > high:
        raise refusal(
            "SCN121",
            f'the range "{text}" runs backwards',
            "write the smaller number first",
            f"{high:g} to {low:g}",
        )
    if not (bounds.low <= low and high <= bounds.high and math.isfinite(high)):
        raise refusal("SCN109", f"{text} is out of range", f"this field admits {bounds}")
    if any(0.0 < abs(end) < LEAST_AMOUNT for end in (low, high)):
        remedy = f"write 0, or at least {LEAST_AMOUNT:g} (below 0: at most -{LEAST_AMOUNT:g})"
        raise refusal("SCN246", f"{text} is too near to 0", remedy)
    return low, high


def _around(middle: float, text: str, bounds: Bounds) -> Range:
    _within(middle, middle, text, bounds)
    spread = abs(middle) * _ABOUT_MEANS
    return max(bounds.low, middle - spread), min(bounds.high, middle + spread)


def _how(bounds: Bounds) -> str:
    table = [f"{word} ({low:g} to {high:g})" for word, (low, high) in bounds.words.items()]
    return ", ".join([_HOW, *table, *(["unknown"] if bounds.unknown else [])])


def _range_in_context(raw: Any, info: ValidationInfo) -> Range:
    bounds: Any = info.context
    return _range(raw, bounds)


_CLAIM = {"type": ["number", "string"], "description": "The number, exactly or as a range."}
_Claim: TypeAlias = Annotated[Range, PlainValidator(_range_in_context), WithJsonSchema(_CLAIM)]


class Sourced(Part):
    """A number with its evidence."""

    value: _Claim
    because: Because | None = None
    hindsight: StrictBool = Field(False, description="Leans on what came later.")


class RivalClaim(Part):
    """One of several rival claims."""

    value: _Claim
    weight: Annotated[float, Field(strict=True, gt=0, le=MOST_AMOUNT, allow_inf_nan=False)] = Field(
        description="How much it is believed, relative to its rivals."
    )
    because: Because | None = None


class Either(Part):
    """Rival claims about a number."""

    either: tuple[RivalClaim, ...] = Field(min_length=2, max_length=4, description="Two to four claims.")


def quantity(raw: Any, bounds: Bounds) -> Quantity:
    """Read a number in any of the ways above.

    Refuses with SCN108 what is no number, with SCN109 what is out of range, with SCN121 a range that runs
    backwards, with SCN246 what is nearer to 0 than 1e-9 and is not 0.

    >>> quantity("about 0.9", SHARE).rivals[0]
    Rival(low=0.72, high=1.0, weight=1.0)
    >>> quantity("unknown", TIE).low
    -0.3
    """
    if not isinstance(raw, dict):
        return Quantity((Rival(*_range(raw, bounds)),), str(raw))
    if "either" in raw:
        rivals = Either.model_validate(raw, context=bounds).either
        total = sum(rival.weight for rival in rivals)
        text = " or ".join(f"{claim['value']} (weight {claim['weight']})" for claim in raw["either"])
        return Quantity(tuple(Rival(*rival.value, rival.weight / total) for rival in rivals), text)
    sourced = Sourced.model_validate(raw, context=bounds)
    return Quantity((Rival(*sourced.value),), str(raw["value"]), sourced.hindsight)


def claimed(bounds: Bounds, but_not: float | None = None) -> Written:
    """How a number within bounds is read, and what the JSON Schema says of it.

    `but_not`: an exact number that the JSON Schema excludes; the field must refuse it itself.
    """
    limits: dict[str, Any] = {
        "minimum": bounds.low,
        "maximum": bounds.high,
    }
    if but_not is not None:
        limits["not"] = {"const": but_not}
    return Written(
        lambda raw: quantity(raw, bounds),
        {
            "description": f"A number ({bounds}): {_how(bounds)}",
            "anyOf": [
                {"type": "number", **limits},
                {"type": "string", "examples": ["0.4 to 0.8", *bounds.words]},
            ],
        },
        (Sourced, Either),
    )


Share: TypeAlias = Annotated[Quantity, claimed(SHARE)]
TieStrength: TypeAlias = Annotated[Quantity, claimed(TIE)]
Shift: TypeAlias = Annotated[Quantity, claimed(SHIFT)]
Amount: TypeAlias = Annotated[Quantity, claimed(AMOUNT)]
