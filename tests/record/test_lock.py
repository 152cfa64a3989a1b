"""Is only one process at work in a run folder, and does what a killed one left stop nobody?"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import presidium
from presidium.errors import StorageError
from presidium.record.lock import LOCK, at_work

SMALL = str(Path(__file__).parents[1] / "scenario" / "small.yaml")
_HOLDS = """
import sys
from pathlib import Path
from presidium.record.lock import at_work
with at_work(Path(sys.argv[1])):
    print("at work", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> "subprocess.Popen[str]":
    """A process that is at work in a folder until its standard input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "at work\n"
    return other


def test_the_second_run_in_a_folder_hears_of_the_first_and_changes_nothing(tmp_path: Path) -> None:
    run = presidium.simulate(SMALL, 5)
    with holder(tmp_path) as first:
        for second in (
            lambda: presidium.simulate(SMALL, 5, out=tmp_path),
            lambda: presidium.simulate(SMALL, 5, out=tmp_path, overwrite=True),
            lambda: run.save(tmp_path),
        ):
            with pytest.raises(StorageError) as refused:
                second()
            assert refused.value.code == "STO508"
            assert f"process {first.pid} is at work" in refused.value.message
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]
    assert list(tmp_path.iterdir()) == []
    assert len(presidium.simulate(SMALL, 5, out=tmp_path)) == 5
    assert not (tmp_path / LOCK).exists()


def test_what_a_killed_process_left_is_taken_over(tmp_path: Path) -> None:
    with holder(tmp_path) as killed:
        killed.kill()
    assert (tmp_path / LOCK).read_text() == f"{killed.pid}\n"
    with at_work(tmp_path):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_gives_the_folder_back(tmp_path: Path) -> None:
    def stopped(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        presidium.simulate(SMALL, 5, out=tmp_path, progress=stopped)
    assert not (tmp_path / LOCK).exists()


def test_who_waits_has_the_folder_as_soon_as_it_is_free(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        threading.Timer(0.2, first.stdin.close).start()  # type: ignore[union-attr]
        with at_work(tmp_path, patience=60):
            assert first.wait(60) == 0
            assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"


def test_of_many_that_want_in_at_once_one_is_inside_at_a_time(tmp_path: Path) -> None:
    inside, met = [], []

    def work() -> None:
        for _ in range(20):
            with at_work(tmp_path, patience=60):
                inside.append(1)
                met.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == [1] * 80
    assert list(tmp_path.iterdir()) == []


def test_where_nobody_can_write_anybody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    presidium.simulate(SMALL, 5, out=tmp_path)

    def read_only(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("presidium.record.lock.os.open", read_only)
    assert len(presidium.simulate(SMALL, 5, out=tmp_path)) == 5


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_in_the_place_of_the_lock_leads_nowhere(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / LOCK).symlink_to(mine)
    with at_work(tmp_path / "run"):
        pass
    assert mine.read_text() == "mine"
