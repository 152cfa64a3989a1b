"""What does one picture need of the document?  Its parts, each made when it is first asked for.

Who looks at one picture of a run does not wait for the others, nor for the what-ifs to be played.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from presidium.judgement.label import sentence, words
from presidium.record.circle import circle_record
from presidium.record.course import fate_table, first_to_fall, office_course, timeline
from presidium.record.document import (
    commonest_grade,
    dots_record,
    people_record,
    question_record,
    whatif_record,
)
from presidium.record.matters import matters_record
from presidium.record.moment import notable_moments
from presidium.record.world import abroad_record, ladder_record
from presidium.scenario.change import leans_on_later
from presidium.scenario.evidence import coverage


class Parts(Mapping[str, Any]):
    """The parts of a run's document that pictures are made of: the same as in the whole document.

    The ladder of evidence, which is played anew, stands beside the world outside and not in it.  Of the
    headline there is what needs no what-if: the question and its answer in a sentence.
    """

    def __init__(self, run: Any) -> None:
        self._run = run
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _MAKERS[name](self._run)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)


def _headline(run: Any) -> dict[str, Any] | None:
    if not run.answered:
        return None
    asked = run.answered[0]
    best = max(asked.answers(), key=lambda answer: answer.probability)
    return {"question": asked.question.id, "sentence": sentence(run.case, asked.question, best)}


def _questions(run: Any) -> list[dict[str, Any]]:
    grade = commonest_grade(coverage(run.case))
    return [question_record(run, asked, grade) for asked in run.answered]


def _whatif(run: Any) -> list[dict[str, Any]]:
    return [whatif_record(run.case, made) for made in run.comparisons().values()]


_MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "title": lambda run: words(run.case.title),
    "histories": len,
    "period": lambda run: [run.case.period.start.iso, run.case.period.end.iso],
    "people": lambda run: people_record(run.case),
    "headline": _headline,
    "questions": _questions,
    "dots": lambda run: dots_record(run.case, run.answered),
    "chief_offices": lambda run: [
        office_course(run.case, run.board, run.rows, k) for k in range(len(run.board.chiefs))
    ],
    "first_to_fall": lambda run: first_to_fall(run.board, run.answered, run.rows),
    "fates": lambda run: fate_table(run.case, run.board, run.rows),
    "circle": lambda run: circle_record(run.board),
    "ruling": lambda run: notable_moments(run.board, run.seed),
    "world": lambda run: abroad_record(run.case, run.board, run.rows) if run.case.states else None,
    "ladder": lambda run: ladder_record(run.case, run.seed, run.threads) if run.case.states else None,
    "timeline": lambda run: timeline(run.case, run.board, run.rows),
    "matters": lambda run: matters_record(run)["matters"],
    "whatif": _whatif,
    "hindsight": lambda run: whatif_record(run.case, run.hindsight()) if leans_on_later(run.case) else None,
}
