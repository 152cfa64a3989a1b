"""Who could rule on recorded days: strengths, chances, certificates, votes, and questions that cannot be."""

import copy
import datetime
import functools
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import presidium
from presidium.cli.main import app
from presidium.dates import parse_day
from presidium.errors import UsageError
from presidium.history.board import Board, board_of
from presidium.history.replay import drawn_strengths, replayed, script_of
from presidium.record.moment import moment_record
from presidium.scenario.build import build
from presidium.theory.coalition import ruling_coalitions

SEVEN = ["malenkov", "molotov", "kaganovich", "bulganin", "voroshilov", "pervukhin", "saburov"]


@functools.cache
def soviet() -> presidium.Scenario:
    """The flagship case, loaded once."""
    return presidium.load("soviet-1953")


@pytest.fixture(scope="module")
def board() -> Board:
    return board_of(soviet())


@pytest.fixture(scope="module")
def june_1953() -> presidium.Coalitions:
    ask = [["beria", "malenkov", "kaganovich"], ["beria", "malenkov"]]
    return presidium.coalitions(soviet(), at="1953-06-25", ask=ask)


@pytest.fixture(scope="module")
def june_1957() -> presidium.Coalitions:
    return presidium.coalitions(soviet(), at="1957-06-17", arena="presidium", vote=SEVEN)


def test_if_malenkov_and_kaganovich_stay_with_beria_he_rules_alone_next(june_1953: Any) -> None:
    shown = june_1953.record["certificates"]
    assert shown[0]["coalition"] == ["beria", "malenkov", "kaganovich"]
    assert (shown[0]["fate"], shown[0]["next_rulers"]) == ("betrayed", [["beria"]])
    assert shown[1]["fate"] == "loses"
    assert "alone" in shown[0]["text"]["en"]


def test_a_certificate_of_the_record_holds_for_the_strengths_of_the_record(june_1953: Any) -> None:
    strength = {one.person: one.strength for one in june_1953.found.members}
    for certificate in june_1953.found.certificates:
        inside = [strength[june_1953.found.members[i].person] for i in certificate.coalition]
        if certificate.fate == "loses":
            assert 2 * sum(inside) <= sum(strength.values())
        elif certificate.fate == "betrayed":
            inner = ruling_coalitions(inside).coalitions
            assert {tuple(certificate.coalition[i] for i in part) for part in inner} == set(
                certificate.next_rulers
            )


def test_seven_to_four_is_carried_and_twenty_one_pairs_could_have_turned_it(june_1957: Any) -> None:
    (presidium_,) = june_1957.record["arenas"]
    vote = presidium_["vote"]
    assert (presidium_["quota"], presidium_["total"]) == (6, 11)
    assert sorted(vote["ayes"]) == sorted(SEVEN)
    assert sorted(vote["noes"]) == ["khrushchev", "kirichenko", "mikoyan", "suslov"]
    assert vote["carried"]
    assert vote["pivots"] == []
    assert (vote["turned_by"]["size"], vote["turned_by"]["count"]) == (2, math.comb(7, 2))
    assert all(one["shapley_shubik"] == "1/11" for one in presidium_["people"])


def test_who_was_away_on_the_day_has_no_vote_and_no_power() -> None:
    (arena,) = presidium.coalitions(soviet(), at="1964-10-13", arena="presidium").record["arenas"]
    away = set(arena["absent"])
    assert "khrushchev" in away
    assert all(one["shapley_shubik"] == "0" for one in arena["people"] if one["who"] in away)
    assert not away & {*arena["vote"]["ayes"], *arena["vote"]["noes"]}


def test_the_ranges_hold_the_middles_and_the_chances_add_up(june_1953: Any) -> None:
    found = june_1953.found
    assert all(member.low < member.strength < member.high for member in found.members)
    assert sum(found.chances.shares) == pytest.approx(1.0)
    assert june_1953.members()["who"].tolist()[0] == "beria"
    assert june_1953.chances()["share"].is_monotonic_decreasing
    assert june_1953.drawn().columns.tolist() == june_1953.members()["who"].tolist()
    assert june_1953.drawn().median().to_numpy() == pytest.approx(june_1953.members()["strength"], rel=0.05)
    assert june_1953.power("force")["weight"].sum() == pytest.approx(1000, abs=10)


def test_another_seed_changes_chances_within_their_errors(june_1953: Any) -> None:
    other = presidium.coalitions(soviet(), at="1953-06-25", seed=4)
    for own, their in zip(june_1953.record["members"], other.record["members"], strict=True):
        error = math.hypot(own["mc_error"], their["mc_error"])
        assert abs(own["chance"] - their["chance"]) <= 4.5 * error


def test_the_same_question_has_the_same_answer_to_the_bit(june_1957: Any) -> None:
    again = presidium.coalitions(soviet(), at="1957-06-17", arena="presidium", vote=SEVEN)
    assert json.dumps(again.summary()) == json.dumps(june_1957.summary())


