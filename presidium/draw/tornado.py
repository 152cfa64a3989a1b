"""Which numbers move an answer?  For each the answer's share where it is low, and where it is high."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from presidium.draw.differences import signed
from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, Scale, Words, dot, lines, numbers, paper, place, width_of, write


@dataclass(frozen=True, slots=True)
class Swing:
    """One number: an answer's share in [0, 1] in its lower and in its upper third."""

    label: Words
    low: float
    high: float


def tornado(
    name: str, title: Words, overall: float, rows: Sequence[Swing], key: Mapping[str, Words]
) -> Markup:
    """Return a small picture: for each number a hollow dot (its lower third), a full one (its upper third)
    and the way between; a line where the share of all histories lies.

    >>> key = {"low": "lower", "high": "upper", "all": "all"}
    >>> picture = tornado("t", "One", 0.6, [Swing("ambition", 0.5, 0.62)], key)
    >>> picture.count("<circle"), "12.0" in picture
    (4, True)
    """
    ends = [overall, *(share for row in rows for share in (row.low, row.high))]
    least, most = floor(10 * min(ends)) / 10, ceil(10 * max(ends)) / 10
    across = Scale(least, max(most, least + 0.1), 12.0, NARROW - 50.0)
    step, top = 38.0, 42.0
    bottom = top + step * len(rows)
    heights = [top + step * i + 27 for i in range(len(rows))]
    ticks = [least + 0.1 * i for i in range(round((across.high - least) * 10) + 1)]
    sparse = ticks[:: ceil(len(ticks) / 6)]
    ways = "".join(
        f"M{place(across(row.low))} {place(y)}H{place(across(row.high))}"
        for row, y in zip(rows, heights, strict=True)
    )
    return paper(
        name,
        title,
        NARROW,
        bottom + 22,
        *_key(key),
        lines([(across(t), top, across(t), bottom) for t in sparse], "rule"),
        lines([(across(overall), top, across(overall), bottom)], "soft", 1.5),
        numbers([(across(t), f"{100 * t:.0f}%") for t in sparse], bottom + 16),
        element("path", d=ways, class_="l-mark", stroke_width=3),
        element(
            "g",
            *(dot(across(r.high), y, 5.5, "") for r, y in zip(rows, heights, strict=True)),
            class_="f-mark",
        ),
        element(
            "g", *(dot(across(r.low), y, 4.5, "") for r, y in zip(rows, heights, strict=True)), class_="ring"
        ),
        element("g", *(write(0, y - 11, r.label) for r, y in zip(rows, heights, strict=True)), class_="halo"),
        element(
            "g",
            *(
                write(NARROW, y + 4, signed(100 * (r.high - r.low)))
                for r, y in zip(rows, heights, strict=True)
            ),
            class_="bold",
            text_anchor="end",
        ),
        kind="small",
    )


def _key(key: Mapping[str, Words]) -> list[Markup]:
    middle = 26 + width_of(key["low"], 12) * 0.9
    return [
        dot(6, 10, 4.5, "ring"),
        write(16, 14.5, key["low"], tint="soft", size=12),
        dot(middle, 10, 5.5, "f-mark"),
        write(middle + 10, 14.5, key["high"], tint="soft", size=12),
        lines([(0, 28, 12, 28)], "soft", 1.5),
        write(16, 32.5, key["all"], tint="soft", size=12),
    ]
