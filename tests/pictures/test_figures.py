"""Do pictures stand for themselves: text that is safe, files that are whole, the same each time?"""

import errno
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import presidium
from presidium.errors import PresidiumWarning, StorageError, UsageError
from presidium.page.figure import Plate
from presidium.pictures import prints
from presidium.pictures.figure import Figure, figure_of
from presidium.pictures.plots import recorded
from presidium.run import Comparison, Run

ROOT = Path(__file__).parent.parent.parent
HOSTILE = "<script>alert(1)</script>&\"'$\\alpha$ =1+1"
SMALL = ROOT / "tests" / "scenario" / "small.yaml"
AT_HOME = ("dots", "question", "offices", "falls", "circle", "ruling", "timeline", "whatifs", "whatif")
OUTSIDE = ("leanings", "camps", "tension", "crises", "clients", "ladder")


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("name", AT_HOME)
def test_every_picture_of_a_run_has_its_table_and_caption(run: Run, name: str, lang: str) -> None:
    figure = getattr(run.plot, name)(lang=lang)
    root = ET.fromstring(figure.svg)
    assert root.get("lang") == lang
    assert root.get("aria-label") == figure.title == root.findtext("{*}title")
    assert len(figure.data)
    assert not any(column.startswith("Unnamed") for column in figure.data.columns)
    assert figure.caption in unescape(figure._repr_html_())
    assert f"<b>{figure.title}</b>" in unescape(figure._repr_html_())
    thai = any("\u0e00" <= letter <= "\u0e7f" for letter in figure.caption + figure.title)
    assert thai == (lang == "th")


@pytest.mark.parametrize("name", [*AT_HOME[:7], "leanings", "camps", "tension", "crises", "clients"])
def test_a_case_with_a_world_has_pictures_of_it(abroad: Run, name: str) -> None:
    if name in ("dots", "question") and not abroad.case.questions:
        pytest.skip("asks nothing")
    figure = getattr(abroad.plot, name)()
    assert len(figure.data)
    assert ET.fromstring(figure.svg).findall(".//{*}text")


def test_one_state_can_be_looked_at_by_itself(abroad: Run) -> None:
    every = abroad.plot.leanings().data
    for state in every.state.unique():
        own = abroad.plot.leanings(state)
        assert own.data.equals(every[every.state == state].reset_index(drop=True))
        assert len(ET.fromstring(own.svg).findall(".//{*}svg")) == 1


def test_a_comparison_shows_shares_and_differences(compared: Comparison) -> None:
    shares, differences = compared.plot.answers().data, compared.plot.differences().data
    table = compared.difference()
    for row in differences.itertuples():
        (told,) = table[(table.answer == row.answer) & (table.question == "first-to-fall")].itertuples()
        assert row.difference == pytest.approx(100 * told.difference, abs=6e-3)
        assert row.high - row.low == pytest.approx(2 * 196 * told.mc_error, abs=2.1e-2)
    assert set(shares.answer) <= set(differences.answer)
    assert compared.plot.answers("orsk-falls").data.answer.tolist() == ["yes", "no"]


def test_a_run_and_a_comparison_show_themselves(run: Run, compared: Comparison) -> None:
    shown, html = repr(run), unescape(run._repr_html_())
    assert "of 100 simulated histories" in shown
    assert shown.splitlines()[0] == "The council of Arvenia (small-council)"
    assert all(line.strip() in html for line in shown.splitlines())
    shown, html = repr(compared), unescape(compared._repr_html_())
    assert "no-rising" in shown
    assert "paired histories" in shown
    assert all(line.strip() in html for line in shown.splitlines()[:4])
    assert "<script" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


def written(folder: Path, old: str, new: str) -> Path:
    """The small case with something written otherwise."""
    text = SMALL.read_text(encoding="utf-8")
    assert old in text
    path = folder / "small-council.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_case_that_asks_nothing_still_shows_itself(run: Run) -> None:
    silent = presidium.simulate(run.case.model_copy(update={"questions": ()}), histories=20)
    assert "20 simulated histories" in repr(silent)
    assert "<svg" not in silent._repr_html_()
    with pytest.raises(UsageError, match="USE675"):
        silent.plot.dots()


def test_where_too_few_histories_show_nothing_more_are_advised(run: Run) -> None:
    few = presidium.simulate(run.case, histories=5)
    for lang, said in (("en", "None of them moves the leading answer"), ("th", "ไม่มีตัวใดเปลี่ยนคำตอบที่พบมากที่สุด")):
        figure = few.plot.matters(lang)
        assert said in figure.caption and "5" in figure.caption
        assert figure.data.empty
        assert ET.fromstring(figure.svg).tag.endswith("svg")


def test_what_is_recorded_can_be_seen_before_anything_is_played(run: Run) -> None:
    figure = recorded(run.case, "th")
    played = run.plot.timeline("th").data
    assert figure.data.event.tolist() == played[played.what == "recorded"].event.tolist()
    assert figure.data.recorded.tolist() == sorted(figure.data.recorded)
    with pytest.raises(UsageError, match="USE675"):
        recorded(run.case.model_copy(update={"events": {}}))


