"""Crises: published equilibria, laws of choice, all roots against other methods, what is refused."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from presidium.errors import EXPLANATIONS, UsageError
from presidium.theory.contest import normal_cdf
from presidium.theory.crisis import (
    AudienceGame,
    Chance,
    Decision,
    Ending,
    Tree,
    audience_equilibria,
    brinkmanship_cost_rate,
    concession_rate,
    critical_risk,
    disaster_chance,
    first_of,
    logit_equilibria,
    mean_duration,
    quantal_response,
)
from presidium.theory.crisis.audience import stand_or_back_down
from presidium.theory.crisis.chicken import OCTOBER_US, OCTOBER_USSR
from presidium.theory.crisis.ends import (
    ENDS,
    WAR,
    blame_of_challenger,
    challenger_answer,
    crisis_ends,
    defender_resists,
    drawn_end,
)

share = st.floats(0.0, 1.0)
utils = st.floats(-5.0, 5.0)


def logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


# --- trees -------------------------------------------------------------------------------------------------

OCTOBER = Decision(
    "US",
    {
        "accept": Ending({"US": -2, "USSR": 2}),
        "blockade": Decision(
            "USSR",
            {
                "withdraw": Ending({"US": 1, "USSR": 0}),
                "run": Decision(
                    "US",
                    {
                        "back down": Ending({"US": -3, "USSR": 3}),
                        "strike": Ending({"US": -5, "USSR": -6}),
                    },
                ),
            },
        ),
    },
)

SIGNORINO = "Signorino, APSR 93 (1999), the structure; figures by backward recursion and by pygambit 17.0.0b2"


@pytest.mark.parametrize(
    ("precision", "blockade", "run", "strike"),
    [
        (0.5, 0.550405, 0.571938, 0.268941),
        (1.0, 0.331844, 0.872936, 0.119203),
        (2.0, 0.114621, 0.996585, 0.017986),
        (4.0, 0.017941, 0.999994, 0.000335),
    ],
    ids=lambda value: SIGNORINO if value == 0.5 else None,
)
def test_two_stage_deterrence_as_published(
    precision: float, blockade: float, run: float, strike: float
) -> None:
    answer = quantal_response(OCTOBER, precision)
    found = (
        answer.chance("blockade"),
        answer.chance("blockade", "run"),
        answer.chance("blockade", "run", "strike"),
    )
    assert found == pytest.approx((blockade, run, strike), abs=5e-7)


def test_the_ends_of_a_tree_come_in_the_order_of_writing() -> None:
    answer = quantal_response(OCTOBER, 1.0)
    assert list(answer.endings) == [
        ("accept",),
        ("blockade", "withdraw"),
        ("blockade", "run", "back down"),
        ("blockade", "run", "strike"),
    ]
    assert list(answer.choices) == [(), ("blockade",), ("blockade", "run")]
    strikes = answer.chance("blockade") * answer.chance("blockade", "run")
    strikes *= answer.chance("blockade", "run", "strike")
    assert answer.endings["blockade", "run", "strike"] == pytest.approx(strikes)


@given(utils, utils, utils, utils, utils)
def test_the_strategic_logit_of_deterrence_in_closed_form(
    u11: float, u13: float, u14: float, u24: float, quiet: float
) -> None:
    """Signorino 1999: p4 = L(u24), p2 = L(p4 u14 + (1 - p4) u13 - u11)."""
    tree = Decision(
        "1",
        {
            "status quo": Ending({"1": u11, "2": quiet}),
            "challenge": Decision(
                "2",
                {"give in": Ending({"1": u13, "2": 0.0}), "fight": Ending({"1": u14, "2": u24})},
            ),
        },
    )
    answer = quantal_response(tree, 1.0)
    p4 = logistic(u24)
    p2 = logistic(p4 * u14 + (1 - p4) * u13 - u11)
    assert list(answer.endings.values()) == pytest.approx([1 - p2, p2 * (1 - p4), p2 * p4])


PLAYERS = ("A", "B", "C")
endings = st.tuples(utils, utils, utils).map(lambda u: Ending(dict(zip(PLAYERS, u, strict=True))))


def _nodes(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    actions = st.lists(below, min_size=1, max_size=3).map(lambda t: {f"m{i}": x for i, x in enumerate(t)})
    decisions = st.builds(Decision, st.sampled_from(PLAYERS), actions)
    chances = st.builds(lambda p, x, y: Chance({"e0": (p, x), "e1": (1.0 - p, y)}), share, below, below)
    return st.one_of(decisions, chances)


trees = st.recursive(endings, _nodes, max_leaves=10)


@given(trees, st.floats(0.0, 50.0))
def test_chances_sum_to_one_and_the_value_is_what_the_ends_pay(tree: Tree, precision: float) -> None:
    answer = quantal_response(tree, precision)
    assert sum(answer.endings.values()) == pytest.approx(1.0)
    for chosen in answer.choices.values():
        assert sum(chosen.values()) == pytest.approx(1.0)
    for player in PLAYERS:
        paid = sum(p * answer.values[path][player] for path, p in answer.endings.items())
        assert answer.values[()][player] == pytest.approx(paid, abs=1e-9)


@given(trees, st.floats(0.0, 20.0))
def test_every_choice_is_a_logit_of_what_it_leads_to(tree: Tree, precision: float) -> None:
    """A fixed point, checked place by place and not by recursion."""
    answer = quantal_response(tree, precision)

    def decider(node: Any, path: tuple[str, ...]) -> str:
        for step in path:
            node = node.actions[step] if isinstance(node, Decision) else node.events[step][1]
        return str(node.player)

    for path, chosen in answer.choices.items():
        player = decider(tree, path)
        for a, b in itertools.combinations(chosen, 2):
            gain = answer.values[(*path, a)][player] - answer.values[(*path, b)][player]
            if min(chosen[a], chosen[b]) > 1e-250:
                assert math.log(chosen[a] / chosen[b]) == pytest.approx(precision * gain, abs=1e-6)


def _perfect(node: Any) -> dict[str, float]:
    """Subgame-perfect payoffs, by plain backward induction."""
    if isinstance(node, Ending):
        return dict(node.payoffs)
    if isinstance(node, Chance):
        below = [(p, _perfect(tree)) for p, tree in node.events.values()]
        return {player: sum(p * values[player] for p, values in below) for player in PLAYERS}
    return max((_perfect(tree) for tree in node.actions.values()), key=lambda v: v[node.player])


@given(st.permutations(range(8)), st.permutations(range(8)), share)
def test_with_great_precision_play_is_subgame_perfect(a: list[int], b: list[int], storm: float) -> None:
    ends = [Ending({"A": x, "B": y, "C": 0}) for x, y in zip(a, b, strict=True)]
    low = [Decision("B", {"l": ends[k], "r": ends[k + 1]}) for k in (0, 2, 4)]
    tree = Decision(
        "A",
        {"x": low[0], "y": low[1], "z": Chance({"storm": (storm, low[2]), "calm": (1 - storm, ends[6])})},
    )
    values = quantal_response(tree, 1e9).values[()]
    best = _perfect(tree)
    # Where chance makes two actions equal, A may take either; his own payoff is the same.
    assert values["A"] == pytest.approx(best["A"], abs=1e-6)


@given(trees)
def test_without_precision_everybody_tosses_coins(tree: Tree) -> None:
    for chosen in quantal_response(tree, 0.0).choices.values():
        assert set(chosen.values()) == {1 / len(chosen)}


@given(utils, utils, st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_the_better_action_is_taken_more_often_with_more_precision(
    u: float, v: float, first: float, second: float
) -> None:
    tree = Decision("A", {"good": Ending({"A": max(u, v)}), "bad": Ending({"A": min(u, v)})})
    low, high = sorted((first, second))
    assert 0.5 <= quantal_response(tree, low).chance("good") <= quantal_response(tree, high).chance("good")


@given(utils, utils, share)
def test_a_chance_that_is_certain_is_no_chance(u: float, v: float, p: float) -> None:
    end = Ending({"A": u, "B": v})
    certain = Chance({"this": (1.0, end), "never": (0.0, Ending({"A": 5, "B": 5}))})
    assert quantal_response(certain, p).values[()] == {"A": u, "B": v}


def test_payoffs_of_any_size_do_not_overflow() -> None:
    tree = Decision("A", {"a": Ending({"A": 1e100}), "b": Ending({"A": -1e100})})
    assert quantal_response(tree, 1e100).chance("a") == 1.0
    assert quantal_response(tree, 0.0).chance("a") == 0.5


# --- the crisis of the engine ------------------------------------------------------------------------------

DEFAULTS = {
    "crisis_gain": 2.0,
    "crisis_stake": 3.0,
    "crisis_withdrawal_cost": 1.25,
    "crisis_war_cost": 8.0,
    "crisis_local_odds": 0.6,
    "crisis_settlement_share": 0.35,
    "crisis_precision": 1.0,
    "accident": 0.02,
}

parameters = st.fixed_dictionaries(
    {
        "crisis_gain": st.floats(1.0, 3.0),
        "crisis_stake": st.floats(2.0, 4.0),
        "crisis_withdrawal_cost": st.floats(1.0, 3.0),
        "crisis_war_cost": st.floats(5.0, 12.0),
        "crisis_local_odds": st.floats(0.0, 1.0),
        "crisis_settlement_share": st.floats(0.0, 1.0),
        "crisis_precision": st.floats(0.0, 5.0),
        "accident": share,
    }
)


def ends_of(given_values: dict[str, float]) -> tuple[float, ...]:
    return crisis_ends(*(given_values[name] for name in DEFAULTS))


def as_tree(p: dict[str, float]) -> Decision:
    """The tree of the model, written out for the general evaluator."""

    def end(defender: float, challenger: float) -> Ending:
        return Ending({"D": defender, "C": challenger})

    gain, stake, a, w, m, s = [p[name] for name in DEFAULTS][:6]
    war = end(m * stake - w, (1 - m) * gain - w)
    answer = Decision(
        "C",
        {"withdraw": end(0.0, -a), "settle": end(-s * stake, s * gain - a / 2), "stand": war},
    )
    resisted = Chance({"accident": (p["accident"], war), "order": (1 - p["accident"], answer)})
    return Decision("D", {"concede": end(-stake, gain), "resist": resisted})


@given(parameters)
def test_the_kernel_of_the_engine_solves_the_same_tree_as_the_general_evaluator(p: dict[str, float]) -> None:
    solved = quantal_response(as_tree(p), p["crisis_precision"]).endings
    concession, accident, withdrawal, settlement, stood = solved.values()
    assert ends_of(p) == pytest.approx((concession, withdrawal, settlement, accident + stood), abs=1e-12)


@given(parameters)
def test_a_crisis_ends_in_one_of_four_ways(p: dict[str, float]) -> None:
    ends = ends_of(p)
    assert sum(ends) == pytest.approx(1.0)
    assert min(ends) >= 0.0
    resists = 1.0 - ends[0]
    assert ends[WAR] >= resists * p["accident"] - 1e-12


@given(parameters, st.floats(0.0, 5.0))
def test_who_has_more_at_stake_concedes_less(p: dict[str, float], more: float) -> None:
    """Holds where the defender keeps some of it in a settlement and in war."""
    assert ends_of({**p, "crisis_stake": p["crisis_stake"] + more})[0] <= ends_of(p)[0] + 1e-12


@given(parameters, st.floats(0.0, 5.0))
def test_a_costlier_war_is_stood_for_less_often(p: dict[str, float], more: float) -> None:
    def stands(cost: float) -> float:
        return challenger_answer(
            p["crisis_gain"],
            p["crisis_withdrawal_cost"],
            cost,
            p["crisis_local_odds"],
            p["crisis_settlement_share"],
            p["crisis_precision"],
        )[2]

    assert stands(p["crisis_war_cost"] + more) <= stands(p["crisis_war_cost"]) + 1e-12


@given(share, share)
def test_the_risk_of_an_accident_makes_the_defender_yield(first: float, second: float) -> None:
    low, high = sorted((first, second))
    resisting = [defender_resists(0.8, 0.0, 3.0, 8.0, 0.6, 0.35, 1.0, risk) for risk in (low, high)]
    assert resisting[1] <= resisting[0]


def test_a_crisis_by_hand() -> None:
    """m .6: withdraw -1.25, settle .7 - .625, stand .8 - 8; then resist against conceding 3."""
    weights = [math.exp(-1.25), math.exp(0.075), math.exp(-7.2)]
    withdraw, settle, stand = (weight / sum(weights) for weight in weights)
    war = 0.02 + 0.98 * stand
    resist = logistic(war * (1.8 - 8.0) + 0.98 * settle * -1.05 + 3.0)
    expected = (1 - resist, resist * 0.98 * withdraw, resist * 0.98 * settle, resist * war)
    assert ends_of(DEFAULTS) == pytest.approx(expected)
    assert ends_of(DEFAULTS) == pytest.approx((0.1130, 0.1824, 0.6863, 0.0182), abs=5e-5)


def test_ends_are_drawn_with_their_chances() -> None:
    ends = ends_of(DEFAULTS)
    n = 20_000
    drawn = [drawn_end(*ends[:3], (k + 0.5) / n) for k in range(n)]
    assert [drawn.count(k) / n for k in range(len(ENDS))] == pytest.approx(list(ends), abs=1e-4)
    assert [blame_of_challenger(k) for k in range(len(ENDS))] == [0.0, 1.0, 0.5, 0.0]


# --- audience costs ----------------------------------------------------------------------------------------

SIGINT = "Lewis and Schultz 2003, parameters of sigInt's documentation"


@pytest.mark.parametrize(
    ("challenger_war", "defender_war", "published"),
    [
        (
            -1.9,
            -2.9,
            [(0.99479, 0.2511, 0.3097), (0.37987, 0.59472, 0.24156), (0.20545, 0.81332, 0.20876)],
        ),
        (-1.8, -2.45, [(0.85068, 0.3627, 0.32271)]),
    ],
    ids=[f"{SIGINT}: three equilibria", f"{SIGINT}: one"],
)
def test_all_equilibria_with_audience_costs_as_published(
    challenger_war: float, defender_war: float, published: list[tuple[float, ...]]
) -> None:
    found = audience_equilibria(AudienceGame(0, 1, 0, 1, challenger_war, defender_war, -1.2))
    assert len(found) == len(published)
    for equilibrium, figures in zip(found, published, strict=True):
        chances = (equilibrium.challenge, equilibrium.resist, equilibrium.firm)
        assert chances == pytest.approx(figures, abs=6e-6)


def _published_form(game: AudienceGame, p_r: float) -> tuple[float, float, float]:
    """p_C, p_F and the best p_R against p_r as the article writes them, with scipy's bivariate normal."""
    phi = stats.norm.cdf
    c = (game.status_quo - (1 - p_r) * game.prize) / p_r
    p_c = 1 - phi(c - game.challenger_war) * phi(c - game.backing_down)
    rho = 1 / math.sqrt(2)
    both = stats.multivariate_normal(cov=[[1, rho], [rho, 1]]).cdf(
        [(game.challenger_war - game.backing_down) * rho, game.challenger_war - c]
    )
    p_f = both / p_c
    worth = game.defender_war * p_f + game.keeping * (1 - p_f) - game.conceding
    return p_c, p_f, phi(worth / p_f)


