"""A site to visit without a network, and a server with any number of readers."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from starlette.testclient import TestClient

import presidium
from presidium.app.guard import Door
from presidium.app.server import Server
from presidium.app.site import Site

HISTORIES = 300
SEED = 7
PORT = 8753
HOME = f"http://127.0.0.1:{PORT}"


@dataclass
class Visit:
    """A site without a network: the keys to it, and a client that has come in."""

    site: Site
    door: Door
    client: TestClient

    def asks(self, **changes: Any) -> dict[str, Any]:
        """A request to play that is right but for what is given."""
        return {"whatifs": [], "numbers": {}, "histories": 100, "seed": SEED, **changes}


def visit_to(run: presidium.Run) -> Visit:
    door = Door()
    site = Site(run, door, PORT)
    client = TestClient(site.app, base_url=HOME, follow_redirects=False)
    assert client.get("/", params={"token": door.first}).status_code == 303
    return Visit(site, door, client)


@dataclass
class Served:
    """A server that runs, and browsers of any number of readers."""

    server: Server
    home: str
    readers: list[httpx.Client] = field(default_factory=list)

    def reader(self) -> httpx.Client:
        """A reader who has come in by the first address."""
        client = httpx.Client(base_url=self.home, timeout=60, trust_env=False)
        self.readers.append(client)
        assert client.get(self.server.address, follow_redirects=True).status_code == 200
        return client


def written(folder: Path, text: str) -> Path:
    """A scenario file with this text."""
    path = folder / "starter.yaml"
    path.write_text(text, encoding="utf-8")
    return path
