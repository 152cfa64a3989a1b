"""Who holds the office as the years pass?  Shares stacked over time, recorded holders as a strip below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element
from presidium.draw.svg import NARROW, WIDE, Scale, Words, lines, numbers, paper, place, way, width_of, write


@dataclass(frozen=True, slots=True)
class Band:
    """One holder: label, colour, share of histories in [0, 1] at each of the picture's times."""

    label: Words
    slot: int
    shares: Sequence[float]


@dataclass(frozen=True, slots=True)
class Term:
    """One recorded holder: label, colour, from and to in years (1953.25 is the first of April 1953)."""

    label: Words
    slot: int
    start: float
    end: float


def year_of(day: str) -> float:
    """Return a date of any precision as a year and its fraction.

    >>> year_of("1953-04"), year_of("1953")
    (1953.25, 1953.0)
    """
    parts = [int(part) for part in day.split("-")]
    month = parts[1] if len(parts) > 1 else 1
    date = parts[2] if len(parts) > 2 else 1
    return round(parts[0] + (month - 1) / 12 + (date - 1) / 365.25, 4)


def years(scale: Scale, top: float, bottom: float, *, sparse: bool) -> list[Markup]:
    """Return a vertical line and a number for every year, or, where there are many, for one year in three."""
    first, last = int(-(-scale.low // 1)), int(scale.high // 1)
    named = range(first, last + 1, 3 if sparse and last - first >= _MANY else 1)
    inside = (y for y in named if scale.start + 10 <= scale(y) <= scale.end - 6)
    return [
        lines([(scale(y), top, scale(y), bottom) for y in named], "rule"),
        numbers(((scale(y), str(y)) for y in inside), bottom + 16),
    ]


# So many years want more room for their numbers than narrow paper has.
_MANY = 6


def stack(
    name: str,
    title: Words,
    times: Sequence[float],
    bands: Sequence[Band],
    terms: Sequence[Term],
    key: Mapping[str, Words],
    *,
    kind: str,
) -> Markup:
    """Return the picture; bands lie in the order given, the first at the bottom.

    >>> bands = [Band("A", 1, [0.6, 0.2]), Band("B", 2, [0.4, 0.8])]
    >>> stack("o", "Office", [1953, 1954], bands, [], {"recorded": "r"}, kind="wide").count('"s1 band"')
    1
    """
    wide = kind == "wide"
    width = float(WIDE if wide else NARROW)
    across = Scale(times[0], max(times[-1], times[0] + 0.01), 40, width - 6)
    up = Scale(0, 1, 280.0 if wide else 220.0, 8)
    edges = _edges(bands, len(times))
    # From the top band down: each reaches to the floor and the next covers what is not its own.
    parts = [_area(band, edges[i + 1], times, across, up) for i, band in reversed(list(enumerate(bands)))]
    parts += years(across, up.end, up.start, sparse=not wide)
    parts.append(lines([(across.start, up(s), across.end, up(s)) for s in (0, 0.5, 1)], "rule"))
    parts += [write(34, up(s) + 4, f"{s:.0%}", tint="soft", size=11, anchor="end") for s in (0, 0.5, 1)]
    unnamed = []
    for i, band in enumerate(bands):
        spot = _room(band.label, edges[i], edges[i + 1], [across(t) for t in times], up)
        if spot is not None:
            parts.append(write(spot[0], spot[1] + 4.5, band.label, anchor="middle", halo=True))
        elif max(band.shares, default=0) >= 0.005:
            unnamed.append(band)
    y = up.start + 30
    if terms:
        parts.append(write(across.start, y + 8, key["recorded"], tint="soft", size=12))
        strip, silent = _strip(terms, across, y + 16)
        parts += strip
        unnamed += [band for band in silent if all(band.slot != other.slot for other in unnamed)]
        y += 62
    parts += _legend(unnamed, y, width)
    if unnamed:
        y += 22 * -(-len(unnamed) // (3 if wide else 1)) + 6
    return paper(name, title, width, y, *parts, kind=kind)


def _edges(bands: Sequence[Band], n: int) -> list[list[float]]:
    levels = [[0.0] * n]
    for band in bands:
        levels.append([min(1.0, below + share) for below, share in zip(levels[-1], band.shares, strict=True)])
    return levels


def _area(band: Band, above: Sequence[float], times: Sequence[float], across: Scale, up: Scale) -> Markup:
    # Whole units are finer than the line that parts the bands.
    spots = [(round(across(t)), round(up(v))) for t, v in zip(times, above, strict=True)]
    return element("path", d=f"{way(spots)}V{up(0):.0f}H{spots[0][0]}Z", class_=f"s{band.slot} band")


def _room(
    label: Words, below: Sequence[float], above: Sequence[float], xs: Sequence[float], up: Scale
) -> tuple[float, float] | None:
    """Find where a label fits inside a band: the widest opening over the whole length of the label."""
    half = width_of(label) / 2 + 4
    best: tuple[float, float, float] | None = None
    for x in xs:
        if x - half < xs[0] or x + half > xs[-1]:
            continue
        span = [i for i, other in enumerate(xs) if x - half - 8 <= other <= x + half + 8]
        low, high = min(up(below[i]) for i in span), max(up(above[i]) for i in span)
        if low - high >= 17 and (best is None or low - high > best[0]):
            best = (low - high, x, (low + high) / 2)
    return None if best is None else (best[1], best[2])


def _strip(terms: Sequence[Term], across: Scale, y: float) -> tuple[list[Markup], list[Band]]:
    """Return the strip of recorded holders, and those whose name found no room in it or below it."""
    parts: list[Markup] = []
    silent: list[Band] = []
    taken = -1.0
    for term in terms:
        start, end = across(max(term.start, across.low)), across(min(term.end, across.high))
        if end - start < 0.5:
            continue
        box = {"x": place(start), "y": place(y), "width": place(end - start), "height": 20}
        parts.append(element("rect", **box, class_=f"s{term.slot}"))
        width = width_of(term.label, 12)
        below = start if start + width <= across.end else across.end - width
        if width <= end - start - 6:
            parts.append(write((start + end) / 2, y + 14.5, term.label, anchor="middle", size=12, halo=True))
        elif below > taken:
            right = below < start
            x = across.end if right else start
            parts.append(write(x, y + 34, term.label, anchor="end" if right else None, size=12))
            taken = below + width + 6
        else:
            silent.append(Band(term.label, term.slot, ()))
    return parts, silent


def _legend(bands: Sequence[Band], y: float, width: float) -> list[Markup]:
    columns = 3 if width > NARROW else 1
    parts = []
    for i, band in enumerate(bands):
        row, column = divmod(i, columns)
        x, line = 40 + column * (width - 40) / columns, y + 22 * row
        parts.append(
            element("rect", x=place(x), y=place(line + 2), width=12, height=12, class_=f"s{band.slot}")
        )
        parts.append(write(x + 18, line + 12.5, band.label))
    return parts
