"""The flagship case, played once for all tests of judgement."""

import pytest

import presidium
from presidium.run import Run


@pytest.fixture(scope="session")
def run() -> Run:
    return presidium.simulate(presidium.load("soviet-1953"), histories=2_000, seed=64)
