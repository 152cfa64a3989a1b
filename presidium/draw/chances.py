"""Which has the higher chance, and does what is given a chance come about as often?  Dots, and a curve of
dots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10, sqrt

from presidium.draw.markup import Markup
from presidium.draw.svg import NARROW, WIDE, Scale, Words, diamonds, dot, lines, paper, width_of, write


@dataclass(frozen=True, slots=True)
class Chance:
    """One row: its label, its chance in [0, 1], the least and the most that is said of it, whether it
    came.
    """

    label: Words
    value: float
    low: float
    high: float
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Observed:
    """Cases of like chance: the mean chance, the share that came about with an interval, and how many
    cases.
    """

    forecast: float
    share: float
    low: float
    high: float
    cases: int


def step_of(reach: float) -> float:
    """Return a round distance of ticks, so that three to six of them reach that far.

    >>> step_of(0.23), step_of(0.031)
    (0.05, 0.01)
    """
    size = 10.0 ** floor(log10(reach))
    return next(round(size * part, 12) for part in (0.1, 0.2, 0.5, 1, 2) if reach / (size * part) <= 6)


def chances(
    name: str, title: Words, rows: Sequence[Chance], baseline: float, key: Mapping[str, Words]
) -> Markup:
    """Return the picture: a dot a row on a line from its least to its most, a rule at the baseline.

    ``key`` has ``axis``, ``baseline`` and, where a row is recorded, ``recorded``.

    >>> rows = [Chance("Mali", 0.1, 0.08, 0.2), Chance("Chad", 0.05, 0.04, 0.06)]
    >>> chances("c", "2013", rows, 0.01, {"axis": "a", "baseline": "b"}).count("<circle")
    2
    """
    reach = max([baseline, *(row.high for row in rows)]) * 1.05
    step = step_of(reach)
    reach = step * ceil(reach / step - 1e-9)
    left = min(max((width_of(row.label) for row in rows), default=0.0) + 26, WIDE / 2)
    across = Scale(0, reach, left, WIDE - 64.0)
    lane = 22.0
    bottom = 26 + lane * len(rows)
    ticks = [step * k for k in range(round(reach / step) + 1)]
    parts: list[Markup] = [
        lines([(across(t), 22, across(t), bottom) for t in ticks], "rule"),
        *(_tick(across(t), bottom + 16, t) for t in ticks),
        lines([(across(baseline), 22, across(baseline), bottom)], "soft", 1.5),
        write(across(baseline) + 4, 14, key["baseline"], tint="soft", size=12),
    ]
    recorded: list[tuple[float, float]] = []
    for i, row in enumerate(rows):
        y = 26 + lane * (i + 0.5)
        parts.append(lines([(across(row.low), y, across(row.high), y)], "mark", 2))
        parts.append(dot(across(row.value), y, 5, "f-mark"))
        parts.append(write(16, y + 4.5, row.label))
        parts.append(write(WIDE, y + 4.5, share_of(row.value), anchor="end", bold=True))
        if row.recorded:
            recorded.append((6.0, y))
    middle = (across.start + across.end) / 2
    parts.append(write(middle, bottom + 34, key["axis"], tint="soft", size=12, anchor="middle"))
    height = bottom + 44
    if recorded:
        parts += [
            diamonds([*recorded, (6.0, height)]),
            write(16, height + 4.5, key["recorded"], tint="soft", size=12),
        ]
        height += 14
    return paper(name, title, WIDE, height, *parts, kind="wide")


def curve(name: str, title: Words, rows: Sequence[Observed], key: Mapping[str, Words]) -> Markup:
    """Return a small square picture: the share that came about over the chance given; on the line they agree.

    Both axes are stretched near 0 (by the square root), where rare events lie.  ``key`` has ``axis`` and
    ``observed``.

    >>> rows = [Observed(0.01, 0.02, 0.0, 0.1, 50), Observed(0.2, 0.1, 0.05, 0.2, 50)]
    >>> curve("k", "Calibration", rows, {"axis": "a", "observed": "o"}).count("<circle")
    2
    """
    reach = sqrt(min(max([0.01, *(max(row.forecast, row.high) for row in rows)]), 1.0))
    side = NARROW - 46.0
    across = Scale(0, reach, 40.0, 40.0 + side)
    down = Scale(0, reach, 20.0 + side, 20.0)
    marks = [t for t in _SHARES if not t or reach / 6 <= sqrt(t) <= reach]
    xs = [(across(sqrt(t)), down.end, across(sqrt(t)), down.start) for t in marks]
    ys = [(across.start, down(sqrt(t)), across.end, down(sqrt(t))) for t in marks]
    spots = [(across(sqrt(row.forecast)), row) for row in rows]
    middle = (across.start + across.end) / 2
    parts: list[Markup] = [
        lines([*xs, *ys], "rule"),
        lines([(across.start, down.start, across.end, down.end)], "soft", 1.5),
        lines([(x, down(sqrt(row.low)), x, down(sqrt(row.high))) for x, row in spots], "mark", 2),
        *(dot(x, down(sqrt(row.share)), 4.5, "f-mark") for x, row in spots),
        *(_tick(across(sqrt(t)), down.start + 16, t) for t in marks),
        *(write(34, down(sqrt(t)) + 4, share_of(t), tint="soft", size=11, anchor="end") for t in marks),
        write(0, 12, key["observed"], tint="soft", size=12),
        write(middle, down.start + 34, key["axis"], tint="soft", size=12, anchor="middle"),
    ]
    return paper(name, title, NARROW, down.start + 42, *parts, kind="small")


#: Where the lines of a calibration plot may stand.
_SHARES = (0, 0.0005, 0.002, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)


def _tick(x: float, y: float, value: float) -> Markup:
    return write(x, y, share_of(value), tint="soft", size=11, anchor="middle")


def share_of(value: float) -> str:
    """Return a small chance with as many digits as it can bear.

    >>> share_of(0.1234), share_of(0.0123), share_of(0.0004), share_of(0)
    ('12%', '1.2%', '0.04%', '0%')
    """
    if value and value < 0.001:
        return f"{value:.2%}"
    whole = not value or value >= 0.1 or abs(value * 100 - round(value * 100)) < 1e-9
    return f"{value:.0%}" if whole else f"{value:.1%}"
