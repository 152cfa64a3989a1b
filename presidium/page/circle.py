"""Who is with whom in the leadership: camps at a date, who thinks well and who thinks ill of whom?"""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.circle import Gathering, Person, circle
from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.figure import Mark, Plate, by_date, figure
from presidium.page.reading import Reading
from presidium.page.speech import listed, pair, says
from presidium.page.tables import Table, paragraphs
from presidium.page.when import date
from presidium.words import both


def with_whom(reading: Reading) -> Markup:
    """Return the leadership by dates, or nothing where the document has none of it."""
    plate = circle_plate(reading)
    if plate is None:
        return join()
    days = [one["at"] for one in reading["circle"]["dates"]]
    return element(
        "article",
        element("h3", says("page.circle_title")),
        paragraphs("page.circle_note"),
        figure(plate, by_date("on", days, plate.drawing("wide"))),
        class_="wider",
    )


def circle_plate(reading: Reading) -> Plate | None:
    """Return who is with whom, a layer a date; None where the document has nobody."""
    given = reading.document.get("circle") or {"people": [], "dates": []}
    if not given["people"]:
        return None
    ids = [one["who"] for one in given["people"]]
    people = [Person(one["name"], one["x"], one["y"], reading.slot(one["who"])) for one in given["people"]]
    dates = [
        Gathering(
            date(one["at"], bare=True),
            [[ids.index(who) for who in camp] for camp in one["camps"]],
            [_ends(ids, told) for told in one["pairs"] if told["regard"] > 0],
            [_ends(ids, told) for told in one["pairs"] if told["regard"] < 0],
        )
        for one in given["dates"]
    ]
    title = both("figure.circle_title")
    key = {name: both(f"figure.circle_{name}") for name in ("warm", "cold", "camp")}
    return Plate(
        _rows(given),
        lambda _: circle("circle", title, people, dates, key),
        _caption(reading, given),
        [_camps(title, given), _pairs(reading, given)],
    )


def _ends(ids: Sequence[str], told: Mapping[str, Any]) -> tuple[int, int]:
    return ids.index(told["first"]), ids.index(told["second"])


def _rows(given: Mapping[str, Any]) -> list[Mark]:
    """Return who is in which camp at each date, then the pairs that are drawn."""
    camps: list[Mark] = [
        {"date": one["at"], "who": who, "camp": number, "other": None, "regard": None}
        for one in given["dates"]
        for number, camp in enumerate(one["camps"], 1)
        for who in camp
    ]
    pairs: list[Mark] = [
        {"date": one["at"], "who": told["first"], "camp": None}
        | {"other": told["second"], "regard": told["regard"]}
        for one in given["dates"]
        for told in one["pairs"]
    ]
    return camps + pairs


def _caption(reading: Reading, given: Mapping[str, Any]) -> list[Words]:
    """Say who is in the camps at the last date, and where the record soon goes against them."""
    last = given["dates"][-1]
    told = [listed([reading.name(who) for who in camp]) for camp in last["camps"]]
    remarks = [last["remark"]] if last.get("remark") else []
    if len(told) < 2:
        return [both("figure.circle_caption_one", date=date(last["at"])), *remarks]
    return [both("figure.circle_caption", date=date(last["at"]), first=told[0], second=told[1]), *remarks]


def _camps(title: Words, given: Mapping[str, Any]) -> Table:
    """Return in which camp everybody is at each date; nothing where he is no full member."""
    numbers = [
        {who: str(number) for number, camp in enumerate(one["camps"], 1) for who in camp}
        for one in given["dates"]
    ]
    heads = [both("table.person"), *(one["at"] for one in given["dates"])]
    rows = [[one["name"], *(found.get(one["who"], "") for found in numbers)] for one in given["people"]]
    return Table("circle", title, heads, rows)


def _pairs(reading: Reading, given: Mapping[str, Any]) -> Table:
    """Return the regard of every pair that is drawn, at the dates at which it is."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in given["dates"]:
        for told in one["pairs"]:
            found.setdefault((told["first"], told["second"]), {})[one["at"]] = f"{told['regard']:.2f}"
    heads = [both("table.pair"), *(one["at"] for one in given["dates"])]
    rows: list[list[Words]] = [
        [_both_names(reading, *who), *(_minus(at.get(one["at"], "")) for one in given["dates"])]
        for who, at in found.items()
    ]
    return Table("circle-pairs", both("figure.circle_pairs"), heads, rows)


def _both_names(reading: Reading, first: str, second: str) -> Words:
    one, other = (pair(reading.name(who)) for who in (first, second))
    return {lang: f"{one[lang]} – {other[lang]}" for lang in one}


def _minus(number: str) -> str:
    return number.replace("-", "−")
