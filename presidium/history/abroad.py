"""Which states are there, what binds and moves them, and when: the world outside laid out for the engine.

Everything dated becomes a *turn*: a state begins, has another size, orthodoxy or reach, a treaty holds or
ends, one state acts toward another.  Turns stand in the order of the quarter from which they work; those that
wait for an event of the history stand last.  Sizes, spells and states work from the first quarter that begins
under them, entries of the ledger from the quarter after their day; what holds on the opening day holds from
the beginning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar
from zlib import crc32

from presidium.dates import Day
from presidium.history import codes
from presidium.history.guards import lay_guards
from presidium.history.layout import Layout
from presidium.scenario.model import Scenario
from presidium.scenario.world import Condition, Crisis, Entry, Spell, State, in_force
from presidium.values import Quantity

#: What decides a crisis, in the order of `crisis_ends`.
CRISIS_VALUES = ("gain", "stake", "withdrawal_cost", "war_cost", "local_odds", "settlement_share")

#: What comes later among the turns of a quarter: who is held is known before leaders change, and who leads
#: before anybody acts.
_RANK = {codes.TURN_ORTHODOXY: 1, codes.TURN_STRUCTURE: 2, codes.TURN_STRUCTURE_ENDS: 2, codes.TURN_ACT: 2}

_AnySpell = TypeVar("_AnySpell", bound=Spell)


@dataclass(frozen=True, slots=True)
class Turn:
    """One dated change: `number`, which the scenario has at `path`, is drawn at the address of `name`;
    `event`, if any, is what it waits for.
    """

    quarter: int
    month: int
    kind: int
    state: int
    other: int
    name: str
    number: Quantity | None = None
    path: str = ""
    guards: tuple[Condition, ...] = ()
    event: str | None = None
    id: str | None = field(default=None, compare=False)


class Calendar:
    """Months and quarters of a scenario: quarter 0 is the first of the year in which it opens."""

    def __init__(self, case: Scenario) -> None:
        self._month_of = case.period.month_of
        self.opening = case.period.start.first
        self.first_month = self.opening.month - 1
        self.first_quarter = self.first_month // 3

    def month(self, day: Day) -> int:
        """Month of the first day that a date may mean, counted from the opening; below 0 before it."""
        return self._month_of(Day(day.first.year, day.first.month, day.first.day))

    def after(self, day: Day) -> int:
        """The quarter after the one in which a day lies."""
        return (self.first_month + self.month(day)) // 3 + 1

    def under(self, day: date) -> int:
        """The first quarter that begins on a day or later; the opening one for what holds at the opening."""
        if day <= self.opening:
            return self.first_quarter
        months = self.first_month + self._month_of(Day(day.year, day.month, day.day))
        return months // 3 + (0 if day.day == 1 and months % 3 == 0 else 1)

    def begins(self, quarter: int) -> date:
        """The first day of a quarter; the opening day of the one in which the scenario opens."""
        if quarter == self.first_quarter:
            return self.opening
        return date(self.opening.year + quarter // 4, 3 * (quarter % 4) + 1, 1)

    def spells(self, spells: Sequence[_AnySpell]) -> Iterator[tuple[int, _AnySpell | None]]:
        """Quarters that begin under another spell than the one before, and that spell (None: under none)."""
        starts = {self.under(spell.start.first) for spell in spells}
        ends = {self.under(spell.end.last + timedelta(days=1)) for spell in spells if spell.end is not None}
        before: _AnySpell | None = None
        for quarter in sorted({self.first_quarter, *starts, *ends}):
            now = in_force(spells, self.begins(quarter))
            if now is not before:
                yield quarter, now
            before = now


def turns_of(case: Scenario) -> list[Turn]:
    """Everything dated in the world outside, in the order in which it works."""
    calendar = Calendar(case)
    ids = list(case.states)
    turns: list[Turn] = []
    for s, (name, state) in enumerate(case.states.items()):
        turns += _state_turns(case, calendar, s, name, state)
    ledger = sorted(case.ledger, key=lambda entry: entry.on.first)
    turns += [_entry_turn(calendar, ids, entry) for entry in ledger if _counts(case, entry)]
    turns += [_end_turn(calendar, ids, entry, entry.until) for entry in ledger if entry.until is not None]
    return sorted(turns, key=lambda turn: (turn.event is not None, turn.quarter, _RANK.get(turn.kind, 0)))


def _state_turns(case: Scenario, calendar: Calendar, s: int, name: str, state: State) -> Iterator[Turn]:
    begins = state.start.first if state.start is not None else calendar.opening
    yield Turn(calendar.under(begins), 0, codes.TURN_BEGIN, s, 0, f"{name} begins")
    known = [year for year in state.sizes if year < calendar.opening.year]
    first = max(known) if known else min(state.sizes)
    for year, size in state.sizes.items():
        if year >= first:
            day = calendar.opening if year == first else date(year + 1, 1, 1)
            place = f"states.{name}.sizes.{year}"
            yield Turn(calendar.under(day), 0, codes.TURN_SIZE, s, 0, place, size, place)
    yield from _orthodoxy_turns(case, calendar, s, name, state)
    yield from _reach_turns(case, calendar, s, name, state)


def _orthodoxy_turns(case: Scenario, calendar: Calendar, s: int, name: str, state: State) -> Iterator[Turn]:
    """When a Leninist party rules, and its line; the line at home later is moved by what is done there."""
    ruled = False
    for quarter, spell in calendar.spells(state.orthodoxy):
        if spell is None:
            yield Turn(quarter, 0, codes.TURN_NO_ORTHODOXY, s, 0, f"{name} ends")
        elif not (ruled and name == case.rules.state):
            place = f"states.{name}.orthodoxy.{spell.start}"
            path = f"states.{name}.orthodoxy.{state.orthodoxy.index(spell)}.value"
            yield Turn(quarter, 0, codes.TURN_ORTHODOXY, s, 0, place, spell.value, path)
        ruled = spell is not None


def _reach_turns(case: Scenario, calendar: Calendar, s: int, name: str, state: State) -> Iterator[Turn]:
    for b, pole in enumerate(case.poles):
        for quarter, spell in calendar.spells([one for one in state.reach if one.pole == pole]):
            place = f"states.{name}.reach.{pole}.{spell.start if spell else 'over'}"
            if spell is None:
                yield Turn(quarter, 0, codes.TURN_REACH, s, b, place, Quantity.of(0))
            else:
                path = f"states.{name}.reach.{state.reach.index(spell)}.value"
                yield Turn(quarter, 0, codes.TURN_REACH, s, b, place, spell.value, path)


def _counts(case: Scenario, entry: Entry) -> bool:
    """Answers are what is to be predicted: they never move a history, unless the rules say they are given."""
    return entry.role != "answer" or case.rules.given_answers


def _pair(ids: list[str], entry: Entry) -> tuple[int, int]:
    """The state to which it is done, and the one that does it."""
    return ids.index(entry.toward), ids.index(entry.by)


def _name(entry: Entry) -> str:
    return f"ledger.{entry.id or f'{entry.by}.{entry.toward}.{entry.on}'}"


def _path(entry: Entry) -> str:
    return f"{_name(entry)}.size"


def _works_from(calendar: Calendar, entry: Entry) -> int:
    """The quarter from which an entry works; of what was in force or done before the opening, the first."""
    holds = entry.role == "structure" and entry.on.first <= calendar.opening
    return calendar.first_quarter if holds else max(calendar.after(entry.on), calendar.first_quarter)


def _entry_turn(calendar: Calendar, ids: list[str], entry: Entry) -> Turn:
    """What one state does to another; what it did before the opening waits for nothing any more."""
    kind = codes.TURN_STRUCTURE if entry.role == "structure" else codes.TURN_ACT
    guards = entry.guards if entry.on.first >= calendar.opening else ()
    event = next((guard.happened for guard in guards if guard.happened is not None), None)
    quarter, month = _works_from(calendar, entry), calendar.month(entry.on)
    return Turn(
        quarter,
        month,
        kind,
        *_pair(ids, entry),
        _name(entry),
        entry.size,
        _path(entry),
        guards,
        event,
        entry.id,
    )


def _end_turn(calendar: Calendar, ids: list[str], entry: Entry, until: Day) -> Turn:
    """The end of a structure: it takes back the number that it drew when it began, and never before."""
    quarter = max(calendar.under(until.first), _works_from(calendar, entry))
    place = *_pair(ids, entry), _name(entry)
    return Turn(quarter, 0, codes.TURN_STRUCTURE_ENDS, *place, entry.size, _path(entry))


def slot_of(name: str) -> int:
    """The slot of a number of the world: what it is called decides it, not how many came before it.

    >>> slot_of("ledger.l001") != slot_of("ledger.l002")
    True
    """
    return crc32(name.encode()) & 0x3FFFFFFF


def lay_world(layout: Layout, case: Scenario, events: tuple[str, ...], turns: list[Turn]) -> None:
    """Write states, turns, clients and crises onto the board and into the case."""
    c = layout.fixed[0]
    calendar = Calendar(case)
    poles, ids = list(case.poles), list(case.states)
    c["first_month"], c["states"], c["poles"] = calendar.first_month, len(ids), len(poles)
    c["pole_of"] = c["home_pole"] = codes.NOBODY
    for b, pole in enumerate(case.poles.values()):
        c["pole_state"][b] = ids.index(pole.state)
        c["pole_of"][ids.index(pole.state)] = b
        if pole.state == case.rules.state:
            c["home_pole"] = b
    for s, (name, state) in enumerate(case.states.items()):
        c["liberal"][s] = int(state.liberal)
        _lay_start(layout, case, calendar, s, name, state)
    _lay_turns(layout, case, events, turns)
    _lay_clients(layout, case, poles, ids)
    _lay_crises(layout, case, poles)


def _lay_start(layout: Layout, case: Scenario, calendar: Calendar, s: int, name: str, state: State) -> None:
    """How a state divides itself on its first day: as the record has it then, else wholly to nobody."""
    begins = state.start.first if state.start is not None else calendar.opening
    own = [leaning for leaning in case.leanings if leaning.state == name]
    opening = in_force(own, max(begins, calendar.opening))
    for b, pole in enumerate(case.poles):
        if opening is not None and pole in opening.shares:
            place = slot_of(f"leanings.{name}.{opening.start}.{pole}")
            path = f"leanings.{name}.{opening.start.iso}.shares.{pole}"
            layout.put("start_share", (s, b), opening.shares[pole], codes.WORLD_NUMBER, place, path)


def _lay_turns(layout: Layout, case: Scenario, events: tuple[str, ...], turns: list[Turn]) -> None:
    c = layout.fixed[0]
    c["turns"] = len(turns)
    c["dated_turns"] = sum(turn.event is None for turn in turns)
    c["turn_event"] = codes.NOBODY
    places = {turn.id: k for k, turn in enumerate(turns) if turn.id is not None}
    for k, turn in enumerate(turns):
        c["turn_quarter"][k], c["turn_month"][k] = turn.quarter, turn.month
        c["turn_kind"][k], c["turn_state"][k], c["turn_other"][k] = turn.kind, turn.state, turn.other
        if turn.event is not None:
            c["turn_event"][k] = events.index(turn.event)
        if turn.number is not None:
            layout.put("turn_number", (k,), turn.number, codes.WORLD_NUMBER, slot_of(turn.name), turn.path)
        waits = [guard for guard in turn.guards if guard.happened is None]
        c["turn_first_guard"][k], c["turn_guards"][k] = lay_guards(c, case, events, waits, places)


def _lay_clients(layout: Layout, case: Scenario, poles: list[str], ids: list[str]) -> None:
    c = layout.fixed[0]
    names = list(case.clients)
    c["clients"] = len(names)
    for k, (name, client) in enumerate(case.clients.items()):
        c["client_state"][k], c["client_pole"][k] = ids.index(name), poles.index(client.patron)
        for neighbour in client.neighbours:
            c["next_door"][k, names.index(neighbour)] = 1
        for value in ("unrest", "value", "fighting", "party_holds", "pledge", "blame"):
            number, path = getattr(client, value), f"clients.{name}.{value}"
            layout.put(f"client_{value}", (k,), number, codes.WORLD_NUMBER, slot_of(path), path)


def _lay_crises(layout: Layout, case: Scenario, poles: list[str]) -> None:
    c = layout.fixed[0]
    c["crises"] = len(case.crises)
    for k, (name, crisis) in enumerate(case.crises.items()):
        c["crisis_challenger"][k] = poles.index(crisis.challenger)
        for v, value in enumerate(CRISIS_VALUES):
            _lay_crisis_value(layout, crisis, k, v, value, name)
        for value in ("tension", "blame"):
            number, path = getattr(crisis, value), f"crises.{name}.{value}"
            layout.put(f"crisis_{value}", (k,), number, codes.WORLD_NUMBER, slot_of(path), path)


def _lay_crisis_value(layout: Layout, crisis: Crisis, k: int, v: int, value: str, name: str) -> None:
    number = getattr(crisis, value)
    if number is not None:
        layout.fixed[0]["crisis_given"][k, v] = 1
        path = f"crises.{name}.{value}"
        layout.put("crisis_value", (k, v), number, codes.WORLD_NUMBER, slot_of(path), path)
