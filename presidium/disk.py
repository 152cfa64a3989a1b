"""How is a file written so that nobody ever finds half of it?"""

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presidium.errors import StorageError


def write_whole(contents: Mapping[Path, Any], remedy: str) -> None:
    """Write files so that a reader sees each as it was or as it will be, never a half.

    `contents`: bytes-like, by path; folders are made where there are none.  All are written and flushed under
    temporary names before the first takes its place: a full disk leaves everything as it was.  Once one has
    its place, the others follow even after Ctrl-C.

    A temporary name is always the same: what a killed program left is written over by the next, not added to.
    Raises StorageError with the `remedy`.  Whatever goes wrong, Ctrl-C too, no temporary file is left.
    """
    staged = {path: path.with_name(path.name + ".tmp") for path in contents}
    path = None
    try:
        for path, content in contents.items():
            make_folder(path.parent)
            with staged[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, staged[path])
        _take_their_places(staged)
        for folder in {path.parent for path in contents}:
            _flush_folder(folder)
    except OSError as problem:
        raise refusal(f"cannot write {path}", problem, remedy) from problem
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, however many: Path.mkdir calls itself for each."""
    missing, here = [folder], folder.parent
    while not here.exists():
        missing.append(here)
        here = here.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)


def refusal(what: str, problem: OSError, remedy: str) -> StorageError:
    """What the system refused, as a StorageError STO501; a name beyond all bounds is not told whole."""
    return StorageError("STO501", f"{what[:300]}: {problem.strerror or problem}", remedy)


def _take_their_places(staged: Mapping[Path, Path]) -> None:
    waiting = list(staged.items())
    try:
        while waiting:
            path, temporary = waiting[0]
            temporary.replace(path)
            del waiting[0]
    except KeyboardInterrupt:
        for path, temporary in waiting:
            with contextlib.suppress(FileNotFoundError):  # the one that was being renamed may have its place
                temporary.replace(path)
        raise


def _flush_folder(folder: Path) -> None:
    """Make the renaming outlast a power cut, where a folder can be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
