"""Which votes are still open after the first people have voted, and how can they end?

People vote in a fixed order.  What the rest of the vote can bring depends on the past only through the weight
that each rule still needs, so many pasts lead to one *state*.  A need is rounded up to the next weight that
the people who have not voted can add up to; a rule that is met needs 0, one that can no longer be met DEAD;
where a compound is decided, the rules under it no longer count.  The states of all layers are a decision
diagram: counting the ways from the top to a state and from there to victory counts all coalitions.

Its size depends on the rules, not on the number of coalitions: the triple majority of Nice, 27 members, has
about 4,000 states.  It can explode, hence a limit.

Source: Bolus, "Power indices of simple games and vector-weighted majority games by means of binary decision
diagrams" (European Journal of Operational Research 210, 2011), sections 3 to 5, with sums for tests of
equality.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from presidium.errors import UsageError
from presidium.theory.voting import AllOf, Game, Weighted, rules

#: States beyond which exact answers are refused: about ten seconds and half a gigabyte.
MOST_STATES = 1_000_000
#: Needs in all these states, one a rule: a game of many rules is refused earlier.
MOST_NEEDS = 16_000_000
#: Needs are rounded only where those who have not voted add up to so few weights.
_MOST_SUMS = 50_000

LOST, WON = 0, 1
_MET, _DEAD = 0, -1

State = tuple[int, ...]
Layer = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Diagram:
    """Layer k has for each open state where a no and a yes of person `order[k]` lead in layer k + 1.

    States of a layer are numbered from 2; LOST and WON are in every layer.  `top` is the state before any
    vote.
    """

    order: tuple[int, ...]
    layers: tuple[Layer, ...]
    top: int


def diagram_of(game: Game) -> Diagram:
    """The decision diagram of a game; the people with most weight vote first.

    Raises UsageError USE636 where it has more than MOST_STATES states.

    >>> diagram_of(Weighted((2, 1, 1), 3)).layers
    ([(0, 2)], [(2, 1)], [(0, 1)])
    """
    parts = rules(game)
    order = _heavy_first(parts)
    rounding = [_rounding([part.weights[i] for i in order]) for part in parts]
    settle = _settler(game)
    top, places = _placed(settle([round_up[0](p.quota) for round_up, p in zip(rounding, parts, strict=True)]))
    layers: list[Layer] = []
    found, most = 0, min(MOST_STATES, MOST_NEEDS // len(parts))
    for k, person in enumerate(order):
        votes = [
            (round_up[k + 1], part.weights[person]) for round_up, part in zip(rounding, parts, strict=True)
        ]
        layer, following = _layer(places, votes, settle)
        layers.append(layer)
        places = following
        found += len(layer)
        if found > most:
            raise too_large(f"its decision diagram has more than {most} states")
    return Diagram(tuple(order), tuple(layers), top)


def too_large(
    why: str, remedy: str = "voting_power_floats takes large weights, voting_power_sampled any game"
) -> UsageError:
    """The error for a game that cannot be answered within the stated limits."""
    return UsageError("USE636", f"the game is too large: {why}", remedy)


def _heavy_first(parts: Sequence[Weighted]) -> list[int]:
    totals = [sum(part.weights) or 1 for part in parts]

    def heaviness(person: int) -> float:
        return sum(part.weights[person] / total for part, total in zip(parts, totals, strict=True))

    return sorted(range(parts[0].people), key=heaviness, reverse=True)


def _rounding(weights: Sequence[int]) -> list[Callable[[int], int]]:
    """For the time before each vote, and after the last: rounds a need up to a weight still to be had."""
    sums = [0]
    rest = 0
    exact = True
    made = [_rounded(sums)]
    for weight in reversed(weights):
        rest += weight
        if exact:
            sums = sorted({*sums, *(known + weight for known in sums)})
            exact = len(sums) <= _MOST_SUMS
        made.append(_rounded(sums) if exact else _bounded(rest))
    return made[::-1]


def _rounded(sums: list[int]) -> Callable[[int], int]:
    def round_up(need: int) -> int:
        if need <= 0:
            return _MET
        place = bisect_left(sums, need)
        return sums[place] if place < len(sums) else _DEAD

    return round_up


def _bounded(rest: int) -> Callable[[int], int]:
    def round_up(need: int) -> int:
        return _MET if need <= 0 else need if need <= rest else _DEAD

    return round_up


def _settler(game: Game) -> Callable[[list[int]], State | int]:
    """Turns needs into a state, or into LOST or WON where they settle the vote."""
    if isinstance(game, Weighted):
        return lambda needs: WON if needs[0] == _MET else LOST if needs[0] == _DEAD else (needs[0],)

    def settle(needs: list[int]) -> State | int:
        verdict, _ = _verdict(game, needs, 0)
        return tuple(needs) if verdict is None else verdict

    return settle


def _verdict(game: Game, needs: list[int], at: int) -> tuple[int | None, int]:
    """Whether the game whose rules begin at `at` is settled, and where the next begins; evens its needs."""
    if isinstance(game, Weighted):
        need = needs[at]
        return (WON if need == _MET else LOST if need == _DEAD else None), at + 1
    start = at
    verdicts = []
    for part in game.games:
        verdict, at = _verdict(part, needs, at)
        verdicts.append(verdict)
    decisive = LOST if isinstance(game, AllOf) else WON
    if decisive in verdicts:
        settled: int | None = decisive
    else:
        settled = None if None in verdicts else WON + LOST - decisive
    if settled is not None:
        needs[start:at] = [_MET if settled == WON else _DEAD] * (at - start)
    return settled, at


def _placed(state: State | int) -> tuple[int, dict[State, int]]:
    return (state, {}) if isinstance(state, int) else (2, {state: 2})


def _layer(
    places: dict[State, int],
    votes: list[tuple[Callable[[int], int], int]],
    settle: Callable[[list[int]], State | int],
) -> tuple[Layer, dict[State, int]]:
    """Where each state leads by a no and by a yes, and the states of the next layer with their numbers."""
    following: dict[State, int] = {}
    layer: Layer = []
    for state in places:
        needs = list(zip(state, votes, strict=True))
        ends = []
        for voted in (
            [0 if need == 0 else need if need < 0 else round_up(need) for need, (round_up, _) in needs],
            [need if need <= 0 else round_up(need - weight) for need, (round_up, weight) in needs],
        ):
            end = settle(voted)
            ends.append(end if isinstance(end, int) else following.setdefault(end, len(following) + 2))
        layer.append((ends[0], ends[1]))
    return layer, following
