"""Is a run folder bound to one run, and does it go on where it stopped?"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from presidium.errors import MixedRunError, StorageError
from presidium.record import folder as archive
from presidium.record.parts import KeptRows, write_part

RUN = archive.Identity("cabal", "ab12", "0.1.0", 2**64 - 1)
_PAGED = (
    '{"format": 1, "scenario": "a", "digest": "b", "version": "c", "seed": 1, "histories": 5, "pages": []}'
)


def _manifest(**fields: str) -> str:
    """A manifest as text, with some fields said otherwise."""
    usual = {"format": "1", "scenario": '"a"', "digest": '"b"', "version": '"c"', "seed": "1"}
    told = {**usual, "histories": "5", "pages": "{}", **fields}
    return "{" + ", ".join(f'"{name}": {value}' for name, value in told.items()) + "}"


ROWS = np.zeros(1000, [("leader", "i1")])


def opened(folder: Path, identity: archive.Identity, histories: int, **how: bool) -> list[int]:
    """Bind a folder; the parts that it lacks."""
    archive.open_folder(folder, identity, histories, **how)
    return KeptRows(folder, ROWS.dtype, histories, identity.meta()).missing(lambda *_: None)


def test_a_new_folder_lacks_every_part(tmp_path: Path) -> None:
    assert opened(tmp_path / "deep" / "run", RUN, 1500) == [0, 1]
    assert archive.read_run(tmp_path / "deep" / "run") == archive.Kept(RUN, 1500)


def test_the_manifest_names_the_run_and_no_place_or_time(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 1500)
    manifest = json.loads((tmp_path / "run.json").read_text())
    assert manifest == {
        "format": 1,
        "scenario": "cabal",
        "digest": "ab12",
        "version": "0.1.0",
        "seed": 2**64 - 1,
        "histories": 1500,
    }


def test_the_same_run_goes_on(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 3000)
    write_part(tmp_path, 1, ROWS, RUN.meta())
    assert opened(tmp_path, RUN, 3000) == [0, 2]


def test_a_longer_run_of_the_same_seed_uses_what_is_there(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 1000)
    write_part(tmp_path, 0, ROWS, RUN.meta())
    assert opened(tmp_path, RUN, 2000) == [1]


@pytest.mark.parametrize("change", [{"seed": 0}, {"version": "0.2.0"}], ids=str)
def test_another_run_is_refused_and_nothing_is_changed(tmp_path: Path, change: dict) -> None:
    archive.open_folder(tmp_path, RUN, 1000)
    write_part(tmp_path, 0, ROWS, RUN.meta())
    with pytest.raises(MixedRunError, match=next(iter(change))):
        archive.open_folder(tmp_path, replace(RUN, **change), 1000)
    assert opened(tmp_path, RUN, 1000) == []


def test_overwriting_deletes_the_run_and_nothing_else(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 1000)
    write_part(tmp_path, 0, ROWS, RUN.meta())
    (tmp_path / "histories" / "part-00001.parquet.tmp").write_text("left by a killed run")
    (tmp_path / "report.html").write_text("page")
    (tmp_path / "my-notes.txt").write_text("mine")
    assert opened(tmp_path, replace(RUN, seed=2), 1000, overwrite=True) == [0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my-notes.txt", "run.json"]


def test_a_page_of_unknown_origin_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("somebody's page")
    with pytest.raises(MixedRunError, match=r"report\.html"):
        archive.open_folder(tmp_path, RUN, 1000)
    assert not (tmp_path / "run.json").exists()


def test_a_folder_with_other_things_in_it_is_welcome(tmp_path: Path) -> None:
    (tmp_path / "my-notes.txt").write_text("mine")
    assert opened(tmp_path, RUN, 1000) == [0]


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "seed": "many"}', _PAGED, "\udc80"),
        *("[" * 1_500 + "]" * 1_500, '{"format":' * 1_500 + "1" + "}" * 1_500, '"' + "x" * 200_000 + '"'),
        *(_manifest(seed=word) for word in ("1e999", "NaN", "Infinity", "1.0", "true", "-1", "[]", "9" * 30)),
        *(_manifest(histories=word) for word in ("null", "{}", '"5"', "1e2")),
        *(_manifest(scenario=word) for word in ("1", "null", "[[]]", "{}")),
        *(_manifest(pages=word) for word in ('{"report.html": 1e999}', '{"report.html": "5"}', "3")),
        _manifest(format="1e999"),
    ],
    ids=lambda text: text[:60] or "nothing",
)
def test_a_manifest_that_makes_no_sense_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(StorageError, match=r"run\.json") as refused:
        archive.read_run(tmp_path)
    assert refused.value.code == "STO504"
    assert len(refused.value.message) < 400


def test_a_manifest_with_what_a_later_program_adds_is_read(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(_manifest(more="[1, 2]"))
    assert archive.read_run(tmp_path).histories == 5


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"run\.json"):
        archive.read_run(tmp_path)


def test_the_files_of_a_run_are_listed_as_others_would_address_them(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 2000)
    write_part(tmp_path, 1, ROWS, RUN.meta())
    write_part(tmp_path, 0, ROWS, RUN.meta())
    (tmp_path / "report.html").write_text("page")
    archive.note_pages(tmp_path, RUN, 1000, ["report.html"])
    parts = ["histories/part-00000.parquet", "histories/part-00001.parquet"]
    assert archive.files(tmp_path) == ["run.json", "report.html", *parts]
    assert archive.files(tmp_path, 1000) == ["run.json", "report.html", *parts[:1]]


def test_a_page_that_another_number_of_histories_made_is_not_listed_and_stays(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 50)
    for name in ("document.json", "report.html", "story.html"):
        (tmp_path / name).write_text("of fifty")
    archive.note_pages(tmp_path, RUN, 50, ["report.html", "document.json"])
    assert archive.files(tmp_path, 50) == ["run.json", "document.json", "report.html"]
    assert archive.other_pages(tmp_path, 50) == {"story.html": None}
    archive.open_folder(tmp_path, RUN, 1500)
    assert archive.files(tmp_path, 1500) == ["run.json"]
    assert archive.other_pages(tmp_path, 1500) == {
        "document.json": 50,
        "report.html": 50,
        "story.html": None,
    }
    assert (tmp_path / "report.html").read_text() == "of fifty"


def test_a_page_of_another_run_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 50)
    (tmp_path / "report.html").write_text("page")
    archive.note_pages(tmp_path, RUN, 50, ["report.html", "my-notes.html"])
    assert archive.read_run(tmp_path).pages == {"report.html": 50}
    archive.note_pages(tmp_path, replace(RUN, seed=2), 50, ["report.html"])
    assert archive.files(tmp_path, 50) == ["run.json"]
    archive.note_pages(tmp_path / "elsewhere", RUN, 50, ["report.html"])
    assert not (tmp_path / "elsewhere").exists()


def test_a_finished_run_may_lie_where_nobody_can_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.open_folder(tmp_path, RUN, 1000)
    write_part(tmp_path, 0, ROWS, RUN.meta())

    def refused(*_: object) -> None:
        raise StorageError("STO501", "cannot write", "")

    monkeypatch.setattr(archive, "write_whole", refused)
    assert opened(tmp_path, RUN, 1000) == []
    with pytest.raises(StorageError):
        archive.open_folder(tmp_path, RUN, 900)


def test_a_changed_scenario_is_told_as_one_and_not_by_its_digest(tmp_path: Path) -> None:
    archive.open_folder(tmp_path, RUN, 1000)
    with pytest.raises(MixedRunError, match="changed since") as refused:
        archive.open_folder(tmp_path, replace(RUN, digest="cd34"), 1000)
    assert "ab12" not in str(refused.value)
    assert archive.read_run(tmp_path) == archive.Kept(RUN, 1000)
