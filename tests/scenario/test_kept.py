"""Is a tree that was kept the one that parsing gives, and is nothing stale or broken ever taken for it?"""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import presidium
from presidium.cache import seal, unsealed
from presidium.errors import PresidiumWarning
from presidium.scenario import kept
from presidium.scenario.change import difference_findings
from presidium.scenario.finding import Finding
from presidium.scenario.model import Scenario
from presidium.scenario.origin import found
from presidium.scenario.syntax import Node, parse
from presidium.scenario.text import decoded

LONG = "list:\n" + "".join(
    f"  - {{number: {n}.0, whole: {n}, words: [yes, ~, 'it''s']}}  # {n}\n" for n in range(200)
)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PRESIDIUM_CACHE", str(tmp_path))
    return tmp_path / "parsed"


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def kinds(node: Node) -> object:
    """The types of all values: 1, 1.0 and true are equal, and not the same."""
    if isinstance(node.value, dict):
        return [kinds(one) for one in node.value.values()]
    if isinstance(node.value, list):
        return [kinds(one) for one in node.value]
    return type(node.value)


@pytest.mark.parametrize("name", presidium.gallery())
def test_every_file_of_the_gallery_comes_back_value_for_value_and_place_for_place(
    name: str, folder: Path
) -> None:
    for data in found(name).texts.values():
        text = decoded(data).text
        first, again = kept.parsed(text), kept.parsed(text)
        assert first == again == parse(text)
        assert first[0] is not None and again[0] is not None
        assert kinds(first[0]) == kinds(again[0])
    assert files(folder)


def test_the_second_time_nothing_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = kept.parsed(LONG)
    monkeypatch.setattr(kept, "parse", lambda _: pytest.fail("parsed again"))
    assert kept.parsed(LONG) == expected


def test_a_short_text_and_one_with_flaws_are_not_kept(folder: Path) -> None:
    kept.parsed("who: beria\n")
    _, flaws = kept.parsed(LONG + "list: []\n")
    assert [flaw.code for flaw in flaws] == ["SCN105"]
    root, flaws = kept.parsed(LONG + "  - [\n")
    assert root is None
    assert [flaw.code for flaw in flaws] == ["SCN102"]
    assert not files(folder)


def test_another_text_and_another_parser_are_parsed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    kept.parsed(LONG)
    kept.parsed(LONG + "# more\n")
    assert len(files(folder)) == 2
    monkeypatch.setattr(kept, "_reader", lambda: b"another")
    kept.parsed(LONG)
    assert len(files(folder)) == 3


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe",
        b"[",
        b"{}",
        b"[]",
        b"null",
        b"[{}]",
        b"[1, [1, 2]]",
        b'[{"a": [1, [1, 1, 1, 2]]}, [1, 1, 1, 2], null, []]',
        b"[" * 100_000,
    ],
)
def test_what_is_no_tree_is_parsed_anew(broken: bytes, folder: Path) -> None:
    expected = kept.parsed(LONG)
    file = files(folder)[0]
    seal(file, broken)
    assert kept.parsed(LONG) == expected
    assert json.loads(unsealed(file) or b"")


def test_a_tree_that_was_changed_is_not_believed(folder: Path) -> None:
    expected = kept.parsed(LONG)
    file = files(folder)[0]
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"[199,", b"[198,"))
    assert file.read_bytes() != whole
    with pytest.warns(PresidiumWarning, match="RUN405"):
        assert kept.parsed(LONG) == expected
    assert file.read_bytes() == whole


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The scenarios whose what-ifs were made, one entry each time."""
    seen: list[str] = []

    def noted(case: Scenario) -> Iterator[Finding]:
        seen.append(case.scenario)
        return difference_findings(case)

    monkeypatch.setattr(kept, "difference_findings", noted)
    return seen


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The starter of `presidium new`."""
    file = tmp_path / "starter.yaml"
    text = resources.files("presidium.cli").joinpath("starter/en.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    return file


def test_sound_whatifs_are_made_once_as_long_as_the_text_stays(case: Path, looked_at: list[str]) -> None:
    for _ in range(3):
        assert presidium.check(case) == ()
    assert len(looked_at) == 1
    case.write_text(case.read_text("utf-8") + "# more\n", "utf-8")
    presidium.check(case)
    assert len(looked_at) == 2


def test_unsound_whatifs_are_told_every_time(case: Path, looked_at: list[str]) -> None:
    text = case.read_text("utf-8")
    assert "ties.corso.brandt.tie: 0.5" in text
    case.write_text(text.replace("ties.corso.brandt.tie: 0.5", "ties.corso.brandt.tie: 5"), "utf-8")
    first, again = presidium.check(case), presidium.check(case)
    assert first
    assert first == again
    assert len(looked_at) == 2
