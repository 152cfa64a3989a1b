"""Can colours be told apart, by everybody, by day and by night, and does none stand for two things?"""

import re
from itertools import combinations

import numpy as np
import pytest

from presidium.draw.palette import EMPTY, GREY, INKS, PLAIN, POLES, style_sheet
from presidium.page.reading import Reading

# Machado, Oliveira and Fernandes, IEEE Trans. on Visualization and Computer Graphics 15 (2009), table 1,
# severity 1.0: what linear red, green and blue become for who lacks one kind of cone.
SEEN = {
    "all cones": np.eye(3),
    "no long cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no middle cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no short cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Ottosson, "A perceptual color space for image processing" (2020): linear colours to Oklab.
CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
OPPONENTS = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]
#: Distance in Oklab of two colours that are just told apart side by side.
JUST = 0.02


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def oklab(seen: np.ndarray) -> np.ndarray:
    return np.array(OPPONENTS) @ np.cbrt(np.array(CONES) @ np.clip(seen, 0.0, 1.0))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, other)), reverse=True)
    return float((light + 0.05) / (dark + 0.05))


def fills(night: int) -> dict[int, str]:
    sheet = style_sheet().split("@media")[night]
    return {int(slot): fill for slot, fill in re.findall(r"\.s(\d+)\{fill:(#\w+)", sheet)}


@pytest.mark.parametrize("night", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("who", SEEN)
def test_persons_poles_and_bars_are_told_apart_by_everybody(who: str, night: int) -> None:
    """At three times what is just seen, of any two; with all cones at six times."""
    marks = {slot: oklab(np.array(SEEN[who]) @ linear(fill)) for slot, fill in fills(night).items()}
    named = [slot for slot in marks if slot not in (GREY, EMPTY)]
    assert len(named) == 12 + len(POLES) + 1
    least = 6 * JUST if who == "all cones" else 3 * JUST
    for one, other in combinations(named, 2):
        # The neutral has no hue: a person of the same lightness is told from it by his.
        assert np.linalg.norm(marks[one] - marks[other]) > (least if PLAIN not in (one, other) else 3 * JUST)


@pytest.mark.parametrize("night", [0, 1], ids=["day", "night"])
def test_each_colour_has_three_to_one_against_the_paper(night: int) -> None:
    for slot, fill in fills(night).items():
        if slot not in (GREY, EMPTY):
            assert contrast(fill, INKS["paper"][night]) >= 3, slot


def test_poles_persons_and_bars_share_no_colour(sample: dict) -> None:
    reading = Reading(sample)
    people = {reading.slot(person["id"]) for person in sample["people"]}
    poles = {reading.slot(pole["id"]) for pole in sample["world"]["poles"]}
    assert len(poles) == len(sample["world"]["poles"])
    assert poles <= {*POLES}
    assert not poles & people
    assert {reading.slot(value) for value in ("yes", "1953", "retired", "")} == {PLAIN}
    assert PLAIN not in people | poles
