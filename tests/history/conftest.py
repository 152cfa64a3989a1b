"""The flagship case, laid out once for all tests of the engine."""

import pytest

import presidium
from presidium.history.board import Board, board_of
from presidium.scenario.model import Scenario


@pytest.fixture(scope="session")
def case() -> Scenario:
    return presidium.load("soviet-1953")


@pytest.fixture(scope="session")
def board(case: Scenario) -> Board:
    return board_of(case)
