"""How tense are the great powers, when do they break, how do crises end, where are troops sent?"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from presidium.draw.bars import Bar, bars, percent
from presidium.draw.fan import Line, fan
from presidium.draw.markup import Markup, element, join
from presidium.draw.stack import year_of
from presidium.draw.svg import Words
from presidium.page.figure import figure
from presidium.page.numbers import per_cent, spread_of
from presidium.page.reading import Reading
from presidium.page.speech import form, listed, pair, says
from presidium.page.tables import Table, paragraphs
from presidium.page.when import date, short
from presidium.words import LANGUAGES, both

Given = Mapping[str, Any]


def strain(reading: Reading, given: Given) -> Markup:
    """Return tension, breaks, crises and clients."""
    return element(
        "article",
        element("h3", says("page.strain_title")),
        paragraphs("page.strain_note"),
        _over_time(reading, given),
        element("div", _crises(reading, given), _clients(reading, given), class_="beside wider"),
        _replaced(given),
    )


def _over_time(reading: Reading, given: Given) -> Markup:
    """Return tension with its band, and how many histories have broken, quarter by quarter."""
    months = given["quarters"]
    times = [year_of(month) + 1 / 12 for month in months]
    period = year_of(reading["period"][0]), times[-1]
    title = both("figure.tension_title")
    tension = fan(
        "tension",
        title,
        both("figure.tension"),
        times,
        [Line("", reading.slot(""), given["tension"])],
        period,
    )
    heads: list[Words] = [both("table.month"), title]
    curves, columns = [], []
    for place, broken in enumerate(given["breaks"]):
        name = _between(given, broken)
        shares = [100 * share for share in broken["broken"]]
        line = Line("", reading.slot(""), [(share, share, share) for share in shares])
        real = year_of(broken["recorded"]) if broken.get("recorded") else None
        heads.append(both("figure.break_title", **name))
        curves.append(
            fan(f"break-{place}", heads[-1], both("figure.break", **name), times, [line], period, real)
        )
        columns.append([per_cent(share) for share in broken["broken"]])
    rows: list[list[Words]] = [
        [short(month), spread_of(spread), *(column[q] for column in columns)]
        for q, (month, spread) in enumerate(zip(months, given["tension"], strict=True))
    ]
    drawn = element("div", tension, *curves, class_="panels")
    return figure([drawn], _tense(given), Table("tension", title, heads, rows))


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
    error = sqrt(share * (1.0 - share) / reading["histories"])
    return Bar(label, share, error, reading.slot(""), recorded)


def _told(name: str, title: Words, caption: Words, rows: Sequence[Bar]) -> Markup:
    heads = [both(f"table.{key}") for key in ("answer", "share", "error", "recorded")]
    cells: list[list[Words]] = [
        [row.label, per_cent(row.share), per_cent(row.error), both("table.yes") if row.recorded else ""]
        for row in rows
    ]
    key = {"recorded": both("figure.recorded_key")}
    return figure([bars(name, title, rows, key)], caption, Table(name, title, heads, cells, frozenset({3})))


def _crises(reading: Reading, given: Given) -> Markup:
    """Return how often each crisis opens, and how it ends."""
    rows = []
    for crisis in given["crises"]:
        ends = {**crisis["ends"], "no-crisis": 1.0 - crisis["opens"]}
        for end, share in ends.items():
            label = _of(crisis, both(f"answer.{end.replace('-', '_')}"))
            rows.append(_bar(reading, label, max(share, 0.0), end == crisis.get("recorded")))
    if not rows:
        return join()
    opened: list[Words] = [_of(crisis, percent(crisis["opens"])) for crisis in given["crises"]]
    caption = both("figure.crises_caption", list=listed(opened))
    return _told("crises", both("figure.crises_title"), caption, rows)


def _clients(reading: Reading, given: Given) -> Markup:
    """Return how often there is unrest in each client, and how often troops are sent."""
    rows = []
    for client in given["clients"]:
        real = client.get("recorded")
        happens = {"unrest": real in {"troops", "left-alone"}, "troops": real == "troops"}
        for what, recorded in happens.items():
            label = _of(client, both(f"figure.{what}"))
            rows.append(_bar(reading, label, client[what], recorded))
    if not rows:
        return join()
    most = max(given["clients"], key=lambda client: client["troops"])
    caption = both("figure.clients_caption", state=pair(most["name"]), share=percent(most["troops"]))
    return _told("clients", both("figure.clients_title"), caption, rows)


def _of(named: Given, what: Words) -> dict[str, str]:
    """Return a word on something that has a name: "Berlin: war"."""
    return {lang: f"{form(named['name'], lang)}: {form(what, lang)}" for lang in LANGUAGES}


def _replaced(given: Given) -> Markup | None:
    counted = given["leaders_replaced"]
    mean = sum(number * share for number, share in enumerate(counted))
    if not mean:
        return None
    return paragraphs("page.replaced", mean=f"{mean:.1f}", none=percent(counted[0]))
