"""How does a case get a server of its own, on this machine only, and how does that end?"""

import asyncio
import logging
import socket
import sys

import uvicorn

from presidium.app.connection import Listening
from presidium.app.guard import Door
from presidium.app.line import Line
from presidium.app.refusal import Refusal
from presidium.app.site import Site
from presidium.run import Run

HOST = "127.0.0.1"
#: After Ctrl-C answers that are being given have so long (seconds) to end.
_LAST_WORDS = 1


class Place:
    """A port of this machine, taken at once, so that a port that cannot be had is known before the work."""

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":
            # There it would let another program take the port over; elsewhere it lets a server start again.
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((HOST, port))
        except OSError as problem:
            self._socket.close()
            raise Refusal(
                "APP802",
                f"port {port} cannot be had ({problem.strerror})",
                "Leave --port out, or name another.",
            ) from problem
        self.port: int = self._socket.getsockname()[1]

    def close(self) -> None:
        """Give the port back."""
        self._socket.close()

    def listen(self) -> socket.socket:
        """The socket, for a server to listen on."""
        return self._socket


class _Listener(uvicorn.Server):
    """Ends quietly: what it would have to break off is over before.

    Runs are stopped, so that their answers end.  Who has not sent a whole request or does not read the answer
    is cut off like one who went away, which every answer knows how to end on.
    """

    def __init__(self, config: uvicorn.Config, line: Line) -> None:
        super().__init__(config)
        self._line = line

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is being answered, and close."""
        self._line.stop()
        asyncio.get_running_loop().call_later(_LAST_WORDS, self._cut_off)
        await super().shutdown(sockets)

    def _cut_off(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()


class Server:
    """The page of a run, served at a place until it is stopped.

    Making it plays the run's what-ifs and builds the page; after that the engine is compiled and a first byte
    comes at once.  `host_port`: the port by which a browser comes where another is forwarded to this one.
    """

    def __init__(
        self, run: Run, place: Place, threads: int | None = None, host_port: int | None = None
    ) -> None:
        self._place = place
        self._port = place.port if host_port is None else host_port
        self._door = Door()
        self._site = Site(run, self._door, place.port, threads, host_port=host_port)
        config = Listening(self._site.app, self._site.app.headers)
        # What goes wrong inside is told on the terminal; that somebody went away is not.
        logging.getLogger("uvicorn").setLevel(logging.ERROR)
        self._server = _Listener(config, self._site.line)

    @property
    def address(self) -> str:
        """The address to open first: it has the token, and can be used as long as the server runs."""
        return self._with(self._door.first, self._port)

    def address_once(self) -> str:
        """An address that opens the page a single time, on this machine: others may read a command line."""
        return self._with(self._door.once(), self._place.port)

    def _with(self, token: str, port: int) -> str:
        return f"http://{HOST}:{port}/?token={token}"

    def run(self) -> None:
        """Serve until `stop` or Ctrl-C (which is KeyboardInterrupt when all is closed)."""
        try:
            self._server.run(sockets=[self._place.listen()])
        finally:
            self._site.line.close()
            self._place.close()

    def stop(self) -> None:
        """End a server that runs in another thread."""
        self._server.should_exit = True
