"""How far is a run, and what does it say so far?

On a terminal a bar, else a line each tenth; both on stderr, both with the estimate of the moment and its
error, so that a person may stop early and know what for.
"""

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from presidium.cli.voice import Voice, plain

if TYPE_CHECKING:
    from rich.progress import Progress


class Meter(AbstractContextManager["Meter"]):
    """Called as `meter(done, total, estimate)` after each finished part, by any thread."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._bar: Progress | None = None
        self._tenth = 0
        self._start = time.monotonic()

    def __enter__(self) -> "Meter":
        if sys.stderr.isatty() and not self._voice.quiet:
            self._bar = _bar()
            self._bar.add_task("histories", total=None, estimate="a first start compiles for a while")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, estimate: str) -> None:
        """Show that `done` of `total` histories are finished and what they say."""
        if self._bar is not None:
            self._bar.update(self._bar.tasks[0].id, completed=done, total=total, estimate=plain(estimate))
            return
        tenth = 10 * done // total
        if tenth > self._tenth:
            self._tenth = tenth
            seconds = time.monotonic() - self._start
            self._voice.say(f"{done} of {total} histories, {seconds:.0f} s  {estimate}".rstrip())


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("histories", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[estimate]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
