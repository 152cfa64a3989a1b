"""Addressed draws: the published vectors, and that an address means one number."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.draws import OPENING_MONTH, address, gumbel, normal, philox, slot, uniform

# Random123 1.09, file kat_vectors, lines "philox4x32 10": counter, key, expected.
VECTORS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def _words(text: str) -> list[np.uint64]:
    return [np.uint64(int(word, 16)) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "expected"), VECTORS, ids=["zeros", "ones", "pi"])
def test_philox_gives_the_published_vectors(counter: str, key: str, expected: str) -> None:
    words = philox(*_words(counter), *_words(key))
    assert " ".join(f"{int(word):08x}" for word in words) == expected


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1), st.integers(0, 600), st.integers(0, 2**24))
def test_a_uniform_draw_lies_in_the_unit_interval_and_is_the_same_again(
    seed: int, history: int, month: int, place: int
) -> None:
    here = address(seed, history)
    draw = uniform(here, month, 7, place)
    assert 0.0 <= draw < 1.0
    assert uniform(here, month, 7, place) == draw
    assert math.isfinite(normal(here, month, 7, place))
    assert math.isfinite(gumbel(here, month, 7, place))


def test_every_word_of_an_address_matters() -> None:
    base = uniform(address(1, 2), 3, 4, 5)
    others = [
        uniform(address(2, 2), 3, 4, 5),
        uniform(address(1 + 2**32, 2), 3, 4, 5),
        uniform(address(1, 3), 3, 4, 5),
        uniform(address(1, 2), 4, 4, 5),
        uniform(address(1, 2), 3, 5, 5),
        uniform(address(1, 2), 3, 4, 6),
        uniform(address(1, 2), OPENING_MONTH, 4, 5),
    ]
    assert len({base, *others}) == 8


def test_slots_of_different_things_differ() -> None:
    assert len({slot(i, j, k) for i in range(8) for j in range(8) for k in range(8)}) == 512


def test_seed_zero_is_a_seed() -> None:
    assert uniform(address(0, 0), 0, 1, 0) != uniform(address(1, 0), 0, 1, 0)


@pytest.mark.parametrize(
    ("draw", "mean", "variance"),
    [
        (uniform, 0.5, 1 / 12),
        (normal, 0.0, 1.0),
        (gumbel, 0.5772156649, math.pi**2 / 6),
    ],
    ids=["uniform", "normal", "gumbel"],
)
def test_draws_have_the_moments_of_their_law(draw, mean: float, variance: float) -> None:
    """Within five standard errors, for twenty thousand histories."""
    n = 20_000
    values = np.array([draw(address(42, h), 5, 9, 1) for h in range(n)])
    assert abs(values.mean() - mean) < 5 * math.sqrt(variance / n)
    assert abs(values.var() - variance) < 5 * variance * math.sqrt(5 / n)
