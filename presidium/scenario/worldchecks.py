"""Does what a scenario says of states make sense?  One function a rule; each yields what it finds."""

from collections.abc import Callable, Iterator
from datetime import date

from presidium.dates import Day
from presidium.scenario.draft import Draft, asked
from presidium.scenario.finding import Finding, thing
from presidium.scenario.place import Path
from presidium.scenario.world import Entry, Spell, State

#: How far above 1 shares may sum: exact ones, and the middles of ranges.
_EXACT, _ROUGH = 1e-6, 0.05
_Placed = tuple[Path, Spell]


def leading_twice(draft: Draft) -> Iterator[Finding]:
    """SCN217: one state that leads two poles."""
    leads: dict[str, str] = {}
    for path, pole in draft.items("poles"):
        first = leads.setdefault(pole.state, str(path[1]))
        if first != path[1]:
            message = f"{pole.state} leads {first} already, so it cannot lead {path[1]}"
            yield Finding("SCN217", message, "name another state, or join the poles", (*path, "state"))


def toward_oneself(draft: Draft) -> Iterator[Finding]:
    """SCN210: what a state does to itself, or something between a pole and itself."""
    for path, entry in draft.items("ledger"):
        if entry.by == entry.toward:
            message = f"{entry.by} acts toward itself in {thing(draft.tree, path)}"
            yield Finding("SCN210", message, "name another state", (*path, "toward"))
    for path, crisis in draft.items("crises"):
        if crisis.challenger == crisis.defender:
            message = f"{crisis.challenger} challenges itself in {thing(draft.tree, path)}"
            yield Finding("SCN210", message, "name two poles", (*path, "defender"))
    for path, client in draft.items("clients"):
        if path[1] in client.neighbours:
            message = f"{path[1]} is its own neighbour"
            yield Finding("SCN210", message, "name other clients", (*path, "neighbours"))
    for place, pair in _pairs(draft):
        if pair is not None and pair[0] == pair[1]:
            message = f"{pair[0]} and itself in {thing(draft.tree, place)}"
            yield Finding("SCN210", message, "name two of them", (*place, 1))


def _pairs(draft: Draft) -> Iterator[tuple[Path, tuple[str, str] | None]]:
    """Pairs of poles or states that something lies between."""
    for path, question in asked(draft):
        yield (*path, "states"), question.states
    for path, entry in draft.items("ledger"):
        for index, condition in enumerate(entry.guards):
            yield (*path, "if", index, "quarrel"), condition.quarrel
    for path, event in draft.items("events"):
        if event.kind == "outcome":
            yield (*path, "records", "quarrel"), event.records.quarrel if event.records else None
            continue
        for index, guard in enumerate(event.guards):
            yield (*path, "if", index, "quarrel"), guard.quarrel
            yield (*path, "if", index, "between"), guard.between


def overlapping_spells(draft: Draft) -> Iterator[Finding]:
    """SCN218: two spells of one thing that hold at once."""
    for path, state in draft.items("states"):
        if draft.intact(*path, "orthodoxy"):
            placed = [((*path, "orthodoxy", index), one) for index, one in enumerate(state.orthodoxy)]
            yield from _out_of_order(placed) or _overlaps(placed, f"another orthodoxy of {path[1]}")
        of_pole: dict[str, list[_Placed]] = {}
        for index, reach in enumerate(state.reach if draft.intact(*path, "reach") else ()):
            of_pole.setdefault(reach.pole, []).append(((*path, "reach", index), reach))
        for pole, placed in of_pole.items():
            yield from _overlaps(placed, f"another reach of {pole} to {path[1]}")
    of_state: dict[str, list[_Placed]] = {}
    for path, leaning in draft.items("leanings"):
        if draft.intact(*path, "to"):
            of_state.setdefault(leaning.state, []).append((path, leaning))
    for name, placed in of_state.items():
        yield from _overlaps(placed, f"another leaning of {name}")


def _out_of_order(placed: list[_Placed]) -> list[Finding]:
    return [
        Finding(
            "SCN218",
            f"the spell from {spell.start} stands below the one from {earlier.start}",
            "write the earlier spell first",
            (*path, "from"),
        )
        for (_, earlier), (path, spell) in zip(placed, placed[1:], strict=False)
        if spell.start.first < earlier.start.first
    ]


def _overlaps(placed: list[_Placed], what: str) -> Iterator[Finding]:
    """Spells that begin before the one before them ends; dates count as the first day that they may mean."""
    running: Spell | None = None
    for path, spell in sorted(placed, key=lambda one: one[1].start.first):
        if running is None or _follows(spell, running):
            running = spell
            continue
        message = f"on {spell.start} {what} holds: {running.start} to {running.end or 'open'}"
        remedy = "end the earlier spell, or begin this one later"
        yield Finding("SCN218", message, remedy, (*path, "from"))


def _follows(spell: Spell, earlier: Spell) -> bool:
    ends = earlier.end.first if earlier.end is not None else date.max
    return spell.start.first >= ends and spell.start.first > earlier.start.first


def shares_above_one(draft: Draft) -> Iterator[Finding]:
    """SCN219: a state that leans to the poles with more than all of itself."""
    for path, leaning in draft.items("leanings"):
        shares = leaning.shares.values()
        total = sum(share.middle for share in shares)
        exact = all(share.exact for share in shares)
        if total > 1 + (_EXACT if exact else _ROUGH):
            message = f"the shares sum to {total:g} in {thing(draft.tree, path)}"
            message += "" if exact else " (middles of ranges)"
            remedy = "let them sum to at most 1; what is left is nobody's"
            yield Finding("SCN219", message, remedy, (*path, "shares"), at_key=True)


