"""Does a file that says something else keep every letter that it can keep?"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presidium.scenario import wording
from presidium.scenario.amend import amended, same
from presidium.scenario.syntax import parse

HOSTILE = """\
# A file that a person has written by hand.

format: 1   # the format
title: {en: 'Orsk''s fall', th: "การล่มสลาย"}
people:
  # the first
  orsk:
    name: Orsk     # trailing
    stance:        # by issue
      reform: 0.4 to 0.6

      # a comment inside

      west: 1e-3
    note: |
      Two lines
      of text.

  # the second
  vey: {name: Vey, stance: {reform: 0.2,
      west: 0.4},   # broken in brackets
      tags: [one, 'two', "three", ]}
  'quoted key': >-
    folded
    text
empty:
none: ~
flow: [a: 1, {b: 2}, [], {}]
list:
- 1
- - 2
  - 3
-
  # alone
  x: 1
- # commented dash
  y: 2
  z: 3
- plain text
  on two lines
- p: 1
  q: 2
ties:
  - {from: a, to: b, tie: 0.4}   # once

  # about the next
  - from: b
    to: a
    tie: 0.1
  - {from: a, to: c,   tie: strong}
last: |+
  kept lines

"""
GALLERY = Path(__file__).parents[2] / "presidium" / "gallery"
TEXTS = {
    "hostile": HOSTILE,
    **{name: Path(__file__).with_name(name).read_text("utf-8") for name in ("small.yaml", "abroad.yaml")},
    **{path.name: path.read_text("utf-8") for path in sorted(GALLERY.glob("*/w*.yaml"))},
}
VARIANTS = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "no final line end": lambda text: text.rstrip("\n"),
    "JSON": lambda text: json.dumps(parse(text)[0].plain(), ensure_ascii=False),
    "JSON in lines": lambda text: json.dumps(parse(text)[0].plain(), ensure_ascii=False, indent=1),
}
FILES = {(name, variant): made(text) for name, text in TEXTS.items() for variant, made in VARIANTS.items()}
ROOTS = {name: parse(text)[0] for name, text in FILES.items()}


def amend(text: str, change: Any) -> str:
    """The text with a change made to what it says."""
    root, flaws = parse(text)
    assert root is not None
    assert not flaws
    tree = root.plain()
    change(tree)
    made = amended(text, root, tree)
    again, flaws = parse(made)
    assert not flaws, made
    assert again is not None
    assert same(again.plain(), tree), made
    return made


def differing(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that only one of two texts has."""
    one, other = before.splitlines(), after.splitlines()
    return [line for line in one if line not in other], [line for line in other if line not in one]


@pytest.mark.parametrize("name", FILES, ids=" ".join)
def test_what_says_the_same_is_the_same(name: tuple[str, str]) -> None:
    assert amend(FILES[name], lambda _: None) == FILES[name]


def put(*path: str | int, value: Any) -> Any:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        tree[path[-1]] = value

    return change


def take(*path: str | int) -> Any:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        del tree[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (put("people", "orsk", "name", value="Orsk: II"),
         ["    name: Orsk     # trailing"], ['    name: "Orsk: II"     # trailing']),
        (put("title", "en", value="Orsk's rise"),
         ["title: {en: 'Orsk''s fall', th: \"การล่มสลาย\"}"],
         ["title: {en: 'Orsk''s rise', th: \"การล่มสลาย\"}"]),
        (put("people", "vey", "tags", 1, value="a, b"),
         ["""      tags: [one, 'two', "three", ]}"""], ["""      tags: [one, 'a, b', "three", ]}"""]),
        (take("people", "vey", "tags", 2),
         ["""      tags: [one, 'two', "three", ]}"""], ["""      tags: [one, 'two', ]}"""]),
        (take("people", "vey", "stance", "reform"),
         ["  vey: {name: Vey, stance: {reform: 0.2,"], ["  vey: {name: Vey, stance: {"]),
        (take("people", "orsk", "stance", "west"), ["      west: 1e-3"], []),
        (put("people", "orsk", "stance", "east", value=0.5), [], ["      east: 0.5"]),
        (put("people", "orsk", "stance", value={}),
         ["    stance:        # by issue", "      reform: 0.4 to 0.6", "      west: 1e-3"],
         ["    stance: {}        # by issue"]),
        (put("people", "orsk", "note", value="One line."),
         ["    note: |", "      Two lines", "      of text."], ["    note: One line."]),
        (take("people", "orsk", "note"), ["    note: |", "      Two lines", "      of text."], []),
        (put("people", "gron", value={"name": "Gron"}), [], ["  gron: {name: Gron}"]),
        (put("empty", value=3), ["empty:"], ["empty: 3"]),
        (put("none", value="null"), ["none: ~"], ['none: "null"']),
        (put("flow", 0, "a", value=2), ["flow: [a: 1, {b: 2}, [], {}]"], ["flow: [{a: 2}, {b: 2}, [], {}]"]),
        (put("flow", 2, value=["x"]), ["flow: [a: 1, {b: 2}, [], {}]"], ["flow: [a: 1, {b: 2}, [x], {}]"]),
        (take("list", 3, "y"), ["  y: 2"], []),
        (put("list", 2, "x", value=4), ["  x: 1"], ["  x: 4"]),
        (take("ties", 0), ["  - {from: a, to: b, tie: 0.4}   # once"], []),
        (put("ties", 2, "tie", value=0.9),
         ["  - {from: a, to: c,   tie: strong}"], ["  - {from: a, to: c,   tie: 0.9}"]),
        (take("list", 5, "p"), ["- p: 1", "  q: 2"], ["- q: 2"]),
        (put("new", value={"a": 1}), [], ["new: {a: 1}"]),
    ],
)  # fmt: skip
def test_only_the_lines_that_say_it_differ(change: Any, gone: list[str], come: list[str]) -> None:
    assert differing(HOSTILE, amend(HOSTILE, change)) == (gone, come)


