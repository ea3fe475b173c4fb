"""Whatever comes in at whichever entrance: it is made into a document, or a GongwenError says what is wrong.

Every case is made from its number, so a fault can be looked at again by that. The usual run takes 5,000 cases, by every
entrance 90 at least: what befalls three in a hundred of them is found. ``--full-sweep`` takes 200,000. The figures are
told at the end.
"""

from __future__ import annotations

import io
import json
import random
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest

import gongwen
from gongwen.batching import batch_documents
from gongwen.cli import main
from gongwen.errors import GongwenError
from gongwen.model import Document, Kind
from gongwen.reading import load_source, parse_body
from gongwen.register import Register, import_table
from gongwen.sheets import open_rows
from gongwen.specimens import specimen
from gongwen.summary import compose, from_villages
from gongwen.template import check_template
from tests.conftest import FULL_SWEEP, SUMMED
from tests.recognition.texts import NOTICE as PASTED
from tests.strategies import NOTICE, some_picture
from tests.support.fuzzing import broken_bytes, broken_data, broken_package, broken_text
from tests.template.fuzz import broken_template

HOME = Path(__file__).parents[1]
CASES, ALL_CASES, GROUP = 5_000, 200_000, 250

UNIT = """单位: 云岭县石桥镇人民政府
简称: 石桥镇政府

代字:
  函: 石政函
  其他: 石政发

发文机关标志:
  信函: 云岭县石桥镇人民政府

印发机关: 石桥镇党政办公室

机关组:
  各村: [上坝村民委员会, 下坝村民委员会]
  镇直: 镇财政所，镇林业站
  防汛成员单位: [各村（展开）, 镇直（展开）, 县水务局石桥水管站]

字体:
  仿宋: 仿宋_GB2312
  数字字体: Times New Roman

版面:
  基于: 通行
  行距: 28磅

默认要素:
  通知:
    抄送机关: 县防汛抗旱指挥部办公室
  请示:
    主送机关: 云岭县人民政府
    附注: 联系人：王小满，电话：0000-1234567
"""
PAGE = "基于: 国标\n行距: 28磅\n字距: 0\n上: 37毫米\n左: 28毫米\n仿宋: 仿宋_GB2312\n数字字体: Times New Roman\n"
TABLE = '村名,面积（亩）,完成日期,电话\n上坝村,"1,280",2026-09-21,13800000000\n下坝村,12.5%,9月3日,\n合计,2560,,\n'
OLD_REGISTER = (
    "发文字号,标题,成文日期,备注\n石政发〔2026〕1号,关于防汛的通知,2026-03-02,\n石政发〔2026〕2号,（空号）,,作废\n"
)
ROWED = (
    "---\n文种: 通知\n发文机关: 石桥镇人民政府\n发文字号: 石政发〔2026〕号\n"
    "标题: 关于做好{{ 村名 }}秋粮收购工作的通知\n"
    "主送机关: {{ 村名 }}民委员会\n成文日期: 2026-09-21\n---\n"
    "你村收购面积{{ 面积（亩） }}亩。\n{% if 电话 %}电话{{ 电话 }}。{% endif %}\n"
    "{% for 户 in 明细 %}\n{{ 户.面积 }}\n{% endfor %}\n"
)
RICH: dict[str, Any] = {
    **NOTICE,
    "issuers": ["石桥镇人民政府", "青山镇人民政府"],
    "signers": ["王建国"],
    "cc": ["县农业农村局", "县粮食和物资储备局"],
    "printer": "石桥镇党政办公室",
    "print_date": "2026-09-22",
    "copies": 30,
    "notes": "此件公开发布",
    "secrecy": "秘密",
    "secrecy_period": "1年",
    "copy_number": "000001",
    "urgency": "特急",
    "seals": [{"name": "甲.png", "data": some_picture()}, {"diameter": 42.0}],
    "translation": {"locale": "ug", "title": "ئۇيغۇرچە", "issuer": "ئۇيغۇر"},
    "attachments": [{"title": "任务分解表", "body": [{"type": "table", "header": ["村名"], "rows": [["上坝村"]]}]}],
    "body": [
        "秋收在即，现将有关事项通知如下。",
        {
            "type": "section",
            "level": 1,
            "heading": "时间要求",
            "blocks": ["2026年11月20日前完成，详见www.shiqiao.gov.cn。"],
        },
        {
            "type": "table",
            "caption": "收购任务",
            "header": ["村名", "面积"],
            "rows": [["上坝村", "1,280"], ["下坝村", "96"]],
        },
        {"type": "picture", "name": "现场.png", "data": some_picture(), "caption": "现场"},
        "请遵照执行。",
    ],
}


@cache
def sources() -> tuple[str, ...]:
    examples = [path.read_text(encoding="utf-8") for path in sorted((HOME / "examples").glob("*.md"))]
    return (*examples, *(specimen(kind.value) for kind in Kind))


