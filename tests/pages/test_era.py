"""Does a Thai reader get years in the era chosen, everywhere and without harm to anything else?"""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presidium.dates import Day, buddhist_year, format_day
from presidium.page.build import page

from .turning import choose_era, settle, turn

Show = Callable[..., Any]
MONTHS = [format_day(Day(1953, month), "th", bare=True).split()[0] for month in range(1, 13)]
MARKED = re.compile(
    rf"(?:({'|'.join(MONTHS)}) )?(ค\.ศ\. )?(?<![\d-])(\d{{4}})(–\d{{4}})?(?![\d-])( \(พ\.ศ\. [\d–]+\))?"
)
TEXT = "document.body.innerText"
# Everything in Thai, shown or folded away, and the bare years of rows.
THAI = """() => [...document.querySelectorAll("i[lang=th], tspan[lang=th]")].map(part => part.textContent)"""
OPEN = "for (const box of document.querySelectorAll('details')) box.open = true"


def in_era(text: str, era: str) -> str:
    """What the page should say, by the calendar of the package."""

    def change(found: re.Match[str]) -> str:
        month, mark, year, until, _ = found.groups()
        if not month and not mark:
            return found[0]
        day = Day(int(year), MONTHS.index(month) + 1 if month else None)
        there = f"พ.ศ. {buddhist_year(day)}" + (f"–{buddhist_year(Day(int(until[1:])))}" if until else "")
        before = f"{month} " if month else ""
        return before + (there if era == "be" else f"{mark or ''}{year}{until or ''} ({there})")

    return text if era == "ce" else MARKED.sub(change, text)


@pytest.fixture
def thai(show: Show, html: str) -> Any:
    sheet = show(html)
    turn(sheet, "th")
    return sheet


def test_dates_to_choose_and_the_date_in_the_picture_are_in_the_era_chosen(thai: Any) -> None:
    choices, picture = (thai.locator(at) for at in (".dates label", "svg text.at tspan[lang=th]"))
    assert choices.first.inner_text() == "มีนาคม ค.ศ. 1953"
    choose_era(thai, "be")
    assert choices.first.inner_text() == "มีนาคม พ.ศ. 2496"
    assert "ธันวาคม พ.ศ. 2507" in picture.filter(visible=True).all_text_contents()


def test_no_thai_month_is_followed_by_a_year_without_its_era(thai: Any) -> None:
    """Of what this program writes: dates of the case, of tables and of told histories."""
    written = "\n".join(thai.locator("#story time, #falls td, .eyebrow").all_inner_texts())
    assert len(re.findall(rf"(?:{'|'.join(MONTHS)}) ค\.ศ\. \d{{4}}", written)) > 10
    assert not re.search(rf"(?:{'|'.join(MONTHS)}) \d{{4}}", written)


@pytest.mark.parametrize("era", ["be", "both"])
def test_every_year_is_that_of_the_calendar(thai: Any, era: str) -> None:
    written = thai.evaluate(THAI)
    choose_era(thai, era)
    assert thai.evaluate(THAI) == [in_era(text, era) for text in written]
    assert sum(text != in_era(text, era) for text in written) > 20
    assert thai.title() == in_era(thai.evaluate("document.querySelector('title').dataset.th"), era)
    for named in thai.locator("[aria-label][data-th]").all():
        assert named.get_attribute("aria-label") == in_era(named.get_attribute("data-th"), era)
    assert thai.said == []


def test_before_1941_the_year_began_in_april(show: Show, document: dict[str, Any]) -> None:
    document["title"]["th"] = (
        "10 กุมภาพันธ์ 1932, มีนาคม ค.ศ. 1940, 24 มิถุนายน 1932, ค.ศ. 1932–1941, มีนาคม 1941, 1932"
    )
    sheet = show(page(document))
    turn(sheet, "th")
    choose_era(sheet, "be")
    told = "10 กุมภาพันธ์ พ.ศ. 2474, มีนาคม พ.ศ. 2482, 24 มิถุนายน พ.ศ. 2475, พ.ศ. 2475–2484, มีนาคม พ.ศ. 2484, 1932"
    assert told in sheet.locator(".eyebrow").filter(visible=True).inner_text()


def test_the_common_era_comes_back_letter_for_letter(thai: Any) -> None:
    choose_era(thai, "ce")
    before = thai.locator("main").inner_html()
    for era in ("be", "both", "ce"):
        choose_era(thai, era)
    assert thai.locator("main").inner_html() == before


