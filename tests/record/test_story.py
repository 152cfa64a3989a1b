"""Are the odds of a story those of its run, and is nothing in it typed in?"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import presidium
from presidium.history.replay import leanings, recorded_state
from presidium.judgement.outcome import mc_error
from presidium.record.story import story_record

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"


@pytest.fixture(scope="module")
def run() -> presidium.Run:
    return presidium.simulate(SMALL, histories=400, seed=7)


@pytest.fixture(scope="module")
def document(run: presidium.Run) -> dict[str, Any]:
    return run.document()


@pytest.fixture(scope="module")
def moments(run: presidium.Run, document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = story_record(run, document)["moments"]
    return found


def test_a_decision_is_counted_in_all_histories_where_nothing_is_given(
    run: presidium.Run, moments: list[dict[str, Any]]
) -> None:
    amnesty, never, half = moments[0]["choices"]
    taken = run.rows["happened"][:, list(run.board.events).index("amnesty")] >= 0
    assert 0.0 < taken.mean() < 1.0
    assert amnesty["odds"] == {"share": taken.mean(), "mc_error": round(mc_error(taken.mean(), 400), 6)}
    assert amnesty["odds"]["share"] + never["odds"]["share"] == pytest.approx(1.0)
    assert half["odds"] is None
    assert moments[0]["given"] == {"histories": 400, "few": False, "conditions": []}


def test_a_bet_on_a_question_of_the_scenario_has_the_documents_odds(
    document: dict[str, Any], moments: list[dict[str, Any]]
) -> None:
    asked = next(question for question in document["questions"] if question["id"] == "orsk-falls")
    yes = next(answer for answer in asked["answers"] if answer["value"] == "yes")
    bet = moments[0]["bet"]
    assert (bet["share"], bet["mc_error"]) == (yes["probability"], yes["mc_error"])
    # On record he falls on 20 November 1961.
    assert bet["came"] is True
    assert bet["score"] == pytest.approx((1.0 - yes["probability"]) ** 2, abs=1e-6)


def test_odds_are_counted_among_the_histories_that_stand_as_the_record_did(
    run: presidium.Run, moments: list[dict[str, Any]]
) -> None:
    people = list(run.board.people)
    # October 1961 is month 8 of a period that opens in February; the chair is the first chief office.
    chair = run.rows["chief_holder"][:, run.board.chiefs.index("chair"), 8]
    given = np.isin(chair, [people.index("orsk"), people.index("vey")])
    fell = run.rows["fell"][:, people.index("orsk")]
    wanted = (fell >= 9) & (fell <= 22)
    vote = moments[1]
    assert vote["given"]["histories"] == given.sum() < 400
    assert vote["given"]["conditions"][0]["answer"]["en"] == "Ivo Orsk, or else Ana Vey"
    assert vote["bet"]["share"] == wanted[given].mean()
    neither = vote["choices"][2]["odds"]
    assert neither["share"] == (chair == people.index("vey"))[given].mean()


@pytest.fixture(scope="module")
def other(run: presidium.Run, document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same histories under another story: the moments given an event, the first asked one question."""
    text = SMALL.read_text(encoding="utf-8")
    for old, new in (
        ("- {question: chair-1961, answer: [orsk, vey]}", "- {happens: amnesty}"),
        ("odds: {happens: amnesty}", 'odds: {question: end-of-orsk, answer: ["yes"]}'),
        (", odds: {never: amnesty}", ""),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("other") / "other.yaml"
    path.write_text(text, encoding="utf-8")
    told = presidium.Run(presidium.load(path), run.seed, run.rows, 0.0, run.board)
    return story_record(told, document)["moments"]


def test_an_event_counts_where_it_has_come_by_then(run: presidium.Run, other: Any) -> None:
    # The vote is in November 1961, month 9; an amnesty may come until the end of 1962.
    came = run.rows["happened"][:, list(run.board.events).index("amnesty")]
    by_then = (came >= 0) & (came <= 9)
    assert 0 < by_then.sum() < (came >= 0).sum()
    given = other[1]["given"]
    assert given["histories"] == by_then.sum()
    assert [(one["question"]["en"], one["answer"]["en"]) for one in given["conditions"]] == [
        ("Has this come: An amnesty?", "yes, by then")
    ]
    fell = run.rows["fell"][:, list(run.board.people).index("orsk")]
    assert other[1]["bet"]["share"] == ((fell >= 9) & (fell <= 22))[by_then].mean()


def test_what_none_of_the_choices_stands_for_is_told_too(other: Any, moments: list[dict[str, Any]]) -> None:
    (left,) = other[0]["others"]
    assert left["answer"]["en"] == "no"
    assert left["share"] == pytest.approx(1.0 - other[0]["choices"][0]["odds"]["share"])
    # Sides and answers together make no whole.
    assert [moment["others"] for moment in moments] == [[], []]


def test_a_side_is_reckoned_at_the_recorded_moment(run: presidium.Run, moments: list[dict[str, Any]]) -> None:
    day = run.case.story.moments[1].showdown.on
    state = recorded_state(run.board, day)
    chances = leanings(run.board, state, run.case.period.month_of(day), "vey", "orsk", "vey")
    attack, spare, _ = moments[1]["choices"]
    assert attack["odds"] == {"share": pytest.approx(chances["tamm"], abs=1e-6), "mc_error": None}
    assert attack["odds"]["share"] + spare["odds"]["share"] == pytest.approx(1.0)
    assert (attack["taken"], spare["taken"]) == (True, False)
    showdown = moments[1]["showdown"]
    assert [(one["who"], one["sided"]) for one in showdown["members"]] == [
        ("orsk", False),
        ("vey", True),
        ("tamm", True),
    ]
    assert [(vote["ayes"], vote["total"], vote["carried"]) for vote in showdown["votes"]][0] == (2, 3, True)


def test_a_what_if_has_the_documents_numbers(document: dict[str, Any], moments: list[dict[str, Any]]) -> None:
    (told,) = moments[1]["whatif"]
    (change,) = document["whatif"]
    rows = [
        row for asked in change["questions"] if asked["id"] == "first-to-fall" for row in asked["answers"]
    ]
    row = next((row for row in rows if row["value"] == "orsk"), dict.fromkeys(told))
    assert {name: told[name] for name in ("base", "changed", "difference", "mc_error")} == {
        name: row[name] for name in ("base", "changed", "difference", "mc_error")
    }
    assert told["histories"] == change["histories"]
    assert told["changed_histories"] == change["changed_histories"]


def test_where_no_history_counts_there_are_no_odds(run: presidium.Run, document: dict[str, Any]) -> None:
    none = presidium.Run(run.case, run.seed, run.rows[:0], 0.0, run.board)
    first = story_record(none, document)["moments"][0]
    assert first["choices"][0]["odds"] == {"share": None, "mc_error": None}
    assert (first["bet"]["share"], first["bet"]["score"]) == (None, None)
    assert first["given"]["few"] is True


def test_the_sources_are_those_that_the_story_names(run: presidium.Run, document: dict[str, Any]) -> None:
    assert [source["key"] for source in story_record(run, document)["sources"]] == ["minutes", "kuhn"]


def test_the_story_is_on_no_other_page(document: dict[str, Any]) -> None:
    text = document["scenario_text"]["scenario.json"]
    assert "The council meets tomorrow." not in text
    assert "Orsk" in text