def test_draws_lie_about_the_middles_and_do_not_depend_on_how_many_there_are(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = script_of(board, parse_day("1957-06-17"))
    drawn = drawn_strengths(board, script, 400, 1953)
    middle = replayed(board, script)["strength"][0, : len(board.people)]
    assert (drawn.sum(axis=1) <= 1.0 + 1e-9).all()
    in_play = middle > 0
    assert (drawn[:, ~in_play] == 0.0).all()
    assert np.median(drawn[:, in_play], axis=0) == pytest.approx(middle[in_play], rel=0.05)
    assert (drawn_strengths(board, script, 10, 1953) == drawn[:10]).all()
    # In stretches, between which an interrupt is heard, as in one go.
    monkeypatch.setattr("presidium.history.replay._STRETCH", 7)
    assert drawn_strengths(board, script, 400, 1953).tobytes() == drawn.tobytes()


def test_flips_change_the_answer_where_they_say(june_1953: Any) -> None:
    found = june_1953.found
    strengths = [member.strength for member in found.members]
    for place, flips in enumerate(found.flips):
        for flip in flips:
            for step, wanted in ((-1e-6, flip.below), (1e-6, flip.above)):
                changed = [*strengths]
                changed[place] = flip.power * (1 + step)
                assert ruling_coalitions(changed).coalitions == wanted


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("USE640", {"at": "1939-08-23"}),
        ("USE640", {"at": "1965-01-01"}),
        ("USE641", {"at": "26.6.1953"}),
        ("USE641", {"at": "2496-06-26"}),
        ("USE641", {"at": ""}),
        ("USE642", {"arena": "politburo"}),
        ("USE643", {"vote": ["beriya"]}),
        ("USE643", {"ask": [["zhukov", "beria"]]}),
        ("USE635", {"ask": [[]]}),
        ("USE645", {"draws": 0}),
        ("USE645", {"draws": 10**9}),
        ("USE613", {"seed": -1}),
    ],
)
def test_a_question_that_cannot_be_is_refused_with_a_code(code: str, how: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        presidium.coalitions(soviet(), **how)
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_near_miss_is_corrected() -> None:
    with pytest.raises(UsageError, match="Did you mean beria"):
        presidium.coalitions(soviet(), vote=["beriya"])


def test_a_month_means_its_last_day_and_no_date_the_opening() -> None:
    assert presidium.coalitions(soviet(), at="1957-06", draws=5).found.day.iso == "1957-06-30"
    assert presidium.coalitions(soviet(), draws=5).found.day.iso == "1953-03-06"


def test_the_picture_is_an_svg_of_its_own_and_the_command_repeats_the_question(june_1957: Any) -> None:
    assert june_1957.picture("th").startswith("<svg xmlns=")
    assert june_1957.command() == (
        f"presidium coalitions soviet-1953 --at 1957-06-17 --arena presidium --vote {','.join(SEVEN)} "
        "--draws 1000 --seed 1953"
    )


# What a scenario may do to it


def _small(tmp_path: Path, name: str, change: Callable[[dict[str, Any]], None]) -> presidium.Scenario:
    """The starter scenario of five invented people, changed."""
    case = presidium.load(_starter(tmp_path))
    tree = copy.deepcopy(case.tree)
    change(tree)
    made, findings = build(tree)
    assert made is not None, (name, findings)
    return made


def _starter(tmp_path: Path) -> Path:
    path = tmp_path / "my-case.yaml"
    if not path.exists():
        CliRunner().invoke(app, ["new", str(path)])
    return path


def test_a_domain_that_nobody_commands_leaves_an_arena_in_which_nothing_passes(tmp_path: Path) -> None:
    def no_force(tree: dict[str, Any]) -> None:
        for domain in tree["domains"].values():
            domain["force"] = 0.0
        tree["domains"]["empty"] = {"name": {"en": "Empty"}, "weight": 0.0, "force": 1.0, "delegates": 0.0}

    case = _small(tmp_path, "no force", no_force)
    force = presidium.coalitions(case, draws=5).record["arenas"][-1]
    assert (force["total"], force["vote"]["carried"], force["vote"]["turned_by"]["count"]) == (0, False, 0)
    assert "nothing can pass" in force["vote"]["text"]["en"]


def test_a_page_is_made_also_where_nobody_could_rule(tmp_path: Path) -> None:
    def powerless(tree: dict[str, Any]) -> None:
        tree["tenures"] = [term for term in tree["tenures"] if "office" not in term]
        for person in tree["people"].values():
            person.pop("personal", None)

    case = _small(tmp_path, "powerless", powerless)
    with pytest.raises(UsageError) as refused:
        presidium.coalitions(case, draws=5)
    assert refused.value.code == "USE644"
    assert presidium.simulate(case, histories=5, threads=1).document()["ruling"] == []


def test_all_members_are_those_without_any_strength_too(tmp_path: Path) -> None:
    def but_some(strong: list[str]) -> Callable[[dict[str, Any]], None]:
        def change(tree: dict[str, Any]) -> None:
            tree["tenures"] = [term for term in tree["tenures"] if "office" not in term]
            for who, person in tree["people"].items():
                person["personal"] = dict.fromkeys(tree["domains"], 1.0 if who in strong else 0.0)

        return change

    seated = [t.who for t in presidium.load(_starter(tmp_path)).tenures if t.seat == "full"]
    for strong in (seated[:2], seated[:-1]):
        case = _small(tmp_path, "some without strength", but_some(strong))
        found = presidium.coalitions(case, draws=5).found
        assert sorted(found.board.people[i] for i in found.powerless) == sorted({*seated} - {*strong})
        # The first certificate not asked for is that of all who have any strength.
        shown = moment_record(found)["certificates"][0]
        assert sorted(shown["coalition"]) == sorted(strong)
        assert "all members together" not in json.dumps(moment_record(found), ensure_ascii=False)
        missing = [case.people[who].name.in_("en") for who in seated if who not in strong]
        if len(missing) == 1:
            assert shown["text"]["en"].startswith(f"All members but {missing[0]}:")
        else:
            assert all(case.people[who].name.in_("en") in shown["text"]["en"] for who in strong)


def test_who_has_no_strength_in_some_draws_is_no_player_in_those(tmp_path: Path) -> None:
    def maybe_nothing(tree: dict[str, Any]) -> None:
        for office in tree["offices"].values():
            for domain in office.get("worth", {}):
                office["worth"][domain] = {"either": [{"value": 0, "weight": 1}, {"value": 1, "weight": 3}]}

    case = _small(tmp_path, "maybe nothing", maybe_nothing)
    found = presidium.coalitions(case, draws=200).found
    assert (found.drawn == 0.0).any()
    assert sum(found.chances.shares) == pytest.approx(1.0)
    assert all(0.0 <= share <= 1.0 for share in found.chances.member)


def test_more_members_than_are_drawn_are_answered_at_the_middle(tmp_path: Path) -> None:
    def crowd(tree: dict[str, Any]) -> None:
        first = next(iter(tree["people"].values()))
        start = str(tree["period"]).split(" to ")[0]
        for k in range(18):
            own = {
                **copy.deepcopy(first),
                "name": {"en": f"Member {k}"},
                "personal": {domain: 5.0 + k / 1000 for domain in tree["domains"]},
            }
            own.pop("patron", None)
            tree["people"][f"member-{k}"] = own
            tree["tenures"].append({"who": f"member-{k}", "seat": "full", "from": start})

    case = _small(tmp_path, "crowd", crowd)
    record = presidium.coalitions(case, draws=5, arena=case.arenas[0].id).record
    assert record["chances"] == []
    assert all(one["chance"] is None for one in record["members"])
    assert "too many members" in record["sentence"]["en"]
    assert len(record["certificates"]) == 6


# Questions put carelessly


@pytest.mark.parametrize(
    "how",
    [
        {"vote": "malenkov"},
        {"vote": [1]},
        {"ask": ["beria", "malenkov"]},
        {"at": "1964-10-13", "vote": ["khrushchev", "kozlov"], "arena": "presidium"},
        {"vote": ["brezhnev"], "arena": "presidium"},
    ],
)
def test_people_who_cannot_be_meant_are_refused(how: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        presidium.coalitions(soviet(), draws=5, **how)
    assert refused.value.code == "USE643"


def test_lists_may_be_iterators_with_repetitions_and_days_may_be_dates() -> None:
    day = datetime.date(1957, 6, 17)
    asked = presidium.coalitions(soviet(), at=day, draws=5, vote=iter(["molotov", "bulganin", "molotov"]))
    assert asked.vote == ("molotov", "bulganin")
    assert "--at 1957-06-17 --vote molotov,bulganin" in asked.command()
    assert asked == asked
    assert hash(asked)
    assert len(repr(asked)) < 2_000


def test_flips_are_told_from_the_smallest_move_on_and_to_the_digits_that_a_range_is_worth(
    june_1953: Any,
) -> None:
    flips = june_1953.record["flips"]
    moves = [abs(flip["at"] / flip["strength"] - 1.0) for flip in flips]
    assert moves == pytest.approx(sorted(moves), abs=1e-3)
    assert len(flips) <= 10
    ranges = {one["who"]: one["high"] - one["low"] for one in june_1953.record["members"]}
    for flip in flips:
        # Whole per cents for a range of one or more; no side is told where both round alike.
        digits = 0 if ranges[flip["who"]] >= 0.01 else 1 if ranges[flip["who"]] >= 0.001 else 2
        told = re.findall(r"([\d.]+) %", flip["text"]["en"])
        assert told == [*dict.fromkeys(f"{100 * flip[part]:.{digits}f}" for part in ("at", "strength"))]
