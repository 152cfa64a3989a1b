"""Landscapes: published cases, laws, an oracle from the definition, Markov chains, and hostile input."""

import copy
import itertools
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presidium
from presidium.errors import EXPLANATIONS, UsageError
from presidium.theory.landscape import Landscape, Question, chain, landscape, settle
from presidium.theory.landscape.camps import by_camps
from presidium.theory.landscape.descent import by_descent
from presidium.theory.landscape.enumeration import by_enumeration

CASES = json.loads(Path(__file__).with_name("landscapes.json").read_text("utf-8"))
UNIX, WAR = CASES["unix"], CASES["war"]
STANDARDS = [
    [0 if i == j or a != b else -1 for j, b in enumerate(UNIX["type"])] for i, a in enumerate(UNIX["type"])
]
POWERS = ["USSR", "GER", "GBR", "FRA", "ITA"]


def unix() -> Landscape:
    return landscape(UNIX["size"], STANDARDS)


def war() -> Landscape:
    return landscape(WAR["size"], WAR["propensity"])


def random_case(seed: int, states: int, whole: bool = False) -> tuple[list[float], list[list[float]]]:
    random = np.random.default_rng(seed)
    p = random.integers(-2, 3, (states, states)) if whole else random.normal(size=(states, states))
    p = np.triu(p, 1)
    return random.lognormal(size=states).tolist(), (p + p.T).tolist()


def energy(sizes: Any, p: Any, camp: Any, neutral: int = -1, fields: Any = None) -> float:
    """The definition, word by word."""
    total = 0.0
    for i, j in itertools.permutations(range(len(sizes)), 2):
        apart = camp[i] != camp[j] or camp[i] == neutral
        total += sizes[i] * sizes[j] * p[i][j] * apart
    if fields is not None:
        total -= 2 * sum(
            s * fields[i][c] for i, (s, c) in enumerate(zip(sizes, camp, strict=True)) if c != neutral
        )
    return total


def by_definition(
    sizes: Any, p: Any, blocs: int = 2, neutral: bool = False, held: Any = None, fields: Any = None
) -> tuple[dict[Any, int], int]:
    """Partitions at rest with their basins, and the number of partitions: sets, dictionaries, full sums."""
    held = held or {}
    outside = blocs if neutral else -1

    def named(camp: tuple[int, ...]) -> Any:
        groups = [tuple(i for i, c in enumerate(camp) if c == b) for b in range(blocs)]
        loners = tuple(i for i, c in enumerate(camp) if c == outside)
        pinned_camps = set(held.values())
        kept = tuple((b, groups[b]) for b in range(blocs) if fields is not None or b in pinned_camps)
        free = [groups[b] for b in range(blocs) if fields is None and b not in pinned_camps]
        return kept, frozenset(g for g in free if g), loners

    def after(camp: tuple[int, ...]) -> tuple[int, ...]:
        here, best, to = energy(sizes, p, camp, outside, fields), 1e-9, camp
        for i in range(len(camp)):
            for b in range(blocs + neutral):
                if i not in held:
                    moved = camp[:i] + (b,) + camp[i + 1 :]
                    gain = here - energy(sizes, p, moved, outside, fields)
                    if gain > best + 1e-9:
                        best, to = gain, moved
        return to

    choices = [[held[i]] if i in held else range(blocs + neutral) for i in range(len(sizes))]
    one_each = {named(camp): camp for camp in itertools.product(*choices)}
    basins: dict[Any, int] = {}
    for camp in one_each.values():
        while (to := after(camp)) != camp:
            camp = to
        basins[named(camp)] = basins.get(named(camp), 0) + 1
    return basins, len(one_each)


def found(land: Landscape, held: Any = None) -> dict[Any, int]:
    """Minima of a landscape in the form of `by_definition`."""
    pinned_camps = set((held or {}).values())
    asked = land.question
    named = {b for b in range(asked.blocs) if asked.fields or b in pinned_camps}
    return {
        (
            tuple((b, one.camps[b]) for b in sorted(named)),
            frozenset(c for b, c in enumerate(one.camps) if b not in named and c),
            one.neutrals,
        ): one.basin
        for one in land.minima
    }


