"""Is what a client sends read as it was meant, and everything else refused with a code?"""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import presidium
from presidium.app.attempt import MOST_HISTORIES, read_attempt
from presidium.app.controls import Control, controls
from presidium.app.refusal import Refusal
from presidium.history.board import board_of

GOOD: dict[str, Any] = {
    "whatifs": ["trust"],
    "numbers": {"people.arden.ambition": 0.5},
    "histories": 9,
    "seed": 1,
}


@pytest.fixture(scope="module")
def sliders(case: presidium.Scenario) -> dict[str, Control]:
    return controls(board_of(case))


def refused(body: bytes, case: presidium.Scenario, sliders: dict[str, Control]) -> str:
    with pytest.raises(Refusal) as problem:
        read_attempt(body, case, sliders)
    assert problem.value.message
    assert problem.value.remedy
    return problem.value.code


def test_an_attempt_is_what_was_sent(case: presidium.Scenario, sliders: dict[str, Control]) -> None:
    sent = {**GOOD, "whatifs": ["trust", "good-harvest", "trust"], "seed": 2**64 - 1}
    read = read_attempt(json.dumps(sent).encode(), case, sliders)
    # In the order of the scenario, each once.
    assert read.whatifs == ("good-harvest", "trust")
    assert read.numbers == {"people.arden.ambition": 0.5}
    assert (read.histories, read.seed) == (9, 2**64 - 1)
    assert read.difference(case) == {
        "remove": ["events.bad-harvest"],
        "change": {"ties.corso.brandt.tie": 0.5, "people.arden.ambition": 0.5},
    }


def test_a_slider_counts_where_a_what_if_sets_the_same(
    case: presidium.Scenario, sliders: dict[str, Control]
) -> None:
    sent = {**GOOD, "numbers": {"ties.corso.brandt.tie": -0.25}}
    read = read_attempt(json.dumps(sent).encode(), case, sliders)
    assert read.difference(case) == {"change": {"ties.corso.brandt.tie": -0.25}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b'{"whatifs": [], "numbers": {}, "histories": NaN, "seed": 1}',
        b'{"whatifs": [], "numbers": {"a": Infinity}, "histories": 1, "seed": 1}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"seed": ' + b"9" * 10_000 + b"}",
    ],
    ids=range(11),
)
def test_what_is_no_json_object_is_refused(
    case: presidium.Scenario, sliders: dict[str, Control], body: bytes
) -> None:
    assert refused(body, case, sliders) == "APP824"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"more": 1}, "APP830"),
        ({"whatifs": "trust"}, "APP830"),
        ({"whatifs": [1]}, "APP830"),
        ({"whatifs": {"trust": 1}}, "APP830"),
        ({"whatifs": ["no-such"]}, "APP831"),
        ({"whatifs": ["\ud800<script>"]}, "APP831"),
        ({"numbers": []}, "APP830"),
        ({"numbers": {"people.arden.ambition": "0.5"}}, "APP830"),
        ({"numbers": {"people.arden.ambition": True}}, "APP830"),
        ({"numbers": {"people.arden.ambition": None}}, "APP830"),
        ({"numbers": {"people.arden.ambition": {"either": []}}}, "APP830"),
        ({"numbers": {"people.arden.ambition": 1.01}}, "APP832"),
        ({"numbers": {"people.arden.ambition": -0.01}}, "APP832"),
        ({"numbers": {"people.arden.ambition": 10**400}}, "APP832"),
        ({"numbers": {"people.arden.name": 1}}, "APP831"),
        ({"numbers": {"domains.party.weight": 0.5}}, "APP831"),
        ({"numbers": {"people.arden.ambition.": 0.5}}, "APP831"),
        ({"numbers": {"__class__": 0.5}}, "APP831"),
        ({"histories": 0}, "APP832"),
        ({"histories": MOST_HISTORIES + 1}, "APP832"),
        ({"histories": 1.5}, "APP830"),
        ({"histories": "100"}, "APP830"),
        ({"histories": True}, "APP830"),
        ({"seed": -1}, "APP832"),
        ({"seed": 2**64}, "APP832"),
        ({"seed": "1953"}, "APP830"),
        ({"seed": None}, "APP830"),
    ],
    ids=str,
)
def test_what_the_page_does_not_offer_is_refused(
    case: presidium.Scenario, sliders: dict[str, Control], change: dict[str, Any], code: str
) -> None:
    assert refused(json.dumps({**GOOD, **change}).encode(), case, sliders) == code


@pytest.mark.parametrize("missing", list(GOOD))
def test_every_field_is_wanted(case: presidium.Scenario, sliders: dict[str, Control], missing: str) -> None:
    sent = {name: value for name, value in GOOD.items() if name != missing}
    assert refused(json.dumps(sent).encode(), case, sliders) == "APP830"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(sent=st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, JSON_VALUES)) | JSON_VALUES)
def test_whatever_comes_is_read_or_refused_with_a_code(
    case: presidium.Scenario, sliders: dict[str, Control], sent: Any
) -> None:
    try:
        read = read_attempt(json.dumps(sent).encode(), case, sliders)
    except Refusal as problem:
        assert problem.code in {"APP824", "APP830", "APP831", "APP832"}
    else:
        assert 1 <= read.histories <= MOST_HISTORIES
