"""What is left of a scenario when everything of a wrong shape is taken out?

It is checked too, so that one misspelt field does not hide what is wrong elsewhere.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from presidium.scenario.finding import Finding
from presidium.scenario.model import Scenario
from presidium.scenario.place import Path
from presidium.scenario.question import Question
from presidium.scenario.references import Reference, references
from presidium.scenario.shape import path_of, shape_findings

#: What has more mistakes of shape is not taken apart.
_MOST_WRONG = 1_000
#: What stands in for a section that is missing or beyond repair.
_FILLERS: dict[str, Any] = {
    "format": 1,
    "scenario": "x",
    "title": "x",
    "period": "0001 to 0001",
    "domains": {"x": 1},
    "people": {"x": {"name": "x", "born": "0001"}},
    "offices": {"x": {}},
    "arenas": [{"id": "x", "members": "full", "weight": "one each", "rule": "majority"}],
}


@dataclass(frozen=True)
class Draft:
    """A scenario under examination.

    `tree`: what was read.  `case`: as much of it as has the right shape.  `places`: for sections that are
    lists, where the elements of `case` stand in the tree.  `broken`: elements or fields that were taken out.
    """

    tree: dict[str, Any]
    case: Scenario
    places: dict[str, list[int]]
    broken: frozenset[Path]

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every name of an element that the tree uses."""
        return tuple(references(self.tree))

    def ids(self, section: str) -> list[str]:
        """Ids that a section declares, whatever else is wrong with their elements; a story asks too."""
        raw = self.tree.get(section)
        story = self.tree.get("story")
        if section == "questions" and isinstance(story, dict) and isinstance(story.get(section), list):
            raw = [*(raw if isinstance(raw, list) else ()), *story[section]]
        if isinstance(raw, list):
            return [one["id"] for one in raw if isinstance(one, dict) and isinstance(one.get("id"), str)]
        return list(raw) if isinstance(raw, dict) else []

    def intact(self, *path: str | int) -> bool:
        """Whether nothing had to be taken out at a path or below it."""
        return not any(gone[: len(path)] == path[: len(gone)] for gone in self.broken)

    def items(self, section: str) -> Iterator[tuple[Path, Any]]:
        """The elements of a section that have the right shape, each with its path."""
        elements = getattr(self.case, section)
        if isinstance(elements, dict):
            yield from (((section, name), one) for name, one in elements.items() if name in self.ids(section))
        else:  # fillers have no place
            placed = zip(self.places.get(section, ()), elements, strict=False)
            yield from (((section, place), one) for place, one in placed)


def asked(draft: Draft) -> Iterator[tuple[Path, Question]]:
    """Every question that has the right shape, of the scenario and of its story, each with its path."""
    yield from draft.items("questions")
    story = draft.case.story
    if story is not None and draft.intact("story", "questions"):
        yield from ((("story", "questions", index), one) for index, one in enumerate(story.questions))


def draft_of(tree: dict[str, Any]) -> tuple[Draft | None, list[Finding]]:
    """The draft of a tree, and everything that is wrong with the tree's shape.

    No draft where so much is wrong that nothing is learnt from the rest.
    """
    try:
        case = Scenario.model_validate(tree)
    except ValidationError as problem:
        if problem.error_count() > _MOST_WRONG:
            return None, shape_findings(tree, problem)
        return _salvaged(tree, problem), shape_findings(tree, problem)
    places = {section: list(range(len(part))) for section, part in tree.items() if isinstance(part, list)}
    return Draft(tree, case, places, frozenset()), []


def _salvaged(tree: dict[str, Any], problem: ValidationError) -> Draft:
    """Take out what is wrong: fields, then the elements that cannot do without them, then whole sections."""
    lists = [section for section, part in tree.items() if isinstance(part, list)]
    # While elements are taken out, a list is a mapping from original indices.
    rest = {
        section: dict(enumerate(part)) if section in lists else part
        for section, part in deepcopy(tree).items()
    }
    broken: set[Path] = set()
    depth = 3
    while True:
        wrong = {_original(rest, lists, error)[:depth] for error in problem.errors(include_url=False)}
        broken |= wrong
        for path in sorted(wrong, key=len, reverse=True):
            _take_out(rest, path)
        left = {section: list(part.values()) if section in lists else part for section, part in rest.items()}
        try:
            case = Scenario.model_validate(_FILLERS | left)
        except ValidationError as remaining:
            problem, depth = remaining, depth - 1
        else:
            return Draft(
                tree, case, {section: list(rest.get(section, ())) for section in lists}, frozenset(broken)
            )


def _original(rest: dict[str, Any], lists: list[str], error: ErrorDetails) -> Path:
    path = path_of(error)
    if len(path) > 1 and path[0] in lists:
        return (path[0], list(rest[str(path[0])])[int(path[1])], *path[2:])
    return path


def _take_out(around: Any, path: Path) -> None:
    for step in path[:-1]:
        around = around.get(step) if isinstance(around, dict) else None
    if isinstance(around, dict):
        around.pop(path[-1], None)
