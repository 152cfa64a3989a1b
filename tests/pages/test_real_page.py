"""Does the page of a real run keep its promises: small, self-contained, silent, in two languages?"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presidium

from .turning import turn

Show = Callable[..., Any]
HISTORIES = 200
NARROW = {"viewport": {"width": 320, "height": 640}}
THAI = re.compile("[\u0e01-\u0e5b]")


@pytest.fixture(scope="module")
def run() -> presidium.Run:
    return presidium.simulate(presidium.load("soviet-1953"), histories=HISTORIES, seed=1953)


@pytest.fixture(scope="module")
def written(run: presidium.Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the page of soviet-1953 is written, and its lesson."""
    path = tmp_path_factory.mktemp("real") / "report.html"
    run.report(path, story=True)
    return path.parent


@pytest.fixture(scope="module")
def real(written: Path) -> str:
    """The text of the page, as it is written."""
    return (written / "report.html").read_text(encoding="utf-8")


def sha256(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


# The text


def test_it_stays_under_600_kb(real: str) -> None:
    assert len(real.encode()) < 600_000


def test_its_policy_lets_its_own_script_and_style_through_and_nothing_else(real: str) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", real, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", real, re.DOTALL)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', real)
    assert html.unescape(policy) == (
        f"default-src 'none'; script-src '{sha256(script)}'; style-src '{sha256(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_it_has_no_inline_handler_style_or_foreign_resource(real: str) -> None:
    tags = re.findall(r"<[a-z][^>]*>", re.sub(r"<(script|style)\b.*?</\1>", "", real, flags=re.DOTALL))
    assert len(tags) > 1000
    for tag in tags:
        assert not re.search(r"\s(on\w+|style|src|srcset|integrity)=", tag), tag
        assert not re.match(r"<(link|iframe|object|embed|img|base|form)\b", tag), tag
        for address in re.findall(r'\shref="([^"]*)"', tag):
            assert address.startswith(("#", "https://", "http://")), tag
            assert address.startswith("#") or 'rel="noopener noreferrer"' in tag, tag


def test_it_names_seed_version_digest_and_no_machine(run: presidium.Run, real: str) -> None:
    for named in ("seed 1953", f"presidium {presidium.__version__}", run.case.digest, run.command()):
        assert named in real
    assert str(Path.home()) + "/" not in real
    assert str(Path(presidium.__file__).parent) not in real


# In a browser that reaches no network


def test_it_asks_for_nothing_and_complains_of_nothing(show: Show, real: str) -> None:
    sheet = show(real)
    sheet.locator("#another").click()
    turn(sheet, "th")
    sheet.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    sheet.wait_for_timeout(200)
    assert [address.split(":")[0] for address in sheet.asked] == ["file"]
    assert sheet.said == []


def test_its_policy_is_in_force(show: Show, real: str) -> None:
    sheet = show(real)
    refused = sheet.evaluate(
        """async () => {
            const refused = [];
            document.addEventListener('securitypolicyviolation', e => refused.push(e.effectiveDirective));
            const script = document.createElement('script');
            script.textContent = 'window.hacked = 1';
            document.body.append(script);
            const picture = document.createElement('img');
            picture.src = 'https://example.org/x.png';
            document.body.append(picture);
            await fetch('https://example.org/').catch(() => 0);
            await new Promise(done => setTimeout(done, 200));
            return [...new Set(refused)].sort();
        }"""
    )
    assert refused == ["connect-src", "img-src", "script-src-elem"]
    assert sheet.evaluate("window.hacked") is None


def test_the_answer_shown_is_the_answer_computed(show: Show, real: str, run: presidium.Run) -> None:
    sheet = show(real)
    shown = sheet.evaluate(
        """() => [...document.querySelectorAll('table[id^=question-]')].map(table => [
            table.id.slice('question-'.length),
            [...table.tBodies[0].rows].map(row => [row.cells[1].textContent, row.cells[2].textContent])
        ])"""
    )
    answers = {asked["id"]: asked["answers"] for asked in run.summary()["questions"]}
    assert [name for name, _ in shown] == list(answers)
    for name, rows in shown:
        figures = [
            [f"{100 * answer[key]:.1f}" for key in ("probability", "mc_error")] for answer in answers[name]
        ]
        assert rows
        if len(rows) < len(answers[name]):
            together = 100 * sum(answer["probability"] for answer in answers[name]) - sum(
                float(share) for share, _ in rows[:-1]
            )
            assert float(rows.pop()[0]) == pytest.approx(together, abs=0.5)
        assert all(row in figures for row in rows), name
    best = round(100 * answers["first-to-fall"][0]["probability"])
    head = sheet.locator("header.lead").inner_text()
    assert f"In {best} of 100 simulated histories" in head
    assert re.search(r"Without hindsight: \d+ becomes \d+ of 100", head)


def test_another_history_tells_each_of_its_own_and_comes_round(
    show: Show, real: str, run: presidium.Run
) -> None:
    sheet = show(real)
    heading = sheet.locator("#story h4").filter(visible=True)
    seen = [heading.inner_text()]
    while (again := _pressed(sheet, heading)) != seen[0]:
        assert again not in seen
        seen.append(again)
    assert len(seen) == 4
    for text in seen:
        history = int(re.search(r"\d+", text)[0])  # type: ignore[index]
        assert 0 <= history < HISTORIES
    told = [sentence.text["en"] for sentence in run.tell(int(re.search(r"\d+", seen[0])[0]))]  # type: ignore[index]
    assert [text for text in sheet.locator("#story li p").all_inner_texts() if text] == told


def _pressed(sheet: Any, heading: Any) -> str:
    before = heading.inner_text()
    sheet.locator("#another").click()
    sheet.wait_for_function(
        "before => [...document.querySelectorAll('#story h4')].every(h => h.innerText !== before)", arg=before
    )
    return str(heading.inner_text())


def test_it_is_thai_throughout_after_one_click_and_english_again_after_another(show: Show, real: str) -> None:
    sheet = show(real)
    english = sheet.locator("main").inner_text()
    turn(sheet, "th")
    assert sheet.evaluate("document.documentElement.lang") == "th"
    headings = sheet.locator("h1, h2, h3, h4").filter(visible=True).all_inner_texts()
    assert len(headings) > 20
    assert [text for text in headings if text.strip() and not THAI.search(text)] == []
    turn(sheet, "en")
    assert sheet.locator("main").inner_text() == english


@pytest.mark.parametrize("lang", ["en", "th"])
def test_nothing_hangs_over_the_edge_of_a_telephone(show: Show, real: str, lang: str) -> None:
    sheet = show(real, **NARROW)
    turn(sheet, lang)
    assert sheet.evaluate("document.documentElement.scrollWidth") == 320


def test_the_document_can_be_taken_home(show: Show, real: str, run: presidium.Run) -> None:
    sheet = show(real)
    with sheet.expect_download() as waiting:
        sheet.locator("[data-save=document]").click()
    saved = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    whole = run.document()
    # The page of the flagship case may have no room for the scenario's own text: it stands in its files.
    text, own = saved.pop("scenario_text"), whole.pop("scenario_text")
    assert text in ({}, own)
    assert saved == whole
    assert own


# The lesson beside it


@pytest.fixture(scope="module")
def lesson(written: Path) -> str:
    """The text of the lesson."""
    return (written / "story.html").read_text(encoding="utf-8")


def sealed(case: Any, point: int, lang: str) -> list[str]:
    """Every text that may not be seen before this point is decided."""
    moments = case.story.moments
    later = [one for moment in moments[point:] for one in (*moment.happened.told, *moment.disputed)]
    later += [one for moment in moments[point + 1 :] for one in moment.known]
    return [one.says.in_(lang) for one in (*later, *case.story.debrief)]


def heard(sheet: Any) -> str:
    """What those who listen can reach."""
    nodes = sheet.context.new_cdp_session(sheet).send("Accessibility.getFullAXTree")["nodes"]
    names = [(node["role"]["value"], str(node.get("name", {}).get("value", ""))) for node in nodes]
    # A sentence of several parts is heard as one.
    return "\n".join(
        [*(name for _, name in names), "".join(name for role, name in names if role == "StaticText")]
    )


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_lesson_is_walked_by_keyboard_and_tells_nothing_too_early(
    show: Show, lesson: str, run: presidium.Run, lang: str
) -> None:
    sheet = show(lesson)
    turn(sheet, lang)
    moments = run.case.story.moments
    assert len(moments) == 5
    for k, moment in enumerate(moments):
        told = sealed(run.case, k, lang)
        for text in (sheet.locator("body").inner_text(), heard(sheet)):
            assert [one for one in told if one in text] == []
            assert all(one.says.in_(lang) in text for one in moment.known)
        if k:
            assert sheet.evaluate("document.activeElement.id") == f"title-{moment.id}"
        while not sheet.evaluate("document.activeElement.matches('input[type=radio]:enabled')"):
            sheet.keyboard.press("Tab")
        sheet.keyboard.press("Space")
        for key in ("Tab", "ArrowRight", "Tab", "Enter"):
            sheet.keyboard.press(key)
        assert sheet.evaluate("document.activeElement.id") == f"happened-{moment.id}"
        shown = sheet.locator(f"#point-{moment.id}").inner_text()
        assert all(one.says.in_(lang) in shown for one in (*moment.happened.told, *moment.disputed))
        assert all(choice.says.in_(lang) in shown for choice in moment.choices)
        while not sheet.evaluate("document.activeElement.matches('.on')"):
            sheet.keyboard.press("Tab")
        sheet.keyboard.press("Enter")
    end = sheet.locator("#debrief").inner_text()
    assert all(one.says.in_(lang) in end for one in run.case.story.debrief)
    assert sheet.locator("#mean").is_visible()
    if lang == "th":
        assert sheet.locator("main i:not([lang])").filter(visible=True).count() == 0
    assert [address.split(":")[0] for address in sheet.asked] == ["file"]
    assert sheet.said == []


def test_the_lessons_odds_are_counted_in_the_histories(show: Show, lesson: str, run: presidium.Run) -> None:
    sheet = show(lesson)
    shares = sheet.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[data-point]')]"
        ".map(point => [point.dataset.point, Number(point.dataset.share)]))"
    )
    people, rows = list(run.board.people), run.rows
    beria, khrushchev = people.index("beria"), people.index("khrushchev")
    chief = rows["chief_holder"][:, run.board.chiefs.index("first-secretary")] == khrushchev
    fell = rows["fell"][:, beria]
    # Months count from March 1953: May 1953 is 2, December 1953 is 9.
    by_then = ~((fell >= 0) & (fell <= 2))
    assert shares["june-1953"] == pytest.approx(((fell > 2) & (fell <= 9))[by_then].mean(), abs=1e-6)
    # First Secretary in May 1957 or September 1964, months 50 and 138, he falls by the end of the year.
    for name, opens, closes in (("june-1957", 50, 57), ("october-1964", 138, 141)):
        gone = (rows["fell"][:, khrushchev] > opens) & (rows["fell"][:, khrushchev] <= closes)
        assert shares[name] == pytest.approx(gone[chief[:, opens]].mean(), abs=1e-6)


def test_the_lessons_what_ifs_are_the_documents(lesson: str, run: presidium.Run) -> None:
    comparison = run.comparisons()["no-berlin-rising"]
    asked = next(one for one in comparison.questions() if one["id"] == "time-to-beria-fall")
    row = next(one for one in asked["answers"] if one["value"] == "1953")
    told = f"{100 * row['base']:.0f} of 100 as it is, {100 * row['changed']:.0f} with the change"
    assert f"No rising in Berlin. In which year does Beria fall? 1953: {told}" in html.unescape(lesson)


def test_the_lesson_is_one_file_of_less_than_a_quarter_of_a_megabyte(lesson: str) -> None:
    assert len(lesson.encode()) < 225_000
