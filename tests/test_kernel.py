"""Do kernels give the same with and without a compiler, and does nothing stale run?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from presidium import kernel

PROGRAM = """
from presidium import kernel
from presidium.kernel import COMPILED

@kernel.kernel
def odds(first, second):
    return first / (first + second)

print(COMPILED, odds(2.0, 1.0))
"""


def told(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )


def test_a_kernel_is_compiled_or_plain_with_the_same_result(tmp_path: Path) -> None:
    compiled = told(PROGRAM, PRESIDIUM_CACHE=str(tmp_path), PRESIDIUM_INTERPRETED="0")
    plain = told(PROGRAM, PRESIDIUM_INTERPRETED="1")
    assert compiled.stdout == "True 0.6666666666666666\n"
    assert plain.stdout == "False 0.6666666666666666\n"


def test_without_numba_kernels_are_plain() -> None:
    assert told("import sys; sys.modules['numba'] = None\n" + PROGRAM).stdout.startswith("False")


def test_plain_kernels_do_not_load_numba() -> None:
    program = PROGRAM + "import sys; print('numba' in sys.modules)"
    assert told(program, PRESIDIUM_INTERPRETED="1").stdout.endswith("False\n")


def test_compiled_code_lies_in_the_cache_that_was_chosen(tmp_path: Path) -> None:
    told("from presidium.theory.strength import halved; halved(1.0, 2.0)", PRESIDIUM_CACHE=str(tmp_path))
    assert list(tmp_path.glob("numba/*/*/strength.halved-*"))


def test_a_kernel_compiled_for_examples_is_kept_without_a_call(tmp_path: Path) -> None:
    program = "from presidium.kernel import compile_for; from presidium.theory.strength import halved; "
    told(program + "compile_for(halved, 1.0, 2.0)", PRESIDIUM_CACHE=str(tmp_path), PRESIDIUM_INTERPRETED="0")
    called = program + "halved(1.0, 2.0); print(*halved.stats.cache_hits.values())"
    assert told(called, PRESIDIUM_CACHE=str(tmp_path), PRESIDIUM_INTERPRETED="0").stdout == "1\n"


def test_a_mark_lies_with_the_code_and_is_another_for_something_else(tmp_path: Path) -> None:
    program = "from presidium.kernel import kept_mark; print(kept_mark(b'one'), kept_mark(b'two'))"
    one, two = told(program, PRESIDIUM_CACHE=str(tmp_path), PRESIDIUM_INTERPRETED="0").stdout.split()
    assert one != two
    assert Path(one).parent.parent == tmp_path / "numba"
    assert told(program, PRESIDIUM_INTERPRETED="1").stdout == "None None\n"


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = told(PROGRAM, PRESIDIUM_CACHE=str(tmp_path / "file"), PRESIDIUM_INTERPRETED="0")
    assert result.stdout.startswith("True 0.66")
    assert "PRESIDIUM_CACHE" in result.stderr


def test_an_edited_chapter_has_another_digest_and_an_edited_command_has_not(tmp_path: Path) -> None:
    for room in ("theory", "cli"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "chapter.py").write_text("one = 1\n")
    before = kernel.source_digest(tmp_path)
    (tmp_path / "cli" / "chapter.py").write_text("one = 2\n")
    assert kernel.source_digest(tmp_path) == before
    (tmp_path / "theory" / "chapter.py").write_text("one = 2\n")
    assert kernel.source_digest(tmp_path) != before


def test_code_of_old_sources_is_forgotten(tmp_path: Path) -> None:
    for age in range(5):
        folder = tmp_path / "numba" / f"{age:016d}"
        folder.mkdir(parents=True)
        os.utime(folder, (age, age))
    told(PROGRAM, PRESIDIUM_CACHE=str(tmp_path), PRESIDIUM_INTERPRETED="0")
    kept = sorted(path.name for path in (tmp_path / "numba").iterdir())
    assert len(kept) == 3
    assert f"{4:016d}" in kept


def test_other_peoples_functions_keep_their_cache() -> None:
    numba = pytest.importorskip("numba")
    before = numba.config.CACHE_DIR
    kernel.kernel(lambda value: value)
    assert before == numba.config.CACHE_DIR
