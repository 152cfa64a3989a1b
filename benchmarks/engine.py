"""How fast is the engine, and what does pairing save?  Prints medians; nothing here fails.

python benchmarks/engine.py            all of it, about two minutes python benchmarks/engine.py rate
history-months per CPU-second python benchmarks/engine.py pairing    variance of a paired against an
unpaired difference python benchmarks/engine.py commands   wall time and memory of the commands, cold and
warm
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import presidium
from presidium.history.board import board_of
from presidium.history.many import Player
from presidium.judgement.outcome import answered

CASE = "soviet-1953"
ROUNDS = 5
HISTORIES = 1_000


def rate() -> None:
    """History-months per CPU-second after compilation, on one thread."""
    board = board_of(presidium.load(CASE))
    player = Player(board, 1953)
    player.play(0, 1)
    found = []
    for turn in range(ROUNDS):
        started = time.process_time()
        player.play(turn * HISTORIES, HISTORIES)
        found.append(HISTORIES * board.months / (time.process_time() - started))
    each = ", ".join(f"{x:,.0f}" for x in found)
    print(f"history-months per CPU-second: median {statistics.median(found):,.0f} ({each})")


def pairing(histories: int = 10_000) -> None:
    """Variance of the difference in "Beria falls first" when his tie from Malenkov is lowered by .05."""
    case = presidium.load(CASE)
    tie = next(tie.tie for tie in case.ties if (tie.source, tie.target) == ("malenkov", "beria"))
    lower = case.change("ties.malenkov.beria.tie", f"{tie.low - 0.05:.3f} to {tie.high - 0.05:.3f}")

    def first(scenario: presidium.Scenario, seed: int) -> np.ndarray:
        run = presidium.simulate(scenario, histories=histories, seed=seed)
        asked = answered(run.board, run.rows, case.questions[0])
        return (asked.taken == asked.values.index("beria")).astype(float)

    base, paired, apart = first(case, 1), first(lower, 1), first(lower, 2)
    with_pairs, without = (paired - base).var(), (apart - base).var()
    print(
        f"paired what-if: difference {(paired - base).mean():+.4f}, variance {with_pairs:.4f} paired, "
        f"{without:.4f} with independent seeds: {without / with_pairs:.1f} times smaller"
    )


def _timed(arguments: list[str], cache: Path, rounds: int) -> tuple[float, float]:
    """Median wall seconds and peak memory in MB of a command."""
    walls = []
    peak = 0.0
    for _ in range(rounds):
        started = time.monotonic()
        done = subprocess.Popen(
            [sys.executable, "-m", "presidium", *arguments],
            env={**os.environ, "PRESIDIUM_CACHE": str(cache)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, _, usage = os.wait4(done.pid, 0)
        walls.append(time.monotonic() - started)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(walls), peak


def commands() -> None:
    """Wall time and peak memory of what people type."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        small = ["run", CASE, "--histories", "1000", "--out", f"{folder}/run", "--overwrite"]
        for name, arguments, rounds in (
            ("run --histories 1000, cold", small, 1),
            ("run --histories 1000, warm", small, 3),
            ("run --histories 10000, warm", [*small[:3], "10000", *small[4:]], 1),
            ("--help", ["--help"], 5),
            (f"check {CASE}", ["check", CASE], 5),
        ):
            wall, peak = _timed(arguments, cache, rounds)
            print(f"{name}: {wall:.2f} s, {peak:.0f} MB")


def main() -> None:
    """Run what was asked for, or everything."""
    chosen = sys.argv[1:] or ["rate", "pairing", "commands"]
    for name in chosen:
        {"rate": rate, "pairing": pairing, "commands": commands}[name]()
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
