"""Does `presidium score` say what chance a run gave to what then happened, good or bad?"""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import presidium

    place = tmp_path_factory.mktemp("runs") / "soviet"
    presidium.simulate("soviet-1953", histories=300, out=place)
    return place


@pytest.fixture(autouse=True)
def fewer_controls(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command says does not hang on how many histories the controls have."""
    from presidium.judgement import hindcast

    monkeypatch.setattr(hindcast, "control", partial(_few, hindcast.control))


def _few(control: Any, board: Any, scramble: Any, seed: int, _: int, **more: Any) -> Any:
    return control(board, scramble, seed, 80, **more)


def test_the_table_has_every_forecaster(typed, folder: Path) -> None:
    result = typed("score", folder)
    assert result.exit_code == 0, result.stderr
    for word in ("equal chances", "base rate", "ties shuffled", "resources permuted", "Lavrenti P. Beria"):
        assert word in result.stdout
    assert "One case is an illustration, not evidence of accuracy." in result.stdout


def test_the_json_names_its_run_and_repeats_itself(typed, folder: Path) -> None:
    first, second = (json.loads(typed("score", folder, "--format", "json").stdout) for _ in range(2))
    assert first == second
    assert (first["scenario"], first["seed"], first["histories"]) == ("soviet-1953", 1953, 300)
    assert {one["group"] for one in first["items"]} == {"loss", "fate", "holder"}
    assert all(set(one["controls"]) == {"ties", "resources"} for one in first["items"])


def test_thai(typed, folder: Path) -> None:
    assert "โอกาสเท่ากัน" in typed("score", folder, "--lang", "th").stdout


def test_what_is_no_run_is_refused(typed, tmp_path: Path) -> None:
    result = typed("score", tmp_path / "nothing")
    assert result.exit_code == 2
    assert "STO504" in result.stderr
