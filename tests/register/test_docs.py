"""What docs/register.md shows works as shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from gongwen.cli import main
from gongwen.register import Register
from gongwen.register.headings import find_columns

TEXT = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?s)```{language}\n(.*?)```", TEXT)


def test_the_script_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    script, _ = blocks("python")
    exec(compile(script, "register.md", "exec"), {})
    with Register("发文.db", create=False) as register:
        assert [entry.state.value for entry in register.entries()] == ["issued", "issued", "void"]
    assert (tmp_path / "发文登记表.xlsx").is_file()


def test_the_numbers_of_an_office_system_run_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    _, script = blocks("python")
    exec(compile(script, "register.md", "exec"), {})
    assert capsys.readouterr().out == "青政发〔2026〕31号已发 青政发〔2026〕32号已发\n"


def test_the_commands_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    for row in (["文号", "标题"], *([f"云政发〔2026〕{n}号", f"关于第{n}件事的通知"] for n in range(1, 9))):
        book.worksheets[0].append(row)
    book.save("2026年发文登记表.xlsx")
    (commands,) = blocks("bash")
    lines = [shlex.split(line, comments=True) for line in commands.splitlines()]
    assert len(lines) == 7
    assert [main(words[1:]) for words in lines] == [0] * 7


def test_the_names_of_columns_are_those_that_are_known() -> None:
    table = re.findall(r"(?m)^\| (\S+) \| ([^（\n]*).* \|$", TEXT)
    assert len(table) == 9
    for _, names in table[2:-1]:
        for name in names.split("、"):
            columns = find_columns(dict(enumerate(["文号", "状态", name.strip()])))
            assert columns is not None
            assert columns.unknown == ()
    for headings in (table[1][1].split("；")[0], table[1][1].split("；")[1].removeprefix("或分开的 ")):
        assert find_columns(dict(enumerate([*headings.replace(" 三列", "").strip().split("、"), "标题"]))) is not None
