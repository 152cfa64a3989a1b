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
    from presidium.scenario.model import Scenario

_REMEDY = (
    "Name the scenario as it was played with --case, and its opening with --opening; or play it anew with "
    "`presidium run`, into another folder with its --out or over this one with its --overwrite."
)


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

    Histories that are not finished are simulated first, from the opening that the run has. A scenario that
    has changed since is refused; its story may change.
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
    """The run that lies in a folder, its missing histories simulated, from its own opening if none is named.

    Raises UsageError USE603 where its scenario is neither given nor in the gallery, MixedRunError where the
    scenario is not that of the run, and as `read_run` does.
    """
    import presidium
    from presidium.errors import MixedRunError
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
    if opening is None:
        opening = _opening_of(presidium.load(named), identity.digest)
    try:
        run, _ = play(voice, named, opening, histories, identity.seed, threads, folder, overwrite=False)
    except MixedRunError as mixed:
        raise MixedRunError(mixed.code, mixed.message, _REMEDY) from mixed
    return run


def _opening_of(case: "Scenario", digest: str) -> str | None:
    """The opening from which a case has this digest; None for the case itself, and where none has it."""
    if case.digest == digest:
        return None
    return next((name for name in case.openings if case.opening(name).digest == digest), None)
