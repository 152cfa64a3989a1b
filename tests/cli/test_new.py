"""Does a new scenario begin sound, under its own id, and never in place of another?"""

from pathlib import Path

import pytest

import presidium


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_starter_passes_without_a_warning(typed, lang: str) -> None:
    assert typed("new", "my-case", "--lang", lang).stdout == "my-case.yaml\n"
    assert presidium.check("my-case.yaml") == ()
    case = presidium.load("my-case.yaml")
    assert case.scenario == "my-case"
    assert len(case.people) == 5


def test_the_starters_differ_in_their_comments_only(typed) -> None:
    typed("new", "one", "--lang", "en")
    typed("new", "two", "--lang", "th")
    trees = [dict(presidium.load(name).tree) for name in ("one.yaml", "two.yaml")]
    assert [tree.pop("scenario") for tree in trees] == ["one", "two"]
    assert trees[0] == trees[1]


@pytest.mark.slow
def test_the_thai_starter_may_have_its_period_in_the_buddhist_era(typed) -> None:
    typed("new", "one", "--lang", "th")
    file = Path("one.yaml")
    text = file.read_text(encoding="utf-8")
    assert "2573-01-15 BE" in text
    text = text.replace("period: 2030-01-15 to 2034-12-31", "period: 2573-01-15 BE to 2577-12-31 BE")
    file.write_text(text, encoding="utf-8")
    assert typed("check", "one.yaml").exit_code == 0
    assert presidium.load(file).period.start.iso == "2030-01-15"


def test_the_starter_runs(typed) -> None:
    typed("new", "my-case")
    result = typed("simulate", "my-case.yaml", "--histories", 20)
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("name", ["deep/in/my-case", "deep/in/my-case.yaml"])
def test_a_path_is_a_name_with_its_folders(typed, name: str) -> None:
    assert typed("new", name).exit_code == 0
    assert presidium.load("deep/in/my-case.yaml").scenario == "my-case"


def test_a_case_is_copied_under_the_new_id(typed) -> None:
    result = typed("new", "mine", "--from", "soviet-1953")
    assert result.exit_code == 0, result.stderr
    mine, original = presidium.load("mine"), presidium.load("soviet-1953")
    assert mine.scenario == "mine"
    assert mine.people == original.people
    assert {path.suffix for path in Path("mine").iterdir()} == {".yaml"}


def test_a_case_is_copied_with_a_what_if_come_true(typed) -> None:
    typed("new", "one")
    name = next(iter(presidium.load("one.yaml").whatif))
    assert typed("new", "two", "--from", "one.yaml", "--whatif", name).exit_code == 0
    made = presidium.load("two.yaml")
    assert made.digest == presidium.load("one.yaml").with_whatif(name).change("scenario", "two").digest
    comments = [line for line in Path("one.yaml").read_text("utf-8").splitlines() if line.startswith("#")]
    assert [
        line for line in Path("two.yaml").read_text("utf-8").splitlines() if line.startswith("#")
    ] == comments


@pytest.mark.parametrize(("words", "code"), [(["--from", "one.yaml"], "USE623"), ([], "USE605")], ids=str)
def test_a_what_if_that_is_not_there_is_refused(typed, words: list[str], code: str) -> None:
    typed("new", "one")
    result = typed("new", "two", *words, "--whatif", "nothing")
    assert (result.exit_code, code in result.stderr) == (2, True)
    assert not Path("two.yaml").exists()


def test_a_scenario_of_ones_own_can_be_copied_too(typed) -> None:
    typed("new", "one")
    assert typed("new", "two", "--from", "one.yaml").exit_code == 0
    assert presidium.load("two.yaml").scenario == "two"


@pytest.mark.parametrize(
    "words", [["my-case"], ["my-case.yaml"], ["my-case", "--from", "soviet-1953"]], ids=" ".join
)
def test_nothing_is_ever_overwritten(typed, words: list[str]) -> None:
    Path("my-case.yaml").write_text("mine")
    Path("my-case").mkdir()
    result = typed("new", *words)
    assert result.exit_code == 2
    assert "my-case" in result.stderr
    assert Path("my-case.yaml").read_text() == "mine"
    assert not list(Path("my-case").iterdir())


@pytest.mark.parametrize("name", ["My-Case", "1953", "case_one", "", "a" * 41, "หลัง"])
def test_a_name_that_is_no_id_is_refused(typed, name: str) -> None:
    result = typed("new", name)
    assert result.exit_code == 2
    assert not list(Path().iterdir())


def test_a_case_that_does_not_exist_cannot_be_copied(typed) -> None:
    assert typed("new", "mine", "--from", "nowhere").exit_code == 2
    assert not list(Path().iterdir())


def test_a_folder_that_cannot_be_written_is_named(typed) -> None:
    Path("file").write_text("in the way")
    result = typed("new", "file/my-case")
    assert result.exit_code == 2
    assert "file" in result.stderr
