"""The ladder of evidence: what each rung may see, and scores that can be checked by hand."""

import numpy as np
import pytest

import presidium
from presidium.judgement import ladder as module
from presidium.judgement.ladder import RUNGS, ladder
from presidium.run import Run
from presidium.scenario.model import Scenario


@pytest.fixture(scope="module")
def case() -> Scenario:
    return presidium.load("soviet-1953")


def test_stay_put_scores_as_by_hand(case: Scenario) -> None:
    """history/alignments.csv: Albania stays at .9/.1 while the record has .9/.1 to 1959, .4/.6 at the end of
    1960 and 0/1 from December 1961 on: (6 x 0 + .5 + 4 x 1.62) / 11 at the ends of 1954 to 1964.
    """
    made = ladder(case, seed=1, histories=5, deals=1)
    assert made is not None
    assert made.stay_put[made.states.index("alb")] == pytest.approx((0.5 + 4 * 1.62) / 11)
    assert made.stay_put[made.states.index("uk")] == 0.0
    assert "uk" not in made.moved and "alb" in made.moved
    assert [rung.name for rung in made.rungs] == list(RUNGS)
    assert made.rungs[0].gain == made.rungs[0].gain_low == made.rungs[0].gain_high == 0.0
    assert all(rung.low <= rung.brier <= rung.high for rung in made.rungs)


def test_treaties_are_those_in_force(case: Scenario) -> None:
    record = module._record_of(case)
    told = module._by_treaties(case, record)
    years = [day.year for day in record.days]
    poles = [*case.poles, "nobody"]

    def share(state: str, year: int, pole: str) -> float:
        return float(told[years.index(year), record.states.index(state), poles.index(pole)])

    assert share("pol", 1954, "moscow") == 1.0
    assert share("prk", 1960, "nobody") == 1.0
    assert share("prk", 1961, "moscow") == share("prk", 1961, "peking") == 0.5, "both treaties of July 1961"
    assert share("uk", 1964, "west") == 1.0
    assert np.allclose(told.sum(axis=-1), 1.0)


def test_rungs_see_only_what_they_may(case: Scenario) -> None:
    structure = module._structure_only(case)
    assert {entry.role for entry in structure.ledger} == {"structure"}
    assert module._answers_given(case).rules.given_answers and not case.rules.given_answers
    states = module._record_of(case).states
    dealt = module._dealt_out(case, states, seed=3, deal=0)
    for before, after in zip(case.ledger, dealt.ledger, strict=True):
        moved = before.role == "act" and before.toward in states
        assert (after.toward != before.toward) == moved, "nobody keeps his own"
        assert after.model_copy(update={"toward": before.toward, "guards": before.guards}) == before
    pairs = zip(case.ledger, dealt.ledger, strict=True)
    takes = {one.toward: two.toward for one, two in pairs if one.role == "act" and one.toward in states}
    assert len(set(takes.values())) == len(takes), "no two states take one's place"


def test_a_state_left_out_does_not_choose_who_tells_it() -> None:
    """Three histories, two states: each is told by the history that fits the other one best."""
    record = module._Record(("a", "b"), (), np.array([[[1.0, 0.0], [1.0, 0.0]]]))
    right, wrong = [1.0, 0.0], [0.0, 1.0]
    told = np.array([[[right, wrong]], [[wrong, right]], [[wrong, wrong]]])
    assert module._left_out(told, record).tolist() == [2.0, 2.0]


def test_acts_tell_more_than_structure_and_dealt_out_they_lose_it(run: Run) -> None:
    """Of the coded case: acts gain over structure alone, and most of it is lost when they are dealt out."""
    made = ladder(run.case, seed=64)
    assert made is not None
    score = {rung.name: rung.brier for rung in made.rungs}
    gain = score["structure"] - score["acts"]
    assert gain > 0.015
    assert score["structure"] - score["dealt-out"] < gain / 2


def test_a_case_without_a_record_has_no_ladder(case: Scenario) -> None:
    assert ladder(case.model_copy(update={"leanings": ()}), seed=1, histories=5) is None


def test_a_record_of_one_state_makes_no_ladder(case: Scenario) -> None:
    alone = next(iter(case.states))
    leanings = tuple(one for one in case.leanings if one.state == alone)
    assert leanings
    assert ladder(case.model_copy(update={"leanings": leanings}), seed=1, histories=5) is None