GAMES = [
    AudienceGame(0, 1, 0, 1, -1.9, -2.9, -1.2),
    AudienceGame(0, 1, 0, 1, -1.8, -2.45, -1.2),
    AudienceGame(0, 2, -1, 1, -1.0, -1.5, -2.0),
    AudienceGame(0.5, 1, 0, 0.5, 0.2, 0.1, -0.3),
    AudienceGame(0, 3, 0, 2, -1.0, -4.0, 0.5),
]


@pytest.mark.parametrize("game", GAMES, ids=str)
def test_equilibria_solve_the_equations_of_the_article(game: AudienceGame) -> None:
    for found in audience_equilibria(game):
        p_c, p_f, p_r = _published_form(game, found.resist)
        assert (found.challenge, found.firm, found.resist) == pytest.approx((p_c, p_f, p_r), abs=1e-6)
        assert sum(found.ends().values()) == pytest.approx(1.0)


@pytest.mark.parametrize("game", GAMES, ids=str)
def test_a_scan_with_another_solver_finds_no_other_equilibria(game: AudienceGame) -> None:
    def gap(p_r: float) -> float:
        return _published_form(game, p_r)[2] - p_r

    grid = np.linspace(0.002, 0.999, 150)
    signs = [gap(p) > 0 for p in grid.tolist()]
    roots = [
        optimize.brentq(gap, grid[k], grid[k + 1]) for k in range(len(grid) - 1) if signs[k] != signs[k + 1]
    ]
    inside = [e.resist for e in audience_equilibria(game) if 0.002 < e.resist < 0.999]
    assert inside == pytest.approx(roots, abs=1e-5)


