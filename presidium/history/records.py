"""What is the whole state of one history?

The board is one NumPy record, so that copying, resampling and saving a history are array operations.  A second
record, the case, holds what no history changes: masks, calendars, guards.  Fields of 64-bit floats come first, so
that the numbers a scenario gives as ranges are drawn straight into the board by their offset.

Sizes are rounded up to a few capacities: a scenario with 12 people and one with 15 share compiled code.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

Dtype = list[tuple[Any, ...]]

_CAPACITY = {
    "people": (16, 48, 96, 200),
    "posts": (24, 64, 160, 400),
    "events": (16, 48, 128, 400),
    "effects": (24, 96, 256, 800),
    "calendar": (32, 128, 512, 2000),
    "guards": (16, 64, 256, 800),
    "months": (160, 320, 600),
    "draws": (256, 768, 4096, 60000),
}
DOMAINS = 6
ISSUES = 6
OFFICES = 64
CHIEFS = 4
CHRONICLE = 768
RIVALS = 4


def capacity(kind: str, needed: int) -> int:
    """The smallest capacity of a kind that holds `needed` things.

    >>> capacity("people", 12), capacity("people", 46)
    (16, 48)
    """
    return next(size for size in _CAPACITY[kind] if size >= needed)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Capacities of the arrays on the board."""

    people: int
    posts: int
    events: int
    effects: int
    calendar: int
    guards: int
    months: int
    draws: int


def board_dtype(sizes: Sizes, parameters: tuple[str, ...]) -> np.dtype[Any]:
    """The board: every parameter by its name, then people, ties, offices, and the chronicle.

    `tie[m, i]` is what m feels for i; `away_until`, `neutral_until` and `closed_until` are the first month in
    which the absence is over; `dies` is the month of natural death, which may lie beyond the period.
    """
    n, p, d, k = sizes.people, sizes.posts, DOMAINS, ISSUES
    floats: Dtype = [(name, "f8") for name in parameters]
    floats += [
        ("harshness", "f8"), ("top_strength", "f8"), ("top_force", "f8"),
        ("domain_weight", "f8", (d,)), ("salience", "f8", (k,)),
        ("ambition", "f8", (n,)), ("blame", "f8", (n,)),
        ("personal", "f8", (n, d)), ("patronage_won", "f8", (n, d)), ("stance", "f8", (n, k)),
        ("tie", "f8", (n, n)), ("worth", "f8", (p, d)), ("grip", "f8", (p,)),
        ("effect_size", "f8", (sizes.effects,)), ("event_chance", "f8", (sizes.events,)),
        ("resource", "f8", (n, d)), ("total", "f8", (d,)),
        ("strength", "f8", (n,)), ("force", "f8", (n,)), ("following", "f8", (n,)),
        ("regard", "f8", (n, n)), ("esteem", "f8", (n,)), ("odds_against", "f8", (n,)), ("leaning", "f8", (n,)),
        ("score", "f8", (n,)), ("plan_chance", "f8", (n,)),
    ]
    whole: Dtype = [
        ("leader", "i8"), ("people_in_play", "i8"), ("bureau_size_now", "i8"), ("regard_known", "i8"),
        ("plans", "i8"), ("victor", "i8"), ("first_claim", "i8"), ("had_showdown", "i8"), ("entries", "i8"),
        ("falls", "i8"), ("showdowns", "i8"), ("showdowns_won", "i8"), ("attacks_on_leader", "i8"),
        ("attacks_on_leader_won", "i8"), ("betrayals", "i8"), ("removals", "i8"),
        ("holder", "i8", (p,)), ("patron", "i8", (n,)), ("patron_until", "i8", (n,)),
        ("standing", "i8", (n,)), ("out", "i8", (n,)), ("dead", "i8", (n,)), ("posts_held", "i8", (n,)),
        ("dies", "i8", (n,)), ("fell", "i8", (n,)), ("fell_rank", "i8", (n,)), ("fate", "i8", (n,)),
        ("cause", "i8", (n,)), ("away_until", "i8", (n,)), ("neutral_until", "i8", (n,)),
        ("closed_until", "i8"), ("happened", "i8", (sizes.events,)),
        ("in_play", "i8", (n,)), ("player", "i8", (n,)), ("bureau", "i8", (n,)), ("side", "i8", (n,)),
        ("on_winning_side", "i8", (n,)),
        ("plan_initiator", "i8", (n,)), ("plan_target", "i8", (n,)), ("plan_candidate", "i8", (n,)),
        ("chief_holder", "i2", (CHIEFS, sizes.months)), ("leader_at", "i2", (sizes.months,)),
        ("strongest_at", "i2", (sizes.months,)), ("chronicle", "i2", (CHRONICLE, 6)),
    ]
    layout = np.dtype(floats + whole)
    padding = -layout.itemsize % 8
    return np.dtype([*floats, *whole, ("padding", "i1", (padding,))]) if padding else layout


