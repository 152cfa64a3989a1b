"""What do the histories look like in general: showdowns, their success, exits, fates, who holds what when?"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.history.board import Board
from presidium.history.codes import FULL
from presidium.theory.fate import EXECUTED, FATES

Rows = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """General figures of an ensemble, per history unless said otherwise.

    `success` is the share of the plots that struck in which the target was removed, `leader_success` the
    same of showdowns that attack the leader; plots that were betrayed are counted in `betrayals` and, as
    their targets strike back, in `showdowns`.  `leader_removals` is the mean number of removals of a leader
    per year; `late_execution` the share of histories in which a full member is executed after the first
    calendar year.
    """

    histories: int
    showdowns: float
    success: float
    leader_success: float
    betrayals: float
    exits: float
    leader_removals: float
    late_execution: float


def shape(board: Board, rows: Rows) -> Shape:
    """General figures of an ensemble."""
    struck = max(int(rows["showdowns"].sum() - rows["betrayals"].sum()), 1)
    attacks = max(int(rows["attacks_on_leader"].sum()), 1)
    months_of_first_year = 13 - (board.case.period.start.month or 1)
    late = (rows["fate"] == EXECUTED) & (rows["fell"] >= months_of_first_year)
    years = board.months / 12.0
    return Shape(
        histories=len(rows),
        showdowns=float(rows["showdowns"].mean()),
        success=float(rows["showdowns_won"].sum() / struck),
        leader_success=float(rows["attacks_on_leader_won"].sum() / attacks),
        betrayals=float(rows["betrayals"].mean()),
        exits=float(rows["falls"].mean()),
        leader_removals=float(rows["removals"].mean() / years),
        late_execution=float(late.any(axis=1).mean()),
    )


def office_shares(board: Board, rows: Rows, chief: int) -> Rows:
    """Share of histories in which each person holds a chief office at each month's end.

    Shape (months, people + 1); the last column is "vacant"; rows sum to 1.
    """
    held = rows["chief_holder"][:, chief, :]
    people = len(board.people)
    counts = np.zeros((board.months, people + 1))
    for t in range(board.months):
        counts[t] = np.bincount(np.where(held[:, t] < 0, people, held[:, t]), minlength=people + 1)
    return counts / max(len(rows), 1)


@dataclass(frozen=True, slots=True)
class Fate:
    """One person's falls and fates: share of histories in which he falls, median month of falling, share of
    each class.
    """

    who: str
    fell: float
    median: int | None
    shares: dict[str, float]


def fates(board: Board, rows: Rows) -> tuple[Fate, ...]:
    """Falls and fates of the full members at the opening, in declared order."""
    found = []
    for i, person in enumerate(board.people):
        if board.fresh["standing"][0, i] != FULL:
            continue
        fell = rows["fell"][:, i]
        months = np.sort(fell[fell >= 0])
        counts = np.bincount(rows["fate"][:, i], minlength=len(FATES)) / max(len(rows), 1)
        found.append(
            Fate(
                who=person,
                fell=float((fell >= 0).mean()),
                median=int(months[len(months) // 2]) if len(months) else None,
                shares=dict(zip(FATES, counts.tolist(), strict=True)),
            )
        )
    return tuple(found)


def spread(months: Rows) -> tuple[int, int, int] | None:
    """First decile, median and last decile of the months that happened (>= 0); None if none did.

    >>> spread(np.array([-1, 4, 8, 6]))
    (4, 6, 8)
    """
    happened = np.sort(months[months >= 0])
    if not len(happened):
        return None
    early, middle, late = (
        int(happened[min(int(q * len(happened)), len(happened) - 1)]) for q in (0.1, 0.5, 0.9)
    )
    return early, middle, late
