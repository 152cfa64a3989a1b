"""Does a real server on a real port keep clients apart, notice who goes, and stay on this machine?"""

import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import presidium
from presidium.app.connection import Listening
from presidium.app.refusal import Refusal
from presidium.app.server import Place

from .visits import HISTORIES, SEED, Served

ASKED: dict[str, Any] = {"whatifs": [], "numbers": {}, "histories": HISTORIES, "seed": SEED}
#: More histories than anybody waits for in a test.
LONG = {**ASKED, "histories": 10_000, "seed": SEED + 1}
PATIENCE = 60


def events_of(answer: httpx.Response) -> Iterator[tuple[str, Any]]:
    event = ""
    for line in answer.iter_lines():
        if line.startswith("event: "):
            event = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield event, json.loads(line.removeprefix("data: "))


def result_of(reader: httpx.Client, asked: dict[str, Any]) -> dict[str, Any]:
    with reader.stream("POST", "/run", json=asked) as answer:
        assert answer.status_code == 200, answer.read()
        event, data = list(events_of(answer))[-1]
    assert event == "result", data
    return data


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def raw(home: str, sent: bytes) -> bytes:
    """What comes back over a bare connection."""
    port = int(home.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        back = b""
        # Who sends too much is cut off.
        with contextlib.suppress(OSError):
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65_536):
                back += part
    return back


def test_the_first_address_leads_to_the_page_and_its_token_out_of_the_address(served: Served) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", served.server.address)
    with httpx.Client(trust_env=False, follow_redirects=True) as client:
        page = client.get(served.server.address)
        assert str(page.url) == f"{served.home}/"
        assert "token" not in page.text
        assert client.get(f"{served.home}/").status_code == 200
    assert httpx.get(f"{served.home}/", trust_env=False).json()["code"] == "APP810"


def test_only_this_machine_is_listened_to(served: Served) -> None:
    assert served.home.startswith("http://127.0.0.1:")
    port = int(served.home.rpartition(":")[2])
    with socket.socket() as elsewhere:
        # Another address of this machine: were all addresses listened to, it would answer.
        assert elsewhere.connect_ex(("127.0.0.2", port)) != 0


def test_no_answer_says_which_server_it_is(served: Served) -> None:
    assert "server" not in served.reader().get("/").headers