# Published answers


def test_unix_standards_1988_has_two_minima_of_equal_depth_and_basin() -> None:
    """Axelrod and Bennett 1993, the nine firms."""
    land = unix()
    named = [[[UNIX["firms"][i] for i in camp] for camp in one.camps] for one in land.minima]
    assert named == UNIX["minima"]
    assert [one.energy for one in land.minima] == pytest.approx([-3828.9, -3828.9])
    assert [one.basin for one in land.minima] == [128, 128]
    assert (land.configurations, land.proven) == (256, True)


def test_seventeen_states_before_the_war_have_two_minima() -> None:
    """Reconstructed propensities; the authors' own gave basins of 47,945 and 17,591 of 65,536."""
    land = war()
    sides = [[WAR["nations"][i] for i in camp] for one in land.minima for camp in one.camps]
    assert all(sorted(side) in [sorted(camp) for camp in sides] for side in WAR["minima"])
    assert [one.basin for one in land.minima] == WAR["basins"]
    assert [round(one.energy, 2) for one in land.minima] == WAR["energies"]
    assert land.configurations == 65_536


def test_five_great_powers_who_all_fear_one_another_have_four_minima() -> None:
    """Axelrod and Bennett 1993, the realist control."""
    sizes = [WAR["size"][WAR["nations"].index(power)] for power in POWERS]
    land = landscape(sizes, [[0 if i == j else -1 for j in range(5)] for i in range(5)])
    sides = [{frozenset(POWERS[i] for i in camp) for camp in one.camps} for one in land.minima]
    assert len(sides) == 4
    assert all(any(frozenset(side) in pair for pair in sides) for side in CASES["great_powers"]["minima"])


def test_margins_show_that_great_powers_are_fixed_and_small_ones_on_the_edge() -> None:
    land = war()
    energies = {WAR["nations"][near.state]: near.energy for near in land.margins(land.minima[0])}
    assert min(energies["USSR"], energies["GER"]) > 50 * max(energies["POR"], energies["LIT"])


# Independent oracles


@given(st.integers(0, 2**32), st.integers(1, 6), st.booleans())
@settings(max_examples=40)
def test_two_camps_are_those_of_the_definition(seed: int, states: int, whole: bool) -> None:
    sizes, p = random_case(seed, states, whole)
    land = landscape(sizes, p)
    assert (found(land), land.configurations) == by_definition(sizes, p)


