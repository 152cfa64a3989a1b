"""Is a story read and never played, and does it know which answers a question can have?"""

from pathlib import Path

import pytest

import presidium
from presidium.errors import UsageError
from presidium.history.board import board_of
from presidium.history.many import play_many
from presidium.judgement.outcome import answered
from presidium.record.story import story_of, story_record
from presidium.scenario.answers import possible_answers
from presidium.scenario.change import apply, opened, without_hindsight
from presidium.scenario.model import Scenario
from presidium.scenario.read import load

ABROAD = Path(__file__).with_name("abroad.yaml")


def test_a_story_changes_no_digest(small: Scenario, small_text: str, tmp_path: Path) -> None:
    plain = tmp_path / "plain.yaml"
    plain.write_text(small_text.partition("\nstory:")[0] + "\n", encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(small_text.replace("Spare him.", "Let him be."), encoding="utf-8")
    assert load(plain).story is None
    assert load(other).story != small.story
    assert load(plain).digest == load(other).digest == small.digest
    assert small.change("people.orsk.ambition", 0.5).digest != small.digest


def test_the_story_of_the_reference_is_one(small_text: str, tmp_path: Path) -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference" / "scenario.md"
    section = reference.read_text(encoding="utf-8").split("## Stories\n")[1].split("\n## ")[0]
    example = section.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "case.yaml"
    path.write_text(small_text.partition("\nstory:")[0] + "\n" + example, encoding="utf-8")
    told = load(path).story
    assert told is not None
    (moved,) = told.moments[0].whatif
    assert (moved.whatif, moved.question, moved.answer) == ("no-rising", "first-to-fall", "orsk")
    for field in type(told.moments[0]).model_fields:
        assert f"{field}:" in example or f"`{field}`" in section, field


def test_what_ifs_openings_and_the_case_without_hindsight_have_no_story(small: Scenario) -> None:
    assert small.story is not None
    for made in (apply(small, "no-rising"), opened(small, "eve"), without_hindsight(small)):
        assert made.story is None
    with pytest.raises(UsageError, match="the opening eve of small-council has no story") as refused:
        story_of(small.opening("eve"))
    assert refused.value.code == "USE604"


def test_a_case_without_a_story_is_told_how_to_write_one() -> None:
    with pytest.raises(UsageError, match="has no story") as refused:
        story_of(load(ABROAD))
    assert (refused.value.code, "USE604" in refused.value.remedy) == ("USE604", True)


@pytest.mark.parametrize("name", ["soviet-1953", str(ABROAD)])
def test_the_answers_that_a_question_can_have_are_those_that_histories_give(name: str) -> None:
    case = load(name)
    board = board_of(case)
    rows = next(iter(play_many(board, 1953, [(0, 2)], 1)))[1]
    own = case.story.questions if case.story else ()
    asked = (*case.questions, *own)
    assert len({question.ask for question in asked}) > 4
    for question in asked:
        assert set(answered(board, rows, question).values) == set(possible_answers(case, question))


def test_its_thai_has_one_word_for_a_thing() -> None:
    """Full members and candidates as on the page of a run, Beria as the source text spells him; and a moment
    of decision is no point of a hundred.
    """
    folder = Path(presidium.__file__).parent
    told = (folder / "gallery" / "soviet-1953" / "story.yaml").read_text(encoding="utf-8")
    said = (
        (folder / "words" / "th.toml").read_text(encoding="utf-8").partition("[story]")[2].partition("\n[")[0]
    )
    assert "สมาชิกเต็มตัว" in told
    assert "สมาชิกเต็มตัว" in said
    for word in ("กรรมการเต็ม", "กรรมการสำรอง", "เบรียา"):
        assert word not in told + said
    assert "ช่วงตัดสินใจ" in said
    points = [line for line in said.splitlines() if "จุด" in line]
    assert [line.partition(" =")[0] for line in points] == ["whatif"]


def test_who_was_ill_in_october_1964_takes_no_part_in_the_lesson() -> None:
    """Kozlov had been disabled since April 1963: history/sides.csv has him absent, on neither side."""
    run = presidium.simulate("soviet-1953", histories=2, seed=1)
    changes = [
        {"id": name, "name": {}, "histories": 2, "changed_histories": 0.0, "questions": []}
        for name in run.case.whatif
    ]
    moments = {one["id"]: one for one in story_record(run, {"whatif": changes})["moments"]}
    away = {
        name: [member["who"] for member in one["showdown"]["members"] if member["absent"]]
        for name, one in moments.items()
        if one["showdown"]
    }
    assert away == {"june-1953": [], "june-1957": [], "october-1964": ["kozlov"]}
    (presidium_vote, _) = moments["october-1964"]["showdown"]["votes"]
    assert (presidium_vote["ayes"], presidium_vote["total"]) == (8, 9)


def test_of_the_events_some_came_and_some_did_not() -> None:
    """Whoever calls everything certain, or nothing possible, must not win: the squared errors are those of
    constant forecasts, and saying 50 of 100 always gets a quarter.
    """
    case = load("soviet-1953")
    assert case.story is not None
    board = board_of(case)
    rows = next(iter(play_many(board, 1953, [(0, 2)], 1)))[1]
    asked = {question.id: question for question in (*case.questions, *case.story.questions)}
    bets = [moment.bet for moment in case.story.moments]
    came = [bool({*answered(board, rows, asked[bet.question]).recorded} & {*bet.answer}) for bet in bets]
    assert min(sum(came), len(came) - sum(came)) >= 2
    error = {share: sum((share - one) ** 2 for one in came) / len(came) for share in (0.0, 0.5, 1.0)}
    assert min(error[0.0], error[1.0]) > error[0.5] == 0.25
