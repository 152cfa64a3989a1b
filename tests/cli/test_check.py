"""Does `check` show every problem to whoever asks, and end as it found?"""

import json
import re
from dataclasses import replace

import pytest

from presidium.errors import EXPLANATIONS, Problem, StorageError, headline

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


def test_below_each_problem_thai_says_what_it_is_and_what_to_do(typed, found) -> None:
    found(WRONG, DOUBTFUL)
    english = typed("check", "my-case.yaml").stdout.splitlines()
    both = typed("check", "my-case.yaml", "--lang", "th").stdout.splitlines()
    assert len(english) == 8
    assert both[:4] + both[6:10] == english
    assert both[4] == f"SCN201 {headline('SCN201', 'th')}"
    assert both[5].startswith("วิธีแก้: ใช้ชื่อที่แนะนำไว้")
    assert both[10] == f"SCN301 {headline('SCN301', 'th')}"
    assert len(both) == 12


@pytest.mark.parametrize("form", ["json", "github"])
def test_what_programs_read_is_the_same_in_thai(typed, found, form: str) -> None:
    found(WRONG, DOUBTFUL)
    words = ("check", "my-case.yaml", "--format", form)
    assert typed(*words, "--lang", "th").stdout == typed(*words).stdout


def test_five_typical_mistakes_are_told_with_place_and_remedy_in_both_languages(typed, tmp_path) -> None:
    path = tmp_path / "my-case.yaml"
    typed("new", path)
    text = path.read_text(encoding="utf-8")
    wrong = {
        "ambition: 0.3 to 0.6": ("ambitoin: 0.3 to 0.6", "SCN104"),
        "ambition: 0.5 to 0.9": ("ambition: 1.9", "SCN109"),
        "who: arden": ("who: ardne", "SCN201"),
        "kind: shock": ("kind: shok", "SCN113"),
        "period: 2": ("period: 32 March 2", "SCN110"),
    }
    for right, (instead, _) in wrong.items():
        assert right in text
        text = text.replace(right, instead, 1)
    path.write_text(text, encoding="utf-8")
    shown = typed("check", path, "--lang", "th").stdout
    for _, code in wrong.values():
        assert re.search(rf"my-case\.yaml:\d+:\d+ {code} .+", shown), code
        assert re.search(rf"^{code} {re.escape(headline(code, 'th'))}\nวิธีแก้: .+", shown, re.MULTILINE), code


def test_a_file_that_cannot_be_read_is_told_in_thai_too(typed, tmp_path) -> None:
    told = typed("check", tmp_path / "nothing.yaml", "--lang", "th")
    assert told.exit_code == 2
    assert f"USE620 {headline('USE620', 'th')}\nวิธีแก้: " in told.stderr


def test_english_reads_no_thai(typed, found, monkeypatch) -> None:
    monkeypatch.setattr("presidium.errors.explanations", lambda lang: {"en": EXPLANATIONS}[lang])
    found(WRONG)
    assert typed("check", "my-case.yaml").exit_code == 1
