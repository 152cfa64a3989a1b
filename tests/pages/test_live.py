"""Can the reader of the served page change something, play it again, and never be misled by an old result?"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import presidium
from presidium.app.server import Place, Server
from presidium.errors import headline

from .turning import turn

HISTORIES = 200
SEED = 7
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
PATIENCE = 60_000
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
RESULT = "#live-result table"


@pytest.fixture(scope="module")
def starter() -> str:
    return resources.files("presidium.cli").joinpath("starter/en.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Serve a scenario of this text until the tests are over."""
    ended = []

    def start(text: str) -> Server:
        path = tmp_path_factory.mktemp("live") / "starter.yaml"
        path.write_text(text, encoding="utf-8")
        run = presidium.simulate(presidium.load(path), histories=HISTORIES, seed=SEED)
        server = Server(run, Place())
        thread = threading.Thread(target=server.run)
        thread.start()
        ended.append((server, thread))
        while not server._server.started:
            time.sleep(0.02)
        return server

    yield start
    for server, thread in ended:
        server.stop()
        thread.join(20)


@pytest.fixture(scope="module")
def server(serving: Callable[[str], Server], starter: str) -> Server:
    return serving(starter)


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open the page of a server; what the browser asks for and complains of is kept."""
    contexts = []

    def opened(server: Server, setting: str = "", **how: Any) -> Any:
        context = browser.new_context(**{"viewport": WIDE, **how})
        contexts.append(context)
        sheet = context.new_page()
        sheet.asked, sheet.said = [], []
        sheet.on("request", lambda request: sheet.asked.append(request.url))
        sheet.on("console", lambda message: sheet.said.append(message.text))
        sheet.on("pageerror", lambda error: sheet.said.append(str(error)))
        sheet.set_default_timeout(PATIENCE)
        sheet.goto(server.address)
        if setting:
            sheet.goto("about:blank")
            sheet.goto(f"{home(server)}/?{setting}")
        return sheet

    yield opened
    for context in contexts:
        context.close()


def home(server: Server) -> str:
    return server.address.partition("/?")[0]


def status(sheet: Any) -> str:
    text: str = sheet.locator("#live-status").inner_text()
    return text


def told(sheet: Any, words: str) -> None:
    """Wait until the status says so.  (The page's policy lets no test wait by a script of its own.)"""
    sheet.locator("#live-status").filter(has_text=words).wait_for()


def search(sheet: Any, words: str) -> Any:
    sheet.locator("#live-search").fill(words)
    return sheet.locator("#live-hits input")


def play(sheet: Any) -> None:
    sheet.locator("#live-run").click()
    told(sheet, "Done")


def address_of(sheet: Any) -> str:
    """What the address has behind the server's name."""
    text: str = sheet.evaluate("location.search + location.hash")
    return text


def test_by_keyboard_alone_a_number_is_found_moved_and_played(visit: Any, server: Server) -> None:
    sheet = visit(server)
    sheet.locator("#live-search").focus()
    sheet.keyboard.type("arden ambition")
    assert sheet.locator("#live-found").inner_text() == "1 found."
    sheet.keyboard.press("Tab")
    assert sheet.evaluate("document.activeElement.type") == "range"
    assert (
        sheet.evaluate("document.activeElement.getAttribute('aria-valuetext')")
        == "as in the scenario: 0.3–0.6"
    )
    for _ in range(5):
        sheet.keyboard.press("ArrowRight")
    said = "0.50 exactly; in the scenario 0.3–0.6"
    assert sheet.evaluate("document.activeElement.getAttribute('aria-valuetext')") == said
    assert sheet.locator("#live-moved li").inner_text() == f"ambition of Ilse Arden: {said}"
    assert address_of(sheet) == "?live=&people.arden.ambition=0.50"
    while sheet.evaluate("document.activeElement.id") != "live-run":
        sheet.keyboard.press("Tab")
    sheet.keyboard.press("Enter")
    sheet.wait_for_selector(RESULT)
    told(sheet, "Done")
    assert sheet.evaluate("document.activeElement.id") == "live-run"
    assert sheet.said == []
    assert {url.split("/")[2] for url in sheet.asked if not url.startswith("data:")} == {
        home(server).removeprefix("http://")
    }


def test_the_result_is_that_of_the_command_line(
    visit: Any, server: Server, starter: str, tmp_path: Path
) -> None:
    path = tmp_path / "starter.yaml"
    path.write_text(starter, encoding="utf-8")
    known = presidium.compare(path, "trust", histories=HISTORIES, seed=SEED).questions()
    sheet = visit(server)
    sheet.locator("[name=whatif][value=trust]").check()
    play(sheet)
    for row in sheet.locator("#live-first-to-fall tbody tr").all():
        cells = row.locator("td").all_inner_texts()
        found = [
            a
            for a in known[0]["answers"]
            if [f"{100 * a['base']:.1f}", f"{100 * a['changed']:.1f}"] == cells[:2]
        ]
        assert found, cells
    assert sheet.locator("#live-result li").all_inner_texts() == ["Corso trusts Brandt"]
    with sheet.expect_download() as waiting:
        sheet.locator("#live-result [data-save=csv]").first.click()
    saved = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
    assert saved[0].removeprefix("\ufeff").startswith('Answer,"As it is, %"')
    assert len(saved) == 1 + sheet.locator("#live-first-to-fall tbody tr").count()


def test_a_result_of_another_setting_says_so(visit: Any, server: Server) -> None:
    sheet = visit(server)
    stale = sheet.locator("#live-stale")
    sheet.locator("[name=whatif][value=trust]").check()
    play(sheet)
    assert not stale.is_visible()
    box, histories = sheet.locator("[name=whatif][value=trust]"), sheet.locator("#live-histories")
    seed = sheet.locator("#live-seed")
    for change, back in (
        (box.uncheck, box.check),
        (lambda: histories.select_option("500"), lambda: histories.select_option(str(HISTORIES))),
        (lambda: seed.fill("8"), lambda: seed.fill(str(SEED))),
        (lambda: seed.fill("x"), lambda: seed.fill(str(SEED))),
    ):
        change()
        assert stale.is_visible()
        assert status(sheet) == "Something has been changed: play again."
        back()
        assert not stale.is_visible()
    slider = search(sheet, "launch")
    slider.first.focus()
    sheet.keyboard.press("ArrowRight")
    assert stale.is_visible()
    sheet.locator("#live-hits button").filter(visible=True).click()
    assert not stale.is_visible()
    slider.first.focus()
    sheet.keyboard.press("ArrowLeft")
    assert stale.is_visible()
    play(sheet)
    assert not stale.is_visible()
    assert sheet.locator("#live-result li").count() == 2


def test_a_run_can_be_cancelled_and_leaves_the_old_result(visit: Any, server: Server) -> None:
    sheet = visit(server)
    play(sheet)
    before = sheet.locator("#live-result").inner_text()
    sheet.locator("#live-histories").select_option("10000")
    sheet.locator("#live-run").click()
    cancel = sheet.locator("#live-cancel")
    cancel.wait_for(state="visible")
    assert sheet.locator("#live-progress").is_visible()
    told(sheet, "histories played")
    cancel.focus()
    sheet.keyboard.press("Enter")
    cancel.wait_for(state="hidden")
    assert status(sheet) in {"Cancelled. Nothing was kept of it.", "Something has been changed: play again."}
    assert sheet.evaluate("document.activeElement.id") == "live-run"
    assert before in sheet.locator("#live-result").inner_text()
    assert sheet.locator("#live-stale").is_visible()
    sheet.locator("#live-histories").select_option(str(HISTORIES))
    play(sheet)
    assert not sheet.locator("#live-stale").is_visible()
    assert sheet.said == []


@pytest.mark.parametrize(("histories", "sides"), [(HISTORIES, 1), (1_000, 2)])
def test_progress_counts_the_histories_that_were_asked_for(
    visit: Any, server: Server, histories: int, sides: int
) -> None:
    sheet = visit(server)
    sheet.evaluate(
        "window.seen = []; const said = document.getElementById('live-status');"
        "new MutationObserver(() => seen.push(said.innerText)).observe(said, { childList: true })"
    )
    sheet.locator("[name=whatif][value=trust]").check()
    sheet.locator("#live-histories").select_option(str(histories))
    play(sheet)
    seen = [
        re.fullmatch(r"(?:(.+): )?(.+) of (.+) histories played\.", one) for one in sheet.evaluate("seen")
    ]
    told_of = [(one[1] or "", int(one[2].replace(",", "")), one[3]) for one in seen if one]
    assert {total for _, _, total in told_of} == {f"{histories:,}"}
    heads = list(dict.fromkeys(head for head, _, _ in told_of))
    assert heads == (["First as the case is", "Now with what is set"] if sides == 2 else [""])
    for head in heads:
        counts = [count for said, count, _ in told_of if said == head]
        assert counts == sorted(counts)
        assert counts[-1] <= histories


def test_leaving_the_page_ends_its_run(visit: Any, server: Server) -> None:
    sheet = visit(server)
    sheet.locator("#live-histories").select_option("10000")
    sheet.locator("#live-run").click()
    told(sheet, "histories played")
    line = server._site.line
    assert len(line) == 1
    sheet.goto("about:blank")
    end = time.monotonic() + 30
    while len(line):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_address_has_the_setting_and_gives_it_back(visit: Any, server: Server) -> None:
    sheet = visit(server)
    sheet.locator("[name=whatif][value=trust]").check()
    sheet.locator("#live-seed").fill("18446744073709551615")
    sheet.locator("#live-histories").select_option("500")
    search(sheet, "arden ambition").first.focus()
    sheet.keyboard.press("End")
    kept = address_of(sheet)
    assert kept == ("?live=&histories=500&seed=18446744073709551615&whatif=trust&people.arden.ambition=1.00")
    again = visit(server, kept.removeprefix("?"))
    assert again.locator("[name=whatif][value=trust]").is_checked()
    assert not again.locator("[name=whatif][value=good-harvest]").is_checked()
    assert again.locator("#live-seed").input_value() == "18446744073709551615"
    assert again.locator("#live-histories").input_value() == "500"
    assert again.locator("#live-moved li").inner_text().startswith("ambition of Ilse Arden: 1.00 exactly")
    assert address_of(again) == kept
    again.locator("#live-reset").click()
    assert address_of(again) == ""
    assert again.locator("#live-moved").inner_text() == "Nothing is moved."


def test_links_within_the_page_keep_the_setting_and_back_and_forward_work(visit: Any, server: Server) -> None:
    sheet = visit(server)
    box = sheet.locator("[name=whatif][value=trust]")
    links = sheet.locator("nav a")
    links.last.click()
    part = address_of(sheet)
    assert part == links.last.get_attribute("href")
    box.check()
    assert address_of(sheet) == f"?live=&whatif=trust{part}"
    for link in links.all():
        link.click()
        assert address_of(sheet) == f"?live=&whatif=trust{link.get_attribute('href')}"
        assert box.is_checked()
    sheet.go_back()
    assert box.is_checked()
    assert sheet.evaluate("location.search") == "?live=&whatif=trust"
    while sheet.evaluate("location.search"):
        sheet.go_back()
    # Before it was set.
    assert not box.is_checked()
    sheet.go_forward()
    assert box.is_checked()
    assert address_of(sheet) == f"?live=&whatif=trust{part}"
    sheet.reload()
    assert box.is_checked()
    assert sheet.said == []


def test_a_seed_that_is_being_typed_outlives_a_link(visit: Any, server: Server) -> None:
    sheet = visit(server)
    sheet.locator("#live-seed").fill("x")
    sheet.locator("nav a").last.click()
    assert sheet.locator("#live-seed").input_value() == "x"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_an_address_with_a_setting_and_a_part_sets_the_one_and_shows_the_other(
    visit: Any, server: Server, size: dict[str, int]
) -> None:
    sheet = visit(server, "live=&whatif=trust&people.arden.ambition=0.90#questions", viewport=size)
    assert sheet.locator("[name=whatif][value=trust]").is_checked()
    assert sheet.locator("#live-moved li").inner_text().startswith("ambition of Ilse Arden: 0.90")
    sheet.wait_for_load_state()
    top = "Math.abs(document.getElementById('questions').getBoundingClientRect().top)"
    assert sheet.evaluate(top) < 100
    assert sheet.said == []


def test_a_setting_behind_the_hash_is_read_too(visit: Any, server: Server) -> None:
    sheet = visit(server)
    sheet.locator("[name=whatif][value=good-harvest]").check()
    sheet.evaluate("location.hash = '#live=&whatif=trust'")
    sheet.locator("[name=whatif][value=trust]:checked").wait_for()
    assert address_of(sheet) == "?live=&whatif=trust"
    assert not sheet.locator("[name=whatif][value=good-harvest]").is_checked()


def test_an_address_with_a_setting_in_a_new_browser_says_what_to_open_first(
    server: Server, browser: Any
) -> None:
    context = browser.new_context()
    sheet = context.new_page()
    setting = f"{home(server)}/?live=&whatif=trust#questions"
    assert sheet.goto(setting).status == 401
    text = sheet.locator("main").inner_text()
    assert "Open the address that presidium serve printed in its terminal." in text
    assert headline("APP810", "th") in text
    assert "{" not in text
    sheet.goto(server.address)
    sheet.goto(setting)
    assert sheet.locator("[name=whatif][value=trust]").is_checked()
    context.close()


def test_a_tab_whose_server_was_started_anew_says_so_in_thai_alone(visit: Any, server: Server) -> None:
    sheet = visit(server)
    turn(sheet, "th")
    sheet.context.clear_cookies()
    sheet.locator("#live-run").click()
    told(sheet, "APP810")
    said = status(sheet)
    assert headline("APP810", "th") in said
    assert not set(re.findall("[A-Za-z]+", said)) - {"APP", "presidium", "serve"}


def test_what_an_address_has_that_is_not_offered_is_said_and_left_out(visit: Any, server: Server) -> None:
    bad = (
        "live=&whatif=no-such&people.arden.ambition=7&people.nobody.ambition=0.5&seed=-1&histories=3"
        "&__proto__=1&people.brandt.ambition=<script>&whatif=trust"
    )
    sheet = visit(server, bad)
    assert status(sheet) == "7 settings in the address are not offered here and were left out."
    assert address_of(sheet) == "?live=&whatif=trust"
    assert sheet.said == []


def test_a_seed_that_is_none_is_not_played(visit: Any, server: Server) -> None:
    sheet = visit(server)
    for text in ("", "x", "-1", "1.5", "18446744073709551616"):
        sheet.locator("#live-seed").fill(text)
        sheet.locator("#live-run").click()
        assert status(sheet).startswith("The seed is a whole number"), text
    assert sheet.said == []


def test_what_is_tried_can_be_saved_for_the_scenario(
    visit: Any, server: Server, starter: str, tmp_path: Path
) -> None:
    sheet = visit(server)
    sheet.locator("#live-save").click()
    assert status(sheet).startswith("Nothing is changed")
    sheet.locator("[name=whatif][value=trust]").check()
    search(sheet, "arden ambition").first.focus()
    sheet.keyboard.press("End")
    with sheet.expect_download() as waiting:
        sheet.locator("#live-save").click()
    assert waiting.value.suggested_filename.startswith("starter-tried-")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    path = tmp_path / "starter.yaml"
    path.write_text(starter.rstrip("\n") + "\n" + text.split("whatif:\n", 1)[1], encoding="utf-8")
    assert not [problem for problem in presidium.check(path) if problem.severity == "error"]
    told(sheet, "Saved as starter-tried-")


def test_sliders_are_made_when_somebody_looks_for_them_and_agree(visit: Any, server: Server) -> None:
    sheet = visit(server)
    assert sheet.locator("#live input[type=range]").count() == 0
    people = sheet.locator("#live-sections > details").filter(has_text="People: ambition")
    people.locator("> summary").click()
    people.locator("details > summary").first.click()
    in_list = people.locator("input[type=range]").first
    found = search(sheet, "arden ambition").first
    found.focus()
    sheet.keyboard.press("Home")
    assert in_list.input_value() == "0"
    in_list.focus()
    sheet.keyboard.press("ArrowRight")
    assert found.input_value() == "0.01"
    assert search(sheet, "zzz").count() == 0
    assert sheet.locator("#live-found").inner_text() == "Nothing of that name."
    assert search(sheet, "a").count() == 12
    assert "the first 12 are here" in sheet.locator("#live-found").inner_text()
    assert search(sheet, "").count() == 0


def test_in_thai_everything_is_thai(visit: Any, server: Server) -> None:
    sheet = visit(server)
    turn(sheet, "th")
    sheet.locator("[name=whatif][value=trust]").check()
    search(sheet, "ทะเยอทะยาน").first.focus()
    sheet.keyboard.press("End")
    sheet.locator("#live-run").click()
    sheet.wait_for_selector(RESULT)
    told(sheet, "เสร็จแล้ว")
    assert sheet.locator("#live i:not([lang])").filter(visible=True).count() == 0
    assert (
        sheet.locator("#live-hits input")
        .first.get_attribute("aria-valuetext")
        .endswith("ในกรณีศึกษาคือ 0.3–0.6")
    )
    assert sheet.locator("#live-hits button").first.get_attribute("aria-label").startswith("คืนค่าเดิม")
    assert sheet.said == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_part_has_no_fault_that_axe_knows(
    visit: Any, server: Server, lang: str, scheme: str, size: dict[str, int]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    sheet = visit(server, "live=&whatif=trust&people.arden.ambition=0.90", viewport=size, color_scheme=scheme)
    turn(sheet, lang)
    search(sheet, "ambition")
    sheet.locator("#live-sections summary").first.click()
    sheet.locator("#live-run").click()
    sheet.wait_for_selector(RESULT)
    sheet.locator("#live-cancel").wait_for(state="hidden")
    for box in sheet.locator("#live-result summary").all()[1:]:
        box.click()
    sheet.locator("[name=whatif][value=trust]").uncheck()
    assert sheet.locator("#live-stale").is_visible()
    found = axe.Axe().run(sheet, context="#live")
    assert found.violations_count == 0, found.generate_report()
    assert sheet.evaluate("document.documentElement.scrollWidth") == size["width"]
    # Targets of a finger: 24 by 24 at least (WCAG 2.2, 2.5.8).
    small = sheet.evaluate(
        "[...document.querySelectorAll('#live :is(button, summary, select, [type=range], label:has(input))')]"
        ".map(e => e.getBoundingClientRect()).filter(r => r.width && (r.height < 24 || r.width < 24)).length"
    )
    assert small == 0


def test_hostile_names_are_letters(visit: Any, serving: Callable[[str], Server], starter: str) -> None:
    import json

    quoted = json.dumps(HOSTILE)
    odd = starter.replace('"Corso trusts Brandt"', quoted).replace('"Ilse Arden"', quoted)
    sheet = visit(serving(odd))
    assert HOSTILE in sheet.locator("#live-form").inner_text()
    sheet.locator("[name=whatif][value=trust]").check()
    search(sheet, "hacked ambition").first.focus()
    sheet.keyboard.press("End")
    play(sheet)
    assert HOSTILE in sheet.locator("#live-result li").first.inner_text()
    assert sheet.evaluate("window.hacked") is None
    assert sheet.said == []


def test_a_refusal_and_a_server_that_is_gone_are_told(
    visit: Any, serving: Callable[[str], Server], starter: str
) -> None:
    own = serving(starter + "  doubt: {change: {ties.corso.brandt.tie: -0.5}}\n")
    sheet = visit(own)
    sheet.locator("[name=whatif][value=trust]").check()
    sheet.locator("[name=whatif][value=doubt]").check()
    sheet.locator("#live-run").click()
    told(sheet, "USE629")
    assert sheet.locator(RESULT).count() == 0
    english = "what-if doubt and another of those chosen say different things of ties.corso.brandt.tie."
    assert english in status(sheet)
    turn(sheet, "th")
    assert headline("USE629", "th") in status(sheet)
    assert english not in status(sheet)
    turn(sheet, "en")
    own.stop()
    while not own._place._socket._closed:  # type: ignore[attr-defined]
        time.sleep(0.05)
    sheet.locator("#live-run").click()
    told(sheet, "The server does not")


def test_without_a_script_the_page_says_what_is_missing(visit: Any, server: Server) -> None:
    sheet = visit(server, java_script_enabled=False)
    assert not sheet.locator("#live-form").is_visible()
    assert "takes a script" in sheet.locator("#live").inner_text()
    assert sheet.locator("#hundred").is_visible()
