"""What passes `check` can be played, whatever is changed in a scenario: mutants by number and seed.

python tests/scenario/mutants.py 100000           new draws, the seed is printed
python tests/scenario/mutants.py 100000 SEED      the same again
"""

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from presidium.errors import ScenarioError
from presidium.history.board import board_of
from presidium.history.many import play_many
from presidium.judgement.outcome import answered
from presidium.scenario.read import load

HERE = Path(__file__).parent
TEXTS = [(HERE / name).read_text(encoding="utf-8") for name in ("small.yaml", "abroad.yaml")]
SHARDS = (
    *("0", "1", "-1", "0.5", "1e308", "1e-320", "0 to 1", "unknown", "about 0.5", "none", "yes", "vacant"),
    *("leader", "decider", "1961", "1961-00-10", "1900", "2390", "[]", "{}", "true", "full", "''", "-", ":"),
)
#: Longest that one mutant may take, in CPU seconds.
MOST_SECONDS = 5.0


def mutant(draw: random.Random) -> str:
    """A scenario in which a few words were replaced, exchanged, doubled or lost."""
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
    for _, rows in play_many(board, 1, [(0, 3)], threads=1):
        for question in case.questions:
            assert len(answered(board, rows, question).taken) == len(rows)
    return True


def main() -> int:
    """Try so many mutants; the exit code says whether one failed."""
    count = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
    print(f"seed {seed}", flush=True)
    accepted = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        tried(path, TEXTS[0])
        for number in range(count):
            text, started = mutant(random.Random(f"{seed} {number}")), time.process_time()
            try:
                accepted += tried(path, text)
                slow = time.process_time() - started > MOST_SECONDS
            except Exception:
                traceback.print_exc()
                slow = True
            if slow:
                failed += 1
                print(f"mutant {number} of seed {seed} failed or was slow", flush=True)
    print(f"{count} mutants, {accepted} accepted and played, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
