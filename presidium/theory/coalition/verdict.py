"""What does an engine find, and which of many self-enforcing coalitions are the lightest that win?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.theory.coalition.game import PowerGame, Scale

#: Where more coalitions tie for the lightest, this many are listed.
LISTED = 10_000


@dataclass(frozen=True)
class Verdict:
    """What one engine says of a game.

    `coalitions`: the lightest self-enforcing winning coalitions, as places of their members, sorted; at most
    `LISTED` of them.  `count`: how many there are.  `self_enforcing`: how many coalitions enforce themselves,
    None where the engine does not look at all of them.  `proven`: False where the search ran out of time;
    then there are no coalitions.
    """

    engine: str
    coalitions: tuple[tuple[int, ...], ...]
    count: int
    self_enforcing: int | None
    proven: bool = True


def lightest(
    stretches: Iterable[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]],
    whole: float,
    scale: Scale,
    game: PowerGame,
    power: Callable[[int], int],
) -> list[int]:
    """The numbers of the lightest of the coalitions that win within the whole.

    `stretches`: numbers and powers (as doubles) of self-enforcing coalitions; `whole`: the power of all;
    `power(number)`: the exact power, asked for only where doubles leave a doubt.
    """
    needed, doubt = scale.p * whole / scale.q, scale.doubt
    numbers, powers = np.zeros(0, np.int64), np.zeros(0)
    for new, their in stretches:
        near = scale.q * their > scale.p * whole * (1.0 - doubt)
        numbers, powers = np.append(numbers, new[near]), np.append(powers, their[near])
        surely = powers[powers > needed * (1.0 + doubt)]
        if len(surely):
            kept = powers <= surely.min() * (1.0 + doubt)
            numbers, powers = numbers[kept], powers[kept]
    if doubt == 0.0:
        return [int(number) for number in numbers]
    p, q, all_of_it = game.alpha.numerator, game.alpha.denominator, sum(game.whole)
    exact = {int(number): power(int(number)) for number in numbers}
    winning = {number: own for number, own in exact.items() if q * own > p * all_of_it}
    return [number for number, own in winning.items() if own == min(winning.values())]
