"""How much did the model say about what history then did, and how much of it hangs on the evidence?

Each recorded outcome of a case is put to the histories of a run: who was the next to lose his place, from
the opening and from the beginning of each later year in which the record has a loss; what became of those
who were struck; who held each chief office at the end of each year.  The score is minus the logarithm of
the chance given to what came (nats, low is good), beside those of three others: equal chances, the
reference class (`baserate`) where one speaks of the question, and the negative controls of `control`: ties
shuffled, and resources permuted, among those who have them.

All start at the opening: a later year is answered by histories that have gone their own way for years.  A
loss is a fall, or the end of a person's last chief office by other than his death.  One case is an
illustration, not evidence of accuracy, and its items hang together: there are no intervals.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from presidium.dates import Day
from presidium.errors import UsageError
from presidium.history.board import Board, in_force
from presidium.judgement.baserate import baserate_for, own_classes
from presidium.judgement.classes import kept
from presidium.judgement.control import control, permuted_positions, shuffled_ties
from presidium.judgement.label import day_text, named
from presidium.judgement.record import fall_of, fate_of, holder_of
from presidium.scenario.model import Scenario
from presidium.scenario.question import Question
from presidium.theory.fate import FATES
from presidium.words import both

Rows = np.ndarray[Any, np.dtype[Any]]

#: Histories of each negative control; an eighth of them a turn.
CONTROL_HISTORIES = 2_000
CONTROLS = {"ties": shuffled_ties, "resources": permuted_positions}
_COMPARED = ("model", "uniform")
#: A month later than any.
_NEVER = 30_000


@dataclass(frozen=True, slots=True)
class Item:
    """One recorded outcome.

    `subject` names the person or office asked about (None: whoever loses first); `day` from when, or on
    which; `options` how many answers were open; `recorded` the answers that came true (several where one
    day took several); the chances are what each forecaster gave them, in (0, 1]; `base` is None where no
    class speaks.
    """

    group: str
    subject: str | None
    day: Day | None
    options: int
    recorded: tuple[str, ...]
    model: float
    base: float | None
    controls: Mapping[str, float] = field(default_factory=dict)

    @property
    def uniform(self) -> float:
        """The chance that equal shares give."""
        return len(self.recorded) / self.options


@dataclass(frozen=True, slots=True)
class _Asked:
    """An item before anybody has answered it."""

    group: str
    subject: str | None
    day: Day | None
    options: tuple[str, ...]
    recorded: tuple[str, ...]


def hindcast(
    board: Board, rows: Rows, seed: int, histories: int = CONTROL_HISTORIES, threads: int | None = None
) -> tuple[Item, ...]:
    """Score the rows of a run against the record, with controls of so many histories under the same seed.

    Raises UsageError USE692 for a case without recorded losses.
    """
    asked = tuple(_items(board.case))
    if not asked:
        raise UsageError(
            "USE692",
            f"{board.case.scenario} has no record of who lost his place after the opening",
            "Give its outcomes and later tenures: they are compared, never fed.",
        )
    scrambled = {
        name: control(board, scramble, seed, histories, threads=threads)
        for name, scramble in CONTROLS.items()
    }
    return tuple(
        Item(
            group=one.group,
            subject=one.subject,
            day=one.day,
            options=len(one.options),
            recorded=one.recorded,
            model=_chance(board, rows, one),
            base=_base(board.case, one),
            controls={name: _chance(board, found, one) for name, found in scrambled.items()},
        )
        for one in asked
    )


def has_record(case: Scenario) -> bool:
    """Does a case record anything that can be scored?"""
    return next(_items(case), None) is not None


def _items(case: Scenario) -> Iterator[_Asked]:
    losses = recorded_losses(case)
    for start in _starts(case, losses):
        members = _members(case, start)
        later = {who: day for who, day in losses.items() if who in members and day >= start}
        first = min(later.values(), key=lambda day: day.iso)
        taken = tuple(who for who, day in later.items() if day.iso == first.iso)
        yield _Asked("loss", None, start, (*members, "none"), taken)
    for who in case.people:
        fate = fate_of(case, who)
        if fate is not None and fate != "kept" and fall_of(case, who) is not None:
            yield _Asked("fate", who, None, FATES[1:], (fate,))
    for office in (name for name, one in case.offices.items() if one.chief):
        for year in range(case.period.start.year, case.period.end.year + 1):
            day = Day(year, 12, 31)
            holder = holder_of(case, office, day) if day <= case.period.end else None
            if losses and holder is not None:
                yield _Asked("holder", office, day, tuple(sorted({*_members(case, day), holder})), (holder,))


def recorded_losses(case: Scenario) -> dict[str, Day]:
    """By person: the day on which he first fell, or lost his last chief office, in the period."""
    found: dict[str, Day] = {}
    chiefs = {name for name, office in case.offices.items() if office.chief}
    for who in case.people:
        days = [day for day in (fall_of(case, who),) if day is not None]
        held = [tenure for tenure in case.tenures if tenure.who == who and tenure.office in chiefs]
        for tenure in held:
            end, died = tenure.end, case.people[who].died
            dead = died is not None and end is not None and died.iso == end.iso
            inside = end is not None and case.period.start < end <= case.period.end
            if end is None or not inside or dead:
                continue
            if not any(other.start <= end and (other.end is None or other.end > end) for other in held):
                days.append(end)
        if days:
            found[who] = min(days, key=lambda day: day.iso)
    return found


def _starts(case: Scenario, losses: Mapping[str, Day]) -> list[Day]:
    """The opening, and the first day of each later year with a loss of somebody who was a member on it."""
    opening = case.period.start
    later = [Day(year, 1, 1) for year in sorted({day.year for day in losses.values()}) if year > opening.year]
    return [
        start
        for start in (opening, *later)
        if any(
            who in _members(case, start) and day >= start and day.year == start.year
            for who, day in losses.items()
        )
    ]


def _members(case: Scenario, day: Day) -> tuple[str, ...]:
    """The full members on record at the end of a day, in the order of the scenario's people."""
    seated = {tenure.who for tenure in in_force(case, day) if tenure.seat == "full"}
    return tuple(who for who in case.people if who in seated)


