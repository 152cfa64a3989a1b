"""How do claims become numbers: which board and which case does a scenario make?

The one bridge between `scenario` and the engine.  Numbers given exactly are laid on the fresh board; ranges
and rival claims become entries of the list of draws, each with the offset of its place on the board and an
address that says which number it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.dates import Day
from presidium.draws import slot
from presidium.history import codes
from presidium.history.abroad import lay_world, turns_of
from presidium.history.calendar import lay_events, possible_events
from presidium.history.layout import Input, Layout
from presidium.history.records import (
    Sizes,
    board_dtype,
    capacity,
    case_dtype,
    outcome_dtype,
)
from presidium.scenario.limits import date_count, draws_at_most, effect_count, guard_count
from presidium.scenario.model import Office, Person, Scenario
from presidium.scenario.parameters import PARAMETERS
from presidium.values import Quantity, Rival

_RULES = {"majority": (0.5, 1), "two-thirds": (2 / 3, 0), "unanimity": (1.0, 0)}
_STANDING = {"none": codes.OUTSIDE, "candidate": codes.CANDIDATE, "full": codes.FULL}


@dataclass(frozen=True, slots=True)
class Board:
    """A scenario laid out: the fresh board, the case, and the names behind the numbers.

    `posts` lists (office, seat) pairs: an office with four seats is four posts.  `inputs` are the numbers
    that every history draws anew, each once.
    """

    case: Scenario
    sizes: Sizes
    fresh: np.ndarray[Any, Any]
    fixed: np.ndarray[Any, Any]
    people: tuple[str, ...]
    offices: tuple[str, ...]
    posts: tuple[tuple[str, int], ...]
    chiefs: tuple[str, ...]
    events: tuple[str, ...]
    months: int
    inputs: tuple[Input, ...]

    @property
    def quarters(self) -> int:
        """Quarters of the period, the first in which it opens and the last in which it ends included."""
        return int(self.quarter_of(self.months - 1)) + 1

    def quarter_of(self, month: Any) -> Any:
        """The calendar quarter of a month of the period, or of an array of them; 0 is that of the opening."""
        first_month = int(self.fixed["first_month"][0])
        return (first_month + month) // 3 - first_month // 3

    def last_month_of(self, quarter: int) -> int:
        """The month of the period with which a quarter ends, or the period does."""
        return min(3 * (quarter + 1) - 1 - int(self.fixed["first_month"][0]) % 3, self.months - 1)

    @property
    def outcome_dtype(self) -> np.dtype[Any]:
        """Row of one history, at capacity."""
        return outcome_dtype(self.sizes)


def _posts(case: Scenario) -> Iterator[tuple[str, int]]:
    for name, office in case.offices.items():
        for seat in range(office.seats):
            yield name, seat


def _lay_parameters(layout: Layout, case: Scenario) -> None:
    """Each history draws every parameter: with even chance below and above the default, evenly within."""
    for p, (name, parameter) in enumerate(PARAMETERS.items()):
        low, middle, high = parameter.low, parameter.default, parameter.high
        number = case.parameters.get(name) or Quantity(
            rivals=(Rival(low, middle, 1.0), Rival(middle, high, 1.0)), text=f"{low} to {high}"
        )
        layout.put(name.replace("-", "_"), (), number, codes.PARAMETER, p, f"parameters.{name}")
        if name not in case.parameters:
            layout.fresh[name.replace("-", "_")][0] = middle


def _lay_domains(layout: Layout, case: Scenario) -> None:
    c = layout.fixed[0]
    c["domains"] = len(case.domains)
    for d, (name, domain) in enumerate(case.domains.items()):
        layout.put("domain_weight", (d,), domain.weight, codes.DOMAIN_WEIGHT, d, f"domains.{name}.weight")
        c["force_weight"][d] = domain.force.middle
        c["delegates_weight"][d] = domain.delegates.middle
    for name in ("force_weight", "delegates_weight"):
        c[name] /= max(c[name].sum(), 1e-300)
    c["issues"] = len(case.issues)
    for k, (name, issue) in enumerate(case.issues.items()):
        layout.put("salience", (k,), issue.salience, codes.SALIENCE, k, f"issues.{name}.salience")


def _months_from(case: Scenario, day: Day | None, missing: int) -> int:
    return missing if day is None else min(max(case.period.month_of(day), 0), codes.NEVER)


def _lay_person(layout: Layout, case: Scenario, i: int, person: Person, ids: list[str]) -> None:
    s, c = layout.fresh, layout.fixed[0]
    path = f"people.{ids[i]}"
    layout.put("ambition", (i,), person.ambition, codes.AMBITION, i, f"{path}.ambition")
    for d, domain in enumerate(case.domains):
        if domain in person.personal:
            number, at = person.personal[domain], slot(i, d, 0)
            layout.put("personal", (i, d), number, codes.PERSONAL, at, f"{path}.personal.{domain}")
    for k, issue in enumerate(case.issues):
        s["stance"][0, i, k] = 0.5
        if issue in person.stance:
            number, at = person.stance[issue], slot(i, k, 0)
            layout.put("stance", (i, k), number, codes.STANCE, at, f"{path}.stance.{issue}")
    s["patron"][0, i] = ids.index(person.patron) if person.patron else codes.NOBODY
    c["age"][i] = -case.period.month_of(person.born) / 12.0
    s["enters"][0, i] = _months_from(case, person.enters, codes.NEVER)
    s["standing"][0, i] = codes.BENCH if person.enters else codes.OUTSIDE
    c["active"][i] = _months_from(case, person.active or person.enters, codes.NEVER)
    executed = any(
        event.kind == "outcome"
        and event.records is not None
        and event.records.falls == ids[i]
        and event.records.fate == "executed"
        for event in case.events.values()
    )
    died = None if executed else person.died
    c["recorded_death"][i] = codes.NEVER if died is None else case.period.month_of(died)
    c["death_drawn"][i] = int((person.death or case.rules.deaths) == "drawn")


def _lay_offices(layout: Layout, case: Scenario, posts: tuple[tuple[str, int], ...]) -> None:
    c = layout.fixed[0]
    names = list(case.offices)
    domains = list(case.domains)
    c["offices"], c["posts"] = len(names), len(posts)
    for o, (name, office) in enumerate(case.offices.items()):
        c["office_chief"][o] = int(office.chief)
        c["office_appoints"][o] = domains.index(office.appoints) if office.appoints else codes.NOBODY
        c["office_requires"][o] = _STANDING[office.requires]
        c["office_first_post"][o] = posts.index((name, 0))
        c["office_seats"][o] = office.seats
    for p, (name, seat) in enumerate(posts):
        c["post_office"][p] = names.index(name)
        c["post_since"][p] = _months_from(case, case.offices[name].since, 0)
        c["post_until"][p] = _months_from(case, case.offices[name].until, codes.NEVER)
        for d, domain in enumerate(domains):
            if domain in case.offices[name].worth:
                place = slot(names.index(name), d, seat)
                worth, path = case.offices[name].worth[domain], f"offices.{name}.worth.{domain}"
                layout.put("worth", (p, d), worth, codes.WORTH, place, path)
    for first, second in case.rules.kept_apart:
        o, other = names.index(first), names.index(second)
        c["kept_apart"][o, other] = c["kept_apart"][other, o] = 1
    chiefs = [p for p, (name, _) in enumerate(posts) if case.offices[name].chief]
    c["chiefs"] = len(chiefs)
    c["chief_post"][: len(chiefs)] = chiefs
    c["security_office"] = _most_forceful(case, c["force_weight"])


def _most_forceful(case: Scenario, force_weight: Any) -> int:
    """The office that commands most force: with its holder's fall part of the terror goes."""

    def command(office: Office) -> float:
        return sum(
            force_weight[d] * office.worth[domain].middle
            for d, domain in enumerate(case.domains)
            if domain in office.worth
        )

    worths = [command(office) for office in case.offices.values()]
    best = max(range(len(worths)), key=worths.__getitem__, default=-1)
    return best if best >= 0 and worths[best] > 0.0 else codes.NOBODY


