"""Which pictures has a forecast?  The highest chances, and how often what was given a chance came about."""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.chances import Chance, Observed, chances, curve
from presidium.draw.svg import Words
from presidium.page.figure import Mark, Plate
from presidium.pictures.figure import Figure, figure_of
from presidium.words import both

#: States on the picture of chances.
SHOWN = 25

Found = Mapping[str, Any]


class ForecastPictures:
    """The pictures of a forecast.  `lang` is "en" or "th"."""

    def __init__(self, record: Found) -> None:
        self._record = record

    def chances(self, lang: str = "en") -> Figure:
        """The states with the highest chances: each with the least and the most that a member says."""
        return figure_of("chances", chances_plate(self._record), lang)

    def calibration(self, lang: str = "en") -> Figure:
        """How often what was given a chance came about, in the ten years before."""
        plate = calibration_plate("curve", self._record["calibration"], [self._record["caution"]])
        return figure_of("calibration", plate, lang)


def chances_plate(record: Found) -> Plate:
    """Return the states with the highest chances: a dot, a line from the least to the most of a member."""
    states = record["states"][:SHOWN]
    drawn = [
        Chance(
            state["name"],
            state["chance"],
            min(state["chance"], *state["members"].values()),
            max(state["chance"], *state["members"].values()),
            bool(state["came"]),
        )
        for state in states
    ]
    rows: list[Mark] = [
        {"state": state["gwcode"], "name": row.label, "chance": row.value}
        | {"low": row.low, "high": row.high, "recorded": state["came"]}
        for state, row in zip(states, drawn, strict=True)
    ]
    key = {name: both(f"forecast.key.{name}") for name in ("axis", "baseline", "recorded")}
    return Plate(
        rows,
        lambda _: chances("chances", record["title"], drawn, record["baseline"], key),
        [record["sentence"]],
        [],
    )


def calibration_plate(name: str, bins: Sequence[Found], caption: Sequence[Words] = ()) -> Plate:
    """Return the share that came about over the chance that was given."""
    drawn = [
        Observed(
            one["forecast"],
            one["observed"]["value"],
            one["observed"]["low"],
            one["observed"]["high"],
            one["cases"],
        )
        for one in bins
    ]
    rows: list[Mark] = [
        {"chance": row.forecast, "share": row.share, "low": row.low, "high": row.high, "cases": row.cases}
        for row in drawn
    ]
    key = {"axis": both("forecast.key.given"), "observed": both("forecast.key.observed")}
    return Plate(rows, lambda _: curve(name, both("forecast.key.curve"), drawn, key), caption, [])
