"""How is a changed case kept, in the form of the files that it was read from?

Only the lines that say something else are written anew: order, comments, quotes and line ends of the rest
stay (`presidium.scenario.amend`).  What is written is read again before anything on the disk is touched.
"""

import codecs
import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from presidium import disk
from presidium.arguments import checked_truth, path_of
from presidium.errors import ScenarioError, StorageError, UsageError
from presidium.scenario.amend import amended, same
from presidium.scenario.change import difference_findings, unplaced
from presidium.scenario.model import Scenario
from presidium.scenario.origin import Origin, files_in
from presidium.scenario.syntax import parse
from presidium.scenario.text import decoded

_REMEDY = "free some space or choose another place; nothing has been changed"


def save(case: Scenario, path: str | Path, overwrite: bool = False) -> Path:
    """Write a case to `path`, and give the path back: of a file, or of a folder if it was read from one.

    The path of a file gets .yaml if it has neither that nor .yml.  What is there already is left alone, or
    with `overwrite` replaced: each file as a whole, and only those that differ; a file whose sections are all
    gone from the case (a what-if that has come true leaves none) is deleted.  From then on the case counts as
    read from there.

    Raises StorageError (STO505) if something is there, STO506 if that was changed since the case was read,
    STO507 if the folder has other files that would become part of the case, STO501 if the disk is full or
    cannot be written; ScenarioError if the case would not pass its checks (a change may spoil a what-if);
    UsageError (USE626) if a case of several files is to become one.  Then nothing has been written.

    >>> from tempfile import TemporaryDirectory
    >>> from presidium.scenario.read import load
    >>> case = load("soviet-1953").change("ties.malenkov.beria.tie", 0.9)
    >>> with TemporaryDirectory() as folder:
    ...     load(case.save(f"{folder}/mine")).digest == case.digest
    True
    """
    path, overwrite = path_of(path), checked_truth("overwrite", overwrite)
    if case.origin is None:
        raise UsageError("USE627", f"{case.scenario} was read from no file", "load a case, and change that")
    findings = list(difference_findings(case))
    if findings:
        raise ScenarioError(unplaced(finding, case.scenario) for finding in findings)
    target = _target(case.origin, path)
    texts = dict(_texts(target, case.tree))
    try:
        _refuse_losses(case.origin, target, overwrite)
        _write(target, texts)
    except OSError as problem:
        raise disk.refusal(f"cannot write {path}", problem, _REMEDY) from problem
    case._origin = replace(target, texts=texts, tree=case.tree, homes=_homes(target, case.tree))
    return target.path


def _target(origin: Origin, path: Path) -> Origin:
    """The files as they were read, in the place that they go to."""
    is_file_name = path.suffix in (".yaml", ".yml")
    if origin.is_folder:
        if is_file_name:
            raise UsageError(
                "USE626", f"a case of {len(origin.texts)} files cannot become one file", "name a folder"
            )
        return replace(origin, path=path, name=str(path))
    path = path if is_file_name else path.with_name(path.name + ".yaml")
    return replace(
        origin,
        path=path,
        name=str(path),
        texts=dict.fromkeys([path.name], *origin.texts.values()),
        homes=dict.fromkeys(origin.homes, path.name),
    )


def _homes(target: Origin, tree: Mapping[str, Any]) -> dict[str, str]:
    """In which file each section of a tree stands; one that had no file, with the case's id and title."""
    return {section: target.homes.get(section, target.homes["scenario"]) for section in tree}


def _texts(target: Origin, tree: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files that say what a tree says, by name; those without a section are left out."""
    homes = _homes(target, tree)
    for name, data in target.texts.items():
        before = {section: part for section, part in target.tree.items() if target.homes[section] == name}
        after = {section: part for section, part in tree.items() if homes[section] == name}
        if after:
            yield name, data if same(before, after) else _written(data, after)


def _written(data: bytes, tree: dict[str, Any]) -> bytes:
    """A file that says other things, read again to be sure."""
    text = decoded(data).text
    root, _ = parse(text)
    if root is None:
        raise ValueError("the file of a case that was read")
    # The sections of the file stay in its own order.
    own = {name: tree[name] for name in (*root.keys, *tree) if name in tree}
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    made = mark + amended(text, root, own).encode()
    again = decoded(made)
    read, flaws = parse(again.text)
    flaws = [*again.flaws, *flaws]
    if flaws or read is None or not same(read.plain(), own):
        what = flaws[0].message if flaws else "a value that would be read as another one"
        remedy = flaws[0].remedy if flaws else "give texts, and numbers of at most 15 digits"
        raise UsageError("USE624", f"{what} cannot stand in a scenario", remedy)
    return made


def _refuse_losses(origin: Origin, target: Origin, overwrite: bool) -> None:
    """Refuse to write over what nobody said could go."""
    path = target.path
    if not path.exists():
        return
    if not overwrite or path.is_dir() != target.is_folder:
        remedy = "choose another name" + (
            "; save(path, overwrite=True) of Python writes over it"
            if path.is_dir() == target.is_folder
            else ""
        )
        raise StorageError("STO505", f"{path} is there already", remedy)
    if origin.path.exists() and path.samefile(origin.path):
        changed = [name for name, data in target.texts.items() if _bytes(target.folder / name) != data]
        if changed:
            remedy = "load the case again, or save it elsewhere"
            raise StorageError("STO506", f"{', '.join(changed)} changed since the case was read", remedy)
    others = {file.name for file in files_in(path)} - set(target.texts) if target.is_folder else set()
    if others:
        message = f"{path} has files that are none of the case: {', '.join(sorted(others))}"
        raise StorageError("STO507", message, "choose another folder, or move them away")


def _bytes(path: Path) -> bytes | None:
    """What a file holds; None if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(target: Origin, texts: Mapping[str, bytes]) -> None:
    """Put the files in their places, and take away those that say nothing any more."""
    folder, is_new = target.folder, not target.folder.exists()
    contents = {
        (folder / name).resolve(): data for name, data in texts.items() if _bytes(folder / name) != data
    }
    try:
        disk.write_whole(contents, _REMEDY)
    except BaseException:
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    for name in target.texts:
        if name not in texts:
            (folder / name).unlink(missing_ok=True)
