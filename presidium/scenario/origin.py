"""Which files make a scenario, and what did they hold when it was read?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from presidium.errors import UsageError
from presidium.scenario.refusal import nearest
from presidium.scenario.text import MOST_BYTES

_GALLERY = Path(__file__).resolve().parents[1] / "gallery"
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Origin:
    """The files of a scenario: one, or those of a folder.

    `path`: of the file or folder.  `name`: the same as the user gave it.  `texts`: the bytes of each file, by
    its name in the folder, in alphabetical order.  `tree`: what they say, where that is a scenario.
    `homes`: in which file each of its sections stands.
    """

    path: Path
    name: str
    texts: dict[str, bytes]
    is_folder: bool
    tree: dict[str, Any] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder that the files lie in."""
        return self.path if self.is_folder else self.path.parent

    def shown(self, file: str) -> str:
        """The name of a file as it is told to the user."""
        return f"{self.name.rstrip('/')}/{file}" if self.is_folder else self.name


def gallery() -> tuple[str, ...]:
    """Names of the cases that come with presidium, in alphabetical order."""
    return tuple(sorted(folder.name for folder in _GALLERY.glob("*") if folder.is_dir() and files_in(folder)))


def found(name: str) -> Origin:
    """The files that a name of the gallery or a path means; read to one byte beyond the limit at most.

    Raises UsageError if there is no such case or file.
    """
    path = _GALLERY / name if name in gallery() else Path(name)
    if _is_there(path, Path.is_file):
        return Origin(path, name, {path.name: _bytes(path)}, is_folder=False)
    if _is_there(path, Path.is_dir):
        files = files_in(path)
        if not files:
            raise UsageError(
                "USE621", f'there is no .yaml file in "{name:.200}"', "name a file or another folder"
            )
        return Origin(path, name, {file.name: _bytes(file) for file in files}, is_folder=True)
    near = f"{name}.yaml" if _is_there(Path(f"{name}.yaml"), Path.is_file) else _near(name)
    known = f"cases of the gallery: {', '.join(gallery())}; one of your own goes by the path of its file"
    remedy = f'did you mean "{near}"?' if near else known
    raise UsageError("USE620", f'there is no case or file "{name:.200}"', remedy)


def usual_name(scenario: str) -> str:
    """How a command names a scenario: its id in the gallery, else a file that is taken to bear its id.

    >>> usual_name("soviet-1953"), usual_name("my-case")
    ('soviet-1953', 'my-case.yaml')
    """
    return scenario if scenario in gallery() else f"{scenario}.yaml"


def _near(name: str) -> str | None:
    """What a name probably means: a case of the gallery, or a file that lies where it points.

    By the name itself: all files end alike.
    """
    folder = Path(name).parent
    files = sorted(folder.glob("*.yaml")) if _is_there(folder, Path.is_dir) else []
    meant = {**{file.stem: str(file) for file in files}, **{case: case for case in gallery()}}
    near = nearest(Path(name).stem, meant)
    return meant[near] if near else None


def _is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(path)
    except (OSError, ValueError):  # a name that no file system knows: too long, or with a NUL in it
        return False


def files_in(folder: Path) -> list[Path]:
    """The files of a scenario in a folder; hidden ones, such as those of an editor, are none of its."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix in _SUFFIXES and not file.name.startswith(".") and file.is_file()
    )


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
