"""In how many of a hundred histories?  A hundred dots, grouped by answer, so that they can be counted.

Countable dots are read better than percentages or bars of error (Fernandes and others, CHI 2018).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, WIDE, Words, diamonds, paper, place, write

_LINE = 20


@dataclass(frozen=True, slots=True)
class Pile:
    """One answer: its label, how many of the hundred gave it, its colour, whether history gave it too.

    ``told`` is printed in place of the count where the text beside the picture has more than that, as "<1".
    """

    label: Words
    count: int
    slot: int
    recorded: bool = False
    told: str | None = None


def dots(name: str, title: Words, piles: Sequence[Pile], key: Mapping[str, Words], *, kind: str) -> Markup:
    """Return the picture; ``key["recorded"]`` says what the diamond means.

    >>> piles = [Pile("Beria", 62, 1), Pile("none", 38, 0)]
    >>> dots("d", "Who?", piles, {"recorded": "r"}, kind="wide").count("z")
    100
    """
    wide = kind == "wide"
    left = 236.0 if wide else 2.0
    pitch = 22.0 if wide else 14.2
    parts: list[Markup] = []
    y = 16.0
    for pile in piles:
        parts += _label(pile, left - 14 if wide else NARROW - 2, y + 5)
        y += 0 if wide else 22
        parts.append(_pile(pile, left, y, pitch))
        y += pitch * max(1, -(-pile.count // _LINE)) + (14 if wide else 12)
    if any(pile.recorded for pile in piles):
        parts += [diamonds([(6, y + 6)]), write(18, y + 10.5, key["recorded"], tint="soft", size=12)]
        y += 18
    return paper(name, title, WIDE if wide else NARROW, y + 4, *parts, kind=kind)


def _pile(pile: Pile, left: float, y: float, pitch: float) -> Markup:
    """Return the dots as one path, in lines of twenty, with a gap after each five; each begins at its top."""
    size = place(pitch * 0.36)
    path = ""
    for i in range(pile.count):
        row, column = divmod(i, _LINE)
        x = left + pitch * (column + 0.5) + (column // 5) * pitch * 0.22
        path += f"M{place(x)} {place(y + (row - 0.36) * pitch)}a{size} {size} 0 1 1-.1 0z"
    return element("path", d=path, class_=f"s{pile.slot}")


def _label(pile: Pile, right: float, y: float) -> list[Markup]:
    words = [write(16, y, pile.label), write(right, y, pile.told or str(pile.count), anchor="end", bold=True)]
    return [*words, diamonds([(6, y - 4.5)])] if pile.recorded else words
