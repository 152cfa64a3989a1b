"""How are the rows of many histories kept on disk, so that an interruption costs one part at most?

Histories are kept in parts of 1,000 ids: part k holds the ids from 1000 k on, one row of a NumPy structured
array each. A part is a Parquet file: scalar fields become columns, sub-array fields fixed-size lists (those
of more than one dimension are flattened; the shape stands in the metadata). A part is written under a
temporary name, flushed to the disk and then renamed, so a part that is there is whole; checksums catch what
went wrong later.

Floats are split by byte before compression and nothing is coded by dictionary: measured, the smallest and
the fastest.
"""

import json
import math
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from presidium import disk
from presidium.arguments import shown
from presidium.errors import MixedRunError, StorageError

PART_SIZE = 1000
"""Histories in one part."""

IDENTITY = ("digest", "seed", "version")
"""Metadata that every part of a run has in common; parts that differ in any of them are not mixed."""

_PREFIX = b"presidium."
_DTYPE = "dtype"
_REMEDY = (
    "Free some space, make the folder writable, or play into another folder with `presidium run --out DIR`; "
    "then give the same command again: the parts that are finished are kept and used."
)
_ANEW = "Run the same command again: a part that is missing or damaged is computed anew."

Rows = np.ndarray[Any, np.dtype[np.void]]


