"""Do `run`, `simulate`, `report` and `compare` pass on what was asked, and tell what came out?"""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from presidium.cli.answers import show_answers
from presidium.cli.voice import Voice
from presidium.errors import MixedRunError, Problem, ScenarioError, UsageError
from presidium.record.folder import Identity, open_folder
from presidium.record.parts import write_part
from presidium.values import Words
from presidium.words import say

QUESTION = {
    "id": "first-to-fall",
    "text": {"en": "Who falls first?", "th": "ใครล้มก่อน"},
    "answers": [
        {"value": "beria", "probability": 0.6244, "mc_error": 0.0048, "recorded": True},
        {"value": "none", "probability": 0.3756, "mc_error": 0.0048, "recorded": False},
    ],
}
SUMMARY = {
    "format": 1,
    "scenario": "cabal",
    "seed": 1953,
    "histories": 10000,
    "questions": [QUESTION],
    "came": None,
    "files": [],
}
DIFFERENCE = {
    **QUESTION,
    "changed_histories": 0.25,
    "answers": [{"value": "beria", "base": 0.6, "changed": 0.4, "difference": -0.2, "mc_error": 0.01}],
}


class FakeRun:
    case = SimpleNamespace(people={"beria": SimpleNamespace(name=Words("Beria", "เบรียา"))}, poles={})

    def summary(self) -> dict:
        return SUMMARY

    def report(self, path: Path, *, story: bool = False, whatifs: int = 2_000) -> None:
        self.whatifs = whatifs
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("page")
        path.with_name("document.json").write_text('{"headline": null}')
        if story:
            path.with_name("story.html").write_text("lesson")


@pytest.fixture
def asked(door, monkeypatch, tmp_path) -> dict:
    """What the simulation was asked for; it takes no time."""
    monkeypatch.chdir(tmp_path)
    seen: dict = {}

    def simulate(case, **asked):
        seen.update(asked, case=case)
        asked["progress"](1000, 10000, "beria 0.60 ± 0.015")
        asked["progress"](1500, 10000, "beria 0.61 ± 0.013")
        asked["progress"](10000, 10000, "beria 0.62 ± 0.005")
        seen["run"] = FakeRun()
        return seen["run"]

    door(
        "load",
        lambda name: SimpleNamespace(scenario=Path(name).stem, digest="ab", openings={}, people={}, poles={}),
    )
    door("simulate", simulate)
    door("gallery", lambda: ("cabal",))
    return seen


@pytest.mark.parametrize("command", ["run", "simulate"])
def test_what_is_not_said_has_the_documented_value(typed, asked, command: str) -> None:
    assert typed(command, "cabal").exit_code == 0
    assert (asked["histories"], asked["seed"], asked["threads"], asked["overwrite"]) == (
        10000,
        1953,
        None,
        False,
    )
    assert asked["out"] == Path("presidium-runs/cabal")


def test_what_is_said_is_passed_on(typed, asked) -> None:
    words = ["--histories", 5, "--seed", 2**64 - 1, "--out", "there", "--threads", 2, "--overwrite"]
    assert typed("run", "cabal", *words).exit_code == 0
    assert (asked["histories"], asked["seed"], asked["threads"], asked["overwrite"]) == (
        5,
        2**64 - 1,
        2,
        True,
    )
    assert Path("there/report.html").read_text() == "page"


@pytest.mark.parametrize(("said", "most"), [((), 2_000), (("--whatifs", 0), 0), (("--whatifs", 300), 300)])
def test_the_page_is_made_with_as_many_pairs_as_are_said(typed, asked, said, most) -> None:
    result = typed("run", "cabal", *said)
    assert result.exit_code == 0
    assert asked["run"].whatifs == most
    assert " ".join(map(str, said)) in result.stderr.split("again: ")[1]


def test_a_run_without_a_page_makes_none(typed, asked) -> None:
    result = typed("run", "cabal", "--no-page")
    assert result.exit_code == 0
    assert asked["out"] == Path("presidium-runs/cabal")
    assert "Who falls first?" in result.stdout
    assert result.stderr.rstrip().endswith("--no-page")
    assert not Path("presidium-runs/cabal/report.html").exists()


@pytest.mark.parametrize("wrong", [("--whatifs", -1), ("--whatifs", "x"), ("--no-page", "--whatifs", 5)])
def test_what_ifs_that_cannot_be_played_are_refused_before_anything_is(typed, asked, wrong) -> None:
    result = typed("run", "cabal", *wrong)
    assert result.exit_code == 2
    assert "--whatifs" in result.stderr
    assert asked == {}


def test_seed_zero_is_a_seed(typed, asked) -> None:
    typed("simulate", "cabal", "--seed", 0)
    assert asked["seed"] == 0


