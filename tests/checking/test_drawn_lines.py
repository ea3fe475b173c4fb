"""Files whose head and 版记 are drawn: lines as shapes, boxes that stand on the sheet, styles of an office's own."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from gongwen.checking import check_content
from tests.checking.by_hand import CENTRE, RIGHT, TEXT, content_of, line, notice, only, request, set_font, sheet

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


def letter(*, mark: str = "云岭县水务局", y: float = 0) -> Docx:
    """A letter whose double rules are drawn as lines; ``y`` is how far the lower ones are off."""
    document = docx.Document()
    sheet(document)
    document.sections[0].different_first_page_header_footer = True
    line(document, mark, font="方正小标宋简体", size=42, align=CENTRE, pitch=50, colour="FF0000")
    number = line(document, "云水函〔2026〕5号", align=RIGHT, before=10)
    for at, weight in ((46.5, 2.1), (47.9, 0.55), (275.5 + y, 0.55), (276.6 + y, 2.1)):
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
        run._r.rPr.remove(run._r.rPr.find(qn("w:color")))
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
