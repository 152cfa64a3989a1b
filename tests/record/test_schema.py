"""Is the document what its schema says, and does the schema refuse what it is not?"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import presidium
from presidium.record.schema import document_schema

CASES = Path(__file__).parents[1] / "scenario"
SCHEMA = document_schema()
VALID = jsonschema.Draft7Validator(SCHEMA)
PARTS = {
    name: jsonschema.Draft7Validator({**shape, "definitions": SCHEMA["definitions"]})
    for name, shape in SCHEMA["properties"].items()
}


def made(case: presidium.Scenario, histories: int = 60) -> dict[str, Any]:
    """The document as a program reads it."""
    document = presidium.simulate(case, histories=histories, threads=1).document()
    again: dict[str, Any] = json.loads(json.dumps(document, allow_nan=False))
    return again


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    """Of a small case, of the same with a what-if come true, and of a small world."""
    small, abroad = (presidium.load(CASES / f"{name}.yaml") for name in ("small", "abroad"))
    return {"small": made(small), "changed": made(small.with_whatif("no-rising")), "abroad": made(abroad)}


def complaints(document: Any) -> list[str]:
    return [f"{list(one.absolute_path)}: {one.message[:200]}" for one in VALID.iter_errors(document)]


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Every shape of an object in a schema."""
    if isinstance(part, dict):
        if "properties" in part and isinstance(part["properties"], dict):
            yield part
        for below in part.values():
            yield from objects(below)
    elif isinstance(part, list):
        for below in part:
            yield from objects(below)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert "draft-07" in SCHEMA["$schema"]


def test_every_object_is_closed_and_every_field_is_described() -> None:
    found = list(objects(SCHEMA))
    assert len(found) > 50
    for shape in found:
        assert shape["additionalProperties"] is False
        assert shape["required"] == list(shape["properties"])
        for name, field in shape["properties"].items():
            assert field["description"].strip().endswith("."), name


@pytest.mark.parametrize("name", ["small", "changed", "abroad"])
def test_a_document_is_what_the_schema_says(documents: dict[str, dict[str, Any]], name: str) -> None:
    assert complaints(documents[name]) == []


def test_a_case_without_questions_has_a_document_of_the_same_shape(tmp_path: Path) -> None:
    tree = {**presidium.load(CASES / "small.yaml").tree}
    for section in ("questions", "story"):
        tree.pop(section, None)
    (tmp_path / "case.yaml").write_text(json.dumps(tree), encoding="utf-8")  # JSON is YAML
    document = made(presidium.load(tmp_path / "case.yaml"), histories=5)
    assert document["headline"] is None
    assert complaints(document) == []


@pytest.mark.slow
def test_the_flagships_document_is_what_the_schema_says() -> None:
    assert complaints(made(presidium.load("soviet-1953"), histories=100)) == []


def containers(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of objects, one of each list: the first."""
    if isinstance(part, dict):
        yield path
        for name, below in part.items():
            yield from containers(below, (*path, name))
    elif isinstance(part, list) and part:
        yield from containers(part[0], (*path, 0))


def small(part: Any) -> Any:
    """The same with short lists, so that it is validated in no time."""
    if isinstance(part, dict):
        return {name: small(below) for name, below in part.items()}
    return [small(below) for below in part[:6]] if isinstance(part, list) else part


def at(part: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        part = part[step]
    return part


def test_a_document_with_anything_missing_or_strange_is_refused(documents: dict[str, dict[str, Any]]) -> None:
    """In every object that is no table by id: a field less, a field more, a value of another kind."""
    by_id = {("world", "states", 0, "shares"), ("world", "crises", 0, "ends"), ("scenario_text",)}
    tried = 0
    for document in map(small, (documents["small"], documents["abroad"])):
        for path in containers(document):
            if path in by_id:
                continue
            around = at(document, path)
            # Below the top the part alone is looked at: nothing else has changed.
            valid, whole = (PARTS[path[0]], document[path[0]]) if path else (VALID, document)
            for name in [*around, "more"]:
                before = around.pop(name, None)
                if name != "more":
                    assert not valid.is_valid(whole), (*path, name, "missing")
                for strange in ([[{"no": "such thing"}]], {"no": ["such thing"]}):
                    around[name] = strange
                    assert not valid.is_valid(whole), (*path, name, strange)
                    del around[name]
                if name != "more":
                    around[name] = before
                tried += 1
        assert complaints(document) == []
    assert tried > 300


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("digest",), "abc"),
        (("period",), ["1953-03-06"]),
        (("months", 0), "March 1961"),
        (("people", 0, "born"), "1903-5-11"),
        (("people", 0, "name"), {"en": "Orsk"}),
        (("questions", 0, "ask"), "who_wins"),
        (("questions", 0, "answers", 0, "probability"), 1.2),
        (("questions", 0, "answers", 0, "probability"), "0.5"),
        (("questions", 0, "grade"), "F"),
        (("dots", "answers", 0, "count"), 0),
        (("closer", "inputs", 0, "exogenous"), False),
        (("hindsight", "histories"), 1.5),
        (("scenario_text", "scenario.json"), {}),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(
    documents: dict[str, dict[str, Any]], path: tuple[Any, ...], value: Any
) -> None:
    document = copy.deepcopy(small(documents["small"]))
    document["closer"]["inputs"] = [
        {
            "path": "parameters.patience",
            "name": {"en": "Patience", "th": "ความอดทน"},
            "address": [1, 1],
            "rivals": [[0, 1, 1]],
            "cuts": [0.3, 0.7],
            "exogenous": True,
        }
    ]
    assert complaints(document) == []
    at(document, path[:-1])[path[-1]] = value
    assert not VALID.is_valid(document)
