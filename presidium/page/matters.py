"""Which of the drawn numbers move the answer, and what do the histories look like by what they drew?"""

from collections.abc import Mapping
from typing import Any

from presidium.draw.differences import signed
from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.draw.tornado import Swing, tornado
from presidium.page.figure import Mark, Plate, figure, section
from presidium.page.numbers import count, interval, per_cent
from presidium.page.panel import panel
from presidium.page.reading import Reading
from presidium.page.speech import pair
from presidium.page.tables import Table, paragraphs
from presidium.words import LANGUAGES, both


def matters(reading: Reading) -> Markup:
    """Return what moves the leading answer, and the panel to look closer; nothing without a question."""
    told = (reading.document.get("matters") or {}).get("questions") or []
    if not told or not reading.asks:
        return join()
    first = told[0]
    inputs = reading["matters"]["inputs"]
    if not first["effects"]:
        return section("matters", both("page.matters_title"), paragraphs("page.matters_none", n=inputs))
    return section(
        "matters",
        both("page.matters_title"),
        paragraphs("page.matters_note", n=inputs, beyond=first["beyond_chance"]),
        element("div", figure(effects_plate(reading, first)), _closer(), class_="beside wider"),
    )


def effects_plate(reading: Reading, first: Mapping[str, Any]) -> Plate:
    """Return what the drawn numbers do to the leading answer, the largest effect first.

    Where none does anything beyond chance, it is empty and says so.
    """
    leading = next(one for one in reading.headline["answers"] if one["value"] == first["value"])
    answer, asked = pair(first["label"]), pair(reading.headline["text"])
    title = both("figure.matters_title", answer=answer, question=asked)
    swings = [Swing(effect["name"], effect["low"], effect["high"]) for effect in first["effects"]]
    rows: list[Mark] = [
        {"number": effect["path"], "name": effect["name"]}
        | {column: effect[column] for column in ("low", "high", "difference", "mc_error")}
        for effect in first["effects"]
    ]
    key = {name: both(f"figure.{name}_third") for name in ("low", "high")}
    key["all"] = both("figure.all_histories")
    heads = [
        both(f"table.{key}") for key in ("number", "low_third", "high_third", "difference", "low", "high")
    ]
    data = Table("effects", title, heads, [_row(effect) for effect in first["effects"]])
    return Plate(
        rows,
        lambda _: tornado("effects", title, leading["probability"], swings, key),
        [_caption(reading, first)],
        [data],
    )


def _caption(reading: Reading, first: Mapping[str, Any]) -> Words:
    """Say which number moves the answer most; or that none does, and what would find more."""
    if not first["effects"]:
        none = both("page.matters_none", n=reading["matters"]["inputs"])
        more = both("figure.matters_more", histories=count(reading["histories"]))
        return {lang: f"{none[lang]} {more[lang]}" for lang in LANGUAGES}
    most = first["effects"][0]
    return both(
        "figure.matters_caption",
        name=pair(most["name"]),
        answer=pair(first["label"]),
        low=per_cent(most["low"]),
        high=per_cent(most["high"]),
    )


def _row(effect: Mapping[str, Any]) -> list[Words]:
    bounds = (signed(value) for value in interval(effect["difference"], effect["mc_error"]))
    return [effect["name"], per_cent(effect["low"]), per_cent(effect["high"]), *bounds]


def _closer() -> Markup:
    return panel(
        "closer",
        both("page.closer_title"),
        ("page.closer_note", "page.closer_cause"),
        ("table.all", "table.chosen"),
    )
