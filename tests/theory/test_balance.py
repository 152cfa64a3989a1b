"""Structural balance: published indices, laws, an oracle that tries every division, and hostile input."""

import copy
import csv
import gzip
import itertools
import os
from collections import defaultdict
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
from presidium.theory.balance import Census, Network, census, frustration
from presidium.theory.balance.bound import Cover

WINDOWS = list(
    csv.DictReader(Path(__file__).with_name("frustration_of_windows.csv").read_text("utf-8").splitlines())
)

signed = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([1, -1])).filter(lambda e: e[0] < e[1]),
    min_size=1,
    max_size=20,
    unique_by=lambda e: e[:2],
)


def public(name: str) -> Path:
    folder = os.environ.get("PRESIDIUM_DATA")
    if not folder or not (path := Path(folder) / "alignment" / name).exists():
        pytest.skip(f"PRESIDIUM_DATA names no folder with alignment/{name}")
    return path


def by_definition(edges: Any, blocs: int = 2) -> int:
    names = sorted({name for a, b, _ in edges for name in (a, b)}, key=repr)
    return min(
        sum((camp[a] == camp[b]) != (sign > 0) for a, b, sign in edges)
        for choice in itertools.product(range(blocs), repeat=len(names) - 1)
        for camp in [dict(zip(names, (0, *choice), strict=True))]
    )


def random_edges(seed: int, members: int, share: float) -> list[tuple[int, int, int]]:
    random = np.random.default_rng(seed)
    pairs = itertools.combinations(range(members), 2)
    return [(a, b, int(random.choice([-1, 1]))) for a, b in pairs if random.random() < share]


# Published answers


def test_sixteen_highland_tribes_have_an_index_of_seven() -> None:
    """Read 1954; Aref and Wilson 2018."""
    with public("read_highland_tribes.csv").open(encoding="utf-8") as lines:
        edges = [(row["tribe1"], row["tribe2"], int(row["sign"])) for row in csv.DictReader(lines)]
    found = presidium.frustration(edges)
    assert (len(found.network.names), len(found.edges)) == (16, 58)
    assert (found.count, found.lower_bound, found.proven) == (7, 7, True)


