"""Which patron does every state lean to this quarter, and do two patrons quarrel?"""

from typing import Any

from presidium.draws import Address, slot, uniform
from presidium.history.codes import LOG_BREAK, LOG_MENDED, LOG_SIDES, NOBODY, QUARREL
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.turns import quarter_of, take_turns
from presidium.kernel import kernel
from presidium.theory.alignment import (
    BOTH_LENINIST,
    LENINIST_AND_LIBERAL,
    camp_share,
    choose,
    doctrine_gap,
    next_pole_propensity,
    next_share,
    one_camp,
    propensity,
    pull,
    quarrel_chance,
    scaled_size,
    utility,
)


@kernel
def _doctrine(s: Any, c: Any, x: int, y: int) -> float:
    """What doctrine adds to the propensity of two states."""
    if s.leninist[x] == 1 and s.leninist[y] == 1:
        return BOTH_LENINIST
    if (s.leninist[x] == 1 and c.liberal[y] == 1) or (s.leninist[y] == 1 and c.liberal[x] == 1):
        return LENINIST_AND_LIBERAL
    return 0.0


@kernel
def _between_poles(s: Any, c: Any, b: int, other: int) -> float:
    """Propensity of two poles by what the ledger holds between the states that lead them."""
    x = c.pole_state[b]
    y = c.pole_state[other]
    return propensity(s.structure[x, y] + s.acts[x, y] + s.acts[y, x] + _doctrine(s, c, x, y))


@kernel
def _quarrels(s: Any, c: Any, b: int, other: int) -> bool:
    """May two poles quarrel over doctrine: does a Leninist party rule both?"""
    return s.leninist[c.pole_state[b]] == 1 and s.leninist[c.pole_state[other]] == 1


@kernel
def _set_between(s: Any, b: int, other: int, value: float) -> None:
    """Write the propensity of two poles, and whether they are one camp."""
    together = 1 if one_camp(value, s.break_threshold) else 0
    s.pole_propensity[b, other] = value
    s.pole_propensity[other, b] = value
    s.together[b, other] = together
    s.together[other, b] = together


@kernel
def poles_quarrel(s: Any, c: Any, a: Address, t: int) -> None:
    """Every pair of poles: those of one doctrine quarrel or mend, the others stand as the ledger has it.

    Of two poles the one that the scenario names first leads; the other may be the more orthodox.
    """
    for b in range(c.poles):
        for other in range(b + 1, c.poles):
            before = s.together[b, other]
            if _quarrels(s, c, b, other):
                gap = doctrine_gap(s.state_orthodoxy[c.pole_state[other]], s.state_orthodoxy[c.pole_state[b]])
                now = s.pole_propensity[b, other]
                chance = quarrel_chance(now, gap, s.quarrel_intercept, s.quarrel_doctrine, s.quarrel_habit)
                now = next_pole_propensity(
                    now,
                    chance,
                    uniform(a, t, QUARREL, slot(b, other, 0)),
                    uniform(a, t, QUARREL, slot(b, other, 1)),
                    uniform(a, t, QUARREL, slot(b, other, 2)),
                )
                _set_between(s, b, other, now)
            else:
                _set_between(s, b, other, _between_poles(s, c, b, other))
            if before == 1 and s.together[b, other] == 0:
                write(s, t, LOG_BREAK, b, other, 0, 0)
                if s.broke_at[b, other] < 0:
                    s.broke_at[b, other] = t
                    s.broke_at[other, b] = t
            elif before == 0 and s.together[b, other] == 1:
                write(s, t, LOG_MENDED, b, other, 0, 0)


@kernel
def _bind(s: Any, c: Any) -> None:
    """What lasts between all states, structure and doctrine, anew after either has changed."""
    if s.lasting_known == 1:
        return
    for x in range(c.states):
        for y in range(c.states):
            s.lasting[x, y] = s.structure[x, y] + _doctrine(s, c, x, y) if x != y else 0.0
    s.lasting_known = 1


