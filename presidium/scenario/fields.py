"""What may stand in one field: an id, a text, a date, a number and the ways to write it?

Each type checks what a scenario says and turns it into a value of the house.  What it refuses it refuses with a code,
a sentence and a remedy; the place is added by the reader.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    StrictStr,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from presidium.dates import Day, NotADay, Period, WrongEra, parse_day
from presidium.errors import Fix
from presidium.values import Words


def refusal(code: str, message: str, remedy: str, replacement: str | None = None) -> PydanticCustomError:
    """The exception by which a field refuses its value; `replacement` is a text that would be accepted."""
    fix = did_you_mean(replacement) if replacement is not None else None
    # Passed through the context: braces in a user's text are no placeholders.
    return PydanticCustomError(code, "{message}", {"message": message, "remedy": remedy, "fix": fix})  # type: ignore[arg-type]


def did_you_mean(replacement: str) -> Fix:
    """The fix that puts another word in the place of a misspelt one."""
    return {"message": f'did you mean "{replacement}"?', "replacement": replacement}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one probably means.

    >>> nearest("strenght", ["strength", "stance"])
    'strength'
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def unknown(code: str, what: str, word: str, known: Iterable[str]) -> PydanticCustomError:
    """Refuse a word that is not among the known ones, and name the nearest of them or all of them."""
    known = list(known)
    near = nearest(word, known)
    remedy = (
        f'write "{near}" or one of the other {len(known) - 1}' if near else f"{what}s are: {', '.join(known)}"
    )
    return refusal(code, f'unknown {what} "{word}"', remedy, near)


def collected(
    title: str, errors: Iterable[tuple[tuple[str | int, ...], PydanticCustomError]]
) -> ValidationError:
    """Several refusals at their places (path below the value) as one exception."""
    details = [InitErrorDetails(type=error, loc=place, input=None) for place, error in errors]
    return ValidationError.from_exception_data(title, details)


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """How a field is read, and what the JSON Schema says of it; `forms`: the mappings that may stand there."""

    read: Callable[[Any], Any]
    schema: dict[str, Any]
    forms: tuple[type[BaseModel], ...] = ()

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        mappings = [handler(form.__pydantic_core_schema__) for form in self.forms]
        return {**self.schema, "anyOf": [*self.schema["anyOf"], *mappings]} if mappings else self.schema


class Part(BaseModel):
    """A mapping of a scenario: frozen, and only its own fields may stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="wrap")
    @classmethod
    def _only_own_fields(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        names = [part.alias or name for name, part in cls.model_fields.items()]
        strange = [key for key in data if key not in names] if isinstance(data, dict) else []
        if not strange:
            return handler(data)
        errors = [((key,), unknown("SCN104", "field", key, names)) for key in strange]
        try:
            handler({key: value for key, value in data.items() if key in names})
        except ValidationError as others:
            errors += [(one["loc"], _again(one)) for one in others.errors(include_url=False)]  # type: ignore[misc]
        raise collected(cls.__name__, errors)


def _again(error: Any) -> PydanticCustomError:
    return PydanticCustomError(error["type"], "{message}", {"message": error["msg"], **error.get("ctx", {})})


Text: TypeAlias = Annotated[StrictStr, Field(min_length=1)]
Id: TypeAlias = Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


def as_list(raw: Any) -> Any:
    """A list as it is, anything else as a list of one."""
    return raw if isinstance(raw, list) else [raw]


#: One id, or a list of ids.
Ids: TypeAlias = Annotated[tuple[Id, ...], BeforeValidator(as_list)]


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


class _InLanguages(Part):
    en: Text
    th: Text | None = None


def words(raw: Any) -> Words:
    """Read a text: {en: ..., th: ...}, or English alone."""
    if isinstance(raw, str) and raw:
        return Words(raw)
    if isinstance(raw, dict):
        both = _InLanguages.model_validate(raw)
        return Words(both.en, both.th)
    raise refusal(
        "SCN107", f"expected a text, found {kind_of(raw)}", 'write "...", or {en: "...", th: "..."}'
    )


_WORDS = {
    "description": "A text in English, or {en: ..., th: ...}.",
    "anyOf": [{"type": "string", "minLength": 1}],
}
WordsField: TypeAlias = Annotated[Words, Written(words, _WORDS, (_InLanguages,))]


def day(raw: Any) -> Day:
    """Read a date as a field has it (YAML makes a number of a bare year)."""
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise refusal("SCN110", f"expected a date, found {kind_of(raw)}", "write 1953, 1953-03 or 1953-03-05")
    try:
        return parse_day(str(raw))
    except WrongEra as problem:
        raise refusal("SCN111", str(problem), problem.remedy, problem.instead.iso) from None
    except NotADay as problem:
        raise refusal("SCN110", str(problem), problem.remedy) from None


def days(raw: Any) -> tuple[Day, Day]:
    """Read "from to to", or one date as both ends."""
    ends = re.split(r"\s+to\s+", raw.strip()) if isinstance(raw, str) else [raw]
    if len(ends) > 2:
        raise refusal("SCN110", f'"{raw}" is not a time span', 'write two dates: "1953-03-06 to 1964-12-31"')
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


MOST_MONTHS = 600

_DATE = {"type": ["string", "integer"], "description": 'A date: 1953, 1953-03, 1953-03-05 or "2496 BE".'}
_SPAN = {"type": "string", "description": 'Two dates: "1953-03-06 to 1964-12-31".'}

DayField: TypeAlias = Annotated[Day, Written(day, _DATE)]
DaysField: TypeAlias = Annotated[tuple[Day, Day], Written(days, _SPAN)]
PeriodField: TypeAlias = Annotated[Period, Written(period, _SPAN)]


def kind_of(raw: Any) -> str:
    """What a value is, in words for somebody who writes YAML.

    >>> kind_of([1]), kind_of(None), kind_of("yes")
    ('a list', 'nothing', 'the text "yes"')
    """
    if raw is None or raw == "":
        return "nothing"
    if isinstance(raw, bool):
        return f"the truth value {str(raw).lower()}"
    if isinstance(raw, int | float):
        return f"the number {raw}"
    if isinstance(raw, str):
        return f'the text "{raw if len(raw) <= 40 else raw[:39] + "…"}"'
    return "a mapping" if isinstance(raw, dict) else "a list"
