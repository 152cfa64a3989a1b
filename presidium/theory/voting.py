"""Who can pass a motion together: what is a voting game?

People 0 to n - 1 vote yes or no.  A simple game says which coalitions of yes-voters win; whoever joins a
winning coalition leaves it winning.  `Weighted` wins with a weight of at least the quota; `AllOf` wins
where every rule is met (three majorities of one council), `AnyOf` where one of them is.  Nothing else is
needed: every simple game is such a compound.

Weights are exact.  A float counts as its shortest decimal, 0.1 as a tenth; decimals and fractions are brought
to whole numbers, and a common factor is removed, so that a comparison with the quota is never a matter of
rounding.

A game that nobody can win (no quorum, too many absent) is `Weighted(weights, sum(weights) + 1)`: nobody has
power in it, and nobody has a veto over what cannot pass anyway.

Sources: Shapley, "Simple games: an outline of the descriptive theory" (Behavioral Science 7, 1962); Taylor
and Zwicker, "Simple Games" (1999), sections 1.2 and 1.7; Felsenthal and Machover, "The Measurement of Voting
Power" (1998), section 2.1.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Union

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.ballot import number, people_of, remedy, share_of, weights_of

#: Compounds within compounds, and weighted games in all, beyond which a game is refused.
MOST_NESTED, MOST_RULES = 100, 1_000


@dataclass(frozen=True, slots=True)
class Weighted:
    """A coalition wins with a weight of at least `quota`; weights are whole numbers of 0 or more.

    A quota of 0 or less is met by everybody, one above the sum of the weights by nobody.  `weighted` and
    `body` make games of any numbers and check them.

    >>> Weighted((4, 3, 2), 6).won_by([0, 2])
    True
    """

    weights: tuple[int, ...]
    quota: int

    def __post_init__(self) -> None:
        """Refuse what is no tuple of whole numbers with a whole quota: UsageError USE633."""
        whole = isinstance(self.weights, tuple) and all(type(w) is int and w >= 0 for w in self.weights)
        if not whole or type(self.quota) is not int:
            raise UsageError(
                "USE633",
                f"a game has the weights {shown(self.weights, 60)} and the quota {shown(self.quota)}: "
                "a tuple of whole numbers of 0 or more and a whole number are expected",
                "make games with weighted or body, which take any numbers",
            )

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.weights)

    def won_by(self, members: Collection[int]) -> bool:
        """Whether these people win together."""
        return sum(self.weights[i] for i in members) >= self.quota


@dataclass(frozen=True, slots=True)
class AllOf:
    """A coalition wins where it wins each of the games.

    >>> AllOf((Weighted((1, 1, 1), 2), Weighted((3, 1, 0), 3))).won_by([1, 2])
    False
    """

    games: tuple["Game", ...]
    _extent: tuple[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what is no compound: UsageError USE633, USE636."""
        object.__setattr__(self, "_extent", _extent(self.games))

    @property
    def people(self) -> int:
        """Number of people."""
        return self.games[0].people

    def won_by(self, members: Collection[int]) -> bool:
        """Whether these people win together."""
        return all(game.won_by(members) for game in self.games)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A coalition wins where it wins one of the games.

    >>> AnyOf((Weighted((1, 1, 1), 2), Weighted((3, 1, 0), 3))).won_by([1, 2])
    True
    """

    games: tuple["Game", ...]
    _extent: tuple[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what is no compound: UsageError USE633, USE636."""
        object.__setattr__(self, "_extent", _extent(self.games))

    @property
    def people(self) -> int:
        """Number of people."""
        return self.games[0].people

    def won_by(self, members: Collection[int]) -> bool:
        """Whether these people win together."""
        return any(game.won_by(members) for game in self.games)


Game = Union[Weighted, AllOf, AnyOf]  # noqa: UP007 - the classes name it before it is there


def weighted(
    weights: Iterable[Any], quota: Any, *, vetoes: Iterable[int] = (), absent: Iterable[int] = ()
) -> Weighted:
    """The game in which a weight of at least `quota` wins.

    `weights` are finite ints, floats, Decimals or Fractions of 0 or more in any unit; `quota`, in the same
    unit, is above 0 and at most their sum.  A float counts as its shortest decimal.  Nothing passes without
    the people in `vetoes`.  The `absent` help nobody and veto nothing; the quota stays.  The game is equal to
    the one asked for, in smallest whole numbers.

    Raises UsageError: USE633 (weights), USE634 (quota), USE635 (a person who is not there).

    >>> weighted([0.7, 0.1, 0.2], 0.8)
    Weighted(weights=(7, 1, 2), quota=8)
    >>> weighted([1, 1, 1], 2, vetoes=[0])            # the first and one more
    Weighted(weights=(3, 1, 1), quota=4)
    """
    exact = weights_of(weights)
    needed = number(quota)
    total = sum(exact, Fraction(0))
    if needed is None or not 0 < needed <= total:
        whole = total if total.denominator == 1 or total > 2**60 else float(total)
        raise UsageError(
            "USE634",
            f"the quota is {shown(quota)}: a number above 0 is expected, at most the weight of all, {whole}",
            remedy(
                quota, "give the weight that a motion needs; body(weights, share) reckons it from a share"
            ),
        )
    away = people_of(len(exact), absent)
    present = [Fraction(0) if i in away else weight for i, weight in enumerate(exact)]
    return _whole(present, needed, people_of(len(exact), vetoes) - away)


