"""Who is at work in a run folder?  One process at a time, so that nothing of two runs is mixed there.

While a process writes, it holds the file `run.lock` locked; the number of the process stands in it.  The lock
is the system's own: it ends with its process, however that ends, so that what a killed one left stops nobody.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from presidium.disk import make_folder, refusal
from presidium.errors import StorageError

LOCK = "run.lock"
_REMEDY = "Choose another folder with --out."
#: Seconds between two looks whether the other has finished.
_LOOK = 0.05
#: What is locked on Windows: a byte far behind the number of the process, which others may so still read.
_BYTE = 1 << 20


@contextlib.contextmanager
def at_work(folder: Path, patience: float = 0.0, remedy: str = _REMEDY) -> Iterator[None]:
    """Be the only one at work in a folder, which is made where it is not there.

    Where somebody else is, waits up to `patience` seconds, then raises StorageError STO508 with the number of
    that process.  Where the folder cannot be made, StorageError STO501 has the `remedy`.  Where nothing can
    be written nothing can be mixed: there nobody is kept out.
    """
    try:
        make_folder(folder)
    except OSError as problem:
        raise refusal(f"cannot write {folder}", problem, remedy) from problem
    path = folder / LOCK
    handle = _taken(path, time.monotonic() + patience)
    try:
        yield
    finally:
        if handle is not None:
            _given_back(path, handle)


def _taken(path: Path, until: float) -> int | None:
    """The locked file, open; None where there can be none."""
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        except OSError:
            return None
        if not _locked(handle):
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            if time.monotonic() >= until:
                raise _busy(path.parent, holder)
            time.sleep(_LOOK)
        elif _is_at(path, handle):
            with contextlib.suppress(OSError):
                os.ftruncate(handle, 0)
                os.write(handle, f"{os.getpid()}\n".encode())
            return handle
        else:  # whoever had it has taken the file away in the meantime
            os.close(handle)


def _is_at(path: Path, handle: int) -> bool:
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(handle), path.stat())
    return False


def _given_back(path: Path, handle: int) -> None:
    """Take the file away and end the lock; Windows takes no file away that is open."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            path.unlink()
    os.close(handle)
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            path.unlink()


def _busy(folder: Path, holder: str) -> StorageError:
    who = f"process {holder}" if holder.isdecimal() else "another process"
    return StorageError(
        "STO508",
        f"{who} is at work in {folder}",
        "Wait for it and give the command again: what it has finished is used; or choose another folder.",
    )


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        """Lock the file, unless another has it."""
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _locked(handle: int) -> bool:
        """Lock the file, unless another has it; a file system without locks keeps nobody out."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
