"""Blocs, quarrel, tension, denunciation, unrest, troops: hand numbers, laws, and the landscape as a limit."""

import inspect
import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.theory import alignment, intervention, legitimacy, tension
from presidium.theory.alignment import (
    BOTH_LENINIST,
    DEFENCE_PACT,
    GRAVE,
    MEAN_FALL,
    MENDING,
    MENDING_CHANCE,
    act_left,
    camp_share,
    choose,
    doctrine_gap,
    next_pole_propensity,
    next_share,
    one_camp,
    propensity,
    pull,
    quarrel_chance,
    scaled_size,
    utility,
)
from presidium.theory.crisis import ends
from presidium.theory.intervention import (
    LOSS_WITH_PLEDGE,
    LOSS_WITHOUT,
    believed_loss,
    next_agitation,
    troops_chance,
    unrest_chance,
    unrest_hazard,
)
from presidium.theory.legitimacy import chance_within, distance, lowered, replacement_chance, strain
from presidium.theory.tension import GRAVE_CRISIS, tension_after, tension_left

share = st.floats(0.0, 1.0)
utils = st.floats(-5.0, 5.0)
vectors = st.lists(utils, min_size=2, max_size=6)

#: Parameters of the world by chapter; a denunciation has one strength, whichever the year.
PARAMETERS = {
    alignment: [
        "choice_temperature",
        "adjustment",
        "orthodoxy_weight",
        "reach_weight",
        "act_half_life",
        "break_threshold",
        "quarrel_intercept",
        "quarrel_doctrine",
        "quarrel_habit",
    ],
    legitimacy: ["denunciation"],
    intervention: ["troops_value", "troops_fighting", "troops_detente"],
    ends: [
        "crisis_gain",
        "crisis_stake",
        "crisis_withdrawal_cost",
        "crisis_war_cost",
        "crisis_local_odds",
        "crisis_settlement_share",
        "crisis_precision",
        "accident",
    ],
    tension: ["tension_half_life", "tension_base"],
}


@pytest.mark.parametrize("chapter", PARAMETERS, ids=lambda chapter: chapter.__name__)
def test_parameters_of_the_world_are_arguments_of_the_same_name(chapter: Any) -> None:
    functions = [getattr(value, "py_func", value) for value in vars(chapter).values() if callable(value)]
    arguments = {name for function in functions for name in inspect.signature(function).parameters}
    assert set(PARAMETERS[chapter]) <= arguments


# --- blocs -------------------------------------------------------------------------------------------------


def test_propensity_by_hand_is_clipped_after_summing() -> None:
    pact, party, threat = DEFENCE_PACT, BOTH_LENINIST, act_left(-GRAVE, 60.0, 60.0)
    assert propensity(pact + party + threat) == 1.0
    assert propensity(pact + party + 1.0 - 0.5) == 2.0
    clipped_one_by_one = propensity(propensity(pact + party + 1.0) - 0.5)
    assert clipped_one_by_one == 1.5


@given(st.floats(-50.0, 50.0), st.floats(0.0, 200.0), st.floats(1.0, 200.0))
def test_propensities_stay_in_range_and_acts_fade(summed: float, months: float, half_life: float) -> None:
    assert -2.0 <= propensity(summed) <= 2.0
    assert act_left(1.0, months + half_life, half_life) == pytest.approx(act_left(1.0, months, half_life) / 2)


def test_sizes_are_in_units_where_the_poles_add_to_one() -> None:
    poles = (15.0, 10.0, 25.0)
    assert sum(scaled_size(size, sum(poles)) for size in poles) == pytest.approx(1.0)
    assert scaled_size(1.0, 0.0) == 0.0


def test_a_camp_falls_apart_below_the_threshold() -> None:
    assert one_camp(0.5, 0.5)
    assert not one_camp(0.4999, 0.5)
    assert camp_share(0.5, 0.3, True) == 0.8
    assert camp_share(0.5, 0.3, False) == 0.5


