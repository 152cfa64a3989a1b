"""Does what is dated to the month or the year come in the period, and last as long as the date may mean?"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from presidium.history.board import Board, board_of
from presidium.history.many import play_many
from presidium.judgement.outcome import answered
from presidium.judgement.record import recorded_answers
from presidium.scenario.read import load

#: The period is 1961-02-01 to 1963-12-31.
TEXT = (Path(__file__).parents[1] / "scenario" / "small.yaml").read_text(encoding="utf-8")
Laid = Callable[..., Board]


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    def board(*changes: tuple[str, str]) -> Board:
        text = TEXT.partition("\nstory:")[0] + "\n"
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        return board_of(load(path))

    return board


SHOCK = "on: 1961-05\n    chance: 0.5 to 0.9"


@pytest.mark.parametrize(("on", "month"), [("1961", 0), ("1961-02", 0), ("1961-05", 3), ("1962", 11)])
def test_a_shock_comes_in_the_first_month_of_the_period_that_its_date_may_mean(
    on: str, month: int, laid: Laid
) -> None:
    board = laid((SHOCK, f"on: {on}\n    chance: 1"))
    for _, rows in play_many(board, 1, [(0, 3)], threads=1):
        assert rows["happened"][:, board.events.index("student-rising")].tolist() == [month] * 3


def test_a_congress_of_the_opening_year_meets_in_the_opening_month(laid: Laid) -> None:
    board = laid(("congresses: [1962-10-01]", "congresses: [1961, 1963]"))
    assert np.flatnonzero(board.fixed["congress"][0]).tolist() == [0, 23]


def test_a_death_recorded_to_the_opening_year_comes_in_the_period(laid: Laid) -> None:
    board = laid(("born: 1910\n", "born: 1910\n    died: 1961\n    death: recorded\n"))
    assert board.fixed["recorded_death"][0, board.people.index("vey")] == 0


@pytest.mark.parametrize(
    ("window", "months"),
    [("1961 to 1962", (0, 22)), ("1961-06 to 1962-12", (4, 22)), ("1962", (11, 22)), ("1963", (23, 34))],
)
def test_a_window_opens_with_its_first_date_and_closes_when_the_last_is_over(
    window: str, months: tuple[int, int], laid: Laid
) -> None:
    fixed = laid(
        ("window: 1961-06 to 1962-12", f'window: "{window}"'), ("    recorded: 1962-02-10\n", "")
    ).fixed[0]
    decision = list(fixed["event_is_decision"]).index(1)
    assert (fixed["event_first"][decision], fixed["event_last"][decision]) == months


def test_lives_are_followed_to_the_end_of_the_last_date(laid: Laid) -> None:
    assert laid(("follow_lives_to: 1972-12-31", "follow_lives_to: 1972")).fixed["follow"][0] == 142


@pytest.mark.parametrize(("by", "recorded"), [("1961", "yes"), ("1961-11", "yes"), ("1961-10", "no")])
def test_by_a_year_is_by_its_end_for_histories_and_for_the_record(by: str, recorded: str, laid: Laid) -> None:
    board = laid(("by: 1962-06", f"by: {by}"))
    question = next(one for one in board.case.questions if one.id == "orsk-falls")
    # In the record he falls on 20 November 1961; here in November too.
    rows = next(iter(play_many(board, 1, [(0, 1)], threads=1)))[1].copy()
    rows["fell"][:, board.people.index("orsk")] = 9
    asked = answered(board, rows, question)
    assert asked.values[asked.taken[0]] == recorded
    assert recorded_answers(board.case, question) == (recorded,)


def test_who_holds_an_office_in_a_year_is_asked_of_its_end(laid: Laid) -> None:
    board = laid(("office: chair, on: 1962-12-31", "office: chair, on: 1961"))
    question = next(one for one in board.case.questions if one.id == "chair-1962")
    rows = next(iter(play_many(board, 1, [(0, 1)], threads=1)))[1].copy()
    rows["chief_holder"][:, board.chiefs.index("chair")] = board.people.index("orsk")
    rows["chief_holder"][:, board.chiefs.index("chair"), 10] = board.people.index("vey")
    asked = answered(board, rows, question)
    assert asked.values[asked.taken[0]] == "vey"
    assert recorded_answers(board.case, question) == ("vey",)
