"""Voting games: definitions against enumeration, laws, recorded votes, and input that is refused."""

import itertools
import math
import pickle
from collections.abc import Callable, Collection
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.errors import UsageError
from presidium.theory.listing import blocking, minimal_winning, truth
from presidium.theory.motion import passes
from presidium.theory.power import voting_power
from presidium.theory.switching import critical, switches
from presidium.theory.voting import (
    AllOf,
    AnyOf,
    Game,
    Weighted,
    after,
    all_of,
    any_of,
    asked,
    body,
    dictator,
    dual,
    rules,
    veto_players,
    weighted,
    wins,
)


@st.composite
def simple_games(draw: st.DrawFn, most: int = 6) -> Game:
    """A weighted game, or a compound of up to three, nested at most once."""
    people = draw(st.integers(1, most))

    def one() -> Game:
        weights = draw(st.lists(st.integers(0, 7), min_size=people, max_size=people))
        return Weighted(tuple(weights), draw(st.integers(1, sum(weights) + 1)))

    shape = draw(st.sampled_from(["weighted", "all", "any", "any of all", "all of any"]))
    match shape:
        case "all":
            return all_of(one(), one())
        case "any":
            return any_of(one(), one(), one())
        case "any of all":
            return any_of(one(), all_of(one(), one()))
        case "all of any":
            return all_of(any_of(one(), one()), one())
    return one()


def groups(people: int) -> list[tuple[int, ...]]:
    return [g for size in range(people + 1) for g in itertools.combinations(range(people), size)]


@given(simple_games())
def test_whoever_joins_a_winning_coalition_leaves_it_winning(game: Game) -> None:
    for group in groups(game.people):
        if wins(game, group):
            assert all(wins(game, {*group, i}) for i in range(game.people))


@given(simple_games())
def test_a_group_blocks_where_the_others_cannot_win_without_it(game: Game) -> None:
    everybody = set(range(game.people))
    for group in groups(game.people):
        assert wins(dual(game), group) is not wins(game, everybody - set(group))
    assert dual(dual(game)) == game


@given(simple_games())
def test_the_table_of_all_coalitions_says_who_wins(game: Game) -> None:
    table = truth(game)
    for group in groups(game.people):
        assert bool(table[sum(1 << i for i in group)]) is wins(game, group)


@given(simple_games())
def test_minimal_coalitions_lose_by_any_departure_and_are_all_listed(game: Game) -> None:
    def smallest(good: Callable[[Collection[int]], bool]) -> list[tuple[int, ...]]:
        return [g for g in groups(game.people) if good(g) and not any(good(set(g) - {i}) for i in g)]

    everybody = set(range(game.people))
    assert list(minimal_winning(game)) == smallest(lambda g: wins(game, g))
    assert list(blocking(game)) == smallest(lambda g: not wins(game, everybody - set(g)))


@given(simple_games())
def test_vetoes_and_dictators_as_defined(game: Game) -> None:
    won = [set(g) for g in groups(game.people) if wins(game, g)]
    everybody = range(game.people)
    assert veto_players(game) == tuple(i for i in everybody if won and all(i in g for g in won))
    deciding = [i for i in everybody if all(wins(game, g) is (i in g) for g in groups(game.people))]
    assert dictator(game) == (deciding[0] if deciding else None)


