"""What does the world outside cost the engine?  Prints medians; nothing here fails.

python benchmarks/world.py             all of it, about a minute
python benchmarks/world.py share       the flagship case with and without its states, in turns
python benchmarks/world.py states      microseconds a history-month by the number of states

One thread.  Ratios compare neighbours in time, so that a machine that others use too spoils them little.
"""

import json
import statistics
import sys
import time

import presidium
from presidium.history.board import Board, board_of
from presidium.history.many import Player
from presidium.scenario.build import build

CASE = "soviet-1953"
ROUNDS = 9
HISTORIES = 600
SECTIONS = ("poles", "states", "leanings", "ledger", "clients", "crises")
ABROAD = ("orthodoxy", "unrest", "tension", "crisis")
GUARDS = ("quarrel", "between", "share")


def line(name: str, found: str, wanted: str = "") -> None:
    print(f"{name:<58}{found:>14}   {wanted}".rstrip(), flush=True)


def laid(tree: dict) -> Board:
    case, findings = build(tree)
    if case is None:
        raise SystemExit(str(findings[0]))
    return board_of(case)


def bare(tree: dict) -> dict:
    """The case without any state: what happens at home, with nothing of it felt abroad."""
    tree = {name: part for name, part in tree.items() if name not in SECTIONS}
    tree |= {"questions": [], "claims": {}, "whatif": {}, "rules": {**tree["rules"]}}
    tree["rules"].pop("state", None)
    events = {}
    for name, event in tree["events"].items():
        if event["kind"] == "outcome":
            continue
        event["effects"] = [one for one in event.get("effects", []) if not set(one) & set(ABROAD)]
        event["if"] = [one for one in event.get("if", []) if not set(one) & set(GUARDS)]
        events[name] = event
    return {**tree, "events": events}


def fewer(tree: dict, states: int) -> dict:
    """The case with its poles, its clients and so many states in all."""
    keep = [pole["state"] for pole in tree["poles"].values()] + list(tree["clients"])
    keep += [name for name in tree["states"] if name not in keep]
    kept = set(keep[:states])
    tree |= {"questions": [], "claims": {}, "whatif": {}}
    tree["states"] = {name: state for name, state in tree["states"].items() if name in kept}
    tree["leanings"] = [one for one in tree["leanings"] if one["state"] in kept]
    tree["ledger"] = [
        one for one in tree["ledger"] if not one.get("if") and {one["by"], one["toward"]} <= kept
    ]
    for event in tree["events"].values():
        if "if" in event:
            event["if"] = [one for one in event["if"] if one.get("share") is None or one["share"] in kept]
    return tree


def copied() -> dict:
    return json.loads(json.dumps(presidium.load(CASE).tree))


def seconds(player: Player, turn: int) -> float:
    started = time.process_time()
    player.play(turn * HISTORIES, HISTORIES)
    return time.process_time() - started


def compared(one: Board, other: Board) -> tuple[list[float], list[float]]:
    """Seconds a history-month of two boards, played in turns on one thread."""
    players = [Player(one, 1953), Player(other, 1953)]
    for player in players:
        player.play(0, 1)
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS):
        for k, player in enumerate(players):
            found[k].append(seconds(player, turn) / (HISTORIES * one.months))
    return found


def share() -> None:
    with_world, without = compared(laid(copied()), laid(bare(copied())))
    added = [1e6 * (mine - plain) for mine, plain in zip(with_world, without, strict=True)]
    ratio = [mine / plain for mine, plain in zip(with_world, without, strict=True)]
    line(
        "history-months per CPU-second, with the world",
        f"{1 / statistics.median(with_world):,.0f}",
        "at least 120,000",
    )
    line("history-months per CPU-second, without states", f"{1 / statistics.median(without):,.0f}")
    line("the world adds, microseconds a history-month", f"{statistics.median(added):.2f}", "at most 1.5")
    line("  lowest and highest of the rounds", f"{min(added):.2f} to {max(added):.2f}")
    line("  times as long as without", f"{statistics.median(ratio):.3f}")


def states() -> None:
    none = laid(bare(copied()))
    for count in (5, 12, len(presidium.load(CASE).states)):
        some, without = compared(laid(fewer(copied(), count)), none)
        added = [1e6 * (mine - plain) for mine, plain in zip(some, without, strict=True)]
        line(f"{count} states add, microseconds a history-month", f"{statistics.median(added):.2f}")


PARTS = {"share": share, "states": states}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