@pytest.mark.parametrize(
    ("blocs", "neutral", "held", "fielded"),
    [
        (2, True, {}, False),
        (3, False, {}, False),
        (3, True, {}, False),
        (2, False, {0: 0, 3: 1}, False),
        (2, False, {1: 0}, False),
        (2, False, {}, True),
        (3, False, {0: 0}, False),
        (3, True, {2: 1}, True),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_several_camps_neutrals_pins_and_fields_are_those_of_the_definition(
    seed: int, blocs: int, neutral: bool, held: dict[int, int], fielded: bool
) -> None:
    sizes, p = random_case(seed, 5)
    fields = np.random.default_rng(seed).normal(size=(5, blocs)).tolist() if fielded else None
    pinned = [[i for i, b in held.items() if b == camp] for camp in range(blocs)]
    land = landscape(sizes, p, blocs=blocs, neutral=neutral, pinned=pinned, fields=fields)
    assert (found(land, held), land.configurations) == by_definition(sizes, p, blocs, neutral, held, fields)
    for one in land.minima:
        camp = land.question.labels(one.camps, one.neutrals)
        assert one.energy == pytest.approx(energy(sizes, p, camp, blocs if neutral else -1, fields))


@pytest.mark.parametrize("seed", range(4))
def test_both_ways_to_enumerate_and_the_descents_find_the_same_minima(seed: int) -> None:
    question = Question.of(*random_case(seed, 11))
    two, several = by_enumeration(question), by_camps(question)
    sampled = by_descent(question, 500, seed)
    sets = [
        {frozenset(map(frozenset, np.equal.outer(row, range(2)).T.tolist())) for row in way[0]}
        for way in (two, several, sampled)
    ]
    assert sets[0] == sets[1] == sets[2]
    assert sorted(two[1]) == sorted(several[1])


# Laws


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_the_states_does_not_matter(seed: int, random: Any) -> None:
    sizes, p = random_case(seed, 7)
    order = list(range(7))
    random.shuffle(order)
    land = landscape(sizes, p)
    moved = landscape([sizes[i] for i in order], [[p[i][j] for j in order] for i in order])
    named = {
        (frozenset(frozenset(order[i] for i in c) for c in one.camps), one.basin) for one in moved.minima
    }
    assert named == {(frozenset(map(frozenset, one.camps)), one.basin) for one in land.minima}


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_every_configuration_is_in_one_basin_and_the_unit_of_size_does_not_matter(seed: int) -> None:
    sizes, p = random_case(seed, 8)
    land, scaled = landscape(sizes, p), landscape([8 * size for size in sizes], p)
    assert sum(one.basin for one in land.minima) == land.configurations == 2**7
    assert [one.camps for one in land.minima] == [one.camps for one in scaled.minima]
    assert [64 * one.energy for one in land.minima] == pytest.approx([one.energy for one in scaled.minima])


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_a_move_changes_the_energy_by_twice_the_size_times_the_change_of_frustration(seed: int) -> None:
    sizes, p = random_case(seed, 6)
    fields = np.random.default_rng(seed).normal(size=(6, 2)).tolist()
    asked = Question.of(sizes, p, 2, True, (), fields)
    before = np.random.default_rng(seed + 1).integers(0, 3, 6)
    for k, b in itertools.product(range(6), range(3)):
        after = before.copy()
        after[k] = b
        change = asked.frustration(after)[k] - asked.frustration(before)[k]
        assert asked.energy(after) - asked.energy(before) == pytest.approx(2 * sizes[k] * change, abs=1e-9)


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_the_mirror_image_has_the_same_energy_and_its_field_the_mirrored_minima(seed: int) -> None:
    sizes, p = random_case(seed, 6)
    fields = np.random.default_rng(seed).normal(size=(6, 2))
    land = landscape(sizes, p, fields=fields)
    mirrored = landscape(sizes, p, fields=fields[:, ::-1])
    assert {(one.camps, one.basin) for one in land.minima} == {
        (one.camps[::-1], one.basin) for one in mirrored.minima
    }


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_the_change_that_a_margin_names_brings_the_state_to_the_edge(seed: int) -> None:
    sizes, p = random_case(seed, 6)
    land = landscape(sizes, p)
    for one in land.minima:
        camp = land.question.labels(one.camps)
        for near in land.margins(one):
            if near.partner is None:
                continue
            for part, rests in ((0.999, True), (1.001, False)):
                q = copy.deepcopy(p)
                q[near.state][near.partner] += part * near.change
                q[near.partner][near.state] = q[near.state][near.partner]
                moved = camp.copy()
                moved[near.state] = near.to
                assert (energy(sizes, q, moved) >= energy(sizes, q, camp)) == rests


def test_a_pinned_state_stays_and_the_pulls_on_a_state_add_up_to_its_gap() -> None:
    ussr, germany = WAR["nations"].index("USSR"), WAR["nations"].index("GER")
    land = landscape(WAR["size"], WAR["propensity"], pinned=[[ussr], [germany]])
    assert all(ussr in one.camps[0] and germany in one.camps[1] for one in land.minima)
    for near in land.margins(land.minima[0]):
        pulls = land.pulls(land.minima[0], near.state)
        assert sum(abs(one.pull) * (1 if one.served else -1) for one in pulls) == pytest.approx(near.gap)


# Limits: one at a time, random order; the chain


@pytest.mark.parametrize("land", [unix(), war()], ids=["nine firms", "seventeen states"])
def test_states_moved_one_at_a_time_in_random_order_rest_at_the_published_minima(land: Landscape) -> None:
    """Their chances are not the basins of steepest descent, so only the places are asserted."""
    random = np.random.default_rng(1993)
    minima = {frozenset(map(frozenset, one.camps)) for one in land.minima}
    rests = set()
    for history in range(300):
        end = settle(land.question, random.integers(0, 2, land.question.states), 1993, history)
        rests.add(frozenset(frozenset(np.flatnonzero(end == b).tolist()) for b in (0, 1)))
    assert rests == minima


@pytest.mark.parametrize(
    "question",
    [unix().question, Question.of(*random_case(3, 6), blocs=3), Question.of(*random_case(4, 6), 2, True)],
)
def test_the_absorbing_states_of_the_cold_chain_are_the_minima(question: Question) -> None:
    """Appendix B of JASSS 12(1) 6: a landscape is a Markov chain."""
    camps = landscape(
        question.sizes, question.propensities, blocs=question.blocs, neutral=question.neutral
    ).minima
    assert {
        (
            frozenset(frozenset(np.flatnonzero(row == b).tolist()) for b in range(question.blocs)),
            tuple(np.flatnonzero(row == question.blocs).tolist()),
        )
        for row in chain(question).absorbing()
    } == {(frozenset(map(frozenset, one.camps)), one.neutrals) for one in camps}


@pytest.mark.parametrize("temperature", [0.5, 2.0, 20.0])
def test_the_warm_chain_keeps_the_shares_of_boltzmann(temperature: float) -> None:
    fields = np.random.default_rng(5).normal(size=(5, 2)).tolist()
    question = Question.of(*random_case(5, 5), 2, True, (), fields)
    warm = chain(question, temperature)
    energies = np.array([question.energy(row) for row in warm.labels])
    share = np.exp(-(energies - energies.min()) / temperature)
    share /= share.sum()
    assert share @ warm.matrix == pytest.approx(share, abs=1e-12)
    assert warm.matrix.sum(axis=1) == pytest.approx(np.ones(len(share)))


def test_a_warm_history_visits_configurations_as_often_as_the_chain_says() -> None:
    question = Question.of([1, 1, 1], [[0, 1, -1], [1, 0, 0.5], [-1, 0.5, 0]])
    wanted = np.exp(-np.array([question.energy(row) for row in chain(question, 3.0).labels]) / 3.0)
    wanted /= wanted.sum()
    runs = 4000
    ends = [int(settle(question, [0, 0, 0], 7, history, heat=3.0) @ [1, 2, 4]) for history in range(runs)]
    share = np.bincount(ends, minlength=8) / runs
    assert (np.abs(share - wanted) < 5 * np.sqrt(wanted * (1 - wanted) / runs)).all()


def test_too_many_states_get_an_answer_that_claims_no_proof() -> None:
    sizes = WAR["size"] * 2
    p = np.kron(np.eye(2), WAR["propensity"])
    land = landscape(sizes, p, starts=200)
    assert (land.proven, land.configurations) == (False, 200)
    assert sum(one.basin for one in land.minima) == 200
    assert land.minima[0].energy == pytest.approx(2 * war().minima[0].energy)
    assert land == landscape(sizes, p, starts=200)


# Hostile input


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("USE650", lambda: landscape([1, 2], [[0, 1], [2, 0]])),
        ("USE650", lambda: landscape([1, 2], [[0, 1]])),
        ("USE650", lambda: landscape([1, 2], [[0, float("nan")], [float("nan"), 0]])),
        ("USE650", lambda: landscape([1, 2], "no")),
        ("USE650", lambda: landscape([1, 2], [[0, "1"], ["1", 0]])),
        ("USE650", lambda: landscape([1, 2], [[0, 1], [1, 0]], fields=[[1, 2]])),
        ("USE651", lambda: landscape([1, 2], [[0, 1], [1, 3]])),
        ("USE652", lambda: landscape([1, 0], [[0, 1], [1, 0]])),
        ("USE652", lambda: landscape([1, -2], [[0, 1], [1, 0]])),
        ("USE652", lambda: landscape([1, float("inf")], [[0, 1], [1, 0]])),
        ("USE652", lambda: landscape([1, True], [[0, 1], [1, 0]])),
        ("USE652", lambda: landscape(None, [[0]])),
        ("USE652", lambda: landscape([1e300, 1e300], [[0, 1], [1, 0]])),
        ("USE656", lambda: landscape([1] * 1001, [])),
        ("USE653", lambda: landscape([1, 2], [[0, 1], [1, 0]], pinned=[[0], [0]])),
        ("USE653", lambda: landscape([1, 2], [[0, 1], [1, 0]], pinned=[[2]])),
        ("USE653", lambda: landscape([1, 2], [[0, 1], [1, 0]], pinned=[[0], [1], []])),
        ("USE653", lambda: landscape([1, 2], [[0, 1], [1, 0]], blocs=1)),
        ("USE653", lambda: settle(Question.of([1], [[0]]), [2], 1)),
        ("USE653", lambda: landscape([1], [[0]]).pulls(landscape([1], [[0]]).minima[0], 1)),
        ("USE653", lambda: Question.of([1, 2], [[0, 1], [1, 0]]).labels([[0], [0]])),
        ("USE655", lambda: landscape([], [])),
        ("USE656", lambda: chain(Question.of([1] * 13, np.zeros((13, 13))))),
        ("USE652", lambda: chain(Question.of([1], [[0]]), -1.0)),
        ("USE612", lambda: landscape([1], [[0]], starts=0)),
        ("USE613", lambda: landscape([1], [[0]], seed=-1)),
        ("USE616", lambda: landscape([1], [[0]], starts=1.5)),
    ],
)  # fmt: skip
def test_impossible_questions_are_refused_with_a_code(code: str, call: Any) -> None:
    with pytest.raises(UsageError) as refused:
        call()
    assert refused.value.code == code
    assert code in EXPLANATIONS


