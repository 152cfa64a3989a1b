"""What is legal in a scenario, but makes a careful reader doubt it?  Warnings: one function a doubt."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from presidium.scenario.draft import Draft
from presidium.scenario.evidence import numbers
from presidium.scenario.finding import Finding, thing
from presidium.scenario.model import Tenure
from presidium.scenario.place import Path
from presidium.scenario.quantity import TIE_WORDS, Bounds, quantity

#: A claim is sharp if its range is narrower than this, and than this part of its middle.
_NARROW, _NARROW_PART = 0.1, 0.25
_ANY = Bounds(-math.inf, math.inf, TIE_WORDS, (-1, 1))


def _doubt(code: str, message: str, remedy: str, path: Path) -> Finding:
    return Finding(code, message, remedy, path, at_key=True, severity="warning")


def without_source(draft: Draft) -> Iterator[Finding]:
    """SCN301: numbers that rest on nothing, counted by the element they stand in."""
    bare: dict[Path, int] = {}
    for number in numbers(draft.tree):
        if not number.because:
            bare[number.path[:2]] = bare.get(number.path[:2], 0) + 1
    for element, count in bare.items():
        what = "a number" if count == 1 else f"{count} numbers"
        yield _doubt(
            "SCN301",
            f"{what} without evidence for {thing(draft.tree, element)}",
            "add because: {source: KEY, grade: B}",
            element,
        )


def guessed_sharply(draft: Draft) -> Iterator[Finding]:
    """SCN302: an exact number or a narrow range that is graded a guess."""
    for number in numbers(draft.tree):
        if any(one.get("grade") == "E" for one in number.because) and _is_sharp(number.raw):
            field = ".".join(map(str, number.path[2:]))
            message = f"{field} of {thing(draft.tree, number.path)} is a sharp claim on a guess (grade E)"
            yield _doubt("SCN302", message, "give a wider range, or better evidence", number.path)


def _is_sharp(raw: Any) -> bool:
    try:
        claim = quantity(raw, _ANY)
    except (PydanticCustomError, ValidationError):
        return False  # no number: that is reported already
    return claim.high - claim.low < min(_NARROW, _NARROW_PART * abs(claim.middle)) - 1e-9


def never_used(draft: Draft) -> Iterator[Finding]:
    """SCN303: sources that nothing rests on."""
    used = {one.name for one in draft.references if one.section == "sources"}
    for key in draft.ids("sources"):
        if key not in used:
            yield _doubt(
                "SCN303", f"nothing rests on source {key}", "cite it, or remove it", ("sources", key)
            )


def nothing_asked(draft: Draft) -> Iterator[Finding]:
    """SCN304: a scenario without a question."""
    if not draft.tree.get("questions"):
        yield _doubt(
            "SCN304",
            "the scenario asks no question",
            "add questions: [{id: ..., ask: first_to_fall, among: [...]}]",
            ("scenario",),
        )


def _tenures(draft: Draft) -> list[Tenure]:
    """Those in force on the opening day."""
    opening = draft.case.period.start
    return [
        tenure
        for tenure in draft.case.tenures
        if tenure.start <= opening and (tenure.end is None or tenure.end > opening)
    ]


def _seated(draft: Draft) -> dict[str, set[str]]:
    """Who holds something on the opening day: by name, "seat" and "office"."""
    held: dict[str, set[str]] = {}
    for tenure in _tenures(draft):
        held.setdefault(tenure.who, set()).add("office" if tenure.office else "seat")
    return held


def never_in_play(draft: Draft) -> Iterator[Finding]:
    """SCN305: somebody who holds nothing at the opening and may never get anything."""
    if not (draft.intact("period") and draft.intact("tenures") and draft.intact("people")):
        return
    held, end = _seated(draft), draft.case.period.end.last
    for path, person in draft.items("people"):
        days = [day for day in (person.enters, person.active) if day is not None and day.first <= end]
        if not days and path[1] not in held:
            yield _doubt(
                "SCN305",
                f"{path[1]} can never take part: no seat or office at the opening, no enters, no active",
                "give him a tenure, enters: DATE or active: DATE, or leave him out",
                path,
            )


def never_a_member(draft: Draft) -> Iterator[Finding]:
    """SCN306: a question about the fall of somebody who can never have a full seat."""
    if not (draft.intact("period") and draft.intact("tenures") and draft.intact("people")):
        return
    held, end = _seated(draft), draft.case.period.end.last
    for path, question in draft.items("questions"):
        named = {"who": question.who} if question.ask in ("falls", "time_to_fall", "fate") else {}
        for field, who in (*named.items(), *(("among", one) for one in question.among)):
            person = draft.case.people.get(who or "")
            if person is None or "seat" in held.get(str(who), ()):
                continue
            if person.enters is None or person.enters.first > end:
                yield _doubt(
                    "SCN306",
                    f"{who} can never have a full seat, so never falls, in {thing(draft.tree, path)}",
                    "give him a seat at the opening or enters: DATE, or ask for another",
                    (*path, field),
                )


def _force(draft: Draft) -> dict[str, float]:
    """Shares of force at the opening: middles of all numbers, and a full grip on offices."""
    case = draft.case
    force = dict.fromkeys(_seated(draft), 0.0)
    for name, domain in case.domains.items():
        has = {
            who: case.people[who].personal[name].middle if name in case.people[who].personal else 0.0
            for who in force
            if who in case.people
        }
        for tenure in _tenures(draft):
            office = case.offices.get(tenure.office or "")
            if tenure.who in has and office is not None and name in office.worth:
                has[tenure.who] += office.worth[name].middle
        whole = sum(has.values())
        for who, part in has.items():
            force[who] += domain.force.middle * part / whole if whole else 0.0
    return force


def force_that_cannot_act(draft: Draft) -> Iterator[Finding]:
    """SCN307: most force is commanded by holders of offices who have no seat in the first arena."""
    sections = ("period", "tenures", "people", "offices", "domains")
    if not all(draft.intact(section) for section in sections):
        return
    held, force = _seated(draft), _force(draft)
    without = {who: part for who, part in force.items() if part and "seat" not in held[who]}
    if without and sum(without.values()) > sum(force.values()) / 2:
        strongest = max(without, key=lambda who: without[who])
        yield _doubt(
            "SCN307",
            f"{100 * sum(without.values()):.0f}% of force is with people who have no seat, and can neither "
            f"strike nor vote: most of it with {strongest}",
            f"give {strongest} a tenure with seat: full, or his office less worth in domains of force",
            ("people", strongest),
        )


DOUBTS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    without_source,
    guessed_sharply,
    never_used,
    nothing_asked,
    never_in_play,
    never_a_member,
    force_that_cannot_act,
)