def body(
    weights: Iterable[Any],
    share: Any = Fraction(1, 2),
    strict: bool = True,
    quorum: Any = 0,
    absent: Iterable[int] = (),
    vetoes: Iterable[int] = (),
) -> Weighted:
    """The game of a ruling body in session.

    A motion needs more than `share` of the weight present (`strict`), or at least it; the weight present
    must reach `quorum` of all, else nothing passes.  Both are shares in [0, 1]: Fraction(2, 3), or 2/3, for
    a float stands for the simplest fraction that rounds to it.  Weights, `absent`, `vetoes` and errors are
    those of `weighted`.

    >>> body([1] * 11)
    Weighted(weights=(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), quota=6)
    >>> body([1, 1, 1, 1], share=Fraction(2, 3), strict=False, absent=[3]).quota
    2
    >>> body([1, 1, 1], quorum=Fraction(1, 2), absent=[0, 1]).quota      # no quorum: nothing passes
    2
    """
    exact = weights_of(weights)
    needed, attendance = share_of(share), share_of(quorum)
    if needed is None or attendance is None or needed == (1 if strict else 0):
        raise UsageError(
            "USE634",
            f"a motion needs {'more than' if strict else 'at least'} {shown(share)}, the quorum "
            f"is {shown(quorum)}: shares from 0 to 1 are expected; "
            "that of a motion below 1 if more is needed, else above 0",
            "for a unanimous vote give share=1 and strict=False",
        )
    away = people_of(len(exact), absent)
    present = [Fraction(0) if i in away else weight for i, weight in enumerate(exact)]
    cast = sum(present)
    if cast == 0 or cast < attendance * sum(exact):
        return _whole(present, None, frozenset())
    scale = math.lcm(*(weight.denominator for weight in present))
    least = needed * cast * scale
    quota = Fraction(math.floor(least) + 1 if strict else math.ceil(least), scale)
    return _whole(present, quota, people_of(len(exact), vetoes) - away)


def all_of(*games: Game) -> AllOf:
    """The game won by winning each of `games`, all over the same people.

    Raises UsageError USE633 where there is no game or the numbers of people differ, USE636 where rules are
    nested more than a hundred deep, or more than a thousand.

    >>> wins(all_of(weighted([1, 1, 1], 2), weighted([5, 1, 1], 5)), [0, 1])
    True
    """
    return AllOf(games)


def any_of(*games: Game) -> AnyOf:
    """The game won by winning one of `games`, all over the same people; errors as in `all_of`.

    >>> wins(any_of(weighted([1, 1, 1], 3), weighted([5, 1, 1], 5)), [0])
    True
    """
    return AnyOf(games)


def asked(weights: Any, quota: Any, vetoes: Iterable[int], absent: Iterable[int]) -> Game:
    """The game that is asked about: one that is there already, without a quota, or weights with a quota.

    >>> asked([3, 1], 3, (), ())
    Weighted(weights=(3, 1), quota=3)
    """
    if not isinstance(weights, Weighted | AllOf | AnyOf):
        return weighted(weights, quota, vetoes=vetoes, absent=absent)
    if not weights.people:
        raise UsageError("USE633", "the game has no people", "give one weight a person")
    for rule in rules(weights):
        if not all(type(w) is int and w >= 0 for w in rule.weights):
            raise UsageError(
                "USE633",
                f"a game has the weights {shown(rule.weights)}: whole numbers of 0 or more are expected",
                "make games with weighted or body, which take any numbers",
            )
    if quota is not None or people_of(weights.people, vetoes) or people_of(weights.people, absent):
        raise UsageError(
            "USE634",
            "a game was given together with a quota, vetoes or absent people: it has rules of its own",
            "give the game alone, or weights with a quota",
        )
    return weights


def game_of(value: Any) -> Game:
    """A game as it is; UsageError USE633 for anything else.

    >>> game_of(Weighted((1, 1), 2)).people
    2
    """
    if not isinstance(value, Weighted | AllOf | AnyOf):
        raise UsageError(
            "USE633", f"{shown(value)} is no game", "make one with weighted, body, all_of or any_of"
        )
    return value


