"""Does the page print the very numbers that a picture draws and a notebook gets?"""

from collections.abc import Callable
from typing import Any

import pytest

from presidium.draw.differences import signed
from presidium.page.abroad import clients_plate, crises_plate, tension_plate
from presidium.page.answer import hundred_plate, question_plate
from presidium.page.course import course_plate
from presidium.page.figure import Plate
from presidium.page.ladder import ladder_plate, thousandths
from presidium.page.matters import effects_plate
from presidium.page.numbers import error_of
from presidium.page.offices import office_plate
from presidium.page.reading import Reading
from presidium.page.ruling import ruling_plate
from presidium.page.whatif import changes_plate, most_moved, shift_plate
from presidium.page.world import camp_months, camps_plate, shares_plate
from presidium.pictures.figure import figure_of
from presidium.record.piecemeal import Parts
from presidium.run import Run


def cells(plate: Plate, table: int = 0, lang: str = "en") -> list[list[str]]:
    """What the page prints in a table of the picture."""
    return [
        [cell if isinstance(cell, str) else cell.get(lang) or cell["en"] for cell in row]
        for row in plate.tables[table].rows
    ]


def rows(plate: Plate, lang: str = "en") -> list[dict[str, Any]]:
    """What a notebook gets, without what is missing."""
    found: list[dict[str, Any]] = figure_of("any", plate, lang, 0).data.to_dict("records")
    return [
        {name: value for name, value in row.items() if value == value and value is not None} for row in found
    ]


def hundredths(share: float) -> str:
    return format(100 * share, ".1f")


def yes(recorded: bool) -> str:
    return "yes" if recorded else ""


def test_dots(reading: Reading) -> None:
    plate = hundred_plate(reading)
    assert cells(plate) == [[row["name"], str(row["count"])] for row in rows(plate)]


def test_bars_of_every_question(reading: Reading) -> None:
    for asked in reading.many("questions"):
        plate = question_plate(reading, asked)
        printed = [[*row[:3], row[4]] for row in cells(plate)]
        assert printed == [
            [
                row["name"],
                hundredths(row["share"]),
                error_of(row["mc_error"], row["share"]),
                yes(row["recorded"]),
            ]
            for row in rows(plate)
        ]


def test_offices_over_time(reading: Reading) -> None:
    for office in reading.many("chief_offices"):
        plate = office_plate(reading, office)
        drawn = [row for row in rows(plate) if row["what"] == "simulated"]
        heads = [head if isinstance(head, str) else head["en"] for head in plate.tables[0].heads][1:]
        assert heads == list(dict.fromkeys(row["name"] for row in drawn))
        for month, *shares in cells(plate):
            assert shares == [hundredths(row["share"]) for row in drawn if row["start"] == month]
        assert len(drawn) == len(cells(plate)) * len(heads)
        held = [[row["name"], row["start"]] for row in rows(plate) if row["what"] == "recorded"]
        assert [row[:2] for row in cells(plate, 1)] == held


def test_who_could_rule(reading: Reading) -> None:
    for moment in reading.many("ruling"):
        plate = ruling_plate(moment, reading.slot)
        if plate is not None:
            printed = [[row[0], row[3], row[4]] for row in cells(plate)]
            assert printed == [
                [row["name"], hundredths(row["chance"]), hundredths(row["mc_error"])] for row in rows(plate)
            ]


def spread(row: dict[str, Any]) -> str:
    if row["low"] == row["high"]:
        return format(row["middle"], "g")
    return f"{row['middle']:g} ({row['low']:g}–{row['high']:g})"


def test_shares_of_states(reading: Reading) -> None:
    world = reading.document.get("world")
    if not world:
        pytest.skip("no world outside")
    plate = shares_plate(reading, world)
    poles = [pole["id"] for pole in world["poles"]]
    drawn = {(row["name"], row["month"][:7], row["pole"]): row for row in rows(plate)}
    state, printed = "", 0
    for first, *row in cells(plate):
        if not row:
            state = first
            continue
        for pole, simulated, recorded in zip(poles, row[::2], row[1::2], strict=True):
            own = drawn.get((state, first, pole))
            assert simulated == (spread(own) if own else "")
            assert recorded == (format(own["recorded"], "g") if own and "recorded" in own else "")
            printed += own is not None
    assert printed == len(drawn)


def test_camps(reading: Reading) -> None:
    """The page tells for each state and camp the runs of dates; each date is in one run."""
    world = reading.document.get("world")
    if not world:
        pytest.skip("no world outside")
    plate = camps_plate(reading, world)
    months = camp_months(world)
    names = {
        pole["id"]: pole["name"] if isinstance(pole["name"], str) else pole["name"]["en"]
        for pole in world["poles"]
    }
    found: dict[tuple[str, str, str], str] = {}
    state = ""
    for first, *runs in cells(plate):
        if not runs:
            state = first
            continue
        for what, run in zip(("simulated", "recorded"), runs, strict=True):
            for spell in filter(None, run.split(", ")):
                ends = spell.split("–")
                for month in months[months.index(ends[0]) : months.index(ends[-1]) + 1]:
                    assert found.setdefault((state, month, what), first) == first
    wanted = {
        (row["name"], row["month"], what): names.get(row[what], "nobody's")
        for row in rows(plate)
        for what in ("simulated", "recorded")
        if what in row
    }
    assert found == wanted


