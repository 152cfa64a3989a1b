"""Ultimate ruling coalitions: published cases, laws, an oracle from the definition, and hostile input."""

import csv
import itertools
import math
import time
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import presidium
from presidium.errors import EXPLANATIONS, UsageError
from presidium.theory.coalition import PowerGame, flips, ruling_chances, ruling_coalitions
from presidium.theory.coalition.levels import by_levels
from presidium.theory.coalition.search import by_search
from presidium.theory.coalition.table import by_table
from presidium.theory.coalition.verdict import LISTED

HALF = Fraction(1, 2)
ALPHAS = (HALF, Fraction(5, 9), Fraction(3, 5), Fraction(2, 3), Fraction(3, 4), Fraction(7, 8))
CASES = list(
    csv.DictReader(Path(__file__).with_name("ruling_coalitions.csv").read_text("utf-8").splitlines())
)
ENGINES = (by_table, by_levels, by_search)

powers = st.lists(st.integers(1, 12), min_size=1, max_size=8)
fractions = st.lists(st.fractions(Fraction(1, 50), 20, max_denominator=50), min_size=1, max_size=7)
alphas = st.sampled_from(ALPHAS)


def by_definition(given_powers: Sequence[Any], alpha: Fraction) -> tuple[set[tuple[int, ...]], int]:
    """Section 2.2 of the definition, word by word: 3^n steps, sets and Fractions."""
    value = [Fraction(power) for power in given_powers]
    people = range(len(value))
    stable: list[tuple[int, ...]] = []

    def weigh(coalition: Sequence[int]) -> Fraction:
        return sum((value[i] for i in coalition), Fraction(0))

    for size in range(1, len(value) + 1):
        for x in itertools.combinations(people, size):
            inner = [z for z in stable if set(z) < set(x) and weigh(z) > alpha * weigh(x)]
            if not inner:
                stable.append(x)
    winning = [z for z in stable if weigh(z) > alpha * weigh(people)]
    least = min(map(weigh, winning))
    return {z for z in winning if weigh(z) == least}, len(stable)


# Published answers


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} ({case['source']})")
def test_a_published_or_computed_case(case: dict[str, str], engine: Any) -> None:
    own = [int(power) for power in case["powers"].split()]
    found = engine(PowerGame.of(own, Fraction(case["alpha"])))
    wanted = {tuple(map(int, coalition.split())) for coalition in case["ruling"].split("|")}
    assert {tuple(sorted(own[i] for i in coalition)) for coalition in found.coalitions} == wanted
    assert found.count == len(found.coalitions) == int(case["minimisers"])
    assert found.self_enforcing in (int(case["self_enforcing"]), None)


@pytest.mark.parametrize(
    ("own", "size"),
    [
        ([100, 101, 102], 3),
        ([1000 + k for k in range(5)], 3),
        ([10_000 + k for k in range(12)], 7),
        ([10_000 + k for k in range(16)], 15),
        ([1] * 2, 2),
        ([1] * 5, 4),
        ([1] * 9, 8),
    ],
)
def test_near_equal_powers_rule_in_1_3_7_15_and_equal_ones_in_2_4_8(own: list[int], size: int) -> None:
    """Sizes as in the abstract of Acemoglu, Egorov and Sonin (2008)."""
    assert {len(coalition) for coalition in ruling_coalitions(own).coalitions} == {size}


@pytest.mark.parametrize(
    ("strongest", "ruling"),
    [(2, "2 3 4"), (5, "5 5"), (6, "3 4 5"), (11, "3 4 5"), (12, "3 4 5 12"), (13, "13")],
)
def test_a_fourth_beside_three_four_and_five(strongest: int, ruling: str) -> None:
    """The strongest is turned out between 5 and 12, in with all at 12, alone above."""
    own = [3, 4, 5, strongest]
    assert {
        " ".join(map(str, sorted(own[i] for i in coalition)))
        for coalition in ruling_coalitions(own).coalitions
    } == {ruling}


def test_the_death_of_the_leader_turns_the_next_strongest_out() -> None:
    assert ruling_coalitions([3, 4, 5, 10, 20]).coalitions == ((0, 1, 2, 3, 4),)
    assert ruling_coalitions([3, 4, 5, 10]).coalitions == ((0, 1, 2),)


