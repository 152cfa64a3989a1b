"""Do states lean as the model says?  Every quarter against a recursion written without the engine.

Where every number is exact, and nobody at home decides anything, shares are a closed recursion.  Engine and
oracle add up the same terms in another order, so that they agree to rounding: 1e-12 after 48 quarters.
"""

import json
import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from presidium.dates import Day
from presidium.draws import address, slot, uniform
from presidium.history.abroad import Calendar, turns_of
from presidium.history.board import Board, board_of
from presidium.history.codes import QUARREL, TURN_ACT
from presidium.history.many import Player
from presidium.judgement.relations import relations_at
from presidium.scenario.build import build
from presidium.scenario.model import Scenario

from .blocs_oracle import Array, Recursion
from .worlds import board, entry, exact_parameters, made, state, world

SEED = 1953
ROUNDING = 1e-12


def at_every_quarter(laid: Board, seed: int = SEED) -> Iterator[tuple[date, np.void]]:
    """The board of history 0 on the opening day and as every later quarter has moved."""
    first = int(laid.fixed["first_month"][0])
    months = int(laid.fixed["months"][0])
    player = Player(laid, seed)
    for t in range(months):
        if t and (first + t) % 3:
            continue
        laid.fixed["months"] = t + 1
        player.play(0, 1)
        day = laid.case.period.start if t == 0 else laid.case.period.day_of(t)
        yield day.first, player.state[0].copy()
    laid.fixed["months"] = months


def shares(laid: Board, record: np.void) -> Array:
    return record["share"][: len(laid.case.states), : len(laid.case.poles) + 1].copy()


def drawn(case: Scenario, seed: int = SEED) -> Any:
    """The draws of history 0, from which a quarrel follows exactly."""

    def draws(quarter: date, first: int, second: int) -> tuple[float, ...]:
        t = case.period.month_of(Day(quarter.year, quarter.month))
        return tuple(uniform(address(seed, 0), t, QUARREL, slot(first, second, k)) for k in range(3))

    return draws


def check(case: Scenario, seed: int = SEED) -> int:
    """Compare every quarter; return how many there are."""
    laid = board_of(case)
    expected = list(Recursion(case, drawn(case, seed)).run())
    found = [(day, shares(laid, record)) for day, record in at_every_quarter(laid, seed)]
    assert [day for day, _ in found] == [day for day, _ in expected]
    for (day, mine), (_, theirs) in zip(found, expected, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=ROUNDING, err_msg=str(day))
        sums = mine.sum(axis=1)
        exist = np.array([s.start is None or s.start.first <= day for s in case.states.values()])
        np.testing.assert_allclose(sums, exist, rtol=0, atol=ROUNDING)
        assert (mine >= 0).all()
    return len(found)


def in_the_middle(case: Scenario) -> Scenario:
    """The world of a scenario with every range at its middle, and nobody at home who decides anything."""
    tree = json.loads(json.dumps(case.tree))
    for name in ("events", "questions", "claims", "whatif", "story", "clients", "crises"):
        tree.pop(name, None)
    tree["people"] = {name: {**person, "ambition": 0} for name, person in tree["people"].items()}
    tree["rules"]["deaths"] = "recorded"
    tree["parameters"] = exact_parameters()
    for name, one in case.states.items():
        written = tree["states"][name]
        written["sizes"] = {str(year): size.middle for year, size in one.sizes.items()}
        for field in ("orthodoxy", "reach"):
            for spell, line in zip(getattr(one, field), written.get(field, ()), strict=True):
                line["value"] = spell.value.middle
    for leaning, line in zip(case.leanings, tree["leanings"], strict=True):
        line["shares"] = {pole: share.middle for pole, share in leaning.shares.items()}
    never: set[str | None] = set()
    for number in sorted(range(len(case.ledger)), key=lambda k: case.ledger[k].on.first):
        one = case.ledger[number]
        tree["ledger"][number]["size"] = one.size.middle
        if any(
            guard.happened is not None or guard.after in never
            for guard in one.guards
            if guard.quarrel is None
        ):
            never.add(one.id)
            tree["ledger"][number] = None
    tree["ledger"] = [line for line in tree["ledger"] if line is not None]
    return made(tree)


