"""What stands in each cell of a table of one's own, and which column is which?

A CSV file in UTF-8 with a line of names, as spreadsheets and programs for networks write it: values parted by
commas, semicolons or tabs, whichever the first line has; names in quotes where they hold one; numbers with a
point, or with a comma where that cannot be meant otherwise.  What cannot be seen, a mark of direction or a
blank of no width, is refused with its place, for two names that look alike would be two states.

Every step is linear in the length of the file, so that a file of any content is read or refused in seconds.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from presidium.errors import Problem, UsageError

#: Bytes beyond which a file is refused.
MOST_BYTES = 4_000_000
#: Problems after which a file is read no further.
MOST_PROBLEMS = 100
#: Values in a line beyond which it is refused.
MOST_COLUMNS = 1000
#: Letters of a name, or digits of a number, beyond which a cell is refused.
MOST_LETTERS = 200

#: The names that a column may have, the first that is there being meant, by what it holds.
Columns = Mapping[str, tuple[str, ...]]

_BLANKS = re.compile(r"[ \t]*+")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_SEPARATORS = (",", ";", "\t")
_NUMBER = re.compile(r"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:e[-+]?\d++)?", re.ASCII | re.IGNORECASE)
_COMMA = re.compile(r"[-+]?\d*+,\d++", re.ASCII)
#: One, two or three digits, then groups of three: a thousand in one country, one and a fraction in another.
_GROUPS = re.compile(r"[-+]?[1-9]\d?\d?(?:[.,]\d{3})", re.ASCII)
#: The longest line that is shown with its problem.
_SHOWN = 500
#: Joiners without width are letters' own in several scripts.
_JOINERS = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a place of a file."""

    text: str
    row: int
    column: int
    width: int


