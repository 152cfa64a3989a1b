"""How does a file change when what it says does?  Only where it must: the rest stays letter for letter.

A text, its tree with places, and what the text should say become another text.  What is the same keeps its
lines, order, comments, quotes and line ends.  A value that changed is written over in its place; what is gone
goes with the lines, or the piece of a line, that held it; what is new stands behind what it follows.  A
comment on a line of its own between two entries stays, whatever it was about.
"""

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from presidium.scenario import wording
from presidium.scenario.paths import NAMED_BY
from presidium.scenario.place import Path
from presidium.scenario.syntax import Node
from presidium.scenario.text import LINE_END, Span, line_starts

_NOTHING = re.compile(r"(?:null|Null|NULL|~)?")
_COLON = re.compile(r"\s*:")
_COMMA = re.compile(r"\s*,[ \t]*")
_DASH = re.compile(r"([ -]*-)\s*(?:\s#.*)?")
_EMPTY = re.compile(r"\s*(?:#.*)?")


class _NotInPlace(Exception):
    """A value can only be written over as a whole."""


@dataclass(slots=True)
class _Entry:
    """One entry of a mapping or list in the text: from its key, dash or value to the end of its value.

    `after`: where its value can begin: behind the colon or the dash.
    """

    key: str | None
    node: Node
    start: int
    stop: int
    after: int


@dataclass(slots=True)
class _Plan:
    """What becomes of the entries of a mapping or list.

    `kept`: by its number, what an old entry should say.  `new`: by the number of the kept entry that they
    follow (-1: of none), the new ones, as pairs of key and value; those of lists have no key.
    """

    kept: dict[int, Any] = field(default_factory=dict)
    new: dict[int, list[tuple[str | None, Any]]] = field(default_factory=dict)


