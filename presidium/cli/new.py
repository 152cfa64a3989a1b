"""How does somebody begin a scenario of their own?"""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from presidium.cli.options import Language
from presidium.cli.voice import Voice, command
from presidium.errors import StorageError, UsageError

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_SCENARIO_LINE = re.compile(r"^scenario:.*$", re.MULTILINE)


@command
def new(
    voice: Voice,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Id of the new scenario, or a path that ends in it.")
    ],
    source: Annotated[
        str | None, typer.Option("--from", metavar="CASE", help="Copy this case instead of the starter.")
    ] = None,
    lang: Language = "en",
) -> None:
    """Write a scenario of your own to work on.

    \b
      presidium new my-case
      presidium new my-case --from soviet-1953

    Either a commented starter with five invented people, which passes `presidium check` and runs (--lang th
    comments it in Thai), or a copy of a case. Nothing is ever overwritten.
    """
    path = Path(name)
    identity = path.stem if path.suffix == ".yaml" else path.name
    if not _ID.fullmatch(identity):
        raise UsageError(
            "USE602",
            f"{identity!r} cannot be the id of a scenario",
            "An id begins with a small letter; small letters, digits and hyphens follow, 40 in all: my-case.",
        )
    origin = _starter(lang) if source is None else _origin(source)
    target = _written(origin, path, identity)
    voice.data(str(target))
    voice.say(f"next: presidium check {target}\n      presidium run {target}")


def _starter(lang: str) -> Traversable:
    return files("presidium.cli") / "starter" / f"{lang}.yaml"


def _origin(source: str) -> Traversable:
    """The file or folder of a case; checked, so that a copy begins without errors."""
    import presidium

    presidium.load(source)
    case = files("presidium") / "gallery" / source
    return case if source in presidium.gallery() else Path(source)


def _written(origin: Traversable, path: Path, identity: str) -> Path:
    """Copy a scenario of one file to one file, one of many to a folder, under its new id."""
    try:
        if origin.is_dir():
            path.mkdir(parents=True)
            for part in origin.iterdir():
                if part.name.endswith(".yaml"):
                    _write(path / part.name, part, identity)
            return path
        target = path if path.suffix == ".yaml" else path.with_name(path.name + ".yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, origin, identity)
    except FileExistsError as problem:
        raise StorageError(
            "STO505", f"{problem.filename} is there already", "Choose another name; nothing is overwritten."
        ) from problem
    return target


def _write(target: Path, origin: Traversable, identity: str) -> None:
    text = _SCENARIO_LINE.sub(f"scenario: {identity}", origin.read_text(encoding="utf-8"), count=1)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
