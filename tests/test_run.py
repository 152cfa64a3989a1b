"""The Python front door: what it accepts, how it refuses, how it prints."""

from pathlib import Path

import numpy as np
import pytest

import presidium
from presidium.errors import StorageError, UsageError
from presidium.judgement.outcome import Answered
from presidium.judgement.paired import differences, moved
from presidium.scenario.change import comparable

SMALL = Path(__file__).parent / "scenario" / "small.yaml"


def test_a_case_may_be_named_by_its_path() -> None:
    by_path = presidium.simulate(str(SMALL), histories=20)
    loaded = presidium.simulate(presidium.load(SMALL), histories=20)
    assert by_path.rows.tobytes() == loaded.rows.tobytes()


@pytest.mark.parametrize("wrong", [{"histories": 1.5}, {"seed": "a"}, {"histories": True}, {"threads": 2.0}])
def test_what_is_counted_must_be_whole(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="is"):
        presidium.simulate(str(SMALL), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"histories": 0}, {"seed": -1}, {"seed": 2**64}, {"threads": 0}])
def test_numbers_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        presidium.simulate(str(SMALL), **wrong)  # type: ignore[arg-type]


def test_only_changes_of_one_case_are_compared() -> None:
    case = presidium.load(SMALL)
    soviet = presidium.load("soviet-1953")
    longer = case.change("period", "1961-02-01 to 1964-12-31")
    asked = case.change("questions", list(reversed(case.tree["questions"])))
    for one, other in (
        (case, soviet),
        (soviet, soviet.opening("eve")),
        (case, longer),
        (case, asked),
        (case, 3),
    ):
        with pytest.raises(UsageError) as refused:
            presidium.compare(one, other, histories=5)  # type: ignore[arg-type]
        assert refused.value.code == "USE628"
    eve = soviet.opening("eve")
    assert comparable(eve, eve.change("rules.appeal", False)).period == eve.period


def test_a_person_whom_a_change_adds_is_an_answer_of_his_own() -> None:
    holder = presidium.load(SMALL).questions[1]
    before = Answered(holder, ("vey", "vacant"), np.array([0, 1, 1, 0]), "vey")
    after = Answered(holder, ("vey", "zed", "vacant"), np.array([0, 2, 1, 0]), "vey")
    assert moved(before, after).tolist() == [False, False, True, False]
    told = {row["value"]: (row["base"], row["changed"]) for row in differences(before, after)}
    assert told == {"vey": (0.5, 0.5), "vacant": (0.5, 0.25), "zed": (0.0, 0.25)}


def test_a_case_prints_in_one_line_and_shows_itself_in_a_few() -> None:
    case = presidium.load(SMALL)
    assert len(str(case)) < 120
    shown = repr(case)
    assert shown.startswith("The council of Arvenia (small-council), 1961-02-01 to 1963-12-31\n")
    assert "Ana Vey   full       First minister" in shown
    assert "at the opening; 3 offices; 3 states; 3 questions; 1 what-if\n" in shown
    assert (
        "Evidence: 39 of 39 numbers have a source; by grade: A 9, B 10, C 17, D 3; 6 lean on later" in shown
    )
    for line in shown.splitlines()[1:]:
        assert all(part.strip() in case._repr_html_() for part in line.strip().split("  ") if part)


def test_the_front_door_lists_its_names() -> None:
    assert set(presidium.__all__) <= set(dir(presidium))


def test_a_page_lies_beside_its_own_document(tmp_path: Path) -> None:
    run = presidium.simulate(str(SMALL), histories=20)
    run.report(tmp_path / "report.html")
    run.report(tmp_path / "other.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "document.json",
        "other.html",
        "other.json",
        "report.html",
    ]


def test_a_folder_lists_the_pages_of_so_many_histories_only(tmp_path: Path) -> None:
    fifty = presidium.simulate(str(SMALL), histories=50, out=tmp_path)
    fifty.report(tmp_path / "report.html")
    assert {"report.html", "document.json"} <= {*fifty.summary()["files"]}
    more = presidium.simulate(str(SMALL), histories=60, out=tmp_path)
    assert more.summary()["files"] == ["run.json", "histories/part-00000.parquet"]
    more.report(tmp_path / "report.html")
    assert {"report.html", "document.json"} <= {*more.summary()["files"]}


def test_a_page_that_cannot_be_written_has_a_remedy_that_its_maker_has(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(StorageError, match="cannot write") as refused:
        presidium.simulate(str(SMALL), histories=5).report(tmp_path / "taken" / "report.html")
    assert refused.value.code == "STO501"
    assert "--out" not in refused.value.remedy
