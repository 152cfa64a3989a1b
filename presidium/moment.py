"""Who can rule at a date, with what chance, and who is pivotal where it is put to the vote?

`coalitions` asks it of a scenario; the answer is frozen and remembers its question.
"""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presidium import __version__
from presidium.arguments import checked_whole, shown
from presidium.dates import Day
from presidium.draw.palette import slots
from presidium.draw.standing import alone
from presidium.draws import checked_seed
from presidium.errors import UsageError
from presidium.history.board import Board, board_of
from presidium.judgement.moment import DEFAULT_DRAWS, NOBODY_RULES, Moment, moment_at
from presidium.judgement.relations import day_of
from presidium.page.ruling import chances_picture
from presidium.record import tables
from presidium.record.moment import moment_record
from presidium.scenario.model import Scenario
from presidium.scenario.origin import usual_name
from presidium.scenario.read import load
from presidium.scenario.refusal import nearest
from presidium.shortage import shortage_told
from presidium.theory.ballot import listed
from presidium.words import checked_language

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Coalitions:
    """Who can rule in one scenario on one day; `found` has the numbers, the methods show them."""

    case: Scenario
    found: Moment
    arena: str | None = None
    vote: tuple[str, ...] = ()
    ask: tuple[tuple[str, ...], ...] = ()

    def __repr__(self) -> str:
        return f"{self.case}, {self.found.day.iso}: {self.record['sentence']['en']}"

    @cached_property
    def record(self) -> dict[str, Any]:
        """Everything that is said, as one JSON object (`docs/reference/outcomes.md`)."""
        return moment_record(self.found)

    def summary(self) -> dict[str, Any]:
        """The machine-readable face: scenario, digest, version, and the record."""
        return {
            "format": 1,
            "scenario": self.case.scenario,
            "digest": self.case.digest,
            "version": __version__,
            **self.record,
        }

    def members(self) -> "pd.DataFrame":
        """Table of the full members: strength, its range, and the chance to be among those who rule."""
        return tables.members(self.record["members"])

    def drawn(self) -> "pd.DataFrame":
        """Table of the drawn strengths: one row a draw, one column a member."""
        return tables.drawn(self.found.drawn, [one["who"] for one in self.record["members"]])

    def chances(self) -> "pd.DataFrame":
        """Table of the likeliest ruling coalitions: members, share of the draws, one standard error."""
        return tables.chances(self.record["chances"])

    def power(self, arena: str) -> "pd.DataFrame":
        """Table of one arena: weight and indices of power of each person.

        Raises UsageError USE642 for an arena that was not asked about.
        """
        known = {division["id"]: division for division in self.record["arenas"]}
        return tables.power(known[_known(arena, list(known), "USE642", "arena")]["people"])

    def picture(self, lang: str = "en") -> str:
        """Each member's chance to be among those who could rule, as an SVG text of its own.

        Raises UsageError USE644 where there are too many members to draw their strengths.
        """
        lang = checked_language(lang)
        if self.found.chances is None:
            raise UsageError(
                NOBODY_RULES,
                f"{len(self.found.members)} members are too many to draw their strengths",
                "Ask for a day with fewer members.",
            )
        colours = slots(one["who"] for one in self.record["members"])
        return alone(chances_picture("ruling", self.record, colours.__getitem__), lang)

    def command(self, case: str | None = None) -> str:
        """The command that repeats it, for the case as `case` names it; else one's own is taken to
        lie in a file of its name.
        """
        if case is not None and not isinstance(case, str):
            raise UsageError("USE617", f"{shown(case)} is no path", "Give the name of a case as a text.")
        named = case or usual_name(self.case.scenario)
        words = ["presidium", "coalitions", named, "--at", self.found.day.iso]
        words += ["--arena", self.arena] if self.arena else []
        words += ["--vote", ",".join(self.vote)] if self.vote else []
        for coalition in self.ask:
            words += ["--ask", ",".join(coalition)]
        return shlex.join([*words, "--draws", str(self.found.draws), "--seed", str(self.found.seed)])


@shortage_told()
def coalitions(
    case: Scenario | str | Path,
    at: str | Day | None = None,
    arena: str | None = None,
    vote: Sequence[str] = (),
    ask: Sequence[Sequence[str]] = (),
    draws: int = DEFAULT_DRAWS,
    seed: int = 1953,
) -> Coalitions:
    """Who can rule in a scenario on a day of its record, and who is pivotal where it is put to the vote.

    Strengths are those of the offices held that day.  Numbers that the scenario leaves open are drawn
    `draws` times; the chance of a coalition is its share of the draws.  Ties, fear and blame do not enter.

    Parameters
    ----------
    case
        A scenario, a name of the gallery, or a path.
    at
        A day of the scenario's period ("1953-06-25"; a month means its last day); the opening if not given.
    arena
        Only this arena's indices and vote; all if not given.
    vote
        Ids of those who vote for a motion, all others present against; the ruling coalition if not given.
    ask
        Coalitions (ids of full members) whose fate is to be certified, beside the smallest that win.

    Raises UsageError: USE640 (day outside the period), USE641 (not a day), USE642 (no such arena), USE643 (no
    such person, or no member on that day), USE644 (nobody has any strength), USE645 (draws out of range).

    >>> import presidium
    >>> trio = ["beria", "malenkov", "kaganovich"]
    >>> asked = presidium.coalitions("soviet-1953", at="1953-06-25", ask=[trio])
    >>> asked.record["certificates"][0]["fate"]
    'betrayed'
    """
    case = case if isinstance(case, Scenario) else load(case)
    seed, draws = checked_seed(seed), checked_whole("draws", draws)
    board = board_of(case)
    voters, asked = _ids(vote), [_ids(coalition) for coalition in _list(ask)]
    arenas = [one.id for one in case.arenas]
    chosen = None if arena is None else [arenas.index(_known(arena, arenas, "USE642", "arena"))]
    found = moment_at(
        board,
        day_of(at, case),
        draws,
        seed,
        chosen,
        _people(board, voters),
        [_people(board, coalition) for coalition in asked],
    )
    return Coalitions(case, found, arena, voters, tuple(asked))


def _list(given: Any) -> list[Any]:
    """A list of what was given; a text is none, though Python would take it for a list of letters."""
    if given is None:
        return []
    found = listed(given)
    if found is None:
        raise UsageError(
            "USE643", f"{shown(given, 60)} is no list", "Give ids in a list, and coalitions as lists."
        )
    return found


def _ids(given: Any) -> tuple[str, ...]:
    names = _list(given)
    for name in names:
        if not isinstance(name, str):
            raise UsageError("USE643", f"there is no person {shown(name, 60)}", "Give the ids of people.")
    return tuple(dict.fromkeys(names))


def _people(board: Board, names: Sequence[str]) -> list[int]:
    return [board.people.index(_known(name, list(board.people), "USE643", "person")) for name in names]


def _known(name: Any, known: list[str], code: str, kind: str) -> str:
    if isinstance(name, str) and name in known:
        return name
    near = nearest(name, known) if isinstance(name, str) else None
    hint = f"Did you mean {near}?" if near else f"Known are: {', '.join(known[:12])}."
    raise UsageError(code, f"there is no {kind} {shown(name, 60)}", hint)
