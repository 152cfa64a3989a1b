"""Does what is installed hold everything: cases, words, page, starter?"""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
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
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


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
