"""The Python front door: what it accepts, how it refuses, how it prints."""

from pathlib import Path

import pytest

import presidium
from presidium.errors import UsageError

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
