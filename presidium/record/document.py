"""What does the page show?  One versioned JSON object that page, notebook and downloads share.

Everything shown is in here and nothing is computed later.  Times and hosts are not, so the same run gives
the same bytes.  Bilingual texts are `{"en": ..., "th": ...}`; shares are in [0, 1]; months are "1953-06".
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from presidium import __version__
from presidium.counting import mc_error, points, printed
from presidium.history.board import Board
from presidium.history.tell import tell
from presidium.judgement.baserate import baserate_for
from presidium.judgement.hindcast import has_record, hindcast, hindcast_record
from presidium.judgement.label import Text, answer_label, in_a_hundred, label, sentence, words
from presidium.judgement.outcome import Answer, Answered, fell_earlier, likeliest_came
from presidium.judgement.summary import shape
from presidium.record.circle import circle_record
from presidium.record.course import fate_table, first_to_fall, month_name, office_course, timeline
from presidium.record.matters import matters_record
from presidium.record.moment import notable_moments
from presidium.record.reasons import reasons
from presidium.record.world import world_record
from presidium.scenario.change import leans_on_later
from presidium.scenario.evidence import Coverage, coverage
from presidium.scenario.model import Scenario
from presidium.scenario.parameters import PARAMETERS
from presidium.words import LANGUAGES, both

FORMAT = 1
#: How many histories are told.
_TOLD = 4
#: Answers rarer than this on both sides of a what-if are left out.
_WORTH_SHOWING = 0.01
#: Histories of each control beside which the record is scored: half as many as the run has, within these.
_FEWEST_CONTROLS, _MOST_CONTROLS = 200, 1_000
#: Leads, in shares: one that is a lead at all, and one by far.
_AT_ALL, _BY_FAR = 0.1, 0.25


def document(run: Any, comparisons: Mapping[str, Any], hindsight: Any) -> dict[str, Any]:
    """The document of a run, its what-ifs and the run without hindsight (`docs/reference/outcomes.md`).

    `hindsight` is None where nothing in the case leans on later events, or nothing is played beside the run.
    """
    case, board, rows = run.case, run.board, run.rows
    period, told, rests = case.period, matters_record(run), coverage(case)
    return {
        "format": FORMAT,
        "kind": "presidium-document",
        "scenario": case.scenario,
        "title": words(case.title),
        "digest": case.digest,
        "version": __version__,
        "seed": run.seed,
        "histories": len(rows),
        "period": [period.start.iso, period.end.iso],
        "command": run.command(),
        "months": [month_name(board, t) for t in range(board.months)],
        "people": people_record(case),
        "offices": [
            {"id": name, "name": words(office.name), "chief": office.chief}
            for name, office in case.offices.items()
        ],
        "headline": _headline(run, comparisons, hindsight, told),
        "questions": [question_record(run, asked, commonest_grade(rests)) for asked in run.answered],
        "came": came_record(run.answered),
        "dots": dots_record(case, run.answered),
        "chief_offices": [office_course(case, board, rows, k) for k in range(len(board.chiefs))],
        "first_to_fall": first_to_fall(board, run.answered, rows),
        "fates": fate_table(case, board, rows),
        "circle": circle_record(board),
        "ruling": notable_moments(board, run.seed),
        "world": world_record(case, board, rows, run.seed, run.threads),
        "timeline": timeline(case, board, rows),
        "told": _told(case, board, run),
        **told,
        "whatif": [whatif_record(case, made) for made in comparisons.values()],
        "hindsight": hindsight and whatif_record(case, hindsight),
        "hindcast": _hindcast(run),
        "claims": [_claim(name, claim) for name, claim in case.claims.items()],
        "sources": _sources(case),
        "evidence": rests.as_json(),
        "figures": _figures(board, rows),
        "limits": [both(f"limit.{name}") for name in _limits(case, comparisons, hindsight)],
        "parameters": _parameters(case),
        "scenario_text": {
            "scenario.json": json.dumps(case.played, ensure_ascii=False, separators=(",", ":"))
        },
    }


def people_record(case: Scenario) -> list[dict[str, Any]]:
    """Everybody in the case."""
    return [
        {
            "id": name,
            "name": words(person.name),
            "name_th_status": person.name_th_status,
            "born": person.born.iso,
            "died": person.died.iso if person.died else None,
        }
        for name, person in case.people.items()
    ]


def _limits(case: Scenario, comparisons: Mapping[str, Any], hindsight: Any) -> tuple[str, ...]:
    """Which limits bear on a case, and on what was played of it."""
    leaning: tuple[str, ...] = ()
    if leans_on_later(case):
        leaning = ("hindsight",) if hindsight is not None else ("hindsight_untried",)
    untried = ("untried",) if case.whatif and not comparisons else ()
    outside = ("outside", "quarrel") if case.states else ("inside_only",)
    return ("one_case", "fitted", *leaning, *untried, "tenure", "coding", "not_forecast", *outside)


def _sources(case: Scenario) -> list[dict[str, Any]]:
    """The sources of what the page shows: the ledger's acts are in the scenario, one by one, with theirs."""
    shown = {name: part for name, part in case.played.items() if name not in ("sources", "ledger")}
    cited = _cited(shown)
    return [
        {"key": key, "what": source.what, "url": source.url, "kind": source.kind}
        for key, source in case.sources.items()
        if key in cited
    ]


