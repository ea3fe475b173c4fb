"""What is lawful is clean: everything that gongwen writes, and pages that others make otherwise."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given

import gongwen
from gongwen.checking import PAGE_RULES, Finding, check_content
from gongwen.model import Document
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form
from gongwen.standard.profiles import PROFILES
from tests.checking.by_hand import (
    CENTRE,
    LEFT,
    RIGHT,
    TEXT,
    bordered,
    content_of,
    line,
    notice,
    only,
    request,
    resolution,
    set_font,
)
from tests.strategies import documents, examples

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*ROOT.glob("examples/*.md"), *ROOT.glob("templates/specimens/*.md")])
OF_THE_AUTHOR = {
    "15834-B.3.8", "9704-7.3.1-e", "9704-7.3.1-d", "ERR-FWZH-11", "9704-7.3.7-e", "ERR-DY-01", "9704-7.3.4-c",
}  # fmt: skip
"""Rules of what an author says, not of how it is laid out."""
DECISION = gongwen.load(ROOT / "examples" / "decision.md").evolve(seals=())
OF_LOOKS = {rule.name for rule in PAGE_RULES.values() if not rule.of_words and rule.id not in OF_THE_AUTHOR}


def said(findings: tuple[Finding, ...]) -> list[str]:
    """The findings in words, to be read where a test fails."""
    return [str(finding) for finding in findings]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_found_in_an_example(source: Path, profile: str) -> None:
    document = gongwen.load(source)
    for even in (False, True):
        report = check_content(gongwen.render(document, profile=profile, even=even))
        assert said(report.findings) == []
        assert report.official


def in_strange_styles(content: bytes) -> bytes:
    """The same file with styles that nobody knows: its page alone tells what it shows."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as other:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/styles.xml":
                part = part.decode().replace('w:val="公文', 'w:val="样式').encode()
            other.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_found_in_the_same_page_without_our_styles(source: Path, profile: str) -> None:
    report = check_content(in_strange_styles(gongwen.render(gongwen.load(source), profile=profile)))
    assert said(report.findings) == []
    assert report.official


@given(document=documents())
@examples(60)
def test_nothing_of_the_page_is_found_in_any_document_that_gongwen_writes(document: Document) -> None:
    for profile in PROFILES:
        report = check_content(gongwen.render(document, profile=profile))
        assert [str(one) for one in report.findings if one.name in OF_LOOKS] == []


def grave(document: Docx) -> list[str]:
    """What is binding and found."""
    report = check_content(content_of(document))
    assert report.official
    return [str(one) for one in report.findings if one.severity == Grade.MUST.value]


@pytest.mark.parametrize(
    "document",
    [notice(), notice(sealed=True), request(), resolution(), resolution(font="仿宋_GB2312")],
    ids=["通知", "盖章的通知", "请示", "决议", "题注用仿宋的决议"],
)
def test_nothing_is_found_in_a_compliant_file_made_by_hand(document: Docx) -> None:
    report = check_content(content_of(document))
    assert said(report.findings) == []


def _pitch(document: Docx, points: float) -> None:
    for paragraph in document.paragraphs:
        if paragraph.paragraph_format.line_spacing == Pt(28.95):
            paragraph.paragraph_format.line_spacing = Pt(points)


@pytest.mark.parametrize("margins", [(37, 35), (34.58, 32.58)])
@pytest.mark.parametrize("points", [28, 28.95, 29.45, 29.6])
def test_both_readings_of_the_margins_and_the_usual_pitches_are_lawful(
    margins: tuple[float, float], points: float
) -> None:
    document = notice()
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(margins[0]), Mm(margins[1])
    _pitch(document, points)
    assert said(check_content(content_of(document)).findings) == []


