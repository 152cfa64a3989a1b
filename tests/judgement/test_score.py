"""Scores: numbers worked out by hand, laws, another package as oracle, archived forecasts, hostile input."""

import itertools
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.errors import UsageError
from presidium.judgement.score import (
    Forecasts,
    against,
    auc,
    average_precision,
    brier,
    by_period,
    calibration,
    crps,
    expected_observed,
    interval,
    listed,
    log_score,
    precision_if_right,
    precision_recall_area,
    recalls,
    scores,
    skill,
    wilson,
)

P = np.array([0.8, 0.6, 0.6, 0.1])
Y = np.array([1, 0, 1, 0])


def cases(seed: int = 1, n: int = 400, countries: int = 40) -> Forecasts:
    rng = np.random.default_rng(seed)
    p = rng.beta(1, 9, n)
    return Forecasts(p, (rng.random(n) < p).astype(float), np.arange(n) % countries)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        # (.2^2 + .6^2 + .4^2 + .1^2) / 4
        (brier, 0.1425),
        # -(ln .8 + ln .4 + ln .6 + ln .9) / 4
        (log_score, 0.43891),
        # pairs: .8 beats both, .6 beats .1 and ties with .6
        (auc, 0.875),
        # the first hit at 1/1; the run of .6 ends at 2 of 3
        (average_precision, (1 + 2 / 3) / 2),
        # level to (.5, 1), then a slope to (1, 2/3)
        (precision_recall_area, 0.5 + 0.5 * (1 + 2 / 3) / 2),
        (expected_observed, 1.05),
    ],
)
def test_scores_by_hand(measure: Any, value: float) -> None:
    assert measure(P, Y) == pytest.approx(value, abs=5e-5)


def test_lists_by_hand() -> None:
    """2001: .9 and half of each .2; 2002: a list longer than there are states holds all of them."""
    p = np.array([0.9, 0.2, 0.2, 0.1, 0.3, 0.3])
    year = np.array([2001] * 4 + [2002] * 2)
    assert listed(p, year, 2).tolist() == [1, 0.5, 0.5, 0, 1, 1]
    assert listed(p, year, 1).tolist() == [1, 0, 0, 0, 0.5, 0.5]


def test_lists_of_states_against_a_slow_count() -> None:
    """Without equal probabilities: are the states with an event among the first of their year, sorted?"""
    found, year = cases(n=600, countries=60), np.arange(600) // 60
    came = [
        k in sorted(np.flatnonzero(year == year[k]), key=lambda j: -found.probability[j])[:20]
        for k in np.flatnonzero(found.outcome)
    ]
    told = recalls(found, year, draws=20)
    assert told["recall_20"].value == pytest.approx(np.mean(came))
    values = [told[f"recall_{length}"].value for length in (10, 20, 30)]
    assert values == sorted(values) and values[0] > 0 and values[2] < 1
    alike = recalls(found, year, np.full(600, 0.1), draws=20)
    assert alike["recall_30"].value == pytest.approx(values[2] - 30 / 60), (
        "of equal chances a list is a lottery"
    )
    none = Forecasts(found.probability, np.zeros(600), found.cluster)
    assert math.isnan(recalls(none, year, draws=2)["recall_10"].value)


@pytest.mark.parametrize(
    ("draws", "value", "expected"),
    [([2.0], 5.0, 3.0), ([0.0, 1.0], 0.5, 0.25), ([1.0, 2.0, 6.0], 2.0, 5 / 3 - 10 / 9)],
)
def test_crps_by_hand(draws: list[float], value: float, expected: float) -> None:
    assert crps(np.array(draws), value) == pytest.approx(expected)


def test_ranking_scores_agree_with_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(7)
    for _ in range(50):
        p, y, w = rng.integers(0, 9, 40) / 9, rng.integers(0, 2, 40), rng.integers(0, 4, 40)
        y[:2] = 0, 1
        w[:2] = 1
        assert auc(p, y, w) == pytest.approx(metrics.roc_auc_score(y, p, sample_weight=w))
        assert average_precision(p, y, w) == pytest.approx(
            metrics.average_precision_score(y, p, sample_weight=w)
        )
        assert brier(p, y, w) == pytest.approx(metrics.brier_score_loss(y, p, sample_weight=w))


