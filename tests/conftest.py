"""What all tests share: property tests without a clock, the public tables, and small made-up ones."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

# As the command line has it: what one test compiles serves the programs that others start.
os.environ.setdefault("NUMBA_CPU_NAME", "generic")

# The first call of a kernel compiles it.
settings.register_profile("presidium", deadline=None)
settings.load_profile("presidium")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of public tables that PRESIDIUM_DATA names; without one the test skips aloud."""
    folder = os.environ.get("PRESIDIUM_DATA")
    if not folder or not list(Path(folder).glob("**/archigos_4_1.csv")):
        pytest.skip("PRESIDIUM_DATA names no folder with the public tables of leaders")
    return Path(folder)


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, Sequence[Mapping[str, str]]], Path]:
    """Write a made-up table: rows of cells by column, every other column empty; returns the folder."""

    def write(name: str, rows: Sequence[Mapping[str, str]]) -> Path:
        from presidium.datasets.source import sources

        source = sources()[name]
        lines = [",".join(source.columns)]
        lines += [",".join(row.get(column, "") for column in source.columns) for row in rows]
        (tmp_path / source.file).write_text("\n".join(lines) + "\n", "utf-8")
        return tmp_path

    return write
