"""How tense are the great powers, when do they break, how do crises end, where are troops sent?"""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.counting import mc_error
from presidium.draw.bars import Bar, bars, percent
from presidium.draw.fan import Line, fan
from presidium.draw.markup import Markup, element
from presidium.draw.panels import panels
from presidium.draw.stack import year_of
from presidium.draw.svg import Words
from presidium.page.figure import Mark, Plate, figure
from presidium.page.numbers import error_of, per_cent, spread_of
from presidium.page.reading import Reading
from presidium.page.speech import form, listed, pair, says
from presidium.page.tables import Table, paragraphs
from presidium.page.when import date, short
from presidium.words import LANGUAGES, both

Given = Mapping[str, Any]


def strain(reading: Reading, given: Given) -> Markup:
    """Return tension, breaks, crises and clients."""
    told = (crises_plate(reading, given), clients_plate(reading, given))
    return element(
        "article",
        element("h3", says("page.strain_title")),
        paragraphs("page.strain_note"),
        figure(tension_plate(reading, given), element("div", *_curves(reading, given), class_="panels")),
        element("div", *(figure(plate) for plate in told if plate), class_="beside wider"),
        _replaced(given),
    )


def _curves(reading: Reading, given: Given) -> list[Markup]:
    """Return tension with its band, and how many histories have broken, quarter by quarter."""
    times = [year_of(month) + 1 / 12 for month in given["quarters"]]
    period = year_of(reading["period"][0]), times[-1]
    line = Line("", reading.slot(""), given["tension"])
    title, heading = both("figure.tension_title"), both("figure.tension")
    drawn = [fan("tension", title, heading, times, [line], period)]
    for place, broken in enumerate(given["breaks"]):
        name = _between(given, broken)
        shares = [100 * share for share in broken["broken"]]
        line = Line("", reading.slot(""), [(share, share, share) for share in shares])
        real = year_of(broken["recorded"]) if broken.get("recorded") else None
        title, heading = both("figure.break_title", **name), both("figure.break", **name)
        drawn.append(fan(f"break-{place}", title, heading, times, [line], period, real))
    return drawn


def tension_plate(reading: Reading, given: Given) -> Plate:
    """Return tension and breaks over time."""
    title, breaks = both("figure.tension_title"), given["breaks"]
    heads = [
        both("table.month"),
        title,
        *(both("figure.break_title", **_between(given, broken)) for broken in breaks),
    ]
    cells: list[list[Words]] = [
        [short(month), spread_of(spread), *(per_cent(broken["broken"][q]) for broken in breaks)]
        for q, (month, spread) in enumerate(zip(given["quarters"], given["tension"], strict=True))
    ]
    return Plate(
        _tension_rows(given),
        lambda _: panels("strain", title, _curves(reading, given)),
        [_tense(given)],
        [Table("tension", title, heads, cells)],
    )


def _tension_rows(given: Given) -> list[Mark]:
    rows: list[Mark] = [
        {"what": "tension", "name": both("figure.tension"), "month": month}
        | dict(zip(("low", "middle", "high"), spread, strict=True))
        | {"recorded": None}
        for month, spread in zip(given["quarters"], given["tension"], strict=True)
    ]
    for broken in given["breaks"]:
        name = both("figure.break", **_between(given, broken))
        rows += [
            {"what": f"break {'-'.join(broken['poles'])}", "name": name, "month": month}
            | dict.fromkeys(("low", "middle", "high"), 100 * share)
            | {"recorded": broken.get("recorded")}
            for month, share in zip(given["quarters"], broken["broken"], strict=True)
        ]
    return rows


def _between(given: Given, broken: Given) -> dict[str, dict[str, str]]:
    names = {pole["id"]: pair(pole["name"]) for pole in given["poles"]}
    return dict(zip(("first", "second"), (names[pole] for pole in broken["poles"]), strict=True))


def _tense(given: Given) -> Words:
    """Say when tension is highest in the mean, and by when half of the histories have broken."""
    means = [mean for _, mean, _ in given["tension"]]
    most = means.index(max(means))
    values = {"mean": means[most], "date": date(given["quarters"][most])}
    return both("figure.tension_caption", **values)


def _bar(reading: Reading, label: Words, share: float, recorded: bool) -> Bar:
    error = mc_error(share, reading["histories"])
    return Bar(label, share, error, reading.slot(""), recorded)


def _told(name: str, title: Words, caption: Words, named: Sequence[Mark], rows: Sequence[Bar]) -> Plate:
    heads = [both(f"table.{key}") for key in ("answer", "share", "error", "recorded")]
    cells: list[list[Words]] = [
        [
            row.label,
            per_cent(row.share),
            error_of(row.error, row.share),
            both("table.yes") if row.recorded else "",
        ]
        for row in rows
    ]
    key = {"recorded": both("figure.recorded_key")}
    numbers: list[Mark] = [
        {**ids, "name": row.label, "share": row.share, "mc_error": row.error, "recorded": row.recorded}
        for ids, row in zip(named, rows, strict=True)
    ]
    return Plate(
        numbers,
        lambda _: bars(name, title, rows, key),
        [caption],
        [Table(name, title, heads, cells, frozenset({3}))],
    )


def crises_plate(reading: Reading, given: Given) -> Plate | None:
    """Return how often each crisis opens, and how it ends; None where there is none."""
    rows: list[Bar] = []
    named: list[Mark] = []
    for crisis in given["crises"]:
        ends = {**crisis["ends"], "no-crisis": 1.0 - crisis["opens"]}
        for end, share in ends.items():
            label = _of(crisis, both(f"answer.{end.replace('-', '_')}"))
            rows.append(_bar(reading, label, max(share, 0.0), end == crisis.get("recorded")))
            named.append({"crisis": crisis["id"], "end": end})
    if not rows:
        return None
    opened: list[Words] = [_of(crisis, percent(crisis["opens"])) for crisis in given["crises"]]
    caption = both("figure.crises_caption", list=listed(opened))
    return _told("crises", both("figure.crises_title"), caption, named, rows)


def clients_plate(reading: Reading, given: Given) -> Plate | None:
    """Return how often there is unrest in each client, and troops are sent; None where there is none."""
    rows: list[Bar] = []
    named: list[Mark] = []
    for client in given["clients"]:
        real = client.get("recorded")
        happens = {"unrest": real in {"troops", "left-alone"}, "troops": real == "troops"}
        for what, recorded in happens.items():
            label = _of(client, both(f"figure.{what}"))
            rows.append(_bar(reading, label, client[what], recorded))
            named.append({"client": client["id"], "what": what})
    if not rows:
        return None
    most = max(given["clients"], key=lambda client: client["troops"])
    caption = both("figure.clients_caption", state=pair(most["name"]), share=percent(most["troops"]))
    return _told("clients", both("figure.clients_title"), caption, named, rows)


def _of(named: Given, what: Words) -> dict[str, str]:
    """Return a word on something that has a name: "Berlin: war"."""
    return {lang: f"{form(named['name'], lang)}: {form(what, lang)}" for lang in LANGUAGES}


def _replaced(given: Given) -> Markup | None:
    counted = given["leaders_replaced"]
    mean = sum(number * share for number, share in enumerate(counted))
    if not mean:
        return None
    return paragraphs("page.replaced", mean=f"{mean:.1f}", none=percent(counted[0]))
