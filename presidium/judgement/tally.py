"""What do the histories answer so far?  Counted part by part, so that nobody has to hold them all."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from presidium.counting import mc_error
from presidium.history.board import Board
from presidium.judgement.outcome import Answered, answered, joined

Rows = np.ndarray[Any, Any]


class Tally:
    """Every history's answers to the questions of a case, a few bytes each; parts may come in any order."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._parts: dict[int, tuple[Answered, ...]] = {}
        self._counts: np.ndarray[Any, Any] | None = None
        self.histories = 0

    @classmethod
    def of(cls, board: Board, parts: Iterable[Rows]) -> "Tally":
        """The tally of parts in order of their ids, from history 0 on."""
        made = cls(board)
        for rows in parts:
            made.add(made.histories, rows)
        return made

    def add(self, first: int, rows: Rows) -> None:
        """Count the rows of histories first, first + 1, ..."""
        asked = tuple(answered(self._board, rows, question) for question in self._board.case.questions)
        self._parts[first] = asked
        self.histories += len(rows)
        if asked:
            counts = np.bincount(asked[0].taken, minlength=len(asked[0].values))
            self._counts = counts if self._counts is None else self._counts + counts

    def estimate(self) -> str:
        """The likeliest answer to the first question so far, with its error: people who stop early should
        know.  "" where nothing is asked, or nothing counted.
        """
        if self._counts is None or not self.histories:
            return ""
        first = next(iter(self._parts.values()))[0]
        best = int(self._counts.argmax())
        share = float(self._counts[best]) / self.histories
        return f"{first.values[best]} {share:.2f} ± {mc_error(share, self.histories):.3f}"

    def answered(self) -> tuple[Answered, ...]:
        """Every question with the answers of all histories counted, in order of their ids."""
        parts = [self._parts[first] for first in sorted(self._parts)]
        return tuple(joined(asked) for asked in zip(*parts, strict=True))
