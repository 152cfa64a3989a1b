"""Does the page of a story keep what happened until the reader has decided, and then tell it in full?"""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from presidium.page.odds import colours, hundred
from presidium.page.story import story_page

from .lesson import LESSON, bet, choice, odds, pair, point
from .turning import choose_era, turn

Show = Callable[..., Any]
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
NARROW = {"viewport": {"width": 320, "height": 640}}
HTML = story_page(LESSON)
OUTCOMES = ("Outcome of", "Dispute of", "Known by second", "Lesson of it all", "E. Kuhn", "62 of 100")


@pytest.fixture
def lesson() -> dict[str, Any]:
    return copy.deepcopy(LESSON)


def heard(sheet: Any) -> str:
    """What those who listen can reach: the names and values in the browser's tree of accessibility."""
    session = sheet.context.new_cdp_session(sheet)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    parts = [node.get(field, {}).get("value") for node in nodes for field in ("name", "value", "description")]
    return "\n".join(str(part) for part in parts if part)


def decide(sheet: Any, name: str, choice: str, chance: int) -> None:
    """Decide a point by keyboard alone, from wherever the focus is before it."""
    sheet.locator(f"#point-{name} input[type=radio]").first.focus()
    for _ in range([*_values(sheet, name)].index(choice)):
        sheet.keyboard.press("ArrowDown")
    if not sheet.evaluate("document.activeElement.checked"):
        sheet.keyboard.press("Space")
    sheet.keyboard.press("Tab")
    assert sheet.evaluate("document.activeElement.type") == "range"
    sheet.keyboard.press("Home")
    for _ in range(chance):
        sheet.keyboard.press("ArrowRight")
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Enter")


def _values(sheet: Any, name: str) -> list[str]:
    found: list[str] = sheet.evaluate(
        "name => [...document.querySelectorAll(`#point-${name} input[type=radio]`)].map(box => box.value)",
        name,
    )
    return found


def anew(show: Show, hash: str) -> Any:
    """Open the page at an address of somebody else."""
    sheet = show(HTML)
    address = sheet.url
    sheet.goto("about:blank")
    sheet.goto(address + hash)
    return sheet


def go_on(sheet: Any) -> None:
    """From what is revealed on to the next point, by keyboard."""
    while not sheet.evaluate("document.activeElement.matches('.on')"):
        sheet.keyboard.press("Tab")
    sheet.keyboard.press("Enter")


def test_nothing_of_what_comes_is_seen_or_heard_before_the_choice(show: Show) -> None:
    sheet = show(HTML)
    for text in (sheet.locator("body").inner_text(), heard(sheet)):
        assert "Known by first" in text
        assert [word for word in OUTCOMES if word in text] == []
    decide(sheet, "first", "wait", 10)
    for text in (sheet.locator("body").inner_text(), heard(sheet)):
        assert "Outcome of first" in text
        assert "62 of 100" in text
        assert "Known by second" not in text
        assert "Lesson of it all" not in text


def test_focus_goes_to_what_is_revealed_and_it_is_announced(show: Show) -> None:
    sheet = show(HTML)
    decide(sheet, "first", "strike", 80)
    assert sheet.evaluate("document.activeElement.id") == "happened-first"
    assert sheet.locator("#said").inner_text() == "You have decided. What happened stands below."
    go_on(sheet)
    assert sheet.evaluate("document.activeElement.id") == "title-second"
    assert sheet.locator("#said").inner_text() == "The next point stands below."


def test_without_a_choice_nothing_opens(show: Show) -> None:
    sheet = show(HTML)
    turn(sheet, "th")
    sheet.locator("#point-first .decide").click()
    assert sheet.locator("#said").inner_text() == "โปรดเลือกคำตอบหนึ่งข้อก่อน"
    assert sheet.evaluate("document.activeElement.type") == "radio"
    assert "Outcome of" not in sheet.locator("body").inner_text()


