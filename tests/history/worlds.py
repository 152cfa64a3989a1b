"""Small worlds for tests: one leader at home whom nobody contests, three poles, and what a test adds."""

import json
from typing import Any

from presidium.history.board import Board, board_of
from presidium.scenario.build import build
from presidium.scenario.model import Scenario
from presidium.scenario.parameters import PARAMETERS

Tree = dict[str, Any]


def exact_parameters() -> dict[str, float]:
    """Every parameter at its default, so that none is drawn."""
    return {name: one.default for name, one in PARAMETERS.items()}


def world(**sections: Any) -> Tree:
    """A scenario in which nothing at home is left to chance, with these sections besides.

    Periods are from 6 March 1953 to the end of 1956 unless another is given.
    """
    tree: Tree = {
        "format": 1,
        "scenario": "small-world",
        "title": "A small world",
        "period": "1953-03-06 to 1956-12-31",
        "domains": {"party": 1},
        "people": {"first": {"name": "First", "born": "1900-01-01", "ambition": 0}},
        "offices": {"chair": {"chief": True, "worth": {"party": 1}}},
        "arenas": [{"id": "council", "members": "full", "weight": "one each", "rule": "majority"}],
        "tenures": [
            {"who": "first", "seat": "full", "from": "1950"},
            {"who": "first", "office": "chair", "from": "1950"},
        ],
        "rules": {"deaths": "recorded", "state": "ussr"},
        "poles": {"moscow": {"state": "ussr"}, "peking": {"state": "prc"}, "west": {"state": "usa"}},
        "states": {
            "ussr": {"sizes": {"1952": 0.17}, "orthodoxy": [{"from": "1945", "value": 0.9}]},
            "prc": {"sizes": {"1952": 0.1}, "orthodoxy": [{"from": "1949", "value": 0.8}]},
            "usa": {"sizes": {"1952": 0.3}, "liberal": True},
        },
        "parameters": exact_parameters(),
    }
    for name, section in sections.items():
        whole = isinstance(tree.get(name), dict) and isinstance(section, dict)
        tree[name] = {**tree[name], **section} if whole else section
    return json.loads(json.dumps(tree))


def made(tree: Tree) -> Scenario:
    """The scenario of a tree, which must be valid."""
    case, findings = build(tree)
    assert case is not None, [str(finding) for finding in findings]
    return case


def board(**sections: Any) -> Board:
    """The board of a small world."""
    return board_of(made(world(**sections)))


def state(**fields: Any) -> Tree:
    """A state of no great size."""
    return {"sizes": {"1952": 0.01}, **fields}


def entry(by: str, toward: str, on: str, size: float, role: str = "act", **fields: Any) -> Tree:
    """An entry of the ledger."""
    return {"by": by, "toward": toward, "on": on, "role": role, "kind": "deed", "size": size, **fields}