def test_hostile_names_are_letters(tmp_path: Path) -> None:
    name = HOSTILE.replace("'", "''")
    trapped = presidium.simulate(written(tmp_path, "en: Ivo Orsk", f"en: '{name}'"), histories=50)
    for html in (trapped._repr_html_(), trapped.case._repr_html_(), trapped.plot.falls()._repr_html_()):
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
    texts = ["".join(text.itertext()) for text in ET.fromstring(trapped.plot.falls().svg).iter()]
    assert HOSTILE in texts


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda plot: plot.question("who-wins"), "USE674"),
        (lambda plot: plot.question("chair-1963"), "Did you mean chair-1962"),
        (lambda plot: plot.offices("throne"), "USE674"),
        (lambda plot: plot.ruling("1999-01-01"), "USE674"),
        (lambda plot: plot.whatif("peace"), "USE674"),
        (lambda plot: plot.dots(lang="ru"), "USE673"),
        (lambda plot: plot.dots(lang=None), "USE673"),
        (lambda plot: plot.question(17), "USE674"),
    ],
)
def test_what_is_not_there_is_refused(run: Run, asked: Any, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        asked(run.plot)


def test_nothing_is_played_that_a_picture_does_not_need(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "comparisons", lambda _: pytest.fail("plays the what-ifs"))
    monkeypatch.setattr(Run, "hindsight", lambda _: pytest.fail("plays without hindsight"))
    fresh = Run(run.case, run.seed, run.rows, run.seconds, run.board, run.threads)
    repr(fresh)
    fresh.plot.offices()


@pytest.mark.parametrize("name", ["picture", "picture.jpg", ".svg", "picture.svg.gz", "picture.png "])
def test_other_endings_are_refused(run: Run, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="USE672"):
        run.plot.dots().save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_saved_svg_is_the_picture(run: Run, tmp_path: Path) -> None:
    figure = run.plot.dots()
    figure.save(str(tmp_path / "DOTS.SVG"))
    assert (tmp_path / "DOTS.SVG").read_text(encoding="utf-8") == figure.svg + "\n"


@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_file_is_whole_or_as_it_was(
    run: Run, tmp_path: Path, problem: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dots.svg"
    path.write_text("before", encoding="utf-8")

    def fails(_: int) -> None:
        raise problem

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises((StorageError, KeyboardInterrupt)):
        run.plot.dots().save(path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["dots.svg"]


def test_without_matplotlib_the_extra_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match="USE670") as refused:
        run.plot.dots().save(tmp_path / "dots.png")
    assert "presidium[plot]" in refused.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_an_old_matplotlib_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    monkeypatch.setattr(matplotlib, "__version_info__", (3, 10, 9))
    with pytest.raises(UsageError, match="USE670"):
        run.plot.dots().save(tmp_path / "dots.pdf")


def some(text: str) -> Figure:
    """A picture with one line of text."""
    from presidium.draw.svg import paper, write

    return figure_of(
        "t", Plate([], lambda kind: paper("t", "T", 200, 40, write(4, 20, text), kind=kind), [], []), "en"
    )


def test_letters_that_nobody_has_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    with pytest.warns(PresidiumWarning, match="USE671 no installed face has the letters \U00016a00") as told:
        some("Bamum \U00016a00").save(tmp_path / "bamum.png")
    # The warning points at the line that saves.
    assert told[0].filename == __file__
    plain = {name: file for name, file in prints._installed().items() if name == "DejaVu Sans"}
    monkeypatch.setattr(prints, "_installed", lambda: plain)
    with pytest.warns(PresidiumWarning, match="has the Thai letters"):
        some("ที่ผู้นำ").save(tmp_path / "thai.png")


def test_dollars_are_no_formula(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    some("$\\frac{1$ and $x$").save(tmp_path / "dollars.pdf")


def test_a_readers_own_style_is_left_out_and_left_alone(tmp_path: Path) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    some("plain").save(tmp_path / "one.png")
    with matplotlib.rc_context(
        {"text.color": "red", "savefig.dpi": 11, "font.size": 30, "text.usetex": True}
    ):
        some("plain").save(tmp_path / "two.png")
        assert matplotlib.rcParams["savefig.dpi"] == 11
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert "matplotlib.pyplot" not in sys.modules


PROGRAM = """
import hashlib, json, sys
sys.path.insert(0, "tests")
from pathlib import Path
from presidium.page.build import page
from presidium.page.reading import Reading
from presidium.page.answer import hundred_plate
from presidium.page.course import course_plate
from presidium.pictures.figure import figure_of

document = json.loads(Path("tests/pages/sample_document.json").read_text(encoding="utf-8"))
print(hashlib.sha256(page(document).encode()).hexdigest())
folder = Path(sys.argv[1])
assert "matplotlib" not in sys.modules
for plate in (hundred_plate(Reading(document)), course_plate(Reading(document))):
    figure = figure_of("one", plate, "th")
    for kind in ("svg", "png", "pdf"):
        try:
            figure.save(folder / f"one.{kind}")
            print(hashlib.sha256((folder / f"one.{kind}").read_bytes()).hexdigest())
        except Exception as problem:
            print(getattr(problem, "code", problem))
"""


PLAYED = """
import hashlib, json
import presidium
run = presidium.simulate("tests/scenario/small.yaml", histories=60)
for text in (json.dumps(run.document(), ensure_ascii=False), repr(run), run._repr_html_()):
    print(hashlib.sha256(text.encode()).hexdigest())
"""


def told_by(program: str, *arguments: str) -> set[str]:
    """What two processes say that put sets and mappings in different orders."""
    return {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program, *arguments],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }


def test_the_same_document_gives_the_same_page_and_pictures_in_every_process(tmp_path: Path) -> None:
    (told,) = told_by(PROGRAM, str(tmp_path))
    assert len(told.split()) == 7


def test_the_same_run_gives_the_same_document_in_every_process() -> None:
    (told,) = told_by(PLAYED)
    assert len(told.split()) == 3
