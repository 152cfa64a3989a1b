"""How fast are exact power indices beside other packages, and who is right?  Prints tables; nothing fails.

python benchmarks/power.py             all of it, about six minutes
python benchmarks/power.py weighted    Shapley-Shubik and Banzhaf of weighted games of 10 to 200 people
python benchmarks/power.py compound    several rules at once
python benchmarks/power.py ours        what only presidium answers here: floats, samples, lists, nucleolus

Peers are measured where they are installed beside presidium: powerindex, power_bdd (with sortedcontainers),
tucoopy.  Each call runs in a process of its own and is stopped after LIMIT seconds; seconds are medians of up
to ROUNDS calls; a peer is right where it differs from the exact answer by less than 1e-9.
"""

import importlib.util
import io
import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from presidium.theory.power import voting_power, voting_power_floats, voting_power_sampled
from presidium.theory.voting import Game, all_of, any_of, body, weighted

ROUNDS = 5
ENOUGH = 10.0
LIMIT = 60.0

Shares = list[float] | list[Fraction]

# The Council after the treaty of Nice (votes; people in thousands about 2003), the Electoral College of 1996.
NICE_VOTES = [29] * 4 + [27] * 2 + [14, 13] + [12] * 5 + [10] * 3 + [7] * 5 + [4] * 5 + [3]
# fmt: off
NICE_PEOPLE = [
    82537, 59635, 59329, 57321, 41551, 38219, 21773, 16193, 11006, 10408, 10356, 10203, 10142, 8941,
    8082, 7846, 5384, 5379, 5206, 3964, 3463, 2331, 1995, 1356, 715, 448, 397,
]
COLLEGE = [
    54, 33, 32, 25, 23, 22, 21, 18, 15, 14, 13, 13, 12, 12, 11, 11, 11, 11, 10, 10, 9, 9, 8, 8, 8, 8, 8, 8,
    7, 7, 7, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3,
]
# fmt: on


def games() -> dict[int, tuple[list[int], int]]:
    """Weights and quota by number of people."""
    chance = random.Random(1953)
    found = {}
    for people in (10, 20, 100, 200):
        weights = [chance.randint(1, 100) for _ in range(people)]
        found[people] = weights, sum(weights) // 2 + 1
    return dict(sorted({**found, 27: (NICE_VOTES, 255), 51: (COLLEGE, 270)}.items()))


def ours(weights: list[int], quota: int, index: str) -> Shares:
    return list(getattr(voting_power(weights, quota), index))


def floats(weights: list[int], quota: int, index: str) -> Shares:
    return list(getattr(voting_power_floats(weights, quota), index))


def powerindex(weights: list[int], quota: int, index: str) -> Shares:
    from powerindex import Game as Asked

    game = Asked(quota, weights=weights)
    getattr(game, f"calc_{index}")()
    return list(getattr(game, index))


def power_bdd(weights: list[int], quota: int, index: str) -> Shares:
    from power_bdd.bdd import BDD, WeightedGame

    diagram = BDD(WeightedGame(quota, weights))
    diagram.create_BDD()
    return _asked_of(diagram, index)


def _asked_of(diagram: Any, index: str) -> Shares:
    sys.setrecursionlimit(100_000)
    if index == "shapley_shubik":
        return list(diagram.calc_shapley())
    absolute = diagram.calc_banzhaf()
    return [share / sum(absolute) for share in absolute]


def tucoopy(weights: list[int], quota: int, index: str) -> Shares:
    from tucoopy import power

    call = getattr(power, f"{index}_index_weighted_voting")
    return list(call(weights, quota))


PEERS: dict[str, Callable[[list[int], int, str], Shares]] = {
    "powerindex": powerindex,
    "power_bdd": power_bdd,
    "tucoopy": tucoopy,
}


