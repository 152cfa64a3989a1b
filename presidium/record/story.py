"""What does the page of a story show?  The story's texts with the odds that the run gives.

No number is written in a story: each is counted here among the histories, taken from the document of the
run, or reckoned at the recorded moment.  Shares are in [0, 1]; bilingual texts are `{"en": ..., "th": ...}`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from presidium import __version__
from presidium.counting import mc_error
from presidium.dates import Day
from presidium.errors import UsageError
from presidium.history.board import Board, in_force
from presidium.history.calendar import possible_events
from presidium.history.replay import leanings, recorded_state
from presidium.judgement.label import Text, answer_label, label, words
from presidium.judgement.moment import moment_at
from presidium.judgement.outcome import Answered, answered
from presidium.record.moment import moment_record
from presidium.scenario.model import Scenario
from presidium.scenario.story import Bet, Known, Moment, Odds, Otherwise, Showdown, Story, Told
from presidium.words import both

FORMAT = 1
#: Histories below which a share is called too rough to read.
_FEW = 100

Rows = np.ndarray[Any, np.dtype[Any]]


def story_of(case: Scenario) -> Story:
    """The story of a case.  Raises UsageError USE604 where it has none; an opening has none."""
    if case.story is None:
        played = case.scenario if case.opened is None else f"the opening {case.opened} of {case.scenario}"
        raise UsageError(
            "USE604",
            f"{played} has no story",
            "Write one, a section story: presidium explain USE604 says how.",
        )
    return case.story


def story_record(run: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """A story with the odds of a run; `document` is the run's own (`record.document`)."""
    case, story = run.case, story_of(run.case)
    asked = {
        question.id: answered(run.board, run.rows, question)
        for question in (*case.questions, *story.questions)
    }
    told = _Telling(case, run.board, run.rows, run.seed, asked, document)
    return {
        "format": FORMAT,
        "kind": "presidium-story",
        "scenario": case.scenario,
        "title": words(case.title),
        "digest": case.digest,
        "version": __version__,
        "seed": run.seed,
        "histories": len(run.rows),
        "period": [case.period.start.iso, case.period.end.iso],
        "command": run.command(),
        "people": [{"id": name, "name": words(person.name)} for name, person in case.people.items()],
        "opening": [words(text) for text in story.opening],
        "moments": [told.moment(moment) for moment in story.moments],
        "debrief": [_told(one) for one in story.debrief],
        "sources": _sources(case, story),
    }


