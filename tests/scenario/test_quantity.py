"""Does every way to write a number mean what its table says?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from presidium.scenario.limits import LEAST_AMOUNT
from presidium.scenario.quantity import AMOUNT, SHARE, SHIFT, TIE, Bounds, quantity

WAYS: list[tuple[Any, Bounds, float, float]] = [
    (0.4, SHARE, 0.4, 0.4),
    (1, SHARE, 1, 1),
    ("0.4", SHARE, 0.4, 0.4),
    (".4", SHARE, 0.4, 0.4),
    ("0.4 to 0.8", SHARE, 0.4, 0.8),
    ("-0.6  to -0.2", TIE, -0.6, -0.2),
    ("about 0.6", SHARE, 0.48, 0.72),
    ("about 0.9", SHARE, 0.72, 1),
    ("about -0.5", TIE, -0.6, -0.4),
    ("none", SHARE, 0, 0),
    ("weak", SHARE, 0.1, 0.3),
    ("moderate", SHARE, 0.3, 0.5),
    ("strong", TIE, 0.5, 0.8),
    ("total", SHARE, 0.9, 1),
    ("dislike", TIE, -0.3, -0.1),
    ("hostile", TIE, -0.8, -0.4),
    ("unknown", SHARE, 0, 1),
    ("unknown", TIE, -0.3, 0.3),
    ("unknown", SHIFT, -1, 1),
    (7, AMOUNT, 7, 7),
    ({"value": "0.4 to 0.8", "hindsight": True}, SHARE, 0.4, 0.8),
    ({"value": "strong", "because": {"grade": "E"}}, SHARE, 0.5, 0.8),
]


@pytest.mark.parametrize(("raw", "bounds", "low", "high"), WAYS, ids=lambda part: str(part)[:20])
def test_a_way_to_write_a_number(raw: Any, bounds: Bounds, low: float, high: float) -> None:
    number = quantity(raw, bounds)
    assert (number.low, number.high) == (pytest.approx(low), pytest.approx(high))
    assert number.text == str(raw["value"] if isinstance(raw, dict) else raw)
    assert number.hindsight == (isinstance(raw, dict) and raw.get("hindsight", False))


def test_rival_claims_keep_their_weights() -> None:
    number = quantity({"either": [{"value": 0.2, "weight": 3}, {"value": "strong", "weight": 1}]}, SHARE)
    assert [(rival.low, rival.high, rival.weight) for rival in number.rivals] == [
        (0.2, 0.2, 0.75),
        (0.5, 0.8, 0.25),
    ]
    assert number.text == "0.2 (weight 3) or strong (weight 1)"


NOT_NUMBERS: list[tuple[Any, Bounds, str]] = [
    ("hostile", SHARE, "SCN108"),
    ("strong", AMOUNT, "SCN108"),
    ("unknown", AMOUNT, "SCN108"),
    ("0.4 - 0.8", SHARE, "SCN108"),
    ("0.4 to", SHARE, "SCN108"),
    ("about strong", SHARE, "SCN108"),
    ("1/2", SHARE, "SCN108"),
    ("", SHARE, "SCN108"),
    (None, SHARE, "SCN108"),
    (True, SHARE, "SCN108"),
    ("nan", AMOUNT, "SCN108"),
    ("1e999", AMOUNT, "SCN109"),
    (-0.1, SHARE, "SCN109"),
    (1.01, SHARE, "SCN109"),
    ("0.8 to 0.4", SHARE, "SCN121"),
]


@pytest.mark.parametrize(("raw", "bounds", "code"), NOT_NUMBERS, ids=lambda part: str(part)[:20])
def test_what_is_no_number_is_refused(raw: Any, bounds: Bounds, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        quantity(raw, bounds)
    assert refused.value.type == code


def test_rival_claims_do_not_nest() -> None:
    inner = {"either": [{"value": 0.2, "weight": 1}, {"value": 0.3, "weight": 1}]}
    with pytest.raises(ValidationError, match="expected a number, found a mapping"):
        quantity({"either": [{"value": inner, "weight": 1}, {"value": 0.3, "weight": 1}]}, SHARE)


#: What is no nearer to 0 than may be written, and 0.
SHARES = st.just(0.0) | st.floats(LEAST_AMOUNT, 1)


@given(SHARES, SHARES)
def test_a_range_is_read_as_written(one: float, other: float) -> None:
    low, high = sorted((one, other))
    number = quantity(f"{low} to {high}", SHARE)
    assert (number.low, number.high) == (low, high)


@given(SHARES | SHARES.map(lambda share: -share))
def test_about_stays_within_the_field(middle: float) -> None:
    number = quantity(f"about {middle}", TIE)
    assert -1 <= number.low <= middle <= number.high <= 1


@given(st.floats(0, LEAST_AMOUNT, exclude_min=True, exclude_max=True), st.sampled_from((1, -1)))
def test_what_is_hardly_not_nothing_is_refused(number: float, sign: int) -> None:
    for raw in (sign * number, f"about {sign * number}"):
        with pytest.raises(PydanticCustomError, match="too near to 0"):
            quantity(raw, TIE)