# Independent oracles


@given(powers | fractions, alphas)
def test_every_engine_finds_what_the_definition_says(own: list[Any], alpha: Fraction) -> None:
    wanted, stable = by_definition(own, alpha)
    for engine in ENGINES:
        found = engine(PowerGame.of(own, alpha))
        assert (set(found.coalitions), found.count) == (wanted, len(wanted)), engine.__name__
        assert found.self_enforcing in (stable, None)


@given(
    st.lists(st.floats(1e-300, 1e300, allow_subnormal=False), min_size=1, max_size=6),
    st.floats(0.5, 0.999),
)
def test_floats_count_by_their_shortest_decimal(own: list[float], alpha: float) -> None:
    wanted, _ = by_definition([repr(power) for power in own], PowerGame.of([1], alpha).alpha)
    for engine in ENGINES:
        assert set(engine(PowerGame.of(own, alpha)).coalitions) == wanted, engine.__name__


TENTHS = [
    [1, 3, 4],
    [1, 2, 3],
    [1, 1, 8, 10],
    [3, 11, 1, 7, 4, 2, 19],
    [15, 12, 19, 18, 15, 16],
    [3, 4, 5, 12],
]


@pytest.mark.parametrize("own", TENTHS, ids=str)
def test_a_tenth_of_every_power_leaves_the_answer(own: list[int]) -> None:
    """Games in which doubles break a tie: 0.4 is not more than half of 0.1 + 0.3 + 0.4."""
    wanted, _ = by_definition(own, HALF)
    tenths = [power / 10 for power in own]
    alike = (
        tenths,
        np.array(tenths),
        np.array(tenths, np.float32),
        np.array(tenths, np.float16),
        [np.float32(tenths[0]), *map(str, tenths[1:])],
        [Decimal(power).scaleb(-40) for power in own],
    )
    for same in alike:
        powers = [Decimal(power) if isinstance(power, str) else power for power in same]
        assert set(ruling_coalitions(powers).coalitions) == wanted


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6), st.integers(-9, 9), alphas)
def test_powers_and_draws_in_any_decimal_unit_make_the_same_game(
    own: list[int], places: int, alpha: Fraction
) -> None:
    wanted, _ = by_definition(own, alpha)
    decimals = [float(f"{power}e{places}") for power in own]
    assert set(ruling_coalitions(decimals, alpha).coalitions) == wanted
    for draws in ([decimals], [own, decimals]):
        assert set(ruling_chances(draws, alpha).coalitions) == wanted


