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
from presidium.counting import mc_error
from presidium.draws import checked_seed
from presidium.errors import UsageError
from presidium.history.board import Board, board_of
from presidium.history.many import in_steps, play_many
from presidium.history.tell import Sentence, tell
from presidium.history.whatif import changed
from presidium.judgement.abroad import leaning_shares
from presidium.judgement.baserate import baserate_for
from presidium.judgement.label import label
from presidium.judgement.outcome import Answer, Answered, answered
from presidium.judgement.paired import differences, moved
from presidium.page.files import write_report
from presidium.pictures.shown import ShownComparison, ShownRun
from presidium.record import folder as archive
from presidium.record import tables
from presidium.record.document import came_record, document
from presidium.record.lock import at_work
from presidium.record.matters import matters_record
from presidium.record.parts import PART_SIZE, n_parts, read_parts, rows_in, write_part
from presidium.record.story import story_of, story_record
from presidium.scenario.change import apply, comparable, leans_on_later, without_hindsight
from presidium.scenario.model import Scenario
from presidium.scenario.origin import usual_name
from presidium.scenario.read import load
from presidium.shortage import shortage_told
from presidium.theory.crisis.ends import ENDS
from presidium.theory.fate import FATES

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int, str], None]

DEFAULT_HISTORIES = 10_000
#: Seed of a run for which nobody names one: the year in which the flagship case opens.
DEFAULT_SEED = 1953
#: What-ifs on the page are paired, so that fewer histories do: half of them, within these limits.
FEWEST_PAIRED, MOST_PAIRED = 500, 2_000

#: Seconds that a page waits for its turn to be written: the other's histories take longer, its page does not.
_PATIENCE = 60.0


