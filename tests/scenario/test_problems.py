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


def test_a_slip_in_a_tie_is_not_told_again_of_a_change_that_is_right(
    small_text: str, check_text: Checker
) -> None:
    changed = small_text.replace("remove: [events.student-rising]", "change: {ties.ritt.vey.tie: 0.4}")
    assert check_text(changed) == ()
    for slip in ("from: rit, to: vey", "from: vey, to: vey"):
        found = check_text(changed.replace("from: ritt, to: vey", slip))
        assert [problem.code for problem in found] in (["SCN201"], ["SCN210"])
    wrong = changed.replace("ties.ritt.vey.tie", "ties.rott.vey.tie").replace(
        "from: ritt, to: vey", "from: rit, to: vey"
    )
    assert sorted(problem.code for problem in check_text(wrong)) == ["SCN201", "SCN209"]


def test_an_id_that_is_none_is_told_once_and_with_one_remedy(small_text: str, check_text: Checker) -> None:
    (problem,) = check_text(small_text.replace("  ritt: {name", "  Ritt: {name"))
    assert (problem.code, problem.fix) == (
        "SCN112",
        {"message": 'did you mean "ritt"?', "replacement": "ritt"},
    )


def test_a_misspelt_section_is_one_of_the_scenario(small_text: str, check_text: Checker) -> None:
    (problem,) = check_text(small_text.replace("parameters:", "paramters:"))
    assert problem.message == 'unknown field "paramters" for the scenario'


def test_an_open_bracket_is_named_with_its_line(small_text: str, check_text: Checker) -> None:
    row = small_text[: small_text.index("  ritt: {")].count("\n") + 1
    (problem,) = check_text(
        small_text.replace("born: 1908, because: {source: minutes, grade: A}}", "born: 1908")
    )
    assert f'"{{" in line {row} is not closed' in problem.message


def test_a_field_of_a_story_is_named_below_its_moment(small_text: str, check_text: Checker) -> None:
    (problem,) = check_text(
        small_text.replace('question: end-of-orsk, answer: ["yes"]', "question: end-of-orsk, answer: yes")
    )
    assert problem.message == 'expected a list, found the text "yes" in bet.answer of moment the-vote'
