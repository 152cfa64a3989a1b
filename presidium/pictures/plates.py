"""Which pictures has a notebook that the page has as tables only?  Who falls, and what one change does."""

from collections.abc import Mapping
from typing import Any

from presidium.counting import mc_error
from presidium.draw.bars import Bar, bars, percent
from presidium.draw.differences import Change, differences
from presidium.page.figure import Mark, Plate
from presidium.page.numbers import interval
from presidium.page.reading import Reading
from presidium.page.speech import pair
from presidium.page.whatif import moved_most
from presidium.words import both


def falls_plate(reading: Reading) -> Plate | None:
    """Return how often each full member of the opening falls; None where there was none."""
    given = reading["fates"]["rows"]
    if not given:
        return None
    drawn = [
        Bar(
            reading.name(row["who"]),
            row["fell"],
            mc_error(row["fell"], reading["histories"]),
            reading.slot(row["who"]),
            bool(row["recorded"]["fell"]),
        )
        for row in given
    ]
    rows: list[Mark] = [
        {"who": row["who"], "name": bar.label, "share": bar.share, "mc_error": bar.error}
        | {"recorded": bar.recorded}
        for row, bar in zip(given, drawn, strict=True)
    ]
    most, least = (pick(drawn, key=lambda bar: bar.share) for pick in (max, min))
    caption = both(
        "figure.falls_caption",
        who=pair(most.label),
        share=percent(most.share),
        least=pair(least.label),
        least_share=percent(least.share),
    )
    title, key = both("figure.falls_title"), {"recorded": both("figure.recorded_key")}
    return Plate(rows, lambda _: bars("falls", title, drawn, key), [caption], [])


def effect_plate(asked: Mapping[str, Any]) -> Plate:
    """Return the differences that a change makes to the answers to one question, with their intervals."""
    drawn, rows = [], list[Mark]()
    for answer in asked["answers"]:
        points, low, high = interval(answer["difference"], answer["mc_error"])
        drawn.append(Change(answer["label"], points, low, high))
        rows.append(
            {"answer": answer["value"], "name": answer["label"]}
            | {"base": answer["base"], "changed": answer["changed"]}
            | {"difference": points, "low": low, "high": high}
        )
    title = both("figure.effect_title", question=pair(asked["text"]))
    key = {"axis": both("figure.points_axis")}
    return Plate(
        rows, lambda kind: differences("effect", title, drawn, key, kind=kind), [moved_most(asked)], []
    )
