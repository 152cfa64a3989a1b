"""Does the page work for its reader: in both languages, by keyboard, on narrow paper, without a script?"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presidium.page.build import page

from .turning import turn

Show = Callable[..., Any]
NARROW = {"viewport": {"width": 320, "height": 640}}
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"

# What a reader sees of a table, by the browser's own reckoning.
SEEN = """name => [...document.getElementById(name).rows].filter(row => !row.hidden)
    .map(row => [...row.cells].map(cell => cell.innerText.replace(/\\s+/g, ' ').trim()))"""
OPEN = "for (const box of document.querySelectorAll('details')) box.open = true"


def saved(sheet: Any, button: str) -> Path:
    """Press a button and return the file that it hands over."""
    with sheet.expect_download() as waiting:
        sheet.locator(button).click()
    return Path(waiting.value.path())


def rows_of(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_the_page_asks_for_nothing_and_complains_of_nothing(show: Show, html: str) -> None:
    sheet = show(html)
    sheet.locator("#another").click()
    turn(sheet, "th")
    assert len(sheet.asked) == 1
    assert sheet.asked[0].startswith("file:")
    assert sheet.said == []


def test_the_language_switches_by_keyboard_and_is_not_remembered(show: Show, html: str) -> None:
    sheet = show(html)
    assert sheet.locator("h1").filter(visible=True).inner_text() == "Who is the first to fall?"
    sheet.keyboard.press("Tab")
    assert sheet.evaluate("document.activeElement.className") == "skip"
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Enter")
    assert sheet.evaluate("[document.documentElement.lang, document.title]") == [
        "th",
        "หลังสตาลิน: ใครพ้นจากอำนาจเป็นคนแรก",
    ]
    assert sheet.locator("h1").filter(visible=True).inner_text() == "ใครพ้นจากอำนาจเป็นคนแรก"
    assert sheet.locator("[data-language=th]").get_attribute("aria-pressed") == "true"
    assert sheet.locator("[data-language=en]").get_attribute("aria-pressed") == "false"
    assert sheet.locator("nav").get_attribute("aria-label") == "ในหน้านี้"
    assert sheet.locator("#dots-small").text_content().startswith("ใครพ้นจากอำนาจ")
    assert sheet.locator("main i:not([lang])").filter(visible=True).count() == 0
    turn(sheet, "en")
    assert sheet.locator("nav").get_attribute("aria-label") == "On this page"
    turn(sheet, "th")
    sheet.reload()
    assert sheet.evaluate("document.documentElement.lang") == "en"


def test_another_history_comes_round_and_round(show: Show, html: str, sample: dict[str, Any]) -> None:
    sheet = show(html)
    story = sheet.locator("#story")
    first = story.inner_html()
    assert story.get_attribute("aria-live") == "polite"
    sheet.locator("#another").focus()
    for told in [*sample["told"][1:], sample["told"][0]]:
        sheet.keyboard.press("Enter")
        sheet.wait_for_function(
            "n => document.querySelector('#story h4').innerText.includes('number ' + n + ' ')",
            arg=told["history"],
        )
        seen = [text for text in story.locator("li p").all_inner_texts() if text]
        assert seen == [sentence["text"]["en"] for sentence in told["sentences"]]
    assert story.inner_html().replace('class="soft"', "") == first.replace('class="soft"', "")


def as_data(rows: list[list[str]]) -> list[list[str]]:
    """Cells as a program reads them: minus signs of its own, no column of pictures alone."""
    filled = [i for i in range(max(map(len, rows))) if any(row[i : i + 1] not in ([], [""]) for row in rows)]
    return [[re.sub(r"^−(?=[\d.]+$)", "-", row[i]) for i in filled if i < len(row)] for row in rows]


@pytest.mark.parametrize("lang", ["en", "th"])
def test_every_download_of_a_table_is_the_table_that_is_shown(show: Show, html: str, lang: str) -> None:
    sheet = show(html)
    turn(sheet, lang)
    sheet.evaluate(OPEN)
    tables = sheet.evaluate("[...document.querySelectorAll('[data-save=csv]')].map(b => b.dataset.of)")
    assert len(tables) > 20
    assert sheet.locator("table").count() == len(tables)
    for name in tables:
        text = sheet.evaluate("name => csvText(shownRows(document.getElementById(name)))", name)
        plain = [[cell.removeprefix("'") for cell in row] for row in rows_of(text)]
        assert plain == as_data(sheet.evaluate(SEEN, name)), name
    file = saved(sheet, "[data-save=csv][data-of=fates]").read_bytes().decode()
    assert rows_of(file) == sheet.evaluate(SEEN, "fates")


def test_cells_that_a_spreadsheet_would_run_get_a_quote(show: Show, document: dict[str, Any]) -> None:
    traps = ["=1+1", "+A1", "-1+1", "@SUM(A1)", "−1.5"]
    for answer, trap in zip(document["dots"]["answers"], traps, strict=False):
        answer["label"] = {"en": trap, "th": trap}
    sheet = show(page(document))
    sheet.evaluate(OPEN)
    file = saved(sheet, "[data-save=csv][data-of=dots]").read_bytes().decode()
    assert [row[0] for row in rows_of(file)][1:6] == ["'=1+1", "'+A1", "'-1+1", "'@SUM(A1)", "-1.5"]
    # So do those of East Asian keyboards, which are twice as wide.
    wide = ["\uff1d1+1", "\uff0bA1", "\uff0d1+1", "\uff20SUM(A1)"]
    assert sheet.evaluate("texts => texts.map(csvCell)", wide) == [f"'{text}" for text in wide]


def test_a_saved_picture_is_the_one_shown(show: Show, html: str) -> None:
    sheet = show(html, **NARROW, color_scheme="dark")
    turn(sheet, "th")
    sheet.evaluate(OPEN)
    picture = ET.fromstring(saved(sheet, "[data-save=svg][data-of=dots]").read_bytes())
    space = "{http://www.w3.org/2000/svg}"
    texts = ["".join(text.itertext()) for text in picture.iter(f"{space}text")]
    seen = sheet.evaluate(
        "[...document.querySelectorAll('#dots-figure .small text')].map(t => t.querySelector('tspan')"
        " ? t.querySelector('[lang=th]').textContent : t.textContent)"
    )
    assert texts == seen
    assert sum(path.get("d", "").count("z") for path in picture.iter(f"{space}path")) == 100
    assert picture.find(f"{space}title").text.startswith("ใครพ้นจากอำนาจ")
    assert picture.find(f"{space}rect").get("fill") == "rgb(23, 24, 27)"
    assert all("class" not in part.attrib for part in picture.iter())


def test_the_document_and_the_scenario_can_be_taken_home(
    show: Show, html: str, sample: dict[str, Any]
) -> None:
    sheet = show(html)
    whole = saved(sheet, "[data-save=document]").read_text(encoding="utf-8")
    assert json.loads(whole) == sample
    name, text = next(iter(sample["scenario_text"].items()))
    assert saved(sheet, f"[data-save=scenario][data-of='{name}']").read_text(encoding="utf-8") == text


def test_claims_are_filtered_and_the_download_with_them(
    show: Show, html: str, sample: dict[str, Any]
) -> None:
    sheet = show(html)
    shown = sheet.locator("#claims-table tbody tr").filter(visible=True)
    assert shown.count() == 58
    sheet.locator("#verdicts [data-verdict=wrong]").click()
    wrong = [claim["id"] for claim in sample["claims"] if claim["verdict"] == "wrong"]
    assert shown.locator("th").all_inner_texts() == wrong
    assert sheet.locator("#claims-shown").inner_text() == f"{len(wrong)} of 58 claims are shown."
    assert sheet.locator("#verdicts [aria-pressed=true]").get_attribute("data-verdict") == "wrong"
    file = rows_of(saved(sheet, "[data-save=csv][data-of=claims-table]").read_bytes().decode())
    assert [row[0] for row in file[1:]] == wrong
    sheet.locator("#verdicts [data-verdict='']").click()
    assert shown.count() == 58


def test_a_link_to_a_source_opens_the_list_it_stands_in(show: Show, html: str) -> None:
    sheet = show(html)
    sheet.locator("#claims-table a").first.click()
    assert sheet.locator("li:target").is_visible()


def test_hostile_text_is_shown_as_text(show: Show, document: dict[str, Any]) -> None:
    trap = {"en": HOSTILE, "th": HOSTILE}
    document["title"] = document["questions"][0]["text"] = document["people"][0]["name"] = trap
    document["told"][1]["sentences"][0]["text"] = document["told"][1]["answer"] = trap
    document["dots"]["answers"][0]["label"] = document["claims"][0]["says"] = trap
    document["whatif"][0]["name"] = document["timeline"]["recorded"][0]["title"] = trap
    document["claims"][0]["quote"] = document["sources"][0]["what"] = HOSTILE
    document["scenario_text"] = {"'\"><b>.yaml": HOSTILE}
    sheet = show(page(document))
    assert HOSTILE in sheet.locator("h1").filter(visible=True).inner_text()
    sheet.locator("#another").click()
    sheet.wait_for_function("document.querySelector('#story h4').innerText.includes('number 3 ')")
    assert HOSTILE in sheet.locator("#story").inner_text()
    turn(sheet, "th")
    assert saved(sheet, "[data-save=scenario]").read_text(encoding="utf-8") == HOSTILE
    assert sheet.evaluate("window.hacked") is None
    assert len(sheet.asked) == 1
    assert sheet.said == []


@pytest.mark.parametrize("lang", ["en", "th"])
def test_narrow_paper_needs_no_sideways_scrolling(show: Show, html: str, lang: str) -> None:
    sheet = show(html, **NARROW)
    turn(sheet, lang)
    sheet.evaluate(OPEN)
    assert sheet.evaluate("document.documentElement.scrollWidth") == 320
    assert sheet.locator(":not(.sideways) > svg.wide").filter(visible=True).count() == 0
    assert sheet.locator("svg.narrow").filter(visible=True).count() == 1
    # Targets of a finger: 24 by 24 at least (WCAG 2.2, 2.5.8), but for links inside lines of text.
    small = sheet.evaluate(
        "[...document.querySelectorAll('button, summary, nav a')].map(e => e.getBoundingClientRect())"
        ".filter(r => r.width && (r.height < 24 || r.width < 24)).length"
    )
    assert small == 0
    assert sheet.locator("#claims-table td").first.evaluate("e => e.role") == "cell"


def test_without_a_script_the_page_can_be_read_in_both_languages(show: Show, html: str) -> None:
    sheet = show(html, java_script_enabled=False)
    assert sheet.locator("button").filter(visible=True).count() == 0
    assert "In 62 of 100" in sheet.locator("main").inner_text()
    sheet.locator("#th").click()
    text = sheet.locator("main").inner_text()
    assert "ในการจำลอง 100 ครั้ง มี 62 ครั้ง" in text
    assert "In 62 of 100" not in text


def test_print_leaves_out_what_only_a_screen_can_use(show: Show, html: str) -> None:
    sheet = show(html, **NARROW, color_scheme="dark")
    sheet.emulate_media(media="print")
    assert sheet.locator("button, nav").filter(visible=True).count() == 0
    assert sheet.locator("svg.wide").filter(visible=True).count() == 2
    assert sheet.evaluate("getComputedStyle(document.body).color") == "rgb(28, 30, 33)"
