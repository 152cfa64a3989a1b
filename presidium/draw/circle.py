"""Who is with whom?  People as dots at fixed places, camps as areas around them, a layer a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.layers import Layers
from presidium.draw.markup import Markup, element
from presidium.draw.svg import WIDE, Words, dot, lines, paper, width_of, write

#: Height of the part in which people stand, where they need all of it, and the margins around it.
_HEIGHT, _SIDE, _TOP = 400.0, 90.0, 34.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, and where he stands: `x` and `y` in [0, 1]; his colour."""

    label: Words
    x: float
    y: float
    slot: int


@dataclass(frozen=True, slots=True)
class Gathering:
    """One date: who is in which camp (of two at most), and pairs that think well or ill of each other.

    All of them by their places among the people.
    """

    date: Words
    camps: Sequence[Sequence[int]]
    warm: Sequence[tuple[int, int]]
    cold: Sequence[tuple[int, int]]


def circle(
    name: str, title: Words, people: Sequence[Person], dates: Sequence[Gathering], key: Mapping[str, Words]
) -> Markup:
    """Return the picture, for wide paper.  What is not shown at all dates is of class ``at``, and of ``a0``
    at the first date and so on: the style sheet shows one.

    >>> people = [Person("Beria", 0, 0, 1), Person("Malenkov", 1, 0, 2)]
    >>> dates = [Gathering("1953", [[0, 1]], [(0, 1)], []), Gathering("1954", [[1]], [], [])]
    >>> key = {"warm": "w", "cold": "c", "camp": "m"}
    >>> picture = circle("c", "Circle", people, dates, key)
    >>> picture.count("hull"), picture.count("l-mark at a0"), picture.count("<circle")
    (2, 1, 3)
    """
    spots = [
        (round(_SIDE + (WIDE - 2 * _SIDE) * one.x), round(_TOP + 16 + _HEIGHT * one.y)) for one in people
    ]
    areas, warm, cold = Layers(len(dates)), Layers(len(dates)), Layers(len(dates))
    seen = Layers(len(dates))
    for i, date in enumerate(dates):
        for camp, members in enumerate(date.camps):
            areas.at(i, camp, _around([spots[k] for k in members]))
            for k in members:
                seen.at(i, k, "")
        for layer, pairs in ((warm, date.warm), (cold, date.cold)):
            for a, b in pairs:
                layer.at(i, 0, "M{} {}L{} {}".format(*spots[a], *spots[b]))
    bottom = _TOP + _HEIGHT * max((one.y for one in people), default=0.0) + 60
    return paper(
        name,
        title,
        float(WIDE),
        bottom + 4,
        *(element("path", d=d, class_=f"camp{camp} hull{shown}") for camp, shown, d in areas.together()),
        *(
            element("path", d=d, class_=f"l-warn cold{shown}", stroke_width=1.5)
            for _, shown, d in cold.together()
        ),
        *(element("path", d=d, class_=f"l-mark{shown}", stroke_width=2.5) for _, shown, d in warm.together()),
        *(_person(people[k], spots[k], shown) for k, shown, _ in seen.together()),
        *(
            Markup(
                write(WIDE, 20, date.date, anchor="end", bold=True).replace('class="', f'class="at a{i} ', 1)
            )
            for i, date in enumerate(dates)
        ),
        *_key(key, bottom - 12),
        kind="wide",
    )


def _person(one: Person, spot: tuple[int, int], shown: str) -> Markup:
    x, y = spot
    half = min(width_of(one.label) / 2, WIDE / 2)
    # A long name at the edge moves inward, so that all of it is on the paper.
    name = write(min(max(x, half), WIDE - half), y - 10, one.label, anchor="middle", halo=True)
    return element("g", dot(x, y, 6, f"s{one.slot}"), name, class_=shown.strip() or None)


def _around(spots: Sequence[tuple[int, int]]) -> str:
    """Return the convex hull of some spots (Andrew 1979); the style sheet makes it wide and round."""
    ordered = sorted(set(spots))
    if len(ordered) < 3:
        return "M" + "L".join(f"{x} {y}" for x, y in ordered) + ("h0" if len(ordered) == 1 else "")
    hull = [*_half(ordered), *_half(ordered[::-1])]
    return "M" + "L".join(f"{x} {y}" for x, y in hull) + "Z"


def _half(ordered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for spot in ordered:
        while len(found) > 1 and _turn(found[-2], found[-1], spot) <= 0:
            found.pop()
        found.append(spot)
    return found[:-1]


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    """Above 0 for a turn to one side, below 0 to the other, 0 for none."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _key(key: Mapping[str, Words], y: float) -> list[Markup]:
    return [
        lines([(8, y, 28, y)], "mark", 2.5),
        write(34, y + 4.5, key["warm"], tint="soft", size=12),
        element("path", d=f"M248 {y:.0f}H268", class_="l-warn cold"),
        write(274, y + 4.5, key["cold"], tint="soft", size=12),
        dot(500, y, 8, "camp0"),
        write(514, y + 4.5, key["camp"], tint="soft", size=12),
    ]
