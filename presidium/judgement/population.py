"""Which spells of leaders, and of members of ruling bodies, are on record, and how did each end?

Leaders are those of Archigos who came in from 1946 on, each with the regime that he came to (REIGN, on the
day after he came) and whether its leaders counted as communists then (Svolik).  Members are those of the
sixteen ruling bodies of Goldring and Matthews.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.elites import elite_exits
from presidium.datasets.leaders import archigos, svolik
from presidium.datasets.numbering import renumbered
from presidium.datasets.regimes import reign_regimes

if TYPE_CHECKING:
    import pandas

#: How a leader leaves; `way` counts from 0, -1 for one still in office at the end of 2015.
WAYS = ("regular", "irregular", "natural", "foreign", "other")
#: How a member leaves a ruling body; deaths and retirements are in `other`.
MEMBER_WAYS = ("purged", "other")
#: What becomes of a leader in the year after he leaves.
LEADER_FATES = ("OK", "Exile", "Imprisonment", "Death")
#: What becomes of a member, by the code of `ml_purge`.
MEMBER_FATES = ("not purged", "left alone", "exiled", "executed", "jailed")

#: Kinds of regime of REIGN that are autocracies; provisional, occupied and warlords' regimes are not.
AUTOCRACIES = frozenset(
    {
        *("party-based", "party-personal", "party-military", "party-personal-military"),
        *("military", "military personal", "indirect military", "personal", "monarchy", "oligarchy"),
    }
)

_EXITS = {
    "Regular": 0,
    "Irregular": 1,
    "Natural Death": 2,
    "Retired Due to Ill Health": 2,
    "Foreign": 3,
    "Suicide": 4,
    "Unknown": 4,
    "Still in Office": -1,
}
_YEAR = 365.25
_END_OF_SVOLIK = "2008-12-31"


def leader_spells(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Leaders who came in from 1946 to 2015: one row a spell.

    Columns: obsid, leader, state (Gleditsch-Ward), start, end, years, way (see `WAYS`), entry, fate, regime
    (REIGN's kind, missing where it has none), communist (came to a party regime whose leaders Svolik then
    codes as communists).
    """
    import pandas as pd

    spells = archigos(folder, pinned=pinned)
    spells = spells[spells["startdate"] >= "1946-01-01"].reset_index(drop=True)
    table = pd.DataFrame(
        {
            "obsid": spells["obsid"],
            "leader": spells["leader"],
            "state": spells["ccode"],
            "start": spells["startdate"],
            "end": spells["enddate"],
            "years": (spells["enddate"] - spells["startdate"]).dt.days / _YEAR,
            "way": spells["exit"].map(_EXITS),
            "entry": spells["entry"],
            "fate": spells["posttenurefate"],
        }
    )
    regimes = _regimes(folder, pinned)
    found = _in_force(table, regimes)
    table["regime"] = found["gwf_regimetype"]
    table["communist"] = found["from"].notna() & (table["start"] < found["until"])
    return table


