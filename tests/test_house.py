"""Does the house keep its own rules: sizes, names, owners, what loads when, what is never written?"""

import ast
import functools
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import presidium

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "presidium"

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60

OWNERS = {
    "matplotlib": {"pictures"},
    "numba": {"kernel.py"},
    "pyarrow": {"record", "datasets"},
    "pandas": {"record", "datasets", "judgement"},
    "pydantic": {"scenario"},
    "pydantic_core": {"scenario"},
    "ruamel": {"scenario"},
    "scipy": {"theory"},
    "sklearn": {"judgement"},
    "statsmodels": {"theory"},
    "rich": {"cli"},
    "typer": {"cli"},
    "starlette": {"app"},
    "uvicorn": {"app"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def files_of_the_project() -> list[Path]:
    """Files that git tracks or would track; outside a clone there is nothing to look at."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git clone")
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@functools.cache
def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_is_one_idea_of_readable_size(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc", "base"}


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_says_first_what_question_it_answers(path: Path) -> None:
    first = (ast.get_docstring(parsed(path)) or "").split("\n\n")[0]
    assert len(first) > 10, "a module begins with a docstring"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_function_fits_a_screen(path: Path) -> None:
    too_long = {
        node.name: size
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and (size := lines_of_code(node)) > MOST_LINES_OF_A_FUNCTION
    }
    assert not too_long


def lines_of_code(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    skipped = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - skipped


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_library_is_used_by_its_owner_only(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    intruders = {name for name in imported(parsed(path)) if room not in OWNERS.get(name, {room})}
    assert not intruders


def imported(tree: ast.Module) -> set[str]:
    """Top-level names that a module imports, but for those that only a type checker sees."""
    guarded = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    names = set()
    for node in ast.walk(tree):
        if node in guarded:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


def test_a_scenario_is_read_without_numpy() -> None:
    assert not [path for path in (PACKAGE / "scenario").rglob("*.py") if "numpy" in imported(parsed(path))]


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["--help"], {"numba", "numpy", "pandas", "pyarrow", "pydantic", "rich", "ruamel"}),
        (["run", "--help"], {"numba", "numpy", "pandas", "pyarrow", "rich", "ruamel"}),
        (["check", "soviet-1953"], {"numba", "numpy", "pandas", "pyarrow"}),
    ],
    ids=["help", "help of run", "check"],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], forbidden: set[str]) -> None:
    program = (
        "import sys\n"
        "from presidium.cli.main import app\n"
        f"try: app({arguments!r})\n"
        "except SystemExit: pass\n"
        "print('\\n', *sys.modules)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not forbidden & set(told.stdout.splitlines()[-1].split())


def test_the_front_door_is_short_and_sorted() -> None:
    assert list(presidium.__all__) == sorted(presidium.__all__)
    assert len(presidium.__all__) <= 20
    assert all(hasattr(presidium, name) for name in presidium.__all__)


def test_the_front_door_is_documented() -> None:
    reference = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")
    assert not [name for name in presidium.__all__ if f"`{name}" not in reference]


# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a personal path": r"(?<![\w.:/])/(?:ro" + r"ot|ho" + r"me|Us" + r"ers|wo" + r"rk)/\w",
    "an unfinished thought": r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b",
    "a registry's address": "|".join(
        (
            r"pypi\." + "org",
            "pythonhosted" + r"\.",
            r"registry\.npm" + "js",
            r"deb\.debian" + r"\.org",
            "--index" + "-url",
        )
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_is_written_that_holds_on_one_machine_only(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{named(path)}:{number}"
        for path in files_of_the_project()
        for number, line in enumerate((text_of(path) or "").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path in files_of_the_project():
        if path.suffix != ".md":
            continue
        prose = re.sub(r"```.*?```", "", text_of(path) or "", flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", prose):
            if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.split("#")[0]).exists():
                broken.append(f"{named(path)}: {target}")
    assert not broken


def test_all_files_agree_on_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = re.search(
        r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE
    )
    changes = re.search(r"^## (\d.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert citation is not None
    assert changes is not None
    assert presidium.__version__ == project == citation[1] == changes[1]


def test_the_product_promises_no_more_than_it_can() -> None:
    boast = re.compile(r"(?<!not )predicts? coups|\d+ ?% accura|accurately predict", re.IGNORECASE)
    shown = [
        path for path in files_of_the_project() if path.suffix in {".md", ".toml", ".yaml", ".html", ".js"}
    ]
    assert not [named(path) for path in shown if boast.search(text_of(path) or "")]


def test_every_pinned_version_is_exact_and_every_dependency_pinned() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + sum(
        project["project"]["optional-dependencies"].values(), []
    )
    wanted += project["build-system"]["requires"]
    named_there = {canonical(pin) for pin in pins}
    assert {canonical(name) for name in wanted} - {"presidium"} <= named_there


def canonical(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()
