"""On what paper, to what scale and in what letters are the pictures drawn?

A picture names its colours by classes; the page's style sheet has them by day and by night, and
`draw.standing` writes them into a picture that leaves the page.  Bilingual text stands in both languages,
each marked: one is shown.  No layout depends on exact text widths, because the face differs from system to
system; they are estimated with slack.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element, escape, join

WIDE, NARROW = 760, 300
Words = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """A ruler: values from ``low`` to ``high`` lie between ``start`` and ``end`` on the paper.

    >>> Scale(0, 1, 100, 300)(0.5)
    200.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value lies."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


def place(value: float) -> str:
    """Return a coordinate with one decimal at most.

    >>> place(12.04), place(3)
    ('12', '3')
    """
    return f"{value:.1f}".removesuffix(".0")


def width_of(text: Words, size: float = 13) -> float:
    """Return an upper estimate of the width of a text (of its longer language), in units of the paper.

    Thai marks above and below a letter take no room.

    >>> width_of("ab", 10), width_of("ที่", 10)
    (12.0, 6.0)
    """
    forms = [text] if isinstance(text, str) else list(text.values())
    letters = max(sum(unicodedata.category(letter) != "Mn" for letter in form) for form in forms)
    return letters * size * 0.6


def write(
    x: float,
    y: float,
    text: Words,
    *,
    tint: str | None = None,
    anchor: str | None = None,
    size: int | None = None,
    bold: bool = False,
    halo: bool = False,
) -> Markup:
    """Return a line of text, in both languages where it has two.

    >>> write(1, 2, "1953", tint="soft")
    '<text x="1" y="2" class="f-soft">1953</text>'
    """
    names = [f"f-{tint}" if tint else "", "bold" if bold else "", "halo" if halo else ""]
    look = {"text_anchor": anchor, "font_size": size, "class_": " ".join(filter(None, names)) or None}
    return element("text", _forms(text), x=place(x) if x else None, y=place(y), **look)


def numbers(marks: Iterable[tuple[float, str]], y: float) -> Markup:
    """Return the numbers of a scale below it: each under its mark, or behind it at the edge of the paper.

    >>> numbers([(0, "0"), (50, "1")], 9)
    '<g class="scale"><text y="9" text-anchor="start">0</text><text x="50" y="9">1</text></g>'
    """
    texts = (write(x, y, text, anchor="start" if x < _ROOM else None) for x, text in marks)
    return element("g", *texts, class_="scale")


# Half the width of a number of a scale.
_ROOM = 8.0


def _forms(text: Words) -> Markup:
    if isinstance(text, str):
        return escape(text)
    if not text.get("th") or text["th"] == text["en"]:
        return escape(text["en"])
    return join(element("tspan", text["en"]), element("tspan", text["th"], lang="th"))


def lines(segments: Iterable[tuple[float, float, float, float]], tint: str, width: float = 1) -> Markup:
    """Return straight lines (x1, y1, x2, y2) as one mark.

    >>> lines([(0, 0, 5, 0), (0, 0, 5, 5)], "rule")
    '<path d="M0 0H5M0 0L5 5" class="l-rule"/>'
    """
    way = "".join(f"M{place(x1)} {place(y1)}{_line(x1, y1, x2, y2)}" for x1, y1, x2, y2 in segments)
    return element("path", d=way, class_=f"l-{tint}", stroke_width=None if width == 1 else place(width))


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    if y1 == y2:
        return f"H{place(x2)}"
    return f"V{place(y2)}" if x1 == x2 else f"L{place(x2)} {place(y2)}"


def way(spots: Sequence[tuple[int, int]]) -> str:
    """Return a line through spots, step by step: what is level in one step, the rest as short steps.

    >>> way([(40, 8), (55, 8), (70, 8), (86, 9), (101, 7)])
    'M40 8H70l16 1 15-2'
    """
    x, y = spots[0]
    path, sloping = f"M{x} {y}", False
    for i in range(1, len(spots)):
        to_x, to_y = spots[i]
        if to_y != y:
            step = f"{to_x - x} {to_y - y}".replace(" -", "-")
            path += f" {step}" if sloping else f"l{step}"
            sloping = True
        elif i + 1 == len(spots) or spots[i + 1][1] != y:
            path += f"H{to_x}"
            sloping = False
        else:
            continue
        x, y = to_x, to_y
    return path


def diamonds(spots: Iterable[tuple[float, float]], size: float = 5) -> Markup:
    """Return the marks that stand for what history recorded, on every picture, as one; nothing for none.

    >>> diamonds([(10, 20)])
    '<path d="M10 15l5 5-5 5-5-5Z"/>'
    """
    way = "".join(
        f"M{place(x)} {place(y - size)}l{size} {size}-{size} {size}-{size}-{size}Z" for x, y in spots
    )
    return element("path", d=way) if way else Markup()


def dot(x: float, y: float, size: float, name: str) -> Markup:
    """Return a dot of a class; one without takes its colour from the group it stands in."""
    return element("circle", cx=place(x), cy=place(y), r=place(size), class_=name or None)


def paper(name: str, title: Words, width: float, height: float, *parts: object, kind: str) -> Markup:
    """Return the whole picture: an image with a title, as wide as its frame.

    ``name`` must be unique in the page; ``kind`` names the variant, ``wide``, ``narrow`` or ``small``.
    """
    english, thai = (
        (title, title) if isinstance(title, str) else (title["en"], title.get("th") or title["en"])
    )
    mark = f"{name}-{kind}"
    return element(
        "svg",
        element("title", english, id=mark, data_th=thai),
        *parts,
        viewBox=f"0 0 {place(width)} {place(height)}",
        role="img",
        aria_labelledby=mark,
        class_=f"plate {kind}",
    )
