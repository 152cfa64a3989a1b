"""What does a reader try?  From the bytes of a request to a difference of the scenario, or to a refusal.

A request is a JSON object `{"whatifs": [ids], "numbers": {path: number}, "histories": n, "seed": n}`.
Only what the page offers can be asked for: its what-ifs, its sliders within their ends.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from presidium.app.controls import Control
from presidium.app.refusal import Refusal
from presidium.draws import LARGEST_SEED
from presidium.scenario.difference import joined
from presidium.scenario.model import Scenario

#: So many histories a reader may ask for at a time: more is for the command line.
MOST_HISTORIES = 10_000
_FIELDS = ("whatifs", "numbers", "histories", "seed")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What-ifs by id in the scenario's order, numbers by path, and how many histories under which seed."""

    whatifs: tuple[str, ...]
    numbers: Mapping[str, float]
    histories: int
    seed: int

    def difference(self, case: Scenario) -> dict[str, Any]:
        """What it changes, as a what-if of the scenario would say it; empty where it changes nothing."""
        return joined(case, self.whatifs, self.numbers)


def read_attempt(body: bytes, case: Scenario, controls: Mapping[str, Control]) -> Attempt:
    """The attempt that the body of a request describes.

    Raises Refusal: APP824 for what is no JSON object, APP830 for fields or kinds of values that are not
    those above, APP831 for what-ifs and paths that the page does not offer, APP832 for numbers out of range.
    """
    asked = _object(body)
    unknown = sorted(set(asked) - set(_FIELDS))
    missing = [name for name in _FIELDS if name not in asked]
    if unknown or missing:
        _refuse(
            "APP830", f"these fields are wanted: {', '.join(_FIELDS)}", "Give all of them, and no others."
        )
    return Attempt(
        _whatifs(asked["whatifs"], case),
        _numbers(asked["numbers"], controls),
        _whole("histories", asked["histories"], 1, MOST_HISTORIES),
        _whole("seed", asked["seed"], 0, LARGEST_SEED),
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        _refuse("APP824", "this is not JSON", "Send a JSON object in UTF-8.")
    if not isinstance(asked, dict):
        _refuse("APP824", "this is not a JSON object", "Send a JSON object in UTF-8.")
    return asked


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _whatifs(given: Any, case: Scenario) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        _refuse("APP830", "whatifs is not a list of ids", 'Send a list such as ["no-rising"].')
    for name in given:
        if name not in case.whatif:
            _refuse("APP831", f"there is no what-if {_short(name)}", "The page shows those that there are.")
    return tuple(name for name in case.whatif if name in given)


def _numbers(given: Any, controls: Mapping[str, Control]) -> dict[str, float]:
    if not isinstance(given, dict):
        _refuse("APP830", "numbers is not an object", "Send an object of paths and numbers.")
    for path, number in given.items():
        if path not in controls:
            _refuse("APP831", f"there is no slider {_short(path)}", "The page shows those that there are.")
        if isinstance(number, bool) or not isinstance(number, int | float):
            _refuse("APP830", f"{path} is set to what is no number", "Send a number.")
        low, high = controls[path].low, controls[path].high
        if not low <= number <= high:
            _refuse("APP832", f"{path} is out of range", f"Send a number from {low:g} to {high:g}.")
    return {path: float(number) for path, number in given.items()}


def _whole(name: str, given: Any, least: int, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        _refuse("APP830", f"{name} is not a whole number", f"Send a whole number from {least} to {most}.")
    if not least <= given <= most:
        _refuse("APP832", f"{name} is out of range", f"Send a whole number from {least} to {most}.")
    return given


def _short(name: str) -> str:
    return ascii(name[:60])


def _refuse(code: str, message: str, remedy: str) -> NoReturn:
    raise Refusal(code, message, remedy)
