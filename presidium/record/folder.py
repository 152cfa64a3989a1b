"""What lies in a run folder, and may this run go on there?

The folder is bound to one scenario text, one seed and one version by `run.json`, written before the first
history is. The same run given again goes on from the parts that are finished; another one is refused.
"""

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from presidium.arguments import shown
from presidium.draws import LARGEST_SEED
from presidium.errors import MixedRunError, StorageError
from presidium.record.parts import (
    finished_parts,
    n_parts,
    part_path,
    refuse_mixture,
    write_whole,
)

FORMAT = 1
"""Version of the layout of a run folder."""

_MANIFEST = "run.json"
_MOST_BYTES = 100_000
_PAGES = ("document.json", "report.html", "story.html")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which run it is: what makes its histories what they are.

    `scenario`: id; `digest`: SHA-256 of the canonical scenario, hex; `version`: of presidium; `seed`: 0 to
    2^64 - 1.
    """

    scenario: str
    digest: str
    version: str
    seed: int

    def meta(self) -> dict[str, str]:
        """The same as text under text, as every part carries it.

        >>> Identity("cabal", "ab12", "0.1.0", 1953).meta()["seed"]
        '1953'
        """
        return {name: str(value) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """What `run.json` says: which run, how many histories were asked for, of how many each page is."""

    identity: Identity
    histories: int
    pages: Mapping[str, int] = field(default_factory=dict)


def open_folder(folder: Path, identity: Identity, histories: int, *, overwrite: bool = False) -> None:
    """Bind `folder` to this run; what it has of it already, `KeptRows.missing` says.

    Makes the folder where there is none; writes nothing where all is there already. With `overwrite`, a run
    that lies there is deleted first (its own files only). Raises MixedRunError where the folder holds another
    run, or a run's files without a `run.json`; StorageError where it cannot be written or read.
    """
    kept = None
    if overwrite:
        _clear(folder)
    elif (folder / _MANIFEST).exists():
        kept = read_run(folder)
        refuse_mixture(folder / _MANIFEST, kept.identity.meta(), identity.meta())
    elif files(folder):
        raise MixedRunError(
            "STO503",
            f"{folder} holds {', '.join(files(folder)[:3])} but no run.json that says of which run",
            "Choose another folder with --out, or --overwrite to delete those files.",
        )
    _write_run(folder, kept, Kept(identity, histories, kept.pages if kept else {}))


def note_pages(folder: Path, identity: Identity, histories: int, names: Iterable[str]) -> None:
    """Remember of how many histories the pages are that were just written, if a run lies in `folder`."""
    try:
        kept = read_run(folder)
    except StorageError:
        return
    pages = {name: count for name, count in kept.pages.items() if name not in names}
    if kept.identity == identity:
        pages |= {name: histories for name in names if name in _PAGES}
    _write_run(folder, kept, replace(kept, pages=pages))


def _write_run(folder: Path, there: Kept | None, kept: Kept) -> None:
    """Write `run.json`, unless it says the same already: a finished run may lie where nobody can write."""
    if kept == there:
        return
    manifest = {"format": FORMAT, **asdict(kept.identity), "histories": kept.histories}
    if kept.pages:
        manifest["pages"] = {name: kept.pages[name] for name in sorted(kept.pages)}
    write_whole(folder / _MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode())


def read_run(folder: Path) -> Kept:
    """Which run lies in `folder`, and how many histories were asked for (not all need be finished).

    Raises StorageError where there is no `run.json` or it cannot be understood.
    """
    path = folder / _MANIFEST
    try:
        return _kept(_manifest(path))
    except (OSError, ValueError, KeyError, RecursionError) as problem:
        raise StorageError(
            "STO504",
            f"{str(path)[:300]} does not describe a run: {_reason(problem)}",
            "Name the folder of a run, as `presidium run` prints it; or run again there with --overwrite.",
        ) from problem


def _manifest(path: Path) -> dict[str, Any]:
    """The object in a `run.json`, which is small: of a larger file nothing is believed."""
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(f"it has more than {_MOST_BYTES:,} bytes")
    manifest = json.loads(content.decode("utf-8"))
    if not isinstance(manifest, dict):
        raise ValueError("it holds no object")
    if manifest["format"] != FORMAT:
        raise ValueError(f"format {shown(manifest['format'])}, expected {FORMAT}")
    return manifest


def _kept(manifest: Mapping[str, Any]) -> Kept:
    """What a manifest says, each field of its own type: what is nearly a number is none."""
    names = {name: manifest[name] for name in ("scenario", "digest", "version")}
    counts = {name: manifest[name] for name in ("seed", "histories")}
    pages = manifest.get("pages", {})
    if not isinstance(pages, dict):
        raise ValueError(f"pages is {shown(pages)}")
    for name, value in names.items():
        if type(value) is not str:
            raise ValueError(f"{name} is {shown(value)}")
    for name, value in (counts | pages).items():
        if type(value) is not int or not 0 <= value <= LARGEST_SEED:
            raise ValueError(f"{name[:40]} is {shown(value)}")
    return Kept(Identity(**names, seed=counts["seed"]), counts["histories"], pages)


def files(folder: Path, histories: int | None = None) -> list[str]:
    """A run's files that lie in `folder`, relative to it, with forward slashes, in a fixed order.

    With `histories`, only what so many made: the pages that `run.json` says are of so many, and the
    parts that they need; a longer or shorter run of the same seed may have left more.
    """
    names = [name for name in (_MANIFEST, *_PAGES) if (folder / name).is_file()]
    parts = finished_parts(folder)
    if histories is not None:
        of_others = other_pages(folder, histories)
        names = [name for name in names if name not in of_others]
        parts = [index for index in parts if index < n_parts(histories)]
    return names + [part_path(folder, index).relative_to(folder).as_posix() for index in parts]


def other_pages(folder: Path, histories: int) -> dict[str, int | None]:
    """Pages in `folder` that so many histories did not make, with their own number (None: not noted)."""
    pages = read_run(folder).pages if (folder / _MANIFEST).is_file() else {}
    own = {name: pages.get(name) for name in _PAGES if (folder / name).is_file()}
    return {name: count for name, count in own.items() if count != histories}


def _clear(folder: Path) -> None:
    """Delete a run's own files, the manifest last: what a crash leaves stays bound to the old run."""
    try:
        for name in reversed(files(folder)):
            (folder / name).unlink()
        for leftover in (folder / "histories").glob("part-*.tmp"):
            leftover.unlink()
        with contextlib.suppress(OSError):  # not empty, or not there
            (folder / "histories").rmdir()
    except OSError as problem:
        raise StorageError(
            "STO501",
            f"cannot delete the earlier run in {folder}: {problem.strerror or problem}",
            "Choose another folder with --out.",
        ) from problem


def _reason(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return problem.strerror or str(problem)
    if isinstance(problem, RecursionError):
        return "it is nested too deep"
    return f"it lacks {problem}" if isinstance(problem, KeyError) else str(problem)
