"""Does `presidium serve` say where the page is, or why there is none?"""

import builtins
import re
import signal
import socket
import subprocess
import sys
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


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
def test_it_serves_until_it_is_interrupted_and_leaves_nothing(typed, tmp_path: Path) -> None:
    assert typed("new", tmp_path / "my-case.yaml").exit_code == 0
    command = [sys.executable, "-m", "presidium", "serve", "my-case.yaml", "--histories", "100"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=\S+", address)
        with httpx.Client(trust_env=False, follow_redirects=True) as client:
            for _ in range(100):
                try:
                    page = client.get(address)
                    break
                except httpx.ConnectError:
                    continue
            assert "id=live-form" in page.text or 'id="live-form"' in page.text
        serving.send_signal(signal.SIGINT)
        rest, said = serving.communicate(timeout=30)
    assert serving.returncode == 0
    assert rest == ""
    assert said.rstrip().endswith("stopped")
    assert "Traceback" not in said
    # No access log: nobody's address, path or token.
    assert "GET" not in said
    assert "token" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["my-case.yaml"]
