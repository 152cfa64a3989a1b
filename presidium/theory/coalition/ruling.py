"""Who can rule, and what would become of any other coalition?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from presidium.arguments import checked_seconds
from presidium.errors import UsageError
from presidium.theory.ballot import people_of
from presidium.theory.coalition.game import PowerGame
from presidium.theory.coalition.levels import MOST_ROWS, by_levels, levels_of, rows_of
from presidium.theory.coalition.search import by_search
from presidium.theory.coalition.table import MOST_PEOPLE, by_table
from presidium.theory.coalition.verdict import Verdict

#: Seconds that the search takes at the most, where no table can hold the game.
SECONDS = 60.0

Fate = Literal["rules", "loses", "betrayed", "heavier", "open"]


@dataclass(frozen=True)
class Certificate:
    """What would become of a coalition, and who shows it.

    `fate`: `rules`; `loses` (its power is not more than alpha of the whole); `betrayed` (it wins, and then a
    part of it turns the others out: `next_rulers` are those parts, each of which enforces itself);
    `heavier` (it wins and enforces itself, but a lighter one does so too, which those in both prefer);
    `open` where the search for the part that would rule ran out of time.
    """

    coalition: tuple[int, ...]
    fate: Fate
    power: Fraction
    next_rulers: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class RulingCoalitions:
    """The ultimate ruling coalitions of a game; remembers its question.

    `coalitions`: each as places of its members in the input, sorted; several where powers are not generic
    (at most 10,000 are listed, `count` says how many there are).  `self_enforcing`: how many coalitions
    enforce themselves, None where the search decided.  `engine`: table, levels or search.  `proven`: False
    where the search ran out of time; then nothing is known and `coalitions` is empty.  `seconds`: how long
    a search may take, here and for certificates.
    """

    game: PowerGame
    engine: str
    coalitions: tuple[tuple[int, ...], ...]
    count: int
    self_enforcing: int | None
    proven: bool
    seconds: float = SECONDS

    def __repr__(self) -> str:
        found = f"{self.count} ruling" if self.proven else "nothing proven"
        first = f", such as {self.coalitions[0]}" if self.coalitions else ""
        people = f"{len(self.game)} people, alpha {self.alpha}"
        return f"<RulingCoalitions: {people}, {found}{first}, by {self.engine}>"

    @property
    def powers(self) -> tuple[Fraction, ...]:
        """The powers asked about, exactly."""
        return self.game.powers

    @property
    def alpha(self) -> Fraction:
        """The share of power that must be exceeded."""
        return self.game.alpha

    @cached_property
    def power(self) -> Fraction | None:
        """Power of a ruling coalition; all of them have the same.  None where nothing was proven."""
        return self.game.power(self.coalitions[0]) if self.coalitions else None

    def certificate(self, coalition: Sequence[int]) -> Certificate:
        """What would become of a coalition if it took over, and the part of it that shows it.

        Raises UsageError USE635 for places that are not in the game or given twice.

        >>> ruling = ruling_coalitions([3, 4, 5, 10])
        >>> ruling.certificate([2, 3]).fate, ruling.certificate([2, 3]).next_rulers   # 5 with 10: 10 alone
        ('betrayed', ((3,),))
        >>> ruling.certificate([0, 1]).fate
        'loses'
        """
        members = self._members(coalition)
        power = self.game.power(members)
        if not self.game.wins(members, range(len(self.game))):
            return Certificate(members, "loses", power)
        if self.power is not None and members in self.coalitions:
            return Certificate(members, "rules", power)
        whole = len(members) == len(self.game)
        inner = self if whole else _solved(self.game.part(members), self.seconds)
        if not inner.proven:
            return Certificate(members, "open", power)
        parts = tuple(tuple(members[i] for i in part) for part in inner.coalitions)
        if members not in parts:
            return Certificate(members, "betrayed", power, parts)
        return Certificate(members, "heavier" if self.power is None or power > self.power else "rules", power)

    def _members(self, coalition: Sequence[int]) -> tuple[int, ...]:
        members = tuple(sorted(people_of(len(self.game), coalition)))
        if not members:
            raise UsageError("USE635", "nobody is in the coalition", "Give the places of its members.")
        return members

    def rows(self) -> list[dict[str, Any]]:
        """The result as a table: one row a person, with power, share, and in how many of the coalitions."""
        whole = sum(self.powers)
        inside = [sum(place in coalition for coalition in self.coalitions) for place in range(len(self.game))]
        return [
            {"person": place, "power": power, "share": power / whole, "coalitions": inside[place]}
            for place, power in enumerate(self.powers)
        ]


def ruling_coalitions(
    powers: Sequence[Any], alpha: Any = Fraction(1, 2), seconds: float = SECONDS
) -> RulingCoalitions:
    """Who can rule: the ultimate ruling coalitions for the powers of some people.

    A coalition Y wins within X if g(Y) > alpha g(X), strictly.  A coalition is self-enforcing if no
    self-enforcing part of it wins within it.  The ruling ones are the lightest self-enforcing coalitions that
    win within the whole: their members share the spoils in proportion to power and want as little company as
    will do.  The strongest person is often outside.

    Parameters
    ----------
    powers
        One positive number a person: whole, a Fraction, a Decimal, or a float, which counts as its shortest
        decimal: 0.1 is a tenth.
    alpha
        The share of power that must be exceeded, in [1/2, 1): Fraction(2, 3), or 2/3, for a float stands for
        the simplest fraction that rounds to it.
    seconds
        How long to search where no table can hold the game (more than 28 people on many levels of power).

    Returns
    -------
    RulingCoalitions
        Frozen; places of members in the order of the input, which is not changed.

    Raises UsageError USE630 for powers that are not positive numbers, USE631 for alpha out of range.

    >>> ruling_coalitions([3, 4, 5, 10, 20]).coalitions        # all five, until 20 dies:
    ((0, 1, 2, 3, 4),)
    >>> ruling_coalitions([3, 4, 5, 10]).coalitions            # the strongest survivor is turned out
    ((0, 1, 2),)
    >>> ruling_coalitions([2, 4, 7]).coalitions                # 7 is more than half of 13
    ((2,),)

    Source: Acemoglu, Egorov and Sonin, "Coalition formation in non-democracies", Review of Economic Studies
    75 (2008) 987-1009: axioms 1 to 4 and their unique solution.
    """
    game = PowerGame.of(powers, alpha)
    seconds = checked_seconds("seconds", seconds)
    found = _solved(game, seconds)
    return RulingCoalitions(
        game, found.engine, found.coalitions, found.count, found.self_enforcing, found.proven, seconds
    )


def _solved(game: PowerGame, seconds: float = SECONDS) -> Verdict:
    """The verdict of the engine that fits: levels where they save work, the table, or the search."""
    people = len(game)
    rows = rows_of(levels_of(game.whole)[1])
    if rows <= MOST_ROWS and (people > MOST_PEOPLE or 4 * rows <= 2**people):
        return by_levels(game)
    return by_table(game) if people <= MOST_PEOPLE else by_search(game, seconds)
