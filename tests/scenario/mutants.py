"""What passes `check` can be played, whatever is changed in a scenario: mutants by number and seed.

python tests/scenario/mutants.py 100000           new draws, the seed is printed
python tests/scenario/mutants.py 100000 SEED      the same again
"""

import json
import multiprocessing
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

import presidium
from presidium.errors import ScenarioError
from presidium.history import codes
from presidium.history.board import Board, board_of
from presidium.history.many import Player, trimmed
from presidium.judgement.outcome import answered
from presidium.scenario.read import load

HERE = Path(__file__).parent
FILES = (
    *(HERE / name for name in ("small.yaml", "abroad.yaml")),
    Path(presidium.__file__).parent / "cli" / "starter" / "en.yaml",
)
TEXTS = [path.read_text(encoding="utf-8") for path in FILES]
TREES = [json.dumps(load(path).tree) for path in FILES]
SHARDS = (
    *("0", "1", "-1", "0.5", "1e308", "1e-320", "0 to 1", "unknown", "about 0.5", "none", "yes", "vacant"),
    *("leader", "decider", "1961", "1961-00-10", "1900", "2390", "[]", "{}", "true", "full", "''", "-", ":"),
)
#: Numbers that most fields admit, the ends of their bounds among them.
NUMBERS = (
    *(
        0,
        1,
        0.5,
        1e-12,
        1e-320,
        0.999999,
        2,
        1e6,
        "0 to 1",
        "0 to 0.01",
        "0.2 to 0.9",
        "about 0.5",
        "about 1",
    ),
    *("0 to 1000000", "none", "weak", "strong", "total", "unknown"),
    *(
        {"either": [{"value": a, "weight": w}, {"value": b, "weight": 1}]}
        for a, b, w in ((0, 1, 1), (0, 0.5, 9))
    ),
)
#: Longest that one mutant may take, in CPU seconds, and how many histories of it are played.
MOST_SECONDS, HISTORIES = 5.0, 3
_NUMBER = re.compile(r"[\d.e-]+( to [\d.e-]+)?|about .*|none|weak|moderate|strong|total|unknown")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")

Place = tuple[Any, Any]


def _places(part: Any) -> list[Place]:
    """Every value of a tree: what it lies in, and its key or index there."""
    steps = list(
        part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    )
    return [place for step, below in steps for place in ((part, step), *_places(below))]


def _another_number(draw: random.Random, tree: Any) -> None:
    numbers = [(around, step) for around, step in _places(tree) if _is_number(around[step])]
    around, step = draw.choice(numbers)
    around[step] = draw.choice(NUMBERS)


def _alike(draw: random.Random, tree: Any) -> None:
    """All numbers of one section are the same."""
    section = tree[draw.choice([section for section in tree if section not in ("format", "story")])]
    number = draw.choice(NUMBERS)
    for around, step in _places(section):
        if _is_number(around[step]):
            around[step] = number


def _is_number(value: Any) -> bool:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return plain or (isinstance(value, str) and _NUMBER.fullmatch(value) is not None and not _is_date(value))


def _is_date(value: Any) -> bool:
    return _DATE.fullmatch(str(value)) is not None


def _another_date(draw: random.Random, tree: Any) -> None:
    """A day, a month or a year of the period, which may be the one in which it opens or ends."""
    dates = [(around, step) for around, step in _places(tree) if _is_date(around[step])]
    around, step = draw.choice(dates)
    first, last = (int(year) for year in re.findall(r"\d{4}", tree["period"]))
    parts = (f"{draw.randint(first, last)}", f"{draw.randint(1, 12):02d}", f"{draw.randint(1, 28):02d}")
    around[step] = "-".join(parts[: draw.randint(1, 3)])


def _lost(draw: random.Random, tree: Any) -> None:
    """A field or an element is left out; the deeper ones are many, and mostly optional."""
    around, step = draw.choice([(around, step) for around, step in _places(tree) if around is not tree])
    del around[step]


def _copied(draw: random.Random, tree: Any) -> None:
    """An element is there once more, under a name of its own."""
    section = tree[draw.choice(("people", "events", "offices"))]
    name = draw.choice(list(section))
    section[f"{name}-again"] = json.loads(json.dumps(section[name]))


def _exchanged(draw: random.Random, tree: Any) -> None:
    """Two people stand where the other stood: in offices, ties, effects and questions."""
    one, other = draw.choice(list(tree["people"])), draw.choice(list(tree["people"]))
    _rename(tree, {one: other, other: one})


def _renamed(draw: random.Random, tree: Any) -> None:
    _rename(tree, {draw.choice(list(tree["people"])): draw.choice(("duval", "a", "x1", "z-9"))})


