"""Is a changed case kept in the form of its files, and is nothing lost when it cannot be kept?"""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import presidium
from presidium.errors import PresidiumError, ScenarioError, StorageError, UsageError
from presidium.scenario.model import Scenario
from presidium.scenario.origin import gallery
from presidium.scenario.read import load

SMALL = Path(__file__).with_name("small.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same case in a folder of three files."""
    path = tmp_path / "mine"
    path.mkdir()
    name = "case"
    for line in SMALL.read_text(encoding="utf-8").splitlines(keepends=True):
        if not line.startswith((" ", "#", "\n")):
            section = line.partition(":")[0]
            name = section if section in ("whatif", "ties") else "case"
        with (path / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(line)
    return path


@pytest.fixture
def case(tmp_path: Path) -> Scenario:
    """A case of one's own, in a file."""
    shutil.copy(SMALL, tmp_path / "case.yaml")
    return load(tmp_path / "case.yaml")


def held(path: Path) -> dict[str, bytes]:
    """What the files at a path hold, by name."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Lines that went (-) and came (+), with the names of files that did."""
    lines = []
    for name in sorted(before | after):
        if name not in after or name not in before:
            lines.append(f"{'+' if name in after else '-'} {name}")
            continue
        both = [held[name].decode().splitlines() for held in (before, after)]
        lines += [line for line in ndiff(*both) if line[0] in "+-"]
    return lines


@pytest.mark.parametrize("name", gallery())
def test_a_case_that_did_not_change_keeps_every_byte(name: str, tmp_path: Path) -> None:
    made = load(name)
    before = dict(made.origin.texts) if made.origin else {}
    assert made.save(tmp_path / name) == tmp_path / name
    assert held(tmp_path / name) == before


@pytest.mark.parametrize(
    ("name", "whatif"),
    [(str(SMALL), "no-rising"), ("soviet-1953", "no-berlin-rising"), ("soviet-1953", "nagy-pledges")],
)
def test_a_what_if_come_true_is_read_back(name: str, whatif: str, tmp_path: Path) -> None:
    changed = load(name).with_whatif(whatif)
    again = load(changed.save(tmp_path / "mine"))
    assert (again.digest, again.tree) == (changed.digest, changed.tree)


@pytest.mark.parametrize(("name", "opening"), [(str(SMALL), "eve"), ("soviet-1953", "eve")])
def test_an_opening_is_read_back(name: str, opening: str, tmp_path: Path) -> None:
    changed = load(name).opening(opening)
    again = load(changed.save(tmp_path / "mine"))
    assert (again.digest, again.tree, again.opened) == (changed.digest, changed.tree, None)


def test_one_number_is_one_line(tmp_path: Path) -> None:
    case = load("soviet-1953")
    assert case.origin
    before = dict(case.origin.texts)
    changed = case.change("ties.malenkov.beria.tie", "0.1 to 0.3").change("people.beria.ambition", 0.9)
    path = changed.save(tmp_path / "mine")
    assert differing(before, held(path)) == [
        "-     ambition: 0.8 to 1",
        "+     ambition: 0.9",
        "-   - {from: malenkov, to: beria, tie: 0.25 to 0.55, because: {source: [wc-joint53, rayfield, "
        'mikoyan-mem], grade: C, note: "proposed him as first deputy on 5 March"}}',
        "+   - {from: malenkov, to: beria, tie: 0.1 to 0.3, because: {source: [wc-joint53, rayfield, "
        'mikoyan-mem], grade: C, note: "proposed him as first deputy on 5 March"}}',
    ]
    assert load(path).digest == changed.digest


def test_what_a_case_had_not_is_put_where_its_title_stands(folder: Path) -> None:
    text = (folder / "case.yaml").read_text("utf-8")
    (folder / "case.yaml").write_text(re.sub(r"(?m)^parameters:.*\n(?: .*\n)*", "", text))
    case, before = load(folder), held(folder)
    assert "parameters" not in case.tree
    changed = case.change("parameters.client-weight", 1.25)
    changed.save(folder, overwrite=True)
    assert differing(before, held(folder)) == ["+ parameters: {client-weight: 1.25}"]
    assert load(folder).digest == changed.digest


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "not ended"])
def test_line_ends_and_marks_stay(tmp_path: Path, line_end: str, mark: bytes, last: bool) -> None:
    text = SMALL.read_text(encoding="utf-8").rstrip("\n") + "\n" * last
    path = tmp_path / "case.yaml"
    path.write_bytes(mark + text.replace("\n", line_end).encode())
    changed = load(path).change("people.orsk.ambition", 0.9).change("people.orsk.note", {"en": "Old"})
    changed.save(path, overwrite=True)
    data = path.read_bytes()
    assert data.startswith(mark + text[:8].encode())
    assert data.endswith(text.replace("\n", line_end)[-20:].encode())
    lines = data.decode("utf-8-sig").split(line_end)
    assert not [line for line in lines if "\n" in line or "\r" in line]
    assert len(lines) == len(text.split("\n")) + 1
    assert load(path).digest == changed.digest


