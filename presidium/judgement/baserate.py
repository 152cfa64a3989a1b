"""How often did it come so in comparable cases, before anything is known of this one?

A question is answered from a reference class alone: leaders who came to comparable regimes, or members of
comparable ruling bodies, and how long they had been there at the opening.  Nothing of the case's ties,
offices or events enters.  Beside the class stand its neighbours, wider or narrower ones, as which class is
right is a judgement: where they differ much, the base rate is that uncertain.

    falls, time_to_fall    members: the chances of leaving, from the years in the body at the opening on.  The
                           public record does not tell deaths from other exits: somewhat too high
    first_to_fall          the same for each of those named, independent of one another
    fate                   members: what became of those who left
    holder                 leaders: whether who leads at the opening still does, by the years he has led
    first_among_equals, successor, an office that is vacant
                           no class has the candidates in it: equal shares among the full members
    the world outside      the records here have no such cases: no rate
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.arguments import shown
from presidium.dates import Day
from presidium.errors import UsageError
from presidium.judgement.classes import CASES, NEIGHBOURS, WAYS_OF, Classes, Figures, kept
from presidium.judgement.population import MEMBER_FATES, MEMBER_WAYS
from presidium.judgement.record import Asked, holder_of
from presidium.scenario.model import Scenario
from presidium.scenario.question import Question
from presidium.theory.tenure import Estimate, first_of, share
from presidium.words import both

_YEAR = 365.25
#: What stands in place of a class: equal shares, or no rate at all.
EQUAL, NONE = "equal", "none"
#: The classes of a case that is not of the gallery.
_DEFAULT = ("autocracies", "bodies")
#: Horizons of a class's own table, years.
HORIZONS = (1, 2, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Rate:
    """One answer's base rate: `answers` of the run's question that it covers, its share, and 95% interval.

    `low` and `high` are None where nothing but equality stands behind the share.
    """

    answers: tuple[str, ...]
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another class and what it says of the first answer."""

    name: str
    spells: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The base rates of a question: its class (or `equal`, `none`) and size, a rate an answer, neighbours."""

    question: str
    ask: str
    name: str
    spells: int
    rates: tuple[Rate, ...]
    neighbours: tuple[Neighbour, ...]

    def _sentence(self) -> dict[str, str]:
        if not self.spells:
            return both(f"baserate.{self.name}")
        return both("baserate.sentence", name=class_name(self.name), n=f"{self.spells:,}")

    def record(self) -> dict[str, Any]:
        """The base rates as one JSON value, with its sentences in both languages."""
        return {
            "question": self.question,
            "ask": self.ask,
            "class": {"id": self.name, "n": self.spells, "name": class_name(self.name)},
            "sentence": self._sentence(),
            "caution": both(f"baserate.caution_{self.name if self.name in (EQUAL, NONE) else self.ask}"),
            "rates": [_rate(rate) for rate in self.rates],
            "neighbours": [
                {"id": one.name, "n": one.spells, "name": class_name(one.name), **_rate(one.rate)}
                for one in self.neighbours
            ],
        }


def class_name(name: str) -> dict[str, str]:
    """What a class is called: who is in it, by which rule.

    >>> class_name("communist-regular")["en"]
    'leaders who came regularly to communist party regimes, 1946-2015'
    """
    return both(f"baserate.class.{name}")


def baserate_for(case: Scenario, question: Question | str, classes: Classes | None = None) -> BaseRate:
    """The base rates of one question of a case, by the figures kept with the package unless others are given.

    Raises `UsageError` (USE680) for a question that the case does not ask.

    >>> import presidium
    >>> found = baserate_for(presidium.load("soviet-1953"), "khrushchev-removed")
    >>> found.name, [(rate.answers, round(rate.value, 2)) for rate in found.rates]
    ('bureaus', [(('yes',), 0.3), (('no',), 0.7)])
    """
    asked = question if isinstance(question, Question) else _named(case, question)
    figures = kept(case.scenario) if classes is None else classes
    if asked.ask not in _ASKED:
        return BaseRate(asked.id, asked.ask, NONE, 0, (), ())
    return _ASKED[asked.ask](case, asked, figures)


def own_classes(case: Scenario) -> tuple[str, str]:
    """The classes of leaders and of members that a case is compared with."""
    own = CASES.get(case.scenario)
    return (own.leaders, own.members) if own else _DEFAULT


def class_record(figures: Figures, classes: Classes) -> dict[str, Any]:
    """A class as one JSON value: size, median, shares that have left in each way by `HORIZONS`, fates."""
    ways = WAYS_OF[figures.kind]
    fates = [
        {"way": way, "n": sum(counts.values()), "fates": _fates(counts, figures.design)}
        for way, counts in figures.fates.items()
        if sum(counts.values())
    ]
    return {
        "id": figures.name,
        "kind": figures.kind,
        "name": class_name(figures.name),
        "n": figures.spells,
        "left": dict(zip(ways, figures.left, strict=True)),
        "median_years": figures.median,
        "by_years": [
            {"years": years, **{way: _estimate(left.left(k, years)) for k, way in enumerate(ways)}}
            for years, left in ((years, figures.table.tenure(years)) for years in HORIZONS)
        ],
        "fates": fates,
        "palace": figures.palace,
        "design_effect": figures.design,
        "neighbours": [
            {"id": name, "n": classes[name].spells, "name": class_name(name)}
            for name in NEIGHBOURS[figures.name]
            if name in classes
        ],
    }


def _fates(counts: Mapping[str, int], design: float) -> dict[str, Any]:
    total = sum(counts.values()) / design
    return {
        fate: {"count": count, **_estimate(share(count / design, total))} for fate, count in counts.items()
    }


def _estimate(found: Estimate) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


def _rate(rate: Rate) -> dict[str, Any]:
    return {"answers": list(rate.answers), **{name: _to_four(getattr(rate, name)) for name in _BOUNDS}}


_BOUNDS = ("value", "low", "high")


def _to_four(share: float | None) -> float | None:
    """A share to four digits, which is more than its interval bears."""
    return None if share is None else round(share, 4)


def _named(case: Scenario, name: str) -> Question:
    found = [question for question in case.questions if question.id == name]
    if not found:
        asked = ", ".join(question.id for question in case.questions) or "nothing"
        raise UsageError("USE680", f"{case.scenario} does not ask {shown(name)}", f"It asks: {asked}.")
    return found[0]


def _falls(case: Scenario, asked: Asked, classes: Classes) -> BaseRate:
    opening, after = case.period.start, _served(case, asked.who)
    start = 0.0 if asked.start is None else _years(opening, asked.start)
    years = _years(opening, asked.by) - start

    def rate(figures: Figures) -> Rate:
        return _as_rate(["yes"], _within(figures, None, start, years, after))

    yes = rate(classes[own_classes(case)[1]])
    return _found(case, asked, classes, 1, (yes, _otherwise(["no"], yes)), rate)


def _time_to_fall(case: Scenario, asked: Asked, classes: Classes) -> BaseRate:
    period, after = case.period, _served(case, asked.who)
    figures = classes[own_classes(case)[1]]
    rates, start = [], 0.0
    for year in range(period.start.year, period.end.year + 1):
        end = _years(period.start, min(Day(year), period.end, key=lambda day: day.last))
        rates.append(_as_rate([str(year)], _within(figures, None, start, end - start, after)))
        start = end

    def ever(figures: Figures) -> Rate:
        return _as_rate(["never"], figures.table.tenure(start, after=after).remaining(start))

    return _found(case, asked, classes, 1, (*rates, ever(figures)), ever)


def _first_to_fall(case: Scenario, asked: Asked, classes: Classes) -> BaseRate:
    months = np.arange(case.period.months + 1) / 12

    def rates(figures: Figures) -> tuple[Rate, ...]:
        stays = [figures.table.stays(months, after=_served(case, who)) for who in asked.among]
        chances = first_of(np.array(stays))
        return tuple(
            Rate((who,), chance) for who, chance in zip((*asked.among, "none"), chances, strict=True)
        )

    own = rates(classes[own_classes(case)[1]])
    return _found(case, asked, classes, 1, own, lambda figures: rates(figures)[0])


def _fate(case: Scenario, asked: Asked, classes: Classes) -> BaseRate:
    years, after = _years(case.period.start, case.period.end), _served(case, asked.who)

    def rates(figures: Figures) -> tuple[Rate, ...]:
        purged = figures.table.tenure(years, after=after).left(MEMBER_WAYS.index("purged"), years)
        counts = dict(zip(MEMBER_FATES, figures.fates["any"].values(), strict=True))
        punished = sum(counts.values()) - counts["not purged"]
        hard = {
            "expelled": counts["left alone"] + counts["exiled"],
            "jailed": counts["jailed"],
            "executed": counts["executed"],
        }
        worse = [
            _as_rate([fate], _times(purged, share(count / figures.design, punished / figures.design)))
            for fate, count in hard.items()
        ]
        return (_otherwise(["kept", "demoted", "retired"], _as_rate([], purged)), *worse)

    own = rates(classes[own_classes(case)[1]])
    return _found(case, asked, classes, 1, own, lambda figures: rates(figures)[0])


def _holder(case: Scenario, asked: Asked, classes: Classes) -> BaseRate:
    opening = case.period.start
    leads = holder_of(case, asked.office, opening)
    if leads is None:
        return _equal(case, asked, classes)
    years = _years(opening, asked.on)
    begun = min(t.start for t in case.tenures if t.office == asked.office and t.who == leads)
    after = _years(begun, opening) if begun < opening else 0.0

    def rate(figures: Figures) -> Rate:
        return _as_rate([leads], figures.table.tenure(years, after=after).remaining(years))

    still = rate(classes[own_classes(case)[0]])
    others = [person for person in case.people if person != leads]
    return _found(case, asked, classes, 0, (still, _otherwise([*others, "vacant"], still)), rate)


def _equal(case: Scenario, asked: Asked, classes: Classes) -> BaseRate:  # noqa: ARG001 - as the others are called
    opening = case.period.start
    seated = (t for t in case.tenures if t.seat == "full" and t.start <= opening)
    members = {t.who for t in seated if t.end is None or opening < t.end} - {asked.after}
    rates = tuple(Rate((who,), 1 / len(members)) for who in case.people if who in members)
    return BaseRate(asked.id, asked.ask, EQUAL, 0, rates, ())


_ASKED: dict[str, Callable[[Scenario, Asked, Classes], BaseRate]] = {
    "falls": _falls,
    "time_to_fall": _time_to_fall,
    "first_to_fall": _first_to_fall,
    "fate": _fate,
    "holder": _holder,
    "first_among_equals": _equal,
    "successor": _equal,
}


def _found(
    case: Scenario,
    asked: Asked,
    classes: Classes,
    which: int,
    rates: tuple[Rate, ...],
    beside: Callable[[Figures], Rate],
) -> BaseRate:
    """The base rates with what each neighbour of the class says of one answer."""
    name = own_classes(case)[which]
    near = [classes[other] for other in NEIGHBOURS[name]]
    neighbours = tuple(Neighbour(one.name, one.spells, beside(one)) for one in near)
    return BaseRate(asked.id, asked.ask, name, classes[name].spells, rates, neighbours)


def _within(figures: Figures, way: int | None, start: float, years: float, after: float) -> Estimate:
    """The chance to stay until `start` and to leave in the `years` after it."""
    gone = figures.table.tenure(years, after=after + start).left(way, years)
    return gone if not start else _times(figures.table.tenure(start, after=after).remaining(start), gone)


def _times(one: Estimate, other: Estimate) -> Estimate:
    """The product of two independent shares; its interval from theirs on the scale of logarithms."""
    value = one.value * other.value
    if not value:
        return Estimate(0.0, 0.0, one.high * other.high)
    down = math.hypot(*(math.log(part.value / max(part.low, 1e-12)) for part in (one, other)))
    up = math.hypot(*(math.log(part.high / part.value) for part in (one, other)))
    return Estimate(value, value * math.exp(-down), min(value * math.exp(up), 1.0))


def _as_rate(answers: Sequence[str], found: Estimate) -> Rate:
    return Rate(tuple(answers), found.value, found.low, found.high)


def _otherwise(answers: Sequence[str], rate: Rate) -> Rate:
    """The rate of everything else."""
    low = None if rate.high is None else 1 - rate.high
    return Rate(tuple(answers), 1 - rate.value, low, None if rate.low is None else 1 - rate.low)


def _years(start: Day, end: Day) -> float:
    """Years from the first day that one date may mean to the last that another may."""
    return max((end.last - start.first).days / _YEAR, 0.0)


def _served(case: Scenario, who: str) -> float:
    """Years for which somebody has been a full member at the opening, 0 if he enters later."""
    opening = case.period.start
    seats = [t for t in case.tenures if t.who == who and t.seat == "full" and t.start <= opening]
    return max((_years(t.start, opening) for t in seats if t.end is None or opening < t.end), default=0.0)
