"""What breaks in from outside this month, and what do those in office decide?

A shock comes on its date, if its guard holds, with its chance.  A decision is taken by whoever holds the
deciding office, once, in its window.  Outcomes that history recorded never come near this file.
"""

from typing import Any

from presidium.draws import Address, slot, uniform
from presidium.history.codes import (
    DECISION,
    EFFECT_ABSENCE,
    EFFECT_BLAME,
    EFFECT_BUREAU_SIZE,
    EFFECT_CLOSED,
    EFFECT_CRISIS,
    EFFECT_HARM,
    EFFECT_HARSHNESS,
    EFFECT_NEUTRAL,
    EFFECT_ORTHODOXY,
    EFFECT_STANCE,
    EFFECT_TENSION,
    EFFECT_TIE,
    EFFECT_UNREST,
    EFFECT_WORTH,
    LOG_DECISION,
    LOG_SHOCK,
    NOBODY,
    SHOCK,
)
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.denunciation import agitate, shift_orthodoxy
from presidium.history.mechanisms.entry import resize
from presidium.history.mechanisms.guards import all_hold, office_holder, person_meant
from presidium.history.mechanisms.standing import is_away
from presidium.kernel import kernel
from presidium.theory.contest import logistic
from presidium.theory.tension import tension_after


@kernel
def guards_hold(s: Any, c: Any, event: int, decider: int) -> bool:
    """Do all guards of an event hold?"""
    return all_hold(s, c, c.event_first_guard[event], c.event_guards[event], decider)


@kernel
def _shift_ties(s: Any, c: Any, f: int, toward: int) -> None:
    """Warm or cool what one person, or all whose stance lies in a band, feel for another."""
    for m in range(c.people):
        if m == toward:
            continue
        issue = c.effect_issue[f]
        if issue >= 0:
            meant = c.effect_above[f] < s.stance[m, issue] < c.effect_below[f]
        else:
            meant = c.effect_of[f] == m
        if meant:
            s.tie[m, toward] = min(max(s.tie[m, toward] + s.effect_size[f], -1.0), 1.0)


@kernel
def _harm_domain(s: Any, c: Any, domain: int, by: float) -> None:
    """Lower one domain's weight and rescale the rest: harm to resources themselves would cancel out of the
    shares.
    """
    left = max(0.0, s.domain_weight[domain] - by)
    others = 0.0
    for d in range(c.domains):
        if d != domain:
            others += s.domain_weight[d]
    if others > 0.0:
        for d in range(c.domains):
            if d != domain:
                s.domain_weight[d] *= (1.0 - left) / others
        s.domain_weight[domain] = left


@kernel
def _stand_aside(s: Any, c: Any, office: int, until: int) -> None:
    """Keep the holders of an office out of any showdown before month `until`."""
    for p in range(c.posts):
        if c.post_office[p] == office and s.holder[p] >= 0:
            s.neutral_until[s.holder[p]] = max(s.neutral_until[s.holder[p]], until)


@kernel
def _apply_abroad(s: Any, c: Any, f: int, t: int) -> None:
    """Carry out one effect on the world outside."""
    kind = c.effect_kind[f]
    size = s.effect_size[f]
    target = c.effect_target[f]
    if kind == EFFECT_ORTHODOXY:
        shift_orthodoxy(s, c, target, size, t)
    elif kind == EFFECT_UNREST:
        agitate(s, target, size)
    elif kind == EFFECT_TENSION:
        s.tension = tension_after(s.tension, size)
    elif kind == EFFECT_CRISIS:
        s.crisis_open[target] = 1


@kernel
def _apply_effect(s: Any, c: Any, f: int, decider: int, t: int) -> None:
    """Carry out one effect of an event."""
    kind = c.effect_kind[f]
    size = s.effect_size[f]
    if kind >= EFFECT_ORTHODOXY:
        _apply_abroad(s, c, f, t)
        return
    person = person_meant(s, c.effect_target[f], decider)
    if kind == EFFECT_HARSHNESS:
        s.harshness = min(1.0, s.harshness * size)
    elif kind == EFFECT_HARM:
        _harm_domain(s, c, c.effect_target[f], size)
    elif kind == EFFECT_WORTH:
        for p in range(c.posts):
            if c.post_office[p] == c.effect_office[f]:
                s.worth[p, c.effect_target[f]] = size
    elif kind == EFFECT_NEUTRAL:
        _stand_aside(s, c, c.effect_office[f], t + c.effect_months[f])
    elif kind == EFFECT_CLOSED:
        s.closed_until = max(s.closed_until, t + c.effect_months[f])
    elif kind == EFFECT_BUREAU_SIZE:
        resize(s, c, c.effect_target[f], t)
    elif person >= 0:
        if kind == EFFECT_BLAME:
            s.blame[person] += size
        elif kind == EFFECT_TIE:
            _shift_ties(s, c, f, person)
        elif kind == EFFECT_STANCE:
            s.stance[person, c.effect_issue[f]] = min(
                max(s.stance[person, c.effect_issue[f]] + size, 0.0), 1.0
            )
        elif kind == EFFECT_ABSENCE:
            s.away_until[person] = max(s.away_until[person], t + c.effect_months[f])


@kernel
def happen(s: Any, c: Any, event: int, decider: int, t: int) -> None:
    """An event takes place: it is written down and its effects are carried out in their order."""
    s.happened[event] = t
    if c.event_is_decision[event] == 1:
        write(s, t, LOG_DECISION, event, decider, 0, 0)
    else:
        write(s, t, LOG_SHOCK, event, 0, 0, 0)
    for f in range(c.effects):
        if c.effect_event[f] == event:
            _apply_effect(s, c, f, decider, t)


@kernel
def shocks(s: Any, c: Any, a: Address, t: int) -> None:
    """The shocks whose date falls in this month."""
    for k in range(c.calendar):
        if c.calendar_month[k] == t:
            event = c.calendar_event[k]
            draw = uniform(a, t, SHOCK, slot(event, c.calendar_turn[k], 0))
            if draw < s.event_chance[event] and guards_hold(s, c, event, NOBODY):
                happen(s, c, event, NOBODY, t)


@kernel
def decisions(s: Any, c: Any, a: Address, t: int) -> None:
    """The decisions whose window is open and that have not been taken yet; the absent decide nothing."""
    for event in range(c.events):
        if c.event_is_decision[event] == 0 or t < c.event_first[event] or t > c.event_last[event]:
            continue
        decider = office_holder(s, c, c.event_office[event])
        if s.happened[event] >= 0 or decider < 0 or is_away(s, decider, t):
            continue
        if not guards_hold(s, c, event, decider):
            continue
        chance = s.event_chance[event]
        if c.event_issue[event] >= 0:
            stance = s.stance[decider, c.event_issue[event]]
            chance = logistic(c.logit_base[event] + c.logit_slope[event] * (stance - c.logit_cut[event]))
        if uniform(a, t, DECISION, slot(event, 0, 0)) < chance:
            happen(s, c, event, decider, t)
