"""When did it happen, and when does it happen in the simulation?  One lane an event, the same years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presidium.draw.markup import Markup, element
from presidium.draw.stack import years
from presidium.draw.svg import NARROW, WIDE, Scale, Words, diamonds, dot, paper, place, width_of, write

_KINDS = ("shock", "decision", "outcome")
#: More recorded events than these are too many to name in the picture.
NAMED = 40


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded event: when (in years and in words), and its kind: shock, decision or outcome."""

    label: Words
    when: float
    kind: str
    date: Words


@dataclass(frozen=True, slots=True)
class Simulated:
    """One event of the simulation: the middle of its dates and the span that holds most of them, in years.

    ``share`` of histories has it at all; ``recorded`` is when history had it, if it did.
    """

    label: Words
    share: float
    early: float
    middle: float
    late: float
    recorded: float | None = None


def timeline(
    name: str,
    title: Words,
    period: tuple[float, float],
    recorded: Sequence[Recorded],
    simulated: Sequence[Simulated],
    key: Mapping[str, Words],
    *,
    kind: str,
) -> Markup:
    """Return the picture; ``key`` names the two groups and the kinds of event.

    >>> key = {k: k for k in ("recorded", "simulated", "shock", "decision", "outcome", "span")}
    >>> seen = Simulated("Falls", 0.8, 1953.2, 1953.5, 1954.0, 1953.5)
    >>> past = [Recorded("Arrest", 1953.5, "outcome", "June 1953")]
    >>> timeline("t", "When", (1953, 1964), past, [seen], key, kind="wide").count("<text")
    18
    """
    wide = kind == "wide"
    width = float(WIDE if wide else NARROW)
    across = Scale(*period, 8, width - 8)
    marks = [write(0, 24, key["recorded"], bold=True)] if recorded else []
    y = 34.0 if recorded else 2.0
    if wide and 0 < len(recorded) <= NAMED:
        spots = [(event.kind, across(event.when), y + 24 * i + 12) for i, event in enumerate(recorded)]
        marks += [_marks(kind, [(x, y) for of, x, y in spots if of == kind]) for kind in _KINDS]
        labels = [_label(event, across, y + 24 * i + 16.5) for i, event in enumerate(recorded)]
        marks.append(element("g", *labels, font_size=12, class_="halo"))
        y += 24 * len(recorded)
    elif recorded:
        marks += _lanes(recorded, across, y, key)
        y += 3 * 38
    if simulated:
        y += 32
        marks.append(write(0, y - 10, key["simulated"], bold=True))
        marks += _simulated(simulated, across, y)
        y += 38 * len(simulated)
    grid = years(across, 32, y + 4, sparse=not wide)
    legend, height = _key(key, y + 40, wide, bool(simulated))
    return paper(name, title, width, height, *grid, *marks, *legend, kind=kind)


def _marks(kind: str, spots: Sequence[tuple[float, float]]) -> Markup:
    """Return the marks of one kind of event as one; nothing for none."""
    if not spots or kind == "outcome":
        return diamonds(spots, 6)
    if kind == "decision":
        way = "".join(f"M{place(x - 4.5)} {place(y - 4.5)}h9v9h-9Z" for x, y in spots)
        return element("path", d=way, class_="f-mark")
    way = "".join(f"M{place(x)} {place(y - 5)}l5.5 9.5h-11Z" for x, y in spots)
    return element("path", d=way, class_="f-warn")


def _lanes(recorded: Sequence[Recorded], across: Scale, y: float, key: Mapping[str, Words]) -> list[Markup]:
    """Return one lane for each kind of event; narrow paper has no room to name them all."""
    parts: list[Markup] = []
    for i, kind in enumerate(_KINDS):
        top = y + 38 * i
        spots = [(across(event.when), top + 25) for event in recorded if event.kind == kind]
        parts += [write(0, top + 13, key[kind], tint="soft", size=12, halo=True), _marks(kind, spots)]
    return parts


def _label(event: Recorded, across: Scale, y: float) -> Markup:
    """Return an event's name and date, beside its mark on the side that has room."""
    x = across(event.when)
    text = _dated(event.label, event.date)
    width = width_of(text, 12)
    if x + 16 + width <= across.end + 8:
        return write(x + 16, y, text)
    if x - 16 - width >= 0:
        return write(x - 16, y, text, anchor="end")
    return write(max(0.0, across.end - width), y, text)


def _dated(label: Words, date: Words) -> Words:
    if isinstance(label, str) and isinstance(date, str):
        return f"{label} · {date}"
    forms = [text if isinstance(text, Mapping) else {"en": text, "th": text} for text in (label, date)]
    return {lang: f"{forms[0].get(lang) or forms[0]['en']} · {forms[1][lang]}" for lang in ("en", "th")}


def _simulated(events: Sequence[Simulated], across: Scale, y: float) -> list[Markup]:
    """Return a span under its label for each event, with the recorded date where there is one."""
    spans, middles, recorded, labels = [], [], [], []
    for i, event in enumerate(events):
        top = y + 38 * i
        early, late = across(max(event.early, across.low)), across(min(event.late, across.high))
        spans.append((early, late, top + 24))
        middles.append((across(event.middle), top + 24))
        recorded += [(across(event.recorded), top + 24)] if event.recorded is not None else []
        labels.append(
            write(max(0.0, min(early, across.end - width_of(event.label, 12))), top + 13, event.label)
        )
    return [*_spans(spans, middles), diamonds(recorded), element("g", *labels, font_size=12, class_="halo")]


def _spans(
    spans: Sequence[tuple[float, float, float]], middles: Sequence[tuple[float, float]]
) -> list[Markup]:
    """Return bars from early to late at a height, and the dots upon them."""
    bars = [
        element("rect", x=place(early), y=place(y - 4), width=place(max(late - early, 2)), height=8, rx=4)
        for early, late, y in spans
    ]
    dots = [dot(x, y, 5, "") for x, y in middles]
    return [element("g", *bars, class_="f-mark pale"), element("g", *dots, class_="f-mark")]


def _key(key: Mapping[str, Words], y: float, wide: bool, spans: bool) -> tuple[list[Markup], float]:
    parts: list[Markup] = []
    x = 8.0
    kinds = _KINDS if wide else ("outcome",)
    for name in (*kinds, *(["span"] if spans else [])):
        if name == "span":
            parts += _spans([(x - 6, x + 18, y)], [(x + 6, y)])
        else:
            parts.append(_marks(name, [(x, y)]))
        parts.append(write(x + (26 if name == "span" else 12), y + 4.5, key[name], tint="soft", size=12))
        if wide:
            x += 40 + width_of(key[name], 12) * 0.85
        else:
            y += 20
    return parts, y + (14 if wide else 0)
