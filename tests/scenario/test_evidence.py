"""Is it counted rightly how much of a scenario rests on something?"""

from collections.abc import Callable

from presidium.errors import Problem
from presidium.scenario.evidence import coverage, numbers
from presidium.scenario.model import Scenario
from presidium.scenario.read import load

Checker = Callable[[str | bytes], tuple[Problem, ...]]


def test_numbers_are_counted_by_what_they_rest_on(small: Scenario) -> None:
    found = coverage(small)
    # People 3 + 3 + 2; offices 1 + 2 + 1; ties 4; events: a chance and four sizes.
    # States: sizes 4, orthodoxy 3, reach 3; leanings 2 + 2; ledger 4.
    assert found.numbers == 21 + 18
    assert found.with_source == 21 + 18
    assert found.grades == {"A": 6 + 3, "B": 6 + 4, "C": 8 + 9, "D": 1 + 2, "E": 0}
    # A tie, both effects of the decision; an orthodoxy, a reach, a loan.
    assert found.hindsight == 3 + 3
    assert found.as_json()["grades"]["C"] == 17


def test_a_guess_without_a_source_has_a_grade_but_no_source(small_text: str, check_text: Checker) -> None:
    check_text(
        small_text.replace(
            "tie: dislike, because: {source: kuhn, grade: C}", "tie: dislike, because: {grade: E}"
        )
    )
    found = coverage(load("case.yaml"))
    assert (found.with_source, found.grades["E"]) == (38, 1)


def test_own_evidence_comes_before_that_of_the_element(small: Scenario) -> None:
    grades = {number.path: [one["grade"] for one in number.because] for number in numbers(small.tree)}
    assert grades["people", "orsk", "stance", "opening"] == ["B"]
    assert grades["people", "orsk", "ambition"] == ["B"]
    assert grades["people", "tamm", "ambition"] == ["C"]
    assert grades["ties", 3, "tie"] == ["D"]


def test_evidence_of_a_spell_comes_before_that_of_its_state(small: Scenario) -> None:
    grades = {number.path: [one["grade"] for one in number.because] for number in numbers(small.tree)}
    assert grades["states", "arvenia", "reach", 0, "value"] == ["A"]
    assert grades["states", "arvenia", "reach", 2, "value"] == ["C"]
    assert grades["states", "kronia", "sizes", "1960"] == ["B"]