def test_utility_by_hand() -> None:
    """An ally under reach: .4 x 2 x 1 pulled, reach 1, doctrine .4 away with weight .75."""
    pulled = pull(0.4, 2.0, 1.0)
    assert utility(pulled, 1.0, 0.5, 0.9, True, 1.0, 0.75) == pytest.approx(0.8 + 1.0 - 0.3)
    assert utility(pulled, 1.0, 0.5, 0.9, False, 1.0, 0.75) == pytest.approx(1.8)


@given(share, share, share, share)
def test_within_one_camp_reach_and_orthodoxy_alone_decide(
    pulled: float, near: float, first: float, second: float
) -> None:
    """Both poles of a camp pull alike, so the pull drops out of the odds between them."""
    odds = []
    for shift in (0.0, pulled):
        shares = np.array(
            [
                utility(shift, near, first, 0.5, True, 1.0, 0.75),
                utility(shift, 0.0, second, 0.5, True, 1.0, 0.75),
                0.0,
            ]
        )
        choose(shares, 0.25)
        odds.append(math.log(shares[0] / shares[1]))
    assert odds[0] == pytest.approx(odds[1], abs=1e-9)


@given(vectors, st.floats(0.01, 5.0))
def test_choices_sum_to_one_and_are_the_logit_of_utility(values: list[float], temperature: float) -> None:
    shares = np.array(values)
    choose(shares, temperature)
    assert shares.sum() == pytest.approx(1.0)
    for a, b in itertools.combinations(range(len(values)), 2):
        if min(shares[a], shares[b]) > 1e-250:
            log_odds = math.log(shares[a] / shares[b])
            assert log_odds == pytest.approx((values[a] - values[b]) / temperature, abs=1e-6)


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=6))
def test_choice_tends_to_the_best_as_it_cools(values: list[int]) -> None:
    cold, frozen = np.array(values, dtype=float), np.array(values, dtype=float)
    choose(cold, 1e-3)
    choose(frozen, 0.0)
    assert cold.tolist() == pytest.approx(frozen.tolist(), abs=1e-12)


@given(vectors, vectors, share, st.floats(0.05, 1.0))
def test_share_vectors_sum_to_one_for_ever(
    start: list[float], values: list[float], r: float, temperature: float
) -> None:
    n = min(len(start), len(values))
    shares = np.array(start[:n])
    choose(shares, 1.0)
    for _ in range(100):
        chosen = np.array(values[:n])
        choose(chosen, temperature)
        shares = np.array([next_share(x, c, r) for x, c in zip(shares, chosen, strict=True)])
    assert shares.sum() == pytest.approx(1.0)
    assert shares.min() >= 0.0


def test_without_chance_shares_follow_the_closed_recursion() -> None:
    """Pinned poles and fixed acts: x_n = L + (1 - r)^n (x_0 - L), and state by state the same to the bit."""
    values, r, temperature = [0.9, 0.4, -0.3, 0.0], 0.1, 0.25
    exponents = [math.exp((value - max(values)) / temperature) for value in values]
    total = 0.0
    for (
        e
    ) in exponents:  # one after the other, as compiled: from Python 3.12 on `sum` carries what it rounds off
        total += e
    logit = [e / total for e in exponents]
    shares, by_recursion = [0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4]
    for _ in range(48):
        chosen = np.array(values)
        choose(chosen, temperature)
        shares = [next_share(x, c, r) for x, c in zip(shares, chosen.tolist(), strict=True)]
        by_recursion = [(1.0 - r) * x + r * c for x, c in zip(by_recursion, logit, strict=True)]
    assert shares == by_recursion
    closed = [c + (1.0 - r) ** 48 * (x - c) for x, c in zip([0.1, 0.2, 0.3, 0.4], logit, strict=True)]
    assert shares == pytest.approx(closed, abs=1e-14)


# --- the landscape as a limit ------------------------------------------------------------------------------

FIRMS = ("Sun", "Prime", "AT&T", "IBM", "DEC", "HP", "Apollo", "Intergraph", "SGI")
FIRM_SIZES = (28.9, 1.0, 28.5, 3.8, 20.0, 11.5, 21.2, 4.4, 4.4)
FIRM_TYPES = "SSGGGGSSS"
UNIX_MINIMA = (
    {"Sun", "Prime", "AT&T", "IBM"},
    {"Sun", "Prime", "DEC", "HP"},
)

