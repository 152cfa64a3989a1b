"""Was the member of a ruling body who left it purged?

A logit of what Goldring and Matthews coded of each exit and of how old the body then was, scored with one
state left out at a time: what is known of the others must do for it.  An association at the exit, not a
forecast of who will go.

Source: Goldring and Matthews, To Purge or Not to Purge?, British Journal of Political Science.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from presidium.judgement.forecast.ensemble import fit_logit

if TYPE_CHECKING:
    import pandas

Values = np.ndarray[Any, np.dtype[Any]]

#: The columns that enter; `body_years` is the age of the ruling body at the exit.
INPUTS = (
    "firstgen",
    "milsec",
    "exittenure",
    "exitage",
    "female",
    "military",
    "monarchy",
    "party",
    "personal",
    "exitldrno",
    "exitpostcoup",
    "body_years",
)
#: The penalty that the attempts were given too.
PENALTY = 20.0


def purge_chances(exits: "pandas.DataFrame") -> tuple[Values, Values, Values]:
    """Chances of a purge, each fitted to the other states, with what came (0 or 1) and the state's number."""
    days = (exits["exitdate"] - exits["start"]).dt.days
    table = exits.assign(body_years=days / 365.25)
    inputs = np.column_stack(
        [table[name].astype("Float64").to_numpy(float, na_value=np.nan) for name in INPUTS]
    )
    purged = exits["logit_purge"].to_numpy(float)
    state = exits["cowcode"].to_numpy(int)
    chances = np.empty(len(purged))
    for one in np.unique(state):
        others = state != one
        model = fit_logit(inputs[others], purged[others], np.ones(int(others.sum())), PENALTY)
        chances[~others] = model.probability(inputs[~others])
    return chances, purged, state
