"""Does a scenario say of states what its file says, and what of it stays without hindsight?"""

from collections.abc import Callable
from datetime import date

import pytest

from presidium.dates import Day
from presidium.errors import Problem, ScenarioError, UsageError
from presidium.scenario.change import apply, change, without_hindsight
from presidium.scenario.model import Scenario
from presidium.scenario.read import load
from presidium.scenario.world import Spell, in_force
from presidium.values import Quantity, Rival, Words

Checker = Callable[[str | bytes], tuple[Problem, ...]]


def test_poles_and_states_keep_their_order_and_values(small: Scenario) -> None:
    assert {name: pole.state for name, pole in small.poles.items()} == {"east": "kronia", "west": "luvia"}
    kronia, luvia, arvenia = small.states.values()
    assert kronia.name == Words("Kronia", "โครเนีย")
    assert kronia.sizes == {1960: Quantity.of(0.17), 1963: Quantity((Rival(0.16, 0.18),), "0.16 to 0.18")}
    assert (luvia.name, luvia.liberal, luvia.start) == (Words("luvia"), True, None)
    assert (arvenia.start, arvenia.liberal) == (Day(1948, 6), False)
    assert [spell.pole for spell in arvenia.reach] == ["east", "east", "west"]


def test_what_holds_on_a_day_is_the_spell_that_began_last(small: Scenario) -> None:
    kronia, luvia, arvenia = small.states.values()
    assert kronia.orthodoxy_on(date(1944, 12, 31)) is None
    assert kronia.orthodoxy_on(date(1956, 2, 24)) == Quantity((Rival(0.9, 1.0),), "total")
    assert kronia.orthodoxy_on(date(1956, 2, 25)) == Quantity((Rival(0.3, 0.6),), "0.3 to 0.6")
    assert luvia.orthodoxy_on(date(1961, 1, 1)) is None
    assert arvenia.orthodoxy_on(date(1970, 12, 31)) is not None
    assert arvenia.orthodoxy_on(date(1971, 1, 1)) is None
    assert arvenia.reach_on("east", date(1961, 5, 25)) == Quantity.of(0.5)
    assert arvenia.reach_on("east", date(1961, 5, 26)).text == "weak"
    assert arvenia.reach_on("east", date(1948, 12, 31)) == Quantity.of(0)
    assert kronia.reach_on("west", date(1961, 1, 1)) == Quantity.of(0)


def test_months_that_follow_each_other_leave_no_gap() -> None:
    spells = [Spell.model_validate(one) for one in ({"from": "1960", "to": "1960-12"}, {"from": "1961-01"})]
    assert in_force(spells, date(1960, 12, 31)) is spells[0]
    assert in_force(spells, date(1961, 1, 1)) is spells[1]
    assert in_force(spells, date(1959, 12, 31)) is None


def test_a_spell_may_begin_before_its_state(small_text: str, check_text: Checker) -> None:
    text = small_text.replace("{pole: west, from: 1950", "{pole: west, from: 1945")
    assert check_text(text.replace("from: 1961-02, to: 1961-12", "from: 1945, to: 1961-12")) == ()


def test_leanings_and_ledger_keep_python_free_names(small: Scenario) -> None:
    first, second = small.leanings
    assert (first.state, first.start, first.end) == ("arvenia", Day(1961, 2), Day(1961, 12))
    assert {pole: share.middle for pole, share in second.shares.items()} == pytest.approx(
        {"east": 0.45, "west": 0.2}
    )
    pact, recall, loan, expulsion = small.ledger
    assert (pact.id, pact.by, pact.toward, pact.role) == ("pact", "kronia", "arvenia", "structure")
    assert (pact.on, pact.until, pact.size, pact.kind) == (
        Day(1949),
        Day(1968, 9, 13),
        Quantity.of(1),
        "defence_pact",
    )
    (guard,) = recall.guards
    assert (guard.share, guard.of, guard.above, guard.below) == ("arvenia", "east", None, 0.6)
    assert (loan.id, loan.hindsight, loan.note) == (None, True, Words("The first."))
    assert [(one.quarrel, one.after) for one in expulsion.guards] == [
        (("east", "west"), None),
        (None, "recall"),
    ]


def test_a_scenario_without_states_says_nothing_of_them(small_text: str, check_text: Checker) -> None:
    assert check_text(small_text[: small_text.index("poles:")]) == ()
    case = load("case.yaml")
    assert (case.poles, case.states, case.leanings, case.ledger) == ({}, {}, (), ())


