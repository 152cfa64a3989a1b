"""Which numbers of a case can a reader move, between which ends, and what is each called?

Offered are the numbers that every history draws because the scenario leaves them open (a range, rival claims,
unknown), and the constants of the model.  Weights of domains are not: they have to sum up.  Nor is what only
an opening brings: a what-if is one of the case, and has to hold there too.  A slider sets an exact number.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from presidium.history.board import Board
from presidium.history.layout import Input
from presidium.judgement.inputs import input_label
from presidium.judgement.label import Text
from presidium.scenario.evidence import numbers
from presidium.scenario.model import Scenario
from presidium.scenario.parameters import PARAMETERS
from presidium.scenario.paths import NoSuchPath, dotted, resolved
from presidium.scenario.place import Path
from presidium.scenario.quantity import AMOUNT, SHARE, SHIFT, TIE, Bounds, quantity
from presidium.values import Rival
from presidium.words import both

#: A slider has at least so many steps.
_STEPS = 50
#: An entry of the ledger moves something: this is the least.
_LEAST_OF_AN_ENTRY = 0.05
_ENTRY = Bounds(-2, 2, unknown=(-2, 2))
#: What fields admit, by section and field; AMOUNT where nothing is said.
_ADMIT = {
    ("people", "ambition"): SHARE,
    ("people", "stance"): SHARE,
    ("ties", "tie"): TIE,
    ("events", "chance"): SHARE,
    ("events", "by"): SHIFT,
    ("events", "tension"): SHIFT,
    ("states", "orthodoxy"): SHARE,
    ("states", "reach"): SHARE,
    ("ledger", "size"): _ENTRY,
    ("clients", "value"): SHARE,
    ("clients", "fighting"): SHARE,
    ("clients", "party_holds"): SHARE,
    ("clients", "pledge"): SHARE,
    ("clients", "blame"): SHIFT,
    ("crises", "local_odds"): SHARE,
    ("crises", "settlement_share"): SHARE,
    ("crises", "tension"): SHARE,
}


@dataclass(frozen=True, slots=True)
class Control:
    """A number that can be moved: its path and name, the section it is shown in and the part of that.

    `low`, `high`, `step`: of the slider; `middle`: where it stands while nothing is changed; `now`: what the
    scenario says, as figures.
    """

    path: str
    section: str
    part: Text | None
    label: Text
    low: float
    high: float
    step: float
    middle: float
    now: str

    def at(self, number: float) -> str:
        """A number as the slider shows it: with the digits of its step.

        >>> Control("p", "ties", None, {"en": "p"}, 0.0, 1.0, 0.01, 0.5, "0.4–0.6").at(0.7)
        '0.70'
        """
        return f"{number:.{_digits(self.step)}f}"


def controls(board: Board) -> dict[str, Control]:
    """Everything that can be moved, by its path, in the order of the scenario; the model's constants last."""
    found = [one for one in (*_of_the_case(board), *_of_the_model(board)) if _can_be_saved(board.case, one)]
    labels = Counter(control.label["en"] for control in found)
    return {
        control.path: _told_apart(board.case, control) if labels[control.label["en"]] > 1 else control
        for control in found
    }


def _can_be_saved(case: Scenario, control: Control) -> bool:
    """Whether the case itself has the number: a what-if of it cannot move what only an opening brings."""
    if case.opened is None or case.origin is None:
        return True
    if control.section == "parameters":
        return True
    try:
        resolved(case.origin.tree, control.path)
    except NoSuchPath:
        return False
    return True


def _of_the_case(board: Board) -> Iterator[Control]:
    case = board.case
    drawn = {one.path: one for one in board.inputs}
    for claimed in numbers(case.tree):
        written = dotted(case.tree, claimed.path)
        number = drawn.get(written) if written else None
        if written and number is not None:
            section, field = str(claimed.path[0]), _field(claimed.path)
            admitted = _ADMIT.get((section, field), AMOUNT)
            ends = _ends(quantity(claimed.raw, admitted).rivals, admitted)
            part = _part(case, claimed.path)
            label = input_label(case, number)
            home = "people" if section == "ties" else section
            yield _control(written, home, part, label, number.rivals, *ends)


