"""Do the commands that only look show what is there: explain, schema, gallery, show?"""

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

import presidium
from presidium.errors import EXPLANATIONS, explanations, headline

CODE = next(iter(EXPLANATIONS))


def test_a_code_is_explained_however_it_is_spelt(typed) -> None:
    assert typed("explain", CODE.lower()).stdout.startswith(CODE)


def test_without_a_code_all_are_listed(typed) -> None:
    listed = typed("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(EXPLANATIONS)


def test_an_unknown_code_is_refused_with_the_likely_one(typed) -> None:
    result = typed("explain", CODE + "0")
    assert result.exit_code == 2
    assert CODE in result.stderr


def test_codes_are_listed_and_explained_in_thai(typed) -> None:
    listed = typed("explain", "--lang", "th").stdout.splitlines()
    assert listed == [f"{code}  {headline(code, 'th')}" for code in EXPLANATIONS]
    assert all(re.search("[ก-๙]", line) for line in listed)
    told = typed("explain", "scn111", "--lang", "th").stdout
    assert " ".join(told.split()) == " ".join(f"SCN111 {explanations('th')['SCN111']}".split())
    assert [line.split(":")[0] for line in told.splitlines() if re.match("[ก-๙]+: ", line)] == [
        "สาเหตุ",
        "ตัวอย่าง",
        "วิธีแก้",
    ]


def test_a_line_of_thai_is_as_wide_as_it_looks(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for line in typed("explain", "SCN204", "--lang", "th").stdout.splitlines():
        assert cell_len(line) <= 80
    # Marks above and below letters make a line longer than it is wide; it is filled all the same.
    assert max(len(line) for line in typed("explain", "SCN204", "--lang", "th").stdout.splitlines()) > 80


def test_a_command_with_a_language_fails_in_both(typed) -> None:
    english = typed("show", "nowhere").stderr
    assert typed("show", "nowhere", "--lang", "th").stderr.startswith(english.rstrip("\n"))
    assert headline("USE620", "th") in typed("show", "nowhere", "--lang", "th").stderr
    assert headline("USE601", "th") in typed("explain", "SCN9", "--lang", "th").stderr


def test_every_code_that_the_program_can_give_is_explained() -> None:
    package = Path(__file__).parents[2] / "presidium"
    given = {
        code
        for path in package.rglob("*.py")
        for code in re.findall(r'"((?:SCN|RUN|STO|USE)\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert given <= set(EXPLANATIONS)


def test_the_schema_is_draft_07(typed) -> None:
    assert "draft-07" in json.loads(typed("schema").stdout)["$schema"]


def test_the_schema_of_documents_is_another(typed) -> None:
    told = json.loads(typed("schema", "--document").stdout)
    assert told["properties"]["kind"]["const"] == "presidium-document"
    assert told != json.loads(typed("schema").stdout)


def test_the_gallery_names_its_cases(typed) -> None:
    assert "soviet-1953" in typed("gallery").stdout
    assert "หลังสตาลิน" in typed("gallery", "--lang", "th").stdout
    assert "soviet-1953" in [case["name"] for case in json.loads(typed("gallery", "--format", "json").stdout)]


@pytest.fixture
def starter(typed, tmp_path: Path) -> Path:
    path = tmp_path / "my-case.yaml"
    typed("new", path)
    return path


def test_a_scenario_is_shown_whole(typed, starter: Path) -> None:
    shown = typed("show", starter).stdout
    for part in ("Ilse Arden", "chairman", "hostile", "bad-harvest", "good-harvest", "with a source"):
        assert part in shown


def test_a_part_of_a_scenario_is_shown_alone(typed, starter: Path) -> None:
    shown = typed("show", starter, "--offices").stdout
    assert "Commander of the Guard" in shown
    assert "Ilse Arden" not in shown


def test_names_are_shown_in_thai(typed, starter: Path) -> None:
    assert "อิลเซอ อาร์เดน" in typed("show", starter, "--people", "--lang", "th").stdout


def test_heads_and_titles_are_thai_too(typed, starter: Path) -> None:
    """Latin letters are left to what the scenario itself says: ids, names without Thai, numbers in words."""
    thai = typed("show", starter, "--lang", "th").stdout.splitlines()
    rules = [number for number, line in enumerate(thai) if set(line.strip()) == {"─"}]
    assert len(rules) == 5
    for number in rules:
        for line in (thai[number - 1], thai[number - 3]):
            assert re.search("[ก-๛]", line)
            assert not re.search("[A-Za-z]", line)
    assert "grade A" not in "\n".join(thai)


def test_a_question_without_words_of_its_own_is_shown_in_the_usual_ones(typed) -> None:
    asked = {
        "en": "To whom does Albania lean on 31 December 1964?",
        "th": "แอลเบเนียฝักใฝ่ฝ่ายใดเมื่อวันที่ 31 ธันวาคม ค.ศ. 1964",
    }
    for lang, words in asked.items():
        told = json.loads(typed("show", "soviet-1953", "--format", "json", "--lang", lang).stdout)
        assert {row["id"]: row["title"] for row in told["events"]}["albania-1964"] == words


def test_programs_get_the_same_tables(typed, starter: Path) -> None:
    told = json.loads(typed("show", starter, "--format", "json").stdout)
    assert told["scenario"] == "my-case"
    assert {row["id"]: row["holder"] for row in told["offices"]} == {
        "chairman": "arden",
        "premier": "corso",
        "commander": "brandt",
    }


def test_states_and_what_they_did_are_shown(typed) -> None:
    """At the opening Albania leaned to Moscow; the recall of experts of July 1960 is in the ledger."""
    case = presidium.load("soviet-1953")
    told = json.loads(typed("show", "soviet-1953", "--states", "--ledger", "--format", "json").stdout)
    states = {row["id"]: row for row in told["states"]}
    assert list(states) == [*case.states]
    assert states["ussr"]["leads"] == "Moscow" and states["alb"]["leads"] == ""
    assert states["alb"]["leans"].startswith("Moscow ")
    assert len(told["ledger"]) == len(case.ledger)
    acts = {(row["from"], row["to"], row["on"], row["kind"]) for row in told["ledger"]}
    assert acts == {(one.by, one.toward, one.on.iso, one.kind) for one in case.ledger}
    text = typed("show", "soviet-1953", "--states", "--ledger", "--lang", "th").stdout
    assert "บัญชีการกระทำ" in text and "แอลเบเนีย" in text


def test_a_case_that_is_not_there_is_refused(typed) -> None:
    assert typed("show", "nowhere").exit_code == 2
