"""Is what the page saves a what-if that the scenario format reads, and that plays the same?"""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import presidium
from presidium.app.attempt import Attempt
from presidium.app.controls import controls
from presidium.app.refusal import Refusal
from presidium.app.saving import Saved, file_of
from presidium.app.stage import Stage
from presidium.cli.main import app
from presidium.history.board import board_of
from presidium.scenario.difference import id_of

from .visits import SEED, written

TRIED = [
    Attempt(("trust",), {}, 100, SEED),
    Attempt(
        ("good-harvest", "trust"), {"people.arden.ambition": 0.9, "parameters.launch-rate": 0.5}, 100, SEED
    ),
    Attempt((), {"ties.corso.brandt.tie": -0.05, "parameters.harshness-decay": 0.0051}, 100, SEED),
]


def saved(case: presidium.Scenario, attempt: Attempt) -> Saved:
    return file_of(case, controls(board_of(case)), attempt)


def entry_of(text: str) -> str:
    """The lines of a saved file that go below the word whatif."""
    return text.split("whatif:\n", 1)[1]


@pytest.mark.parametrize("attempt", TRIED, ids=lambda one: "+".join([*one.whatifs, *one.numbers]))
def test_it_can_be_pasted_is_accepted_and_plays_the_same(
    case: presidium.Scenario, run: presidium.Run, starter: str, tmp_path: Path, attempt: Attempt
) -> None:
    path = written(tmp_path, starter.rstrip("\n") + "\n" + entry_of(saved(case, attempt).text))
    assert presidium.check(path) == presidium.check(written(tmp_path / "..", starter))
    pasted = presidium.load(path)
    key = id_of(attempt.difference(case))
    assert list(pasted.whatif)[-1] == key
    live = Stage(run).compare(attempt, lambda _done, _total: None)
    again = presidium.compare(pasted, key, histories=100, seed=SEED)
    assert again.other.case.digest == live.other.case.digest
    assert np.array_equal(again.other.rows, live.other.rows)
    assert again.questions() == live.questions()


OPENING = """
openings:
  later:
    name: Later, with somebody more
    change:
      ties.corso.brandt.tie: 0.1 to 0.3
    add:
      people.newcomer:
        name: Nora Newcomer
        born: 1900
        ambition: 0.2 to 0.9
        personal: {party: 1 to 2}
      ties.newcomer.arden: {tie: 0.2 to 0.4}
"""


def test_every_slider_of_an_opening_saves_a_what_if_that_the_case_takes(starter: str, tmp_path: Path) -> None:
    whole = starter.rstrip("\n") + "\n"
    case = presidium.load(written(tmp_path, whole.replace("\nwhatif:\n", OPENING + "\nwhatif:\n")))
    opened = case.opening("later")
    assert "newcomer" in opened.people
    sliders = controls(board_of(opened))
    assert {path for path in sliders if "newcomer" in path} == set()
    # As many as the case itself offers, moved to where the opening has them.
    assert set(sliders) == set(controls(board_of(case)))
    assert sliders["ties.corso.brandt.tie"].now != controls(board_of(case))["ties.corso.brandt.tie"].now
    entries = []
    for path, one in sliders.items():
        for end in (one.low, one.high):
            made = file_of(opened, sliders, Attempt((), {path: end}, 100, SEED))
            entries.append(entry_of(made.text))
    text = case.origin.texts["starter.yaml"].decode("utf-8")  # type: ignore[union-attr]
    pasted = written(tmp_path, text.rstrip("\n") + "\n" + "".join(entries))
    assert [one for one in presidium.check(pasted, "later") if one.severity == "error"] == []
    assert len(presidium.load(pasted).whatif) == len(case.whatif) + len(entries)


def test_what_only_an_opening_brings_is_not_saved_as_a_what_if_of_the_case(
    starter: str, tmp_path: Path
) -> None:
    whole = starter.rstrip("\n") + "\n"
    opened = presidium.load(written(tmp_path, whole.replace("\nwhatif:\n", OPENING + "\nwhatif:\n"))).opening(
        "later"
    )
    with pytest.raises(presidium.PresidiumError, match="newcomer"):
        file_of(opened, {}, Attempt((), {"people.newcomer.ambition": 0.5}, 100, SEED))


def test_all_sliders_of_an_opening_of_the_gallery_together_make_a_what_if_of_the_case() -> None:
    opened = presidium.load("soviet-1953").opening("eve")
    assert "stalin" in opened.people
    sliders = controls(board_of(opened))
    assert not any("stalin" in path for path in sliders)
    assert len(sliders) > 400
    middles = {path: one.middle for path, one in sliders.items() if one.section != "parameters"}
    assert "whatif:" in file_of(opened, sliders, Attempt((), middles, 100, 1953)).text


def test_it_is_a_file_of_its_own_in_a_folder_without_what_ifs(
    case: presidium.Scenario, starter: str, tmp_path: Path
) -> None:
    made = saved(case, Attempt((), {"people.arden.ambition": 0.9}, 100, SEED))
    written(tmp_path, starter.split("\nwhatif:\n")[0] + "\n")
    (tmp_path / made.name).write_text(made.text, encoding="utf-8")
    pasted = presidium.load(tmp_path)
    assert list(pasted.whatif) == [id_of({"change": {"people.arden.ambition": 0.9}})]


