"""A small valid scenario, and ways to spoil it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from presidium.errors import Problem
from presidium.scenario.model import Scenario
from presidium.scenario.read import check, load

SMALL = Path(__file__).with_name("small.yaml")


@pytest.fixture(scope="session")
def small() -> Scenario:
    return load(SMALL)


@pytest.fixture(scope="session")
def small_text() -> str:
    return SMALL.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def abroad_text() -> str:
    """A small valid scenario of a patron and its world."""
    return SMALL.with_name("abroad.yaml").read_text(encoding="utf-8")


@pytest.fixture
def check_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str | bytes], tuple[Problem, ...]]:
    """Check a text as the file case.yaml of the current folder."""
    monkeypatch.chdir(tmp_path)

    def checked(text: str | bytes) -> tuple[Problem, ...]:
        data = text.encode() if isinstance(text, str) else text
        Path("case.yaml").write_bytes(data)
        return check("case.yaml")

    return checked
