"""Which numbers does a history draw, where does the scenario have them, and what does it draw?"""

import numpy as np
import pytest

import presidium
from presidium.draws import OPENING_MONTH, address, uniform
from presidium.history.board import Board, board_of
from presidium.history.inputs import drawn
from presidium.scenario.model import Scenario
from presidium.scenario.paths import resolved, settable


@pytest.fixture(scope="module")
def case() -> Scenario:
    return presidium.load("soviet-1953")


@pytest.fixture(scope="module")
def board(case: Scenario) -> Board:
    return board_of(case)


def test_every_input_lies_where_the_scenario_can_set_it(case: Scenario, board: Board) -> None:
    for number in board.inputs:
        settable(case.tree, number.path)  # raises where a path leads nowhere


def test_what_an_event_does_is_set_where_it_is_drawn(case: Scenario, board: Board) -> None:
    """The size of an effect stands in a field that has another name for each kind of effect."""
    first = {}
    for number in board.inputs:
        if ".effects." in number.path:
            event, place = number.path.split(".")[1], int(number.path.split(".")[3])
            first.setdefault(case.events[event].effects[place].kind, number)
    assert {"blame", "tension", "harshness", "tie"} <= first.keys()
    for kind, number in first.items():
        resolved(case.tree, number.path)
        changed = board_of(case.change(number.path, number.rivals[0].low))
        assert number.path not in {one.path for one in changed.inputs}, kind


def test_every_draw_counts_once(board: Board) -> None:
    addresses = [(number.mechanism, number.slot) for number in board.inputs]
    assert len(addresses) == len(set(addresses)) <= int(board.fixed["draws"][0])


def test_values_are_those_of_the_address_within_a_rival(board: Board) -> None:
    found = drawn(board, 2**40 + 7, 5)
    for history in range(5):
        a = address(2**40 + 7, history)
        for q, number in enumerate(board.inputs):
            total, below, chosen = sum(r.weight for r in number.rivals), 0.0, number.rivals[-1]
            u = uniform(a, OPENING_MONTH, number.mechanism, number.slot * 2)
            for rival in number.rivals:
                below += rival.weight / total
                if u < below:
                    chosen = rival
                    break
            within = uniform(a, OPENING_MONTH, number.mechanism, number.slot * 2 + 1)
            assert found[history, q] == chosen.low + (chosen.high - chosen.low) * within, number.path


def test_a_number_made_exact_is_no_input_and_moves_no_other(case: Scenario, board: Board) -> None:
    changed = board_of(case.change("people.beria.ambition", 0.9))
    before = {number.path: column for number, column in zip(board.inputs, drawn(board, 3, 20).T, strict=True)}
    after = {
        number.path: column for number, column in zip(changed.inputs, drawn(changed, 3, 20).T, strict=True)
    }
    assert before.keys() - after.keys() == {"people.beria.ambition"}
    assert all(np.array_equal(column, before[path]) for path, column in after.items())
