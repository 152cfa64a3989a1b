"""How probable is each answer, and how sure is the number?  Bars, with what history recorded marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, Scale, Words, diamond, lines, paper, place, write


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer: a share in [0, 1], one standard error of it, its colour, whether history gave it."""

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
    whiskers: list[tuple[float, float, float, float]] = []
    for i, row in enumerate(rows):
        parts += _row(row, 4 + step * i, scale, whiskers)
    parts.append(lines(whiskers, "ink", 1.5))
    height = bottom + 24
    if any(row.recorded for row in rows):
        parts += [diamond(6, height + 6), write(16, height + 10.5, key["recorded"], tint="soft", size=12)]
        height += 18
    return paper(name, title, NARROW, height, *parts, kind="small")


def percents(scale: Scale, top: float, bottom: float) -> list[Markup]:
    """Return a line and a number for each quarter of a scale of shares."""
    ticks = (0, 0.25, 0.5, 0.75, 1)
    names = [
        write(
            scale(t),
            bottom + 16,
            f"{t:.0%}",
            tint="soft",
            size=11,
            anchor="middle" if scale(t) >= 8 else None,
        )
        for t in ticks
    ]
    return [lines([(scale(t), top, scale(t), bottom) for t in ticks], "rule"), *names]


def _row(row: Bar, y: float, scale: Scale, whiskers: list[tuple[float, float, float, float]]) -> list[Markup]:
    middle, end = y + 28, scale(row.share)
    low, high = scale(max(0.0, row.share - 2 * row.error)), scale(min(1.0, row.share + 2 * row.error))
    if row.error > 0:
        whiskers += [(low, middle, high, middle), *((x, middle - 4, x, middle + 4) for x in (low, high))]
    box = {"x": "0", "y": place(middle - 7), "width": place(max(end, 0.5)), "height": 14}
    parts = [
        element("rect", **box, class_=f"s{row.slot}"),
        write(max(high, end) + 7, middle + 4.5, percent(row.share), bold=True, halo=True),
        write(16 if row.recorded else 0, y + 15, row.label, halo=True),
    ]
    return [*parts, diamond(6, y + 10.5)] if row.recorded else parts


def percent(share: float) -> str:
    """Return a share as the page prints it: no false precision, and never 0 % or 100 % of what is neither.

    >>> percent(0.6249), percent(0.0004), percent(0.9996), percent(0)
    ('62%', '<1%', '>99%', '0%')
    """
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"