def test_a_simulation_makes_no_page(typed, asked) -> None:
    typed("simulate", "cabal")
    assert asked
    assert not Path("presidium-runs").exists()


def test_programs_get_the_summary_and_nothing_else_on_stdout(typed, asked) -> None:
    assert asked == {}
    assert json.loads(typed("run", "cabal", "--format", "json").stdout) == SUMMARY


@pytest.mark.parametrize(
    ("lang", "text", "name", "recorded"),
    [("en", "Who falls first?", "Beria", "recorded"), ("th", "ใครล้มก่อน", "เบรียา", "บันทึกจริง")],
)
def test_people_get_a_table_a_question_in_their_language(typed, asked, lang, text, name, recorded) -> None:
    shown = typed("simulate", "cabal", "--lang", lang).stdout
    assert asked["seed"] == 1953
    assert text in shown
    assert name in shown
    assert "0.624" in shown
    assert recorded in shown


def test_seed_and_the_command_that_repeats_the_run_are_told(typed, asked) -> None:
    told = typed("run", "my case.yaml", "--histories", 5, "--out", "a b").stderr
    assert asked["histories"] == 5
    assert "again: presidium run 'my case.yaml' --histories 5 --seed 1953 --out 'a b'" in told


def test_without_a_terminal_progress_is_a_line_each_tenth(typed, asked) -> None:
    told = [line for line in typed("simulate", "cabal").stderr.splitlines() if " of 10000 histories" in line]
    assert asked
    assert [line.split()[0] for line in told] == ["1000", "10000"]
    assert told[0].endswith("beria 0.60 ± 0.015")


def test_quiet_says_only_what_was_asked_for(typed, asked) -> None:
    result = typed("run", "cabal", "-q", "--format", "json")
    assert asked
    assert result.stderr == ""


def test_an_interrupted_run_says_what_is_kept_and_ends_with_130(typed, door, asked) -> None:
    def interrupted(case, *, out, **_):
        import numpy as np

        identity = Identity(case.scenario, "ab", "0", 1953)
        open_folder(out, identity, 10000)
        write_part(out, 0, np.zeros(1000, [("leader", "i1")]), identity.meta())
        raise KeyboardInterrupt

    door("simulate", interrupted)
    result = typed("run", "cabal")
    assert asked == {}
    assert result.exit_code == 130
    assert "1 finished part kept in presidium-runs/cabal" in result.stderr


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (
            MixedRunError("STO503", "another seed", "Use --overwrite."),
            "STO503 another seed\nhelp: Use --overwrite.",
        ),
        (UsageError("USE612", "too few", "Ask for more."), "USE612 too few"),
        (OSError(28, "No space left on device", "cache"), "cache: No space left on device"),
    ],
    ids=["mixed run", "usage", "disk"],
)
def test_what_stops_a_run_is_told_and_ends_with_2(typed, door, asked, problem, told) -> None:
    def simulate(*_, **__):
        raise problem

    door("simulate", simulate)
    result = typed("run", "cabal")
    assert asked == {}
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert isinstance(typed("run", "cabal", "--debug").exception, type(problem))


def test_a_scenario_with_errors_is_not_run(typed, door, asked) -> None:
    wrong = Problem(
        "SCN201", "there is no person 'ardne'", "error", "my.yaml", 1, 1, 1, 5, "ardne", "look", None
    )

    def load(_: str) -> None:
        raise ScenarioError((wrong,))

    door("load", load)
    result = typed("run", "my.yaml")
    assert asked == {}
    assert result.exit_code == 2
    assert "my.yaml:1:1 SCN201" in result.stderr


def test_a_page_is_made_of_a_run_that_lies_in_a_folder(typed, asked) -> None:
    open_folder(Path("there"), Identity("cabal", "ab", "0", 7), 300)
    result = typed("report", "there")
    assert result.stdout == "there/report.html\n"
    assert (asked["histories"], asked["seed"], asked["out"], asked["overwrite"]) == (
        300,
        7,
        Path("there"),
        False,
    )
    assert typed("report", "there", "--case", "elsewhere/cabal.yaml").exit_code == 0


def test_a_lesson_is_made_beside_the_page_where_asked(typed, asked) -> None:
    open_folder(Path("there"), Identity("cabal", "ab", "0", 7), 300)
    assert typed("report", "there", "--story").stdout == "there/report.html\nthere/story.html\n"
    assert Path("there/story.html").read_text() == "lesson"
    assert asked["histories"] == 300


def test_a_run_of_a_scenario_of_ones_own_asks_where_it_is(typed, asked) -> None:
    open_folder(Path("there"), Identity("mine", "ab", "0", 7), 300)
    result = typed("report", "there")
    assert asked == {}
    assert result.exit_code == 2
    assert "--case" in result.stderr


def test_a_folder_without_a_run_has_no_page(typed, asked) -> None:
    result = typed("report", "nowhere")
    assert asked == {}
    assert result.exit_code == 2
    assert "run.json" in result.stderr


