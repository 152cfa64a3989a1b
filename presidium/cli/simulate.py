"""How often does what happen, without a page?"""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from presidium.cli.answers import show_answers
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
    load,
    words_of,
)
from presidium.cli.progress import Meter
from presidium.cli.voice import INTERRUPTED, Voice, command

if TYPE_CHECKING:
    from presidium.run import Run

RUNS = Path("presidium-runs")
"""Where runs lie if --out is not given, each under the id of its scenario and of its opening."""


@command
def simulate(
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
    """Simulate histories and answer the scenario's questions; no page.

    \b
      presidium simulate soviet-1953 --histories 1000
      presidium simulate my-case.yaml --seed 7 --out runs/seven --format json

    Given again, the command goes on where it was interrupted.
    """
    run, folder = play(voice, case, opening, histories, seed, threads, out, overwrite)
    tell(voice, run, format, lang)
    other_pages(voice, folder, histories)
    again(voice, "simulate", case, opening, histories, seed, out)


def play(
    voice: Voice,
    case: str,
    opening: str | None,
    histories: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    overwrite: bool,
) -> "tuple[Run, Path]":
    """Simulate with a meter on stderr; the run and the folder in which it lies.

    After an interruption says what is kept, and ends with the exit code for it.
    """
    import presidium

    scenario = load(case, opening)
    name = "-".join(filter(None, (scenario.scenario, opening)))
    folder = out if out is not None else RUNS / name
    voice.say(f"{name}: {histories} histories, seed {seed}, in {folder}")
    try:
        with Meter(voice) as meter:
            run = presidium.simulate(
                scenario,
                histories=histories,
                seed=seed,
                threads=threads,
                out=folder,
                overwrite=overwrite,
                progress=meter,
            )
    except KeyboardInterrupt:
        interrupted(voice, folder)
    return run, folder


def interrupted(voice: Voice, folder: Path) -> NoReturn:
    """Say what an interruption left in the folder of a run, and end."""
    voice.complain(f"interrupted; {_kept(folder)} in {folder}. The same command goes on from there.")
    raise typer.Exit(INTERRUPTED) from None


def tell(voice: Voice, run: "Run", form: str, lang: str) -> None:
    """Print what the run answers: as one JSON object, or a table a question."""
    summary = run.summary()
    if form == "json":
        voice.json(summary)
        return
    show_answers(voice, run.case, summary["questions"], lang)
    if summary["came"]:
        voice.data(f"{summary['came']['sentence'][lang]}\n")


def other_pages(voice: Voice, folder: Path, histories: int) -> None:
    """Say of the pages in the folder which other histories made."""
    from presidium.record.folder import other_pages

    for name, count in other_pages(folder, histories).items():
        of = "an earlier run" if count is None else f"{count} histories"
        voice.say(f"{name} there is of {of}; `presidium report` makes it anew")


def again(
    voice: Voice,
    command: str,
    case: str,
    opening: str | None,
    histories: int,
    seed: int,
    out: Path | None,
    *more: str,
) -> None:
    """Say the command that repeats this run; `more` words end it."""
    words = ["presidium", command, case, *words_of(opening)]
    words += ["--histories", str(histories), "--seed", str(seed)]
    if out is not None:
        words += ["--out", str(out)]
    voice.say(f"again: {shlex.join([*words, *more])}")


def _kept(folder: Path) -> str:
    from presidium.record.parts import finished_parts

    parts = len(finished_parts(folder))
    return f"{parts} finished part{'' if parts == 1 else 's'} kept"
