"""How probable is each answer, and how sure is the number?  Bars, with what history recorded marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, Scale, Words, diamonds, lines, numbers, paper, place, write


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer: a share in [0, 1], its error (`counting`), its colour, whether history gave it."""

    label: Words
    share: float
    error: float
    slot: int
    recorded: bool = False


def bars(name: str, title: Words, rows: Sequence[Bar], key: Mapping[str, Words]) -> Markup:
    """Return a small picture: bars from 0 to 100 %, whiskers of two standard errors each way, numbers beside.

    It has one variant, for narrow paper; on wide paper several stand side by side.

    >>> bars("b", "Who?", [Bar("Beria", 0.62, 0.005, 1)], {"recorded": "r"}).count("<rect")
    1
    """
    scale = Scale(0, 1, 0.0, NARROW - 46.0)
    step = 40.0
    bottom = 4 + step * len(rows)
    parts = percents(scale, 4, bottom)
    shares, labels, recorded = [], [], []
    whiskers = ""
    for i, row in enumerate(rows):
        top = 4 + step * i
        box = {"y": place(top + 21), "width": place(max(scale(row.share), 0.5)), "height": 14}
        parts.append(element("rect", **box, class_=f"s{row.slot}"))
        # Of a share of 0 or 1 the error is a bound already (`counting`).
        reach = row.error * (2 if 0 < row.share < 1 else 1)
        low, high = scale(max(0.0, row.share - reach)), scale(min(1.0, row.share + reach))
        if row.error > 0:
            whiskers += f"M{place(low)} {place(top + 24)}v8m0-4H{place(high)}m0-4v8"
        shares.append(write(high + 7, top + 32.5, percent(row.share)))
        labels.append(write(16 if row.recorded else 0, top + 15, row.label))
        recorded += [(6, top + 10.5)] if row.recorded else []
    parts += [element("g", *shares, class_="bold halo"), element("g", *labels, class_="halo")]
    parts.append(element("path", d=whiskers, class_="l-ink", stroke_width="1.5"))
    height = bottom + 24
    if recorded:
        parts.append(write(16, height + 10.5, key["recorded"], tint="soft", size=12))
        recorded.append((6, height + 6))
        height += 18
    parts.append(diamonds(recorded))
    return paper(name, title, NARROW, height, *parts, kind="small")


def percents(scale: Scale, top: float, bottom: float) -> list[Markup]:
    """Return a line and a number for each quarter of a scale of shares."""
    at = [(scale(t), f"{t:.0%}") for t in (0, 0.25, 0.5, 0.75, 1)]
    return [lines([(x, top, x, bottom) for x, _ in at], "rule"), numbers(at, bottom + 16)]


def percent(share: float) -> str:
    """Return a share as the page prints it: no false precision, and never 0 % or 100 % of what is neither.

    >>> percent(0.6249), percent(0.005), percent(0.995), percent(0)
    ('62%', '<1%', '>99%', '0%')
    """
    if 0 < share <= 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"