@given(st.lists(st.floats(0.01, 0.99), min_size=2, max_size=30), st.integers(0, 2**30))
def test_laws_of_ranking(p: list[float], bits: int) -> None:
    """A ranking turned round has the opposite AUC; a monotone change of the probabilities changes none."""
    probability = np.array(p)
    outcome = np.array([bits >> k & 1 for k in range(len(p))])
    if 0 < outcome.sum() < len(p):
        assert auc(1 - probability, outcome) == pytest.approx(1 - auc(probability, outcome))
        assert auc(probability / 2, outcome) == auc(probability, outcome)
        assert 0 < average_precision(probability, outcome) <= 1
    else:
        assert math.isnan(auc(probability, outcome))


def test_the_truth_scores_best_on_average() -> None:
    """Brier and log score are proper: over many cases nothing beats the probabilities that made them."""
    forecasts = cases(n=200_000)
    p, y = forecasts.probability, forecasts.outcome
    for other in (p * 0.8, np.minimum(p * 1.2, 1), np.full(len(p), p.mean())):
        assert brier(p, y) < brier(other, y)
        assert log_score(p, y) < log_score(other, y)


def test_a_certain_forecast_that_fails_costs_much_but_is_finite() -> None:
    assert 10 < log_score(np.array([0.0]), np.array([1])) < math.inf


def test_a_forecast_is_not_shown_to_be_better_than_itself() -> None:
    forecasts = cases()
    found = against(forecasts, forecasts.probability, draws=50)
    assert all(one.value == one.low == one.high == 0.0 and not one.shown for one in found.values())


def test_a_much_better_forecast_is_shown_to_be_so_and_a_worse_one_is_not() -> None:
    forecasts = cases()
    base = np.full(400, forecasts.outcome.mean())
    sharp = Forecasts(np.where(forecasts.outcome == 1, 0.9, 0.05), forecasts.outcome, forecasts.cluster)
    assert all(one.shown for one in against(sharp, base, draws=200).values())
    assert not any(one.shown for one in against(sharp.where(slice(None)), sharp.outcome, draws=50).values())


def test_intervals_of_clustered_cases_are_wider() -> None:
    """Forty cases that are ten countries four times over know no more than ten cases do."""
    x = np.random.default_rng(3).normal(size=10)
    four = np.repeat(x, 4)
    mean = lambda values: lambda w: float(np.average(values, weights=w))  # noqa: E731
    alone = interval(mean(x), np.arange(10), 2000)
    clustered = interval(mean(four), np.repeat(np.arange(10), 4), 2000)
    as_if_apart = interval(mean(four), np.arange(40), 2000)
    assert clustered == alone
    assert as_if_apart.high - as_if_apart.low < 0.7 * (clustered.high - clustered.low)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert scores(cases(), draws=40, seed=3) == scores(cases(), draws=40, seed=3)
    assert scores(cases(), draws=40, seed=3) != scores(cases(), draws=40, seed=4)


def test_a_calibration_curve_has_every_case_once_and_keeps_ties_together() -> None:
    forecasts = cases()
    curve = calibration(forecasts)
    assert sum(one.cases for one in curve) == 400
    assert sum(one.events for one in curve) == forecasts.outcome.sum()
    assert [one.forecast for one in curve] == sorted(one.forecast for one in curve)
    level = calibration(Forecasts(np.full(30, 0.1), np.zeros(30), np.arange(30)))
    assert [one.cases for one in level] == [30]


def test_wilson_by_hand() -> None:
    """One of ten: (0.1 + 0.19207) / 1.38415 plus or minus 0.19328: Wilson's 0.018 to 0.404."""
    assert (wilson(1, 10).low, wilson(1, 10).high) == pytest.approx((0.0179, 0.4042), abs=5e-4)


def test_periods_are_scored_apart() -> None:
    forecasts = cases()
    years = np.repeat([1990, 2000], 200)
    found = by_period(forecasts, years, [(1985, 1995), (1996, 2005), (2006, 2010)], draws=10)
    assert list(found) == [(1985, 1995), (1996, 2005)]
    first = brier(forecasts.probability[:200], forecasts.outcome[:200])
    assert found[1985, 1995]["brier"].value == pytest.approx(first)


@pytest.mark.parametrize(
    ("p", "y"),
    [([], []), ([0.1], [0, 1]), ([1.1], [1]), ([math.nan], [0]), ([0.5], [math.nan]), ([0.5], [2])],
)
def test_what_cannot_be_scored_is_refused(p: list[float], y: list[float]) -> None:
    with pytest.raises(UsageError, match="USE691"):
        Forecasts(np.array(p), np.array(y), np.arange(len(y)))


