"""How long does it take to find camps, and to prove a frustration index?  Prints medians; nothing here fails.

python benchmarks/blocs.py             all of it, about a minute
python benchmarks/blocs.py landscape   all minima and basins of 17, 20 and 24 states
python benchmarks/blocs.py windows     the index of every four-year window of world politics, proven
python benchmarks/blocs.py large       Bitcoin-Alpha: the annealer alone, then the proof

Networks are public data, read where PRESIDIUM_DATA names their folder; else only the landscape is measured.
"""

import csv
import gzip
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from presidium.theory.balance import Network, frustration
from presidium.theory.balance.annealing import annealed
from presidium.theory.landscape import landscape

ROUNDS = 5


def median(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Median seconds of a few calls; the first, which compiles, is not counted."""
    work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def line(name: str, seconds: float, wanted: str, note: str = "") -> None:
    print(f"{name:<44}{seconds:>10.3f} s   wanted {wanted:<8}{note}", flush=True)


def rows(name: str) -> list[dict[str, str]] | None:
    path = Path(os.environ.get("PRESIDIUM_DATA", "")) / "alignment" / name
    if not path.exists():
        print(f"PRESIDIUM_DATA names no folder with alignment/{name}: not measured")
        return None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def landscapes() -> None:
    for states, wanted in ((17, ".05 s"), (20, ".2 s"), (24, "2 s")):
        random = np.random.default_rng(states)
        p = np.triu(random.normal(size=(states, states)), 1)
        sizes = random.lognormal(size=states)
        found = landscape(sizes, p + p.T)
        seconds = median(lambda sizes=sizes, p=p: landscape(sizes, p + p.T))
        line(f"landscape, {states} states", seconds, wanted, f"{len(found.minima)} minima")


def windows() -> None:
    found = rows("cow_signed_windows_1946_1999.csv.gz")
    if found is None:
        return
    networks: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for row in found:
        networks[row["window"]].append((row["state1"], row["state2"], int(row["sign"])))
    seconds, proven = {}, 0
    frustration(networks["46-49"])
    for name, edges in networks.items():
        start = time.perf_counter()
        proven += frustration(edges).proven
        seconds[name] = time.perf_counter() - start
    slowest = max(seconds, key=seconds.__getitem__)
    line(f"frustration, slowest window ({slowest})", seconds[slowest], ".5 s")
    line(f"frustration, {len(seconds)} windows", sum(seconds.values()), "15 s", f"{proven} proven")


def large() -> None:
    found = rows("bitcoin_alpha.csv.gz")
    if found is None:
        return
    ratings: dict[tuple[str, ...], int] = defaultdict(int)
    for row in found:
        if row["source"] != row["target"]:
            ratings[tuple(sorted((row["source"], row["target"])))] += int(row["rating"])
    edges = [(a, b, 1 if total > 0 else -1) for (a, b), total in ratings.items() if total]
    network = Network.of(edges)
    count = int(network.frustrated(annealed(network, 2, 1953)).sum())
    line(
        "annealer, Bitcoin-Alpha",
        median(lambda: annealed(network, 2, 1953)),
        ".5 s",
        f"{count} of {len(edges)}",
    )
    whole = frustration(edges)
    note = f"{whole.count}, at least {whole.lower_bound}"
    line("frustration, Bitcoin-Alpha", median(lambda: frustration(edges), 1), "300 s", note)


PARTS = {"landscape": landscapes, "windows": windows, "large": large}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
