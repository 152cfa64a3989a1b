"""Who is at the other end of a connection, and does a whole request come from there in time?

uvicorn reads requests and gives them to the site; it waits for ever for the end of a head that has begun, and
answers what is no request in words and headers of its own.  Here both are as for every other refusal.
"""

import asyncio
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from presidium.app.refusal import Refusal, as_json, status_of

#: A request may take so long (seconds) to arrive: its head, and then its body.
LONGEST = 10.0


class Listening(uvicorn.Config):
    """How the server listens.  `headers` are those of every answer; `longest`: seconds for a head."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str], longest: float = LONGEST) -> None:
        super().__init__(
            app,
            loop="asyncio",
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
        )
        self.every_answer = headers
        self.longest = longest


class Connection(H11Protocol):
    """One connection: cut off where a head is not there in time, refused in our words where it is none."""

    config: Listening

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._until: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; the time for a head runs from its first byte, however slowly the others drip."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        else:
            self._wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words
        """Refuse what is no request."""
        self._refuse(Refusal("APP826", "this is no request of HTTP", "Open the address with http."))

    def _wait(self) -> None:
        if self._until is None:
            self._until = self.loop.call_later(self.config.longest, self._too_late)

    def _wait_no_more(self) -> None:
        if self._until is not None:
            self._until.cancel()
            self._until = None

    def _too_late(self) -> None:
        """Cut off: with a word to who has begun, without one to who has said nothing."""
        if self.conn.trailing_data[0]:
            self._refuse(Refusal("APP825", "the request did not arrive whole", "Send it in one go."))
        else:
            self.transport.close()

    def _refuse(self, problem: Refusal) -> None:
        if self.transport.is_closing() or self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()  # in the middle of an answer: nothing more can be said
            return
        status, body = status_of(problem), json.dumps(as_json(problem), ensure_ascii=False).encode()
        headers = {**self.config.every_answer, "Content-Type": "application/json", "Connection": "close"}
        lines = [(name.encode(), value.encode()) for name, value in headers.items()]
        lines.append((b"Content-Length", str(len(body)).encode()))
        answer = h11.Response(status_code=status, headers=lines, reason=HTTPStatus(status).phrase.encode())
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