def test_a_new_item_stands_where_it_should() -> None:
    def change(tree: Any) -> None:
        tree["ties"].insert(1, {"from": "c", "to": "b", "tie": -0.5})

    made = amend(HOSTILE, change)
    assert "# once\n  - {from: c, to: b, tie: -0.5}\n\n  # about the next\n" in made


def test_a_tie_is_known_by_its_ends_where_others_are_gone() -> None:
    def change(tree: Any) -> None:
        del tree["ties"][0]
        tree["ties"][0]["tie"] = 0.7

    assert differing(HOSTILE, amend(HOSTILE, change)) == (
        ["  - {from: a, to: b, tie: 0.4}   # once", "    tie: 0.1"],
        ["    tie: 0.7"],
    )


ODD = [
    "yes",
    "1953-03-05",
    "012",
    "~",
    "null",
    "true",
    "1e3",
    ".5",
    "-1",
    "a,b",
    "a: b",
    "a #b",
    "- a",
    "? a",
]
ODD += [
    *"}'\"|:-?[%@`!&*",
    "[a",
    "%a",
    "@a",
    "!a",
    "&a",
    "*a",
    "---",
    "",
    " a",
    "a\nb",
    "https://x.y/z#q",
    "ก",
]
TEXT = st.text(max_size=12) | st.sampled_from(ODD)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT.filter(lambda text: text.replace("\n", "").isprintable())
)
KEYS = st.sampled_from(["a", "from", "th", "1953", "a b", "events.x", "yes", "a: b", "-", "#k", "{", ""])
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


def collections(part: Any) -> list[Any]:
    """Every mapping and list of a tree."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    here = [part] if isinstance(part, dict | list) else []
    return here + [one for below in inner for one in collections(below)]


def disturb(tree: Any, data: st.DataObject) -> None:
    """Change one thing somewhere: a value, an entry more or less, another order."""
    place = data.draw(st.sampled_from(collections(tree)))
    if isinstance(place, dict):
        name = data.draw(st.sampled_from(list(place)) if place else KEYS)
        kind = data.draw(st.sampled_from(["put", "new", "take", "move"]))
        if kind == "new":
            place[data.draw(KEYS)] = data.draw(VALUES)
        elif kind == "take" and (len(place) > 1 or place is not tree):
            place.pop(name, None)
        elif kind == "move" and name in place:
            place[name] = place.pop(name)
        else:
            place[name] = data.draw(VALUES)
    else:
        number = data.draw(st.integers(0, len(place)))
        kind = data.draw(st.sampled_from(["put", "new", "take", "turn"]))
        if kind == "new" or not place:
            place.insert(number, data.draw(VALUES))
        elif kind == "take":
            del place[min(number, len(place) - 1)]
        elif kind == "turn":
            place.reverse()
        else:
            place[min(number, len(place) - 1)] = data.draw(VALUES)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(FILES, key=lambda one: len(FILES[one]))), data=st.data())
def test_any_change_is_read_back_and_can_be_undone(name: tuple[str, str], data: st.DataObject) -> None:
    text, root = FILES[name], ROOTS[name]
    tree = json.loads(json.dumps(root.plain()))
    for _ in range(data.draw(st.integers(1, 4))):
        disturb(tree, data)
    made = amended(text, root, tree)
    again, flaws = parse(made)
    assert not flaws
    assert again is not None
    assert same(again.plain(), tree)
    back = parse(amended(made, again, root.plain()))[0]
    assert back is not None
    assert same(back.plain(), root.plain())


@settings(max_examples=200, deadline=None)
@given(value=VALUES)
def test_a_value_is_said_as_it_is_read(value: Any) -> None:
    text = "\n".join(["a: 1", *wording.lines("b:", value, 0), *wording.lines("c:", value, 0, width=1), ""])
    root, flaws = parse(text)
    assert not flaws
    assert root is not None
    assert same(root.plain(), {"a": 1, "b": value, "c": value})
