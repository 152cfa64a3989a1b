"""The quick scanner and ruamel's own see the same tokens, places and errors."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scanner import Scanner

import presidium
from presidium.scenario.scanner import QuickScanner

FILES = sorted((Path(presidium.__file__).parent / "gallery").rglob("*.yaml"))
_PIECES = (
    *("a", "Vey", "the plan", "a  b", "1953-03-05", "0.4 to 0.8", "ü", "ไทย", "\u00a0", "\x85", "\u2028"),
    *(
        ": ",
        ":",
        ":\n",
        ", ",
        ",",
        "- ",
        "-",
        "? ",
        "?",
        "{",
        "}",
        "[",
        "]",
        "#",
        " # x",
        "'",
        '"',
        "'it''s'",
    ),
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\t",
        " ",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "&a ",
        "*a",
        "!t ",
        "| \n",
        ">-\n",
    ),
    *("\ufeff", "\0", "@", "`", "\\", "a" * 1100),
)


def told(scanner: type[Scanner], text: str) -> list[Any]:
    """Every event with its place and value, and the error that ended them."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = scanner
    events: list[Any] = []
    try:
        for event in yaml.parse(text):
            begin, end = event.start_mark, event.end_mark
            place = (begin.index, begin.line, begin.column, end.index, end.line, end.column)
            events.append(
                (type(event).__name__, place, getattr(event, "value", None), getattr(event, "style", None))
            )
    except MarkedYAMLError as problem:
        at = [mark and (mark.line, mark.column) for mark in (problem.context_mark, problem.problem_mark)]
        events.append((type(problem).__name__, problem.context, problem.problem, at))
    except (YAMLError, ValueError, OverflowError, AssertionError) as problem:
        events.append((type(problem).__name__, str(problem)))
    return events


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_gallery_is_seen_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert told(QuickScanner, text) == told(Scanner, text)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_refused_the_same(seed: int) -> None:
    chance = random.Random(seed)
    text = chance.choice(FILES).read_text(encoding="utf-8")
    begin = chance.randrange(max(1, len(text) - 2000))
    letters = list(text[begin : begin + 2000])
    for _ in range(chance.randrange(1, 6)):
        letters[chance.randrange(len(letters))] = chance.choice(_PIECES)
    text = "".join(letters)
    assert told(QuickScanner, text) == told(Scanner, text)


@pytest.mark.parametrize(
    "text",
    [
        "a:b: c",
        "{a:b: c}",
        "{a :b}",
        "{a? b: c}",
        "a b  c: d",
        "a #b: c",
        "a# b: c",
        "{a,b: c}",
        "a, b: c",
        "[a\u00a0b, c]",
    ]
    + [
        "a: b\n c: d",
        "a\n: b",
        f"{'a' * 1025}: b",
        "{a: b\n, c: d}",
        "- a: b\n  - c",
        "a:\nb",
        "'a': b c: d",
        "{---: a}",
    ],
)
def test_what_only_looks_simple_is_seen_the_same(text: str) -> None:
    assert told(QuickScanner, text) == told(Scanner, text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_any_text_is_seen_the_same(text: str) -> None:
    assert told(QuickScanner, text) == told(Scanner, text)