def n_parts(histories: int) -> int:
    """Number of parts that hold so many histories.

    >>> n_parts(1000), n_parts(1001)
    (1, 2)
    """
    return -(-histories // PART_SIZE)


def rows_in(index: int, histories: int) -> int:
    """Rows that part `index` must have at least, of a run of so many histories (0 for a part beyond the end).

    >>> rows_in(1, 2500), rows_in(2, 2500), rows_in(3, 2500)
    (1000, 500, 0)
    """
    return min(PART_SIZE, max(0, histories - index * PART_SIZE))


def part_path(folder: Path, index: int) -> Path:
    """Where part `index` of the run in `folder` lies.

    >>> part_path(Path("run"), 7).as_posix()
    'run/histories/part-00007.parquet'
    """
    return folder / "histories" / f"part-{index:05d}.parquet"


def write_part(folder: Path, index: int, rows: Rows, meta: Mapping[str, str]) -> Path:
    """Write part `index` of the run in `folder`; the file is there afterwards, whole, or nothing has changed.

    `rows`: structured array, shape (histories,), with fields of numbers or booleans or sub-arrays of those.
    `meta`: text under text; must name the IDENTITY of the run.
    Raises StorageError where the folder cannot be written, the disk is full or a limit on the size of files
    is hit; the parts written before stay, and no temporary file is left.
    """
    sink = pa.BufferOutputStream()
    table = _table(rows, meta)
    floats = [name for name, kind in _leaves(rows.dtype) if kind == "f"]
    pq.write_table(
        table,
        sink,
        compression="zstd",
        use_dictionary=False,
        use_byte_stream_split=floats or False,
        write_page_checksum=True,
    )
    return write_whole(part_path(folder, index), sink.getvalue())


def write_whole(path: Path, content: Any) -> Path:
    """Write a file of a run, whole or not at all (`content`: bytes-like); see `presidium.disk`."""
    disk.write_whole({path: content}, _REMEDY)
    return path


def read_part(path: Path) -> tuple[Rows, dict[str, str]]:
    """Read one part: its rows, with the dtype they were written with (packed), and its metadata.

    Raises StorageError where the file is missing, cut short, damaged or not a part, where a column has gaps
    or another type than was written, and where the ids are not those of the part's number.
    """
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read(use_threads=False)
        meta = _meta(table.schema)
        dtype = _dtype(table.schema, meta.pop(_DTYPE))
        rows = np.zeros(table.num_rows, dtype)
        for name in dtype.names or ():
            rows[name] = _values(name, table.column(name), dtype[name]).reshape(rows[name].shape)
        _refuse_other_ids(path, rows)
    except MemoryError:  # Arrow counts its own among what a damaged file gives
        raise
    except (OSError, pa.ArrowException, KeyError, ValueError, TypeError, RecursionError) as problem:
        raise StorageError(
            "STO502",
            f"cannot read {path}: {_first_line(problem)}",
            _ANEW,
        ) from problem
    return rows, meta


def _dtype(schema: pa.Schema, text: str) -> np.dtype[np.void]:
    """The dtype that a part says it was written with, if its columns can hold that.

    ValueError (or TypeError, RecursionError) where they cannot: nothing is made as large as a file says.
    """
    fields = []
    for name, kind, shape in json.loads(text):
        base = np.dtype(kind)
        if base.kind not in "biuf" or not all(type(size) is int and size > 0 for size in shape):
            raise ValueError(f"{shown(name)} is no field of numbers")
        column = schema.field(name).type
        width = column.list_size if pa.types.is_fixed_size_list(column) else 1
        if math.prod(shape) != width:
            raise ValueError(f"{shown(name)} has {width} numbers a history, not {shown(shape)}")
        fields.append((name, base, tuple(shape)))
    return np.dtype(fields)


def _values(name: str, column: pa.ChunkedArray, dtype: np.dtype[Any]) -> np.ndarray[Any, Any]:
    """The numbers of a column, in a row; ValueError where it is not as a field of this dtype is written."""
    written = _column(np.zeros(1, (dtype.base, dtype.shape))).type
    if column.type != written or column.null_count:
        what = f"{column.null_count} gaps" if column.type == written else f"type {column.type}"
        raise ValueError(f"column {name} has {what}, expected {written} without gaps")
    flat = column.combine_chunks()
    if pa.types.is_fixed_size_list(flat.type):
        flat = flat.flatten()
    if flat.null_count:
        raise ValueError(f"column {name} has {flat.null_count} gaps, expected {written} without gaps")
    values: np.ndarray[Any, Any] = flat.to_numpy(zero_copy_only=False)
    return values


def _refuse_other_ids(path: Path, rows: Rows) -> None:
    """ValueError where rows that say which histories they are do not say those of the part's number."""
    if "history" in (rows.dtype.names or ()):
        first = int(path.stem.removeprefix("part-")) * PART_SIZE
        if not np.array_equal(rows["history"], np.arange(first, first + len(rows), dtype=np.uint64)):
            raise ValueError(f"its histories are not those from {first} on")


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The rows of a run that lie in a folder, read when they are asked for.

    `dtype`: of its rows; `histories`: how many are its own, of those that lie there; `meta`: its IDENTITY.
    """

    folder: Path
    dtype: np.dtype[np.void]
    histories: int
    meta: Mapping[str, str]

    def __len__(self) -> int:
        """Number of histories."""
        return self.histories

    def parts(self) -> Iterator[Rows]:
        """The rows, part by part in order of id.

        Raises StorageError where a part is missing, damaged, too short, or has other fields than `dtype`;
        MixedRunError where it is of another run.
        """
        for index in range(n_parts(self.histories)):
            path = part_path(self.folder, index)
            rows = self._found(index, path)
            if rows is None:
                raise StorageError("STO502", f"cannot read {path}: it has too few histories", _ANEW)
            yield rows

    def rows(self) -> Rows:
        """All rows, in order of id; raises as `parts` does."""
        made = np.zeros(self.histories, self.dtype)
        first = 0
        for rows in self.parts():
            made[first : first + len(rows)] = rows
            first += len(rows)
        return made

    def missing(self, seen: Callable[[int, Rows], object]) -> list[int]:
        """Which parts have to be computed, in order; `seen(first id, rows)` gets what each of the others has.

        A part that is missing or has too few rows is; so is one that cannot be read or has other fields, with
        a warning that names it.  Raises MixedRunError where a part is of another run.
        """
        missing = []
        for index in range(n_parts(self.histories)):
            path = part_path(self.folder, index)
            try:
                rows = self._found(index, path) if path.exists() else None
            except MixedRunError:
                raise
            except StorageError as problem:
                warnings.warn(f"{path} is damaged and is computed anew ({problem})", stacklevel=2)
                rows = None
            if rows is None:
                missing.append(index)
            else:
                seen(index * PART_SIZE, rows)
        return missing

    def _found(self, index: int, path: Path) -> Rows | None:
        """The rows of part `index` that belong to the run; None where a shorter run left too few."""
        rows, found = read_part(path)
        refuse_mixture(path, found, self.meta)
        wanted = rows_in(index, self.histories)
        if rows.dtype != self.dtype:
            raise StorageError(
                "STO502",
                f"cannot read {path}: it has the fields {rows.dtype.names}, expected {self.dtype.names}",
                _ANEW,
            )
        return rows[:wanted] if len(rows) >= wanted else None


def finished_parts(folder: Path) -> list[int]:
    """Indices of the parts that lie in `folder`, in order; the files are not opened."""
    names = (path.stem.removeprefix("part-") for path in (folder / "histories").glob("part-*.parquet"))
    return sorted(int(name) for name in names if name.isdigit())


def _otherwise(key: str, found: str | None, own: str) -> str:
    """In what another run differs; of two digests only that they do, as nobody can read them."""
    if key == "digest":
        return "its scenario says something else, or has been changed since"
    return f"its {key} is {found}, this one's {own}"


def refuse_mixture(path: Path, found: Mapping[str, str], meta: Mapping[str, str]) -> None:
    """Raise MixedRunError where `found`, the IDENTITY in the file at `path`, is not that of `meta`."""
    for key in IDENTITY:
        if found.get(key) != meta[key]:
            raise MixedRunError(
                "STO503",
                f"{path} belongs to another run: {_otherwise(key, found.get(key), meta[key])}",
                "Choose another folder with --out, or --overwrite to give up the histories that lie there.",
            )


def _table(rows: Rows, meta: Mapping[str, str]) -> pa.Table:
    names = rows.dtype.names or ()
    columns = [_column(rows[name]) for name in names]
    shapes = [(name, rows.dtype[name].base.str, list(rows.dtype[name].shape)) for name in names]
    text = {**meta, _DTYPE: json.dumps(shapes)}
    metadata = {_PREFIX + key.encode(): value.encode() for key, value in sorted(text.items())}
    return pa.table(columns, names=list(names)).replace_schema_metadata(metadata)


def _column(values: np.ndarray[Any, Any]) -> pa.Array:
    flat = pa.array(np.ascontiguousarray(values).reshape(-1))
    if values.ndim == 1:
        return flat
    return pa.FixedSizeListArray.from_arrays(flat, int(np.prod(values.shape[1:])))


def _leaves(dtype: np.dtype[np.void]) -> list[tuple[str, str]]:
    """Parquet's name of each column, and the kind of number in it."""
    return [
        (name if not dtype[name].shape else f"{name}.list.element", dtype[name].base.kind)
        for name in dtype.names or ()
    ]


def _meta(schema: pa.Schema) -> dict[str, str]:
    return {
        key.removeprefix(_PREFIX).decode(): value.decode()
        for key, value in (schema.metadata or {}).items()
        if key.startswith(_PREFIX)
    }


def _first_line(problem: Exception) -> str:
    text = str(problem).strip() or type(problem).__name__
    return text.splitlines()[0]
