"""Where in its files does a scenario say something?  From the path of a field to row and column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from presidium.scenario.syntax import Node
from presidium.scenario.text import Span

#: Keys and indices from the top of the scenario: ("ties", 3, "from").
Path: TypeAlias = tuple[str | int, ...]

_START = Span(1, 1, 1, 2)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a scenario: its name as the user gave it, its lines, and its tree if it could be read."""

    name: str
    lines: Sequence[str]
    root: Node | None


def place_of(files: Sequence[File], path: Path, at_key: bool) -> tuple[File, Span]:
    """The file and the place of a value, or of its key; where it is missing, of the nearest thing around it.

    A mapping or list in a mapping is pointed at by its key.
    """
    file = next((file for file in files if file.root and path and path[0] in file.root.keys), files[0])
    node, key = file.root, None
    for step in path:
        below = _step(node, step)
        if node is None or below is None:
            break
        key = node.keys.get(str(step)) if isinstance(node.value, dict) else None
        node = below
    if node is None or node is file.root:
        return file, _START
    named_only = node.value is None or isinstance(node.value, dict | list)
    return file, key if key and (at_key or named_only) else node.span


def _step(node: Node | None, step: str | int) -> Node | None:
    if node is None:
        return None
    if isinstance(node.value, dict):
        return node.value.get(str(step))
    if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None
