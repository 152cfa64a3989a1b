"""How is the engine compiled on all cores, the first time?

Compiling holds the interpreter's lock, so threads do not help.  Other processes compile the mechanisms of a
month, each with all that it calls, and keep them where this process finds them.  What fails there, or cannot
be kept, is compiled by this process when it is needed, as without them.
"""

import base64
import contextlib
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np

from presidium.history import play
from presidium.history.board import Board
from presidium.kernel import compile_for, kept_mark

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
_WORKER = "from presidium.history.ready import compile_as_told; compile_as_told()"
_MOST_WORKERS = 4


def make_ready(board: Board, threads: int) -> int:
    """Have the engine compiled for boards of this shape by as many processes as threads may be used, if it
    never was; return how many of MECHANISMS they have compiled.

    0 where there is nothing to do: one thread, code kept already, code that is not compiled or not kept.
    """
    shapes = pickle.dumps((board.fresh.dtype, board.fixed.dtype, board.outcome_dtype))
    mark = kept_mark(shapes)
    if mark is None or mark.exists() or threads < 2 or not _python():
        return 0
    compiled = _compiled_elsewhere(shapes, min(threads, _MOST_WORKERS))
    if compiled == len(MECHANISMS):
        with contextlib.suppress(OSError):
            mark.touch()
    return compiled


def _python() -> str:
    """The interpreter to start others with; "" inside a program that brings its own."""
    return "" if getattr(sys, "frozen", False) else sys.executable or ""


def _compiled_elsewhere(shapes: bytes, count: int) -> int:
    """Hand out the mechanisms to so many processes, the next to whichever is free."""
    package = Path(__file__).parents[2]
    path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
    left: SimpleQueue[str] = SimpleQueue()
    for name in MECHANISMS:
        left.put(name)
    workers: list[subprocess.Popen[str]] = []
    try:
        with contextlib.suppress(OSError):
            for _ in range(count):
                workers.append(
                    subprocess.Popen(
                        [_python(), "-P", "-c", _WORKER],
                        env=os.environ | {"PYTHONPATH": path},
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        text=True,
                    )
                )
        with ThreadPoolExecutor(count) as pool:
            try:
                waiting = [pool.submit(_hand_out, worker, shapes, left) for worker in workers]
                return sum(one.result() for one in waiting)
            except BaseException:  # Ctrl-C: the threads wait for processes that must end first
                _end(workers)
                raise
    finally:
        _end(workers)


def _end(workers: list[subprocess.Popen[str]]) -> None:
    for worker in workers:
        worker.kill()
        worker.communicate()


def _hand_out(worker: "subprocess.Popen[str]", shapes: bytes, left: "SimpleQueue[str]") -> int:
    """Give a process one name after the other; return how many it has compiled."""
    told, heard = worker.stdin, worker.stdout
    compiled = 0
    if told is None or heard is None:
        return compiled
    with contextlib.suppress(OSError, ValueError, Empty):
        print(base64.b64encode(shapes).decode(), file=told, flush=True)
        while True:
            print(left.get_nowait(), file=told, flush=True)
            if not heard.readline():
                break
            compiled += 1
    return compiled


def compile_as_told() -> None:
    """Read the shapes of a board and names of mechanisms, a line each; say each name when it is compiled."""
    board, case, row = (np.zeros(1, kind)[0] for kind in pickle.loads(base64.b64decode(sys.stdin.readline())))
    address = (np.uint64(0), np.uint64(0), np.uint64(0))
    arguments = {"s": board, "c": case, "row": row, "flat": np.zeros(1), "a": address, "t": 0}
    for line in sys.stdin:
        mechanism: Any = getattr(play, line.strip())
        code = mechanism.py_func.__code__
        compile_for(mechanism, *(arguments[name] for name in code.co_varnames[: code.co_argcount]))
        print(line.strip(), flush=True)
