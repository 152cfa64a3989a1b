"""Does bad input end in a coded error that helps, and leave nothing behind?

Mistakes in a scenario: code, file, line, column and remedy, all in one pass.  What goes wrong while histories
are played: a message, the exit code for it, and the finished parts kept.
"""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# Each mistake: its name, what is replaced by what in the starter, its code, and where it begins.
MISTAKES = [
    ("a misspelt key", "    personal: {party", "    persnal: {party", "SCN104", "persnal"),
    ("a missing key", "period:", "#", "SCN106", "# A scenario"),
    ("an unknown person in a tie", "to: brandt, tie", "to: brant, tie", "SCN201", "brant, tie"),
    ("a date outside the period", "on: 2031-09", "on: 2041-09", "SCN202", "2041-09"),
    ("a negative worth", "{party: 1 to 2}", "{party: -1}", "SCN109", "-1}"),
    ("a range upside down", "0.3 to 0.6\n", "0.6 to 0.3\n", "SCN121", "0.6 to 0.3"),
    ("a probability over one", "chance: 0.3 to 0.7", "chance: 1.3", "SCN109", "1.3"),
    ("a duplicate key", "    born: 1961", "    born: 1961\n    born: 1962", "SCN105", "born: 1962"),
    ("a duplicate person", "  duval:", "  corso: {}\n  duval:", "SCN105", "corso: {}"),
    ("a year of the Buddhist era", "born: 1961", "born: 2496", "SCN111", "2496"),
    ("a tab in the indentation", "    born: 1961", "\tborn: 1961", "SCN114", "\tborn"),
    ("an anchor", "ambition: 0.3", "ambition: &a 0.3", "SCN116", "&a"),
    ("a tag", "ambition: 0.3", "ambition: !!python/name:os.system 0.3", "SCN116", "!!python"),
    ("a turn of the reading direction", "Ilse Arden", "Ilse \u202eArden", "SCN115", "\u202e"),
    ("a control character", "Ilse Arden", "Ilse \x07Arden", "SCN115", "\x07"),
    ("a wrong format", "format: 1", "format: 2", "SCN118", "2\nscenario"),
    ("a number with a comma", "ambition: 0.3 to 0.6", "ambition: 0,3", "SCN108", "0,3"),
    ("a bracket left open", "corso]}\n", "corso}\n", "SCN102", "}\n  - {id: leader"),
    (
        "two in a single seat",
        "  - {who: arden, seat: full",
        "  - {who: duval, office: premier, from: 2029}\n  - {who: arden, seat: full",
        "SCN204",
        "2029}",
    ),
]

# Files that are no scenario at all.
JUNK = {
    "empty": (b"", "SCN101"),
    "comments only": (b"# nothing\n", "SCN101"),
    "binary junk": (bytes(range(256)) * 20, "SCN103"),
    "a NUL": (b"format: 1\0\n", "SCN103"),
    "UTF-16": ("format: 1\n".encode("utf-16"), "SCN103"),
    "Windows-874": ("title: หลังสตาลิน\n".encode("cp874"), "SCN103"),
    "over 4 MB": (b"format: 1\n" + b"# x\n" * 1_100_000, "SCN117"),
    "brackets without end": (b"a: " + b"[" * 50_000, "SCN120"),
    "a list": (b"- a\n- b\n", "SCN101"),
}


