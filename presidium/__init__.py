"""Kremlinology you can run: who can rule, who falls, and on what evidence.

    >>> import presidium
    >>> case = presidium.load("soviet-1953")
    >>> case.title.in_("en")
    'After Stalin: the Soviet leadership, 1953-1964'

The names below are the whole front door.  They are loaded when first used, so that checking a scenario
needs neither compiler nor tables.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_ROOMS = {
    "Coalitions": "moment",
    "Comparison": "run",
    "PresidiumError": "errors",
    "Problem": "errors",
    "Run": "run",
    "Scenario": "scenario.model",
    "ScenarioError": "errors",
    "blocs_on": "alignment",
    "check": "scenario.read",
    "coalitions": "moment",
    "compare": "run",
    "frustration": "theory.balance",
    "gallery": "scenario.origin",
    "json_schema": "scenario.schema",
    "landscape": "theory.landscape",
    "load": "scenario.read",
    "ruling_coalitions": "theory.coalition",
    "simulate": "run",
    "voting_power": "theory.power",
}

__all__ = [
    "Coalitions",
    "Comparison",
    "PresidiumError",
    "Problem",
    "Run",
    "Scenario",
    "ScenarioError",
    "blocs_on",
    "check",
    "coalitions",
    "compare",
    "frustration",
    "gallery",
    "json_schema",
    "landscape",
    "load",
    "ruling_coalitions",
    "simulate",
    "voting_power",
]

if TYPE_CHECKING:
    from presidium.alignment import blocs_on
    from presidium.errors import PresidiumError, Problem, ScenarioError
    from presidium.moment import Coalitions, coalitions
    from presidium.run import Comparison, Run, compare, simulate
    from presidium.scenario.model import Scenario
    from presidium.scenario.origin import gallery
    from presidium.scenario.read import check, load
    from presidium.scenario.schema import json_schema
    from presidium.theory.balance import frustration
    from presidium.theory.coalition import ruling_coalitions
    from presidium.theory.landscape import landscape
    from presidium.theory.power import voting_power


def __dir__() -> list[str]:
    """The names of the front door, for completion."""
    return [*__all__, "__version__"]


def __getattr__(name: str) -> Any:
    """Load a name of the front door from its room."""
    if name not in _ROOMS:
        message = f"module 'presidium' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"presidium.{_ROOMS[name]}"), name)
