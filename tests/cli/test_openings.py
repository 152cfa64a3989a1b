"""Do the commands begin from another opening, and say so?"""

import json
import shutil
from pathlib import Path

import pytest

import presidium

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
ASKED = ("--histories", 30, "--seed", 7)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SMALL, "small-council.yaml")
    return "small-council.yaml"


def test_a_simulation_from_an_opening_repeats_it_and_lies_apart(typed, case: str) -> None:
    told = typed("simulate", case, "--opening", "eve", *ASKED, "--format", "json")
    assert told.exit_code == 0, told.stderr
    assert f"again: presidium simulate {case} --opening eve --histories 30 --seed 7" in told.stderr
    summary = json.loads(told.stdout)
    eve = presidium.load(case).opening("eve")
    assert (summary["opening"], summary["digest"]) == ("eve", eve.digest)
    assert summary["questions"] == presidium.simulate(eve, histories=30, seed=7).summary()["questions"]
    assert (Path("presidium-runs") / "small-council-eve" / "run.json").is_file()
    plain = json.loads(typed("simulate", case, *ASKED, "--format", "json").stdout)
    assert "opening" not in plain
    assert (Path("presidium-runs") / "small-council" / "run.json").is_file()


def test_a_run_remembers_from_where_it_began(case: str) -> None:
    eve = presidium.simulate(presidium.load(case).opening("eve"), histories=5, seed=7)
    assert eve.command() == f"presidium run {case} --opening eve --histories 5 --seed 7"
    plain = presidium.simulate(presidium.load(case), histories=5, seed=7)
    assert plain.command() == f"presidium run {case} --histories 5 --seed 7"


def test_what_ifs_are_compared_from_an_opening(typed, case: str) -> None:
    words = ["--whatif", "no-rising", "--opening", "eve", *ASKED]
    told = typed("compare", case, *words, "--format", "json")
    assert told.exit_code == 0, told.stderr
    assert json.loads(told.stdout)["opening"] == "eve"
    assert f"again: presidium compare {case} --opening eve --whatif no-rising" in told.stderr


def test_openings_are_listed_and_shown(typed, case: str) -> None:
    assert "The Marshal is alive" in typed("show", case, "--events").stdout
    shown = typed("show", case, "--opening", "eve", "--people").stdout
    assert "1960-06-01 to 1963-12-31" in shown
    assert "marshal" in shown


def test_an_opening_is_checked(typed, case: str) -> None:
    assert typed("check", case, "--opening", "eve", "--strict").exit_code == 0
    refused = typed("check", case, "--opening", "eves")
    assert refused.exit_code == 2
    assert 'did you mean "eve"?' in refused.stderr


@pytest.mark.parametrize("command", ["run", "simulate", "show", "compare --whatif no-rising"])
def test_an_unknown_opening_is_refused_before_anything_is_done(typed, case: str, command: str) -> None:
    name, *more = command.split()
    refused = typed(name, case, *more, "--opening", "eves")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "USE625" in refused.stderr
    assert 'did you mean "eve"?' in refused.stderr
    assert not Path("presidium-runs").exists()


def test_the_page_of_a_run_from_an_opening_is_made_from_there(typed, case: str) -> None:
    typed("simulate", case, "--opening", "eve", *ASKED)
    folder = "presidium-runs/small-council-eve"
    page = Path(folder) / "report.html"
    for more in ([], ["--opening", "eve"]):
        made = typed("report", folder, "--case", case, *more)
        assert made.exit_code == 0, made.stderr
        assert "--opening eve" in page.read_text(encoding="utf-8")
        page.unlink()


@pytest.mark.parametrize("command", ["report", "score"])
def test_a_run_of_another_scenario_has_a_remedy_that_the_command_has(typed, case: str, command: str) -> None:
    typed("simulate", case, *ASKED)
    folder = "presidium-runs/small-council"
    changed = Path(case).read_text(encoding="utf-8").replace("Ana Vey", "Anna Vey")
    Path("changed.yaml").write_text(changed, encoding="utf-8")
    for more in (["changed.yaml"], [case, "--opening", "eve"]):
        refused = typed(command, folder, "--case", *more)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "STO503" in refused.stderr
        assert "--opening" in refused.stderr
        assert "presidium run" in refused.stderr
