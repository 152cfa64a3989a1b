"""Who is in play, how strong is each, who leads, and who thinks what of whom?

Called `reckon` in the month: once before plots and again after every settlement.
"""

from typing import Any

from presidium.history.codes import CANDIDATE, FULL, NOBODY, UNLISTED
from presidium.kernel import kernel
from presidium.theory.regard import fear, regard
from presidium.theory.strength import weighted_share


@kernel
def _gather(s: Any, c: Any) -> None:
    """Add up offices and persons into resources, and list the people in play and the full members."""
    for d in range(c.domains):
        s.total[d] = 0.0
    for i in range(c.people):
        s.in_play[i] = 1 if s.standing[i] >= CANDIDATE else 0
        s.posts_held[i] = 0
        for d in range(c.domains):
            s.resource[i, d] = 0.0
    for p in range(c.posts):
        i = s.holder[p]
        if i >= 0:
            s.in_play[i] = 1
            s.posts_held[i] += 1
            for d in range(c.domains):
                s.resource[i, d] += s.worth[p, d] * s.grip[p]
        elif i == UNLISTED:
            for d in range(c.domains):
                s.total[d] += s.worth[p, d] * s.grip[p]
    players = 0
    members = 0
    for i in range(c.people):
        s.strength[i] = 0.0
        s.force[i] = 0.0
        s.following[i] = 0.0
        if s.in_play[i] == 1:
            s.player[players] = i
            players += 1
            if s.standing[i] == FULL:
                s.bureau[members] = i
                members += 1
            for d in range(c.domains):
                s.resource[i, d] += s.personal[i, d] + s.patronage_won[i, d]
                s.total[d] += s.resource[i, d]
    s.people_in_play = players
    s.bureau_size_now = members


@kernel
def reckon(s: Any, c: Any) -> None:
    """Shares of strength, force and following; the leader; regard is forgotten until somebody needs it."""
    _gather(s, c)
    s.top_strength = 0.0
    s.top_force = 0.0
    strongest = NOBODY
    for x in range(s.people_in_play):
        i = s.player[x]
        for d in range(c.domains):
            s.strength[i] += weighted_share(s.resource[i, d], s.total[d], s.domain_weight[d])
            s.force[i] += weighted_share(s.resource[i, d], s.total[d], c.force_weight[d])
            s.following[i] += weighted_share(s.resource[i, d], s.total[d], c.delegates_weight[d])
        if s.standing[i] == FULL:
            if s.strength[i] > s.top_strength:
                s.top_strength = s.strength[i]
                strongest = i
            s.top_force = max(s.top_force, s.force[i])
    s.leader = strongest
    best = 0.0
    for k in range(c.chiefs):
        i = s.holder[c.chief_post[k]]
        if i >= 0 and s.strength[i] > best:
            best = s.strength[i]
            s.leader = i
    s.regard_known = 0


@kernel
def policy_distance(s: Any, c: Any, m: int, i: int) -> float:
    """Salience-weighted mean distance of two people's stances, in [0, 1]."""
    apart = 0.0
    salience = 0.0
    for k in range(c.issues):
        apart += s.salience[k] * abs(s.stance[m, k] - s.stance[i, k])
        salience += s.salience[k]
    return apart / salience if salience > 0.0 else 0.0


@kernel
def regard_of(s: Any, c: Any, t: int, m: int, i: int) -> float:
    """What m thinks of i in month t, in utils; of himself, as warmly as the warmest tie."""
    if m == i:
        return s.tie_weight
    return regard(
        s.tie[m, i],
        policy_distance(s, c, m, i),
        s.patron[m] == i and t < s.patron_until[m],
        fear(s.force[i], s.tie[i, m], s.harshness),
        s.blame[i],
        s.tie_weight,
        s.policy_weight,
        s.client_weight,
        s.fear_weight,
        s.blame_weight,
    )


@kernel
def learn_regard(s: Any, c: Any, t: int) -> None:
    """Fill in what everybody in play thinks of every full member, and the members' esteem for each other.

    `esteem[i]` is the strength-weighted sum of the members' regard for i.
    """
    if s.regard_known == 1:
        return
    for y in range(s.bureau_size_now):
        i = s.bureau[y]
        s.esteem[i] = 0.0
        for x in range(s.people_in_play):
            m = s.player[x]
            s.regard[m, i] = regard_of(s, c, t, m, i)
            if s.standing[m] == FULL:
                s.esteem[i] += s.strength[m] * s.regard[m, i]
    s.regard_known = 1


@kernel
def is_away(s: Any, i: int, t: int) -> bool:
    """Is a person absent in month t?"""
    return t < s.away_until[i]


@kernel
def stands_aside(s: Any, i: int, t: int) -> bool:
    """Does a person take no side in month t: absent, or holding an office that stays neutral?"""
    return t < s.away_until[i] or t < s.neutral_until[i]
