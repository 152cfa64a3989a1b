"""Up to which month has a change changed nothing, and how is only the rest played?

Histories of a case and of the case with one change are the same, under the same chance, until the first month
in which what differs can happen.  So the case is played up to there once, and each change goes on from copies
of its boards.  Where a change only takes events away, histories that never had them stay as they are.  The
result is, bit for bit, what playing every history from its opening gives.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.history.board import Board
from presidium.history.calendar import possible_events
from presidium.history.inputs import numbers_drawn
from presidium.history.many import cores, in_stretches, play_on, trimmed
from presidium.history.ready import make_ready
from presidium.scenario.events import Shock

Rows = np.ndarray[Any, Any]

#: Fields of the case in which only events, and the numbers of the board that are drawn, are written.
_OF_EVENTS = ("event", "effect", "logit", "calendar", "guard", "draw", "turn_first_guard")
#: Numbers on the board that nothing reads before the event comes to which they belong.
_NUMBERS_OF_EVENTS = ("event_chance", "effect_size")
#: What a draw is, besides its place.
_DRAW = ("draw_mechanism", "draw_slot", "draw_rivals", "draw_cut", "draw_low", "draw_high")


@dataclass(frozen=True, slots=True)
class Branch:
    """A changed case beside the one that it changes.

    `month`: the first in which their histories can differ, 0 where they may from the opening on.  `places`:
    where the numbers stand, on the board seen as a row of floats, that the change has otherwise although they
    come later; `numbers`: float64[histories, places], what they are.  `gone`: the events that the change
    takes away, if it does nothing else, else None.
    """

    board: Board
    month: int
    places: np.ndarray[Any, Any]
    numbers: np.ndarray[Any, Any]
    gone: tuple[int, ...] | None

    def concerned(self, rows: Rows) -> np.ndarray[Any, Any]:
        """Which histories of the case, by their rows, the change can make others: bool[histories]."""
        if self.gone is None:
            return np.ones(len(rows), bool)
        if not self.gone:
            return np.zeros(len(rows), bool)
        return np.asarray((rows["happened"][:, list(self.gone)] >= 0).any(axis=1))


def branch(base: Board, other: Board, seed: int, histories: int) -> Branch:
    """Where the case of `other` parts from that of `base`, for the first histories under a seed."""
    unlike = _unlike_events(base, other) if _alike_but_for_events(base, other) else None
    places = _unlike_numbers(base, other) if unlike is not None else np.zeros(0, np.int64)
    if unlike is None or not _of_events(base, places):
        return Branch(other, 0, np.zeros(0, np.int64), np.zeros((histories, 0)), None)
    numbers = numbers_drawn(other, places, seed, histories)
    return Branch(other, _first_month(base, other, unlike), places, numbers, _gone(base, other, unlike))


def _alike_but_for_events(base: Board, other: Board) -> bool:
    """Do two cases differ in events alone, and have both the same events in the same order, but for new
    ones?
    """
    if (base.fresh.dtype, base.fixed.dtype) != (other.fresh.dtype, other.fixed.dtype):
        return False
    if other.events[: len(base.events)] != base.events or base.case.ledger != other.case.ledger:
        return False
    names = [name for name in base.fixed.dtype.names or () if not name.startswith(_OF_EVENTS)]
    return all(np.array_equal(base.fixed[name], other.fixed[name]) for name in names)


def _unlike_events(base: Board, other: Board) -> list[str]:
    ours, theirs = possible_events(base.case), possible_events(other.case)
    return [name for name in other.events if ours.get(name) != theirs[name]]


def _unlike_numbers(base: Board, other: Board) -> np.ndarray[Any, Any]:
    """The places on the board, in floats, at which something else stands or is drawn."""
    written = (base.fresh.view("u8") != other.fresh.view("u8")).nonzero()[0]
    ours, theirs = _draws(base), _draws(other)
    drawn = {place for place in ours.keys() | theirs.keys() if ours.get(place) != theirs.get(place)}
    return np.array(sorted(drawn.union(written.tolist())), np.int64)


def _draws(board: Board) -> dict[int, bytes]:
    c = board.fixed[0]
    return {
        int(c["draw_offset"][q]): b"".join(c[name][q].tobytes() for name in _DRAW) for q in range(c["draws"])
    }


def _of_events(board: Board, places: np.ndarray[Any, Any]) -> bool:
    """Do all these places belong to numbers of events?"""
    inside = np.zeros(len(places), bool)
    for name in _NUMBERS_OF_EVENTS:
        kind, offset = (board.fresh.dtype.fields or {})[name][:2]
        inside |= (places >= offset // 8) & (places < (offset + kind.itemsize) // 8)
    return bool(inside.all())


def _first_month(base: Board, other: Board, unlike: Iterable[str]) -> int:
    """The first month in which one of these events can come, as the one case or the other has it."""
    months = [base.months]
    for case in (base.case, other.case):
        events = possible_events(case)
        for name in unlike:
            if name in events:
                event = events[name]
                days = event.on if isinstance(event, Shock) else event.window
                months += [case.period.month_of(day) for day in days]
    return max(min(months), 0)


def _gone(base: Board, other: Board, unlike: Sequence[str]) -> tuple[int, ...] | None:
    """The events that cannot come any more, where no other event is changed and none is new."""
    events = possible_events(other.case)
    for name in unlike:
        event = events[name]
        never = event.chance is not None and event.chance.exact and event.chance.middle <= 0.0
        if name not in base.events or not never:
            return None
    return tuple(base.events.index(name) for name in unlike)


class _Brancher:
    """One thread's boards: those of a stretch of histories of the case, and one for all changes."""

    def __init__(self, base: Board, rows: Rows, branches: Sequence[Branch], seed: int) -> None:
        self._base, self._rows, self._seed = base, rows, seed
        self._branches = branches
        self._order = sorted(range(len(branches)), key=lambda k: branches[k].month)
        self._cut = base.fixed.copy()

    def play(self, first: int, count: int) -> list[Rows]:
        """The rows of histories first .. first + count - 1 under each change, trimmed."""
        own = self._rows[first : first + count]
        made: list[Rows] = [own] * len(self._branches)
        concerned = [one.concerned(own) for one in self._branches]
        boards = np.repeat(self._base.fresh, count)
        for turn, k in enumerate(self._order):
            one = self._branches[k]
            if one.month > 0:
                later = np.any([concerned[other] for other in self._order[turn:]], axis=0)
                self._advance(boards, later, one.month, first)
            if concerned[k].any():
                made[k] = self._changed(one, boards, concerned[k], first, own)
        return made

    def _advance(self, boards: Rows, wanted: np.ndarray[Any, Any], month: int, first: int) -> None:
        """Play the case up to a month on the boards of those histories that are wanted from there on."""
        self._cut["months"] = month
        self._play(boards, self._cut, np.zeros(len(boards), self._base.outcome_dtype), wanted, first)

    def _changed(
        self, one: Branch, boards: Rows, concerned: np.ndarray[Any, Any], first: int, own: Rows
    ) -> Rows:
        """The rows of a stretch under one change."""
        rows = np.zeros(len(own), one.board.outcome_dtype)
        start = np.repeat(one.board.fresh, len(own)) if one.month == 0 else boards.copy()
        start.view("f8").reshape(len(own), -1)[:, one.places] = one.numbers[first : first + len(own)]
        self._play(start, one.board.fixed, rows, concerned, first)
        made = trimmed(rows, one.board)
        if not concerned.all():
            made[~concerned] = own[~concerned]
        return made

    def _play(self, boards: Rows, fixed: Rows, rows: Rows, wanted: np.ndarray[Any, Any], first: int) -> None:
        """Play those histories of a stretch that are wanted from where their boards are."""
        if wanted.all():
            play_on(boards, boards, fixed, rows, self._seed, first)
            return
        for h in np.flatnonzero(wanted):
            at = boards[h : h + 1]
            play_on(at, at, fixed, rows[h : h + 1], self._seed, first + int(h))


def play_branches(
    base: Board,
    rows: Rows,
    branches: Sequence[Branch],
    seed: int,
    block: tuple[int, int],
    threads: int | None = None,
) -> list[Rows]:
    """The rows of a block of histories, (first id, count), under each change.

    `rows`: of the case itself, from history 0 on, at least to the end of the block.
    """
    threads = threads or cores()
    for one in branches:
        make_ready(one.board, threads)
    hands = [_Brancher(base, rows, branches, seed) for _ in range(threads)]
    with closing(in_stretches(hands, _Brancher.play, [block])) as played:
        _, stretches = next(played)
    return [np.concatenate([made[k] for made in stretches]) for k in range(len(branches))]
