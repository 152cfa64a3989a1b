"""Is a file the public table that it should be, and what does it hold?

A file that has the pinned hash is right as it is.  Any other is looked at until the reason is found: no text,
columns missing, cut short, or another release.
"""

import csv
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from presidium.errors import DataError

if TYPE_CHECKING:
    from presidium.datasets.source import Source

#: Bytes beyond which a file is refused; the largest public table has 1.8 MB.
MOST_BYTES = 64_000_000


def read_table(source: "Source", path: Path, *, pinned: bool = True) -> pd.DataFrame:
    """The table of a source in a file; see `Source.read` for kinds and errors."""
    content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    if content is None:
        raise _refused("DAT705", path, f"it has more than {MOST_BYTES:,} bytes", source)
    text = _text(source, path, content)
    cells = _cells(source, path, text)
    found = hashlib.sha256(content).hexdigest()
    if found != source.sha256 and pinned:
        rows = len(next(iter(cells.values())))
        if rows < source.rows:
            raise _refused("DAT704", path, f"it has {rows:,} rows where {source.rows:,} belong", source)
        raise _refused("DAT705", path, f"its SHA-256 is {found}, not {source.sha256}", source)
    return pd.DataFrame({column: _typed(source, path, texts, column) for column, texts in cells.items()})


def _text(source: "Source", path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = content[: wrong.start].count(b"\n") + 1
        raise _refused("DAT702", path, f"line {row} is no UTF-8", source) from wrong
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise _refused("DAT702", path, f"line {row} is no text", source)
    return text


def _cells(source: "Source", path: Path, text: str) -> dict[str, list[str]]:
    """The columns of the source, every cell as text without blanks at its ends."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, [])
        lacking = [column for column in source.columns if column not in head]
        if lacking:
            named = ", ".join(lacking[:8]) + (", ..." if len(lacking) > 8 else "")
            raise _refused("DAT703", path, f"it has no column {named}", source)
        rows = []
        for row in reader:
            if len(row) != len(head) and row:
                message = f"line {reader.line_num} has {len(row)} cells where {len(head)} belong"
                raise _refused("DAT704", path, message, source)
            rows.append(row)
    except csv.Error as wrong:
        raise _refused("DAT704", path, f"line {reader.line_num + 1}: {wrong}", source) from wrong
    if not text.endswith(("\n", "\r")):
        raise _refused("DAT704", path, f"it ends within line {reader.line_num}", source)
    full = [row for row in rows if row]
    places = {column: place for place, column in enumerate(head) if column in source.columns}
    return {column: [row[place].strip() for row in full] for column, place in places.items()}


def _typed(source: "Source", path: Path, texts: list[str], column: str) -> Any:
    """A column as what it should be; cells that stand for a missing value are missing."""
    blank = source.blanks.get("*", frozenset()) | source.blanks.get(column, frozenset()) | {""}
    present = pd.Series([None if text in blank else text for text in texts], dtype="str")
    kind = source.columns[column]
    values = _as(kind, present)
    wrong = present.notna() & values.isna()
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        message = f"row {row + 1} has {present.iloc[row]!r} in {column}, which is no {_KINDS[kind]}"
        raise _refused("DAT706", path, message, source)
    if kind == "integer":
        return values.astype("Int64" if values.isna().any() else "int64")
    return values.astype(bool) if kind == "flag" and not values.isna().any() else values


def _as(kind: str, present: Any) -> Any:
    """The cells as values of a kind, missing where they cannot be."""
    match kind:
        case "integer":
            numbers = pd.to_numeric(present, errors="coerce")
            return numbers.where((numbers % 1 == 0) & (numbers.abs() < 2**53))
        case "number":
            numbers = pd.to_numeric(present, errors="coerce")
            return numbers.where(numbers.abs() < float("inf")).astype("float64")
        case "day":
            return pd.to_datetime(present, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
        case "american_day":
            return pd.to_datetime(present, format="%m/%d/%Y", errors="coerce").astype("datetime64[s]")
        case "flag":
            return present.map({"True": True, "False": False})
        case "empty":
            return present.where(present.isna())
    return present


_KINDS = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "flag": "True or False",
    "day": "day such as 2015-12-31",
    "american_day": "day such as 12/31/2015",
    "empty": "empty cell",
}


def _refused(code: str, path: Path, message: str, source: "Source") -> DataError:
    return DataError(
        code,
        f"{path.name} is not the table {source.name}: {message}",
        f"The file that is meant has {source.rows:,} rows; it may be had from: {source.where}.",
    )
