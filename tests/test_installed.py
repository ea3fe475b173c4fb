"""What is installed is whole: the wheel carries templates/, and a tree installed as it stands finds it there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import gongwen

ROOT = Path(__file__).parents[1]
SHELF = ROOT / "templates"
PACKED = {path.relative_to(SHELF): path for folder in ("docx", "specimens") for path in (SHELF / folder).iterdir()}
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def _run(*command: object, cwd: Path) -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture
def installed(tmp_path: Path) -> Callable[..., Path]:
    """Installs without a network into a new environment; what the package needs is borrowed from this one."""

    def install(*what: object) -> Path:
        environment = tmp_path / "environment"
        _run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=tmp_path)
        (own,) = environment.rglob("site-packages")
        # Folders named in a .pth are searched last, and theirs are not followed: gongwen itself is not borrowed.
        borrowed = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
        (own / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
        pip = (sys.executable, "-m", "pip", "--python", environment, "--disable-pip-version-check", "install")
        _run(*pip, "--no-index", "--no-deps", "--no-build-isolation", *what, cwd=tmp_path)
        return environment / SCRIPTS / "gongwen"

    return install


def test_the_wheel_carries_every_template_and_every_specimen_once(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        carried = {
            Path(name).relative_to("gongwen/templates"): packed.read(name)
            for name in packed.namelist()
            if name.startswith("gongwen/templates/")
        }
    assert carried == {name: path.read_bytes() for name, path in PACKED.items()}


def test_the_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {
            "gongwen",
            f"gongwen-{gongwen.__version__}.dist-info",
        }


def test_the_page_on_an_index_shows_no_picture_and_no_link_that_only_the_tree_has(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        text = packed.read(name).decode()
    assert "## English summary" in text
    assert re.findall(r"!\[|\]\((?!https?:|#)[^)]*\)|<img|<!--", text) == []


@pytest.mark.parametrize("how", ["a wheel", "the tree itself"])
def test_what_is_installed_gives_specimens_and_templates(
    how: str, wheel: Path, installed: Callable[..., Path], tmp_path: Path
) -> None:
    command = installed(*([wheel] if how == "a wheel" else ["-e", ROOT]))
    assert _run(command, "new", "通知", cwd=tmp_path) == (SHELF / "specimens" / "notice.md").read_bytes()
    assert _run(command, "new", "单位", cwd=tmp_path) == (SHELF / "specimens" / "unit.yaml").read_bytes()
    _run(command, "template", "new", "通知", "-o", "我的模板.docx", cwd=tmp_path)
    assert (tmp_path / "我的模板.docx").read_bytes() == (SHELF / "docx" / "notice.docx").read_bytes()
    place = _run(command.with_name("python"), "-c", "import gongwen; print(gongwen.__file__)", cwd=tmp_path).decode()
    assert Path(place.strip()).is_relative_to(tmp_path if how == "a wheel" else ROOT)
