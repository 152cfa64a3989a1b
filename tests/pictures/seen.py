"""What does a reader see of a picture?  Its marks with their places, and the axes by their own numbers."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from presidium.draw.palette import INKS
from presidium.draw.standing import INITIAL
from presidium.pictures.strokes import CLOSE, CUBIC, Spot, strokes

PAPER = INKS["paper"][0]


@dataclass(frozen=True)
class Seen:
    """A mark: its tag, where it is, how it looks; a text's letters, a path's lines."""

    tag: str
    x: float
    y: float
    look: dict[str, str]
    width: float = 0.0
    text: str = ""
    lines: tuple[tuple[Spot, ...], ...] = ()
    codes: tuple[tuple[int, ...], ...] = ()


@dataclass
class Picture:
    """All marks of a picture in the order in which they are drawn; small pictures in it by their headings."""

    marks: list[Seen] = field(default_factory=list)
    panels: list["Picture"] = field(default_factory=list)

    def texts(self, pattern: str = ".*") -> list[Seen]:
        return [one for one in self.marks if one.tag == "text" and re.fullmatch(pattern, one.text)]

    def all(self, tag: str) -> list[Seen]:
        return [one for one in self.marks if one.tag == tag]

    def dots(self) -> list[list[Spot]]:
        """Where the dots of each pile begin: round parts of a path."""
        return [
            [line[0] for line in one.lines] for one in self.all("path") if any(CUBIC in c for c in one.codes)
        ]

    def diamonds(self) -> list[Spot]:
        """The middles of all diamonds: closed lines with four corners that are filled."""
        return [
            (line[0][0], (line[0][1] + line[2][1]) / 2)
            for one in self.all("path")
            for line, codes in zip(one.lines, one.codes, strict=True)
            if len(line) == 5
            and codes[-1] == CLOSE
            and abs(line[0][0] - line[2][0]) < 0.01
            and one.look["fill"] != "none"
        ]

    def spans(self, width: str) -> list[tuple[float, float, float]]:
        """Level lines of a width: from, to, at what height."""
        return [
            (line[0][0], line[1][0], line[0][1])
            for one in self.all("path")
            if one.look["stroke-width"] == width
            for line in one.lines
            if len(line) == 2 and line[0][1] == line[1][1]
        ]


def seen(svg: str) -> Picture:
    """Read a picture that stands alone."""
    root = ET.fromstring(svg)
    picture = Picture()
    ground = root.find("{*}rect")
    assert ground is not None
    root.remove(ground)
    _read(root, dict(INITIAL), (0.0, 0.0), picture)
    return picture


def _read(part: ET.Element, around: dict[str, str], at: Spot, into: Picture) -> None:
    tag = part.tag.rpartition("}")[2]
    look = {name: part.get(name, value) for name, value in around.items()}
    x, y = (
        at[i] + float(part.get(name, "0")) for i, name in enumerate(("cx", "cy") if tag == "circle" else "xy")
    )
    if tag == "svg" and "x" in part.attrib:
        into.panels.append(Picture())
        into, at = into.panels[-1], (0.0, 0.0)
    elif tag == "path":
        found = strokes(part.get("d", ""))
        moved = tuple(tuple((a + at[0], b + at[1]) for a, b in one.spots) for one in found)
        into.marks.append(Seen(tag, x, y, look, lines=moved, codes=tuple(tuple(one.codes) for one in found)))
    elif tag in ("rect", "circle", "text"):
        width = float(part.get("width", part.get("r", "0")))
        into.marks.append(Seen(tag, x, y, look, width, part.text or ""))
    for child in part:
        _read(child, look, at, into)


def axis(marks: Iterable[tuple[float, float]]) -> Callable[[float], float]:
    """What a place means, by the first and the last of (place, number) that an axis shows."""
    known = sorted(marks)
    (start, low), (end, high) = known[0], known[-1]
    assert end > start
    return lambda place: low + (high - low) * (place - start) / (end - start)


def number(text: str) -> float:
    return float(text.replace("−", "-").rstrip("%")) / (100 if text.endswith("%") else 1)


def height(line: Iterable[Spot], x: float) -> float:
    """How high a line that runs to the right is at a place; at a step, where it goes on from."""
    spots = list(line)
    for (x1, y1), (x2, y2) in reversed(list(zip(spots, spots[1:], strict=False))):
        if x1 <= x <= x2 and x1 < x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return min(spots, key=lambda spot: abs(spot[0] - x))[1]


def years(day: str) -> float:
    """A day, a month or a year as years, reckoned by the calendar; within two days of any other reckoning."""
    parts = [int(part) for part in day.split("-")]
    whole = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    length = (date(parts[0] + 1, 1, 1) - date(parts[0], 1, 1)).days
    return parts[0] + (whole - date(parts[0], 1, 1)).days / length
