"""The hindcast: the record is read right, the chances are counted right, and the controls take skill away."""

from dataclasses import replace

import numpy as np
import pytest

from presidium.errors import UsageError
from presidium.history.board import board_of
from presidium.judgement.hindcast import (
    Item,
    hindcast,
    hindcast_record,
    log_scores,
    recorded_losses,
)
from presidium.run import Run


@pytest.fixture(scope="module")
def items(run: Run) -> tuple[Item, ...]:
    return hindcast(run.board, run.rows, run.seed, histories=800)


def test_the_recorded_losses_of_the_soviet_case(run: Run) -> None:
    """history/tenures.csv: Malenkov lost the premiership before his seat, Bulganin too."""
    losses = {who: day.iso for who, day in recorded_losses(run.case).items()}
    assert losses["beria"] == "1953-06-26"
    assert losses["malenkov"] == "1955-02-08"
    assert losses["molotov"] == losses["kaganovich"] == "1957-06-29"
    assert losses["bulganin"] == "1958-03-27"
    assert losses["khrushchev"] == "1964-10-14"
    assert "mikoyan" not in losses
    assert "brezhnev" not in losses


def test_what_is_asked(items: tuple[Item, ...]) -> None:
    """First to fall 1953, 1955, 1957 and 1964, fates, and the First Secretary by year, as issued."""
    first = {item.day.year: item.recorded for item in items if item.group == "loss" and item.day is not None}
    assert first[1953] == ("beria",)
    assert first[1955] == ("malenkov",)
    assert {"molotov", "kaganovich"} <= set(first[1957])
    assert first[1964] == ("khrushchev",)
    holders = [item for item in items if item.group == "holder" and item.subject == "first-secretary"]
    assert [item.recorded[0] for item in holders] == ["khrushchev"] * 11 + ["brezhnev"]
    fates = {item.subject: item.recorded[0] for item in items if item.group == "fate"}
    assert fates["beria"] == "executed"
    assert "executed" not in {fate for who, fate in fates.items() if who != "beria"}


def test_chances_are_counted_by_hand(run: Run, items: tuple[Item, ...]) -> None:
    """Who is First Secretary at the end of 1957, and what becomes of a struck Beria: shares of the rows."""
    rows, people, n = run.rows, run.board.people, len(run)
    chief, month = run.board.chiefs.index("first-secretary"), 57
    held = (rows["chief_holder"][:, chief, month] == people.index("khrushchev")).sum()
    item = [one for one in items if one.subject == "first-secretary"][1957 - 1953]
    assert item.model == pytest.approx((held + 1 / item.options) / (n + 1))
    fate = rows["fate"][:, people.index("beria")]
    item = next(one for one in items if one.group == "fate" and one.subject == "beria")
    assert item.model == pytest.approx(((fate == 5).sum() + 0.2) / ((fate > 0).sum() + 1))


def test_the_first_to_lose_his_place(run: Run) -> None:
    """One history in which Beria falls in month 3, one in which Malenkov only loses the premiership in
    month 2, one in which nobody loses anything: a third of the chance for Beria.
    """
    rows = np.repeat(run.rows[:1], 3).copy()
    people = run.board.people
    rows["fell"], rows["died"] = -1, -1
    rows["chief_holder"][:] = people.index("khrushchev")
    premier = run.board.chiefs.index("premier")
    rows["chief_holder"][:, premier, :] = people.index("malenkov")
    rows["fell"][0, people.index("beria")] = 3
    rows["chief_holder"][1, premier, 2:] = people.index("bulganin")
    found = hindcast(run.board, rows, run.seed, histories=8)
    first = next(item for item in found if item.group == "loss")
    assert first.model == pytest.approx((1 + 1 / first.options) / 4)
    rows["died"][1, people.index("malenkov")] = 2
    rows["fell"][1, people.index("beria")] = 9
    found = hindcast(run.board, rows, run.seed, histories=8)
    assert next(item for item in found if item.group == "loss").model == pytest.approx((2 + 1 / 11) / 4)


def test_every_chance_is_one(items: tuple[Item, ...]) -> None:
    for item in items:
        for chance in (item.model, item.uniform, item.base, *item.controls.values()):
            assert chance is None or 0 < chance <= 1


def test_scrambled_evidence_names_the_first_to_fall_less_well(items: tuple[Item, ...]) -> None:
    """Shuffled ties lose half of what the model gave to Beria; permuted resources some of it (three standard
    errors of 800 and 2,000 histories are about 0.06).
    """
    first = items[0]
    assert first.recorded == ("beria",)
    assert first.model - first.controls["ties"] > 0.06
    assert first.model > first.uniform + 0.1


def test_the_mean_log_score_by_hand(items: tuple[Item, ...]) -> None:
    two = [replace(items[0], model=0.5, base=None), replace(items[0], model=0.125, base=0.5)]
    found = log_scores(two)
    assert found["model"] == pytest.approx(2 * np.log(2))
    assert found["base"] is None


def test_the_record_is_one_table_in_both_languages(run: Run, items: tuple[Item, ...]) -> None:
    record = hindcast_record(run.case, items)
    assert len(record["items"]) == len(items)
    assert [one["group"] for one in record["scores"]] == ["loss", "fate", "holder", "holder"]
    assert sum(one["items"] for one in record["scores"]) == len(items)
    for text in [record["caution"], *(one["text"] for one in record["items"] + record["scores"])]:
        assert text["en"] and text["th"] and "{" not in text["en"] + text["th"]


def test_a_case_without_a_record_cannot_be_scored(run: Run) -> None:
    case = run.case.model_copy(
        update={
            "events": {name: event for name, event in run.case.events.items() if event.kind != "outcome"},
            "tenures": tuple(
                tenure.model_copy(update={"end": None})
                for tenure in run.case.tenures
                if tenure.start <= run.case.period.start
            ),
        }
    )
    with pytest.raises(UsageError, match="USE692"):
        hindcast(board_of(case), run.rows, 1)
