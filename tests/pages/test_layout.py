"""A change of the whole page: what is in sight changes at once, what is out of sight follows in its place."""

from collections.abc import Callable
from typing import Any

import pytest

from .turning import settle, turn

Show = Callable[..., Any]
PRESS = "lang => document.querySelector(`[data-language=${lang}]`).click()"
# Whether the last heading of the page is laid out.
LAST = "document.querySelector('#downloads h2').checkVisibility({ contentVisibilityAuto: true })"
HEADING = "document.querySelector('#downloads h2').innerText"
THAI_HEADING = "document.querySelector('#downloads h2 [lang=th]').textContent"
# What is laid out one frame after the press, and how high the page is then.
ONE_FRAME = """lang => new Promise(done => {
    document.querySelector(`[data-language=${lang}]`).click();
    requestAnimationFrame(() => requestAnimationFrame(() => done({
        answer: [...document.querySelectorAll(".sentence")].find(one => one.checkVisibility()).innerText,
        last: LAST,
        height: document.documentElement.scrollHeight,
    })));
})""".replace("LAST", LAST)
# Whether it is laid out soon after it is scrolled to, and whether others are still waiting then.
SCROLLED = """() => new Promise(done => {
    const frames = (n, then) => requestAnimationFrame(() => (n > 1 ? frames(n - 1, then) : then()));
    document.querySelector("[data-language=en]").click();
    frames(2, () => {
        document.querySelector("#downloads").scrollIntoView();
        frames(2, () => done([LAST, waiting.length > 0]));
    });
})""".replace("LAST", LAST)
TOP = "selector => document.querySelector(selector).getBoundingClientRect().top"


def test_the_answer_changes_in_one_frame_and_the_last_part_later(
    show: Show, html: str, sample: dict[str, Any]
) -> None:
    sheet = show(html)
    height = sheet.evaluate("document.documentElement.scrollHeight")
    found = sheet.evaluate(ONE_FRAME, "th")
    assert found["answer"] == sample["headline"]["sentence"]["th"]
    assert not found["last"]
    # The parts that wait keep their height, so the scroll bar does not jump.
    assert abs(found["height"] - height) < 500
    settle(sheet)
    assert sheet.evaluate(LAST)
    assert sheet.evaluate(HEADING) == sheet.evaluate(THAI_HEADING)
    assert sheet.said == []


def test_turned_there_and_back_at_once_the_page_is_as_it_was(show: Show, html: str) -> None:
    sheet = show(html)
    text = sheet.locator("main").inner_text()
    places = "[...document.querySelectorAll('section')].map(one => one.getBoundingClientRect().top)"
    before = sheet.evaluate(places)
    for lang in ("th", "en", "th", "en"):
        sheet.evaluate(PRESS, lang)
    settle(sheet)
    assert sheet.locator("main").inner_text() == text
    assert sheet.evaluate(places) == before


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_read_stays_where_it_is(show: Show, html: str, width: int) -> None:
    sheet = show(html, viewport={"width": width, "height": 800})
    for section in ("#offices", "#claims", "#evidence"):
        sheet.evaluate("one => document.querySelector(one).scrollIntoView()", section)
        before = sheet.evaluate(TOP, section)
        for lang in ("th", "en"):
            sheet.evaluate(PRESS, lang)
            settle(sheet)
            # A window scrolls by whole points, and each part that follows may be half a point off.
            assert sheet.evaluate(TOP, section) == pytest.approx(before, abs=4)


def test_what_is_scrolled_to_does_not_wait(show: Show, html: str) -> None:
    sheet = show(html)
    turn(sheet, "th")
    assert sheet.evaluate(SCROLLED) == [True, True]
