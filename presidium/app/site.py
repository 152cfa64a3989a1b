"""What can be asked of the server?  The page, a run with its progress, and the text of what was tried.

    GET  /             the page
    POST /run          plays what is tried; answers in server-sent events: waiting, progress, result, refused
    POST /difference   what is tried as a what-if in YAML, for the scenario

Everything else is refused with a code: in JSON, or on a small page where a browser opens an address.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from presidium.app.answer import refused
from presidium.app.attempt import Attempt, read_attempt
from presidium.app.connection import LONGEST
from presidium.app.controls import controls
from presidium.app.guard import CLIENT, Door, Guard
from presidium.app.line import OUR_FAULT, Line, Ticket
from presidium.app.panel import panel
from presidium.app.refusal import Refusal, status_of
from presidium.app.saving import file_of
from presidium.app.stage import Stage
from presidium.errors import PresidiumError
from presidium.page.build import page, served_policy
from presidium.run import Run

#: A request may be so large (bytes).
MOST_BYTES = 1_000_000


class Site:
    """The page of a run and what can be asked of it, as an ASGI application (`app`) for one port.

    `threads`: as for `presidium.simulate`; `most`: so many runs may be in the line; `host_port`: a port that
    is forwarded to this one.
    """

    def __init__(
        self,
        run: Run,
        door: Door,
        port: int,
        threads: int | None = None,
        most: int = 32,
        host_port: int | None = None,
    ) -> None:
        self._case = run.case
        self._controls = controls(run.board)
        document = run.document()
        live = panel(run, self._controls, _what_matters(document))
        self._page = page(document, live).encode()
        self.stage = Stage(run, threads)
        self.line = Line(self.stage.play, most)
        inside = Starlette(
            routes=[
                Route("/", self._show, methods=["GET"]),
                Route("/run", self._run, methods=["POST"]),
                Route("/difference", self._difference, methods=["POST"]),
            ],
            exception_handlers={
                HTTPException: _not_here,
                PresidiumError: _refused,
                Exception: _our_fault,
            },
        )
        inside.router.redirect_slashes = False
        self.app = Guard(inside, door, port, served_policy(live), host_port)

    async def _show(self, _request: Request) -> Response:
        return HTMLResponse(self._page)

    async def _run(self, request: Request) -> Response:
        attempt = await self._asked(request)
        return _Told(self.line, self.line.join(request.scope[CLIENT], attempt))

    async def _difference(self, request: Request) -> Response:
        attempt = await self._asked(request)
        made = await asyncio.to_thread(file_of, self._case, self._controls, attempt)
        return JSONResponse({"file": made.name, "text": made.text})

    async def _asked(self, request: Request) -> Attempt:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refusal("APP822", "this is not JSON by its own account", "Send application/json.")
        try:
            body = await asyncio.wait_for(_body(request), LONGEST)
        except (TimeoutError, ClientDisconnect):
            raise Refusal("APP825", "the request did not arrive whole", "Send it in one go.") from None
        return read_attempt(body, self._case, self._controls)


def _what_matters(document: Mapping[str, Any]) -> list[str]:
    """The paths of the numbers that move the leading answer most."""
    first: list[Mapping[str, Any]] = document["matters"]["questions"][:1]
    return [effect["path"] for asked in first for effect in asked["effects"]]


async def _body(request: Request) -> bytes:
    """The body of a request, which is not read further than it may be large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Refusal("APP823", f"a request has at most {MOST_BYTES:,} bytes", "Ask for less at a time.")
    return bytes(body)


class _Told(StreamingResponse):
    """News of a ticket as server-sent events; the place in the line is given up when nobody listens."""

    def __init__(self, line: Line, ticket: Ticket) -> None:
        super().__init__(_events(ticket), media_type="text/event-stream")
        self._line = line
        self._ticket = ticket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except ClientDisconnect:
            pass
        finally:
            self._line.leave(self._ticket)


async def _events(ticket: Ticket) -> AsyncIterator[str]:
    async for news in ticket.news():
        if news is None:
            yield ":\n\n"
        else:
            event, data = news
            yield f"event: {event}\ndata: {json.dumps(data)}\n\n"


def _refused(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, PresidiumError)
    more = {"Retry-After": "10"} if status_of(problem) == 503 else None
    return refused(problem, request.headers, more)


def _not_here(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    if problem.status_code == 405:
        found = Refusal("APP821", "this cannot be asked in this way", "The page asks in the right way.")
    else:
        found = Refusal("APP820", "there is nothing here", "The page is at /.")
    return refused(found, request.headers, problem.headers)


def _our_fault(request: Request, _problem: Exception) -> Response:
    return refused(OUR_FAULT, request.headers)
