"""Are public tables read as what they are, and is any other file refused with a reason?"""

import csv
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presidium.datasets import coups, elites, forecasts, leaders, regimes, states
from presidium.datasets.source import VARIABLE, sources
from presidium.errors import EXPLANATIONS, DataError, PresidiumError

LOADERS: dict[str, Callable[..., Any]] = {
    name: getattr(room, name)
    for room in (leaders, coups, regimes, states, elites, forecasts)
    for name in sources()
    if hasattr(room, name)
}
COUP = {"country": "Cuba", "ccode": "40", "year": "1952", "month": "3", "day": "10", "coup": "2"}

# What the notes beside the public files say of their columns.
NAMED = {
    "archigos": "obsid leadid ccode startdate enddate entry exit exitcode posttenurefate yrborn yrdied",
    "reign_leaders": "sdate smonth syear emonth eyear militarycareer l_month l_year",
    "svolik": "GWn leader startdate enddate entry exit exit_summary",
    "powell_thyne": "ccode ccode_gw year month day coup version",
    "colpus": "ccode date success type2 nonmilcoup",
    "cline": "cowcode event_type palace killed harrest jailed tried fled exile",
    "gwf_fates": "jan1leader post_exit_type post_exit_fate",
    "personalism": "irtpers8 seirtpers8",
    "democracy": "gwcode year v2x_polyarchy polity2 euds",
    "gdp_population": "mrgdppc sd_mrgdppc pwtpop",
    "vdem": "v2x_polyarchy v2x_libdem",
    "elite_exits": "logit_purge ml_purge exitdate exittenure birthday departure_date",
    "elite_years": "purge purge_permissive",
    "beger_coups": "gwcode year for_year outcome observed p",
    "ward_beger_changes": "country date irr.t ch.Ensemble",
    "coupcast_events": "couprisk pctile_risk pt_attempt",
}


def refused(read: Callable[[], object], code: str) -> str:
    with pytest.raises(DataError) as told:
        read()
    assert told.value.code == code
    assert code in EXPLANATIONS
    assert isinstance(told.value, PresidiumError)
    return str(told.value)


def test_every_source_has_a_loader_and_every_loader_a_source() -> None:
    assert LOADERS.keys() == sources().keys()


@pytest.mark.parametrize("name", sorted(sources()))
def test_a_table_is_typed_and_whole(name: str, data: Path) -> None:
    source, table = sources()[name], LOADERS[name](data)
    with source.path(data).open(encoding="utf-8") as file:
        assert list(table) == next(csv.reader(file))
    assert set(table) == set(source.columns)
    assert len(table) == source.rows - (10 if name == "svolik" else 0)
    for column, kind in source.columns.items():
        values = table[column]
        match kind:
            case "integer":
                assert str(values.dtype) == ("Int64" if values.isna().any() else "int64"), column
            case "number":
                assert values.dtype == "float64", column
            case "day" | "american_day":
                assert values.dtype.kind == "M", column
            case "flag":
                assert values.dtype == "bool", column
            case "empty":
                assert values.isna().all(), column
            case _:
                assert not values.isna().all(), column


@pytest.mark.parametrize("name", sorted(NAMED))
def test_the_columns_that_the_notes_of_the_data_name_are_there(name: str) -> None:
    assert set(NAMED[name].split()) <= sources()[name].columns.keys()


@pytest.mark.parametrize("name", sorted(sources()))
def test_a_docstring_shows_the_first_rows_and_the_faults(name: str, data: Path) -> None:
    told = inspect.getdoc(LOADERS[name]) or ""
    shown = told.partition("First rows:\n\n")[2].partition("\n\n")[0].split("\n")
    columns = shown[0].split()
    rows = LOADERS[name](data)[columns].head(len(shown) - 1).to_string(index=False)
    assert [line.split() for line in rows.split("\n")] == [line.split() for line in shown]
    flowed = " ".join(told.split())
    source = sources()[name]
    for part in (*source.known, source.where, source.licence, source.cite):
        assert part in flowed
    for word in re.findall(r"[A-Za-z_.0-9]+", told.partition("Columns:")[2].partition("First rows:")[0]):
        if "_" in word and not word.startswith(("_", ".")) and "..." not in word:
            assert word in source.columns or word == "inst_aff_1..3", word


