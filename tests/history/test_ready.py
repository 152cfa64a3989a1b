"""Is all of the engine compiled by the other processes, and does a run go on where they fail?"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import presidium
from presidium.history import play, ready
from presidium.history.board import Board, board_of
from presidium.kernel import COMPILED

compiled_only = pytest.mark.skipif(not COMPILED, reason="nothing is compiled")

FIRST_START = """
import presidium
from presidium.history import inputs, play, ready, replay
from presidium.history.board import board_of
from presidium.history.many import Player
from presidium.theory.coalition import chances, table
from presidium.theory.coalition.ruling import ruling_coalitions

board = board_of(presidium.load("soviet-1953"))
print(ready.make_ready(board, 2), ready.make_ready(board, 2))
Player(board, 1953).play(0, 1)
inputs.drawn(board, 1953, 1)
replay.drawn_strengths(board, replay.script_of(board, board.case.period.start), 2, 1953)
ruling_coalitions([3, 4, 5, 10])
chances.ruling_chances([[3, 4, 5, 10], [3, 4, 5, 13], [3, 4, 5, 14]])
for module in (play, replay, inputs, chances, table):
    for name, one in vars(module).items():
        if hasattr(one, "stats") and sum(one.stats.cache_misses.values()):
            print(name, len(one.signatures))
"""


@pytest.fixture(scope="module")
def board() -> Board:
    return board_of(presidium.load("soviet-1953"))


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that was never compiled."""
    monkeypatch.setattr(ready, "kept_for", lambda *_: False)


def test_every_mechanism_that_a_history_calls_is_named_once() -> None:
    parts = [
        getattr(getattr(play, name), "py_func", getattr(play, name))
        for name in ("play_block", "play", "month")
    ]
    called = {
        name for part in parts for name in part.__code__.co_names if callable(getattr(play, name, None))
    }
    assert sorted(ready.MECHANISMS) == sorted(called - {"play", "month"})


@compiled_only
@pytest.mark.slow
def test_a_first_start_compiles_only_the_outermost_function_itself_and_that_once(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", FIRST_START],
        env={**os.environ, "PRESIDIUM_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.splitlines() == [f"{len(ready.MECHANISMS)} 0", "play_block 1"]


@compiled_only
@pytest.mark.usefixtures("first")
def test_one_thread_asks_for_no_other_process(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "_compiled_elsewhere", lambda *_: pytest.fail("started"))
    assert ready.make_ready(board, 1) == 0


@compiled_only
@pytest.mark.usefixtures("first")
def test_code_that_cannot_be_kept_is_compiled_where_it_is_needed(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "can_keep", lambda: False)
    monkeypatch.setattr(ready, "_compiled_elsewhere", lambda *_: pytest.fail("started"))
    assert ready.make_ready(board, 2) == 0


@compiled_only
@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("python", ["", "no-such-program", sys.executable])
def test_where_the_others_fail_a_run_goes_on_without_them(
    board: Board, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    monkeypatch.setattr(ready, "_WORKER", "import sys; sys.stdin.readline(); sys.exit(1)")
    assert ready.make_ready(board, 2) == 0


@compiled_only
@pytest.mark.usefixtures("first")
def test_a_program_that_brings_its_own_interpreter_is_not_started_again(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(ready, "_compiled_elsewhere", lambda *_: pytest.fail("started"))
    assert ready.make_ready(board, 2) == 0


@compiled_only
@pytest.mark.usefixtures("first")
def test_an_interruption_leaves_no_process_behind(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def interrupted(worker: Any, *_: Any) -> int:
        seen.append(worker)
        raise KeyboardInterrupt

    monkeypatch.setattr(ready, "_hand_out", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ready.make_ready(board, 2)
    assert seen
    assert all(worker.poll() is not None for worker in seen)