def test_the_flagship_without_chance_is_the_closed_recursion(case: Scenario) -> None:
    assert check(in_the_middle(case)) == 48


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_flagship_quarrels_as_its_draws_say(case: Scenario, seed: int) -> None:
    """The one thing left to chance is the quarrel of the poles, whose draws are addressed."""
    check(in_the_middle(case).change("parameters.quarrel-intercept", -1.8), seed)


# What a date means, one edit each, against the oracle and against a number worked out by hand.

DATES = {
    "an act on the first day of a quarter works from the next": ("1954-01-01", "1954-04-01"),
    "an act on the last day of a quarter works from the next": ("1954-03-31", "1954-04-01"),
    "an act of the opening quarter works from the next": ("1953-03-20", "1953-04-01"),
    "an act before the period works when it opens": ("1952-06-01", "1953-04-01"),
}


def moves_first(laid: Board, name: str) -> date:
    """The first quarter in which a state's shares move."""
    x = list(laid.case.states).index(name)
    days = [(day, shares(laid, record)[x]) for day, record in at_every_quarter(laid)]
    opening = days[0][1]
    return next(day for day, now in days if np.abs(now - opening).max() > ROUNDING)


def even(*names: str) -> list[dict[str, Any]]:
    """Leanings by which nothing moves a state that nobody pulls: a quarter to each pole, and to none."""
    return [
        {"state": name, "from": "1950", "shares": {"moscow": 0.25, "peking": 0.25, "west": 0.25}}
        for name in names
    ]


@pytest.mark.parametrize(("on", "works"), DATES.values(), ids=DATES)
def test_an_act_works_from_the_quarter_after_its_day(on: str, works: str) -> None:
    laid = board(states={"alb": state()}, leanings=even("alb"), ledger=[entry("usa", "alb", on, 1)])
    assert moves_first(laid, "alb").isoformat() == works


SPELLS = {
    "from the first day of a quarter": ("1954-01-01", "1954-01-01"),
    "from the second day of a quarter": ("1954-01-02", "1954-04-01"),
    "from a month": ("1954-01", "1954-01-01"),
    "from before the opening": ("1950", "1953-04-01"),
}


@pytest.mark.parametrize(("start", "works"), SPELLS.values(), ids=SPELLS)
@pytest.mark.parametrize("kind", ["reach", "orthodoxy"])
def test_a_spell_works_from_the_first_quarter_that_begins_under_it(kind: str, start: str, works: str) -> None:
    pole = {"pole": "west"} if kind == "reach" else {}
    laid = board(states={"alb": state(**{kind: [{**pole, "from": start, "value": 1}]})}, leanings=even("alb"))
    assert moves_first(laid, "alb").isoformat() == works


ENDS = {
    "a spell of reach holds on its last day": (
        {"reach": [{"pole": "west", "from": "1950", "to": "1954-01-01"}]},
        4,
    ),
    "a spell of reach that ends the day before": (
        {"reach": [{"pole": "west", "from": "1950", "to": "1953-12-31"}]},
        3,
    ),
    "the spells of a pole may stand in any order": (
        {
            "reach": [
                {"pole": "west", "from": "1954-01-01", "to": "1954-12-31"},
                {"pole": "west", "from": "1950", "to": "1953-12-31"},
            ]
        },
        7,
    ),
    "a spell within one quarter holds in none": (
        {"reach": [{"pole": "west", "from": "1954-01-02", "to": "1954-03-31"}]},
        0,
    ),
}


