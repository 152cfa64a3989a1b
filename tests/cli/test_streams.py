"""How does a command end where nobody can read, where nothing can be written, and where memory is refused?"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import presidium
from presidium.cli.voice import Voice, command
from presidium.errors import PresidiumError
from presidium.shortage import shortage_told

SMALL = str(Path(__file__).parents[1] / "scenario" / "small.yaml")
posix = pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell of Unix")


def shell(line: str, *arguments: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """A line of a shell in which "$0" is the command `presidium`, and "$1" the first argument."""
    whole = line.replace("presidium", f'"{sys.executable}" -m presidium')
    environment = {**os.environ, "PYTHONPATH": str(Path(presidium.__file__).parents[1])}
    return subprocess.run(
        ["sh", "-c", whole, "sh", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
    )


@posix
@pytest.mark.parametrize("line", ["presidium gallery >&-", "presidium gallery <&- >&-"])
def test_nothing_is_done_where_nobody_could_see_it(line: str) -> None:
    ended = shell(line)
    assert (ended.returncode, ended.stderr[:6]) == (2, "USE666")


@posix
def test_talk_that_nobody_hears_is_no_matter_and_lands_in_no_file(tmp_path: Path) -> None:
    ended = shell('presidium check "$1" 2>&-', SMALL, cwd=tmp_path)
    assert ended.returncode == 0
    made = shell("presidium new mine 2>&- <&-", cwd=tmp_path)
    assert made.returncode == 0
    assert (tmp_path / "mine.yaml").read_text("utf-8").startswith("#")


@posix
def test_who_reads_no_further_hears_no_more_and_no_answer_is_made_of_it() -> None:
    ended = shell("{ presidium schema; echo $? >&2; } | :")
    assert ended.stderr == "141\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_has_a_code() -> None:
    ended = shell("presidium gallery > /dev/full")
    assert (ended.returncode, ended.stderr[:6]) == (2, "STO509")
    assert "No space left" in ended.stderr


@pytest.mark.parametrize(
    ("refused", "code"),
    [(MemoryError("Unable to allocate 9 GiB"), "USE667"), (RuntimeError("can't start new thread"), "USE668")],
)
def test_a_shortage_is_told_as_one_and_not_as_an_interruption(refused: Exception, code: str) -> None:
    def asks(_voice: Voice) -> None:
        raise refused

    app = typer.Typer()
    app.command()(command(asks))
    ended = CliRunner().invoke(app, [])
    assert ended.exit_code == 2
    assert ended.stderr.startswith(code)
    assert "interrupted" not in ended.stderr


def test_memory_that_is_refused_while_histories_are_played_has_a_code_and_leaves_what_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presidium.simulate(SMALL, 1_000, out=tmp_path)
    kept = sorted(path.name for path in tmp_path.rglob("*"))

    def refused(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("presidium.run.play_many", refused)
    with pytest.raises(PresidiumError) as told:
        presidium.simulate(SMALL, 2_000, out=tmp_path)
    assert told.value.code == "USE667"
    assert sorted(path.name for path in tmp_path.rglob("*")) == kept


def test_another_fault_is_no_shortage() -> None:
    with pytest.raises(RuntimeError, match="other"), shortage_told():
        raise RuntimeError("other")


@pytest.fixture
def far_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The path of a folder 1,500 folders down, to be made; taken away again from below."""
    monkeypatch.chdir(tmp_path)
    path = "d/" * 1_500
    yield path
    place = Path(path)
    for file in sorted(place.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    for one in (place, *list(place.parents)[:-1]):
        one.rmdir()


@posix
def test_folders_nested_by_the_thousand_are_made_or_refused_with_a_code(far_down: str) -> None:
    assert len(presidium.simulate(SMALL, 5, out=far_down)) == 5
    assert len(presidium.simulate(SMALL, 5, out=far_down)) == 5
    for asked in (presidium.check, lambda path: presidium.simulate(SMALL, 5, out=path)):
        with pytest.raises(PresidiumError) as refused:
            asked("nested/" * 1_500)
        assert len(refused.value.message) < 1_000
    with pytest.raises(PresidiumError, match="USE621"):
        presidium.check("d")
