"""Files whose head and 版记 are drawn: lines as shapes, boxes that stand on the sheet, styles of an office's own."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

import gongwen
from gongwen.checking import check_content
from tests.checking.by_hand import CENTRE, LEFT, RIGHT, TEXT, content_of, line, notice, only, request, set_font, sheet

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
PER_MM = 72 / 25.4


def drawn(paragraph: Paragraph, y: float, *, x: float = 28, length: float = 156, weight: float = 1.5) -> None:
    """A red line across the sheet, so many millimetres below its edge."""
    begin, end = f"{x * PER_MM:.2f}pt,{y * PER_MM:.2f}pt", f"{(x + length) * PER_MM:.2f}pt,{y * PER_MM:.2f}pt"
    style = "position:absolute;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    shape = f'<v:line style="{style}" from="{begin}" to="{end}" strokecolor="red" strokeweight="{weight}pt"/>'
    run: Any = paragraph.add_run()._r
    run.append(parse_xml(f"<w:pict {nsdecls('w')} {VML}>{shape}</w:pict>"))


def found(document: Docx) -> set[str]:
    """The rules that speak."""
    return {finding.rule for finding in check_content(content_of(document)).findings}


def letter(*, mark: str = "云岭县水务局", y: float = 0, weights: tuple[float, float] = (2.1, 0.55)) -> Docx:
    """A letter whose double rules are drawn as lines; ``y`` is how far the lower ones are off."""
    document = docx.Document()
    sheet(document)
    document.sections[0].different_first_page_header_footer = True
    line(document, mark, font="方正小标宋简体", size=42, align=CENTRE, pitch=50, colour="FF0000")
    number = line(document, "云水函〔2026〕5号", align=RIGHT, before=10)
    for at, weight in ((46.5, weights[0]), (47.9, weights[1]), (275.5 + y, 0.55), (276.6 + y, 2.1)):
        drawn(number, at, x=20, length=170, weight=weight)
    title = "云岭县水务局\n关于商请提供管网资料的函"
    line(document, title, font="方正小标宋简体", size=22, align=CENTRE, before=58, pitch=35)
    line(document, "县住房和城乡建设局：", before=29)
    line(document, TEXT, first=2)
    line(document, "云岭县水务局", align=RIGHT, right=4, before=29)
    line(document, "2026年3月2日", align=RIGHT, right=4)
    return document


def test_two_pairs_of_long_red_lines_make_a_letter_whatever_else_is_wrong_with_it() -> None:
    assert found(letter()) == set()
    document = letter()
    only(document, "云水函").alignment = CENTRE
    document.sections[0].different_first_page_header_footer = False
    assert found(document) == {"9704-10.1-g", "9704-10.1-j"}


def in_styles(document: Docx) -> Docx:
    """The same with an office's own styles for its text, which are called as ours are."""
    for name, beginnings in {
        "公文标题": ["青山镇人民政府\n"],
        "公文正文": [TEXT[:10]],
        "公文一级标题": ["一、", "二、"],
        "公文附件标识": ["附件1", "附件2"],
    }.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        for paragraph in document.paragraphs:
            if paragraph.text.startswith(tuple(beginnings)):
                paragraph.style = style
    return document


def test_an_office_may_call_its_styles_as_ours_are_called() -> None:
    assert found(in_styles(notice())) == set()
    document = in_styles(notice())
    only(document, "青政发").runs[0].text = "青政发[2026]12号"
    only(document, "抄送").runs[0].text = "抄送：县水务局"
    assert found(document) == {"9704-7.2.5-c", "9704-7.4.2-b"}


def in_pieces(document: Docx) -> Docx:
    """The title with each of its lines in a paragraph of its own."""
    title = only(document, "青山镇人民政府\n")
    first, second = title.text.split("\n")
    title.runs[0].text = first
    below = line(document, second, font="方正小标宋简体", size=22, align=CENTRE, pitch=35)
    title._p.addnext(below._p)
    return document


def test_a_title_in_several_paragraphs_tells_its_kind() -> None:
    assert found(in_pieces(request())) == set()
    document = in_pieces(request())
    number = only(document, "　青政请")
    number.runs[0].text, number.runs[1].text = "　青政请〔2026〕3号", ""
    assert found(document) == {"TL-9.6"}


