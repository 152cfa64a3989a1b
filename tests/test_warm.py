"""Is nothing left to compile for whoever runs, reads a page or asks the front door, once all is warm?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from presidium.cache import cache_folder
from presidium.kernel import COMPILED, GENERIC
from presidium.machinecode import fit_here

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COMPILED, reason="nothing is compiled"),
]

# Tells each kernel that numba compiles, and at whose call.
LISTENING = """
import sys
import numba.core.event as event

class Told(event.Listener):
    def on_start(self, event):
        print("compiles", event.data["dispatcher"].py_func.__qualname__, event.data["args"])
    def on_end(self, event):
        pass

event.register("numba:compile", Told())
"""
COMMAND = (
    LISTENING
    + """
from presidium.cli.main import main
sys.argv[0] = "presidium"
main()
"""
)
NETWORK = "a,b,propensity\nUSSR,China,-0.5\nChina,Albania,1.5\nUSSR,Poland,1\n"


def told(program: str, *arguments: str, folder: Path, **environment: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "NUMBA_CPU_NAME": GENERIC, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def compiled(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("compiles")]


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All compiled code; made in the cache of these tests, where most of it lies already."""
    folder = tmp_path_factory.mktemp("parcel")
    told(COMMAND, "warm", "--export", "code.zip", folder=folder, PRESIDIUM_CACHE=str(cache_folder()))
    return folder / "code.zip"


@pytest.fixture(scope="module")
def elsewhere(parcel: Path) -> Path:
    """A machine whose cache has what the parcel brought, and nothing else."""
    cache = parcel.parent / "elsewhere"
    told(COMMAND, "warm", "--import", str(parcel), folder=parcel.parent, PRESIDIUM_CACHE=str(cache))
    return cache


@pytest.mark.parametrize(
    "arguments",
    [
        ["warm"],
        ["run", "soviet-1953", "--histories", "50", "--out", "run", "--threads", "2"],
        ["report", "run", "--story"],
        ["simulate", "soviet-1953", "--opening", "eve", "--histories", "20", "--out", "eve"],
        ["compare", "soviet-1953", "--whatif", "no-berlin-rising", "--histories", "20"],
        ["coalitions", "soviet-1953", "--at", "1957-06"],
        ["blocs", "soviet-1953", "--at", "1960-12-31"],
        ["blocs", "network.csv", "--camps", "3"],
        ["blocs", "network.csv", "--neutral", "--pin", "USSR"],
    ],
    ids=" ".join,
)
def test_a_command_compiles_nothing(elsewhere: Path, arguments: list[str]) -> None:
    folder = elsewhere.parent
    (folder / "network.csv").write_text(NETWORK)
    before = sorted((elsewhere / "numba" / fit_here().name).iterdir())
    assert compiled(told(COMMAND, *arguments, folder=folder, PRESIDIUM_CACHE=str(elsewhere))) == []
    assert sorted((elsewhere / "numba" / fit_here().name).iterdir()) == before


def test_a_notebook_compiles_nothing_though_its_own_functions_are_made_for_its_processor(
    elsewhere: Path,
) -> None:
    program = LISTENING + (
        "import presidium\n"
        "run = presidium.simulate('soviet-1953', histories=20)\n"
        "presidium.coalitions(run.case)\n"
        "presidium.ruling_coalitions([1, 1, 1, 2, 2, 3, 3, 3, 3])\n"
        "presidium.landscape([1] * 30, [[0] * 30] * 30, starts=1)\n"
        "presidium.frustration([('a', 'b', -1), ('b', 'c', -1), ('a', 'c', -1)])\n"
        "import numba\n"
        "numba.njit(lambda value: value + 1)(1)\n"
    )
    given = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={**given, "PRESIDIUM_CACHE": str(elsewhere)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.split()[1] for line in compiled(result.stdout)] == ["<lambda>"]


def test_warming_says_why_nothing_can_be_compiled(tmp_path: Path) -> None:
    for environment in (
        {"PRESIDIUM_INTERPRETED": "1"},
        {"NUMBA_DISABLE_JIT": "1"},
        {"PRESIDIUM_CACHE": str(tmp_path / "file")},
    ):
        (tmp_path / "file").touch()
        result = subprocess.run(
            [sys.executable, "-m", "presidium", "warm"],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 2
        assert "USE609" in result.stderr
        assert "Traceback" not in result.stderr