def _cited(part: Any) -> set[str]:
    """The keys of all sources that a part of a scenario, as it was read, rests on."""
    if isinstance(part, dict):
        given = part.get("source", [])
        own = set(given if isinstance(given, list) else [given])
        return own.union(*map(_cited, part.values()))
    return set().union(*map(_cited, part)) if isinstance(part, list) else set()


def _maybe(text: Any) -> Text | None:
    return None if text is None else words(text)


def commonest_grade(rests: Coverage) -> str:
    """The commonest grade of the numbers that have one; "E" where none has."""
    grades = rests.as_json()["grades"]
    return max(grades, key=lambda grade: grades[grade]) if any(grades.values()) else "E"


def question_record(run: Any, asked: Answered, grade: str) -> dict[str, Any]:
    """A question with all its answers and their base rate; `grade` of the evidence of the case."""
    case, answers = run.case, asked.answers()
    best = max(answers, key=lambda answer: answer.probability)
    return {
        "id": asked.question.id,
        "ask": asked.question.ask,
        "text": label(case, asked.question),
        "sentence": sentence(case, asked.question, best),
        "grade": grade,
        "answers": [
            {
                "value": answer.value,
                "label": answer_label(case, answer.value),
                "probability": answer.probability,
                "mc_error": round(answer.mc_error, 6),
                "recorded": answer.recorded,
            }
            for answer in answers
        ],
        "fell_earlier": fell_earlier(run.board, run.rows, asked.question),
        "base_rate": baserate_for(case, asked.question).record(),
    }