def test_choices_chances_and_scores_stand_at_the_end(show: Show) -> None:
    sheet = show(HTML)
    decide(sheet, "first", "wait", 30)
    assert sheet.locator("#point-first .chose").inner_text() == "You chose: B. To wait."
    assert sheet.locator("#point-first .yours").inner_text() == "You gave it 30 of 100. Your score: 0.49."
    go_on(sheet)
    decide(sheet, "second", "strike", 50)
    go_on(sheet)
    assert sheet.evaluate("document.activeElement.id") == "title-debrief"
    rows = """name => [...document.getElementById(name).tBodies[0].rows]
        .map(row => [...row.cells].map(cell => cell.innerText))"""
    assert sheet.evaluate(rows, "sum-choices") == [
        ["1 June 1961", "B. To wait.", "To strike.", "62%"],
        ["19 November 1961", "A. To strike.", "To strike.", "62%"],
    ]
    assert sheet.evaluate(rows, "sum-bets") == [
        ["1 June 1961", "It comes to 0.2.", "30%", "20%", "yes", "0.49", "0.64"],
        ["19 November 1961", "It comes to 0.8.", "50%", "80%", "no", "0.25", "0.64"],
    ]
    # (0.49 + 0.25) / 2 and (0.64 + 0.64) / 2
    assert sheet.locator("#mean").inner_text().startswith("Your mean score is 0.37, the model's 0.64;")
    assert sheet.said == []


def test_what_was_chosen_stands_in_the_address_and_comes_back_from_it(show: Show) -> None:
    sheet = show(HTML)
    decide(sheet, "first", "go", 5)
    assert sheet.evaluate("location.hash") == "#first=go.5"
    turn(sheet, "th")
    assert sheet.evaluate("location.hash") == "#th&first=go.5"
    sheet.reload()
    assert sheet.evaluate("document.documentElement.lang") == "th"
    assert sheet.locator("#point-first .chose").inner_text() == "คุณเลือก: ค. ไทย To go."
    assert sheet.locator("#title-second").is_visible()
    assert "ไทย Outcome of first." in sheet.locator("#point-first").inner_text()
    assert "ไทย Outcome of second." not in sheet.locator("body").inner_text()
    sheet.locator(".skip").focus()
    sheet.keyboard.press("Enter")
    sheet.wait_for_function("location.hash === '#th&first=go.5'")


@pytest.mark.parametrize(
    "hash",
    [
        "#first=nothing.50",
        "#first=go.101",
        "#first=go",
        "#second=go.50",
        "#first=go.5x",
        "#first=<b>.1",
        "#%",
        "#=",
    ],
)
def test_an_address_that_makes_no_sense_opens_nothing(show: Show, hash: str) -> None:
    sheet = anew(show, hash)
    assert "Outcome of" not in sheet.locator("body").inner_text()
    assert sheet.said == []


def test_it_can_be_started_again(show: Show) -> None:
    sheet = anew(show, "#first=go.5&second=wait.50")
    sheet.locator("#point-second .on").click()
    sheet.locator("#again").click()
    sheet.wait_for_function("!location.hash && !document.querySelector('input:checked')")
    assert sheet.locator("#point-first input[type=range]").input_value() == "50"
    assert "Outcome of" not in sheet.locator("body").inner_text()


