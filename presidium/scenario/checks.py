"""Does a scenario make sense?  One function a rule; each yields what it finds."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from presidium.dates import Day
from presidium.scenario.answers import TAKEN
from presidium.scenario.draft import Draft, asked
from presidium.scenario.finding import Finding, thing
from presidium.scenario.paths import NAMED_BY, NoSuchPath, matches, resolved, settable
from presidium.scenario.place import Path
from presidium.scenario.refusal import did_you_mean, is_id, nearest, proper_id
from presidium.scenario.room import ROOM_CHECKS

_WHAT = {
    "people": "person",
    "offices": "office",
    "domains": "domain",
    "issues": "issue",
    "events": "event",
    "arenas": "arena",
    "sources": "source",
    "whatif": "what-if",
    "questions": "question",
    "poles": "pole",
    "states": "state",
    "ledger": "ledger entry",
    "clients": "client",
    "crises": "crisis",
}
_ROLES = ("leader", "decider")
#: Lists of two between which something lies.
_PAIRS = ("quarrel", "between", "states")
#: For so many unknown names one that may be meant is looked for.
_MOST_GUESSES = 100
#: How far sums may be from 1: of exact numbers, and of the middles of ranges.
_EXACT, _ROUGH = 1e-6, 0.05


def reserved_ids(draft: Draft) -> Iterator[Finding]:
    """SCN112: a person or a pole called like a role, or like an answer to a question."""
    for section in ("people", "poles"):
        for name in draft.ids(section):
            if section == "people" and name in _ROLES:
                means = "it means whoever has the role"
            elif name in TAKEN:
                means = "it is an answer to questions"
            elif section == "poles" and name in draft.ids("people"):
                means = "a person is called so, and questions have both as answers"
            else:
                continue
            message = f'no {_WHAT[section]} can be called "{name}": {means}'
            yield Finding("SCN112", message, "choose another id", (section, name), at_key=True)


def named_twice(draft: Draft) -> Iterator[Finding]:
    """SCN208: the same name twice in one list; of a pair that is between something and itself."""
    seen: set[tuple[Path, str]] = set()
    for one in draft.references:
        if not isinstance(one.path[-1], int) or one.path[-2] in _PAIRS or one.path[-3:-2] == ("kept_apart",):
            continue
        place = (one.path[:-1], one.name)
        if place in seen:
            message = f"{one.name} stands in this list already, in {thing(draft.tree, one.path)}"
            yield Finding("SCN208", message, "keep one of them", one.path)
        seen.add(place)
    for path, event in draft.items("events"):
        days = event.on if event.kind == "shock" and draft.intact(*path, "on") else ()
        for index, day in enumerate(days):
            if day in days[:index]:
                message = f"{day} stands in this list already, in {thing(draft.tree, path)}"
                yield Finding("SCN208", message, "keep one of them", (*path, "on", index))


def given_twice(draft: Draft) -> Iterator[Finding]:
    """SCN208: elements of a list that nothing tells apart."""
    for section in ("questions", "arenas", "ties", "ledger"):
        seen: set[tuple[Any, ...]] = set()
        for path, _ in draft.items(section):
            element = draft.tree[section][path[1]]
            if not all(field in element and draft.intact(*path, field) for field in NAMED_BY[section][0]):
                continue  # an entry of the ledger can do without its id
            name = tuple(element[field] for field in NAMED_BY[section][0])
            if name in seen:
                message = f"{thing(draft.tree, path)} is there already"
                yield Finding("SCN208", message, "keep one of them", (*path, NAMED_BY[section][0][0]))
            seen.add(name)


def to_oneself(draft: Draft) -> Iterator[Finding]:
    """SCN210: a tie to oneself, or a person who is his own patron."""
    for path, tie in draft.items("ties"):
        if tie.source == tie.target:
            yield Finding("SCN210", f"a tie of {tie.source} to himself", "name somebody else", (*path, "to"))
    for path, person in draft.items("people"):
        if person.patron == path[1]:
            yield Finding("SCN210", f"{path[1]} is his own patron", "name somebody else", (*path, "patron"))
    for path, event in draft.items("events"):
        for index, effect in enumerate(event.effects if event.kind != "outcome" else ()):
            if effect.kind == "tie" and effect.target == effect.of_person:
                message = f"what {effect.target} feels for himself, in {thing(draft.tree, path)}"
                yield Finding("SCN210", message, "name somebody else", (*path, "effects", index, "of"))
    for index, (first, second) in enumerate(draft.case.rules.kept_apart):
        if first == second and draft.intact("rules"):
            message = f"{first} is kept apart from itself"
            yield Finding("SCN210", message, "name two offices", ("rules", "kept_apart", index, 1))


def undeclared(draft: Draft) -> Iterator[Finding]:
    """SCN201: a name that nothing declares."""
    declared = {section: draft.ids(section) for section in _WHAT}
    # An id that is none is told already; what it should be called is known.
    meant = {
        section: [name if is_id(name) else proper_id(name) or name for name in ids]
        for section, ids in declared.items()
    }
    there = {section: {*ids, *meant[section]} for section, ids in declared.items()}
    guesses = 0
    for one in draft.references:
        # So is a name that is no id.
        own = one.name if is_id(one.name) else proper_id(one.name)
        if own in there[one.section] or own in one.roles or one.name in there[one.section]:
            continue
        guesses += 1
        near = nearest(one.name, [*meant[one.section], *one.roles]) if guesses <= _MOST_GUESSES else None
        declare = f"declare it under {one.section}"
        remedy = f'write "{near}", or {declare}' if near else declare
        message = f'unknown {_WHAT[one.section]} "{one.name}" in {thing(draft.tree, one.path)}'
        is_key = one.path[-1] == one.name
        yield Finding("SCN201", message, remedy, one.path, is_key, did_you_mean(near) if near else None)


def outcomes_as_inputs(draft: Draft) -> Iterator[Finding]:
    """SCN212: nothing may depend on an outcome."""
    kinds = dict(matches(draft.tree, "events.*.kind"))
    for one in draft.references:
        if one.section == "events" and kinds.get(("events", one.name, "kind")) == "outcome":
            message = f'"{one.name}" is an outcome: outcomes are compared, never fed'
            yield Finding("SCN212", message, "name a shock or a decision", one.path)


def deciders_of_shocks(draft: Draft) -> Iterator[Finding]:
    """SCN213: nobody decides a shock."""
    kinds = dict(matches(draft.tree, "events.*.kind"))
    for one in draft.references:
        if one.roles and one.name == "decider" and kinds.get((*one.path[:2], "kind")) == "shock":
            yield Finding(
                "SCN213",
                f"nobody decides {thing(draft.tree, one.path)}: it is a shock",
                "write leader, or name a person",
                one.path,
            )


def outside_the_period(draft: Draft) -> Iterator[Finding]:
    """SCN202: dates at which something should happen or be asked, before or after the period."""
    if not draft.intact("period"):
        return
    period = draft.case.period
    for path, day in _dates(draft):
        if not period.contains(day):
            span = f"{period.start} to {period.end}"
            message = f"{day} is outside the period, {span}, in {thing(draft.tree, path)}"
            yield Finding("SCN202", message, "move it, or widen the period", path)
    end = draft.case.rules.follow_lives_to
    if end is not None and end.last < period.end.first:
        message = f"lives are followed to {end}, but the period ends on {period.end}"
        yield Finding("SCN202", message, "name a later date", ("rules", "follow_lives_to"))


def _dates(draft: Draft) -> Iterator[tuple[Path, Day]]:
    for path, event in draft.items("events"):
        if event.kind == "shock":
            yield from (((*path, "on", index), day) for index, day in enumerate(event.on))
        elif event.kind == "decision":
            yield from (((*path, "window"), day) for day in dict.fromkeys(event.window))
            if event.recorded is not None:
                yield (*path, "recorded"), event.recorded
        else:
            yield from (((*path, "on"), day) for day in dict.fromkeys(event.span))
    for path, question in asked(draft):
        fields = {"on": question.on, "by": question.by, "from": question.start}
        yield from (((*path, field), day) for field, day in fields.items() if day is not None)
    for index, day in enumerate(draft.case.rules.congresses):
        yield ("rules", "congresses", index), day


def in_wrong_order(draft: Draft) -> Iterator[Finding]:
    """SCN203: a life, an office, or the time a question asks about, that ends before it begins."""
    opening = draft.case.period.start.first
    for path, person in draft.items("people"):
        if person.died is not None and person.died.last < person.born.first:
            message = f"{path[1]} dies on {person.died}, before his birth on {person.born}"
            yield Finding("SCN203", message, "correct one of the dates", (*path, "died"))
        elif person.died is not None and draft.intact("period") and person.died.last < opening:
            message = f"{path[1]} dies on {person.died}, before the opening"
            yield Finding("SCN203", message, "leave him out, or correct one of the dates", (*path, "died"))
    for path, tenure in draft.items("tenures"):
        person = draft.case.people.get(tenure.who)
        if person is not None and tenure.start.last < person.born.first:
            message = f"{thing(draft.tree, path)} begins on {tenure.start}, before his birth on {person.born}"
            yield Finding("SCN203", message, "correct one of the dates", (*path, "from"))
        if person is not None and person.died is not None and _lies_before(person, tenure.start):
            message = f"{thing(draft.tree, path)} begins on {tenure.start}, after his death on {person.died}"
            yield Finding("SCN203", message, "correct one of the dates", (*path, "from"))
    for path, office in draft.items("offices"):
        if office.since and office.until and office.until.last < office.since.first:
            message = f"{path[1]} is no more on {office.until}, before it can be filled on {office.since}"
            yield Finding("SCN203", message, "correct one of the dates", (*path, "until"))
    for path, question in asked(draft):
        if question.start is not None and question.by is not None and question.by.last < question.start.first:
            message = f"{question.by} comes before {question.start} in {thing(draft.tree, path)}"
            yield Finding("SCN203", message, "let from be the earlier date", (*path, "by"))


def _lies_before(person: Any, day: Day) -> bool:
    """Whether a life that ends after it begins is over by a day."""
    return bool(person.born.first <= person.died.last < day.first)


def overfull(draft: Draft) -> Iterator[Finding]:
    """SCN204: more holders of an office at a time than it has seats, or two seats of one person."""
    of_office: dict[str, list[tuple[Path, Any]]] = {}
    of_person: dict[str, list[tuple[Path, Any]]] = {}
    of_both: dict[tuple[str, str], list[tuple[Path, Any]]] = {}
    for path, tenure in draft.items("tenures"):
        if tenure.office is None:
            of_person.setdefault(tenure.who, []).append((path, tenure))
        elif tenure.office in draft.case.offices:
            of_office.setdefault(tenure.office, []).append((path, tenure))
            of_both.setdefault((tenure.who, tenure.office), []).append((path, tenure))
    for name, held in of_office.items():
        seats = draft.case.offices[name].seats
        yield from _overlaps(held, seats, f"{name} has {seats} seat{'s' * (seats > 1)}")
    for name, held in of_person.items():
        yield from _overlaps(held, 1, f"{name} has one seat in the first arena")
    for (name, office), held in of_both.items():
        if draft.case.offices[office].seats > 1:
            yield from _overlaps(held, 1, f"{name} has one seat of {office}")


def _overlaps(held: list[tuple[Path, Any]], seats: int, what: str) -> Iterator[Finding]:
    """Tenures that begin while all seats are taken; a date counts as the first day that it may mean."""
    running: list[Any] = []
    for path, tenure in sorted(held, key=lambda one: one[1].start.first):
        running = [one for one in running if _leaves(one) > tenure.start.first]
        if len(running) >= seats:
            others = ", ".join(f"{one.who} ({one.start} to {one.end or 'open'})" for one in running)
            message = f"{what}; on {tenure.start} taken by {others}"
            yield Finding(
                "SCN204", message, "end the earlier tenure, or begin this one later", (*path, "from")
            )
        else:
            running.append(tenure)


def _leaves(tenure: Any) -> date:
    return tenure.end.first if tenure.end is not None else date.max


def nobody_to_begin_with(draft: Draft) -> Iterator[Finding]:
    """SCN216: no full member of the first arena on the opening day."""
    if not (draft.intact("period") and draft.intact("tenures")):
        return
    opening = draft.case.period.start.first
    seats = [tenure for tenure in draft.case.tenures if tenure.seat == "full"]
    if not any(tenure.start.first <= opening < _leaves(tenure) for tenure in seats):
        message = f"nobody has a full seat in the first arena on {draft.case.period.start}"
        remedy = "add tenures: [{who: ID, seat: full, from: DATE}]"
        yield Finding("SCN216", message, remedy, ("tenures",), at_key=True)


def shares_that_do_not_fit(draft: Draft) -> Iterator[Finding]:
    """SCN205: weights of domains that do not sum to 1."""
    if not draft.intact("domains"):
        return
    for field in ("weight", "force", "delegates"):
        shares = [getattr(domain, field) for domain in draft.case.domains.values()]
        total = sum(share.middle for share in shares)
        exact = all(share.exact for share in shares)
        if abs(total - 1) > (_EXACT if exact else _ROUGH):
            what = "weights" if field == "weight" else f"shares of {field}"
            message = f"the {what} of the domains sum to {total:g}" + (
                "" if exact else " (middles of ranges)"
            )
            yield Finding("SCN205", message, "let them sum to 1", ("domains",), at_key=True)


def weights_of_nothing(draft: Draft) -> Iterator[Finding]:
    """SCN247: rival claims by which all domains may weigh nothing at once."""
    domains = draft.case.domains.values()
    if draft.intact("domains") and all(any(one.high == 0 for one in d.weight.rivals) for d in domains):
        message = "all weights of the domains may be 0 at once, for each has a rival claim of 0"
        yield Finding(
            "SCN247", message, "let one domain weigh more than 0 by every claim", ("domains",), at_key=True
        )


def unmarked_shocks(draft: Draft) -> Iterator[Finding]:
    """SCN206: a shock after the opening that does not say how anybody could have known."""
    opening = draft.case.period.start.first
    for path, event in draft.items("events"):
        if event.kind != "shock" or event.exogenous or event.hindsight:
            continue
        if draft.intact("period") and draft.intact(*path) and any(day.last > opening for day in event.on):
            message = f"shock {path[1]} comes after the opening"
            remedy = "mark it exogenous: true if it comes whatever anybody does, else hindsight: true"
            yield Finding("SCN206", message, remedy, path, at_key=True)


def unmarked_decisions(draft: Draft) -> Iterator[Finding]:
    """SCN207: a decision that does not say that it is on the list because it was taken."""
    for path, event in draft.items("events"):
        if event.kind == "decision" and not event.hindsight and draft.intact(*path):
            message = f"decision {path[1]} is on the list because it was taken"
            yield Finding("SCN207", message, "mark it hindsight: true", path, at_key=True)


def holders_of_lesser_offices(draft: Draft) -> Iterator[Finding]:
    """SCN214: only the holders of chief offices are kept for questions."""
    for path, question in asked(draft):
        office = draft.case.offices.get(question.office or "")
        if office is not None and not office.chief and draft.intact("offices", question.office or ""):
            message = f"{thing(draft.tree, path)} asks for {question.office}, which is no chief office"
            remedy = "give the office chief: true, or ask for another"
            yield Finding("SCN214", message, remedy, (*path, "office"))


def arenas_that_cannot_vote(draft: Draft) -> Iterator[Finding]:
    """SCN215: showdowns begin with a vote, and so does an appeal."""
    for number, (path, arena) in enumerate(draft.items("arenas")):
        if arena.rule == "force" and (number == 0 or arena.convened_by):
            message = f"{thing(draft.tree, path)} must vote: it is the first or can be appealed to"
            yield Finding("SCN215", message, "write rule: majority, two-thirds or unanimity", (*path, "rule"))


def paths_to_nowhere(draft: Draft) -> Iterator[Finding]:
    """SCN209: paths of claims, what-ifs and openings that lead nowhere."""
    for place, dotted in _paths(draft):
        try:
            (settable if place[-1] == dotted else resolved)(draft.tree, dotted)
        except NoSuchPath as problem:
            if _hidden(draft, problem):
                continue
            message = f"{problem} in {thing(draft.tree, place)}"
            yield Finding("SCN209", message, problem.remedy, place, at_key=place[-1] == dotted)


def _hidden(draft: Draft, problem: NoSuchPath) -> bool:
    """Whether a path names people and offices that there are, while its list has an element that does not.

    The element that is meant is probably that one, and its slip is told already.
    """
    section = problem.found[0] if len(problem.found) == 1 else None
    if section not in ("ties", "tenures"):
        return False
    slips = (one for check in (undeclared, to_oneself) for one in check(draft))
    declared = {*draft.ids("people"), *draft.ids("offices"), "full", "candidate"}
    return declared.issuperset(problem.rest[:2]) and any(one.path[0] == section for one in slips)


def _paths(draft: Draft) -> Iterator[tuple[Path, str]]:
    for path, claim in draft.items("claims"):
        yield from (((*path, "supports", index), dotted) for index, dotted in enumerate(claim.supports))
    for path, one in (*draft.items("whatif"), *draft.items("openings")):
        yield from (((*path, "remove", index), dotted) for index, dotted in enumerate(one.remove))
        yield from (((*path, "change", dotted), dotted) for dotted in one.change)


CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    *ROOM_CHECKS,
    reserved_ids,
    given_twice,
    named_twice,
    to_oneself,
    undeclared,
    outcomes_as_inputs,
    deciders_of_shocks,
    outside_the_period,
    in_wrong_order,
    overfull,
    nobody_to_begin_with,
    shares_that_do_not_fit,
    weights_of_nothing,
    unmarked_shocks,
    unmarked_decisions,
    holders_of_lesser_offices,
    arenas_that_cannot_vote,
    paths_to_nowhere,
)
