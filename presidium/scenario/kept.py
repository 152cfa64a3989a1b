"""What did a long text say when it was last read, and were the what-ifs of these texts sound?

To parse YAML with places and to make every what-if takes most of the time of reading a case.  So the tree of
a long text without flaws is kept as JSON, and of texts whose what-ifs and openings all make valid scenarios,
that they do; both under a name made of the texts and of what reads them: other texts, or another reader, are
read anew.  What is kept is data only; what was damaged since, or cannot be read back, is parsed anew.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from presidium.cache import keep, kept
from presidium.scenario.change import difference_findings
from presidium.scenario.finding import Finding
from presidium.scenario.model import Scenario
from presidium.scenario.syntax import Node, parse
from presidium.scenario.text import Flaw, Span

_TREES, _SOUND = "parsed", "sound"
#: A shorter text, in characters, is parsed in no time.
SHORT = 4_000
#: So many trees, and names of sound texts, are kept.
_MOST_TREES, _MOST_SOUND = 200, 1_000


def parsed(text: str) -> tuple[Node | None, list[Flaw]]:
    """As `syntax.parse`, sooner for a long text that was parsed before."""
    if len(text) < SHORT:
        return parse(text)
    name = _name(text.encode())
    root = _unpacked(kept(_TREES, name))
    if root is not None:
        return root, []
    root, flaws = parse(text)
    if root is not None and not flaws:
        data = json.dumps(_packed(root), ensure_ascii=False, separators=(",", ":"))
        keep(_TREES, name, data.encode(), _MOST_TREES)
    return root, flaws


def differences(case: Scenario, texts: Mapping[str, bytes]) -> list[Finding]:
    """As `change.difference_findings`, of the scenario that these files make; sooner where none was found
    before.
    """
    name = _name(*(part for file, data in texts.items() for part in (file.encode(), data)))
    if kept(_SOUND, name) is not None:
        return []
    findings = list(difference_findings(case))
    if not findings and (case.whatif or case.openings):
        keep(_SOUND, name, b"", _MOST_SOUND)
    return findings


def _name(*parts: bytes) -> str:
    """A name that other parts, cut elsewhere, or another reader do not have."""
    digest = hashlib.sha256(_reader())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


@cache
def _reader() -> bytes:
    """What reads: the text of this room and of what it stands on, and the versions of the libraries."""
    room = Path(__file__).parent
    modules = [*sorted(room.glob("*.py")), room.parent / "dates.py", room.parent / "values.py"]
    libraries = f"{version('ruamel.yaml')} {version('pydantic')}"
    return libraries.encode() + b"".join(module.read_bytes() for module in modules)


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
