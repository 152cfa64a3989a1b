"""How is the engine compiled on all cores, the first time?

Compiling holds the interpreter's lock, so threads do not help.  Other processes compile the mechanisms of a
month, each with all that it calls, and keep them where this process finds them.  While it compiles the one
function that calls them all, the others go on with what a page asks of a run.  What fails there, or cannot be
kept, is compiled by this process when it is needed, as without them.
"""

import base64
import contextlib
import gc
import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np

from presidium.history import play
from presidium.history.board import Board
from presidium.kernel import COMPILED, GENERIC, compile_for, kept_for
from presidium.machinecode import can_keep

#: What `play.play_block` calls, what takes longest first: the last to be compiled should be short.
MECHANISMS = (
    "plots",
    "opening",
    "decisions",
    "appointments",
    "blocs",
    "reshuffle",
    "entry",
    "reckon",
    "clients",
    "crises",
    "write_outcome",
    "leaders_abroad",
    "shocks",
    "mortality",
    "patronage",
    "attitudes",
    "note_month",
)
#: What a page asks of a run: kernels of `replay` and `inputs`, and between them who can rule.
LATER = ("_replays", "coalitions", "_draw")
_WORKER = "from presidium.history.ready import compile_as_told; compile_as_told()"
_MOST_WORKERS = 4


def make_ready(board: Board, threads: int) -> int:
    """Have the engine compiled for boards of this shape by as many processes as threads may be used, if it
    never was; return how many of MECHANISMS they have compiled.

    0 where there is nothing to do: one thread, code kept already, code that is not compiled or not kept.
    """
    shapes = pickle.dumps((board.fresh.dtype, board.fixed.dtype, board.outcome_dtype))
    if not COMPILED or threads < 2 or not _python() or _known(shapes) or not can_keep():
        return 0
    return _compiled_elsewhere(shapes, min(threads, _MOST_WORKERS))


def _known(shapes: bytes) -> bool:
    """Is the outermost function kept? All that it calls is part of it."""
    return kept_for(play.play_block, *_arguments(play.play_block, _examples(shapes)))


def _python() -> str:
    """The interpreter to start others with; "" inside a program that brings its own."""
    return "" if getattr(sys, "frozen", False) else sys.executable or ""


def _compiled_elsewhere(shapes: bytes, count: int) -> int:
    """Hand out the mechanisms to so many processes, the next to whichever is free."""
    package = Path(__file__).parents[2]
    path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
    left: SimpleQueue[str] = SimpleQueue()
    done: SimpleQueue[str] = SimpleQueue()
    for name in MECHANISMS + LATER:
        left.put(name)
    workers: list[subprocess.Popen[str]] = []
    try:
        with contextlib.suppress(OSError):
            for _ in range(count):
                workers.append(
                    subprocess.Popen(
                        [_python(), "-P", "-c", _WORKER],
                        env=os.environ | {"PYTHONPATH": path, "NUMBA_CPU_NAME": GENERIC},
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        text=True,
                    )
                )
        with ThreadPoolExecutor(count) as pool:
            try:
                waiting = [pool.submit(_hand_out, worker, shapes, left, done) for worker in workers]
                compiled = _heard_from(waiting, done)
                if compiled == len(MECHANISMS):
                    _compile(play.play_block, _examples(shapes))
                for one in waiting:
                    one.result()
                return compiled
            except BaseException:  # Ctrl-C: the threads wait for processes that must end first
                _end(workers)
                raise
    finally:
        _end(workers)


def _end(workers: list[subprocess.Popen[str]]) -> None:
    for worker in workers:
        worker.kill()
        worker.communicate()


def _heard_from(waiting: "list[Future[None]]", done: "SimpleQueue[str]") -> int:
    """Wait until all mechanisms are compiled or no process is left; return how many are."""
    for one in waiting:
        one.add_done_callback(lambda _: done.put(""))
    compiled, ended = 0, 0
    while compiled < len(MECHANISMS) and ended < len(waiting):
        name = done.get()
        compiled += name in MECHANISMS
        ended += not name
    return compiled


def _hand_out(
    worker: "subprocess.Popen[str]", shapes: bytes, left: "SimpleQueue[str]", done: "SimpleQueue[str]"
) -> None:
    """Give a process one name after the other; what it has compiled is done."""
    told, heard = worker.stdin, worker.stdout
    if told is None or heard is None:
        return
    with contextlib.suppress(OSError, ValueError, Empty):
        print(base64.b64encode(shapes).decode(), file=told, flush=True)
        while True:
            name = left.get_nowait()
            print(name, file=told, flush=True)
            if not heard.readline():
                break
            done.put(name)


def _examples(shapes: bytes) -> dict[str, Any]:
    """An argument of the right kind for each name that a parameter of the engine's kernels has."""
    boards, cases, rows = (np.zeros(1, kind) for kind in pickle.loads(shapes))
    word, numbers, whole_numbers = np.uint64(0), np.zeros((1, 1)), np.zeros((1, 1), np.int64)
    return {
        "boards": boards,
        "fresh": boards,
        "cases": cases,
        "rows": rows,
        "flats": numbers,
        "s": boards[0],
        "c": cases[0],
        "row": rows[0],
        "flat": numbers[0],
        "key_low": word,
        "key_high": word,
        "first": word,
        "a": (word, word, word),
        "t": 0,
        "holder": whole_numbers,
        "standing": whole_numbers,
        "acts": whole_numbers,
        "strength": numbers,
        "drawn": True,
        "offsets": whole_numbers[0],
        "found": numbers,
    }


def _arguments(kernel: Any, examples: dict[str, Any]) -> list[Any]:
    code = kernel.py_func.__code__
    return [examples[name] for name in code.co_varnames[: code.co_argcount]]


def _compile(kernel: Any, examples: dict[str, Any]) -> None:
    compile_for(kernel, *_arguments(kernel, examples))


def compile_as_told() -> None:
    """Read the shapes of a board and names of MECHANISMS and LATER, a line each; say each name when it is
    compiled.
    """
    # They need `many`, and that needs this module.
    from presidium.history import inputs, replay
    from presidium.theory.coalition.chances import ruling_chances
    from presidium.theory.coalition.ruling import ruling_coalitions

    gc.disable()
    examples = _examples(base64.b64decode(sys.stdin.readline()))
    kernels = vars(inputs) | vars(replay) | vars(play)
    for line in sys.stdin:
        name = line.strip()
        if name == "coalitions":
            ruling_coalitions([3, 4, 5])
            ruling_chances([[3, 4, 5], [3, 4, 5]])
        else:
            _compile(kernels[name], examples)
        print(name, flush=True)
