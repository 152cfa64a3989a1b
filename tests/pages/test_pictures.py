"""Do the pictures draw what they are handed, so that it can be seen?"""

import re
import xml.etree.ElementTree as ET

import pytest

from presidium.draw.bars import Bar, bars
from presidium.draw.chances import Chance, Observed, chances, curve, step_of
from presidium.draw.differences import Change, Shift, differences, shifts
from presidium.draw.dots import Pile, dots
from presidium.draw.palette import EMPTY, INKS, PLAIN, slots, style_sheet
from presidium.draw.stack import Band, Term, stack
from presidium.draw.standing import alone
from presidium.draw.svg import NARROW, WIDE
from presidium.draw.timeline import Recorded, Simulated, timeline

KEY = {
    name: {"en": name, "th": "ไทย"}
    for name in ("recorded", "simulated", "shock", "decision", "outcome", "span", "axis")
}
LONG = {"en": "Chairman of the Presidium of the Supreme Soviet", "th": "ประธานคณะผู้บริหารสูงสุดของสภาโซเวียตสูงสุด"}


def _contrast(one: str, other: str) -> float:
    """Ratio of luminances as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("night", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("ink", ["ink", "soft", "mark", "warn"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_letters_can_be_read(ink: str, ground: str, night: int) -> None:
    assert _contrast(INKS[ink][night], INKS[ground][night]) >= 4.5


def test_marks_and_borders_can_be_seen() -> None:
    day, night = style_sheet().split("@media")
    for sheet, at in ((day, 0), (night, 1)):
        paper = INKS["paper"][at]
        marks = re.findall(r"\.s\d+\{fill:(#\w+);stroke:(#\w+)\}", sheet)
        assert len(marks) == PLAIN + 1
        for fill, edge in marks:
            assert max(_contrast(fill, paper), _contrast(edge, paper)) >= 3
        assert _contrast(INKS["edge"][at], paper) >= 3


def test_twelve_people_have_twelve_colours_and_nobody_has_one_of_theirs() -> None:
    people = [f"p{i}" for i in range(12)]
    given = slots([*people, "others", "vacant", "p12"])
    assert len({given[name] for name in people}) == 12
    assert given["others"] == given["p12"] == 0
    assert given["vacant"] == EMPTY


@pytest.mark.parametrize(("kind", "width"), [("wide", WIDE), ("narrow", NARROW)])
def test_a_hundred_histories_are_a_hundred_dots_on_the_paper(kind: str, width: int) -> None:
    picture = ET.fromstring(dots("d", LONG, [Pile(LONG, 62, 1, True), Pile("none", 38, 0)], KEY, kind=kind))
    drawn = "".join(path.get("d", "") for path in picture.findall(".//path[@class]"))
    spots = re.findall(r"M([\d.]+) [\d.]+a", drawn)
    assert len(spots) == 100
    assert all(0 <= float(x) <= width for x in spots)


def test_bars_are_as_long_as_their_shares() -> None:
    picture = ET.fromstring(bars("b", "B", [Bar("a", 0.8, 0.01, 1), Bar("b", 0.2, 0.01, 2)], KEY))
    longer, shorter = (float(box.get("width", "")) for box in picture.findall(".//rect"))
    assert longer == pytest.approx(4 * shorter, rel=0.01)


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_every_holder_is_named_in_the_picture_or_below_it(kind: str) -> None:
    bands = [Band("Often", 1, [0.9, 0.9]), Band("Seldom", 2, [0.05, 0.05]), Band("Never", 3, [0.0, 0.0])]
    terms = [Term("Often", 1, 1953, 1953.1), Term("Other", 4, 1953.1, 1953.2)]
    picture = stack("o", "O", [1953, 1964], bands, terms, KEY, kind=kind)
    ET.fromstring(picture)
    assert "Often" in picture
    assert "Seldom" in picture
    assert "Other" in picture
    assert "Never" not in picture


def test_a_change_without_effect_sits_on_the_line() -> None:
    picture = ET.fromstring(differences("f", "F", [Change("none", 0, 0, 0)], KEY, kind="wide"))
    dot = picture.find(".//circle")
    line = picture.find(".//path[@class='l-soft']")
    assert dot is not None
    assert line is not None
    assert f"M{dot.get('cx')} " in line.get("d", "")


def test_a_band_is_drawn_as_high_as_its_share_at_every_time() -> None:
    shares = [0.5, 0.5, 0.5, 0.25, 0.75, 0.75]
    picture = ET.fromstring(
        stack("o", "O", [*range(1953, 1959)], [Band("A", 1, shares)], [], {}, kind="wide")
    )
    (band,) = picture.findall(".//path[@class='s1 band']")
    # Paper: 280 is the floor, 8 the top; 40 and 754 are the first and the last time.
    assert band.get("d") == "M40 144H326l142 68 143-136H754V280H40Z"


def test_before_and_after_stand_where_their_shares_are() -> None:
    picture = ET.fromstring(shifts("s", "S", [Shift(LONG, 0.0, 1.0, 1)], {"base": "b", "changed": "c"}))
    ring, full = (picture.find(f".//g[@class='{name}']/circle") for name in ("ring", "s1"))
    assert ring is not None
    assert full is not None
    assert (ring.get("cx"), full.get("cx")) == ("10", str(NARROW - 14))


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_labels_start_on_the_paper(kind: str) -> None:
    past = [Recorded(LONG, when, "outcome", "June 1953") for when in (1953.1, 1958, 1964.9)]
    seen = [Simulated(LONG, 0.5, early, early + 0.5, 1964.9) for early in (1953.1, 1964)]
    picture = ET.fromstring(timeline("t", "T", (1953, 1965), past, seen, KEY, kind=kind))
    for text in picture.findall(".//text"):
        assert -1 <= float(text.get("x", "0")) <= (WIDE if kind == "wide" else NARROW)


def test_a_picture_can_stand_alone_in_either_language() -> None:
    picture = dots("d", LONG, [Pile(LONG, 100, 1)], KEY, kind="wide")
    for lang, other in (("en", "th"), ("th", "en")):
        root = ET.fromstring(alone(picture, lang))
        told = {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
        assert LONG[lang] in told
        assert LONG[other] not in told
        assert root.get("aria-label") == LONG[lang]
        assert not [part for part in root.iter() if "class" in part.attrib or part.tag.endswith("style")]


@pytest.mark.parametrize("reach", [0.0004, 0.012, 0.23, 1.0])
def test_the_dots_of_chances_and_of_their_calibration_stay_on_the_paper(reach: float) -> None:
    rows = [Chance(LONG, reach / 2, reach / 3, reach, True), Chance("Chad", 0.0, 0.0, reach / 9)]
    key = {name: LONG for name in ("axis", "baseline", "recorded", "observed")}
    seen = [Observed(reach / 3, reach / 2, 0.0, reach, 90), Observed(reach, 1.0, 0.2, 1.0, 3)]
    for picture in (chances("c", LONG, rows, reach / 4, key), curve("k", LONG, seen, key)):
        root = ET.fromstring(alone(picture))
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        spots = [one.attrib for one in root.iter() if one.tag.endswith("circle")]
        assert len(spots) == 2
        assert all(0 <= float(one["cx"]) <= width and 0 <= float(one["cy"]) <= height for one in spots)


def test_ticks_are_round_and_neither_few_nor_many() -> None:
    for reach in (0.0003, 0.004, 0.011, 0.07, 0.16, 0.5, 0.99):
        assert 2 <= reach / step_of(reach) <= 6.001