@dataclass
class Sheet:
    """One file: its lines, and the problems found so far."""

    path: Path
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    #: Whether a number with a decimal comma was met, and the cells whose point may then part thousands.
    _commas: bool = False
    _points: list[Cell] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether so much is wrong that reading on would help nobody."""
        return len(self.problems) >= MOST_PROBLEMS

    def wrong(self, code: str, message: str, remedy: str, cell: Cell) -> None:
        """Note a problem at a cell."""
        line = self.lines[cell.row - 1] if cell.row <= len(self.lines) else ""
        end = cell.column + max(cell.width, 1)
        self.problems.append(
            Problem(
                code,
                message,
                "error",
                str(self.path),
                cell.row,
                cell.column,
                cell.row,
                end,
                line if len(line) <= _SHOWN else "",
                remedy,
            )
        )

    @cached_property
    def _head(self) -> int:
        """The place of the first line with anything in it; as many as there are lines if none has."""
        return next((k for k, line in enumerate(self.lines) if line.strip()), len(self.lines))

    def rows(self, columns: Columns, wanted: tuple[tuple[str, ...], ...]) -> Iterator[dict[str, Cell]]:
        """The rows as cells by what their columns hold; one of the sets of it in `wanted` must be there."""
        if self._head == len(self.lines):
            self.wrong("USE655", "the file is empty", _names(columns, wanted), Cell("", 1, 1, 1))
            return
        first = self.lines[self._head]
        separator, head = self._parted(first, columns, wanted)
        places = self._places(head, columns)
        if not any(places.keys() >= set(parts) for parts in wanted):
            if not self.problems:
                told = " or ".join(f"`{','.join(parts)}`" for parts in wanted)
                at = head[0] if head else Cell("", self._head + 1, 1, 1)
                message = f"the first line does not name the columns {told}"
                self.wrong("USE657", message, _names(columns, wanted), at)
            return
        for row, line in enumerate(self.lines[self._head + 1 :], self._head + 2):
            if self.full:
                return
            if not line.strip():
                continue
            cells = self._cells(row, line, separator)
            while len(cells) > len(head) and not cells[-1].text:
                cells.pop()
            if len(cells) == len(head):
                yield {what: cells[place] for what, place in places.items()}
            elif cells:
                message = f"{len(cells)} values where the first line names {len(head)} columns"
                mark = {",": "comma", ";": "semicolon", "\t": "tab"}[separator]
                self.wrong("USE657", message, f"Put quotes around a name with a {mark}.", cells[-1])
        for cell in self._points if self._commas else ():
            self._twofold(cell)

    def _parted(
        self, line: str, columns: Columns, wanted: tuple[tuple[str, ...], ...]
    ) -> tuple[str, list[Cell]]:
        """What parts values, and the names of the first line: by what names the columns, or parts most."""
        best: tuple[tuple[bool, int], str] | None = None
        for separator in _SEPARATORS:
            found = {_known(part) for part in line.split(separator, MOST_COLUMNS)}
            held = {what for what, names in columns.items() if found & set(names)}
            rank = any(held >= set(parts) for parts in wanted), len(found)
            if best is None or rank > best[0]:
                best = rank, separator
        separator = best[1] if best else ","
        return separator, self._cells(self._head + 1, line, separator)

    def _places(self, head: list[Cell], columns: Columns) -> dict[str, int]:
        """The place of each column that is known; an invisible letter among the names is a problem."""
        found: dict[str, int] = {}
        for place, cell in enumerate(head):
            if len(cell.text) <= MOST_LETTERS and not self.invisible(cell):
                name = _known(cell.text)
                if name in found and any(name in names for names in columns.values()):
                    message = f"the first line names the column {cell.text} twice"
                    self.wrong("USE657", message, "Give each column its own name.", cell)
                found.setdefault(name, place)
        named = {
            what: next((name for name in names if name in found), None) for what, names in columns.items()
        }
        return {what: found[name] for what, name in named.items() if name is not None}

    def _cells(self, row: int, line: str, separator: str) -> list[Cell]:
        found: list[Cell] = []
        at = 0
        while True:
            start = _skipped(line, at, separator)
            quoted = _QUOTED.match(line, start)
            if quoted:
                end = _skipped(line, quoted.end(), separator)
                text, width = quoted[1].replace('""', '"').strip(), quoted.end() - start
            else:
                end = line.find(separator, start)
                end = len(line) if end < 0 else end
                text = line[start:end].strip()
                width = len(text)
            closed = end == len(line) or line[end] == separator
            if not closed or (quoted is None and '"' in text):
                message = "a quote stands where none can be, or is not closed"
                self.wrong(
                    "USE657", message, 'Write "a, b" for a name with a comma.', Cell("", row, at + 1, 1)
                )
                return []
            found.append(Cell(text, row, start + 1, width))
            if len(found) > MOST_COLUMNS:
                message = f"the line has more than {MOST_COLUMNS:,} values"
                self.wrong("USE657", message, "Give a pair or a state a line.", found[-1])
                return []
            if end == len(line):
                return found
            at = end + 1

    def invisible(self, cell: Cell) -> bool:
        """Note the first letter of a cell that cannot be seen; whether there is one."""
        if cell.text.isascii() and cell.text.isprintable():
            return False
        for place, letter in enumerate(cell.text):
            if _shows(letter) or (letter in _JOINERS and _joins(cell.text, place)):
                continue
            column = self.lines[cell.row - 1].find(letter, cell.column - 1) + 1
            name = unicodedata.name(letter, "a control character")
            self.wrong(
                "USE694",
                f"a character that cannot be seen stands here: U+{ord(letter):04X}, {name}",
                "Take it out; if it was to be read, type it anew.",
                Cell("", cell.row, column or cell.column, 1),
            )
            return True
        return False

    def name(self, cell: Cell) -> str | None:
        """The name in a cell, blanks of all kinds as one; None where there is none."""
        if not cell.text:
            self.wrong("USE657", "a state has no name", "Name it, or take the line out.", cell)
        elif len(cell.text) > MOST_LETTERS:
            message = (
                f"the name {cell.text[:20]}... has {len(cell.text):,} letters: {MOST_LETTERS} are the most"
            )
            self.wrong("USE657", message, "Shorten it; a quote may not be closed.", cell)
        elif not self.invisible(cell):
            return " ".join(unicodedata.normalize("NFC", cell.text).split())
        return None

    def number(self, cell: Cell) -> float | None:
        """The number in a cell; None where it is none, or where it can be read in two ways, which is noted.

        A comma is a decimal comma unless three digits follow one to three others, which may be thousands; so
        may be a point, among decimal commas: those are noted when all rows have been read.
        """
        if len(cell.text) > MOST_LETTERS or self.invisible(cell):
            return None
        text = cell.text.replace("\u2212", "-").replace("\u2013", "-")
        if _GROUPS.fullmatch(text):
            if "," in text:
                self._twofold(cell)
                return None
            if len(self._points) < MOST_PROBLEMS:
                self._points.append(cell)
        elif _COMMA.fullmatch(text):
            self._commas = True
            text = text.replace(",", ".")
        value = float(text) if _NUMBER.fullmatch(text) else math.nan
        return value if math.isfinite(value) else None

    def _twofold(self, cell: Cell) -> None:
        whole, part = re.split("[.,]", cell.text)
        self.wrong(
            "USE695",
            f"{cell.text} can be read as {whole}{part} and as {whole}.{part}",
            f"Write {whole}{part}, or {whole}.{part}0, and points alone in the whole file.",
            cell,
        )


def opened(path: Path) -> Sheet:
    """The lines of a file.

    Raises UsageError USE620 where there is none, USE657 where it is too long, cannot be read or is no text in
    UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UsageError("USE620", f"there is no file {path}", "Look for a slip in its name.") from None
    except OSError as problem:
        raise UsageError(
            "USE657", f"cannot read {path}: {problem.strerror or problem}", "Name a file that can be read."
        ) from problem
    if len(data) > MOST_BYTES:
        raise UsageError(
            "USE657",
            f"{path.name} has {len(data):,} bytes: {MOST_BYTES:,} are the most",
            "Give presidium.frustration the edges from Python.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UsageError(
            "USE657", f"{path.name} is no text in UTF-8 (byte {problem.start})", "Save it as CSV in UTF-8."
        ) from None
    return Sheet(path, re.split(r"\r\n|\r|\n", text))


