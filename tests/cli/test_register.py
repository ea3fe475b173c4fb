"""``gongwen register``: seen, asked, corrected, printed and read in, with words a clerk can act on."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from gongwen import IssuingNumber
from gongwen.register import Facts, Issue, Register, Request
from tests.cli.running import Run, as_program, is_chinese_for_clerks, snapshot

DB = "发文.db"


@pytest.fixture
def book(folder: Path) -> Path:
    """A register with a number of every state."""
    open_number = IssuingNumber.parse("云政发〔2026〕号")
    titles = ["关于做好春耕备耕工作的通知", "关于做好防汛工作的通知", "=关于医保缴费的通知"]
    requests = [Request(f"各村.xlsx 第{row}行", open_number, Facts(title)) for row, title in enumerate(titles, start=2)]
    with Register(folder / DB) as register:
        given = register.reserve([*requests, Request("令", IssuingNumber.parse("第1号"), Facts("县令"))])
        register.issue([Issue(given[0].number)])
        register.void(given[1].number, "印错", when=datetime(2026, 3, 2).date())  # noqa: DTZ001
    return folder / DB


def old_table(folder: Path, *rows: list[str]) -> str:
    workbook = openpyxl.Workbook()
    for row in (["2026年发文登记表"], ["文号", "文件标题", "密级"], *rows):
        workbook.worksheets[0].append(row)
    workbook.save(folder / "旧表.xlsx")
    return "旧表.xlsx"


# ---------------------------------------------------------------------------------- list


def test_list_shows_every_number_and_counts_the_states(book: Path, run: Run) -> None:
    listed = run("register", DB, "list")
    assert listed.code == 0
    assert listed.text.splitlines() == [
        "发文字号\t标题\t主送机关\t签发人\t成文日期\t份数\t归档\t状态\t作废原因",
        "第1号\t县令\t\t\t\t\t\t已编号\t",
        "云政发〔2026〕1号\t关于做好春耕备耕工作的通知\t\t\t\t\t\t已发\t",
        "云政发〔2026〕2号\t关于做好防汛工作的通知\t\t\t\t\t\t作废\t印错",
        "云政发〔2026〕3号\t=关于医保缴费的通知\t\t\t\t\t\t已编号\t",
    ]
    assert listed.err == "共 4 个号：已编号 2，已发 1，作废 1\n"


@pytest.mark.parametrize(
    ("options", "count"),
    [(["--state", "已编号"], 2), (["--state", "void"], 1), (["--code", "云政发"], 3), (["--year", "2025"], 0)],
)
def test_list_shows_the_part_that_is_asked_for(options: list[str], count: int, book: Path, run: Run) -> None:
    listed = run("register", DB, "list", *options, "--json")
    assert (listed.code, listed.err) == (0, "")
    assert len(json.loads(listed.out)["entries"]) == count


def test_list_tells_programs_the_same(book: Path, run: Run) -> None:
    told = json.loads(run("register", DB, "list", "--json").out)
    assert (told["register"], told["gaps"], told["faults"]) == (DB, [], [])
    assert told["counts"] == {"reserved": 2, "issued": 1, "void": 1}
    assert told["entries"][2] == {
        "number": "云政发〔2026〕2号",
        "state": "void",
        "identity": "各村.xlsx 第3行",
        "title": "关于做好防汛工作的通知",
        "reason": "印错",
        "voided": "2026-03-02",
    }


def test_list_names_missing_numbers_and_says_so_by_its_exit_code(folder: Path, run: Run) -> None:
    table = old_table(folder, ["云政发〔2026〕1号", "甲"], ["云政发〔2026〕5号", "乙"])
    assert run("register", DB, "import", table).code == 0
    listed = run("register", DB, "list")
    assert listed.code == 1
    assert "缺号：云政发〔2026〕2至4号" in listed.err
    told = run("register", DB, "list", "--json")
    assert told.code == 1
    assert json.loads(told.out)["gaps"] == [{"code": "云政发", "year": 2026, "first": 2, "last": 4}]
    assert run("register", DB, "list", "--code", "云办发").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as POSIX does it")
def test_list_is_a_table_on_a_terminal(book: Path) -> None:
    import pty  # noqa: PLC0415 - POSIX only

    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(COLUMNS="100", TERM="xterm", PYTHONPATH=os.pathsep.join(sys.path))
        os.execv(sys.executable, [sys.executable, "-m", "gongwen", "register", DB, "list"])
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the terminal is gone when the program is
            break
        if not piece:
            break
        shown += piece
    os.waitpid(child, 0)
    os.close(terminal)
    text = shown.decode()
    assert "───" in text
    assert "\t" not in text
    assert all(words in text for words in ("发文字号", "云政发〔2026〕2号", "印错", "共 4 个号"))
    assert "签发人" not in text  # nobody has filled in this column


# ---------------------------------------------------------------------------------- next, void


def test_next_shows_the_number_and_takes_none(book: Path, run: Run) -> None:
    for words in (["云政发", "--year", "2026"], ["云政发〔2026〕号"]):
        said = run("register", DB, "next", *words)
        assert (said.code, said.text, said.err) == (0, "云政发〔2026〕4号\n", "")
    told = json.loads(run("register", DB, "next", "云政发", "--year", "2026", "--json").out)
    assert (told["next"], told["code"], told["year"], told["sequence"]) == ("云政发〔2026〕4号", "云政发", 2026, 4)


def test_next_of_this_year_is_meant_when_no_year_is_said(book: Path, run: Run) -> None:
    said = run("register", DB, "next", "云办发")
    year = datetime.now().astimezone().year
    assert said.text == f"云办发〔{year}〕1号\n"
    assert "还没有云办发" in said.err


def test_a_gap_is_explained_in_the_words_that_tell_it(folder: Path, run: Run) -> None:
    (folder / "旧.csv").write_text("文号,标题\n云政发〔2026〕1号,甲\n云政发〔2026〕5号,乙\n", encoding="utf-8")
    assert "云政发〔2026〕2至4号" in run("register", DB, "import", "旧.csv").err
    said = run("register", DB, "void", "云政发〔2026〕2至4号", "--reason", "旧登记簿遗失")
    assert (said.code, "3 个号" in said.err) == (0, True)
    assert run("register", DB, "list").code == 0
    again = run("register", DB, "void", "云政发〔2026〕3-6号", "--reason", "印错")
    assert (again.code, again.err.count("早已作废"), again.err.count("没有这个号")) == (2, 2, 1)
    with Register(folder / DB) as register:
        assert [e.state.value for e in register.entries()] == ["issued", "void", "void", "void", "issued"]


def test_void_makes_a_number_void_with_its_reason(book: Path, run: Run) -> None:
    said = run("register", DB, "void", "云政发[2026]第3号", "--reason", "改用便函")
    assert (said.code, said.out, said.err) == (0, b"", "已作废 云政发〔2026〕3号：改用便函\n")
    (entry,) = [e for e in json.loads(run("register", DB, "list", "--json").out)["entries"] if e["number"][-2] == "3"]
    assert (entry["state"], entry["reason"]) == ("void", "改用便函")
    assert entry["voided"] == datetime.now().astimezone().date().isoformat()


# ---------------------------------------------------------------------------------- export, import


def test_export_and_import_give_the_same_register(book: Path, run: Run) -> None:
    for name in ("登记表.xlsx", "登记表.csv"):
        said = run("register", DB, "export", name)
        assert (said.code, said.err) == (0, f"已写入 {name}：4 个号\n")
        assert run("register", f"{name}.db", "import", name).code == 0
        mine, theirs = (json.loads(run("register", db, "list", "--json").out) for db in (DB, f"{name}.db"))
        for entry in mine["entries"]:
            entry.pop("identity", None)
        assert theirs["entries"] == mine["entries"]


def test_import_makes_the_register_and_says_what_comes_next(folder: Path, run: Run) -> None:
    rows: list[list[str]] = [["云政发〔2026〕1号", "甲", "秘密"], ["云办发〔2026〕7号", "乙"], ["云政发〔2026〕2号"]]
    table = old_table(folder, *rows)
    said = run("register", DB, "import", table)
    assert (said.code, said.out) == (0, b"")
    assert "没有导入：密级" in said.err
    assert "1 行只有号码" in said.err
    assert "缺号：云办发〔2026〕1至6号" in said.err
    assert said.err.endswith("已导入 2 个号\n下一个号：云办发〔2026〕8号、云政发〔2026〕2号\n")
    assert is_chinese_for_clerks(said.err)
    again = json.loads(run("register", DB, "import", table, "--json").out)
    assert (again["added"], again["known"], again["blank"], again["left_out"]) == (0, 2, 1, ["密级"])
    assert again["next"] == ["云办发〔2026〕8号", "云政发〔2026〕2号"]


def test_a_table_with_faults_is_refused_whole_and_makes_no_register(folder: Path, run: Run) -> None:
    table = old_table(folder, ["云政发〔2026〕1号", "甲"], ["乱写", "乙"], ["云政发〔2026〕1号", "丙"])
    before = snapshot(folder)
    said = run("register", DB, "import", table)
    assert (said.code, said.out) == (2, b"")
    assert all(words in said.err for words in ("旧表.xlsx 第4行“文号”列", "旧表.xlsx 第5行“文号”列", "共 2 处"))
    assert is_chinese_for_clerks(said.err)
    assert snapshot(folder) == before


# ---------------------------------------------------------------------------------- refused

REFUSED = {
    "nothing to do": ([DB], "没有写要做什么"),
    "an unknown command": ([DB, "查看"], "没有这个命令：查看"),
    "no register to list": (["没有.db", "list"], "没有这个登记簿"),
    "no register to look into": (["没有.db", "next", "云政发"], "没有这个登记簿"),
    "no register to correct": (["没有.db", "void", "云政发〔2026〕1号", "--reason", "印错"], "没有这个登记簿"),
    "no register to export": (["没有.db", "export", "a.xlsx"], "没有这个登记簿"),
    "no register but a text": (["通知.md", "list"], "不是登记簿"),
    "a folder": ([".", "list"], "这是文件夹"),
    "an unknown state": ([DB, "list", "--state", "发过"], "已编号、已发、作废"),
    "an impossible year": ([DB, "list", "--year", "26"], "--year"),
    "no code": ([DB, "next", ""], "不是发文字号"),
    "a number without its sequence": ([DB, "void", "云政发〔2026〕号", "--reason", "印错"], "没有写顺序号"),
    "a run of numbers upside down": ([DB, "void", "云政发〔2026〕7-5号", "--reason", "印错"], "先写小的号"),
    "no number": ([DB, "void", "八号", "--reason", "印错"], "不是发文字号"),
    "a number nobody had": ([DB, "void", "云政发〔2026〕9号", "--reason", "印错"], "没有这个号"),
    "a number void already": ([DB, "void", "云政发〔2026〕2号", "--reason", "印错"], "早已作废"),
    "no reason": ([DB, "void", "云政发〔2026〕3号"], "--reason"),
    "an empty reason": ([DB, "void", "云政发〔2026〕3号", "--reason", " "], "没有写作废的原因"),
    "a table of another kind": ([DB, "export", "a.docx"], "后缀"),
    "a table that is there": ([DB, "export", "通知.md.csv"], "没有覆盖"),
    "a missing table": ([DB, "import", "没有.xlsx"], "找不到这个文件"),
    "no table": ([DB, "import", "通知.md"], "没有找到发文登记表的表头"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said_and_changes_nothing(name: str, book: Path, folder: Path, run: Run) -> None:
    words, said = REFUSED[name]
    (folder / "通知.md.csv").write_text("甲", encoding="utf-8")
    before = snapshot(folder)
    refused = run("register", *words)
    assert (refused.code, refused.out) == (2, b"")
    assert said in refused.err
    assert "处理：" in refused.err
    assert is_chinese_for_clerks(refused.err), refused.err
    assert snapshot(folder) == before


def test_refusals_are_told_to_programs(book: Path, run: Run) -> None:
    refused = run("register", DB, "void", "云政发〔2026〕9号", "--reason", "印错", "--json")
    assert refused.code == 2
    assert [fault["code"] for fault in json.loads(refused.out)["faults"]] == ["number-unknown"]


def test_the_register_can_be_exported_over_a_table_on_demand(book: Path, run: Run) -> None:
    assert run("register", DB, "export", "a.csv").code == 0
    assert run("register", DB, "export", "a.csv", "--force").code == 0


def test_it_is_the_same_as_a_program(book: Path, folder: Path) -> None:
    said = as_program("register", DB, "next", "云政发", "--year", "2026", folder=folder)
    assert (said.code, said.text) == (0, "云政发〔2026〕4号\n")
