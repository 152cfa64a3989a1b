"""What does the model say of a scenario: many histories, one change, and what can be asked of them?

`simulate` plays histories, `compare` plays them again with one change under the same chance.  Their results
are frozen and remember their question: scenario, seed, number of histories.
"""

import shlex
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from presidium import __version__
from presidium.arguments import (
    MOST_HISTORIES,
    checked_call,
    checked_histories,
    checked_threads,
    checked_truth,
    checked_whole,
    path_of,
    shown,
)
from presidium.draws import checked_seed
from presidium.errors import UsageError
from presidium.history.board import Board, board_of
from presidium.history.many import in_steps, play_many, row_dtype
from presidium.history.tell import Sentence, tell
from presidium.history.whatif import changed
from presidium.judgement.abroad import leaning_shares
from presidium.judgement.baserate import baserate_for
from presidium.judgement.label import label
from presidium.judgement.outcome import Answer, Answered
from presidium.judgement.paired import asked_of_both, differences, moved, play_pairs
from presidium.judgement.tally import Tally
from presidium.page.files import write_report
from presidium.pictures.shown import ShownComparison, ShownRun
from presidium.record import folder as archive
from presidium.record import tables
from presidium.record.document import came_record, document
from presidium.record.lock import at_work
from presidium.record.matters import matters_record
from presidium.record.parts import PART_SIZE, KeptRows, rows_in, write_part
from presidium.record.story import story_of, story_record
from presidium.scenario.change import apply, comparable, leans_on_later, without_hindsight
from presidium.scenario.model import Scenario
from presidium.scenario.origin import usual_name
from presidium.scenario.read import load
from presidium.shortage import shortage_told

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int, str], None]

DEFAULT_HISTORIES = 10_000
#: Seed of a run for which nobody names one: the year in which the flagship case opens.
DEFAULT_SEED = 1953
#: What-ifs on the page are paired, so that fewer histories do: half of them at most, within these limits.
FEWEST_PAIRED, MOST_PAIRED = 500, 2_000

#: Seconds that a page waits for its turn to be written: the other's histories take longer, its page does not.
_PATIENCE = 60.0