def test_many_clients_at_once_each_get_their_own(served: Served, case: presidium.Scenario) -> None:
    """Each asks for another number of histories and moves the same number elsewhere."""
    readers = [served.reader() for _ in range(6)]
    asked = [
        {**ASKED, "histories": 100 + n, "numbers": {"people.arden.ambition": n / 10}}
        for n, _ in enumerate(readers)
    ]
    results: dict[int, dict[str, Any]] = {}

    def play(n: int) -> None:
        results[n] = result_of(readers[n], asked[n])

    threads = [threading.Thread(target=play, args=(n,)) for n in range(len(readers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    for n, one in enumerate(asked):
        known = presidium.compare(
            case, case.change("people.arden.ambition", n / 10), histories=one["histories"], seed=SEED
        )
        assert results[n]["histories"] == 100 + n
        (first, *_) = known.questions()
        shown = results[n]["questions"][0]["answers"]
        assert {answer["changed"] for answer in shown} == {
            f"{100 * a['changed']:.1f}" for a in first["answers"]
        }


def test_a_client_that_vanishes_stops_its_run_and_the_next_one_plays(served: Served) -> None:
    gone, next_one = served.reader(), served.reader()
    line = served.server._site.line
    with gone.stream("POST", "/run", json=LONG) as answer:
        for event, data in events_of(answer):
            if event == "progress" and data["total"]:
                break
        assert len(line) == 1
    until(lambda: len(line) == 0)
    assert result_of(next_one, ASKED)["histories"] == HISTORIES


def test_a_client_has_one_run_and_another_client_waits(served: Served) -> None:
    reader, other = served.reader(), served.reader()
    with reader.stream("POST", "/run", json=LONG) as first:
        heard = events_of(first)
        next(heard)
        again = reader.post("/run", json=ASKED)
        assert (again.status_code, again.json()["code"]) == (409, "APP840")
        with other.stream("POST", "/run", json=ASKED) as waiting:
            assert next(events_of(waiting)) == ("waiting", {"before": 1})
    until(lambda: len(served.server._site.line) == 0)
    assert result_of(reader, ASKED)["histories"] == HISTORIES


def test_progress_comes_while_the_run_goes_on(served: Served) -> None:
    with served.reader().stream("POST", "/run", json={**LONG, "histories": 1_000}) as answer:
        seen = [(event, data) for event, data in events_of(answer)]
    counts = [data["done"] for event, data in seen if event == "progress"]
    assert counts == sorted(counts)
    assert len(set(counts)) > 5
    assert seen[-1][0] == "result"


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n",
        b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n",
        b"GET //example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n",
        b"POST /run HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /run HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=range(10),
)
def test_what_is_no_request_of_ours_gets_no_page_and_no_traceback(served: Served, sent: bytes) -> None:
    back = raw(served.home, sent)
    assert b" 200 " not in back.split(b"\r\n")[0]
    assert b"Traceback" not in back
    assert served.reader().get("/").status_code == 200


OURS = {
    b"content-security-policy",
    b"x-content-type-options",
    b"referrer-policy",
    b"cache-control",
    b"cross-origin-resource-policy",
}


def told(back: bytes) -> tuple[int, str, set[bytes]]:
    """Status, code and names of the headers of an answer over a bare connection."""
    head, _, body = back.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    return (
        int(first.split()[1]),
        json.loads(body)["code"],
        {line.partition(b":")[0].lower() for line in lines},
    )


@pytest.mark.parametrize("sent", [b"nonsense\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"])
def test_what_is_no_request_is_refused_with_the_headers_of_every_answer(served: Served, sent: bytes) -> None:
    status, code, headers = told(raw(served.home, sent))
    assert (status, code) == (400, "APP826")
    assert headers >= OURS
    assert b"server" not in headers


@pytest.mark.parametrize("begun", [b"GET / HTTP/1.1\r\nHost: a\r\n", b"G", b""])
def test_a_head_that_is_not_there_in_time_is_cut_off_however_it_drips(
    begun: bytes, serve: Callable[[presidium.Run], Served], run: presidium.Run
) -> None:
    own = serve(run)
    own.server._server.config.longest = 0.5
    port = int(own.home.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        back, started = b"", time.monotonic()
        line.sendall(begun)
        line.settimeout(0.1)
        while True:
            try:
                part = line.recv(65_536)
            except TimeoutError:
                assert time.monotonic() - started < PATIENCE
                if begun:
                    line.sendall(b"x")  # one more letter, again and again
                continue
            except ConnectionError:
                break
            back += part
            if not part:
                break
    if begun:
        status, code, headers = told(back)
        assert (status, code) == (408, "APP825")
        assert headers >= OURS
    else:
        assert back == b""
    assert own.reader().get("/").status_code == 200


def test_a_head_has_ten_seconds() -> None:
    assert Listening(lambda *_: None, {}).longest == 10.0  # type: ignore[arg-type]


def test_a_request_that_is_cut_off_leaves_nothing_behind(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    reader = served.reader()
    cookie = "; ".join(f"{name}={value}" for name, value in reader.cookies.items())
    host = served.home.removeprefix("http://")
    head = f"POST /run HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n"
    raw(served.home, f"{head}Content-Length: 500\r\n\r\n{{".encode())
    assert len(served.server._site.line) == 0
    assert result_of(reader, ASKED)["seed"] == str(SEED)
    assert caplog.text == ""


def test_a_whole_visit_writes_nothing(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    plain = Path.open

    def watched(path: Path, mode: str = "r", *more: Any, **others: Any) -> Any:
        if set(mode) & set("wax+"):
            opened.append(str(path))
        return plain(path, mode, *more, **others)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "open", watched)
    reader = served.reader()
    result_of(reader, {**ASKED, "whatifs": ["trust"]})
    assert reader.post("/difference", json={**ASKED, "whatifs": ["trust"]}).status_code == 200
    assert opened == []
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_refused_before_any_work() -> None:
    place = Place()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with pytest.raises(Refusal, match="APP802"):
            Place(listening.getsockname()[1])
    place.close()


def test_stopping_ends_runs_that_go_on(serve: Callable[[presidium.Run], Served], run: presidium.Run) -> None:
    own = serve(run)
    with own.reader().stream("POST", "/run", json=LONG) as answer:
        heard = events_of(answer)
        next(heard)
        own.server.stop()
        with contextlib.suppress(httpx.HTTPError):
            list(heard)
    until(lambda: len(own.server._site.line) == 0)
    with pytest.raises(httpx.ConnectError):
        until(lambda: httpx.get(own.home, trust_env=False).status_code == 0)


def test_stopping_cuts_off_who_does_not_go_on_sending_and_says_nothing(
    serve: Callable[[presidium.Run], Served], run: presidium.Run, caplog: pytest.LogCaptureFixture
) -> None:
    own = serve(run)
    reader = own.reader()
    cookie = "; ".join(f"{name}={value}" for name, value in reader.cookies.items())
    host, port = own.home.removeprefix("http://").split(":")
    head = (
        f"POST /run HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as line:
        line.sendall(f"{head}Content-Length: 500\r\n\r\n{{".encode())
        until(lambda: len(own.server._server.server_state.tasks) > 0)
        own.server.stop()
        with contextlib.suppress(ConnectionError):
            assert line.recv(1) == b""
    until(lambda: own.server._place._socket.fileno() == -1)
    assert caplog.text == ""