PEOPLE = ["ambition", "born", "stance.opening", "note", "patron", "because"]
PATHS = [f"people.{who}.{field}" for who in ("orsk", "vey") for field in PEOPLE]
PATHS += [
    "ties.orsk.vey.tie",
    "ties.orsk.vey.because",
    "rules.bureau_size",
    "scenario",
    "title",
    "period",
    "domains",
]
PATHS += [
    "offices.chair.worth.party",
    "whatif.no-rising.note",
    "events.amnesty.because",
    "parameters.client-weight",
]
PATHS += ["questions.first-to-fall.among"]
VALUES = (
    st.sampled_from(
        [0, 0.25, "0.2 to 0.4", "strong", "unknown", "1901-02", "Plain text", 7, "orsk", {}, [], None]
    )
    | st.sampled_from([{"value": 0.4, "because": {"grade": "E", "note": "x: y"}}, {"en": "A # b", "th": "ก"}])
    | st.sampled_from([["orsk", "vey"], "1960-01-01 to 1964", True, "two\nlines", {"en": "a, b", "th": "{"}])
    | st.text(max_size=9)
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(PATHS), VALUES), min_size=1, max_size=3))
def test_any_change_that_can_be_made_can_be_kept(tmp_path: Path, changes: list[tuple[str, Any]]) -> None:
    changed = load(SMALL)
    for path, value in changes:
        try:
            changed = changed.change(path, value)
        except (ScenarioError, UsageError):
            continue
    target = tmp_path / "kept.yaml"
    target.unlink(missing_ok=True)
    try:
        changed.save(target)
    except (
        ScenarioError,
        UsageError,
    ) as refused:  # a what-if that the change spoilt, a text no file may hold
        assert refused.code in ("SCN211", "USE624")
        assert not target.exists()
    else:
        assert load(target).digest == changed.digest
        comments = [line for line in SMALL.read_text("utf-8").splitlines() if line.lstrip().startswith("#")]
        assert [
            line for line in target.read_text("utf-8").splitlines() if line.lstrip().startswith("#")
        ] == comments


def test_nothing_is_written_over_without_a_word(case: Scenario, tmp_path: Path) -> None:
    for name, make in (("there.yaml", Path.touch), ("folder.yaml", Path.mkdir)):
        make(tmp_path / name)
        with pytest.raises(StorageError, match="STO505"):
            case.save(tmp_path / name)
    with pytest.raises(StorageError, match="STO505"):  # a folder never gives way to a file
        case.save(tmp_path / "folder.yaml", overwrite=True)
    assert held(tmp_path / "there.yaml") == {"there.yaml": b""}


