"""A change is played only from where it can change anything, and gives what playing it whole gives."""

from collections.abc import Iterator

import numpy as np
import pytest

import presidium
from presidium.history.board import Board, board_of
from presidium.history.branch import branch, play_branches
from presidium.history.many import play_many
from presidium.scenario.change import apply, without_hindsight
from presidium.scenario.model import Scenario

SEED, HISTORIES = 7, 60


def whole(board: Board, histories: int = HISTORIES) -> np.ndarray:
    return next(iter(play_many(board, SEED, [(0, histories)], 1)))[1]


def changes(case: Scenario) -> Iterator[Scenario]:
    """Every what-if, the case without hindsight, and changes of every kind of thing."""
    yield from (apply(case, name) for name in case.whatif)
    yield without_hindsight(case)
    yield case
    for path, value in (
        ("events.secret-speech.effects.0.harshness", "0.1 to 0.2"),
        ("events.secret-speech.window", "1957-01 to 1958-02"),
        ("events.berlin-rising.chance", "0.2 to 0.6"),
        ("events.sputnik.effects", []),
        ("rules.bureau_size", 9),
        ("ledger.l145.size", 0.1),
    ):
        yield case.change(path, value)


def test_histories_from_where_a_change_parts_are_those_played_whole(case: Scenario, board: Board) -> None:
    others = [board_of(one) for one in changes(case)]
    parted = [branch(board, other, SEED, HISTORIES) for other in others]
    rows = whole(board)
    made = play_branches(board, rows, parted, SEED, (0, HISTORIES), 2)
    for other, found in zip(others, made, strict=True):
        assert found.tobytes() == whole(other).tobytes()
    later = play_branches(board, rows, parted, SEED, (40, 20), 1)
    assert [one.tobytes() for one in later] == [one[40:].tobytes() for one in made]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("no-berlin-rising", "1953-06"),
        ("army-neutral-1957", "1957-06"),
        ("no-appeal-1957", "1957-01"),
        ("khrushchev-in-moscow-1964", "1964-10"),
        ("malenkov-with-beria", "1953-03"),
        ("beria-without-police", "1953-03"),
    ],
)
def test_a_change_parts_in_the_month_of_what_it_changes(
    case: Scenario, board: Board, name: str, day: str
) -> None:
    parted = branch(board, board_of(apply(case, name)), SEED, 1)
    assert parted.month == case.period.month_of(presidium.dates.parse_day(day))


def test_what_never_happened_is_not_taken_away(case: Scenario, board: Board) -> None:
    rows = whole(board)
    parted = branch(board, board_of(apply(case, "no-missiles-to-cuba")), SEED, HISTORIES)
    came = rows["happened"][:, board.events.index("cuba")] >= 0
    assert parted.concerned(rows).tolist() == came.tolist()
    assert came.any()
    assert not came.all()