def _chance(board: Board, rows: Rows, one: _Asked) -> float:
    """The chance that the histories give to what came.

    As if one more history had been played whose answer is any of the options: nothing gets no chance at all.
    """
    count, of = {"loss": _losses, "fate": _fates, "holder": _holders}[one.group](board, rows, one)
    return (count + len(one.recorded) / len(one.options)) / (of + 1)


def _losses(board: Board, rows: Rows, one: _Asked) -> tuple[float, int]:
    """Histories in which one of the recorded is the first of the members to lose his place from a month on.

    Several in one month share it.
    """
    assert one.day is not None
    start = board.case.period.month_of(one.day)
    members = [board.people.index(who) for who in one.options[:-1]]
    months = np.stack([_loss_month(rows, person, start) for person in members], axis=1)
    first = months.min(axis=1)
    hit = (months == first[:, None]) & (first < _NEVER)[:, None]
    taken = [one.options.index(who) for who in one.recorded]
    return float((hit[:, taken].sum(axis=1) / np.maximum(hit.sum(axis=1), 1)).sum()), len(rows)


def _loss_month(rows: Rows, person: int, start: int) -> Rows:
    """The first month from `start` on in which a person falls or is left without a chief office; else
    never.
    """
    fell = rows["fell"][:, person].astype(np.int64)
    month = np.where(fell >= start, fell, _NEVER)
    holds = (rows["chief_holder"] == person).any(axis=1)
    lost = np.zeros_like(holds)
    lost[:, 1:] = holds[:, :-1] & ~holds[:, 1:]
    lost[:, :start] = False
    died = rows["died"][:, person].astype(np.int64)
    alive = np.arange(holds.shape[1]) != died[:, None]
    lost &= alive
    out = np.where(lost.any(axis=1), lost.argmax(axis=1), _NEVER)
    return np.minimum(month, out)


def _fates(board: Board, rows: Rows, one: _Asked) -> tuple[float, int]:
    """Of the histories in which the person is struck, those in which he meets the recorded fate."""
    assert one.subject is not None
    fate = rows["fate"][:, board.people.index(one.subject)]
    return float((fate == FATES.index(one.recorded[0])).sum()), int((fate > 0).sum())


def _holders(board: Board, rows: Rows, one: _Asked) -> tuple[float, int]:
    assert one.subject is not None and one.day is not None
    chief, month = board.chiefs.index(one.subject), board.case.period.month_of(one.day)
    held = rows["chief_holder"][:, chief, month]
    return float((held == board.people.index(one.recorded[0])).sum()), len(rows)


