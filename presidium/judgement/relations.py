"""How do states stand to one another on a day of the record, and which entries say so?

Propensities are the sum of what the ledger holds by then (structure in full, acts halved every five years,
answers only if asked for) and of doctrine (two ruling Leninist parties, or one and a liberal democracy),
clipped to [-2, 2] after summing.  An entry works from the quarter after its day, the first that its date may
mean, as in the engine.  What one state did to the other and what was done in return count alike: the
landscape knows no direction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from presidium.arguments import shown
from presidium.dates import Day, NotADay, parse_day
from presidium.errors import UsageError
from presidium.scenario.model import Scenario
from presidium.scenario.world import Entry, State
from presidium.theory.alignment import BOTH_LENINIST, LENINIST_AND_LIBERAL, act_left, propensity

#: Months in which an act loses half of what it counts.
ACT_HALF_LIFE = 60.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """One entry of the ledger and what it still counts on the day."""

    entry: Entry
    counts: float


@dataclass(frozen=True)
class Relations:
    """The states that exist on a day, their sizes, the symmetric matrix of propensities, and the entries.

    `entries[a, b]` (a before b in the order of the scenario) are the entries between two states, those that
    count most first.  `answers`: whether what states did to show their side was counted.
    """

    day: Day
    states: tuple[str, ...]
    sizes: tuple[float, ...]
    propensities: tuple[tuple[float, ...], ...]
    entries: Mapping[tuple[str, str], tuple[Weighed, ...]]
    answers: bool

    def edges(self) -> list[tuple[str, str, int]]:
        """The pairs that are drawn together (+1) or apart (-1) at all."""
        n = range(len(self.states))
        return [
            (self.states[i], self.states[j], 1 if self.propensities[i][j] > 0 else -1)
            for i in n
            for j in n
            if i < j and self.propensities[i][j]
        ]


def day_of(at: Any, case: Scenario) -> Day:
    """The day that is asked about: the opening if none is given, the last day of a month or year.

    Raises UsageError USE640 for a day outside the scenario's period, USE641 for what is no day.
    """
    if at is None:
        return case.period.start
    try:
        written = str(at) if isinstance(at, str | date) else shown(at)
        day = at if isinstance(at, Day) else parse_day(written)
    except NotADay as problem:
        raise UsageError("USE641", str(problem), f"Write it like {case.period.start.iso}.") from None
    day = day if day.day is not None else Day(day.last.year, day.last.month, day.last.day)
    if not case.period.start <= day <= case.period.end:
        raise UsageError(
            "USE640",
            f"{day.iso} is outside the period of {case.scenario}",
            f"Name a day from {case.period.start.iso} to {case.period.end.iso}.",
        )
    return day


def relations_at(case: Scenario, day: Day, answers: bool = False) -> Relations:
    """How the states of a scenario stand to one another at the end of a day, every number at its middle.

    Raises UsageError USE646 where the scenario has no states on that day.
    """
    ids = [name for name, state in case.states.items() if state.start is None or state.start <= day]
    if not ids:
        raise UsageError(
            "USE646", f"{case.scenario} has no states on {day.iso}", "Name a day on which some exist."
        )
    place = {name: k for k, name in enumerate(ids)}
    between: dict[tuple[str, str], list[Weighed]] = {}
    for entry in case.ledger:
        pair = (entry.by, entry.toward)
        if all(name in place for name in pair) and _works(entry, day, answers):
            key = tuple(sorted(pair, key=place.__getitem__))
            between.setdefault((key[0], key[1]), []).append(Weighed(entry, _counts(entry, day)))
    matrix = [[0.0] * len(ids) for _ in ids]
    for i, a in enumerate(ids):
        for j, b in enumerate(ids[:i]):
            summed = sum(one.counts for one in between.get((b, a), []))
            matrix[i][j] = matrix[j][i] = propensity(summed + _doctrine(case.states[a], case.states[b], day))
    return Relations(
        day,
        tuple(ids),
        tuple(_size(case.states[name], day) for name in ids),
        tuple(map(tuple, matrix)),
        {pair: tuple(sorted(some, key=lambda one: -abs(one.counts))) for pair, some in between.items()},
        answers,
    )


def _works(entry: Entry, day: Day, answers: bool) -> bool:
    """Does an entry count: its quarter is over, it still holds, and it is no answer (or those are wanted)?"""
    quarter = 3 * ((day.first.month - 1) // 3) + 1
    over = (entry.on.first.year, entry.on.first.month) < (day.first.year, quarter)
    holds = entry.until is None or entry.until > day
    return over and holds and (answers or entry.role != "answer")


def _counts(entry: Entry, day: Day) -> float:
    if entry.role == "structure":
        return entry.size.middle
    months = 12 * (day.year - entry.on.year) + day.first.month - entry.on.first.month
    return act_left(entry.size.middle, float(months), ACT_HALF_LIFE)


def _doctrine(first: State, second: State, day: Day) -> float:
    leninist = [state.orthodoxy_on(day.last) is not None for state in (first, second)]
    if all(leninist):
        return BOTH_LENINIST
    if (leninist[0] and second.liberal) or (leninist[1] and first.liberal):
        return LENINIST_AND_LIBERAL
    return 0.0


def _size(state: State, day: Day) -> float:
    """The share of capabilities known on the day: that of the last year given before it, else the first."""
    known = [year for year in state.sizes if year < day.year]
    return state.sizes[max(known) if known else min(state.sizes)].middle