@pytest.mark.parametrize("kind", ["lines", "linesAndChars"])
def test_a_grid_of_lines_is_lawful(kind: str) -> None:
    document = notice()
    properties: Any = document.sections[0]._sectPr
    grid = properties.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        properties.append(grid)
    grid.set(qn("w:type"), kind)
    grid.set(qn("w:linePitch"), "579")
    for paragraph in document.paragraphs:
        if paragraph.paragraph_format.line_spacing == Pt(28.95):
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    assert grave(document) == []
    assert said(check_content(content_of(document)).findings) == []


@pytest.mark.parametrize("font", ["仿宋_GB2312", "仿宋", "方正仿宋_GBK", "华文仿宋", "CESI仿宋-GB2312"])
def test_every_font_of_the_family_is_lawful(font: str) -> None:
    document = notice()
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            properties: Any = run._r.rPr
            if properties.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋_GB2312":
                set_font(run, font, run.font.size.pt if run.font.size else 16)
                properties.find(qn("w:rFonts")).set(qn("w:ascii"), "Times New Roman")
    assert said(check_content(content_of(document)).findings) == []


def test_empty_paragraphs_may_stand_for_space() -> None:
    document = notice()
    for beginning in ("青政发", "青山镇人民政府\n", "附件："):
        paragraph = only(document, beginning)
        paragraph.paragraph_format.space_before = Pt(0)
        empty: Any = line(document, "")._p
        paragraph._p.addprevious(empty)
    assert grave(document) == []


def test_headings_may_be_numbered_by_the_program() -> None:
    document = notice()
    part: Any = document.part.numbering_part.element
    abstract = part.makeelement(qn("w:abstractNum"), {qn("w:abstractNumId"): "77"})
    level = part.makeelement(qn("w:lvl"), {qn("w:ilvl"): "0"})
    for name, value in (("start", "1"), ("numFmt", "chineseCounting"), ("suff", "nothing"), ("lvlText", "%1、")):
        level.append(part.makeelement(qn(f"w:{name}"), {qn("w:val"): value}))
    abstract.append(level)
    part.insert(0, abstract)
    number = part.makeelement(qn("w:num"), {qn("w:numId"): "77"})
    number.append(part.makeelement(qn("w:abstractNumId"), {qn("w:val"): "77"}))
    part.append(number)
    for beginning in ("一、", "二、"):
        paragraph = only(document, beginning)
        paragraph.runs[0].text = paragraph.runs[0].text[2:]
        properties: Any = paragraph._p.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_numId().val = 77
        numbered.get_or_add_ilvl().val = 0
    assert said(check_content(content_of(document)).findings) == []


def test_a_mark_may_stand_in_a_table() -> None:
    document = notice()
    mark = only(document, "青山镇人民政府文件")
    table = document.add_table(rows=1, cols=1)
    moved: Any = mark._p
    moved.addprevious(table._tbl)
    cell: Any = table.rows[0].cells[0]._tc
    cell.remove(cell.findall(qn("w:p"))[0])
    cell.append(moved)
    assert grave(document) == []


def test_a_summary_without_a_red_head_is_a_document_too() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    line(document, "青山镇2026年工作总结", font="方正小标宋简体", size=22, align=CENTRE, pitch=35)
    line(document, TEXT, first=2, before=29)
    line(document, "一、三年来的主要工作", font="黑体", first=2)
    line(document, TEXT, first=2)
    report = check_content(content_of(document))
    assert report.official
    assert said(report.findings) == []


def _sheet_of(document: Docx) -> None:
    section, other = document.sections[0], notice().sections[0]
    for name in ("page_width", "page_height", "top_margin", "bottom_margin", "left_margin", "right_margin"):
        setattr(section, name, getattr(other, name))


def test_a_letter_by_hand_has_its_number_on_the_right() -> None:
    document = docx.Document()
    _sheet_of(document)
    line(document, "云岭县水务局", font="方正小标宋简体", size=42, align=CENTRE, pitch=50, colour="FF0000")
    line(document, "云水函〔2026〕5号", align=RIGHT, before=10)
    title = "云岭县水务局\n关于商请提供管网资料的函"
    line(document, title, font="方正小标宋简体", size=22, align=CENTRE, before=58, pitch=35)
    line(document, "县住房和城乡建设局：", before=29)
    line(document, TEXT, first=2)
    line(document, "云岭县水务局", align=RIGHT, right=4, before=29)
    line(document, "2026年3月2日", align=RIGHT, right=4)
    assert grave(document) == []
    only(document, "云水函").alignment = CENTRE
    assert len(grave(document)) == 1


