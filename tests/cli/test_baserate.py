"""Does `presidium baserate` tell how often it came so, with and without the public tables?"""

import json
from pathlib import Path

import pytest

import presidium
from presidium.judgement.classes import kept
from presidium.judgement.label import label


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the public tables."""
    monkeypatch.delenv("PRESIDIUM_DATA", raising=False)


@pytest.mark.usefixtures("alone")
def test_all_classes_are_shown_without_the_tables_and_it_is_said_which_are_wanted(typed) -> None:
    told = typed("baserate")
    assert told.exit_code == 0
    for name in kept():
        assert f"  {name}: " in told.stdout
    assert "2,053" in told.stdout
    assert "archigos_4_1.csv" in told.stderr
    assert "presidium data list" in told.stderr
    assert "--data" in told.stderr


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("lang", ["en", "th"])
def test_a_class_is_shown_in_full(typed, lang: str) -> None:
    told = typed("baserate", "--class", "communist-regular", "--lang", lang)
    assert told.exit_code == 0
    assert "0.077" in told.stdout
    assert "13" in told.stdout
    record = json.loads(typed("baserate", "--class", "communist-regular", "--format", "json").stdout)
    assert record["n"] == 70
    assert record["palace"] == 13
    assert record["by_years"][3]["irregular"]["value"] == pytest.approx(0.077, abs=0.001)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("lang", ["en", "th"])
def test_every_question_of_a_case_has_its_base_rate(typed, lang: str) -> None:
    case = presidium.load("soviet-1953")
    told = typed("baserate", "soviet-1953", "--lang", lang)
    assert told.exit_code == 0
    for question in case.questions:
        assert label(case, question)[lang] in told.stdout.replace("\n", " ")
    record = json.loads(typed("baserate", "soviet-1953", "--format", "json").stdout)
    assert [one["question"] for one in record["questions"]] == [one.id for one in case.questions]
    assert record["seen"] is None


def test_with_the_tables_the_same_is_computed_and_blind_spots_are_shown(typed, data: Path) -> None:
    told = typed("baserate", "soviet-1953", "--data", data)
    assert told.exit_code == 0
    assert "Archigos" in told.stdout
    record = json.loads(typed("baserate", "soviet-1953", "--data", data, "--format", "json").stdout)
    assert record["questions"][0]["class"]["n"] == kept("soviet-1953")["bureaus"].spells
    assert record["seen"]["khrushchev-deposed"] == {
        "on": "1964-10-13",
        "archigos": False,
        "powell_thyne": False,
        "colpus": True,
        "cline": True,
        "svolik": True,
    }
    assert not any(record["seen"]["beria-arrested"][one] for one in ("archigos", "powell_thyne", "colpus"))


def test_hazards_are_shown_with_how_well_they_order(typed, data: Path) -> None:
    pytest.importorskip("statsmodels")
    told = typed("baserate", "--hazards", "--data", data)
    assert told.exit_code == 0
    assert "irregularly: concordance 0.7" in told.stdout
    records = json.loads(typed("baserate", "--hazards", "--data", data, "--format", "json").stdout)
    assert [one["way"] for one in records] == ["regular", "irregular", "natural"]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["baserate", "soviet-1953", "--class", "all"], "USE681"),
        (["baserate", "soviet-1953", "--hazards"], "USE681"),
        (["baserate", "--class", "communists"], "USE682"),
        (["baserate", "--data", "nowhere"], "DAT701"),
        (["baserate", "--hazards"], "DAT701"),
    ],
)
def test_what_cannot_be_is_refused(typed, words: list[str], code: str) -> None:
    told = typed(*words)
    assert told.exit_code == 2
    assert code in told.stderr