@given(st.floats(-20.0, 20.0), st.floats(-8.0, 8.0), st.floats(-8.0, 8.0))
def test_the_chances_of_the_challenger_agree_with_quadrature(c: float, w: float, a: float) -> None:
    challenge, firm = stand_or_back_down(c, w, a)
    from_below = max(c, w - 12.0)
    stands, _ = integrate.quad(
        lambda x: stats.norm._pdf(x - w) * normal_cdf(x - a),
        from_below,
        max(from_below, w, a) + 12.0,
        points=sorted({min(max(p, from_below), max(from_below, w, a) + 12.0) for p in (w, a, (w + a) / 2)}),
        epsabs=1e-14,
        limit=200,
    )
    assert challenge == pytest.approx(1.0 - normal_cdf(c - w) * normal_cdf(c - a), abs=1e-12)
    assert firm * challenge == pytest.approx(stands, abs=1e-10)
    assert 0.0 <= firm <= 1.0


@settings(max_examples=40)
@given(
    st.floats(-4.0, 1.0), st.floats(-4.0, 1.0), st.floats(-3.0, 1.0), st.floats(0.1, 4.0), st.floats(0.1, 4.0)
)
def test_there_is_always_an_equilibrium_and_their_number_is_odd(
    war_a: float, war_b: float, down: float, prize: float, keeping: float
) -> None:
    found = audience_equilibria(AudienceGame(0, prize, 0, keeping, war_a, war_b, down))
    assert len(found) % 2 == 1
    assert [e.resist for e in found] == sorted(e.resist for e in found)


