"""What is left when a run is killed, interrupted, or out of space? The real program, as users run it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from presidium.record.parts import read_part

HISTORIES = 24_000
PRESIDIUM = [sys.executable, "-m", "presidium"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX"),
]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario whose kernels are compiled already."""
    folder = tmp_path_factory.mktemp("case")
    simulate("new", "my-case", cwd=folder, check=True)
    path = folder / "my-case.yaml"
    simulate("simulate", path, "--histories", 10, "--out", folder / "warm", check=True)
    return path


@pytest.fixture(scope="module")
def whole(case: Path) -> Path:
    """The run that nothing happened to."""
    folder = case.parent / "whole"
    simulate("simulate", case, "--histories", HISTORIES, "--out", folder, check=True)
    return folder


def simulate(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*PRESIDIUM, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload,no-any-return]


def started(case: Path, folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [*PRESIDIUM, "simulate", str(case), "--histories", str(HISTORIES), "--out", str(folder), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def parts_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "histories").glob("*"))}


def wait_for_parts(folder: Path, count: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while len(list((folder / "histories").glob("part-*.parquet"))) < count and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_a_run_killed_three_times_ends_with_the_same_rows(case: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    for kept in (1, 3, 5):
        process = started(case, folder)
        wait_for_parts(folder, kept, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    done = simulate("simulate", case, "--histories", HISTORIES, "--out", folder)
    assert done.returncode == 0, done.stderr
    assert parts_of(folder) == parts_of(whole)
    assert (folder / "run.json").read_bytes() == (whole / "run.json").read_bytes()


def test_ctrl_c_keeps_what_is_finished(case: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    process = started(case, folder)
    wait_for_parts(folder, 2, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "kept" in told
    assert "Traceback" not in told
    left = parts_of(folder)
    assert left.items() <= parts_of(whole).items()
    assert len(left) >= 2


def test_a_truncated_part_is_mended(case: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    simulate("simulate", case, "--histories", 3000, "--out", folder, check=True)
    damaged = folder / "histories" / "part-00001.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-100])
    done = simulate("simulate", case, "--histories", 3000, "--out", folder)
    assert done.returncode == 0
    assert "part-00001" in done.stderr
    assert parts_of(folder).items() <= parts_of(whole).items()


@pytest.fixture
def small_files(case: Path, whole: Path) -> Iterator[int]:
    """A limit on the size of files, in blocks of 1,024 bytes: a short part keeps it, a full one breaks it."""
    assert case
    size = max(path.stat().st_size for path in (whole / "histories").iterdir())
    return size // 2048


def test_a_limit_on_the_size_of_files_keeps_the_parts(case: Path, tmp_path: Path, small_files) -> None:
    folder = tmp_path / "run"
    simulate("simulate", case, "--histories", 100, "--out", folder, check=True)
    before = parts_of(folder)
    command = f'ulimit -f {small_files}; exec "$@"'
    words = [*PRESIDIUM, "simulate", str(case), "--histories", "3000", "--out", str(folder)]
    done = subprocess.run(["bash", "-c", command, "bash", *words], capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert parts_of(folder) == before


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_named(case: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = simulate("simulate", case, "--histories", 10, "--out", tmp_path / "run")
    assert done.returncode == 2
    assert "ermission" in done.stderr


def test_a_folder_that_cannot_be_made_is_named(case: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = simulate("simulate", case, "--histories", 10, "--out", tmp_path / "file" / "run")
    assert done.returncode == 2
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_seed_is_refused_unless_it_may_overwrite(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    words = ("simulate", case, "--histories", 10, "--out", folder)
    simulate(*words, "--seed", 1, check=True)
    before = parts_of(folder)
    refused = simulate(*words, "--seed", 2)
    assert refused.returncode == 2
    assert "seed" in refused.stderr
    assert parts_of(folder) == before
    assert simulate(*words, "--seed", 2, "--overwrite").returncode == 0
    assert json.loads((folder / "run.json").read_text())["seed"] == 2


def test_nothing_in_a_run_folder_names_a_place_or_a_moment(case: Path, whole: Path) -> None:
    identity = {"scenario", "digest", "version", "seed"}
    assert json.loads((whole / "run.json").read_text()).keys() == identity | {"format", "histories"}
    for path in (whole / "histories").iterdir():
        assert read_part(path)[1].keys() == identity
        assert str(case.parent).encode() not in path.read_bytes()
