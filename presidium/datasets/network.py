"""Which states are in a table of one's own, how large are they, and who is inclined to whom?

A CSV file in UTF-8 whose first line names its columns, in any order:

    a, b, sign              1 (or +) for friends, -1 (or -) for enemies
    a, b, propensity        any number, above 0 for friends; 0 says that there is no tie
    size_a, size_b          optional: the sizes of a and b, alike in each line

`source, target, weight` and `from, to` say the same, as Gephi, igraph and networkx write it; a weight is a
propensity.  Sizes may stand in a file of their own, with the columns `state, size`; a state that is only
there has no ties.  Without sizes every state has the size 1.  Other columns are ignored.
"""

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from presidium.datasets.sheet import Cell, Columns, Sheet, opened
from presidium.errors import Problem, TableError

#: What columns hold, and what else they are called: by igraph and networkx, Gephi, and tables of two states.
_TIES: Columns = {
    "a": ("a", "source", "from", "state1", "state_a", "node1"),
    "b": ("b", "target", "to", "state2", "state_b", "node2"),
    "sign": ("sign",),
    "propensity": ("propensity",),
    "weight": ("weight", "value"),
    "size_a": ("size_a",),
    "size_b": ("size_b",),
}
_SIZES: Columns = {
    "state": ("state", "id", "node", "name", "country"),
    "size": ("size", "weight", "value"),
}
_WANTED = (("a", "b", "sign"), ("a", "b", "propensity"), ("a", "b", "weight"))
_MARKS = {"+": 1.0, "-": -1.0, "\u2212": -1.0, "\u2013": -1.0}
_MORE = "After the line of names give one line a pair."
#: Names beyond which a missing one is not compared with all others.
_COMPARED = 1000


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


@dataclass
class _Builder:
    """States, sizes and pairs as they are found, each with the cell that said so."""

    place: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, tuple[float, Cell]] = field(default_factory=dict)
    pairs: dict[frozenset[str], tuple[str, str, float, Cell]] = field(default_factory=dict)

    def state(self, sheet: Sheet, cell: Cell) -> str | None:
        """The name in a cell, None where there is none."""
        name = sheet.name(cell)
        if name is not None:
            self.place.setdefault(name, len(self.place))
        return name

    def size(self, sheet: Sheet, name: str, cell: Cell) -> None:
        """Note the size of a state."""
        told = len(sheet.problems)
        value = sheet.number(cell)
        if len(sheet.problems) > told:
            return
        if value is None or value <= 0:
            message = f"the size of {name} is {_short(cell.text)}: a finite number above 0 is expected"
            sheet.wrong("USE652", message, "Give it a size, or leave the state out.", cell)
            return
        before, at = self.sizes.setdefault(name, (value, cell))
        if before != value:
            message = f"{name} has the size {value:g} here and {before:g} in line {at.row}"
            sheet.wrong("USE652", message, "Give each state one size.", cell)

    def pair(self, sheet: Sheet, a: str, b: str, value: float, cell: Cell) -> None:
        """Note the propensity of a pair."""
        before = self.pairs.setdefault(frozenset((a, b)), (a, b, value, cell))
        if before[2] != value:
            message = f"{a} and {b} have {value:g} here and {before[2]:g} in line {before[3].row}"
            sheet.wrong("USE650", message, "Give each pair one number: ties are symmetric.", cell)


def read_network(path: str | Path, sizes: str | Path | None = None) -> NetworkTable:
    """Read a table of ties, and a table of sizes where one is given.

    Raises TableError with every problem, each with file, line and column: USE650 (a pair with two numbers),
    USE651 (a state with itself), USE652 (sizes), USE654 (signs), USE655 (empty), USE657 (shape), USE694 (a
    letter that cannot be seen), USE695 (a number that can be read in two ways), a hundred problems at the
    most; UsageError USE657 for a file that cannot be read or be text; UsageError USE620 where there is none.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "net.csv").write_text("a,b,sign\\nUSSR,China,-1\\nChina,Albania,1\\n")
    >>> table = read_network(folder / "net.csv")
    >>> table.states, table.pairs
    (('USSR', 'China', 'Albania'), ((0, 1, -1.0), (1, 2, 1.0)))
    """
    found = _Builder()
    first = opened(Path(path))
    _ties(first, found)
    second = None if sizes is None else opened(Path(sizes))
    if second is not None:
        _sizes(second, found)
    told = first.problems + (second.problems if second is not None else [])
    if not told and not found.place:
        first.wrong("USE655", "there are no states: no line follows the first", _MORE, Cell("", 1, 1, 1))
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


def _ties(sheet: Sheet, found: _Builder) -> None:
    for row in sheet.rows(_TIES, _WANTED):
        a, b = found.state(sheet, row["a"]), found.state(sheet, row["b"])
        if a is None or b is None:
            continue
        if a == b:
            sheet.wrong("USE651", f"{a} has a tie to itself", "Take the line out.", row["b"])
            continue
        for name, column in ((a, "size_a"), (b, "size_b")):
            if column in row and row[column].text:
                found.size(sheet, name, row[column])
        value, cell = _value(sheet, row)
        if value is not None:
            found.pair(sheet, a, b, value, cell)


def _value(sheet: Sheet, row: dict[str, Cell]) -> tuple[float | None, Cell]:
    """What a row says of its pair, and in which cell; None where it says nothing that can be meant."""
    what = next(what for what in ("propensity", "sign", "weight") if what in row)
    cell, told = row[what], len(sheet.problems)
    value = _MARKS.get(cell.text) if what == "sign" else None
    value = sheet.number(cell) if value is None else value
    if len(sheet.problems) > told:
        return None, cell
    if what != "sign" and value is None:
        message = f"the {what} is {_short(cell.text)}: a finite number is expected"
        sheet.wrong("USE657", message, "Give 0 where there is no tie.", cell)
    if what != "sign" or value in (1.0, -1.0):
        return value, cell
    message = f"the sign is {_short(cell.text)}: 1 (friends) or -1 (enemies) is expected"
    much = "Name the column `propensity` if its numbers say how much."
    sheet.wrong("USE654", message, much if value else "Leave out who is neither friend nor enemy.", cell)
    return None, cell


def _short(text: str) -> str:
    return repr(text[:40])


def _sizes(sheet: Sheet, found: _Builder) -> None:
    for row in sheet.rows(_SIZES, (("state", "size"),)):
        name = found.state(sheet, row["state"])
        if name is not None:
            found.size(sheet, name, row["size"])


def _missing(sheet: Sheet, found: _Builder, sizes: str | Path | None) -> None:
    """Every state has a size, or none has."""
    for a, b, _, cell in found.pairs.values():
        for name in (a, b):
            if name in found.sizes or sheet.full:
                continue
            close = get_close_matches(name, found.sizes, n=1) if len(found.sizes) <= _COMPARED else []
            where = f" in {Path(sizes).name}" if sizes is not None else ""
            hint = f" Did you mean {close[0]}?" if close else ""
            message = f"{name} has no size{where}"
            sheet.wrong("USE652", message, f"Give every state a size.{hint}", Cell("", cell.row, 1, 1))
            found.sizes[name] = (1.0, cell)
