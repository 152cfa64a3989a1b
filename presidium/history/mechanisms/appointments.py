"""Who gets what falls vacant?

Those who decide are the winners of the month's showdown, or else the whole bureau, weighted by strength.
Two guards of a collective leadership: offices that are kept apart need a vote to be joined, and nobody is
given what would make him stronger than all others together.
"""

from typing import Any

from presidium.draws import Address, gumbel, slot, uniform
from presidium.history.codes import (
    APPOINTMENT,
    BENCH,
    JOINING_VOTE,
    LOG_APPOINTED,
    LOG_JOIN_REFUSED,
    LOG_JOINED,
    NOBODY,
    UNFILLED,
    UNLISTED,
)
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.settlement import holds_chief_office, holds_office
from presidium.history.mechanisms.standing import is_away, reckon, regard_of
from presidium.kernel import kernel
from presidium.theory.appointment import fitness, score
from presidium.theory.contest import logistic
from presidium.theory.strength import weighted_share

#: A person takes a further office only if it is worth at least this much of the best he holds.
_NOT_BENEATH = 0.5
_BARRED = -1e300


@kernel
def post_value(s: Any, c: Any, p: int) -> float:
    """What a post is worth over all domains."""
    value = 0.0
    for d in range(c.domains):
        value += s.domain_weight[d] * s.worth[p, d]
    return value


@kernel
def _best_held(s: Any, c: Any, i: int) -> float:
    """The value of the best post a person holds; 0 without one."""
    best = 0.0
    for p in range(c.posts):
        if s.holder[p] == i:
            best = max(best, post_value(s, c, p))
    return best


@kernel
def _is_kept_apart(s: Any, c: Any, i: int, office: int) -> bool:
    """Would this office join two that are kept apart?"""
    for p in range(c.posts):
        if s.holder[p] == i and c.kept_apart[c.post_office[p], office] == 1:
            return True
    return False


@kernel
def would_rule_alone(s: Any, c: Any, i: int, p: int) -> bool:
    """With this post in full grip, would a person's strength exceed that of all others together?"""
    alone = 0.0
    for d in range(c.domains):
        alone += weighted_share(
            s.resource[i, d] + s.worth[p, d], s.total[d] + s.worth[p, d], s.domain_weight[d]
        )
    return alone > 0.5


@kernel
def eligible(s: Any, c: Any, t: int, i: int, p: int, relaxed: bool) -> bool:
    """May a person be offered a post?  Nobody is offered a second seat of an office that he holds.
    `relaxed`: the rules of rank and number are set aside, nobody else would do.
    """
    office = c.post_office[p]
    if s.dead[i] == 1 or s.out[i] == 1 or t < c.active[i] or is_away(s, i, t):
        return False
    if holds_office(s, c, i, office):
        return False
    if would_rule_alone(s, c, i, p):
        return False
    if relaxed:
        return True
    if s.standing[i] < c.office_requires[office]:
        return False
    if c.office_chief[office] == 1:
        return True
    if s.posts_held[i] >= c.most_offices or holds_chief_office(s, c, i):
        return False
    return post_value(s, c, p) >= _NOT_BENEATH * _best_held(s, c, i)


@kernel
def _decides(s: Any, t: int, m: int) -> bool:
    """Has a full member a say in this month's appointments?"""
    return not is_away(s, m, t) and (s.had_showdown == 0 or s.on_winning_side[m] == 1)


@kernel
def _score_candidate(
    s: Any, c: Any, a: Address, t: int, i: int, p: int, worth_all: float, relaxed: bool
) -> float:
    """One person's score for a post, or `_BARRED`."""
    if not eligible(s, c, t, i, p, relaxed):
        return _BARRED
    liking = 0.0
    weight = 0.0
    for y in range(s.bureau_size_now):
        m = s.bureau[y]
        if m != i and _decides(s, t, m):
            liking += s.strength[m] * regard_of(s, c, t, m, i)
            weight += s.strength[m]
    fit = 0.0
    for d in range(c.domains):
        fit += fitness(s.worth[p, d], worth_all, s.personal[i, d])
    claims = i == s.first_claim and c.office_chief[c.post_office[p]] == 1
    return score(
        liking / weight if weight > 0.0 else 0.0,
        fit,
        max(0, s.standing[i] - BENCH),
        claims,
        gumbel(a, t, APPOINTMENT, slot(p, i, 0)),
    )


