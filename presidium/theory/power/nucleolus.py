"""Which division of power leaves the greatest complaint as small as can be?

A division x of 1 leaves the coalition S the complaint v(S) - x(S), where v is 1 for a winning coalition and 0
for a losing one.  The nucleolus makes the greatest complaint as small as possible, then the next greatest,
and so on; there is exactly one such division.

Each stage is a linear program: lower the greatest complaint e of the coalitions that are still free.  Those
with a price (dual) above 0 have that complaint in every best division and are held there; coalitions whose
share then follows are no longer free.  The programs are solved in floating point, with few coalitions at
first and those added that are found to be worse off; what is held, prices and complaints are then solved for
as fractions, and the answer is proved: by the prices no stage can do better, and no free coalition does
worse.

Which nucleolus: divisions need not give each person what he wins alone (the *pre*nucleolus).  For a proper
game, in which no two coalitions without common members both win, and wherever nobody wins alone, this is the
nucleolus of Schmeidler.  For an improper game in which somebody wins alone they can differ: that one gives
all to him, and does not exist where two such people are; this one treats all coalitions alike.

Sources: Schmeidler, "The nucleolus of a characteristic function game" (SIAM Journal on Applied Mathematics
17, 1969); Kohlberg, "On the nucleolus of a characteristic function game" (same journal 20, 1971), for the
stages; Maschler, Peleg and Shapley, "Geometric properties of the kernel, nucleolus, and related solution
concepts" (Mathematics of Operations Research 4, 1979).
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presidium.errors import UsageError
from presidium.theory.listing import minimal, truth
from presidium.theory.power.equations import nonnegative, null_space, solved
from presidium.theory.voting import Game

#: People beyond which the nucleolus is refused: 2^15 coalitions in each stage.
MOST_PEOPLE = 15
_TOLERANCE = 1e-9
_ADDED_AT_ONCE = 40

Numbers = NDArray[np.int64]


def nucleolus(game: Game) -> tuple[Fraction, ...]:
    """The nucleolus, one share a person, adding up to 1; all 0 where nobody can win.

    Raises UsageError USE636 for more than 15 people.

    >>> from presidium.theory.voting import Weighted
    >>> nucleolus(Weighted((3, 2, 1, 1), 4))                # twice as much as each of the others
    (Fraction(2, 5), Fraction(1, 5), Fraction(1, 5), Fraction(1, 5))
    """
    if game.people > MOST_PEOPLE:
        raise UsageError(
            "USE636",
            f"the game is too large for a nucleolus: {game.people} people, where {MOST_PEOPLE} are the most",
            "ask for Shapley-Shubik or Banzhaf",
        )
    won = truth(game)
    if not won[-1]:
        return (Fraction(0),) * game.people
    stages = _Stages.of(won)
    while len(stages.held) < game.people:
        stages.next()
    division = solved(stages.rows(), stages.amounts)
    stages.prove(division)
    return tuple(division)


@dataclass
class _Stages:
    """Coalitions held so far, independent of each other, and the share x(S) of each."""

    people: int
    worth: Numbers  # v(S) of each coalition
    members: Numbers  # shape (2^n, n): 1 where the person is in the coalition
    minimal: NDArray[np.bool_]
    held: list[int] = field(default_factory=list)
    amounts: list[Fraction] = field(default_factory=list)
    levels: list[tuple[NDArray[np.bool_], Fraction]] = field(default_factory=list)

    @staticmethod
    def of(won: NDArray[np.bool_]) -> "_Stages":
        people = len(won).bit_length() - 1
        members = np.arange(len(won))[:, np.newaxis] >> np.arange(people) & 1
        stages = _Stages(people, won.astype(np.int64), members, minimal(won))
        stages.held.append(len(won) - 1)
        stages.amounts.append(Fraction(1))
        return stages

    def rows(self) -> list[list[Fraction]]:
        return [[Fraction(int(bit)) for bit in self.members[coalition]] for coalition in self.held]

    def next(self) -> None:
        """Hold the coalitions that have the greatest complaint in every best division."""
        free = self._free()
        priced = self._priced(free)
        prices, least = self._proved_level(priced)
        self.levels.append((free, least))
        for coalition, price in zip(priced, prices, strict=True):
            if price > 0 and self._free()[coalition]:
                self.held.append(coalition)
                self.amounts.append(int(self.worth[coalition]) - least)

    def _free(self) -> NDArray[np.bool_]:
        """The coalitions whose share does not follow from those held: not in the span of their members."""
        across = np.array(null_space(self.rows()), dtype=np.int64).reshape(-1, self.people)
        return np.asarray((self.members @ across.T != 0).any(axis=1))

    def _priced(self, free: NDArray[np.bool_]) -> list[int]:
        """The coalitions with a price in a best division of this stage: linear programs with added rows."""
        singles = [1 << i for i in range(self.people)]
        rows = {*np.flatnonzero(free & self.minimal).tolist(), *(s for s in singles if free[s])}
        rows.add(int(np.flatnonzero(free)[0]))
        # With a coalition and its complement, both free, the complaint is bounded from below.
        rows |= {len(free) - 1 - coalition for coalition in rows}
        while True:
            listed = sorted(rows)
            division, level, prices = self._program(listed)
            complaints = np.where(free, self.worth - self.members @ division, -np.inf)
            worst = np.argsort(complaints)[::-1][:_ADDED_AT_ONCE]
            added = {int(s) for s in worst if complaints[s] > level + _TOLERANCE} - rows
            if not added:
                return [s for s, price in zip(listed, prices, strict=True) if price > _TOLERANCE]
            rows |= added

    def _program(self, listed: list[int]) -> tuple[Any, float, Any]:
        """Minimise e subject to v(S) - x(S) <= e for the coalitions listed, and x(S) as held."""
        from scipy.optimize import linprog

        found = linprog(
            [0.0] * self.people + [1.0],
            A_ub=np.hstack([-self.members[listed], -np.ones((len(listed), 1))]),
            b_ub=-self.worth[listed],
            A_eq=np.hstack([self.members[self.held], np.zeros((len(self.held), 1))]),
            b_eq=[float(amount) for amount in self.amounts],
            bounds=(None, None),
            method="highs-ds",
        )
        return found.x[:-1], float(found.x[-1]), -found.ineqlin.marginals

    def _proved_level(self, priced: list[int]) -> tuple[list[Fraction], Fraction]:
        """The prices as fractions, and the complaint below which, by them, no division of this stage can go.

        Prices p and q with sum of p = 1 and sum of p_S 1_S = sum of q_H 1_H over those held give, for every
        division, e >= sum of p_S (v(S) - x(S)) = sum of p_S v(S) - sum of q_H x(H).
        """
        across = null_space(self.rows())
        balance = [[Fraction(int(self.members[s] @ vector)) for s in priced] for vector in across]
        ones = [Fraction(1)] * len(priced)
        prices = nonnegative([*balance, ones], [Fraction(0)] * len(balance) + [Fraction(1)])
        given = [
            sum((p * int(self.members[s][i]) for p, s in zip(prices, priced, strict=True)), Fraction(0))
            for i in range(self.people)
        ]
        held = [[Fraction(int(self.members[h][i])) for h in self.held] for i in range(self.people)]
        counter = solved(held, given)
        gained = sum((p * int(self.worth[s]) for p, s in zip(prices, priced, strict=True)), Fraction(0))
        return prices, gained - sum(q * x for q, x in zip(counter, self.amounts, strict=True))

    def prove(self, division: list[Fraction]) -> None:
        """Check that in no stage a free coalition has a greater complaint than the stage's."""
        scale = lcm(*(share.denominator for share in division))
        shares = np.array([int(share * scale) for share in division], dtype=object)
        complaints = self.worth.astype(object) * scale - self.members.astype(object) @ shares
        for free, least in self.levels:
            if (complaints[free] > least * scale).any():
                raise ArithmeticError("a coalition has a greater complaint than its stage allows")
