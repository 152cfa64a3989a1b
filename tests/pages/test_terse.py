"""Is the page that is written in fewer letters the same page to a browser?"""

from collections.abc import Callable
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