class _Telling:
    """One run, asked about the moments of a story."""

    def __init__(
        self,
        case: Scenario,
        board: Board,
        rows: Rows,
        seed: int,
        asked: Mapping[str, Answered],
        document: Mapping[str, Any],
    ) -> None:
        self.case, self.board, self.rows, self.seed = case, board, rows, seed
        self.asked, self.document = asked, document
        self.played = {made["id"]: made for made in document["whatif"]}

    def moment(self, moment: Moment) -> dict[str, Any]:
        """One moment with its odds."""
        known = np.ones(len(self.rows), dtype=bool)
        for condition in moment.given:
            known &= self._so(condition, moment.on)
        chances = self._chances(moment.showdown) if moment.showdown else {}
        counted = int(known.sum())
        return {
            "id": moment.id,
            "on": moment.on.iso,
            "who": words(moment.who),
            "known": [_told(one) for one in moment.known],
            "asks": words(moment.asks),
            "choices": [
                {
                    "id": choice.id,
                    "says": words(choice.says),
                    "counted": words(choice.counted) if choice.counted else None,
                    "odds": self._odds(choice.odds, known, chances) if choice.odds else None,
                    "taken": choice.id == moment.happened.took,
                }
                for choice in moment.choices
            ],
            "others": self._others(moment, known),
            "given": {
                "histories": counted,
                "few": counted < _FEW,
                "conditions": [self._condition(one) for one in moment.given],
            },
            "showdown": self._showdown(moment.showdown, chances) if moment.showdown else None,
            "bet": self._bet(moment.bet, known),
            "happened": [_told(one) for one in moment.happened.told],
            "whatif": [self._otherwise(one) for one in moment.whatif if one.whatif in self.played],
            "disputed": [_told(one) for one in moment.disputed],
        }

    def _hit(self, question: str, answers: Iterable[str]) -> Rows:
        """In which histories a question has one of some answers."""
        asked = self.asked[question]
        return np.isin(asked.taken, [asked.values.index(answer) for answer in answers])

    def _so(self, condition: Known, day: Day) -> Rows:
        """In which histories something is so by a day; an event counts from the month in which it came."""
        if condition.happens is None:
            return self._hit(condition.question or "", condition.answer or ())
        came = self.rows["happened"][:, list(self.board.events).index(condition.happens)]
        return (came >= 0) & (came <= self.case.period.month_of(day))

    def _condition(self, condition: Known) -> dict[str, Text]:
        if condition.happens is not None:
            title = words(possible_events(self.case)[condition.happens].title)
            return {"question": both("story.event", event=title), "answer": both("story.event_came")}
        asked = self.asked[condition.question or ""].question
        return {"question": label(self.case, asked), "answer": self._either(condition.answer or ())}

    def _others(self, moment: Moment, known: Rows) -> list[dict[str, Any]]:
        """Answers that no choice stands for, where all choices with odds are answers to one question."""
        asked = {choice.odds.question for choice in moment.choices if choice.odds}
        name = asked.pop() if len(asked) == 1 else None
        if name is None:
            return []
        named = {answer for choice in moment.choices if choice.odds for answer in choice.odds.answer or ()}
        left = [answer for answer in self.asked[name].values if answer not in named]
        told = [(answer, _share(self._hit(name, [answer]), known)) for answer in left]
        return [
            {"answer": answer_label(self.case, answer), **share} for answer, share in told if share["share"]
        ]

    def _either(self, answers: Sequence[str]) -> Text:
        text = answer_label(self.case, answers[0])
        for answer in answers[1:]:
            text = both("list.or", first=text, last=answer_label(self.case, answer))
        return text

    def _odds(self, odds: Odds, known: Rows, chances: Mapping[str, float]) -> dict[str, Any]:
        """The chance of a choice; a side at the recorded moment is reckoned, without an error of counting."""
        if odds.joins is not None or odds.stays is not None:
            chance = chances[odds.joins] if odds.joins is not None else 1.0 - chances[odds.stays or ""]
            return {"share": round(chance, 6), "mc_error": None}
        if odds.question is not None:
            hit = self._hit(odds.question, odds.answer or ())
        else:
            event = list(self.board.events).index(odds.happens or odds.never or "")
            hit = (self.rows["happened"][:, event] >= 0) == (odds.happens is not None)
        return _share(hit, known)

    def _bet(self, bet: Bet, known: Rows) -> dict[str, Any]:
        """The chance of the event, whether it came, and the squared error of the chance."""
        told = _share(self._hit(bet.question, bet.answer), known)
        recorded = self.asked[bet.question].recorded
        came = any(answer in bet.answer for answer in recorded) if recorded else None
        share = told["share"]
        score = None if share is None or came is None else round((share - came) ** 2, 6)
        return {"says": words(bet.says), "question": bet.question, **told, "came": came, "score": score}

    def _chances(self, showdown: Showdown) -> dict[str, float]:
        """The chance of each to side against the target."""
        state = recorded_state(self.board, showdown.on)
        month = self.case.period.month_of(showdown.on)
        return leanings(self.board, state, month, showdown.led_by, showdown.against, showdown.candidate)

    def _showdown(self, showdown: Showdown, chances: Mapping[str, float]) -> dict[str, Any]:
        """Who would have stood where, and how the recorded sides count in each arena that votes."""
        names = {name: words(person.name) for name, person in self.case.people.items()}
        full = _full_members(self.case, showdown.on)
        away = self._away(showdown)
        return {
            "on": showdown.on.iso,
            "led_by": names[showdown.led_by],
            "against": names[showdown.against],
            "candidate": names[showdown.candidate],
            "members": [
                {
                    "who": who,
                    "name": names[who],
                    "chance": round(chances[who], 6),
                    "sided": who in showdown.sided,
                    "absent": who in away,
                }
                for who in full
                if who in chances
            ],
            "votes": self._votes(showdown) if showdown.sided else [],
            "note": words(showdown.note) if showdown.note else None,
            "sources": list(showdown.because.source) if showdown.because else [],
            "grade": showdown.because.grade if showdown.because else None,
        }

    def _away(self, showdown: Showdown) -> set[str]:
        """Who takes no part, and so has no chance to side; the sides of leader and target are given."""
        until = recorded_state(self.board, showdown.on)["away_until"][0]
        month = self.case.period.month_of(showdown.on)
        away = {who for i, who in enumerate(self.board.people) if until[i] > month}
        return away - {showdown.led_by, showdown.against}

    def _votes(self, showdown: Showdown) -> list[dict[str, Any]]:
        arenas = [k for k, arena in enumerate(self.case.arenas) if arena.rule != "force"]
        ayes = [self.board.people.index(who) for who in showdown.sided]
        found = moment_record(moment_at(self.board, showdown.on, 1, self.seed, arenas, ayes, watched=0))
        return [
            {
                "name": arena["name"],
                "text": arena["vote"]["text"],
                "carried": arena["vote"]["carried"],
                "ayes": sum(one["weight"] for one in arena["people"] if one["who"] in arena["vote"]["ayes"]),
                "total": arena["total"],
            }
            for arena in found["arenas"]
        ]

    def _otherwise(self, one: Otherwise) -> dict[str, Any]:
        """What a what-if moves, as the document of the run has it; a question left alone is not there."""
        change = self.played[one.whatif]
        question = self.asked[one.question].question
        rows = [asked["answers"] for asked in change["questions"] if asked["id"] == one.question]
        row = next((row for row in sum(rows, []) if row["value"] == one.answer), None)
        told = {name: row[name] if row else None for name in ("base", "changed", "difference", "mc_error")}
        return {
            "name": change["name"],
            "question": label(self.case, question),
            "answer": answer_label(self.case, one.answer),
            "histories": change["histories"],
            "changed_histories": change["changed_histories"],
            **told,
        }


