"""What all tests share: property tests without clock or chance, the public tables, and small made-up ones."""

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time: a law that fails must fail for whoever looks for the reason; `make fuzz` draws
# new ones. No deadline: the first call of a kernel compiles it.
settings.register_profile("presidium", deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", deadline=None, print_blob=True)
settings.load_profile("presidium")

# As the command line has it: what one test compiles serves the programs that others start.
os.environ.setdefault("NUMBA_CPU_NAME", "generic")

# Whoever starts the tests in the background may have Ctrl-C ignored, and what is ignored is inherited: tests
# that interrupt a program would wait for ever. Once it is handled here, programs start with the default.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
