"""The main job: what does the model say of a case, as numbers and as a page?"""

from typing import Annotated

import typer

from presidium.cli.answers import show_headline
from presidium.cli.options import (
    DEFAULT_HISTORIES,
    DEFAULT_SEED,
    MOST_PAIRED,
    Case,
    Format,
    Histories,
    Language,
    Opening,
    Out,
    Overwrite,
    Seed,
    Threads,
)
from presidium.cli.simulate import again, interrupted, other_pages, play, tell
from presidium.cli.voice import Voice, command
from presidium.errors import UsageError


@command
def run(
    voice: Voice,
    case: Case,
    opening: Opening = None,
    histories: Histories = DEFAULT_HISTORIES,
    seed: Seed = DEFAULT_SEED,
    out: Out = None,
    overwrite: Overwrite = False,
    threads: Threads = None,
    whatifs: Annotated[
        int | None,
        typer.Option(
            "--whatifs",
            min=0,
            help=f"Play each what-if on so many histories at most; 0: play none. {MOST_PAIRED} if not given.",
        ),
    ] = None,
    no_page: Annotated[
        bool, typer.Option("--no-page", help="Play no what-ifs and make no page, as simulate does.")
    ] = False,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Simulate histories, play the what-ifs, and make the page.

    \b
      presidium run soviet-1953
      presidium run my-case.yaml --histories 2000 --seed 7 --out runs/seven

    Given again, the command goes on where it was interrupted. The page is report.html in the run's folder:
    one file that needs no network. Each what-if is played on as many of the histories as it takes to know its
    differences to a point or two.
    """
    if no_page and whatifs is not None:
        raise UsageError(
            "USE619", "--whatifs says how to make the page that --no-page leaves out", "Give one of the two."
        )
    result, folder = play(voice, case, opening, histories, seed, threads, out, overwrite)
    if no_page:
        tell(voice, result, format, lang)
        other_pages(voice, folder, histories)
        again(voice, "run", case, opening, histories, seed, out, "--no-page")
        return
    page = folder / "report.html"
    try:
        voice.say("page ..." if whatifs == 0 else "what-ifs and page ...")
        result.report(page, whatifs=MOST_PAIRED if whatifs is None else whatifs)
    except KeyboardInterrupt:
        interrupted(voice, folder)
    tell(voice, result, format, lang)
    if format == "text":
        show_headline(voice, page.with_name("document.json"), lang)
    voice.say(f"page: {page}")
    more = () if whatifs is None else ("--whatifs", str(whatifs))
    again(voice, "run", case, opening, histories, seed, out, *more)
