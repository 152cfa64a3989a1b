"""Can a reader look closer and change history on the page, and are the numbers those of the engine?"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import presidium
from presidium.history.board import Board, board_of
from presidium.history.inputs import drawn
from presidium.page.build import page

from .turning import turn

Show = Callable[..., Any]
HISTORIES = 600
SEED = 2**40 + 1953
# One that every history draws from two rivals (a parameter), and two plain ranges.
PATHS = ("parameters.launch-rate", "people.beria.ambition", "people.malenkov.ambition")
ROWS = """name => [...document.querySelector(`#${name} tbody`).rows]
    .map(row => [...row.cells].map(cell => cell.innerText.replace(/\\s+/g, ' ').trim()))"""


@pytest.fixture(scope="module")
def board() -> Board:
    return board_of(presidium.load("soviet-1953"))


@pytest.fixture(scope="module")
def values(board: Board) -> np.ndarray:
    paths = [number.path for number in board.inputs]
    return drawn(board, SEED, HISTORIES)[:, [paths.index(path) for path in PATHS]]


@pytest.fixture(scope="module")
def taken(values: np.ndarray) -> str:
    """Made-up answers that lean on the second number."""
    return "".join("a" if beria > 0.9 else "b" if beria > 0.85 else "c" for beria in values[:, 1])


@pytest.fixture(scope="module")
def text(sample: dict[str, Any], board: Board, values: np.ndarray, taken: str) -> str:
    numbers = {number.path: number for number in board.inputs}
    inputs, listed = [], []
    for path, column in zip(PATHS, values.T, strict=True):
        number, cuts = numbers[path], np.quantile(column, [1 / 3, 2 / 3]).round(4).tolist()
        cut = np.cumsum([rival.weight for rival in number.rivals]) / sum(r.weight for r in number.rivals)
        name = {"en": path, "th": f"ไทย {path}"}
        inputs.append(
            {
                "path": path,
                "name": name,
                "address": [number.mechanism, number.slot],
                "rivals": [[r.low, r.high, c] for r, c in zip(number.rivals, cut.tolist(), strict=True)],
                "cuts": cuts,
                "exogenous": True,
            }
        )
        listed.append(
            {"path": path, "name": name, "cuts": cuts, "low": 0.5, "high": 0.7}
            | {"difference": 0.2, "mc_error": 0.01}
        )
    asked = sample["questions"][0]
    leading = max(asked["answers"], key=lambda answer: answer["probability"])
    answers = [{"value": v, "label": {"en": v, "th": f"ไทย {v}"}} for v in ("always", "seldom", "never")]
    return page(
        {
            **sample,
            "matters": {
                "inputs": 665,
                "questions": [
                    {"id": asked["id"], "value": leading["value"], "label": leading["label"]}
                    | {"beyond_chance": 3, "effects": listed}
                ],
            },
            "closer": {
                "histories": HISTORIES,
                "key": [SEED & 0xFFFFFFFF, SEED >> 32],
                "inputs": inputs,
                "questions": [{"id": asked["id"], "answers": answers, "taken": taken}],
            },
        }
    )


@pytest.fixture
def sheet(show: Show, text: str) -> Any:
    opened = show(text)
    opened.wait_for_selector("#closer fieldset")
    opened.wait_for_selector("#change fieldset")
    return opened


def test_the_page_draws_what_the_engine_drew(sheet: Any, values: np.ndarray) -> None:
    again = sheet.evaluate(
        """async () => { const { closer } = await documentData();
        return closer.inputs.map(input => Array.from({ length: closer.histories },
            (_, history) => drawnNumber(closer.key, history, input))); }"""
    )
    assert np.array_equal(np.array(again).T, values)


def test_philox_gives_the_published_vectors(sheet: Any) -> None:
    """First words of the known answers of Salmon et al. for all zeros, all ones, and the digits of pi."""
    words = [
        ([0, 0], [0, 0, 0, 0], 0x6627E8D5, 0xE169C58D),
        ([0xFFFFFFFF] * 2, [0xFFFFFFFF] * 4, 0x408F276D, 0x41C83B0E),
        ([0xA4093822, 0x299F31D0], [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344], 0xD16CFE09, 0x94FDCCEB),
    ]
    for key, counter, first, second in words:
        found = sheet.evaluate("([key, counter]) => uniform(key, ...counter)", [key, counter])
        assert found == ((first << 32 | second) >> 11) * 2.0**-53


def test_to_choose_a_third_counts_its_histories_and_their_answers(
    sheet: Any, values: np.ndarray, taken: str
) -> None:
    assert sheet.locator("#closer [role=status]").inner_text() == "Based on 600 of 600 histories."
    low, high = np.quantile(values[:, 1], [1 / 3, 2 / 3]).round(4)
    sheet.locator("#closer fieldset").nth(1).get_by_text("or more").click()
    inside = values[:, 1] >= high
    sheet.locator("#closer fieldset").nth(0).get_by_text("up to").click()
    inside &= values[:, 0] <= np.quantile(values[:, 0], 1 / 3).round(4)
    n = int(inside.sum())
    assert 0 < n < 100
    assert (
        sheet.locator("#closer [role=status]").inner_text() == f"Only {n} of 600 histories: too few to tell."
    )
    assert "few" in sheet.locator("#closer").get_attribute("class")
    letters = np.array(list(taken))
    for row, (label, letter) in zip(
        sheet.evaluate(ROWS, "closer"), zip(("always", "seldom", "never"), "abc", strict=True), strict=True
    ):
        every, chosen = (letters == letter).mean(), (letters[inside] == letter).mean()
        error = np.sqrt(every * (1 - every) * (1 / n - 1 / HISTORIES))
        sign = f"{100 * (chosen - every):.1f}".replace("-", "−")
        assert row == [label, "", f"{100 * every:.1f}", f"{100 * chosen:.1f}", f"{sign} ± {196 * error:.1f}"]
    sheet.locator("#closer fieldset").nth(0).get_by_text("any").click()
    n = int((values[:, 1] >= high).sum())
    assert sheet.locator("#closer [role=status]").inner_text() == f"Based on {n} of 600 histories."
    assert "few" not in sheet.locator("#closer").get_attribute("class")
    assert low < high


def test_a_change_shows_what_the_document_has_of_it(sheet: Any, sample: dict[str, Any]) -> None:
    names = [change["name"]["en"] for change in sample["whatif"]]
    labels = sheet.locator("#change fieldset label").all_inner_texts()
    assert labels == [*names, "Without hindsight"]
    change = sample["whatif"][1]
    sheet.locator("#change fieldset label").nth(1).click()
    question = change["questions"][0]
    sheet.locator("#change select").select_option(label=question["text"]["en"])
    rows = sheet.evaluate(ROWS, "change")
    assert [row[0] for row in rows] == [answer["label"]["en"] for answer in question["answers"]]
    for row, answer in zip(rows, question["answers"], strict=True):
        assert row[2:4] == [f"{100 * answer['base']:.1f}", f"{100 * answer['changed']:.1f}"]
    share = round(100 * change["changed_histories"])
    assert sheet.locator("#change [role=status]").inner_text().startswith(f"In {share} % of ")


def test_both_panels_work_by_keyboard_and_in_thai(sheet: Any) -> None:
    sheet.locator("#closer-1-0").focus()
    sheet.keyboard.press("ArrowRight")
    assert sheet.evaluate("document.activeElement.id") == "closer-1-1"
    assert sheet.locator("#closer [role=status]").inner_text() == "Based on 200 of 600 histories."
    turn(sheet, "th")
    assert sheet.locator("#closer [role=status]").inner_text() == "จากการจำลอง 200 ครั้ง ใน 600 ครั้ง"
    assert sheet.evaluate(ROWS, "closer")[0][0] == "ไทย always"
    assert sheet.locator("#closer option").first.inner_text() == "ใครพ้นจากอำนาจเป็นคนแรก"
    sheet.locator("#changes-0").focus()
    sheet.keyboard.press("ArrowDown")
    assert sheet.locator("#changes-1").is_checked()
    assert sheet.said == []
    assert len(sheet.asked) == 1


def test_the_two_panels_look_different_and_only_one_says_that_something_is_changed(sheet: Any) -> None:
    frames = [
        sheet.locator(name).evaluate("box => getComputedStyle(box).borderTopStyle")
        for name in ("#closer", "#change")
    ]
    assert frames == ["dashed", "solid"]
    assert "Nothing is changed here" in sheet.locator("#closer").inner_text()
    assert "One thing is made different" in sheet.locator("#change").inner_text()


def test_without_a_script_no_panel_is_there_but_what_matters_is(show: Show, text: str) -> None:
    still = show(text, java_script_enabled=False)
    assert not still.locator("#closer").is_visible()
    assert not still.locator("#change").is_visible()
    assert still.locator("#effects-figure svg").is_visible()


def test_a_run_in_which_nothing_passes_says_so(sample: dict[str, Any]) -> None:
    asked = sample["questions"][0]
    found = page(
        {
            **sample,
            "matters": {
                "inputs": 12,
                "questions": [
                    {"id": asked["id"], "value": "beria", "label": "B", "beyond_chance": 0, "effects": []}
                ],
            },
        }
    )
    assert "None of them moves the leading answer by more than chance" in found
    assert "id=closer " not in found
