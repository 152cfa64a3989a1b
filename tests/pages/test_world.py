"""Does the page say what the histories have of the world outside, and can its dates be chosen?"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presidium.page.build import page
from presidium.page.reading import Reading

from .turning import turn

# A date in a picture, in both languages: the style sheet shows one.
LAST = "December 1964ธันวาคม ค.ศ. 1964"

Show = Callable[..., Any]


def _section(html: str, name: str) -> str:
    return html.partition(f"<section id={name} ")[2].partition("<section ")[0]


def test_the_world_outside_is_told_in_both_languages_with_its_tables(
    sample: dict[str, Any], html: str
) -> None:
    section = _section(html, "world")
    world = sample["world"]
    told = [*world["sentences"], *(state["name"] for state in world["states"])]
    told += [rung["name"] for rung in world["ladder"]["rungs"]]
    for text in told:
        assert text["en"] in section
        assert text["th"] in section
    names = re.findall(r"<table id=([\w-]+)", section)
    assert names == [
        "world-shares", "camps", "tension", "crises", "clients", "ladder", "ladder-states"
    ]  # fmt: skip


def test_every_state_that_moves_has_a_picture_the_one_that_moved_most_first(html: str) -> None:
    assert re.findall(r"<title id=world-(\w+)-small", html) == ["alb", "yug", "som"]
    assert "United Kingdom" in _section(html, "world")


def test_shares_in_the_table_are_those_of_the_document(sample: dict[str, Any], html: str) -> None:
    rows = html.partition("<table id=world-shares ")[2].partition("</table>")[0].split("<tr>")
    state = next(state for state in sample["world"]["states"] if state["id"] == "alb")
    (last,) = [row for row in rows if row.startswith("<th>1964-12")][:1]
    low, mean, high = state["shares"]["peking"][-1]
    cells = last.split("<td>")[1:]
    assert cells[2:4] == [f"{mean} ({low}–{high})", str(state["recorded"][-1][1])]


def test_the_line_of_the_mean_and_the_dots_of_the_record_are_where_the_document_has_them(
    sample: dict[str, Any], html: str
) -> None:
    panel = html.partition("<title id=world-alb-small")[2].partition("</svg>")[0]
    mean, past = (re.search(rf'd="([^"]*)" class={name} ', panel)[1] for name in ("line", "past"))  # type: ignore[index]
    state = next(state for state in sample["world"]["states"] if state["id"] == "alb")
    # 110 is nothing, 26 is all.
    assert mean.split("l")[0].split()[1] == str(round(110 - 0.84 * state["shares"]["moscow"][0][1]))
    assert past.split("H")[0].split()[1] == str(round(110 - 0.84 * state["recorded"][0][0]))


def test_answers_that_were_fed_are_warned_of(document: dict[str, Any], html: str) -> None:
    assert "is no forecast" not in _section(html, "world")
    assert "are no forecast" not in _section(html, "world")
    document["world"]["given_answers"] = True
    assert "The leanings below are no forecast." in _section(page(document), "world")


def test_the_ladder_says_what_is_not_shown_and_how_circular_it_is(
    document: dict[str, Any], html: str
) -> None:
    section = _section(html, "world")
    assert section.count("<td><i>not shown") == 5
    # Treaties alone: their interval lies wholly below 0.
    assert section.count("<td><i>worse") == 1
    assert "circular" in section
    rung = next(rung for rung in document["world"]["ladder"]["rungs"] if rung["id"] == "acts")
    rung |= {"shown": True, "gain_interval": [0.001, 0.05]}
    section = _section(page(document), "world")
    assert section.count("<td><i>not shown to be better") == 4
    assert section.count("<td><i>better") == section.count("<td><i>worse") == 1


def test_a_world_that_nobody_recorded_has_a_page(document: dict[str, Any]) -> None:
    world = document["world"]
    for state in world["states"]:
        state["recorded"] = [None] * len(state["recorded"])
    for one in (*world["clients"], *world["crises"], *world["breaks"]):
        one["recorded"] = None
    world["ladder"] = None
    section = _section(page(document), "world")
    assert "class=past" not in section
    assert "ladder" not in section


def test_a_world_without_breaks_clients_or_crises_has_a_page(document: dict[str, Any]) -> None:
    document["world"] |= {
        "breaks": [],
        "clients": [],
        "crises": [],
        "leaders_replaced": [1.0],
        "sentences": [],
    }
    names = re.findall(r"<table id=([\w-]+)", _section(page(document), "world"))
    assert names == ["world-shares", "camps", "tension", "ladder", "ladder-states"]


def test_a_document_without_a_world_has_no_such_section(document: dict[str, Any]) -> None:
    document["world"] = None
    text = page(document)
    assert "<section id=world " not in text
    assert "href=#world" not in text


def test_questions_that_a_change_leaves_alone_are_counted_and_not_drawn(
    sample: dict[str, Any], html: str
) -> None:
    change = sample["whatif"][0]
    assert "party-1955" not in {asked["id"] for asked in change["questions"]}
    article = _section(html, "whatif").partition("<article>")[2].partition("</article>")[0]
    assert "as they were without it: 1 of 5." in article


def test_rare_answers_are_one_row(document: dict[str, Any]) -> None:
    asked = next(one for one in document["questions"] if one["ask"] not in {"time_to_fall", "fate"})
    first = asked["answers"][0]
    asked["answers"] = [
        {
            **first,
            "value": f"a{i}",
            "label": {"en": f"A{i}", "th": f"ก{i}"},
            "probability": share,
            "recorded": False,
        }
        for i, share in enumerate((0.97, 0.012, 0.009, 0.005, 0.004))
    ]
    table = page(document).partition(f"<table id=question-{asked['id']} ")[2].partition("</table>")[0]
    assert re.findall(r"<td>([\d.]+)<td>", table)[::1][:3] == ["97.0", "1.2", "1.8"]
    assert "3 rarer answers together" in table


# In a browser


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_camps_are_shown_at_the_date_that_is_chosen(show: Show, html: str, script: bool) -> None:
    sheet = show(html, java_script_enabled=script)
    shown = sheet.locator("#camps-figure svg.wide text.at").filter(visible=True)
    assert shown.all_text_contents() == [LAST]
    sheet.locator("#at-0").focus()
    sheet.keyboard.press("Space")
    assert shown.all_text_contents() == ["March 1953มีนาคม ค.ศ. 1953"]
    sheet.keyboard.press("ArrowRight")
    assert shown.all_text_contents() == ["December 1953ธันวาคม ค.ศ. 1953"]
    assert sheet.locator("#at-1").is_checked()


def test_albania_moves_from_one_camp_to_the_other(show: Show, html: str, sample: dict[str, Any]) -> None:
    """At the opening it is Moscow's and so on record; in December 1964 Peking's, and so on record."""
    sheet = show(html)
    spots = "() => [...document.querySelectorAll('#camps-figure svg.wide .spots')]" + (
        ".filter(e => getComputedStyle(e).display !== 'none').map(e => e.className.baseVal.split(' ')[0])"
    )
    peking = f"s{Reading(sample).slot('peking')}"
    assert peking in sheet.evaluate(spots)
    sheet.locator("label[for=at-0]").click()
    assert peking not in sheet.evaluate(spots)


def test_small_pictures_are_saved_together(show: Show, html: str) -> None:
    sheet = show(html)
    turn(sheet, "th")
    sheet.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    with sheet.expect_download() as waiting:
        sheet.locator("[data-save=svg][data-of=world-shares]").click()
    picture = ET.fromstring(Path(waiting.value.path()).read_bytes())
    space = "{http://www.w3.org/2000/svg}"
    inner = picture.findall(f"{space}svg")
    heights = [float(one.get("height", "")) for one in inner]
    assert [float(one.get("y", "")) for one in inner] == [sum(heights[:i]) for i in range(len(inner))]
    assert float(picture.get("height", "")) == sum(heights)
    assert [one.findtext(f"{space}text/{space}tspan") for one in inner][0] == "แอลเบเนีย"
    assert any(path.get("stroke-dasharray") not in {None, "none"} for path in picture.iter(f"{space}path"))


def test_on_paper_the_buttons_for_dates_are_gone_and_the_date_is_in_the_picture(
    show: Show, html: str
) -> None:
    sheet = show(html)
    sheet.emulate_media(media="print")
    assert sheet.locator("#camps-figure label").filter(visible=True).count() == 0
    assert sheet.locator("#camps-figure svg.wide text.at").filter(visible=True).all_text_contents() == [LAST]
