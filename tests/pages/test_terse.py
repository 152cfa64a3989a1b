"""Is the page that is written in fewer letters the same page to a browser?"""

import re
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from presidium.page.build import page

Show = Callable[..., Any]
READ = "text => new DOMParser().parseFromString(text, 'text/html').body.innerHTML"


@pytest.fixture
def wordy(sample: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of the sample with all its quotes and end tags."""
    monkeypatch.setattr("presidium.page.build.terse", lambda markup: markup)
    return page(sample)


def test_a_browser_reads_the_same_page(show: Show, html: str, wordy: str) -> None:
    assert len(wordy.encode()) - len(html.encode()) > 10_000
    sheet = show("<!doctype html><title>Empty</title>")
    assert sheet.evaluate(READ, html) == sheet.evaluate(READ, wordy)


RULES = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map(rule => rule.cssText);
}"""


def test_the_style_sheet_of_the_page_means_what_its_source_means(show: Show, html: str) -> None:
    source = (resources.files("presidium.page") / "assets" / "page.css").read_text(encoding="utf-8")
    (lean,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    sheet = show("<!doctype html><title>Empty</title>")
    rules = sheet.evaluate(RULES, source)
    assert len(rules) > 80
    assert sheet.evaluate(RULES, lean)[-len(rules) :] == rules
