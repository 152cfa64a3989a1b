"""How probable is each answer, and how sure is the number?  Bars, with what history recorded marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, WIDE, Scale, Words, diamond, lines, paper, place, width_of, write


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer: a share in [0, 1], one standard error of it, its colour, whether history gave it."""

    label: Words
    share: float
    error: float
    slot: int
    recorded: bool = False


def bars(name: str, title: Words, rows: Sequence[Bar], key: Mapping[str, Words], *, kind: str) -> Markup:
    """Return the picture: bars from 0 to 100 %, whiskers of two standard errors each way, numbers beside.

    >>> bars("b", "Who?", [Bar("Beria", 0.62, 0.005, 1)], {"recorded": "r"}, kind="wide").count("<rect")
    1
    """
    wide = kind == "wide"
    width = WIDE if wide else NARROW
    beside = wide and all(width_of(row.label) <= 206 for row in rows)
    scale = Scale(0, 1, 236.0 if beside else 0.0, width - 56.0)
    step = 28.0 if beside else 46.0
    y = 6.0
    parts = percents(scale, y, y + step * len(rows))
    whiskers: list[tuple[float, float, float, float]] = []
    for row in rows:
        parts += _row(row, y if beside else y + 17, scale, beside, whiskers)
        y += step
    parts.append(lines(whiskers, "ink", 1.5))
    y += 24
    if any(row.recorded for row in rows):
        parts += [diamond(6, y + 6), write(18, y + 10.5, key["recorded"], tint="soft", size=12)]
        y += 18
    return paper(name, title, width, y, *parts, kind=kind)


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


def _row(
    row: Bar, y: float, scale: Scale, beside: bool, whiskers: list[tuple[float, float, float, float]]
) -> list[Markup]:
    middle = y + 14
    end = scale(row.share)
    low, high = scale(max(0.0, row.share - 2 * row.error)), scale(min(1.0, row.share + 2 * row.error))
    if row.error > 0:
        whiskers.append((low, middle, high, middle))
        whiskers += [(x, middle - 4, x, middle + 4) for x in (low, high)]
    box = {
        "x": place(scale(0)),
        "y": place(middle - 7),
        "width": place(max(end - scale(0), 0.5)),
        "height": 14,
    }
    parts = [element("rect", **box, class_=f"s{row.slot}")]
    parts.append(write(max(high, end) + 8, middle + 4.5, percent(row.share), bold=True, halo=True))
    if beside:
        parts.append(write(16, middle + 4.5, row.label))
        mark = diamond(6, middle)
    else:
        parts.append(write(16, y - 1, row.label))
        mark = diamond(6, y - 5.5)
    return [*parts, mark] if row.recorded else parts


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
