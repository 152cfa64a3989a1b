"""The closed recursion of the world outside in plain NumPy: a second opinion on the engine.

Written from what the model says and what a scenario means, not from the engine: everything dated is looked up
on the first day of each quarter, nothing is kept up to date.

    p[s,t]  = clip(structure of s and t + acts of t toward s + doctrine, -2, 2)
    U_s(b)  = sum over t of w_t p[s,t] x_t(camp of b) + rho h[s,b] - kappa |o_b - c_s|,     U_s(none) = 0
    x_s    <- (1 - r) x_s + r softmax(U_s / T)                      all at once, poles pinned

Acts halve in `act-half-life` months, counted from their month to the first of the quarter.  A quarter moves
with what holds on its first day; an entry of the ledger works from the quarter after its own, structure of
the opening day at once; what was done before the opening waits for no guard any more.  Of two ruling Leninist
parties that lead poles the propensity starts from the ledger and then goes by its draws; every other pair of
poles stands as the ledger has it.  A ruling party that is held by a Leninist pole (reach of .5 or more) keeps
its orthodoxy: the record of its later leaders is not played, nor is that of the state at home.
"""

import math
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np

from presidium.scenario.model import Scenario
from presidium.scenario.world import Entry, in_force

Array = np.ndarray[Any, Any]
#: Quarter (its first day), pole, pole: does it come to a quarrel, how deep, does it mend; each in [0, 1).
Draws = Callable[[date, int, int], tuple[float, float, float]]


def _months(day: date) -> int:
    return 12 * day.year + day.month - 1


