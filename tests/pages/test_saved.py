"""Is every file that the page hands over what the page shows, and the picture that Python saves the same?"""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presidium.draw.standing import INITIAL, alone
from presidium.page.abroad import tension_plate
from presidium.page.answer import hundred_plate, question_plate
from presidium.page.course import course_plate
from presidium.page.ladder import ladder_plate
from presidium.page.offices import office_plate
from presidium.page.reading import Reading
from presidium.page.ruling import ruling_plate
from presidium.page.whatif import changes_plate
from presidium.page.world import camp_months, camps_plate

from .turning import turn

Show = Callable[..., Any]
OPEN = "for (const box of document.querySelectorAll('details')) box.open = true"
SAVED = "name => standingPicture(document.getElementById(name + '-figure'))"
# Where every mark of the shown pictures of a figure is, and its letters, as the browser has it on the screen.
SHOWN = """name => [...document.getElementById(name + '-figure').querySelectorAll('svg')]
    .filter(svg => getComputedStyle(svg).display !== 'none')
    .flatMap(svg => [...svg.querySelectorAll('rect, circle, path, text')]
        .filter(mark => getComputedStyle(mark).display !== 'none')
        .map(mark => [mark.tagName, ...['d', 'x', 'y', 'cx', 'cy', 'r', 'width', 'height']
            .map(key => mark.getAttribute(key)),
            [...mark.childNodes]
                .filter(part => part.nodeType === 3 || getComputedStyle(part).display !== 'none')
                .map(part => part.textContent).join('')]))"""
# Drawn for narrow paper, several beside one another on wide paper.
SMALL = {"changes", "dots"}
PLACES = ("d", "x", "y", "cx", "cy", "r", "width", "height")


def marks(svg: str) -> list[list[str | None]]:
    """The marks of a saved picture with their places and letters, without the ground they lie on."""
    found = [part for part in ET.fromstring(svg).iter() if _tag(part) in ("rect", "circle", "path", "text")]
    ground = next(i for i, part in enumerate(found) if _tag(part) == "rect")
    del found[ground]
    return [[_tag(part), *(part.get(name) for name in PLACES), "".join(part.itertext())] for part in found]


def _tag(part: ET.Element) -> str:
    return part.tag.rpartition("}")[2]


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_picture_saved_is_the_one_shown(show: Show, html: str, lang: str, width: int) -> None:
    sheet = show(html, viewport={"width": width, "height": 800})
    turn(sheet, lang)
    sheet.evaluate(OPEN)
    names = sheet.evaluate("[...document.querySelectorAll('[data-save=svg]')].map(b => b.dataset.of)")
    assert len(names) > 15
    for name in names:
        shown = sheet.evaluate(SHOWN, name)
        assert shown
        assert marks(sheet.evaluate(SAVED, name)) == shown, name


def test_another_date_of_the_camps_is_another_picture_saved(
    show: Show, html: str, sample: dict[str, Any]
) -> None:
    sheet = show(html)
    reading = Reading(sample)
    plate = camps_plate(reading, sample["world"])
    for layer in range(len(camp_months(sample["world"]))):
        sheet.locator(f"label[for=at-{layer}]").click()
        assert marks(sheet.evaluate(SAVED, "camps")) == marks(alone(plate.drawing("wide"), "en", layer))


def looks(svg: str, *without: str) -> list[dict[str, str]]:
    """How the marks of a picture look, with what they inherit; colours as the browser writes them."""
    found: list[dict[str, str]] = []

    def walk(part: ET.Element, around: dict[str, str]) -> None:
        look = {name: part.get(name, value) for name, value in around.items()}
        if _tag(part) in ("rect", "circle", "path", "text"):
            found.append({name: _plain(value) for name, value in look.items() if name not in without})
        for child in part:
            walk(child, look)

    root = ET.fromstring(svg)
    grounds = [part for part in root.iter() if _tag(part) == "rect"][:1]
    for part in root.iter():
        for child in list(part):
            if child in grounds:
                part.remove(child)
    walk(root, dict(INITIAL))
    return found


def _plain(value: str) -> str:
    """A value as both write it: colours in hexadecimals, lengths without their unit, lists without commas."""
    if colour := re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", value):
        return "#" + "".join(f"{int(part):02x}" for part in colour.groups())
    plain = re.sub(r"[,\s]+", " ", re.sub(r"px|[\"']", "", value))
    return re.sub(r"(?<!\d)\.", "0.", plain)


@pytest.mark.parametrize("lang", ["en", "th"])
def test_python_saves_the_picture_that_the_page_saves(
    show: Show, html: str, sample: dict[str, Any], lang: str
) -> None:
    """The browser reckons the style sheet in its own way: a judge of ours."""
    reading = Reading(sample)
    office = reading.many("chief_offices")[0]
    asked = reading.many("questions")[0]
    moment = reading.many("ruling")[0]
    plates = {
        "dots": hundred_plate(reading),
        f"question-{asked['id']}": question_plate(reading, asked),
        f"office-{office['office']}": office_plate(reading, office),
        f"ruling-{moment['at']}": ruling_plate(moment, reading.slot),
        "timeline": course_plate(reading),
        "changes": changes_plate(reading, [*reading.many("whatif"), reading["hindsight"]]),
        "ladder": ladder_plate(sample["world"]["ladder"]),
        "camps": camps_plate(reading, sample["world"]),
        "tension": tension_plate(reading, sample["world"]),
    }
    sheet = show(html)
    turn(sheet, lang)
    sheet.evaluate(OPEN)
    last = len(camp_months(sample["world"])) - 1
    for name, plate in plates.items():
        assert plate is not None
        shown = plate.drawing("small" if name in SMALL or name.startswith("office") else "wide")
        own, theirs = alone(shown, lang, last), sheet.evaluate(SAVED, name)
        assert [mark[0] for mark in marks(own)] == [mark[0] for mark in marks(theirs)], name
        assert [mark[-1] for mark in marks(own)] == [mark[-1] for mark in marks(theirs)], name
        assert [mark[1:-1] for mark in marks(own)] == [mark[1:-1] for mark in marks(theirs)], name
        # The page writes small pictures a little larger, to be read on a desk.
        without = ("font-size",) if 'class="plate small"' in shown else ()
        assert looks(own, *without) == looks(theirs, *without), name


def test_the_document_saved_is_the_document_letter_by_letter(
    show: Show, html: str, sample: dict[str, Any]
) -> None:
    sheet = show(html)
    with sheet.expect_download() as waiting:
        sheet.locator("[data-save=document]").click()
    text = Path(waiting.value.path()).read_bytes().decode()
    assert text == json.dumps(sample, ensure_ascii=False, separators=(",", ":")) + "\n"
