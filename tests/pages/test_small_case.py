"""Does the page of a small case of one's own say only what the case holds?

The case has three people, one question, no what-if, nothing that leans on later events, no record.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presidium
from presidium.page.build import page

COUNCIL = Path(__file__).parent / "council.yaml"
QUESTIONS = """questions:
  - {id: marshal-falls, ask: falls, who: krell, by: 2028-12-31}
"""


def document_of(folder: Path, *changes: tuple[str, str]) -> dict[str, Any]:
    text = COUNCIL.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file = folder / "council.yaml"
    file.write_text(text, encoding="utf-8")
    return presidium.simulate(presidium.load(file), histories=200, seed=1953).document()


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return document_of(tmp_path_factory.mktemp("council"))


def test_the_head_says_of_one_answer_how_often_the_histories_and_how_often_comparable_cases_have_it(
    document: dict[str, Any],
) -> None:
    asked = document["questions"][0]
    leading = max(asked["answers"], key=lambda answer: answer["probability"])
    assert leading["value"] == "no"
    assert "does not fall by 31 December 2028" in document["headline"]["sentence"]["en"]
    rate = next(rate for rate in asked["base_rate"]["rates"] if rate["answers"] == ["no"])
    head = page(document).partition("hundred-title")[0]
    assert f"{round(100 * rate['value'])} of 100, from" in head
    assert document["dots"]["answers"][0]["label"]["en"] == "no"


def test_a_case_without_hindsight_is_not_played_without_it(document: dict[str, Any]) -> None:
    assert document["hindsight"] is None
    html = page(document)
    assert "id=whatif" not in html and 'id="whatif"' not in html
    assert "Without hindsight" not in html.partition("<template")[0]
    assert not any("lean on later events" in limit["en"] for limit in document["limits"])


def test_no_change_is_said_to_move_nothing_where_none_was_tried(document: dict[str, Any]) -> None:
    assert [reason["en"] for reason in document["headline"]["reasons"]] == [
        "At the opening Marshal Krell commands 90 of 100 parts of the armed force."
    ]


def test_who_holds_an_office_in_fact_is_said_only_where_it_is_known(
    document: dict[str, Any], tmp_path: Path
) -> None:
    assert document["chief_offices"][0]["recorded"] == []
    html = page(document)
    assert "who held it in fact" not in html and "what history recorded" not in html
    gone = "  - {who: moss, office: secretary, from: 2025,"
    ended = "  - {who: moss, office: secretary, from: 2025, to: 2028-03-01}\n"
    follows = "  - {who: pell, office: secretary, from: 2028-03-01,"
    known = document_of(tmp_path, (gone, ended + follows))
    held = [(term["who"], term["from"]) for term in known["chief_offices"][0]["recorded"]]
    assert held == [("moss", "2025"), ("pell", "2028-03-01")]
    assert "who held it in fact" in page(known)


def test_a_shock_that_may_come_is_given_and_not_recorded(tmp_path: Path) -> None:
    flood = (
        "events:\n  flood: {kind: shock, title: Flood, on: 2028-06, chance: 0.5, exogenous: true,"
        " effects: [{blame: leader, by: 0.2}], because: {source: embassy, grade: D}}\n"
    )
    given = document_of(tmp_path, ("ties:\n", flood + "ties:\n"))
    assert [event["id"] for event in given["timeline"]["recorded"]] == ["flood"]
    html = page(given)
    assert "Given in the scenario" in html and "what the scenario has come from outside" in html
    assert "what history recorded" not in html
    known = document_of(
        tmp_path,
        (
            "ties:\n",
            flood + "  moss-gone: {kind: outcome, on: 2028-03-01, records: {falls: moss}}\n" + "ties:\n",
        ),
    )
    assert "what history recorded" in page(known)


def test_people_who_stand_in_a_line_leave_no_empty_paper(document: dict[str, Any]) -> None:
    assert {one["y"] for one in document["circle"]["people"]} == {0.0}
    html = page(document)
    drawing = html[html.index("circle-figure") :]
    height = float(drawing.partition('viewBox="0 0 760 ')[2].partition('"')[0])
    assert height < 130


def test_a_caption_names_nobody_as_both_the_most_and_the_least_likely_to_rule(
    document: dict[str, Any],
) -> None:
    assert {one["chance"] for one in document["ruling"][0]["members"]} == {1.0}
    html = page(document)
    assert "Each of them is among those who could rule in 100% of the draws." in html
    assert "least often" not in html


@pytest.mark.parametrize("changed", [False, True], ids=["as it is", "with a what-if"])
def test_the_page_of_a_case_that_asks_nothing_works(
    show: Callable[..., Any], tmp_path: Path, changed: bool
) -> None:
    """Every script after the first that fails would be gone."""
    whatif = 'whatif:\n  friends: {name: {en: "Friends"}, change: {ties.krell.moss.tie: 0.5}}\n'
    document = document_of(tmp_path, (QUESTIONS, ""), ("ties:\n", (whatif if changed else "") + "ties:\n"))
    opened = show(page(document))
    assert opened.said == []
    opened.get_by_role("button", name="ไทย").click()
    assert opened.locator("html").get_attribute("lang") == "th"
