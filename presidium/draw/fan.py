"""How does something move in the histories, how far do they differ, and what is on record?  Lines, bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, Scale, Words, diamonds, lines, paper, way, width_of, write

_TOP, _HIGH, _LABEL = 26.0, 84.0, 12


@dataclass(frozen=True, slots=True)
class Line:
    """What is simulated, in percent at each of the picture's times, and what is on record beside it.

    ``spread``: by time (low, middle, high); ``recorded``: by time, None where nothing is on record.
    """

    label: Words
    slot: int
    spread: Sequence[Sequence[float]]
    recorded: Sequence[float | None] = ()


def fan(
    name: str,
    title: Words,
    heading: Words,
    times: Sequence[float],
    drawn: Sequence[Line],
    period: tuple[float, float],
    recorded_on: float | None = None,
    beside: Sequence[Words] = (),
) -> Markup:
    """Return a small picture: for each line its band, its middle, and in dotted steps what is on record.

    ``period`` has the first and the last time of the axis, in years; a line may begin later.
    ``recorded_on`` is a recorded date, marked on the axis.  ``beside``: all labels of the pictures that stand
    beside this one, so that all leave the same room for them.

    >>> line = Line("Moscow", 1, [(40, 50, 60), (30, 40, 50)], [50, 20])
    >>> picture = fan("f", "Shares", "Albania", [1953, 1964], [line], (1953, 1964))
    >>> picture.count('class="area"'), picture.count('class="line"'), picture.count('class="past"')
    (1, 1, 1)
    """
    room = (
        max((width_of(text, _LABEL) for text in (*beside, *(line.label for line in drawn))), default=0.0)
        * 1.1
        + 8
    )
    across = Scale(*period, 26.0, NARROW - 10 * ceil(min(max(room, 20.0), 90.0) / 10))
    up = Scale(0, 100, _TOP + _HIGH, _TOP)
    parts = [write(0, 14, heading, bold=True), *_grid(across, up)]
    xs = [round(across(time)) for time in times]
    parts += [_line(line, xs, up) for line in drawn]
    parts += _labels(drawn, up, across.end + 5)
    if recorded_on is not None:
        parts.append(diamonds([(across(recorded_on), up.start)]))
    return paper(name, title, NARROW, up.start + 20, *parts, kind="small")


def _grid(across: Scale, up: Scale) -> list[Markup]:
    """Return a line for every half of a hundred, and one for every year that ends with 0 or 5."""
    years = [year for year in range(ceil(across.low), ceil(across.high)) if year % 5 == 0]
    named = [(round(across(year)), str(year)) for year in years]
    segments = [(across.start, up(s), across.end, up(s)) for s in (0, 50, 100)]
    segments += [(x, up.end, x, up.start) for x, _ in named]
    below = [write(x, up.start + 14, year) for x, year in named]
    beside = [write(13, up(s) + 4, str(s)) for s in (0, 100)]
    return [lines(segments, "rule"), element("g", *below, *beside, class_="scale")]


def _line(line: Line, xs: Sequence[int], up: Scale) -> Markup:
    places = list(zip(xs, line.spread, strict=True))
    above = [(x, round(up(high))) for x, (_, _, high) in places]
    below = [(x, round(up(low))) for x, (low, _, _) in reversed(places)]
    # The band is its upper edge and, back again, its lower one.
    band = f"{way(above)}L{way(below)[1:]}Z"
    middle = way([(x, round(up(middle))) for x, (_, middle, _) in places])
    parts = [
        element("path", d=band, class_="area") if above != below[::-1] else None,
        element("path", d=middle, class_="line"),
        element("path", d=_steps(xs, line.recorded, up), class_="past") if any(line.recorded) else None,
    ]
    return element("g", *parts, class_=f"s{line.slot}")


def _steps(xs: Sequence[int], recorded: Sequence[float | None], up: Scale) -> str:
    """Return what is on record as steps; nothing is drawn where nothing is."""
    path, before = "", None
    for i, value in enumerate(recorded):
        if value is None:
            before = None
            continue
        y = round(up(value))
        if before is None:
            path += f"M{xs[i]} {y}"
        elif y != before:
            path += f"H{xs[i]}V{y}"
        before = y
        if i + 1 == len(recorded) or recorded[i + 1] is None:
            path += f"H{xs[i]}"
    return path


def _labels(drawn: Sequence[Line], up: Scale, x: float) -> list[Markup]:
    """Return the name of every line at its end, those that lie close moved apart."""
    ends = sorted(((up(line.spread[-1][1]), line) for line in drawn), key=lambda end: end[0])
    heights: list[float] = []
    for y, _ in ends:
        heights.append(max(y, heights[-1] + 15) if heights else y)
    # What has come to lie below the floor moves up, and pushes those above it.
    floor = up.start
    for i in reversed(range(len(heights))):
        heights[i] = min(heights[i], floor)
        floor = heights[i] - 15
    return [
        write(x, round(y + 4), line.label) for y, (_, line) in zip(heights, ends, strict=True) if line.label
    ]