def test_minutes_by_hand_may_have_a_number_without_a_code() -> None:
    document = docx.Document()
    _sheet_of(document)
    mark = "青山镇人民政府会议纪要"
    line(document, mark, font="方正小标宋简体", size=40, align=CENTRE, before=100, pitch=50, colour="FF0000")
    line(document, "〔2026〕9号", align=CENTRE, before=58)
    issued = line(document, "　青山镇党政办公室　　　　　　　　　2026年3月2日", align=LEFT)
    bordered(issued, "bottom", eighths=12, colour="FF0000")
    title = "青山镇人民政府第3次镇长办公会议纪要"
    line(document, title, font="方正小标宋简体", size=22, align=CENTRE, before=58, pitch=35)
    line(document, TEXT, first=2, before=29)
    present = line(document, "出席", font="黑体", left=5, first=-3, align=LEFT, before=29)
    set_font(present.add_run("：沈平、顾春生、钱明。"), "仿宋", 16)
    assert grave(document) == []


def test_an_order_by_hand_has_no_title() -> None:
    document = docx.Document()
    _sheet_of(document)
    mark = "云岭县人民政府令"
    line(document, mark, font="方正小标宋简体", size=40, align=CENTRE, before=57, pitch=50, colour="FF0000")
    line(document, "第2号", align=CENTRE, before=58)
    line(document, TEXT, first=2, before=58)
    line(document, "县长　沈平", align=RIGHT, right=4, before=58)
    line(document, "2026年3月2日", align=RIGHT, right=4, before=29)
    assert grave(document) == []


def test_of_a_text_that_is_none_only_what_holds_for_every_text_is_asked() -> None:
    document = docx.Document()
    line(document, "亲爱的同学,你好", font="宋体", size=12, align=LEFT, pitch=None)
    line(document, "好久不见，近来可好。", font="宋体", size=12, align=LEFT, pitch=None)
    report = check_content(content_of(document))
    assert not report.official
    assert [finding.rule for finding in report.findings] == ["GW-BD-01"]


def test_a_unit_departs_knowingly_and_is_told_apart() -> None:
    unit = gongwen.Unit.load("单位: 云岭县青山镇人民政府\n版面: {行距: 25, 仿宋: 宋体}\n".encode())
    content = gongwen.render(gongwen.load(ROOT / "examples" / "notice.md"), unit=unit)
    told = gongwen.check(content, unit=unit)
    assert said(told.findings) == []
    assert {departure.rule for departure in told.departures} >= {"9704-5.2.3-a", "9704-5.2.2-a"}
    assert {finding.rule for finding in gongwen.check(content).findings} >= {"9704-5.2.3-a", "9704-5.2.2-a"}


def test_a_document_is_checked_as_it_is_written() -> None:
    draft = Document.read({"kind": "通知", "form": Form.DOCUMENT, "title": "关于春耕的通知", "body": ["抓好春耕..."]})
    assert {finding.rule for finding in gongwen.check(draft).findings} == {"TL-9.4", "TL-9.5", "TL-9.12", "15834-5.1-c"}


def test_tl_9_11_a_decision_that_tells_in_its_remark_who_adopted_it_lacks_neither_signature_nor_date() -> None:
    remark = "2026年1月16日云岭县第十九届人民代表大会第六次会议通过"
    unsigned = DECISION.evolve(remark=remark, date=None, signatories=())
    for content in (gongwen.render(unsigned), in_strange_styles(gongwen.render(unsigned))):
        assert said(check_content(content).findings) == []