def _child(pipe: Any, call: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    sys.stdout = io.StringIO()  # some talk while they count
    taken: list[float] = []
    answer = None
    while len(taken) < ROUNDS and sum(taken) < ENOUGH:
        fresh = tuple(list(a) if isinstance(a, list) else a for a in arguments)  # some change their input
        started = time.perf_counter()
        try:
            answer = call(*fresh)
        except Exception as problem:
            answer = type(problem).__name__
            break
        taken.append(time.perf_counter() - started)
        pipe.send((taken, answer))
    pipe.send((taken, answer))


def timed(call: Callable[..., Any], *arguments: Any) -> tuple[float | None, Any]:
    """Median seconds and the answer, from a process of its own; None where it was stopped or failed."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_child, args=(there, call, arguments))
    process.start()
    there.close()
    until = time.monotonic() + LIMIT
    taken: list[float] = []
    answer: Any = f"over {LIMIT:.0f} s"
    try:
        while here.poll(max(0.0, until - time.monotonic())):
            taken, answer = here.recv()
    except EOFError:
        pass
    if process.is_alive():
        process.kill()
    process.join()
    return (statistics.median(taken) if taken else None), answer


def told(seconds: float | None, answer: Any, mine: float, exact: list[Fraction]) -> str:
    """A cell: seconds, how many times ours, and whether the answer is right."""
    if seconds is None:
        return str(answer)
    error = max(abs(float(Fraction(a) - b)) for a, b in zip(answer, exact, strict=True))
    wrong = "" if error < 1e-9 else f" WRONG by {error:.1g}"
    return f"{seconds:.4f} ({seconds / mine:.3g} x){wrong}"


def installed() -> list[str]:
    """The peers that can be imported; says which cannot."""
    found = [name for name in PEERS if importlib.util.find_spec(name)]
    for name in PEERS:
        if name not in found:
            print(f"{name} is not installed here: left out")
    return found


def row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def compare_weighted() -> None:
    """Seconds of each package for each game and index."""
    peers = installed()
    row("people", "index", "ours, exact", "ours, floats", *peers)
    row(*["---"] * (4 + len(peers)))
    for people, (weights, quota) in games().items():
        for index in ("shapley_shubik", "banzhaf"):
            mine, exact = timed(ours, weights, quota, index)
            assert mine is not None
            others = [
                timed(call, weights, quota, index) for call in (floats, *(PEERS[name] for name in peers))
            ]
            cells = [told(seconds, answer, mine, exact) for seconds, answer in others]
            row(str(people), index, f"{mine:.4f}", *cells)


def nice() -> Game:
    return all_of(
        weighted(NICE_VOTES, 255), body([1] * 27), body(NICE_PEOPLE, Fraction(62, 100), strict=False)
    )


def federal() -> Game:
    """President, vice-president (who breaks ties), 100 senators, 435 representatives of the United States."""

    def rule(quota: int, president: int, vice: int, senator: int, representative: int) -> Game:
        return weighted([president, vice, *[senator] * 100, *[representative] * 435], quota)

    house, over_house = rule(218, 0, 0, 0, 1), rule(290, 0, 0, 0, 1)
    president, vice = rule(1, 1, 0, 0, 0), rule(1, 0, 1, 0, 0)
    return any_of(
        all_of(house, rule(51, 0, 0, 1, 0), president),
        all_of(house, rule(50, 0, 0, 1, 0), vice, president),
        all_of(over_house, rule(67, 0, 0, 1, 0)),
    )


def ours_compound(game: Game, index: str) -> Shares:
    return list(getattr(voting_power(game), index))


def bdd_of(game: Game) -> Any:
    """The same compound in power_bdd."""
    from power_bdd.bdd import BDD, WeightedGame

    if not hasattr(game, "games"):
        return BDD(WeightedGame(game.quota, list(game.weights)))
    first, *others = (bdd_of(part) for part in game.games)
    for other in others:
        first = first & other if type(game).__name__ == "AllOf" else first | other
    return first


def bdd_compound(game: Game, index: str) -> Shares:
    sys.setrecursionlimit(100_000)
    return _asked_of(bdd_of(game), index)


def compare_compound() -> None:
    """Several rules at once, beside power_bdd."""
    peers = [name for name in installed() if name == "power_bdd"]
    row("game", "index", "ours, exact", *peers)
    row(*["---"] * (3 + len(peers)))
    for name, game in (("Nice, 27 members, three rules", nice()), ("United States, 537 people", federal())):
        for index in ("shapley_shubik", "banzhaf"):
            mine, exact = timed(ours_compound, game, index)
            if mine is None:
                row(name, index, str(exact), *["" for _ in peers])
                continue
            cells = [told(*timed(bdd_compound, game, index), mine, exact) for _ in peers]
            row(name, index, f"{mine:.4f}", *cells)


def only_ours() -> None:
    """Median seconds of what has no counterpart in the tables above."""
    drawn = random.Random(1953)
    large = [drawn.randint(250, 50_000) for _ in range(188)]
    small = [drawn.randint(1, 100) for _ in range(24)]
    exact = voting_power(*games()[200])
    for name, call in {
        "n = 200, Shapley-Shubik and Banzhaf, exact": lambda: (
            (power := voting_power(*games()[200])).shapley_shubik,
            power.banzhaf,
        ),
        "n = 200, floats": lambda: voting_power_floats(*games()[200]),
        "n = 200, 10,000 samples": lambda: voting_power_sampled(exact.game, 10_000),
        f"n = 188, weights to 50,000 (all: {sum(large):,}), floats": lambda: voting_power_floats(
            large, sum(large) // 2 + 1
        ),
        "n = 24, Johnston": lambda: voting_power(small, sum(small) // 2 + 1).johnston,
        "n = 24, Deegan-Packel": lambda: voting_power(small, sum(small) // 2 + 1).deegan_packel,
        "n = 15, nucleolus": lambda: voting_power(small[:15], sum(small[:15]) // 2 + 1).nucleolus,
        "n = 100, ten factions, Owen": lambda: (
            voting_power(*games()[100], factions=[range(k, k + 10) for k in range(0, 100, 10)]).owen
        ),
    }.items():
        taken: list[float] = []
        while len(taken) < ROUNDS and sum(taken) < ENOUGH:
            started = time.perf_counter()
            call()
            taken.append(time.perf_counter() - started)
        print(f"{name}: {statistics.median(taken):.3f} s", flush=True)
    answer = voting_power_floats(*games()[200])
    pairs = zip(answer.shapley_shubik, exact.shapley_shubik, strict=True)
    print(f"n = 200, error of floats: {max(abs(float(Fraction(a) - b)) for a, b in pairs):.1e}")


def main() -> None:
    """Run what was asked for, or everything."""
    chosen = sys.argv[1:] or ["weighted", "compound", "ours"]
    for name in chosen:
        {"weighted": compare_weighted, "compound": compare_compound, "ours": only_ours}[name]()


if __name__ == "__main__":
    main()