def test_tension_crises_and_clients(reading: Reading) -> None:
    world = reading.document.get("world")
    if not world:
        pytest.skip("no world outside")
    plate = tension_plate(reading, world)
    series: dict[str, list[dict[str, Any]]] = {}
    for row in rows(plate):
        series.setdefault(row["what"], []).append(row)
    tension, *breaks = series.values()
    for i, (_, told, *broken) in enumerate(cells(plate)):
        assert told == spread(tension[i])
        assert broken == [format(one[i]["middle"], ".1f") for one in breaks]
    for one in (crises_plate(reading, world), clients_plate(reading, world)):
        if one is not None:
            assert cells(one) == [
                [
                    row["name"],
                    hundredths(row["share"]),
                    error_of(row["mc_error"], row["share"]),
                    yes(row["recorded"]),
                ]
                for row in rows(one)
            ]


def test_the_ladder(sample: Reading) -> None:
    plate = ladder_plate(sample["world"]["ladder"])
    for row, (name, *numbers, _) in zip(rows(plate), cells(plate), strict=True):
        assert name == row["name"]
        assert numbers[:3] == [f"{row[key]:.3f}" for key in ("score", "low", "high")]
        gains = [thousandths(row[key]) if key in row else "" for key in ("gain", "gain_low", "gain_high")]
        assert numbers[3:] == gains


def test_the_timeline(reading: Reading) -> None:
    plate = course_plate(reading)
    assert plate is not None
    past = [row for row in rows(plate) if row["what"] == "recorded"]
    printed = [row for row in cells(plate) if len(row) > 1]
    assert sorted(printed) == sorted([row["name"], row["recorded"]] for row in past)
    seen = [row for row in rows(plate) if row["what"] == "simulated"]
    for row, (name, share, *dates) in zip(seen, cells(plate, 1), strict=True):
        assert (name, share) == (row["name"], hundredths(row["share"]))
        assert [day or row["middle"] for day in dates] == [row[key] for key in ("early", "middle", "late")]


def difference(row: dict[str, Any]) -> list[str]:
    return [hundredths(row["base"]), hundredths(row["changed"])]


def test_changes(sample: Reading) -> None:
    changes = [*sample.many("whatif"), sample["hindsight"]]
    plate = changes_plate(sample, changes)
    assert plate is not None
    for row, (name, *numbers) in zip(rows(plate), cells(plate), strict=True):
        assert name == row["name"]
        assert numbers[:2] == difference(row)
        assert numbers[2:5] == [signed(row[key]) for key in ("difference", "low", "high")]
    for change in changes:
        asked = most_moved(change)
        if asked is None:
            continue
        plate = shift_plate(sample, change, asked)
        for row, (name, *numbers) in zip(rows(plate), cells(plate), strict=True):
            assert name == row["name"]
            assert numbers[:3] == [*difference(row), signed(100 * row["difference"])]


def test_what_matters(sample: Reading) -> None:
    plate = effects_plate(sample, sample["matters"]["questions"][0])
    for row, (name, *numbers) in zip(rows(plate), cells(plate), strict=True):
        assert [name, *numbers[:2]] == [row["name"], hundredths(row["low"]), hundredths(row["high"])]
        reach = 1.96 * row["mc_error"]
        assert numbers[2:] == [signed(100 * (row["difference"] + off)) for off in (0, -reach, reach)]


PICTURES: list[Callable[[Reading], Plate | None]] = [hundred_plate, course_plate]


@pytest.mark.parametrize("plate", PICTURES)
def test_names_are_those_of_the_language(sample: Reading, plate: Callable[[Reading], Plate | None]) -> None:
    drawn = plate(sample)
    assert drawn is not None
    names = [row["name"] for row in rows(drawn, "th")]
    printed = {
        cell for table in range(len(drawn.tables)) for row in cells(drawn, table, "th") for cell in row
    }
    assert names
    assert set(names) <= printed


@pytest.mark.parametrize("case", ["small", "abroad"])
def test_a_picture_by_itself_is_made_of_the_whole_document(case: str, run: Run, abroad: Run) -> None:
    played = {"small": run, "abroad": abroad}[case]
    parts, whole = Parts(played), played.document()
    for name in parts:
        if name == "world":
            assert parts[name] == {key: value for key, value in whole[name].items() if key != "ladder"}
        elif name == "ladder":
            assert parts[name] == whole["world"]["ladder"]
        elif name == "headline":
            assert parts[name].items() <= whole[name].items()
        else:
            assert parts[name] == whole[name], name
