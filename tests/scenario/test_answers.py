"""Can an id be taken for an answer, and is what passes the check played?"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from presidium.errors import Problem
from presidium.scenario.answers import TAKEN, WORDS
from presidium.scenario.question import Question

from .mutants import mutant, tried

Checker = Callable[[str | bytes], tuple[Problem, ...]]


def test_every_kind_of_question_says_which_words_it_is_answered_with() -> None:
    assert set(WORDS) == set(Question.NEEDS)


@pytest.mark.parametrize("word", sorted(TAKEN))
@pytest.mark.parametrize("old", ["  soll: {name", "  east: {name"], ids=["person", "pole"])
def test_no_person_and_no_pole_is_called_like_an_answer(
    word: str, old: str, small_text: str, check_text: Checker
) -> None:
    found = check_text(small_text.replace(old, f"  {word}: {{name", 1))
    assert [one.message for one in found if one.code == "SCN112"] == [
        f'no {"person" if "soll" in old else "pole"} can be called "{word}": it is an answer to questions'
    ]


def test_a_pole_is_not_called_like_a_person(small_text: str, check_text: Checker) -> None:
    found = check_text(small_text.replace("  east: {name", "  vey: {name", 1))
    assert "SCN112" in [one.code for one in found]


def test_what_passes_can_be_played(tmp_path: Path) -> None:
    accepted = sum(tried(tmp_path / "case.yaml", mutant(random.Random(f"0 {n}"))) for n in range(150))
    assert accepted >= 60


@pytest.mark.parametrize(
    "asked", ["ask: leaning, state: kronia, on: 1962", "ask: break, states: [kronia, luvia], by: 1962"]
)
def test_without_poles_nothing_is_asked_of_them(asked: str, small_text: str, check_text: Checker) -> None:
    begin, end = small_text.index("poles:"), small_text.index("states:\n")
    without = small_text[:begin] + small_text[end:]
    text = without.replace("questions:\n", f"questions:\n  - {{id: q, {asked}}}\n", 1)
    assert "SCN223" in [one.code for one in check_text(text)]
