"""Forecasts: what was known when, no leak from the future, fits by hand, the test sets and their bars."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import presidium.forecasts
from presidium.cli.main import app
from presidium.errors import UsageError
from presidium.forecasts import Backtest, Forecast, backtest, forecast
from presidium.judgement.forecast import origin
from presidium.judgement.forecast.backtest import Bar, Rescored, Task, rescored
from presidium.judgement.forecast.ensemble import chance, faded, fit_trees, joined, log_odds, shift_of
from presidium.judgement.forecast.fate import FATES, Exits, exits, fate_chances, table_chances
from presidium.judgement.forecast.grid import month_of
from presidium.judgement.forecast.origin import (
    ATTEMPT_MONTH,
    ATTEMPT_YEAR,
    EXIT_YEAR,
    Target,
    cases,
    fitted,
    rolled,
)
from presidium.judgement.forecast.panel import Panel, Tables, panel, tables
from presidium.judgement.score import Estimate, Forecasts, calibration

POLITICS = ("irregular", "loss", "lastelection", "anticipation", "irreg_lead_ant", "prev_conflict")
STATES = range(401, 425)
LAST = 1985


def made_up(seed: int = 5) -> Tables:
    """Two dozen states, 1950-1985, in which attempts breed attempts and the poor have more of them."""
    rng = np.random.default_rng(seed)
    attempts, spells, leaders, regimes, votes, yearly = [], [], [], [], [], []
    for code in STATES:
        poor = rng.random()
        heat, since = 0.0, 1950
        for year in range(1950, LAST + 1):
            yearly.append((code, year, 500 + 9000 * (1 - poor) * rng.uniform(0.9, 1.1), rng.random()))
            if rng.random() < 0.02 + 0.1 * poor + 0.2 * heat:
                month = int(rng.integers(1, 13))
                attempts.append((code, year, month))
                spells.append((code, pd.Timestamp(year, month, 1), rng.choice(["Irregular", "Regular"])))
                leaders.append((code, since, 1, year, month))
                regimes.append((code, pd.Timestamp(since, 1, 1), pd.Timestamp(year, month, 1)))
                since, heat = year, 1.0
            heat *= 0.7
            if year % 4 == 0:
                votes.append((code, year, 6))
        leaders.append((code, since, 2, None, None))
        regimes.append((code, pd.Timestamp(since, 1, 1), pd.Timestamp(LAST, 12, 31)))
        spells.append((code, pd.Timestamp(LAST, 12, 31), "Still in Office"))
    return _tables(attempts, spells, leaders, regimes, votes, yearly)


def _tables(attempts: Any, spells: Any, leaders: Any, regimes: Any, votes: Any, yearly: Any) -> Tables:
    of_leaders = pd.DataFrame(leaders, columns=["ccode", "syear", "smonth", "eyear", "emonth"])
    years = pd.DataFrame(yearly, columns=["gwcode", "year", "amount", "share"])
    statistic = lambda **columns: years.assign(**{a: years[b] for a, b in columns.items()})  # noqa: E731
    return Tables(
        states=pd.DataFrame(
            {
                "gwcode": list(STATES),
                "gw_name": [f"State {code}" for code in STATES],
                "microstate": 0,
                "start": pd.Timestamp(1940, 1, 1),
                "end": pd.Timestamp(LAST, 12, 31),
            }
        ),
        attempts=pd.DataFrame(attempts, columns=["ccode", "year", "month"]),
        spells=pd.DataFrame(spells, columns=["ccode", "enddate", "exit"]),
        leaders=of_leaders.astype({"eyear": "Int64", "emonth": "Int64"}).assign(
            birthyear=1910, militarycareer=1.0, leader=[f"Leader {k}" for k in range(len(leaders))]
        ),
        regimes=pd.DataFrame(regimes, columns=["cowcode", "gwf_startdate", "gwf_enddate"]).assign(
            gwf_regimetype="military"
        ),
        elections=pd.DataFrame(votes, columns=["ccode", "elec_year", "elec_month"]).assign(
            event="Vote, As Scheduled"
        ),
        income=statistic(mrgdppc="amount", pwtpop="amount"),
        democracy=statistic(v2x_polyarchy="share"),
        mortality=statistic(infmort="amount"),
        groups=statistic(excluded_groups_pop="share"),
        politics=statistic(**dict.fromkeys(POLITICS, "share")),
    )


def with_another_future(found: Tables, year: int, seed: int = 9) -> Tables:
    """The same tables up to a year, and anything at all from its first day on."""
    rng = np.random.default_rng(seed)
    day = pd.Timestamp(year, 1, 1)

    def scrambled(table: pd.DataFrame, late: Any, **values: Any) -> pd.DataFrame:
        changed = table.copy()
        for column, value in values.items():
            drawn = value(int(late.sum()))
            if drawn.dtype.kind == "f":
                changed[column] = changed[column].astype("Float64").astype(float)
            changed.loc[late, column] = drawn
        return changed

    state = lambda n: rng.choice(found.attempts["ccode"].unique(), n)  # noqa: E731
    amount = lambda n: rng.uniform(1, 1e4, n)  # noqa: E731
    # What is published two years later: the last year but one is the last that may be known.
    unpublished = lambda table: table["year"] > year - 2  # noqa: E731
    leaders = found.leaders.copy()
    ends = leaders["eyear"].fillna(9999) >= year
    leaders.loc[ends, ["eyear", "emonth"]] = pd.NA
    return replace(
        found,
        attempts=scrambled(found.attempts, found.attempts["year"] >= year, ccode=state),
        spells=scrambled(
            found.spells,
            found.spells["enddate"] >= day,
            exit=lambda n: rng.choice(["Irregular", "Regular"], n),
        ),
        leaders=leaders[leaders["syear"] < year],
        regimes=found.regimes[found.regimes["gwf_startdate"] < day],
        elections=found.elections[found.elections["elec_year"] < year],
        income=scrambled(found.income, unpublished(found.income), mrgdppc=amount, pwtpop=amount),
        democracy=scrambled(found.democracy, unpublished(found.democracy), v2x_polyarchy=rng.random),
        mortality=scrambled(found.mortality, unpublished(found.mortality), infmort=amount),
        groups=scrambled(found.groups, unpublished(found.groups), excluded_groups_pop=rng.random),
        politics=scrambled(
            found.politics, found.politics["year"] >= year, **dict.fromkeys(POLITICS, rng.random)
        ),
    )


@pytest.fixture(scope="module")
def laid() -> Panel:
    return panel(made_up())


@pytest.fixture
def soon_calibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four years of earlier forecasts calibrate one: each is a fit of its own, and a leak shows in any."""
    monkeypatch.setattr(origin, "CALIBRATION", 4)