def test_whoever_interrupts_does_not_wait_for_all_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def interrupted(*_: Any) -> None:
        begun.append(1)
        time.sleep(0.01)
        raise KeyboardInterrupt

    monkeypatch.setattr("presidium.theory.coalition.chances._rule", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ruling_chances(np.ones((1_000_000, 3)))
    assert len(begun) < 500  # of a thousand blocks


def test_draws_of_narrow_floats_stand_for_their_own_decimals() -> None:
    for kind in (np.float16, np.float32):
        assert ruling_chances(np.array([[0.1, 0.3, 0.4]], kind)).coalitions == ((0, 1, 2),)


@given(st.lists(st.integers(1, 30), min_size=2, max_size=6), st.data())
def test_flips_come_at_a_tenth_of_the_power_if_all_powers_are_a_tenth(
    own: list[int], data: st.DataObject
) -> None:
    person = data.draw(st.integers(0, len(own) - 1))
    whole = flips(own, person, 1, 100)
    tenths = flips([power / 10 for power in own], person, 0.1, 10.0)
    assert [(one.below, one.above) for one in whole] == [(one.below, one.above) for one in tenths]
    assert [one.power for one in whole] == pytest.approx([10 * one.power for one in tenths])


def test_what_doubles_cannot_tell_apart_is_told_apart_by_digits() -> None:
    """3 + 4 against 7 plus a part in 10^40: a tie for doubles, a dictator in truth; and a tie that is one."""
    part = Fraction(1, 10**40)
    for engine in ENGINES:
        assert engine(PowerGame.of([3, 4, 7 + part])).coalitions == ((2,),)
        assert engine(PowerGame.of([3 + part, 4, 7 + part])).coalitions == ((0, 1, 2),)
        assert engine(PowerGame.of([3 + 2 * part, 4, 7 + part])).coalitions == ((0, 1, 2),)


@pytest.mark.slow
def test_three_engines_agree_on_ten_thousand_games() -> None:
    random = np.random.default_rng(2008)
    for k in range(10_000):
        n = int(random.integers(1, 11))
        own: list[Any] = [
            random.integers(1, 10, n).tolist(),
            random.integers(1, 60, n).tolist(),
            random.random(n).tolist(),
            [Fraction(int(x), 7) + Fraction(1, 97**9) for x in random.integers(1, 6, n)],
        ][k % 4]
        table, levels, search = (engine(PowerGame.of(own, ALPHAS[k % 6])) for engine in ENGINES)
        assert table.coalitions == levels.coalitions == search.coalitions, own
        assert table.count == levels.count == search.count
        assert table.self_enforcing == levels.self_enforcing


@pytest.mark.parametrize("seed", range(3))
def test_table_and_levels_agree_where_no_oracle_reaches(seed: int) -> None:
    own = np.random.default_rng(seed).integers(1, 40, 17).tolist()
    table, levels = by_table(PowerGame.of(own)), by_levels(PowerGame.of(own))
    assert (table.coalitions, table.self_enforcing) == (levels.coalitions, levels.self_enforcing)


# Laws


@given(powers, alphas, st.randoms(use_true_random=False))
def test_who_rules_does_not_depend_on_the_order(own: list[int], alpha: Fraction, random: Any) -> None:
    order = list(range(len(own)))
    random.shuffle(order)
    shuffled = ruling_coalitions([own[i] for i in order], alpha)
    renamed = {tuple(sorted(order[i] for i in coalition)) for coalition in shuffled.coalitions}
    assert renamed == set(ruling_coalitions(own, alpha).coalitions)


@given(powers, alphas, st.fractions(Fraction(1, 9), 9))
def test_the_unit_of_power_does_not_matter(own: list[int], alpha: Fraction, unit: Fraction) -> None:
    scaled = ruling_coalitions([power * unit for power in own], alpha)
    assert scaled.coalitions == ruling_coalitions(own, alpha).coalitions


@given(powers, alphas)
def test_a_ruling_coalition_wins_and_rules_itself(own: list[int], alpha: Fraction) -> None:
    ruling = ruling_coalitions(own, alpha)
    for coalition in ruling.coalitions:
        inside = [own[i] for i in coalition]
        assert sum(inside) > alpha * sum(own)
        assert ruling_coalitions(inside, alpha).coalitions == (tuple(range(len(inside))),)


@given(powers)
def test_one_rules_alone_exactly_if_he_exceeds_all_others_together(own: list[int]) -> None:
    alone = {coalition[0] for coalition in ruling_coalitions(own).coalitions if len(coalition) == 1}
    assert alone == {i for i, power in enumerate(own) if 2 * power > sum(own)}


@given(powers, alphas, st.data())
def test_a_certificate_proves_what_it_says(own: list[int], alpha: Fraction, data: Any) -> None:
    coalition = data.draw(st.sets(st.integers(0, len(own) - 1), min_size=1))
    ruling = ruling_coalitions(own, alpha)
    shown = ruling.certificate(sorted(coalition))
    power = sum(own[i] for i in coalition)
    if shown.fate == "loses":
        assert power <= alpha * sum(own)
    elif shown.fate == "betrayed":
        for part in shown.next_rulers:
            assert set(part) < coalition
            assert sum(own[i] for i in part) > alpha * power
            inside = [own[i] for i in part]
            assert ruling_coalitions(inside, alpha).coalitions == (tuple(range(len(inside))),)
    else:
        wanted = by_definition([own[i] for i in sorted(coalition)], alpha)[0]
        assert tuple(range(len(coalition))) in wanted
        assert (shown.fate == "rules") == (tuple(sorted(coalition)) in ruling.coalitions)


# Larger games


def test_forty_people_on_ten_levels_and_two_hundred_on_four() -> None:
    forty = ruling_coalitions([1 + k % 10 for k in range(40)])
    assert (forty.engine, len(forty.coalitions)) == ("levels", LISTED)
    assert forty.count > LISTED
    assert ruling_coalitions([3 + k % 4 for k in range(200)]).proven


def test_equal_powers_beyond_the_table_follow_the_powers_of_two() -> None:
    ruling = ruling_coalitions([5] * 100)
    assert len(ruling.coalitions[0]) == 64
    assert ruling.count == math.comb(100, 64)


def test_the_search_finds_one_man_among_sixty_and_says_so_when_it_finds_nothing() -> None:
    crowd = [1 + Fraction(k, 1000) for k in range(59)]
    alone = ruling_coalitions([*crowd, 200])
    assert (alone.engine, alone.proven, alone.coalitions) == ("search", True, ((59,),))
    lost = ruling_coalitions(crowd, seconds=0.0)
    assert (lost.proven, lost.coalitions, lost.count, lost.power) == (False, (), 0, None)


# Uncertain powers


def test_measurement_error_takes_a_quarter_of_the_answer_away() -> None:
    """Base (3, 4, 5, 10): {3, 4, 5} rules in .94, .72, .54 of draws at log-normal errors of .1, .2, .3."""
    random = np.random.default_rng(7)
    for sigma, wanted, alone in ((0.1, 0.94, 0.06), (0.2, 0.72, 0.20), (0.3, 0.54, 0.28)):
        draws = np.array([3, 4, 5, 10]) * np.exp(sigma * random.standard_normal((20_000, 4)))
        chances = ruling_chances(draws)
        share = dict(zip(chances.coalitions, chances.shares, strict=True))
        # Both are counts of 20,000 draws, and the published ones have two digits.
        assert share[0, 1, 2] == pytest.approx(wanted, abs=0.005 + 4 * math.sqrt(2) * chances.error(wanted))
        assert share[(3,)] == pytest.approx(alone, abs=0.005 + 4 * math.sqrt(2) * chances.error(alone))


@given(st.lists(st.tuples(*[st.integers(1, 9)] * 5), min_size=1, max_size=20), alphas)
def test_chances_are_those_of_the_single_games(rows: list[tuple[int, ...]], alpha: Fraction) -> None:
    chances = ruling_chances(rows, alpha)
    wanted: dict[tuple[int, ...], float] = {}
    for row in rows:
        ruling = ruling_coalitions(row, alpha).coalitions
        for coalition in ruling:
            wanted[coalition] = wanted.get(coalition, 0.0) + 1 / len(ruling) / len(rows)
    assert dict(zip(chances.coalitions, chances.shares, strict=True)) == pytest.approx(wanted)
    assert sum(chances.shares) == pytest.approx(1.0)
    assert chances.member == pytest.approx(
        [sum(share for coalition, share in wanted.items() if i in coalition) for i in range(5)]
    )


def test_the_answer_flips_where_the_theory_says() -> None:
    found = [*flips([3, 4, 5, 2], 3, 0.1, 3.5), *flips([3, 4, 5, 10], 3, 0.1, 20.0)]
    assert [flip.power for flip in found] == pytest.approx([1.0, 5.0, 12.0])
    assert [flip.above for flip in found] == [((0, 1, 3),), ((0, 1, 2),), ((3,),)]
    assert flips([3, 4, 5, 10], 3, 8.0, 11.0) == ()


# Hostile input


@pytest.mark.parametrize(
    "bad",
    [
        [],
        [0],
        [3, 4, 0],
        [3, -1],
        [float("nan"), 1],
        [float("inf"), 1],
        ["3"],
        [None],
        [True],
        7,
        "345",
        None,
    ],
)
def test_powers_that_are_none_are_refused(bad: Any) -> None:
    with pytest.raises(UsageError) as refused:
        ruling_coalitions(bad)
    assert refused.value.code == "USE630"


@pytest.mark.parametrize(
    "bad", [math.nan, -math.inf, np.float32("nan"), Decimal("NaN"), Decimal("sNaN"), Decimal("1e99999999")]
)
def test_what_is_no_finite_number_is_told_what_a_number_is(bad: Any) -> None:
    calls = (
        lambda: ruling_coalitions([1, bad]),
        lambda: presidium.voting_power([1, bad], 1),
        lambda: presidium.voting_power([1, 1], bad),
        lambda: flips([1, 2], 0, bad, 2),
    )
    for call in calls:
        with pytest.raises(UsageError) as refused:
            call()
        assert "finite number" in refused.value.remedy
    with pytest.raises(UsageError):
        ruling_chances([[1, bad]])


@pytest.mark.parametrize("bad", [0, 0.49, 1, 2, -1, float("nan"), "1/2", None, Fraction(1, 3)])
def test_an_alpha_out_of_range_is_refused(bad: Any) -> None:
    with pytest.raises(UsageError) as refused:
        ruling_coalitions([3, 4, 5], bad)
    assert refused.value.code == "USE631"
    assert "1/2" in refused.value.remedy


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("USE632", lambda: by_table(PowerGame.of(range(1, 30)))),
        ("USE632", lambda: by_levels(PowerGame.of(range(1, 40)))),
        ("USE632", lambda: ruling_chances([[1.0] * 21])),
        ("USE630", lambda: ruling_chances([[1.0, -1.0]])),
        ("USE630", lambda: ruling_chances([1.0, 2.0])),
        ("USE630", lambda: ruling_chances("no")),
        ("USE631", lambda: ruling_chances([[1.0, 2.0]], math.pi / 4)),
        ("USE635", lambda: flips([3, 4, 5], -1, 1.0, 2.0)),
        ("USE635", lambda: flips([3, 4, 5], 3, 1.0, 2.0)),
        ("USE630", lambda: flips("abc", 0, 1.0, 2.0)),
        ("USE630", lambda: flips([3, 4, 5], 0, 0, 2.0)),
        ("USE630", lambda: flips([3, 4, 5], 0, 1.0, 1e300)),
        ("USE635", lambda: ruling_coalitions([1, 2]).certificate([])),
        ("USE635", lambda: ruling_coalitions([1, 2]).certificate([0, 0])),
        ("USE635", lambda: ruling_coalitions([1, 2]).certificate([2])),
    ],
)
def test_other_impossible_questions_are_refused_with_a_code(code: str, call: Any) -> None:
    with pytest.raises(UsageError) as refused:
        call()
    assert refused.value.code == code
    assert code in EXPLANATIONS


