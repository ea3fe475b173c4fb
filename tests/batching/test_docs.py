"""What docs/batch.md shows works as shown, and the messages that it explains are those that are said."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import gongwen
from gongwen.batching import BatchOptions, Register, batch, batch_documents
from gongwen.reading.docx import read_document
from tests.batching.batches import SOURCE, villages, villages_csv, write_source
from tests.cli.running import Outcome, as_program, inside, is_chinese_for_clerks

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "batch"
TEXT = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
HEAD = """---
文种: 计划
标题: {{ 村名 }}计划
---
如下。
"""
FIRST = "上坝村"


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", TEXT)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, to work in."""
    shutil.copytree(ROOT / "examples" / "pictures", tmp_path / "pictures")
    shutil.copytree(ROOT / "examples" / "batch", tmp_path / "batch", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path / "batch")
    return tmp_path / "batch"


def _texts(source: str) -> dict[str, list[str]]:
    """The paragraphs and cells of every village's document after the first."""
    made = batch_documents("各村.xlsx", source.encode(), details="隐患点")
    return {str(one.row.values["村名"]): _said(one.content) for one in made}


def _said(content: bytes | None) -> list[str]:
    assert content is not None
    said: list[str] = []
    for block in read_document(content).document.body[1:]:
        if isinstance(block, gongwen.Table):
            said += [cell for row in (block.header, *block.rows) for cell in row]
        else:
            assert isinstance(block, gongwen.Paragraph)
            said.append(block.text)
    return said


# ---------------------------------------------------------------------------------- snippets


def test_the_commands_run_as_they_stand_one_after_the_other(example: Path) -> None:
    said = ""
    for language, block in re.findall(r"(?ms)^```(bash|text)\n(.*?)^```", TEXT):
        if language == "text":
            assert block in said
            continue
        for line in block.splitlines():
            program, *words = shlex.split(line, comments=True)
            assert program == "gongwen"
            outcome = as_program(*words, folder=example)
            said = outcome.err
            assert outcome.code == 0, (line, said)
    assert len(list(example.glob("公文/*.docx"))) == len(list(example.glob("按序号/*.docx"))) == 30
    assert (example / "按序号" / "7 河口村.docx").is_file()
    assert (example / "发文登记表.xlsx").is_file()
    assert (example / "打印.docx").is_file()


def test_the_scripts_run_one_after_the_other(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "batch.md", "exec"), names)
    said = capsys.readouterr().out
    assert "上坝村 青政发〔2026〕1号" in said
    assert "下坝村 数据 第2行“面积”列" in said
    assert len(list(example.glob("水利/*.docx"))) == 2
    assert len(list(example.glob("公文二/*.docx"))) == 30


def test_every_fragment_of_a_source_suits_every_village_of_the_example(example: Path) -> None:
    fragments = blocks("markdown")
    assert len(fragments) == 2
    for fragment in fragments:
        assert len(_texts(HEAD + fragment)) == 30


def test_conditions_and_rows_do_what_is_said_of_them(example: Path) -> None:
    conditions, rows = (_texts(HEAD + fragment) for fragment in blocks("markdown"))
    assert conditions["竹林村"] == [
        "另外，竹海景区游步道沿线禁止吸烟，入口处设置火种收缴箱。",
        "你村护林员人数较多，由镇林业站统一编组。",
    ]
    assert conditions[FIRST] == ["你村由村委会自行编组，先巡查有隐患的地点。"]
    assert conditions["官田村"] == ["你村由村委会自行编组。"]
    assert rows[FIRST][:9] == [
        "请逐一整改：",
        "序号",
        "地点",
        "隐患",
        "完成时限",
        "1",
        "坝上老坟山",
        "祭扫用火多",
        "12月10日",
    ]
    assert rows[FIRST][13:20] == [
        "其中坝上老坟山、水渠北坡须在月底前完成。",
        "各隐患点一览：",
        "地点",
        "隐患",
        "整改措施",
        "完成时限",
        "坝上老坟山",
    ]
    assert rows["官田村"] == ["没有隐患点，请继续自查。", "各隐患点一览："]


PLACEHOLDERS = [
    (written.replace("\\|", "|"), result)
    for written, result in re.findall(r"(?m)^\| `(\{\{.*?\}\})` \| (.*?) \|", TEXT)
]


@pytest.mark.parametrize(("written", "result"), PLACEHOLDERS)
def test_a_placeholder_gives_what_the_table_says(written: str, result: str, example: Path) -> None:
    source = f"{HEAD}得：{written}。\n".encode()
    given = {"今天": "2026-05-11"}
    made = next(batch_documents("各村.xlsx", source, details="隐患点", skip_bad=True, settings=given))
    assert _said(made.content) == [f"得：{result}。"]


def test_the_table_of_placeholders_names_every_filter() -> None:
    assert len(PLACEHOLDERS) == 12
    for name in ("默认", "年月日", "月日", "千分位", "百分比", "保留", "大写"):
        assert name in TEXT


