"""Which circumstances of coming to office go with leaving it sooner, in each way?

Cause-specific Cox hazards of leaders who came in from 1946 on, by what was known on the day they came: how,
to which kind of regime, in how rich, large and democratic a state (the year before), how long after the last
irregular exit there.  Fitted to those who came before 2000, followed to the end of 1999, and tried on those
who came later.  It describes; nothing here is a cause.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from presidium.datasets.leaders import archigos
from presidium.datasets.states import democracy, gdp_population
from presidium.judgement.population import AUTOCRACIES, WAYS, leader_spells
from presidium.theory.hazard import Hazard, cause_specific, concordance

if TYPE_CHECKING:
    import pandas

#: The last day of those that are fitted to; later comers are the test.
SPLIT = "1999-12-31"
#: Ways of leaving that are common enough to be fitted.
FITTED = ("regular", "irregular", "natural")
CIRCUMSTANCES = (
    "came_irregularly",
    "came_from_abroad",
    "party",
    "military",
    "personal",
    "monarchy",
    "other_autocracy",
    "polyarchy",
    "log_income",
    "log_population",
    "decades_old",
    "in_office_before",
    "irregular_last_decade",
    "log_years_since_irregular",
)
#: Years since the last irregular exit where there was none since 1875.
_NEVER = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The hazard of one way: spells and exits it was fitted to and tried on, and how well it orders each."""

    way: str
    hazard: Hazard
    spells: int
    exits: int
    concordance: float
    later_spells: int
    later_exits: int
    later_concordance: float

    def record(self) -> dict[str, Any]:
        """The fit as one JSON value."""
        ratios = zip(CIRCUMSTANCES, self.hazard.ratios(), strict=True)
        return {
            "way": self.way,
            "ratios": [
                {"circumstance": name, "value": value, "low": low, "high": high}
                for name, (value, low, high) in ratios
            ],
            "fitted": {"n": self.spells, "exits": self.exits, "concordance": self.concordance},
            "later": {
                "n": self.later_spells,
                "exits": self.later_exits,
                "concordance": self.later_concordance,
            },
        }


def hazards(folder: Path | None = None, *, pinned: bool = True) -> tuple[Fitted, ...]:
    """The hazards of leaving regularly, irregularly, and by death or illness.

    Raises `DataError` without the tables, `UsageError` (DAT707) without statsmodels.
    """
    table = at_entry(folder, pinned=pinned).dropna()
    early = table[table["start"] <= SPLIT].reset_index(drop=True)
    over = early["end"] > SPLIT
    early.loc[over, "way"] = -1
    early.loc[over, "years"] = _years(early["start"], SPLIT)[over]
    late = table[table["start"] > SPLIT]
    return tuple(_fitted(way, early, late) for way in FITTED)


def at_entry(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """What was known on the day a leader came: obsid, start, end, years, way, and a column a circumstance.

    Shares and flags are 0 to 1; income is dollars a head, population millions, each as a logarithm.
    """
    spells = leader_spells(folder, pinned=pinned)
    records = archigos(folder, pinned=pinned)
    own = spells.merge(records[["obsid", "yrborn", "prevtimesinoffice"]], on="obsid")
    kind = own["regime"].fillna("")
    columns = {
        "came_irregularly": own["entry"] == "Irregular",
        "came_from_abroad": own["entry"] == "Foreign Imposition",
        "party": kind.str.startswith("party"),
        "military": kind.isin(["military", "military personal", "indirect military"]),
        "personal": kind == "personal",
        "monarchy": kind == "monarchy",
    }
    known = np.any([column.to_numpy() for name, column in columns.items() if not name.startswith("came")], 0)
    columns["other_autocracy"] = kind.isin(AUTOCRACIES) & ~known
    before = own[["state"]].assign(year=own["start"].dt.year - 1).rename(columns={"state": "gwcode"})
    wealth = before.merge(gdp_population(folder, pinned=pinned), how="left", on=["gwcode", "year"])
    scores = democracy(folder, pinned=pinned).drop_duplicates(["gwcode", "year"])
    scores = before.merge(scores, how="left", on=["gwcode", "year"])
    last_decade, since = _irregular_before(own, records)
    numbers = {
        "polyarchy": scores["v2x_polyarchy"],
        "log_income": np.log(wealth["mrgdppc"]),
        "log_population": np.log(wealth["pwtpop"]),
        "decades_old": (own["start"].dt.year - own["yrborn"].astype("float64")) / 10,
        "in_office_before": own["prevtimesinoffice"],
        "irregular_last_decade": last_decade,
        "log_years_since_irregular": np.log1p(since),
    }
    told = own[["obsid", "start", "end", "years", "way"]]
    return told.assign(**{name: values.astype("float64") for name, values in columns.items()}, **numbers)


def _irregular_before(
    spells: "pandas.DataFrame", records: "pandas.DataFrame"
) -> tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]:
    """Irregular exits of the state in the ten years before each entry, and years since the last of them.

    An exit on the day of the entry itself is the predecessor's and counts.
    """
    gone = records[records["exit"] == "Irregular"]
    by_state = {state: days.sort_values().to_numpy() for state, days in gone.groupby("ccode")["enddate"]}
    last_decade, since = np.zeros(len(spells)), np.full(len(spells), _NEVER)
    for i, (state, start) in enumerate(zip(spells["state"], spells["start"].to_numpy(), strict=True)):
        days = by_state.get(state, np.array([], "datetime64[s]"))
        past = (start - days[days <= start]) / np.timedelta64(1, "D") / 365.25
        if len(past):
            last_decade[i], since[i] = int((past <= 10).sum()), float(past[-1])
    return last_decade, since


def _years(start: Any, end: str) -> Any:
    import pandas as pd

    return (pd.Timestamp(end) - start).dt.days / 365.25


def _fitted(way: str, early: "pandas.DataFrame", late: "pandas.DataFrame") -> Fitted:
    def parts(spells: "pandas.DataFrame") -> tuple[Any, Any, Any]:
        happened = (spells["way"] == WAYS.index(way)).to_numpy(dtype=float)
        return spells["years"].to_numpy(float), happened, spells[list(CIRCUMSTANCES)].to_numpy(float)

    spent, happened, circumstances = parts(early)
    hazard = cause_specific(spent, happened, circumstances)
    later, then, there = parts(late)
    return Fitted(
        way,
        hazard,
        len(spent),
        int(happened.sum()),
        concordance(spent, happened, hazard.score(circumstances)),
        len(later),
        int(then.sum()),
        concordance(later, then, hazard.score(there)),
    )