@pytest.mark.parametrize("name", presidium.gallery())
def test_every_what_if_of_the_gallery_with_moved_numbers_goes_round(name: str, tmp_path: Path) -> None:
    case = presidium.load(name)
    sliders = controls(board_of(case))
    numbers = {path: one.high for place, (path, one) in enumerate(sliders.items()) if place % 60 == 0}
    attempt = Attempt(tuple(case.whatif), numbers, 2_000, 1953)
    made = saved(case, attempt)
    folder = case.folder
    assert folder is not None
    for file in folder.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    whatifs = tmp_path / "whatif.yaml"
    whatifs.write_text(whatifs.read_text(encoding="utf-8") + entry_of(made.text), encoding="utf-8")
    pasted = presidium.load(tmp_path)
    key = list(pasted.whatif)[-1]
    assert pasted.whatif[key].change | {"x": 0} == attempt.difference(case)["change"] | {"x": 0}
    assert pasted.whatif[key].add == attempt.difference(case).get("add", {})
    assert list(pasted.whatif[key].remove) == attempt.difference(case)["remove"]
    assert not [one for one in presidium.check(tmp_path) if one.severity == "error"]


def test_the_file_says_how_to_play_it(case: presidium.Scenario) -> None:
    made = saved(case, Attempt(("trust",), {}, 500, 11))
    key = id_of({"change": {"ties.corso.brandt.tie": 0.5}})
    assert made.name == f"starter-{key}.yaml"
    command = f"# presidium compare starter.yaml --whatif {key} --histories 500 --seed 11\n"
    assert made.text.count("presidium new") == 0
    assert command in made.text
    assert "    name:\n      en: 'Tried: Corso trusts Brandt'\n" in made.text


def typed(text: str) -> list[list[str]]:
    """The commands of a saved file, as typed."""
    return [
        shlex.split(line.removeprefix("# presidium "))
        for line in text.splitlines()
        if line.startswith("# presidium ")
    ]


def put(made: Saved, folder: Path) -> None:
    """Do with a saved file what it says, as a reader does in an editor."""
    if below := re.search(r'Put the lines below "whatif:" into (\S+), at the end', made.text):
        file = folder / below[1]
        file.write_text(file.read_text("utf-8").rstrip("\n") + "\n" + entry_of(made.text), "utf-8")
    elif end := re.search(r'Put the lines from "whatif:" on at the end of (\S+)\.\n', made.text):
        file = folder / end[1]
        file.write_text(file.read_text("utf-8") + "whatif:\n" + entry_of(made.text), "utf-8")
    else:
        into = re.search(r"Put this file into the folder (\S+)\.\n", made.text)
        assert into, made.text
        (folder / into[1] / made.name).write_text(made.text, encoding="utf-8")


@pytest.mark.parametrize(
    "kind",
    [
        "gallery",
        pytest.param("gallery-eve", marks=pytest.mark.slow),
        "file",
        "file-without",
        "folder",
        "folder-without",
    ],
)
def test_the_steps_of_the_file_work_when_typed(
    starter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = starter.split("\nwhatif:\n")[0] + "\n" if kind.endswith("without") else starter
    if kind.startswith("gallery"):
        case = presidium.load("soviet-1953")
        case = case.opening("eve") if kind.endswith("eve") else case
    elif kind.startswith("folder"):
        Path("mine").mkdir()
        head, whatifs = (text.split("\nwhatif:\n") + [""])[:2]
        Path("mine/case.yaml").write_text(head + "\n", encoding="utf-8")
        if whatifs:
            Path("mine/others.yaml").write_text(f"whatif:\n{whatifs}", encoding="utf-8")
        case = presidium.load("mine")
    else:
        Path("own.yaml").write_text(text, encoding="utf-8")
        case = presidium.load(tmp_path / "own.yaml")
    path = next(iter(controls(board_of(case))))
    attempt = Attempt(tuple(case.whatif)[:1], {path: 0.5}, 60, 11)
    made = saved(case, attempt)
    assert str(tmp_path) not in made.text
    *copying, check, compare = typed(made.text)
    assert [command[0] for command in copying] == (["new"] if "gallery" in kind else [])
    for command in copying:
        assert presidium_typed(command).exit_code == 0
    put(made, tmp_path)
    checked, compared = (presidium_typed(command) for command in (check, compare))
    assert checked.exit_code == 0, checked.output
    assert compared.exit_code == 0, compared.output
    known = Stage(presidium.simulate(case, histories=60, seed=11)).compare(
        attempt, lambda _done, _total: None
    )
    found = json.loads(presidium_typed([*compare, "--format", "json"]).stdout)
    assert found["changed_histories"] == known.changed_histories


def presidium_typed(command: list[str]) -> Any:
    return CliRunner().invoke(app, command)


def test_the_same_is_saved_under_the_same_id_and_another_under_another(case: presidium.Scenario) -> None:
    names = [saved(case, attempt).name for attempt in (*TRIED, *TRIED)]
    assert len(set(names)) == len(TRIED)


def test_nothing_changed_is_nothing_to_save(case: presidium.Scenario) -> None:
    with pytest.raises(Refusal, match="APP833"):
        saved(case, Attempt((), {}, 100, SEED))


@pytest.mark.parametrize(
    "name", ["a: b", "# no remark", "- item", "'", '"', "{x}", "&a *b !c", "yes", "1953-06", "ที่"]
)
def test_names_that_mean_something_in_yaml_come_back_as_they_were(
    starter: str, tmp_path: Path, name: str
) -> None:
    import json

    odd = starter.replace("Corso trusts Brandt", json.dumps(name, ensure_ascii=False)[1:-1])
    case = presidium.load(written(tmp_path, odd))
    made: Any = saved(case, Attempt(("trust",), {}, 100, SEED))
    pasted = presidium.load(written(tmp_path, odd.rstrip("\n") + "\n" + entry_of(made.text)))
    assert pasted.whatif[id_of({"change": {"ties.corso.brandt.tie": 0.5}})].name.en == f"Tried: {name}"
