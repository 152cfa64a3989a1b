"""What does a dotted path such as ties.malenkov.beria.tie point at?

A path names section, element, field, each after a dot.  Elements of lists are named by what tells them apart: ties
by from.to, arenas and questions by id, tenures by who.office or who.seat (the first that fits); elements of inner
lists by their number from 0.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from presidium.scenario.fields import nearest
from presidium.scenario.place import Path


def matches(part: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Everything in a tree that a pattern fits, with its path; * stands for any key or index.

    >>> list(matches({"people": {"vey": {"patron": "orsk"}, "orsk": {}}}, "people.*.patron"))
    [(('people', 'vey', 'patron'), 'orsk')]
    """
    first, _, rest = pattern.partition(".")
    for step, below in _entries(part):
        if first in ("*", step):
            if rest:
                yield from (((step, *path), value) for path, value in matches(below, rest))
            else:
                yield (step,), below


def _entries(part: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(part, dict):
        return part.items()
    return enumerate(part) if isinstance(part, list) else ()


class NoSuchPath(LookupError):
    """A path leads nowhere; `at` is the step that fails, `near` the step that was probably meant."""

    def __init__(self, path: str, at: str, known: list[str]) -> None:
        super().__init__(f'"{path}" leads nowhere: there is no "{at}"')
        self.near = nearest(at, known)
        self.remedy = (
            f'did you mean "{self.near}"?' if self.near else f"there are: {', '.join(known) or 'none'}"
        )


#: What tells the elements of a section that is a list apart.
NAMED_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "ties": (("from", "to"),),
    "tenures": (("who", "office"), ("who", "seat")),
    "arenas": (("id",),),
    "questions": (("id",),),
}
_SEATS = ("full", "candidate")


def named(section: str, name: str, element: Any) -> Any:
    """An element for a section that is a list, with the fields that its name says.

    >>> named("ties", "malenkov.beria", {"tie": 0.4})
    {'from': 'malenkov', 'to': 'beria', 'tie': 0.4}
    """
    steps = name.split(".")
    fields = NAMED_BY[section][-1 if steps[-1] in _SEATS else 0]
    return {**dict(zip(fields, steps, strict=False)), **element} if isinstance(element, dict) else element


def _names(section: str, element: Any) -> list[tuple[str, ...]]:
    if not isinstance(element, dict):
        return []
    return [
        tuple(str(element[field]) for field in fields)
        for fields in NAMED_BY[section]
        if all(field in element for field in fields)
    ]


def resolved(tree: dict[str, Any], dotted: str) -> Path:
    """The path in the tree of something that is there.

    Raises NoSuchPath.

    >>> resolved({"ties": [{"from": "malenkov", "to": "beria", "tie": 0.4}]}, "ties.malenkov.beria.tie")
    ('ties', 0, 'tie')
    """
    steps = dotted.split(".")
    found: list[str | int] = []
    here: Any = tree
    while steps:
        if isinstance(here, list):
            index, used = _in_list(here, found, steps, dotted)
            found.append(index)
            here, steps = here[index], steps[used:]
        else:
            known = list(here) if isinstance(here, dict) else []
            if steps[0] not in known:
                raise NoSuchPath(dotted, steps[0], known)
            found.append(steps[0])
            here, steps = here[steps[0]], steps[1:]
    return tuple(found)


def _in_list(elements: list[Any], found: list[str | int], steps: list[str], dotted: str) -> tuple[int, int]:
    """Index of the element that the next steps name, and how many steps that takes."""
    if len(found) > 1:
        numbers = [str(index) for index in range(len(elements))]
        if steps[0] not in numbers:
            raise NoSuchPath(dotted, steps[0], numbers)
        return int(steps[0]), 1
    section, names = str(found[0]), []
    for index, element in enumerate(elements):
        for name in _names(section, element):
            if tuple(steps[: len(name)]) == name:
                return index, len(name)
            names.append(".".join(name))
    raise NoSuchPath(dotted, ".".join(steps[: len(NAMED_BY[section][0])]), names)