@pytest.fixture(scope="module")
def windows() -> dict[str, list[tuple[str, str, int]]]:
    found = defaultdict(list)
    with gzip.open(public("cow_signed_windows_1946_1999.csv.gz"), "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["window"]].append((row["state1"], row["state2"], int(row["sign"])))
    return dict(found)


@pytest.mark.parametrize("row", WINDOWS, ids=lambda row: f"states of the world {row['window']}")
def test_a_window_of_world_politics_has_the_index_that_two_solvers_proved(
    row: dict[str, str], windows: dict[str, list[tuple[str, str, int]]]
) -> None:
    """Networks of Doreian and Mrvar, Journal of Social Structure 16 (2015); indices by SCIP and by HiGHS."""
    found = frustration(windows[row["window"]])
    signs = found.network.signs
    assert (len(found.network.names), len(signs), int((signs < 0).sum())) == (
        int(row["n"]),
        int(row["m"]),
        int(row["m_neg"]),
    )
    assert (found.count, found.proven) == (int(row["frustration_index_exact"]), True)
    assert len(found.frustrated) == found.count


@pytest.mark.slow
def test_fourteen_thousand_edges_get_an_answer_with_a_bound() -> None:
    """Bitcoin-Alpha: undirected, the sign of a pair's summed ratings."""
    ratings: dict[tuple[str, ...], int] = defaultdict(int)
    with gzip.open(public("bitcoin_alpha.csv.gz"), "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["source"] != row["target"]:
                ratings[tuple(sorted((row["source"], row["target"])))] += int(row["rating"])
    found = frustration(
        [(a, b, 1 if total > 0 else -1) for (a, b), total in ratings.items() if total], seconds=240
    )
    assert (len(found.network.names), len(found.edges)) == (3780, 14_081)
    assert int((found.network.signs < 0).sum()) == 1312
    assert 0 < found.lower_bound <= found.count == len(found.frustrated)
    assert found.count - found.lower_bound <= 20


def test_the_triple_alliance_and_the_entente_are_without_contradiction() -> None:
    """By hand: six powers, friends within each of the two alliances and enemies across."""
    allies = [("DE", "AT"), ("DE", "IT"), ("AT", "IT"), ("GB", "FR"), ("GB", "RU"), ("FR", "RU")]
    enemies = [("DE", "FR"), ("DE", "GB"), ("AT", "RU"), ("AT", "GB"), ("DE", "RU"), ("IT", "FR")]
    found = frustration([(*pair, 1) for pair in allies] + [(*pair, -1) for pair in enemies])
    assert {frozenset(camp) for camp in found.camps} == {
        frozenset(("DE", "AT", "IT")),
        frozenset(("GB", "FR", "RU")),
    }
    assert (found.count, found.balance, found.census.balanced) == (0, 1.0, 1.0)


# Independent oracles


@given(signed)
@settings(max_examples=60)
def test_two_camps_are_as_good_as_any_division(edges: list[tuple[int, int, int]]) -> None:
    found = frustration(edges)
    assert found.proven
    assert found.count == by_definition(edges) == len(found.frustrated)


@given(signed)
@settings(max_examples=25)
def test_three_camps_are_as_good_as_any_division(edges: list[tuple[int, int, int]]) -> None:
    found = frustration(edges, blocs=3)
    assert found.proven
    assert found.count == by_definition(edges, 3) == len(found.frustrated)


@pytest.mark.parametrize(("members", "blocs"), [(13, 2), (14, 2), (9, 3), (8, 4)])
def test_dense_networks_that_need_an_integer_program_are_proven(members: int, blocs: int) -> None:
    edges = random_edges(members, members, 1.0)
    found = frustration(edges, blocs=blocs)
    assert found.proven
    assert found.count == by_definition(edges, blocs)


@given(signed, st.integers(2, 3))
@settings(max_examples=30)
def test_a_bound_is_never_above_the_index_however_little_time_there_was(edges: Any, blocs: int) -> None:
    network = Network.of(edges)
    cover = Cover(network, blocs, np.zeros(len(network.names), np.int64))
    cover.raise_to(len(edges), 0.0)
    assert cover.bound <= by_definition(edges, blocs)


@pytest.mark.parametrize("blocs", [2, 3])
def test_every_cycle_of_the_bound_is_a_contradiction(blocs: int) -> None:
    """Closed, each edge once; an odd number of enmities for two camps, a single one for more."""
    network = Network.of(random_edges(5, 40, 0.12))
    cover = Cover(network, blocs, np.zeros(len(network.names), np.int64))
    cover.raise_to(len(network.edges), float("inf"))
    assert cover.finished
    assert any(len(cycle) > 3 for cycle in cover.cycles)
    for cycle in cover.cycles:
        enmities = int((network.signs[list(cycle)] < 0).sum())
        assert len(set(cycle)) == len(cycle)
        assert (np.bincount(network.ends[list(cycle)].ravel()) % 2 == 0).all()
        assert enmities % 2 == 1 if blocs == 2 else enmities == 1


@given(signed)
@settings(max_examples=30)
def test_triangles_are_counted_as_by_hand(edges: list[tuple[int, int, int]]) -> None:
    sign = {frozenset((a, b)): s for a, b, s in edges}
    counts = [0, 0, 0, 0]
    for three in itertools.combinations(range(8), 3):
        sides = [sign.get(frozenset(pair)) for pair in itertools.combinations(three, 2)]
        if None not in sides:
            counts[sides.count(-1)] += 1
    assert census(Network.of(edges)) == Census(*counts)


@given(signed)
@settings(max_examples=30)
def test_blocks_part_the_edges_and_hang_together_without_any_one_member(edges: Any) -> None:
    network = Network.of(edges)
    blocks = network.blocks()
    assert sorted(e for block in blocks for e in block.tolist()) == list(range(len(edges)))
    for one, other in itertools.combinations(blocks, 2):
        assert len(np.intersect1d(network.ends[one], network.ends[other])) <= 1
    for block in blocks:
        for gone in np.unique(network.ends[block]).tolist() if len(block) > 1 else []:
            kept = [set(pair) for pair in network.ends[block].tolist() if gone not in pair]
            whole = set(kept.pop())
            while near := [pair for pair in kept if pair & whole]:
                whole |= set().union(*near)
                kept = [pair for pair in kept if pair not in near]
            assert not kept


# Laws


@given(signed, st.sets(st.integers(0, 7)))
@settings(max_examples=30)
def test_whoever_turns_all_his_signs_round_changes_no_index(edges: Any, turned: set[int]) -> None:
    switched = [(a, b, -s if (a in turned) != (b in turned) else s) for a, b, s in edges]
    assert frustration(switched).count == frustration(edges).count


@given(signed, st.permutations(range(8)), st.randoms(use_true_random=False), st.integers(2, 3))
@settings(max_examples=30)
def test_names_and_the_order_of_edges_do_not_matter(edges: Any, names: Any, random: Any, blocs: int) -> None:
    renamed = [(f"n{names[b]}", f"n{names[a]}", s) for a, b, s in edges]
    random.shuffle(renamed)
    assert frustration(renamed, blocs=blocs).count == frustration(edges, blocs=blocs).count


@given(signed, signed)
@settings(max_examples=20)
def test_networks_side_by_side_or_joined_in_one_member_add_up(edges: Any, others: Any) -> None:
    apart = [(("x", a), ("x", b), s) for a, b, s in others]
    least = min(name for pair in others for name in pair[:2])
    joined = [
        tuple(edges[0][0] if name == ("x", least) else name for name in edge[:2]) + edge[2:] for edge in apart
    ]
    wanted = frustration(edges).count + frustration(others).count
    assert frustration([*edges, *apart]).count == wanted
    both = frustration([*edges, *joined])
    assert (both.count, both.proven) == (wanted, True)


@given(signed)
@settings(max_examples=20)
def test_more_camps_never_frustrate_more_and_half_of_the_edges_is_the_most(edges: Any) -> None:
    two, three = frustration(edges), frustration(edges, blocs=3)
    assert three.count <= two.count <= len(edges) / 2
    assert sum(row["frustrated"] for row in two.rows()) == 2 * two.count


def test_without_time_there_is_an_answer_that_claims_no_proof() -> None:
    edges = random_edges(3, 60, 1.0)
    found = frustration(edges, seconds=0.0)
    assert not found.proven
    assert 0 < found.lower_bound < found.count == len(found.frustrated)


# Hostile input


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("USE651", lambda: frustration([("a", "a", 1)])),
        ("USE654", lambda: frustration([("a", "b", 0)])),
        ("USE654", lambda: frustration([("a", "b", "+")])),
        ("USE654", lambda: frustration([("a", "b", True)])),
        ("USE654", lambda: frustration([("a", "b")])),
        ("USE654", lambda: frustration([([], "b", 1)])),
        ("USE654", lambda: frustration([7])),
        ("USE654", lambda: frustration("ab")),
        ("USE654", lambda: frustration(None)),
        ("USE654", lambda: frustration([("a", "b", 1), ("b", "a", -1)])),
        ("USE655", lambda: frustration([])),
        ("USE653", lambda: frustration([("a", "b", 1)], blocs=1)),
        ("USE616", lambda: frustration([("a", "b", 1)], blocs=2.5)),
        ("USE613", lambda: frustration([("a", "b", 1)], seed=-1)),
        ("USE652", lambda: frustration([("a", "b", 1)], seconds=-1)),
    ],
)
def test_impossible_questions_are_refused_with_a_code(code: str, call: Any) -> None:
    with pytest.raises(UsageError) as refused:
        call()
    assert refused.value.code == code
    assert code in EXPLANATIONS


def test_a_pair_given_twice_counts_once_and_a_disconnected_network_is_legal() -> None:
    found = frustration([("a", "b", 1), ("b", "a", 1.0), (1, 2, np.int64(-1))])
    assert (len(found.edges), found.count, found.proven) == (2, 0, True)


def test_the_edges_of_the_caller_are_never_changed() -> None:
    edges = [["a", "b", 1], ["b", "c", 1], ["a", "c", -1]]
    before = copy.deepcopy(edges)
    assert frustration(edges).count == 1
    assert edges == before


@pytest.mark.parametrize(
    "kind", [int, float, np.int8, np.float32, Decimal, Fraction], ids=lambda kind: kind.__name__
)
def test_a_sign_may_be_any_kind_of_number(kind: Any) -> None:
    edges = [("a", "b", kind(1)), ("b", "c", kind(1)), ("a", "c", kind(-1))]
    assert frustration(edges).count == 1
