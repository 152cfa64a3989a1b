"""Which answers does a change move, history by history, and by how much?  And how many histories tell?"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from presidium.counting import unseen
from presidium.history.board import Board
from presidium.history.branch import branch, play_branches
from presidium.history.whatif import paired_difference
from presidium.judgement.outcome import Answered
from presidium.judgement.tally import Tally

Rows = np.ndarray[Any, Any]

#: Pairs are played in blocks of so many, after each of which it is asked whether they are enough.
BLOCK = 250
#: Enough: the error of every difference in the first question, and in the others, is below these shares.
ENOUGH_OF_FIRST, ENOUGH = 0.01, 0.02


def play_pairs(
    base: Board,
    rows: Rows,
    others: Mapping[str, Board],
    seed: int,
    most: int,
    threads: int | None = None,
) -> dict[str, Rows]:
    """Play the first histories under each change until their differences are known well enough, `most` of
    them at most; `rows`, of the case itself, has as many at least.

    How many are played depends on scenario, seed and `most` alone.
    """
    branches = {name: branch(base, board, seed, most) for name, board in others.items()}
    own, theirs = Tally(base), {name: Tally(board) for name, board in others.items()}
    found: dict[str, list[Rows]] = {name: [] for name in others}
    open_still = list(others)
    for first in range(0, most, BLOCK):
        block = (first, min(BLOCK, most - first))
        own.add(first, rows[first : first + block[1]])
        parted = [branches[name] for name in open_still]
        for name, made in zip(
            open_still, play_branches(base, rows, parted, seed, block, threads), strict=True
        ):
            found[name].append(made)
            theirs[name].add(first, made)
        before = own.answered()
        open_still = [
            name for name in open_still if not enough(asked_of_both(before, theirs[name].answered()))
        ]
        if not open_still:
            break
    return {name: np.concatenate(parts) for name, parts in found.items()}


def asked_of_both(before: Sequence[Answered], after: Sequence[Answered]) -> list[tuple[Answered, Answered]]:
    """The questions that both are asked: a change may add one, or take one away."""
    theirs = {asked.question.id: asked for asked in after}
    return [(asked, theirs[asked.question.id]) for asked in before if asked.question.id in theirs]


def enough(pairs: Sequence[tuple[Answered, Answered]]) -> bool:
    """Is the error of every difference small: under one point in a hundred in the first question, under two
    in every other?
    """
    errors = [max((row["mc_error"] for row in differences(*pair)), default=0.0) for pair in pairs]
    limits = [ENOUGH_OF_FIRST, *[ENOUGH] * len(errors)]
    return all(error < limit for error, limit in zip(errors, limits, strict=False))


def moved(before: Answered, after: Answered) -> np.ndarray[Any, Any]:
    """Which histories give a question another answer with the change: bool[histories]."""
    differs: np.ndarray[Any, Any] = before.taken != _as_before(before, after)
    return differs


def differences(before: Answered, after: Answered) -> list[dict[str, Any]]:
    """Each answer that occurs: its share without and with the change, their difference and its error.

    The error is one standard error; where no history, or every one, moves, the bound on that (`unseen`).
    """
    rows = []
    shown = {answer.value for answer in (*before.answers(), *after.answers())}
    taken = _as_before(before, after)
    for index, value in enumerate(_values(before, after)):
        if value not in shown:
            continue
        base, other = before.taken == index, taken == index
        difference, error = paired_difference(base, other)
        rows.append(
            {
                "value": value,
                "base": float(base.mean()),
                "changed": float(other.mean()),
                "difference": difference,
                "mc_error": error or unseen(len(base)),
                "recorded": value in before.recorded,
            }
        )
    return rows


def _values(before: Answered, after: Answered) -> tuple[str, ...]:
    """All answers there can be; those that only the change makes possible (a person it adds) stand last."""
    return (*before.values, *(value for value in after.values if value not in before.values))


def _as_before(before: Answered, after: Answered) -> np.ndarray[Any, Any]:
    """The answers with the change, numbered as those without it."""
    values = _values(before, after)
    return np.take([values.index(value) for value in after.values], after.taken)