def test_values_that_stand_for_nothing_are_missing(data: Path) -> None:
    spells = leaders.archigos(data).set_index("obsid")
    assert spells["yrborn"].min() > 1700
    assert pd.isna(spells.loc["VEN-1999", "yrdied"])
    assert spells.loc["MLD-2015-3", "enddate"] == pd.Timestamp("2015-10-30")
    assert leaders.reign_leaders(data)["militarycareer"].min() == 0
    begins = regimes.reign_regimes(data)["gwf_startdate"]
    assert begins.min() == pd.Timestamp("1600-10-08")
    assert elites.elite_exits(data)["exitdate"].notna().sum() > 500


def test_the_lint_finds_the_natural_deaths_that_did_not_happen_then(data: Path) -> None:
    found = leaders.contradicted_deaths(leaders.archigos(data))
    elsewhere = found[found["why"] == "died at another time"]
    assert set(elsewhere["obsid"]) == {
        "POL-1970", "RUS-1917", "ETH-1889", "POR-1932", "TAW-1975", "POL-2005"
    }  # fmt: skip
    absent = found[found["why"] == "no death recorded"]
    assert "SAU-2015" in set(absent["obsid"])
    assert len(absent) == 7


def test_the_lint_of_a_small_table(table: Any) -> None:
    made_up = [
        ("later", "1980-09-06", "2001-07-29", "2001"),
        ("same day", "1953-03-05", "1953-03-05", "1953"),
        ("that year", "1945-04-12", "NA", "1945"),
        ("turn of the year", "2011-12-31", "NA", "2012"),
        ("two years on", "1968-09-16", "NA", "1970"),
        ("years before", "1968-09-16", "NA", "1966"),
        ("alive", "2009-06-08", "NA", "-777"),
        ("thirty days", "1900-01-01", "1900-01-31", "1900"),
        ("five weeks", "1900-01-01", "1900-02-05", "1900"),
    ]
    names = ("obsid", "enddate", "deathdate", "yrdied")
    rows = [dict(zip(names, row, strict=True)) | {"exit": "Natural Death", "ccode": "1"} for row in made_up]
    rows.append({"obsid": "removed", "enddate": "1900-01-01", "yrdied": "1950", "exit": "Regular"})
    spells = leaders.archigos(table("archigos", rows), pinned=False)
    found = leaders.contradicted_deaths(spells).set_index("obsid")
    assert list(found.index) == ["later", "two years on", "years before", "alive", "five weeks"]
    assert list(found["died"].fillna("")) == ["2001-07-29", "1970", "1966", "", "1900-02-05"]
    assert found.loc["alive", "why"] == "no death recorded"


def test_without_a_folder_or_a_file_the_message_says_where_it_may_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = refused(lambda: leaders.archigos(tmp_path), "DAT701")
    assert "archigos_4_1.csv" in told
    assert sources()["archigos"].where in told
    monkeypatch.delenv(VARIABLE, raising=False)
    assert f"{VARIABLE} names no folder" in refused(leaders.archigos, "DAT701")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert str(tmp_path) in refused(leaders.archigos, "DAT701")


def test_files_may_lie_in_the_folder_or_in_leaders_below_it(table: Any) -> None:
    folder = table("powell_thyne", [COUP])
    assert len(coups.powell_thyne(folder, pinned=False)) == 1
    (folder / "leaders").mkdir()
    (folder / "powell_thyne_coups_to_2020.csv").rename(folder / "leaders" / "powell_thyne_coups_to_2020.csv")
    assert coups.powell_thyne(folder, pinned=False).loc[0, "coup"] == 2


