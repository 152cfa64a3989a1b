"""Are the marks of every picture where its numbers say?  Read back by the picture's own axes."""

from collections.abc import Callable, Iterator
from math import sqrt
from typing import Any

import pytest

from presidium.draw.bars import percent
from presidium.draw.differences import signed
from presidium.draw.standing import alone
from presidium.page.abroad import clients_plate, crises_plate, tension_plate
from presidium.page.answer import hundred_plate, question_plate
from presidium.page.course import course_plate
from presidium.page.figure import Plate
from presidium.page.ladder import ladder_plate
from presidium.page.matters import effects_plate
from presidium.page.offices import office_plate
from presidium.page.reading import Reading
from presidium.page.ruling import ruling_plate
from presidium.page.whatif import changes_plate, most_moved, shift_plate
from presidium.page.when import date
from presidium.page.world import camp_months, camps_plate, shares_plate
from presidium.pictures.chances import ForecastPictures
from presidium.pictures.plates import effect_plate, falls_plate

from .seen import PAPER, Picture, axis, height, number, seen, years

KINDS = ["wide", "narrow"]


def drawn(plate: Plate, kind: str = "small", layer: int | None = None) -> Picture:
    return seen(alone(plate.drawing(kind), "en", layer))


def english(text: Any) -> str:
    return text if isinstance(text, str) else text["en"]


def across(picture: Picture, pattern: str = r"[\d−.]+%?") -> Callable[[float], float]:
    """The axis below a picture."""
    marks = [one for one in picture.texts(pattern) if one.look["font-size"] == "11"]
    lowest = max(one.y for one in marks)
    return axis((one.x, number(one.text)) for one in marks if one.y == lowest)


@pytest.mark.parametrize("kind", KINDS)
def test_dots_are_as_many_as_the_table_says(reading: Reading, kind: str) -> None:
    plate = hundred_plate(reading)
    picture = drawn(plate, kind)
    rows = [row for row in plate.rows if row["count"]]
    assert sum(row["count"] for row in rows) == 100
    assert [len(pile) for pile in picture.dots()] == [row["count"] for row in rows]
    labels = [picture.texts()[i].text for i in range(0, 2 * len(rows), 2)]
    counts = [picture.texts()[i].text for i in range(1, 2 * len(rows), 2)]
    assert labels == [english(row["name"]) for row in rows]
    assert counts == [str(row["count"]) for row in rows]
    marked = [one for one in picture.texts()[: 2 * len(rows) : 2] if has_diamond(picture, one.y)]
    assert [one.text for one in marked] == [english(row["name"]) for row in rows if row["recorded"]]
    spots = [spot for pile in picture.dots() for spot in pile]
    assert len(set(spots)) == 100


def has_diamond(picture: Picture, y: float) -> bool:
    """Whether a diamond stands in the line of a text."""
    return any(x < 12 and abs(at - y + 4.5) < 1 for x, at in picture.diamonds())


def every_bars(reading: Reading) -> Iterator[tuple[Plate, str]]:
    for asked in reading.many("questions"):
        yield question_plate(reading, asked), "share"
    fallen = falls_plate(reading)
    assert fallen is not None
    yield fallen, "share"
    for moment in reading.many("ruling"):
        plate = ruling_plate(moment, reading.slot)
        if plate is not None:
            yield plate, "chance"
    world = reading.document.get("world")
    for plate in (crises_plate(reading, world), clients_plate(reading, world)) if world else ():
        if plate is not None:
            yield plate, "share"


