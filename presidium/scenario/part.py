"""What may a mapping of a scenario hold, and which short ways of writing it are there?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

from presidium.scenario.refusal import Refused, collected, refusal, unknown


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """How a field is read, and what the JSON Schema says of it; `forms` are mappings that may stand there."""

    read: Callable[[Any], Any]
    schema: dict[str, Any]
    forms: tuple[type[BaseModel], ...] = ()

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if not self.forms:
            return core_schema.no_info_plain_validator_function(self.read)
        # The forms are there for the JSON Schema: `read` chooses among them itself.
        union = core_schema.union_schema([handler.generate_schema(form) for form in self.forms])
        return core_schema.no_info_wrap_validator_function(lambda raw, _: self.read(raw), union)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        if not self.forms:
            return self.schema
        mappings = handler(core)
        return {**self.schema, "anyOf": [*self.schema["anyOf"], *mappings.get("anyOf", [mappings])]}


class Part(BaseModel):
    """A mapping of a scenario: frozen, and only its own fields may stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="wrap")
    @classmethod
    def _only_own_fields(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        if not isinstance(data, dict):
            return handler(data)
        names = _own(cls)
        if data.keys() <= names.keys() and None not in data.values():
            return handler(data)
        refused = {key: unknown("SCN104", "field", key, names) for key in data if key not in names}
        refused |= {key: _nothing() for key, value in data.items() if value is None and key in names}
        errors: list[Refused] = [((key,), problem) for key, problem in refused.items()]
        try:
            handler({key: value for key, value in data.items() if key not in refused})
        except ValidationError as others:
            rest = others.errors(include_url=False)
            errors += [
                (one["loc"], _again(one)) for one in rest if one["loc"] not in [place for place, _ in errors]
            ]
        raise collected(errors)


class OneForm(Part):
    """A mapping that can be written in some ways only: `FORMS` are the sets of fields that go together."""

    WHAT: ClassVar[str]
    FORMS: ClassVar[tuple[set[str], ...]]

    @model_validator(mode="after")
    def _one_form(self) -> "OneForm":
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
        if given not in self.FORMS:
            fields = ", ".join(sorted(given)) or "no field"
            ways = " or ".join(f"{{{', '.join(sorted(form))}}}" for form in self.FORMS)
            raise refusal("SCN123", f"{fields}: this makes no {self.WHAT}", f"write {ways}")
        return self


@cache
def _own(part: type[Part]) -> dict[str, None]:
    """The names of the fields of a part as they are written, in order."""
    return {field.alias or name: None for name, field in part.model_fields.items()}


def _nothing() -> PydanticCustomError:
    return refusal("SCN122", "nothing stands here", "fill it in, or leave the field out")


def _again(error: ErrorDetails) -> PydanticCustomError:
    """An error that pydantic has handed out, in the form in which it takes errors."""
    context = {"message": error["msg"], **error.get("ctx", {})}
    return PydanticCustomError(error["type"], "{message}", context)


def named_by_id(field: str) -> ConfigDict:
    """Configuration of elements that may leave out a name, because their id serves (`fill_names`)."""

    def leave_out(schema: dict[str, Any]) -> None:
        schema["required"] = [name for name in schema.get("required", ()) if name != field]

    return ConfigDict(json_schema_extra=leave_out)


def fill_names(field: str) -> BeforeValidator:
    """A section in which an element without a name is called by its id."""

    def fill(raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        return {
            key: {field: key.replace("-", " "), **one} if isinstance(one, dict) else one
            for key, one in raw.items()
        }

    return BeforeValidator(fill)


def or_bare(field: str, input_type: Any) -> BeforeValidator:
    """A section in which a bare value stands for an element that has only this field."""

    def fill(raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        return {key: one if isinstance(one, dict) else {field: one} for key, one in raw.items()}

    return BeforeValidator(fill, json_schema_input_type=input_type)


def _as_list(raw: Any) -> Any:
    return raw if isinstance(raw, list) else [raw]


def or_list(one: Any) -> BeforeValidator:
    """A list of something, or the bare thing for a list of one."""
    return BeforeValidator(_as_list, json_schema_input_type=one | tuple[one, ...])