@given(simple_games(), st.data())
def test_what_is_left_after_some_have_voted_is_the_same_vote(game: Game, data: st.DataObject) -> None:
    yes = data.draw(st.sets(st.integers(0, game.people - 1)))
    others = [i for i in range(game.people) if i not in yes]
    rest = after(game, yes)
    for group in groups(len(others)):
        assert rest.won_by(group) is wins(game, {*yes, *(others[i] for i in group)})


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any),
    st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), 0.6]),
    st.booleans(),
    st.sampled_from([0, Fraction(1, 2), 2 / 3]),
    st.data(),
)
def test_a_body_passes_what_the_engine_says_it_passes(
    weights: list[int], share: Any, strict: bool, quorum: Any, data: st.DataObject
) -> None:
    """The kernel reckons with floats and the weight cast, the game with fractions and the present."""
    absent = data.draw(st.sets(st.integers(0, len(weights) - 1)))
    game = body(weights, share, strict, quorum, absent=absent)
    present = [i for i in range(len(weights)) if i not in absent]
    for group in groups(len(present)):
        yes = [present[k] for k in group]
        no = [i for i in present if i not in yes]
        # The kernel compares floats: keep it away from its last bit.
        slack = 1e-9 if strict else -1e-9
        carried = passes(
            float(sum(weights[i] for i in yes)),
            float(sum(weights[i] for i in no)),
            float(sum(weights)),
            float(share) + slack,
            strict,
            float(quorum) - 1e-9,
        )
        assert wins(game, yes) is carried
        assert wins(game, {*yes, *absent}) is carried


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any), st.data())
def test_a_veto_is_part_of_the_weights(weights: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    vetoes = data.draw(st.sets(st.integers(0, len(weights) - 1)))
    plain, folded = weighted(weights, quota), weighted(weights, quota, vetoes=vetoes)
    for group in groups(len(weights)):
        assert wins(folded, group) is (wins(plain, group) and vetoes <= set(group))


def test_the_absent_neither_help_nor_veto() -> None:
    game = weighted([3, 2, 2], 4, vetoes=[0], absent=[0])
    assert wins(game, [1, 2])
    assert not wins(game, [0, 1])


def test_without_a_quorum_there_is_no_winning_coalition_and_no_veto() -> None:
    game = body([1] * 11, quorum=Fraction(2, 3), absent=range(4), vetoes=[10])
    assert not wins(game, range(11))
    assert minimal_winning(game) == ()
    assert blocking(game) == ((),)
    assert veto_players(game) == ()
    assert dictator(game) is None
    assert wins(body([1] * 11, quorum=Fraction(2, 3), absent=range(3)), range(3, 8))


def test_floats_count_by_their_shortest_decimal() -> None:
    # Added up as floats, ten tenths fall short of one.
    tenths = [0.1] * 10
    total = 0.0
    for tenth in tenths:
        total += tenth
    assert total < 1.0
    assert weighted([*tenths, 5], 1.0) == Weighted((*[1] * 10, 50), 10)
    assert weighted([1e-300, 1e300], 1e300).quota == weighted([1e-300, 1e300], 1e300).weights[1]


@given(st.lists(st.integers(0, 999), min_size=1, max_size=8).filter(any), st.integers(-12, 12), st.data())
def test_a_game_is_the_same_in_whole_numbers_in_decimals_and_in_narrow_floats(
    weights: list[int], places: int, data: st.DataObject
) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    game = weighted(weights, quota)
    exact = [Decimal(weight).scaleb(places) for weight in weights]
    assert weighted(exact, Decimal(quota).scaleb(places)) == game
    assert weighted([float(weight) for weight in exact], float(Decimal(quota).scaleb(places))) == game
    narrow = [np.float32(weight) for weight in exact]
    assert weighted(narrow, Fraction(quota) * Fraction(10) ** places) == game


def test_a_float_share_is_the_fraction_meant() -> None:
    assert body([1] * 9, 2 / 3, strict=True) == body([1] * 9, Fraction(2, 3), strict=True)
    assert body([1] * 10, 0.1, strict=False).quota == 1
    assert body([1] * 9, np.float32(2) / np.float32(3)) == body([1] * 9, Fraction(2, 3))
    # What is given exactly is meant exactly.
    nearly = Fraction(2, 3) - Fraction(1, 10**20)
    assert (
        body([1] * 9, nearly, strict=True).quota == body([1] * 9, Decimal("0.6666"), strict=True).quota == 6
    )
    assert body([1] * 9, Fraction(2, 3), strict=True).quota == 7


def test_equal_games_are_equal_in_any_unit_and_the_list_stays_as_it_was() -> None:
    weights = [10, 20, 30]
    game = weighted(weights, 35)
    assert weights == [10, 20, 30]
    same = [np.array([10.0, 20.0, 30.0]), (np.int64(10), np.float32(20), 30), [Fraction(w) for w in weights]]
    assert all(weighted(each, 35) == game == Weighted((1, 2, 3), 4) for each in same)


def test_a_game_already_made_is_asked_as_it_is() -> None:
    game = all_of(weighted([1, 1], 1), any_of(weighted([1, 0], 1), weighted([0, 1], 1)))
    assert asked(game, None, (), ()) is game
    assert [rule.weights for rule in rules(game)] == [(1, 1), (1, 0), (0, 1)]


def nested(deep: int) -> Game:
    """Rules within rules."""
    game: Game = weighted([1, 1], 1)
    for _ in range(deep):
        game = all_of(game)
    return game


def doubled(times: int) -> Game:
    """A game that holds itself twice, and so on."""
    game: Game = weighted([1, 1], 1)
    for _ in range(times):
        game = any_of(game, game)
    return game


def test_a_hundred_rules_within_each_other_are_answered() -> None:
    deep = nested(100)
    assert minimal_winning(deep) == minimal_winning(weighted([1, 1], 1)) == ((0,), (1,))
    assert [str(share) for share in voting_power(deep).banzhaf] == ["1/2", "1/2"]
    assert hash(deep) == hash(nested(100))
    assert pickle.loads(pickle.dumps(deep)) == deep


# The vote of June 1957: seven full members for the removal, four against, a majority of eleven.
JUNE_1957 = body([1] * 11)


def test_two_of_seven_had_to_change_sides_in_june_1957() -> None:
    found = switches(JUNE_1957, range(7))
    assert (found.passed, found.size, found.count, found.complete) == (True, 2, 21, True)
    assert found.groups == tuple(itertools.combinations(range(7), 2))
    assert critical(JUNE_1957, range(7)) == ()


def test_a_vote_that_nothing_can_turn() -> None:
    found = switches(body([1, 1, 1], quorum=1, absent=[0]), [1, 2])
    assert (found.passed, found.size, found.count, found.groups, found.complete) == (False, 0, 0, (), True)


def test_the_listing_may_be_cut_short_and_says_so() -> None:
    found = switches(body([1] * 200), range(120), most=5)
    assert (found.size, found.count, len(found.groups), found.complete) == (20, math.comb(120, 20), 5, False)
    game = body([1] * 200)
    assert all(not wins(game, set(range(120)) - set(group)) for group in found.groups)


@given(simple_games(), st.data())
def test_the_smallest_groups_that_turn_a_vote_by_trying_all(game: Game, data: st.DataObject) -> None:
    yes = data.draw(st.sets(st.integers(0, game.people - 1)))
    passed = wins(game, yes)
    turning = [g for g in groups(game.people) if wins(game, yes ^ set(g)) is not passed]
    # A no to a motion that failed helps nobody, nor a yes to one that passed.
    least = [g for g in turning if len(g) == len(turning[0])] if turning else []
    found = switches(game, yes)
    assert found.groups == tuple(least)
    assert (found.passed, found.count) == (passed, len(least))
    assert critical(game, yes) == tuple(i for i in range(game.people) if wins(game, yes ^ {i}) is not passed)


BAD = [
    ("USE633", lambda: weighted([], 1)),
    ("USE633", lambda: weighted("11", 1)),
    ("USE633", lambda: weighted(5, 1)),  # type: ignore[arg-type]
    ("USE633", lambda: weighted(np.array(5), 1)),
    ("USE633", lambda: weighted({1, 2}, 1)),
    ("USE633", lambda: weighted([1, None], 1)),
    ("USE633", lambda: weighted([1, "2"], 1)),
    ("USE633", lambda: weighted([1, True], 1)),
    ("USE633", lambda: weighted([1, np.True_], 1)),
    ("USE633", lambda: weighted([1, 2j], 1)),
    ("USE633", lambda: weighted([1, -1], 1)),
    ("USE633", lambda: weighted([1, math.nan], 1)),
    ("USE633", lambda: weighted([1, math.inf], 1)),
    ("USE633", lambda: weighted([1, np.float32("nan")], 1)),
    ("USE633", lambda: all_of()),
    ("USE633", lambda: any_of(weighted([1], 1), weighted([1, 1], 1))),
    ("USE633", lambda: all_of([1, 1])),  # type: ignore[arg-type]
    ("USE634", lambda: weighted([1, 1], 0)),
    ("USE634", lambda: weighted([1, 1], -1)),
    ("USE634", lambda: weighted([1, 1], 3)),
    ("USE634", lambda: weighted([0, 0], 1)),
    ("USE634", lambda: weighted([1, 1], math.nan)),
    ("USE634", lambda: weighted([1, 1], None)),
    ("USE634", lambda: weighted([1, 1], True)),
    ("USE634", lambda: body([1, 1], share=1)),
    ("USE634", lambda: body([1, 1], share=0, strict=False)),
    ("USE634", lambda: body([1, 1], share=1.5)),
    ("USE634", lambda: body([1, 1], quorum=-1)),
    ("USE634", lambda: asked(weighted([1, 1], 1), 1, (), ())),
    ("USE635", lambda: weighted([1, 1], 1, vetoes=[2])),
    ("USE635", lambda: weighted([1, 1], 1, absent=[-1])),
    ("USE635", lambda: wins(weighted([1, 1], 1), [0, 0])),
    ("USE635", lambda: wins(weighted([1, 1], 1), [0.0])),  # type: ignore[list-item]
    ("USE635", lambda: wins(weighted([1, 1], 1), [True])),
    ("USE635", lambda: wins(weighted([1, 1], 1), 1)),  # type: ignore[arg-type]
    ("USE635", lambda: wins(weighted([1, 1], 1), "0")),  # type: ignore[arg-type]
    ("USE635", lambda: critical(weighted([1, 1], 1), [[0]])),  # type: ignore[list-item]
    ("USE635", lambda: switches(weighted([1, 1], 1), [5])),
    ("USE636", lambda: minimal_winning(weighted([1] * 25, 13))),
    ("USE633", lambda: AllOf(())),
    ("USE633", lambda: AnyOf(())),
    ("USE633", lambda: AllOf((weighted([1], 1), weighted([1, 1], 1)))),
    ("USE633", lambda: AnyOf((1, 2))),  # type: ignore[arg-type]
    ("USE633", lambda: AllOf([weighted([1], 1)])),  # type: ignore[arg-type]
    ("USE633", lambda: Weighted((0.5, 1), 1)),  # type: ignore[arg-type]
    ("USE633", lambda: Weighted((-1, 1), 1)),
    ("USE633", lambda: Weighted(("1",), 1)),  # type: ignore[arg-type]
    ("USE633", lambda: Weighted(3, 1)),  # type: ignore[arg-type]
    ("USE633", lambda: Weighted((1, 1), 1.0)),  # type: ignore[arg-type]
    ("USE633", lambda: asked(Weighted((), 0), None, (), ())),
    ("USE633", lambda: wins(None, [0])),  # type: ignore[arg-type]
    ("USE633", lambda: veto_players([1, 2])),  # type: ignore[arg-type]
    ("USE633", lambda: blocking("game")),  # type: ignore[arg-type]
    ("USE633", lambda: switches(3, [0])),  # type: ignore[arg-type]
    ("USE636", lambda: nested(1500)),
    ("USE636", lambda: doubled(40)),
]


@pytest.mark.parametrize(("code", "call"), BAD)
def test_what_is_no_game_is_refused_with_a_remedy(code: str, call: Any) -> None:
    with pytest.raises(UsageError) as refused:
        call()
    assert refused.value.code == code
    assert refused.value.remedy
