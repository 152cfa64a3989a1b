"""How is the shape of a JSON value said?  Parts of a JSON Schema (draft-07), each with what it means."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Shape: TypeAlias = dict[str, Any]

#: Texts in both languages; `bilingual` refers to it.
DEFINITIONS: Shape = {
    "text": {
        "type": "object",
        "description": "The same text in English and in Thai.",
        "required": ["en", "th"],
        "additionalProperties": False,
        "properties": {
            "en": {"type": "string", "description": "In English."},
            "th": {"type": "string", "description": "In Thai; as in English where a case has no Thai."},
        },
    }
}


def closed(about: str, fields: Mapping[str, Shape]) -> Shape:
    """An object with exactly these fields.

    >>> closed("A pair.", {"n": whole("How many.")})["required"]
    ['n']
    """
    return {
        "type": "object",
        "description": about,
        "required": list(fields),
        "additionalProperties": False,
        "properties": dict(fields),
    }


def by_id(about: str, value: Shape) -> Shape:
    """An object with a value of one shape for each of some ids."""
    return {"type": "object", "description": about, "additionalProperties": value}


def many(about: str, item: Shape, least: int = 0, most: int | None = None) -> Shape:
    """A list of `least` to `most` things of one shape."""
    limits = {"minItems": least, **({} if most is None else {"maxItems": most})}
    return {"type": "array", "description": about, "items": item, **limits}


def word(about: str, choices: Iterable[str] = (), pattern: str | None = None) -> Shape:
    """A text without a language: an id, or one of some words."""
    shape: Shape = {"type": "string", "description": about}
    if choices := list(choices):
        shape["enum"] = choices
    return shape if pattern is None else {**shape, "pattern": pattern}


def day(about: str) -> Shape:
    """A date of the common era, as exact as it is known."""
    return word(about, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")


def month(about: str) -> Shape:
    """A month of the common era, such as 1953-06."""
    return word(about, pattern=r"^\d{4}-\d{2}$")


def bilingual(about: str) -> Shape:
    """A text in both languages."""
    return {"description": about, "allOf": [{"$ref": "#/definitions/text"}]}


def number(about: str, low: float | None = None, high: float | None = None) -> Shape:
    """A number, within limits where it has any."""
    limits = {"minimum": low, "maximum": high}
    return {
        "type": "number",
        "description": about,
        **{key: value for key, value in limits.items() if value is not None},
    }


def share(about: str) -> Shape:
    """A share or a probability, 0 to 1."""
    return number(about, 0, 1)


def error(about: str = "One standard error of it; of a share of 0 or 1 the 95 % bound.") -> Shape:
    """A standard error."""
    return number(about, 0)


def whole(about: str, low: int | None = 0, high: int | None = None) -> Shape:
    """A whole number, not negative unless `low` is None."""
    return {**number(about, low, high), "type": "integer"}


def flag(about: str) -> Shape:
    """True or false."""
    return {"type": "boolean", "description": about}


def maybe(shape: Shape) -> Shape:
    """Such a value, or null where there is none.

    >>> maybe(flag("It rains."))["type"]
    ['boolean', 'null']
    """
    if "type" in shape and "enum" not in shape:
        return {**shape, "type": [shape["type"], "null"]}
    rest = {key: value for key, value in shape.items() if key != "description"}
    return {"description": shape["description"], "anyOf": [rest, {"type": "null"}]}
