"""Does a challenger who must not back down before his public make a threat that is believed?

    A keeps the status quo                                   S_A, -
    A challenges -> B concedes                               V_A, C_B
                    B resists -> A stands firm: war          W_A + e_A, W_B + e_B
                                 A backs down                a + e_a,   V_B

Each side alone knows its war payoff, and A what backing down before his audience costs him: e_A, e_a, e_B are
independent standard normal numbers, so that payoffs are in units of their standard deviation.  With p_C the
chance of a challenge, p_R of resistance, p_F that A stands firm after a challenge was resisted:

    c   = (S_A - (1 - p_R) V_A) / p_R                        what A must expect from resistance to challenge
    p_C = 1 - Phi(c - W_A) Phi(c - a)
    p_F = Phi2((W_A - a) / sqrt 2, W_A - c; 1 / sqrt 2) / p_C
    p_R = Phi((W_B p_F + V_B (1 - p_F) - C_B) / p_F)

A fixed point is a perfect Bayesian equilibrium, and there may be three.  All are sought: p_R is Phi(x), the
gap of the last line is reckoned on a grid of x (step .01) over all x that can matter, every change of sign is
halved to the last bit, and every turn of the gap toward 0 between grid points is followed, so that a close
pair is not passed over.

Sources: Lewis and Schultz, "Revealing preferences: empirical estimation of a crisis bargaining game with
incomplete information" (Political Analysis 11, 2003); audience costs, Fearon, "Domestic political audiences
and the escalation of international disputes" (American Political Science Review 88, 1994).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from presidium.errors import UsageError
from presidium.kernel import kernel
from presidium.theory.contest import normal_cdf
from presidium.theory.crisis.given import within
from presidium.theory.crisis.roots import halved, peak

#: Payoffs lie between minus this and this: twenty standard deviations of what only one side knows.
FARTHEST = 20.0

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(128)
_LOWEST, _STEP, _POINTS = -41.0, 0.01, 5001
_TAIL = 9.0
_NEVER = 1e-300
_TOUCHES = 1e-12
_SAME_CUTOFF = 1e-14

Gaps = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AudienceGame:
    """Payoffs of the game, in standard deviations of the private parts, each from -20 to 20.

    status_quo S_A and prize V_A are A's, prize above status quo; conceding C_B and keeping V_B are B's,
    keeping above conceding; challenger_war W_A and defender_war W_B the means for war; backing_down a the
    mean for A, the lower the more his audience minds.
    """

    status_quo: float
    prize: float
    conceding: float
    keeping: float
    challenger_war: float
    defender_war: float
    backing_down: float


@dataclass(frozen=True, slots=True)
class AudienceEquilibrium:
    """Chances of a challenge, of resistance to it, and of A standing firm when it is resisted."""

    challenge: float
    resist: float
    firm: float

    def ends(self) -> dict[str, float]:
        """Chance of each end; they sum to 1.

        >>> AudienceEquilibrium(0.5, 0.5, 0.5).ends()
        {'status quo': 0.5, 'concession': 0.25, 'backing down': 0.125, 'war': 0.125}
        """
        resisted = self.challenge * self.resist
        return {
            "status quo": 1.0 - self.challenge,
            "concession": self.challenge * (1.0 - self.resist),
            "backing down": resisted * (1.0 - self.firm),
            "war": resisted * self.firm,
        }


def audience_equilibria(game: AudienceGame) -> tuple[AudienceEquilibrium, ...]:
    """All equilibria, by growing chance of resistance; an odd number but where two coincide.

    Raises UsageError USE664 for payoffs out of range or without a quarrel (see `AudienceGame`).

    >>> found = audience_equilibria(AudienceGame(0, 1, 0, 1, -1.9, -2.9, -1.2))
    >>> [round(equilibrium.resist, 4) for equilibrium in found]
    [0.2511, 0.5947, 0.8133]
    """
    s, v, w, a, defender, stake = _numbers(game)

    def gap(x: float) -> float:
        return float(_gap(x, s, v, w, a, defender, stake))

    gaps = np.empty(_POINTS)
    _fill(gaps, s, v, w, a, defender, stake)
    roots = sorted([*_crossings(gaps, gap), *_turns(gaps, gap)])
    if gaps[-1] > 0.0:  # p_R is 1 to the last bit, and nothing changes any more
        roots.append(_at(_POINTS - 1) + float(gaps[-1]))
    return tuple(_equilibrium(x, s, v, w, a) for x in roots)


def _numbers(game: AudienceGame) -> tuple[float, float, float, float, float, float]:
    """S_A, V_A, W_A, a, W_B - V_B and V_B - C_B, checked."""
    names = AudienceGame.__dataclass_fields__
    given = {name: within(name, getattr(game, name), -FARTHEST, FARTHEST) for name in names}
    for more, less in (("prize", "status_quo"), ("keeping", "conceding")):
        if not given[more] > given[less]:
            raise UsageError(
                "USE664",
                f"{more} is {given[more]:g}, {less} {given[less]:g}: {more} must be the larger",
                "there is no crisis where the challenger wants nothing, or the defender minds nothing",
            )
    defender = given["defender_war"] - given["keeping"]
    stake = given["keeping"] - given["conceding"]
    return (
        given["status_quo"],
        given["prize"],
        given["challenger_war"],
        given["backing_down"],
        defender,
        stake,
    )


def _equilibrium(x: float, s: float, v: float, w: float, a: float) -> AudienceEquilibrium:
    challenge, firm = stand_or_back_down(_cutoff(x, s, v), w, a)
    return AudienceEquilibrium(float(challenge), float(normal_cdf(x)), float(firm))


def _at(k: int) -> float:
    """The k-th point of the grid."""
    return _LOWEST + _STEP * k


def _crossings(gaps: Gaps, gap: Callable[[float], float]) -> list[float]:
    """Where the gap changes its sign from one grid point to the next."""
    above = gaps > 0.0
    return [halved(gap, _at(k), _at(k + 1)) for k in np.flatnonzero(above[1:] != above[:-1]).tolist()]


def _turns(gaps: Gaps, gap: Callable[[float], float]) -> list[float]:
    """Pairs of roots between grid points of one sign, where the gap turns there beyond 0 and comes back."""
    found = []
    inner, before, after = np.abs(gaps[1:-1]), np.abs(gaps[:-2]), np.abs(gaps[2:])
    one_sign = (np.sign(gaps[1:-1]) == np.sign(gaps[:-2])) & (np.sign(gaps[1:-1]) == np.sign(gaps[2:]))
    for k in (np.flatnonzero(one_sign & (inner <= before) & (inner < after)) + 1).tolist():
        sign = math.copysign(1.0, gaps[k])

        def toward_zero(x: float, sign: float = sign) -> float:
            return -sign * gap(x)

        turn = peak(toward_zero, _at(k - 1), _at(k + 1))
        if toward_zero(turn) > _TOUCHES:
            found += [halved(gap, _at(k - 1), turn), halved(gap, turn, _at(k + 1))]
        elif toward_zero(turn) >= -_TOUCHES:
            found.append(turn)
    return found


@kernel
def _cutoff(x: float, s: float, v: float) -> float:
    """c where p_R = Phi(x): S_A - (V_A - S_A) (1 - p_R) / p_R, without a difference of near equals."""
    return s - (v - s) * normal_cdf(-x) / max(normal_cdf(x), _NEVER)


@kernel
def _part(c: float, own: float, other: float) -> tuple[float, float]:
    """P(X > c and X > Y) for normal X, Y of means own, other: a number and the logarithm of its factor."""
    start = max(c - own, -_TAIL)
    factor = max(start, 0.0)
    end = max(math.sqrt(factor * factor + _TAIL * _TAIL), max(other - own, 0.0) / 2.0 + _TAIL)
    half = (end - start) / 2.0
    total = 0.0
    for k in range(len(_NODES)):
        y = start + half * (1.0 + _NODES[k])
        total += _WEIGHTS[k] * math.exp(-(y - factor) * (y + factor) / 2.0) * normal_cdf(y + own - other)
    return total * half / math.sqrt(2.0 * math.pi), -factor * factor / 2.0


@kernel
def stand_or_back_down(c: float, w: float, a: float) -> tuple[float, float]:
    """p_C and p_F of a challenger who needs c from resistance, with means w for war and a for backing down.

    Both parts of p_C are integrated from their tail, so that p_F keeps its digits where challenges are rare.

    >>> challenge, firm = stand_or_back_down(-1e9, -1.0, -1.0)            # he always challenges
    >>> round(challenge, 12), round(firm, 12)
    (1.0, 0.5)
    """
    firm, firm_log = _part(c, w, a)
    back, back_log = _part(c, a, w)
    challenge = min(firm * math.exp(firm_log) + back * math.exp(back_log), 1.0)
    most = max(firm_log, back_log)
    firm *= math.exp(firm_log - most)
    back *= math.exp(back_log - most)
    return float(challenge), float(firm / max(firm + back, _NEVER))


@kernel
def _gap(x: float, s: float, v: float, w: float, a: float, defender: float, stake: float) -> float:
    """What x should be, given x, less x; (W_B p_F + V_B (1 - p_F) - C_B) / p_F = W_B - V_B + stake / p_F."""
    _, firm = stand_or_back_down(_cutoff(x, s, v), w, a)
    return defender + stake / max(firm, _NEVER) - x


@kernel
def _fill(gaps: Gaps, s: float, v: float, w: float, a: float, defender: float, stake: float) -> None:
    """The gap at every point of the grid; p_F is reckoned anew only where c has moved and matters."""
    last = -math.inf
    firm = 0.0
    for k in range(len(gaps)):
        x = _LOWEST + _STEP * k
        c = max(_cutoff(x, s, v), min(w, a) - _TAIL)
        if c - last > _SAME_CUTOFF:
            _, firm = stand_or_back_down(c, w, a)
            last = c
        gaps[k] = defender + stake / max(firm, _NEVER) - x
