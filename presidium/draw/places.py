"""Who is in whose camp at a date, and who on record?  A row a state, a column a camp, a layer a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.layers import Layers
from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, WIDE, Words, diamonds, lines, paper, place, width_of, write

_TOP = 44.0


@dataclass(frozen=True, slots=True)
class Column:
    """One camp: its name and its colour."""

    label: Words
    slot: int


@dataclass(frozen=True, slots=True)
class Row:
    """One state: by date its column as simulated and the one on record; None where it is nowhere."""

    label: Words
    simulated: Sequence[int | None]
    recorded: Sequence[int | None]


def places(
    name: str,
    title: Words,
    columns: Sequence[Column],
    rows: Sequence[Row],
    dates: Sequence[Words],
    key: Mapping[str, Words],
    *,
    kind: str,
) -> Markup:
    """Return the picture.  What is not shown at all dates is of class ``at``, and of ``a0`` at the first,
    ``a1`` at the second date and so on: the style sheet shows one date.

    A dot is where the histories have a state, a diamond where it is on record, a line joins the two where
    they differ.

    >>> rows, camps = [Row("Albania", [0, 1], [0, 0])], [Column("Moscow", 1), Column("Peking", 3)]
    >>> key = {"simulated": "s", "recorded": "r"}
    >>> picture = places("p", "Camps", camps, rows, ["1953", "1964"], key, kind="wide")
    >>> picture.count("spots at a0"), picture.count("spots at a1"), picture.count("l-soft at a1")
    (1, 1, 1)
    """
    wide = kind == "wide"
    width = float(WIDE if wide else NARROW)
    lane = 26.0 if wide else 38.0
    left = max((width_of(row.label) for row in rows), default=0.0) * 0.85 + 12 if wide else 0.0
    step = (width - left) / len(columns)
    xs = [left + step * (column + 0.5) for column in range(len(columns))]
    ys = [_TOP + lane * i + (lane / 2 if wide else 28) for i in range(len(rows))]
    bottom = _TOP + lane * len(rows) + 4
    grid = lines([(x, _TOP - 6, x, bottom) for x in xs], "rule")
    heads = [_head(column, x, step) for column, x in zip(columns, xs, strict=True)]
    labels = [write(0, y + 4.5 if wide else y - 12, row.label) for row, y in zip(rows, ys, strict=True)]
    foot = bottom + 22
    shown = [
        write(width, foot, date, anchor="end", bold=True).replace('class="', f'class="at a{i} ', 1)
        for i, date in enumerate(dates)
    ]
    return paper(
        name,
        title,
        width,
        bottom + 44,
        grid,
        element("g", *heads, text_anchor="middle", class_="bold"),
        element("g", *labels, class_="halo"),
        *_marks(columns, rows, len(dates), xs, ys),
        *map(Markup, shown),
        *_key(key, bottom + 18),
        kind=kind,
    )


def _head(column: Column, x: float, room: float) -> Markup:
    """Return the name of a camp over its column, small where it needs more room than there is."""
    return write(x, 18, column.label, size=11 if width_of(column.label, 13) * 1.2 > room else None)


def _marks(
    columns: Sequence[Column], rows: Sequence[Row], dates: int, xs: Sequence[float], ys: Sequence[float]
) -> list[Markup]:
    """Return lines, dots and diamonds, those of one kind that are shown at the same dates as one mark."""
    apart, dots, past = Layers(dates), Layers(dates), Layers(dates)
    for row, y in zip(rows, ys, strict=True):
        for date, (here, there) in enumerate(zip(row.simulated, row.recorded, strict=True)):
            if here is not None:
                dots.at(date, columns[here].slot, f"M{xs[here]:.0f} {y:.0f}h0")
            if there is not None:
                past.at(date, 0, f"M{xs[there]:.0f} {y - 3:.0f}l3 3-3 3-3-3Z")
            if here is not None and there is not None and here != there:
                apart.at(date, 0, f"M{xs[here]:.0f} {y:.0f}H{xs[there]:.0f}")
    return [
        *(element("path", d=path, class_=f"l-soft{shown}") for _, shown, path in apart.together()),
        *(element("path", d=path, class_=f"s{slot} spots{shown}") for slot, shown, path in dots.together()),
        *(element("path", d=path, class_=f"halo{shown}") for _, shown, path in past.together()),
    ]


def _key(key: Mapping[str, Words], y: float) -> list[Markup]:
    spot = element("path", d=f"M8 {place(y)}h0", class_="s0 spots")
    second = y + 18
    return [
        spot,
        write(20, y + 4.5, key["simulated"], tint="soft", size=12),
        diamonds([(8, second)], 3),
        write(20, second + 4.5, key["recorded"], tint="soft", size=12),
    ]