def _lay_tenures(layout: Layout, case: Scenario, posts: tuple[tuple[str, int], ...], ids: list[str]) -> None:
    """The opening position: who holds what on the opening day."""
    s, c = layout.fresh, layout.fixed[0]
    s["holder"][0] = codes.NOBODY
    s["holder"][0, : len(posts)][c["post_since"][: len(posts)] > 0] = codes.UNLISTED
    s["grip"][0] = 0.75
    for tenure in in_force(case, case.period.start):
        i = ids.index(tenure.who)
        c["active"][i] = 0
        if tenure.seat is not None:
            s["standing"][0, i] = _STANDING[tenure.seat]
        else:
            seat = next(
                p for p, (name, _) in enumerate(posts) if name == tenure.office and s["holder"][0, p] < 0
            )
            s["holder"][0, seat] = i


def in_force(case: Scenario, day: Day) -> Iterator[Any]:
    """The tenures in force at the end of a day: a term covers its start up to, not including, its end."""
    for tenure in case.tenures:
        if tenure.start <= day and (tenure.end is None or tenure.end > day):
            yield tenure


def _lay_rules(layout: Layout, case: Scenario) -> None:
    c = layout.fixed[0]
    rules, first = case.rules, case.arenas[0]
    names = list(case.offices)
    c["share"], c["strict"] = _RULES[first.rule]
    c["quorum"] = float(first.quorum)
    wider = next((arena for arena in case.arenas[1:] if arena.convened_by), None)
    c["appeal_allowed"] = int(rules.appeal and wider is not None)
    c["convening_office"] = names.index(wider.convened_by) if wider and wider.convened_by else codes.NOBODY
    c["appeal_share"], c["appeal_strict"] = _RULES[wider.rule] if wider else _RULES["majority"]
    layout.fresh["members_wanted"] = rules.bureau_size
    c["candidates_wanted"] = rules.candidate_seats
    c["most_offices"] = rules.most_offices
    c["months"], c["follow"] = case.period.months, case.period.months - 1
    if rules.follow_lives_to is not None:
        c["follow"] = max(case.period.last_month_of(rules.follow_lives_to), case.period.months - 1)
    for day in rules.congresses:
        c["congress"][case.period.month_of(day)] = 1
    c["prune"] = 1