def test_english_text_and_quotations_stay_in_the_common_era(show: Show, html: str) -> None:
    sheet = show(html)
    sheet.evaluate(OPEN)
    before, quotes = sheet.evaluate(TEXT), sheet.locator("blockquote, q").all_inner_texts()
    assert not sheet.locator(".eras").is_visible()
    turn(sheet, "th")
    choose_era(sheet, "be")
    assert sheet.locator("blockquote, q").all_inner_texts() == quotes
    assert "2496" in sheet.evaluate(TEXT)
    turn(sheet, "en")
    assert sheet.evaluate(TEXT) == before


def test_the_era_is_chosen_by_keyboard_and_kept_while_the_language_changes(thai: Any) -> None:
    thai.locator("[data-language=th]").focus()
    thai.keyboard.press("Tab")
    thai.keyboard.press("Tab")
    thai.keyboard.press("Enter")
    settle(thai)
    pressed = "[...document.querySelectorAll('[data-era]')].map(one => one.getAttribute('aria-pressed'))"
    assert thai.evaluate(pressed) == ["false", "true", "false"]
    assert thai.locator(".eras").get_attribute("aria-label") == "ศักราชของปี"
    shown = thai.evaluate(TEXT)
    for lang in ("en", "th"):
        turn(thai, lang)
    assert thai.evaluate(TEXT) == shown
    assert thai.evaluate(pressed) == ["false", "true", "false"]


def test_what_is_told_anew_is_in_the_era_chosen(thai: Any) -> None:
    choose_era(thai, "be")
    thai.locator("#another").click()
    thai.wait_for_function("document.querySelector('#story time').innerText.includes('พ.ศ. 2496')")


def test_a_table_that_is_saved_has_the_years_that_are_shown(thai: Any) -> None:
    choose_era(thai, "be")
    thai.evaluate(OPEN)
    name = thai.evaluate(
        "[...document.querySelectorAll('main table')].find(one => /พ.ศ. 2\\d{3}/.test(one.innerText)).id"
    )
    with thai.expect_download() as waiting:
        thai.locator(f"[data-save=csv][data-of={name}]").click()
    text = Path(waiting.value.path()).read_text("utf-8")
    assert "พ.ศ. 24" in text
    shown = thai.evaluate(
        """name => [...document.getElementById(name).rows].filter(row => !row.hidden)
        .map(row => [...row.cells].map(cell => cell.innerText.replace(/\\s+/g, ' ').trim()))""",
        name,
    )
    rows = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == shown


def test_the_document_behind_the_page_is_the_same(thai: Any, sample: dict[str, Any]) -> None:
    choose_era(thai, "both")
    with thai.expect_download() as waiting:
        thai.locator("[data-save=document]").click()
    assert json.loads(Path(waiting.value.path()).read_text("utf-8")) == sample


def test_without_a_script_thai_is_in_the_common_era_and_says_so(show: Show, html: str) -> None:
    sheet = show(html, java_script_enabled=False)
    sheet.goto(sheet.url + "#th")
    assert not sheet.locator(".eras").is_visible()
    opening = sheet.locator(".eyebrow").filter(visible=True).inner_text()
    assert re.search(r"มีนาคม ค\.ศ\. 1953 \(พ\.ศ\. 2496\)", opening)


def test_thai_stands_upright_with_room_above_and_below(thai: Any) -> None:
    thai.evaluate(OPEN)
    wrong = thai.evaluate(
        """() => [...document.querySelectorAll("body *")]
        .filter(one => one.checkVisibility() && [...one.childNodes].some(
          node => node.nodeType === Node.TEXT_NODE && /[ก-๛]/.test(node.data)))
        .filter(one => {
          const style = getComputedStyle(one);
          const [high, size] = [style.lineHeight, style.fontSize].map(parseFloat);
          const is = [style.fontStyle, style.letterSpacing, style.fontVariantCaps, style.textTransform];
          return is.join() !== "normal,normal,normal,none" || !(one.closest("svg") || high > 1.599 * size);
        }).map(one => `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`)"""
    )
    assert wrong == []


def test_numbers_are_those_of_the_locale(thai: Any) -> None:
    """Thai and English set thousands and decimals apart alike, so that one form serves both."""
    form = "n => ['en', 'th-TH'].map(lang => new Intl.NumberFormat(lang).format(n))"
    assert thai.evaluate(form, 1234567.25) == ["1,234,567.25"] * 2
