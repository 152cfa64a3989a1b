"""What is kept between runs, and where?  Deleting any of it loses only time.

Each file begins with the SHA-256 of the rest.  What a full disk cut off, or another program wrote over, is
not believed: it is dropped, made anew, and that is said once.
"""

import contextlib
import hashlib
import os
import sys
import warnings
from pathlib import Path
from uuid import uuid4

from presidium.errors import PresidiumWarning

_SEAL = hashlib.sha256().digest_size


def cache_folder() -> Path:
    """Folder for everything that presidium keeps between runs; deleting it loses only time.

    PRESIDIUM_CACHE where set; else XDG_CACHE_HOME or ~/.cache (Linux), ~/Library/Caches (macOS), LOCALAPPDATA
    (Windows), each with /presidium. Raises RuntimeError where the user has no home folder.

    >>> cache_folder().is_absolute()
    True
    """
    chosen = os.environ.get("PRESIDIUM_CACHE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base.absolute() / "presidium"


def kept(kind: str, name: str) -> bytes | None:
    """What was kept under this name, marked as used just now; None where nothing is, or it cannot be read."""
    try:
        path = cache_folder() / kind / name
    except RuntimeError:
        return None
    data = unsealed(path)
    with contextlib.suppress(OSError):
        os.utime(path)
    return data


def keep(kind: str, name: str, data: bytes, most: int) -> None:
    """Keep something under a name if it can be kept; of its kind the `most` that were used last stay."""
    with contextlib.suppress(OSError, RuntimeError):
        folder = cache_folder() / kind
        seal(folder / name, data)
        for path in oldest_first(folder)[:-most]:
            path.unlink(missing_ok=True)


def seal(path: Path, data: bytes) -> None:
    """Write data, and before it what proves it whole; raises OSError where that cannot be.

    Others may write the same at the same moment: each has a file of its own until it takes its place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{uuid4().hex}.part")
    try:
        own.write_bytes(hashlib.sha256(data).digest() + data)
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)


def unsealed(path: Path) -> bytes | None:
    """What `seal` wrote into a file; None where there is none, or it is not whole and has been dropped."""
    try:
        sealed = path.read_bytes()
    except OSError:
        return None
    data = sealed[_SEAL:]
    if hashlib.sha256(data).digest() == sealed[:_SEAL]:
        return data
    drop_damaged(path)
    return None


def drop_damaged(path: Path) -> None:
    """Forget a file that is not what was kept; say so, the first time."""
    with contextlib.suppress(OSError):
        path.unlink()
    if path.parent not in _told_of:
        _told_of.add(path.parent)
        warnings.warn(
            PresidiumWarning(
                "RUN405",
                f"what was kept in {path.parent} is damaged (first seen: {path.name}) and is made anew",
                "Nothing, if it happens once; else look whether the disk is full, and what writes there.",
            ),
            stacklevel=2,
        )


#: Folders of which it has been said that something in them was damaged.
_told_of: set[Path] = set()


def oldest_first(folder: Path) -> list[Path]:
    """What lies in a folder, by when it was used; empty where another program clears the folder meanwhile."""
    with contextlib.suppress(FileNotFoundError):
        return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    return []
