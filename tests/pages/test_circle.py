"""Is it shown who is with whom: the same in picture and table, at every date?"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from presidium.draw.circle import Gathering, Person, circle
from presidium.draw.svg import WIDE, width_of
from presidium.page.build import page

Show = Callable[..., Any]
KEY = {"warm": "warm", "cold": "cold", "camp": "camp"}


@pytest.fixture(scope="module")
def text(sample: dict[str, Any]) -> str:
    people = sample["people"][:4]
    who = [one["id"] for one in people]
    return page(
        {
            **sample,
            "circle": {
                "people": [
                    {"who": one["id"], "name": one["name"], "x": x, "y": y}
                    for one, (x, y) in zip(people, [(0, 0), (1, 0), (0.5, 1), (0.2, 0.5)], strict=True)
                ],
                "dates": [
                    {
                        "at": "1953-06-25",
                        "camps": [[who[0], who[3]], [who[1]]],
                        "pairs": [
                            {"first": who[0], "second": who[3], "regard": 1.25},
                            {"first": who[0], "second": who[1], "regard": -2.5},
                        ],
                    },
                    {"at": "1957-06-28", "camps": [who[:3]], "pairs": []},
                ],
            },
        }
    )


def test_tables_have_camps_and_pairs_by_date(show: Show, text: str, sample: dict[str, Any]) -> None:
    sheet = show(text)
    sheet.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    names = [one["name"]["en"] for one in sample["people"][:4]]
    rows = """name => [...document.getElementById(name).rows]
        .map(row => [...row.cells].map(cell => cell.innerText))"""
    assert sheet.evaluate(rows, "circle") == [
        ["Person", "1953-06-25", "1957-06-28"],
        [names[0], "1", "1"],
        [names[1], "2", "1"],
        [names[2], "", "1"],
        [names[3], "1", ""],
    ]
    assert sheet.evaluate(rows, "circle-pairs")[1:] == [
        [f"{names[0]} – {names[3]}", "1.25", ""],
        [f"{names[0]} – {names[1]}", "−2.50", ""],
    ]


def test_a_date_shows_its_members_only_and_needs_no_script(
    show: Show, text: str, sample: dict[str, Any]
) -> None:
    sheet = show(text, java_script_enabled=False)
    names = [one["name"]["en"] for one in sample["people"][:4]]
    # The key's three texts and the date stand beside the names.
    shown = sheet.locator("#circle-figure svg tspan, #circle-figure svg text.at").filter(visible=True)
    assert set(shown.all_text_contents()) & set(names) == set(names[:3])
    sheet.locator("label[for=on-0]").click()
    assert set(shown.all_text_contents()) & set(names) == {names[0], names[1], names[3]}
    assert "25 June 195325 มิถุนายน ค.ศ. 1953" in shown.all_text_contents()


def test_choosing_a_date_of_states_leaves_that_of_people_alone(show: Show, text: str) -> None:
    sheet = show(text)
    sheet.locator("label[for=on-0]").click()
    sheet.locator("label[for=at-1]").click()
    assert sheet.locator("#circle-figure svg text.at").filter(visible=True).all_text_contents() == [
        "25 June 195325 มิถุนายน ค.ศ. 1953"
    ]


def test_an_area_holds_the_camp_and_lines_join_the_pairs() -> None:
    people = [
        Person(name, x, y, 1) for name, x, y in (("a", 0, 0), ("b", 1, 0), ("c", 0.5, 1), ("d", 0.5, 0.3))
    ]
    picture = circle("c", "C", people, [Gathering("1953", [[0, 1, 2, 3]], [(0, 1)], [(2, 3)])], KEY)
    spots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', picture)
    (hull,) = re.findall(r'<path d="M([^"]*)Z" class="camp0 hull"', picture)
    corners = {tuple(corner.split()) for corner in hull.split("L")}
    # The fourth stands inside the triangle of the others.
    assert corners == set(spots[:3])
    a, b, c, d = (" ".join(spot) for spot in spots[:4])
    assert f'd="M{a}L{b}" class="l-mark"' in picture
    assert f'd="M{c}L{d}" class="l-warn cold"' in picture


def test_without_dates_there_is_no_picture(sample: dict[str, Any]) -> None:
    assert "circle-figure" not in page({**sample, "circle": {"people": [], "dates": []}})


def test_a_long_name_at_the_edge_is_on_the_paper() -> None:
    name = "Konstantin Konstantinopolitanovich"
    people = [Person(name, 0, 0, 1), Person(name, 1, 0, 2), Person("Vey", 0.5, 0, 3)]
    drawing = circle("c", "Circle", people, [Gathering("1953", [[0, 1, 2]], [], [])], KEY)
    middles = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="middle"', drawing)]
    left, right, middle = middles
    assert left >= width_of(name) / 2
    assert right <= WIDE - width_of(name) / 2
    assert middle == WIDE / 2