def test_a_pair_of_equilibria_is_born_where_the_gap_touches_zero() -> None:
    """From one to three as the defender's war gets worse: the counts go up in steps of two and the newborn
    pair is close."""
    counts = []
    closest = math.inf
    for war in np.linspace(-2.6, -2.9, 31).tolist():
        found = audience_equilibria(AudienceGame(0, 1, 0, 1, -1.9, war, -1.2))
        counts.append(len(found))
        chances = [e.resist for e in found]
        closest = min([closest, *(b - a for a, b in itertools.pairwise(chances))])
    assert set(counts) == {1, 3}
    assert closest < 0.05


@pytest.mark.parametrize(
    "game",
    [
        AudienceGame(-20, 20, -20, 20, -20, -20, 20),
        AudienceGame(-20, 20, -20, 20, 20, 20, -20),
        AudienceGame(0, 1e-6, 0, 1e-6, 0, 0, 0),
        AudienceGame(19.9, 20, 19.9, 20, -20, 20, -20),
    ],
    ids=str,
)
def test_games_at_the_edge_are_solved_too(game: AudienceGame) -> None:
    found = audience_equilibria(game)
    assert found
    for equilibrium in found:
        assert all(0.0 <= p <= 1.0 for p in equilibrium.ends().values())


# --- chicken -----------------------------------------------------------------------------------------------