def before_the_state(draft: Draft) -> Iterator[Finding]:
    """SCN220: what a state does, or what holds of it, before the state exists; a pole led by one to come."""
    opening = draft.case.period.start if draft.intact("period") else None
    for path, pole in draft.items("poles"):
        leader: State | None = draft.case.states.get(pole.state)
        if leader is not None and leader.start is not None and opening is not None and leader.start > opening:
            message = f"{pole.state}, which leads {path[1]} from {opening}, exists from {leader.start}"
            yield Finding("SCN220", message, "name a state that exists then", (*path, "state"))
    for path, name, day in _dated(draft):
        state: State | None = draft.case.states.get(name)
        if state is not None and state.start is not None and day.last < state.start.first:
            message = f"{name} exists from {state.start}, {day} is before, in {thing(draft.tree, path)}"
            yield Finding("SCN220", message, "correct one of the dates", path)


def _dated(draft: Draft) -> Iterator[tuple[Path, str, Day]]:
    """Dates of entries, and the ends of spells, which may begin before the state does."""
    for path, state in draft.items("states"):
        for field in ("orthodoxy", "reach"):
            spells = getattr(state, field) if draft.intact(*path, field) else ()
            for index, spell in enumerate(spells):
                if spell.end is not None:
                    yield (*path, field, index, "to"), str(path[1]), spell.end
    for path, leaning in draft.items("leanings"):
        if leaning.end is not None:
            yield (*path, "to"), leaning.state, leaning.end
    for path, entry in draft.items("ledger"):
        for name in dict.fromkeys((entry.by, entry.toward)):
            yield (*path, "on"), name, entry.on


def after_what_comes_later(draft: Draft) -> Iterator[Finding]:
    """SCN221: an entry that waits for itself or for a later one.

    Of two entries of one date the one that stands above comes first.
    """
    placed: list[tuple[Path, Entry]] = list(draft.items("ledger"))
    order = {entry.id: (entry.on.first, path[1]) for path, entry in reversed(placed) if entry.id is not None}
    for path, entry in placed:
        own = (entry.on.first, path[1])
        for index, guard in enumerate(entry.guards):
            if guard.after is not None and order.get(guard.after, own) > own:
                message = f"{guard.after} comes later than {thing(draft.tree, path)}"
            elif guard.after is not None and guard.after == entry.id:
                message = f"{thing(draft.tree, path)} waits for itself"
            else:
                continue
            remedy = "name an entry of an earlier date, or of the same date and further up"
            yield Finding("SCN221", message, remedy, (*path, "if", index, "after"))


def after_what_is_not_fed(draft: Draft) -> Iterator[Finding]:
    """SCN222: an entry that moves histories, but waits for an answer, which does not."""
    if draft.case.rules.given_answers or not draft.intact("rules"):
        return
    answers = {entry.id for entry in draft.case.ledger if entry.role == "answer" and entry.id is not None}
    for path, entry in draft.items("ledger"):
        for index, guard in enumerate(entry.guards):
            if entry.role != "answer" and guard.after in answers:
                message = (
                    f"{guard.after} is an answer, only compared: {thing(draft.tree, path)} waits in vain"
                )
                remedy = "wait for an act, for a share or a quarrel, or set rules.given_answers: true"
                yield Finding("SCN222", message, remedy, (*path, "if", index, "after"))


def breaks_without_a_pole(draft: Draft) -> Iterator[Finding]:
    """SCN223: a question for the break of a state that leads no pole, or for a leaning without poles."""
    leaders = {pole.state for pole in draft.case.poles.values()}
    for path, question in asked(draft):
        for index, name in enumerate(question.states or ()):
            if name in draft.case.states and name not in leaders and draft.intact("poles"):
                message = f"{name} leads no pole, so {thing(draft.tree, path)} cannot ask whether it breaks"
                remedy = "name states that lead poles, or ask for its leaning"
                yield Finding("SCN223", message, remedy, (*path, "states", index))
        if question.ask == "leaning" and not leaders and draft.intact("poles"):
            message = f"there are no poles to lean to, in {thing(draft.tree, path)}"
            yield Finding("SCN223", message, "declare two poles, or leave the question out", (*path, "state"))


def poles_as_clients(draft: Draft) -> Iterator[Finding]:
    """SCN224: a client that leads a pole, and is nobody's."""
    leads = {pole.state: name for name, pole in draft.case.poles.items()}
    for path, _ in draft.items("clients"):
        if path[1] in leads:
            message = f"{path[1]} leads {leads[str(path[1])]}, so it is no client"
            yield Finding("SCN224", message, "name another state", path, at_key=True)


def lines_that_nobody_holds(draft: Draft) -> Iterator[Finding]:
    """SCN225: an effect on the orthodoxy of a pole whose state never has one."""
    for path, event in draft.items("events"):
        for index, effect in enumerate(event.effects if event.kind != "outcome" else ()):
            pole = draft.case.poles.get(effect.pole) if effect.kind == "orthodoxy" else None
            leader = draft.case.states.get(pole.state) if pole is not None else None
            if pole is None or leader is None or leader.orthodoxy or not draft.intact("states", pole.state):
                continue
            message = f"{pole.state}, which leads {effect.pole}, has no orthodoxy to change"
            remedy = "name another pole, or give the state its orthodoxy"
            yield Finding("SCN225", message, remedy, (*path, "effects", index, "orthodoxy"))


WORLD_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    leading_twice,
    toward_oneself,
    overlapping_spells,
    shares_above_one,
    before_the_state,
    after_what_comes_later,
    after_what_is_not_fed,
    breaks_without_a_pole,
    poles_as_clients,
    lines_that_nobody_holds,
)
