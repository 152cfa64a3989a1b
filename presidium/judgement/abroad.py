"""What do the histories answer about the world outside: who leans where, who breaks, who sends troops?"""

from typing import Any

import numpy as np

from presidium.history.board import Board
from presidium.judgement.record import NO_SIDE
from presidium.theory.crisis.ends import ENDS

Rows = np.ndarray[Any, np.dtype[Any]]
Taken = tuple[tuple[str, ...], Rows]
#: A question whose fields the reader has checked: what its kind needs is there.
Asked = Any

#: Tension in thirds.
THIRDS = ("low", "middle", "high")
INTERVENTION = ("troops", "left-alone", "no-unrest")


def quarter_of(board: Board, day: Any) -> int:
    """The quarter in which a date ends, counted from that of the opening, kept to the period."""
    return min(max(int(board.quarter_of(board.case.period.last_month_of(day))), 0), board.quarters - 1)


def shares_on(board: Board, rows: Rows, state: str, day: Any) -> Rows:
    """How every history has a state divide itself in the quarter of a day: float64[histories, poles + 1].

    The last column is what leans to nobody.  Rows are kept in whole percent, and sum to 1.
    """
    place = list(board.case.states).index(state)
    given = rows["share_at"][:, quarter_of(board, day), place, :].astype(float) / 100.0
    return np.column_stack([given, np.maximum(0.0, 1.0 - given.sum(axis=1))])


def spread(percent: Any) -> list[list[int]]:
    """By quarter (the second axis): [low, mean, high] over the histories, in whole percent.

    5 % of the histories are below the low one, 5 % above the high one.

    >>> spread(np.array([[0, 50], [10, 50]]))
    [[0, 5, 10], [50, 50, 50]]
    """
    low, high = np.percentile(percent, [_LOW, _HIGH], axis=0)
    middle = percent.mean(axis=0)
    return [[round(float(x)) for x in three] for three in zip(low, middle, high, strict=True)]


_LOW, _HIGH = 5.0, 95.0


def percent_on(board: Board, rows: Rows, question: Asked) -> Rows:
    """How every history has a state divide itself on the day of a question: uint8[histories, poles]."""
    place, quarter = list(board.case.states).index(question.state), quarter_of(board, question.on)
    return rows["share_at"][:, quarter, place, :].copy()


def leaning_shares(board: Board, percent: Rows) -> dict[str, list[int]]:
    """How a state divides itself, uint8[histories, poles]: by pole [low, mean, high], as `spread` has it."""
    return dict(zip(board.case.poles, spread(percent), strict=True))


def leaning(board: Board, rows: Rows, question: Asked) -> Taken:
    """The pole that has more than half of a state on a day, or none."""
    shares = shares_on(board, rows, question.state, question.on)
    best = shares[:, :-1].argmax(axis=1)
    half = shares[np.arange(len(shares)), best] > 0.5
    return (*board.case.poles, NO_SIDE), np.where(half, best, len(board.case.poles))


def break_(board: Board, rows: Rows, question: Asked) -> Taken:
    """Whether the poles that two states lead have broken with each other by a day."""
    led = {pole.state: b for b, pole in enumerate(board.case.poles.values())}
    first, second = (led[state] for state in question.states)
    broke = rows["broke_at"][:, first, second]
    by = min(board.case.period.last_month_of(question.by), board.months - 1)
    return ("yes", "no"), np.where((broke >= 0) & (broke <= by), 0, 1)


def intervention(board: Board, rows: Rows, question: Asked) -> Taken:
    """Whether troops are ever sent into a client, or unrest is only left alone, or there is none."""
    k = list(board.case.clients).index(question.client)
    risen = np.where(rows["unrest_at"][:, k] >= 0, 1, 2)
    return INTERVENTION, np.where(rows["troops_at"][:, k] >= 0, 0, risen)


def crisis_end(board: Board, rows: Rows, question: Asked) -> Taken:
    """How a crisis ends, if it opens."""
    end = rows["crisis_end"][:, list(board.case.crises).index(question.crisis)].astype(np.int64)
    return (*ENDS, "no-crisis"), np.where(end < 0, len(ENDS), end)


def tension(board: Board, rows: Rows, question: Asked) -> Taken:
    """In which third of 0 to 1 the tension between the poles is at the end of the quarter of a day."""
    percent = rows["tension_at"][:, quarter_of(board, question.on)].astype(np.int64)
    return THIRDS, np.minimum(percent * 3 // 100, 2)
