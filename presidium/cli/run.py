"""The main job: what does the model say of a case, as numbers and as a page?"""

from presidium.cli.answers import show_headline
from presidium.cli.options import (
    DEFAULT_HISTORIES,
    DEFAULT_SEED,
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
from presidium.cli.simulate import again, interrupted, play, tell
from presidium.cli.voice import Voice, command


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
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Simulate histories, play the what-ifs, and make the page.

    \b
      presidium run soviet-1953
      presidium run my-case.yaml --histories 2000 --seed 7 --out runs/seven

    Given again, the command goes on where it was interrupted. The page is report.html in the run's folder:
    one file that needs no network.
    """
    result, folder = play(voice, case, opening, histories, seed, threads, out, overwrite)
    page = folder / "report.html"
    try:
        voice.say("what-ifs and page ...")
        result.report(page)
    except KeyboardInterrupt:
        interrupted(voice, folder)
    tell(voice, result, format, lang)
    if format == "text":
        show_headline(voice, page.with_name("document.json"), lang)
    voice.say(f"page: {page}")
    again(voice, "run", case, opening, histories, seed, out)
