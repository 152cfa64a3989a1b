"""Does `presidium serve` say where the page is, or why there is none?"""

import builtins
import contextlib
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest


def test_without_the_extra_it_says_what_to_install(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.split(".")[0] in ("starlette", "uvicorn"):
            raise ImportError(name, name=name)
        return plain(name, *more)

    for name in [name for name in sys.modules if name.startswith("presidium.app")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    result = typed("serve", "soviet-1953")
    assert result.exit_code == 2
    assert result.stderr.startswith("APP801 the served page needs ")
    assert 'pip install "presidium[app]"' in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("port", ["0", "80", "70000", "x"])
def test_a_port_that_cannot_be_one_is_wrong_usage(typed, port: str) -> None:
    assert typed("serve", "soviet-1953", "--port", port).exit_code == 2


def test_a_port_that_is_taken_is_said_at_once(typed) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = typed("serve", "soviet-1953", "--port", taken.getsockname()[1])
    assert result.exit_code == 2
    assert result.stderr.startswith("APP802 ")


def test_a_case_that_is_not_there_is_said(typed) -> None:
    assert typed("serve", "nowhere.yaml").exit_code == 2


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """`presidium serve` of the starter that lies in a folder, as typed in a terminal."""
    command = [sys.executable, "-m", "presidium", "serve", "my-case.yaml", "--histories", "100"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            yield server
        finally:
            server.kill()


def visited(client: httpx.Client, address: str) -> httpx.Response:
    """The page at the address, as soon as there is one."""
    for _ in range(100):
        with contextlib.suppress(httpx.ConnectError):
            return client.get(address)
        time.sleep(0.05)
    raise TimeoutError(address)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
def test_it_serves_until_it_is_interrupted_and_leaves_nothing(typed, tmp_path: Path) -> None:
    assert typed("new", tmp_path / "my-case.yaml").exit_code == 0
    with serving(tmp_path) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=\S+", address)
        with httpx.Client(trust_env=False, follow_redirects=True) as client:
            page = visited(client, address)
            assert "id=live-form" in page.text or 'id="live-form"' in page.text
        server.send_signal(signal.SIGINT)
        rest, said = server.communicate(timeout=30)
    assert server.returncode == 0
    assert rest == ""
    assert said.rstrip().endswith("stopped")
    assert "Traceback" not in said
    # No access log: nobody's address, path or token.
    assert "GET" not in said
    assert "token" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["my-case.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
def test_ctrl_c_while_a_run_is_played_ends_it_without_a_word_too_many(typed, tmp_path: Path) -> None:
    assert typed("new", tmp_path / "my-case.yaml").exit_code == 0
    asked = {"whatifs": ["trust"], "numbers": {}, "histories": 10_000, "seed": 5}
    heard = []
    with serving(tmp_path) as server, httpx.Client(trust_env=False, follow_redirects=True) as client:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        visited(client, address)
        with client.stream("POST", f"{address.partition('/?')[0]}/run", json=asked) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    heard.append(json.loads(line.removeprefix("data: ")))
                    if heard[-1].get("total") and server.poll() is None and "sent" not in heard:
                        server.send_signal(signal.SIGINT)
                        heard.append("sent")
        rest, said = server.communicate(timeout=30)
    assert heard[-1]["code"] == "APP842"
    assert server.returncode == 0
    assert rest == ""
    lines = [line for line in said.splitlines() if " of 100 histories" not in line]
    assert lines == [
        "my-case: 100 histories, seed 1953",
        "what-ifs and page ...",
        "Ctrl-C ends it",
        "stopped",
    ]
