"""What may stand in one field: an id, a text, a date, a share?

Each type checks what a scenario says and turns it into a value of the house.  What it refuses it refuses with
a code, a sentence and a remedy; the place is added by the reader.
"""

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StrictStr

from presidium.dates import Day, NotADay, Period, WrongEra, day_meant, parse_day
from presidium.scenario.limits import MOST_MONTHS
from presidium.scenario.part import Part, Written, or_list
from presidium.scenario.refusal import kind_of, refusal
from presidium.values import Words


def _as_text(raw: Any) -> Any:
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


Text: TypeAlias = Annotated[StrictStr, Field(min_length=1)]
#: A text, or a number that stands for one: a page, a year.
TextOrNumber: TypeAlias = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=str | int)]
Id: TypeAlias = Annotated[
    StrictStr,
    Field(
        pattern=r"^[a-z][a-z0-9-]{0,39}$",
        description="An id: a small letter, then small letters, digits and hyphens, 40 in all.",
    ),
]
#: Whether a Thai name stands in the source text, is standard, or is transliterated here.
ThaiName: TypeAlias = Annotated[
    Literal["source", "standard", "transliterated"],
    Field(description="The Thai name stands in the source text, is standard, or is transliterated here."),
]
#: A threshold between 0 and 1, exact in every history.
Level: TypeAlias = Annotated[float, Field(strict=True, ge=0, le=1)]
#: One id, or a list of ids.
Ids: TypeAlias = Annotated[tuple[Id, ...], or_list(Id)]


def _share(raw: Any) -> float:
    """Read a share of members: "1/2" or 0.5."""
    fraction = re.fullmatch(r"(\d{1,3})/(\d{1,3})", raw, re.ASCII) if isinstance(raw, str) else None
    if fraction and int(fraction[2]):
        raw = int(fraction[1]) / int(fraction[2])
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 < raw <= 1:
        raise refusal(
            "SCN109", f"expected a share above 0 and up to 1, found {kind_of(raw)}", "write 1/2 or 0.5"
        )
    return float(raw)


_FRACTION = {
    "description": 'A share above 0 and up to 1: "1/2" or 0.5.',
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        {"type": "string", "pattern": "^[0-9]+/[0-9]+$"},
    ],
}
Fraction: TypeAlias = Annotated[float, Written(_share, _FRACTION)]


class InLanguages(Part):
    """A text in English and Thai."""

    en: Text = Field(description="In English.")
    th: Text | None = Field(None, description="In Thai.")


def words(raw: Any) -> Words:
    """Read a text: {en: ..., th: ...}, or English alone."""
    if isinstance(raw, str) and raw:
        return Words(raw)
    if isinstance(raw, dict):
        both = InLanguages.model_validate(raw)
        return Words(both.en, both.th)
    raise refusal(
        "SCN107", f"expected a text, found {kind_of(raw)}", 'write "...", or {en: "...", th: "..."}'
    )


_WORDS = {
    "description": "A text in English, or {en: ..., th: ...}.",
    "anyOf": [{"type": "string", "minLength": 1}],
}
WordsField: TypeAlias = Annotated[Words, Written(words, _WORDS, (InLanguages,))]


def day(raw: Any) -> Day:
    """Read a date as a field has it (YAML makes a number of a bare year)."""
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise refusal("SCN110", f"expected a date, found {kind_of(raw)}", "write 1953, 1953-03 or 1953-03-05")
    try:
        return parse_day(str(raw))
    except WrongEra as problem:
        raise refusal("SCN111", str(problem), problem.remedy, problem.instead.iso) from None
    except NotADay as problem:
        meant = day_meant(str(raw))
        raise refusal("SCN110", str(problem), problem.remedy, meant.iso if meant else None) from None


def year(raw: Any) -> int:
    """Read a year that stands as a key."""
    try:
        made = parse_day(str(raw))
    except WrongEra as problem:
        instead = problem.instead.iso
        raise refusal("SCN111", str(problem), f"write {instead}", instead) from None
    except NotADay:
        made = None
    if made is None or made.iso != raw or made.month is not None:
        raise refusal("SCN110", f'"{raw:.40}" is not a year', "write a year, such as 1953")
    return made.year


#: Two dates with another sign between them than the word.
_LONGEST_SPAN = 100
_DASHED = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:-|/|\u2013|\u2014|\.\.)\s*(\d{4}(?:-\d\d){0,2})", re.ASCII)


def days(raw: Any) -> tuple[Day, Day]:
    """Read "from to to", or one date as both ends."""
    short = isinstance(raw, str) and len(raw) <= _LONGEST_SPAN
    ends = re.split(r"\s+to\s+", raw.strip()) if short else [raw]
    if len(ends) > 2:
        raise refusal(
            "SCN110", f'"{raw:.40}" is not a time span', 'write two dates: "1953-03-06 to 1964-12-31"'
        )
    if short and len(ends) == 1 and (both := _DASHED.fullmatch(str(raw).strip())):
        raise refusal(
            "SCN110",
            f'"{raw:.40}" is not a time span',
            "write to between the two dates",
            f"{both[1]} to {both[2]}",
        )
    start, end = day(ends[0]), day(ends[-1])
    if end.last < start.first:
        raise refusal("SCN203", f"{end} comes before {start}", "write the earlier date first")
    return start, end


def period(raw: Any) -> Period:
    """Read the period of a scenario: "1953-03-06 to 1964-12-31", at most 600 months."""
    made = Period(*days(raw))
    if made.months > MOST_MONTHS:
        raise refusal(
            "SCN120", f"the period has {made.months} months", f"at most {MOST_MONTHS} months are possible"
        )
    return made


_DATE = {"type": ["string", "integer"], "description": 'A date: 1953, 1953-03, 1953-03-05 or "2496 BE".'}
_SPAN = {"type": "string", "description": 'Two dates: "1953-03-06 to 1964-12-31".'}

_YEAR = {"type": "string", "pattern": "^[0-9]{4}$", "description": "A year: 1953."}

Year: TypeAlias = Annotated[int, Written(year, _YEAR)]
DayField: TypeAlias = Annotated[Day, Written(day, _DATE)]
DaysField: TypeAlias = Annotated[tuple[Day, Day], Written(days, _SPAN)]
PeriodField: TypeAlias = Annotated[Period, Written(period, _SPAN)]