def test_what_was_edited_meanwhile_is_not_lost(case: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write("# a thought\n")
    with pytest.raises(StorageError, match=r"STO506.*case\.yaml"):
        case.change("people.orsk.ambition", 0.9).save(path, overwrite=True)
    assert path.read_text("utf-8").endswith("# a thought\n")


def test_a_case_can_be_saved_again_and_again(case: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    for ambition in (0.1, 0.2, 0.3):
        case = case.change("people.orsk.ambition", ambition)
        case.save(path, overwrite=True)
        assert load(path).digest == case.digest
    assert case.folder == tmp_path


def test_a_what_if_come_true_leaves_no_file_of_what_ifs(folder: Path) -> None:
    (folder / "notes.md").write_text("mine")
    load(folder).with_whatif("no-rising").save(folder, overwrite=True)
    assert set(held(folder)) == {"case.yaml", "notes.md", "ties.yaml"}
    assert load(folder).whatif == {}


def test_a_file_of_another_case_in_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "other.yaml").write_text("mine")
    with pytest.raises(StorageError, match=r"STO507.*other\.yaml"):
        load(folder).save(other, overwrite=True)
    assert held(other) == {"other.yaml": b"mine"}


def test_a_case_of_many_files_is_no_file(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="USE626"):
        load(folder).save(tmp_path / "one.yaml")


def test_a_case_from_no_file_cannot_be_kept_in_its_form(tmp_path: Path) -> None:
    made = Scenario.model_validate(load(SMALL).tree)
    with pytest.raises(UsageError, match="USE627"):
        made.save(tmp_path / "one.yaml")


def test_a_change_that_spoils_a_what_if_is_refused(case: Scenario, tmp_path: Path) -> None:
    changed = case.change("whatif.no-rising", {"name": "Nothing", "change": {"people.orsk.born": "soon"}})
    with pytest.raises(ScenarioError, match="SCN211"):
        changed.save(tmp_path / "new.yaml")
    assert not (tmp_path / "new.yaml").exists()


def test_a_number_that_no_file_can_say_is_refused(case: Scenario, tmp_path: Path) -> None:
    changed = case.change("questions.first-to-fall.text", {"en": "a\x07b"})
    with pytest.raises(UsageError, match="USE624"):
        changed.save(tmp_path / "new.yaml")


@pytest.mark.parametrize(
    "failing", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space left on device")], ids=str
)
@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_what_goes_wrong_leaves_what_was_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: Any, name: str
) -> None:
    before = held(folder)
    changed = load(folder).with_whatif("no-rising").change("ties.orsk.vey.tie", 0.9)

    def fails(*_: object) -> None:
        raise failing

    with monkeypatch.context() as patched:
        patched.setattr(*((os, "fsync") if name == "fsync" else (Path, "replace")), fails)
        with pytest.raises((KeyboardInterrupt, StorageError)):
            changed.save(folder, overwrite=True)
        with pytest.raises((KeyboardInterrupt, StorageError)):
            changed.save(tmp_path / "new" / "case")
    assert held(folder) == before
    assert not (tmp_path / "new" / "case").exists()
    changed.save(folder, overwrite=True)
    assert load(folder).digest == changed.digest


def test_an_interruption_between_two_files_is_not_between_two_cases(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = load(folder).change("people.orsk.ambition", 0.9).change("ties.orsk.vey.tie", 0.9)
    rename, calls = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(self)
        done = rename(self, target)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        changed.save(folder, overwrite=True)
    assert load(folder).digest == changed.digest
    assert not list(folder.glob("*.tmp"))


@pytest.mark.skipif(os.name == "nt", reason="modes and links are those of POSIX")
def test_mode_and_link_of_a_file_stay(case: Scenario, tmp_path: Path) -> None:
    path, link = tmp_path / "case.yaml", tmp_path / "link.yaml"
    path.chmod(0o600)
    link.symlink_to(path)
    case.change("people.orsk.ambition", 0.9).save(link, overwrite=True)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert load(path).people["orsk"].ambition.exact


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=str)
def test_a_killed_program_leaves_one_case_or_the_other(tmp_path: Path, sent: int) -> None:
    path = tmp_path / "case.yaml"
    shutil.copy(SMALL, path)
    program = f"""
import sys
from presidium.scenario.read import load
case = load({str(path)!r})
print("ready", flush=True)
for step in range(100_000):
    case = case.change("people.orsk.ambition", step % 10 / 10)
    case.save({str(path)!r}, overwrite=True)
"""
    running = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert running.stdout
    assert running.stdout.readline() == b"ready\n"
    while path.read_bytes() == SMALL.read_bytes():
        pass
    running.send_signal(sent)
    running.wait()
    running.stdout.close()
    assert load(path).people["orsk"].ambition.exact
    assert len(path.read_text("utf-8").splitlines()) == len(SMALL.read_text("utf-8").splitlines())
    if sent == signal.SIGINT:
        assert [one.name for one in tmp_path.iterdir()] == ["case.yaml"]


def test_the_front_door_saves(tmp_path: Path) -> None:
    case: presidium.Scenario = presidium.load(SMALL)
    mend: Callable[[str, Any], presidium.Scenario] = case.change
    path = mend("scenario", "mine").save(tmp_path / "mine")
    assert path == tmp_path / "mine.yaml"
    assert presidium.load(path).scenario == "mine"
    assert issubclass(StorageError, PresidiumError)
