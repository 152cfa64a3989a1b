"""Does what is kept come back, and does nothing go wrong where it cannot be kept?"""

import os
import sys
from pathlib import Path

import pytest

from presidium import cache
from presidium.errors import PresidiumWarning


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


@pytest.mark.parametrize("damage", [b"", b"half", b"\0" * 40, None])
def test_what_was_damaged_is_dropped_and_that_is_said_once(folder: Path, damage: bytes | None) -> None:
    for name in ("one", "two"):
        cache.keep("things", name, b"whole", 5)
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole.replace(b"whole", b"other") if damage is None else damage)
    with pytest.warns(PresidiumWarning, match="RUN405") as told:
        assert cache.kept("things", "one") is None
        assert cache.kept("things", "two") is None
    assert len(told) == 1
    assert not list(folder.iterdir())
    cache.keep("things", "one", b"whole", 5)
    assert cache.kept("things", "one") == b"whole"


@pytest.mark.usefixtures("folder")
def test_a_reader_never_sees_half_of_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep("things", "one", b"first", 5)
    written = Path.write_bytes

    def seen(path: Path, data: bytes) -> int:
        count = written(path, data[:9])
        assert cache.kept("things", "one") == b"first"
        return count + written(path, data)

    monkeypatch.setattr(Path, "write_bytes", seen)
    cache.keep("things", "one", b"second", 5)
    assert cache.kept("things", "one") == b"second"
