"""Do kernels give the same with and without a compiler, and does nothing stale run?"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from presidium import kernel
from presidium.machinecode import PACKAGE, ROOMS_WITH_KERNELS

PROGRAM = """
from presidium import kernel
from presidium.kernel import COMPILED

@kernel.kernel
def odds(first, second):
    return first / (first + second)

print(COMPILED, odds(2.0, 1.0))
"""
HALVED = """
from presidium.theory.strength import halved
print(halved(1.0, 2.0), *halved.stats.cache_hits.values(), *halved.stats.cache_misses.values())
"""


def told(program: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**given, "PRESIDIUM_INTERPRETED": "0", **environment},
        capture_output=True,
        text=True,
        check=check,
    )


def test_a_kernel_is_compiled_or_plain_with_the_same_result() -> None:
    assert told(PROGRAM).stdout == "True 0.6666666666666666\n"
    assert told(PROGRAM, PRESIDIUM_INTERPRETED="1").stdout == "False 0.6666666666666666\n"


def test_numba_told_not_to_compile_leaves_kernels_plain() -> None:
    play = (
        "import presidium; from presidium.history.board import board_of; "
        "from presidium.history.many import Player; from presidium.kernel import COMPILED; "
        "case = presidium.load('soviet-1953'); rows = Player(board_of(case), 1953).play(0, 1); "
        "print(COMPILED, rows['falls'][0], rows['leader_at'][0].tolist())"
    )
    plain = told(play, NUMBA_DISABLE_JIT="1").stdout
    assert plain.startswith("False")
    assert plain == told(play, PRESIDIUM_INTERPRETED="1").stdout


def test_without_numba_kernels_are_plain() -> None:
    assert told("import sys; sys.modules['numba'] = None\n" + PROGRAM).stdout.startswith("False")


def test_plain_kernels_do_not_load_numba() -> None:
    program = PROGRAM + "import sys; print('numba' in sys.modules)"
    assert told(program, PRESIDIUM_INTERPRETED="1").stdout.endswith("False\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NUMBA_NUM_THREADS", "0"),
        ("NUMBA_NUM_THREADS", "-3"),
        ("NUMBA_NUM_THREADS", "many"),
        ("NUMBA_DISABLE_JIT", "yes"),
        ("NUMBA_OPT", "9"),
        ("NUMBA_CPU_FEATURES", "avx2"),
    ],
)
def test_a_setting_with_which_numba_cannot_start_is_named_with_its_remedy(name: str, value: str) -> None:
    program = "from presidium.errors import UsageError\ntry:\n import presidium.kernel\n"
    said = told(program + "except UsageError as problem:\n print(problem)", **{name: value})
    assert said.stdout.startswith("USE606")
    assert name in said.stdout.partition("help:")[2]
    assert said.stderr == ""


def test_a_command_tells_such_a_setting_without_a_traceback() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "presidium", "coalitions", "soviet-1953"],
        env={**os.environ, "PRESIDIUM_INTERPRETED": "0", "NUMBA_NUM_THREADS": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert said.stderr.startswith("USE606")
    assert "Traceback" not in said.stderr


def test_code_compiled_for_examples_is_kept_and_serves_a_clone_elsewhere(tmp_path: Path) -> None:
    cache = {"PRESIDIUM_CACHE": str(tmp_path / "cache")}
    told(
        "from presidium.kernel import compile_for; from presidium.theory.strength import halved; "
        "compile_for(halved, 1.0, 2.0)",
        **cache,
        NUMBA_CPU_NAME=kernel.GENERIC,
    )
    clone = tmp_path / "clone" / "presidium"
    for path in [*PACKAGE.glob("*.py"), *PACKAGE.glob("*.toml"), *PACKAGE.glob("theory/**/*.py")]:
        _copied(path, clone)
    for path in PACKAGE.glob("history/**/*.py"):
        _copied(path, clone)
    program = f"import sys; sys.path.insert(0, {str(clone.parent)!r}); import presidium; "
    program += f"assert presidium.__file__.startswith({str(clone)!r})\n"
    assert told(program + HALVED, **cache).stdout == "0.7071067811865476 1\n"


def _copied(path: Path, clone: Path) -> None:
    target = clone / path.relative_to(PACKAGE)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(path.read_bytes())


def test_code_made_under_other_settings_is_not_taken(tmp_path: Path) -> None:
    cache = {"PRESIDIUM_CACHE": str(tmp_path), "NUMBA_CPU_NAME": kernel.GENERIC}
    told(HALVED, **cache)
    assert told(HALVED, **cache, NUMBA_BOUNDSCHECK="1").stdout.endswith(" 1\n")
    assert len(list(tmp_path.glob("numba/*/theory.strength.halved-*"))) == 2


def test_kept_code_says_nothing_of_where_it_was_made(tmp_path: Path) -> None:
    told(HALVED, PRESIDIUM_CACHE=str(tmp_path))
    (file,) = tmp_path.glob("numba/*/theory.strength.halved-*")
    assert str(PACKAGE.parent).encode() not in file.read_bytes()


@pytest.mark.parametrize("damage", ["empty", "half", "foreign", "whole but no code"])
def test_damaged_code_is_dropped_made_anew_and_that_is_said_once(tmp_path: Path, damage: str) -> None:
    from presidium.cache import seal

    told(HALVED, PRESIDIUM_CACHE=str(tmp_path))
    (file,) = tmp_path.glob("numba/*/theory.strength.halved-*")
    whole = file.read_bytes()
    if damage == "whole but no code":
        seal(file, b"cos\nsystem\n.")
    else:
        file.write_bytes({"empty": b"", "half": whole[: len(whole) // 2], "foreign": b"x" * 99}[damage])
    again = told(HALVED, PRESIDIUM_CACHE=str(tmp_path))
    assert again.stdout == "0.7071067811865476 1\n"
    assert again.stderr.count("RUN405") == 1
    last = told(HALVED, PRESIDIUM_CACHE=str(tmp_path))
    assert (last.stdout, last.stderr) == ("0.7071067811865476 1\n", "")


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = told(HALVED, PRESIDIUM_CACHE=str(tmp_path / "file"))
    assert result.stdout.startswith("0.7071")
    assert "RUN406" in result.stderr
    assert "PRESIDIUM_CACHE" in result.stderr


def test_other_peoples_functions_keep_their_cache_and_their_processor() -> None:
    numba = pytest.importorskip("numba")
    before = numba.config.CACHE_DIR, numba.config.CPU_NAME
    theirs = kernel.kernel(lambda value: value)
    assert before == (numba.config.CACHE_DIR, numba.config.CPU_NAME)
    if kernel.COMPILED:
        assert theirs.stats.cache_path is None


def taken(path: Path) -> Iterator[tuple[str, str]]:
    """What the kernels of a module read by name, and the module of presidium that they have it from."""
    tree = ast.parse(path.read_text("utf-8"))
    origin = {
        alias.asname or alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("presidium.")
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(one, ast.Name) and one.id in {"kernel", "woven"} for one in node.decorator_list
        ):
            read = {one.id for part in node.body for one in ast.walk(part) if isinstance(one, ast.Name)}
            yield from ((name, str(origin[name])) for name in read & set(origin))
            yield "kernel", "presidium.kernel"


def test_the_digest_covers_every_kernel_and_all_that_a_kernel_reads() -> None:
    covered = {f"presidium.{room.removesuffix('.py')}" for room in ROOMS_WITH_KERNELS}
    holders = {path: set(taken(path)) for path in PACKAGE.rglob("*.py")}
    holders = {path: read for path, read in holders.items() if read}
    assert len(holders) > 30
    assert not [path for path in holders if path.relative_to(PACKAGE).parts[0] not in ROOMS_WITH_KERNELS]
    elsewhere = [
        (name, module)
        for read in holders.values()
        for name, module in read
        if not any(module == room or module.startswith(room + ".") for room in covered)
    ]
    assert not elsewhere
