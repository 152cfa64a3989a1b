"""Is what is legal but suspicious told, and does it stop nobody?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from presidium.errors import Problem
from presidium.scenario.read import load

Checker = Callable[[str | bytes], tuple[Problem, ...]]

BARE = {
    "a tie": ("tie: dislike, because: {source: kuhn, grade: C}", "tie: dislike", "tie orsk to vey"),
    "a person": (
        "    stance: {opening: 0.7 to 0.9}\n    because: {source: kuhn, grade: C}\n",
        "",
        "person vey",
    ),
    "an office": (
        "worth: {guard: 0.7 to 0.9}, because: {source: kuhn, grade: B}",
        "worth: {guard: 0.7 to 0.9}",
        "office commandant",
    ),
    "a state": (
        "liberal: true, because: {source: kuhn, page: 201, grade: B}",
        "liberal: true",
        "state luvia",
    ),
    "a leaning": (
        "west: 0.1}, because: {source: kuhn, grade: C}",
        "west: 0.1}",
        "leaning of arvenia",
    ),
    "an entry of the ledger": (
        "below: 0.6}], because: {source: kuhn, grade: B}",
        "below: 0.6}]",
        "ledger entry recall",
    ),
    "an entry without an id": (
        "hindsight: true,\n     because: {source: kuhn, grade: C}, note",
        "hindsight: true, note",
        "ledger entry luvia toward arvenia",
    ),
}


@pytest.mark.parametrize(("old", "new", "who"), BARE.values(), ids=BARE)
def test_a_number_without_evidence_is_told_of_its_element(
    old: str, new: str, who: str, small_text: str, check_text: Checker
) -> None:
    assert old in small_text
    (problem,) = check_text(small_text.replace(old, new))
    assert (problem.code, problem.severity) == ("SCN301", "warning")
    assert who in problem.message


def test_evidence_of_an_element_covers_its_numbers_and_that_of_a_number_only_itself(
    small_text: str, check_text: Checker
) -> None:
    evidence = "    because: {source: kuhn, page: 12, grade: B}\n"
    (problem,) = check_text(small_text.replace(evidence, ""))
    # Ambition and following lose theirs; the stance has its own.
    assert "2 numbers" in problem.message


SHARP = {
    "exact": ("tie: 0.4 to 0.7", "tie: 0.73", True),
    "narrow": ("tie: 0.4 to 0.7", "tie: 0.7 to 0.75", True),
    "wide": ("tie: 0.4 to 0.7", "tie: 0.4 to 0.7", False),
    "small but wide for its size": ("tie: 0.4 to 0.7", "tie: 0.04 to 0.08", False),
    "nothing": ("tie: 0.4 to 0.7", "tie: none", False),
}


@pytest.mark.parametrize(("old", "new", "doubted"), SHARP.values(), ids=SHARP)
def test_a_sharp_claim_on_a_guess_is_doubted(
    old: str, new: str, doubted: bool, small_text: str, check_text: Checker
) -> None:
    line = f"{old}, because: {{source: kuhn, grade: C}}"
    assert line in small_text
    codes = [one.code for one in check_text(small_text.replace(line, f"{new}, because: {{grade: E}}"))]
    assert codes == (["SCN302"] if doubted else [])


def test_a_source_that_nothing_rests_on_is_told(small_text: str, check_text: Checker) -> None:
    (problem,) = check_text(small_text.replace("sources:\n", "sources:\n  memoirs: Somebody, Memoirs\n"))
    assert (problem.code, problem.row) == (
        "SCN303",
        small_text[: small_text.index("sources:")].count("\n") + 2,
    )


def test_a_scenario_without_a_question_is_told(small_text: str, check_text: Checker) -> None:
    questions = small_text[small_text.index("questions:") : small_text.index("sources:")]
    # Its story asks some of them.
    told = small_text.partition("\nstory:")[0] + "\n"
    (problem,) = check_text(told.replace(questions, ""))
    assert problem.code == "SCN304"


def test_doubts_do_not_stop_a_scenario(small_text: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(small_text.replace("sources:\n", "sources:\n  memoirs: Memoirs\n"), encoding="utf-8")
    assert load(path).sources["memoirs"].what == "Memoirs"


COMMANDANT = "  - {who: ritt, seat: candidate, from: 1961-02-01, because: {source: minutes, grade: A}}\n"


@pytest.mark.parametrize(
    ("worth", "told"),
    # Orsk has 0.4 of the guard, the first minister 0.1: with 0.9 of force in the guard and 0.1 in the party,
    # where Ritt has nothing, he has more than half from 0.625 on.
    [("0.62", False), ("0.63", True), ("0.2 to 1.05", False), ("0.2 to 1.07", True)],
)
def test_force_with_somebody_who_has_no_seat_is_told(
    worth: str, told: bool, small_text: str, check_text: Checker
) -> None:
    text = small_text.replace("worth: {guard: 0.7 to 0.9}", f"worth: {{guard: {worth}}}")
    assert COMMANDANT in text
    assert "SCN307" not in [one.code for one in check_text(text)]
    found = [one for one in check_text(text.replace(COMMANDANT, "")) if one.code == "SCN307"]
    assert len(found) == told
    for one in found:
        assert (one.severity, one.row) == (
            "warning",
            small_text[: small_text.index("  ritt:")].count("\n") + 1,
        )
        assert "ritt" in one.remedy


BY_RIVALS = "{either: [{value: 0, weight: 1}, {value: 1, weight: 1}]}"


def test_weights_that_may_all_be_nothing_at_once_are_refused(small_text: str, check_text: Checker) -> None:
    for domains, refused in ((("party", "guard"), True), (("party",), False)):
        text = small_text
        for domain, name in (("party", "Party, th: พรรค"), ("guard", "Guard, th: กองกำลังรักษาความมั่นคง")):
            old = f"  {domain}: {{name: {{en: {name}}}, weight: 0.5"
            assert old in text
            if domain in domains:
                text = text.replace(old, old.replace("0.5", BY_RIVALS))
        codes = [one.code for one in check_text(text) if one.severity == "error"]
        assert codes == (["SCN247"] if refused else [])
