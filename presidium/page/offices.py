"""Who holds the chief offices over time, who falls first, and what becomes of each?"""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.bars import percent
from presidium.draw.markup import Markup, element, join
from presidium.draw.stack import Band, Term, stack, year_of
from presidium.draw.svg import Words
from presidium.page.figure import Mark, Plate, figure, section
from presidium.page.numbers import error_of, per_cent
from presidium.page.reading import Reading
from presidium.page.speech import listed, pair, says, words
from presidium.page.tables import Table, paragraphs, table
from presidium.page.when import date
from presidium.words import both


def offices(reading: Reading) -> Markup:
    """Return each chief office over time, or nothing where the scenario has none."""
    if not reading.many("chief_offices"):
        return join()
    recorded = any(office["recorded"] for office in reading["chief_offices"])
    return section(
        "offices",
        both("page.offices_title"),
        paragraphs("page.offices_note" if recorded else "page.offices_note_unrecorded"),
        element(
            "div", *(_office(reading, office) for office in reading["chief_offices"]), class_="beside wider"
        ),
    )


def _office(reading: Reading, office: Mapping[str, Any]) -> Markup:
    plate = office_plate(reading, office)
    return element("article", element("h3", words(office["name"])), figure(plate))


def office_plate(reading: Reading, office: Mapping[str, Any]) -> Plate:
    """Return who holds a chief office of the document over time, with the recorded holders below."""
    shown = _shown(len(office["months"]))
    months = [office["months"][i] for i in shown]
    bands = [
        Band(series["label"], reading.slot(series["who"]), [series["shares"][i] for i in shown])
        for series in office["series"]
    ]
    end = reading["period"][1]
    terms = [
        Term(
            reading.name(term["who"]),
            reading.slot(term["who"]),
            year_of(term["from"]),
            year_of(term["to"] or end),
        )
        for term in office["recorded"]
    ]
    title = both("figure.office_title", office=pair(office["name"]))
    key = {"recorded": both("figure.strip_key")}
    name = f"office-{office['office']}"
    heads = [both("table.month"), *(series["label"] for series in office["series"])]
    cells = [
        [office["months"][i], *(per_cent(series["shares"][i]) for series in office["series"])] for i in shown
    ]
    held = [[reading.name(term["who"]), term["from"], term["to"] or ""] for term in office["recorded"]]
    held_heads = [both(f"table.{key}") for key in ("recorded_holder", "start", "end")]
    held_title = both("page.terms_title", office=pair(office["name"]))
    return Plate(
        [*_simulated(office, shown), *_recorded(reading, office)],
        lambda kind: stack(name, title, [year_of(m) for m in months], bands, terms, key, kind=kind),
        [_caption(office)],
        [
            Table(name, title, heads, cells),
            *([Table(f"{name}-recorded", held_title, held_heads, held, frozenset({1, 2}))] if held else []),
        ],
    )


def _simulated(office: Mapping[str, Any], shown: Sequence[int]) -> list[Mark]:
    return [
        {
            "what": "simulated",
            "who": series["who"],
            "name": series["label"],
            "start": office["months"][i],
            "end": None,
            "share": series["shares"][i],
        }
        for series in office["series"]
        for i in shown
    ]


def _recorded(reading: Reading, office: Mapping[str, Any]) -> list[Mark]:
    return [
        {
            "what": "recorded",
            "who": term["who"],
            "name": reading.name(term["who"]),
            "start": term["from"],
            "end": term["to"] or reading["period"][1],
            "share": None,
        }
        for term in office["recorded"]
    ]


def _shown(months: int) -> list[int]:
    """Return which of the document's quarters are shown: every one in the first year, then every second one.

    The first year is where most moves; the last quarter is always among them.
    """
    later = range(_FIRST_YEAR + 1, months, 2)
    return sorted({*range(min(_FIRST_YEAR, months)), *later, months - 1})


_FIRST_YEAR = 4


def _caption(office: Mapping[str, Any]) -> Words:
    def most(i: int) -> Mapping[str, Any]:
        found: Mapping[str, Any] = max(each, key=lambda series: series["shares"][i])
        return found

    each = [series for series in office["series"] if series["who"] != "others"]

    first, last = most(0), most(-1)
    return both(
        "figure.office_caption",
        first=pair(first["label"]),
        first_share=percent(first["shares"][0]),
        start=date(office["months"][0]),
        last=pair(last["label"]),
        last_share=percent(last["shares"][-1]),
        end=date(office["months"][-1]),
    )


def falls(reading: Reading) -> Markup:
    """Return who falls first and what becomes of each, as tables."""
    return section(
        "falls", both("page.falls_title"), paragraphs("page.falls_note"), _first(reading), _fates(reading)
    )


def _first(reading: Reading) -> Markup:
    given = reading.document.get("first_to_fall") or {"rows": []}
    rows = [
        [
            reading.name(row["who"]),
            per_cent(row["share"]),
            error_of(row["mc_error"], row["share"]),
            date(row["median"], bare=True) if row["median"] else "",
            both("table.yes") if row["recorded"] else "",
        ]
        for row in given["rows"]
    ]
    if not rows:
        return join()
    asked = (one for one in reading.many("questions") if one["ask"] == "first_to_fall")
    rows += [
        [
            answer["label"],
            per_cent(answer["probability"]),
            error_of(answer["mc_error"], answer["probability"]),
            "",
            both("table.yes") if answer["recorded"] else "",
        ]
        for answer in next(asked, {"answers": []})["answers"]
        if answer["value"] == "none"
    ]
    heads = [both(f"table.{key}") for key in ("person", "first_share", "error", "median", "recorded")]
    shown = Table("first-to-fall", both("page.first_title"), heads, rows, frozenset({3, 4}))
    return _plain_table(shown, "page.first_title")


def _fates(reading: Reading) -> Markup:
    given = reading.document.get("fates") or {"rows": [], "classes": []}
    classes = {kind["id"]: kind["label"] for kind in given["classes"]}
    rows: list[list[Words]] = []
    for row in given["rows"]:
        real = row.get("recorded") or {}
        told: list[Words] = [date(real["fell"], bare=True)] if real.get("fell") else []
        if real.get("fate"):
            told.append(pair(classes.get(real["fate"], real["fate"])))
        rows.append(
            [
                reading.name(row["who"]),
                per_cent(row["fell"]),
                date(row["median"], bare=True) if row["median"] else "",
                *(per_cent(share) for share in row["shares"]),
                listed(told),
            ]
        )
    heads = [
        both("table.person"),
        both("table.falls"),
        both("table.median"),
        *classes.values(),
        both("table.recorded_fate"),
    ]
    shown = Table("fates", both("page.fates_title"), heads, rows, frozenset({2, len(heads) - 1}))
    return join(_plain_table(shown, "page.fates_title"), paragraphs("page.fates_note")) if rows else join()


def _plain_table(shown: Table, title: str) -> Markup:
    return element("div", element("h3", says(title)), table(shown), class_="wider")
