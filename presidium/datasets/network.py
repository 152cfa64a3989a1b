"""Which states are in a table of one's own, how large are they, and who is inclined to whom?

A CSV file in UTF-8 whose first line names its columns, in any order:

    a, b, sign              1 (or +) for friends, -1 (or -) for enemies
    a, b, propensity        any number, above 0 for friends; 0 says that there is no tie
    size_a, size_b          optional: the sizes of a and b, alike in each line

Sizes may stand in a file of their own, with the columns `state, size`; a state that is only there has no
ties.  Without sizes every state has the size 1.  Other columns are ignored.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from presidium.errors import Problem, TableError, UsageError

#: Bytes beyond which a file is refused.
MOST_BYTES = 4_000_000

_SIGNS = {"1": 1.0, "+1": 1.0, "+": 1.0, "-1": -1.0, "-": -1.0, "−1": -1.0, "−": -1.0}
_SHAPE = "Begin with a line of names: `a,b,sign` or `a,b,propensity`; then one line a pair."
_CELL = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^,"]*))(?=,|$)')


@dataclass(frozen=True)
class NetworkTable:
    """States in the order of their first mention, their sizes, and the propensity of each pair.

    `pairs` holds each pair once, (place, place, propensity), also where the propensity is 0.
    """

    states: tuple[str, ...]
    sizes: tuple[float, ...]
    pairs: tuple[tuple[int, int, float], ...]

    def propensities(self) -> list[list[float]]:
        """The symmetric matrix of propensities, 0 where no pair was given."""
        matrix = [[0.0] * len(self.states) for _ in self.states]
        for a, b, value in self.pairs:
            matrix[a][b] = matrix[b][a] = value
        return matrix

    def edges(self) -> list[tuple[str, str, int]]:
        """The ties as (a, b, sign), those of propensity 0 left out."""
        return [
            (self.states[a], self.states[b], 1 if value > 0 else -1) for a, b, value in self.pairs if value
        ]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a place of a file."""

    text: str
    row: int
    column: int
    width: int


@dataclass
class _Reading:
    """One file: its lines, and the problems found so far."""

    path: Path
    lines: list[str]
    problems: list[Problem]

    def wrong(self, code: str, message: str, remedy: str, cell: _Cell) -> None:
        """Note a problem at a cell."""
        line = self.lines[cell.row - 1] if cell.row <= len(self.lines) else ""
        end = cell.column + max(cell.width, 1)
        self.problems.append(
            Problem(
                code, message, "error", str(self.path), cell.row, cell.column, cell.row, end, line, remedy
            )
        )

    def rows(self, wanted: tuple[tuple[str, ...], ...]) -> Iterator[dict[str, _Cell]]:
        """The rows as cells by column; `wanted` are sets of columns, one of which must be there."""
        cells = [self._cells(row, line) for row, line in enumerate(self.lines, 1) if line.strip()]
        if not cells:
            self.wrong("USE655", "the file is empty", _SHAPE, _Cell("", 1, 1, 1))
            return
        head = {cell.text.lower(): place for place, cell in enumerate(cells[0])}
        if not any(head.keys() >= set(columns) for columns in wanted):
            self._headless(cells[0], wanted)
            return
        for row in cells[1:]:
            if len(row) == len(cells[0]):
                yield {name: row[place] for name, place in head.items()}
            elif row:
                message = f"{len(row)} values where the first line names {len(cells[0])} columns"
                self.wrong("USE657", message, "Put quotes around a name with a comma.", row[-1])

    def _headless(self, head: list[_Cell], wanted: tuple[tuple[str, ...], ...]) -> None:
        missing = " or ".join(f"`{','.join(columns)}`" for columns in wanted)
        remedy = "Part values by commas." if len(head) == 1 and re.search(r"[;\t]", head[0].text) else ""
        remedy = remedy or f"Begin with a line of names: {missing}; then one line a pair or state."
        at = head[0] if head else _Cell("", 1, 1, 1)
        self.wrong("USE657", f"the first line does not name the columns {missing}", remedy, at)

    def _cells(self, row: int, line: str) -> list[_Cell]:
        found, at = [], 0
        while True:
            match = _CELL.match(line, at)
            if match is None:
                message = "a quote stands where none can be, or is not closed"
                self.wrong(
                    "USE657", message, 'Write "a, b" for a name with a comma.', _Cell("", row, at + 1, 1)
                )
                return []
            quoted, bare = match.groups()
            text = unicodedata.normalize(
                "NFC", (bare if quoted is None else quoted.replace('""', '"')).strip()
            )
            raw = match[0]
            inset = len(raw) - len(raw.lstrip())
            found.append(_Cell(text, row, at + inset + 1, len(raw.strip())))
            at = match.end() + 1
            if match.end() >= len(line):
                return found