def _share(hit: Rows, known: Rows) -> dict[str, Any]:
    """The share of the histories that count, with its error; None where no history counts."""
    counted = int(known.sum())
    if not counted:
        return {"share": None, "mc_error": None}
    share = float(hit[known].mean())
    return {"share": share, "mc_error": round(mc_error(share, counted), 6)}


def _full_members(case: Scenario, day: Day) -> list[str]:
    """Full members of the first arena at the end of a day, in the order of the scenario's people."""
    seated = {tenure.who for tenure in in_force(case, day) if tenure.seat == "full"}
    return [who for who in case.people if who in seated]


def _told(one: Told) -> dict[str, Any]:
    because = one.because
    return {
        "says": words(one.says),
        "grade": because.grade,
        "sources": list(because.source),
        "page": because.page,
    }


def _sources(case: Scenario, story: Story) -> list[dict[str, Any]]:
    """The sources that the story rests on, in the order of the scenario."""
    told = [*story.debrief]
    keys: set[str] = set()
    for moment in story.moments:
        told += [*moment.known, *moment.happened.told, *moment.disputed]
        if moment.showdown is not None and moment.showdown.because is not None:
            keys |= set(moment.showdown.because.source)
    keys |= {key for one in told for key in one.because.source}
    return [
        {"key": key, "what": source.what, "url": source.url, "kind": source.kind}
        for key, source in case.sources.items()
        if key in keys
    ]
