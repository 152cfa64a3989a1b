"""Does `check` show every problem to whoever asks, and end as it found?"""

import json
from dataclasses import replace

import pytest

from presidium.errors import Problem, StorageError

WRONG = Problem(
    code="SCN201",
    message="there is no person 'ardne'",
    severity="error",
    filename="my-case.yaml",
    row=7,
    column=11,
    end_row=7,
    end_column=16,
    line="  - {who: ardne, office: chairman}",
    remedy="did you mean 'arden'?",
    fix=None,
)
DOUBTFUL = replace(WRONG, code="SCN301", severity="warning", message="a number without a source")


@pytest.fixture
def found(door):
    """Let the reader find these problems."""
    return lambda *problems: door("check", lambda *_: tuple(problems))


@pytest.mark.parametrize(
    ("problems", "words", "code"),
    [
        ([], [], 0),
        ([DOUBTFUL], [], 0),
        ([DOUBTFUL], ["--strict"], 1),
        ([WRONG], [], 1),
        ([WRONG, DOUBTFUL], ["-q"], 1),
    ],
    ids=["clean", "warning", "warning, strict", "error", "both"],
)
def test_the_exit_code_says_whether_a_scenario_is_sound(typed, found, problems, words, code) -> None:
    found(*problems)
    assert typed("check", "my-case.yaml", *words).exit_code == code


def test_a_problem_is_shown_with_its_line_a_caret_and_a_remedy(typed, found) -> None:
    found(WRONG)
    result = typed("check", "my-case.yaml")
    shown = result.stdout.splitlines()
    assert shown[0] == "my-case.yaml:7:11 SCN201 there is no person 'ardne'"
    assert shown[2].index("^") == shown[1].index("ardne")
    assert "did you mean 'arden'?" in shown[3]
    assert result.stderr == "1 error, 0 warnings in 1 scenario\n"


def test_programs_get_the_fields_of_a_linter(typed, found) -> None:
    found(WRONG)
    (told,) = json.loads(typed("check", "my-case.yaml", "--format", "json").stdout)
    assert {key: told[key] for key in ("code", "filename", "location", "end_location", "url", "fix")} == {
        "code": "SCN201",
        "filename": "my-case.yaml",
        "location": {"row": 7, "column": 11},
        "end_location": {"row": 7, "column": 16},
        "url": None,
        "fix": None,
    }


def test_no_problems_are_an_empty_list_for_programs(typed, found) -> None:
    found()
    assert json.loads(typed("check", "my-case.yaml", "--format", "json").stdout) == []


def test_a_code_review_gets_one_escaped_line_a_problem(typed, found) -> None:
    found(replace(WRONG, filename="a,b:c.yaml", message="100 %\nof it"))
    assert typed("check", "x", "--format", "github").stdout == (
        "::error file=a%2Cb%3Ac.yaml,line=7,col=11,endLine=7,endColumn=16,title=SCN201::100 %25%0Aof it\n"
    )


def test_what_cannot_be_read_ends_with_2_after_all_others_were_checked(typed, door) -> None:
    def check(name: str, _: str | None) -> tuple[Problem, ...]:
        if name == "gone.yaml":
            raise StorageError("STO500", "cannot read gone.yaml", "Look where it is.")
        return (WRONG,)

    door("check", check)
    result = typed("check", "gone.yaml", "my-case.yaml")
    assert result.exit_code == 2
    assert "gone.yaml" in result.stderr
    assert "SCN201" in result.stdout
