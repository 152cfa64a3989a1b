"""The Python front door: what it accepts, how it refuses, how it prints."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import presidium
from presidium.errors import MixedRunError, StorageError, UsageError
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


def test_a_number_of_any_whole_type_counts() -> None:
    run = presidium.simulate(str(SMALL), histories=np.int64(3), seed=np.uint8(7), threads=np.int32(1))  # type: ignore[arg-type]
    assert (type(run.seed), len(run)) == (int, 3)
    assert run.rows.tobytes() == presidium.simulate(str(SMALL), histories=3, seed=7).rows.tobytes()
    assert run.tell(np.int16(1)) == run.tell(1)  # type: ignore[arg-type]
    assert presidium.coalitions(str(SMALL), draws=np.int64(5)).found.draws == 5  # type: ignore[arg-type]
    edges = [("a", "b", -1)]
    assert presidium.frustration(edges, blocs=np.int64(2)).count == 0  # type: ignore[arg-type]
    assert presidium.landscape([1], [[0]], starts=np.int64(3)).proven  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("USE616", lambda _, run: run.tell("a")),
        ("USE616", lambda _, run: run.tell(1.0)),
        ("USE611", lambda _, run: run.tell(-1)),
        ("USE625", lambda case, _: case.opening(None)),
        ("USE623", lambda case, _: case.with_whatif(3)),
        ("USE622", lambda case, _: case.change(3, 1)),
        ("USE617", lambda case, _: presidium.simulate(case, histories=3, out=3)),
        ("USE617", lambda case, _: presidium.simulate(case, histories=3, out="")),
        ("USE617", lambda _, run: run.report(None)),
        ("USE617", lambda _, run: run.save(None)),
        ("USE617", lambda _, run: run.plot.dots().save(None)),
        ("USE672", lambda _, run: run.plot.dots().save("dots.jpg")),
        ("USE616", lambda case, _: presidium.simulate(case, histories=3, threads="")),
        ("USE653", lambda case, _: presidium.blocs_on(case, camps=1)),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_code(code: str, asked: Callable[[Any, Any], object]) -> None:
    case = presidium.load(SMALL)
    with pytest.raises(UsageError) as refused:
        asked(case, presidium.simulate(case, histories=3))
    assert refused.value.code == code
    assert refused.value.remedy


@pytest.mark.parametrize("wrong", [{"histories": 0}, {"seed": -1}, {"seed": 2**64}, {"threads": 0}])
def test_numbers_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        presidium.simulate(str(SMALL), **wrong)  # type: ignore[arg-type]


def test_only_changes_of_one_case_are_compared() -> None:
    case = presidium.load(SMALL)
    soviet = presidium.load("soviet-1953")
    longer = case.change("period", "1961-02-01 to 1964-12-31")
    first, second, third = case.tree["questions"]
    asked = case.change("questions", [first, {"id": second["id"], "ask": "fate", "who": "vey"}, third])
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


def test_the_questions_of_a_comparison_are_those_that_both_are_asked() -> None:
    case = presidium.load(SMALL)
    first, second, third = case.tree["questions"]
    more = {"id": "fate-of-vey", "ask": "fate", "who": "vey"}
    other = case.change("questions", [third, more, first])
    compared = presidium.compare(case, other, histories=20)
    assert [asked["id"] for asked in compared.questions()] == [first["id"], third["id"]]
    assert second["id"] not in {row for row in compared.difference()["question"]}
    assert compared.changed_histories == 0.0


def test_a_person_whom_a_change_adds_is_an_answer_of_his_own() -> None:
    holder = presidium.load(SMALL).questions[1]
    before = Answered(holder, ("vey", "vacant"), np.array([0, 1, 1, 0]), ("vey",))
    after = Answered(holder, ("vey", "zed", "vacant"), np.array([0, 2, 1, 0]), ("vey",))
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


def _told(out: Path, histories: int) -> tuple[int, int, str]:
    """What the last part of a run says."""
    said: list[tuple[int, int, str]] = []
    presidium.simulate(SMALL, histories=histories, out=out, progress=lambda *news: said.append(news))
    return said[-1]


def test_a_resumed_or_repaired_run_tells_the_shares_of_the_whole(tmp_path: Path) -> None:
    fresh = _told(tmp_path / "fresh", 2_300)
    _told(tmp_path / "resumed", 1_000)
    assert _told(tmp_path / "resumed", 2_300) == fresh
    parts = sorted((tmp_path / "resumed" / "histories").iterdir())
    parts[1].write_bytes(parts[0].read_bytes())
    with pytest.warns(UserWarning, match="computed anew"):
        assert _told(tmp_path / "resumed", 2_300) == fresh
    assert [part.read_bytes() for part in parts] == [
        part.read_bytes() for part in sorted((tmp_path / "fresh" / "histories").iterdir())
    ]


def test_rows_that_lie_in_a_folder_are_read_from_it(tmp_path: Path) -> None:
    here, there = (presidium.simulate(SMALL, histories=1_200, out=out) for out in (None, tmp_path))
    assert there.summary()["questions"] == here.summary()["questions"]
    assert "rows" not in vars(there)
    assert there.rows.tobytes() == here.rows.tobytes()
    late = presidium.simulate(SMALL, histories=1_200, out=tmp_path)
    presidium.simulate(SMALL, histories=1_200, seed=5, out=tmp_path, overwrite=True)
    with pytest.raises(MixedRunError):
        len(late.rows)
    assert late.outcomes().equals(here.outcomes())


def test_a_page_without_what_ifs_says_so(tmp_path: Path) -> None:
    run = presidium.simulate(SMALL, histories=200)
    made = run.document(0)
    limits = " ".join(one["en"] for one in made["limits"])
    assert "No what-if was played" in limits
    assert "without them was not played" in limits
    assert "stand beside" not in limits
    assert "stand beside" in " ".join(one["en"] for one in run.document()["limits"])
    run.report(tmp_path / "report.html", whatifs=0)
    assert 'id="whatif"' not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_nobody_is_said_to_lead_by_far_where_hindsight_was_not_left_out() -> None:
    run = presidium.simulate("soviet-1953", histories=200)  # a lead of some 40 points
    assert "was not played" in run.document(0)["headline"]["sureness"]["en"]


@pytest.mark.parametrize(("wrong", "code"), [(-1, "USE618"), (1.5, "USE616"), (True, "USE616")])
def test_a_number_of_pairs_is_whole_and_not_negative(wrong: Any, code: str) -> None:
    run = presidium.simulate(SMALL, histories=3)
    for asked in (run.comparisons, run.hindsight, run.document):
        with pytest.raises(UsageError) as refused:
            asked(wrong)
        assert refused.value.code == code
