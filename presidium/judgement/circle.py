"""Who is with whom on a day of the record: what the full members think of each other, and into which camps
that parts them?

Regard is the model's (liking, policy, fear, blame), every number at its middle, offices and events as
recorded.  Camps are the division of the members that regard contradicts least: the lowest minimum of Axelrod
and Bennett's energy ("A Landscape Theory of Aggregation", 1993), with members of equal size.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from presidium.dates import Day
from presidium.history.board import Board
from presidium.history.codes import FULL
from presidium.history.many import as_seen
from presidium.history.mechanisms.standing import learn_regard
from presidium.history.replay import recorded_state
from presidium.judgement.moment import notable_days
from presidium.theory.landscape import landscape

# Members up to whom all divisions are tried.
_TRIED = 16


@dataclass(frozen=True, slots=True)
class Circle:
    """The full members on a day: their places among the people, their mutual regard, their camps.

    `regard` is float64[members, members] in utils, the mean of what each feels for the other, 0 on the
    diagonal; `camps` are one or two groups of places among the members, that of the first member first.
    """

    day: Day
    members: tuple[int, ...]
    regard: np.ndarray[Any, Any]
    camps: tuple[tuple[int, ...], ...]


def circle_on(board: Board, day: Day) -> Circle:
    """Who is with whom as a recorded day ends."""
    state = recorded_state(board, day)
    learn_regard(as_seen(state)[0], as_seen(board.fixed)[0], board.case.period.month_of(day))
    members = tuple(i for i in range(len(board.people)) if state["standing"][0, i] == FULL)
    felt = state["regard"][0][np.ix_(members, members)]
    regard = (felt + felt.T) / 2.0
    np.fill_diagonal(regard, 0.0)
    return Circle(day, members, regard, _camps(regard))


def _camps(regard: np.ndarray[Any, Any]) -> tuple[tuple[int, ...], ...]:
    n = len(regard)
    if n > _TRIED:
        found = landscape([1.0] * n, regard.tolist()).minima[0].camps
        return tuple(sorted((tuple(sorted(camp)) for camp in found if camp), key=lambda camp: camp[0]))
    # Every division, the first member always on one side: quicker than to compile the search.
    sides = 1.0 - 2.0 * ((2 * np.arange(2 ** max(n - 1, 0))[:, None] >> np.arange(n)) & 1)
    best = sides[((sides @ regard) * sides).sum(axis=1).argmax()]
    groups = (tuple(int(k) for k in np.flatnonzero(best == side)) for side in (1.0, -1.0))
    return tuple(group for group in groups if group)


def circle_days(board: Board) -> list[Day]:
    """The opening, the eves of the falls that are asked about, and the eve of the day on which most fell."""
    case = board.case
    fell = Counter(
        event.on.first
        for event in case.events.values()
        if event.kind == "outcome" and event.records is not None and event.records.falls is not None
    )
    days = {case.period.start, *notable_days(board)}
    if fell:
        most = max(sorted(fell), key=lambda on: fell[on]) - timedelta(days=1)
        eve = Day(most.year, most.month, most.day)
        days |= {eve} if case.period.start <= eve <= case.period.end else set()
    return sorted(days, key=lambda day: day.iso)


#: Room that a name takes on the paper, which is 1 wide and, for a body of the usual size, 1 high.
_WIDTH, _HEIGHT = 0.27, 0.085
#: How much of the paper stays free when all names of a day are on it: a half.
_FREE = 0.5
_ROUNDS = 300


def spots(circles: Sequence[Circle]) -> dict[int, tuple[float, float]]:
    """A place for everybody who is a member on any of the days, the same on all of them.

    From the left, in [0, 1]; from the top, in [0, 1] or, where a large body needs more room, farther.  The
    better two think of each other, the nearer they stand (stress majorization from classical scaling: de
    Leeuw 1977; Gansner, Koren and North 2004); names of those who meet do not overlap.  No chance is in it.
    """
    people = sorted({i for circle in circles for i in circle.members})
    wanted, known = _distances(circles, people)
    at = _scaled(wanted)
    for _ in range(_ROUNDS):
        at = _nearer(at, wanted, np.where(known, 1.0, 0.05))
    at -= at.min(axis=0)
    at /= np.maximum(at.max(axis=0), 1e-9)
    crowd = max((len(circle.members) for circle in circles), default=0)
    at[:, 1] *= max(1.0, crowd * _WIDTH * _HEIGHT / (1.0 - _FREE))
    for _ in range(_ROUNDS):
        if not _apart(at, known):
            break
        np.clip(at[:, 0], 0.0, 1.0, out=at[:, 0])
    at[:, 1] -= at[:, 1].min(initial=0.0)
    return {i: (float(x), float(y)) for i, (x, y) in zip(people, at, strict=True)}


def _distances(
    circles: Sequence[Circle], people: Sequence[int]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """How far apart each two should be, by their mean regard when both are members; and who ever meets."""
    total, count = np.zeros((2, len(people), len(people)))
    for circle in circles:
        of = [people.index(i) for i in circle.members]
        total[np.ix_(of, of)] += circle.regard
        count[np.ix_(of, of)] += 1.0
    known = count > 0
    mean = total / np.maximum(count, 1.0)
    warmest = mean[known].max(initial=0.0)
    wanted = np.where(known, 0.5 + warmest - mean, 0.5 + warmest)
    np.fill_diagonal(wanted, 0.0)
    np.fill_diagonal(known, False)
    return wanted, known


def _scaled(wanted: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Classical scaling to two dimensions; of two mirror images that whose largest part is positive."""
    n = len(wanted)
    centre = np.eye(n) - 1.0 / max(n, 1)
    values, vectors = np.linalg.eigh(-0.5 * centre @ wanted**2 @ centre)
    at: np.ndarray[Any, Any] = np.zeros((n, 2))
    for k in range(min(n, 2)):
        vector = vectors[:, -1 - k] * np.sqrt(max(values[-1 - k], 0.0))
        at[:, k] = vector if vector[np.abs(vector).argmax()] > 0 else -vector
    return at


def _nearer(
    at: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any], weight: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """One round of stress majorization: everybody moves to the weighted mean of where the others want him."""
    apart = at[:, None, :] - at[None, :, :]
    length = np.maximum(np.linalg.norm(apart, axis=2), 1e-9)
    pull = weight.copy()
    np.fill_diagonal(pull, 0.0)
    goals = at[None, :, :] + (wanted / length)[:, :, None] * apart
    moved: np.ndarray[Any, Any] = (pull[:, :, None] * goals).sum(axis=1) / np.maximum(pull.sum(axis=1), 1e-9)[
        :, None
    ]
    return moved


def _apart(at: np.ndarray[Any, Any], known: np.ndarray[Any, Any]) -> bool:
    """Push names of people who meet out of each other, half each, the shorter way; False if none overlap."""
    pushed = False
    for i in range(len(at)):
        for j in range(i):
            dx, dy = at[i] - at[j]
            over_x, over_y = _WIDTH - abs(dx), _HEIGHT - abs(dy)
            if not known[i, j] or over_x <= 0 or over_y <= 0:
                continue
            axis, over, way = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
            push = 0.5 * over if way >= 0 else -0.5 * over
            at[i, axis] += push
            at[j, axis] -= push
            pushed = True
    return pushed
