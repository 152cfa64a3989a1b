"""What goes with leaving sooner: are circumstances known on the day, and does the fit order later leaders?"""

import builtins
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from presidium.errors import UsageError
from presidium.judgement.circumstances import CIRCUMSTANCES, FITTED, at_entry, hazards


def test_irregular_exits_are_ordered_as_well_as_by_the_published_reference(data: Path) -> None:
    pytest.importorskip("statsmodels")
    fitted = {one.way: one for one in hazards(data)}
    assert tuple(fitted) == FITTED
    irregular = fitted["irregular"]
    # research: 0.787 where fitted and 0.797 later (23 events), with covariates of its own.
    assert irregular.later_exits == 23
    assert irregular.concordance == pytest.approx(0.787, abs=0.02)
    assert irregular.later_concordance >= 0.78
    told = irregular.record()
    ratios = {one["circumstance"]: one for one in told["ratios"]}
    assert ratios["came_irregularly"]["low"] > 1
    assert ratios["party"]["high"] < 1
    old = {one["circumstance"]: one for one in fitted["natural"].record()["ratios"]}["decades_old"]
    assert old["low"] > 1.5


def test_nothing_that_came_later_is_known_at_entry(data: Path) -> None:
    whole = at_entry(data).set_index("obsid")
    assert set(CIRCUMSTANCES) <= set(whole)
    brezhnev, pinochet = whole.loc["RUS-1964"], whole.loc["CHL-1973"]
    assert brezhnev["party"] == 1
    assert brezhnev["irregular_last_decade"] == 0
    assert brezhnev["decades_old"] == pytest.approx(5.8)
    assert pinochet["irregular_last_decade"] == 1
    flags = whole[["party", "military", "personal", "monarchy", "other_autocracy"]]
    assert flags.sum(axis=1).max() == 1


def test_irregular_exits_after_the_entry_do_not_count(table: Any) -> None:
    spell = {"ccode": "1", "entry": "Regular", "yrborn": "1900", "prevtimesinoffice": "0"}
    rows = [
        spell | {"obsid": "a", "startdate": "1950-01-01", "enddate": "1955-01-01", "exit": "Irregular"},
        spell | {"obsid": "b", "startdate": "1955-01-01", "enddate": "1960-01-01", "exit": "Irregular"},
        spell | {"obsid": "c", "startdate": "1972-01-01", "enddate": "1973-01-01", "exit": "Regular"},
    ]
    for name in ("reign_regimes", "svolik", "gdp_population", "democracy"):
        table(name, [])
    known = at_entry(table("archigos", rows), pinned=False).set_index("obsid")
    assert known["irregular_last_decade"].tolist() == [0, 1, 0]
    years = known["log_years_since_irregular"].apply(lambda value: pd.Series(value)).squeeze()
    assert years["b"] == pytest.approx(0, abs=0.01)
    assert years["a"] > years["c"] > years["b"]


def test_without_statsmodels_a_code_says_what_to_install(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("statsmodels"):
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError) as refused:
        hazards(data)
    assert refused.value.code == "DAT707"
