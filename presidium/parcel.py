"""How does compiled code travel from one machine to another?

A parcel is a zip archive: `manifest.json` says what the code fits and the SHA-256 of each piece, `code/` has
the pieces.  It is opened only where it fits, as a whole or not at all; no name in it leads out of the cache.
The hashes tell what was damaged, not who wrote it: like any program, a parcel is taken from those one trusts.
"""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

from presidium.cache import seal
from presidium.errors import UsageError
from presidium.machinecode import Fit, code, code_names, fit_here, kept_folder

FORMAT = 1
MANIFEST = "manifest.json"
_NAME = re.compile(r"[A-Za-z]\w*(?:\.\w+)*-\d+-[0-9a-f]{16}", re.ASCII)
#: Bytes of a piece, unpacked, and of all: a shape of the board takes 8 MB.
_LARGEST, _MOST = 64_000_000, 1_000_000_000


def pack(path: Path) -> int:
    """Write all code that fits here into one archive; return the number of pieces.

    The same code makes the same bytes.  Raises OSError where the file cannot be written.
    """
    pieces = {name: data for name in code_names() if (data := code(name)) is not None}
    manifest = {
        "format": FORMAT,
        "fit": asdict(fit_here()),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in pieces.items()},
    }
    own = path.with_name(f"{uuid4().hex}.part")
    try:
        with zipfile.ZipFile(own, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive, MANIFEST, json.dumps(manifest, indent=1).encode())
            for name, data in pieces.items():
                _write(archive, f"code/{name}", data)
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)
    return len(pieces)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def unpack(path: Path) -> int:
    """Keep the code of an archive here; return the number of its pieces.

    Raises UsageError USE607 for what is no whole parcel, USE608 for one that does not fit here, OSError for a
    file that cannot be read and a cache that cannot be written.
    """
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pieces = _checked(archive)
    except UsageError:
        raise
    except Exception as problem:  # a damaged archive raises what the library that reads it happens to raise
        raise UsageError(
            "USE607",
            f"{path} is no whole parcel of compiled code ({type(problem).__name__}: {problem})",
            "Make it anew with presidium warm --export FILE, and copy the file as it is.",
        ) from None
    folder = kept_folder()
    for name, data in pieces.items():
        seal(folder / name, data)
    return len(pieces)


def _checked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The pieces by their names; raises as `unpack` and zipfile do."""
    sizes = {one.filename: one.file_size for one in archive.infolist()}
    if sizes.get(MANIFEST, _LARGEST + 1) > _LARGEST or sum(sizes.values()) > _MOST:
        raise ValueError(f"no {MANIFEST}, or too large")
    manifest = json.loads(archive.read(MANIFEST))
    fit, files = _read(manifest)
    differences = fit_here().differences(fit)
    if differences:
        raise UsageError(
            "USE608",
            f"the compiled code does not fit here: {'; '.join(differences)}",
            "Make it where these are the same, or let presidium warm compile here.",
        )
    if set(sizes) != {MANIFEST, *(f"code/{name}" for name in files)} or len(archive.infolist()) != len(sizes):
        raise ValueError(f"{MANIFEST} names other files")
    pieces = {}
    for name, digest in files.items():
        if not _NAME.fullmatch(name) or sizes[f"code/{name}"] > _LARGEST:
            raise ValueError(f"a piece that cannot be: {name!r:.60}")
        pieces[name] = archive.read(f"code/{name}")
        if hashlib.sha256(pieces[name]).hexdigest() != digest:
            raise ValueError(f"{name} is damaged")
    return pieces


def _read(manifest: Any) -> tuple[Fit, dict[str, Any]]:
    """What a manifest says; ValueError where it is none."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError(f"{MANIFEST} is not of format {FORMAT}")
    fit, files = manifest.get("fit"), manifest.get("files")
    if not isinstance(fit, dict) or not isinstance(files, dict) or set(fit) != set(asdict(fit_here())):
        raise ValueError(f"{MANIFEST} is not whole")
    return Fit(**{what: f"{value!s:.60}" for what, value in fit.items()}), files