@dataclass
class _Builder:
    """States, sizes and pairs as they are found, each with the cell that said so."""

    place: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, tuple[float, _Cell]] = field(default_factory=dict)
    pairs: dict[frozenset[str], tuple[str, str, float, _Cell]] = field(default_factory=dict)

    def state(self, reading: _Reading, cell: _Cell) -> str | None:
        """The name in a cell, None where there is none."""
        if not cell.text:
            reading.wrong("USE657", "a state has no name", "Name it, or take the line out.", cell)
            return None
        if any(_steers(letter) for letter in cell.text):
            message = f"the name {cell.text!a:.40} has a control character"
            reading.wrong("USE657", message, "Take the character out.", cell)
            return None
        self.place.setdefault(cell.text, len(self.place))
        return cell.text

    def size(self, reading: _Reading, name: str, cell: _Cell) -> None:
        """Note the size of a state."""
        value = _number(cell.text)
        if value is None or value <= 0:
            message = f"the size of {name} is {cell.text!r:.40}: a finite number above 0 is expected"
            reading.wrong("USE652", message, "Give it a size, or leave the state out.", cell)
            return
        before, at = self.sizes.setdefault(name, (value, cell))
        if before != value:
            message = f"{name} has the size {value:g} here and {before:g} in line {at.row}"
            reading.wrong("USE652", message, "Give each state one size.", cell)

    def pair(self, reading: _Reading, a: str, b: str, value: float, cell: _Cell) -> None:
        """Note the propensity of a pair."""
        before = self.pairs.setdefault(frozenset((a, b)), (a, b, value, cell))
        if before[2] != value:
            message = f"{a} and {b} have {value:g} here and {before[2]:g} in line {before[3].row}"
            reading.wrong("USE650", message, "Give each pair one number: ties are symmetric.", cell)


def read_network(path: str | Path, sizes: str | Path | None = None) -> NetworkTable:
    """Read a table of ties, and a table of sizes where one is given.

    Raises TableError with every problem, each with file, line and column: USE650 (a pair with two numbers),
    USE651 (a state with itself), USE652 (sizes), USE654 (signs), USE655 (empty), USE657 (shape); UsageError
    USE657 for a file that cannot be read or be text; UsageError USE620 where there is none.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "net.csv").write_text("a,b,sign\\nUSSR,China,-1\\nChina,Albania,1\\n")
    >>> table = read_network(folder / "net.csv")
    >>> table.states, table.pairs
    (('USSR', 'China', 'Albania'), ((0, 1, -1.0), (1, 2, 1.0)))
    """
    found = _Builder()
    first = _opened(Path(path))
    _ties(first, found)
    second = None if sizes is None else _opened(Path(sizes))
    if second is not None:
        _sizes(second, found)
    told = first.problems + (second.problems if second is not None else [])
    if not told and not found.place:
        first.wrong("USE655", "there are no states: no line follows the first", _SHAPE, _Cell("", 1, 1, 1))
    if not told and found.sizes:
        _missing(first, found, sizes)
    readings = [first] if second is None else [first, second]
    problems = [one for reading in readings for one in sorted(reading.problems, key=_place)]
    if problems:
        raise TableError(problems)
    return NetworkTable(
        tuple(found.place),
        tuple(found.sizes[name][0] if found.sizes else 1.0 for name in found.place),
        tuple((found.place[a], found.place[b], value) for a, b, value, _ in found.pairs.values()),
    )


def _place(problem: Problem) -> tuple[int, int]:
    return problem.row, problem.column


def _opened(path: Path) -> _Reading:
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
    return _Reading(path, re.split(r"\r\n|\r|\n", text), [])


def _ties(reading: _Reading, found: _Builder) -> None:
    for row in reading.rows((("a", "b", "sign"), ("a", "b", "propensity"))):
        a, b = found.state(reading, row["a"]), found.state(reading, row["b"])
        if a is None or b is None:
            continue
        if a == b:
            message = f"{a} has a tie to itself"
            reading.wrong("USE651", message, "Take the line out.", row["b"])
            continue
        for name, column in ((a, "size_a"), (b, "size_b")):
            if column in row and row[column].text:
                found.size(reading, name, row[column])
        value = _value(reading, row)
        if value is not None:
            found.pair(reading, a, b, value, row.get("propensity", row.get("sign", row["b"])))


def _value(reading: _Reading, row: dict[str, _Cell]) -> float | None:
    if "propensity" in row:
        value = _number(row["propensity"].text)
        if value is None:
            message = f"the propensity is {row['propensity'].text!r:.40}: a finite number is expected"
            reading.wrong("USE657", message, "Give 0 where there is no tie.", row["propensity"])
        return value
    if row["sign"].text not in _SIGNS:
        message = f"the sign is {row['sign'].text!r:.40}: 1 (friends) or -1 (enemies) is expected"
        reading.wrong("USE654", message, "Leave out who is neither friend nor enemy.", row["sign"])
        return None
    return _SIGNS[row["sign"].text]


def _sizes(reading: _Reading, found: _Builder) -> None:
    for row in reading.rows((("state", "size"),)):
        name = found.state(reading, row["state"])
        if name is not None:
            found.size(reading, name, row["size"])


def _missing(reading: _Reading, found: _Builder, sizes: str | Path | None) -> None:
    """Every state has a size, or none has."""
    for a, b, _, cell in found.pairs.values():
        for name in (a, b):
            if name in found.sizes:
                continue
            close = get_close_matches(name, found.sizes, n=1)
            where = f" in {Path(sizes).name}" if sizes is not None else ""
            hint = f" Did you mean {close[0]}?" if close else ""
            message = f"{name} has no size{where}"
            reading.wrong("USE652", message, f"Give every state a size.{hint}", _Cell("", cell.row, 1, 1))
            found.sizes[name] = (1.0, cell)


def _steers(letter: str) -> bool:
    """Characters that no name needs: controls, turns of the reading direction, what no document may hold."""
    return unicodedata.category(letter) == "Cc" or letter in _REFUSED


_REFUSED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")


def _number(text: str) -> float | None:
    try:
        value = float(text.replace("−", "-"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