@pytest.mark.usefixtures("soon_calibrated")
@pytest.mark.parametrize(
    ("target", "first"),
    [(ATTEMPT_YEAR, 1981), (ATTEMPT_MONTH, 1981), (EXIT_YEAR, 1981)],
    ids=lambda one: getattr(one, "name", one),
)
def test_no_forecast_knows_what_comes_after_its_origin(laid: Panel, target: Target, first: int) -> None:
    """Whatever is dated after the origin is made up anew; every forecast at the origin stays, to the last
    bit.
    """
    pytest.importorskip("sklearn")
    target = replace(target, leaf=20)
    other = panel(with_another_future(made_up(), first))
    assert any((other.events[kind] != laid.events[kind]).any() for kind in laid.events)
    found = [cases(one, target) for one in (laid, other)]
    said = [rolled(one, target, first, first) for one in found]
    at_origin = [one.month[told.rows] == month_of(first) for one, told in zip(found, said, strict=True)]
    for name in ("probability", "baseline"):
        mine, theirs = (getattr(told, name)[now] for told, now in zip(said, at_origin, strict=True))
        assert np.array_equal(mine, theirs)
    assert at_origin[0].sum() == len(STATES)


@pytest.mark.usefixtures("soon_calibrated")
def test_forecasts_do_use_the_past(laid: Panel) -> None:
    """The other side of the last test: another past gives other forecasts."""
    pytest.importorskip("sklearn")
    other = panel(made_up(seed=6))
    target = replace(ATTEMPT_YEAR, leaf=20)
    mine, theirs = (rolled(cases(one, target), target, 1981, 1981) for one in (laid, other))
    assert not np.allclose(mine.probability, theirs.probability)