def test_each_reader_has_a_table_of_its_own_and_a_changed_file_is_read_anew(table: Any) -> None:
    folder = table("powell_thyne", [COUP])
    first = coups.powell_thyne(folder, pinned=False)
    first.loc[0, "coup"] = 1
    assert coups.powell_thyne(folder, pinned=False).loc[0, "coup"] == 2
    table("powell_thyne", [COUP, COUP])
    assert len(coups.powell_thyne(folder, pinned=False)) == 2
    with pytest.raises(DataError):
        coups.powell_thyne(folder)


@pytest.mark.parametrize(
    ("spoil", "code", "part"),
    [
        (lambda text: text.encode("utf-16"), "DAT702", "line 1 is no UTF-8"),
        (lambda text: text.replace("Cuba", "C\xf4te").encode("latin-1"), "DAT702", "line 2 is no UTF-8"),
        (lambda text: text.replace("Cuba", "Cu\0ba").encode(), "DAT702", "line 2 is no text"),
        (lambda text: b"", "DAT703", "no column country"),  # noqa: ARG005
        (lambda text: text.replace("coup,", "putsch,").encode(), "DAT703", "no column coup"),
        (lambda text: text.replace(",", "\t").encode(), "DAT703", "no column country"),
        (lambda text: text[:-9].encode(), "DAT704", "line 3 has"),
        (lambda text: text[:-1].encode(), "DAT704", "ends within line 3"),
        (lambda text: text.replace("Cuba", '"Cuba', 1).encode(), "DAT704", "line"),
        (lambda text: text.replace("Cuba", "Cuba,Haiti", 1).encode(), "DAT704", "line 2 has 10 cells"),
        (lambda text: text.encode(), "DAT704", "2 rows where 477 belong"),
        (lambda text: (text + 475 * text.splitlines(True)[1]).encode(), "DAT705", "its SHA-256 is"),
        (lambda text: text.encode() + b"\n" * 64_000_000, "DAT705", "more than 64,000,000 bytes"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(
    table: Any, spoil: Callable[[str], bytes], code: str, part: str
) -> None:
    folder = table("powell_thyne", [COUP, COUP | {"year": "1957", "coup": "1", "version": "V2023.09.08"}])
    file = folder / sources()["powell_thyne"].file
    file.write_bytes(spoil(file.read_text("utf-8")))
    assert part in refused(lambda: coups.powell_thyne(folder), code)


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("powell_thyne", "year", "about 1952"),
        ("powell_thyne", "year", "1952.5"),
        ("powell_thyne", "year", "inf"),
        ("powell_thyne", "year", "1e300"),
        ("powell_thyne", "ccode_gw", "40"),
        ("beger_coups", "p", "often"),
        ("archigos", "enddate", "1960-04-1970"),
        ("reign_regimes", "gwf_enddate", "31/12/2020"),
        ("infant_mortality", "infmort_imputed", "yes"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_named(table: Any, name: str, column: str, cell: str) -> None:
    folder = table(name, [{}, {column: cell}])
    told = refused(lambda: LOADERS[name](folder, pinned=False), "DAT706")
    assert f"row 2 has {cell!r} in {column}" in told


cells = st.lists(
    st.lists(st.sampled_from(["", "1", "-777", "NA", '"', "x", "1952-03-10", " ", "\x00", "é"]), max_size=9)
)


@given(cells, st.binary(max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_brings_anything_but_a_table_or_a_code(
    table: Any, rows: list[list[str]], tail: bytes
) -> None:
    folder = table("powell_thyne", [COUP])
    file = folder / sources()["powell_thyne"].file
    file.write_bytes(file.read_bytes() + "\n".join(map(",".join, rows)).encode() + tail)
    try:
        read = coups.powell_thyne(folder, pinned=False)
    except DataError as told:
        assert told.code in EXPLANATIONS
    else:
        assert read.loc[0, "country"] == "Cuba"