def amended(text: str, root: Node, tree: dict[str, Any]) -> str:
    """The text of a file that says `tree` instead of what it says.

    `root`: the tree of the text, of which `tree` keeps at least one section.

    >>> from presidium.scenario.syntax import parse
    >>> text = "ties:  # who trusts whom\\n  - {from: a, to: b, tie: 0.4}  # once\\n"
    >>> root, _ = parse(text)
    >>> print(amended(text, root, {"ties": [{"from": "a", "to": "b", "tie": 0.6}]}), end="")
    ties:  # who trusts whom
      - {from: a, to: b, tie: 0.6}  # once
    """
    amending = _Amending(text, root)
    amending.value(_Entry(None, root, 0, amending.stop(root), 0), tree, in_brackets=False, path=())
    return amending.done()


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same in a file: 1, 1.0 and true are not, nor are mappings in another order.

    >>> same({"a": 1}, {"a": 1}), same({"a": 1}, {"a": 1.0}), same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    (True, False, False)
    """
    return _canonical(one) == _canonical(other)


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Amending:
    """Edits of one text, collected: each from where to where, and what is put there."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self._root = root
        self._starts = line_starts(text)
        self._edits: list[tuple[int, int, str]] = []
        end = LINE_END.search(text)
        self._line_end = end[0] if end else "\n"

    def done(self) -> str:
        """The text after all edits."""
        parts, place = [], 0
        # Of two at one place, the one that only puts something in comes first.
        for start, stop, put in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += [self.text[place:start], put]
            place = stop
        return "".join([*parts, self.text[place:]])

    def value(self, entry: _Entry, new: Any, in_brackets: bool, path: Path) -> None:
        """Let an entry, at a path of the scenario, say a new value."""
        node, old = entry.node, entry.node.plain()
        if same(old, new):
            return
        mark = len(self._edits)
        try:
            entries = self._entries(node, old, new, in_brackets)
            plan = _plan(old, new, NAMED_BY.get(str(path[0]), ()) if len(path) == 1 else ())
            # What is below first: of two things put in at one place, the inner one comes first.
            for number, inner in plan.kept.items():
                one = entries[number]
                self.value(one, inner, node.bracket is not None, (*path, one.key or number))
            if node.bracket:
                self._in_brackets(entries, plan)
            else:
                self._in_lines(entry, entries, plan)
        except _NotInPlace:
            del self._edits[mark:]
            self._write_over(entry, new, in_brackets)

    def _put(self, start: int, stop: int, text: str) -> None:
        self._edits.append((start, stop, text))

    # Places

    def _index(self, row: int, column: int) -> int:
        return self._starts[row - 1] + column - 1 if row <= len(self._starts) else len(self.text)

    def _start(self, span: Span) -> int:
        return self._index(span.row, span.column)

    def stop(self, node: Node) -> int:
        """Behind the last character of a value; that of a text under | or > ends where a line begins."""
        span = node.bracket or node.span
        if node.value is None:  # may take no room at all
            return _NOTHING.match(self.text, self._start(span)).end()  # type: ignore[union-attr]
        if isinstance(node.value, dict | list) and node.bracket is None:
            return max(map(self.stop, node.value.values() if isinstance(node.value, dict) else node.value))
        return self._index(span.end_row, span.end_column)

    def _entries(self, node: Node, old: Any, new: Any, in_brackets: bool) -> list[_Entry]:
        """The entries of a mapping or list, where they can be changed one by one."""
        alike = isinstance(old, dict | list) and type(old) is type(new)
        # Within brackets, `a: 1` can be a mapping without brackets of its own.
        if not alike or (in_brackets and node.bracket is None):
            raise _NotInPlace
        if isinstance(node.value, dict):
            return [self._entry(name, inner, node) for name, inner in node.value.items()]
        items = node.value if isinstance(node.value, list) else []
        return [self._item(inner, node) for inner in items]

    def _entry(self, name: str, inner: Node, node: Node) -> _Entry:
        """An entry of a mapping."""
        start, end = (
            self._start(node.keys[name]),
            self._index(node.keys[name].end_row, node.keys[name].end_column),
        )
        colon = _COLON.match(self.text, end)
        if colon is None or self._before(start).endswith("?"):
            raise _NotInPlace
        return _Entry(name, inner, start, max(colon.end(), self.stop(inner)), colon.end())

    def _item(self, inner: Node, node: Node) -> _Entry:
        """An item of a list."""
        start = self._start(inner.span)
        if node.bracket:
            return _Entry(None, inner, start, self.stop(inner), start)
        dash = self._dash_before(start)
        return _Entry(None, inner, dash, max(dash + 1, self.stop(inner)), dash + 1)

    def _dash_before(self, place: int) -> int:
        """The dash of an item: on its line, or above it, with nothing but comments between."""
        while place > 0:
            begin = self._line_start(place)
            dash = _DASH.fullmatch(self.text, begin, place)
            if dash:
                return dash.end(1) - 1
            if not _EMPTY.fullmatch(self.text, begin, place):
                break
            place = begin - (2 if self.text[begin - 2 : begin] == "\r\n" else 1)
        raise _NotInPlace

    def _line_start(self, place: int) -> int:
        return self._starts[bisect_right(self._starts, place) - 1]

    def _before(self, place: int) -> str:
        """What stands on the line before a place."""
        return self.text[self._line_start(place) : place].strip()

    def _next_line(self, place: int) -> int:
        """Where the line after a value begins that ends here."""
        if place in self._starts[1:]:
            return place
        end = LINE_END.search(self.text, place)
        return end.end() if end else len(self.text)

    # Edits

    def _write_over(self, entry: _Entry, new: Any, in_brackets: bool) -> None:
        """Put a value in the place of another; in the quotes that that had."""
        node = entry.node
        start, stop = self._start(node.span), self.stop(node)
        if (isinstance(node.value, dict | list) and node.bracket is None) or start == stop:
            start, stop = entry.after, max(stop, entry.after)
        old = self.text[start:stop]
        if isinstance(new, dict | list):
            said = wording.in_brackets(new)
        else:
            said = wording.scalar(new, in_brackets, old[:1] if old[:1] in ("'", '"') else "")
        glued = self.text[start - 1 : start] in (":", "-")
        end = self._line_end if old.endswith(("\n", "\r")) else ""
        self._put(start, stop, f"{' ' * glued}{said}{end}")

    def _in_brackets(self, entries: list[_Entry], plan: _Plan) -> None:
        """Take entries out of brackets, and put others in."""
        if not plan.kept:
            raise _NotInPlace
        first, last = min(plan.kept), max(plan.kept)
        for number, one in enumerate(entries[:last]):
            if number not in plan.kept:
                self._cut(one.start, self._behind_comma(one.stop))
        self._put(entries[last].stop, entries[-1].stop, "")
        for behind, some in plan.new.items():
            heads = (("" if name is None else f"{wording.key(name)} ", one) for name, one in some)
            said = [head + wording.in_brackets(one) for head, one in heads]
            if behind < 0:
                self._put(entries[first].start, entries[first].start, "".join(f"{one}, " for one in said))
            else:
                self._put(entries[behind].stop, entries[behind].stop, "".join(f", {one}" for one in said))

    def _behind_comma(self, place: int) -> int:
        comma = _COMMA.match(self.text, place)
        if comma is None:  # a comment stands before it
            raise _NotInPlace
        return comma.end()

    def _cut(self, start: int, stop: int) -> None:
        """Take out a piece; the whole line if nothing else is on it."""
        begin, end = self._line_start(start), LINE_END.match(self.text, stop)
        alone = end is not None and not self.text[begin:start].strip()
        self._put(begin if alone else start, end.end() if end and alone else stop, "")

    def _in_lines(self, entry: _Entry, entries: list[_Entry], plan: _Plan) -> None:
        """Take out entries with their lines, and put in others as lines."""
        first = entries[0]
        if not (plan.kept or plan.new):
            if self._before(first.start):
                raise _NotInPlace
            self._put(entry.after, entry.after, " []" if first.key is None else " {}")
        for number, one in enumerate(entries):
            if number not in plan.kept:
                self._cut_lines(one, entries[number + 1] if number + 1 in plan.kept else None)
        column = first.start - self._line_start(first.start)
        # Where every entry has its line, however long, so has a new one.
        width = math.inf if all(one.node.bracket for one in entries) else wording.WIDTH
        for behind, some in plan.new.items():
            heads = (("-" if name is None else wording.key(name), one) for name, one in some)
            said = [line for head, one in heads for line in wording.lines(head, one, column, width)]
            if behind < 0:
                self._put_in_front(first.start, said)
            else:
                self._put_behind(entries[behind].stop, said)

    def _cut_lines(self, entry: _Entry, next_kept: _Entry | None) -> None:
        if not self._before(entry.start):
            self._put(self._line_start(entry.start), self._next_line(entry.stop), "")
        elif next_kept and not self.text[entry.stop : next_kept.start].strip():
            self._put(entry.start, next_kept.start, "")
        else:  # the first entry behind a dash, with a comment behind it
            raise _NotInPlace

    def _put_in_front(self, place: int, said: list[str]) -> None:
        """Put lines in front of the first entry, which may stand behind a dash."""
        before = self.text[self._line_start(place) : place]
        whole = "".join(f"{line}{self._line_end}" for line in said)
        if before.strip():
            self._put(place, place, whole.lstrip(" ") + " " * len(before))
        else:
            self._put(place - len(before), place - len(before), whole)

    def _put_behind(self, place: int, said: list[str]) -> None:
        """Put lines behind an entry that ends at a place."""
        place = self._next_line(place)
        whole = "".join(f"{line}{self._line_end}" for line in said)
        if place == len(self.text) and place not in self._starts[1:]:  # the last line has no end
            self._quote_last_text()
            whole = self._line_end + whole[: -len(self._line_end)]
        self._put(place, place, whole)

    def _quote_last_text(self) -> None:
        """A text under | or > that ends with the file would take the next line end for its own."""
        node = self._root
        while node.value and isinstance(node.value, dict | list):
            node = (list(node.value.values()) if isinstance(node.value, dict) else node.value)[-1]
        start, stop = self._start(node.span), len(self.text)
        written_over = any(edit[1] == stop and edit[0] < stop for edit in self._edits)
        if self.text[start : start + 1] in ("|", ">") and not written_over:
            self._put(start, stop, wording.scalar(node.value, False, '"'))