def test_what_is_known_by_hand() -> None:
    """Attempts of State 401 in March 1952 and in June 1952 and of State 402 in May 1953."""
    found = replace(
        made_up(),
        attempts=pd.DataFrame(
            [(401, 1952, 3), (401, 1952, 6), (402, 1953, 5)], columns=["ccode", "year", "month"]
        ),
    )
    known, at = panel(found).known, month_of
    since = known["attempt_months_since"]
    assert since[0, at(1952, 3)] == 120 + 26, "no attempt yet: ten years more than was watched"
    assert since[0, at(1952, 4)] == 1
    assert since[0, at(1953, 1)] == 7
    assert known["attempts_1y"][0, [at(1953, 3), at(1953, 4)]].tolist() == [2, 1]
    assert known["attempts_ever"][:2, at(1954)].tolist() == [2, 1]
    assert known["attempt_weight"][1, at(1959, 6)] == pytest.approx(0.5 ** (72 / 72))
    assert known["attempts_world_5y"][0, at(1954)] == pytest.approx(3 / (24 * 4))


def test_a_statistic_is_known_two_years_later() -> None:
    found = made_up()
    jump = found.income.copy()
    jump.loc[(jump["gwcode"] == 401) & (jump["year"] == 1970), "mrgdppc"] = 1e6
    known = panel(replace(found, income=jump)).known["income"][0]
    assert (known == 1e6).nonzero()[0].tolist() == list(range(month_of(1972), month_of(1973)))


def test_a_state_is_there_from_its_first_day_and_the_year_after_the_record_can_be_asked_about(
    laid: Panel,
) -> None:
    assert laid.exists.shape[1] == month_of(LAST + 1) + 1
    assert laid.exists.all()
    year = cases(laid, ATTEMPT_YEAR)
    assert np.isnan(year.outcome[year.year == LAST + 1]).all()
    assert not np.isnan(year.outcome[year.year <= LAST]).any()


def test_exits_of_a_year_are_learned_from_months_and_compounded() -> None:
    """On 1 January twelve months are ahead; of State 401, there from July 1984 on, six are in that year."""
    pytest.importorskip("sklearn")
    found = made_up()
    found.states.loc[0, "start"] = pd.Timestamp(1984, 7, 1)
    laid, year = panel(found), replace(EXIT_YEAR, leaf=20)
    month = replace(year, window=1)
    of_year, of_month = cases(laid, year), cases(laid, month)
    assert of_year.lessons is not None and of_month.lessons is None
    seen = (laid.events["irregular_exit"] > 0) & laid.exists
    assert of_year.lessons.outcome[of_year.lessons.closed(LAST + 1)].sum() == seen.sum()
    at = {place: row for row, place in enumerate(zip(of_month.state, of_month.month, strict=True))}
    rows = np.flatnonzero(of_year.year == 1984)
    same = [at[place] for place in zip(of_year.state[rows], of_year.month[rows], strict=True)]
    ahead = np.where(of_year.state[rows] == 0, 6, 12)
    members = fitted(of_year, year, 1984).members(of_year, rows)
    for whole, each in zip(members, fitted(of_month, month, 1984).members(of_month, same), strict=True):
        assert whole == pytest.approx(1 - (1 - each) ** ahead, rel=1e-12)
        assert (whole > each).all()


def test_the_shift_makes_forecasts_add_up_to_what_came_but_for_its_ridge() -> None:
    odds = np.linspace(-4, 0, 500)
    outcome = (np.arange(500) % 10 == 0).astype(float)
    shift = shift_of(odds, outcome)
    assert chance(odds + shift).sum() - 50 == pytest.approx(-5 * shift, abs=1e-6)
    assert shift_of(odds, np.zeros(500)) > -10, "no event at all does not make it certain that none comes"