@kernel
def _weigh(s: Any, c: Any) -> None:
    """How much of every state stands in the camp of every pole, in sizes in which the poles add to 1."""
    poles = 0.0
    for b in range(c.poles):
        poles += s.state_size[c.pole_state[b]] * s.exists[c.pole_state[b]]
    for x in range(c.states):
        scaled = scaled_size(s.state_size[x] * s.exists[x], poles)
        for b in range(c.poles):
            in_camp = s.share[x, b]
            for other in range(c.poles):
                if other != b:
                    in_camp = camp_share(in_camp, s.share[x, other], s.together[b, other] == 1)
            s.inside[b, x] = pull(scaled, 1.0, in_camp)


@kernel
def _pulled(s: Any, c: Any, x: int) -> None:
    """Fill in what all other states together add to the utility of every pole for state x."""
    for y in range(c.states):
        s.pair[y] = propensity(s.lasting[x, y] + s.acts[x, y])
    for b in range(c.poles):
        total = 0.0
        for y in range(c.states):
            total += s.pair[y] * s.inside[b, y]
        s.utility[b] = total


@kernel
def _lean(s: Any, c: Any, x: int) -> None:
    """One state moves toward the patrons that suit it."""
    _pulled(s, c, x)
    for b in range(c.poles):
        leader = c.pole_state[b]
        s.utility[b] = utility(
            s.utility[b],
            s.reach[x, b],
            s.state_orthodoxy[leader],
            s.state_orthodoxy[x],
            s.leninist[leader] == 1 and s.leninist[x] == 1,
            s.reach_weight,
            s.orthodoxy_weight,
        )
    s.utility[c.poles] = 0.0
    choose(s.utility[: c.poles + 1], s.choice_temperature)
    for b in range(c.poles + 1):
        s.share[x, b] = next_share(s.share[x, b], s.utility[b], s.adjustment)


@kernel
def sided(s: Any, c: Any, x: int) -> int:
    """The pole that has more than half of a state, if any."""
    for b in range(c.poles):
        if s.share[x, b] > 0.5:
            return b
    return NOBODY


@kernel
def note_quarter(s: Any, c: Any, t: int) -> None:
    """Keep the shares of the quarter, in whole percent."""
    q = quarter_of(c, t) - quarter_of(c, 0)
    for x in range(c.states):
        for b in range(c.poles):
            s.share_at[q, x, b] = int(100.0 * s.share[x, b] + 0.5)


@kernel
def _fade_acts(s: Any, c: Any) -> None:
    """Acts of earlier quarters lose what three months take."""
    remains = act_left_after_a_quarter(s.act_half_life)
    for x in range(c.states):
        for y in range(c.states):
            s.acts[x, y] *= remains


@kernel
def act_left_after_a_quarter(act_half_life: float) -> float:
    """The part of an act that is left after three months.

    >>> act_left_after_a_quarter(3.0)
    0.5
    """
    return 2.0 ** (-3.0 / act_half_life)


@kernel
def blocs(s: Any, c: Any, a: Address, t: int) -> None:
    """The quarter's turn of the world: acts, quarrels, leanings; nothing in the other months."""
    if c.states == 0 or t == 0 or (c.first_month + t) % 3 != 0:
        return
    _fade_acts(s, c)
    take_turns(s, c, t)
    poles_quarrel(s, c, a, t)
    _bind(s, c)
    _weigh(s, c)
    for x in range(c.states):
        if s.exists[x] == 1 and c.pole_of[x] < 0:
            _lean(s, c, x)
            side = sided(s, c, x)
            if side != s.sides_with[x]:
                s.sides_with[x] = side
                write(s, t, LOG_SIDES, x, side, 0, 0)
    note_quarter(s, c, t)


@kernel
def open_world(s: Any, c: Any) -> None:
    """The world outside on the opening day: what holds then, who leans where, which poles are one camp."""
    s.tension = s.tension_base
    if c.states == 0:
        return
    take_turns(s, c, 0)
    for b in range(c.poles):
        for other in range(b + 1, c.poles):
            _set_between(s, b, other, _between_poles(s, c, b, other))
    for x in range(c.states):
        s.sides_with[x] = sided(s, c, x)
    note_quarter(s, c, 0)
