"""How do thousands of histories get played, on all cores, and stop cleanly when asked to?

Histories are independent and addressed, so a block of ids can be played anywhere in any order.  Threads
suffice: compiled code holds no lock.  Finished blocks are yielded in order of their ids.
"""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Any, TypeVar

import numpy as np

from presidium.history.board import Board
from presidium.history.play import play_block
from presidium.history.ready import make_ready
from presidium.kernel import COMPILED

#: Histories a thread plays at a time: short enough to stop soon and to leave no thread idle at the end of a
#: few hundred, long enough to cost nothing.
_STRETCH = 25
#: About so many blocks make a run, of at least and at most so many histories.
_STEPS, _SMALLEST_STEP, _LARGEST_STEP = 20, 100, 1_000


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def as_seen(records: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Records as the kernels want them: interpreted code needs attribute access, which NumPy gives to
    recarrays only.
    """
    return records if COMPILED else records.view(np.recarray)


class Player:
    """One thread's board, on which it plays any number of histories one after the other."""

    def __init__(self, board: Board, seed: int) -> None:
        self._board = board
        self._seed = seed
        self.state = board.fresh.copy()

    def play(self, first: int, count: int) -> np.ndarray[Any, Any]:
        """Play histories first .. first + count - 1; return their outcome rows at capacity."""
        rows = np.zeros(count, self._board.outcome_dtype)
        play_on(self.state, self._board.fresh, self._board.fixed, rows, self._seed, first)
        return rows


def play_on(
    state: np.ndarray[Any, Any],
    start: np.ndarray[Any, Any],
    fixed: np.ndarray[Any, Any],
    rows: np.ndarray[Any, Any],
    seed: int,
    first: int,
) -> None:
    """Play histories from the boards `start` to the end of the case `fixed`; fill outcome rows, at capacity.

    `start` and `state`, on which they are played, have one record, or one for each history; see `play_block`.
    """
    play_block(
        as_seen(state),
        state.view("f8").reshape(len(state), -1),
        as_seen(start),
        as_seen(fixed),
        as_seen(rows),
        np.uint64(seed & 0xFFFFFFFF),
        np.uint64(seed >> 32),
        np.uint64(first),
    )


def trimmed(rows: np.ndarray[Any, Any], board: Board) -> np.ndarray[Any, Any]:
    """Rows without the unused capacity: as many people, events, months, states as the scenario has, and no
    fields of what it has none of.
    """
    sizes = {
        "fell": (len(board.people),),
        "fell_rank": (len(board.people),),
        "fate": (len(board.people),),
        "cause": (len(board.people),),
        "died": (len(board.people),),
        "happened": (len(board.events),),
        "chief_holder": (len(board.chiefs), board.months),
        "leader_at": (board.months,),
        "strongest_at": (board.months,),
        "broke_at": (len(board.case.poles), len(board.case.poles)),
        "unrest_at": (len(board.case.clients),),
        "troops_at": (len(board.case.clients),),
        "crisis_at": (len(board.case.crises),),
        "crisis_end": (len(board.case.crises),),
        "share_at": (board.quarters, len(board.case.states), len(board.case.poles)),
        "tension_at": (board.quarters,),
    }
    fields = [(name, rows.dtype[name].base, sizes.get(name, ())) for name in rows.dtype.names or ()]
    fields = [field for field in fields if 0 not in field[2]]
    small = np.zeros(len(rows), np.dtype(fields))
    for name, _, shape in fields:
        small[name] = rows[name][(slice(None), *(slice(length) for length in shape))]
    return small


def row_dtype(board: Board) -> np.dtype[Any]:
    """Of a row without unused capacity."""
    return trimmed(np.zeros(0, board.outcome_dtype), board).dtype


def in_steps(histories: int) -> list[tuple[int, int]]:
    """Blocks (first id, count) of histories that are not kept in parts: so many that one sees them come.

    >>> in_steps(250)
    [(0, 100), (100, 100), (200, 50)]
    """
    step = min(max(histories // _STEPS, _SMALLEST_STEP), _LARGEST_STEP)
    return [(first, min(step, histories - first)) for first in range(0, histories, step)]


def play_many(
    board: Board, seed: int, blocks: Sequence[tuple[int, int]], threads: int | None = None
) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    """Play blocks of histories, each (first id, count), and yield (first id, rows) as blocks finish, in
    order.

    Closing the iterator (or Ctrl-C) stops after the stretches being played; finished blocks have been
    yielded.
    """
    threads = threads or cores()
    make_ready(board, threads)
    players = [Player(board, seed) for _ in range(threads)]
    with closing(in_stretches(players, Player.play, blocks)) as played:
        for first, stretches in played:
            yield first, trimmed(np.concatenate(stretches), board)


_Hand = TypeVar("_Hand")
_Made = TypeVar("_Made")


def in_stretches(
    hands: Sequence[_Hand], work: Callable[[_Hand, int, int], _Made], blocks: Sequence[tuple[int, int]]
) -> Generator[tuple[int, list[_Made]], None, None]:
    """Have a thread for each of `hands` do `work(hand, first id, count)` on the stretches of blocks of ids.

    Yields (first id, what came of its stretches in order) as blocks finish, in order.
    """
    idle = list(hands)
    pool = ThreadPoolExecutor(len(idle))

    def stretch(first: int, count: int) -> _Made:
        hand = idle.pop()
        try:
            return work(hand, first, count)
        finally:
            idle.append(hand)

    def submit(first: int, count: int) -> list[Future[_Made]]:
        return [
            pool.submit(stretch, start, min(_STRETCH, first + count - start))
            for start in range(first, first + count, _STRETCH)
        ]

    try:
        waiting: list[tuple[int, list[Future[_Made]]]] = []
        for block in blocks:
            waiting.append((block[0], submit(*block)))
            if len(waiting) > len(hands):
                first, stretches = waiting.pop(0)
                yield first, [part.result() for part in stretches]
        for first, stretches in waiting:
            yield first, [part.result() for part in stretches]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
