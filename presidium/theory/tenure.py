"""How long do people stay in office, and which way do they leave, when there are several ways?

Somebody still in office when the record ends is censored: he counts among those at risk until then.  At the
times t_1 < t_2 < ... (years in office) at which somebody leaves, n_j are still in office just before t_j, and
d_kj leave in way k, d_j in any:

    S(t)   = prod over t_j <= t of (1 - d_j / n_j)              still in office          (Kaplan-Meier)
    F_k(t) = sum over t_j <= t of S(t_j-) d_kj / n_j            left in way k by then    (Aalen-Johansen)

S + sum of F_k = 1.  One minus Kaplan-Meier of one way alone, the others taken for censored, is too high: it
counts men as still to be overthrown who have died.  Variances are Greenwood's and its extension to F_k (delta
method); intervals are symmetric on the scale log(-log), so they stay within [0, 1].  They take spells as
independent of each other; where those of one state or one day are alike, `design_effect` says by how much
fewer independent spells there are in truth.

Sources: Kaplan and Meier (Journal of the American Statistical Association 53, 1958); Aalen and Johansen
(Scandinavian Journal of Statistics 5, 1978); variance of F_k: Marubini and Valsecchi, Analysing Survival Data
from Clinical Trials and Observational Studies (1995), ch. 10; Cox (Journal of the Royal Statistical Society B
34, 1972).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Floats: TypeAlias = Sequence[float] | Numbers
Ints: TypeAlias = Sequence[int] | np.ndarray[Any, np.dtype[np.int64]]

#: Standard errors to both sides of an interval that holds 95 in 100.
_Z = 1.959963984540054
_MISSED = 0.025
_CERTAIN = 1 - 1e-12
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share in [0, 1] and the 95% interval around it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Tenure:
    """Who left when: `times` (J,) in years, ascending; `at_risk` (J,); `events` (J, ways), how many left.

    >>> three = competing_risks([1, 2, 3], [0, -1, 1], ways=2)
    >>> three.left(0, 1).value, three.remaining(2.5).value, three.left(1, 3).value
    (0.3333333333333333, 0.6666666666666667, 0.6666666666666667)
    """

    times: Numbers
    at_risk: Numbers
    events: Numbers

    def survival(self) -> Numbers:
        """S just after each time, shape (J,)."""
        return np.cumprod(1 - self.events.sum(axis=1) / self.at_risk)

    def remaining(self, time: float) -> Estimate:
        """Share still in office after `time` years."""
        left = self.left(None, time)
        return Estimate(1 - left.value, 1 - left.high, 1 - left.low)

    def left(self, way: int | None, time: float) -> Estimate:
        """Share that has left in a way (None: in any) within `time` years."""
        number = float(self.at_risk[0]) if len(self.at_risk) else 0.0
        return _around(*self._moments(way, time), number)

    def variance(self, way: int | None, time: float) -> float:
        """Variance of that share, spells taken as independent."""
        return self._moments(way, time)[1]

    def quantile(self, share: float = 0.5) -> float | None:
        """Years until this share has left; None if fewer have by the end of the record.

        >>> competing_risks([1, 2, 3, 4], [0, 0, 0, 0], ways=1).quantile()
        2.0
        """
        reached = np.flatnonzero(self.survival() <= 1 - share + 1e-12)
        return float(self.times[reached[0]]) if len(reached) else None

    def _moments(self, way: int | None, time: float) -> tuple[float, float]:
        k = int(np.searchsorted(self.times, time, side="right"))
        n, d = self.at_risk[:k], self.events[:k].sum(axis=1)
        mine = d if way is None else self.events[:k, way]
        before = np.concatenate(([1.0], np.cumprod(1 - d / n)))[:k]
        incidence = np.cumsum(before * mine / n)
        value = float(incidence[-1]) if k else 0.0
        if way is None:
            return value, (1 - value) ** 2 * float(_greenwood(n, d).sum())
        ahead = value - incidence
        parts = ahead**2 * _greenwood(n, d) + before**2 * (n - mine) * mine / n**3
        return value, float((parts - 2 * ahead * before * mine / n**2).sum())


@dataclass(frozen=True, slots=True, eq=False)
class LifeTable:
    """The chances of leaving, year by year in office; the last year stands for all later ones.

    `leaving[y, k]` is the share of those in office at the start of year y who leave in way k within it;
    `at_risk[y]` the number that this share rests on, in the last row the years lived in it.  What is asked of
    whole years equals what the spells themselves give.

    >>> steady = LifeTable(np.array([100.0]), np.array([[0.2, 0.05]]))
    >>> round(steady.tenure(3).left(0, 3).value, 4), round(steady.tenure(2, after=5).remaining(2).value, 4)
    (0.4625, 0.5625)
    """

    at_risk: Numbers
    leaving: Numbers

    def tenure(self, years: float, *, after: float = 0.0) -> Tenure:
        """The next `years` of somebody who has held office for `after` years, for what holds at their end.

        Within a year the hazard is constant.  All of the last row is one step: its years share one estimate.
        """
        last = len(self.leaving) - 1
        bounds = sorted(
            {after, after + years, *range(math.ceil(after), min(math.ceil(after + years), last + 1))}
        )
        times, at_risk, events = [], [], []
        for start, end in zip(bounds, bounds[1:], strict=False):
            row = min(math.floor(start), last)
            leaving, number = self.leaving[row], self.at_risk[row]
            gone = float(leaving.sum())
            part = 1 - (1 - gone) ** (end - start)
            if row == last and part:
                # One hazard over all these years: its error grows with their number, not with its root.
                number *= part / (1 - part) / (-math.log1p(-gone) * (end - start) ** 2)
            times.append(min(end - after, years))
            at_risk.append(number)
            events.append(number * leaving * (part / gone if gone else 0.0))
        ways = self.leaving.shape[1]
        return Tenure(np.array(times), np.array(at_risk), np.array(events).reshape(len(times), ways))

    def stays(self, times: Numbers, *, after: float = 0.0) -> Numbers:
        """Share still in office after each of some `times`, of those who have held it for `after` years.

        >>> steady = LifeTable(np.array([100.0]), np.array([[0.19]]))
        >>> steady.stays(np.array([0.0, 0.5, 2.0])).round(4).tolist()
        [1.0, 0.9, 0.6561]
        """
        yearly = -np.log1p(-np.minimum(self.leaving.sum(axis=1), _CERTAIN))
        known = np.concatenate(([0.0], np.cumsum(yearly[:-1])))
        whole = np.arange(len(known))

        def hazard(at: Numbers) -> Numbers:
            return np.interp(at, whole, known) + yearly[-1] * np.maximum(at - whole[-1], 0.0)

        return np.exp(hazard(np.array([after])) - hazard(times + after))


def competing_risks(durations: Floats, left: Ints, ways: int) -> Tenure:
    """The estimate from spells: `durations` in years; `left[i]` the way, from 0, or -1 if still in office.

    Raises `ValueError` for lists of unlike length, a duration below 0 or without end, and another way.

    >>> tenure = competing_risks([0.5, 1.0, 1.0, 2.0], [0, -1, 1, 0], ways=2)
    >>> tenure.times.tolist(), tenure.at_risk.tolist(), tenure.events.tolist()
    ([0.5, 1.0, 2.0], [4.0, 3.0, 1.0], [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    """
    spent, ends = np.asarray(durations, dtype=np.float64), np.asarray(left, dtype=np.int64)
    _check(spent, ends, ways)
    happened = ends >= 0
    times = np.unique(spent[happened])
    at_risk = len(spent) - np.searchsorted(np.sort(spent), times, side="left")
    events = np.zeros((len(times), ways))
    np.add.at(events, (np.searchsorted(times, spent[happened]), ends[happened]), 1.0)
    return Tenure(times, at_risk.astype(np.float64), events)


def life_table(durations: Sequence[float], left: Sequence[int], ways: int, fewest: int = 10) -> LifeTable:
    """The same year by year; from the first year that fewer than `fewest` reach, all are pooled into one.

    >>> table = life_table([0.5, 1.5, 1.5, 2.5], [0, -1, 0, 0], ways=1, fewest=2)
    >>> table.leaving.round(4).tolist()
    [[0.25], [0.3333], [0.8647]]
    """
    spent, ends = np.asarray(durations, dtype=np.float64), np.asarray(left, dtype=np.int64)
    whole = competing_risks(durations, left, ways)
    rows, at_risk, year = [], [], 0
    while year == 0 or (spent > year).sum() >= fewest:
        inside = (whole.times > year) & (whole.times <= year + 1) | ((year == 0) & (whole.times == 0))
        n, d = whole.at_risk[inside], whole.events[inside]
        stay = np.concatenate(([1.0], np.cumprod(1 - d.sum(axis=1) / n)))
        rows.append((stay[:-1, None] * d / n[:, None]).sum(axis=0))
        spread = float(_greenwood(n, d.sum(axis=1)).sum())
        # The number with which one step of Greenwood has the variance of all steps of the year.
        odds = (1 - stay[-1]) / stay[-1] if stay[-1] else 0.0
        at_risk.append(odds / spread if spread and odds else float((spent >= year).sum()))
        year += 1
    beyond = spent > year
    lived = float((spent[beyond] - year).sum())
    counts = np.bincount(ends[beyond] + 1, minlength=ways + 1)[1:]
    gone = 1 - math.exp(-counts.sum() / lived) if lived else 0.0
    rows.append(counts * (gone / counts.sum()) if counts.sum() else np.zeros(ways))
    at_risk.append(max(lived, 1.0))
    return LifeTable(np.array(at_risk), np.array(rows))


def design_effect(
    durations: Sequence[float],
    left: Sequence[int],
    clusters: Sequence[object],
    asked: Sequence[int | None],
    time: float,
) -> float:
    """By how much the variance of a share is larger because spells of one cluster are alike; 1 at least.

    For the shares that have left in each way `asked` (None: in any) within `time` years: variances by leaving
    out one cluster after the other, over those for independent spells: the largest of these ratios.  A share
    without variance counts for nothing, as do fewer than two clusters.

    Sources: Kish, Survey Sampling (1965), ch. 8; jackknife: Efron and Stein (Annals of Statistics 9, 1981).

    >>> design_effect([1, 1, 9, 9], [0, 0, -1, -1], ["a", "a", "b", "b"], [0], 5)
    4.0
    """
    spent, ends = np.asarray(durations, dtype=np.float64), np.asarray(left, dtype=np.int64)
    ways = max([int(ends.max(initial=0)), *(way or 0 for way in asked)]) + 1
    _, member = np.unique(np.array([str(one) for one in clusters]), return_inverse=True)
    groups = int(member.max(initial=0)) + 1
    whole = competing_risks(durations, left, ways)
    without = np.empty((groups, len(asked)))
    for group in range(groups):
        rest = competing_risks(spent[member != group], ends[member != group], ways)
        without[group] = [rest.left(way, time).value for way in asked]
    spread = ((without - without.mean(axis=0)) ** 2).sum(axis=0) * (groups - 1) / groups
    variances = [whole.variance(way, time) for way in asked]
    return max([1.0, *(float(s) / v for s, v in zip(spread, variances, strict=True) if v > 0)])


def constant_hazards(hazards: Sequence[float], time: float) -> list[float]:
    """Share that has left in each way after `time` years where the yearly hazards never change.

    F_k(t) = h_k / H (1 - exp(-H t)), H the sum of the hazards.

    >>> [round(share, 6) for share in constant_hazards([0.05, 0.15], 5)]
    [0.15803, 0.47409]
    """
    total = sum(hazards)
    if total == 0:
        return [0.0 for _ in hazards]
    return [-hazard / total * math.expm1(-total * time) for hazard in hazards]


def first_of(stays: Numbers) -> list[float]:
    """The chance of each of several people to leave first, and last in the list that nobody does.

    `stays[i, t]` is the chance of person i to be still there after step t of a common clock, 1 at the first;
    people are independent of each other, and who leave in one step share the first place.

    >>> first_of(np.array([[1.0, 0.5], [1.0, 0.5]]))
    [0.375, 0.375, 0.25]
    """
    people, steps = stays.shape
    before = np.maximum(stays[:, :-1], 1e-300)
    gone = 1 - stays[:, 1:] / before
    chances = [0.0] * people
    for t in range(steps - 1):
        together = float(stays[:, t].prod())
        for i in range(people):
            chances[i] += together * float(gone[i, t]) * _share_of_ties(np.delete(gone[:, t], i))
    return [*chances, float(stays[:, -1].prod())]


def share(count: float, number: float) -> Estimate:
    """A share of independent cases, with Wilson's interval.

    Source: Wilson (Journal of the American Statistical Association 22, 1927).

    >>> half = share(5, 10)
    >>> round(half.low, 3), half.value, round(half.high, 3)
    (0.237, 0.5, 0.763)
    """
    if number == 0:
        return Estimate(math.nan, 0.0, 1.0)
    p = count / number
    middle = (p + _Z**2 / (2 * number)) / (1 + _Z**2 / number)
    half = _Z / (1 + _Z**2 / number) * math.sqrt(p * (1 - p) / number + _Z**2 / (4 * number**2))
    return Estimate(p, max(0.0, middle - half), min(1.0, middle + half))


def _share_of_ties(others: Numbers) -> float:
    """Expected share of the first place: 1 / (1 + number of others who leave at the same time)."""
    numbers = np.array([1.0])
    for chance in others:
        numbers = np.convolve(numbers, [1 - chance, chance])
    return float((numbers / np.arange(1, len(numbers) + 1)).sum())


def _check(durations: Numbers, left: np.ndarray[Any, Any], ways: int) -> None:
    if durations.shape != left.shape or durations.ndim != 1:
        raise ValueError("durations and ways of leaving must be two lists of the same length")
    if not np.isfinite(durations).all() or (durations < 0).any():
        raise ValueError("durations are finite numbers of years, 0 or more")
    if len(left) and not -1 <= left.min() <= left.max() < ways:
        raise ValueError(f"a way of leaving is 0 to {ways - 1}, or -1 for still in office")


def _greenwood(at_risk: Numbers, left: Numbers) -> Numbers:
    """d / (n (n - d)), 0 where everybody leaves: nothing is left to vary."""
    stay = at_risk - left
    return np.divide(left, at_risk * stay, out=np.zeros_like(left), where=stay > 1e-9)


def _around(value: float, variance: float, number: float) -> Estimate:
    """The interval around a share; where nothing or everything happened, from the number of cases alone."""
    edge = 1 - _MISSED ** (1 / number) if number >= 1 else 1.0
    if value <= _NOTHING:
        return Estimate(0.0, 0.0, edge)
    if value >= 1 - _NOTHING:
        return Estimate(1.0, 1 - edge, 1.0)
    spread = min(_Z * math.sqrt(max(variance, 0.0)) / abs(value * math.log(value)), 700.0)
    return Estimate(value, value ** math.exp(spread), value ** math.exp(-spread))
