"""Where does compiled code lie, and does it fit here?

Code that was compiled once runs wherever four things are the same: the text of every module that can hold
a kernel, the interpreter, the compiler, the kind of machine.  A folder named after the four holds it, a file
for each function and kind of arguments, in two places: `carried` beside this file, which a wheel brings, and
the cache, which gets what is compiled here.  Neither path nor hour of anything counts, so that a clone
elsewhere, or another machine of the kind, takes what was made for the first.
"""

import contextlib
import hashlib
import os
import platform
import shutil
import sys
import tempfile
import warnings
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from presidium.cache import cache_folder, drop_damaged, oldest_first, seal, unsealed
from presidium.errors import PresidiumWarning

PACKAGE = Path(__file__).parent
CARRIED = PACKAGE / "carried"
#: The modules and rooms whose text compiled code may have been made of.
ROOMS_WITH_KERNELS = ("draws.py", "kernel.py", "history", "theory")
_KEPT_VERSIONS = 6


@dataclass(frozen=True, slots=True)
class Fit:
    """What must be the same where code was compiled and where it runs."""

    source: str
    python: str
    numba: str
    machine: str

    @property
    def name(self) -> str:
        """The four in one word, the name of a folder.

        >>> Fit("0123abcd", "cpython-311", "0.62.1", "linux-x86_64").name
        '0123abcd-cpython-311-numba-0.62.1-linux-x86_64'
        """
        return f"{self.source}-{self.python}-numba-{self.numba}-{self.machine}"

    def differences(self, other: "Fit") -> list[str]:
        """In what another does not fit, each as "python: cpython-312, here cpython-311"."""
        ours, theirs = asdict(self), asdict(other)
        return [f"{what}: {theirs[what]}, here {ours[what]}" for what in ours if ours[what] != theirs[what]]


@cache
def fit_here() -> Fit:
    """What code must fit that runs in this process."""
    try:
        compiler = version("numba")
    except PackageNotFoundError:
        compiler = "none"
    python = f"{sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')}"
    return Fit(source_digest(PACKAGE), python, compiler, f"{sys.platform}-{platform.machine().lower()}")


def source_digest(package: Path) -> str:
    """First 16 hex digits of the SHA-256 over the modules that can hold a kernel, in order of their names.

    >>> len(source_digest(PACKAGE))
    16
    """
    digest = hashlib.sha256()
    for room in ROOMS_WITH_KERNELS:
        for path in sorted([*package.glob(room), *package.glob(f"{room}/**/*.py")]):
            if path.is_dir():
                continue
            name = path.relative_to(package).as_posix()
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def kept_folder() -> Path:
    """Where code that fits here is kept; RuntimeError where the user has no home folder."""
    return cache_folder() / "numba" / fit_here().name


def _places(name: str) -> list[Path]:
    """The files in which code of this name may lie, what was compiled here first."""
    places = [CARRIED / fit_here().name / name]
    with contextlib.suppress(RuntimeError):
        places.insert(0, kept_folder() / name)
    return places


def is_kept(name: str) -> bool:
    """Is there code of this name that fits here?"""
    return any(path.is_file() for path in _places(name))


def code_names() -> list[str]:
    """The names of all code that fits here, sorted."""
    folders = {path.parent for path in _places("any")}
    return sorted({path.name for folder in folders if folder.is_dir() for path in folder.glob("*-*-*")})


def code(name: str) -> bytes | None:
    """The code of this name that fits here; None where there is none, or what there was is damaged."""
    for path in _places(name):
        data = unsealed(path)
        if data is not None:
            return data
    return None


def keep_code(name: str, data: bytes) -> None:
    """Keep what was compiled here; where nothing can be kept, say so once."""
    try:
        folder = kept_folder()
        seal(folder / name, data)
        _drop_old(folder)
    except (OSError, RuntimeError) as problem:
        _say_not_kept(str(problem))


def can_keep() -> bool:
    """Can what is compiled here be kept? Where not, say so once."""
    try:
        folder = kept_folder()
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, RuntimeError) as problem:
        _say_not_kept(str(problem))
        return False
    return True


def drop_code(name: str) -> None:
    """Forget code that cannot be taken, and say so."""
    for path in _places(name):
        if path.is_file():
            drop_damaged(path)


def _drop_old(folder: Path) -> None:
    """Forget the code of what was not used lately, so that the cache does not grow with every edit."""
    os.utime(folder)
    for path in oldest_first(folder.parent)[:-_KEPT_VERSIONS]:
        shutil.rmtree(path, ignore_errors=True)


def mark_used() -> None:
    """Note that the kept code that fits here is wanted still."""
    with contextlib.suppress(OSError, RuntimeError):
        os.utime(kept_folder())


@cache
def _say_not_kept(problem: str) -> None:
    warnings.warn(
        PresidiumWarning(
            "RUN406",
            f"compiled code cannot be kept ({problem}); every start will compile anew",
            "Set PRESIDIUM_CACHE to a folder that can be written.",
        ),
        stacklevel=3,
    )
