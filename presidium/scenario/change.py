"""What if one thing had been different, or the story begun on another day?  Differences made into scenarios.

An event that is removed keeps its place, with chance 0: so the others keep theirs, and with it their share of
chance, and histories with and without it can be compared one by one.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from presidium.arguments import shown
from presidium.errors import Problem, ScenarioError, UsageError
from presidium.scenario.build import build
from presidium.scenario.finding import Finding
from presidium.scenario.model import Difference, Scenario, WhatIf
from presidium.scenario.paths import NAMED_BY, NoSuchPath, at, named, resolved, settable
from presidium.scenario.place import Path
from presidium.scenario.refusal import nearest


def change(case: Scenario, path: str, value: Any, because: Any = None) -> Scenario:
    """Another scenario that differs in one value; the old one stays as it is.

    `path`: as in what-ifs, such as "ties.malenkov.beria.tie".  `value`: what the file would say there, such
    as 0.9 or "0.4 to 0.6".  `because`: evidence for a number, as in the file, or a sentence (graded E).
    Raises UsageError if the path leads nowhere, ScenarioError if the result is no valid scenario.

    >>> from presidium.scenario.read import load
    >>> change(load("soviet-1953"), "ties.malenkov.beria.tie", 0.9).ties[0].tie.exact
    True
    """
    if not isinstance(path, str):
        raise UsageError("USE622", f"{shown(path)} is no path", 'Write it as a text: "ties.from.to.tie".')
    tree = _copied(case.tree)
    if because is not None:
        value = {
            "value": value,
            "because": {"grade": "E", "note": because} if isinstance(because, str) else because,
        }
    place = _set(tree, path, value)
    made, findings = build(tree, doubts=False)
    unknown = (one for one in findings if one.code == "SCN104" and one.path == place[: len(one.path)])
    strange = next(unknown, None)
    if strange is not None:
        raise UsageError("USE622", f'"{path}" leads nowhere: {strange.message}', strange.remedy)
    return _valid(case, (made, findings), f"{path} changed")


def apply(case: Scenario, name: str) -> Scenario:
    """The scenario that one of its what-ifs describes; it has no what-ifs of its own.

    Raises UsageError if there is no such what-if or one of its paths leads nowhere, ScenarioError if the
    result is no valid scenario.
    """
    return _differing(case, "whatif", name)


def tried(case: Scenario, entry: dict[str, Any]) -> Scenario:
    """The scenario that a what-if describes which stands in no file: the same as if `entry` stood in `case`.

    `entry`: as below the name of a what-if, with `remove`, `change` and `add`.  Raises as `apply` does.

    >>> from presidium.scenario.read import load
    >>> tried(load("soviet-1953"), {"change": {"ties.malenkov.beria.tie": 0.9}}).ties[0].tie.exact
    True
    """
    difference = WhatIf.model_validate({"name": "tried", **entry})
    _, _, without = _DIFFERENCES["whatif"]
    return _made(case, difference, without, "what was tried")


def opened(case: Scenario, name: str) -> Scenario:
    """The case from another of its openings; what-ifs it keeps, openings it has no more.

    Raises UsageError if there is no such opening or one of its paths leads nowhere, ScenarioError if the
    result is no valid scenario.

    >>> from presidium.scenario.read import load
    >>> opened(load("soviet-1953"), "eve").period.start.iso
    '1953-01-01'
    """
    made = _differing(case, "openings", name)
    made._opened = name
    return made


#: What a scenario that is played by itself has not.
_PLAYED_ALONE = ("whatif", "openings", "story")
#: By section of differences: what one is called, the code for none of that name, what its scenario has not.
_DIFFERENCES = {
    "whatif": ("what-if", "USE623", _PLAYED_ALONE),
    "openings": ("opening", "USE625", ("openings", "story")),
}


def _differing(case: Scenario, section: str, name: str) -> Scenario:
    """The scenario with one of its differences; made once, when the scenario is checked."""
    noun, code, without = _DIFFERENCES[section]
    differences = getattr(case, section)
    if not isinstance(name, str) or name not in differences:
        near = nearest(name, differences) if isinstance(name, str) else None
        said = f'"{name:.60}"' if isinstance(name, str) else shown(name)
        remedy = f'did you mean "{near}"?' if near else f"there are: {', '.join(differences) or 'none'}"
        raise UsageError(code, f"{case.scenario} has no {noun} {said}", remedy)
    if (section, name) not in case._made:
        case._made[section, name] = _made(case, differences[name], without, f"{noun} {name}")
    made = case._made[section, name]
    made._origin = made._origin or case.origin  # made before the case knew where it was read from
    return made


def _made(case: Scenario, difference: Difference, without: tuple[str, ...], called: str) -> Scenario:
    """The scenario with a difference, and without some sections."""
    tree = _without(case, *without)
    for path in difference.remove:
        _remove(tree, path)
    _forget_what_is_gone(tree)
    for path, value in difference.change.items():
        _set(tree, path, value)
    for path, value in difference.add.items():
        _add(tree, path, value)
    return _valid(case, build(tree, doubts=False), called)


def comparable(case: Scenario, other: Any) -> Scenario:
    """`other`, if its histories can be compared one by one with those of `case`.

    Raises UsageError USE628 where it is no scenario or another one, where its months are others, or where a
    question of one name is of two kinds.
    """
    remedy = "Give a what-if's name, or what `change` makes of the case itself."
    if not isinstance(other, Scenario):
        raise UsageError("USE628", f"{shown(other, 60)} is no change of {case.scenario}", remedy)
    asked, theirs = ({question.id: question.ask for question in one.questions} for one in (case, other))
    found = {
        "another scenario": case.scenario == other.scenario,
        "the months are others": str(case.period) == str(other.period),
        "the questions are others": all(theirs.get(name, kind) == kind for name, kind in asked.items()),
    }
    unlike = [what for what, alike in found.items() if not alike]
    if unlike:
        raise UsageError(
            "USE628",
            f"{other.scenario}, {other.period.start} to {other.period.end}, is no change of {case.scenario}, "
            f"{case.period.start} to {case.period.end}: {unlike[0]}",
            remedy,
        )
    return other


def without_hindsight(case: Scenario) -> Scenario:
    """The scenario without what leans on later events: ties, decisions, shocks and what of states says so.

    Shocks that come whatever anybody does (`exogenous`) stay, and so do all people.  See `_states_as_known`.
    """
    return _valid(case, build(_as_known(case), doubts=False), "without hindsight")


def leans_on_later(case: Scenario) -> bool:
    """Would a scenario without hindsight be another than this one?"""
    return _as_known(case) != _without(case, *_PLAYED_ALONE)


def _as_known(case: Scenario) -> dict[str, Any]:
    """The tree of a scenario without what leans on later events."""
    tree = _without(case, *_PLAYED_ALONE)
    for tie in case.ties:
        if tie.hindsight or tie.tie.hindsight:
            _remove(tree, f"ties.{tie.source}.{tie.target}")
    for name, event in case.events.items():
        if event.kind != "outcome" and event.hindsight and not (event.kind == "shock" and event.exogenous):
            _remove(tree, f"events.{name}")
    _states_as_known(tree, case)
    _forget_what_is_gone(tree)
    return tree


def _states_as_known(tree: dict[str, Any], case: Scenario) -> None:
    """Leave out reach and ledger that lean on later events, and entries that wait for one left out.

    An orthodoxy that does becomes unknown: that a Leninist party rules the state was known.  So do
    chances and the worth of a client.
    """
    for name, client in case.clients.items():
        for field in ("value", "fighting", "party_holds", "pledge"):
            if getattr(client, field).hindsight:
                tree["clients"][name][field] = "unknown"
    for name, state in case.states.items():
        written = tree["states"][name]
        for spell, one in zip(state.orthodoxy, written.get("orthodoxy", ()), strict=True):
            if spell.hindsight or spell.value.hindsight:
                one.pop("hindsight", None)
                one["value"] = "unknown"
        if state.reach:
            written["reach"] = [
                one
                for spell, one in zip(state.reach, written["reach"], strict=True)
                if not (spell.hindsight or spell.value.hindsight)
            ]
    gone: set[str | None] = set()
    # Entries wait for earlier ones only.
    for number in sorted(range(len(case.ledger)), key=lambda number: case.ledger[number].on.first):
        entry = case.ledger[number]
        waits = any(guard.after in gone for guard in entry.guards if guard.after is not None)
        if entry.hindsight or entry.size.hindsight or waits:
            tree["ledger"][number] = None
            gone.add(entry.id)
    if case.ledger:
        tree["ledger"] = [one for one in tree["ledger"] if one is not None]


def difference_findings(case: Scenario) -> Iterator[Finding]:
    """What-ifs and openings of a valid scenario that make no valid scenario."""
    for section, (noun, _, _) in _DIFFERENCES.items():
        for name in getattr(case, section):
            try:
                _differing(case, section, name)
            except (UsageError, ScenarioError) as problem:
                message = f"{noun} {name} makes no valid scenario: {problem.message}"
                yield Finding("SCN211", message, problem.remedy, (section, name), at_key=True)


def opening_findings(case: Scenario, name: str, known: list[Finding]) -> Iterator[Finding]:
    """What is wrong or suspicious about a case from one of its openings, besides what is known of the case.

    Its what-ifs are made too.  Everything stands at the opening's place.
    """
    try:
        made = opened(case, name)
    except ScenarioError:
        return  # among what is known already
    told = {(one.code, one.message) for one in known}
    for one in (*build(made.tree)[1], *difference_findings(made)):
        if (one.code, one.message) not in told:
            message = f"opening {name}: {one.message}"
            yield Finding(
                one.code, message, one.remedy, ("openings", name), at_key=True, severity=one.severity
            )


def _without(case: Scenario, *sections: str) -> dict[str, Any]:
    """The tree of a scenario without some sections, to be changed."""
    tree = {section: _copied(part) for section, part in case.tree.items() if section not in sections}
    _forget_what_is_gone(tree)
    return tree


def _copied(part: Any) -> Any:
    """A copy of plain values, many times faster than one of anything."""
    if isinstance(part, dict):
        return {name: _copied(inner) for name, inner in part.items()}
    return [_copied(inner) for inner in part] if isinstance(part, list) else part


def _forget_what_is_gone(tree: dict[str, Any]) -> None:
    """Let no claim support what is not there any more."""
    for claim in tree.get("claims", {}).values():
        if "supports" in claim:
            claim["supports"] = [path for path in claim["supports"] if _leads_somewhere(tree, path)]


def _valid(case: Scenario, built: tuple[Scenario | None, list[Finding]], difference: str) -> Scenario:
    made, findings = built
    if made is None:
        raise ScenarioError(unplaced(finding, f"{case.scenario}, {difference}") for finding in findings)
    made._origin = case.origin
    return made


def unplaced(finding: Finding, name: str) -> Problem:
    """A problem of a scenario that stands in no file."""
    return Problem(
        code=finding.code,
        message=finding.message,
        severity=finding.severity,
        filename=name,
        row=1,
        column=1,
        end_row=1,
        end_column=2,
        line="",
        remedy=finding.remedy,
        fix=finding.fix,
    )


def _plain(value: Any) -> Any:
    """A value as it would be read from a file."""
    try:
        return json.loads(json.dumps(value, allow_nan=False, ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError) as problem:
        remedy = "give texts, numbers, lists and dicts of them"
        raise UsageError(
            "USE624", f"a {type(value).__name__} cannot stand in a scenario", remedy
        ) from problem


def _set(tree: dict[str, Any], dotted: str, value: Any) -> Path:
    """Put a value where one stands, or into a field that is not written yet."""
    with _told():
        path = settable(tree, dotted)
    around: Any = tree
    for step in path[:-1]:
        around = around.setdefault(step, {}) if isinstance(around, dict) else around[step]
    if type(around) not in (dict, list):
        raise UsageError("USE622", f'"{dotted:.200}" leads into a single value', "change the value itself")
    around[path[-1]] = _plain(value)
    return path


def _remove(tree: dict[str, Any], dotted: str) -> None:
    with _told():
        path = resolved(tree, dotted)
    if path[0] == "events" and len(path) == 2 and at(tree, path)["kind"] != "outcome":
        at(tree, path).pop("logit", None)
        at(tree, path)["chance"] = 0
    else:
        del at(tree, path[:-1])[path[-1]]


def _add(tree: dict[str, Any], dotted: str, value: Any) -> None:
    section, _, name = dotted.partition(".")
    if section not in _MAY_REPEAT and _leads_somewhere(tree, dotted):
        raise UsageError("USE622", f'"{dotted}" is there already', "change it, or add it under another name")
    if section in NAMED_BY:
        tree.setdefault(section, []).append(named(section, name, _plain(value)))
    else:
        tree.setdefault(section, {})[name] = _plain(value)


#: Sections whose elements may share a name: somebody may come back to an office.
_MAY_REPEAT = ("tenures",)


def _leads_somewhere(tree: dict[str, Any], dotted: str) -> bool:
    try:
        resolved(tree, dotted)
    except NoSuchPath:
        return False
    return True


@contextmanager
def _told() -> Iterator[None]:
    """A path that leads nowhere is the caller's mistake."""
    try:
        yield
    except NoSuchPath as problem:
        raise UsageError("USE622", str(problem), problem.remedy) from None
