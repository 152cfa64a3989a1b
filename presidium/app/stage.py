"""What comes of what a reader tries, beside the run that the page shows, under the same chance?

The same as `presidium.compare` with the what-if that the reader could save: both sides are played by
`presidium.simulate`, and where the page's own run has the histories asked for already they are taken from it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from presidium.app.attempt import Attempt
from presidium.draw.bars import percent
from presidium.draw.differences import signed
from presidium.judgement.label import answer_label
from presidium.page.numbers import interval, per_cent
from presidium.run import Comparison, Run, simulate
from presidium.scenario.change import tried
from presidium.scenario.model import Scenario

Progress = Callable[[int, int], None]

#: So many answers to a question are shown at least, and all that are as common as this before or after.
_SHOWN, _COMMON = 4, 0.05


class Stage:
    """Plays attempts on one case.  `base`: the run of the page; `threads`: as for `presidium.simulate`.

    Not for two threads at a time.
    """

    def __init__(self, base: Run, threads: int | None = None) -> None:
        self.base = base
        self._threads = threads
        # The last base that was not the page's: whoever tries another seed tries it more than once.
        self._last = base

    def compare(self, attempt: Attempt, progress: Progress) -> Comparison:
        """The histories asked for, as the case is and with what is tried.

        `progress` counts those that are played: twice as many as asked for where both sides are, the case as
        it is first.
        Raises PresidiumError where the changes make no valid scenario, and what `progress` raises.
        """
        kept = self._kept(attempt)
        share = 1 if kept is not None else 2
        total = share * attempt.histories
        progress(0, total)
        case = self.base.case
        difference = attempt.difference(case)
        other = tried(case, difference) if difference else case
        base = kept or self._played(case, attempt, lambda done: progress(done, total))
        self._last = base if kept is None else self._last
        ahead = (share - 1) * attempt.histories
        return Comparison(
            "tried", base, self._played(other, attempt, lambda done: progress(ahead + done, total))
        )

    def play(self, attempt: Attempt, progress: Progress) -> dict[str, Any]:
        """What the page shows of an attempt."""
        return told(self.compare(attempt, progress))

    def _kept(self, attempt: Attempt) -> Run | None:
        for run in (self.base, self._last):
            if run.seed == attempt.seed and len(run) >= attempt.histories:
                rows = run.rows[: attempt.histories]
                return Run(run.case, run.seed, rows, run.seconds, run.board, run.threads)
        return None

    def _played(self, case: Scenario, attempt: Attempt, progress: Callable[[int], None]) -> Run:
        return simulate(
            case,
            histories=attempt.histories,
            seed=attempt.seed,
            threads=self._threads,
            progress=lambda done, _total, _estimate: progress(done),
        )


def told(made: Comparison) -> dict[str, Any]:
    """A comparison as the page shows it: shares in percent and differences in points are text already.

    Bilingual texts are `{"en": ..., "th": ...}`.  The first question comes always, others where a history
    answers them otherwise.
    """
    case = made.base.case
    every = made.questions()
    shown = [asked for place, asked in enumerate(every) if place == 0 or asked["changed_histories"] > 0]
    return {
        "histories": len(made.base),
        "seed": str(made.base.seed),
        "changed_histories": percent(made.changed_histories),
        "untouched": sum(asked["changed_histories"] == 0 for asked in every),
        "asked": len(every),
        "questions": [_question(case, asked) for asked in shown],
    }


def _question(case: Scenario, asked: Mapping[str, Any]) -> dict[str, Any]:
    rows = asked["answers"]
    by_share = sorted(rows, key=lambda row: -max(row["base"], row["changed"]))
    common = [row for row in by_share if max(row["base"], row["changed"]) >= _COMMON]
    kept = [row["value"] for row in by_share[: max(_SHOWN, len(common))]]
    return {
        "id": asked["id"],
        "text": asked["text"],
        "changed_histories": percent(asked["changed_histories"]),
        "left_out": len(rows) - len(kept),
        "answers": [_answer(case, row) for row in rows if row["value"] in kept],
    }


def _answer(case: Scenario, row: Mapping[str, Any]) -> dict[str, Any]:
    points, low, high = interval(row["difference"], row["mc_error"])
    return {
        "label": answer_label(case, row["value"]),
        "recorded": row["recorded"],
        "base": per_cent(row["base"]),
        "changed": per_cent(row["changed"]),
        "difference": signed(points),
        "low": signed(low),
        "high": signed(high),
        "surely": low > 0 or high < 0,
        "shares": [round(row["base"], 4), round(row["changed"], 4)],
    }
