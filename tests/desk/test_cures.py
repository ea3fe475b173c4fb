"""Cures help: what a fault tells to do is done to the letter, and the fault is gone, and no other came of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import docx
import pytest
from openpyxl import Workbook

import gongwen
from gongwen.batching import batch_documents
from gongwen.errors import Fault, GongwenError

HEAD = {
    "文种": "通知",
    "发文机关": "安禾县白沙镇人民政府",
    "发文字号": "白政发〔2026〕12号",
    "标题": "安禾县白沙镇人民政府关于清理河道的通知",
    "主送机关": "各村民委员会",
    "成文日期": "2026-05-20",
}
BODY = "请于5月31日前清理村口河道。\n"


def _source(head: Mapping[str, str], body: str) -> bytes:
    lines = [f"{name}: {value}" for name, value in head.items()]
    return "\n".join(["---", *lines, "---", body]).encode()


def _faults_of_source(head: Mapping[str, str], body: str) -> tuple[Fault, ...]:
    try:
        prepared = gongwen.prepare(_source(head, body))
        prepared.docx()
    except GongwenError as error:
        return error.faults
    return ()


@dataclass(frozen=True)
class Mended:
    """A head and body at fault, the words of the cure, and what following them makes of the two."""

    code: str
    wrong: Mapping[str, str | None]
    cure: str
    right: Mapping[str, str | None]
    body: str = BODY
    right_body: str | None = None

    def sources(self) -> Iterable[tuple[dict[str, str], str]]:
        """As it was typed, and as it was mended."""
        for changes, body in ((self.wrong, self.body), (self.right, self.right_body or self.body)):
            yield {name: value for name, value in {**HEAD, **changes}.items() if value is not None}, body


SOURCES = {
    "kind": Mended("value-not-allowed", {"文种": "通之"}, "改写成可用的值之一", {"文种": "通知"}),
    "number": Mended("wrong-value", {"发文字号": "12号文"}, "青政发〔2026〕20号", {"发文字号": "白政发〔2026〕12号"}),
    "no number": Mended("missing-number", {"发文字号": None}, "〔2026〕号", {"发文字号": "白政发〔2026〕号"}),
    "date": Mended("wrong-value", {"成文日期": "2026-02-30"}, "2026", {"成文日期": "2026-02-28"}),
    "no date": Mended("missing-date", {"成文日期": None}, "成文日期", {"成文日期": "2026-05-20"}),
    "no recipients of a request": Mended(
        "one-recipient",
        {"文种": "请示", "签发人": "周既明", "主送机关": "安禾县人民政府，安禾县水利局"},
        "抄送机关",
        {"文种": "请示", "签发人": "周既明", "主送机关": "安禾县人民政府", "抄送机关": "安禾县水利局"},
    ),
    "no signer": Mended(
        "missing-signers",
        {"文种": "请示", "主送机关": "安禾县人民政府"},
        "签发人",
        {"文种": "请示", "主送机关": "安禾县人民政府", "签发人": "周既明"},
    ),
    "misspelt name": Mended(
        "unknown-field", {"主送机关": None, "主送机构": "各村民委员会"}, "主送机关", {"主送机关": "各村民委员会"}
    ),
    "secret": Mended("missing-copy-number", {"密级": "秘密"}, "份号", {"密级": "秘密", "份号": "000001"}),
    "attended": Mended(
        "misplaced-field",
        {"文种": "纪要", "主送机关": None, "出席": "周既明、顾南枝"},
        "写在正文之后，每项单独一行，如“出席：",
        {"文种": "纪要", "主送机关": None},
        right_body=BODY + "出席：周既明、顾南枝\n",
    ),
    "short row": Mended(
        "uneven-table",
        {},
        "空格子也写“|”",
        {},
        body="任务如下：\n\n| 村名 | 长度（米） |\n|---|---|\n| 金坑村 |\n\n请照办。\n",
        right_body="任务如下：\n\n| 村名 | 长度（米） |\n|---|---|\n| 金坑村 | |\n\n请照办。\n",
    ),
    "lone rule": Mended(
        "lone-rule",
        {},
        "附件1：标题",
        {},
        body=BODY + "\n---\n\n略。\n",
        right_body=BODY + "\n---\n附件1：河段表\n---\n略。\n",
    ),
    "unit": Mended(
        "no-unit", {"主送机关": "各村（展开）"}, "把机关一一写出", {"主送机关": "金坑村、莲湖村、长塘村村民委员会"}
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_was_mended_as_told_has_no_fault_left(name: str) -> None:
    case = SOURCES[name]
    typed, mended = case.sources()
    faults = {fault.code: fault for fault in _faults_of_source(*typed)}
    assert case.code in faults, faults
    assert case.cure in faults[case.code].cure
    assert _faults_of_source(*mended) == ()


# ---------------------------------------------------------------------------------- tables and what they fill


@dataclass(frozen=True)
class Batch:
    """A source's body and the cells of a table (rows of a sheet), with the options of the run."""

    body: str = "请{{ 村名 }}于{{ 期限 }}前清理河道。\n"
    rows: tuple[tuple[Any, ...], ...] = (("村名", "期限"), ("金坑村", "5月31日"), ("莲湖村", "6月2日"))
    formats: Mapping[str, str] = field(default_factory=dict)
    number: str = "白政发〔2026〕12号"
    options: Mapping[str, Any] = field(default_factory=dict)

    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong with it."""
        book = Workbook()
        sheet = book.worksheets[0]
        for row in self.rows:
            sheet.append(row)
        for place, code in self.formats.items():
            sheet[place].number_format = code
        stream = io.BytesIO()
        book.save(stream)
        head = {**HEAD, "标题": "安禾县白沙镇人民政府关于{{ 村名 }}清理河道的通知", "发文字号": self.number}
        found: list[Fault] = []
        try:
            for made in batch_documents(stream.getvalue(), _source(head, self.body), skip_bad=True, **self.options):
                found += made.faults
        except GongwenError as error:
            found += error.faults
        return tuple(found)


GOOD = Batch()
NAMED, LATER = GOOD.rows[0], GOOD.rows[2]
DETAILS = "请{{ 村名 }}清理：\n{{ 明细 }}\n请照办。\n"
BATCHES: dict[str, tuple[str, Batch, str, Batch]] = {
    "a name that no column has": (
        "unknown-placeholder",
        replace(GOOD, body="请{{ 村 }}照办。\n"),
        "是不是“村名”？改成它",
        replace(GOOD, body="请{{ 村名 }}照办。\n"),
    ),
    "the day that nobody gave": (
        "unknown-placeholder",
        replace(GOOD, body="截至{{ 今天 }}未清理的，请照办。\n"),
        "--set 今天=",
        replace(GOOD, body="截至{{ 今天 }}未清理的，请照办。\n", options={"settings": {"今天": "2026-05-11"}}),
    ),
    "a blank cell": (
        "missing-value",
        replace(GOOD, rows=(NAMED, ("金坑村", None), LATER)),
        "{{ 期限|默认('…') }}",
        replace(GOOD, body="请于{{ 期限|默认('…') }}前清理。\n", rows=(NAMED, ("金坑村", None), LATER)),
    ),
    "a blank cell under a condition": (
        "missing-value",
        replace(GOOD, rows=(NAMED, ("金坑村", None), LATER)),
        "{% if 期限 %}",
        replace(
            GOOD, body="请照办。\n{% if 期限 %}\n期限{{ 期限 }}。\n{% endif %}\n", rows=(NAMED, ("金坑村", None), LATER)
        ),
    ),
    "details of no table": (
        "missing-details",
        replace(GOOD, body=DETAILS),
        "加 --group 列名",
        replace(GOOD, body=DETAILS, options={"group": "村名"}),
    ),
    "details within a line": (
        "wrong-placeholder",
        replace(GOOD, body="请清理{{ 明细 }}。\n", options={"group": "村名"}),
        "另起一行单独写；只要几行写 {{ 明细|length }}",
        replace(GOOD, body="请清理{{ 明细|length }}处：\n{{ 明细 }}\n请照办。\n", options={"group": "村名"}),
    ),
    "a value in which a group differs": (
        "missing-value",
        replace(GOOD, rows=(NAMED, ("金坑村", "5月31日"), ("金坑村", "6月9日")), options={"group": "村名"}),
        "默认",
        replace(
            GOOD,
            body="请{{ 村名 }}于{{ 期限|默认('规定期限') }}前清理。\n",
            rows=(NAMED, ("金坑村", "5月31日"), ("金坑村", "6月9日")),
            options={"group": "村名"},
        ),
    ),
    "a group of no column": (
        "unknown-key",
        replace(GOOD, options={"group": "村"}),
        "是不是“村名”？",
        replace(GOOD, options={"group": "村名"}),
    ),
    "braces of full width": (
        "wrong-placeholder",
        replace(GOOD, body="请｛｛ 村名 ｝｝照办。\n"),
        "用英文的花括号，两个连着写：{{ 列名 }}",
        replace(GOOD, body="请{{ 村名 }}照办。\n"),
    ),
    "a condition that does not end": (
        "wrong-placeholder",
        replace(GOOD, body="{% if 期限 %}\n请{{ 村名 }}照办。\n"),
        "补上 {% endif %}",
        replace(GOOD, body="{% if 期限 %}\n请{{ 村名 }}照办。\n{% endif %}\n"),
    ),
    "a filter that there is not": (
        "wrong-placeholder",
        replace(GOOD, body="请于{{ 期限|日期 }}前照办。\n"),
        "月日",
        replace(GOOD, body="请于{{ 期限|月日 }}前照办。\n"),
    ),
    "too many places": (
        "wrong-placeholder",
        replace(GOOD, rows=(("村名", "期限"), ("金坑村", 8.25)), body="长{{ 期限|保留(99) }}公里。\n"),
        "括号里只写小数位数",
        replace(GOOD, rows=(("村名", "期限"), ("金坑村", 8.25)), body="长{{ 期限|保留(1) }}公里。\n"),
    ),
    "a text reckoned with": (
        "placeholder-failed",
        replace(GOOD, rows=(NAMED, ("金坑村", "约30天")), body="延长为{{ 期限 * 2 }}天。\n"),
        "改正这一格",
        replace(GOOD, rows=(NAMED, ("金坑村", "30")), body="延长为{{ 期限 * 2 }}天。\n"),
    ),
    "a macro": (
        "unsafe-placeholder",
        replace(GOOD, body="{% macro 甲() %}\n请照办。\n{% endmacro %}\n"),
        "要重复的话直接写出来",
        replace(GOOD, body="请照办。\n"),
    ),
    "a formula that was never reckoned": (
        "formula-without-value",
        replace(GOOD, rows=(NAMED, ("金坑村", "=1+1"))),
        "保存一次",
        replace(GOOD, rows=(NAMED, ("金坑村", 2))),
    ),
    "a formula that fails": (
        "error-cell",
        replace(GOOD, rows=(NAMED, ("金坑村", "#N/A"))),
        "直接填上数据",
        replace(GOOD, rows=(NAMED, ("金坑村", "5月31日"))),
    ),
    "a number too long": (
        "number-too-long",
        replace(GOOD, rows=(NAMED, ("金坑村", 330481197803120019))),
        "设为文本格式，再重新输入",
        replace(GOOD, rows=(NAMED, ("金坑村", "330481197803120019"))),
    ),
    "a number for a date": (
        "serial-date",
        replace(GOOD, rows=(NAMED, ("金坑村", "2026-5-31"), ("莲湖村", 46175))),
        "照日期写",
        replace(GOOD, rows=(NAMED, ("金坑村", "2026-5-31"), ("莲湖村", "2026-6-2"))),
    ),
    "a format nobody knows": (
        "unknown-number-format",
        replace(GOOD, rows=(NAMED, ("金坑村", 12)), formats={"B2": "0/0/0"}),
        "设为“常规”",
        replace(GOOD, rows=(NAMED, ("金坑村", 12)), formats={"B2": "General"}),
    ),
    "two columns of one name": (
        "duplicate-heading",
        replace(GOOD, rows=(("村名", "期限", "期限"), ("金坑村", "5月31日", "6月1日"))),
        "改成不同的列名",
        replace(GOOD, rows=(("村名", "期限", "复查期限"), ("金坑村", "5月31日", "6月1日"))),
    ),
    "a column without a name": (
        "missing-heading",
        replace(GOOD, rows=((*NAMED, None), ("金坑村", "5月31日", "上游"))),
        "列名",
        replace(GOOD, rows=((*NAMED, "河段"), ("金坑村", "5月31日", "上游"))),
    ),
    "a sheet that is not there": (
        "unknown-sheet",
        replace(GOOD, options={"sheet": "Sheet1"}),
        "是不是“Sheet”？",
        replace(GOOD, options={"sheet": "Sheet"}),
    ),
    "copies that nobody can count": (
        "uncountable-copies",
        replace(GOOD, options={"archived_copies": 2}),
        "把单位一一写出",
        replace(GOOD, options={"archived_copies": 2, "settings": {"主送机关": "金坑村村民委员会，莲湖村村民委员会"}}),
    ),
    "a setting of no kind": (
        "unknown-field",
        replace(GOOD, options={"settings": {"摘要": "河道"}}),
        "--set 印数=40",
        replace(GOOD, options={"settings": {"印数": "40"}}),
    ),
}


@pytest.mark.parametrize("name", BATCHES)
def test_a_table_or_source_of_a_batch_that_was_mended_as_told_has_no_fault_left(name: str) -> None:
    code, wrong, cure, right = BATCHES[name]
    faults = [fault for fault in wrong.faults() if fault.code == code]
    assert faults, wrong.faults()
    assert cure in faults[0].cure
    assert right.faults() == ()


# ---------------------------------------------------------------------------------- templates


TEMPLATES: dict[str, tuple[str, tuple[str, ...], str, tuple[str, ...]]] = {
    "no tags": ("no-tags", ("关于清理河道的通知",), "{{ 标题 }}", ("{{ 标题 }}",)),
    "open": ("unclosed-tag", ("{{ 标题 }",), "补上", ("{{ 标题 }}",)),
    "a block's tag": ("wrong-tag", ("{{p 标题 }}",), "{{ 标题 }}", ("{{ 标题 }}",)),
    "a block in a line": ("wrong-tag", ("{{ 正文 }}",), "{{p 正文 }}", ("{{p 正文 }}",)),
    "full width": ("wrong-braces", ("｛｛ 标题 ｝｝{{ 标题 }}",), "{{", ("{{ 标题 }}{{ 标题 }}",)),
    "no end": (
        "unmatched-tag",
        ("{%p if 抄送机关 %}", "{{ 抄送机关 }}"),
        "{%p endif %}",
        ("{%p if 抄送机关 %}", "{{ 抄送机关 }}", "{%p endif %}"),
    ),
}


def _faults_of_template(paragraphs: Iterable[str]) -> list[Fault]:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    try:
        gongwen.Template(stream.getvalue())
    except GongwenError as error:
        return list(error.faults)
    return []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_was_mended_as_told_has_no_fault_left(name: str) -> None:
    code, wrong, cure, right = TEMPLATES[name]
    faults = {fault.code: fault for fault in _faults_of_template(wrong)}
    assert code in faults, faults
    assert cure in faults[code].cure
    assert _faults_of_template(right) == []
