"""How does a command speak, and how does it end?

Data go to stdout, talk to stderr. Exit codes: 0 done, 1 the answer is no, 2 could not run, 130 interrupted,
141 nobody reads on.
`@command` gives a command its voice, its options -q, -v and --debug, and turns errors into a message and a
code.
"""

import functools
import inspect
import json
import os
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from presidium.errors import PresidiumError, StorageError, told
from presidium.shortage import shortage_told

ANSWER_IS_NO = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130
#: Nobody reads any more what is written: as a shell counts it.
PIPE_CLOSED = 141


@dataclass(frozen=True, slots=True)
class Voice:
    """What a command says: `data`, `json`, `table` to stdout; `say`, `detail`, `complain` to stderr.

    Errors are told in English, and in `lang` below it where that is another language.
    """

    quiet: bool = False
    verbose: bool = False
    lang: str = "en"

    def data(self, text: str) -> None:
        """Print text that the user asked for."""
        typer.echo(plain(text))

    def json(self, value: object) -> None:
        """Print one JSON value; characters of every script stay readable."""
        typer.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table, as wide as the terminal or else 120 columns; nothing in it is markup or cut off."""
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 120)
        cells = [[plain(cell) for cell in row] for row in rows]
        table = Table(box=box.SIMPLE_HEAD)
        for column, width in zip(columns, _widths([columns, *cells], console.width), strict=True):
            table.add_column(Text(column), overflow="fold", width=width)
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(Text(plain(title), style="bold"))
        console.print(table)

    def say(self, text: str) -> None:
        """Tell how things go; silent with -q."""
        if not self.quiet:
            typer.echo(plain(text), err=True)

    def detail(self, text: str) -> None:
        """Tell what only -v wants to hear."""
        if self.verbose and not self.quiet:
            typer.echo(plain(text), err=True)

    def complain(self, text: str) -> None:
        """Tell what went wrong, -q or not."""
        typer.echo(plain(text), err=True)

    def fail(self, problem: BaseException) -> None:
        """Tell why a command could not do what it was asked for."""
        if isinstance(problem, KeyboardInterrupt):
            self.complain("interrupted")
        else:
            refused = _refused(problem) if isinstance(problem, OSError) else problem
            self.complain(told(refused, self.lang) if isinstance(refused, PresidiumError) else str(refused))


def _refused(problem: OSError) -> StorageError:
    """What the system refused where nobody had more to say of it."""
    where = f" {problem.filename!s:.300}" if problem.filename else ""
    return StorageError(
        "STO509",
        f"could not read or write{where}: {problem.strerror or problem}",
        "Free some space, make the place readable and writable, or choose another.",
    )


def heads(lang: str, *names: str) -> tuple[str, ...]:
    """What the columns of a table say, in one language.

    >>> heads("en", "answer", "base_rate")
    ('answer', 'base rate')
    """
    from presidium.words import say

    return tuple(say(f"terminal.{name}", lang) for name in names)


def _widths(rows: Sequence[Sequence[str]], terminal: int) -> list[int]:
    """How wide each column may be: as its longest cell, or as much less as the terminal asks for.

    The widest gives first, down to its longest word: an id that is broken in two cannot be typed.
    """
    from rich.cells import cell_len

    columns = list(zip(*rows, strict=True))
    words = [
        max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in columns
    ]
    widths = [max(map(cell_len, column), default=1) for column in columns]
    room = terminal - _AROUND_A_COLUMN * len(columns) - 1
    while sum(widths) > max(room, len(columns)):
        widest = max(range(len(columns)), key=lambda place: (widths[place] > words[place], widths[place]))
        widths[widest] -= 1
    return widths


_AROUND_A_COLUMN = 3


def plain(text: str) -> str:
    r"""Text that cannot move the cursor, ring the bell or turn the reading direction of a terminal.

    >>> plain("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(
        character if character in "\n\t" or not _steers(character) else ascii(character)[1:-1]
        for character in text
    )


def _steers(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or unicodedata.bidirectional(character) in _TURNS


_TURNS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what was asked for.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on the way.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function whose first parameter is its Voice.

    The command has the function's other parameters and -q, -v and --debug. Where --lang is one of them, the
    voice tells errors in that language too.
    """

    @functools.wraps(function)
    def spoken(*, quiet: bool, verbose: bool, debug: bool, **arguments: Any) -> None:
        voice = Voice(quiet=quiet, verbose=verbose, lang=arguments.get("lang", "en"))
        with _warnings_told(voice):
            try:
                with shortage_told():
                    function(voice, **arguments)
            except BrokenPipeError:
                _read_no_more()
                raise typer.Exit(PIPE_CLOSED) from None
            except (PresidiumError, OSError, KeyboardInterrupt) as problem:
                if debug:
                    raise
                voice.fail(problem)
                code = INTERRUPTED if isinstance(problem, KeyboardInterrupt) else COULD_NOT_RUN
                raise typer.Exit(code) from problem

    own = list(inspect.signature(function).parameters.values())[1:]
    ours = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in (("quiet", Quiet), ("verbose", Verbose), ("debug", Debug))
    ]
    spoken.__signature__ = inspect.Signature([*own, *ours])  # type: ignore[attr-defined]
    return spoken


def _read_no_more() -> None:
    """Let nothing more be written to a closed pipe (`presidium schema | head`), not even at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


@contextmanager
def _warnings_told(voice: Voice) -> Iterator[None]:
    """Warnings become talk: a sentence, without the line of the program that gave it."""
    with warnings.catch_warnings():

        def show(message: Warning | str, *_: object, **__: object) -> None:
            voice.say(f"warning: {message}")

        warnings.showwarning = show
        yield
