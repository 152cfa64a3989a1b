"""Does the engine still tell the same history?

It lies with the case, in golden.txt, so that a change of behaviour shows as a difference that a historian can
read.  Where a change is meant, write it anew and read what is different:

    python tests/history/test_golden.py
"""

from itertools import zip_longest
from pathlib import Path

import presidium
from presidium.history.board import Board, board_of
from presidium.history.tell import tell

CASE, SEED, HISTORY = "soviet-1953", 1953, 0
ANEW = "python tests/history/test_golden.py"
GOLDEN = Path(__file__).parents[2] / "presidium" / "gallery" / CASE / "golden.txt"


def told(board: Board) -> list[str]:
    """The lines of the file: what it is, how to write it anew, and the history, one sentence a line."""
    what = f"# {CASE}, seed {SEED}, history {HISTORY}: one simulated history, not what happened."
    sentences = [f"{one.month}  {one.text['en']}" for one in tell(board, SEED, HISTORY)]
    return [what, f"# To write it anew after a change that is meant: {ANEW}", *sentences]


def test_the_golden_history_is_told_as_ever(board: Board) -> None:
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    different = [
        f"  line {number}\n    was: {was}\n    is:  {now}"
        for number, (was, now) in enumerate(zip_longest(kept, told(board), fillvalue="(nothing)"), 1)
        if was != now
    ]
    assert not different, "\n".join(
        [
            f"{len(different)} lines of {GOLDEN.name} are told otherwise now; the first of them:",
            *different[:5],
            f"If that is meant: {ANEW}, and read what changed.",
        ]
    )


def write_anew() -> None:
    """Write the golden history as the engine tells it now."""
    lines = told(board_of(presidium.load(CASE)))
    GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(lines) - 2} sentences in {GOLDEN.name}")


if __name__ == "__main__":
    write_anew()
