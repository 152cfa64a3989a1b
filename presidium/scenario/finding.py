"""What is wrong with a scenario, before it has a place in a file: code, sentence, remedy, path."""

from dataclasses import dataclass
from typing import Any, Literal

from presidium.errors import Fix
from presidium.scenario.place import Path

_NOUNS = {
    "questions": "question",
    "sources": "source",
    "claims": "claim",
    "issues": "issue",
    "domains": "domain",
    "people": "person",
    "offices": "office",
    "arenas": "arena",
    "tenures": "tenure",
    "ties": "tie",
    "events": "event",
    "poles": "pole",
    "states": "state",
    "leanings": "leaning",
    "ledger": "ledger entry",
    "clients": "client",
    "crises": "crisis",
    "whatif": "what-if",
    "openings": "opening",
    "parameters": "parameter",
    "moments": "moment",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or suspicious, at the value of a path or (`at_key`) at its key."""

    code: str
    message: str
    remedy: str
    path: Path
    at_key: bool = False
    fix: Fix | None = None
    severity: Literal["error", "warning"] = "error"


def thing(tree: dict[str, Any], path: Path) -> str:
    """The element that a path leads into, in words.

    >>> thing({"ties": [{"from": "malenkov", "to": "beria"}]}, ("ties", 0, "tie"))
    'tie malenkov to beria'
    """
    if path[:1] == ("story",) and len(path) > 2 and isinstance(tree.get("story"), dict):
        return thing(tree["story"], path[1:])
    if len(path) < 2 or path[0] not in _NOUNS:
        return str(path[0]) if path else "the scenario"
    noun, element = _NOUNS[str(path[0])], path[1]
    if isinstance(element, str):
        return f"{noun} {element}"
    section = tree.get(str(path[0]))
    item = section[element] if isinstance(section, list) and element < len(section) else None
    named = (
        {key: value for key, value in item.items() if isinstance(value, str)}
        if isinstance(item, dict)
        else {}
    )
    if "id" in named:
        return f"{noun} {named['id']}"
    if "who" in named:
        return f"{noun} of {named['who']}"
    if "state" in named:
        return f"{noun} of {named['state']}"
    if "by" in named and "toward" in named:
        return f"{noun} {named['by']} toward {named['toward']}"
    if "from" in named and "to" in named:
        return f"{noun} {named['from']} to {named['to']}"
    return f"{noun} {element + 1}"
