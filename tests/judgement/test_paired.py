"""Are what-ifs played as often as they need, and the same for any number of threads?"""

from pathlib import Path

import numpy as np
import pytest

import presidium
from presidium.history.board import board_of
from presidium.judgement.outcome import Answered
from presidium.judgement.paired import BLOCK, enough, play_pairs
from presidium.run import Run
from presidium.scenario.change import apply, without_hindsight

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"


@pytest.fixture(scope="module")
def run() -> Run:
    return presidium.simulate(presidium.load(SMALL), histories=1_100, seed=3)


def pair(run: Run, moved: int, histories: int) -> tuple[Answered, Answered]:
    """A question of two answers, which so many histories answer otherwise with the change."""
    before = np.zeros(histories, np.int16)
    after = (np.arange(histories) < moved).astype(np.int16)
    question = run.case.questions[0]
    return tuple(Answered(question, ("yes", "no"), taken, ()) for taken in (before, after))  # type: ignore[return-value]


def test_a_point_is_asked_of_the_first_question_and_two_of_the_others(run: Run) -> None:
    # The error of a difference of d in n histories, all one way: sqrt(d (1 - d) / n).
    fine, coarse = pair(run, 10, 1_000), pair(run, 250, 1_000)  # .0031 and .0137
    assert enough([fine, coarse])
    assert not enough([coarse, fine])
    assert not enough([fine, pair(run, 125, 250)])  # .0316
    assert enough([])


def test_pairs_are_played_block_by_block_until_they_are_enough(run: Run) -> None:
    others = {"as-it-is": board_of(run.case), "whatif": board_of(apply(run.case, *run.case.whatif))}
    played = play_pairs(run.board, run.rows, others, 3, 1_100, 1)
    # What no history of 250 shows may still be 1.2 in 100, of 500 only .6: the bound on what is not seen.
    assert len(played["as-it-is"]) == 2 * BLOCK
    assert played["as-it-is"].tobytes() == run.rows[: 2 * BLOCK].tobytes()
    assert len(played["whatif"]) in (*range(BLOCK, 1_100, BLOCK), 1_100)
    again = play_pairs(run.board, run.rows, others, 3, 1_100, 3)
    assert {name: rows.tobytes() for name, rows in again.items()} == {
        name: rows.tobytes() for name, rows in played.items()
    }


def test_a_comparison_is_what_playing_both_sides_whole_gives(run: Run) -> None:
    for made, case in (
        (next(iter(run.comparisons().values())), apply(run.case, *run.case.whatif)),
        (run.hindsight(), without_hindsight(run.case)),
    ):
        whole = presidium.compare(run.case, case, histories=len(made.base), seed=3)
        assert made.questions() == whole.questions()
        assert made.changed_histories == whole.changed_histories


@pytest.mark.parametrize(("whatifs", "pairs"), [(1, 1), (30, 30), (2_000, 550)])
def test_no_more_pairs_are_played_than_asked_for_or_half_of_the_run(
    run: Run, whatifs: int, pairs: int
) -> None:
    assert all(len(made.base) <= pairs for made in run.comparisons(whatifs).values())
    assert len(run.hindsight(whatifs).base) <= pairs


def test_none_are_played_where_none_are_wanted(run: Run) -> None:
    assert run.comparisons(0) == {}
    document = run.document(0)
    assert (document["whatif"], document["hindsight"]) == ([], None)
