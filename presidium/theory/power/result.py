"""Who is pivotal in a voting game?

The answer remembers its question and computes what is asked for, once: 200 people cost a second for
Shapley-Shubik and less for Banzhaf; what needs a list of all coalitions stops at 24 people, the nucleolus
at 15.  All numbers are exact fractions in the order of the weights.

With b_i the swings of person i among the 2^(n-1) coalitions of the others, w winning coalitions and
l = 2^n - w losing ones:

    Shapley-Shubik     sum over his swings S of |S|! (n - 1 - |S|)! / n!, his chance to be pivotal in an order
    Banzhaf            b_i / 2^(n-1) absolute, his chance to be decisive; b_i / sum of b normalised
    Coleman            b_i / w to prevent action, b_i / l to initiate it; w / 2^n the power of the body to act
    satisfaction       1/2 + b_i / 2^n, the chance that the outcome agrees with his vote

Sources: Shapley and Shubik, "A method for evaluating the distribution of power in a committee system"
(American Political Science Review 48, 1954); Banzhaf, "Weighted voting doesn't work" (Rutgers Law Review 19,
1965); Coleman, "Control of collectivities and the power of a collectivity to act" (in Lieberman, Social
Choice, 1971); Rae, "Decision-rules and individual values in constitutional choice" (American Political
Science Review 63, 1969); Felsenthal and Machover, "The Measurement of Voting Power" (1998), chapters 3 and 6.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb, lcm
from typing import Any

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.listing import minimal, truth
from presidium.theory.power import factions as unions
from presidium.theory.power import listed, nucleolus
from presidium.theory.power.packing import Swings
from presidium.theory.power.swings import swings
from presidium.theory.voting import Game, asked, dictator, veto_players

Shares = tuple[Fraction, ...]

#: What `rows` shows unless told: the indices that exist for every game.
COLUMNS = (
    "shapley_shubik",
    "banzhaf",
    "banzhaf_absolute",
    "coleman_prevent",
    "coleman_initiate",
    "satisfaction",
)

#: Everything that `rows` can show.
_PER_PERSON = (
    *COLUMNS,
    "swings",
    "johnston",
    "deegan_packel",
    "holler_packel",
    "owen",
    "banzhaf_owen",
    "nucleolus",
)


def voting_power(
    weights: Any,
    quota: Any = None,
    *,
    vetoes: Iterable[int] = (),
    absent: Iterable[int] = (),
    factions: Iterable[Iterable[int]] | None = None,
) -> "VotingPower":
    """The power of each person in a voting game, exactly.

    `weights` and `quota` (a weight of at least it wins), `vetoes` and `absent` are those of
    `presidium.theory.voting.weighted`; or give a game (`body`, `all_of`, `any_of`) and no quota.  `factions`
    are lists of people who vote as one; everybody is in exactly one of them.

    Raises UsageError: USE633 (weights), USE634 (quota), USE635 (people, factions); attributes of the result
    raise USE636 where the game is too large for them.

    Of the six orders of [3; 2, 1, 1] the first is pivotal in four, when he comes second or third:

    >>> power = voting_power([2, 1, 1], 3)
    >>> [str(share) for share in power.shapley_shubik], [str(share) for share in power.banzhaf]
    (['2/3', '1/6', '1/6'], ['3/5', '1/5', '1/5'])
    >>> power.veto_players, power.n_winning, str(power.coleman_act)
    ((0,), 3, '3/8')
    """
    game = asked(weights, quota, vetoes, absent)
    parts = () if factions is None else unions.factions_of(game.people, factions)
    return VotingPower(game, parts)


@dataclass(frozen=True)
class VotingPower:
    """Power in `game`, each attribute computed when first asked for; `factions` is () where none were given.

    Tuples have one Fraction a person, from 0 to 1.  Where nobody can ever win, every index is 0, and
    everybody's satisfaction 1/2.
    """

    game: Game
    factions: unions.Factions = ()

    @cached_property
    def _totals(self) -> Swings:
        return swings(self.game, [0] * self.game.people)

    @cached_property
    def _decisive(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        if not self.factions:
            raise UsageError(
                "USE635",
                "there are no factions: the Owen indices ask who votes as one",
                "give voting_power the factions, for instance factions=[[0, 1], [2]]",
            )
        return unions.decisive(self.game, self.factions)

    @cached_property
    def _minimal(self) -> tuple[tuple[int, ...], ...]:
        return listed.minimal_by_size(self.game)

    @cached_property
    def swings(self) -> tuple[int, ...]:
        """For each person the number of coalitions that win with him and lose without him."""
        return tuple(count for (count,) in self._totals.joining)

    @cached_property
    def n_winning(self) -> int:
        """Number of winning coalitions."""
        return self._totals.winning[0]

    @cached_property
    def n_minimal_winning(self) -> int:
        """Number of minimal winning coalitions; up to 24 people."""
        return int(minimal(truth(self.game)).sum())

    @cached_property
    def shapley_shubik(self) -> Shares:
        """Chance of being pivotal when people join in random order; they add up to 1."""
        people = self.game.people
        weights = [people * comb(people - 1, size) for size in range(people)]
        joining = swings(self.game, [1] * people).joining
        powers = {counts: _weighed(counts, weights) for counts in set(joining)}
        return tuple(powers[counts] for counts in joining)

    @cached_property
    def banzhaf(self) -> Shares:
        """Share of all swings (the normalised Banzhaf index); they add up to 1."""
        return listed.shares([Fraction(count) for count in self.swings])

    @cached_property
    def banzhaf_absolute(self) -> Shares:
        """Chance of being decisive when all others vote at random (Penrose, Banzhaf)."""
        return tuple(Fraction(count, 2 ** (self.game.people - 1)) for count in self.swings)

    @cached_property
    def coleman_prevent(self) -> Shares:
        """Share of the winning coalitions that a person destroys by leaving."""
        return tuple(Fraction(count, self.n_winning or 1) for count in self.swings)

    @cached_property
    def coleman_initiate(self) -> Shares:
        """Share of the losing coalitions that win once a person joins."""
        losing = 2**self.game.people - self.n_winning
        return tuple(Fraction(count, losing or 1) for count in self.swings)

    @cached_property
    def coleman_act(self) -> Fraction:
        """Share of all coalitions that win: how easily the body acts at all."""
        return Fraction(self.n_winning, 2**self.game.people)

    @cached_property
    def satisfaction(self) -> Shares:
        """Chance that the outcome agrees with a person's vote when all vote at random (Rae)."""
        return tuple((1 + chance) / 2 for chance in self.banzhaf_absolute)

    @cached_property
    def johnston(self) -> Shares:
        """Vulnerable coalitions, each divided among those who can destroy it; up to 24 people."""
        return listed.johnston(self.game)

    @cached_property
    def deegan_packel(self) -> Shares:
        """Minimal winning coalitions, each divided among its members; up to 24 people."""
        return listed.deegan_packel(self._minimal)

    @cached_property
    def holler_packel(self) -> Shares:
        """Minimal winning coalitions a person is in, as a share of all memberships; up to 24 people."""
        return listed.holler_packel(self._minimal)

    @cached_property
    def owen(self) -> Shares:
        """Chance of being pivotal when factions join whole, in random order; they add up to 1."""
        return unions.owen(self._decisive)

    @cached_property
    def banzhaf_owen(self) -> Shares:
        """Chance of being decisive when other factions vote as one and own members by themselves."""
        return unions.banzhaf_owen(self._decisive)

    @cached_property
    def nucleolus(self) -> Shares:
        """The division of 1 that leaves the greatest complaint of any coalition least; up to 15 people."""
        return nucleolus.nucleolus(self.game)

    @cached_property
    def veto_players(self) -> tuple[int, ...]:
        """The people without whom nothing passes."""
        return veto_players(self.game)

    @cached_property
    def dictator(self) -> int | None:
        """The one who decides alone; None where there is no such person."""
        return dictator(self.game)

    @cached_property
    def dummies(self) -> tuple[int, ...]:
        """The people who make no difference to any vote."""
        return tuple(i for i, count in enumerate(self.swings) if count == 0)

    def rows(self, *columns: str) -> list[dict[str, Any]]:
        """One row a person: `person`, then the named attributes (COLUMNS where none is named).

        Raises UsageError USE633 for a name that has no number for each person.

        >>> voting_power([2, 1, 1], 3).rows("banzhaf")[0]
        {'person': 0, 'banzhaf': Fraction(3, 5)}
        """
        chosen = columns or COLUMNS
        if wrong := [name for name in chosen if not (isinstance(name, str) and name in _PER_PERSON)]:
            raise UsageError(
                "USE633",
                f"{shown(wrong[0])} is no number of each person",
                f"Known are: {', '.join(_PER_PERSON)}.",
            )
        return [
            {"person": i, **{name: getattr(self, name)[i] for name in chosen}}
            for i in range(self.game.people)
        ]


def _weighed(counts: tuple[int, ...], weights: list[int]) -> Fraction:
    """The sum of count / weight, over one denominator."""
    common = lcm(*weights)
    return Fraction(sum(count * (common // w) for count, w in zip(counts, weights, strict=True)), common)