def test_the_list_of_the_caller_is_never_changed() -> None:
    own = [5, 3, 10, 4]
    assert ruling_coalitions(own).coalitions == ((0, 1, 3),)
    assert own == [5, 3, 10, 4]


def test_a_float_alpha_stands_for_the_simplest_fraction_that_rounds_to_it() -> None:
    """With 2/3 as it is stored, a little less, two of three equal people would win."""
    assert (
        ruling_coalitions([1, 1, 1], 2 / 3).coalitions
        == ruling_coalitions([1, 1, 1], Fraction(2, 3)).coalitions
    )
    assert ruling_coalitions([1, 1, 1], 2 / 3).alpha == Fraction(2, 3)


def test_powers_beyond_the_range_of_doubles_are_counted_right() -> None:
    own = [0.93, 10**388, 0.92, 10**18 + 1, 0.69, 2, 0.3, Fraction(35, 22)]
    wanted, stable = by_definition(own, HALF)
    for engine in (by_table, by_levels):
        found = engine(PowerGame.of(own))
        assert (set(found.coalitions), found.self_enforcing) == (wanted, stable)
    assert ruling_chances([[1e308] * 3]).coalitions == ((0, 1), (0, 2), (1, 2))


def test_a_certificate_keeps_to_the_seconds_of_its_question() -> None:
    ruling = ruling_coalitions([1 + Fraction(k, 1000) for k in range(60)], seconds=0.0)
    assert ruling.certificate(range(59)).fate == "open"


def test_a_result_shows_itself_in_a_line() -> None:
    assert len(repr(ruling_coalitions([1] * 30))) < 200


def test_numbers_of_other_libraries_and_one_person_are_welcome() -> None:
    assert presidium.ruling_coalitions(np.array([3, 4, 5, 10])).coalitions == ((0, 1, 2),)
    assert presidium.ruling_coalitions([np.float32(0.5)]).coalitions == ((0,),)
