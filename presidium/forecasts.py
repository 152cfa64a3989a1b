"""Which states may see an attempt to take power, and how good were such forecasts?

`forecast` asks it of a year, `backtest` of twenty.  Their results are frozen and remember what was asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from presidium import __version__
from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.judgement.forecast.backtest import Bar, Rescored, Task
from presidium.judgement.forecast.backtest import backtest as run_backtest
from presidium.judgement.forecast.ensemble import check_extra
from presidium.judgement.forecast.grid import month_of
from presidium.judgement.forecast.origin import MEMBERS, TARGETS, cases, fitted, rolled
from presidium.judgement.forecast.panel import panel, tables
from presidium.judgement.forecast.reasons import Reason, reasons
from presidium.judgement.score import Bin, Estimate, Forecasts, calibration
from presidium.page.forecasts import backtest_page, forecast_page
from presidium.pictures.chances import ForecastPictures, calibration_plate, chances_plate
from presidium.words import both

#: The first year that can be asked about: what was known before it must do to fit and to calibrate.
FIRST_YEAR = 1985
#: Years of earlier forecasts on the calibration plot.
CURVE_YEARS = 10
#: Reasons that are told of a state.
_REASONS = 4


@dataclass(frozen=True)
class Forecast:
    """The chances of an event in each state in a year.  `record` is everything that is said."""

    record: Mapping[str, Any] = field(repr=False)

    def summary(self) -> dict[str, Any]:
        """The machine-readable face: format, version, and the record."""
        return {"format": 1, "version": __version__, **self.record}

    @cached_property
    def plot(self) -> ForecastPictures:
        """The pictures, each with its table (`docs/reference/python.md`)."""
        return ForecastPictures(self.record)

    def picture(self, lang: str = "en") -> str:
        """The states with the highest chances as an SVG text of its own."""
        return self.plot.chances(lang).svg

    def curve(self, lang: str = "en") -> str:
        """How often what was given a chance came, in the ten years before, as an SVG text of its own."""
        return self.plot.calibration(lang).svg

    def html(self, lang: str = "en") -> str:
        """Tables and pictures as one self-contained page in one language."""
        plates = (chances_plate(self.record), calibration_plate("curve", self.record["calibration"]))
        return forecast_page(self.summary(), [plate.drawing("wide") for plate in plates], lang)


@dataclass(frozen=True)
class Backtest:
    """The scores of all tasks, and of archived forecasts."""

    tasks: tuple[Task, ...] = field(repr=False)
    archived: tuple[Rescored, ...] = field(repr=False)

    @cached_property
    def record(self) -> dict[str, Any]:
        """Everything that is said, as one JSON value."""
        return {
            "tasks": [_task(task) for task in self.tasks],
            "archived": [
                {"name": one.name, "cases": one.cases, "events": one.events, "measures": dict(one.measures)}
                for one in self.archived
            ],
            "caution": both("backtest.caution"),
        }

    def summary(self) -> dict[str, Any]:
        """The machine-readable face: format, version, and the record."""
        return {"format": 1, "version": __version__, **self.record}

    def html(self, lang: str = "en") -> str:
        """Tables and calibration plots as one self-contained page in one language."""
        plots = {
            task["name"]: calibration_plate(task["name"].replace("_", "-"), task["calibration"]).drawing(
                "small"
            )
            for task in self.record["tasks"]
            if task["calibration"]
        }
        return backtest_page(self.summary(), plots, lang)


def forecast(
    year: int, target: str = "attempt_year", month: int = 1, folder: str | Path | None = None
) -> Forecast:
    """Forecast a year as it could have been done when it began; or, for `attempt_month`, one month of it.

    `target` is a name of `TARGETS`:  `attempt_year`, `attempt_month`, `irregular_exit_year`.  Inputs and
    fits use what had happened by then, and statistics that were published.  The year after the record can
    be asked about; of an earlier one the record tells what came.

    Raises UsageError USE690 without scikit-learn, USE693 for a year, month or target that cannot be asked
    about; `DataError` where a table is not there.
    """
    check_extra()
    if target not in TARGETS:
        raise UsageError(
            "USE693", f"there is no target {shown(target)}", f"Ask for one of: {', '.join(TARGETS)}."
        )
    asked = TARGETS[target]
    laid = panel(tables(Path(folder) if folder is not None else None))
    last = laid.through[asked.event] + 1
    if not FIRST_YEAR <= year <= last:
        raise UsageError(
            "USE693", f"{year} cannot be forecast", f"Ask for a year from {FIRST_YEAR} to {last}."
        )
    found = cases(laid, asked)
    said = rolled(found, asked, max(year - CURVE_YEARS, FIRST_YEAR - CURVE_YEARS), year)
    now = found.year[said.rows] == year
    if asked.window == 1:
        now &= found.month[said.rows] == month_of(year, month)
    if not now.any():
        raise UsageError(
            "USE693", f"month {month} of {year} is not in the record", "Ask for an earlier month."
        )
    before = found.year[said.rows] < year
    rows = said.rows[now]
    told = reasons(laid, asked, found, fitted(found, asked, year), rows)
    past = said.rows[before]
    bins = calibration(Forecasts(said.probability[before], found.outcome[past], found.state[past]))
    order = np.argsort(-said.probability[now], kind="stable")
    entries = [
        {
            "gwcode": laid.codes[found.state[rows[k]]],
            "name": laid.name(int(found.state[rows[k]]), year),
            "chance": float(said.probability[now][k]),
            "members": {name: float(said.members[m, now][k]) for m, name in enumerate(MEMBERS)},
            "came": None if np.isnan(found.outcome[rows[k]]) else bool(found.outcome[rows[k]]),
            "reasons": [_reason(one) for one in told[k][:_REASONS]],
        }
        for k in order
    ]
    only = month if asked.window == 1 else None
    return Forecast(_record(target, year, only, said.baseline[now][0], entries, bins))


def backtest(folder: str | Path | None = None, draws: int = 1000) -> Backtest:
    """Score the forecasts of 2000-2020, fates and purges, and the archived forecasts; three minutes.

    Raises as `forecast` does.
    """
    return Backtest(*run_backtest(Path(folder) if folder is not None else None, draws))


def _record(
    target: str,
    year: int,
    month: int | None,
    baseline: float,
    entries: list[dict[str, Any]],
    bins: Sequence[Bin],
) -> dict[str, Any]:
    expected = sum(entry["chance"] for entry in entries)
    came = [entry["came"] for entry in entries]
    known = all(one is not None for one in came)
    event = both(f"forecast.event.{target}")
    when = str(year) if month is None else f"{year}-{month:02d}"
    return {
        "target": target,
        "year": year,
        "month": month,
        "event": event,
        "title": both("forecast.title", event=event, when=when),
        "sentence": both(
            "forecast.sentence",
            event=event,
            when=when,
            n=len(entries),
            expected=f"{expected:.1f}",
            base=f"{baseline * len(entries):.1f}",
        ),
        "baseline": float(baseline),
        "expected": expected,
        "came": sum(came) if known else None,
        "states": entries,
        "calibration": [_bin(one) for one in bins],
        "caution": both("forecast.caution"),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    value = "" if reason.value is None else f" ({_amount(reason.value)})"
    text = both(f"forecast.reason.{reason.name}")
    sign = "+" if reason.part >= 0 else "−"
    return {
        "name": reason.name,
        "part": reason.part,
        "value": reason.value,
        "text": {lang: f"{sign} {words}{value}" for lang, words in text.items()},
    }


def _amount(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 20 or value == int(value) else f"{value:.2g}"


def _bin(one: Bin) -> dict[str, Any]:
    return {
        "cases": one.cases,
        "forecast": one.forecast,
        "events": one.events,
        "observed": _estimate(one.observed),
    }


def _estimate(found: Estimate) -> dict[str, float | None]:
    """The numbers of an estimate; None where there is none, as JSON has no NaN."""
    numbers = {"value": found.value, "low": found.low, "high": found.high}
    return {name: _number(number) for name, number in numbers.items()}


def _number(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _task(task: Task) -> dict[str, Any]:
    return {
        "name": task.name,
        "text": both(f"backtest.task.{task.name}"),
        "first": task.first,
        "last": task.last,
        "cases": task.cases,
        "events": task.events,
        "scores": {name: _estimate(one) for name, one in task.scores.items()},
        "against": {
            base: {name: {**_estimate(one), "verdict": _verdict(one)} for name, one in found.items()}
            for base, found in task.against.items()
        },
        "periods": [
            {"first": first, "last": last, **{name: _estimate(one) for name, one in found.items()}}
            for (first, last), found in task.periods.items()
        ],
        "members": {
            member: {name: _number(value) for name, value in found.items()}
            for member, found in task.members.items()
        },
        "average_precision_if_right": None if task.if_right is None else _estimate(task.if_right),
        "calibration": [_bin(one) for one in task.curve],
        "bars": [_bar(bar) for bar in task.bars],
    }


def _verdict(difference: Estimate) -> dict[str, str]:
    return both("backtest.shown" if difference.shown else "backtest.not_shown")


def _bar(bar: Bar) -> dict[str, Any]:
    """A bar from `least` to `most`; `within` says whether the interval of what was found reaches a bar
    of the value itself.
    """
    return {
        "measure": bar.measure,
        "against": bar.against,
        "part": bar.part,
        "least": bar.low,
        "most": bar.high,
        **_estimate(bar.found),
        "met": bar.met,
        "within": bar.part == "value" and bar.found.low <= bar.high and bar.found.high >= bar.low,
    }
