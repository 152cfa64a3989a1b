"""Does the machine-readable face keep its promise, on the command line and from Python?"""

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import presidium
from presidium.cli.main import app

LARGEST_SEED = 2**64 - 1
ANSWER = ["value", "probability", "mc_error", "recorded"]
CHANGE = ["value", "base", "changed", "difference", "mc_error", "recorded"]


def typed(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="presidium")


def whole(number: float) -> Any:
    return pytest.approx(number, abs=1e-12)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario of five invented people that `presidium new` writes."""
    path = tmp_path_factory.mktemp("face") / "my-case.yaml"
    assert typed("new", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def case(starter: Path) -> presidium.Scenario:
    return presidium.load(starter)


# The command line


@pytest.fixture(scope="module")
def printed(starter: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    """What a real `presidium run ... --format json` prints, and its folder."""
    folder = starter.parent / "there"
    command = [sys.executable, "-m", "presidium", "run", str(starter), "--histories", "120", "--seed", "7"]
    asked = [*command, "--out", str(folder), "--format", "json"]
    return subprocess.run(asked, capture_output=True, encoding="utf-8"), folder


def test_a_run_prints_one_object_and_nothing_else(printed, case) -> None:
    done, _ = printed
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert " ".join(told) == "format scenario digest version seed histories seconds questions came files"
    assert (told["format"], told["scenario"], told["digest"]) == (1, "my-case", case.digest)
    assert re.fullmatch(r"[0-9a-f]{64}", told["digest"])
    assert (told["version"], told["seed"], told["histories"]) == (presidium.__version__, 7, 120)
    assert told["seconds"] > 0
    assert "again: presidium run" in done.stderr


def test_each_question_has_its_text_in_both_languages_and_all_its_answers(printed, case) -> None:
    questions = json.loads(printed[0].stdout)["questions"]
    assert [question["id"] for question in questions] == [asked.id for asked in case.questions]
    for question in questions:
        assert list(question) == ["id", "text", "answers", "base_rate"]
        assert question["text"]["en"]
        assert re.search("[\u0e01-\u0e5b]", question["text"]["th"])
        assert all(list(answer) == ANSWER for answer in question["answers"])
        assert sum(answer["probability"] for answer in question["answers"]) == whole(1)


def test_the_error_is_one_standard_error_and_nothing_is_recorded_of_what_never_was(printed) -> None:
    for question in json.loads(printed[0].stdout)["questions"]:
        for answer in question["answers"]:
            share = answer["probability"]
            assert answer["mc_error"] == whole(math.sqrt(share * (1 - share) / 120))
            assert answer["recorded"] is False


def test_the_files_named_are_those_in_the_folder(printed) -> None:
    done, folder = printed
    lying = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(json.loads(done.stdout)["files"]) == lying
    assert {"run.json", "document.json", "report.html", "histories/part-00000.parquet"} == lying


def test_python_gives_what_the_command_line_prints(printed, case) -> None:
    told = json.loads(printed[0].stdout)
    summary = presidium.simulate(case, histories=120, seed=7, threads=1).summary()
    assert summary["questions"] == told["questions"]


def test_no_file_of_a_run_names_the_machine(printed) -> None:
    _, folder = printed
    for path in folder.rglob("*"):
        if path.is_file():
            assert str(folder.parent).encode() not in path.read_bytes(), path


@pytest.mark.parametrize("seed", [0, LARGEST_SEED])
def test_the_outermost_seeds_work(starter: Path, tmp_path: Path, seed: int) -> None:
    result = typed("simulate", starter, "-n", 20, "--seed", seed, "--out", tmp_path / "s", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["seed"] == seed


@pytest.mark.parametrize("seed", ["-1", str(LARGEST_SEED + 1), "1.5", "x", ""])
@pytest.mark.parametrize("command", ["run", "simulate", "compare"])
def test_a_seed_that_is_none_is_refused_before_anything_is_done(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, seed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    more = ["--whatif", "trust"] if command == "compare" else []
    result = typed(command, starter, "-n", 20, "--seed", seed, "--format", "json", *more)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "--seed" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_who_names_no_seed_gets_the_documented_one(starter: Path, tmp_path: Path) -> None:
    result = typed("simulate", starter, "-n", 20, "--out", tmp_path / "run", "--format", "json")
    assert json.loads(result.stdout)["seed"] == 1953


def test_a_comparison_has_per_answer_both_sides_and_the_paired_difference(starter: Path) -> None:
    asked = ["--whatif", "trust", "--histories", 300, "--seed", 7, "--format", "json"]
    result = typed("compare", starter, *asked)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["format"], told["scenario"], told["whatif"]) == (1, "my-case", "trust")
    assert (told["seed"], told["histories"]) == (7, 300)
    assert 0 < told["changed_histories"] <= 1
    for question in told["questions"]:
        assert 0 <= question["changed_histories"] <= told["changed_histories"]
        assert sum(answer["base"] for answer in question["answers"]) == whole(1)
        assert sum(answer["changed"] for answer in question["answers"]) == whole(1)
        for answer in question["answers"]:
            assert list(answer) == CHANGE
            assert answer["difference"] == whole(answer["changed"] - answer["base"])
            # No more histories can change an answer than change at all.
            assert abs(answer["difference"]) <= question["changed_histories"] + 1e-12
            assert answer["mc_error"] <= math.sqrt(question["changed_histories"] / 300) + 1e-12


def test_the_base_of_a_comparison_is_the_run_itself(starter: Path, case) -> None:
    result = typed("compare", starter, "--whatif", "trust", "-n", 100, "--seed", 7, "--format", "json")
    base = {
        (question["id"], answer["value"]): answer["base"]
        for question in json.loads(result.stdout)["questions"]
        for answer in question["answers"]
    }
    run = presidium.simulate(case, histories=100, seed=7)
    for row in run.outcomes().itertuples():
        assert base[row.question, row.answer] == row.probability


def test_a_what_if_that_is_not_there_prints_no_object(starter: Path) -> None:
    result = typed("compare", starter, "--whatif", "trsut", "-n", 5, "--format", "json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert 'did you mean "trust"?' in result.stderr


def test_problems_have_the_fields_of_a_linter(starter: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(starter.read_text(encoding="utf-8").replace("ambition:", "ambtion:", 1), "utf-8")
    result = typed("check", wrong, "--format", "json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)
    linter = {"code", "message", "filename", "location", "end_location", "url", "fix"}
    assert set(problem) == linter | {"severity", "remedy"}
    line = wrong.read_text(encoding="utf-8").splitlines()[problem["location"]["row"] - 1]
    start, end = problem["location"]["column"], problem["end_location"]["column"]
    assert line[start - 1 : end - 1] == "ambtion"
    assert (problem["code"], problem["filename"]) == ("SCN104", str(wrong))
    assert problem["fix"]["replacement"] == "ambition"


def test_a_sound_scenario_is_an_empty_list(starter: Path) -> None:
    result = typed("check", starter, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == []


# From Python


def test_threads_change_no_row(case) -> None:
    one, two = (presidium.simulate(case, histories=250, seed=3, threads=threads) for threads in (1, 2))
    assert one.rows.tobytes() == two.rows.tobytes()


def test_histories_are_a_table_with_one_row_each(case) -> None:
    run = presidium.simulate(case, histories=30, seed=3)
    assert isinstance(run.histories, pd.DataFrame)
    assert len(run.histories) == len(run) == 30
    fell = run.histories["fell.brandt"]
    asked = run.outcomes().query("question == 'brandt-falls' and answer == 'yes'")
    by = case.period.month_of(case.questions[2].by)
    assert asked["probability"].item() == whole(((fell >= 0) & (fell <= by)).mean())


def test_outcomes_are_a_table_with_one_row_an_answer(case) -> None:
    outcomes = presidium.simulate(case, histories=30, seed=3).outcomes()
    assert list(outcomes) == ["question", "answer", "probability", "mc_error", "recorded"]
    assert outcomes.groupby("question")["probability"].sum().tolist() == [whole(1)] * 3


def test_a_history_is_told_the_same_whoever_asks(case) -> None:
    few, many = (presidium.simulate(case, histories=n, seed=3).tell(history=17) for n in (1, 40))
    assert few == many
    assert all(sentence.text["en"] and sentence.text["th"] for sentence in few)
    assert [sentence.month for sentence in few] == sorted(sentence.month for sentence in few)


def test_a_report_is_written_where_asked(case, tmp_path: Path) -> None:
    page = tmp_path / "new folder" / "page.html"
    presidium.simulate(case, histories=20, seed=3).report(page)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_change_gives_a_new_scenario_and_leaves_the_old(case) -> None:
    digest, before = case.digest, case.ties[0].tie.text
    changed = case.change("ties.corso.brandt.tie", "0.2 to 0.4", because="what if they get on")
    assert changed is not case
    assert (changed.ties[0].tie.text, case.ties[0].tie.text) == ("0.2 to 0.4", before)
    assert changed.digest != digest == case.digest
    comparison = presidium.compare(case, changed, histories=50, seed=3)
    assert comparison.base.case is case
    assert comparison.other.case is changed


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"seed": -1}, "USE613"),
        ({"seed": LARGEST_SEED + 1}, "USE613"),
        ({"histories": 0}, "USE612"),
        ({"histories": 2**32}, "USE612"),
        ({"threads": 0}, "USE614"),
    ],
    ids=str,
)
def test_numbers_out_of_range_are_refused_by_code(case, asked: dict[str, int], code: str) -> None:
    with pytest.raises(presidium.PresidiumError) as refused:
        presidium.simulate(case, **{"histories": 5, **asked})
    assert refused.value.code == code
    assert refused.value.remedy


def test_what_history_recorded_is_marked_once_a_question_at_most() -> None:
    outcomes = presidium.simulate(presidium.load("soviet-1953"), histories=40, seed=3).outcomes()
    assert outcomes.groupby("question")["recorded"].sum().max() == 1
    recorded = outcomes[outcomes["recorded"]].set_index("question")["answer"]
    assert recorded["first-to-fall"] == "beria"
    assert recorded["successor-of-khrushchev"] == "brezhnev"
