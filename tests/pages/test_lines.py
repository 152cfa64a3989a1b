"""Does a line of Thai break only where a reader would let it, and can it still be searched?"""

from collections.abc import Callable
from typing import Any

import pytest

from .turning import choose_era, turn

Show = Callable[..., Any]

# What stands on two lines: of all Thai text that is shown, the matches drawn at more than one height.
BROKEN = r"""([names, narrow]) => {
  const day = ["ค\\.ศ\\. \\d{4}", "\\d{1,2} (?:มีนาคม|มิถุนายน|ธันวาคม)"];
  const whole = new RegExp([...names, ...day, "คนอื่น ๆ", "\\d ครั้ง"].join("|"), "g");
  const broken = [];
  let seen = 0;
  for (const part of document.querySelectorAll("i[lang=th], div[lang=th]")) {
    if (!part.checkVisibility() || part.closest(narrow ? "table" : ".cards, thead")) continue;
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const places = [];
    while (walker.nextNode()) {
      for (let i = 0; i < walker.currentNode.length; i++) places.push([walker.currentNode, i]);
    }
    const text = places.map(([node, i]) => node.data[i]).join("");
    for (const found of text.matchAll(whole)) {
      const range = document.createRange();
      range.setStart(...places[found.index]);
      const [node, last] = places[found.index + found[0].length - 1];
      range.setEnd(node, last + 1);
      const heights = [...range.getClientRects()].filter((box) => box.width).map((box) => box.bottom);
      seen += 1;
      if (Math.max(...heights) - Math.min(...heights) > 6) broken.push(found[0]);
    }
  }
  return [seen, broken];
}"""
THAI = """() => [...document.querySelectorAll("i[lang=th], div[lang=th]")].map(part => part.textContent)"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_names_dates_and_counts_stay_on_their_line(
    show: Show, html: str, sample: dict[str, Any], width: int
) -> None:
    sheet = show(html, viewport={"width": width, "height": 900})
    turn(sheet, "th")
    names = [person["name"]["th"] for person in sample["people"]]
    seen, broken = sheet.evaluate(BROKEN, [[*names, *(name.split()[-1] for name in names)], width < 700])
    assert seen > 100
    assert broken == []
    assert sheet.evaluate("document.documentElement.scrollWidth") == width
    # Without the spans the browser breaks them.
    sheet.evaluate("document.querySelectorAll('.whole').forEach(one => (one.style.whiteSpace = 'normal'))")
    assert len(sheet.evaluate(BROKEN, [names, width < 700])[1]) > 3
    assert sheet.said == []


def test_another_history_keeps_its_lines_too(show: Show, html: str, sample: dict[str, Any]) -> None:
    sheet = show(html, viewport={"width": 320, "height": 900})
    turn(sheet, "th")
    before = sheet.locator("#story").inner_text()
    sheet.locator("#another").click()
    sheet.wait_for_function("before => document.getElementById('story').innerText !== before", arg=before)
    names = [person["name"]["th"] for person in sample["people"]]
    seen, broken = sheet.evaluate(BROKEN, [[*names, *(name.split()[-1] for name in names)], True])
    assert seen > 100
    assert broken == []


def test_the_letters_are_the_same_for_those_who_search_and_copy(show: Show, html: str) -> None:
    sheet = show(html)
    written = sheet.evaluate(THAI)
    turn(sheet, "th")
    assert sheet.evaluate(THAI) == written
    assert not any(mark in text for text in written for mark in "\u00a0\u200b\u2060\u202f")
    assert sheet.evaluate("window.find('ครั้งที่ ลัฟเรนตีย์')")
    assert sheet.evaluate("getSelection().toString()") == "ครั้งที่ ลัฟเรนตีย์"


def test_a_name_of_signs_harms_nothing(show: Show, document: dict[str, Any]) -> None:
    from presidium.page.build import page

    document["people"][0]["name"] = {"en": "A", "th": "(.*)+ [ก-"}
    document["people"][1]["name"] = {"en": "B", "th": "ยาว" * 60}
    sheet = show(page(document))
    turn(sheet, "th")
    assert sheet.said == []
    assert sheet.locator("#story .whole").count() > 3


def test_both_eras_of_a_date_may_stand_on_two_lines(show: Show, html: str) -> None:
    sheet = show(html, viewport={"width": 320, "height": 900})
    turn(sheet, "th")
    choose_era(sheet, "both")
    assert sheet.evaluate("document.documentElement.scrollWidth") == 320
