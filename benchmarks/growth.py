"""How the work grows with the input, at every entrance: each input is made ten times as large, and the exponent told.

An exponent of 1 is work in proportion to the input, of 2 is work that a stranger can make last for ever. A refusal is
work, too: an input of many faults must be refused as quickly as a good one is read. Time is the processor time of this
process; every attempt has an input of its own, so that nothing that was kept answers.
"""

from __future__ import annotations

import csv
import gc
import io
import json
import math
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

import docx

import gongwen
from benchmarks.growing import (
    TEXT,
    address,
    agencies,
    attachments,
    blank_cells,
    blanks,
    breaks,
    cell,
    closing,
    fresh,
    han,
    indicators,
    letters,
    lines,
    mixed,
    opening,
    paragraphs,
    seals,
    sections,
    short_words,
    table,
    tables,
    tabs,
)
from gongwen.errors import GongwenError
from gongwen.reading import parse_body
from gongwen.register import Register, import_table
from gongwen.sheets import open_rows
from gongwen.summary import compose
from gongwen.template import make_template

__all__ = ["CASES", "MOST", "TIMES", "Case", "Growth", "measure"]

MOST = 1.15
"""The greatest exponent: n log n and what larger memory costs leave no more."""
TIMES = 10
_BEYOND_DOUBT = 1.6
_HEAD = (
    "文种: 通知\n发文机关: 石桥镇人民政府\n发文字号: 石政发〔2026〕17号\n主送机关: 各村民委员会\n成文日期: 2026-09-21\n"
)

Work = Callable[[], object]


class Case(NamedTuple):
    """An input that grows: the entrance it comes in by, what grows, the work on one of a size, the smaller size."""

    entrance: str
    grows: str
    prepare: Callable[[int], Work]
    size: int

    @property
    def name(self) -> str:
        """What the case is called in a report."""
        return f"{self.entrance}：{self.grows}"


class Growth(NamedTuple):
    """Seconds for the smaller and for the larger input."""

    case: Case
    seconds: float
    seconds_of_more: float

    @property
    def exponent(self) -> float:
        """The power of the size in which the time grew."""
        return math.log(self.seconds_of_more / self.seconds, TIMES)


