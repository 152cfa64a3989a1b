"""Is what moves an answer found, and is what does not left out?"""

from dataclasses import replace

import numpy as np
import pytest

from presidium.draws import address, uniform
from presidium.judgement.inputs import input_label
from presidium.judgement.matters import FALSE_ALARM, bound, effects, likeliest, offered, thirds
from presidium.record.matters import matters_record
from presidium.run import Run


def _numbers(histories: int, inputs: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random((histories, inputs))


def test_the_effect_of_a_number_is_the_difference_of_its_thirds_counted_by_hand() -> None:
    values = _numbers(3_000, 4, 1)
    took = values[:, 2] > 0.5  # only the third number decides
    (found,) = effects(thirds(values), took)
    ranked = np.argsort(values[:, 2])
    low, high = took[ranked[:1_000]].mean(), took[ranked[-1_000:]].mean()
    assert found.position == 2
    assert (found.low, found.high) == pytest.approx((low, high), abs=2e-3)
    assert found.difference == pytest.approx(high - low, abs=4e-3)


def test_among_numbers_that_do_nothing_hardly_any_passes() -> None:
    """The bound promises that in 95 of 100 studies of 300 idle numbers none passes."""
    alarms = sum(
        bool(effects(thirds(_numbers(900, 300, seed)), np.random.default_rng(1_000 + seed).random(900) < 0.4))
        for seed in range(60)
    )
    # Twice the expected rate would be 6; more than 9 of 60 has a chance below one in a thousand.
    assert alarms <= 9
    assert FALSE_ALARM == 0.05


def test_the_bound_is_two_standard_errors_for_one_number_and_grows_with_their_number() -> None:
    assert bound(1) == pytest.approx(1.959964, abs=1e-6)
    assert bound(20) == pytest.approx(3.023341, abs=1e-6)  # normal quantile of 1 - .05/40


def test_the_error_is_that_of_two_independent_shares() -> None:
    values = _numbers(6_000, 1, 5)
    differences = []
    for seed in range(200):
        noise = np.random.default_rng(100 + seed).random(6_000)
        found = effects(thirds(values), noise < 0.2 + 0.5 * values[:, 0])
        differences.append(found[0].difference)
        error = found[0].mc_error
    assert np.std(differences) == pytest.approx(error, rel=0.15)


def test_a_number_whose_thirds_cannot_be_told_apart_is_left_out() -> None:
    values = np.column_stack([np.repeat([1.0, 2.0], 500), np.full(1_000, 0.5)])
    parted = thirds(values)
    assert parted.cuts.tolist() == [[1.0, 0.5], [2.0, 0.5]]
    found = effects(parted, values[:, 0] > 1.5)
    assert [effect.position for effect in found] == [0]
    assert (found[0].low, found[0].high) == (0.0, 1.0)


def test_those_of_the_first_question_are_offered_first_and_none_twice(run: Run) -> None:
    values = _numbers(3_000, 30, 9)
    first = effects(thirds(values), values[:, 3] + values[:, 4] > 1.0)
    other = effects(thirds(values), values[:, 4] + 0.5 * values[:, 7] > 0.8)
    chosen = [effect.position for effect in offered(run.board.inputs, [first, other])]
    assert set(chosen[:2]) == {3, 4}
    assert chosen[2:] == [7]
    assert offered(run.board.inputs, []) == []


def test_what_the_document_says_can_be_counted_from_it(run: Run) -> None:
    record = matters_record(run)
    assert record["matters"]["inputs"] == len(run.board.inputs)
    closer = record["closer"]
    assert closer["key"] == [64, 0]
    for question, asked in zip(closer["questions"], run.answered, strict=True):
        assert len(question["taken"]) == closer["histories"] == min(1_000, len(run))
        first = [asked.values[value] for value in asked.taken[: closer["histories"]]]
        for place, answer in enumerate(question["answers"]):
            if answer["value"] != "other":
                assert question["taken"].count("abcdefg"[place]) == first.count(answer["value"])
        assert set(question["taken"]) <= set("abcdefg"[: len(question["answers"])])


def test_a_listed_effect_is_the_difference_among_the_histories_that_it_names(run: Run) -> None:
    record = matters_record(run)
    assert sum(question["beyond_chance"] for question in record["matters"]["questions"]) > 10
    paths = [number.path for number in run.board.inputs]
    checked = 0
    for question, asked in zip(record["matters"]["questions"], run.answered, strict=True):
        took = asked.taken == asked.values.index(likeliest(asked))
        for effect in question["effects"][:3]:
            number = run.board.inputs[paths.index(effect["path"])]
            if len(number.rivals) > 1:
                continue
            rival = number.rivals[0]
            value = np.array(
                [
                    rival.low
                    + (rival.high - rival.low)
                    * uniform(address(64, h), 2**32 - 1, number.mechanism, number.slot * 2 + 1)
                    for h in range(len(run))
                ]
            )
            low, high = took[value <= effect["cuts"][0]].mean(), took[value >= effect["cuts"][1]].mean()
            assert (effect["low"], effect["high"]) == pytest.approx((low, high), abs=1e-5)
            checked += 1
    assert checked > 3


def test_every_input_has_a_name_in_both_languages(run: Run) -> None:
    for number in run.board.inputs:
        name = input_label(run.case, number)
        assert name["en"], number.path
        assert name["th"], number.path
        assert "{" not in name["en"] + name["th"], number.path
    ambition = next(number for number in run.board.inputs if number.path == "people.beria.ambition")
    assert input_label(run.case, ambition)["en"] == "ambition of Lavrenti P. Beria"
    berlin = next(n for n in run.board.inputs if n.path == "events.berlin-charge.effects.0.by")
    assert input_label(run.case, berlin)["en"] == "Berlin is laid at Beria's door: blame"
    tie = replace(ambition, path="ties.malenkov.beria.tie")
    assert input_label(run.case, tie)["en"] == "what Georgy M. Malenkov feels for Lavrenti P. Beria"


def test_the_table_has_the_effects_of_the_document(run: Run) -> None:
    table = run.matters()
    told = [effect for q in matters_record(run)["matters"]["questions"] for effect in q["effects"]]
    assert table["number"].tolist() == [effect["path"] for effect in told]
    assert table["difference"].tolist() == [effect["difference"] for effect in told]
    assert table.columns.tolist()[:2] == ["question", "answer"]