@cache
def packages() -> tuple[bytes, ...]:
    documents = [Document.read(RICH), *(load_source(specimen(kind.value).encode()).document for kind in Kind)]
    return tuple(gongwen.render(document, draft=True) for document in documents)


@cache
def workbook() -> bytes:
    return (HOME / "examples/batch/各村.xlsx").read_bytes()


def load_text(chance: random.Random) -> object:
    return gongwen.load(broken_bytes(chance, broken_text(chance, sources())))


def prepare_with_unit(chance: random.Random) -> object:
    source = broken_text(chance, sources()).encode("utf-8", "replace")
    settings = {chance.choice(("标题", "印章", "成文日期", "甲", "附注")): broken_text(chance, ["2026-09-21", "甲"])}
    unit = gongwen.Unit.load(UNIT.encode())
    prepared = gongwen.prepare(source, unit=unit, settings=settings, draft=chance.random() < 0.8)
    return prepared.docx() if chance.random() < 0.5 else prepared.html()


def load_json(chance: random.Random) -> object:
    made = Document.read(RICH).to_json()
    return gongwen.load(broken_bytes(chance, broken_text(chance, [made, json.dumps({"kind": "计划", "title": "甲"})])))


def body(chance: random.Random) -> object:
    return parse_body(broken_text(chance, [source.split("---\n")[2] for source in sources()]))


def unit(chance: random.Random) -> object:
    return gongwen.Unit.load(broken_bytes(chance, broken_text(chance, [UNIT])))


def page(chance: random.Random) -> object:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "版面.yaml"
        path.write_bytes(broken_bytes(chance, broken_text(chance, [PAGE])))
        return gongwen.render(Document.read(NOTICE), profile=str(path))


def document(chance: random.Random) -> object:
    return Document.read(broken_data(chance, RICH))


def drawn(chance: random.Random) -> object:
    made = Document.read(broken_data(chance, RICH))
    made.findings()
    how: dict[str, Any] = {"profile": chance.choice(("国标", "通行")), "draft": True, "even": chance.random() < 0.3}
    return gongwen.render(made, **how) if chance.random() < 0.6 else gongwen.to_html(made, **how)


def read_back(chance: random.Random) -> object:
    parts = ("word/document.xml", "word/document.xml", "word/styles.xml", "docProps/core.xml", "docProps/custom.xml")
    return gongwen.read(broken_package(chance, chance.choice(packages()), parts))


@cache
def foreign_files() -> tuple[bytes, ...]:
    """Files of other hands: the text of examples without a style of ours."""
    made: list[bytes] = []
    for source in sources()[:6]:
        file, stream = docx.Document(), io.BytesIO()
        for line in source.split("\n"):
            file.add_paragraph(line.replace("---", ""))
        file.add_table(2, 3).cell(0, 0).text = "村名"
        file.save(stream)
        made.append(stream.getvalue())
    return tuple(made)


def read_foreign(chance: random.Random) -> object:
    parts = ("word/document.xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml")
    return gongwen.read(broken_package(chance, chance.choice(foreign_files()), parts))


_CHECKED_PARTS = (
    *("word/document.xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml"),
    "[Content_Types].xml",
)


def checked(chance: random.Random) -> object:
    files = packages() if chance.random() < 0.5 else foreign_files()
    return gongwen.check(broken_package(chance, chance.choice(files), _CHECKED_PARTS))


def fixed(chance: random.Random) -> object:
    files = packages() if chance.random() < 0.5 else foreign_files()
    content = broken_package(chance, chance.choice(files), _CHECKED_PARTS)
    how: dict[str, Any] = chance.choice(({}, {"in_place": True}, {"in_place": True, "tracked": "沈一禾"}))
    return gongwen.fix(content, **how)


def pasted(chance: random.Random) -> object:
    typed = broken_text(chance, [*sources(), PASTED])
    return gongwen.parse(broken_bytes(chance, typed) if chance.random() < 0.5 else typed)


def template(chance: random.Random) -> object:
    content = broken_template(chance.randrange(10**6))
    if chance.random() < 0.2:
        return check_template(content, "通知")
    return gongwen.Template(content).render(Document.read(NOTICE), {"村名": broken_text(chance, ["上坝村"])})


def rows_of_text(chance: random.Random) -> object:
    return list(open_rows(broken_bytes(chance, broken_text(chance, [TABLE, TABLE.replace(",", "\t")]))))


def rows_of_json(chance: random.Random) -> object:
    said = json.dumps(
        [{"村名": "上坝村", "面积": 1280, "明细": [{"户": "甲"}]}, {"村名": "下坝村"}], ensure_ascii=False
    )
    return list(open_rows(broken_bytes(chance, broken_text(chance, [said]))))


