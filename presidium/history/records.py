"""What is the whole state of one history?

The board is one NumPy record, so that copying, resampling and saving a history are array operations.  A
second record, the case, holds what no history changes: masks, calendars, guards.  Fields of 64-bit floats
come first, so that the numbers a scenario gives as ranges are drawn straight into the board by their
offset.

Sizes are rounded up to a few capacities: all scenarios of the usual size share compiled code, and a what-if
never has it compiled anew.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.errors import UsageError
from presidium.scenario import limits

Dtype = list[tuple[Any, ...]]

_CAPACITY = {
    "people": (48, 96, limits.MOST["people"]),
    "posts": (64, 160, limits.MOST_SEATS),
    "events": (48, 128, limits.MOST["events"]),
    "effects": (96, 256, limits.MOST_EFFECTS),
    "calendar": (128, 512, limits.MOST_DATES),
    "guards": (128, 512, limits.MOST_GUARDS),
    "months": (160, 320, limits.MOST_MONTHS),
    "states": (32, 96, limits.MOST["states"]),
    "turns": (512, 2048, limits.MOST_TURNS),
    "draws": (4096, limits.MOST_DRAWS),
}
DOMAINS = 6
ISSUES = 6
OFFICES = 64
CHIEFS = 4
CHRONICLE = 768
RIVALS = 4
POLES = 6
CLIENTS = 32
CRISES = 16
#: Values that decide a crisis: gain, stake, costs of withdrawal and war, local odds, share of a settlement.
CRISIS_VALUES = 6


def capacity(kind: str, needed: int) -> int:
    """The smallest capacity of a kind that holds `needed` things; UsageError where none does.

    >>> capacity("people", 12), capacity("people", 49)
    (48, 96)
    """
    for size in _CAPACITY[kind]:
        if size >= needed:
            return size
    most = _CAPACITY[kind][-1]
    raise UsageError("USE615", f"{needed} {kind} are too many to play", f"Make do with {most}.")


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
    states: int
    turns: int
    draws: int

    @property
    def quarters(self) -> int:
        """Quarters that so many months may touch."""
        return self.months // 3 + 2


def _shaped(kind: str, shape: tuple[int, ...], names: str) -> Dtype:
    """Fields of one kind and shape; names parted by blanks.  An empty shape means single numbers."""
    return [(name, kind, shape) if shape else (name, kind) for name in names.split()]


def board_dtype(sizes: Sizes, parameters: tuple[str, ...]) -> np.dtype[Any]:
    """The board: every parameter by its name, then people, ties, offices, and the chronicle.

    `played` is how many months the board has behind it: 0 on a fresh one, before anything is drawn.
    `tie[m, i]` is what m feels for i; `away_until`, `neutral_until` and `closed_until` are the first month in
    which the absence is over; `dies` is the month of natural death, which may lie beyond the period.  What
    the world outside needs is said in `_world_floats` and `_world_whole`.
    """
    n, p, d, k = sizes.people, sizes.posts, DOMAINS, ISSUES
    floats = _shaped("f8", (), " ".join(parameters))
    floats += _shaped("f8", (), "harshness top_strength top_force")
    floats += _shaped("f8", (d,), "domain_weight total")
    floats += _shaped("f8", (k,), "salience")
    floats += _shaped("f8", (n,), "ambition blame strength force following esteem odds_against leaning score")
    floats += _shaped("f8", (n,), "plan_chance")
    floats += _shaped("f8", (n, d), "personal patronage_won resource")
    floats += _shaped("f8", (n, k), "stance")
    floats += _shaped("f8", (n, n), "tie regard")
    floats += _shaped("f8", (p, d), "worth")
    floats += _shaped("f8", (p,), "grip")
    floats += _shaped("f8", (sizes.effects,), "effect_size")
    floats += _shaped("f8", (sizes.events,), "event_chance")
    floats += _world_floats(sizes)
    whole = _shaped(
        "i8", (), "played leader people_in_play bureau_size_now regard_known plans victor first_claim"
    )
    whole += _shaped(
        "i8", (), "had_showdown entries closed_until falls showdowns showdowns_won betrayals removals"
    )
    whole += _shaped("i8", (), "attacks_on_leader attacks_on_leader_won members_wanted")
    whole += _shaped("i8", (p,), "holder")
    whole += _shaped(
        "i8", (n,), "patron patron_until standing out dead posts_held dies fell fell_rank fate cause"
    )
    whole += _shaped("i8", (n,), "enters away_until neutral_until in_play player bureau side on_winning_side")
    whole += _shaped("i8", (n,), "plan_initiator plan_target plan_candidate")
    whole += _shaped("i8", (sizes.events,), "happened")
    whole += _world_whole(sizes)
    whole += _shaped("i2", (CHIEFS, sizes.months), "chief_holder")
    whole += _shaped("i2", (sizes.months,), "leader_at strongest_at")
    whole += _shaped("i2", (CHRONICLE, 6), "chronicle")
    padding = -np.dtype(floats + whole).itemsize % 8
    return np.dtype(floats + whole + (_shaped("i1", (padding,), "padding") if padding else []))


def _world_floats(sizes: Sizes) -> Dtype:
    """The world outside on the board.

    `acts[x, y]` is what acts of y toward x still count, `structure` what binds both, `lasting` that and
    doctrine; `share[x]` ends with the share of nobody; `inside[b, y]` is the size of y times its share in the
    camp of b; `strained[x, b]` is the chance of the leader of x to fall within a year of what b denounced.
    """
    n, b = sizes.states, POLES
    floats = _shaped("f8", (), "tension")
    floats += _shaped("f8", (sizes.turns,), "turn_number")
    floats += _shaped("f8", (n,), "state_size state_orthodoxy")
    floats += _shaped("f8", (n,), "pair")
    floats += _shaped("f8", (n, b), "start_share reach strained")
    floats += _shaped("f8", (b, n), "inside")
    floats += _shaped("f8", (n, b + 1), "share")
    floats += _shaped("f8", (n, n), "structure lasting acts")
    floats += _shaped("f8", (b, b), "pole_propensity")
    floats += _shaped("f8", (b + 1,), "utility")
    floats += _shaped("f8", (CLIENTS,), "client_unrest client_value client_fighting client_party_holds")
    floats += _shaped("f8", (CLIENTS,), "client_pledge client_blame agitation")
    floats += _shaped("f8", (CRISES, CRISIS_VALUES), "crisis_value")
    return floats + _shaped("f8", (CRISES,), "crisis_tension crisis_blame")


def _world_whole(sizes: Sizes) -> Dtype:
    """Whole numbers of the world outside; shares and tension as they are kept, in percent by quarter."""
    n, b, q = sizes.states, POLES, sizes.quarters
    whole = _shaped("i8", (), "next_turn leaders_replaced lasting_known")
    whole += _shaped("i8", (n,), "exists leninist sides_with")
    whole += _shaped("i8", (b,), "denounced_until")
    whole += _shaped("i8", (b, b), "broke_at together")
    whole += _shaped("i8", (CLIENTS,), "unrest_at troops_at quiet_until lost")
    whole += _shaped("i8", (CRISES,), "crisis_open crisis_at crisis_end")
    whole += _shaped("i8", (sizes.turns,), "turn_done")
    return whole + _shaped("u1", (q, n, b), "share_at") + _shaped("u1", (q,), "tension_at")


def case_dtype(sizes: Sizes) -> np.dtype[Any]:
    """The case: what all histories of a scenario share."""
    n, p, d = sizes.people, sizes.posts, DOMAINS
    e, f, g, o, q = sizes.events, sizes.effects, sizes.guards, OFFICES, sizes.draws
    fields = _shaped("f8", (), "share quorum appeal_share")
    fields += _shaped("f8", (d,), "force_weight delegates_weight")
    fields += _shaped("f8", (n,), "age")
    fields += _shaped("f8", (e,), "logit_base logit_slope logit_cut")
    fields += _shaped("f8", (f,), "effect_below effect_above")
    fields += _shaped("f8", (g,), "guard_level")
    fields += _shaped("f8", (q, RIVALS), "draw_cut draw_low draw_high")
    fields += _shaped(
        "i8", (), "people posts domains issues months follow events effects calendar guards draws"
    )
    fields += _shaped("i8", (), "chiefs offices strict appeal_strict appeal_allowed convening_office")
    fields += _shaped("i8", (), "security_office candidates_wanted most_offices prune")
    fields += _shaped("i8", (p,), "post_office post_since post_until")
    fields += _shaped(
        "i8", (o,), "office_chief office_appoints office_requires office_first_post office_seats"
    )
    fields += _shaped("i8", (o, o), "kept_apart")
    fields += _shaped("i8", (CHIEFS,), "chief_post")
    fields += _shaped("i8", (n,), "active recorded_death death_drawn")
    fields += _shaped("i8", (sizes.months,), "congress")
    fields += _shaped("i8", (sizes.calendar,), "calendar_month calendar_event calendar_turn")
    fields += _shaped("i8", (e,), "event_office event_first event_last event_issue event_is_decision")
    fields += _shaped(
        "i8", (f,), "effect_event effect_kind effect_target effect_of effect_issue effect_months"
    )
    fields += _shaped("i8", (f,), "effect_office")
    fields += _shaped("i8", (g,), "guard_kind guard_what guard_who")
    fields += _shaped("i8", (e,), "event_first_guard event_guards")
    fields += _shaped("i8", (q,), "draw_offset draw_mechanism draw_slot draw_rivals")
    return np.dtype(fields + _world_case(sizes))


def _world_case(sizes: Sizes) -> Dtype:
    """The world outside in the case.  Turns are everything dated; those that wait for an event stand last."""
    n, b, w = sizes.states, POLES, sizes.turns
    fields = _shaped("i8", (), "first_month states poles clients crises turns dated_turns home_pole")
    fields += _shaped("i8", (n,), "pole_of liberal")
    fields += _shaped("i8", (b,), "pole_state")
    fields += _shaped("i8", (w,), "turn_quarter turn_month turn_kind turn_state turn_other turn_event")
    fields += _shaped("i8", (w,), "turn_first_guard turn_guards")
    fields += _shaped("i8", (CLIENTS,), "client_state client_pole")
    fields += _shaped("i8", (CLIENTS, CLIENTS), "next_door")
    fields += _shaped("i8", (CRISES,), "crisis_challenger")
    return fields + _shaped("i8", (CRISES, CRISIS_VALUES), "crisis_given")


def outcome_dtype(sizes: Sizes) -> np.dtype[Any]:
    """One row a history, at capacity; `many.py` trims it to the scenario's own size."""
    n, m = sizes.people, sizes.months
    fields = _shaped("u4", (), "history")
    fields += _shaped("i2", (), "showdowns showdowns_won attacks_on_leader attacks_on_leader_won betrayals")
    fields += _shaped("i2", (), "removals falls")
    fields += _shaped("i2", (n,), "fell fell_rank died")
    fields += _shaped("i1", (n,), "fate cause")
    fields += _shaped("i2", (sizes.events,), "happened")
    fields += _shaped("i2", (CHIEFS, m), "chief_holder")
    fields += _shaped("i2", (m,), "leader_at strongest_at")
    fields += _shaped("i2", (), "leaders_replaced")
    fields += _shaped("i2", (POLES, POLES), "broke_at")
    fields += _shaped("i2", (CLIENTS,), "unrest_at troops_at")
    fields += _shaped("i2", (CRISES,), "crisis_at")
    fields += _shaped("i1", (CRISES,), "crisis_end")
    fields += _shaped("u1", (sizes.quarters, sizes.states, POLES), "share_at")
    fields += _shaped("u1", (sizes.quarters,), "tension_at")
    return np.dtype(fields)