def _headline(
    run: Any, comparisons: Mapping[str, Any], hindsight: Any, told: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The first question's likeliest answer, two reasons, and how sure."""
    if not run.answered:
        return None
    case, asked = run.case, run.answered[0]
    effects = told["matters"]["questions"][0]["effects"]
    ranked = sorted(asked.answers(), key=lambda answer: -answer.probability)
    best = ranked[0]
    return {
        "question": asked.question.id,
        "sentence": sentence(case, asked.question, best),
        "reasons": reasons(case, run.board, asked.question.id, best, comparisons, effects),
        "sureness": both(
            f"sure.{_sureness(case, asked, ranked, hindsight)}",
            error=points(best.mc_error, best.probability),
            histories=len(asked.taken),
        ),
        "hindsight": hindsight and _without(case, hindsight, best.value),
    }


def _without(case: Scenario, hindsight: Any, value: str) -> Text | None:
    """What is left of an answer without hindsight, and who then lies close together; None for no change."""
    base, plain = (side.answered[0].answers() for side in (hindsight.base, hindsight.other))
    shares = [next((one.probability for one in some if one.value == value), 0.0) for some in (base, plain)]
    if shares[0] == shares[1]:
        return None
    left = both("page.hindsight_left", base=in_a_hundred(shares[0]), n=in_a_hundred(shares[1]))
    ranked = sorted(plain, key=lambda answer: -answer.probability)
    close = [one for one in ranked if ranked[0].probability - one.probability <= _AT_ALL]
    if len(close) < 2:
        return left
    items = [{**answer_label(case, one.value), "n": in_a_hundred(one.probability)} for one in close]
    told = {lang: ", ".join(f"{one[lang]} {one['n']}" for one in items) for lang in LANGUAGES}
    tied = both("sure.close", list=told)
    return {lang: f"{left[lang]} {tied[lang]}" for lang in LANGUAGES}


def came_record(asked: Sequence[Answered]) -> dict[str, Any] | None:
    """How many of the likeliest answers came, of the questions with an answer on record; None without any."""
    came, of = likeliest_came(asked)
    return {"came": came, "of": of, "sentence": both("answer.came", came=came, of=of)} if of else None


def _sureness(case: Scenario, asked: Answered, ranked: list[Answer], hindsight: Any) -> str:
    """Which sentence says how sure the likeliest answer is: by its lead, with and without hindsight."""
    lead = _lead(ranked, ranked[0].value)
    if len(asked.taken) < 100:
        return "few"
    if lead <= _BY_FAR:
        return "lean" if lead > _AT_ALL else "open"
    if hindsight is None:
        return "untried" if leans_on_later(case) else "clear"
    if _lead(hindsight.other.answered[0].answers(), ranked[0].value) > _AT_ALL:
        return "clear"
    return "hindsight"


def _lead(answers: Iterable[Answer], value: str) -> float:
    """By how much an answer's share exceeds the largest of the others; negative where it does not."""
    shares = {answer.value: answer.probability for answer in answers}
    own = shares.pop(value, 0.0)
    return own - max(shares.values(), default=0.0)


def dots_record(case: Scenario, questions: tuple[Answered, ...]) -> dict[str, Any] | None:
    """A hundred dots for the first question: the likeliest as the headline says, the others by largest
    remainders.
    """
    if not questions:
        return None
    answers = [answer for answer in questions[0].answers() if answer.probability > 0.0]
    counts = [int(100 * answer.probability) for answer in answers]
    counts[0] = int(f"{answers[0].probability:.0%}".removesuffix("%"))
    rest = sorted(range(1, len(answers)), key=lambda k: counts[k] - 100 * answers[k].probability)
    for k in rest[: 100 - sum(counts)]:
        counts[k] += 1
    return {
        "question": questions[0].question.id,
        "answers": [
            {"value": answer.value, "label": answer_label(case, answer.value), "count": count}
            for answer, count in zip(answers, counts, strict=True)
            if count
        ],
    }


def _told(case: Scenario, board: Board, run: Any) -> list[dict[str, Any]]:
    """Some histories in sentences, one or more for each of the commonest answers to the first question."""
    asked = run.answered[0] if run.answered else None
    chosen = _spread_over_answers(asked, len(run.rows)) if asked else range(min(_TOLD, len(run.rows)))
    told = []
    for row in chosen:
        history = int(run.rows["history"][row])
        told.append(
            {
                "history": history,
                "answer": answer_label(case, asked.values[int(asked.taken[row])]) if asked else None,
                "sentences": [
                    {"month": sentence.month, "code": sentence.code, "text": sentence.text}
                    for sentence in tell(board, run.seed, history)
                ],
            }
        )
    return told


def _spread_over_answers(asked: Answered, histories: int) -> list[int]:
    """Rows to tell: the first history of each of the commonest answers, then the next ones in turn."""
    order = [asked.values.index(answer.value) for answer in asked.answers() if answer.probability > 0.0]
    queues = {value: list(np.flatnonzero(asked.taken == value)[:_TOLD]) for value in order}
    chosen: list[int] = []
    while len(chosen) < min(_TOLD, histories) and any(queues.values()):
        for value in order:
            if queues[value] and len(chosen) < _TOLD:
                chosen.append(int(queues[value].pop(0)))
    return chosen


def _hindcast(run: Any) -> dict[str, Any] | None:
    """What the histories gave to what then happened; None for a case without a record."""
    if not has_record(run.case):
        return None
    controls = max(_FEWEST_CONTROLS, min(len(run) // 2, _MOST_CONTROLS))
    return hindcast_record(run.case, hindcast(run.board, run.rows, run.seed, controls, threads=run.threads))


def whatif_record(case: Scenario, made: Any) -> dict[str, Any]:
    """What a change does to the questions that any history answers otherwise; how many it leaves alone.

    A change that is none of the scenario's what-ifs, such as leaving out hindsight, has no name there.
    """
    whatif = case.whatif.get(made.name)
    every = made.questions()
    questions = [compared_record(case, question) for question in every if question["changed_histories"] > 0]
    return {
        "id": made.name,
        "name": whatif and words(whatif.name),
        "note": whatif and _maybe(whatif.note),
        "histories": len(made.base.rows),
        "changed_histories": made.changed_histories,
        "questions": questions,
        "untouched": len(every) - len(questions),
    }


def compared_record(case: Scenario, question: Mapping[str, Any]) -> dict[str, Any]:
    """What a change does to one question."""
    return {
        "id": question["id"],
        "text": question["text"],
        "answers": [
            {**row, **_rounded(row), "label": answer_label(case, row["value"])}
            for row in question["answers"]
            if row["recorded"] or max(row["base"], row["changed"]) >= _WORTH_SHOWING
        ],
    }


def _rounded(row: Mapping[str, Any]) -> dict[str, float]:
    """The numbers of a row to four digits: more than histories bear only make the page larger."""
    return {name: round(row[name], 4) for name in ("base", "changed", "difference", "mc_error")}


def _claim(name: str, claim: Any) -> dict[str, Any]:
    return {
        "id": name,
        "quote": claim.quote,
        "says": words(claim.says),
        "verdict": claim.verdict,
        "stated": claim.stated,
        "correct": claim.correct,
        "correction": _maybe(claim.correction),
        "sources": list(claim.source),
        "supports": list(claim.supports),
    }


def _figures(board: Board, rows: Any) -> list[dict[str, Any]]:
    """General figures of the histories, each with its name and its value as text."""
    figures = shape(board, rows)
    values: Iterable[tuple[str, str]] = (
        ("showdowns", f"{figures.showdowns:.1f}"),
        ("success", f"{figures.success:.2f}"),
        ("leader_success", f"{figures.leader_success:.2f}"),
        ("betrayals", f"{figures.betrayals:.2f}"),
        ("exits", f"{figures.exits:.1f}"),
        ("leader_removals", f"{figures.leader_removals:.3f}"),
        (
            "late_executions",
            f"{figures.late_execution:.3f} ± {_error(figures.late_execution, len(rows))}",
        ),
    )
    return [{"name": both(f"figure_of_run.{name}"), "value": value} for name, value in values]


def _error(share: float, histories: int) -> str:
    return printed(mc_error(share, histories), share)


def _parameters(case: Scenario) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "default": p.default,
            "low": p.low,
            "high": p.high,
            "unit": p.unit,
            "rests_on": p.rests_on,
            "here": case.parameters[name].text if name in case.parameters else None,
        }
        for name, p in PARAMETERS.items()
    ]
