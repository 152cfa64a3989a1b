"""Does compiled code travel whole, only to where it fits, and never out of its folder?"""

import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from presidium import machinecode, parcel
from presidium.errors import UsageError
from presidium.parcel import MANIFEST, pack, unpack

NAME = "theory.chapter.share-7-0123456789abcdef"
OTHER = "history.play.play_block-125-00000000ffffffff"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PRESIDIUM_CACHE", str(tmp_path / "cache"))
    return machinecode.kept_folder()


@pytest.fixture
def parcelled(kept: Path, tmp_path: Path) -> Path:
    """An archive of two pieces, of which the cache no longer has any."""
    for name in (NAME, OTHER):
        machinecode.keep_code(name, name.encode())
    assert pack(tmp_path / "code.zip") == 2
    for path in kept.iterdir():
        path.unlink()
    return tmp_path / "code.zip"


def nothing(kept: Path) -> bool:
    return not list(kept.iterdir())


def test_what_was_packed_is_kept_elsewhere(parcelled: Path) -> None:
    assert unpack(parcelled) == 2
    assert [machinecode.code(name) for name in (NAME, OTHER)] == [NAME.encode(), OTHER.encode()]


def test_the_same_code_makes_the_same_bytes(parcelled: Path, tmp_path: Path) -> None:
    unpack(parcelled)
    pack(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == parcelled.read_bytes()


def test_what_a_wheel_carries_is_packed_too(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(machinecode, "CARRIED", tmp_path / "carried")
    parcel.seal(machinecode.CARRIED / machinecode.fit_here().name / NAME, b"carried")
    assert not kept.exists()
    assert pack(tmp_path / "code.zip") == 1


@pytest.mark.parametrize("what", ["source", "python", "numba", "machine"])
def test_a_parcel_that_does_not_fit_is_refused_with_what_differs(
    parcelled: Path, kept: Path, what: str
) -> None:
    changed(parcelled, lambda manifest: manifest["fit"].update({what: "another"}))
    with pytest.raises(UsageError) as refused:
        unpack(parcelled)
    assert refused.value.code == "USE608"
    here = asdict(machinecode.fit_here())[what]
    assert f"{what}: another, here {here}" in refused.value.message
    assert nothing(kept)


def changed(path: Path, change: Callable[[Any], object], **others: bytes) -> None:
    """Write an archive anew with another manifest, and other pieces."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files[MANIFEST])
    change(manifest)
    files |= {f"code/{name}": data for name, data in others.items()}
    files[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


HOSTILE: dict[str, Callable[[Any], object]] = {
    "another format": lambda manifest: manifest.update(format=2),
    "no files": lambda manifest: manifest.pop("files"),
    "files that are no mapping": lambda manifest: manifest.update(files=[NAME]),
    "no fit": lambda manifest: manifest.update(fit="this"),
    "half a fit": lambda manifest: manifest["fit"].pop("numba"),
    "a piece that is missing": lambda manifest: manifest["files"].update({NAME + "0": "00"}),
    "a piece that is not named": lambda manifest: manifest["files"].pop(OTHER),
    "a digest that is none": lambda manifest: manifest["files"].update({OTHER: [1]}),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_manifest_that_is_not_whole_is_refused(parcelled: Path, kept: Path, what: str) -> None:
    changed(parcelled, HOSTILE[what])
    with pytest.raises(UsageError) as refused:
        unpack(parcelled)
    assert refused.value.code == "USE607"
    assert nothing(kept)


@pytest.mark.parametrize(
    "name",
    [
        "../../outside-1-0123456789abcdef",
        "/outside-1-0123456789abcdef",
        "..\\outside-1-0123456789abcdef",
        "a/b-1-0123456789abcdef",
        ".hidden-1-0123456789abcdef",
        "C:outside-1-0123456789abcdef",
        f"{'long' * 99}",
    ],
)
def test_no_name_leads_out_of_the_folder(parcelled: Path, kept: Path, tmp_path: Path, name: str) -> None:
    import hashlib

    before = sorted(tmp_path.rglob("*"))
    digest = hashlib.sha256(b"code").hexdigest()
    changed(parcelled, lambda manifest: manifest["files"].update({name: digest}), **{name: b"code"})
    with pytest.raises(UsageError) as refused:
        unpack(parcelled)
    assert refused.value.code == "USE607"
    assert nothing(kept)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_piece_that_was_changed_is_refused_and_the_others_with_it(parcelled: Path, kept: Path) -> None:
    changed(parcelled, lambda manifest: manifest, **{OTHER: b"something else"})
    with pytest.raises(UsageError, match="damaged"):
        unpack(parcelled)
    assert nothing(kept)


def test_a_parcel_cut_off_anywhere_is_refused(parcelled: Path, kept: Path) -> None:
    whole = parcelled.read_bytes()
    for length in range(0, len(whole), 37):
        parcelled.write_bytes(whole[:length])
        with pytest.raises(UsageError) as refused:
            unpack(parcelled)
        assert refused.value.code == "USE607"
    assert nothing(kept)


def test_one_changed_byte_is_refused_or_changes_nothing(parcelled: Path) -> None:
    whole = parcelled.read_bytes()
    for place in range(0, len(whole), 3):
        parcelled.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            unpack(parcelled)
        except UsageError as refused:
            assert refused.code in {"USE607", "USE608"}
        else:
            assert [machinecode.code(name) for name in (NAME, OTHER)] == [NAME.encode(), OTHER.encode()]


def test_what_unpacks_to_more_than_can_be_is_refused_unread(
    parcelled: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel, "_MOST", 10)
    with pytest.raises(UsageError, match="too large"):
        unpack(parcelled)
    assert nothing(kept)


def test_a_file_that_is_not_there_is_the_systems_to_tell(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        unpack(tmp_path / "none.zip")
    with pytest.raises(FileNotFoundError):
        pack(tmp_path / "none" / "code.zip")