def test_members_are_joined_by_the_mean_of_their_log_odds() -> None:
    found = chance(joined([np.array([0.1]), np.array([0.9])]))
    assert found == pytest.approx([0.5])
    assert np.isfinite(joined([np.array([0.0, 1.0])])).all()
    assert chance(log_odds(np.array([0.3]))) == pytest.approx([0.3])


def test_a_case_fifteen_years_old_counts_half() -> None:
    weight = faded(np.array([0.0, 15.0]))
    assert weight[1] / weight[0] == pytest.approx(0.5)
    assert weight.sum() == pytest.approx(2.0)


def test_trees_grow_without_an_input_of_which_nothing_is_known_yet() -> None:
    """Infant mortality is known from 1962 on: whoever forecasts 1960 does without it."""
    pytest.importorskip("sklearn")
    amount = np.linspace(0, 1, 400)
    came = (amount > 0.7).astype(float)
    alone, beside = (
        fit_trees(inputs, came, leaf=20).probability(inputs)
        for inputs in (amount[:, None], np.column_stack([amount, np.full(400, np.nan)]))
    )
    assert np.array_equal(alone, beside)
    assert alone[-1] > 0.9 > 0.1 > alone[0]


def test_fates_of_a_kind_never_seen_are_those_of_all() -> None:
    past = Exits(
        np.full(4, 1990),
        np.zeros(4),
        np.array(["a", "a", "b", "b"]),
        np.array([0, 1, 0, 1]),
        np.array([0, 0, 1, 3]),
    )
    found = fate_chances(past, np.array(["c", "a"]), np.array([0, 0]), 2000)
    assert found[0] == pytest.approx([0.5, 0.25, 0.0, 0.25])
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert found[1, 0] > found[0, 0]
    assert table_chances(past, np.array(["c"]))[0] == pytest.approx(found[0])


def test_fates_follow_the_late_and_the_alike() -> None:
    """Of one kind: an exit of 1980 counts half of one of 2000; a degree of democracy draws to its own."""
    past = Exits(
        np.array([1980, 2000]), np.zeros(2), np.array(["a", "a"]), np.array([0, 3]), np.array([3, 0])
    )
    low, unseen, high = fate_chances(past, np.array(["a"] * 3), np.array([0, 1, 3]), 2000)
    assert unseen == pytest.approx([2 / 3, 0, 0, 1 / 3])
    assert low[3] == pytest.approx((0.5 + 25 / 3) / 25.5)
    assert high[3] == pytest.approx((25 / 3) / 26)


def test_degrees_of_democracy_are_those_known_when_the_leader_went() -> None:
    """A value is known two years later; a state without one for eight years has none."""
    spells = pd.DataFrame(
        {
            "ccode": [1, 1, 1, 2],
            "enddate": pd.to_datetime(["1971-06-01", "1972-06-01", "1981-06-01", "1971-06-01"]),
            "exit": "Regular",
            "exitcode": pd.Series([pd.NA] * 4, dtype="string"),
            "posttenurefate": "OK",
        }
    )
    freedom = pd.DataFrame({"gwcode": [1, 1], "year": [1969, 1970], "v2x_polyarchy": [0.1, 0.5]})
    assert exits(spells, freedom).degree.tolist() == [0, 2, -1, -1]


@pytest.fixture(scope="module")
def real(data: Path) -> Panel:
    return panel(tables(data))


@pytest.mark.slow
@pytest.mark.usefixtures("soon_calibrated")
@pytest.mark.parametrize("target", [ATTEMPT_YEAR, EXIT_YEAR], ids=lambda one: one.name)
def test_no_forecast_from_the_public_tables_knows_what_comes_after(data: Path, target: Target) -> None:
    pytest.importorskip("sklearn")
    found = tables(data)
    mine, theirs = (
        rolled(cases(panel(one), target), target, 2005, 2005)
        for one in (found, with_another_future(found, 2005))
    )
    assert len(mine.probability) > 150
    assert np.array_equal(mine.probability, theirs.probability)
    assert np.array_equal(mine.baseline, theirs.baseline)