FORK = "chicken of October 1962: the branch forks at lambda = 2"


@pytest.mark.parametrize(
    ("precision", "count"),
    [(0.0, 1), (0.5, 1), (1.0, 1), (1.9999, 1), (2.0, 1), (2.000001, 3), (2.0001, 3), (4.0, 3), (1e6, 3)],
    ids=lambda value: FORK if value == 2.0 else None,
)
def test_chicken_forks_at_two(precision: float, count: int) -> None:
    found = logit_equilibria(OCTOBER_US, OCTOBER_USSR, precision)
    assert len(found) == count
    assert any((e.row, e.column) == pytest.approx((0.5, 0.5), abs=1e-6) for e in found)


def test_near_the_fork_the_branches_leave_as_the_square_root() -> None:
    """p = L(2 lambda (1/2 - q)): with z the distance in log odds, z = lambda tanh(z / 2), z^2 = 6 eps."""
    eps = 1e-6
    found = logit_equilibria(OCTOBER_US, OCTOBER_USSR, 2.0 * (1.0 + eps))
    z = math.log(found[2].row / (1.0 - found[2].row))
    assert z == pytest.approx(math.sqrt(12.0 * eps), rel=1e-3)


@pytest.mark.parametrize(
    "nash", [((0.0, 1.0)), ((0.5, 0.5)), ((1.0, 0.0))], ids=["US strikes", "mixed", "USSR maintains"]
)
def test_with_great_precision_the_three_are_the_nash_equilibria(nash: tuple[float, float]) -> None:
    found = logit_equilibria(OCTOBER_US, OCTOBER_USSR, 400.0)
    assert any((e.row, e.column) == pytest.approx(nash, abs=1e-9) for e in found)


