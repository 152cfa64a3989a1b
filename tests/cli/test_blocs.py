"""Does `presidium blocs` say who is in which camp, to a person and a program, and refuse what cannot be?"""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from presidium.draw.svg import WIDE

CASES = json.loads((Path(__file__).parent.parent / "theory/landscapes.json").read_text("utf-8"))
MINIMUM = ["camps", "neutrals", "energy", "basin", "share", "margins", "pulls", "contradicted"]
INDEX = [
    "sentence",
    "count",
    "lower_bound",
    "proven",
    "edges",
    "balance",
    "camps",
    "contradicted",
    "triangles",
]


@pytest.fixture
def war(tmp_path: Path) -> tuple[Path, Path]:
    """The reconstruction of 1936 as tables of one's own."""
    case = CASES["war"]
    names, p = case["nations"], case["propensity"]
    ties = [f"{names[i]},{names[j]},{p[i][j]}" for i in range(len(names)) for j in range(i)]
    (tmp_path / "net.csv").write_text("\n".join(["a,b,propensity", *ties, ""]), "utf-8")
    sizes = [f"{name},{size}" for name, size in zip(names, case["size"], strict=True)]
    (tmp_path / "sizes.csv").write_text("\n".join(["state,size", *sizes, ""]), "utf-8")
    return tmp_path / "net.csv", tmp_path / "sizes.csv"


def write(folder: Path, text: str) -> Path:
    (folder / "net.csv").write_text(text, "utf-8")
    return folder / "net.csv"


def test_it_tells_a_person_camps_margins_and_the_index(typed: Any, war: tuple[Path, Path]) -> None:
    told = typed("blocs", war[0], "--sizes", war[1])
    assert told.exit_code == 0, told.stderr
    assert "All 65,536 configurations were tried: they end in 2 resting places." in told.stdout
    assert "energy -2,077.32; 48,268 configurations end here (73.7%)" in told.stdout
    assert "Camp 2: USSR, YUG, GRC" in told.stdout
    assert "toward USSR fell by 0.0867" in told.stdout
    assert "GER -7.81, USSR -7.28" in told.stdout
    assert "Frustration index 28: 28 of 131 ties" in told.stdout
    assert "(proven)" in told.stdout


def test_it_prints_one_object_for_a_program(typed: Any, war: tuple[Path, Path]) -> None:
    told = typed("blocs", war[0], "--sizes", war[1], "--format", "json")
    record = json.loads(told.stdout)
    assert list(record) == ["format", "version", "seed", "states", "landscape", "frustration"]
    assert [one["basin"] for one in record["landscape"]["minima"]] == CASES["war"]["basins"]
    assert all(list(one) == MINIMUM for one in record["landscape"]["minima"])
    assert list(record["frustration"]) == INDEX
    assert str(war[0].parent) not in told.stdout


def test_it_speaks_thai(typed: Any, tmp_path: Path) -> None:
    told = typed("blocs", write(tmp_path, "a,b,sign\nx,y,-1\n"), "--lang", "th")
    assert "จุดนิ่ง" in told.stdout
    assert "พิสูจน์แล้ว" in told.stdout


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_picture_has_every_state_and_stays_on_the_paper(
    typed: Any, war: tuple[Path, Path], tmp_path: Path, lang: str
) -> None:
    told = typed("blocs", war[0], "--sizes", war[1], "--out", tmp_path / "camps.svg", "--lang", lang)
    assert told.exit_code == 0, told.stderr
    picture = ET.fromstring((tmp_path / "camps.svg").read_text("utf-8"))
    spots = picture.findall(".//{*}circle")
    assert len(spots) == 17
    assert all(0 <= float(spot.get("cx", "")) <= WIDE for spot in spots)
    letters = "".join(picture.itertext())
    assert all(name in letters for name in CASES["war"]["nations"])
    assert ("enemies together" if lang == "en" else "ศัตรูที่อยู่ค่ายเดียวกัน") in letters


def test_states_can_be_pinned_and_stay_neutral_and_there_may_be_three_camps(
    typed: Any, tmp_path: Path
) -> None:
    net = write(tmp_path, "a,b,sign\nUSSR,USA,-1\nUSSR,China,-1\nUSA,China,-1\nCuba,USSR,1\n")
    words = ["--camps", 3, "--neutral", "--pin", "USA", "--pin", "USSR, Cuba", "--format", "json"]
    record = json.loads(typed("blocs", net, *words).stdout)
    best = record["landscape"]["minima"][0]
    assert best["camps"][:2] == [["USA"], ["USSR", "Cuba"]]
    assert record["frustration"]["count"] == 0
    told = typed("blocs", net, "--neutral", "--out", tmp_path / "n.svg")
    assert told.exit_code == 0, told.stderr


def test_more_states_than_can_be_tried_get_an_answer_that_claims_no_proof(typed: Any, tmp_path: Path) -> None:
    lines = [f"s{i},s{i + step},{1 if (i + step) % 3 else -1}" for step in (1, 5) for i in range(40 - step)]
    told = typed("blocs", write(tmp_path, "\n".join(["a,b,sign", *lines])), "--out", tmp_path / "c.svg")
    assert told.exit_code == 0, told.stderr
    assert "not proven" in told.stdout
    assert (tmp_path / "c.svg").exists()


