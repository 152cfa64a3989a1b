"""A terminal that commands are typed into, and a front door that can be replaced name by name."""

from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import presidium
from presidium.cli.main import app

Typed = Callable[..., Result]


@pytest.fixture
def typed() -> Typed:
    """Type a command; the result has exit_code, stdout, stderr."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words], prog_name="presidium")


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """Put something else behind a name of `presidium`, without loading what is there."""
    return lambda name, value: monkeypatch.setitem(presidium.__dict__, name, value)