def wins(game: Game, coalition: Iterable[int]) -> bool:
    """Whether the people of `coalition` (indices from 0) pass a motion by themselves.

    Raises UsageError USE633 for what is no game, USE635 for somebody who is not there, or is there twice.

    >>> wins(weighted([4, 3, 2], 6), [1, 2])
    False
    """
    game = game_of(game)
    return game.won_by(people_of(game.people, coalition))


def dual(game: Game) -> Game:
    """The game of blocking: a coalition wins it where the others cannot win `game` without them.

    >>> dual(weighted([4, 3, 2, 1], 8))
    Weighted(weights=(4, 3, 2, 1), quota=3)
    """
    if isinstance(game, Weighted):
        return Weighted(game.weights, sum(game.weights) - game.quota + 1)
    blocked = tuple(dual(part) for part in game.games)
    return AnyOf(blocked) if isinstance(game, AllOf) else AllOf(blocked)


def after(game: Game, yes: Collection[int]) -> Game:
    """The game left to the others, in their order, once the people in `yes` have voted for the motion.

    >>> after(weighted([4, 3, 2, 1], 6), [1])
    Weighted(weights=(4, 2, 1), quota=3)
    """
    if isinstance(game, Weighted):
        given = sum(game.weights[i] for i in yes)
        return Weighted(tuple(w for i, w in enumerate(game.weights) if i not in yes), game.quota - given)
    parts = tuple(after(part, yes) for part in game.games)
    return AllOf(parts) if isinstance(game, AllOf) else AnyOf(parts)


def rules(game: Game) -> tuple[Weighted, ...]:
    """The weighted games that a game is made of, from left to right.

    >>> len(rules(all_of(weighted([1, 1], 2), any_of(weighted([1, 0], 1), weighted([0, 1], 1)))))
    3
    """
    if isinstance(game, Weighted):
        return (game,)
    return tuple(rule for part in game.games for rule in rules(part))


def veto_players(game: Game) -> tuple[int, ...]:
    """The people without whom nothing passes that could pass with them.

    >>> veto_players(weighted([4, 2, 2], 6)), veto_players(body([1, 1], quorum=1, absent=[0]))
    ((0,), ())
    """
    everybody = frozenset(range(game_of(game).people))
    if not game.won_by(everybody):
        return ()
    return tuple(i for i in range(game.people) if not game.won_by(everybody - {i}))


def dictator(game: Game) -> int | None:
    """The one who wins alone while nobody wins without him; None where there is no such person.

    >>> dictator(weighted([5, 2, 2], 5)), dictator(weighted([4, 2, 2], 4))
    (0, None)
    """
    alone = [i for i in veto_players(game) if game.won_by((i,)) and not game.won_by(())]
    return alone[0] if alone else None


def _extent(games: Any) -> tuple[int, int]:
    """How deep compounds lie within one of these games, and of how many weighted games; checked."""
    given = list(games) if isinstance(games, tuple) else []
    made = [game for game in given if isinstance(game, Weighted | AllOf | AnyOf)]
    counts = sorted({game.people for game in made})
    if len(counts) != 1 or len(made) < len(given):
        raise UsageError(
            "USE633",
            f"a compound of {len(given)} games over {counts} people: games over the same people are expected",
            "make each with weighted or body; give a weight of 0 to whom a rule does not count",
        )
    inner = [(0, 1) if isinstance(game, Weighted) else game._extent for game in made]
    depth, size = 1 + max(deep for deep, _ in inner), sum(many for _, many in inner)
    if depth > MOST_NESTED or size > MOST_RULES:
        raise UsageError(
            "USE636",
            f"the game is too large: it has {size:,} rules, {depth} deep in each other; {MOST_RULES:,} rules "
            f"and a depth of {MOST_NESTED} are the most",
            "put rules of one kind side by side: all_of(one, two, three)",
        )
    return depth, size


def _whole(weights: list[Fraction], quota: Fraction | None, vetoes: frozenset[int]) -> Weighted:
    """The same game in smallest whole numbers; without a quota nobody wins."""
    scale = math.lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    factor = math.gcd(*whole) or 1
    whole = [weight // factor for weight in whole]
    never = sum(whole) + 1
    needed = never if quota is None else min(never, math.ceil(quota * scale / factor))
    if vetoes and needed < never:
        # More weight than all others can spare: without it the quota, raised as much, is out of reach.
        more = never - needed
        whole = [weight + more * (i in vetoes) for i, weight in enumerate(whole)]
        needed += more * len(vetoes)
    return Weighted(tuple(whole), needed)
