"""Is what the page plays again what the command line plays: the same histories, bit for bit?"""

from pathlib import Path

import numpy as np
import pytest

import presidium
from presidium.app.attempt import Attempt
from presidium.app.line import Stopped
from presidium.app.stage import Stage, told

from .visits import SEED, written


def silent(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def stage(run: presidium.Run) -> Stage:
    return Stage(run)


def test_a_what_if_is_the_comparison_of_the_command_line(stage: Stage, case: presidium.Scenario) -> None:
    made = stage.compare(Attempt(("trust",), {}, 150, SEED), silent)
    known = presidium.compare(case, "trust", histories=150, seed=SEED, threads=1)
    assert np.array_equal(made.base.rows, known.base.rows)
    assert np.array_equal(made.other.rows, known.other.rows)
    assert made.other.case.digest == known.other.case.digest
    assert made.questions() == known.questions()
    assert made.changed_histories == known.changed_histories > 0


def test_a_moved_number_is_a_changed_scenario(stage: Stage, case: presidium.Scenario) -> None:
    made = stage.compare(Attempt((), {"people.arden.ambition": 0.9}, 150, SEED), silent)
    known = presidium.compare(case, case.change("people.arden.ambition", 0.9), histories=150, seed=SEED)
    assert np.array_equal(made.other.rows, known.other.rows)
    assert made.questions() == known.questions()


def test_a_constant_that_the_scenario_does_not_name_can_be_moved(
    stage: Stage, case: presidium.Scenario
) -> None:
    made = stage.compare(Attempt((), {"parameters.launch-rate": 0.55}, 150, SEED), silent)
    known = presidium.simulate(case.change("parameters.launch-rate", 0.55), histories=150, seed=SEED)
    assert np.array_equal(made.other.rows, known.rows)
    assert made.changed_histories > 0


def test_another_seed_and_more_histories_than_the_page_has_are_played_on_both_sides(
    stage: Stage, case: presidium.Scenario, run: presidium.Run
) -> None:
    for histories, seed in ((len(run) + 50, SEED), (100, SEED + 1)):
        made = stage.compare(Attempt(("trust",), {}, histories, seed), silent)
        known = presidium.compare(case, "trust", histories=histories, seed=seed)
        assert np.array_equal(made.base.rows, known.base.rows)
        assert np.array_equal(made.other.rows, known.other.rows)


def test_nothing_changed_is_no_difference(stage: Stage) -> None:
    made = stage.compare(Attempt((), {}, 100, SEED), silent)
    assert made.changed_histories == 0
    assert np.array_equal(made.base.rows, made.other.rows)
    shown = told(made)
    assert [asked["id"] for asked in shown["questions"]] == ["first-to-fall"]
    assert {answer["difference"] for answer in shown["questions"][0]["answers"]} == {"0.0"}
    assert shown["untouched"] == shown["asked"] == 3


def test_progress_counts_up_to_all_that_is_played(stage: Stage, run: presidium.Run) -> None:
    for histories, total in ((200, 200), (len(run) + 100, 2 * (len(run) + 100))):
        seen: list[tuple[int, int]] = []
        stage.compare(Attempt(("trust",), {}, histories, SEED), lambda *now, seen=seen: seen.append(now))
        assert seen[0][0] == 0
        assert seen[-1] == (total, total)
        assert [done for done, _ in seen] == sorted({done for done, _ in seen})
        # At least every hundred or twentieth: one sees it move.
        assert len(seen) >= total / 100


def test_a_run_that_is_not_wanted_any_more_ends_with_the_histories_in_hand(stage: Stage) -> None:
    seen: list[int] = []

    def stop(done: int, _total: int) -> None:
        seen.append(done)
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        stage.compare(Attempt(("trust",), {}, 10_000, SEED), stop)
    assert seen[-1] < 10_000


def test_changes_that_make_no_scenario_together_are_refused_as_the_scenario_refuses_them(
    starter: str, tmp_path: Path
) -> None:
    flood = "{kind: shock, title: Flood, on: 2031-05, exogenous: true, effects: [{blame: leader, by: 0.1}]}"
    flood_of = "  {0}: {{add: {{events.flood: {1}}}}}\n".format
    both_add_it = flood_of("wet", flood) + flood_of("wetter", flood.replace("0.1", "0.2"))
    case = presidium.load(written(tmp_path, starter + both_add_it))
    stage = Stage(presidium.simulate(case, histories=10, seed=SEED))
    assert len(stage.compare(Attempt(("wet",), {}, 10, SEED), silent).other) == 10
    with pytest.raises(presidium.PresidiumError, match="USE629"):
        stage.compare(Attempt(("wet", "wetter"), {}, 10, SEED), silent)


def test_what_is_told_are_the_figures_of_the_comparison(stage: Stage, case: presidium.Scenario) -> None:
    shown = told(stage.compare(Attempt(("trust",), {}, 300, SEED), silent))
    table = presidium.compare(case, "trust", histories=300, seed=SEED).questions()
    for asked in shown["questions"]:
        rows = next(one["answers"] for one in table if one["id"] == asked["id"])
        assert asked["left_out"] == len(rows) - len(asked["answers"])
        for answer in asked["answers"]:
            (row,) = [
                one
                for one in rows
                if f"{100 * one['base']:.1f}" == answer["base"]
                and f"{100 * one['changed']:.1f}" == answer["changed"]
            ][:1]
            assert answer["difference"].replace("−", "-") == f"{100 * row['difference']:.1f}".replace(
                "-0.0", "0.0"
            )
            margin = 1.96 * row["mc_error"]
            assert answer["surely"] == (abs(row["difference"]) > margin)
            assert answer["recorded"] == row["recorded"]
