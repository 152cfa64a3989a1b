"""Is compiled code taken where it fits, and only there?"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from presidium import machinecode
from presidium.cache import seal
from presidium.errors import PresidiumWarning

NAME = "theory.chapter.share-7-0123456789abcdef"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of code that was compiled here."""
    monkeypatch.setenv("PRESIDIUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(machinecode, "CARRIED", tmp_path / "carried")
    return machinecode.kept_folder()


@pytest.fixture
def carried(kept: Path) -> Path:  # noqa: ARG001 - the places are set there
    """The folder of code that a wheel brought."""
    return machinecode.CARRIED / machinecode.fit_here().name


def test_what_is_kept_comes_back(kept: Path) -> None:
    assert machinecode.code(NAME) is None
    machinecode.keep_code(NAME, b"code")
    assert machinecode.code(NAME) == b"code"
    assert machinecode.is_kept(NAME)
    assert machinecode.code_names() == [NAME]
    assert [path.name for path in kept.iterdir()] == [NAME]


def test_what_a_wheel_carries_is_taken_and_what_was_compiled_here_first(carried: Path) -> None:
    seal(carried / NAME, b"carried")
    assert machinecode.code(NAME) == b"carried"
    machinecode.keep_code(NAME, b"compiled here")
    assert machinecode.code(NAME) == b"compiled here"


def test_damaged_code_gives_way_to_what_a_wheel_carries(kept: Path, carried: Path) -> None:
    seal(carried / NAME, b"carried")
    machinecode.keep_code(NAME, b"compiled here")
    (kept / NAME).write_bytes(b"")
    with pytest.warns(PresidiumWarning, match="RUN405"):
        assert machinecode.code(NAME) == b"carried"
    assert not (kept / NAME).exists()


@pytest.mark.parametrize("what", ["source", "python", "numba", "machine"])
def test_code_that_fits_elsewhere_is_not_taken(
    kept: Path, carried: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    here = machinecode.fit_here()
    seal(carried / NAME, b"carried")
    seal(kept / NAME, b"compiled here")
    other = replace(here, **{what: "another"})
    monkeypatch.setattr(machinecode, "fit_here", lambda: other)
    assert machinecode.code(NAME) is None
    assert machinecode.code_names() == []
    assert other.differences(here) == [f"{what}: {getattr(here, what)}, here another"]


def test_an_edited_chapter_has_another_digest_and_an_edited_command_has_not(tmp_path: Path) -> None:
    for room in ("theory", "cli"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "chapter.py").write_text("one = 1\n")
    before = machinecode.source_digest(tmp_path)
    (tmp_path / "cli" / "chapter.py").write_text("one = 2\n")
    assert machinecode.source_digest(tmp_path) == before
    (tmp_path / "theory" / "chapter.py").write_text("one = 2\n")
    assert machinecode.source_digest(tmp_path) != before


def test_code_of_old_sources_is_forgotten(kept: Path) -> None:
    for age in range(9):
        folder = kept.parent / f"{age:016d}"
        folder.mkdir(parents=True)
        os.utime(folder, (age, age))
    machinecode.keep_code(NAME, b"")
    left = sorted(path.name for path in kept.parent.iterdir())
    assert left == sorted([kept.name, *(f"{age:016d}" for age in range(4, 9))])


def test_others_may_read_what_one_user_compiled(kept: Path) -> None:
    before = os.umask(0o022)
    try:
        machinecode.keep_code(NAME, b"code")
    finally:
        os.umask(before)
    assert os.name == "nt" or (kept / NAME).stat().st_mode & 0o044 == 0o044
