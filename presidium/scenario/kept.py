"""What did a long text say when it was last read?

To parse YAML with places takes most of the time of reading a case.  So the tree of a long text without flaws
is kept as JSON, under a name made of the text and of what parses it: another text, or another parser, is
parsed.  What is kept is data only; what cannot be read back is parsed anew.
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from presidium.cache import keep, kept
from presidium.scenario import scanner, syntax
from presidium.scenario import text as texts
from presidium.scenario.syntax import Node, parse
from presidium.scenario.text import Flaw, Span

_KIND = "parsed"
#: A shorter text, in characters, is parsed in no time.
SHORT = 4_000
_MOST = 200


def parsed(text: str) -> tuple[Node | None, list[Flaw]]:
    """As `syntax.parse`, sooner for a long text that was parsed before."""
    if len(text) < SHORT:
        return parse(text)
    name = hashlib.sha256(_parser() + text.encode()).hexdigest()
    root = _unpacked(kept(_KIND, name))
    if root is not None:
        return root, []
    root, flaws = parse(text)
    if root is not None and not flaws:
        data = json.dumps(_packed(root), ensure_ascii=False, separators=(",", ":"))
        keep(_KIND, name, data.encode(), _MOST)
    return root, flaws


@cache
def _parser() -> bytes:
    """What parses: the text of our modules and the version of the library."""
    modules = (Path(str(module.__file__)).read_bytes() for module in (syntax, scanner, texts))
    return version("ruamel.yaml").encode() + b"".join(modules)


def _packed(node: Node) -> list[Any]:
    """A node as JSON: value and place, of mappings and lists the bracket's too, of mappings the keys'."""
    place = _place(node.span)
    if isinstance(node.value, dict):
        spans = [_place(node.keys[key]) for key in node.value]
        return [{key: _packed(one) for key, one in node.value.items()}, place, _maybe(node.bracket), spans]
    if isinstance(node.value, list):
        return [[_packed(one) for one in node.value], place, _maybe(node.bracket)]
    return [node.value, place]


def _place(span: Span) -> list[int]:
    return [span.row, span.column, span.end_row, span.end_column]


def _maybe(span: Span | None) -> list[int] | None:
    return None if span is None else _place(span)


def _unpacked(data: bytes | None) -> Node | None:
    """The tree that was kept; None where there is none, or it is not whole."""
    if data is None:
        return None
    try:
        return _node(json.loads(data))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None


def _node(packed: list[Any]) -> Node:
    value, place = packed[0], Span(*packed[1])
    if isinstance(value, dict):
        spans = {key: Span(*one) for key, one in zip(value, packed[3], strict=True)}
        return Node(
            {key: _node(one) for key, one in value.items()}, place, spans, packed[2] and Span(*packed[2])
        )
    if isinstance(value, list):
        return Node([_node(one) for one in value], place, {}, packed[2] and Span(*packed[2]))
    return Node(value, place)
