"""Do the two reasons of the headline come from what the run shows, the weightiest of what there is?"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import presidium
from presidium.history.board import Board, board_of
from presidium.judgement.outcome import Answer
from presidium.record.reasons import reasons

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
NUMBER = [{"name": {"en": "a number", "th": "ตัวเลข"}, "low": 0.4, "high": 0.7}]


@pytest.fixture(scope="module")
def case() -> Any:
    return presidium.load(SMALL)


@pytest.fixture(scope="module")
def board(case: Any) -> Board:
    return board_of(case)


def whatif(case: Any, value: str, difference: float, error: float = 0.01) -> dict[str, Any]:
    """A comparison that moves one answer."""
    row = {"value": value, "base": 0.62, "changed": 0.62 + difference, "difference": difference}
    row["mc_error"] = error
    question = {"id": "first-to-fall", "answers": [row]}
    return {next(iter(case.whatif)): SimpleNamespace(questions=lambda: [question])}


def kinds(told: list[dict[str, str]]) -> list[str]:
    words = {
        "parts of the armed force": "force",
        "Of the what-ifs": "whatif",
        "not known": "number",
        "None of": "none",
    }
    return [kind for one in told for mark, kind in words.items() if mark in one["en"]]


def told(case: Any, board: Board, value: str, comparisons: Any, effects: Any) -> list[dict[str, str]]:
    best = Answer(value, 0.6, 0.01, recorded=False)
    return reasons(case, board, "first-to-fall", best, comparisons, effects)


def test_the_weightiest_two_are_told(case: Any, board: Board) -> None:
    # Pal Ritt is commandant of the guard: he has most of the force.
    moves = whatif(case, "ritt", -0.2)
    assert kinds(told(case, board, "ritt", moves, NUMBER)) == ["force", "whatif"]
    assert kinds(told(case, board, "ritt", {}, NUMBER)) == ["force", "number"]
    assert kinds(told(case, board, "ritt", {}, [])) == ["force"]
    assert kinds(told(case, board, "vey", whatif(case, "vey", 0.2), NUMBER)) == ["whatif", "number"]
    assert kinds(told(case, board, "vey", {}, NUMBER)) == ["number", "force"]
    assert kinds(told(case, board, "vey", {}, [])) == ["force"]


def test_what_chance_may_do_is_no_reason(case: Any, board: Board) -> None:
    assert kinds(told(case, board, "ritt", whatif(case, "ritt", 0.019), [])) == ["force", "none"]
    assert kinds(told(case, board, "ritt", whatif(case, "vey", 0.2), [])) == ["force", "none"]


def test_shares_are_those_of_the_histories_compared_in_both_languages(case: Any, board: Board) -> None:
    first, second = told(case, board, "vey", whatif(case, "vey", -0.25), NUMBER)
    assert "62 becomes 37 of 100" in first["en"]
    assert "40 of 100 in its lower third, 70 in its upper" in second["en"]
    assert "ตัวเลข" in second["th"]
