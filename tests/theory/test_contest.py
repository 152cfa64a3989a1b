"""Force and votes: hand numbers, laws, and an independent count of votes."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.theory.contest import (
    contest_odds,
    enforcement,
    expected_enforcement,
    logistic,
    normal_cdf,
    obeyed,
)
from presidium.theory.motion import passes, passing_chance
from presidium.theory.showdown import appeal_succeeds, outcome_chance

share = st.floats(0.0, 1.0)


def test_two_to_one_gives_four_fifths() -> None:
    assert contest_odds(2.0, 1.0, 2.0) == pytest.approx(0.8)


@given(st.floats(-1e6, 1e6))
def test_the_logistic_function_is_symmetric_and_never_overflows(x: float) -> None:
    assert 0.0 <= logistic(x) <= 1.0
    assert logistic(x) + logistic(-x) == pytest.approx(1.0)


@pytest.mark.parametrize(("x", "p"), [(0.0, 0.5), (1.0, 0.8413447460685429), (-1.959963984540054, 0.025)])
def test_the_normal_distribution_as_tabled(x: float, p: float) -> None:
    assert normal_cdf(x) == pytest.approx(p, abs=1e-12)


@given(share, share, share, share)
def test_obedience_moves_force_and_makes_none(
    winners: float, losers: float, part: float, obey: float
) -> None:
    own = losers * part
    with_winners, with_losers = obeyed(winners, losers, own, obey)
    assert with_winners + with_losers == pytest.approx(winners + losers)
    assert with_losers >= own - 1e-12


@given(share, share, st.floats(1.0, 2.0))
def test_the_odds_of_both_sides_add_up_to_one(first: float, second: float, mu: float) -> None:
    if first > 1e-6 and second > 1e-6:
        assert contest_odds(first, second, mu) + contest_odds(second, first, mu) == pytest.approx(1.0)


@given(share, share, share)
def test_more_force_never_makes_a_decision_less_likely_to_stand(
    winners: float, more: float, losers: float
) -> None:
    low = enforcement(winners, losers, losers, 0.35, 0.5, 2.0)
    high = enforcement(winners + more, losers, losers, 0.35, 0.5, 2.0)
    assert high >= low - 1e-12


def test_a_plotter_without_doubt_expects_what_happens() -> None:
    sure = expected_enforcement(0.3, 0.0, 1.0, 0.5, 1.0, 0.35, 0.5, 2.0)
    assert sure == pytest.approx(enforcement(0.3, 0.7, 0.5, 0.35, 0.5, 2.0), abs=1e-9)


@pytest.mark.parametrize(
    ("votes_for", "votes_against", "rule", "strict", "carried"),
    [
        (6, 5, 0.5, True, True),
        (5, 5, 0.5, True, False),
        (7, 4, 2 / 3, False, False),
        (8, 4, 2 / 3, False, True),
        (11, 0, 1.0, False, True),
        (10, 1, 1.0, False, False),
    ],
)
def test_rules_of_decision(
    votes_for: float, votes_against: float, rule: float, strict: bool, carried: bool
) -> None:
    assert passes(votes_for, votes_against, votes_for + votes_against, rule, strict, 0.5) is carried


def test_without_a_quorum_nothing_passes() -> None:
    assert not passes(5.0, 0.0, 11.0, 0.5, True, 0.5)
    assert passes(6.0, 0.0, 11.0, 0.5, True, 0.5)


def _exact_majority(leanings: tuple[float, ...]) -> float:
    """Chance of a strict majority and half that of a tie, by enumeration."""
    total = 0.0
    for votes in itertools.product((0, 1), repeat=len(leanings)):
        chance = math.prod(p if vote else 1 - p for p, vote in zip(leanings, votes, strict=True))
        majority = 2 * sum(votes) - len(leanings)
        total += chance if majority > 0 else chance / 2 if majority == 0 else 0.0
    return total


@given(st.lists(st.floats(0.02, 0.98), min_size=7, max_size=11))
def test_the_normal_count_is_near_the_enumerated_one(leanings: list[float]) -> None:
    """Without a common mood, for seven to eleven voters; a search for the worst finds 0.084, with seven."""
    approximate = passing_chance(sum(leanings), sum(p * (1 - p) for p in leanings), len(leanings), 0.5, 0.0)
    assert abs(approximate - _exact_majority(tuple(leanings))) < 0.09


def test_an_appeal_needs_office_force_and_following() -> None:
    assert appeal_succeeds(True, 0.6, 0.7, 0.3, 0.5, 0.5, True)
    assert not appeal_succeeds(False, 0.6, 0.7, 0.3, 0.5, 0.5, True)
    assert not appeal_succeeds(True, 0.4, 0.7, 0.3, 0.5, 0.5, True)
    assert not appeal_succeeds(True, 0.6, 0.3, 0.7, 0.5, 0.5, True)


def test_a_failed_motion_is_the_mirror_of_a_carried_one() -> None:
    carried = outcome_chance(True, 0.1, 0.6, 0.05, 0.5, 1.0, 0.35, 0.5, 2.0)
    failed = outcome_chance(False, 0.6, 0.1, 0.5, 0.05, 1.0, 0.35, 0.5, 2.0)
    assert carried == pytest.approx(1.0 - failed)