def _base(case: Scenario, one: _Asked) -> float | None:
    """What the reference class of the case gives to what came; None where it does not speak of it."""
    if one.group == "fate":
        return _base_fate(case, one.recorded[0])
    if one.group == "holder":
        question = Question.model_construct(id="holder", ask="holder", office=one.subject, on=one.day)
    elif one.day == case.period.start:
        question = Question.model_construct(id="first", ask="first_to_fall", among=one.options[:-1])
    else:
        return None
    given = 0.0
    for rate in baserate_for(case, question).rates:
        given += rate.value / len(rate.answers) * len(set(one.recorded) & set(rate.answers))
    return given or None


def _base_fate(case: Scenario, fate: str) -> float | None:
    """The share of a fate among the exits of the class; those not purged were demoted or retired, half each.

    Half an exit is added to each of the four kinds.
    """
    counts = kept(case.scenario)[own_classes(case)[1]].fates["any"]
    kinds = {
        "retired": counts["not purged"],
        "expelled": counts["left alone"] + counts["exiled"],
        "jailed": counts["jailed"],
        "executed": counts["executed"],
    }
    total = sum(kinds.values()) + len(kinds) / 2
    if fate in ("demoted", "retired"):
        return (kinds["retired"] + 0.5) / total / 2
    return (kinds[fate] + 0.5) / total


def log_scores(items: Sequence[Item]) -> dict[str, float | None]:
    """The mean log score of each forecaster over some items; None where one is silent on any."""
    given: dict[str, list[float | None]] = {
        "model": [item.model for item in items],
        "uniform": [item.uniform for item in items],
        "base": [item.base for item in items],
        **{name: [item.controls[name] for item in items] for name in CONTROLS},
    }
    return {name: _mean_score(chances) for name, chances in given.items()}


def _mean_score(chances: list[float | None]) -> float | None:
    known = [one for one in chances if one is not None]
    return float(-np.log(known).mean()) if known and len(known) == len(chances) else None


def hindcast_record(case: Scenario, items: Sequence[Item]) -> dict[str, Any]:
    """The table as one JSON value: an entry an item, mean log scores a group, where they are worse than
    equal chances, and its caution."""
    groups: dict[tuple[str, str | None], list[Item]] = {}
    for item in items:
        # Each chief office is a group of its own: to know the one is not to know the other.
        groups.setdefault((item.group, item.subject if item.group == "holder" else None), []).append(item)
    scores = [
        {
            "group": group,
            "subject": office,
            "text": both(f"hindcast.group_{group}", office=case.offices[office].name if office else ""),
            "items": len(some),
            **{name: None if x is None else round(x, 5) for name, x in log_scores(some).items()},
        }
        for (group, office), some in groups.items()
    ]
    return {
        "items": [_entry(case, item) for item in items],
        "scores": scores,
        "worse": _worse(scores),
        "caution": both("hindcast.caution"),
    }


def _worse(scores: Sequence[Mapping[str, Any]]) -> dict[str, str] | None:
    """Where the histories did worse than equal chances would have, in words; None where nowhere."""
    told = [
        both("hindcast.worse_item", what=one["text"], **{name: f"{one[name]:.2f}" for name in _COMPARED})
        for one in scores
        if one["model"] > one["uniform"]
    ]
    return both("hindcast.worse", list=named(told)) if told else None


def _entry(case: Scenario, item: Item) -> dict[str, Any]:
    names = [case.people[who].name for who in item.recorded] if item.group != "fate" else []
    recorded = (
        {lang: ", ".join(name.in_(lang) for name in names) for lang in ("en", "th")}
        if names
        else both(f"fate.{item.recorded[0]}")
    )
    what = case.offices if item.group == "holder" else case.people
    values: dict[str, Any] = {"day": "" if item.day is None else day_text(item.day)}
    if item.subject is not None:
        values["subject"] = what[item.subject].name
    return {
        "group": item.group,
        "subject": item.subject,
        "day": item.day.iso if item.day is not None else None,
        "text": both(f"hindcast.item_{item.group}", **values),
        "recorded": list(item.recorded),
        "recorded_text": recorded,
        "options": item.options,
        "model": round(item.model, 5),
        "uniform": round(item.uniform, 5),
        "base": None if item.base is None else round(item.base, 5),
        "controls": {name: round(chance, 5) for name, chance in item.controls.items()},
    }
