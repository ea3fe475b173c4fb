"""Every snippet of every page runs as it stands, in the order of the page; pages with a story have their own tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import gongwen
from gongwen.rules import RULES
from gongwen.rules.examples import example
from gongwen.specimens import specimen
from tests.cli.running import environment_of_a_program
from tests.docs.test_links import PAGES
from tests.recognition.word.files import CLOSING, HEAD, TEXT, lines, package
from tests.support import markers

ROOT = Path(__file__).parents[2]
ELSEWHERE = {
    "docs/batch.md": "tests/batching/test_docs.py",
    "docs/embedding.md": "tests/docs/test_embedding.py",
    "docs/recording.md": "tests/docs/test_recording.py",
    "docs/register.md": "tests/register/test_docs.py",
    "docs/serve.md": "tests/serving/test_docs.py",
    "docs/summary.md": "tests/summary/test_documents.py",
    "examples/batch/README.md": "tests/test_batch_example.py",
}
DRAWN = {"CONTRIBUTING.md": "office"}
"""Pages whose snippets draw documents."""
PICTURES_OF_TEXT = {"docs/architecture.md"}
"""Pages whose blocks are drawings in characters."""
_BLOCK = re.compile(r"(?ms)^(?P<before>[^\n]*)\n\n?```(?P<language>\w*)\n(?P<text>.*?)^```$")
_SAVED_AS = re.compile(r"`([^`]+\.(?:md|yaml))`[：:]$")
_NOT_RUN = re.compile(
    r"(?m)^(?:pip install \. && "
    r"|(?:pip|bash scripts/test\.sh|\. \.test-env|pytest|ruff|mkdocs|python -m benchmarks)\b.*$)"
)
"""What sets up the environment or runs the tests: the test runs in an environment that is set up."""


TYPED = """石桥镇人民政府文件
石政发〔2026〕12号
关于做好汛期值班工作的通知
各村民委员会：
汛期将至，现将值班工作通知如下。
一、落实人员
每村每日2人，7月1日起到岗。
石桥镇人民政府
2026年6月20日
"""


class Snippet(NamedTuple):
    """A fenced block: its language, its text, and the file that the line before says to save it as."""

    language: str
    text: str
    saved_as: str | None


def _snippets(page: Path) -> list[Snippet]:
    return [
        Snippet(found["language"], found["text"], name[1] if (name := _SAVED_AS.search(found["before"])) else None)
        for found in _BLOCK.finditer("\n" + page.read_text(encoding="utf-8"))
    ]


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


HERE = [page for page in PAGES if _snippets(page) and _name(page) not in {*ELSEWHERE, *PICTURES_OF_TEXT}]


@pytest.mark.parametrize(("page", "test"), ELSEWHERE.items())
def test_a_page_that_is_run_elsewhere_is_read_there(page: str, test: str) -> None:
    text = (ROOT / test).read_text(encoding="utf-8")
    assert Path(page).name in text
    assert Path(page).parts[0] in text or "FOLDER" in text


def test_every_block_of_a_page_is_found_and_its_language_known() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert 2 * len(_snippets(page)) == len(re.findall(r"(?m)^```", text)), page
    languages = {snippet.language for page in HERE for snippet in _snippets(page)}
    assert languages == {"bash", "python", "markdown", "yaml", "text"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder as a reader has it: the examples, a notice and a draft of theirs, and ``gongwen`` on the path."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "通知.md").write_text(specimen("通知"), encoding="utf-8")
    (tmp_path / "草稿.md").write_text("---\n文种: 请示\n标题: 关于修建防洪堤的请示\n---\n如下。\n", encoding="utf-8")
    (tmp_path / "来稿").mkdir()
    for name in ("通知.txt", "来稿.txt", "汇编.txt", "来稿/一.txt"):
        (tmp_path / name).write_text(TYPED, encoding="utf-8")
    (tmp_path / "旧通知.docx").write_bytes(package(lines(*HEAD, *TEXT, *CLOSING)))
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, words in (("gongwen", "-m gongwen "), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}"$@"\n')
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    rules = dict(RULES)
    yield tmp_path
    for added in RULES.keys() - rules.keys():
        del RULES[added]


def _said_by_commands(text: str, folder: Path) -> str:
    left = _NOT_RUN.sub("", text)
    done = subprocess.run(
        ["sh", "-ec", left], cwd=folder, env=environment_of_a_program(), capture_output=True, check=False
    )
    assert done.returncode == 0, (left, done.stderr.decode())
    return done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize("page", HERE, ids=_name)
def test_the_snippets_of_a_page_run_one_after_the_other(
    page: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if _name(page) in DRAWN:
        markers.require(DRAWN[_name(page)])
    names: dict[str, object] = {"__name__": "snippet"}
    said = ""
    for language, text, saved_as in _snippets(page):
        if saved_as is not None:
            (folder / saved_as).write_text(text, encoding="utf-8")
        elif language == "bash":
            said += _said_by_commands(text, folder)
        elif language == "python":
            exec(compile(text, page.name, "exec"), names)
            said += capsys.readouterr().out
            _ask_the_examples_of_rules_in(names)
        elif language == "markdown":
            assert gongwen.load(text.encode()).body
        elif language == "yaml":
            _load_unit(text, folder)
        else:
            assert [line for line in text.splitlines() if line not in said] == [], said


def _ask_the_examples_of_rules_in(names: dict[str, object]) -> None:
    """A rule that a snippet registers is broken by its wrong example, and not by its right one."""
    for asked in RULES.values():
        if asked.check in names.values():
            assert asked.check(example(asked.wrong)) is not None
            assert asked.check(example(asked.right)) is None


def _load_unit(text: str, folder: Path) -> None:
    """A unit's file, or an entry of a source: its pictures lie beside it."""
    if text.startswith("印章:"):
        for name in re.findall(r"[\w.]+\.png", text):
            shutil.copy(ROOT / "examples" / "pictures" / "seal.png", folder / name)
        source = (
            f"---\n文种: 通知\n发文机关: 云岭县青山镇人民政府，中共云岭县青山镇委员会\n标题: 通知\n{text}---\n如下。\n"
        )
        (folder / "盖章.md").write_text(source, encoding="utf-8")
        assert len(gongwen.load(folder / "盖章.md").seals) == text.count(".png")
    else:
        (folder / "examples" / "unit" / "单位.yaml").write_text(text, encoding="utf-8")
        assert gongwen.Unit.load(folder / "examples" / "unit" / "单位.yaml")
