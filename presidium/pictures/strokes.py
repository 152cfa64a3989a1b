"""Which lines does the path of an SVG draw?  The steps of its text as straight and bent lines.

Only what the studio writes is known: moves, lines, quadratic curves, parts of circles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import atan2, ceil, copysign, cos, hypot, pi, sin, sqrt, tan

Spot = tuple[float, float]

#: What is done on the way to a spot: set down, straight, one or two bends before it, back to the start.
MOVE, LINE, QUADRATIC, CUBIC, CLOSE = 1, 2, 3, 4, 79
_STEP = re.compile(r"([a-zA-Z])|(-?\d*\.?\d+)")
#: How many numbers each step takes.
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "a": 7, "z": 0}


@dataclass(slots=True)
class Stroke:
    """A line from where it is set down to where it is lifted: spots, each with what leads to it."""

    spots: list[Spot] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)

    def go(self, code: int, *spots: Spot) -> None:
        """Go on to a spot, with the bends before it."""
        self.spots += spots
        self.codes += [code] * len(spots)


def strokes(path: str) -> list[Stroke]:
    """Return the lines of a path.

    >>> [(stroke.spots, stroke.codes) for stroke in strokes("M1 2h3l1-1M0 0Z")]
    [([(1.0, 2.0), (4.0, 2.0), (5.0, 1.0)], [1, 2, 2]), ([(0.0, 0.0), (0.0, 0.0)], [1, 79])]
    """
    found: list[Stroke] = []
    x = y = 0.0
    for step, given in _steps(path):
        near_x, near_y = (x, y) if step.islower() else (0.0, 0.0)
        kind = step.lower()
        if kind == "m":
            found.append(Stroke())
        if kind == "z":
            x, y = found[-1].spots[0]
            found[-1].go(CLOSE, (x, y))
            continue
        before = x, y
        x = near_x + given[-2 if len(given) > 1 else 0] if kind != "v" else x
        y = near_y + given[-1] if kind != "h" else y
        if kind == "a":
            found[-1].go(CUBIC, *_arc(before, given[0], bool(given[3]), (x, y)))
        elif kind == "q":
            found[-1].go(QUADRATIC, (near_x + given[0], near_y + given[1]), (x, y))
        else:
            found[-1].go(MOVE if kind == "m" else LINE, (x, y))
    return found


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield the steps of a path with their numbers; numbers that go on after a step repeat it."""
    step, numbers = "", list[float]()
    for letter, number in _STEP.findall(path):
        if letter in {"z", "Z"}:
            yield letter, []
        elif letter:
            step, numbers = letter, []
        else:
            numbers.append(float(number))
            if len(numbers) == _TAKES[step.lower()]:
                yield step, numbers
                # Pairs behind a move are lines.
                step, numbers = {"m": "l", "M": "L"}.get(step, step), []


def _arc(start: Spot, size: float, large: bool, end: Spot) -> Iterator[Spot]:
    """Yield a part of a circle, the way that angles grow, as cubic curves (SVG 1.1, appendix F.6.5)."""
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    way = hypot(half_x, half_y)
    size = max(size, way)
    off = copysign(sqrt(size**2 - way**2) / way, 0.5 - large)
    x = (start[0] + end[0]) / 2 + off * half_y
    y = (start[1] + end[1]) / 2 - off * half_x
    first, last = (atan2(spot[1] - y, spot[0] - x) for spot in (start, end))
    whole = (last - first) % (2 * pi)
    parts = ceil(whole / (pi / 2))
    reach = 4 / 3 * tan(whole / parts / 4)
    for i in range(parts):
        a, b = (first + whole * k / parts for k in (i, i + 1))
        yield x + size * (cos(a) - reach * sin(a)), y + size * (sin(a) + reach * cos(a))
        yield x + size * (cos(b) + reach * sin(b)), y + size * (sin(b) - reach * cos(b))
        yield x + size * cos(b), y + size * sin(b)
