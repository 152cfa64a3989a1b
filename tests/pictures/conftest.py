"""What the tests of pictures share: a short run of a small case, and one of a case with a world outside."""

import json
from pathlib import Path

import pytest

import presidium
from presidium.page.reading import Reading
from presidium.run import Comparison, Run

SCENARIOS = Path(__file__).parent.parent / "scenario"


@pytest.fixture(scope="session")
def run() -> Run:
    return presidium.simulate(SCENARIOS / "small.yaml", histories=200)


@pytest.fixture(scope="session")
def abroad() -> Run:
    return presidium.simulate(SCENARIOS / "abroad.yaml", histories=200)


@pytest.fixture(scope="session")
def compared(run: Run) -> Comparison:
    return presidium.compare(run.case, "no-rising", histories=200)


@pytest.fixture(scope="session")
def sample() -> Reading:
    """The sample document of the flagship, with three numbers that matter, made up."""
    path = Path(__file__).parent.parent / "pages" / "sample_document.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    answer = max(document["questions"][0]["answers"], key=lambda one: one["probability"])
    effects = [
        {"path": f"parameters.p{i}", "name": {"en": f"Number {i}", "th": f"จำนวน {i}"}, "cuts": [0.3, 0.6]}
        | {"low": low, "high": high, "difference": round(high - low, 5), "mc_error": 0.0123}
        for i, (low, high) in enumerate([(0.431, 0.702), (0.655, 0.5511), (0.6, 0.64)])
    ]
    first = {"id": document["questions"][0]["id"], "value": answer["value"], "label": answer["label"]}
    first |= {"beyond_chance": 3, "effects": effects}
    document["matters"] = {"inputs": 40, "questions": [first]}
    return Reading(document)


@pytest.fixture(scope="session", params=["sample", "small", "abroad"])
def reading(request: pytest.FixtureRequest, sample: Reading, run: Run, abroad: Run) -> Reading:
    """That document, and the parts of two runs."""
    return {"sample": sample, "small": run.plot._reading, "abroad": abroad.plot._reading}[request.param]
