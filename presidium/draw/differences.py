"""What does a change alter?  Differences with their intervals, and the shares before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from presidium.draw.bars import percents
from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, WIDE, Scale, Words, dot, lines, numbers, paper, place, width_of, write


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of two shares, in points of a hundred, with the interval that holds it."""

    label: Words
    points: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Shift:
    """One answer's share before and after a change, both in [0, 1], and its colour."""

    label: Words
    base: float
    changed: float
    slot: int


def signed(points: float) -> str:
    """Return a difference in points with a true minus sign.

    >>> signed(-12.34), signed(0.04)
    ('−12.3', '0.0')
    """
    text = f"{points:.1f}"
    return "0.0" if text in {"0.0", "-0.0"} else text.replace("-", "−")


def differences(
    name: str, title: Words, rows: Sequence[Change], key: Mapping[str, Words], *, kind: str
) -> Markup:
    """Return the picture: a dot and its interval for each change, a line at "no difference".

    >>> picture = differences("f", "All", [Change("No rising", -6, -8, -4)], {"axis": "points"}, kind="wide")
    >>> picture.count("<circle"), "−6.0" in picture
    (1, True)
    """
    wide = kind == "wide"
    width = float(WIDE if wide else NARROW)
    reach = max([5.0, *(abs(bound) for row in rows for bound in (row.low, row.high))])
    step = next((size for size in (5, 10, 20, 25) if reach <= 3 * size), 50)
    reach = float(step * ceil(reach / step))
    column = max((width_of(row.label) for row in rows), default=0.0) + 24
    beside = wide and column <= width / 2
    across = Scale(-reach, reach, column if beside else 14.0, width - (70 if wide else 50))
    lane = 28.0 if beside else 46.0
    bottom = 8 + lane * len(rows)
    parts = _ticks(across, range(-int(reach), int(reach) + 1, step), bottom)
    spans, labels = [], []
    for i, row in enumerate(rows):
        y = 8 + lane * i + (lane / 2 if beside else 31)
        spans.append((across(row.low), y, across(row.high), y))
        parts.append(dot(across(row.points), y, 5.5, "f-mark"))
        labels.append(write(0, y + (4.5 if beside else -14), row.label))
        parts.append(write(width, y + 4.5, signed(row.points), anchor="end", bold=True))
    parts += [lines(spans, "mark", 3), element("g", *labels, class_="halo")]
    parts.append(write(across(0), bottom + 34, key["axis"], tint="soft", size=12, anchor="middle"))
    return paper(name, title, width, bottom + 42, *parts, kind=kind)


def shifts(name: str, title: Words, rows: Sequence[Shift], key: Mapping[str, Words]) -> Markup:
    """Return a small picture: for each answer a hollow dot (before), a full one (after), the way between.

    It has one variant, for narrow paper; on wide paper several stand side by side.

    >>> rows = [Shift("Beria", 0.6, 0.5, 1)]
    >>> shifts("s", "One", rows, {"base": "b", "changed": "c"}).count("<circle")
    4
    """
    across = Scale(0, 1, 10.0, NARROW - 14.0)
    step = 38.0
    top = 24.0
    parts = [*_key(key, across.start), *percents(across, top, top + step * len(rows))]
    labels, rings = [], []
    for i, row in enumerate(rows):
        y = top + step * i + 27
        before, after = across(row.base), across(row.changed)
        way = element("path", d=f"M{place(before)} {place(y)}H{place(after)}", stroke_width=3)
        parts.append(element("g", way, dot(after, y, 6, ""), class_=f"s{row.slot}"))
        rings.append(dot(before, y, 4.5, ""))
        labels.append(write(0, y - 11, row.label))
    parts += [element("g", *rings, class_="ring"), element("g", *labels, class_="halo")]
    return paper(name, title, NARROW, top + step * len(rows) + 22, *parts, kind="small")


def _ticks(across: Scale, values: Sequence[int], bottom: float) -> list[Markup]:
    names = numbers(((across(v), str(v).replace("-", "−")) for v in values), bottom + 16)
    grid = lines([(across(v), 4, across(v), bottom) for v in values], "rule")
    return [grid, lines([(across(0), 4, across(0), bottom)], "soft", 1.5), names]


def _key(key: Mapping[str, Words], x: float) -> list[Markup]:
    middle = x + 26 + width_of(key["base"], 12) * 0.9
    return [
        dot(x + 6, 10, 4.5, "ring"),
        write(x + 16, 14.5, key["base"], tint="soft", size=12),
        dot(middle, 10, 5.5, "f-soft"),
        write(middle + 10, 14.5, key["changed"], tint="soft", size=12),
    ]
