"""How large is the page of a case, how soon is it seen, and how soon does each control do its work?

    python benchmarks/page.py [CASE] [HISTORIES]

Opens the page from the disk in headless Chromium without a network, five times, and gives medians.
First paint counts from the moment that the file is asked for; a control's time goes from the event to
the next frame that is painted, so that it holds style and layout too.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

import presidium

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
TIMES = 5
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
# From the event to the next painted frame; where the work goes on behind a promise, to the one after its
# result.
PRESS = """([selector, changed]) => new Promise(done => {
    const start = performance.now();
    const painted = () => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => done(performance.now() - start);
        after.port2.postMessage(0);
    });
    if (changed) {
        const watch = new MutationObserver(() => { watch.disconnect(); painted(); });
        watch.observe(document.querySelector(changed), { childList: true });
    }
    document.querySelector(selector).click();
    if (!changed) painted();
})"""
# Sections out of sight are laid out in the frames after.
SETTLED = """() => new Promise(done => {
    const waiting = () => document.querySelector("[style*=content-visibility]");
    const look = () => waiting() ? requestAnimationFrame(look) : done();
    look();
})"""
CONTROLS = {
    "the language": ("[data-language=th]", None),
    "the years in the Buddhist era": ("[data-era=be]", None),
    "the language, back": ("[data-language=en]", None),
    "another history, the first time": ("#another", "#story"),
    "another history, again": ("#another", "#story"),
    "claims of one verdict": ("#verdicts [data-verdict=wrong]", None),
    "the camps at another date": ("#at-0", None),
    "a table laid open": ("summary", None),
    "the histories that drew a number high": ("#closer .dates input:last-of-type", None),
    "another what-if": ("#change .dates input:last-of-type", None),
}


def main(case: str, histories: int) -> None:
    """Write the page of a case and print its figures."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("no Chromium found")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "report.html"
        presidium.simulate(presidium.load(case), histories=histories, seed=1953).report(file)
        print(f"{case}, {histories:,} histories: {file.stat().st_size:,} bytes")
        browser = play.chromium.launch(executable_path=found, args=SWITCHES)
        rounds = [measured(browser, file) for _ in range(TIMES)]
        for name in rounds[0]:
            print(f"{name:40} {median(one[name] for one in rounds):7.1f} ms")


def measured(browser: Any, file: Path) -> dict[str, float]:
    """Return the milliseconds to the first paint and of every control of a page opened anew."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        sheet = context.new_page()
        sheet.goto(file.as_uri())
        sheet.wait_for_function("document.querySelector('#change select')?.length !== 0")
        found = {"first paint": float(sheet.evaluate(PAINT))}
        for name, (selector, changed) in CONTROLS.items():
            if sheet.locator(selector).count():
                found[name] = float(sheet.evaluate(PRESS, [selector, changed]))
                sheet.evaluate(SETTLED)
        return found


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "soviet-1953", int(sys.argv[2]) if sys.argv[2:] else 5_000)
