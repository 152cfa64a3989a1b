"""Into which camps do states fall, how near is each to leaving, and which ties contradict any camps?

`blocs` asks it of states with sizes and propensities; the answer is frozen and remembers its question.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from presidium import __version__
from presidium.arguments import checked_truth, checked_whole, shown
from presidium.dates import Day
from presidium.draw.standing import alone
from presidium.errors import UsageError
from presidium.judgement.label import words
from presidium.judgement.relations import Relations, day_of, relations_at
from presidium.page.camps import camps_picture
from presidium.record.blocs import blocs_record, broken_record, entries_record
from presidium.scenario.model import Scenario
from presidium.scenario.read import load
from presidium.scenario.refusal import nearest
from presidium.theory.balance import SECONDS, Frustration, frustration
from presidium.theory.ballot import listed
from presidium.theory.landscape import Landscape, landscape
from presidium.theory.landscape.question import MOST_STATES
from presidium.words import checked_language

Text = dict[str, str]


@dataclass(frozen=True)
class Blocs:
    """The camps of some states.  `landscape` is None beyond 1,000 states, `frustration` where nobody is tied.

    `states` are ids in the order of the question; `labels` their names in both languages.
    """

    states: tuple[str, ...]
    landscape: Landscape | None = field(repr=False)
    frustration: Frustration | None = field(repr=False)
    labels: Mapping[str, Text] = field(default_factory=dict, repr=False)
    seed: int = 1953
    relations: Relations | None = field(default=None, repr=False)
    case: Scenario | None = field(default=None, repr=False)

    @cached_property
    def record(self) -> dict[str, Any]:
        """Everything that is said, as one JSON object (`docs/reference/outcomes.md`)."""
        told = blocs_record(self.states, self.labels, self.landscape, self.frustration)
        if self.relations is None or self.case is None:
            return told
        remarks = broken_record(self.case, self.relations, told["landscape"])
        return {**told, "entries": entries_record(self.relations), "remarks": remarks}

    def summary(self) -> dict[str, Any]:
        """The machine-readable face: format, version, seed, of a case also which and when, and the record."""
        asked: dict[str, Any] = {}
        if self.case is not None and self.relations is not None:
            asked = {
                "scenario": self.case.scenario,
                "digest": self.case.digest,
                "at": self.relations.day.iso,
                "answers": self.relations.answers,
            }
        return {"format": 1, "version": __version__, "seed": self.seed, **asked, **self.record}

    def picture(self, lang: str = "en", minimum: int = 0) -> str:
        """The camps of one resting place, and the ties that contradict them, as an SVG text of its own.

        Raises UsageError USE653 for a resting place that is not in the record.
        """
        land = self.record["landscape"]
        known = len(land["minima"]) if land else 1
        minimum, lang = checked_whole("minimum", minimum), checked_language(lang)
        if not 0 <= minimum < known:
            raise UsageError(
                "USE653",
                f"there is no resting place {shown(minimum)}",
                f"Give a number from 0 to {known - 1}.",
            )
        return alone(camps_picture("camps", self.record, minimum), lang)


def blocs(
    states: Sequence[str],
    sizes: Sequence[float],
    propensities: Sequence[Sequence[float]] | None,
    edges: Iterable[tuple[str, str, int]],
    *,
    camps: int = 2,
    neutral: bool = False,
    pinned: Sequence[Sequence[str]] = (),
    labels: Mapping[str, Text] | None = None,
    seconds: float = SECONDS,
    seed: int = 1953,
) -> Blocs:
    """Into which camps states fall, and how far their ties are from camps without contradiction.

    Parameters
    ----------
    states, sizes, propensities
        Ids, sizes and the symmetric matrix of `presidium.landscape`; the matrix may be None beyond 1,000
        states, where no landscape is asked for.
    edges
        The ties as signs, for `presidium.frustration`.
    camps, neutral, pinned
        How many camps, whether states may stay outside, and who is held in which camp (ids).
    labels
        Names in both languages; the id where there is none.
    seconds, seed
        How long a proof of the index may take; where chance begins.

    Raises UsageError as `landscape` and `frustration` do, and USE653 for an unknown id that is pinned.

    >>> found = blocs(["a", "b"], [2, 1], [[0, -1], [-1, 0]], [("a", "b", -1)])
    >>> found.record["landscape"]["minima"][0]["camps"], found.record["frustration"]["count"]
    ([['a'], ['b']], 0)
    """
    place = {state: k for k, state in enumerate(states)}
    camps, neutral = checked_whole("camps", camps), checked_truth("neutral", neutral)
    groups = [listed(group) for group in listed(pinned) or [pinned]]
    if None in groups:
        raise UsageError(
            "USE653", f"{shown(pinned, 60)} is no list of groups", 'Give for instance [["usa"], ["ussr"]].'
        )
    held = [[_known(state, place) for state in group or ()] for group in groups]
    _once([[states[k] for k in group] for group in held], camps, neutral)
    land = None
    if propensities is not None and len(states) <= MOST_STATES:
        land = landscape(sizes, propensities, blocs=camps, neutral=neutral, pinned=held, seed=seed)
    ties = list(edges)
    found = frustration(ties, blocs=camps, seconds=seconds, seed=seed) if ties or land is None else None
    return Blocs(tuple(states), land, found, labels or {}, seed)


def blocs_on(
    case: Scenario | str | Path,
    at: str | Day | None = None,
    *,
    answers: bool = False,
    camps: int = 2,
    neutral: bool = False,
    pinned: Sequence[Sequence[str]] = (),
    seconds: float = SECONDS,
    seed: int = 1953,
) -> Blocs:
    """Into which camps the states of a scenario fall on a day of its period, as its ledger has them.

    Propensities add up what is dated by then: structure, acts (halved every five years) and doctrine; with
    `answers` also what states did to show their side, which is what a model should find out by itself.
    Everything else is as in `blocs`.  Raises UsageError USE640 and USE641 for days, USE646 where the scenario
    has no states then.

    >>> import presidium
    >>> found = presidium.blocs_on("soviet-1953", at="1955-12-31")
    >>> camps = found.record["landscape"]["minima"][0]["camps"]
    >>> {"ussr", "prc", "pol"} <= set(camps[0]), {"usa", "uk", "fra"} <= set(camps[1])
    (True, True)
    """
    case = case if isinstance(case, Scenario) else load(case)
    relations = relations_at(case, day_of(at, case), checked_truth("answers", answers))
    found = blocs(
        relations.states,
        relations.sizes,
        relations.propensities,
        relations.edges(),
        camps=camps,
        neutral=neutral,
        pinned=pinned,
        labels={name: words(case.states[name].name) for name in relations.states},
        seconds=seconds,
        seed=seed,
    )
    return replace(found, relations=relations, case=case)


def _once(pinned: Sequence[Sequence[str]], camps: int, neutral: bool) -> None:
    """Refuse a state that is held in two camps, and more groups than there are camps, by their names."""
    names = [state for group in pinned for state in dict.fromkeys(group)]
    twice = [state for state in dict.fromkeys(names) if names.count(state) > 1]
    if twice:
        raise UsageError(
            "USE653", f"{twice[0]} is pinned in two camps", "Leave it in one of the groups: one is a camp."
        )
    if len(pinned) > camps + bool(neutral):
        raise UsageError(
            "USE653",
            f"{len(pinned)} groups are pinned in {shown(camps)} camps",
            "Allow more camps, or name the states of one camp in one group.",
        )


def _known(state: Any, place: Mapping[str, int]) -> int:
    if isinstance(state, str) and state in place:
        return place[state]
    close = nearest(state, place) if isinstance(state, str) else None
    hint = f"Did you mean {close}?" if close else "Give the names as they are in the table."
    raise UsageError("USE653", f"there is no state {shown(state)} to pin", hint)
