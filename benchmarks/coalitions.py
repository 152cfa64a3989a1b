"""How long does it take to say who can rule, and in how much memory?  Prints medians; nothing here fails.

python benchmarks/coalitions.py           all of it, about three minutes
python benchmarks/coalitions.py table     20, 24 and 28 people of different power
python benchmarks/coalitions.py levels    40 people on ten levels, 200 on four
python benchmarks/coalitions.py chances   100,000 draws of ten uncertain powers
python benchmarks/coalitions.py search    beyond the table: what is proven within a minute

No other package computes ruling coalitions, so nothing stands beside it; power indices and their peers are in
power.py.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from presidium.theory.coalition import PowerGame, ruling_chances, ruling_coalitions
from presidium.theory.coalition.levels import by_levels
from presidium.theory.coalition.search import by_search
from presidium.theory.coalition.table import by_table

ROUNDS = 3


def median(work: Callable[[], Any]) -> float:
    """Median seconds of a few calls, after the code has been compiled on small games."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def powers(people: int) -> list[int]:
    """Powers that differ, as in the published timings: even between one and two million."""
    return np.random.default_rng(people).integers(10**6, 2 * 10**6, people).tolist()


def line(name: str, seconds: float, note: str = "") -> None:
    print(f"{name:<44}{seconds:>10.3f} s   {note}", flush=True)


def table() -> None:
    by_table(PowerGame.of([3, 4, 5]))
    for people in (20, 24):
        game = PowerGame.of(powers(people))
        line(f"table, {people} people", median(lambda game=game: by_table(game)))
    own = [float(power) / 3 for power in powers(24)]
    line("table, 24 people, powers not whole", median(lambda: by_table(PowerGame.of(own))))
    # In a process of its own, so that the memory is that of this game alone.
    print(
        subprocess.run([sys.executable, __file__, "largest"], capture_output=True, text=True).stdout, end=""
    )


def largest() -> None:
    by_table(PowerGame.of([3, 4, 5]))
    start = time.perf_counter()
    by_table(PowerGame.of(powers(28)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line("table, 28 people", time.perf_counter() - start, f"once; peak memory of the process {peak:,.0f} MB")


def levels() -> None:
    by_levels(PowerGame.of([3, 4, 5]))
    for people, steps in ((40, 10), (200, 4)):
        game = PowerGame.of([3 + k % steps for k in range(people)])
        line(f"levels, {people} people on {steps}", median(lambda game=game: by_levels(game)))


def chances() -> None:
    ruling_chances([[3, 4, 5]])
    draws = np.random.default_rng(1953).lognormal(0.0, 0.5, (100_000, 10))
    line("chances, 100,000 draws of ten", median(lambda: ruling_chances(draws)))


def search() -> None:
    ruling_coalitions([3, 4, 5])
    random = np.random.default_rng(1953)
    for people in (30, 36, 44):
        for name, own in (
            ("even", 0.05 + random.random(people)),
            ("pareto", random.pareto(1.5, people) + 0.2),
        ):
            start = time.perf_counter()
            found = by_search(PowerGame.of(own.tolist()), seconds=60.0)
            note = f"proven, {len(found.coalitions[0])} people rule" if found.proven else "not proven"
            line(f"search, {people} people, {name}", time.perf_counter() - start, note)


PARTS = {"table": table, "levels": levels, "chances": chances, "search": search}

if __name__ == "__main__":
    if sys.argv[1:] == ["largest"]:
        largest()
    else:
        for name in sys.argv[1:] or PARTS:
            PARTS[name]()
