"""Why is a state's chance what it is: what raises it, what lowers it?

The log odds of a logit are a sum, so each input has its part.  The reasons are the mean of the parts in the
two logits, against the mean of the states asked about: what all of them share is no reason for any.  The
trees have none that add up, and their say shows in the chance only.  They tell what the sum is made of, not
what causes a coup.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.judgement.forecast.ensemble import covariate_inputs, recency_inputs
from presidium.judgement.forecast.origin import Cases, Fitted, Target
from presidium.judgement.forecast.panel import Panel

Values = np.ndarray[Any, np.dtype[Any]]

#: Inputs that say the same in several ways are told as one.
_TOLD_AS = {
    "_weight": "past_events",
    "s_1y": "past_events",
    "s_5y": "past_events",
    "s_10y": "past_events",
    "s_ever": "past_events",
    "_months_since": "past_events",
    "s_world_5y": "world_rate",
    "s_world_10y": "world_rate",
}

#: Inputs whose number says something by itself.
_TELLING = frozenset(
    {
        "leader_months",
        "leader_age",
        "regime_months",
        "income",
        "growth",
        "population",
        "democracy",
        "infant_mortality",
        "excluded_groups",
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its name, how much it adds to the log odds, and the value that it was read from.

    `value` is None where the reason is made of several inputs, where its number says nothing by itself, or
    where nothing is known of it.
    """

    name: str
    part: float
    value: float | None


def reasons(
    panel: Panel, target: Target, found: Cases, fitted: Fitted, rows: Values
) -> list[tuple[Reason, ...]]:
    """The reasons of each chosen case, the strongest first, whichever way they work."""
    sums: dict[str, Values] = {}
    inputs: dict[str, list[str]] = {}
    for model, names, values in (
        (fitted.recency, recency_inputs(target.histories), found.recency),
        (fitted.covariates, covariate_inputs(target.histories), found.covariates),
    ):
        for name, part in zip(names, model.parts(values[rows]).T, strict=True):
            told = _told(target.histories, name)
            sums[told] = sums.get(told, np.zeros(len(rows))) + (part - part.mean()) / 2
            if name not in inputs.setdefault(told, []):
                inputs[told].append(name)
    listed = []
    for k, row in enumerate(rows):
        at = (int(found.state[row]), int(found.month[row]))
        each = [Reason(name, float(part[k]), _value(panel, inputs[name], at)) for name, part in sums.items()]
        listed.append(tuple(sorted(each, key=lambda reason: -abs(reason.part))))
    return listed


def _told(histories: tuple[str, ...], name: str) -> str:
    if name.startswith("regime_") and name != "regime_months":
        return "regime"
    for history in histories:
        if name.startswith(history):
            return _TOLD_AS.get(name.removeprefix(history), name)
    return name


def _value(panel: Panel, names: list[str], at: tuple[int, int]) -> float | None:
    if len(names) != 1 or names[0] not in _TELLING:
        return None
    value = float(panel.known[names[0]][at])
    return value if np.isfinite(value) else None
