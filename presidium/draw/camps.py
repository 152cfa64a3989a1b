"""Who is in which camp, and which ties does that contradict?  Camps as columns, ties between and within."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, WIDE, Words, dot, lines, paper, place, width_of, write

_TOP, _LANE = 34.0, 24.0


@dataclass(frozen=True, slots=True)
class Member:
    """One state: its label, and its size as a share of the largest, in (0, 1]."""

    label: Words
    size: float


@dataclass(frozen=True, slots=True)
class Camp:
    """One column: its title and its members, from the top."""

    title: Words
    slot: int
    members: Sequence[Member]


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that is contradicted: camp and place there of both ends, weight as a share of the largest."""

    start: tuple[int, int]
    end: tuple[int, int]
    friends: bool
    weight: float


def camps(
    name: str,
    title: Words,
    columns: Sequence[Camp],
    ties: Sequence[Tie],
    key: Mapping[str, Words],
    *,
    kind: str,
) -> Markup:
    """Return the picture: a column of dots a camp; lines for friends apart, dashes for enemies together.

    ``key`` has the words `apart` and `together`.

    >>> sides = [Camp("1", 1, [Member("A", 1.0)]), Camp("2", 2, [Member("B", 0.5)])]
    >>> tie, key = Tie((0, 0), (1, 0), True, 1.0), {"apart": "friends", "together": "enemies"}
    >>> picture = camps("c", "Camps", sides, [tie], key, kind="wide")
    >>> picture.count("<circle"), picture.count("<path")
    (2, 2)
    """
    width = float(WIDE if kind == "wide" else NARROW)
    across = _columns(columns, width)
    rows = max((len(camp.members) for camp in columns), default=0)
    spots = [[(x, _TOP + _LANE * (row + 0.5)) for row in range(rows)] for x, _ in across]
    drawn = [_tie(tie, spots, width) for tie in sorted(ties, key=lambda tie: tie.weight)]
    marks: list[Markup] = []
    room = width * 0.4 if len(columns) == 2 else width / max(len(columns), 1) - 14
    for camp, (x, anchor), places in zip(columns, across, spots, strict=True):
        marks.append(write(x, 18, camp.title, bold=True, anchor=anchor))
        for member, (_, y) in zip(camp.members, places, strict=False):
            marks.append(dot(x, y, 2.5 + 6 * member.size**0.5, f"s{camp.slot}"))
            aside = -12 if anchor == "end" else 12
            label = _cut(member.label, room - 16)
            marks.append(write(x + aside, y + 4.5, label, anchor=anchor, halo=True))
    y = _TOP + _LANE * rows + 14
    if any(tie.friends for tie in ties):
        drawn += [lines([(2, y, 30, y)], "mark", 2), write(38, y + 4.5, key["apart"], tint="soft", size=12)]
        y += 18
    if any(not tie.friends for tie in ties):
        drawn += [
            element(
                "path",
                d=f"M2 {place(y)}L30 {place(y)}",
                class_="l-warn",
                stroke_width=2,
                stroke_dasharray="5 4",
            ),
            write(38, y + 4.5, key["together"], tint="soft", size=12),
        ]
        y += 18
    return paper(name, title, width, y, *drawn, *marks, kind=kind)


def _columns(columns: Sequence[Camp], width: float) -> list[tuple[float, str | None]]:
    """Where each column stands and how its text is anchored: two face each other, more stand side by side."""
    if len(columns) == 2:
        needs = [
            max((width_of(member.label) for member in camp.members), default=0.0) + 26 for camp in columns
        ]
        left, right = (min(max(need, 70.0), width * 0.4) for need in needs)
        return [(left, "end"), (width - right, None)]
    step = width / max(len(columns), 1)
    return [(14 + step * place_, None) for place_ in range(len(columns))]


def _cut(text: Words, room: float) -> Words:
    """A label no wider than there is room, its end cut off."""
    if isinstance(text, str):
        while width_of(text, 14) > room and len(text) > 2:
            text = text[:-2].rstrip() + "…"
        return text
    return {lang: str(_cut(form, room)) for lang, form in text.items()}


def _tie(tie: Tie, spots: Sequence[Sequence[tuple[float, float]]], width: float) -> Markup:
    (x1, y1), (x2, y2) = spots[tie.start[0]][tie.start[1]], spots[tie.end[0]][tie.end[1]]
    thick = f"{0.8 + 3 * tie.weight:.1f}"
    look = {"class_": "l-mark" if tie.friends else "l-warn", "stroke_width": thick}
    if not tie.friends:
        look["stroke_dasharray"] = "5 4"
    if tie.start[0] != tie.end[0]:
        return element("path", d=f"M{place(x1)} {place(y1)}L{place(x2)} {place(y2)}", **look)
    # Within a column the line bows out towards the middle, the further the more it spans.
    bow = min(14 + abs(y2 - y1) * 0.5, width * 0.24) * (1 if len(spots) > 2 or tie.start[0] == 0 else -1)
    middle = f"{place(x1 + bow)} {place((y1 + y2) / 2)}"
    return element("path", d=f"M{place(x1)} {place(y1)}Q{middle} {place(x2)} {place(y2)}", **look)