CHANGES = {
    "poles.east.state": ("arvenia", lambda case: case.poles["east"].state, "arvenia"),
    "states.luvia.sizes.1960": (0.3, lambda case: case.states["luvia"].sizes[1960].low, 0.3),
    "states.luvia.sizes.1961": (0.3, lambda case: list(case.states["luvia"].sizes), [1960, 1961]),
    "states.luvia.sizes": ({1962: 0.3}, lambda case: list(case.states["luvia"].sizes), [1962]),
    "states.kronia.orthodoxy.1.value": (0.9, lambda case: case.states["kronia"].orthodoxy[1].value.low, 0.9),
    "leanings.arvenia.1962.shares.east": (0.7, lambda case: case.leanings[1].shares["east"].low, 0.7),
    "ledger.recall.size": ("-2 to -1", lambda case: case.ledger[1].size.text, "-2 to -1"),
    "ledger.luvia.arvenia.1962-03-01.kind": ("grant", lambda case: case.ledger[2].kind, "grant"),
    "ledger.recall.if.0.below": (0.5, lambda case: case.ledger[1].guards[0].below, 0.5),
}


@pytest.mark.parametrize("path", CHANGES)
def test_a_path_leads_to_what_is_said_of_states(small: Scenario, path: str) -> None:
    value, seen, expected = CHANGES[path]
    assert seen(change(small, path, value)) == expected


def test_a_change_of_states_that_makes_no_sense_is_refused(small: Scenario) -> None:
    with pytest.raises(UsageError, match='there is no "recal"'):
        change(small, "ledger.recal.size", 1)
    with pytest.raises(ScenarioError, match="SCN109 0 is out of range in size of ledger entry recall"):
        change(small, "ledger.recall.size", 0)
    with pytest.raises(ScenarioError, match='SCN110 "soon" is not a year'):
        change(small, "states.luvia.sizes.soon", 0.3)


WHATIF = """\
  another-world:
    remove: [ledger.expulsion, ledger.luvia.arvenia.1962-03-01, leanings.arvenia.1962, states.arvenia.liberal]
    add:
      states.morra: {sizes: {1960: 0.01}}
      ledger.visit: {by: morra, toward: arvenia, on: 1961-06, role: act, kind: visit, size: 0.5}
      ledger.morra.luvia.1961-07: {role: act, kind: threat, size: -0.5}
      leanings.morra.1961: {shares: {west: 1}}
"""


def test_a_whatif_removes_and_adds_states_and_what_they_do(small_text: str, check_text: Checker) -> None:
    text = small_text.replace("    sizes: {1960: about", "    liberal: false\n    sizes: {1960: about")
    assert check_text(text.replace("whatif:\n", "whatif:\n" + WHATIF)) == ()
    other = apply(load("case.yaml"), "another-world")
    assert [entry.id or entry.kind for entry in other.ledger] == ["pact", "recall", "visit", "threat"]
    assert [(one.state, one.start) for one in other.leanings] == [
        ("arvenia", Day(1961, 2)),
        ("morra", Day(1961)),
    ]
    assert list(other.states) == ["kronia", "luvia", "arvenia", "morra"]


def test_without_hindsight_an_orthodoxy_is_unknown_and_reach_and_ledger_go(small: Scenario) -> None:
    plain = without_hindsight(small)
    assert [spell.value.text for spell in plain.states["arvenia"].orthodoxy] == ["unknown"]
    assert [spell.value.text for spell in plain.states["kronia"].orthodoxy] == ["total", "0.3 to 0.6"]
    assert [(one.pole, one.value.text) for one in plain.states["arvenia"].reach] == [
        ("east", "0.5"),
        ("west", "none"),
    ]
    assert [entry.id for entry in plain.ledger] == ["pact", "recall", "expulsion"]
    assert plain.leanings == small.leanings
    assert without_hindsight(plain).tree == plain.tree


def test_what_waits_for_hindsight_goes_with_it(small_text: str, check_text: Checker) -> None:
    check_text(
        small_text.replace(
            "kind: recall_of_experts, size: -2", "kind: recall, size: {value: -2, hindsight: true}"
        )
    )
    assert [entry.id for entry in without_hindsight(load("case.yaml")).ledger] == ["pact"]


# Clients, crises, and events that touch the world outside.


