"""What requirements-core.txt brings is enough for model, rendering and preview; what else is needed is told by name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gongwen
from gongwen import errors

ROOT = Path(__file__).parents[2]
SMOKE = Path(__file__).parent / "smoke.py"
CORE = (ROOT / "requirements-core.txt").read_text(encoding="utf-8")
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LEFT_OUT = ("babel", "click", "docx", "docxtpl", "isal", "jinja2", "lxml", "markupsafe", "openpyxl", "rich", "yaml")
WITHOUT_THEM = f"""
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {LEFT_OUT!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Without())
"""
"""The core alone, as a fresh environment has it; scripts/test.sh --matrix makes such an environment."""


def python(program: str, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THEM + program, *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_core_has_the_lower_bounds_of_the_project() -> None:
    wanted = re.findall(r"(?m)^[a-z].*$", CORE)
    assert [line.partition(">=")[0] for line in wanted] == ["pydantic", "typing-extensions"]
    assert all(f'    "{line}",\n' in PROJECT for line in wanted)


RUN_SMOKE = "import runpy; smoke = runpy.run_path(sys.argv[1]); "


def test_model_rendering_and_preview_work_on_the_core() -> None:
    assert "zlib" in python(RUN_SMOKE + "smoke['main'](['core'])", str(SMOKE))


def test_seals_and_pictures_are_rendered_on_the_core() -> None:
    program = "import gongwen; sealed = smoke['core']().evolve(seals=[gongwen.Seal(data=smoke['PNG'], diameter=42)])"
    assert int(python(f"{RUN_SMOKE}{program}; print(len(gongwen.render(sealed)))", str(SMOKE))) > 9000


@pytest.mark.parametrize(
    ("use", "package"),
    [
        ("gongwen.load(b'---\\ntitle: >\\n  x\\n---\\nx\\n')", "pyyaml"),
        ("gongwen.read(b'PK')", "lxml|pyyaml"),
        ("gongwen.Unit.load('代字: {通知: 青政发}'.encode())", "pyyaml"),
        ("gongwen.Template", "docxtpl|jinja2|lxml|markupsafe"),
        ("gongwen.prepare(document, template=b'PK')", "docxtpl|jinja2|lxml|markupsafe"),
        ("document.evolve(translation={'locale': 'za', 'title': 'x', 'issuer': 'y'})", "babel"),
    ],
)
def test_a_package_that_is_missing_is_told_by_name_with_its_command(use: str, package: str) -> None:
    said = python(
        "import gongwen\n"
        "document = gongwen.Document(kind='总结', title='秋粮收购总结', body=['如下。'])\n"
        f"try:\n    {use}\n"
        "except ImportError as error:\n"
        "    assert isinstance(error, gongwen.GongwenError)\n"
        "    print(error.faults[0].code, error.faults[0].cure)\n"
    )
    assert re.match(rf"missing-package 运行 pip install ({package})；", said), said


def test_the_command_line_tells_what_it_lacks() -> None:
    said = python("from gongwen.cli import main\nsys.stderr = sys.stdout\nprint(main(['render', '通知.md']))")
    assert "没有装 click" in said
    assert "pip install click" in said
    assert said.endswith("2\n")


def test_a_missing_package_is_an_import_error_and_a_fault() -> None:
    assert issubclass(gongwen.MissingPackageError, ImportError)
    assert issubclass(gongwen.MissingPackageError, gongwen.GongwenError)


def test_a_package_that_only_an_extra_brings_is_told_with_that_extra() -> None:
    usual = _brought_by("dependencies")
    for package in sorted({*errors._PACKAGES.values()} - usual):
        assert package in _brought_by(errors._EXTRAS[package]), package
    assert not errors._EXTRAS.keys() & usual


def _brought_by(name: str) -> set[str]:
    """The packages of a list of pyproject.toml."""
    listed = re.search(rf"(?ms)^{name} = \[(.*?)\]$", PROJECT)
    assert listed
    return set(re.findall(r'"([\w-]+)', listed[1]))
