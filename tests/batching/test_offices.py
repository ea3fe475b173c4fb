"""Tables and sources as offices have them: many rows for one village, one number for all, a source that was renamed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import gongwen
from gongwen.batching import BatchReport, Progress, Register
from gongwen.errors import InputError
from gongwen.model import Paragraph

HEAD = (
    "---\n文种：通知\n发文机关：清河县石门镇人民政府\n发文字号：石政发〔2026〕{number}号\n"
    "标题：清河县石门镇人民政府关于整改{{{{ 村名 }}}}用电隐患的通知\n主送机关：{{{{ 村名 }}}}村民委员会\n"
    "成文日期：2026-05-11\n---\n"
)
ROWS = [
    ("村名", "负责人", "地点", "隐患", "期限"),
    ("上坝村", "江远帆", "西头晒场", "线路老化", "5月20日"),
    ("下坝村", "苏见山", "碾米房", "没有漏电保护", "5月22日"),
    ("上坝村", "江远帆", "村部仓库", "私拉电线", "5月25日"),
    ("竹林村", "陈望舒", "抽水站", "配电箱破损", "5月22日"),
    ("上坝村", "江远帆", "小学食堂", "插座过热", "5月18日"),
]


def book(path: Path, rows: Sequence[tuple[str | None, ...]], merge: str = "") -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    made.save(path)
    return path


def source(folder: Path, body: str, number: str = "", name: str = "整改通知.md") -> Path:
    path = folder / name
    path.write_text(HEAD.format(number=number) + body, encoding="utf-8")
    return path


def tables(folder: Path) -> dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    found = {}
    for path in sorted(folder.glob("*.docx")):
        document = gongwen.read(path).document
        (table,) = [block for block in document.body if block.type == "table"]
        found[document.recipients[0]] = (table.header, table.rows)
    return found


def first_text(path: Path) -> str:
    block = gongwen.read(path).document.body[0]
    assert isinstance(block, Paragraph)
    return block.text


LISTED = "经排查，你村（负责人{{ 负责人 }}）有下列隐患：\n{{ 明细 }}\n请按期整改。\n"


def run(folder: Path, table: Path, made_of: Path, **options: object) -> BatchReport:
    return gongwen.batch(table, made_of, folder / "公文", **options)  # type: ignore[arg-type]


def test_rows_of_one_village_become_one_notice_with_those_rows_in_its_table(tmp_path: Path) -> None:
    report = run(tmp_path, book(tmp_path / "隐患.xlsx", ROWS), source(tmp_path, LISTED), group="村名")
    assert (report.rows, report.written) == (3, 3)
    assert "按“村名”归并：5 行成为 3 份" in report.remarks
    made = tables(tmp_path / "公文")
    header = ("负责人", "地点", "隐患", "期限")
    assert made["上坝村村民委员会"] == (
        header,
        (
            ("江远帆", "西头晒场", "线路老化", "5月20日"),
            ("江远帆", "村部仓库", "私拉电线", "5月25日"),
            ("江远帆", "小学食堂", "插座过热", "5月18日"),
        ),
    )
    assert made["竹林村村民委员会"][1] == (("陈望舒", "抽水站", "配电箱破损", "5月22日"),)
    assert run(tmp_path, tmp_path / "隐患.xlsx", tmp_path / "整改通知.md", group="村名").unchanged == 3


def test_merged_cells_of_the_village_count_down(tmp_path: Path) -> None:
    rows: list[tuple[str | None, ...]] = [ROWS[0], ROWS[1], (None, *ROWS[3][1:]), (None, *ROWS[5][1:]), ROWS[2]]
    table = book(tmp_path / "隐患.xlsx", rows, merge="A2:A4")
    report = run(tmp_path, table, source(tmp_path, LISTED), group="村名")
    assert report.written == 2
    assert len(tables(tmp_path / "公文")["上坝村村民委员会"][1]) == 3


def test_a_value_in_which_the_rows_of_a_group_differ_is_not_taken_from_one_of_them(tmp_path: Path) -> None:
    made_of = source(tmp_path, "请于{{ 期限 }}前整改：\n{{ 明细 }}\n请落实。\n")
    with pytest.raises(InputError) as refused:
        run(tmp_path, book(tmp_path / "隐患.xlsx", ROWS), made_of, group="村名")
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(2, "期限")]


def test_a_group_needs_a_column_and_a_village_in_every_row(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", [*ROWS, (None, "梁思齐", "渡口", "电缆裸露", "5月30日")])
    made_of = source(tmp_path, LISTED)
    with pytest.raises(InputError, match="没有归并的这一列"):
        run(tmp_path, table, made_of, group="村")
    with pytest.raises(InputError, match="不知道并到哪一份"):
        run(tmp_path, table, made_of, group="村名")
    with pytest.raises(InputError, match="不能同时用"):
        run(tmp_path, table, made_of, group="村名", details="别的")


def test_details_that_no_table_gives_are_a_fault_and_do_not_vanish(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有明细表") as refused:
        run(tmp_path, book(tmp_path / "隐患.xlsx", ROWS), source(tmp_path, LISTED))
    assert "--group" in refused.value.faults[0].cure
    may_be = source(tmp_path, "请整改。\n{% if 明细 %}\n{{ 明细 }}\n{% endif %}\n")
    assert run(tmp_path, tmp_path / "隐患.xlsx", may_be).written == 5


def test_two_documents_alike_to_one_recipient_are_told_with_their_rows(tmp_path: Path) -> None:
    report = run(
        tmp_path, book(tmp_path / "隐患.xlsx", ROWS), source(tmp_path, "请整改{{ 地点 }}的隐患。\n"), dry_run=True
    )
    (told,) = [remark for remark in report.remarks if "标题和主送机关" in remark]
    assert "第 2、4、6 行" in told
    assert "--group" in told


@pytest.mark.parametrize("with_register", [True, False])
def test_one_number_on_many_documents_is_told(with_register: bool, tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", [ROWS[0], ROWS[1], ROWS[2], ROWS[4]])
    made_of = source(tmp_path, "请整改。\n", number="18")
    if not with_register:
        report = run(tmp_path, table, made_of, dry_run=True)
        assert any("同一个字号" in remark for remark in report.remarks)
        return
    with pytest.raises(InputError) as refused:
        run(tmp_path, table, made_of, register=tmp_path / "发文.db")
    assert {fault.code for fault in refused.value.faults} == {"duplicate-number"}


def test_a_column_that_replaces_what_the_source_says_is_told(tmp_path: Path) -> None:
    table = book(tmp_path / "表.xlsx", [("村名", "标题"), ("上坝村", "关于开展春季用电检查的通知")])
    report = run(tmp_path, table, source(tmp_path, "请落实。\n"), dry_run=True)
    assert any(remark.startswith("列“标题”代替源文件里的“标题”") for remark in report.remarks)


def test_a_renamed_source_spends_no_new_numbers_unasked(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", [ROWS[0], ROWS[1], ROWS[2], ROWS[4]])
    first = source(tmp_path, "请整改。\n")
    assert run(tmp_path, table, first, register=tmp_path / "发文.db").written == 3
    renamed = source(tmp_path, "请整改。\n", name="整改通知（定稿）.md")
    with pytest.raises(InputError, match="另占 3 个新号") as refused:
        run(tmp_path, table, renamed, register=tmp_path / "发文.db")
    assert refused.value.faults[0].code == "renamed-source"
    with Register(tmp_path / "发文.db") as register:
        assert register.next("石政发", 2026) == 4
    letter = source(tmp_path, "请整改。\n", name="检查通知.md")
    letter.write_text(letter.read_text(encoding="utf-8").replace("整改{{", "检查{{"), encoding="utf-8")
    assert run(tmp_path, table, letter, register=tmp_path / "发文.db").written == 3


def test_the_column_by_which_rows_are_known_is_told_once(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", [ROWS[0], ROWS[1], ROWS[2], ROWS[4]])
    made_of = source(tmp_path, "请整改。\n")
    assert any(remark.startswith("靠“村名”一列认行") for remark in run(tmp_path, table, made_of).remarks)
    assert not any("认行" in remark for remark in run(tmp_path, table, made_of).remarks)


def test_today_is_the_day_that_was_given_and_no_other(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", ROWS[:2])
    made_of = source(tmp_path, "截至{{ 今天 }}仍未整改，请于{{ 今天|月日 }}起停用。\n")
    with pytest.raises(InputError, match="没有说今天是哪一天"):
        run(tmp_path, table, made_of)
    with pytest.raises(InputError, match="不是日历上的日期"):
        run(tmp_path, table, made_of, settings={"今天": "2026-02-30"})
    run(tmp_path, table, made_of, settings={"今天": "2026-05-21"})
    (path,) = (tmp_path / "公文").glob("*.docx")
    assert first_text(path) == "截至2026年5月21日仍未整改，请于5月21日起停用。"


def test_amounts_are_written_in_capitals_and_cells_that_show_words_are_taken_as_shown(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(("村名", "补助", "户数", "合计"))
    sheet.append(("上坝村", 12345.67, 1234570, 10050))
    sheet["C2"].number_format = "[DBNum1]General"
    sheet["D2"].number_format = '[DBNum2][$-804]General"元整"'
    made.save(tmp_path / "表.xlsx")
    made_of = source(tmp_path, "补助{{ 补助|大写 }}，{{ 户数 }}户，合计{{ 合计 }}。\n")
    run(tmp_path, tmp_path / "表.xlsx", made_of)
    (path,) = (tmp_path / "公文").glob("*.docx")
    said = "补助壹万贰仟叁佰肆拾伍元陆角柒分，一百二十三万四千五百七十户，合计壹万零伍拾元整。"
    assert first_text(path) == said


def test_a_document_that_is_set_read_only_is_not_replaced_by_force(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", ROWS[:3])
    run(tmp_path, table, source(tmp_path, "请整改。\n"))
    first, second = sorted((tmp_path / "公文").glob("*.docx"))
    first.chmod(0o444)
    stood = first.read_bytes()
    report = run(tmp_path, table, source(tmp_path, "请立即整改。\n"), force=True)
    assert first.read_bytes() == stood
    assert first_text(second) == "请立即整改。"
    assert [fault.row for fault in report.faults] == [2]


def test_documents_are_counted_by_their_place_in_the_table_whatever_rows_are_faulty(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", [*ROWS[:2], ("", None, "渡口", "电缆裸露", "5月30日"), ROWS[4]])
    made_of = source(tmp_path, "第{{ 序号 }}号整改单，{{ 村名 }}{{ 地点 }}。\n")
    report = run(tmp_path, table, made_of, skip_bad=True)
    assert report.written == 2
    told = sorted(first_text(path) for path in (tmp_path / "公文").glob("*.docx"))
    assert told == ["第1号整改单，上坝村西头晒场。", "第3号整改单，竹林村抽水站。"]


def test_a_column_of_ordinals_is_shown_as_it_stands(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", [("序号", "村名"), ("〇七", "上坝村")])
    run(tmp_path, table, source(tmp_path, "第{{ 序号 }}号整改单。\n"))
    (path,) = (tmp_path / "公文").glob("*.docx")
    assert first_text(path) == "第〇七号整改单。"


def test_a_group_is_counted_once_and_what_its_table_shows_is_not_called_unused(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", ROWS)
    report = run(tmp_path, table, source(tmp_path, "第{{ 序号 }}号。\n{{ 明细 }}\n请整改。\n"), group="村名")
    assert not any("没有用到" in remark for remark in report.remarks)
    told = sorted(first_text(path) for path in (tmp_path / "公文").glob("*.docx"))
    assert told == ["第1号。", "第2号。", "第3号。"]
    each = source(
        tmp_path, "{% for 处 in 明细 %}\n{{ loop.index }}.{{ 处.地点 }}：{{ 处.隐患 }}\n{% endfor %}\n请改。\n"
    )
    report = run(tmp_path, table, each, group="村名", force=True)
    assert "没有用到的列：负责人、期限" in report.remarks


@pytest.mark.parametrize(
    ("options", "name"),
    [({"group": "村"}, "村名"), ({"key": "负责任人"}, "负责人"), ({"sheet": "用电隐患表"}, "用电隐患")],
)
def test_a_name_that_is_nearly_right_is_asked_after(options: dict[str, str], name: str, tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", ROWS)
    made = load_workbook(table)
    made.worksheets[0].title = "用电隐患"
    made.save(table)
    with pytest.raises(InputError) as refused:
        run(tmp_path, table, source(tmp_path, "请整改。\n"), **options)
    assert f"是不是“{name}”？" in refused.value.faults[0].cure


def test_what_was_mended_in_the_source_is_told_once_with_its_own_line(tmp_path: Path) -> None:
    made_of = source(tmp_path, "请整改{{ 地点 }}的隐患。\n1.断电。\n3.换线。\n")
    mended = made_of.read_text(encoding="utf-8").replace("成文日期", " 成文日期").replace("文种", "# 样稿\n文种")
    made_of.write_bytes(mended.encode("gb18030"))
    report = run(tmp_path, book(tmp_path / "隐患.xlsx", ROWS), made_of, dry_run=True)
    told = [remark for remark in report.remarks if remark.startswith(f"{made_of} ")]
    assert [remark.removeprefix(f"{made_of} ").split(" ")[0] for remark in told] == ["第1行", "第8行", "第12行"]
    assert "GB18030" in told[0]
    assert told[2].endswith("按次序这里是第 2 项）")


def test_what_is_worth_knowing_is_told_before_the_first_document_is_written(tmp_path: Path) -> None:
    table = book(tmp_path / "隐患.xlsx", [ROWS[0], ROWS[1], ROWS[2], ROWS[4]])
    told: dict[str, list[Path]] = {}

    def watch(progress: Progress) -> None:
        told.update(dict.fromkeys(progress.remarks, sorted((tmp_path / "公文").glob("*.docx"))))

    report = run(tmp_path, table, source(tmp_path, "请整改。\n", number="18"), progress=watch)
    assert any("同一个字号" in remark for remark in told)
    assert set(told) <= set(report.remarks)
    assert not any(told.values())