table = st.tuples(st.tuples(utils, utils), st.tuples(utils, utils))


@given(table, table, st.floats(0.0, 6.0))
def test_no_equilibrium_of_two_by_two_is_missed(row: Any, column: Any, precision: float) -> None:
    found = logit_equilibria(row, column, precision)
    assert 1 <= len(found) <= 3
    for e in found:
        q = e.column
        first = q * row[0][0] + (1 - q) * row[0][1]
        second = q * row[1][0] + (1 - q) * row[1][1]
        assert e.row == pytest.approx(logistic(precision * (first - second)), abs=1e-9)

    def gap(p: Any) -> Any:
        b = p * (column[0][0] - column[0][1]) + (1 - p) * (column[1][0] - column[1][1])
        q = 1 / (1 + np.exp(-precision * b))
        a = q * (row[0][0] - row[1][0]) + (1 - q) * (row[0][1] - row[1][1])
        return 1 / (1 + np.exp(-precision * a)) - p

    grid = np.linspace(0.0, 1.0, 4001)
    signs = gap(grid) > 0
    for k in np.flatnonzero(signs[1:] != signs[:-1]).tolist():
        assert any(grid[k] - 1e-9 <= e.row <= grid[k + 1] + 1e-9 for e in found)


# --- holding out -------------------------------------------------------------------------------------------


def test_attrition_in_closed_form() -> None:
    """Value 3, cost 2 a unit of time: hazard 2/3 each, mean 3/4, and nobody gains by it."""
    rate = concession_rate(3.0, 2.0)
    assert rate == pytest.approx(2 / 3)
    assert mean_duration(rate, rate) == pytest.approx(0.75)
    # Holding out until t pays the prize if the other concedes before, and costs the time either way.
    for t in (0.1, 1.0, 5.0):
        won, _ = integrate.quad(lambda s: rate * math.exp(-rate * s) * (3.0 - 2.0 * s), 0.0, t)
        assert won - math.exp(-rate * t) * 2.0 * t == pytest.approx(0.0, abs=1e-9)


