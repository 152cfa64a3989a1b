"""Which struggles at the top do the standard data not see?

Archigos calls an exit regular when the rules were kept in form: Malenkov in 1953 and Khrushchev in 1964 left
regularly.  Three other lists mark some of these exits as removals by colleagues.  They are laid over the
exits, never merged into them: which exits would be meant, and by which list.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.coups import cline, colpus, powell_thyne
from presidium.datasets.leaders import svolik
from presidium.datasets.numbering import states_of
from presidium.dates import Day
from presidium.judgement.population import WAYS, leader_spells
from presidium.scenario.model import Scenario

if TYPE_CHECKING:
    import pandas

#: A list means an exit where it has an event of that state within so many days of it.
NEAR_DAYS = 31
#: Colpus: non-military coups that succeeded; Cline: palace coups; Svolik: exits that he calls "coup".
LISTS = ("colpus", "cline", "svolik")


def palace_removals(
    spells: "pandas.DataFrame", folder: Path | None = None, *, pinned: bool = True
) -> "pandas.DataFrame":
    """Which exits that Archigos calls neither irregular nor foreign are removals by colleagues elsewhere.

    `spells` as `presidium.judgement.population.leader_spells` gives them.  Returns those that at least one
    list means, with a column of True and False for each of `LISTS`.
    """
    quiet = spells[spells["way"].isin([WAYS.index("regular"), WAYS.index("natural"), WAYS.index("other")])]
    events = _events(folder, pinned)
    found = quiet.assign(**{name: _near(quiet, events[name], "end") for name in LISTS})
    return found[found[list(LISTS)].any(axis=1)].reset_index(drop=True)


def struggles(case: Scenario) -> dict[str, Day]:
    """Outcomes of a case in which somebody falls or a chief office changes hands: their days, by event."""
    found = {}
    for name, event in case.events.items():
        if event.kind != "outcome" or event.records is None:
            continue
        office = event.records.office
        if event.records.falls is not None or (office is not None and case.offices[office].chief):
            found[name] = event.on
    return found


def seen(
    days: Sequence[Day], state: int, folder: Path | None = None, *, pinned: bool = True
) -> "pandas.DataFrame":
    """Which lists have an event of a state within a month of each of some days.

    `state` is its Gleditsch-Ward number.  Columns: day; archigos (a leader's irregular exit), powell_thyne
    (an attempt), and each of `LISTS` (Colpus and the Cline list with what failed).
    """
    import pandas as pd

    spells = leader_spells(folder, pinned=pinned)
    irregular = spells[spells["way"] == WAYS.index("irregular")][["state", "end"]]
    coups = powell_thyne(folder, pinned=pinned)
    events = {
        "archigos": irregular.rename(columns={"end": "day"}),
        "powell_thyne": _dated(coups["ccode"], _days(coups)),
        **_events(folder, pinned, failed=True),
    }
    asked = pd.DataFrame({"state": state, "day": pd.to_datetime([day.first for day in days])})
    return asked[["day"]].assign(**{name: _near(asked, table, "day") for name, table in events.items()})


def _events(folder: Path | None, pinned: bool, *, failed: bool = False) -> dict[str, "pandas.DataFrame"]:
    """By list its events of state and day: those that succeeded, or with what failed."""
    import pandas as pd

    plots = colpus(folder, pinned=pinned)
    plots = plots[(plots["nonmilcoup"] == 1) & (failed | (plots["success"] == 1))]
    palace = cline(folder, pinned=pinned)
    kinds = {"coup", "attempted"} if failed else {"coup"}
    palace = palace[(palace["palace"] == 1) & palace["event_type"].isin(kinds)]
    autocrats = svolik(folder, pinned=pinned)
    autocrats = autocrats[autocrats["exit"] == "coup"]
    return {
        "colpus": _dated(plots["ccode"], plots["date"]),
        "cline": _dated(palace["cowcode"], _days(palace)),
        "svolik": pd.DataFrame({"state": autocrats["GWn"], "day": autocrats["enddate"]}),
    }


def _dated(numbers: "pandas.Series", days: "pandas.Series") -> "pandas.DataFrame":
    """Events of states that the Correlates of War number, by state and day."""
    import pandas as pd

    return pd.DataFrame({"state": states_of(numbers, days), "day": days})


def _days(events: "pandas.DataFrame") -> "pandas.Series":
    """The days of events; one that is unknown is missing."""
    import pandas as pd

    return pd.to_datetime(events[["year", "month", "day"]], errors="coerce").astype("datetime64[s]")


def _near(rows: "pandas.DataFrame", events: "pandas.DataFrame", when: str) -> "pandas.Series":
    """Whether a row has an event of its state within `NEAR_DAYS` of its day."""
    import pandas as pd

    asked = rows[["state", when]].assign(row=rows.index).rename(columns={when: "asked"})
    pairs = asked.merge(events, on="state")
    close = (pairs["asked"] - pairs["day"]).abs() <= pd.Timedelta(days=NEAR_DAYS)
    return pd.Series(rows.index.isin(pairs[close]["row"]), index=rows.index)
