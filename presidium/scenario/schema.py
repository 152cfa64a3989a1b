"""What may a scenario file say, in a form that editors and programs understand?  JSON Schema, draft-07."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from presidium.scenario.model import Scenario
from presidium.values import Quantity

_DIALECT = "http://json-schema.org/draft-07/schema#"


class _Generator(GenerateJsonSchema):
    """Defaults as a file would write them, and no titles that only repeat the names."""

    def field_title_should_be_set(self, _: Any) -> bool:
        return False

    def encode_default(self, dft: Any) -> Any:
        return dft.low if isinstance(dft, Quantity) else super().encode_default(dft)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft-07) of a scenario in one file; every field has a description.

    What a schema cannot say (that names are declared, that dates lie in the period) only `check` finds.

    >>> json_schema()["$schema"]
    'http://json-schema.org/draft-07/schema#'
    """
    made = Scenario.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Generator)
    definitions = made.pop("$defs")
    return {"$schema": _DIALECT, **_as_draft_07(made), "definitions": _as_draft_07(definitions)}


def _as_draft_07(part: Any) -> Any:
    """Rewrite what later drafts say otherwise (`prefixItems`, words beside a `$ref`), and close mappings."""
    if isinstance(part, list):
        return [_as_draft_07(one) for one in part]
    if not isinstance(part, dict):
        return part
    part = {key: _as_draft_07(value) for key, value in part.items()}
    if "prefixItems" in part:
        part["items"] = part.pop("prefixItems")
    if "patternProperties" in part:
        part["additionalProperties"] = False
    if {"type": "null"} in part.get("anyOf", ()):
        part = _without_null(part)
    if "$ref" in part and len(part) > 1:
        part["allOf"] = [{"$ref": part.pop("$ref")}]
    return part


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    """A field that may be left out, but not be written down empty."""
    forms = [form for form in part["anyOf"] if form != {"type": "null"}]
    rest = {key: value for key, value in part.items() if key not in ("anyOf", "default")}
    return {**forms[0], **rest} if len(forms) == 1 else {"anyOf": forms, **rest}