@kernel
def _score_all(s: Any, c: Any, a: Address, t: int, p: int, relaxed: bool) -> bool:
    """Score everybody for a post; return whether anybody is eligible."""
    worth_all = 0.0
    for d in range(c.domains):
        worth_all += s.worth[p, d]
    anybody = False
    for i in range(c.people):
        s.score[i] = _score_candidate(s, c, a, t, i, p, worth_all, relaxed)
        anybody = anybody or s.score[i] > _BARRED
    return anybody


@kernel
def _best(s: Any, c: Any) -> int:
    """The person with the best score; -1 where all are barred."""
    best = NOBODY
    for i in range(c.people):
        if s.score[i] > _BARRED and (best < 0 or s.score[i] > s.score[best]):
            best = i
    return best


@kernel
def _joining_carries(s: Any, c: Any, a: Address, t: int, i: int, other: int, p: int) -> bool:
    """Do most members want i to join two offices that are kept apart, rather than give the second to
    another, or, where there is no other, to nobody?
    """
    votes = 0
    voters = 0
    for y in range(s.bureau_size_now):
        m = s.bureau[y]
        if is_away(s, m, t):
            continue
        voters += 1
        pull = regard_of(s, c, t, m, i) - s.status_quo_cost
        if other >= 0:
            pull -= regard_of(s, c, t, m, other)
        if m == i or uniform(a, t, JOINING_VOTE, slot(p, i, m)) < logistic(pull):
            votes += 1
    carried = 2 * votes > voters
    write(s, t, LOG_JOINED if carried else LOG_JOIN_REFUSED, i, p, votes, voters - votes)
    return carried


@kernel
def _choose(s: Any, c: Any, a: Address, t: int, p: int) -> int:
    """The person who gets a post, or -1: first by the rules, then with the rules relaxed."""
    for relaxed in range(2):
        if not _score_all(s, c, a, t, p, relaxed == 1):
            continue
        while True:
            i = _best(s, c)
            if i < 0:
                break
            if not _is_kept_apart(s, c, i, c.post_office[p]):
                return i
            best_score = s.score[i]
            s.score[i] = _BARRED
            other = _best(s, c)
            if _joining_carries(s, c, a, t, i, other, p):
                s.score[i] = best_score
                return i
    return NOBODY


@kernel
def _install(s: Any, c: Any, t: int, i: int, p: int) -> None:
    """Give a person a post; whoever takes a chief office leaves his lesser ones."""
    if c.office_chief[c.post_office[p]] == 1:
        for other in range(c.posts):
            if s.holder[other] == i and c.office_chief[c.post_office[other]] == 0:
                s.holder[other] = NOBODY
                s.posts_held[i] -= 1
        if s.first_claim == i:
            s.first_claim = NOBODY
    s.holder[p] = i
    s.grip[p] = s.grip_start
    s.posts_held[i] += 1
    write(s, t, LOG_APPOINTED, i, p, 0, 0)


@kernel
def _open_and_close(s: Any, c: Any, t: int) -> bool:
    """Posts that can be filled by now fall vacant, posts that are no more go; did anybody lose one?"""
    lost = False
    for p in range(c.posts):
        if t >= c.post_until[p]:
            lost = lost or s.holder[p] >= 0
            s.holder[p] = UNFILLED
        elif s.holder[p] == UNLISTED and t >= c.post_since[p]:
            s.holder[p] = NOBODY
    return lost


@kernel
def appointments(s: Any, c: Any, a: Address, t: int) -> None:
    """Fill the vacant posts, the most valuable first; posts left by those promoted are filled in the same
    month.
    """
    filled = _open_and_close(s, c, t)
    for _ in range(2 * c.posts):
        vacant = NOBODY
        highest = -1.0
        for p in range(c.posts):
            if s.holder[p] == NOBODY and post_value(s, c, p) > highest:
                highest = post_value(s, c, p)
                vacant = p
        if vacant < 0:
            break
        chosen = _choose(s, c, a, t, vacant)
        if chosen < 0:
            s.holder[vacant] = UNFILLED
        else:
            _install(s, c, t, chosen, vacant)
            filled = True
    for p in range(c.posts):
        if s.holder[p] == UNFILLED:
            s.holder[p] = NOBODY
    if filled:
        reckon(s, c)
