"""How does a finished run become a page?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presidium.cli.options import Opening, Threads
from presidium.cli.simulate import interrupted, play
from presidium.cli.voice import Voice, command
from presidium.errors import UsageError

if TYPE_CHECKING:
    from presidium.run import Run


@command
def report(
    voice: Voice,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a run.")],
    case: Annotated[
        str | None, typer.Option("--case", help="The scenario, where it is not a case of the gallery.")
    ] = None,
    opening: Opening = None,
    story: Annotated[
        bool, typer.Option("--story", help="Make the lesson too: the reader decides, then sees the outcome.")
    ] = False,
    threads: Threads = None,
) -> None:
    """Make report.html, the page of a run; with --story a lesson too, story.html.

    \b
      presidium report presidium-runs/soviet-1953 --story
      presidium report runs/seven --case my-case.yaml --opening NAME

    Histories that are not finished are simulated first. A scenario that has changed since is refused; its
    story may change.
    """
    result = resumed(voice, folder, case, opening, threads)
    page = folder / "report.html"
    try:
        result.report(page, story=story)
    except KeyboardInterrupt:
        interrupted(voice, folder)
    voice.data(str(page))
    if story:
        voice.data(str(folder / "story.html"))


def resumed(voice: Voice, folder: Path, case: str | None, opening: str | None, threads: int | None) -> "Run":
    """The run that lies in a folder, its missing histories simulated.

    Raises UsageError USE603 where its scenario is neither given nor in the gallery, and as `read_run` does.
    """
    import presidium
    from presidium.record.folder import read_run

    kept = read_run(folder)
    identity, histories = kept.identity, kept.histories
    if case is None and identity.scenario not in presidium.gallery():
        raise UsageError(
            "USE603",
            f"the scenario {identity.scenario} of this run is not in the gallery",
            "Say where it is with --case FILE.",
        )
    named = case or identity.scenario
    run, _ = play(voice, named, opening, histories, identity.seed, threads, folder, overwrite=False)
    return run
