"""Do numbers that are not known exactly say what they are?"""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.values import Quantity, Rival, Words

ENDS = st.floats(-1, 1)
RIVALS = st.lists(
    st.tuples(ENDS, ENDS, st.floats(0.01, 10)).map(lambda t: Rival(min(t[:2]), max(t[:2]), t[2])),
    min_size=1,
    max_size=4,
).map(tuple)


@given(RIVALS)
def test_the_middle_lies_between_the_ends(rivals: tuple[Rival, ...]) -> None:
    number = Quantity(rivals, "")
    assert number.low - 1e-12 <= number.middle <= number.high + 1e-12


@given(RIVALS, st.floats(0.1, 10))
def test_only_the_ratio_of_weights_counts(rivals: tuple[Rival, ...], factor: float) -> None:
    scaled = tuple(Rival(one.low, one.high, one.weight * factor) for one in rivals)
    assert Quantity(scaled, "").middle == pytest.approx(Quantity(rivals, "").middle)


def test_a_number_is_exact_if_nothing_is_left_to_draw() -> None:
    assert Quantity.of(0.4).exact
    assert not Quantity((Rival(0.4, 0.5),), "0.4 to 0.5").exact
    assert not Quantity((Rival(0.4, 0.4), Rival(0.4, 0.4)), "two claims").exact


def test_values_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Quantity.of(0.4).text = "0.5"  # type: ignore[misc]
    assert len({Quantity.of(0.4), Quantity.of(0.4), Words("a"), Words("a")}) == 2


def test_a_text_falls_back_to_english() -> None:
    assert Words("Reform").in_("th") == "Reform"
    assert Words("Reform", "การปฏิรูป").in_("th") == "การปฏิรูป"
    assert Words("Reform", "การปฏิรูป").in_("en") == "Reform"
