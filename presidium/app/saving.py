"""What does a reader save?  A what-if for the scenario, in YAML, and the steps that play it when typed."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from presidium.app.attempt import Attempt
from presidium.app.controls import Control
from presidium.app.refusal import Refusal
from presidium.scenario.build import build
from presidium.scenario.change import tried
from presidium.scenario.difference import as_whatif, id_of
from presidium.scenario.model import Scenario
from presidium.scenario.origin import gallery, usual_name
from presidium.words import both, resolved

#: An id has so many letters at most.
_LONGEST_ID = 40
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
    scenario, as played or, from an opening, as the case itself has it: what is saved is a what-if that
    `presidium check` accepts.
    """
    difference = attempt.difference(case)
    if not difference:
        raise Refusal("APP833", "nothing is changed", "Move a number or choose a what-if.")
    tried(case, difference)
    _hold_in_the_case(case, difference)
    key = id_of(difference)
    remarks = (
        f"A what-if that was tried on the served page of {case.scenario}: an entry for the scenario,",
        "no scenario of its own. To play it on the command line:",
        *_steps(case, attempt, key),
    )
    return Saved(
        f"{case.scenario}-{key}.yaml", as_whatif(difference, _name(case, controls, attempt), remarks)
    )


def _hold_in_the_case(case: Scenario, difference: Mapping[str, Any]) -> None:
    """Refuse what holds from the opening that is played, but not in the case, whose what-if it is to be."""
    if case.opened is not None and case.origin is not None:
        whole, _ = build(case.origin.tree, doubts=False)
        if whole is not None:
            tried(whole, dict(difference))


def _steps(case: Scenario, attempt: Attempt, key: str) -> list[str]:
    """What to do, and what to type, in lines of its own.  A case of the gallery is copied first."""
    copied = case.scenario in gallery()
    home = f"my-{case.scenario}"[:_LONGEST_ID].rstrip("-") if copied else _own_name(case)
    steps = [_where(case, home), "See whether it fits there, and play it:"]
    if copied:
        steps.insert(0, "Copy the case, if you have no copy yet:")
    opening = [] if case.opened is None else ["--opening", case.opened]
    numbers = ["--histories", str(attempt.histories), "--seed", str(attempt.seed)]
    lines = [f"{place}. {step}" for place, step in enumerate(steps, 1)]
    if copied:
        lines.insert(1, shlex.join(["presidium", "new", home, "--from", case.scenario]))
    return [
        *lines,
        shlex.join(["presidium", "check", home]),
        shlex.join(["presidium", "compare", home, *opening, "--whatif", key, *numbers]),
    ]


def _own_name(case: Scenario) -> str:
    """How a command names a case of one's own where it lies: nobody's other folders are told."""
    return usual_name(case.scenario) if case.origin is None else case.origin.path.resolve().name


def _where(case: Scenario, home: str) -> str:
    """The sentence that says into which file of the case the saved lines go."""
    origin = case.origin
    if origin is not None and origin.is_folder:
        if "whatif" not in origin.homes:
            return f"Put this file into the folder {home}."
        home = f"{home}/{origin.homes['whatif']}"
    if case.whatif:
        return f'Put the lines below "whatif:" into {home}, at the end of its section whatif.'
    return f'Put the lines from "whatif:" on at the end of {home}.'


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