def test_without_a_script_it_reads_as_a_text_that_is_folded_away(show: Show) -> None:
    sheet = show(HTML, java_script_enabled=False)
    text = sheet.locator("main").inner_text()
    assert "Known by first" in text
    assert [word for word in OUTCOMES if word in text] == []
    assert sheet.locator("button, input[type=range]").filter(visible=True).count() == 0
    while (closed := sheet.locator("details.fold:not([open]) > summary").filter(visible=True)).count():
        closed.first.click()
    text = sheet.locator("main").inner_text()
    assert [word for word in OUTCOMES if word not in text] == []
    sheet.locator("#th").click()
    assert "ไทย Outcome of second." in sheet.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_everything(show: Show, script: bool) -> None:
    sheet = show(HTML, java_script_enabled=script)
    sheet.emulate_media(media="print")
    text = sheet.locator("main").inner_text()
    assert [word for word in OUTCOMES if word not in text] == []
    assert sheet.locator("button, summary, input[type=range]").filter(visible=True).count() == 0


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_rule_of_accessibility_is_broken(show: Show, lang: str, colours: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    sheet = show(HTML, viewport={"width": width, "height": 800}, color_scheme=colours)
    turn(sheet, lang)
    found = axe.run(sheet)
    assert found.violations_count == 0, found.generate_report()
    for name in ("first", "second"):
        sheet.locator(f"#point-{name} input[type=radio]").first.check()
        sheet.locator(f"#point-{name} .decide").click()
        sheet.locator(f"#point-{name} .on").click()
    sheet.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    found = axe.run(sheet)
    assert found.violations_count == 0, found.generate_report()
    assert sheet.evaluate("document.documentElement.scrollWidth") == width
    small = sheet.evaluate(
        "[...document.querySelectorAll('button, input, summary')].map(e => e.getBoundingClientRect())"
        ".filter(r => r.width && (r.height < 20 || r.width < 20)).length"
    )
    assert small == 0


def test_it_asks_for_nothing_and_complains_of_nothing(show: Show) -> None:
    sheet = show(HTML)
    decide(sheet, "first", "go", 3)
    go_on(sheet)
    assert [address.split(":")[0] for address in sheet.asked] == ["file"]
    assert sheet.said == []
    assert re.findall(r"<(?:link|iframe|object|embed|img|base|form)\b", HTML) == []
    assert re.findall(r"<[a-z][^>]*\s(?:on\w+|style|src|srcset)=", HTML.partition("<script>")[0]) == []


def test_hostile_text_is_shown_as_text(show: Show, lesson: dict[str, Any]) -> None:
    trap = {"en": HOSTILE, "th": HOSTILE}
    lesson["title"] = lesson["opening"][0] = trap
    for moment in lesson["moments"]:
        moment["who"] = moment["asks"] = moment["bet"]["says"] = trap
        moment["known"][0]["says"] = moment["happened"][0]["says"] = moment["disputed"][0]["says"] = trap
        for one in moment["choices"]:
            one["says"] = one["counted"] = trap
    lesson["moments"][1]["showdown"]["votes"][0]["text"] = trap
    lesson["moments"][1]["whatif"][0]["name"] = trap
    lesson["debrief"][0]["says"] = trap
    lesson["sources"][0] = {"key": HOSTILE, "what": HOSTILE, "url": "javascript:alert(1)", "kind": HOSTILE}
    sheet = show(story_page(lesson))
    assert HOSTILE in sheet.locator("h1").filter(visible=True).inner_text()
    for name in ("first", "second"):
        sheet.locator(f"#point-{name} input[type=radio]").first.check()
        sheet.locator(f"#point-{name} .decide").click()
        assert HOSTILE in sheet.locator(f"#point-{name} .chose").inner_text()
        sheet.locator(f"#point-{name} .on").click()
    assert HOSTILE in sheet.locator("#debrief").inner_text()
    assert sheet.locator("a[href^=javascript]").count() == 0
    assert sheet.evaluate("window.hacked") is None
    assert len(sheet.asked) == 1
    assert sheet.said == []


# The text


def test_the_same_record_gives_the_same_page() -> None:
    assert story_page(copy.deepcopy(LESSON)) == HTML


def test_the_odds_stand_as_words_dots_and_table() -> None:
    first = HTML.partition("id=point-first")[2].partition("id=point-second")[0]
    assert "A. To strike. 62 of 100." in first
    assert "C. To go. The model does not know this choice." in first
    assert "Counted among all 2,000 histories." in first
    assert "<th>A<td>62.5<td>1.0" in re.sub(r"<i>(\w)</i><i lang=th>.</i>", r"\1", first)
    (picture,) = re.findall(r"<svg[^>]*aria-labelledby=choices-first-small.*?</svg>", first)
    # 62 and 25 of what was offered, as the text has it, and 13 of something else
    assert [path.count("z") for path in re.findall(r'<path d="(M[^"]*z)"', picture)] == [62, 25, 13]


def test_text_and_picture_round_alike(lesson: dict[str, Any]) -> None:
    """Nearly all who speak, and the few who do not, are more than 99 and fewer than 1 in both."""
    lesson["moments"][0]["choices"] = [
        choice("speak", odds(0.9965), taken=True),
        choice("wait", odds(0.0035)),
    ]
    first = story_page(lesson).partition("id=point-first")[2].partition("id=point-second")[0]
    assert "A. To speak. &gt;99 of 100." in first
    assert "B. To wait. &lt;1 of 100." in first
    (picture,) = re.findall(r"<svg[^>]*aria-labelledby=choices-first-small.*?</svg>", first)
    assert [path.count("z") for path in re.findall(r'<path d="(M[^"]*z)"', picture)] == [99, 1]
    assert re.findall(r">(&[gl]t;\d+)<", picture) == ["&gt;99", "&lt;1"]


def test_what_is_none_of_the_choices_has_its_own_line_and_dots(lesson: dict[str, Any]) -> None:
    lesson["moments"][0]["others"] = [{"answer": pair("They yield"), **odds(0.125)}]
    first = story_page(lesson).partition("id=point-first")[2].partition("id=point-second")[0]
    assert "None of these choices: They yield. 12 of 100." in first
    assert "ไม่ใช่ทางเลือกใดในนี้ คือ “ไทย They yield” ร้อยละ 12" in first
    assert ">They yield<" in first.partition("<svg")[2].partition("</svg>")[0]
    assert "something else" not in first


def test_the_odds_of_a_side_hold_where_it_comes_to_that(lesson: dict[str, Any]) -> None:
    """Malenkov joins in 96 of 100, but Beria falls that year in 40: the moment comes in some only."""
    apart = "Counted also where it never comes to that moment"
    assert "if it comes to that moment" not in HTML.partition("id=debrief")[0]
    assert HTML.count(apart) == 1
    second = lesson["moments"][1]
    second["choices"] = [choice("join", odds(0.956, None), taken=True), choice("stay", odds(0.044, None))]
    told = story_page(lesson)
    assert "A. To join. 96 of 100, if it comes to that moment." in told
    assert "B. To stay. 4 of 100, if it comes to that moment." in told
    assert "<i>96%, if it comes to that moment</i>" in told.partition("id=debrief")[2]
    assert told.index(apart) < told.index("id=debrief")


def test_who_took_no_part_has_no_share(lesson: dict[str, Any]) -> None:
    shown = HTML.partition("Who would have stood where")[2].partition("How the recorded sides count")[0]
    picture, after = shown.partition("</figure>")[::2]
    assert ">Tamm<" in picture
    assert "Soll" not in picture
    assert "Took no part, so had no side: Soll." in after
    assert "ไม่ได้เข้าร่วม จึงไม่มีข้าง: ไทย Soll" in after
    assert "Orsk has no vote." in HTML
    showdown = lesson["moments"][1]["showdown"]
    showdown.update(note=None, members=showdown["members"][:3])
    assert "Took no part" not in story_page(lesson)


def test_few_histories_are_called_few_and_none_none(lesson: dict[str, Any]) -> None:
    second = HTML.partition("id=point-second")[2]
    assert "Fewer than a hundred histories come to this point" in second
    assert "Counted among the 80 of 2,000 histories" in second
    assert "Fewer than a hundred" not in HTML.partition("id=point-second")[0]
    lesson["moments"] = [
        point("none", "1961-06-01", choices=[choice("a", odds(None)), choice("b", None)], bet=bet(None, True))
    ]
    told = story_page(lesson)
    assert "No history comes to this point, so there are no odds." in told
    assert "so the model gave it no chance." in told
    assert "data-share" not in told.partition("<script>")[0]


def test_what_one_change_moves_is_told_with_its_interval() -> None:
    # -25.0 points, give or take 1.96 hundredths
    assert "−25.0 points (−27.0 to −23.0, 95 of 100)" in HTML
    assert "no history of 500 answers otherwise" in HTML


def test_of_a_change_it_is_said_how_many_histories_take_notice(lesson: dict[str, Any]) -> None:
    seldom = "What a change decides when its moment comes, these numbers do not say."
    assert "Histories in which anything changes: 75 of 100, among the first 500." in HTML
    assert seldom not in HTML
    for touched, share in ((0.0035, "&lt;1"), (0.034, "3"), (0.0, "0")):
        for one in lesson["moments"][1]["whatif"]:
            one["changed_histories"] = touched
        told = story_page(lesson)
        assert told.count(f"Histories in which anything changes: {share} of 100, among the first 500.") == 2
        assert told.count(seldom) == 1


def test_sources_are_told_once_and_at_the_end() -> None:
    assert HTML.count("Minutes of the council") == 1
    # They are found by their keys, whatever their order in the scenario.
    assert HTML.index("id=debrief") < HTML.index("E. Kuhn") < HTML.index("Minutes of the council")
    assert 'href=https://example.org/kuhn rel="noopener noreferrer"' in HTML


def test_grades_are_explained_before_they_are_used_and_sources_stand_apart() -> None:
    lead = HTML.partition("<section")[0]
    assert "Grades: A, a document of the time; B, agreed among scholars; C, one scholar or a memoir" in lead
    assert "A เอกสารร่วมสมัย; B นักวิชาการเห็นพ้องกัน" in lead
    assert "<code>kuhn</code>, <code>minutes</code></small>" in HTML
    # Whatever is negative has a true minus sign; hyphens stand between years and words only.
    assert re.findall(r"[ (]-\d", HTML.partition("<script>")[0]) == []


def test_a_person_has_one_colour_in_all_pictures(lesson: dict[str, Any]) -> None:
    """Tamm, Orsk and Vey stand in both pictures, in another order; Ritt, in one, comes after them."""
    first, second = lesson["moments"]
    members = [{"who": "ritt", "name": pair("Ritt"), "chance": 0.5, "sided": False, "absent": False}]
    members += second["showdown"]["members"][2::-1]
    first["showdown"] = {**second["showdown"], "members": members}
    told = story_page(lesson)
    found = {
        name: dict(
            zip(
                re.findall(r">(Ritt|Vey|Tamm|Orsk)<", picture),
                re.findall(r"<rect[^>]* class=(s\d+)", picture),
                strict=True,
            )
        )
        for name in ("first", "second")
        for picture in re.findall(rf"<svg[^>]*aria-labelledby=sides-{name}-small.*?</svg>", told)
    }
    assert {who: slot for who, slot in found["first"].items() if who != "Ritt"} == found["second"]
    assert len(set(found["first"].values())) == 4


def test_when_the_palette_does_not_reach_those_of_one_picture_are_grey(lesson: dict[str, Any]) -> None:
    showdown = lesson["moments"][1]["showdown"]
    crowd = [{**showdown["members"][1], "who": f"m{k}", "name": pair(f"M{k}")} for k in range(12)]
    lesson["moments"][0]["showdown"] = {**showdown, "members": [*crowd, *showdown["members"]]}
    slot = colours(lesson)
    assert len({slot[who] for who in ("vey", "tamm", "orsk", "soll")} - {0}) == 4
    assert [slot[f"m{k}"] for k in range(12)] == [5, 6, 7, 8, 9, 10, 11, 12, 0, 0, 0, 0]


def test_a_hundred_is_a_hundred() -> None:
    assert hundred([0.956, 0.044, 0.0]) == [96, 4, 0]
    assert sum(hundred([1 / 7] * 7)) == 100
    assert hundred([0.005, 0.995]) == [1, 99]
    # Whatever is printed, as 62 of 62.5 and 38 of 37.5, has so many dots.
    assert hundred([0.625, 0.375]) == [62, 38]
    assert sum(hundred([1.0, 0.6, 0.4])) == 100
    assert hundred([0.9, 0.001, 0.001, 0.098]) == [89, 1, 1, 9]


def test_a_lesson_is_told_in_the_era_chosen(show: Show, lesson: dict[str, Any]) -> None:
    sheet = show(story_page(lesson))
    turn(sheet, "th")
    assert "ค.ศ. 1961 (พ.ศ. 2504)" in sheet.locator("#title-first").inner_text()
    choose_era(sheet, "be")
    assert sheet.locator("#title-first").inner_text().endswith("วันที่ 1 มิถุนายน พ.ศ. 2504")
    choose_era(sheet, "ce")
    assert sheet.locator("#title-first").inner_text().endswith("วันที่ 1 มิถุนายน ค.ศ. 1961 (พ.ศ. 2504)")
    assert sheet.said == []