@pytest.mark.parametrize(
    ("target", "first", "last", "n", "came"),
    [
        (ATTEMPT_YEAR, 2000, 2020, 3628, 49),
        (ATTEMPT_MONTH, 2000, 2020, 43_509, 52),
        (EXIT_YEAR, 2000, 2014, 2584, 37),
    ],
    ids=lambda one: getattr(one, "name", one),
)
def test_the_test_sets_are_those_that_others_were_scored_on(
    real: Panel, target: Target, first: int, last: int, n: int, came: int
) -> None:
    found = cases(real, target)
    inside = (found.year >= first) & (found.year <= last)
    assert (inside.sum(), found.outcome[inside].sum()) == (n, came)


def test_fates_of_leaders_by_kind_of_exit(data: Path) -> None:
    """Archigos 4.1, irregular exits since 1946: 65 deaths, two suicides, less 13 assassinations."""
    from presidium.datasets.leaders import archigos
    from presidium.datasets.states import democracy

    found = exits(archigos(data), democracy(data))
    irregular = found.fate[found.kind == "Irregular"]
    assert np.bincount(irregular, minlength=len(FATES)).tolist() == [73, 141, 84, 65 + 2 - 13]


@pytest.mark.parametrize(
    ("outcome", "squared", "logarithmic"),
    [("attempt", -0.019, 0.057), ("coup", -0.002, 0.054), ("failed", -0.037, 0.019)],
)
def test_archived_forecasts_against_the_rate_of_the_world(
    data: Path, outcome: str, squared: float, logarithmic: float
) -> None:
    """Target P01: the skill of Beger's forecasts against the ten years before."""
    found = tables(data)
    one = {each.name: each.measures for each in rescored(data, found.states, found.attempts)}
    assert one[f"beger_{outcome}"]["brier_skill"] == pytest.approx(squared, abs=0.002)
    assert one[f"beger_{outcome}"]["log_skill"] == pytest.approx(logarithmic, abs=0.001)


@pytest.fixture(scope="module")
def told() -> Forecast:
    """A forecast of the last year of the made-up tables."""
    pytest.importorskip("sklearn")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presidium.forecasts, "tables", lambda _: made_up())
        patch.setattr(presidium.forecasts, "FIRST_YEAR", 1980)
        patch.setattr(presidium.forecasts, "CURVE_YEARS", 4)
        patch.setattr(origin, "CALIBRATION", 4)
        return forecast(LAST)


def test_a_forecast_says_everything_once(told: Forecast) -> None:
    summary = json.loads(json.dumps(told.summary(), allow_nan=False))
    states = summary["states"]
    assert len(states) == len(STATES)
    assert [one["chance"] for one in states] == sorted((one["chance"] for one in states), reverse=True)
    assert summary["expected"] == pytest.approx(sum(one["chance"] for one in states))
    assert summary["came"] == sum(one["came"] for one in states)
    assert sum(one["cases"] for one in summary["calibration"]) == 4 * len(STATES)
    assert all(set(one["members"]) == {"recency", "covariates", "trees"} for one in states)