def test_a_comparison_shows_both_sides_and_the_difference(typed, door, asked) -> None:
    compared: dict = {}

    def compare(case, **asked):
        compared.update(asked, case=case)
        return SimpleNamespace(summary=lambda: {**SUMMARY, "questions": [DIFFERENCE]})

    door("compare", compare)
    result = typed("compare", "cabal", "--whatif", "no-rising", "--histories", 200)
    assert asked == {}
    assert (compared["whatif"], compared["histories"], compared["seed"]) == ("no-rising", 200, 1953)
    for part in ("0.600", "0.400", "-0.200", "0.010", "0.250"):
        assert part in result.stdout
    assert "again: presidium compare cabal --whatif no-rising --histories 200 --seed 1953" in result.stderr
    told = json.loads(typed("compare", "cabal", "--whatif", "no-rising", "--format", "json").stdout)
    assert told["questions"] == [DIFFERENCE]


def test_rare_answers_that_were_not_recorded_are_counted_together(capsys) -> None:
    shares = {"a": 0.97, "b": 0.012, "c": 0.006, "d": 0.004, "e": 0.008}
    answers = [
        {"value": value, "probability": share, "mc_error": 0.001, "recorded": value == "d"}
        for value, share in shares.items()
    ]
    show_answers(Voice(), SimpleNamespace(people={}, poles={}), [{**QUESTION, "answers": answers}], "en")
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[:2] for row in rows if row and row[0] in shares] == [
        ["a", "0.970"],
        ["b", "0.012"],
        ["d", "0.004"],
    ]
    assert ["2", "others", "0.014"] in rows


@pytest.mark.parametrize(
    ("lang", "wanted"), [("en", "Moscow 40 % (10–70), Peking 30 %."), ("th", "มอสโก 40 % (10–70), ปักกิ่ง 30 %")]
)
def test_a_leaning_is_told_with_its_mean_shares_the_largest_first(lang: str, wanted: str, capsys) -> None:
    named = {"west": ("the West", "ตะวันตก"), "peking": ("Peking", "ปักกิ่ง"), "moscow": ("Moscow", "มอสโก")}
    poles = {key: SimpleNamespace(name=Words(en=en, th=th)) for key, (en, th) in named.items()}
    shares = {"west": [0, 0, 0], "peking": [30, 30, 30], "moscow": [10, 40, 70]}
    asked = {"text": {"en": "Who?", "th": "ใคร"}, "answers": [], "shares": shares}
    show_answers(Voice(), SimpleNamespace(people={}, poles=poles), [asked], lang)
    assert capsys.readouterr().out.strip().endswith(wanted)


def test_a_comparison_says_how_far_it_is_over_both_of_its_sides(typed, tmp_path) -> None:
    path = tmp_path / "my-case.yaml"
    assert typed("new", path).exit_code == 0
    result = typed("compare", path, "--whatif", "trust", "--histories", 1_000)
    assert "1000 of 2000 histories" in result.stderr
    assert "2000 of 2000 histories" in result.stderr


@pytest.mark.parametrize("lang", ["en", "th"])
def test_a_base_rate_of_several_answers_together_is_explained(capsys, lang) -> None:
    sentence = {"en": "Base rate from 9 cases.", "th": "อัตราฐาน"}
    rates = [{"answers": ["beria"], "value": 0.4}, {"answers": ["none"], "value": 0.6}]
    alone = {**QUESTION, "base_rate": {"rates": rates, "sentence": sentence}}
    show_answers(Voice(), FakeRun.case, [alone], lang)
    assert say("terminal.together", lang) not in capsys.readouterr().out
    shared = {"rates": [{"answers": ["beria", "none"], "value": 1.0}], "sentence": sentence}
    show_answers(Voice(), FakeRun.case, [{**QUESTION, "base_rate": shared}], lang)
    told = capsys.readouterr().out
    assert "(1.000)" in told
    assert say("terminal.together", lang) in told


def test_one_change_is_compared_at_a_time_and_none_is_passed_over(typed, tmp_path) -> None:
    path = tmp_path / "my-case.yaml"
    assert typed("new", path).exit_code == 0
    told = typed("compare", path, "--whatif", "trust", "--whatif", "good-harvest", "--histories", 10)
    assert told.exit_code == 2
    assert "one what-if at a time" in told.stderr


@pytest.mark.parametrize("command", ["run", "simulate"])
def test_a_folder_without_a_name_is_refused(typed, asked, command: str) -> None:
    refused = typed(command, "cabal", "--out", "")
    assert refused.exit_code == 2
    assert asked == {}
    assert "name is empty" in refused.stderr
    assert typed(command, "cabal", "--out", ".").exit_code == 0
    assert asked["out"] == Path()
