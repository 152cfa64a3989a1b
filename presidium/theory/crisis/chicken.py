"""Two leaders move at once: which quantal responses answer each other, and when are there three?

Each has two moves, first and second.  Row takes his first with chance p, column hers with q, and both by
logit with the same precision lambda (1 / util) against what they expect of the other:

    p = L(lambda (row's expected gain of first over second, given q)),   q likewise given p

A fixed point is a logit equilibrium.  In chicken (compromise 3, 3; one side prevails 4, 2 or 2, 4; war 1, 1)
the even one, p = q = 1/2, is there for every lambda; at lambda = 2 the branch forks, and above it there are
three, which tend to the three Nash equilibria.  A method that follows one branch misses two of them.

There are never more than three.  Row's answer to the answer of column is a composition of logistic and linear
functions, whose Schwarzian derivative is negative, so its slope rises to one peak and falls; it crosses 1 at
most twice, and between these crossings the gap to the diagonal is monotone.  Each piece is searched by
halving, so none is missed; of a fork's double point, where equilibria coincide, one is given.

Sources: McKelvey and Palfrey, "Quantal response equilibria for normal form games" (Games and Economic
Behavior 10, 1995); chicken for October 1962 with the payoffs as Brams orders them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.contest import logistic
from presidium.theory.crisis.given import finite, precision_of
from presidium.theory.crisis.roots import halved, peak

#: October 1962: payoffs by move of the United States (blockade, air strike) and of the Soviet Union
#: (withdraw, maintain).
OCTOBER_US = ((3.0, 2.0), (4.0, 1.0))
OCTOBER_USSR = ((3.0, 4.0), (2.0, 1.0))

#: Nearer to a fork than this (in the logarithm of the slope), its branches cannot be told apart in floats.
_AT_THE_FORK = 1e-10
#: Two log odds nearer than this are one equilibrium.
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Responses:
    """A logit equilibrium of a game of two by two: the chance of each side's first move."""

    row: float
    column: float


def logit_equilibria(
    row: Sequence[Sequence[float]], column: Sequence[Sequence[float]], precision: float
) -> tuple[Responses, ...]:
    """All logit equilibria of a game of two players with two moves each, by growing chance of row's first.

    `row[i][j]` and `column[i][j]` are the payoffs, in utils, where row takes move i and column move j;
    `precision` is lambda >= 0.  Raises UsageError: USE661 (payoffs that are missing or not finite), USE662
    (the precision).

    >>> [len(logit_equilibria(OCTOBER_US, OCTOBER_USSR, lam)) for lam in (1.0, 2.0, 2.1, 8.0)]
    [1, 1, 3, 3]
    >>> [(round(e.row, 3), round(e.column, 3)) for e in logit_equilibria(OCTOBER_US, OCTOBER_USSR, 8.0)]
    [(0.0, 1.0), (0.5, 0.5), (1.0, 0.0)]
    """
    lam = precision_of(precision)
    mine, hers = _table("row", row), _table("column", column)
    game = _Game(
        lam,
        mine[0][1] - mine[1][1],
        mine[0][0] - mine[1][0] - mine[0][1] + mine[1][1],
        hers[1][0] - hers[1][1],
        hers[0][0] - hers[0][1] - hers[1][0] + hers[1][1],
    )
    return tuple(
        Responses(float(logistic(x)), float(logistic(game.answered(x)))) for x in _fixed_points(game)
    )


@dataclass(frozen=True, slots=True)
class _Game:
    """Gains of the first over the second move: row's is a0 + a1 q, column's b0 + b1 p."""

    lam: float
    a0: float
    a1: float
    b0: float
    b1: float

    def answered(self, x: float) -> float:
        """Log odds of column's first move against log odds x of row's."""
        return self.lam * (self.b0 + self.b1 * logistic(x))

    def gap(self, x: float) -> float:
        """Row's log odds against column's answer to x, less x; 0 in an equilibrium."""
        return self.lam * (self.a0 + self.a1 * logistic(self.answered(x))) - x

    def log_slope(self, x: float) -> float:
        """Logarithm of the slope of row's answer to the answer, where it rises."""
        steepest = 2.0 * math.log(self.lam) + math.log(abs(self.a1)) + math.log(abs(self.b1))
        return steepest + _log_density(x) + _log_density(self.answered(x))


def _fixed_points(game: _Game) -> list[float]:
    """Log odds of row's first move in every equilibrium, growing."""
    ends = (game.lam * game.a0, game.lam * (game.a0 + game.a1))
    low, high = min(ends), max(ends)
    cuts = [low, high]
    if low < high and game.lam > 0.0 and game.a1 * game.b1 > 0.0:
        top = peak(game.log_slope, low, high)
        if game.log_slope(top) > _AT_THE_FORK:
            before = low if game.log_slope(low) >= 0.0 else halved(game.log_slope, low, top)
            after = high if game.log_slope(high) >= 0.0 else halved(game.log_slope, top, high)
            cuts = [low, before, after, high]
    found: list[float] = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        at_left, at_right = game.gap(left), game.gap(right)
        if at_left == 0.0 or at_right == 0.0 or (at_left > 0.0) != (at_right > 0.0):
            x = right if at_right == 0.0 and at_left != 0.0 else halved(game.gap, left, right)
            if not found or x - found[-1] > _SAME:
                found.append(x)
    return found


def _log_density(x: float) -> float:
    """Logarithm of the slope of the logistic function."""
    return -abs(x) - 2.0 * math.log1p(math.exp(-abs(x)))


def _table(side: str, payoffs: Any) -> list[list[float]]:
    try:
        table = [list(line) for line in payoffs]
    except TypeError:
        table = []
    if [len(line) for line in table] != [2, 2] or not all(finite(value) for line in table for value in line):
        raise UsageError(
            "USE661",
            f"the payoffs of {side} are {shown(payoffs)}: two lines of two finite numbers are expected",
            "give a payoff for each of the four ways the game can go, as in ((3, 2), (4, 1))",
        )
    return [[float(value) for value in line] for line in table]