@pytest.fixture
def abroad(abroad_text: str, check_text: Checker) -> Scenario:
    assert check_text(abroad_text) == ()
    return load("case.yaml")


def test_clients_and_crises_keep_their_values(abroad: Scenario) -> None:
    client, crisis = abroad.clients["arvenia"], abroad.crises["strait"]
    assert (client.patron, client.neighbours, client.value) == ("east", (), Quantity.of(0.8))
    assert [number.middle for number in (client.unrest, client.pledge, client.blame)] == pytest.approx(
        [0.0025, 0.3, 0.2]
    )
    assert (crisis.name, crisis.challenger, crisis.defender) == (Words("The strait"), "east", "west")
    assert (crisis.gain, crisis.war_cost) == (Quantity((Rival(1, 3),), "1 to 3"), None)
    assert (abroad.rules.state, abroad.rules.given_answers) == ("kronia", False)


def test_an_event_says_what_it_does_abroad(abroad: Scenario) -> None:
    thaw = abroad.events["thaw"]
    assert thaw.kind == "decision"
    assert [effect.kind for effect in thaw.effects] == ["orthodoxy", "unrest", "tension", "crisis"]
    quarrel, between, share = thaw.guards
    assert quarrel.quarrel == ("east", "south")
    assert (between.between, between.above, between.below) == (("east", "west"), None, -0.5)
    assert (share.share, share.of, share.above) == ("arvenia", "east", 0.3)


def test_what_is_not_said_of_clients_and_crises_has_its_usual_value(
    abroad_text: str, check_text: Checker
) -> None:
    text = abroad_text.replace("value: 0.8, ", "").replace("blame: 0.1 to 0.3, ", "")
    assert check_text(text.replace("tension: 0.6, blame: 0.5 to 1,", "")) == ()
    case = load("case.yaml")
    assert (case.clients["arvenia"].value, case.clients["arvenia"].blame) == (Quantity.of(1), Quantity.of(0))
    assert (case.crises["strait"].tension, case.crises["strait"].blame) == (Quantity.of(0.7), Quantity.of(1))


def test_an_entry_may_wait_for_an_answer_that_is_given(abroad_text: str, check_text: Checker) -> None:
    waits = abroad_text.replace("{after: loan}", "{after: praise}")
    assert [problem.code for problem in check_text(waits)] == ["SCN222"]
    assert check_text(waits.replace("given_answers: false", "given_answers: true")) == ()


def test_an_answer_may_wait_for_another(abroad_text: str, check_text: Checker) -> None:
    """Neither moves a history."""
    answer = "  - {by: arvenia, toward: luvia, on: 1961-08, role: answer, kind: praise, size: 1,\n"
    answer += "     if: [{after: praise}], because: {source: kuhn, grade: B}}\n\nclients:"
    assert check_text(abroad_text.replace("\nclients:", answer)) == ()


@pytest.mark.parametrize(("section", "most"), [("clients", 32), ("crises", 16)])
def test_there_is_room_for_so_many(section: str, most: int, abroad_text: str, check_text: Checker) -> None:
    because = "because: {source: kuhn, grade: D}"
    states = "".join(f"  s{n}: {{sizes: {{1960: 0.01}}, {because}}}\n" for n in range(32))
    client = "{patron: east, unrest: 0.01, fighting: 0.5, party_holds: 0.5, pledge: 0.5, " + because + "}"
    crisis = "{challenger: east, defender: west, " + because + "}"
    text = abroad_text.replace("\nledger:", f"{states}\nledger:")
    rest = {"clients": client, "crises": crisis}[section]
    more = [f"  s{n}: {rest}\n" for n in range(most)]

    def codes(lines: list[str]) -> list[str]:
        added = text.replace(f"{section}:\n", f"{section}:\n{''.join(lines)}")
        return [problem.code for problem in check_text(added) if problem.severity == "error"]

    assert codes(more[1:]) == []
    assert codes(more) == ["SCN120"]


@pytest.mark.parametrize(
    ("path", "value"), [("clients.arvenia.pledge", 0.9), ("crises.strait.blame", 2), ("rules.state", "morra")]
)
def test_a_path_leads_to_clients_crises_and_rules(abroad: Scenario, path: str, value: object) -> None:
    section, name, *field = path.split(".")
    found = change(abroad, path, value).tree[section][name]
    assert (found[field[0]] if field else found) == value
