"""Power in floating point and from samples, against the exact answer."""

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presidium.errors import UsageError
from presidium.theory.power import voting_power, voting_power_floats, voting_power_sampled
from presidium.theory.voting import Game, all_of, any_of, body, weighted

TWO_HUNDRED = [(i * i) % 97 + 1 for i in range(200)]


def furthest(found: tuple[float, ...], exact: tuple[Fraction, ...]) -> float:
    return max(abs(float(Fraction(a) - b)) for a, b in zip(found, exact, strict=True))


@given(st.lists(st.integers(0, 20), min_size=1, max_size=12).filter(any), st.data())
def test_floats_are_the_exact_answer_to_twelve_digits(weights: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    vetoes = data.draw(st.sets(st.integers(0, len(weights) - 1)))
    power = voting_power(weights, quota, vetoes=vetoes)
    floats = voting_power_floats(weights, quota, vetoes=vetoes)
    for name in ("shapley_shubik", "banzhaf", "banzhaf_absolute"):
        assert furthest(getattr(floats, name), getattr(power, name)) < 1e-12, name


@pytest.mark.parametrize("share", [Fraction(percent, 100) for percent in (1, 20, 50, 62, 90, 99)], ids=str)
def test_floats_stay_exact_for_two_hundred_people(share: Fraction) -> None:
    """Where counting coalitions by size in floats is wrong by more than 1."""
    quota = math.ceil(share * sum(TWO_HUNDRED))
    power, floats = voting_power(TWO_HUNDRED, quota), voting_power_floats(TWO_HUNDRED, quota)
    for name in ("shapley_shubik", "banzhaf", "banzhaf_absolute"):
        assert furthest(getattr(floats, name), getattr(power, name)) < 1e-12, name


def test_the_nodes_may_be_worked_on_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = voting_power_floats(TWO_HUNDRED, 5000)
    monkeypatch.setattr("presidium.theory.power.floats._AT_ONCE", 12_000)
    parts = voting_power_floats(TWO_HUNDRED, 5000)
    assert furthest(parts.shapley_shubik, tuple(map(Fraction, whole.shapley_shubik))) < 1e-15
    assert parts.banzhaf == whole.banzhaf


def test_where_nothing_can_pass_floats_are_zero() -> None:
    floats = voting_power_floats(body([1, 1, 1], quorum=1, absent=[0]))
    assert floats.shapley_shubik == floats.banzhaf == floats.banzhaf_absolute == (0.0, 0.0, 0.0)


SAMPLED = {
    "weighted": weighted([9, 7, 4, 2, 1, 0], 12),
    "both": all_of(body([1] * 6), weighted([9, 7, 4, 2, 1, 0], 12)),
    "either": any_of(body([1] * 6, share=1, strict=False), weighted([9, 7, 4, 2, 1, 0], 12)),
    "nobody": body([1] * 4, quorum=1, absent=[0]),
    "large numbers": weighted([2**70, 2**69, 2**69 + 1, 3], 2**70 + 1),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", SAMPLED)
def test_samples_are_within_five_standard_errors(name: str, seed: int) -> None:
    """Some 150 comparisons: by chance one in ten thousand such tests would fail."""
    game = SAMPLED[name]
    power, sample = voting_power(game), voting_power_sampled(game, 20_000, seed)
    for index in ("shapley_shubik", "banzhaf_absolute"):
        found, errors = getattr(sample, index), getattr(sample, f"{index}_error")
        for a, b, error in zip(found, getattr(power, index), errors, strict=True):
            assert abs(a - b) < 5 * error
            # The error is that of a share; one success and one failure are added.
            assert error == pytest.approx(math.sqrt(float(b * (1 - b)) / 20_000), rel=0.1, abs=1e-4)


def test_a_stated_error_is_as_large_as_the_spread_over_seeds() -> None:
    game = weighted([3, 2, 1, 1], 4)
    first = [voting_power_sampled(game, 400, seed) for seed in range(300)]
    shares = [sample.shapley_shubik[0] for sample in first]
    mean = sum(shares) / len(shares)
    spread = math.sqrt(sum((share - mean) ** 2 for share in shares) / (len(shares) - 1))
    # The relative error of a standard deviation from 300 values is 1 / sqrt(600), 4%: five of them.
    assert spread == pytest.approx(first[0].shapley_shubik_error[0], rel=0.2)


@settings(max_examples=10)
@given(st.integers(0, 2**64 - 1))
def test_the_same_seed_gives_the_same_sample(seed: int) -> None:
    game = weighted([3, 2, 1, 1], 4)
    assert voting_power_sampled(game, 50, seed) == voting_power_sampled(game, 50, seed)


def test_a_sample_of_thousands_of_people() -> None:
    sample = voting_power_sampled(body([1] * 3000), 200, 1)
    assert sum(sample.shapley_shubik) == pytest.approx(1)


BAD: list[tuple[str, Any]] = [
    ("USE612", lambda: voting_power_sampled(SAMPLED["both"], 0)),
    ("USE613", lambda: voting_power_sampled(SAMPLED["both"], 10, -1)),
    ("USE613", lambda: voting_power_sampled(SAMPLED["both"], 10, 2**64)),
    ("USE616", lambda: voting_power_sampled(SAMPLED["both"], 1.5)),  # type: ignore[arg-type]
    ("USE616", lambda: voting_power_sampled(SAMPLED["both"], True)),
    ("USE616", lambda: voting_power_sampled(SAMPLED["both"], 10, None)),  # type: ignore[arg-type]
    ("USE633", lambda: voting_power_floats([1, math.nan], 1)),
    ("USE634", lambda: voting_power_floats([1, 1], 3)),
    ("USE636", lambda: voting_power_floats(SAMPLED["both"])),
    ("USE636", lambda: voting_power_floats([1] * 1001, 501)),
    ("USE636", lambda: voting_power_floats([0.1, 0.7, 1 / 3], 0.6)),
]


@pytest.mark.parametrize(("code", "call"), BAD)
def test_what_cannot_be_estimated_is_refused_with_a_remedy(code: str, call: Any) -> None:
    with pytest.raises(UsageError) as refused:
        call()
    assert refused.value.code == code
    assert refused.value.remedy


def test_any_game_can_be_sampled() -> None:
    game: Game = weighted([0.1, 0.7, 0.3], 0.6)
    assert voting_power_sampled(game, 100).shapley_shubik[1] == 1.0
