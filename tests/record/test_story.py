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
