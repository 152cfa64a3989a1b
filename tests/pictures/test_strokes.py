"""Are the lines of a path those that its text says?"""

from math import hypot

import pytest

from presidium.pictures.strokes import CLOSE, CUBIC, LINE, MOVE, QUADRATIC, strokes


def corners(path: str) -> list[list[tuple[float, float]]]:
    return [stroke.spots for stroke in strokes(path)]


@pytest.mark.parametrize(
    ("path", "spots"),
    [
        ("M1 2L3 4", [(1, 2), (3, 4)]),
        ("M1 2l3 4", [(1, 2), (4, 6)]),
        ("M1 2 3 4", [(1, 2), (3, 4)]),
        ("m1 2 3 4", [(1, 2), (4, 6)]),
        ("M40 8H70l16 1 15-2", [(40, 8), (70, 8), (86, 9), (101, 7)]),
        ("M5 5h-2v-.5V3H1", [(5, 5), (3, 5), (3, 4.5), (3, 3), (1, 3)]),
        ("M10 15l5 5-5 5-5-5Z", [(10, 15), (15, 20), (10, 25), (5, 20), (10, 15)]),
        ("M1 1h2zl1 1", [(1, 1), (3, 1), (1, 1), (2, 2)]),
        ("M0 0Q5 5 10 0q5 5 10 0", [(0, 0), (5, 5), (10, 0), (15, 5), (20, 0)]),
    ],
)
def test_steps_lead_where_they_say(path: str, spots: list[tuple[float, float]]) -> None:
    assert corners(path) == [spots]


def test_every_move_begins_a_line_of_its_own() -> None:
    first, second = strokes("M8 3v8m0-4H12")
    assert (first.spots, first.codes) == ([(8, 3), (8, 11)], [MOVE, LINE])
    assert (second.spots, second.codes) == ([(8, 7), (12, 7)], [MOVE, LINE])


def test_bends_and_ends_are_told_apart() -> None:
    (stroke,) = strokes("M0 0Q1 1 2 0Z")
    assert stroke.codes == [MOVE, QUADRATIC, QUADRATIC, CLOSE]


@pytest.mark.parametrize("size", [1.0, 7.9, 30.0])
def test_a_dot_is_a_circle_below_the_spot_where_it_begins(size: float) -> None:
    """The studio writes a dot as nearly a whole circle from its top back to its top."""
    (stroke,) = strokes(f"M10 20a{size} {size} 0 1 1-.1 0z")
    assert stroke.codes == [MOVE, *[CUBIC] * 12, CLOSE]
    # Where a curve ends is on the circle; so is its middle, of which the spots before it are the handles.
    ends = stroke.spots[0::3][:5]
    assert all(hypot(x - 9.95, y - 20 - size) == pytest.approx(size, rel=2e-3) for x, y in ends)
    for i in range(0, 12, 3):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = stroke.spots[i : i + 4]
        middle = (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8
        assert hypot(middle[0] - 9.95, middle[1] - 20 - size) == pytest.approx(size, rel=2e-3)
    assert max(y for _, y in ends) == pytest.approx(20 + 2 * size, rel=1e-2)


def test_the_short_way_round_is_the_short_one() -> None:
    """From the right of a circle round the origin to its bottom, as paper has it, and no further."""
    (stroke,) = strokes("M5 0a5 5 0 0 1-5 5")
    assert len(stroke.spots) <= 7
    (x, y) = stroke.spots[-1]
    assert (x, y) == pytest.approx((0, 5))
    assert all(hypot(x, y) == pytest.approx(5) for x, y in (stroke.spots[0], stroke.spots[-1]))
