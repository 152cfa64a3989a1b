"""Are the numbers that can be moved those that the scenario leaves open, each with a name and its ends?"""

import re

import pytest

import presidium
from presidium.app.controls import Control, controls
from presidium.history.board import board_of
from presidium.scenario.change import tried
from presidium.scenario.evidence import numbers
from presidium.scenario.parameters import PARAMETERS
from presidium.scenario.paths import dotted


@pytest.fixture(scope="module", params=presidium.gallery())
def gallery_case(request: pytest.FixtureRequest) -> presidium.Scenario:
    return presidium.load(request.param)


@pytest.fixture(scope="module")
def found(gallery_case: presidium.Scenario) -> dict[str, Control]:
    return controls(board_of(gallery_case))


def test_the_constants_of_the_model_are_all_there(found: dict[str, Control]) -> None:
    there = [path for path in found if path.startswith("parameters.")]
    assert there == [f"parameters.{name}" for name in PARAMETERS]
    one = found["parameters.launch-rate"]
    assert (one.low, one.high) == (PARAMETERS["launch-rate"].low, PARAMETERS["launch-rate"].high)


def test_everything_that_histories_draw_is_offered_but_for_what_has_to_sum_up(
    gallery_case: presidium.Scenario, found: dict[str, Control]
) -> None:
    drawn = {one.path for one in board_of(gallery_case).inputs}
    of_the_case = {path for path in drawn if path.split(".")[0] not in ("domains", "leanings", "parameters")}
    offered = {path for path in found if not path.startswith("parameters.")}
    assert offered == of_the_case
    assert len(offered) > 400


def test_what_the_scenario_states_exactly_is_not_offered(
    gallery_case: presidium.Scenario, found: dict[str, Control]
) -> None:
    exact = [one for one in numbers(gallery_case.tree) if isinstance(one.raw, int | float)]
    assert exact
    assert not {dotted(gallery_case.tree, one.path) for one in exact} & set(found)


def test_the_slider_stands_between_its_ends(found: dict[str, Control]) -> None:
    for control in found.values():
        assert control.low < control.high, control.path
        assert control.low <= control.middle <= control.high, control.path
        assert 40 <= (control.high - control.low) / control.step <= 600, control.path
        steps = (control.middle - control.low) / control.step
        assert control.middle in (control.low, control.high) or abs(steps - round(steps)) < 1e-6, control.path
        for number in (control.low, control.high, control.middle):
            # The page has no other digits of it than these.
            assert abs(float(control.at(number)) - number) < 1e-9, control.path


@pytest.mark.parametrize("end", ["low", "high", "middle"])
def test_the_scenario_admits_every_end(
    gallery_case: presidium.Scenario, found: dict[str, Control], end: str
) -> None:
    """All sliders at one end at once: none of them has to sum up to anything with others."""
    changes = {path: getattr(control, end) for path, control in found.items()}
    made = tried(gallery_case, {"change": changes})
    assert made.parameters["launch-rate"].exact


def test_a_slider_moves_the_number_it_names(found: dict[str, Control]) -> None:
    case = presidium.load("soviet-1953")
    changed = case.change("ties.malenkov.beria.tie", 0.9)
    assert "ties.malenkov.beria.tie" in found
    assert tried(case, {"change": {"ties.malenkov.beria.tie": 0.9}}).digest != case.digest
    tie = next(tie for tie in changed.ties if (tie.source, tie.target) == ("malenkov", "beria"))
    assert tie.tie.low == tie.tie.high == 0.9


def test_every_slider_has_a_name_in_both_languages_and_no_two_the_same(found: dict[str, Control]) -> None:
    assert len({control.label["en"] for control in found.values()}) == len(found)
    for control in found.values():
        assert control.label["en"].strip() == control.label["en"] != ""
        assert re.search("[\u0e01-\u0e5b]", control.label["th"]), control.path


def test_the_starters_rival_claims_are_both_said(case: presidium.Scenario) -> None:
    corso = controls(board_of(case))["people.corso.ambition"]
    assert corso.label["en"] == "ambition of Livia Corso"
    assert corso.now == "0.7–0.9 | 0.2–0.5"
    assert (corso.low, corso.high, corso.step) == (0.0, 1.0, 0.01)
