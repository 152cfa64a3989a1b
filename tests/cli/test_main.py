"""Does the command line keep the manners that every command shares?"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command

import presidium
from presidium.cli import voice
from presidium.cli.main import app

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


def presidium_in(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-m", "presidium", *words],
        cwd=folder,
        env={**clean, **environment},
        capture_output=True,
    )


def test_all_commands_of_the_reference_are_there() -> None:
    reference = (Path(__file__).parents[2] / "docs/reference/cli.md").read_text(encoding="utf-8")
    described = sorted(line[3:] for line in reference.splitlines() if line.startswith("## "))
    assert described == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_begins_with_two_examples(typed, command: str) -> None:
    lines = typed(command, "--help").stdout.splitlines()
    examples = [line for line in lines if line.startswith("    presidium ")]
    assert len(examples) == 2
    assert lines.index(examples[0]) <= 4
    assert all(example.split()[1] in COMMANDS for example in examples)


def test_the_version_is_told(typed) -> None:
    assert typed("--version").stdout == f"presidium {presidium.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["run"],
        ["run", "x", "--format", "xml"],
        ["run", "x", "--seed", "-1"],
        ["run", "x", "--seed", str(2**64)],
        ["run", "x", "--histories", "0"],
        ["run", "x", "--threads", "0"],
        ["run", "x", "--histories", "many"],
        ["compare", "x"],
        ["gallery", "--lang", "ru"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(typed, words: list[str]) -> None:
    result = typed(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_help_comes_at_once(tmp_path: Path) -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert presidium_in(tmp_path, "--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "C.UTF-8"])
def test_thai_passes_under_every_locale(tmp_path: Path, locale: str) -> None:
    result = presidium_in(tmp_path, "new", "my-case", "--lang", "th", LC_ALL=locale)
    assert result.returncode == 0
    shown = presidium_in(tmp_path, "show", "my-case.yaml", "--lang", "th", LC_ALL=locale)
    assert shown.returncode == 0, shown.stderr.decode()
    assert "หลังผู้ก่อตั้ง" in shown.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m presidium schema | head -c 1"
    result = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True)
    assert result.stderr == b""


def test_the_shell_is_offered_the_cases(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("presidium")
    asked = {"_PRESIDIUM_COMPLETE": "complete_bash", "COMP_WORDS": "presidium show sov", "COMP_CWORD": "2"}
    offered = subprocess.run([script], cwd=tmp_path, env={**os.environ, **asked}, capture_output=True)
    assert offered.stdout.split() == [b"soviet-1953"]


def test_colour_stays_away_where_it_is_not_wanted(tmp_path: Path) -> None:
    assert b"\x1b" not in presidium_in(tmp_path, "gallery", NO_COLOR="1").stdout


def test_text_that_steers_a_terminal_is_made_visible() -> None:
    assert voice.plain("red\x1b[31m \u202eback\ttab") == "red\\x1b[31m \\u202eback\ttab"


def test_text_of_a_user_is_never_markup(capsys: pytest.CaptureFixture[str]) -> None:
    voice.Voice().table("[bold]title[/bold]", ["[red]column"], [["[link=x]cell[/link] :smile:"]])
    shown = capsys.readouterr().out
    assert "[bold]title[/bold]" in shown
    assert "[red]column" in shown
    assert "[link=x]cell[/link] :smile:" in shown


def test_json_keeps_every_script_readable(capsys: pytest.CaptureFixture[str]) -> None:
    voice.Voice().json({"name": "ครุชชอฟ"})
    shown = capsys.readouterr().out
    assert "ครุชชอฟ" in shown
    assert json.loads(shown) == {"name": "ครุชชอฟ"}
