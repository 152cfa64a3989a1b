"""Time in office and ways of leaving: the closed form, an independent package, laws, and hand numbers."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.theory.hazard import cause_specific, concordance
from presidium.theory.tenure import (
    Estimate,
    LifeTable,
    competing_risks,
    constant_hazards,
    design_effect,
    first_of,
    life_table,
    share,
)

WAYS = 3
spells = st.lists(st.tuples(st.integers(0, 40), st.integers(-1, WAYS - 1)), min_size=1, max_size=60)


def parted(rows: list[tuple[int, int]]) -> tuple[list[float], list[int]]:
    return [quarters / 4 for quarters, _ in rows], [way for _, way in rows]


def error(estimate: Estimate) -> float:
    """The standard error that an interval was made of."""
    value, high = estimate.value, estimate.high
    return abs(math.log(math.log(value) / math.log(high))) * abs(value * math.log(value)) / 1.959963984540054


def test_constant_hazards_in_closed_form() -> None:
    # targets.csv T05: lambda 0.05 and 0.15, five years: 0.158030 to 1e-6.
    assert constant_hazards([0.05, 0.15], 5)[0] == pytest.approx(0.158030, abs=1e-6)
    assert constant_hazards([0.05, 0.15], 5)[0] == pytest.approx(0.25 * (1 - math.exp(-1)), abs=1e-12)
    assert constant_hazards([0.0, 0.0], 5) == [0.0, 0.0]


def test_simulated_constant_hazards_are_found_within_three_standard_errors() -> None:
    random = np.random.default_rng(1953)
    first, second = random.exponential(1 / 0.05, 40_000), random.exponential(1 / 0.15, 40_000)
    found = competing_risks(np.minimum(first, second).tolist(), np.where(first < second, 0, 1).tolist(), 2)
    at_five = found.left(0, 5)
    assert abs(at_five.value - 0.158030) < 3 * error(at_five)
    assert error(at_five) == pytest.approx(math.sqrt(0.158 * 0.842 / 40_000), rel=0.01)


def test_by_hand() -> None:
    # Left in way 0 after 1 year, censored after 2, two left in way 1 after 3, one still there after 4.
    found = competing_risks([1, 2, 3, 3, 4], [0, -1, 1, 1, -1], ways=2)
    assert found.left(0, 4).value == pytest.approx(1 / 5)
    assert found.left(1, 4).value == pytest.approx(4 / 5 * 2 / 3)
    assert found.remaining(4).value == pytest.approx(4 / 5 * 1 / 3)
    assert found.remaining(0.9).value == 1.0
    assert found.quantile() == 3.0
    assert found.quantile(0.9) is None


@pytest.mark.parametrize("seed", range(5))
def test_shares_and_errors_are_those_of_statsmodels(seed: int) -> None:
    oracle = pytest.importorskip("statsmodels.duration.survfunc")
    random = np.random.default_rng(seed)
    spent, left = np.round(random.exponential(5, 150), 1), random.integers(-1, WAYS, 150)
    found = competing_risks(spent.tolist(), left.tolist(), WAYS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        theirs = oracle.CumIncidenceRight(spent, left + 1)
    alive = oracle.SurvfuncRight(spent, (left >= 0).astype(int))
    for time in (1.0, 3.0, 8.0):
        at = np.searchsorted(theirs.times, time, side="right") - 1
        for way in range(WAYS):
            mine = found.left(way, time)
            assert mine.value == pytest.approx(theirs.cinc[way][at], abs=1e-12)
            assert error(mine) == pytest.approx(theirs.cinc_se[way][at], abs=1e-9)
        at = np.searchsorted(alive.surv_times, time, side="right") - 1
        assert found.remaining(time).value == pytest.approx(alive.surv_prob[at], abs=1e-12)
        assert error(found.left(None, time)) > 0


@given(spells, st.floats(0, 12))
def test_everybody_is_somewhere(rows: list[tuple[int, int]], time: float) -> None:
    found = competing_risks(*parted(rows), ways=WAYS)
    ways = [found.left(way, time) for way in range(WAYS)]
    assert sum(one.value for one in ways) + found.remaining(time).value == pytest.approx(1)
    for one in (*ways, found.remaining(time)):
        assert -1e-12 <= one.low <= one.value + 1e-12
        assert one.value <= one.high + 1e-12 <= 1 + 2e-12


@given(spells)
def test_one_minus_kaplan_meier_of_one_way_is_never_too_low(rows: list[tuple[int, int]]) -> None:
    spent, left = parted(rows)
    alone = competing_risks(spent, [0 if way == 0 else -1 for way in left], ways=1)
    assert alone.left(0, 10).value >= competing_risks(spent, left, WAYS).left(0, 10).value - 1e-12


@given(spells, st.integers(1, 10))
def test_a_life_table_tells_whole_years_as_the_spells_do(rows: list[tuple[int, int]], years: int) -> None:
    spent, left = parted(rows)
    whole, table = competing_risks(spent, left, WAYS), life_table(spent, left, WAYS, fewest=3)
    for time in range(1, min(years, len(table.leaving) - 1) + 1):
        for way in range(WAYS):
            told = table.tenure(time).left(way, time)
            assert told.value == pytest.approx(whole.left(way, time).value, abs=1e-9)
    assert table.leaving.min() >= 0
    assert table.leaving.sum(axis=1).max() <= 1 + 1e-12


@given(st.floats(0, 9), st.floats(0.1, 5), st.floats(0.1, 5))
def test_years_ahead_follow_on_one_another(after: float, first: float, second: float) -> None:
    table = LifeTable(np.array([90.0, 40.0, 20.0]), np.array([[0.3, 0.1], [0.1, 0.0], [0.05, 0.2]]))
    at_once = table.tenure(first + second, after=after).remaining(first + second).value
    steps = table.tenure(first, after=after).remaining(first).value
    steps *= table.tenure(second, after=after + first).remaining(second).value
    assert at_once == pytest.approx(float(table.stays(np.array([first + second]), after=after)[0]))
    assert at_once == pytest.approx(steps, abs=1e-9)


def test_the_last_row_of_a_life_table_stands_for_all_later_years() -> None:
    # Ten leave in the first year; of twelve more, followed for two years beyond it, six leave: 1/4 a year.
    spent = [0.5] * 10 + [3.0] * 12
    table = life_table(spent, [0] * 16 + [-1] * 6, ways=1, fewest=30)
    assert len(table.leaving) == 2
    assert table.leaving[0, 0] == pytest.approx(10 / 22)
    assert table.leaving[1, 0] == pytest.approx(1 - math.exp(-6 / 24))
    assert table.at_risk[1] == 24
    assert table.stays(np.array([5.0])) == pytest.approx(12 / 22 * math.exp(-1))
    assert LifeTable(np.array([9.0]), np.array([[1.0]])).stays(np.array([1.0])) == pytest.approx(0, abs=1e-11)


def test_years_that_share_one_estimate_do_not_make_it_surer() -> None:
    # 6 left in 24 years lived: the hazard is 1/4, its error sqrt(6) / 24, and log S(t) = -t / 4.
    table = LifeTable(np.array([24.0]), np.array([[1 - math.exp(-0.25)]]))
    for years in (1.0, 4.0):
        stay = table.tenure(years).remaining(years)
        assert stay.value == pytest.approx(math.exp(-years / 4))
        left = table.tenure(years).left(0, years)
        assert error(left) == pytest.approx(stay.value * years * math.sqrt(6) / 24, rel=1e-6)


def test_spells_that_repeat_each_other_count_once() -> None:
    random = np.random.default_rng(11)
    spent, left = random.exponential(5, 80).round(2).tolist(), random.integers(-1, 2, 80).tolist()
    own = range(80)
    assert design_effect(spent, left, own, [0], 5) == pytest.approx(1, abs=0.1)
    fourfold = design_effect(spent * 4, left * 4, [*own] * 4, [0], 5)
    assert fourfold == pytest.approx(4, rel=0.1)
    assert design_effect(spent, left, ["one state"] * 80, [0, None], 5) == 1.0
    assert design_effect([], [], [], [None], 5) == 1.0


def test_what_never_happened_has_an_upper_bound_and_what_always_did_a_lower_one() -> None:
    none = competing_risks([1.0] * 100, [0] * 100, ways=2).left(1, 5)
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(1 - 0.025 ** (1 / 100))
    everybody = competing_risks([1.0] * 100, [0] * 100, ways=2).left(0, 5)
    assert (everybody.value, everybody.high) == (1.0, 1.0)
    assert everybody.low == pytest.approx(0.025 ** (1 / 100))


def test_who_is_first_by_trying_all_ways() -> None:
    table = LifeTable(np.array([50.0, 50.0]), np.array([[0.2], [0.4]]))
    years = np.arange(4.0)
    three = np.array([table.stays(years), table.stays(years, after=1), table.stays(years)])
    random = np.random.default_rng(7)
    wins = np.zeros(4)
    left = [np.searchsorted(1 - one[1:], random.random(60_000), side="right") for one in three]
    for when in zip(*left, strict=True):
        soonest = min(when)
        those = [i for i, year in enumerate(when) if year == soonest] if soonest < 3 else [3]
        for i in those:
            wins[i] += 1 / len(those)
    assert first_of(three) == pytest.approx((wins / 60_000).tolist(), abs=3 * 0.5 / math.sqrt(60_000))
    assert sum(first_of(three)) == pytest.approx(1)


def test_wilson_by_the_textbook() -> None:
    # 81 of 263 with 95%: 0.2553 to 0.3662 (Newcombe, Statistics in Medicine 17, 1998, table I).
    found = share(81, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    assert share(0, 10).low == 0.0
    assert share(10, 10).high == pytest.approx(1.0)
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("durations", "left"),
    [([1.0], []), ([-1.0], [0]), ([math.nan], [0]), ([math.inf], [0]), ([1.0], [2]), ([1.0], [-2])],
)
def test_spells_that_cannot_be_are_refused(durations: list[float], left: list[int]) -> None:
    with pytest.raises(ValueError, match=r"durations|way"):
        competing_risks(durations, left, ways=2)
    with pytest.raises(ValueError, match=r"durations|way"):
        life_table(durations, left, ways=2)


def test_no_spells_say_nothing() -> None:
    nothing = competing_risks([], [], ways=1)
    assert (nothing.left(0, 5), nothing.quantile()) == (Estimate(0.0, 0.0, 1.0), None)


def test_a_hazard_ratio_is_found_again() -> None:
    pytest.importorskip("statsmodels")
    random = np.random.default_rng(5)
    came_by_force = random.integers(0, 2, 4_000).astype(float)
    fall = random.exponential(1 / (0.05 * np.exp(1.2 * came_by_force)))
    death = random.exponential(1 / 0.04, 4_000)
    spent, fell = np.minimum(np.minimum(fall, death), 20), (fall < np.minimum(death, 20)).astype(float)
    found = cause_specific(spent, fell, came_by_force[:, None])
    (ratio, low, high) = found.ratios()[0]
    assert low < math.exp(1.2) < high
    assert ratio == pytest.approx(math.exp(float(found.coefficients[0])))
    assert 0.5 < concordance(spent, fell, found.score(came_by_force[:, None])) < 1
    assert concordance(spent, fell, np.zeros(4_000)) == 0.5
    assert concordance(spent[:1], fell[:1], fell[:1]) == 0.5
