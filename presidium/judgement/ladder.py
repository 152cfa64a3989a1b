"""How near do the histories come to how states leaned on record, and which evidence is it that helps?

The ladder: the case with what bound states at the opening alone (*structure*), then with what was done to
them (*acts*), then with what they did themselves to show their side (*answers*, which are what is to be
predicted), each beside two rules of thumb: that every state *stays put*, and that it leans to those with whom
it has *treaties*.  Two controls go with it: acts *dealt out* to other states should lose their gain, and a
state that is *left out* is told by those histories, of all that were played, that come nearest to the rest.

Score: the sum of squared differences of shares (poles and nobody), Brier (Monthly Weather Review 78, 1950),
mean over states and the ends of the years of the period after the first.  Intervals resample states, not
years: a leaning is a spell, and years of one spell are one observation.  The acts were chosen by people who
know how it ended, so that the ladder measures a coding as much as a model.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.dates import Day
from presidium.draws import OPENING_MONTH, address, uniform
from presidium.history.board import Board, board_of
from presidium.history.codes import CONTROL_ACTS
from presidium.history.many import play_many
from presidium.judgement.abroad import shares_on
from presidium.scenario.model import Scenario
from presidium.scenario.world import Condition, Entry, in_force

Floats = np.ndarray[Any, np.dtype[np.float64]]

#: Names of the rungs, in the order of the ladder.
RUNGS = ("stay-put", "treaties", "structure", "acts", "answers", "dealt-out", "left-out")
#: Histories played for each rung, and deals of the acts to other states.
HISTORIES, DEALS = 200, 4
#: The part of the histories by which a state left out is told.
NEAREST = 0.1

_TREATIES = ("defence_pact", "joined", "treaty_signed")
_RESAMPLES, _INTERVAL = 2000, (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: its mean score with a 90 % interval over states, and its gain over staying put (above 0 is
    better) with the interval of the paired difference.
    """

    name: str
    brier: float
    low: float
    high: float
    gain: float
    gain_low: float
    gain_high: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs, and by state the score of staying put and of the case as it is."""

    rungs: tuple[Rung, ...]
    states: tuple[str, ...]
    stay_put: tuple[float, ...]
    acts: tuple[float, ...]

    @property
    def moved(self) -> tuple[str, ...]:
        """The states that did not stay put: they are the sample."""
        return tuple(name for name, score in zip(self.states, self.stay_put, strict=True) if score > 0)


@dataclass(frozen=True, slots=True)
class _Record:
    """What is scored: shares[years, states, poles + 1], NaN where nothing is on record."""

    states: tuple[str, ...]
    days: tuple[Day, ...]
    shares: Floats


def _vector(case: Scenario, state: str, day: Day) -> list[float] | None:
    spell = in_force([one for one in case.leanings if one.state == state], day.last)
    start = case.states[state].start
    if spell is None or (start is not None and start > day):
        return None
    given = [spell.shares[pole].middle if pole in spell.shares else 0.0 for pole in case.poles]
    return [*given, max(0.0, 1.0 - sum(given))]


def _record_of(case: Scenario) -> _Record:
    leaders = {pole.state for pole in case.poles.values()}
    recorded = {leaning.state for leaning in case.leanings}
    named = [name for name in case.states if name in recorded - leaders]
    years = range(case.period.start.year + 1, case.period.end.year + 1)
    days = tuple(day for year in years if (day := Day(year, 12, 31)) <= case.period.end)
    states = tuple(name for name in named if any(_vector(case, name, day) for day in days))
    blank = [np.nan] * (len(case.poles) + 1)
    vectors = [[_vector(case, state, day) or blank for state in states] for day in days]
    return _Record(states, days, np.array(vectors).reshape(len(days), len(states), len(blank)))


def _opening(case: Scenario, record: _Record) -> Floats:
    """Every state stays as it is on record at the opening, or when it begins."""
    kept = []
    for state in record.states:
        start = case.states[state].start
        first = start if start is not None and start > case.period.start else case.period.start
        kept.append(_vector(case, state, first) or [0.0] * len(case.poles) + [1.0])
    return np.broadcast_to(np.array(kept), record.shares.shape).copy()


def _by_treaties(case: Scenario, record: _Record) -> Floats:
    """Every state leans evenly to the poles with which it then has a treaty of full size."""
    led = {pole.state: b for b, pole in enumerate(case.poles.values())}
    told = np.zeros(record.shares.shape)
    for y, day in enumerate(record.days):
        for x, state in enumerate(record.states):
            bound: dict[int, bool] = {}
            for entry in sorted(case.ledger, key=lambda one: one.on.first):
                other = entry.toward if entry.by == state else entry.by if entry.toward == state else None
                if other in led and entry.on <= day and _is_treaty(entry, day):
                    bound[led[other]] = entry.kind != "left"
            poles = [b for b, holds in bound.items() if holds]
            told[y, x, poles or [len(led)]] = 1.0 / max(len(poles), 1)
    return told


def _is_treaty(entry: Entry, day: Day) -> bool:
    """Is an entry of the record a treaty in force on a day, or the leaving of one?"""
    over = entry.until is not None and entry.until <= day
    return entry.kind == "left" or (entry.kind in _TREATIES and entry.size.middle >= 1.0 and not over)


def _played(
    case: Scenario, record: _Record, seed: int, first: int, count: int, threads: int | None
) -> Floats:
    """Shares of every history on the days of the record: float64[histories, years, states, poles + 1]."""
    board = board_of(case)
    rows = np.concatenate([part for _, part in play_many(board, seed, [(first, count)], threads)])
    return _on_days(board, rows, record)


def _on_days(board: Board, rows: np.ndarray[Any, Any], record: _Record) -> Floats:
    told = [[shares_on(board, rows, state, day) for state in record.states] for day in record.days]
    return np.moveaxis(np.array(told), 2, 0)


def _scores(told: Floats, record: _Record) -> Floats:
    """Score by state: mean over the years of the sum of squared differences."""
    squared: Floats = ((told - record.shares) ** 2).sum(axis=-1)
    means: Floats = np.nanmean(squared, axis=-2)
    return means


def _with_ledger(case: Scenario, change: Callable[[Entry], Entry | None]) -> Scenario:
    changed = [change(entry) for entry in case.ledger]
    return case.model_copy(update={"ledger": tuple(entry for entry in changed if entry is not None)})


def _structure_only(case: Scenario) -> Scenario:
    return _with_ledger(case, lambda entry: entry if entry.role == "structure" else None)


def _answers_given(case: Scenario) -> Scenario:
    return case.model_copy(update={"rules": case.rules.model_copy(update={"given_answers": True})})


def _dealt_out(case: Scenario, states: tuple[str, ...], seed: int, deal: int) -> Scenario:
    """The acts dealt out to other states, each with the guards that speak of its receiver."""
    draws = [uniform(address(seed, deal), OPENING_MONTH, CONTROL_ACTS, k) for k in range(len(states))]
    order = sorted(range(len(states)), key=draws.__getitem__)
    # Each takes the place of the next in the shuffled ring: nobody keeps his own.
    takes = {states[order[k]]: states[order[(k + 1) % len(states)]] for k in range(len(states))}

    def deal_out(entry: Entry) -> Entry:
        if entry.role != "act" or entry.toward not in takes:
            return entry
        guards = tuple(_of_another(guard, takes) for guard in entry.guards)
        return entry.model_copy(update={"toward": takes[entry.toward], "guards": guards})

    return _with_ledger(case, deal_out)


def _of_another(guard: Condition, takes: dict[str, str]) -> Condition:
    if guard.share is None or guard.share not in takes:
        return guard
    return guard.model_copy(update={"share": takes[guard.share]})


def _left_out(told: Floats, record: _Record) -> Floats:
    """Score of every state as the histories tell it that come nearest to all the others."""
    each = np.stack([_scores(history, record) for history in told])
    keep = max(1, round(NEAREST * len(told)))
    scores = np.empty(len(record.states))
    for x in range(len(record.states)):
        others = np.delete(each, x, axis=1).sum(axis=1)
        nearest = np.argsort(others, kind="stable")[:keep]
        scores[x] = _scores(told[nearest].mean(axis=0), record)[x]
    return scores


def ladder(
    case: Scenario, seed: int, histories: int = HISTORIES, deals: int = DEALS, threads: int | None = None
) -> Ladder | None:
    """The ladder of a case; None where fewer than two states have a record at the end of a later year.

    Its intervals come from drawing states anew: of one there is nothing to draw.
    Every rung plays the first `histories` of this seed; the acts are dealt out `deals` times, and the scores
    averaged.
    """
    record = _record_of(case)
    if len(record.states) < 2:
        return None
    as_it_is = _played(case, record, seed, 0, histories, threads)

    def scored(changed: Scenario) -> Floats:
        return _scores(_played(changed, record, seed, 0, histories, threads).mean(axis=0), record)

    dealt = [scored(_dealt_out(case, record.states, seed, deal)) for deal in range(deals)]
    scores = {
        "stay-put": _scores(_opening(case, record), record),
        "treaties": _scores(_by_treaties(case, record), record),
        "structure": scored(_structure_only(case)),
        "acts": _scores(as_it_is.mean(axis=0), record),
        "answers": scored(_answers_given(case)),
        "dealt-out": np.mean(dealt, axis=0),
        "left-out": _left_out(as_it_is, record),
    }
    rungs = tuple(_rung(name, scores[name], scores["stay-put"], seed) for name in RUNGS)
    return Ladder(rungs, record.states, tuple(scores["stay-put"].tolist()), tuple(scores["acts"].tolist()))


def _rung(name: str, scores: Floats, stay_put: Floats, seed: int) -> Rung:
    gains = stay_put - scores
    resampled = np.random.default_rng(seed).integers(0, len(scores), (_RESAMPLES, len(scores)))
    low, high = np.quantile(scores[resampled].mean(axis=1), _INTERVAL)
    gain_low, gain_high = np.quantile(gains[resampled].mean(axis=1), _INTERVAL)
    gain = float(gains.mean())
    mean = float(scores.mean())
    return Rung(name, mean, float(low), float(high), gain, float(gain_low), float(gain_high))
