"""Does the document say of the world outside what the rows of the histories have, and what is on record?"""

import re
from typing import Any

import numpy as np
import pytest

import presidium
from presidium.record.world import world_record


@pytest.fixture(scope="module")
def run() -> presidium.Run:
    return presidium.simulate("soviet-1953", histories=100, seed=7)


@pytest.fixture(scope="module")
def world(run: presidium.Run) -> dict[str, Any]:
    made = world_record(run.case, run.board, run.rows, run.seed, None)
    assert made is not None
    return made


def test_a_state_begins_with_the_quarter_after_its_date(world: dict[str, Any]) -> None:
    """Cambodia on 9 November 1953, so in January 1954; Somalia on 1 July 1960, so at once."""
    first = {state["id"]: world["quarters"][state["first"]] for state in world["states"]}
    assert (first["cam"], first["som"], first["alb"]) == ("1954-03", "1960-09", "1953-03")
    for state in world["states"]:
        length = len(world["quarters"]) - state["first"]
        assert {len(spread) for spread in state["shares"].values()} == {length}
        assert len(state["recorded"]) == length
        assert sum(spread[0][1] for spread in state["shares"].values()) > 0


def test_shares_of_a_quarter_are_the_mean_of_the_rows(run: presidium.Run, world: dict[str, Any]) -> None:
    place = list(run.case.states).index("alb")
    state = next(state for state in world["states"] if state["id"] == "alb")
    for b, pole in enumerate(run.case.poles):
        percent = run.rows["share_at"][:, 30, place, b]
        low, mean, high = state["shares"][pole][30]
        assert mean == round(float(percent.mean()))
        assert np.mean(percent < low) <= 0.07
        assert np.mean(percent > high) <= 0.07


def test_the_sentences_say_what_the_lists_have(world: dict[str, Any]) -> None:
    told, sides = (sentence["en"] for sentence in world["sentences"])
    (broken,) = world["breaks"]
    assert f"in {round(100 * broken['broken'][-1])} of 100 simulated histories" in told
    assert "History recorded the break in July 1960." in told
    means = {
        state["name"]["en"]: {pole: spread[-1][1] for pole, spread in state["shares"].items()}
        for state in world["states"]
    }
    moscow = re.search(r"with Moscow: ([^;.]*)", sides)
    assert moscow is not None
    listed = re.split(", | and ", moscow[1])
    assert listed == [name for name, shares in means.items() if shares["moscow"] > 50]
    free = [name for name, shares in means.items() if max(shares.values()) <= 50]
    assert all(name in sides.partition("nobody has more than half of ")[2] for name in free)


def test_what_is_on_record_is_told_and_nothing_else(world: dict[str, Any]) -> None:
    assert [one["recorded"] for one in world["breaks"]] == ["1960-07"]
    assert {one["id"]: one["recorded"] for one in world["clients"]} == {"pol": "left-alone", "hun": "troops"}
    assert {one["id"]: one["recorded"] for one in world["crises"]} == {"berlin": None, "cuba": "settlement"}
    albania = next(state for state in world["states"] if state["id"] == "alb")
    assert albania["recorded"][-1] == [0, 100, 0]
    for crisis in world["crises"]:
        assert sum(crisis["ends"].values()) == pytest.approx(crisis["opens"])