def test_an_asymmetric_pair_is_named() -> None:
    with pytest.raises(UsageError, match="states 0 and 2 differ: 1.0 one way, -1.0 the other"):
        landscape([1, 1, 1], [[0, 0, 1], [0, 0, 0], [-1, 0, 0]])


def test_a_disconnected_network_one_state_and_all_pinned_are_legal() -> None:
    assert landscape([1, 1, 1], np.zeros((3, 3))).configurations == 4
    assert presidium.landscape([1], [[0]]).minima[0].camps == ((0,), ())
    for blocs in (2, 3):
        pinned = landscape([1, 1], [[0, 1], [1, 0]], blocs=blocs, pinned=[[0], [1]])
        assert [(one.energy, one.basin) for one in pinned.minima] == [(2.0, 1)]
        assert pinned.margins(pinned.minima[0]) == ()


def test_what_the_caller_gives_is_never_changed() -> None:
    sizes, p = random_case(1, 5)
    before = copy.deepcopy((sizes, p))
    matrix = np.array(p)
    landscape(sizes, matrix)
    landscape(sizes, p, blocs=3)
    assert (sizes, p) == before
    assert (matrix == np.array(p)).all()


@pytest.mark.parametrize("kind", [np.float32, np.float16, Decimal, Fraction], ids=lambda kind: kind.__name__)
def test_sizes_and_propensities_of_any_kind_of_number_are_those_written(kind: Any) -> None:
    """0.1 and 0.3 for one camp against 0.4 for the other: no draw either way."""
    sizes = ["1", "0.1", "0.3", "0.4"]
    matrix = [["0", "1", "1", "-1"], ["1", "0", "0", "0"], ["1", "0", "0", "0"], ["-1", "0", "0", "0"]]
    written = Question.of(
        [float(size) for size in sizes], [[float(value) for value in row] for row in matrix]
    )
    assert Question.of(list(map(kind, sizes)), [list(map(kind, row)) for row in matrix]) == written


@pytest.mark.parametrize(
    "bad", [10**400, Fraction(10**400), Decimal("1e400"), Decimal("sNaN"), Decimal("Infinity")]
)
def test_numbers_beyond_all_floats_are_refused(bad: Any) -> None:
    for call in (
        lambda: landscape([1, bad], [[0, 1], [1, 0]]),
        lambda: landscape([1, 1], [[0, bad], [bad, 0]]),
    ):
        with pytest.raises(UsageError) as refused:
            call()
        assert refused.value.code in ("USE650", "USE652")
