"""Who can rule at a date, on strength alone, and who is pivotal where it is put to the vote?

Everything rests on the recorded offices of that day and on what the scenario says they are worth; the
numbers it leaves open are drawn.  Ties, fear and blame do not enter: that is what the histories are for.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any

import numpy as np

from presidium.arguments import shown
from presidium.dates import Day
from presidium.errors import UsageError
from presidium.history import codes
from presidium.history.board import Board
from presidium.history.replay import drawn_strengths, replayed, script_of
from presidium.theory.coalition import (
    Certificate,
    Flip,
    RulingChances,
    RulingCoalitions,
    flips,
    ruling_chances,
    ruling_coalitions,
)
from presidium.theory.power import VotingPower, voting_power
from presidium.theory.switching import Switches, critical, switches
from presidium.theory.voting import body, wins

DEFAULT_DRAWS = 1_000
#: Members whose strengths are drawn; beyond, what rules is said of the middles only.
MOST_DRAWN = 16
#: The shown range of a strength: from this share of the draws to that.
LOW, HIGH = 0.05, 0.95
#: Weights in a body are whole thousandths of all weight: finer ones would claim what nobody knows.
THOUSANDTHS = 1_000
#: Groups that could turn a vote, listed; all are counted.
LISTED = 25

#: Code of the refusal where no member has any strength.
NOBODY_RULES = "USE644"

_MOST_DRAWS = 1_000_000
#: Strengths are compared to so many decimals: what is left of sums beyond them is rounding, not a difference.
_DECIMALS = 12
#: Seconds for each question about more members of different strength than the table holds.
_SECONDS = 5.0
#: Coalitions of the fewest people who win that are certified without being asked for.
_CERTIFIED = 4


@dataclass(frozen=True)
class Member:
    """A full member: strength at the middles, and the range that holds nine draws of ten."""

    person: int
    strength: float
    low: float
    high: float
    force: float
    following: float


@dataclass(frozen=True)
class Vote:
    """How a body divides if some people vote together; people are named by their places in the division.

    `ayes` vote for, all others present against.  `pivots`: those whose single vote decides.  `turned_by`: the
    smallest groups that reverse the result by changing their votes.
    """

    ayes: tuple[int, ...]
    carried: bool
    pivots: tuple[int, ...]
    turned_by: Switches


@dataclass(frozen=True)
class Division:
    """One arena on that day: its people, the heaviest first, their weights, the indices of power, a vote.

    `absent` (places) have a weight in the quorum but no vote; a motion needs `quota` of the weight `cast` by
    the others.
    """

    arena: int
    people: tuple[int, ...]
    weights: tuple[int, ...]
    absent: tuple[int, ...]
    cast: int
    quota: int
    power: VotingPower
    vote: Vote


@dataclass(frozen=True, eq=False)
class Moment:
    """The leadership at the end of a recorded day.

    `members`: full members with any strength, the strongest first; coalitions, chances, flips and
    certificates name them by their places in this list.  `powerless`: the other full members (people),
    who vote but are no players where strength alone counts.  `chances` is None where there are too many to
    draw; whoever has no strength in a draw is no player in it.
    `flips`: for each member watched the nearest change of the answer below and above his strength, within his
    range, the others at their middles.  `bloc`: who vote together in the divisions, the others against.
    `drawn`: strengths of the members, float64[draws, members].
    """

    board: Board = field(repr=False)
    day: Day
    draws: int
    seed: int
    members: tuple[Member, ...]
    powerless: tuple[int, ...]
    ruling: RulingCoalitions
    chances: RulingChances | None
    flips: tuple[tuple[Flip, ...], ...]
    certificates: tuple[Certificate, ...]
    bloc: tuple[int, ...]
    divisions: tuple[Division, ...]
    drawn: np.ndarray[Any, Any] = field(repr=False)

    def ids(self, places: Sequence[int]) -> list[str]:
        """The ids of members named by their places."""
        return [self.board.people[self.members[i].person] for i in places]


def moment_at(
    board: Board,
    day: Day,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1953,
    arenas: Sequence[int] | None = None,
    ayes: Sequence[int] = (),
    asked: Sequence[Sequence[int]] = (),
    watched: int | None = None,
) -> Moment:
    """Ask who can rule on a day of the record, and who is pivotal in the arenas (all of them if not named).

    `ayes`: people who vote for a motion; if none, the strongest ruling coalition votes together.  `asked`:
    coalitions (of people) whose fate is certified beside everybody's and that of the smallest that win.
    `watched`: flips are sought for so many of the strongest members; for all if not given.

    The day lies within the scenario's period.  Raises UsageError USE643 for people who are no members then or
    have no vote, USE644 where no member has any strength, USE645 for a number of draws out of range.
    """
    if not 1 <= draws <= _MOST_DRAWS:
        raise UsageError("USE645", f"{shown(draws)} draws cannot be made", f"Ask for 1 to {_MOST_DRAWS}.")
    script = script_of(board, day)
    state = replayed(board, script)
    members, drawn = _members(board, state, drawn_strengths(board, script, draws, seed))
    if not members:
        raise UsageError(
            NOBODY_RULES,
            f"on {day.iso} no full member has any strength",
            "Name a day on which offices are held.",
        )
    strengths = [member.strength for member in members]
    ruling = ruling_coalitions(strengths, seconds=_SECONDS)
    place = {member.person: i for i, member in enumerate(members)}
    certified = [_places(board, place, people) for people in asked]
    everybody = tuple(range(len(members)))
    certified += [everybody, *([everybody[1:]] if len(members) > 1 else []), *_smallest_winners(ruling)]
    chances = _chances(drawn) if len(members) <= MOST_DRAWN else None
    rulers = [members[i].person for i in ruling.coalitions[0]] if ruling.coalitions else []
    bloc = tuple(ayes) or tuple(rulers)
    return Moment(
        board,
        day,
        draws,
        seed,
        members,
        _powerless(state),
        ruling,
        chances,
        tuple(_nearest(strengths, i, member) for i, member in enumerate(members[:watched]))
        if chances
        else (),
        tuple(ruling.certificate(coalition) for coalition in dict.fromkeys(certified)),
        bloc,
        _divisions(board, state, day, arenas, bloc, bool(ayes)),
        drawn,
    )


def _chances(drawn: np.ndarray[Any, Any]) -> RulingChances:
    """The chances of all draws; in each, only those who have any strength in it are players."""
    shares: dict[tuple[int, ...], float] = {}
    patterns, kind = np.unique(drawn > 0.0, axis=0, return_inverse=True)
    for k, pattern in enumerate(patterns):
        players = np.flatnonzero(pattern)
        if not len(players):
            continue
        rows = drawn[kind.ravel() == k][:, players]
        found = ruling_chances(rows)
        for coalition, share in zip(found.coalitions, found.shares, strict=True):
            people = tuple(int(players[i]) for i in coalition)
            shares[people] = shares.get(people, 0.0) + share * len(rows) / len(drawn)
    return RulingChances.of(len(drawn), Fraction(1, 2), drawn.shape[1], shares)


def notable_days(board: Board) -> list[Day]:
    """For each question the eve of the first recorded fall of those it names; or else the opening."""
    case = board.case
    days = set()
    for question in case.questions:
        named = {*question.among, *([question.who] if question.who else [])}
        fell = [
            event.on.first
            for event in case.events.values()
            if event.kind == "outcome" and event.records is not None and event.records.falls in named
        ]
        if fell:
            eve = min(fell) - timedelta(days=1)
            days.add(Day(eve.year, eve.month, eve.day))
    within = [day for day in days if case.period.start <= day <= case.period.end]
    return sorted(within, key=lambda day: day.iso) or [case.period.start]


def _members(
    board: Board, state: np.ndarray[Any, Any], drawn: np.ndarray[Any, Any]
) -> tuple[tuple[Member, ...], np.ndarray[Any, Any]]:
    """Full members with any strength, the strongest first, and their drawn strengths."""
    s, drawn = state[0], np.round(drawn, _DECIMALS)
    strength = _strengths(state)
    full = [i for i in range(len(board.people)) if s["standing"][i] == codes.FULL and strength[i] > 0.0]
    full.sort(key=lambda i: -strength[i])
    low, high = np.quantile(drawn[:, full], (LOW, HIGH), axis=0) if full else ((), ())
    made = (
        Member(
            i,
            strength[i],
            float(low[k]),
            float(high[k]),
            float(s["force"][i]),
            float(s["following"][i]),
        )
        for k, i in enumerate(full)
    )
    return tuple(made), drawn[:, full]


def _powerless(state: np.ndarray[Any, Any]) -> tuple[int, ...]:
    """Full members without any strength."""
    without = np.array(_strengths(state)) <= 0.0
    return tuple(np.flatnonzero((state[0]["standing"] == codes.FULL) & without).tolist())


def _strengths(state: np.ndarray[Any, Any]) -> list[float]:
    """Everybody's strength, so rounded that numbers typed as decimals tie where they should."""
    strengths: list[float] = np.round(state[0]["strength"], _DECIMALS).tolist()
    return strengths


