"""Does every question of a case get base rates from a class that is named, with neighbours?"""

import math
from pathlib import Path

import pytest

import presidium
from presidium.errors import EXPLANATIONS, UsageError
from presidium.judgement.baserate import EQUAL, HORIZONS, NONE, BaseRate, baserate_for, class_record
from presidium.judgement.classes import CASES, NEIGHBOURS, computed, kept
from presidium.scenario.model import Scenario
from presidium.scenario.question import Question
from presidium.theory.fate import FATES

CASE = "soviet-1953"
QUESTIONS = [question.id for question in presidium.load(CASE).questions]


@pytest.fixture(scope="module")
def case() -> Scenario:
    return presidium.load(CASE)


def asked(case: Scenario, name: str) -> Question:
    return next(question for question in case.questions if question.id == name)


def by_answer(found: BaseRate) -> dict[str, float]:
    return {"+".join(rate.answers): rate.value for rate in found.rates}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_rates_of_a_question_are_shares_of_one_whole(case: Scenario, name: str) -> None:
    found = baserate_for(case, name)
    if found.name == NONE:
        assert (found.spells, found.rates, found.neighbours) == (0, (), ())
        return
    assert sum(rate.value for rate in found.rates) == pytest.approx(1, abs=1e-9)
    for rate in (*found.rates, *(one.rate for one in found.neighbours)):
        assert 0 <= rate.value <= 1
        if rate.low is not None and rate.high is not None:
            assert 0 <= rate.low <= rate.value <= rate.high <= 1
    answers = [answer for rate in found.rates for answer in rate.answers]
    assert len(answers) == len(set(answers))
    if found.name == EQUAL:
        assert (found.spells, found.neighbours) == (0, ())
    else:
        assert found.spells == kept(CASE)[found.name].spells
        assert [one.name for one in found.neighbours] == list(NEIGHBOURS[found.name])


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answers_are_those_that_histories_give(case: Scenario, name: str) -> None:
    question = asked(case, name)
    answers = {answer for rate in baserate_for(case, question).rates for answer in rate.answers}
    people = set(case.people)
    years = {str(year) for year in range(1953, 1965)}
    match question.ask:
        case "falls":
            assert answers == {"yes", "no"}
        case "first_to_fall":
            assert answers == {*question.among, "none"}
        case "time_to_fall":
            assert answers == {*years, "never"}
        case "fate":
            assert answers == set(FATES)
        case "holder":
            assert answers == {*people, "vacant"}
        case "first_among_equals" | "successor":
            assert answers <= people
        case _:
            assert baserate_for(case, question).name == NONE


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_kept_answers_as_the_records_do(case: Scenario, name: str, data: Path) -> None:
    from_records = baserate_for(case, name, computed(CASE, data))
    without = baserate_for(case, name)
    assert from_records.spells == without.spells
    for mine, theirs in zip(without.rates, from_records.rates, strict=True):
        assert mine.answers == theirs.answers
        assert mine.value == pytest.approx(theirs.value, abs=2e-5)
        assert (mine.low or 0) == pytest.approx(theirs.low or 0, abs=1e-3)


def test_a_fall_in_a_window_is_what_the_life_table_says(case: Scenario) -> None:
    table = kept(CASE)["bureaus"].table
    served = (case.period.start.first - asked_seat(case, "khrushchev")).days / 365.25
    start, end = (1958 - 1953) - 64 / 365.25, 11 + 301 / 365.25
    stays = [float(table.stays(array(time), after=served)[0]) for time in (start, end)]
    yes = by_answer(baserate_for(case, "khrushchev-removed"))["yes"]
    assert yes == pytest.approx(stays[0] - stays[1], abs=0.002)


def asked_seat(case: Scenario, who: str):  # noqa: ANN201 - a day of the calendar
    return next(t.start.first for t in case.tenures if t.who == who and t.seat == "full")


def array(time: float):  # noqa: ANN201 - one number as an array
    import numpy as np

    return np.array([time])


