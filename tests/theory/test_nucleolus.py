"""The nucleolus: published divisions, symmetry, and Kohlberg's criterion as an independent judge."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from presidium.theory.power import voting_power
from presidium.theory.power.equations import nonnegative, null_space, solved
from presidium.theory.power.nucleolus import nucleolus
from presidium.theory.voting import Game, Weighted, all_of, any_of, weighted, wins

# Peleg: in a constant-sum game whose minimal winning coalitions all weigh the quota, the nucleolus is the
# weights, brought to a sum of 1.
HOMOGENEOUS = [
    ((1, 1, 1), 2),
    ((2, 1, 1, 1), 3),
    ((3, 1, 1, 1, 1), 4),
    ((2, 2, 1, 1, 1), 4),
    ((3, 2, 2, 1, 1), 5),
    ((4, 3, 3, 1, 1, 1), 7),
    ((5, 1, 1, 1, 1, 1, 1), 6),
    ((1,) * 13, 7),
]


@pytest.mark.parametrize(
    ("weights", "quota"), HOMOGENEOUS, ids=lambda given: f"Peleg 1968, homogeneous: {given}"
)
def test_a_homogeneous_representation_is_the_nucleolus(weights: tuple[int, ...], quota: int) -> None:
    assert 2 * quota == sum(weights) + 1
    game = weighted(weights, quota)
    light = [sum(weights[i] for i in group) for group in minimal(game)]
    assert set(light) == {quota}, "the case is not homogeneous"
    assert nucleolus(game) == tuple(Fraction(weight, sum(weights)) for weight in weights)


def minimal(game: Game) -> list[tuple[int, ...]]:
    groups = itertools.chain.from_iterable(
        itertools.combinations(range(game.people), size) for size in range(game.people + 1)
    )
    return [g for g in groups if wins(game, g) and not any(wins(game, set(g) - {i}) for i in g)]


def test_those_with_a_veto_share_everything() -> None:
    power = voting_power([7] * 5 + [1] * 10, 39)
    assert power.nucleolus == (Fraction(1, 5),) * 5 + (Fraction(0),) * 10


def test_an_improper_game_is_divided_without_regard_to_who_wins_alone() -> None:
    # {0} wins, and so does {1, 2}: the greatest complaint of both together is least where they get half each.
    assert nucleolus(weighted([2, 1, 1], 2)) == (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    assert nucleolus(weighted([50, 49, 1], 1)) == (Fraction(1, 3),) * 3


def is_balanced(groups: list[frozenset[int]], people: int) -> bool:
    """Whether some weights above 0 on all the groups give each person the same sum."""
    if not groups:
        return True
    table = np.array([[float(i in group) for group in groups] + [-1.0] for i in range(people)])
    bounds = [(1.0, None)] * len(groups) + [(None, None)]
    return bool(
        linprog(np.zeros(len(groups) + 1), A_eq=table, b_eq=np.zeros(people), bounds=bounds).status == 0
    )


@st.composite
def games(draw: st.DrawFn) -> Game:
    people = draw(st.integers(2, 7))

    def one() -> Weighted:
        weights = draw(st.lists(st.integers(0, 6), min_size=people, max_size=people).filter(any))
        return Weighted(tuple(weights), draw(st.integers(1, sum(weights))))

    make = draw(st.sampled_from([all_of, any_of, lambda first, _: first]))
    made: Game = make(one(), one())
    return made


@settings(max_examples=50)
@given(games())
def test_those_who_complain_most_are_balanced_at_every_level(game: Game) -> None:
    """Kohlberg 1971: the division is the prenucleolus exactly if they are."""
    division = nucleolus(game)
    people = range(game.people)
    assert sum(division) == 1
    assert min(division) >= 0
    groups = [frozenset(g) for size in people for g in itertools.combinations(people, size) if g]
    complaints = {g: wins(game, g) - sum(division[i] for i in g) for g in groups}
    for level in sorted(set(complaints.values()), reverse=True):
        assert is_balanced([g for g in groups if complaints[g] >= level], game.people)


def test_the_judge_rejects_a_division_that_is_no_nucleolus() -> None:
    # [2; 1, 1, 1] divided (1, 0, 0): only {1, 2} complains most, and nobody can balance it.
    assert not is_balanced([frozenset({1, 2})], 3)
    assert is_balanced([frozenset({0, 1}), frozenset({0, 2}), frozenset({1, 2})], 3)


# In each of these the prices that the linear program gives are those of no basis.
DEGENERATE = [
    ([3, 6, 5, 9, 2, 5, 6, 5, 3], 24),
    ([8, 4, 3, 2, 6, 1, 7, 2, 6, 9], 28),
    ([5, 8, 3, 2, 5, 5, 1, 5, 7], 25),
]


@pytest.mark.parametrize(("weights", "quota"), DEGENERATE)
def test_prices_are_found_as_fractions_where_many_coalitions_are_tied(weights: list[int], quota: int) -> None:
    division = nucleolus(weighted(weights, quota))
    assert sum(division) == 1
    pairs = itertools.combinations(range(len(weights)), 2)
    assert all(division[i] == division[j] for i, j in pairs if weights[i] == weights[j])


@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=5, max_size=5), min_size=1, max_size=4),
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
)
def test_a_solution_without_negative_numbers_is_found_where_there_is_one(
    rows: list[list[int]], amounts: list[int]
) -> None:
    exact = [[Fraction(entry) for entry in row] for row in rows]
    wanted = [Fraction(amount) for amount in amounts[: len(rows)]]
    there_is_one = linprog(np.zeros(5), A_eq=rows, b_eq=amounts[: len(rows)]).status == 0
    try:
        found = nonnegative(exact, wanted)
    except ArithmeticError:
        assert not there_is_one
    else:
        assert there_is_one
        assert min(found) >= 0
        assert sum(number > 0 for number in found) <= len(rows)
        assert [sum(a * x for a, x in zip(row, found, strict=True)) for row in exact] == wanted


@pytest.mark.slow
def test_fifteen_people_of_different_weight() -> None:
    weights = [97, 89, 83, 79, 73, 71, 67, 61, 59, 53, 47, 43, 41, 37, 31]
    division = voting_power(weights, sum(weights) // 2 + 1).nucleolus
    assert sum(division) == 1
    assert list(division) == sorted(division, reverse=True)


@given(st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_orthogonal_to_the_rows_is_found_in_full(rows: list[list[int]]) -> None:
    found = null_space([[Fraction(entry) for entry in row] for row in rows])
    assert all(sum(a * b for a, b in zip(row, v, strict=True)) == 0 for row in rows for v in found)
    assert len(found) == 3 - np.linalg.matrix_rank(np.array(rows))


def test_equations_that_contradict_each_other_have_no_solution() -> None:
    with pytest.raises(ArithmeticError, match="contradict"):
        solved([[Fraction(1)], [Fraction(1)]], [Fraction(1), Fraction(2)])
