"""How does a finished run become a page?"""

from pathlib import Path
from typing import Annotated

import typer

from presidium.cli.options import Opening, Threads
from presidium.cli.simulate import interrupted, play
from presidium.cli.voice import Voice, command
from presidium.errors import UsageError


@command
def report(
    voice: Voice,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a run.")],
    case: Annotated[
        str | None, typer.Option("--case", help="The scenario, where it is not a case of the gallery.")
    ] = None,
    opening: Opening = None,
    threads: Threads = None,
) -> None:
    """Make the page of a run, report.html in its folder.

    \b
      presidium report presidium-runs/soviet-1953
      presidium report runs/seven --case my-case.yaml --opening NAME

    Histories that are not finished are simulated first. A scenario that has changed since is refused.
    """
    import presidium
    from presidium.record.folder import read_run

    identity, histories = read_run(folder)
    if case is None and identity.scenario not in presidium.gallery():
        raise UsageError(
            "USE603",
            f"the scenario {identity.scenario} of this run is not in the gallery",
            f"Say where it is: presidium report {folder} --case FILE",
        )
    named = case or identity.scenario
    result, _ = play(voice, named, opening, histories, identity.seed, threads, folder, overwrite=False)
    page = folder / "report.html"
    try:
        result.report(page)
    except KeyboardInterrupt:
        interrupted(voice, folder)
    voice.data(str(page))
