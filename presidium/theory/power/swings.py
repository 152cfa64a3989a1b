"""In how many coalitions is each person decisive, whatever the game?

A person swings a coalition that loses without him and wins with him.  Weighted games are counted weight by
weight (`counting`) where the weights are few, everything else is walked state by state (`diagram`).
"""

from collections.abc import Sequence

from presidium.theory.power.counting import counted, steps
from presidium.theory.power.diagram import too_large
from presidium.theory.power.packing import Packing, Swings
from presidium.theory.power.walk import MOST_BYTES, walked
from presidium.theory.voting import Game, Weighted

#: Additions beyond which exact answers are refused: about a minute.
MOST_STEPS = 500_000_000
#: The diagram of a weighted game has at most about people * 2^(people / 2) states; one of them costs as much
#: as so many additions.
_ADDITIONS_A_STATE = 20


def swings(game: Game, units: Sequence[int]) -> Swings:
    """Winning coalitions and each person's swings, counted at the sum of the units of their members.

    Raises UsageError USE636 where neither way is within its limits.

    >>> swings(Weighted((2, 1, 1), 3), [0, 0, 0])
    Swings(winning=(3,), joining=((3,), (1,), (1,)))
    """
    if not isinstance(game, Weighted):
        return walked(game, units)
    additions = steps(game)
    if additions > _ADDITIONS_A_STATE * game.people << game.people // 2:
        return walked(game, units)
    weights = additions // game.people
    if additions > MOST_STEPS or weights * Packing(tuple(units)).size > MOST_BYTES:
        raise too_large(f"coalitions of {game.people} people have {weights} weights below the quota")
    return counted(game, units)


def dummies(game: Game) -> tuple[int, ...]:
    """The people who make no difference to any vote.

    >>> dummies(Weighted((4, 4, 4, 2, 2, 1), 12))          # the Council of 1958: Luxembourg
    (5,)
    """
    joining = swings(game, [0] * game.people).joining
    return tuple(i for i, (count,) in enumerate(joining) if count == 0)
