"""What an opening needs of the engine: a given death, posts that begin and end, a body made smaller."""

from pathlib import Path

import numpy as np
import pytest

import presidium
from presidium.history import codes
from presidium.history.board import Board, board_of
from presidium.history.many import as_seen
from presidium.history.mechanisms.standing import reckon
from presidium.history.tell import chronicle, tell
from presidium.run import Run, simulate
from presidium.scenario.model import Scenario
from presidium.theory.fate import EXECUTED

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
#: Month of the eve, which begins in January 1953, in which Stalin dies.
MARCH = 2


@pytest.fixture(scope="module")
def small() -> Scenario:
    return presidium.load(SMALL)


def played(case: Scenario, histories: int = 40) -> Run:
    return simulate(case, histories=histories, threads=1)


def test_a_recorded_death_comes_on_its_day_and_moves_no_other(small: Scenario) -> None:
    pinned = small.change("people.tamm.died", "1962-05").change("people.tamm.death", "recorded")
    before, after = played(small), played(pinned)
    tamm = before.board.people.index("tamm")
    others = [i for i in range(len(before.board.people)) if i != tamm]
    assert set(after.rows["died"][:, tamm].tolist()) == {15}
    assert len(set(before.rows["died"][:, tamm].tolist())) > 5
    early = before.rows["fate"].max(axis=1) < EXECUTED  # nobody was executed, in either
    early &= after.rows["fate"].max(axis=1) < EXECUTED
    assert early.any()
    assert (before.rows["died"][early][:, others] == after.rows["died"][early][:, others]).all()


def natural_deaths(run: Run, person: int) -> list[int]:
    """The months in which somebody dies where he is not executed."""
    return run.rows["died"][run.rows["fate"][:, person] < EXECUTED, person].tolist()


def test_a_death_can_be_drawn_where_the_others_are_recorded(small: Scenario) -> None:
    recorded = small.change("rules.deaths", "recorded")
    run = played(recorded.change("people.orsk.death", "drawn"))
    orsk = run.board.people.index("orsk")
    assert set(natural_deaths(played(recorded), orsk)) == {107}
    assert len(set(natural_deaths(run, orsk))) > 5


def appointments(case: Scenario, office: str, histories: int = 20) -> list[int]:
    """The months in which somebody got an office, over some histories."""
    board = board_of(case)
    post = board.posts.index((office, 0))
    return [
        entry[0]
        for history in range(histories)
        for entry in chronicle(board, 7, history)
        if entry[1] == codes.LOG_APPOINTED and entry[3] == post
    ]


def without_commandant(case: Scenario) -> Scenario:
    """Nobody holds the guard at the opening."""
    return case.change("tenures.ritt.commandant.to", "1961-01")


def test_an_office_is_not_filled_before_it_can_be(small: Scenario) -> None:
    vacant = without_commandant(small)
    assert min(appointments(vacant, "commandant")) == 0
    assert min(appointments(vacant.change("offices.commandant.since", "1962-02"), "commandant")) == 12


def test_what_an_office_commands_counts_before_it_can_be_filled(small: Scenario) -> None:
    """Of the guard Orsk has 0.4 himself; 0.8 with grip 0.75 lies with whoever is not listed."""
    case = without_commandant(small).change("offices.commandant.worth.guard", 0.8)
    case = case.change("offices.first-minister.worth", {"party": 0.4})
    later = board_of(case.change("offices.commandant.since", "1962-02"))
    for board, share in ((board_of(case), 1.0), (later, 0.4 / (0.4 + 0.8 * 0.75))):
        state = board.fresh.copy()
        reckon(as_seen(state)[0], as_seen(board.fixed)[0])
        guard = list(case.domains).index("guard")
        orsk = board.people.index("orsk")
        assert state["resource"][0, orsk, guard] / state["total"][0, guard] == pytest.approx(share)


def test_nobody_holds_an_office_that_is_no_more(small: Scenario) -> None:
    ended = small.change("offices.chair.until", "1962-01")
    run = played(ended)
    chair = run.board.chiefs.index("chair")
    held = run.rows["chief_holder"][:, chair]
    assert (held[:, 11:] < 0).all()
    assert (held[:, 0] >= 0).all()
    assert max(appointments(ended, "chair"), default=0) < 11


def resized(case: Scenario, size: int) -> Scenario:
    rising = "events.student-rising."
    return case.change(rising + "chance", 1).change(rising + "effects", [{"bureau_size": size}])


