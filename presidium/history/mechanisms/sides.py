"""On whose side would each person be, and what does a plotter believe of his chances?

The pull of m to put a candidate in the target's place:

    v[m] = u[m, candidate] - u[m, target] - c_quo - b_stand (1 - S_candidate / max over i != target of S_i)

and the chance that he joins, L(v[m] + b_band (2 pi - 1)), where pi, the believed chance of success, starts
from 1/2 and is iterated.  The initiator and the target have fixed sides; those who stand aside are neutral.
"""

import math
from typing import Any

from presidium.history.codes import FULL
from presidium.history.mechanisms.standing import is_away, stands_aside
from presidium.kernel import kernel
from presidium.theory.contest import expected_enforcement
from presidium.theory.motion import MOOD_SLOPE, passing_chance
from presidium.theory.regard import poor_standing

_ROUNDS = 6
_STILL = 0.003
_FAR = 60.0
_ASIDE, _FIXED = -1.0, -2.0


@kernel
def weigh_pull(s: Any, t: int, initiator: int, target: int, candidate: int, shift: float) -> None:
    """Set `odds_against[m]` = exp(-v[m]), the odds that m stays with the target before he looks at the
    others.

    `shift` is added to every v: a plotter's misjudgement, or the mood of the day.
    """
    strongest = 0.0
    for y in range(s.bureau_size_now):
        i = s.bureau[y]
        if i != target:
            strongest = max(strongest, s.strength[i])
    cost = s.status_quo_cost + s.standing_penalty * poor_standing(s.strength[candidate], strongest) - shift
    for x in range(s.people_in_play):
        m = s.player[x]
        if m == initiator or m == target:
            s.odds_against[m] = _FIXED
        elif stands_aside(s, m, t):
            s.odds_against[m] = _ASIDE
        else:
            v = s.regard[m, candidate] - s.regard[m, target] - cost
            s.odds_against[m] = math.exp(-min(max(v, -_FAR), _FAR))


@kernel
def believed_chance(s: Any, c: Any, t: int, initiator: int, target: int) -> float:
    """The chance of success that everybody's bandwagon settles on; leaves each person's `leaning` (chance
    to join).

    It does not reckon with an appeal.
    """
    pi = 0.5
    target_away = is_away(s, target, t)
    for _ in range(_ROUNDS):
        others = math.exp(-s.bandwagon * (2.0 * pi - 1.0))
        votes = votes_variance = voters = force = force_variance = force_all = 0.0
        for x in range(s.people_in_play):
            m = s.player[x]
            against = s.odds_against[m]
            if against == _ASIDE:
                s.leaning[m] = 0.0
                continue
            if against == _FIXED:
                p = 1.0 if m == initiator else 0.0
            else:
                p = 1.0 / (1.0 + against * others)
            s.leaning[m] = p
            doubt = p * (1.0 - p)
            f = s.force[m]
            force += f * p
            force_variance += f * f * doubt
            force_all += f
            if s.standing[m] == FULL and not (m == target and target_away):
                voters += 1.0
                votes += p
                votes_variance += doubt
        vote = passing_chance(votes, votes_variance, voters, c.share, s.common_shock_sd)
        mood = MOOD_SLOPE * s.common_shock_sd * force_all
        now = vote * expected_enforcement(
            force,
            force_variance + mood * mood,
            force_all,
            s.force[target],
            s.surprise,
            s.obedience,
            s.resistance_ratio,
            s.decisiveness,
        )
        moved = abs(now - pi)
        pi = now
        if moved < _STILL:
            break
    return pi


@kernel
def favourite(s: Any, target: int) -> int:
    """The member whom the bureau, the target apart, regards best (strength-weighted); -1 where there is
    none.
    """
    best = -1
    best_esteem = -math.inf
    for y in range(s.bureau_size_now):
        i = s.bureau[y]
        if i == target:
            continue
        esteem = s.esteem[i] - s.strength[target] * s.regard[target, i]
        if esteem > best_esteem:
            best_esteem = esteem
            best = i
    return best
