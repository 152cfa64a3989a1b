"""In how many coalitions of any game is each person decisive, counted along its decision diagram?

From below come the ways to victory from each state, from above the ways to it.  A person's swings are, over
the states in which he votes, the ways to the state times what his yes adds to the ways on.

Source: Bolus, "Power indices of simple games and vector-weighted majority games by means of binary decision
diagrams" (European Journal of Operational Research 210, 2011), section 5; sizes are packed instead of listed.
"""

from collections.abc import Sequence

from presidium.theory.power.diagram import diagram_of, too_large
from presidium.theory.power.packing import Packing, Swings
from presidium.theory.voting import Game

#: Bytes of packed counts beyond which exact answers are refused.
MOST_BYTES = 1 << 30


def walked(game: Game, units: Sequence[int]) -> Swings:
    """Winning and decisive coalitions of any game, counted at the sum of the units of their members.

    Raises UsageError USE636 where the diagram of the game is too large.

    >>> from presidium.theory.voting import Weighted
    >>> walked(Weighted((2, 1, 1), 3), [1, 1, 1])
    Swings(winning=(0, 0, 2, 1), joining=((0, 2, 1), (0, 1, 0), (0, 1, 0)))
    """
    packing = Packing(tuple(units))
    shifts = packing.shifts
    diagram = diagram_of(game)
    if sum(map(len, diagram.layers)) * packing.size > MOST_BYTES:
        raise too_large("the counts of its decision diagram take more than a gigabyte")
    # From below: the ways to victory from each state of a layer, and what a yes adds to them.
    ends = [0, 1]
    victories = 1
    gains: list[list[int]] = []
    for person, layer in zip(reversed(diagram.order), reversed(diagram.layers), strict=True):
        gains.append([ends[yes] - ends[no] for no, yes in layer])
        victories += victories << shifts[person]
        ends = [0, victories, *(ends[no] + (ends[yes] << shifts[person]) for no, yes in layer)]
    winning = packing.unpacked(ends[diagram.top])
    # From above: the ways to each state.
    joining: list[tuple[int, ...]] = [()] * game.people
    ways = [0, 0, 1]
    for person, layer in zip(diagram.order, diagram.layers, strict=True):
        packed = sum(way * gain for way, gain in zip(ways[2:], gains.pop(), strict=False))
        joining[person] = packing.unpacked(packed, without=person)
        further = [0] * (2 + max((max(pair) for pair in layer), default=0))
        for way, (no, yes) in zip(ways[2:], layer, strict=False):
            further[no] += way
            further[yes] += way << shifts[person]
        ways = further
    return Swings(winning, tuple(joining))