@dataclass(frozen=True, repr=False)
class Run(ShownRun):
    """Histories of one scenario under one seed.

    `rows`: structured array, one row a history (`docs/reference/outcomes.md`).
    """

    case: Scenario
    seed: int
    rows: np.ndarray[Any, Any]
    seconds: float
    board: Board
    threads: int | None = None
    folder: Path | None = None

    def __len__(self) -> int:
        """Number of histories."""
        return len(self.rows)

    @cached_property
    def answered(self) -> tuple[Answered, ...]:
        """Every question of the scenario, with the answer of every history."""
        return tuple(answered(self.board, self.rows, question) for question in self.case.questions)

    def outcomes(self) -> "pd.DataFrame":
        """Table of answers: question, answer, probability, mc_error (`counting`), recorded."""
        return tables.outcomes(self.summary()["questions"])

    @cached_property
    def histories(self) -> "pd.DataFrame":
        """Table with one row a history: who fell in which month (0 is the first) and how, who held the
        chief offices, and what became of the world outside (by quarter, 0 is that of the opening).
        """
        people, months = list(self.board.people), [str(t) for t in range(self.board.months)]
        poles, clients, crises = list(self.case.poles), list(self.case.clients), list(self.case.crises)
        quarters = [str(t) for t in range(self.board.quarters)]
        axes: dict[str, list[list[str]]] = {
            name: [people] for name in ("fell", "fell_rank", "fate", "cause", "died")
        }
        axes |= {
            "happened": [list(self.board.events)],
            "chief_holder": [list(self.board.chiefs), months],
            "leader_at": [months],
            "strongest_at": [months],
            "broke_at": [poles, poles],
            "unrest_at": [clients],
            "troops_at": [clients],
            "crisis_at": [crises],
            "crisis_end": [crises],
            "share_at": [quarters, list(self.case.states), poles],
            "tension_at": [quarters],
        }
        names = [name for name in self.rows.dtype.names or () if name != "history"]
        meanings = {"fate": FATES, "chief_holder": people, "leader_at": people, "strongest_at": people}
        meanings["crisis_end"] = ENDS
        return tables.frame(self.rows[names], axes, meanings)

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
        if question.ask == "leaning":
            told["shares"] = leaning_shares(self.board, self.rows, question)
        return told

    def comparisons(self) -> dict[str, "Comparison"]:
        """Every what-if of the scenario, paired with the first histories of this run."""
        return {name: self._against(apply(self.case, name), name) for name in self.case.whatif}

    def hindsight(self) -> "Comparison":
        """This run against one without the elements that lean on later events."""
        return self._against(without_hindsight(self.case), "without-hindsight")

    def _against(self, case: Scenario, name: str) -> "Comparison":
        count = min(len(self), max(FEWEST_PAIRED, min(len(self) // 2, MOST_PAIRED)))
        base = Run(self.case, self.seed, self.rows[:count], self.seconds, self.board, self.threads)
        return Comparison(name, base, simulate(case, histories=count, seed=self.seed, threads=self.threads))

    def document(self) -> dict[str, Any]:
        """Everything the page shows, as one versioned JSON object (`docs/reference/outcomes.md`)."""
        plain = self.hindsight() if leans_on_later(self.case) else None
        return document(self, self.comparisons(), plain)

    @shortage_told()
    def report(self, path: str | Path, *, story: bool = False) -> None:
        """Write the page to `path`, and beside it the document it shows; with `story`, the lesson too.

        They are called document.json and story.html for report.html, else like the page.  Raises UsageError
        USE604 where a story is wanted and the case has none.
        """
        page = path_of(path)
        if checked_truth("story", story):
            story_of(self.case)
        made = self.document()
        with at_work(page.parent, _PATIENCE, "Choose another place for the page."):
            written = write_report(page, made, story_record(self, made) if story else None)
            names = [one.name for one in written]
            archive.note_pages(page.parent, _identity(self.case, self.seed), len(self), names)

    def save(self, folder: str | Path) -> None:
        """Keep the histories in a folder, as `simulate(..., out=folder)` would have."""
        identity, place = _identity(self.case, self.seed), path_of(folder)
        with at_work(place):
            for index in archive.open_folder(place, identity, len(self)):
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
        """The questions that both are asked: a change may add one, or take one away."""
        after = {asked.question.id: asked for asked in self.other.answered}
        return [
            (asked, after[asked.question.id]) for asked in self.base.answered if asked.question.id in after
        ]

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


def _estimate(board: Board, parts: list[np.ndarray[Any, Any]]) -> str:
    """The likeliest first answer so far, with its error: people who stop early should know."""
    if not board.case.questions:
        return ""
    rows = np.concatenate(parts)
    best = max(
        answered(board, rows, board.case.questions[0]).answers(), key=lambda answer: answer.probability
    )
    return f"{best.value} {best.probability:.2f} ± {mc_error(best.probability, len(rows)):.3f}"


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
        identity = _identity(case, seed)
        wanted = list(range(n_parts(histories)))
        missing = archive.open_folder(folder, identity, histories, overwrite=overwrite) if folder else wanted
        parts: list[np.ndarray[Any, Any]] = []
        parted = [(index * PART_SIZE, rows_in(index, histories)) for index in missing]
        blocks = parted if folder is not None else in_steps(histories)
        done = histories - sum(count for _, count in blocks)
        for first, rows in play_many(board, seed, blocks, threads):
            if folder is not None:
                write_part(folder, first // PART_SIZE, rows, identity.meta())
            parts.append(rows)
            done += len(rows)
            if progress is not None:
                progress(done, histories, _estimate(board, parts))
        if folder is not None and len(missing) < len(wanted):
            kept = read_parts(folder, (parts[0] if parts else _empty(board)).dtype, histories)
            parts = [kept]
        return Run(case, seed, np.concatenate(parts), time.monotonic() - started, board, threads, folder)


def _empty(board: Board) -> np.ndarray[Any, Any]:
    from presidium.history.many import trimmed

    return trimmed(np.zeros(0, board.outcome_dtype), board)


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