def _rename(tree: Any, names: dict[str, str]) -> None:
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, names)) + r")(?![\w-])")
    renamed = json.loads(pattern.sub(lambda found: names[found[1]], json.dumps(tree)))
    tree.clear()
    tree.update(renamed)


#: In the order in which they are made: those that need names and dates come before what takes them away.
CHANGES: tuple[Callable[[random.Random, Any], None], ...] = (
    *(_copied, _exchanged, _renamed, _another_date),
    *(_another_number, _another_number, _another_number, _alike, _lost),
)


def mutant(draw: random.Random) -> str:
    """A scenario of which something was changed: mostly values for values, now and then any words."""
    if draw.randrange(8) == 0:
        return _garbled(draw)
    tree = json.loads(draw.choice(TREES))
    if draw.randrange(4):
        tree.pop("story", None)
    for place in sorted(draw.choices(range(len(CHANGES)), k=draw.choice((1, 1, 2, 3)))):
        CHANGES[place](draw, tree)
    return json.dumps(tree)


def _garbled(draw: random.Random) -> str:
    """A text in which a few words were replaced, exchanged, doubled or lost."""
    words = draw.choice(TEXTS).split(" ")
    for _ in range(draw.randint(1, 3)):
        place, other = draw.randrange(len(words)), draw.randrange(len(words))
        what = draw.randrange(5)
        if what == 0:
            words[place] = words[other]
        elif what == 1:
            end = words[place][len(words[place].rstrip(",}]\n")) :]
            words[place] = draw.choice(SHARDS) + end
        elif what == 2:
            words[place], words[other] = words[other], words[place]
        elif what == 3:
            words[place] *= 2
        else:
            del words[place]
    return " ".join(words)


def tried(path: Path, text: str) -> bool:
    """Whether a text is a scenario; one that is must be laid out, played, and answer its questions."""
    path.write_text(text, encoding="utf-8")
    try:
        case = load(path)
    except ScenarioError:
        return False
    board = board_of(case)
    player = Player(board, 1)
    for history in range(HISTORIES):
        rows = trimmed(player.play(history, 1), board)
        makes_sense(board, player.state[0])
        for question in case.questions:
            assert len(answered(board, rows, question).taken) == 1
    return True


def makes_sense(board: Board, state: np.void) -> None:
    """No number of a board is NaN or endless, and shares sum to 1."""
    for name in state.dtype.names or ():
        if state.dtype[name].base.kind == "f":
            assert np.isfinite(state[name]).all(), f"{name}: {state[name]}"
    assert abs(state["domain_weight"].sum() - 1.0) < 1e-6, state["domain_weight"]
    # A domain without resources gives no strength, nor does what somebody holds who is not listed.
    strength = state["strength"].sum()
    unlisted = (state["holder"][: len(board.posts)] == codes.UNLISTED).any()
    everything = not unlisted and (state["total"][: len(board.case.domains)] > 0.0).all()
    assert -1e-6 < 1.0 - strength < (1e-6 if everything else 1.0 + 1e-6), strength
    there = np.flatnonzero(state["exists"][: len(board.case.states)])
    if board.case.poles:
        assert (abs(state["share"][there].sum(axis=1) - 1.0) < 1e-6).all(), state["share"][there]


def outcome(seed: int, number: int) -> tuple[int, bool, bool, float]:
    """Of one mutant: its number, whether it was accepted, whether it failed, and its CPU seconds."""
    text, started = mutant(random.Random(f"{seed} {number}")), time.process_time()
    accepted = failed = False
    with tempfile.TemporaryDirectory() as folder:
        try:
            accepted = tried(Path(folder) / "case.yaml", text)
        except Exception:
            failed = True
            traceback.print_exc()
    took = time.process_time() - started
    if failed or took > MOST_SECONDS:
        print(f"mutant {number} of seed {seed} failed, or took {took:.1f} s", file=sys.stderr, flush=True)
    return number, accepted, failed or took > MOST_SECONDS, took


def main() -> int:
    """Try so many mutants in two processes; the exit code says whether one failed."""
    count = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for text in TREES:  # what is compiled and kept here, no process compiles
            tried(Path(folder) / "case.yaml", text)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = list(pool.imap_unordered(partial(outcome, seed), range(count), chunksize=20))
    accepted, failed = sum(one[1] for one in found), sum(one[2] for one in found)
    slowest = max(found, key=lambda one: one[3])
    print(f"{count} mutants, {accepted} accepted and played, {failed} failed")
    print(f"the slowest is {slowest[0]}: {slowest[3]:.1f} s of CPU")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
