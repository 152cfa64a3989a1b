"""Does the reader stay calm whatever it is given?"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from presidium.errors import Problem, ScenarioError, UsageError
from presidium.scenario.read import check, load

Checker = Callable[[str | bytes], tuple[Problem, ...]]

BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE = {
    "nothing": (b"", "SCN101"),
    "a comment": (b"# soon\n", "SCN101"),
    "a mark of byte order": (b"\xef\xbb\xbf", "SCN101"),
    "a mark of the end": (b"...\n", "SCN102"),
    "a word": (b"beria", "SCN101"),
    "a list": (b"- beria\n", "SCN101"),
    "an empty mapping": (b"{}", "SCN101"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "SCN103"),
    "a zero byte": (b"format: 1\x00\n", "SCN103"),
    "UTF-16": ("format: 1\n".encode("utf-16"), "SCN103"),
    "Windows-874": ("title: สตาลิน\n".encode("cp874"), "SCN103"),
    "half of a character": ("title: ส".encode()[:-1], "SCN103"),
    "more than 4 MB": (b"# " + b"x" * 4_000_000, "SCN117"),
    "a hundred thousand brackets": (b"[" * 100_000, "SCN120"),
    "a hundred thousand braces": (b"a: " + b"{a: " * 100_000, "SCN120"),
    "a hundred thousand dashes": (b"- " * 100_000, "SCN120"),
    "a staircase": ("".join(" " * n + f"k{n}:\n" for n in range(500)).encode(), "SCN120"),
    "aliases of aliases": (BOMB.encode(), "SCN116"),
    "a tag that would call a program": (b"!!python/object/apply:os.system [ls]", "SCN116"),
    "an alias without an anchor": (b"title: *nobody", "SCN116"),
    "a merge of mappings": (b"format: 1\n<<: {scenario: x}", "SCN104"),
    "an impossible escape": (b'title: "\\UFFFFFFFF"', "SCN125"),
    "an escape of nothing": (b'title: "\\q"', "SCN125"),
    "an open quote": (b'title: "After', "SCN102"),
    "an impossible directive": (b"%YAML 1.99999999999999999999\n---\n", "SCN102"),
    "a directive of letters": (b"%YAML one\n---\n", "SCN102"),
    "an empty key": (b"'': 1\nformat: 1", "SCN104"),
    "a number of many digits": (b"format: " + b"9" * 5000, "SCN118"),
    "a number beyond all": (b"format: 1e99999", "SCN118"),
    "one word of a megabyte": (b"scenario: " + b"x" * 1_000_000, "SCN112"),
    "one line of many words": (b"format: 1\nscenario: " + b"a-" * 100_000, "SCN112"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_a_code(data: bytes, code: str, check_text: Checker) -> None:
    started = time.monotonic()
    problems = check_text(data)
    assert time.monotonic() - started < 5
    assert code in [problem.code for problem in problems if problem.severity == "error"]
    assert all(len(problem.message) + len(problem.remedy) + len(problem.line) < 2000 for problem in problems)
    with pytest.raises(ScenarioError) as refused:
        load("case.yaml")
    assert refused.value.problems == problems
    assert "case.yaml:" in str(refused.value)


def test_what_cannot_be_seen_does_not_hide_the_rest(small_text: str, check_text: Checker) -> None:
    spoilt = small_text.replace("en: Ana Vey", "en: Ana \u202eVey").replace("tie: dislike", "tie: dislke")
    assert [problem.code for problem in check_text(spoilt)] == ["SCN115", "SCN108"]


def test_a_mistake_in_shape_does_not_hide_a_mistake_in_meaning(small_text: str, check_text: Checker) -> None:
    spoilt = (
        small_text.replace("born: 1910", "brn: 1910")
        .replace("patron: orsk", "patron: orks")
        .replace("tie: dislike", "tie: 7")
        .replace("from: ritt, to: vey", "from: ritt, to: vay")
        .replace("on: 1961-05\n", "on: 1971-05\n")
    )
    codes = [problem.code for problem in check_text(spoilt)]
    assert codes == ["SCN106", "SCN104", "SCN201", "SCN109", "SCN201", "SCN202"]


def test_problems_come_in_the_order_of_their_place(small_text: str, check_text: Checker) -> None:
    spoilt = small_text.replace("0.2 to 0.5}", "9}").replace("born: 1910", "born: soon").replace("1/2", "2")
    places = [(problem.row, problem.column) for problem in check_text(spoilt)]
    assert len(places) == 3
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["", "nobody", "no/such/file.yaml", "x" * 5000, "a\0b", "soviet-1935"])
def test_what_is_not_there_is_a_mistake_of_use(name: str) -> None:
    with pytest.raises(UsageError):
        check(name)


def test_the_name_that_was_meant_is_suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="soviet-1953"):
        load("soviet-1935")
    Path("mine.yaml").touch()
    with pytest.raises(UsageError, match=r"mine\.yaml"):
        load("mine")


def test_a_folder_without_a_scenario_is_a_mistake_of_use(tmp_path: Path) -> None:
    (tmp_path / "notes.md").touch()
    with pytest.raises(UsageError, match="USE621"):
        check(tmp_path)


def test_a_world_of_two_hundred_states_is_checked_while_one_waits(
    small_text: str, check_text: Checker
) -> None:
    because = "because: {source: kuhn, grade: C}"
    sizes = ", ".join(f"{year}: 0.001" for year in range(1953, 1965))
    states = "".join(f"  state-{n}: {{sizes: {{{sizes}}}, {because}}}\n" for n in range(197))
    entries = "".join(
        f"  - {{id: e{n}-{m}, by: state-{n}, toward: kronia, on: 1961-0{m}, role: act,\n"
        f"     kind: visit, size: 0.5, if: [{{after: {f'e{n}-{m - 1}' if m > 1 else 'pact'}}}], {because}}}\n"
        for n in range(100)
        for m in range(1, 10)
    )
    text = small_text.replace("leanings:\n", f"{states}\nleanings:\n")
    text = text.replace("ledger:\n", f"ledger:\n{entries}")
    started = time.monotonic()
    assert check_text(text) == ()
    assert time.monotonic() - started < 8
    crowd = text.replace("  state-0:", "  state-extra: {sizes: {1960: 0.1}}\n  state-0:")
    assert "SCN120" in [problem.code for problem in check_text(crowd)]


def test_a_large_scenario_is_checked_while_one_waits(small_text: str, check_text: Checker) -> None:
    person = """\
    name: {en: Person, th: บุคคล}
    born: 1899-03-29
    enters: 1962
    ambition: 0.4 to 0.8
    personal:
      party: 0.1 to 0.3
      guard: 0.1
    stance:
      opening: 0.4 to 0.8
    patron: orsk
    because:
      source: kuhn
      grade: B
      note: >-
        A few words
        on two lines.