def test_a_distribution_without_draws_is_refused() -> None:
    with pytest.raises(UsageError, match="USE691"):
        crps(np.array([]), 1.0)


@pytest.mark.parametrize(
    ("outcome", "area", "ranked", "precision", "squared", "expected", "came"),
    [
        ("attempt", 0.794, 0.048, 0.057, 0.01195, 36.8, 18),
        ("coup", 0.781, 0.043, 0.066, 0.00656, 20.8, 10),
        ("failed", 0.800, 0.021, 0.027, 0.00612, 21.8, 9),
    ],
)
def test_archived_coup_forecasts_rescored(
    data: Path,
    outcome: str,
    area: float,
    ranked: float,
    precision: float,
    squared: float,
    expected: float,
    came: int,
) -> None:
    """Target P01: Beger's forecasts for 2011-2019, 1,518 cases each."""
    from presidium.datasets.forecasts import beger_coups

    rows = beger_coups(data)
    rows = rows[(rows["outcome"] == outcome) & rows["observed"].notna() & (rows["for_year"] <= 2019)]
    p, y = rows["p"].to_numpy(float), rows["observed"].to_numpy(float)
    assert len(rows) == 1518
    assert auc(p, y) == pytest.approx(area, abs=0.001)
    assert precision_recall_area(p, y) == pytest.approx(ranked, abs=0.001)
    assert average_precision(p, y) == pytest.approx(precision, abs=0.001)
    assert brier(p, y) == pytest.approx(squared, abs=0.00001)
    assert (p.sum(), y.sum()) == (pytest.approx(expected, abs=0.06), came)
    if outcome == "attempt":
        caught = recalls(
            Forecasts(p, y, rows["gwcode"].to_numpy(int)), rows["for_year"].to_numpy(int), draws=2
        )
        assert [caught[f"recall_{length}"].value * came for length in (10, 30)] == pytest.approx([5, 8])


@pytest.mark.parametrize(
    ("first", "last", "n", "came", "area", "precision", "squared"),
    [
        ("2001-03", "2009-12", 17_384, 25, 0.845, 0.018, 0.00143),
        ("2010-01", "2012-04", 4_592, 11, 0.890, 0.027, 0.00238),
        ("2012-05", "2014-03", 3_772, 8, 0.839, 0.022, 0.00211),
    ],
)
def test_archived_forecasts_of_irregular_change_rescored(
    data: Path, first: str, last: str, n: int, came: int, area: float, precision: float, squared: float
) -> None:
    """The archived part of target P02: Ward and Beger's ensemble by month, in three windows."""
    from presidium.datasets.forecasts import ward_beger_changes

    rows = ward_beger_changes(data)
    month = rows["date"].dt.strftime("%Y-%m")
    rows = rows[(month >= first) & (month <= last)]
    p, y = rows["ch.Ensemble"].to_numpy(float), rows["irr.t"].to_numpy(float)
    assert (len(rows), y.sum()) == (n, came)
    assert auc(p, y) == pytest.approx(area, abs=0.002)
    assert average_precision(p, y) == pytest.approx(precision, abs=0.002)
    assert brier(p, y) == pytest.approx(squared, abs=0.00001)


def test_skill_of_no_loss_at_all_is_not_a_number() -> None:
    assert math.isnan(skill(0.1, 0.0))


def test_precision_were_chances_right_is_the_mean_over_all_outcomes() -> None:
    """Every outcome of four cases counted with its chance, those without an event left out."""
    p = np.array([0.6, 0.1, 0.4, 0.1])
    mean = total = 0.0
    for came in itertools.product((0, 1), repeat=4):
        if any(came):
            weight = math.prod(a if y else 1 - a for a, y in zip(p, came, strict=True))
            mean += weight * average_precision(p, np.array(came))
            total += weight
    found = precision_if_right(p, 4000)
    # Values lie in [0, 1], so their standard deviation is at most a half: five standard errors.
    assert found.value == pytest.approx(mean / total, abs=5 * 0.5 / math.sqrt(4000 * total))
    assert found.low <= found.value <= found.high
    assert math.isnan(precision_if_right(np.zeros(3), 10).value), "nothing that can come"
