"""The free run of the flagship case, within bands set before the first run.  In sample: no evidence.

Bands and figures of the large run: docs/discussion/decisions/defaults.md.
"""

import numpy as np
import pytest

import presidium
from presidium.judgement.control import control, shuffled_ties
from presidium.judgement.outcome import answered
from presidium.judgement.summary import shape
from presidium.run import Run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def free() -> Run:
    return presidium.simulate(presidium.load("soviet-1953"), histories=4_000, seed=5)


def _share(run: Run, question: int, value: str) -> float:
    return {answer.value: answer.probability for answer in run.answered[question].answers()}[value]


def test_beria_is_the_likeliest_of_the_five_to_fall_first(free: Run) -> None:
    assert free.answered[0].answers()[0].value == "beria"
    assert 0.33 <= _share(free, 0, "beria") <= 0.85


def test_khrushchev_is_the_likeliest_first_secretary_at_the_end_of_1957(free: Run) -> None:
    assert free.answered[1].answers()[0].value == "khrushchev"


def test_his_removal_is_neither_sure_nor_rare(free: Run) -> None:
    assert 0.2 <= _share(free, 2, "yes") <= 0.7


def test_the_shape_of_the_histories(free: Run) -> None:
    figures = shape(free.board, free.rows)
    assert 3.0 <= figures.showdowns <= 7.0
    assert 0.35 <= figures.success <= 0.70
    assert 7.0 <= figures.exits <= 16.0
    assert figures.late_execution < 0.2


def test_with_the_ties_shuffled_beria_is_less_likely_to_fall_first(free: Run) -> None:
    rows = control(free.board, shuffled_ties, 5, 4_000)
    asked = answered(free.board, rows, free.case.questions[0])
    scrambled = float(np.mean(asked.taken == asked.values.index("beria")))
    assert _share(free, 0, "beria") - scrambled >= 0.1