def test_every_option_is_spoken_of_and_every_one_spoken_of_is_there() -> None:
    options = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", TEXT))
    page = as_program("batch", "--help").text
    assert [option for option in options if option not in page] == []
    assert [name for name in BatchOptions.__annotations__ if not re.search(rf"\b{name}\b", TEXT)] == []


# ---------------------------------------------------------------------------------- messages


class Desk:
    """A clerk's desk: a table, a notice, and the slips that are made there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = villages(3)
        self.source = SOURCE
        self.table = "各村.csv"

    def run(self, *further: str) -> Outcome:
        """The batch with what lies on the desk now."""
        villages_csv(self.folder / "各村.csv", self.rows)
        write_source(self.folder, self.source)
        arguments = ("batch", self.table, "--source", "防火通知.md", "-o", "公文", *further)
        return inside(*arguments, folder=self.folder)

    def change(self, found: str, put: str) -> None:
        """Change the notice."""
        assert found in self.source
        self.source = self.source.replace(found, put)


def _a_column_misspelt(desk: Desk) -> Outcome:
    desk.change("{{ 面积 }}", "{{ 面积（亩） }}")
    return desk.run()


def _a_blank_cell(desk: Desk) -> Outcome:
    desk.rows[1]["面积"] = None
    return desk.run()


def _a_blank_date(desk: Desk) -> Outcome:
    desk.rows[1]["期限"] = None
    return desk.run()


def _a_date_in_words(desk: Desk) -> Outcome:
    desk.rows[1]["期限"] = "三月底"
    return desk.run()


def _a_full_width_bar(desk: Desk) -> Outcome:
    desk.change("期限|月日", "期限｜月日")
    return desk.run()


def _full_width_braces(desk: Desk) -> Outcome:
    desk.change("{{ 期限|月日 }}", "｛｛ 期限 ｝｝")
    return desk.run()


def _a_number_in_words(desk: Desk) -> Outcome:
    desk.rows[1]["面积"] = "约300"
    desk.change("{{ 面积 }}", "{{ 面积 + 1 }}")
    return desk.run()


def _a_sheet_misspelt(desk: Desk) -> Outcome:
    shutil.copy(EXAMPLE / "各村.xlsx", desk.folder)
    desk.table = "各村.xlsx"
    return desk.run("--details", "隐患")


def _a_sheet_of_a_text_table(desk: Desk) -> Outcome:
    return desk.run("--details", "隐患点")


def _details_of_nobody(desk: Desk) -> Outcome:
    (desk.folder / "明细.csv").write_text("村名,地点\n上坝,老窑\n", encoding="utf-8")
    return desk.run("--details", "明细.csv")


def _an_old_workbook(desk: Desk) -> Outcome:
    (desk.folder / "各村.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    desk.table = "各村.xls"
    return desk.run()


def _no_table(desk: Desk) -> Outcome:
    desk.table = "各 村.csv"
    return desk.run()


def _a_number_of_another(desk: Desk) -> Outcome:
    assert desk.run("--register", "发文.db").code == 0
    desk.rows = [{**desk.rows[0], "村名": "石桥村"}]
    desk.change("〔2026〕号", "〔2026〕2号")
    return desk.run("--register", "发文.db")


def _a_file_in_the_way(desk: Desk) -> Outcome:
    (desk.folder / "公文").mkdir()
    (desk.folder / "公文" / "上坝2村.docx").touch()
    return desk.run()


def _a_changed_source(desk: Desk) -> Outcome:
    assert desk.run().code == 0
    desk.change("枯枝落叶增多", "枯枝落叶较多")
    return desk.run()


def _an_edited_document(desk: Desk) -> Outcome:
    assert desk.run().code == 0
    with (desk.folder / "公文" / "上坝2村.docx").open("ab") as file:
        file.write(b"edited")
    return desk.run()


def _an_unfinished_batch(desk: Desk) -> Outcome:
    rows = villages(3)
    write_source(desk.folder, desk.source)
    report = batch(rows, desk.folder / "防火通知.md", desk.folder / "公文", stopped=lambda: True)
    assert report.interrupted
    return desk.run()


def _a_village_twice(desk: Desk) -> Outcome:
    desk.rows[2]["村名"] = desk.rows[0]["村名"]
    return desk.run("--key", "村名")


def _no_folder_for_the_archive(desk: Desk) -> Outcome:
    return desk.run("--zip", "没有/公文.zip")


def _recipients_that_nobody_can_count(desk: Desk) -> Outcome:
    desk.change("主送机关: {{ 村名 }}村民委员会", "主送机关: 各村民委员会")
    return desk.run("--copies", "2")


def _a_register_in_use(desk: Desk) -> Outcome:
    Register(desk.folder / "发文.db").close()
    holder = sqlite3.connect(desk.folder / "发文.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Register(desk.folder / "发文.db", timeout=0.2) as register, pytest.raises(gongwen.InputError) as caught:
        batch(desk.rows, desk.source.encode(), desk.folder / "公文", register=register)
    holder.close()
    return Outcome(2, b"", str(caught.value))


def _a_journal_left_behind(desk: Desk) -> Outcome:
    assert desk.run("--register", "发文.db").code == 0
    for path in (desk.folder / "公文").glob(".gongwen-batch.db*"):
        path.unlink()
    return desk.run("--register", "发文.db")


def _a_register_forgotten(desk: Desk) -> Outcome:
    assert desk.run("--register", "发文.db").code == 0
    return desk.run()


def _numbers_of_another_register(desk: Desk) -> Outcome:
    assert desk.run("--register", "发文.db").code == 0
    batch(desk.rows[:2], desk.source.encode(), desk.folder / "别处", register=desk.folder / "另.db")
    return desk.run("--register", "另.db")


SLIPS: dict[str, Callable[[Desk], Outcome]] = {
    "表里没有这一列": _a_column_misspelt,
    "这一格是空的，而源文件第…行要写出它": _a_blank_cell,
    "这一格是空的，而源文件要用它来算": _a_blank_date,
    "不是日期": _a_date_in_words,
    "占位符里有不能用的符号": _a_full_width_bar,
    "花括号是全角的，或中间有空格": _full_width_braces,
    "不是数，不能与数比较、相加": _a_number_in_words,
    "没有这张工作表": _a_sheet_misspelt,
    "这个文件不是工作簿，没有工作表": _a_sheet_of_a_text_table,
    "里没有这个村名": _details_of_nobody,
    "这是旧版 Excel 工作簿（.xls），不能直接读": _an_old_workbook,
    "找不到这个文件": _no_table,
    "这个号已登记给": _a_number_of_another,
    "输出文件夹里已有同名的文件": _a_file_in_the_way,
    "这份与上次做的不同，没有动它": _a_changed_source,
    "这个文件做好后被人改过，没有动它": _an_edited_document,
    "已有这个文件，不是这个文件夹里的批次做的": _a_journal_left_behind,
    "这一批已编过号": _a_register_forgotten,
    "这个文件夹里的公文已用的号，在登记簿里是别的公文的": _numbers_of_another_register,
    "上次没有做完": _an_unfinished_batch,
    "与第…行的“村名”相同": _a_village_twice,
    "要写到的文件夹不存在": _no_folder_for_the_archive,
    "数不出有几个单位": _recipients_that_nobody_can_count,
    "登记簿正被另一个程序使用": _a_register_in_use,
}


def test_the_docs_explain_these_messages() -> None:
    table = TEXT.partition("## 出了问题怎么办")[2]
    assert re.findall(r"(?m)^\| ([^|]*) \|", table)[1:] == list(SLIPS)


@pytest.mark.parametrize("message", SLIPS)
def test_a_slip_is_told_in_the_words_that_the_docs_explain(message: str, tmp_path: Path) -> None:
    said = SLIPS[message](Desk(tmp_path))
    assert said.code in (1, 2)
    assert said.out == b""
    assert re.search(re.escape(message).replace("…", ".+?"), said.err), said.err
    assert "处理：" in said.err
    assert is_chinese_for_clerks(re.sub(r"Excel|Word|WPS|\{[{%].*?[%}]\}|“[^”]*”", "", said.err)), said.err


def test_a_table_that_was_corrected_leaves_a_remark_of_the_old_list(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.rows[1]["面积"] = None
    assert desk.run().code == 1
    desk.rows[1]["面积"] = 900
    said = desk.run()
    assert said.code == 0
    assert "问题清单.xlsx 是上次留下的" in said.err
    assert (tmp_path / "公文" / "问题清单.xlsx").exists()


def test_an_open_number_without_a_register_is_remarked_upon(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert "顺序号空着（青政发〔2026〕号）；要编号就加 --register" in desk.run().err
    said = desk.run("--register", "发文.db", "--dry-run")
    assert "第2行 → 青政发〔2026〕1号 上坝1村.docx" in said.err
    said = desk.run("--register", "发文.db")
    assert "原来的文件还留着：上坝1村.docx、上坝2村.docx、上坝3村.docx" in said.err
    assert "留着" not in desk.run("--register", "发文.db").err


def test_a_folder_that_is_a_file_is_told_before_anything_is_made(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "公文").touch()
    said = desk.run()
    assert (said.code, (tmp_path / "公文").read_bytes()) == (2, b"")
    assert "-o 要写文件夹，这是一个文件" in said.err


def test_a_fault_of_the_source_names_its_line_and_not_every_field_that_it_hides(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.change("主送机关: {{", "主送机关: [{{")
    said = desk.run("--json")
    faults = json.loads(said.out)["faults"]
    assert {(fault["line"], fault["file"]) for fault in faults} == {(6, "防火通知.md")}
    assert "防火通知.md 第6行 （做表里第2行时）" in desk.run().err
