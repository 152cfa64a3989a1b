"""Power indices: published games, laws, and all coalitions and orders counted one by one."""

import csv
import itertools
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import comb, factorial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presidium
from presidium.errors import UsageError
from presidium.theory.power import VotingPower, voting_power
from presidium.theory.power.counting import counted
from presidium.theory.power.swings import dummies
from presidium.theory.power.walk import walked
from presidium.theory.voting import Game, Weighted, all_of, any_of, body, dual, weighted, wins

HERE = Path(__file__).parent
CASES = json.loads((HERE / "voting_power_cases.json").read_text(encoding="utf-8"))

SHARED_OUT = ("shapley_shubik", "banzhaf", "johnston", "deegan_packel", "holler_packel", "nucleolus")
INDICES = (*SHARED_OUT[:-1], "banzhaf_absolute", "coleman_prevent", "coleman_initiate", "satisfaction")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['source']}")
def test_published_games_come_out_exactly(case: dict[str, Any]) -> None:
    weights = list(case["weights"])
    power = voting_power(weights, case["quota"])
    for name, told in case["answers"].items():
        numbers = told.split() if isinstance(told, str) else [told]
        expected = tuple(Fraction(number) for number in numbers)
        found = getattr(power, name)
        assert (found if isinstance(found, tuple) else (found,)) == expected, name
    assert weights == case["weights"]


def test_the_electoral_college_of_1996_to_the_last_digit_published() -> None:
    with (HERE / "electoral_college_1996.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    votes = [int(row["votes"]) for row in rows for _ in range(int(row["states"]))]
    power = voting_power(votes, 270)
    assert sum(votes) == 538
    for row in rows:
        person = votes.index(int(row["votes"]))
        assert float(power.shapley_shubik[person]) == pytest.approx(float(row["shapley_shubik"]), abs=1e-12)
        assert float(power.banzhaf_absolute[person]) == pytest.approx(
            float(row["banzhaf_absolute"]), abs=1e-12
        )


@st.composite
def games(draw: st.DrawFn, least: int = 1, most: int = 5) -> Game:
    """A weighted game or a compound of two; one in some cannot be won."""
    people = draw(st.integers(least, most))

    def one() -> Weighted:
        weights = draw(st.lists(st.integers(0, 6), min_size=people, max_size=people))
        return Weighted(tuple(weights), draw(st.integers(1, sum(weights) + 1)))

    make: Callable[..., Game] = draw(st.sampled_from([all_of, any_of, lambda first, _: first]))
    return make(one(), one())


def relabelled(game: Game, order: list[int]) -> Game:
    """The game in which person k is person order[k] of the first."""
    if isinstance(game, Weighted):
        return Weighted(tuple(game.weights[i] for i in order), game.quota)
    return type(game)(tuple(relabelled(part, order) for part in game.games))


def by_orders(game: Game, orders: list[tuple[int, ...]]) -> list[Fraction]:
    """The chance of being the one who makes the coalition win, over the orders given."""
    pivots = [0] * game.people
    for order in orders:
        for k, person in enumerate(order):
            if wins(game, order[: k + 1]):
                pivots[person] += 1
                break
    return [Fraction(count, len(orders)) for count in pivots]


def one_by_one(game: Game) -> dict[str, list[Fraction]]:
    """Every index by its definition, over all coalitions."""
    people = range(game.people)
    groups = [set(g) for size in range(game.people + 1) for g in itertools.combinations(people, size)]
    won = [g for g in groups if wins(game, g)]
    critical = [[i for i in g if not wins(game, g - {i})] for g in won]
    minimal = [g for g, out in zip(won, critical, strict=True) if len(out) == len(g)]
    swings = [sum(i in out for out in critical) for i in people]
    lost = len(groups) - len(won)

    def shares(parts: list[Fraction]) -> list[Fraction]:
        return [part / sum(parts) if sum(parts) else Fraction(0) for part in parts]

    return {
        "banzhaf": shares([Fraction(count) for count in swings]),
        "banzhaf_absolute": [Fraction(count, 2 ** (game.people - 1)) for count in swings],
        "johnston": shares(
            [sum((Fraction(1, len(out)) for out in critical if i in out), Fraction()) for i in people]
        ),
        "deegan_packel": shares(
            [sum((Fraction(1, len(g)) for g in minimal if i in g), Fraction()) for i in people]
        ),
        "holler_packel": shares([Fraction(sum(i in g for g in minimal)) for i in people]),
        "coleman_prevent": [Fraction(count, len(won)) if won else Fraction() for count in swings],
        "coleman_initiate": [Fraction(count, lost) for count in swings],
        "satisfaction": [
            Fraction(sum(wins(game, g) is (i in g) for g in groups), len(groups)) for i in people
        ],
        "coleman_act": [Fraction(len(won), len(groups))],
        "n_winning": [Fraction(len(won))],
        "n_minimal_winning": [Fraction(len(minimal))],
    }


@settings(max_examples=60)
@given(games())
def test_every_index_is_what_its_definition_says_coalition_by_coalition(game: Game) -> None:
    power = VotingPower(game)
    for name, expected in one_by_one(game).items():
        found = getattr(power, name)
        assert list(found if isinstance(found, tuple) else (found,)) == expected, name
    assert list(power.shapley_shubik) == by_orders(game, list(itertools.permutations(range(game.people))))


@settings(max_examples=60)
@given(games(most=7), st.randoms(use_true_random=False))
def test_power_does_not_depend_on_names(game: Game, chance: Any) -> None:
    order = list(range(game.people))
    chance.shuffle(order)
    power, other = VotingPower(game), VotingPower(relabelled(game, order))
    for name in (*INDICES, "nucleolus"):
        assert tuple(getattr(power, name)[i] for i in order) == getattr(other, name), name


@settings(max_examples=60)
@given(games(most=7))
def test_power_adds_up_to_one_and_a_dummy_has_none(game: Game) -> None:
    power = VotingPower(game)
    whole = 1 if power.n_winning else 0
    for name in SHARED_OUT:
        assert sum(getattr(power, name)) == whole, name
    for person in power.dummies:
        assert all(getattr(power, name)[person] == 0 for name in SHARED_OUT)
        assert power.satisfaction[person] == Fraction(1, 2)
    assert power.dummies == dummies(game)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=9).filter(any), st.data())
