"""May the same case be played from another day, and is what is wrong with that told at its place?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from presidium.errors import Problem, UsageError
from presidium.scenario.change import apply
from presidium.scenario.model import Scenario
from presidium.scenario.read import check, load

Checker = Callable[[str | bytes], tuple[Problem, ...]]


@pytest.fixture
def eve(small_text: str, check_text: Checker) -> Scenario:
    assert check_text(small_text) == ()
    return load("case.yaml")


def written() -> str:
    """The scenario with its opening, as it lies in the file."""
    return Path("case.yaml").read_text(encoding="utf-8")


def test_an_opening_is_the_case_from_another_day(eve: Scenario) -> None:
    made = eve.opening("eve")
    assert (made.period.start.iso, eve.period.start.iso) == ("1960-06-01", "1961-02-01")
    assert (made.opened, eve.opened) == ("eve", None)
    assert made.scenario == eve.scenario
    assert made.digest != eve.digest


def test_who_is_added_stands_last(eve: Scenario) -> None:
    assert list(eve.opening("eve").people) == [*eve.people, "marshal"]


def test_somebody_may_come_back_to_an_office(eve: Scenario) -> None:
    terms = [t.start.iso for t in eve.opening("eve").tenures if (t.who, t.office) == ("orsk", "chair")]
    assert terms == ["1961-02-01", "1963"]


def test_a_case_from_an_opening_has_its_what_ifs_and_no_openings(eve: Scenario) -> None:
    made = eve.opening("eve")
    assert list(made.whatif) == list(eve.whatif)
    assert made.openings == {}
    without = apply(made, "no-rising")
    assert without.period == made.period
    assert without.digest != apply(eve, "no-rising").digest


def test_what_ifs_do_not_know_of_openings(eve: Scenario, check_text: Checker) -> None:
    text = written()
    assert check_text(text[: text.index("openings:")]) == ()
    assert apply(load("case.yaml"), "no-rising").digest == apply(eve, "no-rising").digest


def test_an_unknown_opening_is_a_mistake_of_use(eve: Scenario) -> None:
    with pytest.raises(UsageError, match='USE625.*no opening "eves"') as told:
        eve.opening("eves")
    assert 'did you mean "eve"?' in str(told.value)
    with pytest.raises(UsageError, match="there are: none"):
        eve.opening("eve").opening("eve")
    with pytest.raises(UsageError, match="USE625"):
        check("case.yaml", "dawn")


@pytest.mark.parametrize(
    ("was", "now", "code", "what"),
    [
        ("rules.bureau_size: 5", "rules.bureausize: 5", "SCN211", 'unknown field "bureausize"'),
        ("period: 1960-06-01", "ties.orsk.vy.tie: 1, period: 1960-06-01", "SCN209", "leads nowhere"),
        ("people.marshal:", "people.orsk:", "SCN211", "is there already"),
        (", died: 1961-01-31", "", "SCN211", 'missing field "died"'),
        ("period: 1960-06-01 to 1963", "period: 1962-06-01 to 1963", "SCN211", "outside the period"),
    ],
)
@pytest.mark.usefixtures("eve")
def test_an_opening_that_makes_no_scenario_is_told_at_its_place(
    check_text: Checker, was: str, now: str, code: str, what: str
) -> None:
    text = written()
    assert was in text
    problems = check_text(text.replace(was, now))
    assert [problem.code for problem in problems if problem.severity == "error"][:1] == [code]
    assert what in problems[0].message
    assert problems[0].row > text[: text.index("openings:")].count("\n")


@pytest.mark.usefixtures("eve")
def test_what_is_doubtful_only_from_an_opening_is_told_when_asked(check_text: Checker) -> None:
    assert check("case.yaml", "eve") == ()
    text = written()
    text = text.replace("death: recorded,", "death: recorded, ambition: 0.5,")
    text = text.replace(
        "                       because: {source: minutes, grade: A}}\n      tenures", "    }\n      tenures"
    )
    assert check_text(text) == ()
    (doubt,) = check("case.yaml", "eve")
    assert (doubt.code, doubt.severity) == ("SCN301", "warning")
    assert doubt.message.startswith("opening eve: ")
    assert doubt.line.strip() == "eve:"


@pytest.mark.usefixtures("eve")
def test_a_what_if_that_cannot_be_played_from_an_opening_is_told_when_asked(check_text: Checker) -> None:
    text = written()
    text = text.replace(
        "whatif:\n", "whatif:\n  marshal: {name: M, add: {people.marshal: {name: M, born: 1890}}}\n"
    )
    assert check_text(text) == ()
    (problem,) = check("case.yaml", "eve")
    assert (problem.code, "what-if marshal" in problem.message) == ("SCN211", True)


def test_an_office_ends_after_it_begins(small_text: str, check_text: Checker) -> None:
    text = small_text.replace("commandant: {name", "commandant: {since: 1962, until: 1961-03, name")
    (problem,) = check_text(text)
    assert (problem.code, "no more on 1961-03" in problem.message) == ("SCN203", True)


@pytest.mark.parametrize("size", ["0", "201", "1.5", "many"])
def test_a_size_of_the_ruling_body_is_a_number_of_people(
    small_text: str, check_text: Checker, size: str
) -> None:
    text = small_text.replace(
        "effects: [{harshness: 0.6}", f"effects: [{{bureau_size: {size}}}, {{harshness: 0.6}}"
    )
    assert {problem.code for problem in check_text(text)} <= {"SCN107", "SCN109"}
    assert check_text(text)
