"""What the histories answer about the world outside, and what history recorded of it."""

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from presidium.dates import parse_day
from presidium.judgement.abroad import leaning_shares, percent_on, quarter_of, shares_on
from presidium.judgement.outcome import Answered, answered
from presidium.judgement.record import recorded_answers
from presidium.record.parts import read_part, write_part
from presidium.run import Run
from presidium.scenario.build import build
from presidium.scenario.question import Question


def _asked(run: Run, name: str) -> Answered:
    return next(asked for asked in run.answered if asked.question.id == name)


def test_what_history_recorded(run: Run) -> None:
    """history/alignments.csv, events.csv E26, E27, E46, E57; C40 to C42 of history/claims.csv."""
    recorded = {
        question.id: ", ".join(recorded_answers(run.case, question)) for question in run.case.questions
    }
    assert recorded["split-by-1963"] == "yes"
    assert recorded["albania-1964"] == "peking"
    assert recorded["cambodia-1964"] == "peking", ".55 of it, without an exclusive tie"
    assert recorded["somalia-1964"] == "no-side", "the source's sentence on Somalia is wrong"
    assert recorded["romania-1964"] == "moscow"
    assert recorded["troops-hungary"] == "troops"
    assert recorded["troops-poland"] == "left-alone"
    assert recorded["end-of-cuba"] == "settlement"
    assert recorded["tension-1964"] == "", "nobody measured it"


def test_a_state_leans_to_the_pole_that_has_more_than_half_of_it(run: Run) -> None:
    asked = _asked(run, "albania-1964")
    shares = shares_on(run.board, run.rows, "alb", asked.question.on)
    poles = list(run.case.poles)
    for share, taken in zip(shares, asked.taken, strict=True):
        if asked.values[taken] == "no-side":
            assert share[:-1].max() <= 0.5
        else:
            assert share[poles.index(asked.values[taken])] > 0.5


def test_shares_sum_to_one_in_every_quarter(run: Run) -> None:
    given = run.rows["share_at"].astype(int).sum(axis=-1)
    start = list(run.case.states).index("som")
    assert (given <= 102).all(), "whole percent: three roundings"
    assert (given[:, 0, start] == 0).all(), "Somalia begins in July 1960"
    leaders = [list(run.case.states).index(pole.state) for pole in run.case.poles.values()]
    assert (given[:, :, leaders] == 100).all()


def test_the_break_is_counted_to_its_day(run: Run) -> None:
    asked = _asked(run, "split-by-1963")
    broke = run.rows["broke_at"][:, 0, 1]
    assert np.array_equal(asked.taken == 0, (broke >= 0) & (broke <= 129)), "month 129 is December 1963"
    turned = asked.question.model_copy(update={"states": ("prc", "ussr")})
    assert np.array_equal(answered(run.board, run.rows, turned).taken, asked.taken)


def test_troops_come_after_unrest(run: Run) -> None:
    risen, troops = run.rows["unrest_at"], run.rows["troops_at"]
    assert (risen[troops >= 0] >= 0).all()
    assert (troops[troops >= 0] >= risen[troops >= 0]).all()
    for k, name in enumerate(("troops-poland", "troops-hungary")):
        asked = _asked(run, name)
        assert np.array_equal(asked.taken == 0, troops[:, k] >= 0)
        assert np.array_equal(asked.taken == 2, risen[:, k] < 0)


def test_hungary_is_invaded_more_often_than_poland_and_a_pledge_turns_the_order(run: Run) -> None:
    """MODEL 13: the swap is a consistency check.  Compared where there is unrest in both."""

    def troops(case: Any) -> tuple[float, float]:
        made = replace(run, case=case) if case is run.case else _played(case)
        risen, sent = made.rows["unrest_at"] >= 0, made.rows["troops_at"] >= 0
        both = risen.all(axis=1)
        poland, hungary = sent[both].mean(axis=0)
        return float(poland), float(hungary)

    poland, hungary = troops(run.case)
    assert hungary > poland + 0.2
    tree = copy.deepcopy(run.case.tree)
    for field in ("party_holds", "pledge"):
        pol, hun = tree["clients"]["pol"], tree["clients"]["hun"]
        pol[field], hun[field] = hun[field], pol[field]
    swapped, problems = build(tree)
    assert not [one for one in problems if one.severity == "error"]
    poland, hungary = troops(swapped)
    assert poland > hungary + 0.2


