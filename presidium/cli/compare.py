"""What would have been different, in the same histories?"""

import shlex
from typing import Annotated

import typer

from presidium.cli.answers import show_differences
from presidium.cli.options import (
    DEFAULT_HISTORIES,
    DEFAULT_SEED,
    Case,
    Format,
    Histories,
    Language,
    Opening,
    Seed,
    Threads,
    load,
    words_of,
)
from presidium.cli.progress import Meter
from presidium.cli.voice import Voice, command


@command
def compare(
    voice: Voice,
    case: Case,
    whatif: Annotated[
        list[str], typer.Option("--whatif", metavar="<str>", help="Id of one of the scenario's what-ifs.")
    ],
    opening: Opening = None,
    histories: Histories = DEFAULT_HISTORIES,
    seed: Seed = DEFAULT_SEED,
    threads: Threads = None,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Play the same histories with and without one change.

    \b
      presidium compare soviet-1953 --whatif no-berlin-rising
      presidium compare soviet-1953 --whatif no-berlin-rising --format json

    Both sides share their chance, so the difference is the change's. `presidium show CASE` lists the
    what-ifs.
    """
    import presidium

    if len(whatif) > 1:
        raise typer.BadParameter("one what-if at a time: the case is compared with each by itself")
    scenario = load(case, opening)
    with Meter(voice) as meter:
        comparison = presidium.compare(
            scenario, whatif=whatif[0], histories=histories, seed=seed, threads=threads, progress=meter
        )
    summary = comparison.summary()
    if format == "json":
        voice.json(summary)
    else:
        show_differences(voice, scenario, summary["questions"], lang)
    words = [
        "presidium",
        "compare",
        case,
        *words_of(opening),
        "--whatif",
        whatif[0],
        "--histories",
        str(histories),
        "--seed",
        str(seed),
    ]
    voice.say(f"again: {shlex.join(words)}")
