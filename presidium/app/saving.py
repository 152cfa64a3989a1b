"""What does a reader save?  A what-if for the scenario, in YAML, and the command that plays it."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from presidium.app.attempt import Attempt
from presidium.app.controls import Control
from presidium.app.refusal import Refusal
from presidium.scenario.change import tried
from presidium.scenario.difference import as_whatif, id_of
from presidium.scenario.model import Scenario
from presidium.scenario.origin import gallery
from presidium.words import both, resolved

#: So many changes name a what-if; of more it is said how many they are.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Saved:
    """A file to be saved: its name and its text."""

    name: str
    text: str


def file_of(case: Scenario, controls: Mapping[str, Control], attempt: Attempt) -> Saved:
    """The file of what is tried.

    Raises Refusal APP833 where nothing is changed, and as `apply` does where the changes make no valid
    scenario: what is saved is a what-if that `presidium check` accepts.
    """
    difference = attempt.difference(case)
    if not difference:
        raise Refusal("APP833", "nothing is changed", "Move a number or choose a what-if.")
    tried(case, difference)
    key = id_of(difference)
    remarks = (
        f"Tried on the served page of {case.scenario}.",
        "Put it into the scenario; where that has a section whatif, the lines below that word. Then:",
        _command(case, attempt, key),
    )
    return Saved(
        f"{case.scenario}-{key}.yaml", as_whatif(difference, _name(case, controls, attempt), remarks)
    )


def _command(case: Scenario, attempt: Attempt, key: str) -> str:
    own = "" if case.scenario in gallery() else ".yaml"
    opening = [] if case.opened is None else ["--opening", case.opened]
    numbers = ["--histories", str(attempt.histories), "--seed", str(attempt.seed)]
    return shlex.join(["presidium", "compare", case.scenario + own, *opening, "--whatif", key, *numbers])


def _name(case: Scenario, controls: Mapping[str, Control], attempt: Attempt) -> dict[str, str]:
    """What was tried, in both languages."""
    changes: list[object] = [case.whatif[name].name for name in attempt.whatifs]
    changes += [
        both("live.result_set", what=controls[path].label, value=controls[path].at(number))
        for path, number in attempt.numbers.items()
    ]
    rest = f" (+{len(changes) - _NAMED})" if len(changes) > _NAMED else ""
    said = {lang: "; ".join(str(resolved(one, lang)) for one in changes[:_NAMED]) for lang in ("en", "th")}
    return {lang: text + rest for lang, text in both("live.tried", what=said).items()}