def test_bars_and_whiskers_are_as_long_as_their_numbers(reading: Reading) -> None:
    plates = list(every_bars(reading))
    assert len(plates) > 3
    for plate, column in plates:
        picture = drawn(plate)
        share = across(picture)
        boxes = picture.all("rect")
        whiskers = iter(picture.spans("1.5"))
        labels = [one for one in picture.texts() if one.x in (0, 16) and one.look["font-size"] == "12"]
        assert len(boxes) == len(plate.rows)
        for row, box, label in zip(plate.rows, boxes, labels, strict=False):
            value, error = row[column], row["mc_error"]
            assert label.text == english(row["name"])
            assert share(box.width) == pytest.approx(max(value, 0.5 / 254), abs=6e-4)
            if error > 0:
                low, high, _ = next(whiskers)
                # Of a share of 0 or 1 the error is a bound already.
                reach = error * (2 if 0 < value < 1 else 1)
                assert share(low) == pytest.approx(max(0, value - reach), abs=6e-4)
                assert share(high) == pytest.approx(min(1, value + reach), abs=6e-4)
            assert has_diamond(picture, label.y) == bool(row.get("recorded"))
        assert next(whiskers, None) is None
        printed = [one.text for one in picture.texts(r"[<>]?\d+%") if one.look["font-weight"] == "600"]
        assert printed == [percent(row[column]) for row in plate.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_bands_are_as_high_as_their_shares_at_every_time(reading: Reading, kind: str) -> None:
    offices = reading.many("chief_offices")
    assert offices
    for office in offices:
        plate = office_plate(reading, office)
        picture = drawn(plate, kind)
        year = across(picture, r"\d{4}")
        share = axis((-(one.y - 4), number(one.text)) for one in picture.texts(r"\d+%"))
        bands = [one for one in picture.all("path") if one.look["stroke"] == PAPER][::-1]
        rows = [row for row in plate.rows if row["what"] == "simulated"]
        names = list(dict.fromkeys(row["who"] for row in rows))
        assert len(bands) == len(names)
        below = dict.fromkeys((row["start"] for row in rows), 0.0)
        for name, band in zip(names, bands, strict=True):
            top = band.lines[0][:-3]
            for row in (row for row in rows if row["who"] == name):
                below[row["start"]] = min(1.0, below[row["start"]] + row["share"])
                places = [spot[0] for spot in top if abs(year(spot[0]) - years(row["start"])) < 0.03]
                x = places[0] if places else _place(top, year, years(row["start"]))
                heights = [-height(top, x + d) for d in (-1, 0, 1)]
                assert (
                    min(map(share, heights)) - 6e-3 <= below[row["start"]] <= max(map(share, heights)) + 6e-3
                )
        assert all(total == pytest.approx(1, abs=2e-3) for total in below.values())
        _strip(picture, plate, year, office["months"])


def _place(line: Any, year: Callable[[float], float], when: float) -> float:
    start, end = line[0][0], line[-1][0]
    return min(
        (start + i * 0.5 for i in range(int(2 * (end - start)) + 1)), key=lambda x: abs(year(x) - when)
    )


def _strip(picture: Picture, plate: Plate, year: Callable[[float], float], months: list[str]) -> None:
    """The strip of recorded holders is as long as their terms within the months shown."""
    boxes = [one for one in picture.all("rect") if one.width != 12]
    low, high = years(months[0]), years(months[-1])
    terms = [row for row in plate.rows if row["what"] == "recorded"]
    spans = [(max(years(row["start"]), low), min(years(row["end"]), high)) for row in terms]
    # A term of less than half a unit of the paper cannot be seen.
    unit = year(1) - year(0)
    wanted = [span for span in spans if span[1] - span[0] > 0.5 * unit]
    assert len(boxes) == len(wanted)
    for box, span in zip(boxes, wanted, strict=True):
        assert (year(box.x), year(box.x + box.width)) == pytest.approx(span, abs=0.03)


def test_fans_run_through_their_numbers(reading: Reading) -> None:
    world = reading.document.get("world")
    if not world:
        pytest.skip("no world outside")
    plate = shares_plate(reading, world)
    states = list(dict.fromkeys(row["state"] for row in plate.rows))
    picture = drawn(plate)
    assert len(picture.panels) == len(world["states"])
    panels = {panel.texts()[0].text: panel for panel in picture.panels}
    for state in states:
        rows = [row for row in plate.rows if row["state"] == state]
        _fan(panels[english(rows[0]["name"])], rows, "pole")
    plate = tension_plate(reading, world)
    for panel, what in zip(
        drawn(plate).panels, dict.fromkeys(row["what"] for row in plate.rows), strict=True
    ):
        _fan(panel, [{**row, "recorded": None} for row in plate.rows if row["what"] == what], "what")


def _fan(panel: Picture, rows: list[Any], by: str) -> None:
    value = axis((-(one.y - 4), float(one.text)) for one in panel.texts("0|100") if one.x == 13)
    names = list(dict.fromkeys(row[by] for row in rows))
    lines = [one for one in panel.all("path") if one.look["stroke-width"] == "2"]
    areas = iter(
        one
        for one in panel.all("path")
        if one.look["fill-opacity"] == "0.3" or one.look["fill-opacity"] == ".3"
    )
    steps = iter(one for one in panel.all("path") if one.look["stroke-dasharray"] != "none")
    assert len(lines) == len(names)
    for name, line in zip(names, lines, strict=True):
        own = [row for row in rows if row[by] == name]
        (middle,) = line.lines
        xs = _times(middle, [years(row["month"]) for row in own])
        _runs(middle, xs, [row["middle"] for row in own], value)
        if any(row["low"] != row["high"] for row in own) and (area := next(areas, None)):
            spots = area.lines[0]
            turn = max(range(len(spots)), key=lambda i: spots[i][0])
            last = max(i for i in range(len(spots)) if spots[i][0] == spots[turn][0])
            _runs(spots[: turn + 1], xs, [row["high"] for row in own], value)
            _runs(spots[last:-1][::-1], xs, [row["low"] for row in own], value)
        if any(row["recorded"] for row in own):
            past = [spot for part in next(steps).lines for spot in part]
            for x, row in zip(xs, own, strict=True):
                if row["recorded"] is not None:
                    at = [y for place, y in past if abs(place - x) <= 1] or [
                        y for place, y in past if place < x
                    ][-1:]
                    assert min(abs(value(-y) - row["recorded"]) for y in at) < 1.3
    assert next(steps, None) is None


def _times(line: Any, when: list[float]) -> list[float]:
    """Where the times of a line are: evenly between its ends."""
    start, end = line[0][0], line[-1][0]
    if len(when) == 1:
        return [start]
    return [start + (end - start) * (t - when[0]) / (when[-1] - when[0]) for t in when]


def _runs(line: Any, xs: list[float], wanted: list[float], value: Callable[[float], float]) -> None:
    for x, number_ in zip(xs, wanted, strict=True):
        near = [value(-height(line, x + d)) for d in (-1, 0, 1)]
        assert min(near) - 1.3 <= number_ <= max(near) + 1.3


@pytest.mark.parametrize("kind", KINDS)
def test_states_stand_in_the_camps_of_the_table_at_every_date(reading: Reading, kind: str) -> None:
    world = reading.document.get("world")
    if not world:
        pytest.skip("no world outside")
    plate = camps_plate(reading, world)
    for layer, month in enumerate(camp_months(world)):
        picture = drawn(plate, kind, layer)
        heads = [one for one in picture.texts() if one.y == 18]
        ids = [pole["id"] for pole in world["poles"]]
        ids.insert((len(ids) + 1) // 2, "nobody")
        rows = [row for row in plate.rows if row["month"] == month]
        labels = {english(row["name"]): row for row in rows}
        where = {one.text: one.y for one in picture.texts() if one.text in labels and one.x == 0}
        assert set(where) == set(labels)
        down = -4.5 if kind == "wide" else 12

        def camp(x: float, heads: Any = heads, ids: Any = ids) -> str:
            return str(min(zip(heads, ids, strict=True), key=lambda found: abs(found[0].x - x))[1])

        def at(spots: list[tuple[float, float]], y: float) -> list[str]:
            return [camp(x) for x, own in spots if abs(own - y) < 1]

        dots = [
            line[0]
            for one in picture.all("path")
            if one.look["stroke-linecap"] == "round"
            for line in one.lines
        ]
        for name, row in labels.items():
            y = where[name] + down
            assert at(dots, y) == ([row["simulated"]] if row["simulated"] else [])
            assert at(picture.diamonds(), y) == ([row["recorded"]] if row["recorded"] else [])
        assert [one.text for one in picture.texts(r"[A-Z][a-z]+ \d{4}")] == [date(month)["en"]]


def test_rungs_stand_at_their_scores(sample: Reading) -> None:
    plate = ladder_plate(sample["world"]["ladder"])
    picture = drawn(plate)
    score = across(picture, r"\d\.\d")
    spots = {round(one.y, 1): one for one in picture.all("circle")}
    spans = {round(y, 1): (low, high) for low, high, y in picture.spans("3")}
    assert len(spots) == len(plate.rows) == len(spans)
    for row, y in zip(plate.rows, sorted(spots), strict=True):
        assert score(spots[y].x) == pytest.approx(row["score"], abs=1e-3)
        assert [score(x) for x in spans[y]] == pytest.approx([row["low"], row["high"]], abs=1e-3)
    printed = [one.text for one in picture.texts(r"\d\.\d{3}")]
    assert printed == [f"{row['score']:.3f}" for row in plate.rows]


def every_change(reading: Reading) -> list[Any]:
    return [*reading.many("whatif"), reading["hindsight"]]


@pytest.mark.parametrize("kind", KINDS)
def test_differences_stand_at_their_points(sample: Reading, kind: str) -> None:
    overview = changes_plate(sample, every_change(sample))
    assert overview is not None
    effects = [effect_plate(asked) for change in every_change(sample) for asked in change["questions"]]
    assert len(effects) > 5
    for plate in (overview, *effects):
        picture = drawn(plate, kind)
        points = across(picture, r"−?\d+")
        spots, spans = picture.all("circle"), picture.spans("3")
        for row, spot, (low, high, y) in zip(plate.rows, spots, spans, strict=True):
            assert spot.y == pytest.approx(y, abs=0.1)
            assert points(spot.x) == pytest.approx(row["difference"], abs=0.06)
            assert [points(low), points(high)] == pytest.approx([row["low"], row["high"]], abs=0.06)
        printed = [one.text for one in picture.texts(r"−?\d+\.\d")]
        assert printed == [signed(row["difference"]) for row in plate.rows]
        labels = [one.text for one in picture.texts() if one.x == 0]
        assert labels == [english(row["name"]) for row in plate.rows]


def test_shares_before_and_after_stand_where_they_are(sample: Reading) -> None:
    asked = [(change, most_moved(change)) for change in every_change(sample)]
    plates = [shift_plate(sample, change, question) for change, question in asked if question]
    assert plates
    for plate in plates:
        picture = drawn(plate)
        share = across(picture)
        rings = [one for one in picture.all("circle") if one.look["fill"] == PAPER and one.y > 20]
        full = [one for one in picture.all("circle") if one.look["fill"] != PAPER and one.y > 20]
        for row, before, after in zip(plate.rows, rings, full, strict=True):
            assert before.y == after.y
            assert share(before.x) == pytest.approx(row["base"], abs=5e-4)
            assert share(after.x) == pytest.approx(row["changed"], abs=5e-4)


def test_low_and_high_thirds_stand_at_their_shares(sample: Reading) -> None:
    plate = effects_plate(sample, sample["matters"]["questions"][0])
    picture = drawn(plate)
    share = across(picture)
    low = [one for one in picture.all("circle") if one.look["fill"] == PAPER and one.y > 20]
    high = [one for one in picture.all("circle") if one.look["fill"] != PAPER and one.y > 20]
    for row, before, after in zip(plate.rows, low, high, strict=True):
        assert before.y == after.y
        assert share(before.x) == pytest.approx(row["low"], abs=5e-4)
        assert share(after.x) == pytest.approx(row["high"], abs=5e-4)
    printed = [one.text for one in picture.texts(r"−?\d+\.\d")]
    assert printed == [signed(100 * row["difference"]) for row in plate.rows]
    ways = {y: {start, end} for start, end, y in picture.spans("3")}
    assert ways == {a.y: {a.x, b.x} for a, b in zip(low, high, strict=True)}


def made_up_forecast() -> dict[str, Any]:
    states = [
        {"gwcode": 100 + i, "name": f"Land {i}", "chance": chance, "came": i == 1}
        | {"members": {"a": chance * 0.5, "b": chance * 1.25, "c": chance}}
        for i, chance in enumerate((0.31, 0.12, 0.0703, 0.004))
    ]
    title, sentence = {"en": "Chances", "th": "โอกาส"}, {"en": "Told.", "th": "บอก"}
    bins = [
        {"forecast": chance, "observed": {"value": share, "low": share / 2, "high": share * 2}, "cases": 50}
        for chance, share in ((0.002, 0.004), (0.03, 0.01), (0.2, 0.25))
    ]
    return {"states": states, "title": title, "sentence": sentence, "caution": sentence} | {
        "baseline": 0.017,
        "calibration": bins,
    }


def test_chances_and_their_calibration_stand_where_they_are() -> None:
    pictures = ForecastPictures(made_up_forecast())
    told, picture = pictures.chances(), seen(pictures.chances().svg)
    chance = across(picture, r"[\d.]+%")
    assert told.caption == "Told."
    spots, spans = picture.all("circle"), picture.spans("2")
    for row, spot, (low, high, _) in zip(told.rows, spots, spans, strict=True):
        assert chance(spot.x) == pytest.approx(row["chance"], abs=1e-3)
        assert [chance(low), chance(high)] == pytest.approx([row["low"], row["high"]], abs=1e-3)
        assert any(abs(y - spot.y) < 1 and x < 12 for x, y in picture.diamonds()) == bool(row["recorded"])
    curve, picture = pictures.calibration("th"), seen(pictures.calibration("th").svg)
    marks = picture.texts(r"[\d.]+%")
    floor = max(one.y for one in marks)
    given = axis((one.x, sqrt(number(one.text))) for one in marks if one.y == floor)
    came = axis((4 - one.y, sqrt(number(one.text))) for one in marks if one.y != floor)
    for row, spot in zip(curve.rows, picture.all("circle"), strict=True):
        assert given(spot.x) ** 2 == pytest.approx(row["chance"], abs=2e-3)
        assert came(-spot.y) ** 2 == pytest.approx(row["share"], abs=2e-3)
    bars = [
        sorted(came(-y) ** 2 for _, y in line)
        for one in picture.all("path")
        if one.look["stroke-width"] == "2"
        for line in one.lines
    ]
    assert bars == [pytest.approx([row["low"], row["high"]], abs=2e-3) for row in curve.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_events_stand_at_their_dates(reading: Reading, kind: str) -> None:
    plate = course_plate(reading)
    assert plate is not None
    picture = drawn(plate, kind)
    year = across(picture, r"\d{4}")
    simulated = [row for row in plate.rows if row["what"] == "simulated"]
    key = max(one.y for one in picture.texts(r"\d{4}"))
    spans = [one for one in picture.all("rect") if one.y < key]
    middles = [one for one in picture.all("circle") if one.y < key]
    for row, span, middle in zip(simulated, spans, middles, strict=True):
        assert year(middle.x) == pytest.approx(years(row["middle"]), abs=0.02)
        assert year(span.x) == pytest.approx(max(years(row["early"]), year(8)), abs=0.02)
        assert year(span.x + max(span.width, 2)) >= years(row["late"]) - 0.02
        marked = [x for x, y in picture.diamonds() if abs(y - middle.y) < 1]
        wanted = [years(row["recorded"])] if row["recorded"] else []
        assert [year(x) for x in marked] == pytest.approx(wanted, abs=0.02)
    past = [row for row in plate.rows if row["what"] == "recorded"]
    top = min((one.y for one in middles), default=key)
    shown = sorted(year(x) for x in _recorded(picture, top - 20))
    assert shown == pytest.approx(sorted(years(row["recorded"]) for row in past), abs=0.02)
    texts = " ".join(one.text for one in picture.texts())
    for row in simulated:
        assert f"{english(row['name'])} · {percent(row['share'])}" in texts


def _recorded(picture: Picture, bottom: float) -> list[float]:
    """The middles of all filled marks above a height."""
    return [
        (min(x for x, _ in line) + max(x for x, _ in line)) / 2
        for one in picture.all("path")
        if one.look["fill"] != "none"
        for line in one.lines
        if max(y for _, y in line) < bottom
    ]
