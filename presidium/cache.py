"""What is kept between runs, and where?  Deleting any of it loses only time."""

import contextlib
import os
import sys
import tempfile
from pathlib import Path


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
        data = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return data


def keep(kind: str, name: str, data: bytes, most: int) -> None:
    """Keep something under a name if it can be kept; of its kind the `most` that were used last stay.

    Others may keep the same at the same moment: each has a file of its own until it takes its place.
    """
    with contextlib.suppress(OSError, RuntimeError):
        folder = cache_folder() / kind
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            own = Path(file.name)
        try:
            own.write_bytes(data)
            own.replace(folder / name)
        finally:
            own.unlink(missing_ok=True)
        for path in oldest_first(folder)[:-most]:
            path.unlink(missing_ok=True)


def oldest_first(folder: Path) -> list[Path]:
    """What lies in a folder, by when it was used; empty where another program clears the folder meanwhile."""
    with contextlib.suppress(FileNotFoundError):
        return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    return []