def test_a_black_mark_is_a_mark_with_the_signer_between_it_and_the_number() -> None:
    document = notice()
    signer = line(document, "签发人：", align=RIGHT)
    set_font(signer.add_run("沈平"), "仿宋", 16)
    only(document, "青政发")._p.addprevious(signer._p)
    for run in only(document, "青山镇人民政府文件").runs:
        properties: Any = run._r.rPr
        properties.remove(properties.find(qn("w:color")))
    assert found(document) == {"9704-7.2.4-f", "9704-7.2.6-g"}


@pytest.mark.parametrize("between", ["　", "　　", "、"])
def test_two_numbers_on_one_line_are_one_too_many(between: str) -> None:
    document = notice()
    only(document, "青政发").runs[0].text = f"青政发〔2026〕12号{between}青财〔2026〕5号"
    assert found(document) == {"TL-9.5"}


def test_minutes_may_say_their_day_in_the_first_sentence() -> None:
    document = docx.Document()
    sheet(document)
    mark = "青山镇人民政府会议纪要"
    line(document, mark, font="方正小标宋简体", size=40, align=CENTRE, before=100, pitch=50, colour="FF0000")
    drawn(line(document, "〔2026〕9号", align=CENTRE, before=58), 130)
    title = "青山镇人民政府第3次镇长办公会议纪要"
    line(document, title, font="方正小标宋简体", size=22, align=CENTRE, before=58, pitch=35)
    line(document, "2026年3月2日，镇长沈平主持召开镇长办公会议。" + TEXT, first=2, before=29)
    assert found(document) == set()


LETTERS = [
    ("标志加文件", {"mark": "云岭县水务局文件"}, {"9704-10.1-a"}),
    ("下双线低 5 毫米", {"y": 5.0}, {"9704-10.1-d"}),
    ("上双线反了", {"weights": (0.55, 2.1)}, {"9704-10.1-c"}),
]


@pytest.mark.parametrize(("name", "change", "expected"), LETTERS, ids=[one[0] for one in LETTERS])
def test_the_drawn_rules_of_a_letter_are_measured(name: str, change: dict[str, Any], expected: set[str]) -> None:
    assert found(letter(**change)) == expected


@pytest.mark.parametrize(("length", "expected"), [(156, set()), (155, set()), (100, {"9704-7.2.7-a"})])
def test_a_drawn_red_rule_is_as_wide_as_the_text(length: float, expected: set[str]) -> None:
    document = notice()
    number: Any = only(document, "青政发")
    number._p.pPr.remove(number._p.pPr.find(qn("w:pBdr")))
    drawn(number, 120, length=length)
    assert found(document) == expected


def framed(paragraph: Paragraph, y: float) -> None:
    """A frame that stands so many millimetres below the edge of the sheet."""
    frame = paragraph._p.get_or_add_pPr().makeelement(
        qn("w:framePr"),
        {qn(f"w:{key}"): value for key, value in (("w", "8844"), ("vAnchor", "page"), ("y", str(round(y * 56.69))))},
    )
    paragraph._p.get_or_add_pPr().insert(0, frame)


@pytest.mark.parametrize(("y", "expected"), [(71, set()), (73, set()), (58, {"9704-7.2.4-c"}), (116, {"9704-7.2.4-c"})])
def test_a_mark_in_a_frame_tells_its_height(y: float, expected: set[str]) -> None:
    document = notice()
    mark = only(document, "青山镇人民政府文件")
    mark.paragraph_format.space_before = Pt(0)
    framed(mark, y)
    assert found(document) == expected


@pytest.mark.parametrize(("y", "expected"), [(57, set()), (72, {"9704-10.2-a"})])
def test_the_mark_of_an_order_stands_higher(y: float, expected: set[str]) -> None:
    document = docx.Document()
    sheet(document)
    mark = "云岭县人民政府令"
    framed(line(document, mark, font="方正小标宋简体", size=40, align=CENTRE, pitch=44, colour="FF0000"), y - 1)
    line(document, "第2号", align=CENTRE, before=58)
    line(document, TEXT, first=2, before=58)
    line(document, "县长　沈平", align=RIGHT, right=4, before=58)
    line(document, "2026年3月2日", align=RIGHT, right=4, before=29)
    assert found(document) == expected


@pytest.mark.parametrize("empty", [0, 1, 2])
def test_two_lines_part_the_title_from_the_red_rule(empty: int) -> None:
    document = notice()
    title = only(document, "青山镇人民政府\n")
    title.paragraph_format.space_before = Pt(0)
    for _ in range(empty):
        title._p.addprevious(line(document, "")._p)
    assert found(document) == ({"9704-7.3.1-b"} if not empty else set())
    assert check_content(gongwen.fix(content_of(document), in_place=True).content).findings == ()


