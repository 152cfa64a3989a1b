"""Do the standard data miss what the case records, and what would other lists add?"""

from pathlib import Path
from typing import Any

import pytest

import presidium
from presidium.datasets.coups import powell_thyne
from presidium.datasets.leaders import archigos
from presidium.dates import Day, parse_day
from presidium.judgement.overlay import LISTS, palace_removals, seen, struggles
from presidium.judgement.population import LEADERS, WAYS, leader_spells

SOVIET = 365
# targets.csv D09: June 1953, February 1955, June 1957, October 1957, October 1964.
FIVE = ("1953-06-26", "1955-02-08", "1957-06-18", "1957-10-26", "1964-10-14")


def days(*texts: str) -> list[Day]:
    return [parse_day(text) for text in texts]


def test_the_standard_data_see_none_of_the_five_struggles(data: Path) -> None:
    found = seen(days(*FIVE), SOVIET, data)
    assert not found["archigos"].any()
    assert not found["powell_thyne"].any()
    spells = archigos(data)
    khrushchev = spells[(spells["leader"] == "Khrushchev") & (spells["ccode"] == SOVIET)]
    assert khrushchev["exit"].tolist() == ["Regular"]


def test_powell_and_thyne_have_one_soviet_event(data: Path) -> None:
    soviet = powell_thyne(data)
    soviet = soviet[(soviet["ccode"] == SOVIET) & (soviet["year"] < 1992)]
    assert soviet[["year", "month", "day", "coup"]].to_numpy().tolist() == [[1991, 8, 21, 1]]


def test_the_case_itself_has_all_five() -> None:
    recorded = [day.first for day in struggles(presidium.load("soviet-1953")).values()]
    for day in days(*FIVE):
        assert min(abs((day.first - other).days) for other in recorded) <= 31


def test_other_lists_have_some_of_the_five(data: Path) -> None:
    found = seen(days(*FIVE), SOVIET, data)[list(LISTS)]
    assert found.any(axis=1).tolist() == [False, False, True, False, True]
    assert found.iloc[-1].all()


def test_palace_removals_lie_over_exits_that_stay_as_they_are(data: Path) -> None:
    spells = leader_spells(data)
    before = spells.copy()
    found = palace_removals(spells, data)
    assert spells.equals(before)
    assert not found["way"].isin([WAYS.index("irregular"), WAYS.index("foreign"), -1]).any()
    assert found[list(LISTS)].any(axis=1).all()
    communist = found[LEADERS["communist"](found)]
    assert {"Khrushchev", "Ulbricht", "Hua Guofeng", "Kadar", "Gierek"} <= set(communist["leader"])
    assert "Malenkov" not in set(found["leader"])
    assert len(communist) > (LEADERS["communist"](spells) & (spells["way"] == WAYS.index("irregular"))).sum()


@pytest.mark.parametrize(("day", "near"), [("11", True), ("31", True), ("09", False)])
def test_an_event_means_an_exit_within_a_month_of_the_same_state(table: Any, day: str, near: bool) -> None:
    month = "02" if day == "09" else "01"
    spell = {"entry": "Regular", "exit": "Regular", "startdate": "1950-01-01"}
    own = {"obsid": "A", "ccode": "1", "enddate": "1953-01-08", **spell}
    table("archigos", [own, own | {"obsid": "B", "ccode": "2"}, own | {"obsid": "C", "exit": "Irregular"}])
    table("reign_regimes", [])
    table("svolik", [])
    table("cline", [])
    event = {"ccode": "1", "date": f"1953-{month}-{day}", "nonmilcoup": "1", "success": "1"}
    folder = table("colpus", [event])
    found = palace_removals(leader_spells(folder, pinned=False), folder, pinned=False)
    assert found["obsid"].tolist() == (["A"] if near else [])
