"""Is a changed scenario the one that was asked for, and the old one untouched?"""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest

from presidium.errors import Problem, ScenarioError, UsageError
from presidium.scenario.change import apply, change, without_hindsight
from presidium.scenario.model import Scenario
from presidium.scenario.paths import NoSuchPath, resolved
from presidium.scenario.read import load
from presidium.values import Quantity

Checker = Callable[[str | bytes], tuple[Problem, ...]]


def test_a_change_makes_another_scenario(small: Scenario) -> None:
    before = json.dumps(small.tree)
    other = small.change("ties.orsk.vey.tie", 0.9, because="what if they had been friends")
    assert other.ties[0].tie == Quantity.of(0.9)
    assert other.tree["ties"][0]["tie"]["because"] == {"grade": "E", "note": "what if they had been friends"}
    assert (other.digest != small.digest, other.folder) == (True, None)
    assert json.dumps(small.tree) == before


CHANGES: list[tuple[str, Any, Callable[[Scenario], Any], Any]] = [
    ("people.orsk.ambition", "0.1 to 0.2", lambda case: case.people["orsk"].ambition.text, "0.1 to 0.2"),
    ("people.ritt.ambition", 0.9, lambda case: case.people["ritt"].ambition.low, 0.9),
    ("people.ritt.stance.opening", 0.9, lambda case: case.people["ritt"].stance["opening"].low, 0.9),
    ("arenas.council.rule", "two-thirds", lambda case: case.arenas[0].rule, "two-thirds"),
    ("questions.first-to-fall.among", ["orsk", "vey"], lambda case: case.questions[0].among, ("orsk", "vey")),
    ("tenures.orsk.full.to", "1961-12", lambda case: case.tenures[0].end.iso, "1961-12"),
    ("tenures.ritt.commandant.who", "tamm", lambda case: case.tenures[6].who, "tamm"),
    (
        "events.student-rising.effects.1.by",
        0.5,
        lambda case: case.events["student-rising"].effects[1].by.low,
        0.5,
    ),
    ("rules.appeal", False, lambda case: case.rules.appeal, False),
    ("parameters.leak", 0.05, lambda case: list(case.parameters), ["launch-rate", "leak"]),
    ("title", {"en": "Another", "th": "อื่น"}, lambda case: case.title.th, "อื่น"),
]


@pytest.mark.parametrize(("path", "value", "seen", "expected"), CHANGES, ids=[path for path, *_ in CHANGES])
def test_a_path_leads_to_its_value(
    small: Scenario, path: str, value: Any, seen: Callable[[Scenario], Any], expected: Any
) -> None:
    assert seen(change(small, path, value)) == expected


NOWHERE = {
    "ties.orsk.vay.tie": "orsk.vey",
    "ties.orsk": "vey.orsk",
    "people.orks.ambition": "orsk",
    "people.orsk.ambitoin": "ambition",
    "people.orsk.born.year": "change the value itself",
    "paramters.leak": "parameters",
    "parameters.leek": "leak",
    "arenas.councl.rule": "council",
    "events.student-rising.effects.7.by": "0, 1",
    "": "people",
    ".": "people",
}


@pytest.mark.parametrize(("path", "help"), NOWHERE.items())
def test_a_path_to_nowhere_is_a_mistake_of_use(small: Scenario, path: str, help: str) -> None:  # noqa: A002
    with pytest.raises(UsageError) as refused:
        change(small, path, 0.5)
    assert refused.value.code == "USE622"
    assert help in refused.value.remedy


def test_a_change_that_spoils_the_scenario_is_refused(small: Scenario) -> None:
    with pytest.raises(ScenarioError, match="SCN109 7 is out of range in tie of tie orsk to vey"):
        change(small, "ties.orsk.vey.tie", 7)
    with pytest.raises(ScenarioError, match='SCN201 unknown person "nobody"'):
        change(small, "people.soll.patron", "nobody")


@pytest.mark.parametrize("value", [datetime.date(1961, 1, 1), {1, 2}, float("nan"), "\ud800", object()])
def test_a_value_that_no_file_could_say_is_a_mistake_of_use(small: Scenario, value: Any) -> None:
    with pytest.raises(UsageError, match="USE624"):
        change(small, "people.orsk.born", value)