def _names(columns: Columns, wanted: tuple[tuple[str, ...], ...]) -> str:
    """What the first line should name, and by which other names."""
    told = " or ".join(f"`{','.join(parts)}`" for parts in wanted)
    others = "; ".join(
        f"{what} may be called {', '.join(names[1:])}"
        for what, names in columns.items()
        if len(names) > 1 and any(what in parts for parts in wanted)
    )
    return f"Begin with a line of names: {told}; then one line a row. {others[:1].upper()}{others[1:]}."


def _known(text: str) -> str:
    """The name of a column without what spreadsheets and taste change."""
    return text.strip().strip('"').strip().lower().replace(" ", "_") if len(text) <= MOST_LETTERS else ""


def _skipped(line: str, at: int, separator: str) -> int:
    """The place after blanks; a tab that parts values is none."""
    blanks = _BLANKS.match(line, at)
    end = blanks.end() if blanks else at
    if separator == "\t":
        tab = line.find("\t", at, end)
        return end if tab < 0 else tab
    return end


def _shows(letter: str) -> bool:
    """Whether a letter can be seen, or is a blank: no control, no mark of direction, no blank of no width."""
    return unicodedata.category(letter) not in _UNSEEN and letter not in _EMPTY


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Letters by their kind, but empty: fillers, a blank pattern; and what no document may hold.
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffe\uffff")


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between letters of a script that knows it."""
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return len(beside) == 2 and all(not one.isascii() and _shows(one) for one in beside)
