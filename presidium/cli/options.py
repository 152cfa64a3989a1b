"""Which options do several commands share, and what may they be?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from presidium.scenario.model import Scenario

DEFAULT_HISTORIES = 10_000
DEFAULT_SEED = 1953
MOST_PAIRED = 2_000
LARGEST_SEED = 2**64 - 1
MOST_HISTORIES = 2**32 - 1


def _gallery(incomplete: str) -> list[str]:
    """Names that the shell offers for a case."""
    import presidium

    return [name for name in presidium.gallery() if name.startswith(incomplete)]


Case = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A case of the gallery, or the path of a scenario file or folder.",
        autocompletion=_gallery,
    ),
]
Opening = Annotated[
    str | None,
    typer.Option("--opening", help="Id of another of the scenario's openings, to begin from there."),
]
Format = Annotated[
    Literal["text", "json"], typer.Option("--format", help="Output for a person or for a program.")
]
Language = Annotated[Literal["en", "th"], typer.Option("--lang", help="Language of names and sentences.")]
Histories = Annotated[
    int,
    typer.Option("--histories", "-n", min=1, max=MOST_HISTORIES, help="How many histories to simulate."),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed", min=0, max=LARGEST_SEED, help="Where chance starts: the same seed, the same histories."
    ),
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", min=1, help="Threads to use; all cores if not given. Changes no result."),
]


def named(text: str) -> Path:
    """A path that has a name: an empty one (a variable that is not set) would be the folder one is in."""
    if not text:
        raise typer.BadParameter('the name is empty; write "." for this folder')
    return Path(text)


Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        help="Folder for the run; presidium-runs/SCENARIO if not given.",
        parser=named,
        metavar="<path>",
    ),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Give up the run that lies in the folder.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the public tables; else PRESIDIUM_DATA names it."),
]
AnyRelease = Annotated[
    bool, typer.Option("--any-release", help="Take another release of a table than the one meant.")
]


def load(case: str, opening: str | None) -> "Scenario":
    """The scenario that CASE means, from the opening that --opening names."""
    import presidium

    scenario = presidium.load(case)
    return scenario if opening is None else scenario.opening(opening)


def words_of(opening: str | None) -> list[str]:
    """The words of a command that repeat --opening."""
    return [] if opening is None else ["--opening", opening]
