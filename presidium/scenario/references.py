"""Is everything that a scenario names declared in it?

Looks at the tree as it was read, so that what is wrong elsewhere hides nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presidium.scenario.draft import Draft
from presidium.scenario.fields import did_you_mean, nearest
from presidium.scenario.finding import Finding, thing
from presidium.scenario.paths import matches
from presidium.scenario.place import Path

#: Where what is named; a pattern that ends in @ means the keys themselves.
_NAMED = {
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
    "events": ("events.*.if.*.happened", "events.*.if.*.not_happened", "events.*.records.event"),
    "arenas": ("events.*.effects.*.closed",),
    "sources": ("claims.*.source",),
}
_WHAT = {
    "people": "person",
    "offices": "office",
    "domains": "domain",
    "issues": "issue",
    "events": "event",
    "arenas": "arena",
    "sources": "source",
}
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
    for section, patterns in _NAMED.items():
        for pattern in patterns:
            for path, value in _values(tree, pattern):
                if isinstance(value, str):
                    yield Reference(path, value, section, _ROLES.get(pattern, ()))
    for path, because in becauses(tree):
        for place, source in _each((*path, "source"), because.get("source")):
            if isinstance(source, str):
                yield Reference(place, source, "sources")


def becauses(part: Any, above: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every piece of evidence in a tree, with its path."""
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, below in steps:
        if step == "because" and isinstance(below, dict):
            yield (*above, step), below
        else:
            yield from becauses(below, (*above, step))


def _values(tree: dict[str, Any], pattern: str) -> Iterator[tuple[Path, Any]]:
    if pattern.endswith(".@"):
        for path, _ in matches(tree, pattern[:-1] + "*"):
            yield path, path[-1]
    else:
        for path, value in matches(tree, pattern):
            yield from _each(path, value)


def _each(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """A value, or the elements of a list of values."""
    if isinstance(value, list):
        yield from (((*path, index), one) for index, one in enumerate(value))
    else:
        yield path, value


def undeclared(draft: Draft) -> Iterator[Finding]:
    """SCN201: a name that nothing declares."""
    declared = {section: draft.ids(section) for section in _WHAT}
    for one in references(draft.tree):
        known = [*declared[one.section], *one.roles]
        if one.name in known:
            continue
        near = nearest(one.name, known)
        remedy = (
            f'write "{near}", or declare it under {one.section}'
            if near
            else f"declare it under {one.section}"
        )
        message = f'unknown {_WHAT[one.section]} "{one.name}" in {thing(draft.tree, one.path)}'
        is_key = one.path[-1] == one.name
        yield Finding("SCN201", message, remedy, one.path, is_key, did_you_mean(near) if near else None)


def outcomes_as_inputs(draft: Draft) -> Iterator[Finding]:
    """SCN212: nothing may depend on an outcome."""
    kinds = dict(matches(draft.tree, "events.*.kind"))
    for one in references(draft.tree):
        if one.section == "events" and kinds.get(("events", one.name, "kind")) == "outcome":
            message = f'"{one.name}" is an outcome: outcomes are compared, never fed'
            yield Finding("SCN212", message, "name a shock or a decision", one.path)


def deciders_of_shocks(draft: Draft) -> Iterator[Finding]:
    """SCN213: nobody decides a shock."""
    kinds = dict(matches(draft.tree, "events.*.kind"))
    for one in references(draft.tree):
        if one.roles and one.name == "decider" and kinds.get((*one.path[:2], "kind")) == "shock":
            yield Finding(
                "SCN213",
                f"nobody decides {thing(draft.tree, one.path)}: it is a shock",
                "write leader, or name a person",
                one.path,
            )
