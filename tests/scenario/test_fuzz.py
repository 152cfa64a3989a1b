"""Can any text make the reader stumble?  It answers with a scenario or with problems."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presidium.errors import ScenarioError, UsageError, render
from presidium.scenario.change import change
from presidium.scenario.read import check, load

TEXT = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
LINES = TEXT.splitlines(keepends=True)
#: Pieces that mean something to YAML, to the grammar of numbers, or to neither.
SHARDS = st.sampled_from(
    [
        *"{}[],:&*!|>%@`'\"#?-\n\t \x00\u202e\ufeffส",
        ": ",
        "- ",
        "{a: ",
        "[[",
        "*a",
        "&a ",
        "!!x ",
        "<<: ",
        "---\n",
    ]
    + [
        "null",
        "true",
        "0.4 to",
        "1e999",
        "about ",
        "unknown",
        "either:",
        "because:",
        "2496",
        "1961-13",
        "\\u",
    ]
) | st.text(max_size=5)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "case.yaml"


def answers(path: Path, data: bytes) -> None:
    """The reader answers with places inside the file and remedies, and says the same when asked to load."""
    path.write_bytes(data)
    problems = check(path)
    rows = data.decode("utf-8", errors="replace").count("\n") + data.count(b"\r") + 1
    for problem in problems:
        assert 1 <= problem.row <= rows
        assert problem.column >= 1
        assert (problem.end_row, problem.end_column) > (problem.row, problem.column)
        assert problem.message
        assert problem.remedy
        assert json.loads(json.dumps(problem.as_json()))["code"] in render(problem)
    try:
        assert len(load(path).digest) == 64
    except ScenarioError as refused:
        assert refused.problems == problems


@given(data=st.binary(max_size=200))
def test_any_bytes(path: Path, data: bytes) -> None:
    answers(path, data)


@given(shards=st.lists(SHARDS, max_size=30))
def test_any_shards_of_yaml(path: Path, shards: list[str]) -> None:
    answers(path, "".join(shards).encode("utf-8", errors="surrogatepass"))


@settings(max_examples=60)
@given(start=st.integers(0, len(TEXT)), length=st.integers(0, 40), shard=SHARDS)
def test_a_scenario_with_a_piece_replaced(path: Path, start: int, length: int, shard: str) -> None:
    spoilt = TEXT[:start] + shard + TEXT[start + length :]
    answers(path, spoilt.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=30)
@given(first=st.integers(0, len(LINES) - 1), second=st.integers(0, len(LINES) - 1))
def test_a_scenario_with_two_lines_exchanged(path: Path, first: int, second: int) -> None:
    lines = LINES.copy()
    lines[first], lines[second] = lines[second], lines[first]
    answers(path, "".join(lines).encode())


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["orsk", "0.4 to 0.7", "about 0.5", "strong", "1961-05", "guard", "full"])
)
KEYS = st.text(max_size=5) | st.sampled_from(["value", "because", "either", "en", "who", "kind"])


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)


VALUES = st.recursive(LEAVES, nested, max_leaves=6)


def paths(part: Any, above: str = "") -> list[str]:
    """Every path of a tree, as keys and indices, but into keys that are paths themselves."""
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    found = []
    for step, below in steps:
        if "." in str(step):
            continue
        found += [f"{above}{step}", *paths(below, f"{above}{step}.")]
    return found


TREES = {name: load(Path(__file__).with_name(name)).tree for name in ("small.yaml", "abroad.yaml")}
PATHS = paths(TREES["small.yaml"])
PLACES = [(name, where) for name, tree in TREES.items() for where in paths(tree)]


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.sampled_from(PLACES), value=VALUES)
def test_a_scenario_with_any_value_anywhere(path: Path, place: tuple[str, str], value: Any) -> None:
    name, where = place
    tree = json.loads(json.dumps(TREES[name]))
    around = tree
    *above, last = where.split(".")
    for step in above:
        around = around[int(step) if isinstance(around, list) else step]
    around[int(last) if isinstance(around, list) else last] = value
    # JSON is YAML but for what has no digits.
    text = json.dumps(tree, ensure_ascii=False).replace("NaN", "x").replace("Infinity", "x")
    answers(path, text.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=50)
@given(where=st.sampled_from(PATHS) | st.text(max_size=12), value=VALUES)
def test_any_change(where: str, value: Any) -> None:
    case = load(Path(__file__).with_name("small.yaml"))
    before = json.dumps(case.tree)
    try:
        changed = change(case, where, value)
    except (ScenarioError, UsageError) as refused:
        assert refused.remedy
    else:
        assert len(changed.digest) == 64
    assert json.dumps(case.tree) == before