def case_dtype(sizes: Sizes) -> np.dtype[Any]:
    """The case: what all histories of a scenario share."""
    n, p, d, k = sizes.people, sizes.posts, DOMAINS, ISSUES
    e, f, g, o, q = sizes.events, sizes.effects, sizes.guards, OFFICES, sizes.draws
    fields: Dtype = [
        ("force_weight", "f8", (d,)), ("delegates_weight", "f8", (d,)),
        ("age", "f8", (n,)), ("logit_base", "f8", (e,)), ("logit_slope", "f8", (e,)), ("logit_cut", "f8", (e,)),
        ("effect_below", "f8", (f,)), ("effect_above", "f8", (f,)), ("guard_level", "f8", (g,)),
        ("share", "f8"), ("quorum", "f8"), ("appeal_share", "f8"),
        ("draw_cut", "f8", (q, RIVALS)), ("draw_low", "f8", (q, RIVALS)), ("draw_high", "f8", (q, RIVALS)),
        ("people", "i8"), ("posts", "i8"), ("domains", "i8"), ("issues", "i8"), ("months", "i8"), ("follow", "i8"),
        ("events", "i8"), ("effects", "i8"), ("calendar", "i8"), ("guards", "i8"), ("draws", "i8"), ("chiefs", "i8"),
        ("offices", "i8"), ("strict", "i8"), ("appeal_strict", "i8"), ("appeal_allowed", "i8"), ("convening_office", "i8"),
        ("security_office", "i8"), ("members_wanted", "i8"), ("candidates_wanted", "i8"), ("most_offices", "i8"),
        ("deaths_drawn", "i8"), ("prune", "i8"),
        ("post_office", "i8", (p,)), ("office_chief", "i8", (o,)), ("office_appoints", "i8", (o,)),
        ("office_requires", "i8", (o,)), ("office_first_post", "i8", (o,)), ("office_seats", "i8", (o,)),
        ("kept_apart", "i8", (o, o)), ("chief_post", "i8", (CHIEFS,)),
        ("enters", "i8", (n,)), ("active", "i8", (n,)), ("recorded_death", "i8", (n,)), ("congress", "i8", (sizes.months,)),
        ("calendar_month", "i8", (sizes.calendar,)), ("calendar_event", "i8", (sizes.calendar,)),
        ("calendar_turn", "i8", (sizes.calendar,)),
        ("event_office", "i8", (e,)), ("event_first", "i8", (e,)), ("event_last", "i8", (e,)),
        ("event_issue", "i8", (e,)), ("event_is_decision", "i8", (e,)),
        ("effect_event", "i8", (f,)), ("effect_kind", "i8", (f,)), ("effect_target", "i8", (f,)),
        ("effect_of", "i8", (f,)), ("effect_issue", "i8", (f,)), ("effect_months", "i8", (f,)), ("effect_office", "i8", (f,)),
        ("guard_event", "i8", (g,)), ("guard_kind", "i8", (g,)), ("guard_what", "i8", (g,)), ("guard_who", "i8", (g,)),
        ("draw_offset", "i8", (q,)), ("draw_mechanism", "i8", (q,)), ("draw_slot", "i8", (q,)), ("draw_rivals", "i8", (q,)),
    ]
    return np.dtype(fields)


def outcome_dtype(sizes: Sizes) -> np.dtype[Any]:
    """One row a history, at capacity; `many.py` trims it to the scenario's own size."""
    n, m = sizes.people, sizes.months
    fields: Dtype = [
        ("history", "u4"), ("showdowns", "i2"), ("showdowns_won", "i2"), ("attacks_on_leader", "i2"),
        ("attacks_on_leader_won", "i2"), ("betrayals", "i2"), ("removals", "i2"), ("falls", "i2"),
        ("fell", "i2", (n,)), ("fell_rank", "i2", (n,)), ("fate", "i1", (n,)), ("cause", "i1", (n,)), ("died", "i2", (n,)),
        ("happened", "i2", (sizes.events,)),
        ("chief_holder", "i2", (CHIEFS, m)), ("leader_at", "i2", (m,)), ("strongest_at", "i2", (m,)),
    ]
    return np.dtype(fields)