@pytest.mark.parametrize(("fields", "quarters"), ENDS.values(), ids=ENDS)
def test_a_spell_holds_to_its_last_day(fields: dict[str, Any], quarters: int) -> None:
    """Under reach 1 and nothing else the pole gains: counted in quarters in which its share grows."""
    for spell in fields["reach"]:
        spell["value"] = 1
    laid = board(states={"alb": state(**fields)}, leanings=even("alb"))
    west = [shares(laid, record)[3, 2] for _, record in at_every_quarter(laid)]
    assert sum(now > before + ROUNDING for before, now in zip(west, west[1:], strict=False)) == quarters


def test_no_party_rules_between_two_spells_of_orthodoxy() -> None:
    """Nor does doctrine bind the state then."""
    gap = [{"from": "1950", "to": "1953-12-31", "value": 0.5}, {"from": "1954-10-01", "value": 0.5}]
    laid = board(states={"alb": state(orthodoxy=gap)})
    ruled = [(day, int(record["leninist"][3])) for day, record in at_every_quarter(laid)]
    assert [day.isoformat() for day, rules in ruled if not rules] == [
        "1954-01-01",
        "1954-04-01",
        "1954-07-01",
    ]


def test_a_structure_ends_on_its_first_day_without_it() -> None:
    """In force to the last quarter that begins before its end; and it binds both ways."""
    pact = entry("alb", "usa", "1950", 1, "structure", until="1954-01-01")
    laid = board(states={"alb": state()}, leanings=even("alb"), ledger=[pact])
    binds = {day: record["structure"][3, 2] for day, record in at_every_quarter(laid)}
    assert (binds[date(1953, 10, 1)], binds[date(1954, 1, 1)]) == (1, 0)
    assert moves_first(laid, "alb") == date(1953, 4, 1)


def test_a_structure_of_less_than_a_quarter_binds_in_none() -> None:
    for on, until in (("1954-01-01", "1954-01-01"), ("1954-02-01", "1954-04-01")):
        laid = board(states={"alb": state()}, ledger=[entry("usa", "alb", on, 1, "structure", until=until)])
        assert not any(record["structure"].any() for _, record in at_every_quarter(laid))


def test_an_act_moves_only_whom_it_is_done_to() -> None:
    laid = board(
        states={"alb": state(), "yug": state(sizes={"1952": 0.1})},
        leanings=even("alb") + [{"state": "yug", "from": "1950", "shares": {"west": 1}}],
        ledger=[entry("alb", "yug", "1952", 2)],
    )
    assert moves_first(laid, "yug") == date(1953, 4, 1)
    x = list(laid.case.states).index("alb")
    assert all(
        np.abs(shares(laid, record)[x] - 0.25).max() < ROUNDING for _, record in at_every_quarter(laid)
    )


def test_a_state_that_nothing_moves_divides_itself_evenly_with_time() -> None:
    """By hand: x = 1/4 + (x_0 - 1/4) .9^k, as all utilities are 0."""
    laid = board(states={"alb": state()})
    for k, (_, record) in enumerate(at_every_quarter(laid)):
        mine = shares(laid, record)[3]
        expected = 0.25 + (np.array([0, 0, 0, 1]) - 0.25) * 0.9**k
        np.testing.assert_allclose(mine, expected, rtol=0, atol=ROUNDING)


def test_propensity_is_clipped_after_summing() -> None:
    """By hand: 1.5 + 1.5 - 2 = 1, not 2 - 2 = 0; the West weighs .3 of .57, and U = .3 / .57."""
    ledger = [entry("usa", "alb", "1950", size, "structure") for size in (1.5, 1.5, -2)]
    laid = board(states={"alb": state()}, ledger=ledger)
    (_, _), (_, record) = list(at_every_quarter(laid))[:2]
    odds = math.exp(0.3 / 0.57 / 0.25)
    assert shares(laid, record)[3, 2] == pytest.approx(0.1 * odds / (odds + 3), abs=ROUNDING)


