"""What the page tests share: the sample document, its page, a browser that reaches no network."""

import copy
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from presidium.page.build import page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    # No network but the machine itself, for the page that is served.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open a page in a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.page)


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    text = (Path(__file__).parent / "sample_document.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture
def document(sample: dict[str, Any]) -> dict[str, Any]:
    """A copy of the sample that a test may spoil."""
    return copy.deepcopy(sample)


@pytest.fixture(scope="session")
def html(sample: dict[str, Any]) -> str:
    return page(sample)


def _without(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("playwright is not installed: pip install presidium[test]")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        _without(f"no browser found: install one of {', '.join(BROWSERS)}")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=found, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open a page from a file; what it asks for, prints or throws is kept in ``.asked`` and ``.said``."""
    contexts = []

    def opened(text: str, **how: Any) -> Any:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
        contexts.append(context)
        sheet = context.new_page()
        sheet.asked, sheet.said = [], []
        sheet.on("request", lambda request: sheet.asked.append(request.url))
        sheet.on("console", lambda message: sheet.said.append(message.text))
        sheet.on("pageerror", lambda error: sheet.said.append(str(error)))
        sheet.goto(file.as_uri())
        return sheet

    yield opened
    for context in contexts:
        context.close()
