"""Does a problem read well, for a person and for a program, and can it be looked up?"""

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import presidium
from presidium.errors import EXPLANATIONS, Problem, ScenarioError, render
from presidium.scenario.read import load

Checker = Callable[[str | bytes], tuple[Problem, ...]]

READ = """\
case.yaml:48:5 SCN104 unknown field "personl" for person orsk
   48 |     personl: {guard: 0.4}
      |     ^^^^^^^ did you mean "personal"?
help: write "personal" or one of the other 13.  More: presidium explain SCN104"""


@pytest.fixture
def misspelt(small_text: str, check_text: Checker) -> Problem:
    (problem,) = check_text(small_text.replace("personal: {guard: 0.4}", "personl: {guard: 0.4}"))
    return problem


def test_a_problem_for_a_person(misspelt: Problem) -> None:
    assert render(misspelt) == READ
    with pytest.raises(ScenarioError) as refused:
        load("case.yaml")
    assert str(refused.value) == READ
    assert (refused.value.code, refused.value.message) == ("SCN104", misspelt.message)


def test_a_problem_for_a_program(misspelt: Problem) -> None:
    assert misspelt.as_json() == {
        "code": "SCN104",
        "message": 'unknown field "personl" for person orsk',
        "severity": "error",
        "filename": "case.yaml",
        "location": {"row": 48, "column": 5},
        "end_location": {"row": 48, "column": 12},
        "url": None,
        "fix": {"message": 'did you mean "personal"?', "replacement": "personal"},
        "remedy": 'write "personal" or one of the other 13',
    }


def test_the_caret_stands_under_thai(small_text: str, check_text: Checker) -> None:
    text = small_text.replace("th: พรรค}, weight: 0.5", "th: ผู้นำ}, weigth: 0.5")
    (problem,) = (one for one in check_text(text) if one.code == "SCN104")
    _, line, caret, _ = render(problem).split("\n")
    # Vowels and tones above and below a letter take no room; the vowel of นำ does.
    seen = re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", line)
    assert caret.index("^") == seen.index("weigth")


def test_a_problem_of_several_lines_is_marked_to_the_end_of_the_first(
    small_text: str, check_text: Checker
) -> None:
    (problem,) = check_text(small_text.replace("born: 1910", "born: 3\n      May"))
    assert problem.end_row == problem.row + 1
    _, line, caret, _ = render(problem).split("\n")
    assert caret.count("^") == 1
    assert len(caret) == len(line)


def test_an_error_survives_the_way_between_processes(misspelt: Problem) -> None:
    error = ScenarioError([misspelt])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_every_code_that_the_package_gives_is_explained() -> None:
    package = Path(presidium.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    given = set(re.findall(r'"((?:SCN|RUN|STO|USE|DAT|APP)\d{3})"', source))
    assert sorted(given - set(EXPLANATIONS)) == []
    assert sorted(set(EXPLANATIONS) - given) == []


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_an_explanation_has_cause_example_and_remedy(code: str) -> None:
    headline, rest = EXPLANATIONS[code].strip().split("\n\n")
    assert len(headline) < 60
    assert re.match(r"Cause: .*\nExample: .*\nRemedy: .*", rest, re.DOTALL)
