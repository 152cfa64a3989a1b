"""Which answers does a change move, history by history, and by how much?"""

from typing import Any

import numpy as np

from presidium.counting import unseen
from presidium.history.whatif import paired_difference
from presidium.judgement.outcome import Answered


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
