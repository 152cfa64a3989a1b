"""Base rates beside the answers, and the run against the record."""

import copy
import re
from typing import Any

import pytest

import presidium
from presidium.page.build import page
from presidium.run import Run


@pytest.fixture(scope="module")
def run() -> Run:
    return presidium.simulate("soviet-1953", histories=40)


@pytest.fixture(scope="module")
def document(run: Run) -> dict[str, Any]:
    return run.document()


def _table(html: str, name: str) -> str:
    return re.split(rf"<table id={name}[ >]", html)[1].partition("</table>")[0]


def test_each_answer_has_its_base_rate_in_the_table(document: dict[str, Any]) -> None:
    asked = next(one for one in document["questions"] if one["id"] == "khrushchev-removed")
    rates = {rate["answers"][0]: rate["value"] for rate in asked["base_rate"]["rates"]}
    table = _table(page(document), "question-khrushchev-removed")
    for answer in asked["answers"]:
        assert f"{100 * rates[answer['value']]:.1f}" in table


def test_a_rate_that_answers_share_says_so(document: dict[str, Any]) -> None:
    table = _table(page(document), "question-fate-of-beria")
    assert "together" in table and "รวมกัน" in table


def test_what_the_rates_rest_on_is_said_once(document: dict[str, Any]) -> None:
    html = page(document)
    sentence = document["questions"][0]["base_rate"]["sentence"]["en"]
    assert html.partition("<section id=questions")[2].partition("<section")[0].count(sentence) == 1


def test_scores_stand_as_in_the_document(document: dict[str, Any]) -> None:
    html = page(document)
    table = _table(html, "scores-by-group")
    for row in document["hindcast"]["scores"]:
        assert row["text"]["en"] in table
        assert f"{row['model']:.2f}" in table
    losses = [one for one in document["hindcast"]["items"] if one["group"] == "loss"]
    assert len(re.findall(r"<tr>", _table(html, "scores-by-item"))) == len(losses) + 1


def test_a_case_without_a_record_is_not_scored(document: dict[str, Any]) -> None:
    changed = copy.deepcopy(document)
    changed["hindcast"] = None
    assert "scores-by-group" not in page(changed)


def test_the_summary_of_a_run_carries_base_rates(run: Run) -> None:
    told = {one["id"]: one["base_rate"] for one in run.summary()["questions"]}
    assert told["khrushchev-removed"]["class"]["n"] > 0
    assert told["split-by-1963"]["rates"] == [], "no public record has such cases"


def test_the_head_has_the_base_rate_of_the_leading_answer_where_there_is_one(sample: dict[str, Any]) -> None:
    asked = sample["questions"][0]
    leading = max(asked["answers"], key=lambda answer: answer["probability"])["value"]
    rates = [{"answers": ["nobody-else"], "value": 0.5}, {"answers": [leading], "value": 0.194}]
    given = {**(asked.get("base_rate") or {}), "rates": rates, "class": {"id": "c", "n": 195, "name": "C"}}
    given |= {"sentence": {"en": "s", "th": "s"}, "caution": {"en": "c", "th": "c"}, "neighbours": []}
    with_rate = {**sample, "questions": [{**asked, "base_rate": given}, *sample["questions"][1:]]}
    head = page(with_rate).partition("</header><nav")[0]
    assert "<b>Base rate:</b> 19 of 100, from 195 comparable cases." in head
    assert "ร้อยละ 19 จาก 195 กรณีที่เทียบได้" in head
    without = {**sample, "questions": [{**asked, "base_rate": None}, *sample["questions"][1:]]}
    assert "comparable cases" not in page(without)