def _played(case: Any) -> Run:
    import presidium

    return presidium.simulate(case, histories=1_000, seed=64)


def test_a_crisis_ends_once_it_opens(run: Run) -> None:
    assert np.array_equal(run.rows["crisis_end"] >= 0, run.rows["crisis_at"] >= 0)
    cuba = run.rows["happened"][:, run.board.events.index("cuba")]
    assert np.array_equal(cuba >= 0, run.rows["crisis_end"][:, 1] >= 0)
    asked = _asked(run, "end-of-cuba")
    assert np.array_equal(asked.values[4] == "no-crisis" and asked.taken == 4, cuba < 0)


def test_tension_is_told_in_thirds(run: Run) -> None:
    asked = _asked(run, "tension-1964")
    percent = run.rows["tension_at"][:, -1].astype(int)
    assert np.array_equal(asked.taken == 0, percent <= 33)
    assert np.array_equal(asked.taken == 2, percent >= 67)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("1953-03-06", 0), ("1953-03-31", 0), ("1953-04-01", 1), ("1953-12-31", 3), ("1964-12-31", 47)],
)
def test_quarters_are_those_of_the_calendar(run: Run, day: str, quarter: int) -> None:
    assert quarter_of(run.board, parse_day(day)) == quarter
    assert run.board.quarters == 48


def test_the_speech_makes_the_break_likelier_and_china_s_orthodoxy_carries_it(run: Run) -> None:
    """C31 to C36: what the model says, by construction; the size rests on q1, which nobody has measured."""
    question = _asked(run, "split-by-1963").question
    base = (_asked(run, "split-by-1963").taken == 0).mean()
    for change in ({"events.secret-speech.logit.base": -1000}, {"states.prc.orthodoxy.1.value": 0}):
        case = run.case
        for path, value in {**change, "states.prc.orthodoxy.0.value": 0}.items():
            if path in change or "prc" in next(iter(change)):
                case = case.change(path, value)
        other = _played(case)
        assert (answered(other.board, other.rows, question).taken == 0).mean() < base - 0.1


def test_a_question_about_the_world_says_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="on"):
        Question.model_validate({"id": "q", "ask": "leaning", "state": "alb"})


def test_mean_shares_of_a_state_lie_within_their_range_and_beside_its_answer(run: Run) -> None:
    asked = _asked(run, "albania-1964")
    told = next(one for one in run.summary()["questions"] if one["id"] == "albania-1964")["shares"]
    assert told == leaning_shares(run.board, percent_on(run.board, run.rows, asked.question))
    means = shares_on(run.board, run.rows, "alb", asked.question.on).mean(axis=0)
    for pole, mean in zip(run.case.poles, means, strict=False):
        low, middle, high = told[pole]
        assert 0 <= low <= middle <= high <= 100
        assert middle == pytest.approx(100 * mean, abs=0.51)


def test_the_table_of_histories_names_states_poles_clients_and_crises(run: Run) -> None:
    table = run.histories
    place = list(run.case.states).index("alb")
    assert table["share_at.47.alb.peking"].tolist() == run.rows["share_at"][:, 47, place, 1].tolist()
    assert table["tension_at.47"].tolist() == run.rows["tension_at"][:, 47].tolist()
    assert table["broke_at.moscow.peking"].tolist() == run.rows["broke_at"][:, 0, 1].tolist()
    k = list(run.case.clients).index("hun")
    for name in ("unrest_at", "troops_at"):
        assert table[f"{name}.hun"].tolist() == run.rows[name][:, k].tolist()
    ends = run.rows["crisis_end"][:, list(run.case.crises).index("cuba")]
    assert (table["crisis_end.cuba"].isna() == (ends < 0)).all()
    assert (table["crisis_end.cuba"] == "settlement").sum() == (ends == 2).sum() > 0


def test_rows_with_the_world_come_back_from_the_disk_as_they_were(run: Run, tmp_path: Path) -> None:
    meta = {"digest": "d", "seed": "1953", "version": "0"}
    rows, _ = read_part(write_part(tmp_path, 0, run.rows, meta))
    assert rows.dtype == run.rows.dtype
    assert rows.tobytes() == run.rows.tobytes()