def test_reasons_tell_states_apart(told: Forecast) -> None:
    """What all states share is no reason; over the states the parts of each reason sum to nothing."""
    reasons = [one for state in told.record["states"] for one in state["reasons"]]
    assert "world_rate" not in {one["name"] for one in reasons if abs(one["part"]) > 1e-9}
    first = told.record["states"][0]["reasons"]
    assert [abs(one["part"]) for one in first] == sorted((abs(one["part"]) for one in first), reverse=True)
    assert all(one["text"]["en"][0] in "+−" and one["text"]["th"] for one in reasons)


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_page_of_a_forecast_stands_alone(told: Forecast, lang: str) -> None:
    page = unescape(told.html(lang))
    assert "default-src 'none'" in page and "<script" not in page and "style=" not in page
    assert not [link for link in ("http://", "https://") if link in page.replace("http-equiv", "")]
    assert page.count("<svg ") == 2
    for picture in (told.picture(lang), told.curve(lang)):
        assert ET.fromstring(picture).tag.endswith("svg")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [((1950,), "1950"), ((2000, "weather"), "weather"), ((LAST + 1, "attempt_month", 2), "month 2")],
)
def test_what_cannot_be_forecast_is_refused(
    monkeypatch: pytest.MonkeyPatch, arguments: Any, says: str
) -> None:
    pytest.importorskip("sklearn")
    monkeypatch.setattr(presidium.forecasts, "tables", lambda _: made_up())
    monkeypatch.setattr(presidium.forecasts, "FIRST_YEAR", LAST)
    monkeypatch.setattr(presidium.forecasts, "CURVE_YEARS", 0)
    with pytest.raises(UsageError, match="USE693") as refused:
        forecast(*arguments)
    assert says in str(refused.value)


