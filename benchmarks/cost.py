"""What do what-ifs cost beside the run, and does memory grow with the histories?  Prints ratios within one
run of this file, so that a busy machine changes them little; nothing here fails.

python benchmarks/cost.py           both, about three minutes of two cores
python benchmarks/cost.py whatifs   CPU time of all what-ifs: as often as they need, and 2,000 times each
python benchmarks/cost.py memory    peak memory of `presidium simulate --out` by histories
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import presidium
from presidium.history.board import board_of
from presidium.history.many import play_many
from presidium.run import MOST_PAIRED
from presidium.scenario.change import apply

CASE = "soviet-1953"
HISTORIES = 4_000
SIZES = (5_000, 20_000, 40_000)


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU-seconds of a call on all threads, and what it returns."""
    started = time.process_time()
    made = work()
    return time.process_time() - started, made


def whatifs() -> None:
    """All what-ifs of the flagship case beside the run itself and beside playing each change whole."""
    case = presidium.load(CASE)
    boards = [board_of(apply(case, name)) for name in case.whatif]
    presidium.simulate(case, histories=100).comparisons()  # loads, and compiles what never was
    run_cpu, run = cpu(lambda: presidium.simulate(case, histories=HISTORIES))
    whole, _ = cpu(lambda: [list(play_many(board, run.seed, [(0, MOST_PAIRED)])) for board in boards])
    needed, made = cpu(run.comparisons)
    pairs = sum(len(one.base) for one in made.values())
    print(f"run of {HISTORIES:,}: {run_cpu:.1f} CPU-s")
    print(f"{len(boards)} what-ifs, {MOST_PAIRED:,} times from the opening: {whole / run_cpu:.2f} of the run")
    print(f"the same as often as they need ({pairs:,} pairs), from where they part: {needed / run_cpu:.2f}")


def memory() -> None:
    """Peak memory and CPU time of a simulation that is kept, each in a process of its own."""
    first = None
    for histories in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            words = ["simulate", CASE, "--histories", str(histories), "--out", folder]
            done = subprocess.Popen(
                [sys.executable, "-m", "presidium", *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            _, _, usage = os.wait4(done.pid, 0)
        peak, spent = usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime
        first = first or (peak, spent)
        print(
            f"{histories:,} histories: {peak:.0f} MB, {peak / first[0]:.2f} of the first; "
            f"{spent:.1f} CPU-s, {spent / first[1]:.2f}"
        )


if __name__ == "__main__":
    for part in sys.argv[1:] or ("whatifs", "memory"):
        {"whatifs": whatifs, "memory": memory}[part]()
