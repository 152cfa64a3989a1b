"""On which conditions do events and acts wait: guards laid out for the engine."""

from collections.abc import Iterable, Mapping
from typing import Any

from presidium.history import codes
from presidium.scenario.model import Scenario

_ROLES = {"leader": codes.THE_LEADER, "decider": codes.THE_DECIDER}


def person_number(case: Scenario, name: str | None) -> int:
    """The number of a person or role; NOBODY if none is named."""
    if name is None:
        return codes.NOBODY
    return _ROLES[name] if name in _ROLES else list(case.people).index(name)


def lay_guards(
    c: Any, case: Scenario, events: tuple[str, ...], guards: Iterable[Any], turns: Mapping[str, int]
) -> tuple[int, int]:
    """Write some guards, of an event or of an entry of the ledger; return the first and how many they are.

    `turns` are the numbers of the entries that have an id.
    """
    first = int(c["guards"])
    for guard in guards:
        kind, what, who, level = _coded(case, events, guard, turns)
        g = int(c["guards"])
        c["guard_kind"][g], c["guard_what"][g], c["guard_who"][g], c["guard_level"][g] = (
            kind,
            what,
            who,
            level,
        )
        c["guards"] = g + 1
    return first, int(c["guards"]) - first


def _coded(
    case: Scenario, events: tuple[str, ...], guard: Any, turns: Mapping[str, int]
) -> tuple[int, int, int, float]:
    """Kind, what, who and level of one guard."""
    if guard.happened is not None:
        return codes.GUARD_HAPPENED, events.index(guard.happened), codes.NOBODY, 0.0
    if guard.quarrel is not None:
        return (codes.GUARD_QUARREL, *_poles(case, guard.quarrel), 0.0)
    if guard.share is not None:
        what, who = list(case.states).index(guard.share), list(case.poles).index(guard.of)
        return _levelled(guard, codes.GUARD_SHARE_ABOVE, codes.GUARD_SHARE_BELOW, what, who)
    if getattr(guard, "after", None) is not None:
        return codes.GUARD_AFTER, turns[guard.after], codes.NOBODY, 0.0
    if guard.not_happened is not None:
        return codes.GUARD_NOT_HAPPENED, events.index(guard.not_happened), codes.NOBODY, 0.0
    if guard.between is not None:
        what, who = _poles(case, guard.between)
        return _levelled(guard, codes.GUARD_BETWEEN_ABOVE, codes.GUARD_BETWEEN_BELOW, what, who)
    if guard.office is not None:
        who = person_number(case, guard.held_by or guard.not_held_by)
        held, not_held = guard.held_by is not None, guard.not_held_by is not None
        kind = codes.GUARD_HELD_BY if held else codes.GUARD_NOT_HELD_BY if not_held else codes.GUARD_FILLED
        return kind, list(case.offices).index(guard.office), who, 0.0
    what, who = list(case.issues).index(guard.issue), person_number(case, guard.stance_of)
    return _levelled(guard, codes.GUARD_ABOVE, codes.GUARD_BELOW, what, who)


def _levelled(guard: Any, above: int, below: int, what: int, who: int) -> tuple[int, int, int, float]:
    if guard.above is not None:
        return above, what, who, guard.above
    return below, what, who, guard.below


def _poles(case: Scenario, pair: tuple[str, str]) -> tuple[int, int]:
    names = list(case.poles)
    return names.index(pair[0]), names.index(pair[1])