Camps = tuple[bool, ...]


def _unix_propensities() -> Any:
    same = [[-1.0 if a == b else 0.0 for b in FIRM_TYPES] for a in FIRM_TYPES]
    return np.array(same) * (1.0 - np.eye(len(FIRMS)))


def _energy(camps: Camps, sizes: Any, propensities: Any) -> float:
    """Sum over ordered pairs in different camps of s_i s_j p_ij."""
    apart = np.not_equal.outer(np.array(camps), np.array(camps))
    return float((np.outer(sizes, sizes) * propensities * apart).sum())


def _minima(sizes: Any, propensities: Any) -> set[Camps]:
    """Camps that nobody can leave without raising the energy, by brute force; the first is in camp 0."""
    found = set()
    for rest in itertools.product((False, True), repeat=len(sizes) - 1):
        camps = (False, *rest)
        here = _energy(camps, sizes, propensities)
        turned = [camps[:k] + (not camps[k],) + camps[k + 1 :] for k in range(len(sizes))]
        if all(_energy(other, sizes, propensities) >= here for other in turned):
            found.add(camps)
    return found


def _utilities(s: int, shares: Any, sizes: Any, propensities: Any) -> Any:
    """Of both poles to state s: no reach, no orthodoxy, no 'none'."""
    values = np.zeros(2)
    for b in range(2):
        pulled = sum(
            pull(sizes[t], propensities[s, t], camp_share(shares[t, b], shares[t, 1 - b], False))
            for t in range(len(sizes))
            if t != s
        )
        values[b] = utility(pulled, 0.0, 0.0, 0.0, False, 1.0, 0.75)
    return values


def _at_rest(start: Camps, sizes: Any, propensities: Any, rng: np.random.Generator) -> Camps:
    """One at a time in random order, adjustment 1, temperature 0, until nobody moves."""
    shares = np.array([[0.0, 1.0] if camp else [1.0, 0.0] for camp in start])
    while True:
        before = shares.copy()
        for s in rng.permutation(len(sizes)).tolist():
            chosen = _utilities(s, shares, sizes, propensities)
            choose(chosen, 0.0)
            for b in range(2):
                shares[s, b] = next_share(shares[s, b], chosen[b], 1.0)
        if (shares == before).all():
            camps = shares[:, 1] > 0.5
            return tuple((camps ^ camps[0]).tolist())


def test_the_landscape_of_unix_has_the_published_minima() -> None:
    """Axelrod and Bennett 1993: two minima of equal energy, -3828.9 over ordered pairs."""
    sizes, propensities = np.array(FIRM_SIZES), _unix_propensities()
    minima = _minima(sizes, propensities)
    named = {frozenset(f for f, other in zip(FIRMS, camps, strict=True) if not other) for camps in minima}
    assert named == {frozenset(camp) for camp in UNIX_MINIMA}
    assert [_energy(c, sizes, propensities) for c in minima] == pytest.approx([-3828.9, -3828.9])


def test_blocs_one_at_a_time_without_temperature_rest_at_the_minima_of_unix() -> None:
    sizes, propensities = np.array(FIRM_SIZES), _unix_propensities()
    rng = np.random.default_rng(1988)
    starts = [tuple(camps) for camps in (rng.random((40, len(sizes))) < 0.5).tolist()]
    rested = {_at_rest(start, sizes, propensities, rng) for start in starts}
    assert rested == _minima(sizes, propensities)


