"""How do thousands of histories get played, on all cores, and stop cleanly when asked to?

Histories are independent and addressed, so a block of ids can be played anywhere in any order.  Threads
suffice: compiled code holds no lock.  Finished blocks are yielded in order of their ids.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

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
        self.state = board.fresh.copy()
        self._flat = self.state.view("f8").reshape(1, -1)
        self._key = np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32)

    def play(self, first: int, count: int) -> np.ndarray[Any, Any]:
        """Play histories first .. first + count - 1; return their outcome rows at capacity."""
        rows = np.zeros(count, self._board.outcome_dtype)
        play_block(
            as_seen(self.state),
            self._flat,
            as_seen(self._board.fresh),
            as_seen(self._board.fixed),
            as_seen(rows),
            *self._key,
            np.uint64(first),
        )
        return rows


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
    pool = ThreadPoolExecutor(threads)
    idle = [Player(board, seed) for _ in range(threads)]

    def stretch(first: int, count: int) -> np.ndarray[Any, Any]:
        player = idle.pop()
        try:
            return player.play(first, count)
        finally:
            idle.append(player)

    def submit(first: int, count: int) -> list[Future[np.ndarray[Any, Any]]]:
        return [
            pool.submit(stretch, start, min(_STRETCH, first + count - start))
            for start in range(first, first + count, _STRETCH)
        ]

    try:
        waiting: list[tuple[int, list[Future[np.ndarray[Any, Any]]]]] = []
        ahead = iter(blocks)
        for block in ahead:
            waiting.append((block[0], submit(*block)))
            if len(waiting) <= threads:
                continue
            yield _finished(board, waiting.pop(0))
        while waiting:
            yield _finished(board, waiting.pop(0))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(
    board: Board, block: tuple[int, list[Future[np.ndarray[Any, Any]]]]
) -> tuple[int, np.ndarray[Any, Any]]:
    first, stretches = block
    return first, trimmed(np.concatenate([part.result() for part in stretches]), board)
