"""How does it stand in the document who is with whom in the leadership, date by date?"""

from typing import Any

import numpy as np

from presidium.history.board import Board
from presidium.judgement.circle import Circle, circle_days, circle_on, spots
from presidium.judgement.label import Text, day_text, named, words
from presidium.judgement.record import fall_of
from presidium.words import both

#: Pairs told of each date: so many of the warmest, so many of the coldest.
_PAIRS = 3
#: Days within which a fall is that of the moment shown.
_SOON = 7


def circle_record(board: Board) -> dict[str, Any]:
    """Members, camps and the warmest and coldest pairs at each date, and where everybody is drawn.

    `x` and `y` are in [0, 1], the same at all dates; `regard` is in utils, the mean of both directions.
    """
    circles = [circle for circle in (circle_on(board, day) for day in circle_days(board)) if circle.members]
    case = board.case
    return {
        "people": [
            {
                "who": board.people[i],
                "name": words(case.people[board.people[i]].name),
                "x": round(x, 3),
                "y": round(y, 3),
            }
            for i, (x, y) in (spots(circles) if circles else {}).items()
        ],
        "dates": [
            {
                "at": circle.day.iso,
                "camps": [[board.people[circle.members[k]] for k in camp] for camp in circle.camps],
                "pairs": _pairs(board, circle),
                "remark": _remark(board, circle),
            }
            for circle in circles
        ],
    }


def _remark(board: Board, circle: Circle) -> Text | None:
    """That who falls in the next days, on record, stands in the larger camp; None where nobody does."""
    case, members = board.case, [board.people[i] for i in circle.members]
    falls = {who: day for who in members if (day := fall_of(case, who)) is not None and day > circle.day}
    next_on = min((day for day in falls.values()), key=lambda day: day.iso, default=None)
    if next_on is None or (next_on.first - circle.day.last).days > _SOON:
        return None
    for camp in ([members[k] for k in camp] for camp in circle.camps):
        fell = [who for who in camp if who in falls and falls[who].iso == next_on.iso]
        others = [who for who in camp if who not in fell]
        if fell and others and 2 * len(camp) > len(members):
            names = ([words(case.people[who].name) for who in some] for some in (fell, others))
            who, rest = map(named, names)
            days = {"day": day_text(next_on), "date": day_text(circle.day)}
            return both("figure.circle_fell", who=who, others=rest, **days)
    return None


def _pairs(board: Board, circle: Circle) -> list[dict[str, Any]]:
    """The warmest pairs whose regard is above 0, then the coldest below it, the extreme ones first."""
    first, second = np.triu_indices(len(circle.members), 1)
    regard = circle.regard[first, second]
    order = np.argsort(regard, kind="stable")
    warm = [k for k in order[::-1][:_PAIRS] if regard[k] > 0]
    cold = [k for k in order[:_PAIRS] if regard[k] < 0]
    who = [board.people[i] for i in circle.members]
    return [
        {"first": who[first[k]], "second": who[second[k]], "regard": round(float(regard[k]), 2)}
        for k in [*warm, *cold]
    ]
