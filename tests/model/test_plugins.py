"""pydantic's plugins: they are not looked for on account of our model, and other people's models have them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = """
built = []

class Plugin:
    def new_schema_validator(self, schema, schema_type, *others):
        built.append(f"{schema_type.__module__}.{schema_type.__qualname__}")
        return None, None, None

plugin = Plugin()
"""
OURS = """
import gongwen
gongwen.render(gongwen.Document.read({"kind": "计划", "title": "春耕计划", "body": ["春耕在即。"]}))
"""
THEIRS = "import pydantic\nclass Village(pydantic.BaseModel):\n    area: int\nVillage(area=3)"


def said(program: str, *folders: Path) -> list[str]:
    source = Path(__file__).parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (source, *folders)))}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout.split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package with a plugin, as an installer leaves it."""
    (tmp_path / "told.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "told-1.0.dist-info").mkdir()
    (tmp_path / "told-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: told\nVersion: 1.0\n")
    (tmp_path / "told-1.0.dist-info" / "entry_points.txt").write_text("[pydantic]\ntold = told:plugin\n")
    return tmp_path


@pytest.mark.parametrize("program", [f"{OURS}\n{THEIRS}", f"{THEIRS}\n{OURS}"], ids=["ours first", "theirs first"])
def test_the_models_of_others_have_their_plugins_and_ours_have_none(program: str, folder: Path) -> None:
    assert said(f"{program}\nimport told\nprint(*told.built)", folder) == ["__main__.Village"]


def test_a_first_document_loads_nothing_that_reads_the_metadata_of_packages() -> None:
    loaded = said(f"import sys\n{OURS}\nprint(*sys.modules)")
    assert "pydantic.main" in loaded
    assert not {"importlib.metadata", "email.message", "pydantic.plugin._loader"} & {*loaded}