@pytest.mark.slow
def test_a_thousand_states_and_more_get_the_index_alone(typed: Any, tmp_path: Path) -> None:
    lines = [f"s{i},s{i + 1},{1 if i % 3 else -1}" for i in range(1100)] + ["s0,s2,1"]
    told = typed("blocs", write(tmp_path, "\n".join(["a,b,sign", *lines])), "--out", tmp_path / "c.svg")
    assert told.exit_code == 0, told.stderr
    assert "1101 states are too many for resting places" in told.stdout
    assert "Frustration index 1: 1 of 1101 ties" in told.stdout


def test_states_without_any_tie_have_no_index(typed: Any, tmp_path: Path) -> None:
    told = typed("blocs", write(tmp_path, "a,b,propensity\nx,y,0\n"))
    assert told.exit_code == 0, told.stderr
    assert "Frustration index" not in told.stdout


@pytest.mark.parametrize(
    ("text", "words", "code", "place"),
    [
        ("a,b,sign\nx,y,2\n", [], "USE654", "net.csv:2:5"),
        ("a,b,sign\nx,x,1\n", [], "USE651", "net.csv:2:3"),
        ("a,b,propensity\nx,y,1\ny,x,-1\n", [], "USE650", "net.csv:3:5"),
        ("a,b,sign\n", [], "USE655", "net.csv:1:1"),
        ("x y 1\n", [], "USE657", "net.csv:1:1"),
        ("a,b,sign\nx,y,1\n", ["--pin", "x", "--pin", "x"], "USE653", ""),
        ("a,b,sign\nChina,y,1\n", ["--pin", "Chine"], "USE653", "Did you mean China?"),
        ("a,b,sign\nx,y,1\n", ["--camps", "1"], "USE653", ""),
    ],
)
def test_what_cannot_be_is_refused_with_a_code_a_place_and_nothing_on_stdout(
    typed: Any, tmp_path: Path, text: str, words: list[str], code: str, place: str
) -> None:
    told = typed("blocs", write(tmp_path, text), *words)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert code in told.stderr
    assert place in told.stderr
    assert "Traceback" not in told.stderr


def test_a_file_that_is_not_there_is_said_so(typed: Any, tmp_path: Path) -> None:
    told = typed("blocs", tmp_path / "none.csv")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "none.csv" in told.stderr


@pytest.mark.parametrize("kind", ["wide", "narrow"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_picture_of_any_number_of_camps_stays_on_its_paper(kind: str, columns: int) -> None:
    from presidium.draw.camps import Camp, Member, Tie, camps
    from presidium.draw.svg import NARROW, width_of

    long = {"en": "The People's Republic of Somewhere", "th": "สาธารณรัฐประชาชนแห่งหนึ่ง"}
    sides = [Camp(f"{k}", k + 1, [Member(long, 1.0), Member("<b>", 0.1)]) for k in range(columns)]
    ties = [Tie((0, 0), (columns - 1, 1), True, 1.0), Tie((0, 0), (0, 1), False, 0.2)]
    key = {"apart": "apart", "together": "together"}
    picture = ET.fromstring(camps("c", "C", sides, ties, key, kind=kind))
    width = WIDE if kind == "wide" else NARROW
    assert all(0 <= float(spot.get("cx", "")) <= width for spot in picture.iter("circle"))
    for text in picture.iter("text"):
        reach = width_of(max(("".join(part.itertext()) for part in (list(text) or [text])), key=len), 12)
        x, left = float(text.get("x", "")), text.get("text-anchor") == "end"
        assert (x - reach >= 0) if left else (x + reach <= width)
    assert "<b>" in "".join(picture.itertext())


@pytest.mark.parametrize("name", ["b.png.txt", "b", "b.html"])
def test_a_picture_is_written_as_its_name_says_or_not_at_all(typed: Any, tmp_path: Path, name: str) -> None:
    net = write(tmp_path, "a,b,sign\nx,y,1\n")
    told = typed("blocs", net, "--out", tmp_path / name)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "USE672" in told.stderr
    assert not (tmp_path / name).exists()


def test_a_picture_called_png_is_one(typed: Any, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", minversion="3.11")
    net = write(tmp_path, "a,b,sign\nx,y,1\n")
    assert typed("blocs", net, "--out", tmp_path / "b.png").exit_code == 0
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--pin", "USSR,China", "--pin", "USSR"], "USSR is pinned in two camps"),
        (["--pin", "USSR", "--pin", "USA", "--pin", "China"], "3 groups are pinned in 2 camps"),
        (["--camps", "1"], "1 camps"),
    ],
)
def test_what_is_refused_is_told_in_the_words_of_the_command(
    typed: Any, tmp_path: Path, words: list[str], told: str
) -> None:
    net = write(tmp_path, "a,b,sign\nUSSR,China,1\nUSSR,USA,-1\n")
    refused = typed("blocs", net, *words)
    assert refused.exit_code == 2
    assert "USE653" in refused.stderr
    assert told in refused.stderr
    assert "blocs=" not in refused.stderr


def test_a_table_that_is_not_there_has_a_code(typed: Any, tmp_path: Path) -> None:
    refused = typed("blocs", tmp_path / "none.csv")
    assert refused.exit_code == 2
    assert "USE620" in refused.stderr
