"""Is each mistake found, by its own code, at its own place, with a remedy that helps?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from presidium.errors import Problem

Checker = Callable[[str | bytes], tuple[Problem, ...]]

HERE = Path(__file__).parent


def mistakes(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(HERE / name)
    return found


MISTAKES = mistakes("mistakes.yaml")
MISTAKES_ABROAD = mistakes("mistakes_abroad.yaml")
MISTAKES_STORY = mistakes("mistakes_story.yaml")


def spoilt(text: str, mistake: dict[str, Any]) -> str:
    assert mistake["old"] in text
    return text.replace(mistake["old"], mistake["new"], 1)


def place(text: str, at: str) -> tuple[int, int]:
    """Row and column of the first such words."""
    before = text[: text.index(at)].split("\n")
    return len(before), len(before[-1]) + 1


def name(mistake: dict[str, Any]) -> str:
    return str(mistake["name"])


@pytest.mark.parametrize("mistake", MISTAKES, ids=name)
def test_a_mistake_is_found_at_its_place(
    mistake: dict[str, Any], small_text: str, check_text: Checker
) -> None:
    find(mistake, small_text, check_text)


@pytest.mark.parametrize("mistake", MISTAKES_ABROAD, ids=name)
def test_a_mistake_about_the_world_outside_is_found_at_its_place(
    mistake: dict[str, Any], abroad_text: str, check_text: Checker
) -> None:
    find(mistake, abroad_text, check_text)


@pytest.mark.parametrize("mistake", MISTAKES_STORY, ids=name)
def test_a_mistake_about_the_story_is_found_at_its_place(
    mistake: dict[str, Any], small_text: str, check_text: Checker
) -> None:
    find(mistake, small_text, check_text)


def find(mistake: dict[str, Any], text: str, check_text: Checker) -> None:
    text = spoilt(text, mistake)
    errors = [problem for problem in check_text(text) if problem.severity == "error"]
    assert sorted(problem.code for problem in errors) == sorted([mistake["code"], *mistake.get("also", ())])
    found = {(problem.row, problem.column): problem for problem in errors if problem.code == mistake["code"]}
    assert place(text, mistake["at"]) in found
    problem = found[place(text, mistake["at"])]
    assert mistake["help"] in f"{problem.remedy} {problem.fix}"
    assert problem.filename == "case.yaml"


def test_the_small_scenarios_are_beyond_doubt(small_text: str, abroad_text: str, check_text: Checker) -> None:
    assert check_text(small_text) == ()
    assert check_text(abroad_text) == ()
