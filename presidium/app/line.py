"""Whose turn is it?  One run at a time, the others wait in order; who goes away gives up the place.

Everything here but the run itself happens on the server's loop.  A ticket holds the latest news only, so that
a client that reads slowly costs nothing, and holds up nobody: the line moves on whether it reads or not.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from presidium.app.attempt import Attempt
from presidium.app.refusal import Refusal, as_json
from presidium.errors import PresidiumError

#: A line of text that says nothing is sent so often (seconds): it finds out who has gone without a word.
_BEAT = 5.0

#: What plays: it is given the attempt, and a function that takes the progress (done, total) and raises
#: `Stopped` once nobody waits for the result.
Play = Callable[[Attempt, Callable[[int, int], None]], Any]


_log = logging.getLogger(__name__)
#: What a client is told where the fault is ours; the terminal of the server has the rest.
OUR_FAULT = Refusal("APP850", "something went wrong here", "The terminal of the server says more.")
_STOPPED = as_json(Refusal("APP842", "this run was stopped", "Run it again."))


class Stopped(Exception):
    """Nobody waits for this run any more."""


class Ticket:
    """One attempt in the line: who made it, and the latest that there is to tell of it."""

    def __init__(self, client: str, attempt: Attempt) -> None:
        self.client = client
        self.attempt = attempt
        self.stopped = threading.Event()
        self._latest: tuple[str, Any] = ("waiting", {"before": 0})
        self._news = asyncio.Event()
        self._over = False

    def tell(self, event: str, data: Any, last: bool = False) -> None:
        """Note the latest; what was not told before is told no more."""
        if not self._over:
            self._latest, self._over = (event, data), last
            self._news.set()

    async def news(self) -> AsyncIterator[tuple[str, Any] | None]:
        """The latest, whenever it changes, up to the last; None where nothing has changed for seconds."""
        over = False
        while not over:
            try:
                await asyncio.wait_for(self._news.wait(), _BEAT)
            except TimeoutError:
                yield None
                continue
            self._news.clear()
            over = self._over
            yield self._latest


class Line:
    """The line before one engine.  `most`: so many may be in it, the one that plays included."""

    def __init__(self, play: Play, most: int = 32) -> None:
        self._play = play
        self._most = most
        self._tickets: list[Ticket] = []
        self._tasks: dict[Ticket, asyncio.Task[None]] = {}
        self._engine = asyncio.Lock()
        self._playing: Ticket | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="presidium-run")

    def __len__(self) -> int:
        """How many are in the line, the one that plays included."""
        return len(self._tickets)

    def join(self, client: str, attempt: Attempt) -> Ticket:
        """A place at the end of the line.

        Raises Refusal: APP840 where this client has a run in the line already, APP841 where the line is full.
        """
        if any(one.client == client and not one.stopped.is_set() for one in self._tickets):
            raise Refusal("APP840", "a run of yours is going on already", "Wait for it, or cancel it.")
        if len(self._tickets) >= self._most:
            raise Refusal("APP841", f"{self._most} runs are waiting already", "Try again in a minute.")
        ticket = Ticket(client, attempt)
        self._tickets.append(ticket)
        self._tell_places()
        self._tasks[ticket] = asyncio.create_task(self._conduct(ticket))
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Give up a place: a run that waits is forgotten, one that plays stops with the histories in hand."""
        ticket.stopped.set()
        ticket.tell("refused", _STOPPED, last=True)
        task = self._tasks.get(ticket)
        if task is not None and ticket is not self._playing:
            task.cancel()

    def stop(self) -> None:
        """Stop everything, when the server ends: who waits hears of it before the engine does."""
        for ticket in list(self._tickets):
            self.leave(ticket)

    def close(self) -> None:
        """Stop everything, and give the engine's thread back."""
        self.stop()
        self._thread.shutdown(wait=True, cancel_futures=True)

    async def _conduct(self, ticket: Ticket) -> None:
        """Wait for the engine, play, and let the next one go on."""
        try:
            async with self._engine:
                self._playing = ticket
                self._tell_places()
                ticket.tell("progress", {"done": 0, "total": 0})
                ticket.tell(*await self._result(ticket), last=True)
        except asyncio.CancelledError:
            ticket.tell("refused", _STOPPED, last=True)
        finally:
            if self._playing is ticket:
                self._playing = None
            self._tickets.remove(ticket)
            del self._tasks[ticket]
            self._tell_places()

    async def _result(self, ticket: Ticket) -> tuple[str, Any]:
        loop = asyncio.get_running_loop()

        def progress(done: int, total: int) -> None:
            if ticket.stopped.is_set():
                raise Stopped
            with contextlib.suppress(RuntimeError):  # the loop has ended before the run
                loop.call_soon_threadsafe(ticket.tell, "progress", {"done": done, "total": total})

        try:
            return "result", await loop.run_in_executor(self._thread, self._play, ticket.attempt, progress)
        except Stopped:
            return "refused", _STOPPED
        except PresidiumError as problem:
            return "refused", as_json(problem)
        except Exception:
            _log.exception("a run failed")
            return "refused", as_json(OUR_FAULT)

    def _tell_places(self) -> None:
        for before, ticket in enumerate(self._tickets):
            if ticket is not self._playing:
                ticket.tell("waiting", {"before": before})
