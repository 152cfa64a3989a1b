"""What the tests of the served page share: a small case, its run, its site, and a server on a port."""

import threading
from collections.abc import Callable, Iterator
from importlib import resources

import httpx
import pytest
from starlette.testclient import TestClient

import presidium
from presidium.app.server import Place, Server

from .visits import HISTORIES, HOME, SEED, Served, Visit, visit_to


@pytest.fixture(scope="session")
def starter() -> str:
    """The text of the scenario of five invented people that `presidium new` writes."""
    return resources.files("presidium.cli").joinpath("starter/en.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def case(starter: str, tmp_path_factory: pytest.TempPathFactory) -> presidium.Scenario:
    path = tmp_path_factory.mktemp("served") / "starter.yaml"
    path.write_text(starter, encoding="utf-8")
    return presidium.load(path)


@pytest.fixture(scope="session")
def run(case: presidium.Scenario) -> presidium.Run:
    return presidium.simulate(case, histories=HISTORIES, seed=SEED)


@pytest.fixture(scope="session")
def one_visit(run: presidium.Run) -> Iterator[Visit]:
    made = visit_to(run)
    yield made
    made.site.line.close()


@pytest.fixture
def visit(one_visit: Visit) -> Visit:
    """The same site for all; each test comes in anew."""
    client = TestClient(one_visit.site.app, base_url=HOME, follow_redirects=False)
    client.get("/", params={"token": one_visit.door.first})
    return Visit(one_visit.site, one_visit.door, client)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[presidium.Run], Served]]:
    """Serve a run on a free port until the tests are over."""
    ended: list[tuple[Served, threading.Thread]] = []

    def start(run: presidium.Run) -> Served:
        place = Place()
        server = Server(run, place)
        thread = threading.Thread(target=server.run)
        thread.start()
        made = Served(server, f"http://127.0.0.1:{place.port}")
        ended.append((made, thread))
        for _ in range(200):
            try:
                httpx.get(made.home, trust_env=False)
                break
            except httpx.ConnectError:
                threading.Event().wait(0.05)
        return made

    yield start
    for made, thread in ended:
        for reader in made.readers:
            reader.close()
        made.server.stop()
        thread.join(20)


@pytest.fixture(scope="session")
def served(serve: Callable[[presidium.Run], Served], run: presidium.Run) -> Served:
    return serve(run)
