"""What chance did the histories give to what then happened, beside three who know less?"""

from collections.abc import Mapping
from typing import Any

from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.figure import section
from presidium.page.numbers import per_cent
from presidium.page.reading import Reading
from presidium.page.speech import words
from presidium.page.tables import Table, folded, paragraphs, table
from presidium.words import both

#: Who gave a chance to what came, in the order in which they stand.
COLUMNS = ("model", "uniform", "base", "ties", "resources")


def scores(reading: Reading) -> Markup:
    """Return the run scored against the record, or nothing where nothing is on record."""
    found = reading.document.get("hindcast")
    if not found:
        return join()
    return section(
        "scores",
        both("page.scores_title"),
        paragraphs("page.scores_note"),
        table(_summary(found)),
        element("p", words(found["worse"])) if found.get("worse") else None,
        element("p", words(found["caution"])),
        folded(_losses(found), summary=both("page.scores_items")),
    )


def _heads(*first: str) -> list[Words]:
    return [both(f"hindcast.head.{name}") for name in (*first, *COLUMNS)]


def _summary(found: Mapping[str, Any]) -> Table:
    rows: list[list[Words]] = [
        [one["text"], str(one["items"]), *(_score(one[name]) for name in COLUMNS)] for one in found["scores"]
    ]
    return Table("scores-by-group", both("hindcast.summary"), _heads("item", "items"), rows)


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.2f}"


def _losses(found: Mapping[str, Any]) -> Table:
    """Who lost his place next: fates and holders year by year are in the document."""
    rows: list[list[Words]] = [
        [
            one["text"],
            one["recorded_text"],
            *("" if chance is None else per_cent(chance) for chance in chances(one)),
        ]
        for one in found["items"]
        if one["group"] == "loss"
    ]
    heads = _heads("item", "recorded")
    return Table("scores-by-item", both("hindcast.title"), heads, rows, frozenset({1}))


def chances(one: Mapping[str, Any]) -> list[float | None]:
    """Return what each forecaster gave to a recorded outcome, in the order of `COLUMNS`."""
    return [one["model"], one["uniform"], one["base"], one["controls"]["ties"], one["controls"]["resources"]]