def test_years_of_falling_add_up_to_falling_at_all(case: Scenario) -> None:
    years = by_answer(baserate_for(case, "time-to-beria-fall"))
    whole = Question.model_validate({"id": "beria-ever", "ask": "falls", "who": "beria", "by": "1964-12-31"})
    ever = by_answer(baserate_for(case, whole))
    assert years["never"] == pytest.approx(ever["no"], abs=1e-9)
    assert sum(share for year, share in years.items() if year != "never") == pytest.approx(ever["yes"])


def test_those_who_have_served_alike_are_alike_likely_to_be_first(case: Scenario) -> None:
    rates = by_answer(baserate_for(case, "first-to-fall"))
    assert rates["malenkov"] == pytest.approx(rates["beria"])
    assert rates["none"] < 0.01
    assert all(0.15 < rates[who] < 0.25 for who in asked(case, "first-to-fall").among)


def test_who_leads_at_the_opening_is_likelier_gone_the_later_it_is(case: Scenario) -> None:
    early = Question.model_validate({"id": "a", "ask": "holder", "office": "premier", "on": "1954-01"})
    late = Question.model_validate({"id": "b", "ask": "holder", "office": "premier", "on": "1963-01"})
    assert baserate_for(case, early).name == "communist-regular"
    rates = [by_answer(baserate_for(case, question))["malenkov"] for question in (early, late)]
    assert rates[0] > rates[1]


def test_an_office_that_nobody_holds_has_equal_shares(case: Scenario) -> None:
    opening = case.period.start
    empty = [
        office
        for office, one in case.offices.items()
        if one.chief
        and not any(
            t.office == office and t.start <= opening and (t.end is None or t.end > opening)
            for t in case.tenures
        )
    ]
    for office in empty:
        question = Question.model_validate({"id": "q", "ask": "holder", "office": office, "on": "1957-12-31"})
        assert baserate_for(case, question).name == EQUAL
    rates = by_answer(baserate_for(case, "successor-of-khrushchev"))
    assert "khrushchev" not in rates
    assert set(rates.values()) == {1 / 9}


def test_another_case_is_compared_with_all_autocracies_and_all_bodies(small_case: Scenario) -> None:
    who = next(iter(small_case.people))
    question = Question.model_validate(
        {"id": "q", "ask": "falls", "who": who, "by": small_case.period.end.iso}
    )
    found = baserate_for(small_case, question)
    assert (found.name, found.spells) == ("bodies", kept()["bodies"].spells)


@pytest.fixture(scope="module")
def small_case() -> Scenario:
    return presidium.load(Path(__file__).parents[1] / "scenario" / "small.yaml")


def test_a_question_that_is_not_asked_is_refused(case: Scenario) -> None:
    with pytest.raises(UsageError) as refused:
        baserate_for(case, "who-wins")
    assert refused.value.code == "USE680"
    assert "USE680" in EXPLANATIONS
    assert "first-to-fall" in str(refused.value)


def test_the_record_of_a_question_speaks_both_languages(case: Scenario) -> None:
    told = baserate_for(case, "khrushchev-removed").record()
    assert told["class"]["n"] == 195
    for sentence in (told["sentence"], told["caution"], told["class"]["name"]):
        assert sentence["en"]
        assert sentence["th"] != sentence["en"]
    assert told["rates"][0]["answers"] == ["yes"]
    assert {one["id"] for one in told["neighbours"]} == {"politburo", "bodies"}


@pytest.mark.parametrize("name", sorted(kept()))
def test_the_record_of_a_class_adds_up(name: str) -> None:
    classes = kept()
    told = class_record(classes[name], classes)
    assert [row["years"] for row in told["by_years"]] == list(HORIZONS)
    for way in told["left"]:
        shares = [row[way]["value"] for row in told["by_years"]]
        assert shares == sorted(shares)
    for row in told["by_years"]:
        assert sum(row[way]["value"] for way in told["left"]) <= 1 + 1e-9
    for fates in told["fates"]:
        assert math.fsum(one["value"] for one in fates["fates"].values()) == pytest.approx(1)
    assert told["n"] >= sum(told["left"].values())


def test_a_case_of_the_gallery_names_classes_that_there_are() -> None:
    for name, own in CASES.items():
        assert name in presidium.gallery()
        assert kept(name)[own.leaders].kind == "leaders"
        assert kept(name)[own.members].kind == "members"
        assert kept(name)[own.leaders].spells < kept()[own.leaders].spells
