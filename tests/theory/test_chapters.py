"""Regard, strength, plots, fates, appointments, lifetimes: hand numbers and laws."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.theory.appointment import fitness, score
from presidium.theory.fate import DEMOTED, EXECUTED, FATES, fate_class, severity
from presidium.theory.mortality import years_to_live
from presidium.theory.plot import gain, kept_secret, needed_gain, prize, stake
from presidium.theory.regard import fear, poor_standing, regard
from presidium.theory.strength import halved, next_grip, weighted_share

tie = st.floats(-1.0, 1.0)
share = st.floats(0.0, 1.0)


@given(tie, tie, share, share)
def test_a_warmer_tie_means_higher_regard_and_more_force_means_more_fear(
    low: float, high: float, f: float, g: float
) -> None:
    low, high = sorted((low, high))
    weights = (2.7, 2.2, 0.8, 2.5, 2.3)
    assert regard(low, 0.3, False, 0.1, 0.0, *weights) <= regard(high, 0.3, False, 0.1, 0.0, *weights)
    assert fear(min(f, g), low, 0.5) <= fear(max(f, g), low, 0.5)


def test_regard_by_hand() -> None:
    # 2.7 * .5 - 2.2 * .25 + .8 - 2.5 * .1 - 2.3 * .2 = 1.35 - .55 + .8 - .25 - .46
    assert regard(0.5, 0.25, True, 0.1, 0.2, 2.7, 2.2, 0.8, 2.5, 2.3) == pytest.approx(0.89)


def test_the_strongest_has_no_poor_standing() -> None:
    assert poor_standing(0.4, 0.4) == 0.0
    assert poor_standing(0.1, 0.4) == pytest.approx(0.75)


@given(st.lists(st.floats(0.01, 5.0), min_size=2, max_size=12))
def test_shares_of_a_domain_add_up_to_its_weight(resources: list[float]) -> None:
    total = sum(resources)
    assert sum(weighted_share(r, total, 0.3) for r in resources) == pytest.approx(0.3)


@given(share, st.floats(1.0, 60.0))
def test_grip_rises_and_never_passes_one(grip: float, tau: float) -> None:
    assert grip <= next_grip(grip, tau) <= 1.0


def test_grip_halves_its_distance_in_tau_ln_two_months() -> None:
    grip = 0.0
    for _ in range(12):
        grip = next_grip(grip, 12.0)
    assert grip == pytest.approx(1 - math.exp(-1))


def test_half_lives_are_half_lives() -> None:
    value = 1.0
    for _ in range(18):
        value = halved(value, 18.0)
    assert value == pytest.approx(0.5)


def test_a_plot_by_hand() -> None:
    won = prize(0.9, 0.3, 0.1, 0.6, 1.0, 0.0, 0.0, 0.33, 0.013)
    lost = stake(0.1, 0.55, 0.8)
    assert won == pytest.approx(0.216)
    assert lost == pytest.approx(0.168)
    assert gain(0.6, won, lost) == pytest.approx(0.6 * 0.216 - 0.4 * 0.168)


@given(st.floats(0.0, 0.999), st.floats(0.01, 1.0), st.floats(0.0, 5.0))
def test_needed_gain_inverts_the_launch_chance(draw: float, rate: float, value: float) -> None:
    launches = draw < 1.0 - math.exp(-rate * value)
    needed = needed_gain(draw, rate)
    if abs(value - needed) > 1e-9:
        assert launches == (value > needed)


def test_secrets_are_kept_by_those_who_join() -> None:
    assert kept_secret(1.0, 0.04) == 1.0
    assert kept_secret(0.0, 0.04) == pytest.approx(0.96)


@given(st.floats(-3.0, 12.0), st.floats(-3.0, 12.0), st.floats(0.0, 0.999999))
def test_a_worse_index_never_means_a_milder_fate(x: float, y: float, draw: float) -> None:
    assert fate_class(min(x, y), draw) <= fate_class(max(x, y), draw)


def test_shares_of_fates_are_those_of_the_ordered_logit() -> None:
    """At x = 1.2 half are demoted or retired, and L(0 - 1.2) = .2315 are demoted."""
    n = 20_000
    classes = [fate_class(1.2, (k + 0.5) / n) for k in range(n)]
    assert sum(c <= 2 for c in classes) / n == pytest.approx(0.5, abs=1e-3)
    assert classes.count(DEMOTED) / n == pytest.approx(1 / (1 + math.exp(1.2)), abs=1e-3)
    assert classes.count(EXECUTED) / n == pytest.approx(1 / (1 + math.exp(4.8)), abs=1e-3)
    assert len(FATES) == 6


def test_severity_by_hand() -> None:
    assert severity(0.55, 0.4, True, False) == pytest.approx(7.7)
    assert severity(0.05, 0.1, False, True) == pytest.approx(-1.1)


@given(st.floats(20.0, 90.0), st.floats(0.001, 0.999))
def test_lifetimes_invert_the_gompertz_survival(age: float, draw: float) -> None:
    years = years_to_live(age, draw, -9.6, 0.085)
    hazard = math.exp(-9.6 + 0.085 * age)
    survival = math.exp(-hazard / 0.085 * (math.exp(0.085 * years) - 1.0))
    assert survival == pytest.approx(1.0 - draw, rel=1e-6)


def test_first_claim_beats_rank_and_fitness_adds_up() -> None:
    assert score(0.0, 0.0, 0, True, 0.0) > score(0.0, 0.3, 2, False, 0.0)
    assert fitness(0.6, 1.2, 0.5) + fitness(0.6, 1.2, 3.0) == pytest.approx(0.75)