@pytest.fixture
def starter(typed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of a sound scenario; the folder one is in is empty."""
    typed("new", tmp_path / "sound" / "my-case")
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    return (tmp_path / "sound" / "my-case.yaml").read_text(encoding="utf-8")


def place(text: str, at: str) -> tuple[int, int]:
    before = text[: text.index(at)].split("\n")
    return len(before), len(before[-1]) + 1


def spoilt(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def write(text: str | bytes) -> Path:
    file = Path("case.yaml")
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize(
    ("old", "new", "code", "at"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_named_with_its_place_and_remedy_and_nothing_is_written(
    typed: Any, starter: str, old: str, new: str, code: str, at: str
) -> None:
    text = spoilt(starter, old, new)
    file = write(text)
    problems = json.loads(typed("check", file, "--format", "json").stdout)
    row, column = place(text, at)
    (found,) = [one for one in problems if one["code"] == code]
    assert (found["filename"], found["location"]) == ("case.yaml", {"row": row, "column": column})
    assert found["remedy"]
    for command in (["run"], ["simulate"], ["compare", "--whatif", "trust"], ["show"]):
        result = typed(command[0], file, *command[1:])
        assert result.exit_code == 2, command
        assert result.stdout == ""
        assert f"case.yaml:{row}:{column} {code} " in result.stderr
        assert "\nhelp: " in result.stderr
    assert typed("check", file).exit_code == 1
    assert list(Path().iterdir()) == [file]


@pytest.mark.parametrize(("content", "code"), JUNK.values(), ids=JUNK)
def test_what_is_no_scenario_is_refused_by_code(typed: Any, starter: str, content: bytes, code: str) -> None:
    assert starter
    file = write(content)
    result = typed("check", file)
    assert result.exit_code == 1
    assert re.match(rf"case\.yaml:\d+:\d+ {code} ", result.stdout)
    assert "\nhelp: " in result.stdout
    assert typed("run", file).exit_code == 2
    assert list(Path().iterdir()) == [file]


def test_an_alias_is_refused_with_its_anchor(typed: Any, starter: str) -> None:
    text = spoilt(
        spoilt(starter, "ambition: 0.3", "ambition: &a 0.3"), "ambition: 0.5 to 0.9", "ambition: *a"
    )
    found = json.loads(typed("check", write(text), "--format", "json").stdout)
    places = {(one["location"]["row"], one["location"]["column"]) for one in found if one["code"] == "SCN116"}
    assert places == {place(text, "&a"), place(text, "*a")}


def test_all_mistakes_are_found_in_one_pass(typed: Any, starter: str) -> None:
    text, wanted = starter, set()
    for _, old, new, code, _ in MISTAKES:
        # Where a file cannot be read, is in another format or has no period, less can be said of it.
        if code in ("SCN102", "SCN106", "SCN114", "SCN118") or old not in text:
            continue
        text, wanted = spoilt(text, old, new), wanted | {code}
    assert len(wanted) > 8
    result = typed("check", write(text), "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert wanted <= {problem["code"] for problem in problems}
    rows = [problem["location"]["row"] for problem in problems]
    assert rows == sorted(rows)


@pytest.mark.parametrize("code", sorted({m[3] for m in MISTAKES} | {code for _, code in JUNK.values()}))
def test_each_of_these_codes_is_explained(typed: Any, code: str) -> None:
    told = typed("explain", code).stdout
    assert told.startswith(code)
    for part in ("Cause: ", "Example: ", "Remedy: "):
        assert f"\n{part}" in told


def test_a_file_that_is_not_there_is_not_counted_as_checked(typed: Any, starter: str) -> None:
    result = typed("check", write(starter), "nowhere.yaml")
    assert result.exit_code == 2
    assert "USE620" in result.stderr
    assert "0 errors, 0 warnings in 1 scenario\n" in result.stderr


def test_too_many_histories_are_refused_as_that(typed: Any, starter: str) -> None:
    result = typed("run", write(starter), "-n", 2**32)
    assert result.exit_code == 2
    assert str(2**32 - 1) in result.stderr


# What goes wrong on the way (kills, limits and damage of parts: test_edges)


def program(before: str = "") -> list[str]:
    """The command line as a program of its own; `before` is done first in its process."""
    start = f"import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n{before}"
    return [sys.executable, "-c", f"{start}\nfrom presidium.cli.main import main\nmain()"]


def test_a_fault_of_our_own_does_not_look_like_an_answer(starter: str) -> None:
    fault = "import presidium\npresidium.check = lambda *_: 1 / 0"
    done = subprocess.run([*program(fault), "check", write(starter)], capture_output=True)
    assert done.returncode == 2
    assert b"ZeroDivisionError" in done.stderr


def test_each_problem_and_the_count_have_lines_of_their_own_in_one_stream(starter: str) -> None:
    wrong = write(starter.replace("format: 1", "format: 1\nnonsense: 1"))
    done = subprocess.run(
        [*program(), "check", wrong], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines = done.stdout.splitlines()
    assert lines[-1] == "1 error, 0 warnings in 1 scenario"
    assert lines[-2].endswith("presidium explain SCN104")
    assert done.stdout.endswith("\n")


def test_a_traceback_that_was_asked_for_keeps_the_exit_code() -> None:
    done = subprocess.run([*program(), "show", "nowhere", "--debug"], capture_output=True)
    assert done.returncode == 2
    assert b"Traceback" in done.stderr
    assert b"USE620" in done.stderr


@pytest.mark.parametrize("out", ["case.yaml", "case.yaml/run"])
def test_a_folder_that_cannot_be_made_is_a_coded_error(typed: Any, starter: str, out: str) -> None:
    file = write(starter)
    result = typed("run", file, "-n", 20, "--out", out)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"STO501 cannot write {out}" in result.stderr.replace(os.sep, "/")
    assert "--out" in result.stderr
    assert list(Path().iterdir()) == [file]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_ctrl_c_at_the_page_keeps_the_histories_and_the_report_comes_later(typed: Any, starter: str) -> None:
    file = write(starter)
    words = ["run", str(file), "-n", "1000", "--out", "there", "--format", "json"]
    slow = "import time, presidium.run\npresidium.run.page = lambda document: time.sleep(60)"
    running = subprocess.Popen([*program(slow), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stderr is not None
    said = [line := running.stderr.readline()]
    while line and b"what-ifs and page" not in line:
        said.append(line := running.stderr.readline())
    running.send_signal(signal.SIGINT)
    out, rest = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert b"interrupted; 1 finished part kept in there" in rest
    assert b"Traceback" not in rest
    assert not Path("there/report.html").exists()
    assert typed("report", "there", "--case", file).stdout.strip() == str(Path("there/report.html"))
    assert Path("there/report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