def test_an_event_that_is_removed_keeps_its_place(small: Scenario) -> None:
    without = apply(small, "no-rising")
    assert list(without.events) == list(small.events)
    assert without.events["student-rising"].chance == Quantity.of(0)
    assert without.whatif == {}
    assert without.digest != small.digest


WHATIF = """\
  another:
    remove: [ties.vey.orsk, events.amnesty, people.tamm.patron]
    change: {people.orsk.ambition: none, rules.most_offices: 1}
    add:
      events.strike: {kind: shock, on: 1962-02, exogenous: true, effects: [{harm: party, by: 0.1}]}
      ties.vey.ritt: {tie: 0.4}
      tenures.soll.candidate: {from: 1961-02-01}
      tenures.soll.commandant: {from: 1970}
      questions.fate-of-vey: {ask: fate, who: vey}
      people.new: {name: New, born: 1930}
"""


def test_a_whatif_removes_changes_and_adds(small_text: str, check_text: Checker) -> None:
    text = small_text.replace(
        "to: 1961-11-20, because: {source: minutes, grade: A}}\n  - {who: vey, office: first",
        "to: 1961-11-20}\n  - {who: vey, office: first",
    )
    text = text.replace("office: commandant, from: 1959,", "office: commandant, from: 1959, to: 1970,")
    assert check_text(text.replace("whatif:\n", "whatif:\n" + WHATIF)) == ()
    case = load("case.yaml")
    other = apply(case, "another")
    assert [(tie.source, tie.target) for tie in other.ties] == [
        ("orsk", "vey"),
        ("tamm", "orsk"),
        ("ritt", "vey"),
        ("vey", "ritt"),
    ]
    assert other.events["amnesty"].logit is None
    assert other.events["amnesty"].chance == Quantity.of(0)
    assert other.people["tamm"].patron is None
    assert other.people["orsk"].ambition.high == 0
    assert other.rules.most_offices == 1
    assert list(other.events) == [*case.events, "strike"]
    assert list(other.people) == [*case.people, "new"]
    assert [(t.who, t.seat, t.office) for t in other.tenures[-2:]] == [
        ("soll", "candidate", None),
        ("soll", None, "commandant"),
    ]
    assert other.questions[-1].ask == "fate"


def test_a_whatif_adds_nothing_that_is_there(small_text: str, check_text: Checker) -> None:
    text = small_text.replace("remove: [events.student-rising]", "add: {people.orsk: {name: O, born: 1900}}")
    (problem,) = check_text(text)
    assert (problem.code, "is there already" in problem.message) == ("SCN211", True)


def test_an_unknown_whatif_is_a_mistake_of_use(small: Scenario) -> None:
    with pytest.raises(UsageError, match='did you mean "no-rising"'):
        apply(small, "no-risings")


def test_claims_forget_what_a_whatif_removes(small_text: str, check_text: Checker) -> None:
    text = small_text.replace(
        "supports: [events.student-rising]", "supports: [ties.vey.orsk, whatif.no-rising, title]"
    )
    text = text.replace("remove: [events.student-rising]", "remove: [ties.vey.orsk]")
    assert check_text(text) == ()
    assert apply(load("case.yaml"), "no-rising").claims["c02"].supports == ("title",)


def test_without_hindsight_leaves_what_could_be_known(small: Scenario) -> None:
    plain = without_hindsight(small)
    assert [tie.source for tie in plain.ties] == ["orsk", "vey", "tamm"]
    assert plain.events["amnesty"].chance == Quantity.of(0)
    # The rising comes whatever anybody does.
    assert plain.events["student-rising"] == small.events["student-rising"]
    assert list(plain.people) == list(small.people)


def test_a_tie_whose_number_is_marked_goes_too(small_text: str, check_text: Checker) -> None:
    check_text(small_text.replace("tie: 0.4 to 0.7", "tie: {value: 0.4 to 0.7, hindsight: true}"))
    assert [tie.source for tie in without_hindsight(load("case.yaml")).ties] == ["orsk", "vey"]


def test_a_path_is_followed_step_by_step(small: Scenario) -> None:
    assert resolved(small.tree, "tenures.vey.chair") == ("tenures", 7)
    assert resolved(small.tree, "rules.kept_apart.0.1") == ("rules", "kept_apart", 0, 1)
    with pytest.raises(NoSuchPath) as lost:
        resolved(small.tree, "tenures.vey.chiar.from")
    assert (lost.value.found, lost.value.rest) == (("tenures",), ["vey", "chiar", "from"])