@dataclass(frozen=True, repr=False)
class Run(ShownRun):
    """Histories of one scenario under one seed.

    `held`: their rows, or where they are kept; `tally`: their answers, if they were counted as they came.
    """

    case: Scenario
    seed: int
    held: np.ndarray[Any, Any] | KeptRows
    seconds: float
    board: Board
    threads: int | None = None
    folder: Path | None = None
    tally: Tally | None = None

    def __len__(self) -> int:
        """Number of histories."""
        return len(self.held)

    @cached_property
    def rows(self) -> np.ndarray[Any, Any]:
        """Structured array, one row a history (`docs/reference/outcomes.md`).

        What is kept in a folder is read when it is first asked for: raises StorageError where it is not there
        any more.
        """
        return self.held.rows() if isinstance(self.held, KeptRows) else self.held

    @cached_property
    def answered(self) -> tuple[Answered, ...]:
        """Every question of the scenario, with the answer of every history."""
        return (self.tally or Tally.of(self.board, [self.rows])).answered()

    def outcomes(self) -> "pd.DataFrame":
        """Table of answers: question, answer, probability, mc_error (`counting`), recorded."""
        return tables.outcomes(self.summary()["questions"])

    @cached_property
    def histories(self) -> "pd.DataFrame":
        """Table with one row a history: who fell in which month (0 is the first) and how, who held the
        chief offices, and what became of the world outside (by quarter, 0 is that of the opening).
        """
        return tables.histories(self.board, self.rows)

    def matters(self) -> "pd.DataFrame":
        """Table of the drawn numbers that move the likeliest answers: question, answer, number, low, high,
        difference, mc_error; those beyond chance, at most twelve for the first question, four for another.
        """
        return tables.effects(matters_record(self)["matters"]["questions"])

    def tell(self, history: int = 0) -> tuple[Sentence, ...]:
        """One history as dated sentences, in English and Thai."""
        history = checked_whole("history", history)
        if not 0 <= history <= MOST_HISTORIES:
            raise UsageError("USE611", f"there is no history {shown(history)}", "Give a number from 0 on.")
        return tuple(tell(self.board, self.seed, history))

    def command(self) -> str:
        """The command that repeats this run; a case of one's own is taken to lie in a file of its name."""
        words = ["presidium", "run", usual_name(self.case.scenario)]
        if self.case.opened is not None:
            words += ["--opening", self.case.opened]
        return shlex.join([*words, "--histories", str(len(self)), "--seed", str(self.seed)])

    def summary(self) -> dict[str, Any]:
        """The machine-readable face: scenario, digest, version, seed, and every question with its answers."""
        return {
            "format": 1,
            "scenario": self.case.scenario,
            **_opening(self.case),
            "digest": self.case.digest,
            "version": __version__,
            "seed": self.seed,
            "histories": len(self),
            "seconds": round(self.seconds, 3),
            "questions": [self._question(asked) for asked in self.answered],
            "came": came_record(self.answered),
            "files": archive.files(self.folder, len(self)) if self.folder else [],
        }

    def _question(self, asked: Answered) -> dict[str, Any]:
        question = asked.question
        told = {
            "id": question.id,
            "text": label(self.case, question),
            "answers": [_answer(answer) for answer in asked.answers()],
            "base_rate": baserate_for(self.case, question).record(),
        }
        if asked.percent is not None:
            told["shares"] = leaning_shares(self.board, asked.percent)
        return told

    def comparisons(self, whatifs: int = MOST_PAIRED) -> dict[str, "Comparison"]:
        """Every what-if of the scenario, paired with the first histories of this run.

        With as many as it takes to know its differences to a point in the first question and to two in the
        others; with half of them (or 500) and `whatifs` of them at most.

        With `whatifs` 0 there are none.  Raises UsageError USE616 or USE618 where that is no number of pairs.
        """
        return self._against({name: apply(self.case, name) for name in self.case.whatif}, whatifs)

    def hindsight(self, whatifs: int = MOST_PAIRED) -> "Comparison":
        """This run against one without the elements that lean on later events, played as the what-ifs are.

        `whatifs`: as for `comparisons`, but 1 at least.
        """
        name = "without-hindsight"
        return self._against({name: without_hindsight(self.case)}, max(_pairs(whatifs), 1))[name]

    def _against(self, cases: dict[str, Scenario], whatifs: int) -> dict[str, "Comparison"]:
        most = min(_pairs(whatifs), len(self), max(FEWEST_PAIRED, len(self) // 2))
        boards = {name: board_of(case) for name, case in cases.items()} if most else {}
        played = play_pairs(self.board, self.rows[:most], boards, self.seed, most, self.threads)
        return {
            name: Comparison(
                name,
                self._first(len(rows)),
                Run(boards[name].case, self.seed, rows, 0.0, boards[name], self.threads),
            )
            for name, rows in played.items()
        }

    def _first(self, histories: int) -> "Run":
        """The first histories of this run, as a run."""
        return Run(self.case, self.seed, self.rows[:histories], self.seconds, self.board, self.threads)

    def document(self, whatifs: int = MOST_PAIRED) -> dict[str, Any]:
        """Everything the page shows, as one versioned JSON object (`docs/reference/outcomes.md`).

        `whatifs`: as for `comparisons`; with 0 there is no run without hindsight either.
        """
        plain = self.hindsight(whatifs) if _pairs(whatifs) and leans_on_later(self.case) else None
        return document(self, self.comparisons(whatifs), plain)

    @shortage_told()
    def report(self, path: str | Path, *, story: bool = False, whatifs: int = MOST_PAIRED) -> None:
        """Write the page to `path`, and beside it the document it shows; with `story`, the lesson too.

        They are called document.json and story.html for report.html, else like the page.  `whatifs`: as for
        `document`.  Raises UsageError USE604 where a story is wanted and the case has none.
        """
        page = path_of(path)
        if checked_truth("story", story):
            story_of(self.case)
        made = self.document(whatifs)
        with at_work(page.parent, _PATIENCE, "Choose another place for the page."):
            written = write_report(page, made, story_record(self, made) if story else None)
            names = [one.name for one in written]
            archive.note_pages(page.parent, _identity(self.case, self.seed), len(self), names)

    def save(self, folder: str | Path) -> None:
        """Keep the histories in a folder, as `simulate(..., out=folder)` would have."""
        identity, place = _identity(self.case, self.seed), path_of(folder)
        with at_work(place):
            archive.open_folder(place, identity, len(self))
            kept = KeptRows(place, self.rows.dtype, len(self), identity.meta())
            for index in kept.missing(lambda *_: None):
                start = index * PART_SIZE
                write_part(place, index, self.rows[start : start + PART_SIZE], identity.meta())


@dataclass(frozen=True, repr=False)
class Comparison(ShownComparison):
    """The same histories with and without one change, under the same chance."""

    name: str
    base: Run
    other: Run

    @cached_property
    def changed_histories(self) -> float:
        """Share of histories in which anything that counts, or an answer, came out otherwise."""
        differs = changed(self.base.rows, self.other.rows)
        for before, after in self._asked_of_both():
            differs |= moved(before, after)
        return float(differs.mean())

    def questions(self) -> list[dict[str, Any]]:
        """Per question and answer: base, changed, their paired difference and its standard error."""
        return [
            {
                "id": before.question.id,
                "text": label(self.base.case, before.question),
                "changed_histories": float(moved(before, after).mean()),
                "answers": differences(before, after),
            }
            for before, after in self._asked_of_both()
        ]

    def _asked_of_both(self) -> list[tuple[Answered, Answered]]:
        return asked_of_both(self.base.answered, self.other.answered)

    def summary(self) -> dict[str, Any]:
        """The machine-readable face of a comparison."""
        return {
            "format": 1,
            "scenario": self.base.case.scenario,
            **_opening(self.base.case),
            "digest": self.base.case.digest,
            "whatif": self.name,
            "version": __version__,
            "seed": self.base.seed,
            "histories": len(self.base),
            "changed_histories": self.changed_histories,
            "questions": self.questions(),
        }

    def difference(self) -> "pd.DataFrame":
        """Table of differences: question, answer, base, changed, difference, mc_error, changed_histories."""
        return tables.differences(self.questions())


def _opening(case: Scenario) -> dict[str, str]:
    """From which of its openings a case is played, if not from the one it was written for."""
    return {} if case.opened is None else {"opening": case.opened}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "value": answer.value,
        "probability": answer.probability,
        "mc_error": answer.mc_error,
        "recorded": answer.recorded,
    }


def _identity(case: Scenario, seed: int) -> archive.Identity:
    return archive.Identity(case.scenario, case.digest, __version__, seed)


def _scenario(case: Scenario | str | Path) -> Scenario:
    """A scenario, or the one that a gallery name or a path means."""
    return case if isinstance(case, Scenario) else load(case)


def _pairs(whatifs: int) -> int:
    """An upper bound on the pairs of histories of a what-if: 0 is none at all."""
    if (pairs := checked_whole("whatifs", whatifs)) < 0:
        raise UsageError("USE618", f"{pairs} pairs cannot be played", "Give 0 for none, or how many at most.")
    return pairs


@shortage_told()
def simulate(
    case: Scenario | str | Path,
    histories: int = DEFAULT_HISTORIES,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    out: str | Path | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Play histories of a scenario, or of the one that a gallery name or a path means.

    With `out`, keep them there part by part and go on from what is there.

    The same case, seed and version give the same rows, bit for bit, for any number of threads, on one
    platform. `progress(done, total, estimate)` is called after each part of 1,000, or where nothing is kept
    after each twentieth (100 at least); what it raises ends the run.  Ctrl-C keeps the finished parts.
    Raises UsageError for numbers out of range, MixedRunError where `out` holds another run, StorageError
    where it cannot be written (STO501) or another process is at work there (STO508).

    >>> import presidium
    >>> run = presidium.simulate(presidium.load("soviet-1953"), histories=10, threads=1)   # doctest: +SKIP
    >>> len(run)                                                                           # doctest: +SKIP
    10
    """
    histories, seed = checked_histories(histories), checked_seed(seed)
    threads = checked_threads(threads)
    overwrite = checked_truth("overwrite", overwrite)
    checked_call("progress", progress, 0, 0, "")
    folder = path_of(out) if out is not None else None
    case = _scenario(case)
    started = time.monotonic()
    with at_work(folder) if folder is not None else nullcontext():
        board = board_of(case)
        tally, parts = Tally(board), list[np.ndarray[Any, Any]]()
        blocks, kept, identity = in_steps(histories), None, _identity(case, seed)
        if folder is not None:
            archive.open_folder(folder, identity, histories, overwrite=overwrite)
            kept = KeptRows(folder, row_dtype(board), histories, identity.meta())
            blocks = [(index * PART_SIZE, rows_in(index, histories)) for index in kept.missing(tally.add)]
        for first, rows in play_many(board, seed, blocks, threads):
            if folder is not None:
                write_part(folder, first // PART_SIZE, rows, identity.meta())
            else:
                parts.append(rows)
            tally.add(first, rows)
            if progress is not None:
                progress(tally.histories, histories, tally.estimate())
        held = kept or np.concatenate(parts)
        return Run(case, seed, held, time.monotonic() - started, board, threads, folder, tally)


def compare(
    case: Scenario | str | Path,
    whatif: str | Scenario,
    histories: int = DEFAULT_HISTORIES,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Play the same histories with and without one change, under the same chance.

    `whatif` is the name of one of the scenario's what-ifs, or a changed scenario (`case.change(...)`).
    `progress(done, total, estimate)` counts the histories of both sides.  Raises UsageError USE623 where
    there is no such what-if, USE628 where the two are no changes of one case.
    """
    histories, seed = checked_histories(histories), checked_seed(seed)
    threads = checked_threads(threads)
    checked_call("progress", progress, 0, 0, "")
    case = _scenario(case)
    other = apply(case, whatif) if isinstance(whatif, str) else comparable(case, whatif)
    name = whatif if isinstance(whatif, str) else "changed"
    base = simulate(case, histories, seed, threads, progress=_part_of(progress, 0, 2 * histories))
    changed_run = simulate(
        other, histories, seed, threads, progress=_part_of(progress, histories, 2 * histories)
    )
    return Comparison(name, base, changed_run)


def _part_of(progress: Progress | None, before: int, total: int) -> Progress | None:
    """The progress of one side, told as that of the whole."""
    if progress is None:
        return None
    return lambda done, _, estimate: progress(before + done, total, estimate)