def _places(board: Board, place: dict[int, int], people: Sequence[int]) -> tuple[int, ...]:
    for person in people:
        if person not in place:
            raise UsageError(
                "USE643",
                f"{board.people[person]} is no full member with any strength on that day",
                f"Members are: {', '.join(board.people[i] for i in place)}.",
            )
    return tuple(sorted(place[person] for person in people))


def _smallest_winners(ruling: RulingCoalitions) -> list[tuple[int, ...]]:
    """The strongest of the winning coalitions of the fewest people, the strongest first."""
    game = ruling.game
    people = range(len(game))
    # Members stand in the order of strength, so the first few of them are the strongest so many.
    first = tuple(next(people[:size] for size in range(1, len(game) + 1) if game.wins(people[:size], people)))
    found: list[tuple[int, ...]] = []
    waiting, seen = [(-game.power(first), first)], {first}
    while waiting and len(found) < _CERTIFIED:
        _, strongest = heappop(waiting)
        if not game.wins(strongest, people):
            break
        found.append(strongest)
        for k, place in enumerate(strongest):
            # The next weaker ones have one member replaced by the one after him.
            weaker = (*strongest[:k], place + 1, *strongest[k + 1 :])
            if place + 1 < len(game) and place + 1 not in strongest and weaker not in seen:
                seen.add(weaker)
                heappush(waiting, (-game.power(weaker), weaker))
    return found