def _next_quarter(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 4
    return date(day.year + (month > 12), month - 12 * (month > 12), 1)


def _exact(quantity: Any) -> float:
    assert quantity.exact, f"{quantity} is left to chance"
    return float(quantity.middle)


class Recursion:
    """The world of a scenario in which every number is exact."""

    def __init__(self, case: Scenario, draws: Draws) -> None:
        self.case, self.draws = case, draws
        self.ids, self.poles = list(case.states), list(case.poles)
        self.leaders = [self.ids.index(pole.state) for pole in case.poles.values()]
        self.opening = case.period.start.first
        self.parameter = {name: _exact(number) for name, number in case.parameters.items()}
        n, b = len(self.ids), len(self.poles)
        self.shares = np.zeros((n, b + 1))
        self.orthodoxy: list[float | None] = [None] * n
        self.spells: list[Any] = [None] * n
        self.existed = np.zeros(n, bool)
        self.done: set[int] = set()
        self.deeds: list[Entry] = []
        self.between = np.zeros((b, b))

    def run(self) -> Iterator[tuple[date, Array]]:
        """Day and shares: of the opening, then of the first day of every quarter of the period."""
        day = self.opening
        while day <= self.case.period.end.last:
            self._quarter(day)
            yield day, self.shares.copy()
            day = _next_quarter(day)

    def _quarter(self, day: date) -> None:
        opens = day == self.opening
        self._begin(day)
        self._orthodoxies(day)
        self._happen(day)
        self._poles(day, opens)
        if not opens:
            self.shares = self._moved(day)

    def _begin(self, day: date) -> None:
        """States that are there for the first time stand as the record has them on their first day."""
        exist = np.array([one.start is None or one.start.first <= day for one in self.case.states.values()])
        for x in np.flatnonzero(exist & ~self.existed):
            own = self.case.states[self.ids[x]]
            since = self.opening if own.start is None else max(own.start.first, self.opening)
            leaning = in_force((one for one in self.case.leanings if one.state == self.ids[x]), since)
            if x in self.leaders:
                self.shares[x, self.leaders.index(x)] = 1.0
            elif leaning is not None:
                for pole, share in leaning.shares.items():
                    self.shares[x, self.poles.index(pole)] = _exact(share)
            self.shares[x] /= max(1.0, self.shares[x].sum())
            self.shares[x, -1] = max(0.0, 1.0 - self.shares[x, :-1].sum())
        self.existed = exist

    def _reach(self, x: int, day: date) -> Array:
        """How far every pole reaches a state."""
        return np.array([_exact(self.case.states[self.ids[x]].reach_on(pole, day)) for pole in self.poles])

    def _orthodoxies(self, day: date) -> None:
        states = list(self.case.states.values())
        spells = [in_force(one.orthodoxy, day) for one in states]
        for x, spell in enumerate(spells):
            if spell is None:
                self.orthodoxy[x] = None
            elif spell is not self.spells[x]:
                held = any(
                    leader != x and spells[leader] is not None and self._reach(x, day)[b] >= 0.5
                    for b, leader in enumerate(self.leaders)
                )
                ruled = self.orthodoxy[x] is not None
                if not (ruled and (held or self.ids[x] == self.case.rules.state)):
                    self.orthodoxy[x] = _exact(spell.value)
        self.spells = list(spells)

    def _due(self, entry: Entry, day: date) -> bool:
        if entry.role == "structure" and entry.on.first <= self.opening:
            return True
        return _next_quarter(entry.on.first) <= day

    def _happen(self, day: date) -> None:
        """Entries whose time has come happen, or, where a guard does not hold, never will."""
        dated = sorted(enumerate(self.case.ledger), key=lambda pair: pair[1].on.first)
        for k, entry in dated:
            given = entry.role != "answer" or self.case.rules.given_answers
            if k not in self.done and given and self._due(entry, day):
                self.done.add(k)
                if entry.on.first < self.opening or all(map(self._holds, entry.guards)):
                    self.deeds.append(entry)

    def _holds(self, guard: Any) -> bool:
        if guard.quarrel is not None:
            first, second = map(self.poles.index, guard.quarrel)
            return bool(self.between[first, second] < self.parameter["break-threshold"])
        if guard.after is not None:
            return any(entry.id == guard.after for entry in self.deeds)
        share = self.shares[self.ids.index(guard.share), self.poles.index(guard.of)]
        return bool(share > guard.above if guard.above is not None else share < guard.below)

    def _doctrine(self, x: int, y: int) -> float:
        liberal = [self.case.states[self.ids[z]].liberal for z in (x, y)]
        ruled = [self.orthodoxy[z] is not None for z in (x, y)]
        return 1.0 if all(ruled) else -1.0 if any(ruled) and any(liberal) else 0.0

    def _ledger(self, x: int, y: int, day: date) -> tuple[float, float]:
        """What binds two states, and what acts of y toward x still count."""
        structure = acts = 0.0
        for entry in self.deeds:
            pair = (self.ids.index(entry.toward), self.ids.index(entry.by))
            size = _exact(entry.size)
            if entry.role == "structure":
                if pair in ((x, y), (y, x)) and (entry.until is None or entry.until.first > day):
                    structure += size
            elif pair == (x, y):
                # On the opening day acts have faded to the first of its quarter, as on every other.
                first = _months(day) - (day.month - 1) % 3
                acts += size * 0.5 ** ((first - _months(entry.on.first)) / self.parameter["act-half-life"])
        return structure, acts

    def _poles(self, day: date, opens: bool) -> None:
        p = self.parameter
        for b, other in combinations(range(len(self.poles)), 2):
            x, y = self.leaders[b], self.leaders[other]
            own, rival = self.orthodoxy[x], self.orthodoxy[y]
            now = self.between[b, other]
            if opens or own is None or rival is None:
                structure, acts = self._ledger(x, y, day)
                now = structure + acts + self._ledger(y, x, day)[1] + self._doctrine(x, y)
            else:
                log_odds = p["quarrel-intercept"] + p["quarrel-doctrine"] * max(0.0, rival - own)
                log_odds += p["quarrel-habit"] * (1.0 - now / 2.0)
                quarrel, depth, mends = self.draws(day, b, other)
                if quarrel < 1.0 / (1.0 + math.exp(-log_odds)):
                    now += 0.45 * math.log(1.0 - depth)
                elif mends < 0.08:
                    now += 0.2
            self.between[b, other] = self.between[other, b] = np.clip(now, -2.0, 2.0)

    def _moved(self, day: date) -> Array:
        p, n = self.parameter, len(self.ids)
        known = [
            {year: size for year, size in one.sizes.items() if year < day.year}
            or {min(one.sizes): one.sizes[min(one.sizes)]}
            for one in self.case.states.values()
        ]
        sizes = np.array([_exact(years[max(years)]) for years in known]) * self.existed
        sizes /= sizes[self.leaders].sum()
        camp = self.between >= p["break-threshold"]
        np.fill_diagonal(camp, True)
        in_camp = self.shares[:, :-1] @ camp
        moved = self.shares.copy()
        for x in set(np.flatnonzero(self.existed)) - set(self.leaders):
            pair = [
                0.0 if x == y else np.clip(sum(self._ledger(x, y, day)) + self._doctrine(x, y), -2, 2)
                for y in range(n)
            ]
            utility = np.append(
                (np.array(pair) * sizes) @ in_camp + p["reach-weight"] * self._reach(x, day), 0
            )
            for b, leader in enumerate(self.leaders):
                own, line = self.orthodoxy[x], self.orthodoxy[leader]
                if own is not None and line is not None:
                    utility[b] -= p["orthodoxy-weight"] * abs(line - own)
            odds = np.exp((utility - utility.max()) / p["choice-temperature"])
            moved[x] = (1 - p["adjustment"]) * self.shares[x] + p["adjustment"] * odds / odds.sum()
        return moved
