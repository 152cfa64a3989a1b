"""How much power has a person in a faction that votes as one?

The factions, a-priori unions, join a coalition in random order (Owen) or by the toss of a coin
(Banzhaf-Owen); within a faction its members do the same.  A person counts where the coalition of the factions
before his and the members before him turns from losing to winning.  Where nobody is in a faction with anybody
else, or all are in one, these are the ordinary indices.

For each faction one game is asked, in which its members are people and every other faction is one; swings are
counted at (factions, members) by giving each other faction as many units as this one has members.

Sources: Owen, "Values of games with a priori unions" (in Henn and Moeschlin, Mathematical Economics and Game
Theory, 1977); Owen, "Modification of the Banzhaf-Coleman index for games with a priori unions" (in Holler,
Power, Voting, and Voting Power, 1982).
"""

from collections.abc import Iterable
from fractions import Fraction
from math import comb
from typing import Any

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.ballot import listed, people_of
from presidium.theory.power.swings import swings
from presidium.theory.voting import AllOf, AnyOf, Game, Weighted

#: The factions, as indices of people in order.
Factions = tuple[tuple[int, ...], ...]


def factions_of(people: int, factions: Iterable[Iterable[Any]]) -> Factions:
    """Factions, checked: everybody is in exactly one of them, and none is empty; UsageError USE635 if not.

    >>> factions_of(3, [[2, 0], [1]])
    ((0, 2), (1,))
    """
    wrong = UsageError(
        "USE635",
        f"the factions are {shown(factions)}: lists of people that hold everybody once are expected",
        f"put each of 0 to {people - 1} in one faction; who is in none is a faction of one",
    )
    groups = listed(factions)
    if groups is None:
        raise wrong
    found = tuple(tuple(sorted(people_of(people, members))) for members in groups)
    everybody = sorted(i for members in found for i in members)
    if everybody != list(range(people)) or () in found:
        raise wrong
    return found


def decisive(game: Game, factions: Factions) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Each person's swings by the number of other factions and of own members who join before him.

    For a person in a faction of b out of m, the shape is (m, b).

    >>> decisive(Weighted((1, 1, 1), 2), ((0, 1), (2,)))[0]
    ((0, 1), (1, 0))
    """
    found: dict[int, tuple[tuple[int, ...], ...]] = {}
    for own in factions:
        others = [members for members in factions if members != own]
        merged = _merged(game, [*((i,) for i in own), *others])
        joining = swings(merged, [1] * len(own) + [len(own)] * len(others)).joining
        for counts, person in zip(joining, own, strict=False):
            rows = [counts[k : k + len(own)] for k in range(0, len(counts), len(own))]
            found[person] = tuple(rows)
    return tuple(found[person] for person in range(game.people))


def owen(counts: tuple[tuple[tuple[int, ...], ...], ...]) -> tuple[Fraction, ...]:
    """The Owen index, from `decisive`: the chance of being pivotal in an order that keeps factions whole.

    >>> owen(decisive(Weighted((1, 1, 1), 2), ((0, 1), (2,))))
    (Fraction(1, 2), Fraction(1, 2), Fraction(0, 1))
    """
    return tuple(
        sum(
            (
                Fraction(count, len(rows) * comb(len(rows) - 1, h) * len(row) * comb(len(row) - 1, s))
                for h, row in enumerate(rows)
                for s, count in enumerate(row)
            ),
            Fraction(0),
        )
        for rows in counts
    )


def banzhaf_owen(counts: tuple[tuple[tuple[int, ...], ...], ...]) -> tuple[Fraction, ...]:
    """The Banzhaf-Owen index, from `decisive`: the chance of being decisive when the others toss coins.

    >>> banzhaf_owen(decisive(Weighted((1, 1, 1), 2), ((0, 1), (2,))))
    (Fraction(1, 2), Fraction(1, 2), Fraction(0, 1))
    """
    return tuple(Fraction(sum(map(sum, rows)), 2 ** (len(rows) - 1 + len(rows[0]) - 1)) for rows in counts)


def _merged(game: Game, groups: list[tuple[int, ...]]) -> Game:
    """The game in which each group votes as one."""
    if isinstance(game, Weighted):
        return Weighted(tuple(sum(game.weights[i] for i in group) for group in groups), game.quota)
    parts = tuple(_merged(part, groups) for part in game.games)
    return AllOf(parts) if isinstance(game, AllOf) else AnyOf(parts)
