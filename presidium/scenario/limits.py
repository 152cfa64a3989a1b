"""How much of everything may a scenario hold, and how large may its numbers be?

One list for the reader, which refuses more with its place, and for the board, which has room for so much:
what `presidium check` passes can be laid out.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presidium.scenario.model import Scenario

#: Elements of a section.
MOST = {
    **{"people": 200, "domains": 6, "issues": 6, "offices": 64, "events": 400},
    **{"states": 200, "clients": 32, "crises": 16, "questions": 200, "whatif": 200, "openings": 20},
}
MOST_MONTHS, MOST_SEATS, MOST_CHIEF_SEATS = 600, 400, 4
#: Effects of all events (one on several people counts once for each), dates of all shocks, guards; turns of
#: the world outside; numbers that a history draws.
MOST_EFFECTS, MOST_DATES, MOST_GUARDS, MOST_TURNS, MOST_DRAWS = 800, 2_000, 4_000, 12_000, 60_000
#: Effects of one event, and dates of one shock: each is one of 256 parts of the address of a draw.
MOST_OF_ONE = 255
#: Ties that the effects of all shocks may change in one history.
MOST_TIE_CHANGES = 100_000
#: Shares that are kept of every history: states by poles by quarters.
MOST_SHARES = 60_000
#: Keys and values of one file.
MOST_VALUES = 200_000
#: Values that all what-ifs and openings together have: each is made of the whole scenario.
MOST_DIFFERING = 1_000_000
#: The largest amount without an upper end of its own, and the largest weight of a rival claim.
MOST_AMOUNT = 1_000_000.0
#: What is nearer to 0 and is not 0 says nothing, and quotients of such numbers may be endless.
LEAST_AMOUNT = 1e-9
#: Log odds, and the stance that they are counted from.
MOST_LOG_ODDS = 1_000.0


def effect_count(case: "Scenario") -> int:
    """How many effects a scenario has, an effect on several people counted once for each."""
    return sum(
        len(getattr(effect, "targets", (None,)))
        for event in case.events.values()
        if event.kind != "outcome"
        for effect in event.effects
    )


def date_count(case: "Scenario") -> int:
    """How many dates all shocks have."""
    return sum(len(event.on) for event in case.events.values() if event.kind == "shock")


def guard_count(case: "Scenario") -> int:
    """How many guards all events and entries of the ledger have."""
    events = sum(len(event.guards) for event in case.events.values() if event.kind != "outcome")
    return events + sum(len(entry.guards) for entry in case.ledger)


def tie_changes(case: "Scenario") -> int:
    """How many ties the effects of all shocks change at most in one history."""
    return sum(
        len(event.on) * (len(case.people) if getattr(effect, "of_issue", None) else 1)
        for event in case.events.values()
        if event.kind == "shock"
        for effect in event.effects
        if effect.kind == "tie"
    )


def turns_at_most(case: "Scenario") -> int:
    """An upper bound on the dated changes in the world outside."""
    states = sum(
        2 + len(state.sizes) + 2 * len(state.orthodoxy) + 2 * len(state.reach) + len(case.poles)
        for state in case.states.values()
    )
    return states + sum(1 + (entry.until is not None) for entry in case.ledger)


def draws_at_most(case: "Scenario", turns: int, parameters: int) -> int:
    """An upper bound on the numbers that a history may have to draw, with so many turns and parameters."""
    per_person = 1 + len(case.domains) + len(case.issues)
    abroad = len(case.poles) * len(case.states) + 6 * len(case.clients) + 8 * len(case.crises)
    seats = sum(office.seats for office in case.offices.values())
    return (
        parameters
        + len(case.domains)
        + len(case.issues)
        + per_person * len(case.people)
        + len(case.ties)
        + seats * len(case.domains)
        + 4 * len(case.events)
        + effect_count(case)
        + abroad
        + turns
    )


def shares_kept(case: "Scenario") -> int:
    """How many shares of states are kept of every history."""
    return len(case.states) * len(case.poles) * (case.period.months // 3 + 2)


def values_of(part: Any) -> int:
    """How many values a tree has, itself counted.

    >>> values_of({"tie": 0.4, "between": ["vey", "orsk"]})
    5
    """
    below = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return 1 + sum(map(values_of, below))