def test_more_weight_never_means_less_power(weights: list[int], data: st.DataObject) -> None:
    """Not so for Johnston, Deegan-Packel and Holler-Packel, whose paradoxes are known."""
    power = voting_power(weights, data.draw(st.integers(1, sum(weights))))
    order = sorted(range(len(weights)), key=lambda i: weights[i])
    for name in ("shapley_shubik", "banzhaf", "satisfaction", "coleman_prevent"):
        ranked = [getattr(power, name)[i] for i in order]
        assert ranked == sorted(ranked), name
    assert all(
        power.shapley_shubik[i] == power.shapley_shubik[j]
        for i, j in itertools.combinations(range(len(weights)), 2)
        if weights[i] == weights[j]
    )


@given(games(most=7))
def test_the_power_to_pass_is_the_power_to_block(game: Game) -> None:
    power, blocked = VotingPower(game), VotingPower(dual(game))
    assert power.shapley_shubik == blocked.shapley_shubik
    assert power.banzhaf_absolute == blocked.banzhaf_absolute
    assert power.n_winning + blocked.n_winning == 2**game.people


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(0, 5))
def test_a_dictator_has_all_power(weights: list[int], place: int) -> None:
    who = place % len(weights)
    weights[who] = sum(weights) + 1
    power = voting_power(weights, weights[who])
    assert power.dictator == who
    assert power.veto_players == (who,)
    for name in SHARED_OUT:
        assert getattr(power, name) == tuple(Fraction(i == who) for i in range(len(weights))), name


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8), st.data())
def test_counting_by_weight_and_by_state_agree_in_any_units(weights: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(-1, sum(weights) + 2))
    units = data.draw(st.lists(st.integers(0, 3), min_size=len(weights), max_size=len(weights)))
    game = Weighted(tuple(weights), quota)
    assert counted(game, units) == walked(game, units)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.data())
