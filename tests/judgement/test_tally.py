"""Are answers counted part by part those of all histories at once?"""

from pathlib import Path

import numpy as np
import pytest

import presidium
from presidium.judgement.outcome import answered, mc_error
from presidium.judgement.tally import Tally
from presidium.run import Run
from presidium.scenario.change import without_hindsight

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"


@pytest.fixture(scope="module")
def run() -> Run:
    return presidium.simulate(presidium.load(SMALL), histories=300, seed=3)


def test_parts_in_any_order_give_the_answers_of_the_whole(run: Run) -> None:
    tally = Tally(run.board)
    for first, last in ((100, 250), (250, 300), (0, 100)):
        tally.add(first, run.rows[first:last])
    for counted, question in zip(tally.answered(), run.case.questions, strict=True):
        whole = answered(run.board, run.rows, question)
        assert np.array_equal(counted.taken, whole.taken)
        assert counted.answers() == whole.answers()
        assert (counted.percent is None) == (question.ask != "leaning")
        assert np.array_equal(counted.percent, whole.percent)


def test_the_estimate_is_the_likeliest_first_answer_of_all_that_was_counted(run: Run) -> None:
    tally = Tally(run.board)
    assert tally.estimate() == ""
    for first in range(0, 300, 50):
        tally.add(first, run.rows[first : first + 50])
    best = max(run.answered[0].answers(), key=lambda answer: answer.probability)
    error = mc_error(best.probability, 300)
    assert tally.estimate() == f"{best.value} {best.probability:.2f} ± {error:.3f}"


def test_where_nothing_is_asked_nothing_is_estimated(run: Run) -> None:
    case = without_hindsight(run.case).change("questions", [])  # which has no story that asks
    silent = presidium.simulate(case, histories=5)
    assert silent.answered == ()
    assert Tally.of(silent.board, [silent.rows]).estimate() == ""