def _of_the_model(board: Board) -> Iterator[Control]:
    for name, one in PARAMETERS.items():
        path = f"parameters.{name}"
        given = board.case.parameters.get(name)
        rivals = (Rival(one.low, one.high),) if given is None else given.rivals
        label = input_label(board.case, Input(path, 0, 0, 0, rivals))
        part = both(f"live.chapter_{one.section}")
        yield _control(path, "parameters", part, label, rivals, one.low, one.high)


def _field(path: Path) -> str:
    """The step of a path that says what the number is: the last, or that before a domain, a spell, a year."""
    return str(path[2] if path[0] in ("people", "offices", "states") else path[-1])


def _ends(rivals: tuple[Rival, ...], admitted: Bounds) -> tuple[float, float]:
    """The ends of a slider: those of the field, on the side of 0 on which the scenario has the number.

    An amount has no upper end: it goes to twice what the scenario says at most.
    """
    least, most = min(rival.low for rival in rivals), max(rival.high for rival in rivals)
    if math.isinf(admitted.high):
        step = _step(0.0, 2 * most)
        return 0.0, math.ceil(2 * most / step - 1e-9) * step
    if admitted is TIE:
        return admitted.low, admitted.high
    not_nothing = _LEAST_OF_AN_ENTRY if admitted is _ENTRY else 0.0
    if least >= 0:
        return max(admitted.low, not_nothing), admitted.high
    return admitted.low, (min(admitted.high, -not_nothing) if most <= 0 else admitted.high)


def _control(
    path: str,
    section: str,
    part: Text | None,
    label: Text,
    rivals: tuple[Rival, ...],
    low: float,
    high: float,
) -> Control:
    step = _step(low, high)
    total = sum(rival.weight for rival in rivals)
    middle = sum(rival.weight * rival.middle for rival in rivals) / total
    middle = min(max(round((middle - low) / step) * step + low, low), high)
    return Control(
        path, section, part, label, round(low, 9), round(high, 9), step, round(middle, 9), _now(rivals)
    )


def _step(low: float, high: float) -> float:
    """A power of ten of which a slider has some dozens.

    >>> _step(0, 1), _step(43, 144)
    (0.01, 1.0)
    """
    return float(f"1e{math.floor(math.log10((high - low) / _STEPS))}")


def _digits(step: float) -> int:
    return max(0, -math.floor(math.log10(step) + 0.5))


def _now(rivals: tuple[Rival, ...]) -> str:
    """What the scenario says, the same in every language.

    >>> _now((Rival(0.4, 0.8), Rival(0.9, 0.9)))
    '0.4–0.8 | 0.9'
    """
    return " | ".join(
        f"{rival.low:g}" if rival.low == rival.high else f"{rival.low:g}–{rival.high:g}" for rival in rivals
    )


def _part(case: Scenario, path: Path) -> Text | None:
    """The part of a long section in which a number is shown: whose it is, or who did it."""
    section, key = str(path[0]), path[1]
    item: Any = case.tree[section][key]
    if section == "people":
        return both("live.just", name=case.people[str(key)].name)
    if section == "ties":
        return both("live.just", name=case.people[item["from"]].name)
    return both("live.just", name=case.states[item["by"]].name) if section == "ledger" else None


def _told_apart(case: Scenario, control: Control) -> Control:
    """A control with a name of its own, where others have the same: by its spell, its effect, its act."""
    steps = control.path.split(".")
    more = ".".join(steps[2:])
    if steps[0] == "events" and len(steps) == 5:
        effect = case.tree["events"][steps[1]]["effects"][int(steps[3])]
        words = [next(iter(effect)), *(one for one in effect.values() if isinstance(one, str))]
        more = f"{int(steps[3]) + 1}: {' '.join(words)}"
    elif steps[0] == "states" and len(steps) == 5:
        spell = case.tree["states"][steps[1]][steps[2]][int(steps[3])]
        more = " ".join(str(spell[name]) for name in ("pole", "from") if name in spell) or steps[3]
    elif steps[0] == "ledger":
        more = ".".join(steps[1:-1])
    return replace(control, label=both("live.apart", name=control.label, more=more))