def _nearest(strengths: list[float], i: int, member: Member) -> tuple[Flip, ...]:
    # A strength of nothing is no strength of a player.
    low, high = (
        max(min(member.low, member.strength), 1e-6 * member.strength),
        max(member.high, member.strength),
    )
    found = flips(strengths, i, low, high)
    # Where a tie is merely broken, one of the answers stays.
    return tuple(flip for flip in found if not set(flip.below) & set(flip.above))


#: The share of the weight cast that a motion needs, and whether more than that.
_RULES = {
    "majority": (Fraction(1, 2), True),
    "two-thirds": (Fraction(2, 3), False),
    "unanimity": (Fraction(1), False),
    "force": (Fraction(1, 2), True),
}


def _divisions(
    board: Board,
    state: np.ndarray[Any, Any],
    day: Day,
    arenas: Sequence[int] | None,
    bloc: Sequence[int],
    named: bool,
) -> tuple[Division, ...]:
    """The arenas asked about that have anybody in them; who is named for a vote must have one somewhere."""
    wanted = range(len(board.case.arenas)) if arenas is None else arenas
    divisions = [_division(board, state, day, arena, bloc) for arena in wanted]
    voters = {division.people[k] for division in divisions for k in division.vote.ayes}
    for person in bloc if named else ():
        if person not in voters:
            raise UsageError(
                "USE643",
                f"{board.people[person]} has no vote on {day.iso} in what was asked",
                "Leave out who is away or has no seat and no weight on that day.",
            )
    return tuple(division for division in divisions if division.people)


def _division(
    board: Board, state: np.ndarray[Any, Any], day: Day, arena: int, ayes: Sequence[int]
) -> Division:
    s, asked = state[0], board.case.arenas[arena]
    people, weights = _weighed(s, asked.members, asked.weight)
    month = board.case.period.month_of(day)
    absent = tuple(k for k, i in enumerate(people) if s["away_until"][i] > month)
    share, strict = _RULES[asked.rule]
    quorum = Fraction(asked.quorum).limit_denominator(THOUSANDTHS) if asked.rule != "force" else Fraction(0)
    game = body(weights or (0,), share, strict=strict, quorum=quorum, absent=absent)
    yes = tuple(k for k, i in enumerate(people) if i in ayes and k not in absent)
    # The absent have no weight in the game, so no one of them is ever a pivot or needed to turn a vote.
    vote = Vote(yes, wins(game, yes), critical(game, yes), switches(game, yes, most=LISTED))
    cast = sum(weight for k, weight in enumerate(weights) if k not in absent)
    quota = math.floor(share * cast) + 1 if strict else math.ceil(share * cast)
    return Division(arena, people, weights, absent, cast, quota, voting_power(game), vote)


def _weighed(s: Any, members: str, weight: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who takes part in an arena, the heaviest first, and with which whole weights."""
    eligible = np.flatnonzero(s["standing"] == codes.FULL if members == "full" else s["in_play"] == 1)
    if weight == "one each":
        strongest = sorted(eligible.tolist(), key=lambda i: (-s["strength"][i], i))
        return tuple(strongest), (1,) * len(strongest)
    share = s["following" if weight == "delegates" else "force"]
    whole = float(share[eligible].sum())
    thousandths = {int(i): round(THOUSANDTHS * float(share[i]) / whole) if whole else 0 for i in eligible}
    # Who has less than half a thousandth has no say that anybody could measure; where nobody has, all stay.
    people = sorted(
        (i for i, own in thousandths.items() if own or not whole), key=lambda i: (-thousandths[i], i)
    )
    return tuple(people), tuple(thousandths[i] for i in people)
