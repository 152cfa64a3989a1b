"""Do the figures kept with the package equal the public records, and do the records count what was published?

Where a change is meant, write the figures anew (PRESIDIUM_DATA names the records) and read what is different:

    python tests/judgement/test_classes.py
"""

from pathlib import Path
from typing import Any

import pytest

from presidium.datasets.coups import powell_thyne
from presidium.datasets.leaders import archigos
from presidium.datasets.source import sources
from presidium.judgement.classes import ANY, CASES, NEIGHBOURS, SOURCES, WAYS_OF, as_toml, computed, kept
from presidium.judgement.population import (
    LEADERS,
    MEMBERS,
    WAYS,
    leader_spells,
    member_spells,
    without,
)
from presidium.theory.tenure import competing_risks
from presidium.words import catalogue

FIGURES = Path(__file__).parents[2] / "presidium" / "judgement" / "classes.toml"
IRREGULAR = WAYS.index("irregular")


def made(folder: Path | None = None) -> str:
    """The text of the file as the public records give it."""
    return as_toml({ANY: computed(folder=folder)} | {case: computed(case, folder) for case in CASES})


def test_what_is_kept_is_what_the_records_give(data: Path) -> None:
    assert FIGURES.read_text(encoding="utf-8") == made(data)


def test_archigos_counts_what_was_published(data: Path) -> None:
    # targets.csv D01: exact.
    spells = archigos(data)
    counts = (len(spells), spells["leadid"].nunique(), spells["ccode"].nunique())
    assert counts == (3409, 2802, 188)
    assert spells["exit"].value_counts().to_dict() == {
        "Regular": 2293,
        "Irregular": 600,
        "Natural Death": 202,
        "Retired Due to Ill Health": 68,
        "Foreign": 72,
        "Suicide": 3,
        "Unknown": 3,
        "Still in Office": 168,
    }
    assert spells["entry"].value_counts().to_dict() == {
        "Regular": 2796, "Irregular": 571, "Foreign Imposition": 40, "Unknown": 2
    }  # fmt: skip
    irregular = spells[spells["exit"] == "Irregular"]
    assert irregular["entry"].value_counts()[["Irregular", "Regular"]].tolist() == [255, 340]
    ended = spells[(spells["enddate"] >= "1946-01-01") & (spells["exit"] != "Still in Office")]
    decades = ended.groupby(ended["enddate"].dt.year // 10 * 10)["exit"]
    assert decades.agg(lambda exits: (exits == "Irregular").sum()).tolist() == [
        23,
        47,
        82,
        77,
        51,
        49,
        26,
        12,
    ]
    assert decades.size().tolist() == [98, 225, 256, 246, 244, 361, 328, 198]


@pytest.mark.parametrize(
    ("entry", "spells", "shares", "median"),
    [
        (None, 2053, (0.0548, 0.0727, 0.1197, 0.1522, 0.1737), 2.798),
        ("Regular", 1694, (0.0279, 0.0394, 0.0797, 0.1043, 0.1247), 2.998),
        ("Irregular", 343, (0.1895, 0.2363, 0.3155, 0.3838, 0.4111), 1.533),
    ],
)
def test_irregular_exits_by_years_in_office_are_those_published(
    data: Path, entry: str | None, spells: int, shares: tuple[float, ...], median: float
) -> None:
    # targets.csv D02: 0.0005.
    table = leader_spells(data)
    table = table if entry is None else table[table["entry"] == entry]
    assert len(table) == spells
    found = competing_risks(table["years"].tolist(), table["way"].tolist(), len(WAYS))
    told = [found.left(IRREGULAR, years).value for years in (1, 2, 5, 10, 20)]
    assert told == pytest.approx(shares, abs=0.0005)
    assert found.quantile() == pytest.approx(median, abs=0.0005)
    if entry is None:
        assert (table["way"] == -1).sum() == 168


@pytest.mark.parametrize(
    ("name", "shares", "median"),
    [
        ("all", (0.0548, 0.0727, 0.1197, 0.1522, 0.1737), 2.798),
        ("regular", (0.0279, 0.0394, 0.0797, 0.1043, 0.1247), 2.998),
        ("irregular", (0.1895, 0.2363, 0.3155, 0.3838, 0.4111), 1.533),
    ],
)
def test_the_kept_figures_tell_the_published_shares_without_the_data(
    name: str, shares: tuple[float, ...], median: float
) -> None:
    figures = kept()[name]
    told = [figures.table.tenure(years).left(IRREGULAR, years).value for years in (1, 2, 5, 10, 20)]
    assert told == pytest.approx(shares, abs=0.0005)
    assert figures.median == pytest.approx(median, abs=0.0005)


def test_powell_and_thyne_count_what_was_published(data: Path) -> None:
    # targets.csv D03, as its last column says for this version: exact.
    coups = powell_thyne(data)
    assert set(coups["version"]) == {"V2023.09.08"}
    assert (len(coups), int((coups["coup"] == 2).sum())) == (477, 236)
    assert len(coups.drop_duplicates(["ccode", "year"])) == 412
    by = coups.groupby(coups["year"] // 10 * 10)["coup"]
    assert by.size().tolist() == [60, 123, 102, 78, 61, 30, 22, 1]
    assert by.agg(lambda kind: (kind == 2).sum()).tolist() == [30, 67, 55, 38, 22, 12, 11, 1]
    successes = coups[coups["coup"] == 2]["year"].value_counts()
    assert (successes[1963], successes[1966]) == (12, 11)


def test_fates_by_exit_are_those_published(data: Path) -> None:
    # research: Archigos 1875-2015, irregular and regular exits by fate.
    spells = archigos(data)
    for exit, counts in (("Irregular", (116, 251, 110, 112)), ("Regular", (2072, 103, 43, 4))):
        fates = spells[spells["exit"] == exit]["posttenurefate"].value_counts()
        assert tuple(fates[["OK", "Exile", "Imprisonment", "Death"]]) == counts


def test_purges_are_those_published(data: Path) -> None:
    # research: of 572 exits 481 not purged, 28 unpunished, 10 exiled, 22 executed, 31 jailed.
    from presidium.datasets.elites import elite_exits

    assert elite_exits(data)["ml_purge"].value_counts().sort_index().tolist() == [481, 28, 10, 22, 31]


def test_who_counts_as_having_come_to_a_communist_regime(data: Path) -> None:
    spells = leader_spells(data)
    communist = spells[LEADERS["communist"](spells)]
    names = set(communist["leader"])
    assert {"Khrushchev", "Brezhnev", "Honecker", "Hua Guofeng", "Le Duan", "Kim Jong-Il"} <= names
    assert not {"Truman", "Franco", "Ranariddh", "Filipe Nyusi"} & names
    assert set(communist["regime"].str[:5]) == {"party"}
    assert not (
        spells["regime"].isin(["parliamentary", "presidential"]) & LEADERS["autocracies"](spells)
    ).any()
    sizes = [int(LEADERS[name](spells).sum()) for name in ("communist", "party", "autocracies", "all")]
    assert sizes == sorted(sizes)


def test_a_case_is_not_its_own_base_rate(data: Path) -> None:
    own = CASES["soviet-1953"]
    spells, members = leader_spells(data), member_spells(data)
    left = without(spells, own.state, own.first, own.last)
    assert set(spells["leader"]) - set(left["leader"]) >= {"Malenkov", "Khrushchev", "Brezhnev"}
    gone = set(members["who"]) - set(without(members, own.state, own.first, own.last)["who"])
    assert any(name.startswith("Beria") for name in gone)
    assert any(name.startswith("Brezhnev") for name in gone)
    assert len(left) == len(spells) - 3


@pytest.mark.parametrize("case", [None, *CASES])
def test_figures_fit_together(case: str | None) -> None:
    classes = kept(case)
    for name, one in classes.items():
        ways = WAYS_OF[one.kind]
        assert len(one.left) == len(ways) == one.table.leaving.shape[1]
        assert sum(one.left) <= one.spells
        assert one.table.leaving.min() >= 0
        assert one.table.leaving.sum(axis=1).max() <= 1
        assert one.design >= 1
        assert one.table.at_risk[:-1].max() <= one.spells / one.design * 1.01
        assert (one.palace is None) == (one.kind == "members")
        assert f"baserate.class.{name}" in catalogue("en")
    if case is None:
        assert classes.keys() == NEIGHBOURS.keys() == LEADERS.keys() | MEMBERS.keys()
    else:
        own = CASES[case]
        wanted = {near for name in (own.leaders, own.members) for near in (name, *NEIGHBOURS[name])}
        assert classes.keys() == wanted
    assert {name for names in SOURCES.values() for name in names} <= sources().keys()


def test_small_made_up_records_make_figures(table: Any) -> None:
    spell = {"ccode": "999", "entry": "Regular", "posttenurefate": "OK"}
    years = range(1950, 1962)
    rows = [
        {
            "obsid": f"X-{y}",
            "startdate": f"{y}-01-01",
            "enddate": f"{y + 1}-01-01",
            "exit": "Regular",
            **spell,
        }
        for y in years
    ]
    rows[-1] |= {"exit": "Irregular", "posttenurefate": "Exile"}
    table("archigos", rows)
    regime = {"cowcode": "999", "gwf_casename": "X", "gwf_regimetype": "party-based"}
    table("reign_regimes", [regime | {"gwf_startdate": "1/1/1949", "gwf_enddate": "12/31/1990"}])
    table("svolik", [{"GWn": "999", "startdate": "1949-01-01", "enddate": "1955-06-01", "communist": "1"}])
    table("colpus", [{"ccode": "999", "date": "1953-01-11", "nonmilcoup": "1", "success": "1"}])
    day = {"cowcode": "999", "year": "1954", "month": "5", "day": "1", "event_type": "coup", "palace": "1"}
    table("cline", [day])
    exit = {"cowcode": "999", "exitdate": "1/1/1960", "exittenure": "4", "logit_purge": "1", "ml_purge": "3"}
    folder = table("elite_exits", [exit, exit | {"exitdate": "."}])
    classes = computed(folder=folder, pinned=False)
    assert (classes["regular"].spells, classes["regular"].left) == (12, (11, 1, 0, 0, 0))
    assert classes["communist"].spells == 6
    assert classes["regular"].palace == 1
    assert classes["irregular"].spells == 0
    assert classes["regular"].fates["irregular"]["Exile"] == 1
    assert (classes["bodies"].spells, classes["bodies"].left) == (1, (1, 0))
    assert classes["bodies"].fates["any"]["executed"] == 1
    assert "[any.regular]" in as_toml({ANY: classes})


if __name__ == "__main__":
    FIGURES.write_text(made(), encoding="utf-8", newline="\n")
    print(f"{len(kept())} classes in {FIGURES.name}")