def test_the_strongest_stay_in_a_body_made_smaller(small: Scenario) -> None:
    board = board_of(resized(small, 2))
    rising = 3
    for history in range(10):
        entries = [entry for entry in chronicle(board, 7, history) if entry[0] == rising]
        gone = [e[2] for e in entries if e[1] == codes.LOG_ENTERED and e[3] == codes.BENCH]
        assert gone in ([], [board.people.index("tamm")])  # no office, no means: the weakest of the three
        told = [one.code for one in tell(board, 7, history) if one.month == "1961-05"]
        assert ("seat_lost" in told) == bool(gone)
    assert [one.text["en"] for one in tell(board, 7, 0) if one.code == "seat_lost"] == [
        "Jon Tamm has no seat in the ruling body any more, which is made smaller."
    ]


def test_who_goes_with_the_size_has_not_fallen_and_may_come_back(small: Scenario) -> None:
    run = played(resized(small, 2))
    tamm = run.board.people.index("tamm")
    back = 0
    for history in range(len(run)):
        entries = chronicle(run.board, run.seed, history)
        left = [e[0] for e in entries if e[1] == codes.LOG_ENTERED and e[2:4] == (tamm, codes.BENCH)]
        came = [e[0] for e in entries if e[1] == codes.LOG_ENTERED and e[2] == tamm and e[3] > codes.BENCH]
        back += bool(came)
        assert not came or left[0] <= came[0]
        if left and not came:
            assert run.rows["fell"][history, tamm] < 0
    assert back


@pytest.fixture(scope="module")
def eve(case: Scenario) -> Run:
    return simulate(case.opening("eve"), histories=200)


def test_the_twenty_five_of_october_1952_hold_the_seats(case: Scenario) -> None:
    board = board_of(case.opening("eve"))
    standing = board.fresh["standing"][0, : len(board.people)]
    assert (standing == codes.FULL).sum() == 25
    assert list(board.people[:46]) == list(case.people)
    assert board.people[46] == "stalin"


def test_stalin_leads_to_his_death_in_march_1953(eve: Run) -> None:
    """Of 10,000 histories he is removed in six; of 200 in none or one (two: once in 150 seeds)."""
    stalin = eve.board.people.index("stalin")
    kept = eve.rows["fell"][:, stalin] < 0
    assert (~kept).sum() <= 1
    assert (eve.rows["leader_at"][kept, :MARCH] == stalin).all()
    assert (eve.rows["died"][kept, stalin] == MARCH).all()
    assert (eve.rows["leader_at"][:, MARCH:] != stalin).all()
    assert (eve.rows["chief_holder"][:, :, MARCH:] != stalin).all()


def test_his_posts_are_divided_and_no_chief_office_stands_empty(eve: Run) -> None:
    held = eve.rows["chief_holder"][:, :, MARCH]
    assert (held >= 0).all()
    assert (held[:, 0] != held[:, 1]).mean() > 0.5  # kept apart: joined only by a vote
    empty = (eve.rows["chief_holder"] < 0).mean()
    assert empty < 0.01
    assert len(np.unique(held[:, 0])) > 3  # who follows is not given


def test_eleven_stay_of_the_twenty_four(eve: Run) -> None:
    for history in range(5):
        entries = chronicle(eve.board, eve.seed, history)
        cut = sum(e[0] == MARCH and e[1] == codes.LOG_ENTERED and e[3] == codes.BENCH for e in entries)
        gone = sum(e[0] < MARCH and e[1] == codes.LOG_FATE and e[3] >= 2 for e in entries)
        assert cut == 24 - gone - 11


def test_the_command_of_a_run_says_from_which_opening(eve: Run) -> None:
    assert eve.command() == "presidium run soviet-1953 --opening eve --histories 200 --seed 1953"
    assert eve.case.digest != presidium.load("soviet-1953").digest


def test_the_histories_of_the_case_itself_do_not_know_of_the_eve(case: Scenario, board: Board) -> None:
    """Without its openings the case lays out the same board, and so plays the same histories."""
    from presidium.scenario.build import build

    made, _ = build({section: part for section, part in case.tree.items() if section != "openings"})
    assert made is not None
    other = board_of(made)
    assert other.fresh.tobytes() == board.fresh.tobytes()
    assert other.fixed.tobytes() == board.fixed.tobytes()