def test_attrition_between_unequals_is_lost_by_who_wants_it_more() -> None:
    """Each concedes at the rate that keeps the OTHER indifferent."""
    eager, idle = concession_rate(1.0, 1.0), concession_rate(4.0, 1.0)  # the prize is 4 to the eager one
    assert first_of(eager, idle) == pytest.approx(0.8)


@given(st.floats(0.1, 50.0), st.floats(0.0, 50.0), st.floats(0.001, 10.0), st.floats(0.001, 10.0))
def test_disaster_does_not_depend_on_the_risk_a_day(v: float, d: float, r: float, s: float) -> None:
    assert disaster_chance(v, d, r) == pytest.approx(disaster_chance(v, d, s))
    assert disaster_chance(v, d, r) == pytest.approx(v / (v + 2 * d))


@given(st.floats(0.1, 50.0), st.floats(0.0, 50.0), st.floats(0.001, 10.0), st.floats(0.0, 10.0))
def test_disaster_is_the_part_of_the_risk_in_all_hazards(v: float, d: float, r: float, c: float) -> None:
    rate = concession_rate(v, brinkmanship_cost_rate(c, r, d))
    assert disaster_chance(v, d, r, c) == pytest.approx(first_of(r, rate, rate))
    by_time, _ = integrate.quad(lambda t: r * math.exp(-t), 0.0, 60.0)  # in units of the sum of all hazards
    assert disaster_chance(v, d, r, c) == pytest.approx(by_time / (r + 2 * rate), rel=1e-6)


@given(st.floats(0.01, 10.0), st.floats(0.01, 10.0), share)
def test_critical_risk_is_the_point_of_indifference(won: float, lost: float, between: float) -> None:
    conceding = -lost + between * (won + lost)
    k = critical_risk(won, min(conceding, won), -lost)
    assert (1 - k) * won + k * -lost == pytest.approx(conceding, abs=1e-9)
    assert 0.0 <= k <= 1.0


# --- what is refused ---------------------------------------------------------------------------------------


def _loop() -> Decision:
    actions: dict[str, Any] = {"end": Ending({"US": 0})}
    node = Decision("US", actions)
    actions["again"] = Decision("US", {"back": node})
    return node


def _deep(moves: int) -> Tree:
    node: Tree = Ending({"US": 0})
    for _ in range(moves):
        node = Decision("US", {"on": node})
    return node


def _wide(layers: int) -> Tree:
    node: Tree = Ending({"US": 0})
    for _ in range(layers):
        node = Decision("US", {"a": node, "b": node})
    return node


US = Ending({"US": 0})


