"""Every public function and method, and each parameter, with what nobody can mean: a code, never a crash."""

import inspect
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import presidium
from presidium.arguments import checked_call, checked_seconds, checked_truth, path_of, shown
from presidium.errors import PresidiumError, UsageError

SMALL = str(Path(__file__).parent / "scenario" / "small.yaml")


class Mute:
    """Does not even say what it is."""

    def __repr__(self) -> str:
        raise RuntimeError("no")


WRONG: tuple[Any, ...] = (
    *(None, True, False, "", "a\0b", "\ud800", "nowhere", "x" * 5_000, "folder", b"", b"x", ...),
    *(float("nan"), float("inf"), -float("inf"), 1e308, 2.0, 1j, Decimal("NaN"), Decimal("1e999")),
    *(-1, 0, 1, 10**400, -(10**400), 10**5000, Fraction(1, 3), np.int64(3), np.float64(1.0)),
    *([], [[]], [[[1]]], [None], ["x"], [10**400], (), {}, {"a": 1}, set(), range(3)),
    *(object(), Mute(), Mute, np.zeros(0), np.arange(3), np.eye(2), np.full(2, np.nan), np.array("x")),
    *(np.array([object()]), np.array(3)),
)


def functions() -> dict[str, dict[str, Any]]:
    """The functions of the front door, with arguments that are right, and soon answered."""
    edges = [("a", "b", 1), ("b", "c", 1), ("a", "c", -1)]
    case = presidium.load(SMALL)
    return {
        "blocs_on": {"case": case, "seconds": 0.1},
        "check": {"name_or_path": SMALL},
        "coalitions": {"case": case, "draws": 5},
        "compare": {"case": case, "whatif": next(iter(case.whatif)), "histories": 3},
        "frustration": {"edges": edges, "seconds": 0.1},
        "gallery": {},
        "json_schema": {},
        "landscape": {"sizes": [2, 1], "propensities": [[0, -1], [-1, 0]]},
        "load": {"name_or_path": SMALL},
        "ruling_coalitions": {"powers": [3, 4, 5, 10]},
        "simulate": {"case": case, "histories": 3},
        "voting_power": {"weights": [4, 3, 2, 1], "quota": 6},
    }


def results() -> dict[str, tuple[Any, dict[str, dict[str, Any]]]]:
    """What the functions give back, with right arguments of those methods that need some."""
    right = {name: getattr(presidium, name)(**given) for name, given in functions().items()}
    case, run, land = right["load"], right["simulate"], right["landscape"]
    arena, whatif = case.arenas[0].id, next(iter(case.whatif))
    of_the_case = {
        "opening": {"name": "eve"},
        "change": {"path": "rules.appeal", "value": False},
        "with_whatif": {"name": whatif},
        "save": {"path": "saved.yaml", "overwrite": True},
    }
    at_rest = {"margins": {"minimum": land.minima[0]}, "pulls": {"minimum": land.minima[0], "state": 0}}
    return {
        "Scenario": (case, of_the_case),
        "Words": (case.title, {}),
        "Run": (run, {"report": {"path": "page.html"}, "save": {"folder": "run"}}),
        "RunPictures": (run.plot, {}),
        "Figure": (run.plot.dots(), {"save": {"path": "dots.svg"}}),
        "Comparison": (right["compare"], {}),
        "ComparisonPictures": (right["compare"].plot, {}),
        "Coalitions": (right["coalitions"], {"power": {"arena": arena}}),
        "Blocs": (right["blocs_on"], {}),
        "Frustration": (right["frustration"], {}),
        "Landscape": (land, at_rest),
        "RulingCoalitions": (right["ruling_coalitions"], {"certificate": {"coalition": [0, 1, 2]}}),
        "VotingPower": (right["voting_power"], {}),
    }


def methods(result: Any) -> Iterator[str]:
    """The public methods of a result that are presidium's own."""
    for name in dir(type(result)):
        found = inspect.getattr_static(type(result), name)
        ours = inspect.isfunction(found) and found.__module__.startswith("presidium.")
        if ours and not name.startswith(("_", "model_")):
            yield name


def calls(name: str, function: Callable[..., Any], right: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each parameter with each wrong value, as a call to be made."""
    for parameter in inspect.signature(function).parameters.values():
        for value in WRONG:
            label = f"{name}({parameter.name}={shown(value)})"
            if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
                yield label, lambda value=value: function(value)
            else:
                given = {**right, parameter.name: value}
                yield label, lambda given=given: function(**given)


def every_call() -> Iterator[tuple[str, Any]]:
    asked = functions()
    assert {name for name in presidium.__all__ if name[0].islower()} == set(asked)
    for name, right in asked.items():
        yield from calls(name, getattr(presidium, name), right)
    found = results()
    for name, (result, right) in found.items():
        for method in methods(result):
            yield from calls(f"{name}.{method}", getattr(result, method), right.get(method, {}))


def test_what_nobody_can_mean_is_answered_or_refused_with_a_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    crashed, bare, made, refused = [], [], 0, 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for label, call in every_call():
            made += 1
            try:
                call()
            except PresidiumError as problem:
                refused += 1
                if not (problem.code and problem.message and problem.remedy and len(problem.message) < 1_000):
                    bare.append(label)
            except Exception as problem:
                crashed.append(f"{label}: {type(problem).__name__}: {problem}"[:300])
    assert not crashed, "\n".join(crashed)
    assert not bare, "\n".join(bare)
    assert refused > made / 2 > 1_000


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("USE647", lambda case: presidium.simulate(case, 3, overwrite="no")),
        ("USE647", lambda case: presidium.simulate(case, 3).report("page.html", story=1)),
        ("USE647", lambda case: presidium.blocs_on(case, answers="no")),
        ("USE647", lambda case: presidium.blocs_on(case, neutral=None)),
        ("USE647", lambda case: case.save("case.yaml", overwrite="yes")),
        ("USE648", lambda case: presidium.simulate(case, 3, progress=True)),
        ("USE648", lambda case: presidium.simulate(case, 3, progress=lambda _: None)),
        ("USE648", lambda case: presidium.compare(case, "x", 3, progress="bar")),
        ("USE614", lambda case: presidium.simulate(case, 3, threads=10**400)),
        ("USE617", lambda _: presidium.check("")),
        ("USE617", lambda _: presidium.load(None)),
        ("USE652", lambda _: presidium.ruling_coalitions([1, 2], seconds="60")),
        ("USE652", lambda _: presidium.frustration([("a", "b", 1)], seconds=float("nan"))),
        ("USE653", lambda _: presidium.landscape([1], [[0]]).margins(0)),
        ("USE673", lambda case: presidium.coalitions(case, draws=5).picture("de")),
        ("USE673", lambda case: case.title.in_("de")),
    ],
)
def test_what_is_wrong_has_the_code_of_its_kind(
    code: str, asked: Callable[[Any], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PresidiumError) as refused:
        asked(presidium.load(SMALL))
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_what_is_meant_is_taken_in_every_form_that_says_it() -> None:
    assert (checked_truth("x", True), checked_truth("x", np.bool_(False))) == (True, False)
    assert checked_seconds("x", 3) == checked_seconds("x", np.float32(3)) == checked_seconds("x", Fraction(3))
    assert path_of(Path("a")) == path_of("a")
    checked_call("x", print, 1, 2, "")
    checked_call("x", lambda *_: None, 1, 2, "")
    with pytest.raises(UsageError, match="USE648"):
        checked_call("x", lambda one: one, 1, 2)