def test_power_does_not_depend_on_the_unit_of_weight(weights: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    power = voting_power(weights, quota)
    for unit in (7, Fraction(1, 3), 0.125, 2**70, 1.0):
        assert voting_power([weight * unit for weight in weights], quota * unit) == power


def test_the_security_council_as_a_veto_and_as_two_majorities() -> None:
    nine_of_fifteen = weighted([1] * 15, 9)
    all_five = weighted([1] * 5 + [0] * 10, 5)
    expected = voting_power([7] * 5 + [1] * 10, 39)
    both = voting_power(all_of(nine_of_fifteen, all_five))
    vetoes = voting_power([1] * 15, 9, vetoes=range(5))
    for name in (*INDICES, "n_winning", "veto_players", "nucleolus"):
        assert getattr(both, name) == getattr(expected, name) == getattr(vetoes, name), name


@settings(max_examples=30)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any), st.data())
def test_a_compound_of_one_rule_with_itself_is_that_rule(weights: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    easy = data.draw(st.integers(1, quota))
    game, looser = weighted(weights, quota), weighted(weights, easy)
    power = VotingPower(game)
    for compound in (all_of(game, game), all_of(game, looser), any_of(game, all_of(game, looser))):
        other = VotingPower(compound)
        assert (other.shapley_shubik, other.swings) == (power.shapley_shubik, power.swings)
    assert VotingPower(any_of(game, looser)).shapley_shubik == VotingPower(looser).shapley_shubik


# Council of the European Union after 1 February 2020: percent of the population of the 27, as the Council
# publishes them from Eurostat's figures; in the order AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU
# MT NL PL PT RO SK SI ES SE.
PERCENT = [
    2.0, 2.6, 1.53, 0.86, 0.2, 2.36, 1.31, 0.3, 1.24, 15.16, 18.59, 2.37, 2.17, 1.13, 13.32, 0.41, 0.63, 0.14,
    0.12, 3.96, 8.41, 2.31, 4.25, 1.21, 0.47, 10.6, 2.33,
]  # fmt: skip


def council(people: list[Any], quota: Any) -> Any:
    """Fifteen members with 65 percent of the people, or all but three members at the most."""
    each = [1] * len(people)
    return any_of(all_of(weighted(each, 15), weighted(people, quota)), weighted(each, 24))


def test_percentages_of_the_population_make_the_game_of_whole_hundredths() -> None:
    """Counted by number of members and hundredths of a percent, with no voting game in between."""
    hundredths = [round(100 * own) for own in PERCENT]
    ways = {(0, 0): 1}
    for own in hundredths:
        joined = {(size + 1, weight + own): count for (size, weight), count in ways.items()}
        ways = {key: ways.get(key, 0) + joined.get(key, 0) for key in ways.keys() | joined.keys()}
    winning = sum(
        count for (size, weight), count in ways.items() if (size >= 15 and weight >= 6500) or size >= 24
    )
    power = voting_power(council(PERCENT, 65))
    assert power.n_winning == winning == 17_723_993
    assert power.shapley_shubik == voting_power(council(hundredths, 6500)).shapley_shubik
    assert float(power.shapley_shubik[10]) == pytest.approx(0.176552, abs=1e-6)


@pytest.mark.parametrize(
    ("weights", "quota", "banzhaf"),
    [
        ([0.7, 0.1, 0.2], 0.8, "3/5 1/5 1/5"),
        ([Decimal("0.7"), Decimal("0.1"), Decimal("0.2")], Decimal("0.8"), "3/5 1/5 1/5"),
        (np.array([0.7, 0.1, 0.2], np.float32), np.float32(0.8), "3/5 1/5 1/5"),
        ([42.6, 7.4, 47.4, 0.1, 2.5], 50.0, "7/25 7/25 9/25 1/25 1/25"),
    ],
    ids=["floats", "decimals", "narrow floats", "shareholders"],
)
def test_decimals_are_counted_as_they_are_written(weights: Any, quota: Any, banzhaf: str) -> None:
    exact, needed = [Fraction(str(weight)) for weight in weights], Fraction(str(quota))
    swings = [0] * len(exact)
    for group in itertools.chain.from_iterable(
        itertools.combinations(range(len(exact)), size) for size in range(len(exact) + 1)
    ):
        for i in group:
            total = sum(exact[k] for k in group)
            swings[i] += total >= needed > total - exact[i]
    assert [str(share) for share in voting_power(weights, quota).banzhaf] == banzhaf.split()
    assert banzhaf.split() == [str(Fraction(own, sum(swings))) for own in swings]


# Treaty of Nice, 27 members: votes, and people in thousands about 2003.
NICE_VOTES = [29] * 4 + [27] * 2 + [14, 13] + [12] * 5 + [10] * 3 + [7] * 5 + [4] * 5 + [3]
# fmt: off
POPULATION = [
    82537, 59635, 59329, 57321, 41551, 38219, 21773, 16193, 11006, 10408, 10356, 10203, 10142, 8941,
    8082, 7846, 5384, 5379, 5206, 3964, 3463, 2331, 1995, 1356, 715, 448, 397,
]
# fmt: on


def test_the_triple_majority_of_nice_adds_up_and_the_votes_decide_nearly_alone() -> None:
    """The other two majorities hardly ever matter: Felsenthal and Machover, 2001, on the Treaty of Nice."""
    votes = weighted(NICE_VOTES, 255)
    triple = all_of(votes, body([1] * 27), body(POPULATION, Fraction(62, 100), strict=False))
    power, alone = voting_power(triple), voting_power(votes)
    assert sum(power.shapley_shubik) == 1
    assert 0 < alone.n_winning - power.n_winning < alone.n_winning / 1000
    assert power.banzhaf[0] > alone.banzhaf[0]  # Germany alone gains by its population


def test_two_hundred_people_exactly() -> None:
    weights = [(i * i) % 97 + 1 for i in range(200)]
    power = voting_power(weights, sum(weights) // 2 + 1)
    assert sum(power.shapley_shubik) == sum(power.banzhaf) == 1
    # A window of sums, by another road: Banzhaf of one person from the distribution of the others.
    ways = [1]
    for weight in weights[1:]:
        ways = [a + b for a, b in zip(ways + [0] * weight, [0] * weight + ways, strict=True)]
    quota = sum(weights) // 2 + 1
    assert power.swings[0] == sum(ways[quota - weights[0] : quota])


def test_equal_votes_have_equal_power_by_the_binomial() -> None:
    power = voting_power([1] * 101, 51)
    assert power.shapley_shubik == (Fraction(1, 101),) * 101
    assert power.swings == (comb(100, 50),) * 101


def test_weights_of_any_size_are_exact() -> None:
    weights = [10**40 + 7**k for k in range(20)]
    power = voting_power(weights, sum(weights) // 2 + 1)
    assert sum(power.shapley_shubik) == 1
    small = voting_power(weights[:12], sum(weights[:12]) // 2 + 1)
    assert list(small.banzhaf) == one_by_one(small.game)["banzhaf"]


def test_where_nothing_can_pass_nobody_has_power() -> None:
    power = voting_power(body([3, 2, 1], quorum=1, absent=[2]), factions=[[0, 1], [2]])
    for name in (*INDICES, "owen", "banzhaf_owen", "nucleolus"):
        expected = Fraction(1, 2) if name == "satisfaction" else Fraction(0)
        assert getattr(power, name) == (expected,) * 3, name
    assert (power.n_winning, power.n_minimal_winning, power.coleman_act) == (0, 0, 0)
    assert power.veto_players == ()
    assert power.dictator is None
    assert power.dummies == (0, 1, 2)


def test_the_only_person_decides() -> None:
    power = presidium.voting_power([0.5], 0.5)
    assert all(getattr(power, name) == (1,) for name in INDICES)
    assert power.nucleolus == (1,)
    assert power.dictator == 0


@st.composite
def games_with_factions(draw: st.DrawFn) -> tuple[Game, list[list[int]]]:
    game = draw(games())
    marks = draw(st.lists(st.integers(0, 3), min_size=game.people, max_size=game.people))
    return game, [[i for i, mark in enumerate(marks) if mark == k] for k in sorted(set(marks))]


def keeps_together(order: tuple[int, ...], factions: list[list[int]]) -> bool:
    return all(max(map(order.index, f)) - min(map(order.index, f)) == len(f) - 1 for f in factions)


@settings(max_examples=60)
@given(games_with_factions())
def test_owen_counts_the_orders_that_keep_factions_whole(question: tuple[Game, list[list[int]]]) -> None:
    game, factions = question
    power = voting_power(game, factions=factions)
    orders = [o for o in itertools.permutations(range(game.people)) if keeps_together(o, factions)]
    assert list(power.owen) == by_orders(game, orders)


@settings(max_examples=60)
@given(games_with_factions())
def test_banzhaf_owen_lets_other_factions_vote_as_one(question: tuple[Game, list[list[int]]]) -> None:
    game, factions = question
    power = voting_power(game, factions=factions)
    for own in factions:
        others = [f for f in factions if f != own]
        for person in own:
            rest = [[i] for i in own if i != person]
            swings = 0
            for joins in itertools.product([False, True], repeat=len(others) + len(rest)):
                yes = [i for group, join in zip(others + rest, joins, strict=True) if join for i in group]
                swings += wins(game, [*yes, person]) and not wins(game, yes)
            assert power.banzhaf_owen[person] == Fraction(swings, 2 ** (len(others) + len(rest)))


@settings(max_examples=60)
@given(games(most=7))
def test_one_faction_or_none_at_all_leaves_power_as_it_was(game: Game) -> None:
    alone = [[i] for i in range(game.people)]
    for factions in (alone, [list(range(game.people))]):
        power = voting_power(game, factions=factions)
        assert power.owen == power.shapley_shubik
        assert power.banzhaf_owen == power.banzhaf_absolute


def test_factions_of_a_parliament_by_hand() -> None:
    """[3; 1, 1, 1, 1, 1], {0, 1, 2} against two singles: the three decide alone, each of them equally."""
    power = voting_power([1] * 5, 3, factions=[[0, 1, 2], [3], [4]])
    third = Fraction(1, 3)
    # Of 3! * 3! orders of factions and members: the trio first (third member), second (second), last (first).
    assert power.owen == (third, third, third, 0, 0)
    assert factorial(3) * power.owen[0] == 2


def test_rows_are_plain_data() -> None:
    power = voting_power([2, 1, 1], 3)
    assert [list(row) for row in power.rows("johnston")] == [["person", "johnston"]] * 3
    assert power.rows()[0]["satisfaction"] == Fraction(7, 8)
    assert power == voting_power([4, 2, 2], 6)


BAD: list[tuple[str, Callable[[], Any]]] = [
    ("USE634", lambda: voting_power([1, 1])),
    ("USE634", lambda: voting_power(weighted([1, 1], 1), 2)),
    ("USE634", lambda: voting_power(weighted([1, 1], 1), vetoes=[0])),
    ("USE633", lambda: voting_power(Weighted((1, -1), 1))),
    ("USE633", lambda: voting_power(all_of(Weighted((), 1)))),
    ("USE635", lambda: voting_power([1, 1], 1, vetoes=None)),  # type: ignore[arg-type]
    ("USE635", lambda: voting_power(weighted([1, 1], 1), absent=None)),  # type: ignore[arg-type]
    ("USE635", lambda: voting_power([1, 1], 1, factions=[[0]])),
    ("USE635", lambda: voting_power([1, 1], 1, factions=[[0, 1], [1]])),
    ("USE635", lambda: voting_power([1, 1], 1, factions=[[0, 1], []])),
    ("USE635", lambda: voting_power([1, 1], 1, factions=[0, 1])),  # type: ignore[list-item]
    ("USE635", lambda: voting_power([1, 1], 1, factions="01")),
    ("USE635", lambda: voting_power([1, 1], 1, factions=3)),  # type: ignore[arg-type]
    ("USE635", lambda: voting_power([1, 1], 1).owen),
    ("USE636", lambda: voting_power([1] * 25, 13).johnston),
    ("USE636", lambda: voting_power([1] * 25, 13).holler_packel),
    ("USE636", lambda: voting_power([1] * 25, 13).n_minimal_winning),
    ("USE636", lambda: voting_power([1] * 16, 9).nucleolus),
    ("USE636", lambda: voting_power([10**7 + i * i for i in range(150)], 7 * 10**8).banzhaf),
]


@pytest.mark.parametrize(("code", "call"), BAD)
def test_what_cannot_be_answered_is_refused_with_a_remedy(code: str, call: Callable[[], Any]) -> None:
    with pytest.raises(UsageError) as refused:
        call()
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_diagram_that_explodes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presidium.theory.power.diagram.MOST_STATES", 1000)
    weights = [10**6 + k**5 % 65537 for k in range(24)]
    game = all_of(weighted(weights, sum(weights) // 2), weighted(weights[::-1], sum(weights) // 2))
    with pytest.raises(UsageError, match="USE636 .* more than 1000 states"):
        voting_power(game).swings  # noqa: B018 - asked for its refusal