def rows_of_workbook(chance: random.Random) -> object:
    parts = (
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
    )
    return list(open_rows(broken_package(chance, workbook(), parts)))


def batch(chance: random.Random) -> object:
    source = broken_text(chance, [ROWED]) if chance.random() < 0.7 else ROWED
    table = broken_bytes(chance, broken_text(chance, [TABLE]))
    return list(batch_documents(table, source.encode("utf-8", "replace"), skip_bad=chance.random() < 0.5))


def register(chance: random.Random) -> object:
    with TemporaryDirectory() as folder, Register(Path(folder) / "发文.db") as made:
        path = Path(folder) / "旧表.csv"
        path.write_bytes(broken_bytes(chance, broken_text(chance, [OLD_REGISTER])))
        return import_table(made, path)


def summary(chance: random.Random) -> object:
    row = {"指标": "造林面积", "单位": "亩", "本期": "1,280", "上期": 1200, "目标": 1200}
    given = {
        "rows": [row, {**row, "指标": "水库", "单位": "座"}],
        "sections": [("工作", "甲"), {"标题": "乙", "内容": ["丙"]}],
    }
    data = broken_data(chance, given)
    if chance.random() < 0.5:
        return compose(
            unit="石桥镇人民政府",
            period="2026年",
            indicators=_list(data, "rows"),
            sections=_list(data, "sections"),
            total=chance.random() < 0.3,
        )
    rows = [{"村": village, **row} for village in ("上坝村", "下坝村")]
    data = broken_data(chance, {"rows": rows})
    return from_villages(_list(data, "rows"), villages=["上坝村", "下坝村"], unit="石桥镇人民政府", period="2026年")


def _list(data: dict[str, Any], name: str) -> list[Any]:
    given = data.get(name, [])
    return given if isinstance(given, list) else []


def command_line(chance: random.Random) -> object:
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "源.md", Path(folder) / f"稿.{chance.choice(('docx', 'html', 'pdf', ''))}"
        source.write_bytes(broken_bytes(chance, broken_text(chance, sources())))
        words = ["render", str(source), "-o", str(out), "--json", *(["--draft"] if chance.random() < 0.5 else [])]
        words += (
            ["--set", broken_text(chance, ["标题=甲", "印数=30"]).replace("\0", "")] if chance.random() < 0.5 else []
        )
        written = io.BytesIO()
        said = io.TextIOWrapper(written, encoding="utf-8")
        with redirect_stdout(said), redirect_stderr(said):
            code = main(words)
        said.flush()
        text = written.getvalue().decode("utf-8", "replace")
        assert code in (0, 1, 2), text
        assert "internal-error" not in text, text
        assert "Traceback" not in text, text
        return text


ENTRANCES: dict[Callable[[random.Random], object], int] = {
    load_text: 4,
    prepare_with_unit: 3,
    load_json: 2,
    body: 2,
    unit: 3,
    page: 2,
    document: 4,
    drawn: 4,
    read_back: 3,
    read_foreign: 2,
    checked: 3,
    fixed: 2,
    pasted: 3,
    template: 1,
    rows_of_text: 3,
    rows_of_json: 2,
    rows_of_workbook: 2,
    batch: 2,
    register: 2,
    summary: 2,
    command_line: 2,
}
"""Every entrance, and how many of a group's cases come in by it for one of the rarest: templates, which
``tests/template/test_fuzz.py`` breaks by the thousand."""


def outcome(number: int) -> tuple[str, str]:
    """The entrance of a case, and what came of it: made, or refused. Any other exception is the test's failure."""
    chance = random.Random(number)
    (entrance,) = chance.choices(list(ENTRANCES), list(ENTRANCES.values()))
    refused: GongwenError | None = None
    try:
        entrance(chance)
    except GongwenError as error:
        refused = error
    if refused is None:
        return entrance.__name__, "made"
    assert refused.faults
    assert all(fault.message and fault.cure and fault.code for fault in refused.faults), refused.faults
    return entrance.__name__, "refused"


@pytest.mark.parametrize("group", range(CASES // GROUP))
def test_whatever_comes_in_is_made_or_refused_by_name(
    group: int, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    many = ALL_CASES // CASES if request.config.getoption(FULL_SWEEP) else 1
    faults: list[str] = []
    told: Counter[str] = Counter()
    for number in range(group * GROUP * many, (group + 1) * GROUP * many):
        try:
            entrance, what = outcome(number)
        except Exception as error:
            faults.append(f"case {number}: {type(error).__name__}: {error}"[:300])
            continue
        told.update([what, entrance])
    record_property(SUMMED, {"cases": GROUP * many, "faults": len(faults), **told})
    assert faults == []
    assert told["made"] > 0
    assert told["refused"] > 0
