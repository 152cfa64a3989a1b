"""Which public tables can be read, where do their files lie, and where may they be had?

Nothing of them is part of this package: their licences forbid it.  `sources.toml` says what each file is:
its SHA-256, its columns, its faults.  The files lie in one folder, which `PRESIDIUM_DATA` or `--data` names,
or in its sub-folder `leaders`.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from presidium.errors import DataError

if TYPE_CHECKING:
    import pandas

#: The environment variable that names the folder.
VARIABLE = "PRESIDIUM_DATA"
_WITHIN = "leaders"


@dataclass(frozen=True, slots=True)
class Source:
    """A public table: what its file is, and what is known to be wrong with it.

    `columns` gives each column's kind: text, integer, number, flag (True, False), day (2015-12-31),
    american_day (12/31/2015) or empty.  `blanks` are texts that stand for a missing value, by column, `*` for
    all of them.  `unit` says what a row is; `where` and `cite` where the file came from; `known` its faults.
    """

    name: str
    file: str
    sha256: str
    rows: int
    unit: str
    years: str
    licence: str
    cite: str
    where: str
    known: tuple[str, ...]
    columns: Mapping[str, str]
    blanks: Mapping[str, frozenset[str]]

    def __hash__(self) -> int:
        return hash((self.name, self.sha256))

    def path(self, folder: Path | None = None) -> Path:
        """Where the file lies: in the folder, or in its sub-folder `leaders`.

        Without a folder `PRESIDIUM_DATA` names it.  Raises `DataError` (DAT701) where the file is not there;
        the message says where it may be had.
        """
        named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
        if named is None:
            raise self._absent(f"and {VARIABLE} names no folder")
        for place in (named / _WITHIN / self.file, named / self.file):
            if place.is_file():
                return place
        raise self._absent(f"which is not in {named}")

    def read(self, folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
        """The table, its columns in the order of the file and of the kind they should be.

        A whole number is int64, or Int64 where some are missing; a number float64; a day datetime64; a flag
        bool; text str without blanks at its ends.  Raises `DataError`: DAT701 the file is not there, DAT702
        it is no UTF-8, DAT703 columns are missing, DAT704 it is cut short, DAT705 it is not the file whose
        hash is pinned, DAT706 a cell is not of its column's kind.  With `pinned` off another release of the
        table, or one of your own with these columns, is read too.
        """
        path = self.path(folder)
        now = path.stat()
        return _read(self, path, (now.st_mtime_ns, now.st_size), pinned).copy()

    def _absent(self, why: str) -> DataError:
        return DataError(
            "DAT701",
            f"this needs {self.file}, {why}",
            f"Put it, as CSV in UTF-8, into a folder and name that folder with --data or {VARIABLE}."
            f" It may be had from: {self.where}. Cite: {self.cite}.",
        )


@lru_cache(maxsize=32)
def _read(source: Source, path: Path, _state: tuple[int, int], pinned: bool) -> "pandas.DataFrame":
    """Read a file once as long as it does not change: one answer may ask for a table several times."""
    from presidium.datasets.table import read_table

    return read_table(source, path, pinned=pinned)


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its name.

    >>> sources()["powell_thyne"].unit
    'one coup attempt'
    >>> sources()["archigos"].columns["enddate"]
    'day'
    """
    text = resources.files(__package__).joinpath("sources.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: _source(name, told) for name, told in tomllib.loads(text).items()})


def _source(name: str, told: dict[str, Any]) -> Source:
    columns = {column: kind for kind, names in told.pop("columns").items() for column in names.split()}
    blanks = {column: frozenset(texts) for column, texts in told.pop("blank", {}).items()}
    return Source(name=name, known=tuple(told.pop("known")), columns=columns, blanks=blanks, **told)
