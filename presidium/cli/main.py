"""Which commands are there, and what is set up before one of them speaks?

This file and those it imports load typer only; each command loads what it needs when it is called.
"""

import gc
import os
import sys
import traceback
from typing import Annotated, TextIO

import typer

from presidium.cli import (
    backtest,
    baserate,
    blocs,
    check,
    coalitions,
    compare,
    data,
    explain,
    forecast,
    gallery,
    new,
    report,
    run,
    schema,
    score,
    serve,
    show,
    simulate,
    warm,
)
from presidium.cli.voice import COULD_NOT_RUN

app = typer.Typer(
    name="presidium",
    help="""Kremlinology you can run: from who holds what and who trusts whom to thousands of histories.

\b
  presidium run soviet-1953
  presidium new my-case

CASE is a name of the gallery or the path of your own scenario. Data go to stdout, talk to stderr. Exit
codes: 0 done, 1 the answer is no, 2 could not run, 130 interrupted, 141 nobody reads on.
""",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for _function in (
    run.run,
    new.new,
    check.check,
    show.show,
    explain.explain,
    schema.schema,
    gallery.gallery,
    simulate.simulate,
    compare.compare,
    coalitions.coalitions,
    blocs.blocs,
    baserate.baserate,
    forecast.forecast,
    score.score,
    backtest.backtest,
    report.report,
    serve.serve,
    warm.warm,
):
    app.command()(_function)
app.add_typer(data.data, name="data")


def _version(wanted: bool) -> None:
    if wanted:
        from presidium import __version__

        typer.echo(f"presidium {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[  # noqa: ARG001 - the callback answers it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; ends the program with an exit code."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    # A command is soon over and leaves few cycles, but makes objects by the million: to look through
    # them time and again would take a tenth of its life.
    gc.disable()
    # The process is ours alone: what it compiles may serve any machine of this architecture.
    os.environ.setdefault("NUMBA_CPU_NAME", "generic")
    try:
        app()
    except Exception:  # what --debug lets through, and faults of our own: neither may look like "no"
        traceback.print_exc()
        sys.exit(COULD_NOT_RUN)


def _open_what_is_closed() -> None:
    """Refuse to work where standard output is closed; talk that nobody hears, and no input, are no matter.

    A number that is free would be that of the next file, and what is meant for the terminal would land in it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - as long as the program
    if sys.stdout is None:
        from presidium.errors import UsageError

        print(
            UsageError("USE666", "standard output is closed", "Send it somewhere: > FILE."), file=sys.stderr
        )
        sys.exit(COULD_NOT_RUN)


def _speak_utf8(stream: TextIO) -> None:
    """Names in Thai pass under every locale; what cannot be written at all is shown as an escape."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
