"""Who must vote otherwise to turn a recorded vote round?

A motion that passed falls once enough of those for it turn against it; one that failed passes once enough of
the others join.  In both cases the groups that can turn the vote are the winning coalitions of a game among
those who can change sides, so the smallest are found, counted and listed by its decision diagram.

Source: the distance to the other outcome is that of Felsenthal and Machover, "The Measurement of Voting
Power" (1998), section 2.3 (critical members), for more than one person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from presidium.theory.ballot import people_of
from presidium.theory.power.diagram import WON, Diagram, diagram_of
from presidium.theory.voting import Game, after, dual, game_of


@dataclass(frozen=True, slots=True)
class Switches:
    """The smallest groups whose change of vote turns a recorded vote round.

    `passed` is how the vote went; `size` people are enough and fewer are not; there are `count` such groups,
    and `groups` has them in order, or as many as were asked for: `complete` says whether these are all.
    Where no vote can pass, `count` and `size` are 0.
    """

    passed: bool
    size: int
    count: int
    groups: tuple[tuple[int, ...], ...]
    complete: bool


def critical(game: Game, yes: Iterable[int]) -> tuple[int, ...]:
    """The people whose vote alone would have turned the vote round, given who voted for the motion.

    They are among those for it where it passed, among the others where it failed.  Raises UsageError USE635
    for somebody who is not there.

    >>> from presidium.theory.voting import Weighted
    >>> critical(Weighted((4, 3, 2, 1), 6), [0, 2]), critical(Weighted((4, 3, 2, 1), 6), [1, 2])
    ((0, 2), (0, 3))
    """
    voted = people_of(game_of(game).people, yes)
    passed = game.won_by(voted)
    free = voted if passed else frozenset(range(game.people)) - voted
    return tuple(i for i in sorted(free) if game.won_by(voted ^ {i}) != passed)


def switches(game: Game, yes: Iterable[int], *, most: int = 1000) -> Switches:
    """All smallest groups of people who must change their vote to turn a recorded vote round.

    `yes` has those who voted for the motion; everybody else is taken to be against it.  At most `most` groups
    are listed, all are counted.  Raises UsageError: USE635 for somebody who is not there, USE636 where a
    compound game is too large.

    >>> from presidium.theory.voting import Weighted
    >>> found = switches(Weighted((1, 1, 1, 1, 1), 3), [0, 1, 2, 3])
    >>> found.passed, found.size, found.count, found.groups[0], found.complete
    (True, 2, 6, (0, 1), True)
    """
    voted = people_of(game_of(game).people, yes)
    others = frozenset(range(game.people)) - voted
    passed = game.won_by(voted)
    free = sorted(voted if passed else others)
    # Those who turn away block together with those who were against it: a winning coalition of the dual.
    diagram = diagram_of(after(dual(game), others) if passed else after(game, voted))
    fewest = _fewest(diagram)
    size, count = fewest[0].get(diagram.top, (0, 0))
    groups: list[tuple[int, ...]] = []
    for group in _groups(diagram, fewest):
        if len(groups) >= most:
            break
        groups.append(tuple(sorted(free[i] for i in group)))
    return Switches(passed, size, count, tuple(sorted(groups)), len(groups) == count)


_Fewest = list[dict[int, tuple[int, int]]]


def _fewest(diagram: Diagram) -> _Fewest:
    """By layer and state that can be won from: how many yes are still needed, and in how many ways."""
    found: _Fewest = [{WON: (0, 1)}]
    for layer in reversed(diagram.layers):
        below = found[-1]
        here = {WON: (0, 1)}
        for state, (no, yes) in enumerate(layer, 2):
            ways = [below[no]] if no in below else []
            if yes in below:
                ways.append((below[yes][0] + 1, below[yes][1]))
            if ways:
                least = min(size for size, _ in ways)
                here[state] = least, sum(count for size, count in ways if size == least)
        found.append(here)
    return found[::-1]


def _groups(diagram: Diagram, fewest: _Fewest) -> Iterator[tuple[int, ...]]:
    """The smallest groups that win, one after the other."""
    ends: list[tuple[int, int, tuple[int, ...]]] = [(diagram.top, 0, ())] if diagram.top in fewest[0] else []
    while ends:
        state, k, group = ends.pop()
        if state == WON:
            yield group
            continue
        no, yes = diagram.layers[k][state - 2]
        size, _ = fewest[k][state]
        below = fewest[k + 1]
        if no in below and below[no][0] == size:
            ends.append((no, k + 1, group))
        if yes in below and below[yes][0] == size - 1:
            ends.append((yes, k + 1, (*group, diagram.order[k])))
