"""Which numbers does each history draw at its opening, and what has it drawn?

What is claimed as a range, or by rivals, is drawn anew by every history, each number by itself.  So histories
in which one of them came out high differ from the others by that number and by chance, and by nothing else.
"""

from typing import Any

import numpy as np

from presidium.draws import Address
from presidium.history.board import Board
from presidium.history.many import as_seen
from presidium.history.mechanisms.opening import draw_numbers
from presidium.kernel import kernel


def drawn(board: Board, seed: int, histories: int) -> np.ndarray[Any, Any]:
    """What the first histories drew, float64[histories, inputs], in the order of `board.inputs`.

    The same numbers as the engine draws: same code, same addresses.
    """
    return numbers_drawn(board, np.array([one.offset for one in board.inputs], np.int64), seed, histories)


def numbers_drawn(
    board: Board, places: np.ndarray[Any, Any], seed: int, histories: int
) -> np.ndarray[Any, Any]:
    """What stands at some places of the board, seen as a row of floats, once the first histories have drawn:
    float64[histories, places].
    """
    found = np.zeros((histories, len(places)))
    flats = board.fresh.copy().view("f8").reshape(1, -1)
    key = np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32)
    _draw(flats, as_seen(_drawing_only(board, places)), *key, places, found)
    return found


def _drawing_only(board: Board, places: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The case with those of its draws that go to some places of the board."""
    fixed = board.fixed.copy()
    c = fixed[0]
    kept = np.flatnonzero(np.isin(c["draw_offset"][: c["draws"]], places))
    for name in fixed.dtype.names or ():
        if name.startswith("draw_"):
            c[name][: len(kept)] = c[name][kept]
    c["draws"] = len(kept)
    return fixed


@kernel
def _draw(flats: Any, cases: Any, key_low: Any, key_high: Any, offsets: Any, found: Any) -> None:
    for h in range(len(found)):
        a: Address = (key_low, key_high, np.uint64(h))
        draw_numbers(flats[0], cases[0], a)
        for q in range(len(offsets)):
            found[h, q] = flats[0, offsets[q]]