def measure(case: Case, *, attempts: int = 6, part: int = 1) -> Growth:
    """The growth of one case. One a little too fast is measured again: other programs disturb, too.

    Inputs of a part of their size take that part of the time; work by the square must then be a greater share of it to
    be seen: a tenth of the work on the smaller input for a half, a twentieth for the whole.
    """
    growth = Growth(case, math.inf, math.inf)
    for _ in range(attempts):
        little, more = (_seconds(case, size // part) for size in (case.size, case.size * TIMES))
        growth = Growth(case, min(growth.seconds, little), min(growth.seconds_of_more, more))
        if not MOST < growth.exponent < _BEYOND_DOUBT:
            break
    return growth


def _seconds(case: Case, size: int) -> float:
    work = case.prepare(size)
    gc.collect()
    gc.disable()  # it looks through everything alive, whoever made it
    begun = process_time()
    try:
        work()
    except GongwenError:
        pass
    finally:
        taken = process_time() - begun
        gc.enable()
    return taken


# ---------------------------------------------------------------------------------- the entrances


def _source(body: str = TEXT, *, head: str = "") -> bytes:
    return f"---\n{_HEAD}标题: 关于做好{fresh()}秋粮收购工作的通知\n{head}---\n{body}\n".encode()


def _document(body: list[Any], **more: Any) -> gongwen.Document:
    data = {
        "kind": "通知",
        "issuers": "石桥镇人民政府",
        "number": "石政发〔2026〕17号",
        "title": f"关于做好{fresh()}秋粮收购工作的通知",
        "recipients": "各村民委员会",
        "date": "2026-09-21",
        "body": body,
    }
    return gongwen.Document.read({**data, **more})


def _load(body: Callable[[int], str] = lambda _: TEXT, head: Callable[[int], str] = lambda _: "") -> Any:
    def prepare(size: int) -> Work:
        source = _source(body(size), head=head(size))
        return lambda: gongwen.load(source)

    return prepare


def _load_json(body: Callable[[int], list[Any]], **more: Callable[[int], Any]) -> Any:
    def prepare(size: int) -> Work:
        data = {"kind": "计划", "title": f"{fresh()}秋粮收购工作计划", "body": body(size)}
        text = json.dumps(data | {name: grow(size) for name, grow in more.items()}).encode()
        return lambda: gongwen.load(text)

    return prepare


def _with(act: Callable[[gongwen.Document], object], body: Callable[[int], list[Any]], **more: Any) -> Any:
    """What is done with a document that grows."""

    def prepare(size: int) -> Work:
        grown = {name: value(size) if callable(value) else value for name, value in more.items()}
        document = _document(body(size), **grown)
        return lambda: act(document)

    return prepare


def _parse_body(size: int) -> Work:
    text = _PARAGRAPHS(size)
    return lambda: parse_body(text)


def _prepare(size: int) -> Work:
    source = _source(_PARAGRAPHS(size))
    return lambda: gongwen.prepare(source).docx()


def _judged(body: Callable[[int], list[Any]], **more: Callable[[int], Any]) -> Any:
    def prepare(size: int) -> Work:
        grown = {name: grow(size) for name, grow in more.items()}
        blocks = body(size)
        return lambda: _document(blocks, **grown).findings()

    return prepare


def _read(body: Callable[[int], list[Any]]) -> Any:
    def prepare(size: int) -> Work:
        docx = gongwen.render(_document(body(size)))
        return lambda: gongwen.read(docx)

    return prepare


def _read_foreign(texts: Callable[[int], list[str]]) -> Any:
    """What a script wrote with python-docx on its own template."""

    def prepare(size: int) -> Work:
        document = docx.Document()
        for text in (f"关于做好{fresh()}秋粮收购工作的通知", "各村：", *texts(size), "石桥镇人民政府", "2026年9月21日"):
            document.add_paragraph(text)
        stream = io.BytesIO()
        document.save(stream)
        return lambda: gongwen.read(stream.getvalue())

    return prepare


def _unit(lines: Callable[[int], str]) -> Any:
    def prepare(size: int) -> Work:
        text = f"单位: 石桥镇人民政府\n{lines(size)}".encode()
        return lambda: gongwen.Unit.load(text)

    return prepare


@cache
def _shipped() -> gongwen.Template:
    return gongwen.Template(make_template("通知"))


def _template(body: Callable[[int], list[Any]]) -> Any:
    return _with(lambda document: _shipped().render(document), body)


def _template_of(text: Callable[[int], str]) -> Any:
    """What a template says in one paragraph more."""

    def prepare(size: int) -> Work:
        made = io.BytesIO()
        said = f"<w:p><w:r><w:t>{fresh()}{text(size)}</w:t></w:r></w:p><w:sectPr"
        with zipfile.ZipFile(io.BytesIO(make_template("通知"))) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "word/document.xml":
                    before, mark, after = content.decode().rpartition("<w:sectPr")
                    content = f"{before}{said}{after}".encode() if mark else content
                new.writestr(name, content)
        return lambda: gongwen.Template(made.getvalue())

    return prepare


def _register(size: int) -> Work:
    made = io.StringIO()
    rows = ((f"石政发〔2026〕{at}号", f"{fresh()}的通知", "2026-09-21") for at in range(1, size + 1))
    csv.writer(made).writerows([("发文字号", "标题", "成文日期"), *rows])
    return _import(made.getvalue())


def _void_words(size: int) -> Work:
    return _import(f"发文字号,标题,成文日期\n石政发〔2026〕1号,{'（作废' * size},2026-09-21\n")


def _import(text: str) -> Work:
    def work() -> object:
        with TemporaryDirectory() as folder, Register(Path(folder) / "发文.db") as register:
            table = Path(folder) / "旧表.csv"
            table.write_text(text, encoding="utf-8")
            return import_table(register, table)

    return work


def _summary(size: int) -> Work:
    rows = indicators(size)
    return lambda: compose(unit="石桥镇人民政府", period="2026年上半年", indicators=rows)


def _sections(size: int) -> Work:
    sections = [{"heading": f"{fresh()}工作", "text": TEXT} for _ in range(size)]
    return lambda: compose(unit="石桥镇人民政府", period="2026年上半年", sections=sections)


def _csv(size: int) -> Work:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerows([("村名", "面积"), *((f"{fresh()}村", "1,280亩") for _ in range(size))])
    content = made.getvalue().encode()
    return lambda: _all(iter(open_rows(content)))


def _batch(size: int) -> Work:
    rows = [{"村名": f"{fresh()}村", "面积": at} for at in range(size)]
    source = _source("{{ 村名 }}收购面积{{ 面积 }}亩，如下。")
    return lambda: _all(gongwen.batch_documents(rows, source))


def _batch_source(body: Callable[[int], str]) -> Any:
    def prepare(size: int) -> Work:
        source = _source("{{ 村名 }}收购面积" + body(size))
        return lambda: _all(gongwen.batch_documents([{"村名": "上坝村"}], source))

    return prepare


def _all(made: Iterator[object]) -> int:
    return sum(1 for _ in made)


def _page(document: gongwen.Document) -> object:
    return gongwen.to_html(document, draft=True)


def _docx(document: gongwen.Document) -> object:
    return gongwen.render(document, draft=True)


_PARAGRAPHS = lines("{at}{text}")

_PASTED = """石桥镇人民政府文件
石政发〔2026〕{number}号
石桥镇人民政府关于做好{word}秋粮收购的通知
各村民委员会，镇直各单位：
    现将有关事项通知如下：
    一、收购时间
    9月20日至11月30日,每日8:00至17:00。
    （一）镇粮站。收购稻谷1137.5吨,玉米286吨,报liang@sq.example。
    （二）村级收购点。收购不少于420吨。
    附件：1.收购任务分解表
石桥镇人民政府
2026年9月10日
抄送:县发展和改革局。
石桥镇党政办公室　　2026年9月10日印发

"""


def _parse(text: Callable[[int], str]) -> Any:
    def prepare(size: int) -> Work:
        typed = text(size)
        return lambda: gongwen.parse(typed)

    return prepare


def _pasted(size: int) -> str:
    word = fresh()
    return "".join(_PASTED.format(number=number, word=word) for number in range(1, size + 1))


def _wrapped(size: int) -> str:
    """One paragraph that a page has broken into lines."""
    inner = "各村要组织好车辆，做到随到随收，不压级压价，并于每周五报送\n" * size
    return _pasted(1).replace("    一、", f"    {inner}进度。\n    一、")


CASES: tuple[Case, ...] = (
    Case("parse", "公文的份数", _parse(_pasted), 20),
    Case(
        "parse",
        "段数",
        _parse(lambda size: _pasted(1).replace("    一、", lines("    {text}")(size) + "    一、")),
        200,
    ),
    Case("parse", "附件说明的条数", _parse(lines("附件：{at}.{text}")), 100),
    Case("parse", "没有公文的行数", _parse(lines("王站长 9:{at}")), 500),
    Case("parse", "折成多行的一段", _parse(_wrapped), 300),
    Case("parse", "抄送的行数", _parse(lines("抄送：第{at}镇人民政府。")), 300),
    Case("parse", "标题的行数", _parse(lines("关于做好第{at}项工作的通知")), 200),
    Case("parse", "机关的行数", _parse(lines("第{at}镇人民政府")), 300),
    Case("parse", "制表符隔开的行数", _parse(lines("{at}村\t{at}亩")), 500),
    Case("parse", "一行的汉字", _parse(lambda size: _pasted(1) + "粮" * size), 100_000),
    Case("parse", "一行的句子", _parse(lambda size: _pasted(1) + "各村要抓好收购。" * size), 10_000),
    Case("parse", "一行的空白", _parse(lambda size: "关于" + " " * size + "的通知"), 100_000),
    Case("parse", "一行的括号", _parse(lambda size: _pasted(1) + "（" * size), 100_000),
    Case("parse", "一行的半角括号", _parse(lambda size: _pasted(1) + "收(" * size), 2_000),
    Case("parse", "一行的字号", _parse(lambda size: "石政发〔2026〕" * size), 10_000),
    Case("parse", "一行的网页标记", _parse(lambda size: "<p>" * size), 3_000),
    Case("parse", "空行", _parse(lambda size: _pasted(1) + "\n" * size + "完"), 50_000),
    Case("parse", "看不见的字符", _parse(lambda size: _pasted(1) + "收\u200b" * size), 2_000),
    Case("load", "打在末尾的行数", _load(lines("抄送：{at}镇人民政府，县水务局。")), 100),
    Case("load", "制表符隔开的行数", _load(lines("{at}村\t{at}亩")), 500),
    Case("load", "段数", _load(_PARAGRAPHS), 400),
    Case("load", "小节数", _load(lines("## （一）第{at}项工作")), 400),
    Case("load", "深浅不一的小节数", _load(lines("（一）第{at}项\n1.第{at}项\n（1）第{at}项")), 200),
    Case("load", "一段的字数", _load(lambda size: han(size)[0]), 100_000),
    Case("load", "一行的空白", _load(lambda size: "收" + " " * size + "粮"), 100_000),
    Case("load", "一行的记号", _load(lambda size: "(" * size), 50_000),
    Case("load", "一行的星号", _load(lambda size: "*_`" * size), 8_000),
    Case("load", "一行的数字", _load(lambda size: "1" * size + "、收购"), 50_000),
    Case("load", "一行的中文数字", _load(lambda size: "一" * size + "、收购"), 50_000),
    Case("load", "空行", _load(lambda size: "\n" * size), 20_000),
    Case(
        "load", "表格行数", _load(lambda size: "| 村名 | 面积 |\n|---|---|\n" + lines("| {at}村 | {at} |")(size)), 500
    ),
    Case("load", "表格一行的竖线", _load(lambda size: "| 村名 | 面积 |\n|---|---|\n" + "|" * size), 50_000),
    Case("load", "附件数", _load(lambda size: TEXT + "\n" + lines("---\n附件{at}：方案{at}\n---\n{text}")(size)), 100),
    Case("load", "分隔线", _load(lambda size: "---\n" * size), 5_000),
    Case("load", "图片名的字数", _load(lambda size: "![](" * size), 20_000),
    Case("load", "列表的项数", _load(head=lambda size: "抄送机关:\n" + lines("- 第{at}村")(size)), 1_000),
    Case("load", "一行里的项数", _load(head=lambda size: "抄送机关: " + "各村，" * size + "镇\n"), 5_000),
    Case("load", "不认识的项目", _load(head=lines("项目{at}: 值")), 500),
    Case("load", "很长的不认识的项目", _load(head=lambda size: "标题" * size + ": 值\n"), 1_000),
    Case("load", "重复的项目", _load(head=lines("附注: 第{at}次")), 1_000),
    Case("load", "注释", _load(head=lines("# 第{at}次修改")), 2_000),
    Case("load", "多行的一项", _load(head=lambda size: "附注: |\n" + lines("  第{at}行")(size)), 1_000),
    Case("load", "折行的一项", _load(head=lambda size: "附注:\n" + lines("  第{at}行")(size)), 1_000),
    Case("load", "方括号", _load(head=lambda size: "附注: " + "[" * size + "\n"), 5_000),
    Case("load", "控制字符", _load(lambda size: "\x01" * size), 2_000),
    Case("load", "方向字符", _load(lambda size: "\u202e收" * size), 5_000),
    Case("load", "JSON 的段数", _load_json(paragraphs), 1_000),
    Case("load", "JSON 的错误", _load_json(lambda size: [{"type": "粮"}] * size), 200),
    Case("load", "JSON 的不认识的项目", _load_json(han, other=lambda size: 1), 50_000),
    Case("load", "字号的空白", _load_json(han, number=lambda size: "石政发" + " " * size + "17号"), 20_000),
    Case("load", "日期的空白", _load_json(han, date=lambda size: "2026" + " " * size + "9月"), 20_000),
    Case("load", "题注的空白", _load_json(han, remark=lambda size: "2026" + " " * size + "年3月2日会议通过"), 20_000),
    Case("load", "机关的空白", _load_json(han, recipients=lambda size: "各村" + " " * size + "（展开"), 20_000),
    Case("load", "附件的空白", _load(lambda size: f"{TEXT}\n---\n附件" + " " * size + "\n---\n" + TEXT), 20_000),
    Case("load", "序号的空白", _load(lambda size: "（" + " " * size + "一"), 20_000),
    Case("load", "序号后的标点", _load(lambda size: "（一）" + " ，" * size), 10_000),
    Case("load", "节的井号", _load(lambda size: "#" * size + "收购"), 20_000),
    Case("parse_body", "段数", _parse_body, 1_000),
    Case("Document", "段数", _judged(paragraphs), 1_000),
    Case("Document", "小节数", _judged(sections), 500),
    Case("Document", "汉字", _judged(han), 100_000),
    Case("Document", "标点", _judged(closing), 100_000),
    Case("Document", "发文机关数", _judged(mixed, issuers=agencies), 300),
    Case("Document", "一行的机关", _judged(mixed, recipients=lambda size: "，".join(agencies(size))), 1_000),
    *(
        Case(entrance, grows, _with(act, body), size)
        for entrance, act in (("render", _docx), ("to_html", _page))
        for grows, body, size in (
            ("段数", paragraphs, 200),
            ("汉字", han, 40_000),
            ("汉字和数字", mixed, 50_000),
            ("字母", letters, 20_000),
            ("空白", blanks, 20_000),
            ("句号", closing, 20_000),
            ("前括号", opening, 20_000),
            ("英文", short_words, 10_000),
            ("网址", address, 10_000),
            ("换行", breaks, 2_000),
            ("制表符", tabs, 2_000),
            ("一格的字母", cell, 5_000),
            ("空白的一格", blank_cells, 5_000),
            ("表格行数", table, 120),
            ("表格数", tables, 40),
            ("小节数", sections, 100),
        )
    ),
    Case("render", "发文机关数", _with(_docx, mixed, issuers=agencies), 100),
    Case("render", "加盖印章的机关数", _with(_docx, mixed, issuers=agencies, seals=seals), 50),
    Case("render", "主送机关数", _with(_docx, mixed, recipients=agencies), 300),
    Case("render", "抄送机关数", _with(_docx, mixed, cc=agencies), 300),
    Case("render", "附件数", _with(_docx, mixed, attachments=attachments), 40),
    Case("to_html", "附件数", _with(_page, mixed, attachments=attachments), 40),
    Case("to_html", "加盖印章的机关数", _with(_page, mixed, issuers=agencies, seals=seals), 50),
    Case("prepare", "段数", _prepare, 200),
    Case("read", "段数", _read(paragraphs), 200),
    Case("read", "小节数", _read(sections), 100),
    Case("read", "表格行数", _read(table), 100),
    Case("read", "汉字", _read(han), 100_000),
    Case("read", "换行", _read(breaks), 500),
    Case("read", "别人的文件的段数", _read_foreign(lambda size: [f"{TEXT}{at}" for at in range(size)]), 50),
    Case("read", "别人的文件一段的换行", _read_foreign(lambda size: ["\n".join([TEXT] * size)]), 50),
    Case("read", "别人的文件一段的字数", _read_foreign(lambda size: ["粮" * size]), 50_000),
    Case("Unit.load", "不认识的项目", _unit(lines("项目{at}: 值")), 300),
    Case("Unit.load", "印章", _unit(lambda size: "印章:\n" + lines("  第{at}镇: 章{at}.png")(size)), 200),
    Case("Unit.load", "一项的空白", _unit(lambda size: "联系电话" + " " * size + "#:\n"), 20_000),
    Case("Unit.load", "机关组的空白", _unit(lambda size: "机关组:\n  各村: [上坝村" + " " * size + "展开]\n"), 20_000),
    Case("Unit.load", "一项的字数", _unit(lambda size: "联系电话: " + "1" * size + "\n"), 50_000),
    Case("Template.render", "段数", _template(paragraphs), 200),
    Case("Template.render", "汉字", _template(han), 40_000),
    Case("Template.render", "小节数", _template(sections), 100),
    Case("Template.render", "表格行数", _template(table), 120),
    Case("Template", "没有结束的标签", _template_of(lambda size: "{{" * size), 2_000),
    Case("Template", "标签里的空白", _template_of(lambda size: "{{ 标题" + " " * size + "x"), 20_000),
    Case("Template", "单个的花括号", _template_of(lambda size: "{ 标题 " * size), 5_000),
    Case("compose", "指标数", _summary, 100),
    Case("compose", "小节数", _sections, 100),
    Case("open_rows", "行数", _csv, 1_000),
    Case("import_table", "行数", _register, 300),
    Case("import_table", "作废的字样", _void_words, 3_000),
    Case("batch_documents", "行数", _batch, 50),
    *(
        Case("batch_documents", f"源文件里的 {said}", _batch_source(body), size)
        for said, body, size in (
            ("{{", lambda size: "{{" * size, 2_000),
            ("{%", lambda size: "{%" * size, 2_000),
            ("{#", lambda size: "{#" * size, 2_000),
            ("{%%}", lambda size: "{%%}" * size + "x", 2_000),
            ("{ 和空白", lambda size: "{" + " " * size, 2_000),
            ("{{ 和空白", lambda size: "{{ 村名" + " " * size + "{", 2_000),
            ("![", lambda size: "![" * size, 5_000),
            ("![](", lambda size: "![](" * size, 5_000),
        )
    ),
)
