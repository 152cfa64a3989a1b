"""How good were probabilities, and is one forecast shown to be better than another?

Each score has its unit and its direction in its docstring.  An interval is 95% of a bootstrap that draws
whole clusters (countries) with replacement: what happens to one country in two years is not two
observations.  A comparison is paired: both forecasts are scored on the same draw.  Where the interval of a
difference covers zero, the one is not shown to be better than the other.

Sources: Brier, Monthly Weather Review 78 (1950); Good, JRSS B 14 (1952), for the log score; Gneiting and
Raftery, JASA 102 (2007), for CRPS; Fawcett, Pattern Recognition Letters 27 (2006), for AUC; Davis and
Goadrich, ICML (2006), for precision and recall; Efron and Tibshirani, An Introduction to the Bootstrap
(1993).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from presidium.errors import UsageError

Numbers = np.ndarray[Any, np.dtype[Any]]

#: Draws of the bootstrap, and the shares of them that bound an interval.
DRAWS = 1000
_TAILS = (0.025, 0.975)
#: Lengths of the lists of states that somebody might watch.
LISTS = (10, 20, 30)
#: A probability of 0 or 1 that proves wrong would cost infinitely much: forecasts keep this distance.
CERTAIN = 1e-9


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and the 95% interval of it; both ends are NaN where no draw could be scored."""

    value: float
    low: float
    high: float

    @property
    def shown(self) -> bool:
        """Is a difference of this size shown to be above zero?"""
        return self.low > 0.0


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Probabilities in [0, 1], what came of them (0 or 1), and the cluster of each case; one length."""

    probability: Numbers
    outcome: Numbers
    cluster: Numbers

    def __post_init__(self) -> None:
        p, y = self.probability, self.outcome
        if not len(p) or not len(p) == len(y) == len(self.cluster):
            _refuse("probabilities, outcomes and clusters must be as many, and some")
        if not np.all((p >= 0) & (p <= 1)):
            _refuse("a probability is not a number from 0 to 1")
        if not np.all((y == 0) | (y == 1)):
            _refuse("an outcome is neither 0 nor 1")

    def where(self, chosen: Numbers) -> "Forecasts":
        """The cases that a mask or an index chooses."""
        return Forecasts(self.probability[chosen], self.outcome[chosen], self.cluster[chosen])


def _refuse(what: str) -> None:
    raise UsageError("USE691", what, "Give one probability, one outcome and one cluster for each case.")


def brier(probability: Numbers, outcome: Numbers, weight: Numbers | None = None) -> float:
    """Mean squared distance of probability and outcome, 0 (perfect) to 1; low is good.

    >>> round(brier(np.array([0.9, 0.2]), np.array([1, 0])), 3)
    0.025
    """
    return float(np.average((probability - outcome) ** 2, weights=weight))


def log_score(probability: Numbers, outcome: Numbers, weight: Numbers | None = None) -> float:
    """Mean of minus the natural logarithm of the probability given to what happened, in nats; low is good.

    >>> round(log_score(np.array([0.5, 0.5]), np.array([1, 0])), 4)
    0.6931
    """
    p = np.clip(probability, CERTAIN, 1 - CERTAIN)
    return float(np.average(-np.log(np.where(outcome == 1, p, 1 - p)), weights=weight))


def crps(draws: Numbers, value: float) -> float:
    """Distance of a distribution, given by draws from it, to the value that came, in the value's unit.

    E|X - value| - E|X - X'| / 2: low is good; a single draw gives the absolute error.

    >>> crps(np.array([1.0, 3.0]), 2.0)
    0.5
    """
    x = np.sort(np.asarray(draws, dtype=float))
    n = len(x)
    if not n:
        raise UsageError("USE691", "a distribution has no draws", "Give at least one draw.")
    spread = float(np.sum((2 * np.arange(1, n + 1) - n - 1) * x)) / n**2
    return float(np.mean(np.abs(x - value))) - spread


def auc(probability: Numbers, outcome: Numbers, weight: Numbers | None = None) -> float:
    """Chance that a case that happened had the higher probability than one that did not, ties as half.

    0.5 is no skill in ranking, 1 perfect; NaN where all cases are of one kind.

    >>> auc(np.array([0.1, 0.4, 0.4, 0.8]), np.array([0, 0, 1, 1]))
    0.875
    """
    return _Ranked(probability, outcome).auc(_ones(probability, weight))


def average_precision(probability: Numbers, outcome: Numbers, weight: Numbers | None = None) -> float:
    """Mean over the cases that happened of the share that happened among those ranked as high or higher.

    The base rate is no skill, 1 is perfect; NaN where nothing happened.

    >>> round(average_precision(np.array([0.9, 0.8, 0.7]), np.array([1, 0, 1])), 4)
    0.8333
    """
    return _Ranked(probability, outcome).average_precision(_ones(probability, weight))


def precision_recall_area(probability: Numbers, outcome: Numbers) -> float:
    """Area under the straight lines between the points of the precision-recall curve, as some papers print.

    It flatters or punishes where points are far apart: compare it only with numbers made in the same way.
    The curve begins at recall 0 with the precision of the first point.

    >>> round(precision_recall_area(np.array([0.9, 0.8, 0.7]), np.array([1, 0, 1])), 4)
    0.7917
    """
    ranked = _Ranked(probability, outcome)
    hits, drawn = ranked.above(_ones(probability, None))
    recall, precision = hits / hits[-1], hits / drawn
    # Before the first point the curve is level; `average_precision` has steps where this has slopes.
    points = np.concatenate([[precision[0]], precision])
    return float(np.sum(np.diff(recall, prepend=0.0) * (points[:-1] + points[1:]) / 2))


def expected_observed(probability: Numbers, outcome: Numbers, weight: Numbers | None = None) -> float:
    """Events that were expected for one that came; 1 is right on average, NaN where none came.

    >>> expected_observed(np.array([0.5, 0.25, 0.25]), np.array([1, 0, 0]))
    1.0
    """
    w = _ones(probability, weight)
    came = float(np.sum(w * outcome))
    return float(np.sum(w * probability)) / came if came else math.nan


def listed(probability: Numbers, occasion: Numbers, length: int) -> Numbers:
    """How much of each case stands on a list of the so many highest probabilities of its occasion.

    1 or 0, but for equal probabilities at the end of a list, which share the places that are left.  An
    occasion is what a list is made for, such as a year.

    >>> listed(np.array([0.9, 0.2, 0.2, 0.1]), np.array([2001] * 4), 2)
    array([1. , 0.5, 0.5, 0. ])
    """
    found = np.zeros(len(probability))
    for one in np.unique(occasion):
        here = np.flatnonzero(occasion == one)
        values, rank, size = np.unique(-probability[here], return_inverse=True, return_counts=True)
        before = np.cumsum(size) - size
        found[here] = np.clip((length - before) / size, 0.0, 1.0)[rank]
    return found


def recalls(
    forecasts: Forecasts,
    occasion: Numbers,
    baseline: Numbers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> dict[str, Estimate]:
    """Of what happened, the share that stood on lists of the 10, 20 and 30 highest of each occasion.

    With the probabilities of a baseline, how much larger that share is than by its lists.
    """
    found = {}
    for length in LISTS:
        on = listed(forecasts.probability, occasion, length)
        if baseline is not None:
            on = on - listed(np.asarray(baseline, dtype=float), occasion, length)
        found[f"recall_{length}"] = interval(
            partial(_share, on, forecasts.outcome), forecasts.cluster, draws, seed
        )
    return found


def _share(on: Numbers, outcome: Numbers, weight: Numbers) -> float:
    came = float(np.sum(weight * outcome))
    return float(np.sum(weight * outcome * on)) / came if came else math.nan


def skill(score: float, baseline: float) -> float:
    """Share of the baseline's loss that is saved: 0 is no better, 1 perfect, below 0 worse.

    >>> skill(0.03, 0.04)
    0.25
    """
    return 1.0 - score / baseline if baseline else math.nan


def _ones(probability: Numbers, weight: Numbers | None) -> Numbers:
    return np.ones(len(probability)) if weight is None else weight


class _Ranked:
    """Cases sorted once, the highest probability first, so that many weightings are ranked quickly."""

    def __init__(self, probability: Numbers, outcome: Numbers) -> None:
        self.order = np.argsort(-probability, kind="stable")
        p = probability[self.order]
        self.happened = outcome[self.order] == 1
        #: Where each run of equal probabilities begins.
        self.begins = np.flatnonzero(np.concatenate([[True], p[1:] != p[:-1]]))

    def _by_run(self, weight: Numbers) -> tuple[Numbers, Numbers]:
        w = weight[self.order]
        return np.add.reduceat(w * self.happened, self.begins), np.add.reduceat(w, self.begins)

    def above(self, weight: Numbers) -> tuple[Numbers, Numbers]:
        """Weight of what happened, and of all, down to the end of each run."""
        hits, all_ = self._by_run(weight)
        return np.cumsum(hits), np.cumsum(all_)

    def auc(self, weight: Numbers) -> float:
        hits, all_ = self._by_run(weight)
        misses = all_ - hits
        pairs = hits.sum() * misses.sum()
        # A miss beats the hits that stand above it; half of those that share its probability.
        beaten = np.sum(misses * (np.cumsum(hits) - hits / 2))
        return float(beaten / pairs) if pairs else math.nan

    def average_precision(self, weight: Numbers) -> float:
        hits, all_ = self._by_run(weight)
        drawn = np.cumsum(all_)
        precision = np.divide(np.cumsum(hits), drawn, out=np.zeros(len(hits)), where=drawn > 0)
        return float(np.sum(hits * precision) / hits.sum()) if hits.sum() else math.nan


def _resampled(cluster: Numbers, draws: int, seed: int) -> list[Numbers]:
    """Weights of the cases in each draw of whole clusters."""
    _, member = np.unique(cluster, return_inverse=True)
    count = int(member.max()) + 1
    rng = np.random.default_rng(seed)
    return [rng.multinomial(count, np.full(count, 1 / count))[member] for _ in range(draws)]


def interval(
    measure: Callable[[Numbers], float], cluster: Numbers, draws: int = DRAWS, seed: int = 0
) -> Estimate:
    """A measure of weighted cases, and its interval over draws of whole clusters.

    `measure` is given one weight a case: ones for the value, then how often its cluster was drawn.
    """
    value = measure(np.ones(len(cluster)))
    found = [measure(weight) for weight in _resampled(cluster, draws, seed) if weight.any()]
    finite = np.array([one for one in found if math.isfinite(one)])
    if not len(finite):
        return Estimate(value, math.nan, math.nan)
    low, high = np.quantile(finite, _TAILS)
    return Estimate(value, float(low), float(high))


def scores(forecasts: Forecasts, draws: int = DRAWS, seed: int = 0) -> dict[str, Estimate]:
    """AUC, average precision, Brier, log score, and expected over observed, each with its interval."""
    p, y = forecasts.probability, forecasts.outcome
    ranked = _Ranked(p, y)
    measures: Mapping[str, Callable[[Numbers], float]] = {
        "auc": ranked.auc,
        "average_precision": ranked.average_precision,
        "brier": lambda w: brier(p, y, w),
        "log": lambda w: log_score(p, y, w),
        "expected_observed": lambda w: expected_observed(p, y, w),
    }
    return {name: interval(one, forecasts.cluster, draws, seed) for name, one in measures.items()}


def against(
    forecasts: Forecasts, baseline: Numbers, draws: int = DRAWS, seed: int = 0
) -> dict[str, Estimate]:
    """Is a forecast better than a baseline's probabilities of the same cases?  Above zero is better.

    Differences of AUC and average precision, Brier skill and log skill, paired: `shown` of each says whether
    the interval leaves zero below it.
    """
    p, y = forecasts.probability, forecasts.outcome
    q = Forecasts(np.asarray(baseline, dtype=float), y, forecasts.cluster).probability
    mine, theirs = _Ranked(p, y), _Ranked(q, y)
    measures: Mapping[str, Callable[[Numbers], float]] = {
        "auc": lambda w: mine.auc(w) - theirs.auc(w),
        "average_precision": lambda w: mine.average_precision(w) - theirs.average_precision(w),
        "brier_skill": lambda w: skill(brier(p, y, w), brier(q, y, w)),
        "log_skill": lambda w: skill(log_score(p, y, w), log_score(q, y, w)),
    }
    return {name: interval(one, forecasts.cluster, draws, seed) for name, one in measures.items()}


def precision_if_right(probability: Numbers, draws: int = DRAWS, seed: int = 0) -> Estimate:
    """Average precision, were every probability exactly right: the mean of so many drawn outcomes, and 95%.

    What the probabilities themselves allow: who gives them can hope for no more, but for luck.  Cases are
    drawn independently of one another; draws without an event have no average precision and are left out,
    and all is NaN where no draw has one.

    >>> precision_if_right(np.array([1.0, 0.0]), 20)
    Estimate(value=1.0, low=1.0, high=1.0)
    """
    p = np.sort(probability)[::-1]
    rng = np.random.default_rng(seed)
    found = [average_precision(p, (rng.random(len(p)) < p).astype(float)) for _ in range(draws)]
    finite = np.array([one for one in found if math.isfinite(one)])
    if not len(finite):
        return Estimate(math.nan, math.nan, math.nan)
    low, high = np.quantile(finite, _TAILS)
    return Estimate(float(finite.mean()), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases of like probability: how many, the mean probability, how many happened, and the share that did
    with a 95% interval of Wilson's.
    """

    cases: int
    forecast: float
    events: int
    observed: Estimate


