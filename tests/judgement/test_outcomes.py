"""Answers, fates, offices: what is counted adds up, and the record is read off the tenures."""

from importlib import resources

import numpy as np
import pytest

import presidium
from presidium.counting import mc_error, points, printed
from presidium.history.board import board_of
from presidium.judgement.outcome import Answered, answered
from presidium.judgement.record import fall_of, fate_of, holder_of, recorded_answers
from presidium.judgement.summary import fates, office_shares, shape, spread
from presidium.run import Run
from presidium.scenario.build import build


def test_the_answers_to_each_question_exclude_one_another_and_are_complete(run: Run) -> None:
    for asked in run.answered:
        assert sum(answer.probability for answer in asked.answers()) == pytest.approx(1.0)
        assert {answer.value for answer in asked.answers() if answer.recorded} == {*asked.recorded}


def test_what_history_recorded(run: Run) -> None:
    """history/tenures.csv: Beria fell in June 1953, Khrushchev in October 1964; Brezhnev followed him."""
    case = run.case
    recorded = {question.id: ", ".join(recorded_answers(case, question)) for question in case.questions}
    assert recorded["first-to-fall"] == "beria"
    assert recorded["first-secretary-1957"] == "khrushchev"
    assert recorded["khrushchev-removed"] == "yes"
    assert recorded["premier-1958"] == "khrushchev"
    assert recorded["fate-of-beria"] == "executed"
    assert recorded["successor-of-khrushchev"] == "brezhnev"
    beria, mikoyan = fall_of(case, "beria"), fall_of(case, "mikoyan")
    assert beria is not None and beria.iso == "1953-06-26"
    assert mikoyan is None
    assert fate_of(case, "mikoyan") is None
    assert fall_of(case, "kuusinen") is None, "he died in office"
    assert holder_of(case, "premier", case.period.start) == "malenkov"


def test_first_to_fall_is_the_one_with_the_lowest_rank(run: Run) -> None:
    asked = run.answered[0]
    columns = [run.board.people.index(person) for person in asked.question.among]
    for row, taken in zip(run.rows[:200], asked.taken[:200], strict=True):
        ranks = [int(rank) for rank in row["fell_rank"][columns] if rank > 0]
        if asked.values[taken] == "none":
            assert not ranks
        else:
            assert row["fell_rank"][columns[taken]] == min(ranks)


def test_falls_within_a_span_are_falls_of_its_months(run: Run) -> None:
    question = next(question for question in run.case.questions if question.ask == "falls")
    asked = answered(run.board, run.rows, question)
    fell = run.rows["fell"][:, run.board.people.index("khrushchev")]
    assert np.array_equal(asked.taken == 0, (fell >= 58) & (fell <= 141))


def test_nobody_holds_an_office_after_death_or_expulsion(run: Run) -> None:
    holders = run.rows["chief_holder"]
    for i in range(len(run.board.people)):
        died = run.rows["died"][:, i]
        fell = run.rows["fell"][:, i]
        for months in (died, fell):
            gone = np.flatnonzero((months >= 0) & (months < run.board.months))
            for h in gone[:50]:
                assert not (holders[h, :, months[h] :] == i).any()


def test_a_person_falls_once_and_falls_are_counted(run: Run) -> None:
    fell = run.rows["fell"] >= 0
    assert np.array_equal(fell.sum(axis=1), run.rows["falls"])
    assert np.array_equal(run.rows["fell_rank"].max(axis=1), run.rows["falls"])
    assert (run.rows["fate"][fell] >= 2).all(), "whoever falls is at least retired"


def test_shares_of_an_office_add_up_in_every_month(run: Run) -> None:
    for chief in range(len(run.board.chiefs)):
        assert office_shares(run.board, run.rows, chief).sum(axis=1) == pytest.approx(1.0)


def test_a_chief_office_is_hardly_ever_empty(run: Run) -> None:
    assert (run.rows["chief_holder"] < 0).mean() < 0.01


def test_fates_add_up(run: Run) -> None:
    table = fates(run.board, run.rows)
    assert [fate.who for fate in table][:2] == ["malenkov", "beria"]
    assert len(table) == 10
    for fate in table:
        assert sum(fate.shares.values()) == pytest.approx(1.0)


