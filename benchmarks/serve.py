"""How does the served page bear its readers?  Prints figures; ends with 1 if a result is lost or another's.

python benchmarks/serve.py            20 clients at once for two minutes, after one alone
python benchmarks/serve.py 20         the same for 20 seconds
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

CASE = "soviet-1953"
CLIENTS = 20
SECONDS = 120.0
HISTORIES = 2_000
ALONE = 5
#: Between two looks at the memory of the server, in seconds.
_LOOK = 1.0


class Reader:
    """One client: it asks for a number of histories and a change that nobody else asks for."""

    def __init__(self, address: str, number: int) -> None:
        self.client = httpx.Client(base_url=address.partition("?")[0], timeout=600, trust_env=False)
        self.client.get(address, follow_redirects=True)
        self.asked = {
            "whatifs": [],
            "numbers": {"ties.malenkov.beria.tie": round(-0.9 + number / 20, 2)},
            "histories": HISTORIES - number,
            "seed": 1953,
        }
        self.times: dict[str, list[float]] = defaultdict(list)
        self.results: list[Any] = []
        self.wrong: list[str] = []

    def page(self) -> None:
        """Get the page, and note when its first byte comes."""
        started = time.perf_counter()
        with self.client.stream("GET", "/") as answer:
            parts = answer.iter_raw()
            next(parts)
            self.times["first byte of the page"].append(time.perf_counter() - started)
            list(parts)

    def play(self) -> None:
        """Play once, and note when it is heard of and how long it plays once it has its turn."""
        started = time.perf_counter()
        turn = first = None
        event, last = "", None
        with self.client.stream("POST", "/run", json=self.asked) as answer:
            for line in answer.iter_lines():
                if line.startswith("event: "):
                    event = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    last = json.loads(line.removeprefix("data: "))
                    now = time.perf_counter()
                    if first is None:
                        first = now
                    if turn is None and event != "waiting":
                        turn = now
        ended = time.perf_counter()
        if event != "result" or first is None or turn is None:
            self.wrong.append(f"{answer.status_code} {event} {last}")
            return
        self.times["first news of a run"].append(first - started)
        self.times["a run, from its turn to its result"].append(ended - turn)
        self.times["a run, with its time in the line"].append(ended - started)
        self.results.append(last)


def memory(process: int) -> float:
    """What a process has in memory now, in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    found = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS")]
    return int(found[0]) / 1024 if found else 0.0


def watched(process: int, while_true: Callable[[], bool]) -> Iterator[float]:
    """The memory of a process, look by look."""
    while while_true():
        yield memory(process)
        time.sleep(_LOOK)


def said(name: str, values: list[float]) -> None:
    """Print median and largest of some times."""
    if values:
        print(
            f"  {name}: median {statistics.median(values):.3f} s, largest {max(values):.3f} s ({len(values)})"
        )


def alone(address: str) -> None:
    """One reader, one run after the other."""
    reader = Reader(address, 0)
    for _ in range(ALONE):
        reader.page()
        reader.play()
    print(f"one client, {HISTORIES} histories again:")
    for name, values in reader.times.items():
        said(name, values)


def together(address: str, process: int, seconds: float) -> bool:
    """Many readers at once; whether each got its own results, and all of them."""
    readers = [Reader(address, number) for number in range(CLIENTS)]
    end = time.monotonic() + seconds

    def visit(reader: Reader) -> None:
        while time.monotonic() < end:
            reader.page()
            reader.play()

    threads = [threading.Thread(target=visit, args=(reader,)) for reader in readers]
    before = memory(process)
    for thread in threads:
        thread.start()
    sizes = list(watched(process, lambda: any(thread.is_alive() for thread in threads)))
    print(f"{CLIENTS} clients at once for {seconds:.0f} s (and until the last of them has its result):")
    for name in readers[0].times:
        said(name, [value for reader in readers for value in reader.times[name]])
    middle = len(sizes) // 2
    print(
        f"  memory of the server: {before:.0f} MB before, at most {max(sizes[: middle or 1]):.0f} MB in the "
        f"first half, {max(sizes[middle:]):.0f} MB in the second, {memory(process):.0f} MB after"
    )
    lost = [problem for reader in readers for problem in reader.wrong]
    others = [
        reader.asked
        for reader in readers
        if any(one["histories"] != reader.asked["histories"] for one in reader.results)
        or len({json.dumps(one, sort_keys=True) for one in reader.results}) > 1
    ]
    results = sum(len(reader.results) for reader in readers)
    print(f"  results: {results}, lost {len(lost)}, of others {len(others)}")
    for problem in lost[:5]:
        print(f"    {problem}")
    return not lost and not others


def main() -> int:
    """Start a server and let readers come."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    started = time.monotonic()
    command = [sys.executable, "-m", "presidium", "serve", CASE, "--histories", str(HISTORIES), "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as serving:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        print(f"ready after {time.monotonic() - started:.0f} s, {memory(serving.pid):.0f} MB")
        time.sleep(_LOOK)
        try:
            alone(address)
            good = together(address, serving.pid, seconds)
        finally:
            serving.terminate()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
