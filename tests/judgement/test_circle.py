"""Who was with whom, by the model's own regard, and does everybody keep his place on the paper?"""

import itertools

import numpy as np
import pytest

from presidium.dates import Day
from presidium.judgement import circle
from presidium.judgement.circle import Circle, circle_days, circle_on, spots
from presidium.record.circle import circle_record
from presidium.run import Run
from presidium.theory.landscape import landscape


def _regard(n: int, seed: int) -> np.ndarray:
    felt = np.random.default_rng(seed).normal(size=(n, n))
    regard = felt + felt.T
    np.fill_diagonal(regard, 0.0)
    return regard


@pytest.mark.parametrize("n", range(2, 11))
def test_camps_are_the_lowest_minimum_of_the_landscape(n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(5):
        regard = _regard(n, 100 * n + seed)
        camps = circle._camps(regard)
        found = landscape([1.0] * n, regard.tolist()).minima[0].camps
        assert {frozenset(camp) for camp in camps} == {frozenset(camp) for camp in found if camp}
        monkeypatch.setattr(circle, "_TRIED", 1)
        assert circle._camps(regard) == camps
        monkeypatch.undo()


def test_friends_are_one_camp_and_nobody_is_none() -> None:
    assert circle._camps(np.ones((4, 4)) - np.eye(4)) == ((0, 1, 2, 3),)
    assert circle._camps(np.zeros((1, 1))) == ((0,),)
    assert circle._camps(np.zeros((0, 0))) == ()


def test_on_the_eve_of_the_plenum_of_1957_the_old_guard_stands_against_khrushchevs_men(run: Run) -> None:
    found = circle_on(run.board, Day(1957, 6, 28))
    who = [run.board.people[i] for i in found.members]
    camps = [{who[k] for k in camp} for camp in found.camps]
    old = {"malenkov", "molotov", "kaganovich", "voroshilov", "saburov", "pervukhin"}
    assert camps == [old, set(who) - old]
    assert "khrushchev" in camps[1]


def test_in_june_1953_the_coldest_pairs_are_beria_s(run: Run) -> None:
    (record,) = [one for one in circle_record(run.board)["dates"] if one["at"] == "1953-06-25"]
    cold = [pair for pair in record["pairs"] if pair["regard"] < 0]
    assert all("beria" in (pair["first"], pair["second"]) for pair in cold)
    assert [pair["regard"] for pair in cold] == sorted(pair["regard"] for pair in cold)


def test_dates_are_the_opening_the_eves_of_asked_falls_and_of_the_largest(run: Run) -> None:
    assert [day.iso for day in circle_days(run.board)] == [
        "1953-03-06", "1953-06-25", "1957-06-28", "1964-10-12"
    ]  # fmt: skip


def test_names_of_those_who_meet_do_not_overlap_and_nobody_leaves_the_paper(run: Run) -> None:
    circles = [circle_on(run.board, day) for day in circle_days(run.board)]
    at = spots(circles)
    assert all(0.0 <= x <= 1.0 and 0.0 <= y <= 1.0 for x, y in at.values())
    for one in circles:
        for i in one.members:
            for j in one.members:
                if i < j:
                    (ax, ay), (bx, by) = at[i], at[j]
                    # Half the room that is kept for a name: what the last rounds may have left.
                    assert abs(ax - bx) > 0.5 * circle._WIDTH or abs(ay - by) > 0.5 * circle._HEIGHT
    assert at == spots(circles)


@pytest.mark.parametrize("members", [2, 11, 16, 25, 40, 60])
def test_of_a_body_of_any_size_no_names_overlap(members: int) -> None:
    sides = np.where(np.arange(members) < members // 3, -1.0, 1.0)
    regard = np.outer(sides, sides) + 0.5 * _regard(members, members)
    np.fill_diagonal(regard, 0.0)
    at = spots([Circle(Day(1953), tuple(range(members)), regard, (tuple(range(members)),))])
    assert all(0.0 <= x <= 1.0 and y >= 0.0 for x, y in at.values())
    tallest = max(y for _, y in at.values())
    # No taller than the names one below the other.
    assert tallest <= max(1.0, members * circle._HEIGHT)
    for i, j in itertools.combinations(range(members), 2):
        (ax, ay), (bx, by) = at[i], at[j]
        # By a tenth of a name: half of an overlap is taken away in every round.
        assert abs(ax - bx) > 0.9 * circle._WIDTH or abs(ay - by) > 0.9 * circle._HEIGHT, (i, j)


def test_the_better_two_think_of_each_other_the_nearer_they_stand() -> None:
    regard = np.array([[0.0, 2.0, -2.0], [2.0, 0.0, -1.0], [-2.0, -1.0, 0.0]])
    at = spots([Circle(Day(1953), (4, 7, 9), regard, ((0, 1), (2,)))])

    def apart(i: int, j: int) -> float:
        return float(np.hypot(at[i][0] - at[j][0], at[i][1] - at[j][1]))

    assert apart(4, 7) < apart(7, 9) < apart(4, 9) * 1.2


def test_regard_is_the_mean_of_both_directions(run: Run) -> None:
    found = circle_on(run.board, Day(1953, 3, 6))
    assert np.array_equal(found.regard, found.regard.T)
    assert not found.regard.diagonal().any()
    assert np.isfinite(found.regard).all()