def test_what_one_pole_of_a_camp_does_draws_to_both() -> None:
    """Moscow and Peking, both Leninist and bound by a pact, are one camp: p = 2 is not below theta."""
    pact = entry("ussr", "prc", "1950", 1, "structure")
    aid = entry("ussr", "alb", "1950", 1, "structure")
    for ledger, together in (
        ([pact, aid], True),
        ([entry("ussr", "prc", "1950", -2, "structure"), aid], False),
    ):
        laid = board(states={"alb": state()}, ledger=ledger)
        (_, _), (_, record) = list(at_every_quarter(laid))[:2]
        moscow, peking, west, _ = shares(laid, record)[3]
        assert moscow > west
        assert bool(abs(peking - moscow) < ROUNDING) is together


def test_sizes_are_those_of_the_last_year_before() -> None:
    laid = board(states={"alb": state(sizes={"1951": 1, "1952": 2, "1953": 3, "1955": 4})})
    known = {day.isoformat(): record["state_size"][3] for day, record in at_every_quarter(laid)}
    asked = ["1953-03-06", "1953-10-01", "1954-01-01", "1955-10-01", "1956-01-01"]
    assert [known[day] for day in asked] == [2, 2, 3, 3, 4]


def test_guards_look_at_shares_and_camps_of_the_quarter_before() -> None:
    """Entries of one quarter happen in the order of their dates, not of their lines."""
    ledger = [
        entry("usa", "alb", "1954-02-20", 1, id="late", **{"if": [{"after": "early"}]}),
        entry(
            "usa",
            "alb",
            "1954-01-10",
            1,
            id="early",
            **{"if": [{"share": "alb", "of": "west", "above": 0.3}]},
        ),
        entry(
            "usa",
            "alb",
            "1954-05-10",
            1,
            id="never",
            **{"if": [{"share": "alb", "of": "west", "above": 0.9}]},
        ),
        entry("usa", "alb", "1954-08-10", 1, id="barred", **{"if": [{"after": "never"}]}),
        entry("usa", "alb", "1950", 1, "structure", id="pact"),
        entry("usa", "alb", "1954-08-10", 1, id="bound", **{"if": [{"after": "pact"}]}),
    ]
    laid = board(states={"alb": state()}, leanings=even("alb"), ledger=ledger)
    *_, (_, record) = at_every_quarter(laid)
    months = np.array([33, 32, 26])  # from January, February and August 1954 to October 1956
    assert record["acts"][3, 2] == pytest.approx(float((0.5 ** (months / 60)).sum()), abs=ROUNDING)


def test_what_was_done_before_the_opening_waits_for_nothing() -> None:
    quarrel = [{"quarrel": ["moscow", "peking"]}]
    pact = entry("ussr", "prc", "1950", 2, "structure")
    for on, works in (("1952-05-01", True), ("1953-05-01", False)):
        laid = board(
            states={"alb": state()},
            leanings=even("alb"),
            ledger=[pact, entry("prc", "alb", on, 1, **{"if": quarrel})],
        )
        *_, (_, record) = at_every_quarter(laid)
        assert bool(record["acts"][3, 1] > 0) is works


def test_answers_count_only_where_they_are_given() -> None:
    ledger = [entry("alb", "usa", "1953-05-01", 2, "answer"), entry("usa", "alb", "1953-05-01", 2, "answer")]
    plain = world(states={"alb": state()}, leanings=even("alb"), ledger=ledger)
    assert check(made(plain)) == 16
    *_, (_, record) = at_every_quarter(board_of(made(plain)))
    assert not record["acts"].any()
    given_ = made({**plain, "rules": {**plain["rules"], "given_answers": True}})
    assert check(given_) == 16
    *_, (_, record) = at_every_quarter(board_of(given_))
    assert record["acts"][3, 2] > 0


