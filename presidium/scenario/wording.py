"""How does a scenario file say a value?  From texts, numbers, lists and mappings to YAML.

What is said is what `presidium.scenario.syntax` reads: a text that would be read as a number, or not at all,
stands in quotes.
"""

import json
import re
from functools import lru_cache
from typing import Any

from presidium.scenario.syntax import parse

#: What a line that can be broken should not exceed, in characters.
WIDTH = 118
#: With what a text without quotes may begin; more is possible, but not everywhere.
_BEGINS_PLAIN = re.compile(r"[\w.+(/-]")
_PLAIN_KEY = re.compile(r"\w(?:[\w. -]*\w)?")


def scalar(value: Any, in_brackets: bool, quote: str = "") -> str:
    """A text, a number, true, false or null, in the quotes given where it can be; else as plainly as can be.

    `in_brackets`: whether it stands within [] or {}, where fewer texts can do without quotes.

    >>> scalar("0.4 to 0.6", True), scalar("1953", True), scalar("Orsk's", True, "'")
    ('0.4 to 0.6', '"1953"', "'Orsk''s'")
    """
    if not isinstance(value, str):
        return json.dumps(value)
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if quote == '"' or not _plain(value, in_brackets):
        return json.dumps(value, ensure_ascii=False)
    return value


@lru_cache(maxsize=4096)
def _plain(text: str, in_brackets: bool) -> bool:
    """Whether a text without quotes is read as this text, after a dash and after a key."""
    if not text.isprintable() or text != text.strip() or not _BEGINS_PLAIN.match(text):
        return False
    files = (
        (f"[{text}, 1]", f"{{a: {text}, b: 1}}") if in_brackets else (f"- {text}\n- 1", f"a: {text}\nb: 1")
    )
    read = [(root.plain() if root else None, flaws) for root, flaws in map(parse, files)]
    return read == [([text, 1], []), ({"a": text, "b": 1}, [])]


def key(name: str) -> str:
    """A key with its colon.

    >>> key("beria"), key("1953")
    ('beria:', '1953:')
    """
    return f"{name}:" if _PLAIN_KEY.fullmatch(name) else f"{json.dumps(name, ensure_ascii=False)}:"


def in_brackets(value: Any) -> str:
    """Any value on one line.

    >>> in_brackets({"value": 0.9, "because": {"grade": "E", "note": "to see"}})
    '{value: 0.9, because: {grade: E, note: to see}}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)} {in_brackets(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    return scalar(value, in_brackets=True)


def lines(head: str, value: Any, indent: int, width: float = WIDTH) -> list[str]:
    """An entry by its head (a key with its colon, or a dash): on one line, or what does not fit one a line.

    >>> lines("tie:", 0.4, 2), lines("-", {"from": "malenkov", "to": "beria"}, 0, width=20)
    (['  tie: 0.4'], ['- from: malenkov', '  to: beria'])
    """
    compound = isinstance(value, dict | list)
    said = in_brackets(value) if compound else scalar(value, in_brackets=False)
    line = f"{' ' * indent}{head} {said}"
    if len(line) <= width or not value or not compound or (isinstance(value, list) and head == "-"):
        return [line]
    if isinstance(value, list):
        below = [part for one in value for part in lines("-", one, indent + 2, width)]
    else:
        below = [part for name, one in value.items() for part in lines(key(name), one, indent + 2, width)]
        if head == "-":
            return [f"{' ' * indent}- {below[0].lstrip(' ')}", *below[1:]]
    return [" " * indent + head, *below]