def test_one_line_parts_the_title_of_an_attachment_from_its_label() -> None:
    document = notice()
    only(document, "检查任务分工表").paragraph_format.space_before = Pt(0)
    assert found(document) == {"9704-7.3.7-c"}
    assert check_content(gongwen.fix(content_of(document), in_place=True).content).findings == ()


def joint(rows: tuple[int, int] | None) -> Docx:
    """A joint notice of two agencies; 文件 spans these rows, or all."""
    document = notice()
    mark: Any = only(document, "青山镇人民政府文件")._p
    table = document.add_table(rows=2, cols=2)
    mark.addprevious(table._tbl)
    mark.getparent().remove(mark)
    names = ("青山镇人民政府", "青山镇农业服务中心")
    for at, name in enumerate(names):
        cell = table.cell(at, 0)
        line(cell, name, font="方正小标宋简体", size=30, align=CENTRE, pitch=40, colour="FF0000")
        cell._tc.remove(cell._tc.findall(qn("w:p"))[0])
    beside = table.cell(0, 1) if rows else table.cell(0, 1).merge(table.cell(1, 1))
    line(beside, "文件", font="方正小标宋简体", size=30, align=CENTRE, pitch=40, colour="FF0000")
    for empty in beside._tc.findall(qn("w:p"))[:-1]:
        beside._tc.remove(empty)
    title = only(document, "青山镇人民政府\n")
    title.runs[0].text = "青山镇人民政府　青山镇农业服务中心\n关于开展农村供水工程管护检查的通知"
    signed, date = (next(one for one in document.paragraphs if one.text == text) for text in (names[0], "2026年3月2日"))
    other = line(document, names[1], align=RIGHT, right=2)
    signed._p.addnext(other._p)
    signed.paragraph_format.right_indent, date.paragraph_format.right_indent = Pt(64), Pt(48)
    return document


def test_file_stands_in_the_middle_beside_the_names_and_the_agencies_sign_in_their_order() -> None:
    assert found(joint(None)) == set()
    assert found(joint((0, 0))) == {"9704-7.2.4-h"}
    document = joint(None)
    first = next(one for one in document.paragraphs if one.text == "青山镇人民政府")
    second: Any = next(one for one in document.paragraphs if one.text == "青山镇农业服务中心")._p
    first._p.addprevious(second)
    assert found(document) == {"9704-7.3.5.2-d"}


