"""Does a spell go on under another number, and does no state have anybody before it was there?"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.datasets import states
from presidium.datasets.numbering import name_of, renumbered, renumberings, state_of, states_of
from presidium.judgement.forecast.grid import month_of
from presidium.judgement.forecast.panel import panel, tables
from presidium.judgement.population import leader_spells

DAY = date(1990, 10, 3)


def laid(rows: Sequence[tuple[int, str, str, str | None]]) -> list[tuple[int, str, str, str | None, str]]:
    """Number, who, first and last day; as state, who, first and last day, and since when."""
    table = pd.DataFrame(rows, columns=["number", "who", "first", "last"])
    table = table.assign(first=pd.to_datetime(table["first"]), last=pd.to_datetime(table["last"]))
    found = renumbered(table, "number", "first", "last", "who")
    days = {name: found[name].dt.strftime("%Y-%m-%d") for name in ("first", "last", "since")}
    columns: list[Any] = [found["state"], found["who"], days["first"], days["last"], days["since"]]
    return [
        (state, who, first, None if pd.isna(last) else last, since)
        for state, who, first, last, since in zip(*columns, strict=True)
    ]


def test_a_leader_whose_state_is_renumbered_has_been_there_since_he_came() -> None:
    rows = [
        (260, "Schmidt", "1974-05-16", "1982-10-01"),
        (260, "Kohl", "1982-10-01", "1990-10-02"),
        (255, "Kohl", "1990-10-03", "1998-10-27"),
        (255, "Schroeder", "1998-10-27", None),
    ]
    assert [(who, first, since) for state, who, first, _, since in laid(rows) if state == 260] == [
        ("Schmidt", "1974-05-16", "1974-05-16"),
        ("Kohl", "1982-10-01", "1982-10-01"),
        ("Kohl", "1990-10-03", "1982-10-01"),
        ("Schroeder", "1998-10-27", "1998-10-27"),
    ]


def test_a_spell_that_outlasts_a_renumbering_is_in_each_state_while_that_was_there() -> None:
    assert laid(
        [(345, "parliamentary", "2000-10-05", None), (345, "Kostunica", "2006-06-05", "2008-07-07")]
    ) == [
        (340, "parliamentary", "2006-06-05", None, "2000-10-05"),
        (340, "Kostunica", "2006-06-05", "2008-07-07", "2006-06-05"),
        (345, "parliamentary", "2000-10-05", "2006-06-04", "2000-10-05"),
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([(260, "Brandt", "1969-10-21", "1974-05-07"), (255, "Kohl", "1990-10-03", None)], "another leader"),
        ([(260, "Kohl", "1982-10-01", "1990-06-01"), (255, "Kohl", "1990-10-03", None)], "a gap"),
        ([(365, "Lenin", "1918-01-01", "1918-02-01"), (365, "Lenin", "1918-02-02", None)], "the same number"),
        ([(678, "Saleh", "1978-07-17", "1990-05-21"), (255, "Saleh", "1990-10-03", None)], "another state"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_spells_begin_when_they_begin(rows: Any, why: str) -> None:
    assert all(first == since for _, _, first, _, since in laid(rows)), why


@given(
    st.lists(
        st.tuples(
            st.sampled_from([255, 260, 340, 345, 365, 678, 679, 970]),
            st.sampled_from("ABC"),
            st.integers(0, 20_000),
            st.integers(0, 500),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_day_of_a_spell_is_lost_or_counted_twice(spells: list[tuple[int, str, int, int]]) -> None:
    begin = pd.Timestamp(1940, 1, 1)
    rows = [
        (number, who, str(begin + timedelta(days=day)), str(begin + timedelta(days=day + length)))
        for number, who, day, length in spells
    ]
    wanted = sorted(
        (state_of(number, (begin + timedelta(days=day + k)).date()), who, day + k)
        for number, who, day, length in spells
        for k in range(0, length + 1, 1)
    )
    days = sorted(
        (state, who, k)
        for state, who, first, last, _ in laid(rows)
        for k in range((pd.Timestamp(first) - begin).days, (pd.Timestamp(last) - begin).days + 1)
    )
    assert days == wanted
    assert all(since <= first for _, _, first, _, since in laid(rows))


def test_events_go_to_the_state_of_their_day() -> None:
    days = pd.Series(pd.to_datetime(["2006-06-04", "2006-06-05", "1953-03-05", None]))
    assert states_of(pd.Series([345, 345, 365, 345]), days).tolist() == [345, 340, 365, 345]


def test_a_state_has_the_name_of_its_time() -> None:
    assert name_of(260, DAY, "German Federal Republic") == "Germany"
    assert name_of(260, DAY - timedelta(days=1), "German Federal Republic") == "German Federal Republic"
    assert name_of(2, DAY, "United States of America") == "United States of America"


def test_a_renumbered_state_is_there_from_that_day_on(data: Path) -> None:
    known = states.states(data)
    for one in renumberings():
        its = known[known["gwcode"] == one.gw]
        near = pd.Timestamp(one.first) + timedelta(days=365 * 5)
        assert ((its["start"] <= near) & (its["end"] >= pd.Timestamp(one.first))).any(), one
    last = known[known["gwcode"] == 345]["end"].max()
    assert last == pd.Timestamp(2006, 6, 4)


def test_germany_and_serbia_have_their_leaders_and_regimes(data: Path) -> None:
    found = panel(tables(data))
    row = {code: s for s, code in enumerate(found.codes)}

    def known(code: int, year: int, *names: str) -> list[float]:
        return [float(found.known[name][row[code], month_of(year)]) for name in names]

    both = ("leader_months", "regime_months")
    # Kohl since October 1982, the Federal Republic since September 1949.
    assert known(260, 1992, *both) == [111, 508]
    # Cvetkovic since July 2008, parliamentary since October 2000.
    assert known(340, 2010, *both, "regime_parliamentary") == [18, 111, 1]
    # Saleh since July 1978, president of the north and then of the whole.
    assert known(678, 1992, *both) == [162, 162]
    assert found.name(row[260], 2019) == "Germany"
    assert found.name(row[260], 1989) == "German Federal Republic"
    # Where a state is not there, nobody leads it; of the others few months have no leader on record.
    assert np.isnan(found.known["leader_months"][row[345], month_of(2006, 8) :]).all()
    assert not np.isnan(found.known["leader_months"][row[340], month_of(2006, 7) :]).any()


def test_leaders_of_serbia_came_to_a_regime(data: Path) -> None:
    spells = leader_spells(data)
    serbia = spells[(spells["state"] == 340) & (spells["start"] >= "2006-06-05")]
    assert set(serbia["regime"]) == {"parliamentary"}
