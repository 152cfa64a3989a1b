"""What does a scenario name, and where?

Found in the tree as it was read, so that what is wrong elsewhere hides nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from presidium.scenario.paths import entries
from presidium.scenario.place import Path

#: Where what is named; a pattern that ends in @ means the keys themselves.
_NAMED: dict[str, tuple[str, ...]] = {
    "people": (
        "people.*.patron",
        "tenures.*.who",
        "ties.*.from",
        "ties.*.to",
        "questions.*.among",
        "questions.*.who",
        "questions.*.after",
        "events.*.records.falls",
        "events.*.records.holder",
        "events.*.if.*.held_by",
        "events.*.if.*.not_held_by",
        "events.*.if.*.stance_of",
        "events.*.effects.*.blame",
        "events.*.effects.*.tie",
        "events.*.effects.*.of",
        "events.*.effects.*.absence",
        "story.moments.*.showdown.led_by",
        "story.moments.*.showdown.against",
        "story.moments.*.showdown.candidate",
        "story.moments.*.showdown.sided",
        "story.moments.*.choices.*.odds.joins",
        "story.moments.*.choices.*.odds.stays",
    ),
    "offices": (
        "arenas.*.convened_by",
        "tenures.*.office",
        "rules.kept_apart.*",
        "questions.*.office",
        "events.*.by",
        "events.*.if.*.office",
        "events.*.records.office",
        "events.*.effects.*.worth",
        "events.*.effects.*.neutral",
    ),
    "domains": (
        "people.*.personal.@",
        "offices.*.worth.@",
        "offices.*.appoints",
        "events.*.effects.*.harm",
        "events.*.effects.*.domain",
    ),
    "issues": (
        "people.*.stance.@",
        "events.*.logit.issue",
        "events.*.if.*.issue",
        "events.*.effects.*.stance",
        "events.*.effects.*.of.issue",
    ),
    "events": (
        "events.*.if.*.happened",
        "events.*.if.*.not_happened",
        "events.*.records.event",
        "ledger.*.if.*.happened",
        "story.moments.*.choices.*.odds.happens",
        "story.moments.*.choices.*.odds.never",
        "story.moments.*.given.*.happens",
    ),
    "arenas": ("events.*.effects.*.closed",),
    "poles": (
        "states.*.reach.*.pole",
        "leanings.*.shares.@",
        "ledger.*.if.*.quarrel",
        "ledger.*.if.*.of",
        "clients.*.patron",
        "crises.*.challenger",
        "crises.*.defender",
        "events.*.if.*.quarrel",
        "events.*.if.*.between",
        "events.*.if.*.of",
        "events.*.records.quarrel",
        "events.*.effects.*.orthodoxy",
    ),
    "states": (
        "poles.*.state",
        "leanings.*.state",
        "ledger.*.by",
        "ledger.*.toward",
        "ledger.*.if.*.share",
        "clients.@",
        "rules.state",
        "questions.*.state",
        "questions.*.states",
        "events.*.if.*.share",
    ),
    "clients": (
        "clients.*.neighbours",
        "questions.*.client",
        "events.*.effects.*.unrest",
        "events.*.records.troops",
        "events.*.records.left_alone",
    ),
    "crises": ("questions.*.crisis", "events.*.effects.*.crisis", "events.*.records.crisis"),
    "ledger": ("ledger.*.if.*.after",),
    "sources": ("claims.*.source",),
    "whatif": ("story.moments.*.whatif.*.whatif",),
    "questions": (
        "story.moments.*.choices.*.odds.question",
        "story.moments.*.given.*.question",
        "story.moments.*.bet.question",
        "story.moments.*.whatif.*.question",
    ),
}
# A story asks questions of its own.
for _section, _patterns in _NAMED.items():
    _NAMED[_section] += tuple(f"story.{one}" for one in _patterns if one.startswith("questions."))
#: Where a role may stand for the person who has it at the time.
_ROLES = {
    "events.*.if.*.stance_of": ("leader", "decider"),
    "events.*.effects.*.blame": ("leader", "decider"),
    "events.*.effects.*.tie": ("leader", "decider"),
    "events.*.effects.*.of": ("leader", "decider"),
    "events.*.effects.*.absence": ("leader",),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where an element of a section is named, or one of the roles."""

    path: Path
    name: str
    section: str
    roles: tuple[str, ...] = ()


def references(tree: dict[str, Any]) -> Iterator[Reference]:
    """Every name of an element that a tree uses."""
    found: dict[str, list[tuple[Path, Any]]] = {}
    _gather(tree, _STEPS, (), found)
    for section, patterns in _NAMED.items():
        for pattern in patterns:
            for path, value in found.get(pattern, ()):
                if isinstance(value, str):
                    yield Reference(path, value, section, _ROLES.get(pattern, ()))
    for path, because in becauses(tree):
        for place, source in _each((*path, "source"), because.get("source")):
            if isinstance(source, str):
                yield Reference(place, source, "sources")


def becauses(part: Any, above: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every piece of evidence in a tree, with its path."""
    for step, below in entries(part):
        if step == "because" and isinstance(below, dict):
            yield (*above, step), below
        elif isinstance(below, dict | list):
            yield from becauses(below, (*above, step))


@dataclass(slots=True)
class _Step:
    """A step of patterns: those that end here, that of the keys here, and what follows."""

    ends: list[str] = field(default_factory=list)
    keys: str | None = None
    any: "_Step | None" = None
    named: dict[str, "_Step"] = field(default_factory=dict)

    def below(self, name: str) -> "_Step":
        """The step after this one; * is any."""
        if name == "*":
            self.any = self.any or _Step()
            return self.any
        return self.named.setdefault(name, _Step())


def _joined(patterns: Iterable[str]) -> _Step:
    """Patterns as one tree, so that a scenario is gone through once and not once for each of them."""
    root = _Step()
    for pattern in patterns:
        here = root
        *steps, last = pattern.split(".")
        for name in steps:
            here = here.below(name)
        if last == "@":
            here.keys = pattern
        else:
            here.below(last).ends.append(pattern)
    return root


_STEPS = _joined(pattern for patterns in _NAMED.values() for pattern in patterns)


def _gather(part: Any, here: _Step, above: Path, found: dict[str, list[tuple[Path, Any]]]) -> None:
    """Put what each pattern leads to into `found`, with its path."""
    for step, below in entries(part):
        path = (*above, step)
        if here.keys:
            found.setdefault(here.keys, []).append((path, step))
        for after in (here.any, here.named.get(step) if isinstance(step, str) else None):
            if after is None:
                continue
            for pattern in after.ends:
                found.setdefault(pattern, []).extend(_each(path, below))
            if isinstance(below, dict | list):
                _gather(below, after, path, found)


def _each(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """A value, or the elements of a list of values."""
    if isinstance(value, list):
        yield from (((*path, index), one) for index, one in enumerate(value))
    else:
        yield path, value
