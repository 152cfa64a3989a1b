"""What do the histories answer, and how sure is the count?

Each question turns every history into one answer; shares of answers are probabilities, with one standard
error of Monte Carlo, sqrt(p (1 - p) / n).  That is 0 where no history, or every one, gives an answer, which
is sure all the same only up to a bound: there the error is that bound (`counting`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from presidium.counting import mc_error
from presidium.errors import UsageError
from presidium.history.board import Board
from presidium.judgement import abroad
from presidium.judgement.record import Asked, holder_of, recorded_answers
from presidium.scenario.answers import WORDS
from presidium.scenario.question import Question
from presidium.theory.fate import FATES

Rows = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its name, its share among the histories in [0, 1], its error (`mc_error`), and whether
    history took it.
    """

    value: str
    probability: float
    mc_error: float
    recorded: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with the answer of every history: `taken[h]` is an index into `values`.

    `recorded`: the answers on record, none where the record is silent, several where one day took several.
    `percent`: where a leaning is asked, how the state divides itself among the poles, uint8[histories,
    poles].
    """

    question: Question
    values: tuple[str, ...]
    taken: np.ndarray[Any, Any]
    recorded: tuple[str, ...]
    percent: np.ndarray[Any, Any] | None = None

    def answers(self) -> tuple[Answer, ...]:
        """Shares of all answers that occurred or are recorded, the likeliest first."""
        counts = np.bincount(self.taken, minlength=len(self.values))
        total = max(len(self.taken), 1)
        found = [
            Answer(value, count / total, mc_error(count / total, total), value in self.recorded)
            for value, count in zip(self.values, counts.tolist(), strict=True)
            if count or value in self.recorded
        ]
        if self.question.ask in _IN_ORDER:
            return tuple(found)
        return tuple(sorted(found, key=lambda answer: -answer.probability))


def likeliest_came(asked: Sequence[Answered]) -> tuple[int, int]:
    """In how many questions the likeliest answer is the recorded one, of how many with one on record."""
    known = [one.answers() for one in asked if one.recorded]
    return sum(max(some, key=lambda answer: answer.probability).recorded for some in known), len(known)


_IN_ORDER = ("time_to_fall", "fate", "tension")


def _from_month(board: Board, day: Any) -> int:
    """The month from which on something is asked."""
    return min(max(board.case.period.month_of(day), 0), board.months - 1)


def _to_month(board: Board, day: Any) -> int:
    """The month at the end of which, or up to which, something is asked."""
    return min(max(board.case.period.last_month_of(day), 0), board.months - 1)


def _chief(board: Board, office: str) -> int:
    if office not in board.chiefs:
        raise UsageError(
            "USE610",
            f'the question asks for the holder of "{office}", which is not marked as a chief office',
            f"ask for one of: {', '.join(board.chiefs)}; or give the office `chief: true`",
        )
    return board.chiefs.index(office)


def _first_to_fall(board: Board, rows: Rows, question: Asked) -> tuple[tuple[str, ...], Rows]:
    columns = [board.people.index(person) for person in question.among]
    rank = rows["fell_rank"][:, columns].astype(np.int64)
    rank[rank == 0] = 10_000
    first = rank.argmin(axis=1)
    first[rank.min(axis=1) == 10_000] = len(columns)
    return (*question.among, *WORDS[question.ask]), first


def _falls(board: Board, rows: Rows, question: Asked) -> tuple[tuple[str, ...], Rows]:
    fell = rows["fell"][:, board.people.index(question.who)]
    earliest = 0 if question.start is None else _from_month(board, question.start)
    inside = (fell >= earliest) & (fell <= _to_month(board, question.by))
    return WORDS[question.ask], np.where(inside, 0, 1)


def fell_earlier(board: Board, rows: Rows, question: Asked) -> float | None:
    """Share of histories in which somebody had fallen before the span in which his fall is asked about.

    They are among those that answer no.  None for a question that is about no such span.
    """
    if question.ask != "falls" or question.start is None:
        return None
    fell = rows["fell"][:, board.people.index(question.who)]
    # Who never falls has -1, which is before any month.
    return float(((fell >= 0) & (fell < _from_month(board, question.start))).mean())


def _holder(board: Board, rows: Rows, question: Asked) -> tuple[tuple[str, ...], Rows]:
    held = rows["chief_holder"][..., _chief(board, question.office), _to_month(board, question.on)]
    return (*board.people, *WORDS[question.ask]), np.where(held < 0, len(board.people), held)


def _first_among_equals(board: Board, rows: Rows, question: Asked) -> tuple[tuple[str, ...], Rows]:
    strongest = rows["strongest_at"][:, _to_month(board, question.on)]
    return (*board.people, *WORDS[question.ask]), np.where(strongest < 0, len(board.people), strongest)


def _time_to_fall(board: Board, rows: Rows, question: Asked) -> tuple[tuple[str, ...], Rows]:
    period = board.case.period
    years = tuple(str(year) for year in range(period.start.year, period.end.year + 1))
    first_month = period.start.month or 1
    fell = rows["fell"][:, board.people.index(question.who)].astype(np.int64)
    return (*years, *WORDS[question.ask]), np.where(fell < 0, len(years), (fell + first_month - 1) // 12)


def _fate(board: Board, rows: Rows, question: Asked) -> tuple[tuple[str, ...], Rows]:
    return FATES, rows["fate"][:, board.people.index(question.who)].astype(np.int64)


def _successor(board: Board, rows: Rows, question: Asked) -> tuple[tuple[str, ...], Rows]:
    months = rows["chief_holder"][:, _chief(board, question.office), :]
    first = holder_of(board.case, question.office, board.case.period.start)
    # The opening stands before the end of the first month: who loses the office within it did hold it.
    opening = np.full((len(months), 1), -1 if first is None else board.people.index(first))
    held = np.hstack([opening, months])
    own = held == board.people.index(question.after)
    ever = own.any(axis=1)
    last = held.shape[1] - 1 - own[:, ::-1].argmax(axis=1)
    still = ever & (last == held.shape[1] - 1)
    next_month = np.minimum(last + 1, held.shape[1] - 1)
    after = held[np.arange(len(held)), next_month].astype(np.int64)
    n = len(board.people)
    taken = np.where(after < 0, n, after)
    return (*board.people, *WORDS[question.ask]), np.where(~ever, n + 2, np.where(still, n + 1, taken))


_ASKED = {
    "first_to_fall": _first_to_fall,
    "falls": _falls,
    "holder": _holder,
    "first_among_equals": _first_among_equals,
    "time_to_fall": _time_to_fall,
    "fate": _fate,
    "successor": _successor,
    "leaning": abroad.leaning,
    "break": abroad.break_,
    "intervention": abroad.intervention,
    "crisis_end": abroad.crisis_end,
    "tension": abroad.tension,
}


def answered(board: Board, rows: Rows, question: Question) -> Answered:
    """Put one question to all histories.

    `successor` asks who holds the office at the end of the month after the last one at whose end the person
    did, the opening counting as one; `holder` and `first_among_equals` look at the end of the month of their
    date; for the world outside see `abroad.py`.
    """
    values, taken = _ASKED[question.ask](board, rows, question)
    percent = abroad.percent_on(board, rows, question) if question.ask == "leaning" else None
    recorded = recorded_answers(board.case, question)
    return Answered(question, values, taken.astype(np.int16), recorded, percent)


def joined(parts: Sequence[Answered]) -> Answered:
    """One question that was put to several parts of the histories, as put to all of them in this order."""
    first = parts[0]
    percent = [part.percent for part in parts if part.percent is not None]
    return replace(
        first,
        taken=np.concatenate([part.taken for part in parts]),
        percent=np.concatenate(percent) if percent else None,
    )
