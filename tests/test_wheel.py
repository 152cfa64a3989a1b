"""Does what is installed hold everything: cases, words, page, starter?"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from presidium.cache import seal
from presidium.machinecode import fit_here

ROOT = Path(__file__).parent.parent
NAME = "theory.chapter.share-7-0123456789abcdef"


def built(folder: Path, **environment: str) -> Path:
    """The wheel that pip builds of this clone."""
    command = [
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    outside = {name: value for name, value in os.environ.items() if name != "PRESIDIUM_CARRIED"}
    subprocess.run(
        [sys.executable, "-m", *command], env=outside | environment, check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_a_plain_wheel_is_for_all_platforms_and_carries_no_code(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if "/carried/" in name]


@pytest.mark.slow
def test_a_wheel_that_carries_code_says_for_which_python_and_platform(tmp_path: Path) -> None:
    carried = f"{fit_here().name}/{NAME}"
    seal(tmp_path / "made" / carried, b"code")
    wheel = built(tmp_path / "wheel", PRESIDIUM_CARRIED=str(tmp_path / "made"))
    python = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    assert f"-{python}-" in wheel.name
    assert not wheel.name.endswith("-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(f"presidium/carried/{carried}").endswith(b"code")
        site = tmp_path / "site"
        archive.extractall(site)
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        f"from presidium.machinecode import code; print(code({NAME!r}))\n"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path, capture_output=True)
    assert told.stdout.decode().strip() == "b'code'"


@pytest.mark.slow
def test_a_wheel_holds_the_data_beside_the_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    package = ROOT / "presidium"
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= inside
    assert {"presidium/py.typed", "presidium/words/en.toml", "presidium/scenario/parameters.csv"} <= inside
    assert {"presidium/explanations.toml", "presidium/explanations.th.toml"} <= inside


@pytest.mark.slow
def test_an_installed_wheel_knows_its_cases(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "import presidium\n"
        f"assert presidium.__file__.startswith({str(site)!r})\n"
        "assert 'soviet-1953' in presidium.gallery()\n"
        "assert not [p for p in presidium.check('soviet-1953') if p.severity == 'error']\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path)
