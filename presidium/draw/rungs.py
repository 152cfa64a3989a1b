"""How near do rival ways of telling come to the record, and is one of them better?  Scores with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, Scale, Words, dot, lines, numbers, paper, write

_LANE = 62.0


@dataclass(frozen=True, slots=True)
class Score:
    """One score with the interval that holds it, and a line of words about it; ``plain`` ones are grey."""

    label: Words
    score: float
    low: float
    high: float
    remark: Words
    plain: bool = False


def rungs(name: str, title: Words, rows: Sequence[Score], key: Mapping[str, Words]) -> Markup:
    """Return a small picture: a dot and its interval for each score, words beside; less is better.

    The first row sets the mark that the others are to beat: a line runs down from it.

    >>> rows = [Score("stay", 0.12, 0.05, 0.21, "", plain=True), Score("acts", 0.09, 0.05, 0.13, "not shown")]
    >>> picture = rungs("r", "Ladder", rows, {"axis": "score"})
    >>> picture.count("<circle"), "0.090" in picture
    (2, True)
    """
    step = 0.1 if max((row.high for row in rows), default=0.0) <= 0.5 else 0.2
    most = step * ceil(max((row.high for row in rows), default=step) / step)
    across = Scale(0.0, most, 4.0, NARROW - 50.0)
    bottom = 8 + _LANE * len(rows)
    heights = [8 + _LANE * i + 47 for i in range(len(rows))]
    ticks = [step * i for i in range(round(most / step) + 1)]
    parts = [
        lines([(across(t), 4, across(t), bottom) for t in ticks], "rule"),
        lines([(across(row.score), 4, across(row.score), bottom) for row in rows[:1]], "soft", 1.5),
        numbers([(across(t), f"{t:.1f}") for t in ticks], bottom + 16),
    ]
    for tint in ("soft", "mark"):
        told = [(row, y) for row, y in zip(rows, heights, strict=True) if row.plain == (tint == "soft")]
        parts.append(lines([(across(row.low), y, across(row.high), y) for row, y in told], tint, 3))
        parts += [dot(across(row.score), y, 5.5, f"f-{tint}") for row, y in told]
    names = [write(0, y - 30, row.label) for row, y in zip(rows, heights, strict=True)]
    remarks = [write(0, y - 14, row.remark) for row, y in zip(rows, heights, strict=True)]
    scores = [write(NARROW, y + 4, f"{row.score:.3f}") for row, y in zip(rows, heights, strict=True)]
    parts += [
        element("g", *names, class_="halo", font_size=12),
        element("g", *remarks, class_="halo f-soft", font_size=11),
        element("g", *scores, class_="bold", text_anchor="end"),
        write(0, bottom + 34, key["axis"], tint="soft", size=12),
    ]
    return paper(name, title, NARROW, bottom + 42, *parts, kind="small")
