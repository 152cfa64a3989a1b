"""Is everything in its place and of its kind?  What pydantic found, in words for somebody who writes YAML."""

import math
import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from presidium.errors import Fix
from presidium.scenario.finding import Finding, thing
from presidium.scenario.place import Path
from presidium.scenario.refusal import did_you_mean, kind_of, nearest, proper_id
from presidium.scenario.text import named

#: What pydantic expected, by its name of the complaint, and how to write that.
_EXPECTED: dict[str, tuple[str, str]] = {
    "string_type": ("a text", 'put it in quotes: "..."'),
    "bool_type": ("true or false", "write true or false"),
    "int_type": ("a whole number", "write a number such as 3"),
    "float_type": ("a number", "write a number such as 0.5"),
    "dict_type": ("a mapping", "write key: value, one a line and indented"),
    "model_type": ("a mapping", "write key: value, one a line and indented, or {key: value, ...}"),
    "tuple_type": ("a list", "write [one, two], or one a line after a dash"),
}
_LIMITS = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}


def shape_findings(tree: dict[str, Any], problem: ValidationError) -> list[Finding]:
    """Everything that pydantic found wrong with a tree."""
    return [
        finding
        for error in problem.errors(include_url=False)
        if (finding := _finding(tree, error)) is not None
    ]


def path_of(error: ErrorDetails) -> Path:
    """Where in the tree an error of pydantic is."""
    return error["loc"][:-1] if error["loc"][-1:] == ("[key]",) else error["loc"]


def _finding(tree: dict[str, Any], error: ErrorDetails) -> Finding | None:
    kind, context, path = error["type"], error.get("ctx", {}), path_of(error)
    at_key = error["loc"] != path
    if kind == "default_factory_not_called":
        return None
    if kind.startswith("SCN"):
        at_key = at_key or kind == "SCN104"
        return _made(tree, path, kind, context["message"], context["remedy"], at_key, context["fix"])
    if kind == "missing":
        return _missing(tree, path)
    found = kind_of(_value(tree, path))
    if kind in _EXPECTED:
        expected, remedy = _EXPECTED[kind]
        return _made(tree, path, "SCN107", f"expected {expected}, found {found}", remedy, at_key)
    if kind == "string_pattern_mismatch":
        return _bad_pattern(tree, path, at_key)
    if kind == "literal_error":
        return _bad_choice(tree, path, str(context["expected"]))
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short"):
        return _bad_length(tree, path, context)
    limits = [f"{words} {context[limit]:g}" for limit, words in _LIMITS.items() if limit in context]
    return _made(
        tree, path, "SCN109", f"{found} is out of range", f"write {limits[0] if limits else 'another value'}"
    )


def _made(
    tree: dict[str, Any],
    path: Path,
    code: str,
    message: str,
    remedy: str,
    at_key: bool = False,
    fix: Fix | None = None,
) -> Finding:
    """A finding that says which element, and below it which field, it is about."""
    field = _field(path)
    if code == "SCN104" and len(path) == 1:
        return Finding(code, f"{message} for the scenario", remedy, path, at_key, fix)
    inside = f" for {thing(tree, path)}" if at_key or not field else f" in {field} of {thing(tree, path)}"
    return Finding(code, message + inside, remedy, path, at_key, fix)


def _field(path: Path) -> str:
    """What stands below the element that a path leads into; of a story the elements are its moments."""
    deeper = path[:1] == ("story",) and len(path) > 2
    return ".".join(str(step) for step in path[3 if deeper else 2 :])


def _missing(tree: dict[str, Any], path: Path) -> Finding:
    if isinstance(path[-1], int):
        return _made(tree, path[:-1], "SCN122", "something is missing here", "write a pair: [one, other]")
    inside = _field(path[:-1])
    where = f"{inside} of {thing(tree, path[:-1])}" if inside else thing(tree, path[:-1])
    remedy = "write format: 1 in the first line" if path == ("format",) else f'add the field "{path[-1]}"'
    return Finding("SCN106", f'missing field "{path[-1]}" for {where}', remedy, path)


def _bad_pattern(tree: dict[str, Any], path: Path, at_key: bool) -> Finding:
    text = str(path[-1] if at_key else _value(tree, path))
    if path[-1:] == ("url",):
        return _made(tree, path, "SCN107", f'"{text}" is not a link', "write https://...")
    if path[0] == "ledger" and path[-1:] == ("kind",):
        how = "write a small letter, then small letters, digits, hyphens and underscores"
        return _made(tree, path, "SCN112", f'"{text}" is not a word for a kind', how)
    proper = proper_id(text)
    fix = did_you_mean(proper) if proper else None
    how = "an id is a small letter, then up to 39 small letters, digits and hyphens"
    foreign = next((sign for sign in text if not sign.isascii()), None)
    message = f'"{text}" is not an id' + (f" (here stands {named(foreign)})" if foreign else "")
    return _made(tree, path, "SCN112", message, how, at_key, fix)


def _bad_choice(tree: dict[str, Any], path: Path, expected: str) -> Finding:
    words = re.findall(r"'([^']*)'", expected)
    value = _value(tree, path)
    near = nearest(value, words) if isinstance(value, str) else None
    fix = did_you_mean(near) if near else None
    message = f"{kind_of(value)} is not one of the choices"
    remedy = f"write {expected.replace(chr(39), '').replace('True', 'true')}"
    return _made(tree, path, "SCN113", message, remedy, fix=fix)


def _bad_length(tree: dict[str, Any], path: Path, context: dict[str, Any]) -> Finding | None:
    value = _value(tree, path)
    length = len(value) if isinstance(value, str | list | dict) else 1
    least, most = context.get("min_length", 0), context.get("max_length", math.inf)
    if least <= length <= most:
        return None  # elements that are wrong themselves do not count for pydantic; they are reported already
    if length == 0:
        return _made(tree, path, "SCN122", "nothing stands here", "fill it in or leave the field out")
    unit = "character" if isinstance(value, str) else "element"
    limit = f"at most {most}" if length > most else f"at least {least}"
    found = f"{length} {unit}{'s' * (length != 1)}"
    return _made(tree, path, "SCN122", found, f"{limit} {unit}s may stand here")


def _value(tree: Any, path: Path) -> Any:
    """What stands at a path, or on the way to it where a bare value stands for a list or a mapping."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(str(step))
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
    return tree