# What stays nobody, or never, until it happens.
_NOBODY_YET = (
    "fell",
    "happened",
    "leader",
    "broke_at",
    "unrest_at",
    "troops_at",
    "crisis_at",
    "crisis_end",
)


def board_of(case: Scenario) -> Board:
    """Lay out a scenario.

    People keep their declared order: it is part of the address of every draw about them.
    """
    posts = tuple(_posts(case))
    possible = possible_events(case)
    events = tuple(possible)
    turns = turns_of(case)
    sizes = Sizes(
        people=capacity("people", len(case.people)),
        posts=capacity("posts", len(posts)),
        events=capacity("events", len(events)),
        effects=capacity("effects", effect_count(case)),
        calendar=capacity("calendar", date_count(case)),
        guards=capacity("guards", guard_count(case)),
        months=capacity("months", case.period.months),
        states=capacity("states", len(case.states)),
        turns=capacity("turns", len(turns)),
        draws=capacity("draws", draws_at_most(case, len(turns), len(PARAMETERS))),
    )
    parameters = tuple(name.replace("-", "_") for name in PARAMETERS)
    layout = Layout(np.zeros(1, board_dtype(sizes, parameters)), np.zeros(1, case_dtype(sizes)))
    ids = list(case.people)
    layout.fixed["people"] = len(ids)
    _lay_parameters(layout, case)
    _lay_domains(layout, case)
    for name in _NOBODY_YET:
        layout.fresh[name] = codes.NOBODY
    for i, person in enumerate(case.people.values()):
        _lay_person(layout, case, i, person, ids)
    _lay_offices(layout, case, posts)
    _lay_tenures(layout, case, posts, ids)
    for tie in case.ties:
        i, j = ids.index(tie.source), ids.index(tie.target)
        path = f"ties.{tie.source}.{tie.target}.tie"
        layout.put("tie", (i, j), tie.tie, codes.TIE, slot(i, j, 0), path)
    _lay_rules(layout, case)
    lay_events(layout, case, events)
    lay_world(layout, case, events, turns)
    layout.finish()
    chiefs = tuple(name for name, _ in posts if case.offices[name].chief)
    return Board(
        case,
        sizes,
        layout.fresh,
        layout.fixed,
        tuple(ids),
        tuple(case.offices),
        posts,
        chiefs,
        events,
        case.period.months,
        tuple({(drawn.mechanism, drawn.slot): drawn for drawn in layout.draws}.values()),
    )
