"""What is legal in a scenario, but makes a careful reader doubt it?  Warnings: one function a doubt."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from presidium.scenario.draft import Draft
from presidium.scenario.evidence import numbers
from presidium.scenario.finding import Finding, thing
from presidium.scenario.place import Path
from presidium.scenario.quantity import TIE_WORDS, Bounds, quantity
from presidium.scenario.references import references

#: A range narrower than this is a strong claim.
_NARROW = 0.1 - 1e-9
_ANY = Bounds(-math.inf, math.inf, TIE_WORDS, (-1, 1))


def _doubt(code: str, message: str, remedy: str, path: Path) -> Finding:
    return Finding(code, message, remedy, path, at_key=True, severity="warning")


def without_source(draft: Draft) -> Iterator[Finding]:
    """SCN301: numbers that rest on nothing, counted by person, office, tie or event."""
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
        spread = _spread(number.raw)
        if spread is not None and spread < _NARROW and any(one.get("grade") == "E" for one in number.because):
            field = ".".join(map(str, number.path[2:]))
            yield _doubt(
                "SCN302",
                f"{field} of {thing(draft.tree, number.path)} is a sharp guess (grade E)",
                f"give a range at least {_NARROW:.1f} wide, or better evidence",
                number.path,
            )


def _spread(raw: Any) -> float | None:
    """How far the claims about a number lie apart; None where it is no number."""
    try:
        found = quantity(raw, _ANY)
    except (PydanticCustomError, ValidationError):
        return None
    return found.high - found.low


def never_used(draft: Draft) -> Iterator[Finding]:
    """SCN303: sources that nothing rests on."""
    used = {one.name for one in references(draft.tree) if one.section == "sources"}
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


DOUBTS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    without_source,
    guessed_sharply,
    never_used,
    nothing_asked,
)
