"""To turn a page to a language or an era, and to wait until the parts out of sight have followed."""

from typing import Any

FOLLOWED = "() => !document.querySelector('[style*=content-visibility]')"


def settle(sheet: Any) -> None:
    sheet.wait_for_function(FOLLOWED)


def turn(sheet: Any, lang: str) -> None:
    sheet.locator(f"[data-language={lang}]").click()
    settle(sheet)


def choose_era(sheet: Any, era: str) -> None:
    sheet.locator(f"[data-era={era}]").click()
    settle(sheet)
