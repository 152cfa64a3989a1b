"""Can everybody read and use the page: by keyboard, by ear, in the dark, enlarged, in either language?"""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from presidium.page.build import page

from .turning import settle, turn

Show = Callable[..., Any]
OPEN = "for (const box of document.querySelectorAll('details')) box.open = true"
# A gradient behind a table keeps axe from reckoning the contrast of what stands on it.
BARE = "document.styleSheets[0].insertRule('.scroll { background: none !important }', 0)"
# 640 points wide is a desk of 1280 enlarged to 200 %.
WIDTHS = (1280, 640, 320)


@pytest.fixture(scope="module")
def axe() -> Any:
    return pytest.importorskip("axe_playwright_python.sync_playwright").Axe()


@pytest.fixture(scope="module")
def short(sample: dict[str, Any]) -> str:
    """A page with every part of the sample and a few rows of each: axe looks at every letter of it."""
    document = copy.deepcopy(sample)
    for name, most in {
        "questions": 3,
        "whatif": 2,
        "chief_offices": 1,
        "parameters": 2,
        "figures": 2,
    }.items():
        del document[name][most:]
    del (
        document["claims"][4:],
        document["told"][2:],
        document["limits"][3:],
        document["told"][0]["sentences"][5:],
    )
    kept = {key for claim in document["claims"] for key in claim["sources"]}
    document["sources"] = [source for source in document["sources"] if source["key"] in kept]
    return page(document)


def wrong(axe: Any, sheet: Any, *, contrast: bool) -> list[str]:
    """What axe finds wrong: the rule, and the first places; with ``contrast`` also where it cannot tell one.

    It does not know the halo of letters in pictures, and not what is scrolled out of a frame.
    """
    rules = {"color-contrast": {"enabled": contrast}}
    found = axe.run(sheet, options={"resultTypes": ["violations", "incomplete"], "rules": rules}).response
    places = [(one["id"], node["html"][:200]) for one in found["violations"] for node in one["nodes"][:3]]
    for one in found["incomplete"]:
        if one["id"] == "color-contrast":
            nodes = [node["html"][:200] for node in one["nodes"]]
            places += [("undecided", html) for html in nodes if not html.startswith(("<text", "<tspan"))]
    return [f"{rule}: {place}" for rule, place in places]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "th"])
def test_axe_finds_nothing_wrong(show: Show, short: str, axe: Any, lang: str, scheme: str) -> None:
    sheet = show(short, color_scheme=scheme)
    turn(sheet, lang)
    sheet.evaluate(BARE)
    sheet.evaluate(OPEN)
    for width in WIDTHS:
        sheet.set_viewport_size({"width": width, "height": 900})
        # Contrasts take most of the time.  Colours are the same at every width, and in both languages.
        contrast = width == max(WIDTHS) and (lang == "en") == (scheme == "light")
        assert wrong(axe, sheet, contrast=contrast) == [], width
        assert sheet.evaluate("document.documentElement.scrollWidth") == width
    assert len(sheet.asked) == 1
    assert sheet.said == []


def test_axe_finds_what_is_wrong(show: Show, short: str, axe: Any) -> None:
    sheet = show(short)
    sheet.evaluate("document.querySelector('.sentence').style.color = '#ccc'")
    sheet.evaluate("document.querySelector('svg title').remove()")
    sheet.evaluate(
        "document.querySelector('.facts').style.cssText = 'background: linear-gradient(red, blue)'"
    )
    rules = {line.partition(":")[0] for line in wrong(axe, sheet, contrast=True)}
    assert {"svg-img-alt", "color-contrast", "undecided"} <= rules


CONTROLS = """() => [...document.querySelectorAll('a[href], button, summary, input, select, [tabindex="0"]')]
    .filter(one => one.checkVisibility({visibilityProperty: true}))
    .filter(one => one.type !== 'radio' || one.checked).length"""
# The control in focus, its look (of a radio button: its label's), and whether it has not been met before.
MET = """() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const shown = one.type === 'radio' ? one.nextElementSibling : one;
    const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
    const fresh = !one.dataset.met;
    one.dataset.met = 1;
    return {
        fresh,
        kind: one.type === 'radio' ? 'radio' : one.tagName.toLowerCase(),
        name: one.outerHTML.slice(0, 120),
        ring: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
    };
}"""


@pytest.mark.parametrize("width", [1280, 320])
def test_every_control_is_reached_by_keyboard_and_shows_that_it_is(
    show: Show, short: str, width: int
) -> None:
    sheet = show(short, viewport={"width": width, "height": 900})
    met: list[dict[str, Any]] = []
    sheet.keyboard.press("Tab")
    while (one := sheet.evaluate(MET)) is not None:
        assert one["fresh"], f"the focus goes round: {one['name']}"
        assert one["ring"], f"no ring: {one['name']}"
        assert one["seen"], f"out of sight: {one['name']}"
        met.append(one)
        if one["kind"] == "summary":
            sheet.keyboard.press("Enter")
        sheet.keyboard.press("Tab")
    assert len(met) == sheet.evaluate(CONTROLS)
    assert sheet.locator("details:not([open])").count() == 0
    assert {one["kind"] for one in met} == {"a", "button", "summary", "radio", "select", "div"}


def test_every_kind_of_control_does_its_work_by_keyboard(show: Show, short: str) -> None:
    sheet = show(short, viewport={"width": 320, "height": 640})
    press = sheet.keyboard.press

    def focused(selector: str) -> Any:
        sheet.locator(selector).first.focus()
        return sheet.locator(selector).first

    focused(".skip")
    press("Enter")
    press("Tab")
    assert sheet.evaluate("document.activeElement.closest('nav') !== null")
    link = focused("nav a")
    press("Enter")
    target = link.get_attribute("href")
    assert sheet.evaluate("location.hash") == target
    assert abs(sheet.locator(target).bounding_box()["y"]) < 40
    focused("[data-language=th]")
    press("Space")
    assert sheet.evaluate("document.documentElement.lang") == "th"
    assert sheet.evaluate("document.activeElement.dataset.language") == "th"
    settle(sheet)
    story = sheet.locator("#story h4")
    before = story.inner_text()
    focused("#another")
    press("Enter")
    sheet.wait_for_function("before => document.querySelector('#story h4').innerText !== before", arg=before)
    focused("[name=at]:checked")
    shown = """[...document.querySelectorAll('svg .bold.at')]
        .filter(one => one.checkVisibility()).map(one => one.textContent)"""
    last = sheet.evaluate(shown)
    press("ArrowLeft")
    assert sheet.evaluate(shown) != last
    press("ArrowRight")
    assert sheet.evaluate(shown) == last
    focused("#verdicts [data-verdict=wrong]")
    press("Space")
    assert sheet.locator("#claims-table tbody tr").filter(visible=True).count() < 4
    focused("summary")
    press("Space")
    assert sheet.locator("details").first.get_attribute("open") is not None
    press("Space")
    assert sheet.locator("details").first.get_attribute("open") is None
    frame = focused(".scroll[tabindex='0']")
    press("ArrowRight")
    sheet.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())
    sheet.evaluate(OPEN)
    for kind in ("csv", "svg", "document", "scenario"):
        focused(f"[data-save={kind}]")
        with sheet.expect_download():
            press("Enter")
    assert sheet.said == []