@pytest.mark.parametrize(
    ("tree", "precision", "code"),
    [
        (_loop(), 1.0, "USE660"),
        (_deep(201), 1.0, "USE660"),
        (_deep(5000), 1.0, "USE660"),
        (_wide(17), 1.0, "USE660"),
        (Decision("US", {}), 1.0, "USE660"),
        (Decision("US", {"a": Chance({})}), 1.0, "USE660"),
        (Decision("US", [US]), 1.0, "USE660"),  # type: ignore[arg-type]
        (Decision("USSR", {"a": US, "b": US}), 1.0, "USE660"),
        (Decision(None, {"a": US}), 1.0, "USE660"),  # type: ignore[arg-type]
        (Decision(["US"], {"a": US}), 1.0, "USE660"),  # type: ignore[arg-type]
        (Decision("US", {1: US}), 1.0, "USE660"),  # type: ignore[dict-item]
        (Decision("US", {"a": 3.0}), 1.0, "USE660"),  # type: ignore[dict-item]
        (Chance({"a": US}), 1.0, "USE660"),  # type: ignore[dict-item]
        (None, 1.0, "USE660"),
        (Ending({}), 1.0, "USE661"),
        (Ending({7: 1.0}), 1.0, "USE661"),  # type: ignore[dict-item]
        (Ending([1.0, 2.0]), 1.0, "USE661"),  # type: ignore[arg-type]
        (Decision("US", {"a": US, "b": Ending({"US": 0, "USSR": 1})}), 1.0, "USE661"),
        (Ending({"US": math.inf}), 1.0, "USE661"),
        (Ending({"US": math.nan}), 1.0, "USE661"),
        (Ending({"US": True}), 1.0, "USE661"),
        (Ending({"US": "1"}), 1.0, "USE661"),  # type: ignore[dict-item]
        (Ending({"US": 10**400}), 1.0, "USE661"),
        (US, -1.0, "USE662"),
        (US, math.inf, "USE662"),
        (US, math.nan, "USE662"),
        (US, None, "USE662"),
        (Chance({"a": (0.5, US)}), 1.0, "USE663"),
        (Chance({"a": (1.5, US), "b": (-0.5, US)}), 1.0, "USE663"),
        (Chance({"a": (math.nan, US)}), 1.0, "USE663"),
        (Chance({"a": ("1", US)}), 1.0, "USE663"),  # type: ignore[dict-item]
    ],
)
def test_what_is_no_tree_is_refused(tree: Any, precision: Any, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        quantal_response(tree, precision)
    assert refused.value.code == code
    assert code in EXPLANATIONS


def test_a_tree_may_use_a_part_twice_and_be_two_hundred_moves_deep() -> None:
    shared = Decision("US", {"a": US, "b": Ending({"US": 1})})
    assert len(quantal_response(Decision("US", {"x": shared, "y": shared}), 1.0).endings) == 4
    assert len(quantal_response(_deep(200), 1.0).endings) == 1


@pytest.mark.parametrize("path", [(), ("invade",), ("accept", "what"), ("blockade", "strike")])
def test_what_nobody_can_choose_has_no_chance(path: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="USE665"):
        quantal_response(OCTOBER, 1.0).chance(*path)


@pytest.mark.parametrize(
    "payoffs", [None, (), ((1, 2), (3,)), ((1, 2), (3, math.nan)), (1, 2), ((1, 2, 3), (1, 2, 3)), "ab"]
)
def test_two_by_two_payoffs_are_four_numbers(payoffs: Any) -> None:
    with pytest.raises(UsageError, match="USE661"):
        logit_equilibria(payoffs, OCTOBER_USSR, 1.0)
    with pytest.raises(UsageError, match="USE661"):
        logit_equilibria(OCTOBER_US, payoffs, 1.0)


@pytest.mark.parametrize(
    "game",
    [
        AudienceGame(1, 1, 0, 1, 0, 0, 0),
        AudienceGame(0, 1, 1, 0, 0, 0, 0),
        AudienceGame(0, 1, 0, 1, -21, 0, 0),
        AudienceGame(0, 1, 0, 1, 0, math.nan, 0),
        AudienceGame(0, 1, 0, 1, 0, 0, "0"),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_a_crisis_without_a_quarrel_is_refused(game: AudienceGame) -> None:
    with pytest.raises(UsageError, match="USE664"):
        audience_equilibria(game)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (concession_rate, (0.0, 1.0)),
        (concession_rate, (1.0, -1.0)),
        (mean_duration, (0.0, 0.0)),
        (mean_duration, ()),
        (first_of, (-1.0, 2.0)),
        (disaster_chance, (0.0, 1.0, 1.0)),
        (disaster_chance, (1.0, 1.0, 0.0)),
        (brinkmanship_cost_rate, (1.0, math.inf, 1.0)),
        (critical_risk, (0.0, 1.0, -1.0)),
        (critical_risk, (1.0, 1.0, 1.0)),
    ],
)
def test_a_parameter_out_of_range_is_refused(function: Any, arguments: tuple[float, ...]) -> None:
    with pytest.raises(UsageError, match="USE664"):
        function(*arguments)