@pytest.mark.parametrize(("wide", "expected"), [(156, set()), (160, set()), (180, {"9704-5.2.1-c"})])
def test_a_table_stays_within_the_type_area(wide: float, expected: set[str]) -> None:
    document = notice()
    table = document.add_table(rows=2, cols=2)
    only(document, "检查任务分工表")._p.addnext(table._tbl)
    for row, texts in zip(table.rows, (("村名", "户数"), ("上坝村", "320")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for column in table._tbl.tblGrid.findall(qn("w:gridCol")):
        column.set(qn("w:w"), str(round(wide * 56.69 / 2)))
    assert found(document) == expected


def test_a_line_of_a_form_below_a_table_is_no_text() -> None:
    document = notice()
    table = document.add_table(rows=2, cols=2)
    only(document, "检查任务分工表")._p.addnext(table._tbl)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "户数"
    fields = line(document, "填表单位（盖章）：　　　　填表日期：", align=LEFT)
    table._tbl.addnext(fields._p)
    assert found(document) == set()
    fields.runs[0].text = "以上户数由各村核实。"
    assert found(document) == {"9704-7.3.3-c"}


@pytest.mark.parametrize("lies", [False, True])
def test_the_folio_of_a_lying_page_stands_where_the_others_do(lies: bool) -> None:
    document = notice()
    label = only(document, "附件1")
    before: Any = label._p.getprevious()
    own: Any = document.sections[0]._sectPr
    upright, other = deepcopy(own), deepcopy(own)
    before.get_or_add_pPr().append(upright)
    if lies:
        size, margins = other.find(qn("w:pgSz")), other.find(qn("w:pgMar"))
        size.set(qn("w:w"), "16838"), size.set(qn("w:h"), "11906"), size.set(qn("w:orient"), "landscape")
        for side, value in (("top", 28), ("bottom", 26), ("left", 35), ("right", 37)):
            margins.set(qn(f"w:{side}"), str(round(value * 56.69)))
    last: Any = only(document, "附件2")._p.getprevious()
    last.get_or_add_pPr().append(other)
    assert found(document) == ({"9704-8-a"} if lies else set())


def running_in(*faces: str) -> Docx:
    """A notice with headings of the second level that run into their text, each in its typeface."""
    document = notice()
    place = only(document, "二、时间")
    for at, face in enumerate(faces):
        heading = line(document, f"（{'一二三四五'[at]}）压实责任。", font=face, first=2)
        set_font(heading.add_run("各村明确专人管护，按月巡查并做好记录。"), "仿宋_GB2312", 16)
        place._p.addprevious(heading._p)
    for beginning in ("（一）取水设施", "（二）输水管网", "1.管道"):
        old: Any = next(one for one in document.paragraphs if one.text.startswith(beginning))._p
        old.getparent().remove(old)
    return document


KAI, FANG, HEI = "楷体_GB2312", "仿宋_GB2312", "黑体"


@pytest.mark.parametrize(
    ("faces", "expected"),
    [
        ((KAI, KAI, KAI), set()),
        ((FANG, FANG, FANG), set()),  # items of a list, for all that the page tells
        ((KAI, KAI, FANG), {"9704-7.3.3-e"}),
        ((KAI, KAI, HEI), {"9704-7.3.3-e"}),
    ],
)
def test_a_heading_that_runs_in_has_the_typeface_of_its_level(faces: tuple[str, ...], expected: set[str]) -> None:
    assert found(running_in(*faces)) == expected


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000"
    "000049454e44ae426082"
)


def sealed(right: float) -> Docx:
    """A notice with a picture of a seal over its signature, the date so many characters in."""
    document = notice(sealed=True)
    name = next(one for one in document.paragraphs if one.text == "青山镇人民政府")
    date = next(one for one in document.paragraphs if one.text == "2026年3月2日")
    name.paragraph_format.right_indent, date.paragraph_format.right_indent = Pt(16 * (right - 0.5)), Pt(16 * right)
    run = date.add_run()
    run.add_picture(io.BytesIO(PNG), Mm(42), Mm(42))
    inline: Any = run._r.find(f".//{qn('wp:inline')}")
    inline.tag = qn("wp:anchor")
    return document


@pytest.mark.parametrize(("right", "expected"), [(4, set()), (2, {"9704-7.3.5.1-a"})])
def test_under_the_picture_of_a_seal_the_date_leaves_four_characters(right: float, expected: set[str]) -> None:
    assert found(sealed(right)) == expected


def test_a_margin_that_is_off_moves_no_signature() -> None:
    document = notice()
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(31.8)
    assert found(document) == {"9704-5.2.1-b", "9704-5.2.1-c"}
    for text, left in (("青山镇人民政府", 16.9), ("2026年3月2日", 18.9)):
        paragraph = next(one for one in document.paragraphs if one.text == text)
        paragraph.alignment = LEFT
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Pt(16 * left), Pt(0)
    assert found(document) == {"9704-5.2.1-b", "9704-5.2.1-c"}


@pytest.mark.parametrize(("y", "expected"), [(262, set()), (236, {"9704-7.4.1-e"})])
def test_a_colophon_that_is_fixed_to_the_sheet_ends_where_the_type_area_does(y: float, expected: set[str]) -> None:
    document = notice()
    foot = [only(document, beginning) for beginning in ("抄送", "青山镇党政")]
    table = document.add_table(rows=2, cols=1)
    foot[0]._p.addprevious(table._tbl)
    for row, paragraph in zip(table.rows, foot, strict=True):
        row.height, row.height_rule = Pt(28.35), WD_ROW_HEIGHT_RULE.EXACTLY
        row.cells[0]._tc.remove(row.cells[0]._tc.findall(qn("w:p"))[0])
        row.cells[0]._tc.append(paragraph._p)
    top = str(round((y - 20) * 56.69))
    floating = table._tbl.tblPr.makeelement(qn("w:tblpPr"), {qn("w:vertAnchor"): "page", qn("w:tblpY"): top})
    table._tbl.tblPr.insert(1, floating)
    assert found(document) == expected


def test_the_last_of_several_signers_may_be_a_name_of_two_characters_that_are_spread() -> None:
    document = request()
    number = only(document, "　青政请")
    number.runs[0].text, number.runs[1].text = "　青政请〔2026〕3号　　　　　　　　　　　", "钱　明"
    signers = line(document, "签发人：", align=RIGHT, right=1, before=58)
    set_font(signers.add_run("沈平　顾春生"), "楷体", 16)
    number._p.addprevious(signers._p)
    assert found(document) == set()