def _two(until: str, after: str) -> presidium.Scenario:
    """Ana in the chair until a day, Bela from another; January to December 1970."""
    tree = {
        "format": 1,
        "scenario": "two",
        "title": "Two",
        "period": "1970-01-15 to 1970-12-20",
        "questions": [{"id": "next", "ask": "successor", "office": "chair", "after": "ana"}],
        "domains": {"party": 1},
        "people": {who: {"name": who, "born": 1930} for who in ("ana", "bela", "zoe")},
        "offices": {"chair": {"name": "Chair", "chief": True, "worth": {"party": 1}}},
        "arenas": [{"id": "table", "name": "T", "members": "full", "weight": "one each", "rule": "majority"}],
        "tenures": [
            {"who": "ana", "office": "chair", "from": "1969", "to": until},
            {"who": "bela", "office": "chair", "from": after},
            {"who": "zoe", "seat": "candidate", "from": "1970-03"},
            *({"who": who, "seat": "full", "from": "1969"} for who in ("ana", "bela")),
        ],
    }
    made, findings = build(tree)
    assert made is not None, findings
    return made


@pytest.mark.parametrize(
    ("until", "after", "recorded"),
    [
        ("1970-05-10", "1970-05-10", "bela"),
        ("1970-05-10", "1970-05-31", "bela"),  # at the end of the month he has it
        ("1970-05-10", "1970-06-01", "vacant"),  # as in the histories: the month after the last in office
        ("1970-05-10", "1970-11", "vacant"),
        ("1970-01-20", "1970-01-25", "bela"),  # he had it at the opening
        ("1970-12-20", "1970-12-20", "bela"),
        ("1970-12-21", "1970-12-21", "still"),
        ("1970-01-15", "1970-01-15", "never-held"),
    ],
)
def test_the_record_of_a_succession_is_read_as_the_histories_are(
    until: str, after: str, recorded: str
) -> None:
    case = _two(until, after)
    assert recorded_answers(case, case.questions[0]) == (recorded,)


def test_who_loses_an_office_in_the_first_month_did_hold_it() -> None:
    case = _two("1971", "1971")
    board = board_of(case)
    rows = np.zeros(3, [("chief_holder", np.int16, (1, board.months))])
    rows["chief_holder"][0] = board.people.index("bela")
    rows["chief_holder"][1] = -1
    rows["chief_holder"][2] = board.people.index("ana")
    found = answered(board, rows, case.questions[0])
    assert [found.values[k] for k in found.taken] == ["bela", "vacant", "still"]


def test_all_who_fell_on_the_first_day_are_recorded() -> None:
    """On 29 June 1957 the plenum turned out Malenkov, Molotov, Kaganovich; Bulganin went in 1958."""
    case = presidium.load("soviet-1953")
    asked = case.questions[0].model_copy(update={"among": ("bulganin", "molotov", "malenkov", "kaganovich")})
    assert recorded_answers(case, asked) == ("molotov", "malenkov", "kaganovich")
    found = Answered(asked, (*asked.among, "none"), np.array([0, 1, 2, 2, 4]), recorded_answers(case, asked))
    shares = {one.value: one.probability for one in found.answers() if one.recorded}
    assert shares == {"molotov": 0.2, "malenkov": 0.4, "kaganovich": 0.0}


@pytest.mark.parametrize("n", [1, 10, 3_000, 100_000])
def test_what_was_never_seen_has_a_bound_and_no_error_of_nothing(n: int) -> None:
    """That it is missed n times in a row has a chance of 5 % at the bound; 3 / n is near and never below."""
    for share in (0.0, 1.0):
        bound = mc_error(share, n)
        assert (1.0 - bound) ** n == pytest.approx(0.05, rel=1e-6)
        assert bound <= 3.0 / n
        assert printed(bound, share).startswith("<") and float(printed(bound, share)[1:]) >= bound


def test_no_error_is_printed_as_nothing() -> None:
    assert printed(mc_error(0.0001, 1_000_000), 0.0001) == "<0.001"
    assert points(mc_error(1.0, 2_000), 1.0) == "0.2"


def test_monte_carlo_error_and_quartiles_by_hand() -> None:
    assert mc_error(0.2, 400) == pytest.approx(0.02)
    assert spread(np.array([-1, -1])) is None
    assert spread(np.array([3])) == (3, 3, 3)


def test_general_figures_are_of_this_run(run: Run) -> None:
    figures = shape(run.board, run.rows)
    assert figures.histories == 2_000
    assert figures.showdowns == pytest.approx(run.rows["showdowns"].mean())
    assert 0.0 <= figures.leader_success <= 1.0


def test_an_invented_case_has_no_record() -> None:
    """The scenario that `presidium new` writes says nothing of what came after."""
    starter = resources.files("presidium.cli").joinpath("starter", "en.yaml")
    case = presidium.load(str(starter))
    assert case.questions
    assert not any(recorded_answers(case, question) for question in case.questions)
