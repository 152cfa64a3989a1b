"""Which numbers of a case can a reader move, between which ends, and what is each called?

Offered are the numbers that the scenario leaves open (a range, rival claims, unknown) and the constants of
the model; those that it states exactly, and what it only compares, are not.  A slider sets an exact number.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presidium.scenario.evidence import numbers
from presidium.scenario.model import Scenario
from presidium.scenario.parameters import PARAMETERS
from presidium.scenario.paths import dotted
from presidium.scenario.place import Path
from presidium.scenario.quantity import AMOUNT, SHARE, SHIFT, TIE, Bounds, quantity
from presidium.values import Quantity
from presidium.words import both

Text = dict[str, str]

#: A slider has at least so many steps.
_STEPS = 50
#: An entry of the ledger moves something: this is the least.
_LEAST_OF_AN_ENTRY = 0.05
_ENTRY = Bounds(-2, 2, unknown=(-2, 2))
_ANY = Bounds(-math.inf, math.inf)
#: What fields admit, by section and last step of the path; AMOUNT where nothing is said.
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


def controls(case: Scenario) -> dict[str, Control]:
    """Everything that can be moved, by its path, in the order of the scenario."""
    return {control.path: control for control in (*_of_the_case(case), *_of_the_model(case))}


def _of_the_case(case: Scenario) -> Iterator[Control]:
    for claimed in numbers(case.tree):
        path = claimed.path
        if path[0] == "leanings":
            continue
        field = _field(path)
        admitted = _ADMIT.get((str(path[0]), field), AMOUNT)
        number = quantity(claimed.raw, admitted)
        written = dotted(case.tree, path)
        if not number.exact and written is not None:
            section, part, label = _names(case, path)
            yield _control(written, section, part, label, number, *_ends(number, admitted))


def _field(path: Path) -> str:
    """The step of a path that says what the number is: the last, or that before a domain, a spell, a year."""
    if path[0] in ("people", "offices") and len(path) > 3:
        return str(path[2])
    return str(path[2]) if path[0] == "states" else str(path[-1])


def _of_the_model(case: Scenario) -> Iterator[Control]:
    for name, one in PARAMETERS.items():
        number = case.parameters.get(name) or quantity(f"{one.low!r} to {one.high!r}", _ANY)
        label = both("live.constant", name=name.replace("-", " "), unit=one.unit)
        part = both(f"live.chapter_{one.section}")
        yield _control(f"parameters.{name}", "parameters", part, label, number, one.low, one.high)


def _ends(number: Quantity, admitted: Bounds) -> tuple[float, float]:
    """The ends of a slider: those of the field, on the side of 0 on which the scenario has the number.

    An amount has no upper end: it goes to twice what the scenario says at most.
    """
    low, high = admitted.low, admitted.high
    if math.isinf(high):
        step = _step(0.0, 2 * number.high)
        return 0.0, math.ceil(2 * number.high / step - 1e-9) * step
    if admitted is TIE:
        return low, high
    least = _LEAST_OF_AN_ENTRY if admitted is _ENTRY else 0.0
    if number.low >= 0:
        return max(low, least), high
    return (low, min(high, -least)) if number.high <= 0 else (low, high)


def _control(
    path: str, section: str, part: Text | None, label: Text, number: Quantity, low: float, high: float
) -> Control:
    step = _step(low, high)
    middle = min(max(round((number.middle - low) / step) * step + low, low), high)
    digits = _digits(step)
    return Control(
        path,
        section,
        part,
        label,
        round(low, 9),
        round(high, 9),
        step,
        round(middle, digits + 2),
        _now(number),
    )


def _step(low: float, high: float) -> float:
    """A power of ten of which a slider has some dozens.

    >>> _step(0, 1), _step(43, 144)
    (0.01, 1.0)
    """
    return float(f"1e{math.floor(math.log10((high - low) / _STEPS))}")


def _digits(step: float) -> int:
    return max(0, -math.floor(math.log10(step) + 0.5))


def _now(number: Quantity) -> str:
    """What the scenario says, the same in every language.

    >>> from presidium.scenario.quantity import quantity
    >>> _now(quantity("0.4 to 0.8", SHARE))
    '0.4–0.8'
    """
    return " | ".join(
        f"{rival.low:g}" if rival.low == rival.high else f"{rival.low:g}–{rival.high:g}"
        for rival in number.rivals
    )


def _names(case: Scenario, path: Path) -> tuple[str, Text | None, Text]:
    """Section, part and label of a number of the scenario."""
    section, key, field = str(path[0]), path[1], _field(path)
    item: Any = case.tree[section][key]
    if section == "people":
        who = case.people[str(key)].name
        values = {"issue": _issue(case, path), "domain": _domain(case, path)}
        return "people", both("live.just", name=who), both(f"live.person_{field}", who=who, **values)
    if section == "ties":
        who, whom = case.people[item["from"]].name, case.people[item["to"]].name
        return "people", both("live.just", name=who), both("live.tie", who=who, whom=whom)
    if section == "offices":
        name = case.offices[str(key)].name
        return section, None, both("live.worth", office=name, domain=_domain(case, path))
    if section == "events":
        return section, None, _event(case, path)
    if section == "states":
        spell = item[field][path[3]] if field != "sizes" else {}
        when = spell.get("from", path[-1]) if isinstance(spell, dict) else ""
        return section, None, both(f"live.state_{field}", state=case.states[str(key)].name, when=when)
    if section == "ledger":
        by, toward = case.states[item["by"]].name, case.states[item["toward"]].name
        what = str(item["kind"]).replace("_", " ")
        return (
            section,
            both("live.just", name=by),
            both("live.entry", by=by, toward=toward, when=item["on"], what=what),
        )
    names: Any = case.states if section == "clients" else case.crises
    return section, None, both("live.field", name=names[str(key)].name, field=both(f"live.{section}_{field}"))


def _event(case: Scenario, path: Path) -> Text:
    title = case.events[str(path[1])].title
    if path[2] != "effects":
        return both("live.chance", event=title)
    effect = case.tree["events"][path[1]]["effects"][path[3]]
    on_whom = [part for name, part in effect.items() if name != path[4] and isinstance(part, str)]
    what = " ".join([next(iter(effect)), *on_whom])
    return both("live.effect", event=title, n=int(path[3]) + 1, what=what)


def _issue(case: Scenario, path: Path) -> Any:
    return case.issues[str(path[3])].name if path[2] == "stance" else ""


def _domain(case: Scenario, path: Path) -> Any:
    return case.domains[str(path[3])].name if path[2] in ("personal", "worth") else ""
