"""What must not move a single bit of a history: threads, blocks, order, compilation, and what does not
concern it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from presidium.history.board import Board, board_of
from presidium.history.many import Player, play_many, trimmed
from presidium.scenario.build import build
from presidium.scenario.model import Scenario

SEED = 2**40 + 1953


def _rows(board: Board, count: int, seed: int = SEED) -> np.ndarray[Any, Any]:
    return trimmed(Player(board, seed).play(0, count), board)


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize(
    "blocks", [[(0, 350)], [(0, 77), (77, 123), (200, 150)]], ids=["one-block", "three-blocks"]
)
def test_threads_and_blocks_change_no_bit(board: Board, threads: int, blocks: list[tuple[int, int]]) -> None:
    parts = [rows for _, rows in play_many(board, SEED, blocks, threads)]
    assert np.concatenate(parts).tobytes() == _rows(board, 350).tobytes()


def test_a_history_is_the_same_wherever_it_is_played(board: Board) -> None:
    together = _rows(board, 40)
    alone = trimmed(Player(board, SEED).play(39, 1), board)
    assert alone.tobytes() == together[39:].tobytes()


def test_seeds_differ_in_their_low_and_in_their_high_word(board: Board) -> None:
    first, low, high = (_rows(board, 20, seed).tobytes() for seed in (7, 8, 7 + 2**32))
    assert len({first, low, high}) == 3


def test_pruning_changes_no_outcome(board: Board) -> None:
    pruned = _rows(board, 150)
    board.fixed["prune"] = 0
    try:
        full = _rows(board, 150)
    finally:
        board.fixed["prune"] = 1
    assert pruned.tobytes() == full.tobytes()


@pytest.mark.slow
def test_interpreted_code_gives_the_same_bits(case: Scenario) -> None:
    """Twenty histories, the first 24 months."""
    script = (
        "import sys, presidium\n"
        "from presidium.history.board import board_of\n"
        "from presidium.history.many import Player, trimmed\n"
        "board = board_of(presidium.load('soviet-1953'))\n"
        "board.fixed['months'] = 24\n"
        f"rows = trimmed(Player(board, {SEED}).play(0, 20), board)\n"
        "sys.stdout.buffer.write(rows.tobytes())\n"
    )
    plain = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PRESIDIUM_INTERPRETED": "1"},
        capture_output=True,
        check=True,
    ).stdout
    board = board_of(case)
    board.fixed["months"] = 24
    assert plain == _rows(board, 20).tobytes()


@pytest.mark.slow
def test_an_inert_mechanism_changes_no_bit() -> None:
    """Run interpreted, where a mechanism can be put into the month from outside."""
    script = Path(__file__).with_name("inert.py")
    environment = {**os.environ, "PRESIDIUM_INTERPRETED": "1"}
    subprocess.run([sys.executable, str(script)], env=environment, check=True)


def rebuilt(tree: dict[str, Any]) -> Scenario:
    case, findings = build(tree)
    assert case is not None, findings
    return case


def _without(rows: np.ndarray[Any, Any], people: int) -> bytes:
    """The rows as far as they speak of the first so many people."""
    kept = {name: rows[name] for name in rows.dtype.names or ()}
    for name in ("fell", "fell_rank", "fate", "cause", "died"):
        kept[name] = kept[name][:, :people]
    return b"".join(np.ascontiguousarray(column).tobytes() for column in kept.values())


def test_a_bystander_changes_no_bit(case: Scenario, board: Board) -> None:
    """Somebody without resources, ties or votes, declared after all others."""
    tree = json.loads(json.dumps(case.tree))
    tree["people"]["bystander"] = {"name": {"en": "A Bystander"}, "born": "1900-01-01"}
    wider = board_of(rebuilt(tree))
    n = len(board.people)
    assert _without(_rows(board, 150), n) == _without(_rows(wider, 150), n)


def test_renaming_changes_no_bit(case: Scenario, board: Board) -> None:
    """Ids are names for readers: the order of declaration is what counts."""
    text = json.dumps(case.tree, ensure_ascii=False)
    for person in case.people:
        text = text.replace(f'"{person}"', f'"{person}-x"').replace(f".{person}.", f".{person}-x.")
        text = text.replace(f'.{person}"', f'.{person}-x"')
    renamed = board_of(rebuilt(json.loads(text)))
    assert renamed.people[0].endswith("-x")
    assert _rows(renamed, 150).tobytes() == _rows(board, 150).tobytes()
