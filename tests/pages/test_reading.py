"""Can the page be read where nothing can be pressed: on paper, without a script, in its first lines?"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from .turning import turn

Show = Callable[..., Any]
OPEN = "for (const box of document.querySelectorAll('details')) box.open = true"
# The first letters that a reader of one language gets, as a browser gives them.
START = "() => document.querySelector('main').innerText.replace(/\\s+/g, ' ').slice(0, 600)"
# A Thai consonant with all that stands above, below and, for am, behind it.
CLUSTER = re.compile("[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*\u0e33?")
MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")


def letters(text: str) -> str:
    """The letters of a text with their marks: lines break anywhere, and hyphens there are not in a PDF."""
    return "".join(letter for letter in text if letter.isalnum() or unicodedata.category(letter)[0] == "M")


def told_once(text: str) -> str:
    """The letters of a text; a consonant with two marks, which a PDF has twice (ครั้งรั้), is taken once."""
    return re.sub("([ก-ฮ][ัิ-ื็-๎]{2})(.)\\1", r"\1\2", letters(text))


@dataclass(frozen=True)
class Printed:
    """The text of a page as the browser shows it for paper, and of the sheets that it is printed on."""

    screen: str
    first: str
    whole: str


@pytest.fixture(scope="module", params=["en", "th"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def printed(browser: Any, html: str, lang: str, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    pdfium = pytest.importorskip("pypdfium2")
    folder = tmp_path_factory.mktemp("paper")
    (folder / "report.html").write_text(html, encoding="utf-8")
    with browser.new_context(color_scheme="dark") as context:
        sheet = context.new_page()
        sheet.goto((folder / "report.html").as_uri())
        turn(sheet, lang)
        sheet.pdf(path=folder / "page.pdf", format="A4", margin=MARGIN)
        sheet.evaluate(OPEN)
        sheet.emulate_media(media="print")
        screen = sheet.locator("main").inner_text()
    papers = [paper.get_textpage().get_text_range() for paper in pdfium.PdfDocument(folder / "page.pdf")]
    return Printed(screen, papers[0], "".join(papers))


def test_the_first_600_letters_say_answer_reasons_and_how_sure(
    show: Show, html: str, sample: dict[str, Any], lang: str
) -> None:
    sheet = show(html)
    turn(sheet, lang)
    start, head = sheet.evaluate(START), sample["headline"]
    assert len(head["reasons"]) == 2
    for text in (head["sentence"], *head["reasons"], head["sureness"]):
        assert text[lang] in start


def test_paper_has_the_answer_first_and_every_thai_letter_with_its_marks(
    printed: Printed, sample: dict[str, Any], lang: str
) -> None:
    for text in (sample["title"], sample["headline"]["sentence"], sample["headline"]["sureness"]):
        assert told_once(text[lang]) in told_once(printed.first)
    on_paper = set(CLUSTER.findall(letters(printed.whole)))
    assert len(on_paper) > 150
    assert on_paper <= set(CLUSTER.findall(letters(printed.screen)))
    if lang == "th":
        assert {"นำ", "ที่", "ผู้", "ปี"} <= on_paper
        assert on_paper == set(CLUSTER.findall(letters(printed.screen)))


def test_what_is_folded_away_is_laid_open_on_paper(printed: Printed, sample: dict[str, Any]) -> None:
    whole = letters(printed.whole)
    assert all(letters(one["name"]) in whole for one in sample["parameters"])
    assert all(letters(one["key"]) in whole for one in sample["sources"])


def test_nothing_hangs_over_the_edge_of_the_paper(show: Show, html: str, lang: str) -> None:
    sheet = show(html, viewport={"width": 680, "height": 960})
    turn(sheet, lang)
    sheet.emulate_media(media="print")
    assert sheet.evaluate("document.documentElement.scrollWidth") == 680


def test_without_a_script_every_table_can_be_read_and_nothing_is_there_to_press(
    show: Show, html: str, lang: str
) -> None:
    sheet = show(html, java_script_enabled=False, viewport={"width": 320, "height": 640})
    if lang == "th":
        sheet.locator("#th").click()
    assert sheet.locator("button").filter(visible=True).count() == 0
    for box in sheet.locator("summary").all():
        box.click()
    # The panels are for a script; what they show stands in the document.
    tables = sheet.locator("table:not(.panel table)")
    assert tables.count() > 20
    assert tables.filter(visible=True).count() == tables.count()
    assert sheet.locator("svg").filter(visible=True).count() > 10
    # Dates are chosen by radio buttons and the style sheet.
    dates = sheet.locator(".dates label")
    dates.first.click()
    assert sheet.locator("text.a0", has_text=dates.first.inner_text()).is_visible()
    assert sheet.evaluate("document.documentElement.scrollWidth") == 320
    text = sheet.locator("main").inner_text()
    assert [word in text for word in ("How sure", "เชื่อได้เพียงใด")] == [lang == "en", lang == "th"]