@given(st.integers(3, 6), st.integers(0, 2**32 - 1))
def test_blocs_rest_at_minima_and_every_minimum_is_at_rest(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = rng.uniform(0.1, 5.0, n)
    upper = np.triu(rng.uniform(-2.0, 2.0, (n, n)), 1)
    propensities = upper + upper.T
    minima = _minima(sizes, propensities)
    start = tuple((rng.random(n) < 0.5).tolist())
    assert _at_rest(start, sizes, propensities, rng) in minima
    for camps in minima:
        assert _at_rest(camps, sizes, propensities, rng) == camps


# --- quarrel and tension -----------------------------------------------------------------------------------


def test_the_quarrel_by_hand() -> None:
    """-3.2 + 3 x .4 + 1 x (1 - 1 / 2) = -1.5."""
    assert doctrine_gap(0.9, 0.5) == pytest.approx(0.4)
    assert quarrel_chance(1.0, 0.4, -3.2, 3.0, 1.0) == pytest.approx(1 / (1 + math.exp(1.5)))


@given(st.floats(-2.0, 2.0), st.floats(-2.0, 2.0), share, share)
def test_quarrels_breed_quarrels_and_doctrine_feeds_them(p: float, q: float, d: float, e: float) -> None:
    weights = (-3.2, 3.0, 1.0)
    assert quarrel_chance(max(p, q), d, *weights) <= quarrel_chance(min(p, q), d, *weights)
    assert quarrel_chance(p, min(d, e), *weights) <= quarrel_chance(p, max(d, e), *weights)


def test_falls_at_a_quarrel_are_exponential() -> None:
    n = 20_000
    falls = [-next_pole_propensity(0.0, 1.0, 0.0, (k + 0.5) / n, 0.0) for k in range(n)]
    assert sum(falls) / n == pytest.approx(MEAN_FALL * (1 - math.exp(-2.0 / MEAN_FALL)), abs=1e-3)
    assert sorted(falls)[n // 2] == pytest.approx(MEAN_FALL * math.log(2.0), abs=1e-3)
    assert max(falls) == 2.0


@given(st.floats(-2.0, 2.0), share, st.lists(st.tuples(*[st.floats(0.0, 0.999999)] * 3), max_size=40))
def test_the_propensity_of_the_poles_stays_in_range(p: float, chance: float, draws: list[Any]) -> None:
    for draw in draws:
        p = next_pole_propensity(p, chance, *draw)
        assert -2.0 <= p <= 2.0


def test_a_long_quarrel_can_be_mended() -> None:
    """Clipped as it goes: twenty grave quarrels, and the first mending still shows."""
    p = 2.0
    for _ in range(20):
        p = next_pole_propensity(p, 1.0, 0.0, 0.99, 0.0)
    assert p == -2.0
    assert next_pole_propensity(p, 0.0, 0.5, 0.0, MENDING_CHANCE / 2) == pytest.approx(-2.0 + MENDING)
    assert next_pole_propensity(p, 0.0, 0.5, 0.0, MENDING_CHANCE) == -2.0


def test_tension_by_hand() -> None:
    after_cuba = tension_after(0.5, GRAVE_CRISIS)
    assert after_cuba == pytest.approx(0.85)
    assert tension_left(after_cuba, 12.0, 0.3, 12.0) == pytest.approx(0.575)
    assert tension_after(0.8, -0.25) == pytest.approx(0.6)


@given(share, st.lists(st.floats(-1.0, 1.0), max_size=30), share, st.floats(1.0, 48.0))
def test_tension_stays_in_range_and_closes_on_its_base(
    x: float, impulses: list[float], base: float, half_life: float
) -> None:
    for impulse in impulses:
        x = tension_left(tension_after(x, impulse), 3.0, base, half_life)
        assert 0.0 <= x <= 1.0
    assert tension_left(x, 100 * half_life, base, half_life) == pytest.approx(base)


@given(share, share, share)
def test_impulses_upward_add_up_in_any_order(x: float, first: float, second: float) -> None:
    assert tension_after(tension_after(x, first), second) == pytest.approx(
        tension_after(tension_after(x, second), first)
    )


# --- denunciation ------------------------------------------------------------------------------------------


def test_the_denunciation_of_1956_by_hand() -> None:
    """Moscow 1 -> .5; Albania at .9 was .1 from it and is .4 away; Peking at .9 is where it was."""
    moscow = lowered(1.0, 0.5)
    assert moscow == 0.5
    assert distance(1.0, 0.9) == pytest.approx(0.1)
    assert distance(moscow, 0.9) == pytest.approx(0.4)
    assert distance(0.9, 0.9) == 0.0
    assert replacement_chance(0.5, 0.9, 1.0) == pytest.approx(0.45)
    assert replacement_chance(0.5, 0.9, 0.0) == 0.0


@given(share, share, share, share)
def test_denunciations_move_chances_the_right_way(delta: float, c: float, d: float, reach: float) -> None:
    assert 0.0 <= replacement_chance(delta, c, reach) <= 1.0
    assert strain(delta, min(c, d)) <= strain(delta, max(c, d))
    assert 0.0 <= lowered(c, delta) <= c
    assert distance(c, d) == distance(d, c)


@given(share, st.integers(1, 12))
def test_a_year_in_steps_is_a_year(chance: float, steps: int) -> None:
    kept = (1.0 - chance_within(chance, 12.0 / steps)) ** steps
    assert 1.0 - kept == pytest.approx(chance, abs=1e-9)


# --- clients -----------------------------------------------------------------------------------------------

POLAND, HUNGARY = (1.0, 0.8), (0.8, 0.5)
TENSION_1956 = 0.5
TROOPS = (5.0, 3.0, 1.0)


def _troops(client: tuple[float, float], pledges: bool) -> float:
    value, fighting = client
    return troops_chance(value, believed_loss(pledges, pledges), fighting, TENSION_1956, *TROOPS)


@pytest.mark.parametrize(
    ("client", "pledges", "chance"),
    [(POLAND, True, 0.08), (HUNGARY, False, 0.83), (POLAND, False, 0.83), (HUNGARY, True, 0.17)],
    ids=["Poland as it was", "Hungary as it was", "Poland without the pledge", "Hungary with the pledge"],
)
def test_the_swap_of_the_pledge(client: tuple[float, float], pledges: bool, chance: float) -> None:
    assert _troops(client, pledges) == pytest.approx(chance, abs=0.005)


def test_troops_by_hand() -> None:
    """5 x 1 x .1 - 3 x .8 - .5 = -2.4."""
    assert _troops(POLAND, True) == pytest.approx(1 / (1 + math.exp(2.4)))
    assert believed_loss(True, True) == LOSS_WITH_PLEDGE
    assert believed_loss(False, True) == believed_loss(True, False) == LOSS_WITHOUT


@given(share, share, share, share, share)
def test_troops_are_sent_for_worth_and_risk_and_held_back_by_fighting_and_detente(
    value: float, loss: float, fighting: float, x: float, y: float
) -> None:
    low, high = sorted((x, y))
    assert troops_chance(low, loss, fighting, 0.5, *TROOPS) <= troops_chance(
        high, loss, fighting, 0.5, *TROOPS
    )
    assert troops_chance(value, low, fighting, 0.5, *TROOPS) <= troops_chance(
        value, high, fighting, 0.5, *TROOPS
    )
    assert troops_chance(value, loss, high, 0.5, *TROOPS) <= troops_chance(value, loss, low, 0.5, *TROOPS)
    assert troops_chance(value, loss, fighting, low, *TROOPS) <= troops_chance(
        value, loss, fighting, high, *TROOPS
    )


@given(share, st.integers(0, 60))
def test_agitation_halves_in_six_months(agitation: float, months: int) -> None:
    stepwise = agitation
    for _ in range(months):
        stepwise = next_agitation(stepwise, 1.0, 0.0)
    assert stepwise == pytest.approx(agitation * 0.5 ** (months / 6.0))


def test_unrest_after_a_denunciation_by_hand() -> None:
    """delta .5, c .8: agitation .4; hazard .01 + .1 x .4 a month."""
    hazard = unrest_hazard(0.01, next_agitation(0.0, 1.0, strain(0.5, 0.8)), 0.1)
    assert hazard == pytest.approx(0.05)
    assert unrest_chance(hazard, 1.0) == pytest.approx(1 - math.exp(-0.05))


@given(share, share, share, st.floats(0.0, 24.0))
def test_agitation_never_makes_unrest_less_likely(base: float, x: float, y: float, months: float) -> None:
    low, high = sorted((x, y))
    calm, agitated = (unrest_chance(unrest_hazard(base, a, 0.1), months) for a in (low, high))
    assert 0.0 <= calm <= agitated <= 1.0
