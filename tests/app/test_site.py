"""Does the site answer what the page asks, and refuse everything else with a code?"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import presidium
from presidium.app.site import MOST_BYTES
from presidium.errors import EXPLANATIONS
from presidium.page.build import page

from .visits import HISTORIES, SEED, Visit, visit_to, written

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"


def events(answer: Any) -> list[tuple[str, Any]]:
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    parts = [part.split("\n") for part in answer.text.split("\n\n") if part.startswith("event: ")]
    return [(event.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for event, data in parts]


def test_the_page_is_that_of_the_file_with_a_part_of_its_own(visit: Visit, run: presidium.Run) -> None:
    served = visit.client.get("/").text
    file = page(run.document())
    sections = re.compile(r"<section id=([\w-]+)")
    assert sections.findall(served) == ["live", *sections.findall(file)]
    # What is in the file is in the served page, part by part, as it is there.
    main = re.compile(r"<section id=hundred .*?</main>", re.DOTALL)
    assert main.search(served)[0] == main.search(file)[0]


def test_the_file_has_nothing_of_what_only_a_server_can_do(run: presidium.Run) -> None:
    file = page(run.document())
    assert "connect-src" not in file
    assert "live" not in re.findall(r'\bid="?([\w-]+)', file)
    assert "EventSource" not in file
    assert "fetch(" not in file


def test_a_run_is_played_with_progress_and_ends_with_its_result(visit: Visit) -> None:
    told = events(visit.client.post("/run", json=visit.asks(whatifs=["trust"], histories=HISTORIES)))
    assert {event for event, _ in told[:-1]} <= {"waiting", "progress"}
    event, result = told[-1]
    assert event == "result"
    assert (result["histories"], result["seed"]) == (HISTORIES, str(SEED))
    assert result["questions"][0]["id"] == "first-to-fall"


def test_a_seed_beyond_the_numbers_of_a_browser_keeps_its_digits(visit: Visit) -> None:
    seed = 2**64 - 1
    told = events(visit.client.post("/run", json=visit.asks(seed=seed)))
    assert told[-1][1]["seed"] == str(seed)


def test_what_was_tried_can_be_had_as_yaml(visit: Visit) -> None:
    answer = visit.client.post("/difference", json=visit.asks(whatifs=["trust"]))
    assert answer.status_code == 200
    assert answer.json()["text"].startswith("# A what-if that was tried on the served page of starter: ")
    nothing = visit.client.post("/difference", json=visit.asks())
    assert (nothing.status_code, nothing.json()["code"]) == (422, "APP833")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/run", 405, "APP821"),
        ("GET", "/difference", 405, "APP821"),
        ("POST", "/", 405, "APP821"),
        ("PUT", "/", 405, "APP821"),
        ("DELETE", "/run", 405, "APP821"),
        ("TRACE", "/", 405, "APP821"),
        ("GET", "/report.html", 404, "APP820"),
        ("GET", "/favicon.ico", 404, "APP820"),
        ("GET", "/run/", 404, "APP820"),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404, "APP820"),
        ("GET", "/..%2f..%2fetc%2fpasswd", 404, "APP820"),
        ("GET", "/assets/live.js", 404, "APP820"),
        ("GET", "/<script>", 404, "APP820"),
    ],
)
def test_nothing_else_can_be_asked(visit: Visit, method: str, path: str, status: int, code: str) -> None:
    answer = visit.client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"code", "message", "remedy", "thai"}
    assert "<script>" not in answer.text


@pytest.mark.parametrize("path", ["/run", "/difference"])
@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{}", "text/plain", 415, "APP822"),
        (b"{}", "application/x-www-form-urlencoded", 415, "APP822"),
        (b"{}", "multipart/form-data; boundary=x", 415, "APP822"),
        (b"{}", "", 415, "APP822"),
        (b"{", "application/json", 400, "APP824"),
        (b"{}", "application/json", 422, "APP830"),
        (b"{}", "Application/JSON; charset=utf-8", 422, "APP830"),
        (b" " * (MOST_BYTES + 1), "application/json", 413, "APP823"),
    ],
    ids=range(8),
)
def test_a_wrong_request_is_refused(
    visit: Visit, path: str, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = visit.client.post(path, content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "Traceback" not in answer.text


def test_what_is_too_large_is_not_read_to_its_end(visit: Visit) -> None:
    sent = 0

    def endless() -> Any:
        nonlocal sent
        while sent < 50 * MOST_BYTES:
            sent += 100_000
            yield b" " * 100_000

    answer = visit.client.post("/run", content=endless(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "APP823")


def test_a_fault_of_ours_is_told_without_its_inside(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("presidium.app.stage.simulate", broken)
    event, said = events(visit.client.post("/run", json=visit.asks(seed=SEED + 2)))[-1]
    assert (event, said["code"]) == ("refused", "APP850")
    assert "inside" not in json.dumps(said)
    assert "ZeroDivisionError: inside" in caplog.text
    monkeypatch.undo()
    assert events(visit.client.post("/run", json=visit.asks()))[-1][0] == "result"


def test_changes_that_the_scenario_refuses_are_told_with_its_code(starter: str, tmp_path: Path) -> None:
    flood = "{kind: shock, title: Flood, on: 2031-05, exogenous: true, effects: [{blame: leader, by: 0.1}]}"
    flood_of = "  {0}: {{add: {{events.flood: {1}}}}}\n".format
    both_add_it = flood_of("wet", flood) + flood_of("wetter", flood.replace("0.1", "0.2"))
    case = presidium.load(written(tmp_path, starter + both_add_it))
    other = visit_to(presidium.simulate(case, histories=10, seed=SEED))
    asked = other.asks(whatifs=["wet", "wetter"])
    event, said = events(other.client.post("/run", json=asked))[-1]
    assert (event, said["code"]) == ("refused", "USE629")
    answer = other.client.post("/difference", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "USE629")
    other.site.line.close()


def test_hostile_text_of_a_scenario_is_text(starter: str, tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE)
    odd = starter.replace('"Corso trusts Brandt"', quoted).replace('"Ilse Arden"', quoted)
    odd = odd.replace('"After the founder"', quoted)
    assert odd.count(quoted) == 3
    hostile = visit_to(presidium.simulate(presidium.load(written(tmp_path, odd)), histories=10, seed=SEED))
    served = hostile.client.get("/").text
    assert "<script>window" not in served
    assert "<img" not in served
    data = re.search(r'<script type="application/json" id="live-data">(.*?)</script>', served, re.DOTALL)
    told = json.loads(data[1])
    assert any(control["label"]["en"] == f"ambition of {HOSTILE}" for control in told["controls"])
    answer = hostile.client.post("/difference", json=hostile.asks(whatifs=["trust"]))
    assert answer.headers["content-type"] == "application/json"
    assert HOSTILE in answer.json()["text"]
    hostile.site.line.close()


def test_every_code_has_a_status_and_an_explanation() -> None:
    from presidium.app.refusal import STATUS

    assert set(STATUS) <= set(EXPLANATIONS)
