"""What the tests of pictures share: a short run of a small case, and one of a case with a world outside."""

from pathlib import Path

import pytest

import presidium
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