def test_later_lines_at_home_and_of_held_parties_are_not_played() -> None:
    """They are moved by what is done, not by the record; beyond reach the record is played."""
    spells = [{"from": "1950", "to": "1954-05-01", "value": 0.75}, {"from": "1954-05-01", "value": 0.25}]
    states = {
        "ussr": {"sizes": {"1952": 0.17}, "orthodoxy": spells},
        "held": state(orthodoxy=spells, reach=[{"pole": "moscow", "from": "1950", "value": 0.5}]),
        "free": state(orthodoxy=spells, reach=[{"pole": "moscow", "from": "1950", "value": 0.49}]),
        "left": state(
            orthodoxy=spells, reach=[{"pole": "moscow", "from": "1950", "to": "1954-06-01", "value": 1}]
        ),
        "won": state(orthodoxy=spells, reach=[{"pole": "west", "from": "1950", "value": 1}]),
    }
    laid = board(states=states)
    check(laid.case)
    *_, (_, record) = at_every_quarter(laid)
    names = list(laid.case.states)
    found = {name: float(record["state_orthodoxy"][names.index(name)]) for name in states}
    assert found == {"ussr": 0.75, "held": 0.75, "free": 0.25, "left": 0.25, "won": 0.25}


# Worlds nobody thought of.

DAYS = st.builds(
    lambda year, month, day: f"{year}-{month:02d}-{day:02d}",
    st.integers(1951, 1956),
    st.integers(1, 12),
    st.sampled_from([1, 1, 2, 15, 28]),
)
EIGHTHS = st.integers(0, 8).map(lambda n: n / 8)
SIZES = st.sampled_from([-2, -1.5, -1, -0.5, -0.25, 0.25, 0.5, 1, 1.75, 2])


@st.composite
def spells(draw: st.DrawFn, **fields: Any) -> list[dict[str, Any]]:
    """Up to three spells, some open, some with a gap between them."""
    days = sorted(set(draw(st.lists(DAYS, max_size=6))))
    made_ = []
    for start, end in zip(days[::2], days[1::2], strict=False):
        made_.append({**fields, "from": start, "to": end, "value": draw(EIGHTHS)})
    if len(days) % 2:
        made_.append({**fields, "from": days[-1], "value": draw(EIGHTHS)})
    if len(made_) > 1 and draw(st.booleans()):
        made_[0]["to"] = made_[1]["from"]
    return made_


@st.composite
def some_state(draw: st.DrawFn, poles: list[str]) -> dict[str, Any]:
    years = draw(st.lists(st.integers(1950, 1956), min_size=1, max_size=3, unique=True))
    one: dict[str, Any] = {"sizes": {str(year): draw(st.integers(0, 40)) / 100 for year in years}}
    if draw(st.booleans()):
        one["orthodoxy"] = draw(spells())
    one["reach"] = [spell for pole in poles for spell in draw(spells(pole=pole))]
    if draw(st.booleans()):
        one["reach"].reverse()
    if not one.get("orthodoxy") and draw(st.booleans()):
        one["liberal"] = True
    if draw(st.integers(0, 3)) == 0:
        one["from"] = draw(DAYS)
    return one