"""
    people = "".join(f"  person-{n}:\n{person}" for n in range(194))
    ties = "".join(
        f"  - {{from: person-{n}, to: person-{m}, tie: weak, because: {{source: kuhn, grade: C}}}}\n"
        for n in range(60)
        for m in range(60, 75)
    )
    text = small_text.replace("offices:\n", f"{people}\noffices:\n").replace("rules:", f"{ties}\nrules:")
    assert text.count("\n") > 4000
    started = time.monotonic()
    assert check_text(text) == ()
    assert time.monotonic() - started < 5
    two = "".join(f"  person-extra{n}: {{name: E, born: 1900, enters: 1962}}\n" for n in range(2))
    crowd = text.replace("  person-0:", f"{two}  person-0:")
    assert [problem.code for problem in check_text(crowd)] == ["SCN120"]


#: Texts of 4 MB, or of the length at which patterns that look back again and again take half a minute.
HEAVY = {
    "digits": (b"parameters: {launch-rate: " + b"1" * 40_000 + b"x}", "SCN108"),
    "blanks in a number": (b'parameters: {launch-rate: "1' + b" " * 3_900_000 + b'x"}', "SCN108"),
    "blanks in a period": (b'period: "1953' + b" " * 3_900_000 + b'x"', "SCN110"),
    "a list of words": (b"questions: [" + b"a," * 1_900_000 + b"]", "SCN120"),
    "one key again and again": (b"a: 1\n" * 790_000, "SCN105"),
}


@pytest.mark.parametrize(("data", "code"), HEAVY.values(), ids=HEAVY)
def test_a_heavy_text_is_refused_in_time(data: bytes, code: str, check_text: Checker) -> None:
    started = time.process_time()
    problems = check_text(data)
    assert time.process_time() - started < 10
    assert code in [problem.code for problem in problems]


def test_many_unknown_names_beside_many_known_ones_are_told_in_time(
    small_text: str, check_text: Checker
) -> None:
    known = "".join(f'  s{n}: "x"\n' for n in range(20_000))
    text = small_text.replace("\nsources:\n", f"\nsources:\n{known}")
    unknown = ", ".join(f"u{n}" for n in range(40_000))
    text = text.replace(
        "born: 1908, because: {source: minutes", f"born: 1908, because: {{source: [{unknown}]"
    )
    started = time.process_time()
    problems = check_text(text)
    assert time.process_time() - started < 8
    assert "SCN201" in [problem.code for problem in problems]


def test_of_many_problems_the_first_are_told_and_the_rest_counted(
    small_text: str, check_text: Checker
) -> None:
    ties = "".join(f"  - {{from: a{n}, to: vey, tie: 0.1}}\n" for n in range(900))
    errors = [
        problem
        for problem in check_text(small_text.replace("ties:\n", f"ties:\n{ties}"))
        if problem.severity == "error"
    ]
    assert len(errors) == 200
    assert "700 more errors" in errors[-1].message
