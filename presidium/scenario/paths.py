"""What does a dotted path such as ties.malenkov.beria.tie point at?

A path names section, element and field.  Elements of lists go by what tells them apart: ties by from.to,
arenas and questions by id, tenures by who.office or who.seat (the first that fits), leanings by state.from,
entries of the ledger by id or by.toward.on; those of inner lists by their number from 0.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from presidium.scenario.place import Path
from presidium.scenario.refusal import nearest

#: What tells the elements of a section that is a list apart.
NAMED_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "ties": (("from", "to"),),
    "tenures": (("who", "office"), ("who", "seat")),
    "arenas": (("id",),),
    "questions": (("id",),),
    "leanings": (("state", "from"),),
    "ledger": (("id",), ("by", "toward", "on")),
}
_SEATS = ("full", "candidate")
#: Sections that have fields instead of elements.
_PLAIN_SECTIONS = ("rules", "parameters")


class NoSuchPath(LookupError):
    """A path leads nowhere: `found` is as far as it goes, `rest` the steps left, `remedy` what to do."""

    def __init__(self, dotted: str, found: Path, rest: list[str], at: str, known: list[str]) -> None:
        super().__init__(f'"{dotted:.200}" leads nowhere: there is no "{at:.60}"')
        self.found = found
        self.rest = rest
        near = nearest(at, known)
        self.remedy = f'did you mean "{near}"?' if near else f"there are: {', '.join(known) or 'none'}"


def resolved(tree: dict[str, Any], dotted: str) -> Path:
    """The path in a tree of something that is there.

    Raises NoSuchPath.

    >>> resolved({"ties": [{"from": "malenkov", "to": "beria", "tie": 0.4}]}, "ties.malenkov.beria.tie")
    ('ties', 0, 'tie')
    """
    found: Path = ()
    here: Any = tree
    rest = dotted.split(".")
    while rest:
        step, taken = _step(here, found, rest)
        if step is None:
            names = list(_names(here, found))
            width = len(names[0][1]) if names else 1
            known = [".".join(name) for _, name in names]
            raise NoSuchPath(dotted, found, rest, ".".join(rest[:width]), known)
        found, here, rest = (*found, step), here[step], rest[taken:]
    return found


def _step(here: Any, found: Path, rest: list[str]) -> tuple[str | int | None, int]:
    """The first key or index that the next steps name, and how many of them do; (None, 0) if none does."""
    if isinstance(here, dict):
        return (rest[0], 1) if rest[0] in here else (None, 0)
    if isinstance(here, list):
        for index, element in enumerate(here):
            for name in _names_of(element, index, found):
                if rest[: len(name)] == name:
                    return index, len(name)
    return None, 0


def dotted(tree: dict[str, Any], path: Path) -> str | None:
    """How a path in a tree is written, the inverse of `resolved`; None where nothing leads there alone.

    >>> dotted({"ties": [{"from": "malenkov", "to": "beria", "tie": 0.4}]}, ("ties", 0, "tie"))
    'ties.malenkov.beria.tie'
    """
    here: Any = tree
    steps: list[str] = []
    for place, step in enumerate(path):
        named_so = next((name for key, name in _names(here, path[:place]) if key == step), None)
        if named_so is None:
            return None
        steps += named_so
        here = here[step]
    written = ".".join(steps)
    return written if resolved(tree, written) == path else None


def _names(here: Any, found: Path) -> Iterator[tuple[str | int, list[str]]]:
    """What can be named next: keys or indices, each with the steps that name it."""
    if isinstance(here, dict):
        yield from ((key, [key]) for key in here)
    elif isinstance(here, list):
        for index, element in enumerate(here):
            yield from ((index, name) for name in _names_of(element, index, found))


def _names_of(element: Any, index: int, found: Path) -> Iterator[list[str]]:
    if len(found) > 1:
        yield [str(index)]
    elif isinstance(element, dict):
        for fields in NAMED_BY.get(str(found[0]), ()):
            if all(field in element for field in fields):
                yield [str(element[field]) for field in fields]


def settable(tree: dict[str, Any], dotted: str) -> Path:
    """The path in a tree where a value can be put: of what is there, or of a field that is not written yet.

    Raises NoSuchPath where the element is not there.  Whether there is such a field, the model knows.

    >>> settable({"people": {"beria": {"born": 1899}}}, "people.beria.stance.reform")
    ('people', 'beria', 'stance', 'reform')
    """
    try:
        return resolved(tree, dotted)
    except NoSuchPath as problem:
        found, rest = problem.found, problem.rest
        field = len(found) > 1 or (found or rest)[0] in _PLAIN_SECTIONS
        if field and not isinstance(at(tree, found), list):
            return (*found, *rest)
        raise


def at(tree: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        tree = tree[step]
    return tree


def named(section: str, name: str, element: Any) -> Any:
    """An element for a section that is a list, with the fields that its name says.

    >>> named("ties", "malenkov.beria", {"tie": 0.4})
    {'from': 'malenkov', 'to': 'beria', 'tie': 0.4}
    """
    steps = name.split(".")
    ways = [fields for fields in NAMED_BY[section] if len(fields) == len(steps)] or NAMED_BY[section]
    fields = ways[-1 if steps[-1] in _SEATS else 0]
    return {**dict(zip(fields, steps, strict=False)), **element} if isinstance(element, dict) else element


def matches(part: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Everything in a tree that a pattern fits, with its path; * stands for any key or index.

    >>> list(matches({"people": {"vey": {"patron": "orsk"}, "orsk": {}}}, "people.*.patron"))
    [(('people', 'vey', 'patron'), 'orsk')]
    """
    first, _, rest = pattern.partition(".")
    for step, below in entries(part):
        if first in ("*", step):
            if rest:
                yield from (((step, *path), value) for path, value in matches(below, rest))
            else:
                yield (step,), below


def entries(part: Any) -> Iterable[tuple[str | int, Any]]:
    """What a mapping or a list holds, with its keys or indices; nothing of anything else.

    >>> list(entries(["vey", "orsk"]))
    [(0, 'vey'), (1, 'orsk')]
    """
    if isinstance(part, dict):
        return part.items()
    return enumerate(part) if isinstance(part, list) else ()