def member_spells(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Members who left a ruling body, 1924-2017: one row an exit.

    Columns: who, body, state (Correlates of War), start, end, years, way (see `MEMBER_WAYS`), fate (place in
    `MEMBER_FATES`).  Who was still in office when the authors stopped has no length and is left out.
    """
    import pandas as pd

    exits = elite_exits(folder, pinned=pinned)
    exits = exits[exits["exittenure"].notna() & exits["exitdate"].notna()].reset_index(drop=True)
    days = pd.to_timedelta((exits["exittenure"] * 365).round(), unit="D")
    return pd.DataFrame(
        {
            "who": exits["fullname"],
            "body": exits["reg_rulinst"],
            "state": exits["cowcode"],
            "start": exits["exitdate"] - days,
            "end": exits["exitdate"],
            "years": exits["exittenure"],
            "way": 1 - exits["logit_purge"],
            "fate": exits["ml_purge"],
        }
    )


def without(spells: "pandas.DataFrame", state: int, first: str, last: str) -> "pandas.DataFrame":
    """Spells but for those of a state that touch a period: what is asked must not be its own base rate."""
    own = (spells["state"] == state) & (spells["start"] <= last) & (spells["end"] >= first)
    return spells[~own]


def _regimes(folder: Path | None, pinned: bool) -> "pandas.DataFrame":
    """Regimes with the days from and until which their leaders are communists, missing if they never are."""
    import pandas as pd

    regimes = reign_regimes(folder, pinned=pinned)
    regimes = renumbered(regimes, "cowcode", "gwf_startdate", "gwf_enddate", "gwf_regimetype")
    rulers = svolik(folder, pinned=pinned)
    rulers = rulers[rulers["communist"] == 1][["GWn", "startdate", "enddate"]]
    party = regimes[regimes["gwf_regimetype"].str.startswith("party")]
    pairs = party.merge(rulers, left_on="state", right_on="GWn")
    pairs = pairs[(pairs["startdate"] <= pairs["gwf_enddate"]) & (pairs["enddate"] >= pairs["gwf_startdate"])]
    # Who ruled when Svolik's record stops still did: the regime goes on as it was.
    last = pairs["enddate"].mask(pairs["enddate"] >= _END_OF_SVOLIK, pd.Timestamp("2100-01-01"))
    spans = pairs.assign(until=last).groupby("gwf_casename").agg({"startdate": "min", "until": "max"})
    return regimes.join(spans.rename(columns={"startdate": "from"}), on="gwf_casename")


def _in_force(spells: "pandas.DataFrame", regimes: "pandas.DataFrame") -> "pandas.DataFrame":
    """The regime on the day after each start, in the order of the spells; of two the one that came later."""
    import pandas as pd

    days = spells[["state", "start"]].assign(spell=spells.index, day=spells["start"] + pd.Timedelta(days=1))
    pairs = days.merge(regimes, on="state")
    pairs = pairs[(pairs["gwf_startdate"] <= pairs["day"]) & (pairs["gwf_enddate"] >= pairs["day"])]
    latest = pairs.sort_values(["spell", "gwf_startdate"]).drop_duplicates("spell", keep="last")
    return latest.set_index("spell").reindex(spells.index)


Rule = Callable[["pandas.DataFrame"], "pandas.Series"]


def _came(entry: str) -> Rule:
    return lambda spells: spells["entry"] == entry


def _both(one: Rule, other: Rule) -> Rule:
    return lambda spells: one(spells) & other(spells)


def _autocracy(spells: "pandas.DataFrame") -> "pandas.Series":
    return spells["regime"].isin(AUTOCRACIES)


def _party(spells: "pandas.DataFrame") -> "pandas.Series":
    return spells["regime"].str.startswith("party").fillna(False).astype(bool)


def _communist(spells: "pandas.DataFrame") -> "pandas.Series":
    return spells["communist"]


def _body(*names: str) -> Rule:
    return lambda spells: spells["body"].isin(names)


_SOVIET = "CPSU Politburo/Presidium"

#: Classes of leaders by id; the sentences `baserate.class.ID` name them.
LEADERS: dict[str, Rule] = {
    "all": lambda spells: spells["years"] >= 0,
    "regular": _came("Regular"),
    "irregular": _came("Irregular"),
    "autocracies": _autocracy,
    "autocracies-regular": _both(_autocracy, _came("Regular")),
    "autocracies-irregular": _both(_autocracy, _came("Irregular")),
    "party": _party,
    "party-regular": _both(_party, _came("Regular")),
    "communist": _communist,
    "communist-regular": _both(_communist, _came("Regular")),
}
#: Classes of members of ruling bodies by id.
MEMBERS: dict[str, Rule] = {
    "bodies": lambda spells: spells["years"] >= 0,
    "bureaus": _body(_SOVIET, "CPC Politburo Standing Committee", "PPSh Politburo"),
    "politburo": _body(_SOVIET),
}
