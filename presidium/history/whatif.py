"""What would one change have done, to the same histories under the same chance?

Both arms share seed and ids, and draws are addressed, so a history differs between them only through the
change. The difference of two shares then has the standard error of the paired difference, which is far
smaller than with two seeds where most histories do not change.
"""

import math
from typing import Any

import numpy as np

Rows = np.ndarray[Any, Any]


def changed(base: Rows, other: Rows) -> np.ndarray[Any, Any]:
    """Which histories differ in who falls when, what becomes of them, or who holds the chief offices; or, in
    the world outside, in who breaks with whom when, where troops are sent, or how a crisis ends.

    What only one of them has (a client that the change takes away) cannot be compared and does not count.
    """
    differs = np.zeros(len(base), bool)
    shared = {*(base.dtype.names or ())} & {*(other.dtype.names or ())}
    for name in ("fell", "fate", "chief_holder", "broke_at", "troops_at", "crisis_end"):
        if name in shared and base[name].shape == other[name].shape:
            pair = base[name] != other[name]
            differs |= pair.reshape(len(base), -1).any(axis=1)
    return differs


def paired_difference(base: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> tuple[float, float]:
    """Mean of other - base over paired histories, and its standard error.

    >>> difference, error = paired_difference(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]))
    >>> difference, round(error, 3)
    (0.25, 0.217)
    """
    difference = other.astype(float) - base.astype(float)
    n = max(len(difference), 1)
    return float(difference.mean()), math.sqrt(float(difference.var()) / n)
