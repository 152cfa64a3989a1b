"""What does a file say, and where?  YAML 1.2 without its surprises.

The text becomes a tree of nodes, each with its place.  Dates, octal numbers and words such as yes and NO stay
text; anchors, aliases, tags and directives are refused.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import StringMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from presidium.scenario.complaint import complaint
from presidium.scenario.limits import MOST_VALUES
from presidium.scenario.scanner import QuickScanner
from presidium.scenario.text import FORBIDDEN, MOST_FLAWS, STAND_IN, Flaw, Span, named

#: Mappings and lists may lie in one another so deep.
DEEPEST = 20

Scalar: TypeAlias = str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
#: Quotes of a word processor; a path of Windows of which an escape was made.
_CURLY = "\u201c\u201d\u201e\u201f\uff02"
_PATH = re.compile("[A-Za-z]:[^\\S ]")
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(slots=True)
class Node:
    """One value of a file and its place; in a mapping also the places of the keys.

    `bracket`: of a mapping or list in brackets, the place of the closing one; the span of one that takes
    several lines ends with the opening one.
    """

    value: "Scalar | dict[str, Node] | list[Node]"
    span: Span
    keys: dict[str, Span] = field(default_factory=dict)
    bracket: Span | None = None

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def parse(text: str) -> tuple[Node | None, list[Flaw]]:
    """The tree that a text describes, and what is wrong with it; no tree after an error of syntax."""
    growing = _Growing()
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = QuickScanner
    try:
        for event in yaml.parse(text):
            growing.take(event)
    except _Stop:
        return None, growing.flaws
    except (YAMLError, ValueError, OverflowError, AssertionError) as problem:
        # Of an impossible escape ("\UFFFFFFFF") or version (%YAML 9.9) it is Python itself that complains.
        return None, [*growing.flaws, complaint(problem, text)]
    return growing.root, growing.flaws


class _Stop(Exception):
    """Reading on makes no sense."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; `key` is what the next value of a mapping belongs to."""

    node: Node
    key: str | None = None
    drop: bool = False


class _Growing:
    """A tree that grows event by event."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.flaws: list[Flaw] = []
        self._open: list[_Open] = []
        self._values = 0

    def take(self, event: Event) -> None:
        """Grow by what the parser saw next."""
        if isinstance(event, NodeEvent):
            self._take_node(event)
        elif isinstance(event, CollectionEndEvent):
            node, end = self._open.pop().node, event.end_mark
            bracket = end.column > event.start_mark.column  # what is indented ends without a sign
            if bracket:
                node.bracket = _span(event.start_mark, end)
                if end.line + 1 == node.span.row:
                    node.span = Span(node.span.row, node.span.column, end.line + 1, end.column + 1)
        elif isinstance(event, DocumentStartEvent):
            self._take_document(event)

    def _take_document(self, event: DocumentStartEvent) -> None:
        span = _span(event.start_mark, event.end_mark)
        if self.root is not None:
            self.flaws.append(
                Flaw("SCN102", "a second document begins here", "write one document a file", span)
            )
            raise _Stop
        if event.version or event.tags:
            self.flaws.append(Flaw("SCN116", "a YAML directive", "remove the lines that begin with %", span))
            raise _Stop

    def _take_node(self, event: NodeEvent) -> None:
        span = _span(event.start_mark, event.end_mark)
        self._refuse_too_much(span)
        self._refuse_cleverness(event, span)
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            node = Node({} if isinstance(event, MappingStartEvent) else [], span)
            self._attach(node)
            self._open.append(_Open(node))
            if len(self._open) > DEEPEST:
                self.flaws.append(
                    Flaw("SCN120", f"nested deeper than {DEEPEST} levels", "close some brackets", span)
                )
                raise _Stop
        elif isinstance(event, ScalarEvent):
            self._refuse_escapes(event, span)
            self._refuse_quotes(event, span)
            event.value = FORBIDDEN.sub(STAND_IN, event.value)
            self._attach(Node(_scalar(event), span), event.value)
        else:
            self._attach(Node(None, span), "")

    def _attach(self, node: Node, text: str | None = None) -> None:
        """Put a node where it belongs; `text` is what it reads as a key, None for mappings and lists."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif parent.key is None:
            self._begin_entry(parent, text, node.span)
        else:
            if not parent.drop:
                parent.node.value[parent.key] = node  # type: ignore[index]
            parent.key = None

    def _begin_entry(self, parent: _Open, key: str | None, span: Span) -> None:
        first = parent.node.keys.get(key) if key is not None else None
        parent.key = key or ""
        parent.drop = key is None or first is not None
        if key is None:
            self.flaws.append(Flaw("SCN102", "a key must be a word", "write key: value", span))
        elif first is not None:
            message = f'"{key}" is given twice, first in line {first.row}'
            self.flaws.append(Flaw("SCN105", message, "keep one of them", span))
        else:
            parent.node.keys[key] = span

    def _refuse_too_much(self, span: Span) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            remedy = "leave out what is not needed"
            self.flaws.append(Flaw("SCN120", f"more than {MOST_VALUES} keys and values", remedy, span))
            raise _Stop
        if len(self.flaws) >= MOST_FLAWS:
            raise _Stop

    def _refuse_cleverness(self, event: NodeEvent, span: Span) -> None:
        if isinstance(event, AliasEvent):
            self.flaws.append(Flaw("SCN116", f"alias *{event.anchor}", "write the value out", span))
        elif event.anchor:
            self.flaws.append(Flaw("SCN116", f"anchor &{event.anchor}", "remove it", span))
        if tag := getattr(event, "ctag", None):
            self.flaws.append(Flaw("SCN116", f"tag {tag}", "remove it", span))

    def _refuse_escapes(self, event: ScalarEvent, span: Span) -> None:
        found = FORBIDDEN.search(event.value) if event.style == '"' else None
        if found:
            message = f"the escape of a forbidden character, U+{ord(found[0]):04X}"
            self.flaws.append(Flaw("SCN115", message, "remove it", span))

    def _refuse_quotes(self, event: ScalarEvent, span: Span) -> None:
        """Refuse what was meant as a quotation, or as a path, and is read as something else."""
        if event.style == '"' and _PATH.match(event.value):
            message = "in double quotes a backslash begins an escape"
            remedy = "put the path in single quotes, or write two backslashes for one"
            self.flaws.append(Flaw("SCN125", message, remedy, span))
        elif event.style is None and event.value[:1] in _CURLY and event.value[:1]:
            message = f"the text begins with {named(event.value[0])}, which is no quote of YAML"
            remedy = 'write ", or put plain quotes around it all'
            at = Span(span.row, span.column, span.row, span.column + 1)
            self.flaws.append(Flaw("SCN124", message, remedy, at))


def _span(start: StringMark, end: StringMark) -> Span:
    """A place in rows and columns from 1; at least one character wide."""
    if (end.line, end.column) <= (start.line, start.column):
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _scalar(event: ScalarEvent) -> Scalar:
    """The value of a scalar: quoted is text; unquoted may be a number, true, false or nothing."""
    text: str = event.value
    if event.style is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
