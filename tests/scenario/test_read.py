"""Does a scenario say in the end what its file says?"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from presidium.dates import Day
from presidium.errors import Problem, UsageError
from presidium.scenario.events import Blame, Decision, Harshness, Outcome, Shock, StanceShift, TieShift
from presidium.scenario.model import Scenario
from presidium.scenario.origin import gallery
from presidium.scenario.parameters import PARAMETERS
from presidium.scenario.read import check, load
from presidium.values import Quantity, Rival, Words

Checker = Callable[[str | bytes], tuple[Problem, ...]]
SMALL = Path(__file__).with_name("small.yaml")


def test_sections_keep_their_order_and_values(small: Scenario) -> None:
    assert small.scenario == "small-council"
    assert small.title == Words("The council of Arvenia", "สภาแห่งอาร์เวเนีย")
    assert (small.period.start, small.period.end, small.period.months) == (
        Day(1961, 2, 1),
        Day(1963, 12, 31),
        35,
    )
    assert list(small.people) == ["orsk", "vey", "tamm", "ritt", "soll"]
    assert [question.id for question in small.questions] == ["first-to-fall", "chair-1962", "orsk-falls"]
    assert [arena.id for arena in small.arenas] == ["council", "assembly", "force"]
    assert small.arenas[0].quorum == 0.5
    assert small.sources["minutes"].kind == "primary document"
    assert small.claims["c02"].source == ("minutes", "kuhn")


def test_people_have_what_is_said_of_them_and_the_usual_else(small: Scenario) -> None:
    orsk, tamm, ritt = small.people["orsk"], small.people["tamm"], small.people["ritt"]
    assert orsk.born == Day(1903, 5, 11)
    assert orsk.died == Day(1970)
    assert orsk.stance["opening"].rivals == (Rival(0.1, 0.3),)
    assert tamm.patron == "orsk"
    assert [round(rival.weight, 3) for rival in tamm.ambition.rivals] == [0.333, 0.667]
    assert ritt.ambition == Quantity.of(0.3)
    assert ritt.personal == {}
    assert ritt.patron is None
    assert small.people["soll"].enters == Day(1962)


def test_offices_tenures_and_ties_keep_python_free_names(small: Scenario) -> None:
    assert [name for name, office in small.offices.items() if office.chief] == ["chair", "first-minister"]
    assert small.offices["chair"].appoints == "party"
    assert small.offices["commandant"].requires == "none"
    tenure = small.tenures[0]
    assert (tenure.who, tenure.seat, tenure.start, tenure.end) == (
        "orsk",
        "full",
        Day(1955),
        Day(1961, 11, 20),
    )
    tie = small.ties[1]
    assert (tie.source, tie.target, tie.tie.text) == ("vey", "orsk", "-0.6 to -0.2")


def test_events_are_of_three_kinds(small: Scenario) -> None:
    shock, decision, outcome = small.events.values()
    assert isinstance(shock, Shock)
    assert isinstance(decision, Decision)
    assert isinstance(outcome, Outcome)
    assert shock.on == (Day(1961, 5),)
    blame, cooling = shock.effects
    assert isinstance(blame, Blame)
    assert blame.targets == ("orsk",)
    assert isinstance(cooling, TieShift)
    assert (cooling.target, cooling.of_person, cooling.of_issue, cooling.above) == (
        "leader",
        None,
        "opening",
        0.6,
    )
    assert decision.window == (Day(1961, 6), Day(1962, 12))
    assert decision.logit is not None
    assert decision.logit.slope == 4
    assert [guard.happened or guard.stance_of for guard in decision.guards] == ["student-rising", "decider"]
    assert [type(effect) for effect in decision.effects] == [Harshness, StanceShift]
    assert (outcome.on, outcome.until) == (Day(1961, 11, 20), None)
    assert outcome.records is not None
    assert (outcome.records.falls, outcome.records.fate) == ("orsk", "retired")


SHORT = {
    "a bare source": (
        'kuhn: {what: "E. Kuhn, Arvenia after the Marshal (1978)", url: "https://example.org/kuhn"}',
        "kuhn: E. Kuhn",
    ),
    "an office without a name": ("{name: {en: First minister}, chief", "{chief"),
    "an arena without a name": ("{id: council, name: {en: Council}, ", "{id: council, "),
    "an event without a title": ("    title: {en: An amnesty}\n", ""),
    "bare weights of domains": (
        "  party: {name: {en: Party, th: พรรค}, weight: 0.5, force: 0.1, delegates: 0.8}\n"
        "  guard: {name: {en: Guard, th: กองกำลังรักษาความมั่นคง}, weight: 0.5, force: 0.9, delegates: 0.2}\n",
        "  party: 0.4\n  guard: 0.6\n",
    ),
    "a person to whose feelings something happens": ("of: {issue: opening, above: 0.6}", "of: ritt"),
    "several days of a shock": ("on: 1961-05\n", "on: [1961-05, 1962-05-03]\n"),
    "an outcome that took time": ("on: 1961-11-20\n", "on: 1961-11-20 to 1961-12\n"),
    "a date of the Buddhist era": ("born: 1910", "born: 2453 BE"),
    "words for true": ("chief: true, appoints", "chief: True, appoints"),
    "dashes instead of brackets": (
        "[orsk, vey, tamm]}",
        "[orsk, vey, tamm]}\n  -\n    id: more\n    ask: fate\n    who: vey",
    ),
    "a text that looks like a truth value": ("en: Ana Vey", "en: NO"),
    "windows line ends": ("\n", "\r\n"),
    "a mark of byte order": ("# An invented", "\ufeff# An invented"),
}


@pytest.mark.parametrize(("old", "new"), SHORT.values(), ids=SHORT)
def test_other_ways_to_write_it_are_fine(old: str, new: str, small_text: str, check_text: Checker) -> None:
    assert old in small_text
    assert [p for p in check_text(small_text.replace(old, new)) if p.severity == "error"] == []


def test_a_bare_weight_counts_for_force_and_plenum_too(small_text: str, check_text: Checker) -> None:
    old, new = SHORT["bare weights of domains"]
    check_text(small_text.replace(old, new))
    domain = load("case.yaml").domains["guard"]
    assert (domain.weight, domain.force, domain.delegates) == (Quantity((Rival(0.6, 0.6),), "0.6"),) * 3
    assert domain.name == Words("guard")


def test_a_folder_says_the_same_as_its_file(small: Scenario, small_text: str, tmp_path: Path) -> None:
    cut = small_text.index("people:")
    (tmp_path / "who.yaml").write_text(small_text[cut:], encoding="utf-8")
    (tmp_path / "what.yaml").write_text(small_text[:cut], encoding="utf-8")
    (tmp_path / ".who.yaml.swp.yaml").write_text("rubbish: [", encoding="utf-8")
    (tmp_path / "notes.md").write_text("Notes", encoding="utf-8")
    whole = load(tmp_path)
    assert whole.tree == small.tree
    assert whole.digest == small.digest
    assert whole.folder == tmp_path


def test_problems_of_a_folder_name_the_file_in_it(
    small_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case").mkdir()
    cut = small_text.index("people:")
    spoilt = small_text[:cut].replace("salience: 1", "salience: -1")
    Path("case/a.yaml").write_text(spoilt, encoding="utf-8")
    Path("case/b.yaml").write_text(small_text[cut:] + "issues: {}\n", encoding="utf-8")
    places = [(p.filename, p.code, p.row, p.column) for p in check("case/")]
    line = next(line for line in spoilt.splitlines() if "salience" in line)
    first = ("case/a.yaml", "SCN109", spoilt.splitlines().index(line) + 1, line.index("-1") + 1)
    assert places == [first, ("case/b.yaml", "SCN119", small_text[cut:].count("\n") + 1, 1)]


def test_several_scenarios_in_one_folder_are_told_apart_and_nothing_else(
    small_text: str, abroad_text: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(small_text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(abroad_text, encoding="utf-8")
    (problem,) = check(tmp_path)
    assert (problem.code, problem.message) == (
        "SCN119",
        f'section "scenario" stands in {tmp_path}/a.yaml already',
    )
    assert "goes by the path of its file" in problem.remedy


def test_a_misspelt_file_is_looked_for_where_it_should_lie(small_text: str, tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text(small_text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"did you mean \".*council.yaml\"") as refused:
        load(tmp_path / "cuoncil.yaml")
    assert refused.value.code == "USE620"
    with pytest.raises(UsageError, match="goes by the path of its file"):
        load(tmp_path / "zzz.yaml")  # all files end alike: that makes none of them near
    with pytest.raises(UsageError, match="goes by the path of its file"):
        load(tmp_path / "nothing" / "zzz.yaml")


def test_an_unreadable_file_of_a_folder_is_all_that_is_told(small_text: str, tmp_path: Path) -> None:
    cut = small_text.index("people:")
    (tmp_path / "a.yaml").write_text(small_text[:cut], encoding="utf-8")
    (tmp_path / "b.yaml").write_text("people: {", encoding="utf-8")
    assert [problem.code for problem in check(tmp_path)] == ["SCN102"]


def test_the_digest_knows_every_value_and_the_order(
    small: Scenario, small_text: str, check_text: Checker
) -> None:
    check_text(small_text + "# a comment changes nothing\n")
    assert load("case.yaml").digest == small.digest
    check_text(small_text.replace("ambition: strong", "ambition: moderate"))
    assert load("case.yaml").digest != small.digest
    ritt = next(line for line in small_text.splitlines(keepends=True) if line.startswith("  ritt:"))
    check_text(small_text.replace(ritt, "").replace("people:\n", "people:\n" + ritt))
    assert load("case.yaml").digest != small.digest


def test_a_scenario_cannot_be_changed_in_place(small: Scenario) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        small.people["orsk"].patron = "vey"


@pytest.mark.parametrize("name", gallery())
def test_every_case_of_the_gallery_is_sound(name: str) -> None:
    assert [problem for problem in check(name) if problem.severity == "error"] == []
    assert load(name).folder is not None


def test_the_table_of_parameters_is_in_order() -> None:
    assert len(PARAMETERS) == 62
    assert all(one.low <= one.default <= one.high for one in PARAMETERS.values())
    assert PARAMETERS["launch-rate"].unit == "per month"
    assert all("_" not in name and 2 <= one.section <= 14 for name, one in PARAMETERS.items())


@pytest.mark.parametrize("name", gallery())
def test_whatever_a_case_of_the_gallery_says_it_says_in_thai_too(name: str) -> None:
    """Sources are named in the language that they are in."""

    def lacking(part: Any, path: str) -> Iterator[str]:
        if isinstance(part, dict) and "en" in part:
            yield from () if re.search("[ก-๛]", part.get("th", "")) else (path,)
        elif isinstance(part, dict | list):
            for step, below in part.items() if isinstance(part, dict) else enumerate(part):
                yield from lacking(below, f"{path}.{step}")

    assert list(lacking(load(name).tree, name)) == []