def calibration(forecasts: Forecasts, bins: int = 10) -> tuple[Bin, ...]:
    """Does what is given p come in a share p of cases?  Bins of equal size, the lowest probabilities first.

    Equal probabilities stay together, so there may be fewer bins.
    """
    order = np.argsort(forecasts.probability, kind="stable")
    p, y = forecasts.probability[order], forecasts.outcome[order]
    cuts = sorted({int(np.searchsorted(p, p[len(p) * k // bins])) for k in range(bins)})
    found = []
    for start, stop in zip(cuts, [*cuts[1:], len(p)], strict=True):
        n, came = stop - start, int(y[start:stop].sum())
        found.append(Bin(n, float(p[start:stop].mean()), came, wilson(came, n)))
    return tuple(found)


def wilson(events: int, cases: int) -> Estimate:
    """A share and its 95% interval after Wilson (JASA 22, 1927).

    >>> wilson(0, 10)
    Estimate(value=0.0, low=0.0, high=0.2775...)
    """
    z = 1.959963984540054
    share, over = events / cases, z * z / cases
    middle = (share + over / 2) / (1 + over)
    half = z * math.sqrt(share * (1 - share) / cases + over / cases / 4) / (1 + over)
    return Estimate(share, max(middle - half, 0.0), min(middle + half, 1.0))


def by_period(
    forecasts: Forecasts,
    when: Numbers,
    periods: Sequence[tuple[int, int]],
    draws: int = DRAWS,
    seed: int = 0,
) -> dict[tuple[int, int], dict[str, Estimate]]:
    """The scores of each period (first, last, both included) that has cases: skill in one need not last."""
    return {
        (first, last): scores(forecasts.where(inside), draws, seed)
        for first, last in periods
        if (inside := (when >= first) & (when <= last)).any()
    }