def test_without_data_the_commands_name_the_file_and_where_it_may_be_had(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    for words in (["forecast", "--year", "2012"], ["backtest"]):
        result = CliRunner().invoke(app, [*words, "--data", str(tmp_path)])
        assert result.exit_code == 2
        assert "DAT701" in result.stderr and "gw_states.csv" in result.stderr and "github" in result.stderr


def test_without_the_extra_the_commands_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sklearn", None)
    for words in (["forecast", "--year", "2012"], ["backtest"]):
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 2
        assert "USE690" in result.stderr and "presidium[data]" in result.stderr


def test_forecast_from_the_command_line(
    told: Forecast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(presidium.forecasts, "forecast", lambda *given: asked.append(given) or told)
    out = tmp_path / "chances.svg"
    result = CliRunner().invoke(app, ["forecast", "--year", str(LAST), "--out", str(out)])
    assert result.exit_code == 0, result.stderr
    assert "State 4" in result.stdout and told.record["caution"]["en"] in result.stdout
    assert out.exists() and (tmp_path / "chances-curve.svg").exists()
    refused = CliRunner().invoke(app, ["forecast", "--year", str(LAST), "--out", str(tmp_path / "f.txt")])
    assert refused.exit_code == 2 and "USE672" in refused.stderr
    assert not (tmp_path / "f.txt").exists() and len(asked) == 1
    page = tmp_path / "chances.html"
    result = CliRunner().invoke(
        app, ["forecast", "--year", "2021", "--month", "1", "--format", "json", "--out", str(page)]
    )
    assert json.loads(result.stdout)["states"] == json.loads(json.dumps(told.record["states"]))
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert [given[:3] for given in asked] == [(LAST, "attempt_year", 1), (2021, "attempt_month", 1)]
    result = CliRunner().invoke(
        app, ["forecast", "--year", "2021", "--month", "1", "--event", "irregular-exit"]
    )
    assert result.exit_code == 2 and "USE693" in result.stderr


MEMBERS = {"recency": 0.61, "covariates": 0.62, "trees": 0.63}


@pytest.fixture
def tested() -> Backtest:
    """A backtest of one made-up task: bars met, missed within the interval, missed, and of its ends."""
    asked = Forecasts(np.linspace(0.01, 0.5, 40), np.arange(40) % 4 == 0, np.arange(40) % 8)
    own = {
        "auc": Estimate(0.7, 0.6, 0.8),
        "average_precision": Estimate(0.35, 0.1, 0.7),
        "log": Estimate(0.3, float("nan"), float("nan")),
    }
    differences = {
        "world_rate": {"brier_skill": Estimate(0.1, 0.01, 0.2), "log_skill": Estimate(0.1, -0.1, 0.2)}
    }
    bars = (
        Bar("auc", None, "value", 0.65, 1.0, own["auc"]),
        Bar("auc", None, "value", 0.75, 1.0, own["auc"]),
        Bar("auc", None, "value", 0.9, 1.0, own["auc"]),
        Bar("log_skill", "world_rate", "low", 0.0, 1.0, differences["world_rate"]["log_skill"]),
        Bar("log_skill", "world_rate", "high", 0.0, 1.0, differences["world_rate"]["log_skill"]),
    )
    task = Task(
        name="attempt_year",
        first=2000,
        last=2001,
        cases=40,
        events=10,
        scores=own,
        against=differences,
        periods={(2000, 2001): own},
        curve=calibration(asked),
        members={name: {"auc": value, "log": 0.25} for name, value in MEMBERS.items()},
        if_right=Estimate(0.4, 0.2, 0.6),
        bars=bars,
    )
    return Backtest((task,), (Rescored("beger_attempt", 40, 10, {"auc": 0.79}),))


def test_a_backtest_says_what_is_not_shown(tested: Backtest) -> None:
    summary = json.loads(json.dumps(tested.summary(), allow_nan=False))
    task = summary["tasks"][0]
    verdicts = {name: one["verdict"]["en"] for name, one in task["against"]["world_rate"].items()}
    assert verdicts == {"brier_skill": "shown to be better", "log_skill": "not shown to be better"}
    assert [(bar["met"], bar["within"]) for bar in task["bars"]] == [
        (True, True),
        (False, True),
        (False, False),
        (False, False),
        (True, False),
    ]
    assert task["scores"]["log"]["low"] is None
    assert {name: one["auc"] for name, one in task["members"].items()} == MEMBERS
    assert task["average_precision_if_right"] == {"value": 0.4, "low": 0.2, "high": 0.6}


def test_backtest_from_the_command_line(
    tested: Backtest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(presidium.forecasts, "backtest", lambda _: tested)
    page = tmp_path / "b.html"
    result = CliRunner().invoke(app, ["backtest", "--out", str(page)])
    assert result.exit_code == 0, result.stderr
    assert "not shown to be better" in result.stdout.replace("\n", " ")
    text = page.read_text("utf-8")
    for number in ("0.7000", *(f"{value:.4f}" for value in MEMBERS.values())):
        assert number in result.stdout and number in text
    for said in ("were its chances exactly right", "0.4000 (0.2000 to 0.6000)", "its interval above 0"):
        assert said in " ".join(unescape(text).split())
    assert "0.4000" in result.stdout
    assert "≥ 0.75" in text and "not met; the interval reaches it" in text and "<script" not in text
    result = CliRunner().invoke(app, ["backtest", "--format", "json", "--lang", "th"])
    assert json.loads(result.stdout)["archived"][0]["measures"] == {"auc": 0.79}


@pytest.mark.slow
def test_the_bars_of_the_public_tables(data: Path) -> None:
    """Attempts 2000-2020 by year, each forecast from its past: what was measured, with room for other
    releases of the libraries; and what must hold on the archived cases.
    """
    pytest.importorskip("sklearn")
    found = {task.name: task for task in backtest(data, draws=50).tasks}
    year, archived = found["attempt_year"], found["attempt_archived"]
    assert (year.cases, year.events) == (3628, 49)
    assert year.scores["auc"].value > 0.81
    assert year.scores["average_precision"].value > 0.085
    assert year.against["test_rate"]["brier_skill"].value > 0.03
    assert 0.7 < year.scores["expected_observed"].value < 1.4
    assert all(bar.met for bar in (*year.bars, *found["attempt_month"].bars))
    for task in (year, archived):
        assert set(task.members) == {"recency", "covariates", "trees"}
        assert task.if_right is not None
        assert task.if_right.low < task.scores["average_precision"].value < task.if_right.high
    assert year.if_right is not None and 0.07 < year.if_right.value < 0.10
    assert (archived.cases, archived.events) == (1518, 18)
    assert archived.against["world_rate"]["brier_skill"].value > 0
    assert archived.against["world_rate"]["log_skill"].value > 0.057
    assert found["attempt_month"].scores["auc"].value > 0.81
    assert found["irregular_exit_year"].scores["auc"].value > 0.76
    assert found["irregular_exit_year"].scores["average_precision"].value > 0.042
    assert found["fate"].scores["log"].value < 0.33
    assert found["purge"].scores["auc"].value > 0.729