def _plan(old: Any, new: Any, named_by: tuple[tuple[str, ...], ...]) -> _Plan:
    """What becomes of the entries of a mapping or list.

    An entry of a mapping that moved is taken out and put in again.  Of a list those items stay that are the
    same; between them, two of one name are one that changed, and where nothing has a name, two in one place.
    """
    is_list = isinstance(old, list)
    pairs = _pairs(*([_canonical(one) for one in part] if is_list else list(part) for part in (old, new)))
    if is_list:
        names = [[_name(one, named_by) for one in part] for part in (old, new)]
        pairs |= dict(_changed(pairs, *names))
    entries = [(None, one) for one in new] if is_list else list(new.items())
    followed = {there: here for here, there in pairs.items()}
    plan, behind = _Plan(), -1
    for there, (key, one) in enumerate(entries):
        if there in followed:
            behind = followed[there]
            plan.kept[behind] = one
        else:
            plan.new.setdefault(behind, []).append((key, one))
    return plan


def _pairs(old: list[str], new: list[str]) -> dict[int, int]:
    """Which of the new are which of the old, in one order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _changed(pairs: dict[int, int], old: list[Any], new: list[Any]) -> Iterator[tuple[int, int]]:
    """Pairs of items that changed, by their names, between those that are the same."""
    ends = [(-1, -1), *sorted(pairs.items()), (len(old), len(new))]
    for (low, begin), (high, end) in pairwise(ends):
        here = low + 1
        for there in range(begin + 1, end):
            found = next((one for one in range(here, high) if old[one] == new[there]), None)
            if found is not None:
                yield found, there
                here = found + 1


def _name(item: Any, named_by: tuple[tuple[str, ...], ...]) -> Any:
    """What tells an item from the others of its list; None where nothing does."""
    fields = next(
        (some for some in named_by if isinstance(item, dict) and all(one in item for one in some)), ()
    )
    return tuple(_canonical(item[one]) for one in fields) or None
