"""Which of the drawn numbers move an answer, and which only seem to?

Every number that is not known exactly is drawn by each history on its own, independently of all others.  So
an answer's share among the histories in which a number came out in its upper third, less its share among
those with the lower third, is the effect of that number, all others averaged over their ranges (Saltelli et
al., "Global Sensitivity Analysis", 2008, chapter 1: a main effect read off one sample).  Among hundreds of
numbers some always seem to matter: the bound says how large a difference chance alone would hardly make among
so many (Bonferroni).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from presidium.history.layout import Input
from presidium.judgement.outcome import Answered

#: Chance that any number at all passes the bound where none matters.
FALSE_ALARM = 0.05


@dataclass(frozen=True, slots=True)
class Thirds:
    """The histories by what they drew: `cuts` float64[2, inputs] part the thirds, `low` and `high`
    float32[histories, inputs] are 1 for who is in the lower one (at most the first cut) and in the upper one,
    else 0: as such they are counted fast, and exactly up to 2^24 histories.  `lows` and `highs`
    float64[inputs] say how many are (1 where nobody is).
    """

    cuts: np.ndarray[Any, Any]
    low: np.ndarray[Any, Any]
    high: np.ndarray[Any, Any]
    lows: np.ndarray[Any, Any]
    highs: np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one number does to an answer: its share in the lower and in the upper third of the number.

    `position` is the place of the number among the inputs, `mc_error` one standard error of the difference
    upper less lower, `cuts` what parts the thirds.
    """

    position: int
    cuts: tuple[float, float]
    low: float
    high: float
    mc_error: float

    @property
    def difference(self) -> float:
        """Share in the upper third less share in the lower one."""
        return self.high - self.low


def thirds(values: np.ndarray[Any, Any]) -> Thirds:
    """Part the histories by each number, float64[histories, inputs]; cuts have four digits.

    >>> thirds(np.arange(1.0, 10.0)[:, None]).cuts.ravel().tolist()
    [3.667, 6.333]
    """
    cuts = np.quantile(values, [1 / 3, 2 / 3], axis=0)
    cuts = np.array([[float(f"{cut:.4g}") for cut in row] for row in cuts])
    low, high = values <= cuts[0], values >= cuts[1]
    return Thirds(
        cuts,
        low.astype(np.float32),
        high.astype(np.float32),
        np.maximum(np.count_nonzero(low, axis=0), 1.0),
        np.maximum(np.count_nonzero(high, axis=0), 1.0),
    )


def bound(inputs: int) -> float:
    """How many standard errors a difference must have, to be more than chance among so many numbers.

    >>> round(bound(1), 2), round(bound(665), 2)
    (1.96, 3.96)
    """
    return NormalDist().inv_cdf(1.0 - FALSE_ALARM / (2 * max(inputs, 1)))


def effects(parted: Thirds, took: np.ndarray[Any, Any]) -> tuple[Effect, ...]:
    """The effects beyond chance on an answer, bool[histories]: who took it.  The largest comes first.

    Numbers whose thirds cannot be told apart (half of the histories drew the same) are left out.
    """
    of = took.astype(np.float32)
    # Not `@`: so small a product is done before the threads of a linear algebra library are awake.
    low = np.einsum("h,hi->i", of, parted.low).astype(float) / parted.lows
    high = np.einsum("h,hi->i", of, parted.high).astype(float) / parted.highs
    error = np.sqrt(_variance(low, parted.lows) + _variance(high, parted.highs))
    apart = (parted.cuts[0] < parted.cuts[1]) & (np.abs(high - low) > bound(len(low)) * error)
    order = sorted(np.flatnonzero(apart), key=lambda i: -abs(high[i] - low[i]))
    return tuple(
        Effect(
            int(i),
            (float(parted.cuts[0, i]), float(parted.cuts[1, i])),
            float(low[i]),
            float(high[i]),
            float(error[i]),
        )
        for i in order
    )


def _variance(shares: np.ndarray[Any, Any], size: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The variance of shares counted in so many histories; half a history is added each way, so that 0 of n
    is not certain.
    """
    near = (shares * size + 0.5) / (size + 1.0)
    found: np.ndarray[Any, Any] = near * (1.0 - near) / size
    return found


def likeliest(asked: Answered) -> str:
    """The answer that most histories give."""
    return max(asked.answers(), key=lambda answer: answer.probability).value


def offered(inputs: Sequence[Input], found: Sequence[Sequence[Effect]]) -> list[Effect]:
    """The numbers by which to look closer: those that move the first question most, and the foremost of the
    others, each once.
    """
    first, *others = found or [()]
    chosen = {effect.position: effect for effect in first[:_MOST_OF_FIRST]}
    for rest in others:
        for effect in rest[:_MOST_OF_OTHERS]:
            chosen.setdefault(effect.position, effect)
    return list(chosen.values())[: min(_MOST_OFFERED, len(inputs))]


_MOST_OF_FIRST, _MOST_OF_OTHERS, _MOST_OFFERED = 8, 2, 20
