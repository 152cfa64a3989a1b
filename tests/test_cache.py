"""Does what is kept come back, and does nothing go wrong where it cannot be kept?"""

import os
import sys
from pathlib import Path

import pytest

from presidium import cache


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PRESIDIUM_CACHE", str(tmp_path))
    return tmp_path / "things"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="where the cache lies differs by platform")
def test_the_cache_is_where_the_platform_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRESIDIUM_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/somebody")
    assert cache.cache_folder() == Path("/var/cache/somebody/presidium")


def test_what_is_kept_comes_back_and_leaves_nothing_else(folder: Path) -> None:
    assert cache.kept("things", "one") is None
    cache.keep("things", "one", b"first", 5)
    cache.keep("things", "one", b"second", 5)
    assert cache.kept("things", "one") == b"second"
    assert [path.name for path in folder.iterdir()] == ["one"]


def test_what_was_used_last_stays(folder: Path) -> None:
    for age, name in enumerate(("old", "used", "young")):
        cache.keep("things", name, b"", 3)
        os.utime(folder / name, (age, age))
    cache.kept("things", "used")
    cache.keep("things", "new", b"", 2)
    assert sorted(path.name for path in folder.iterdir()) == ["new", "used"]


def test_where_nothing_can_be_kept_nothing_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PRESIDIUM_CACHE", str(tmp_path / "file"))
    cache.keep("things", "one", b"", 1)
    assert cache.kept("things", "one") is None


def test_a_full_disk_leaves_no_half_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep("things", "one", b"whole", 5)

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    cache.keep("things", "one", b"other", 5)
    assert cache.kept("things", "one") == b"whole"
    assert [path.name for path in folder.iterdir()] == ["one"]
