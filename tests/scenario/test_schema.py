"""Does the JSON Schema admit what the reader admits, and explain it?"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from presidium.scenario.model import Scenario
from presidium.scenario.origin import gallery
from presidium.scenario.read import load
from presidium.scenario.schema import json_schema

SCHEMA = json_schema()
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def admits(schema: dict[str, Any], value: Any) -> bool:
    """Whether a schema admits a value; knows the words of draft-07 that the schema uses."""
    if "$ref" in schema:
        return admits(SCHEMA["definitions"][schema["$ref"].removeprefix("#/definitions/")], value)
    return all(
        (
            all(admits(one, value) for one in schema.get("allOf", ())),
            "anyOf" not in schema or any(admits(one, value) for one in schema["anyOf"]),
            "const" not in schema or value == schema["const"],
            "not" not in schema or not admits(schema["not"], value),
            "enum" not in schema or value in schema["enum"],
            "type" not in schema or has_type(schema["type"], value),
            not isinstance(value, dict) or admits_mapping(schema, value),
            not isinstance(value, list) or admits_list(schema, value),
            not isinstance(value, str) or admits_text(schema, value),
            not is_number(value) or admits_number(schema, value),
        )
    )


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def has_type(names: str | list[str], value: Any) -> bool:
    wanted = [names] if isinstance(names, str) else names
    return any(
        isinstance(value, TYPES[name]) and (name == "boolean") == isinstance(value, bool) for name in wanted
    )


def admits_mapping(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    own, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, below in value.items():
        fitting = (
            [own[key]]
            if key in own
            else [one for pattern, one in patterns.items() if re.search(pattern, key)]
        )
        if not fitting and schema.get("additionalProperties") is False:
            return False
        if not all(admits(one, below) for one in fitting):
            return False
    return set(schema.get("required", ())) <= set(value) and len(value) >= schema.get("minProperties", 0)


def admits_list(schema: dict[str, Any], value: list[Any]) -> bool:
    items = schema.get("items", {})
    pairs = zip(items, value, strict=False) if isinstance(items, list) else ((items, one) for one in value)
    right_length = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    return right_length and all(admits(one, below) for one, below in pairs)


def admits_text(schema: dict[str, Any], value: str) -> bool:
    right_length = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
    return right_length and re.search(schema.get("pattern", ""), value) is not None


def admits_number(schema: dict[str, Any], value: float) -> bool:
    return schema.get("minimum", value) <= value <= schema.get("maximum", value) and (
        "exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"]
    )


def test_it_admits_the_small_scenario(small: Scenario) -> None:
    assert admits(SCHEMA, small.tree)


@pytest.mark.parametrize("name", gallery())
def test_it_admits_every_case_of_the_gallery(name: str) -> None:
    assert admits(SCHEMA, load(name).tree)


SHORT = {
    "sources": {"memoirs": "Memoirs"},
    "domains": {"party": 0.4, "guard": "0.6"},
    "offices": {"chair": {}},
    "poles": {"east": {"state": "kronia"}, "west": {"state": "luvia"}},
    "states": {"kronia": {"sizes": {"1960": "about 0.2"}}},
}


@pytest.mark.parametrize("section", SHORT)
def test_it_admits_short_ways_of_writing(small: Scenario, section: str) -> None:
    assert admits(SCHEMA, {**small.tree, section: SHORT[section]})


WRONG: dict[str, Any] = {
    "people": {"Orsk": {"name": "Orsk", "born": 1903}},
    "peoples": {},
    "format": 2,
    "title": 1961,
    "rules": {"appeal": "yes"},
    "domains": {"party": 1.4},
    "arenas": [{"id": "council", "members": "full", "weight": "one each", "rule": "most"}],
    "events": {"strike": {"kind": "strike", "on": "1962"}},
    "questions": [{"ask": "fate", "who": "orsk"}],
    "parameters": {"launch-rat": 0.3},
    "ties": [{"from": "orsk", "to": "vey", "tie": 2}],
    "leanings": [{"state": "arvenia", "shares": {"east": 1}}],
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("size", 0),
        ("size", 3),
        ("role", "deed"),
        ("kind", "A loan"),
        ("on", None),
        ("if", [{"before": "pact"}]),
    ],
)
def test_it_refuses_an_entry_that_the_reader_refuses(small: Scenario, field: str, value: Any) -> None:
    entry = small.tree["ledger"][1]
    assert admits(SCHEMA, {**small.tree, "ledger": [entry]})
    assert not admits(SCHEMA, {**small.tree, "ledger": [{**entry, field: value}]})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sizes", {}),
        ("sizes", {"early": 0.2}),
        ("sizes", {"1960": -1}),
        ("liberal", "yes"),
        ("orthodoxy", 0.5),
    ],
)
def test_it_refuses_a_state_that_the_reader_refuses(small: Scenario, field: str, value: Any) -> None:
    state = small.tree["states"]["kronia"]
    assert not admits(SCHEMA, {**small.tree, "states": {"kronia": {**state, field: value}}})


@pytest.mark.parametrize("section", WRONG)
def test_it_refuses_what_the_reader_refuses(small: Scenario, section: str) -> None:
    assert not admits(SCHEMA, {**small.tree, section: WRONG[section]})


def fields(part: Any, above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of the schema."""
    if isinstance(part, dict):
        for key, below in part.items():
            if key == "properties":
                yield from ((f"{above}.{name}", one) for name, one in below.items())
            yield from fields(below, f"{above}.{key}")
    elif isinstance(part, list):
        for below in part:
            yield from fields(below, above)


def described(field: dict[str, Any]) -> bool:
    """A field says what it is, or the mapping it holds does."""
    if "description" in field:
        return True
    if "$ref" in field:
        return described(SCHEMA["definitions"][field["$ref"].removeprefix("#/definitions/")])
    return any(described(one) for one in field.get("anyOf", field.get("allOf", ())))


def test_it_is_draft_07_and_every_field_is_described() -> None:
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert [name for name, field in fields(SCHEMA) if not described(field)] == []
    words = re.findall(r"'(\$?\w+)':", str(SCHEMA))
    assert not {"$defs", "prefixItems", "unevaluatedProperties", "dependentRequired"} & set(words)