@st.composite
def guards(draw: st.DrawFn, poles: list[str], names: list[str], entries: int) -> list[dict[str, Any]]:
    kind = draw(st.sampled_from(["none", "none", "share", "quarrel", "after"]))
    if kind == "share":
        side = draw(st.sampled_from(["above", "below"]))
        level = draw(st.sampled_from([0.1, 0.25, 0.3, 0.6]))
        return [{"share": draw(st.sampled_from(names)), "of": draw(st.sampled_from(poles)), side: level}]
    if kind == "quarrel":
        return [{"quarrel": draw(st.permutations(poles))[:2]}]
    if kind == "after" and entries:
        return [{"after": f"e{draw(st.integers(0, entries - 1))}"}]
    return []


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    poles = ["moscow", "peking", "west"][: draw(st.integers(2, 3))]
    names = [f"s{k}" for k in range(draw(st.integers(1, 4)))]
    leaders = dict(zip(poles, ["ussr", "prc", "usa"], strict=False))
    everybody = [*leaders.values(), *names]
    tree = world(period=f"{draw(st.sampled_from(['1953-01-01', '1953-03-06', '1953-11-30']))} to 1955-06-15")
    tree["poles"] = {pole: {"state": leader} for pole, leader in leaders.items()}
    tree["states"] = {leader: tree["states"][leader] for leader in leaders.values()}
    tree["states"] |= {name: draw(some_state(poles)) for name in names}
    for leader in leaders.values():
        tree["states"][leader]["sizes"] = {"1952": draw(st.integers(1, 40)) / 100}
        if not tree["states"][leader].get("liberal") and draw(st.booleans()):
            tree["states"][leader]["orthodoxy"] = draw(spells())
    tree["leanings"] = [
        {"state": name, "from": "1950", "shares": {poles[0]: draw(EIGHTHS) / 2, poles[1]: draw(EIGHTHS) / 2}}
        for name in names
        if draw(st.booleans())
    ]
    tree["ledger"] = []
    for k in range(draw(st.integers(0, 6))):
        by, toward = draw(st.permutations(everybody))[:2]
        role = draw(st.sampled_from(["structure", "act", "act", "answer"]))
        one = entry(by, toward, draw(DAYS), draw(SIZES), role, id=f"e{k}")
        if role == "structure" and draw(st.booleans()):
            one["until"] = max(draw(DAYS), one["on"])
        if role == "act":
            one["if"] = draw(guards(poles, names, k))
        tree["ledger"].append(one)
    bounds = {"choice-temperature": (20, 35), "adjustment": (6, 15), "act-half-life": (3600, 12000)}
    for name, (low, high) in bounds.items():
        tree["parameters"][name] = draw(st.integers(low, high)) / 100
    # A threshold that no sum of sizes meets by rounding; the mildest quarrel and the worst.
    tree["parameters"] |= {"break-threshold": 0.517, "quarrel-intercept": draw(st.sampled_from([-4.4, -1.8]))}
    tree["rules"] = {**tree["rules"], "given_answers": draw(st.booleans())}
    return tree


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(worlds(), st.integers(0, 2**64 - 1))
def test_small_worlds_are_the_closed_recursion(tree: dict[str, Any], seed: int) -> None:
    case, _ = build(tree)
    assume(case is not None)
    assert case is not None
    check(case, seed)


def test_what_poles_of_one_doctrine_did_before_the_opening_counts_at_the_start() -> None:
    """By hand: doctrine 1, and -1.5 of January 1951, 24 months before the quarter of the opening."""
    laid = board(ledger=[entry("ussr", "prc", "1951-01-01", -1.5), entry("ussr", "prc", "1953-05-01", 2)])
    propensities = [record["pole_propensity"][0, 1] for _, record in at_every_quarter(laid)]
    assert propensities[0] == pytest.approx(1 - 1.5 * 0.5 ** (24 / 60), abs=ROUNDING)
    check(laid.case)


@pytest.mark.parametrize(("on", "works"), [("1953", Day(1953, 4, 1)), ("1953-05", Day(1953, 7, 1))])
def test_a_date_of_the_ledger_counts_from_the_first_day_that_it_may_mean_here_and_in_blocs(
    on: str, works: Day
) -> None:
    laid = board(states={"left": state(), "right": state()}, ledger=[entry("left", "right", on, 1.0)])
    (turn,) = [one for one in turns_of(laid.case) if one.kind == TURN_ACT]
    assert Calendar(laid.case).begins(turn.quarter) == works.first
    assert relations_at(laid.case, Day(1953, works.first.month - 1, 28)).entries == {}
    assert list(relations_at(laid.case, works).entries) == [("left", "right")]
