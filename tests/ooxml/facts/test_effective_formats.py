"""What a paragraph and a run look like in effect: each level of the hierarchy over the one below (17.7.2)."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm as DocxMm
from docx.shared import Pt as DocxPt

from gongwen.ooxml.facts import Facts, RunFormat, Table, paragraphs_in
from gongwen.standard.units import Mm, Pt
from tests.ooxml.facts.raw import facts_of, format_of, look_of, paragraph


def styled(name: str, content: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}><w:name w:val="{name}"/>{content}</w:style>'


def size(half_points: int) -> str:
    return f'<w:rPr><w:sz w:val="{half_points}"/></w:rPr>'


DEFAULTS = f"<w:docDefaults><w:rPrDefault>{size(21)}</w:rPrDefault></w:docDefaults>"
LADDER = DEFAULTS + "".join(
    [
        styled("table", size(22), "table"),
        styled("base", size(24)),
        styled("above", f'<w:basedOn w:val="base"/>{size(28)}'),
        styled("silent", '<w:basedOn w:val="above"/>'),
        styled("letters", size(30), "character"),
    ]
)
IN_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="table"/></w:tblPr><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
    "<w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("body", "points"),
    [
        (paragraph(), 10.5),
        (IN_TABLE.format(paragraph()), 11),
        (paragraph(properties='<w:pStyle w:val="base"/>'), 12),
        (IN_TABLE.format(paragraph(properties='<w:pStyle w:val="base"/>')), 12),
        (paragraph(properties='<w:pStyle w:val="silent"/>'), 14),
        (paragraph(properties='<w:pStyle w:val="silent"/>', run='<w:rStyle w:val="letters"/>'), 15),
        (paragraph(run='<w:rStyle w:val="letters"/><w:sz w:val="32"/>'), 16),
        (paragraph(properties='<w:pStyle w:val="nobody"/>', run='<w:rStyle w:val="nobody"/>'), 10.5),
    ],
    ids=["defaults", "table style", "style", "style in a table", "style chain", "character style", "direct", "unknown"],
)
def test_each_level_stands_over_the_one_below(body: str, points: float) -> None:
    assert look_of(body, styles=LADDER).size == Pt(points)


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    circle = styled("a", f'<w:basedOn w:val="b"/>{size(30)}') + styled("b", f'<w:basedOn w:val="a"/>{size(40)}')
    assert look_of(paragraph(properties='<w:pStyle w:val="a"/>'), styles=circle).size == Pt(15)


def test_a_run_in_a_paragraph_style_takes_the_style_it_is_linked_with() -> None:
    linked = styled("heading", f'<w:link w:val="letters"/>{size(44)}') + styled("letters", size(30), "character")
    assert look_of(paragraph(run='<w:rStyle w:val="heading"/>'), styles=linked).size == Pt(15)


# ---------------------------------------------------------------------------------- toggles


BOLD = "<w:rPr><w:b/></w:rPr>"


@pytest.mark.parametrize(
    ("paragraph_style", "run_style", "direct", "bold"),
    [
        (BOLD, "", "", True),
        (BOLD, BOLD, "", False),
        ("", BOLD, "", True),
        (BOLD, BOLD, "<w:b/>", True),
        (BOLD, "", '<w:b w:val="0"/>', False),
        (BOLD, '<w:rPr><w:b w:val="false"/></w:rPr>', "", True),
    ],
)
def test_a_second_style_switches_bold_off_again(paragraph_style: str, run_style: str, direct: str, bold: bool) -> None:
    styles = styled("above", paragraph_style) + styled("letters", run_style, "character")
    body = paragraph(properties='<w:pStyle w:val="above"/>', run=f'<w:rStyle w:val="letters"/>{direct}')
    assert look_of(body, styles=styles).bold is bold


def test_bold_of_the_defaults_is_never_switched_off_by_a_style() -> None:
    styles = f"<w:docDefaults><w:rPrDefault>{BOLD}</w:rPrDefault></w:docDefaults>{styled('above', BOLD)}"
    assert look_of(paragraph(properties='<w:pStyle w:val="above"/>'), styles=styles).bold


def test_hidden_text_is_there_and_marked() -> None:
    facts = facts_of(paragraph("内部掌握", run="<w:vanish/>"))
    shown = next(paragraphs_in(facts.blocks))
    assert shown.text == "内部掌握"
    assert facts.run_format(shown, shown.runs[0]).hidden


# ---------------------------------------------------------------------------------- fonts


THEME = (
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface="方正小标宋简体"/><a:cs typeface=""/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    '<a:font script="Hans" typeface="等线"/><a:font script="Jpan" typeface="游明朝"/></a:minorFont>'
)


def test_fonts_of_a_theme_are_found_by_script_and_language() -> None:
    minor = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:ascii="Arial" w:eastAsia="宋体"/>'
    look = look_of(paragraph(run=minor), theme=THEME)
    assert (look.font_ascii, look.font_east_asia) == ("Calibri", "等线")
    japanese = '<w:themeFontLang w:eastAsia="ja-JP"/>'
    assert look_of(paragraph(run=minor), theme=THEME, settings=japanese).font_east_asia == "游明朝"
    assert look_of(paragraph(run=minor)).font_east_asia == "宋体"


def test_a_font_that_is_named_takes_the_place_of_a_theme_below() -> None:
    styles = styled("above", '<w:rPr><w:rFonts w:eastAsiaTheme="majorEastAsia"/></w:rPr>')
    named = paragraph(properties='<w:pStyle w:val="above"/>', run='<w:rFonts w:eastAsia="仿宋_GB2312"/>')
    assert look_of(named, styles=styles, theme=THEME).font_east_asia == "仿宋_GB2312"
    plain = paragraph(properties='<w:pStyle w:val="above"/>')
    assert look_of(plain, styles=styles, theme=THEME).font_east_asia == "方正小标宋简体"


@pytest.mark.parametrize(
    ("hint", "fonts"), [("eastAsia", ["仿宋", "仿宋", "Times", "仿宋"]), (None, ["仿宋", "Arial", "Times", "Arial"])]
)
def test_marks_of_both_scripts_go_by_the_hint(hint: str | None, fonts: list[str]) -> None:
    look = RunFormat(font_ascii="Times", font_high_ansi="Arial", font_east_asia="仿宋", hint=hint)
    assert [look.font_of(character) for character in "公“8…"] == fonts


# ---------------------------------------------------------------------------------- indents, spaces, lines


@pytest.mark.parametrize(
    ("indents", "expected"),
    [
        ('w:firstLine="640"', {"first_line": Pt(32)}),
        ('w:firstLineChars="200" w:firstLine="420"', {"first_line": Pt(32), "first_line_chars": 2}),
        ('w:firstLineChars="0" w:firstLine="640"', {"first_line": Pt(32), "first_line_chars": 0}),
        ('w:left="960" w:hanging="640"', {"indent_left": Pt(48), "first_line": Pt(-32)}),
        ('w:leftChars="300" w:hangingChars="200"', {"indent_left": Pt(48), "first_line": Pt(-32)}),
        ('w:start="2cm" w:end="0.5in"', {"indent_left": Mm(20), "indent_right": Mm(12.7)}),
        ('w:left="一" w:right=""', {"indent_left": Mm(0), "indent_right": Mm(0)}),
    ],
)
def test_indents_are_lengths_whatever_they_are_given_in(indents: str, expected: dict[str, Any]) -> None:
    found = format_of(paragraph(properties=f"<w:ind {indents}/>", run='<w:sz w:val="32"/>'))
    for name, value in expected.items():
        is_length = not isinstance(value, int)
        assert getattr(found, name) == (pytest.approx(value) if is_length else value), name


def test_characters_of_a_grid_are_as_wide_as_the_grid_has_them() -> None:
    grid = '<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/></w:sectPr>'
    body = paragraph(properties='<w:ind w:firstLineChars="200"/>', run='<w:sz w:val="32"/>') + grid
    assert format_of(body).first_line.pt == pytest.approx(2 * (16 - 842 / 4096), abs=0.001)


@pytest.mark.parametrize(
    ("grid", "before"),
    [
        ("", 12),
        ('<w:docGrid w:type="lines" w:linePitch="579"/>', 28.95),
        ('<w:docGrid w:linePitch="312"/>', 12),
    ],
    ids=["no grid", "grid of lines", "grid that is off"],
)
def test_spaces_in_lines_are_lines_of_the_grid_or_of_twelve_points(grid: str, before: float) -> None:
    lines = '<w:spacing w:before="100" w:beforeLines="100" w:after="240"/>'
    found = format_of(f"{paragraph(properties=lines)}<w:sectPr>{grid}</w:sectPr>")
    assert [found.space_before.pt, found.space_after.pt] == pytest.approx([before, 12])


@pytest.mark.parametrize(
    ("spacing", "exact", "least", "multiple"),
    [
        ('w:line="579" w:lineRule="exact"', 28.95, None, None),
        ('w:line="560" w:lineRule="atLeast"', None, 28, None),
        ('w:line="360" w:lineRule="auto"', None, None, 1.5),
        ('w:line="360"', None, None, 1.5),
        ("", None, None, 1.0),
    ],
)
def test_the_height_of_lines_goes_by_its_rule(
    spacing: str, exact: float | None, least: float | None, multiple: float | None
) -> None:
    found = format_of(paragraph(properties=f"<w:spacing {spacing}/>"))
    lines = [None if length is None else round(length.pt, 3) for length in (found.line_exact, found.line_least)]
    assert (*lines, found.line_multiple) == (exact, least, multiple)


def test_tab_stops_of_all_levels_add_up_and_can_be_cleared() -> None:
    styles = styled(
        "above", '<w:pPr><w:tabs><w:tab w:val="left" w:pos="600"/><w:tab w:val="left" w:pos="900"/></w:tabs></w:pPr>'
    )
    tabs = '<w:tabs><w:tab w:val="clear" w:pos="600"/><w:tab w:val="right" w:pos="8800" w:leader="dot"/></w:tabs>'
    found = format_of(paragraph(properties=f'<w:pStyle w:val="above"/>{tabs}'), styles=styles)
    assert [(round(tab.position.pt), tab.alignment, tab.leader) for tab in found.tabs] == [
        (45, "left", "none"),
        (440, "right", "dot"),
    ]


def test_borders_and_frames_have_lengths() -> None:
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="ff0000"/><w:top w:val="nil"/></w:pBdr>'
    place = 'w:xAlign="center" w:y="4082" w:hAnchor="margin"'
    frame = f'<w:framePr w:w="4000" w:h="900" w:hRule="exact" {place} w:wrap="none"/>'
    found = format_of(paragraph(properties=frame + rule))
    assert found.border_bottom is not None
    assert (found.border_bottom.thickness, found.border_bottom.colour, found.border_top) == (Pt(1), "FF0000", None)
    assert found.frame is not None
    assert (found.frame.width, found.frame.x, found.frame.beside) == (Pt(200), "center", "margin")
    assert found.frame.y == pytest.approx(Pt(204.1))


# ---------------------------------------------------------------------------------- numbering and tables


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/>'
    '<w:lvlText w:val="%1、"/><w:pPr><w:ind w:left="1200" w:hanging="720"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'


@pytest.mark.parametrize(
    ("style", "direct", "left"),
    [
        ('<w:ind w:left="400"/>', _NUMBERED, 60),
        (f'{_NUMBERED}<w:ind w:left="400"/>', "", 20),
        (_NUMBERED, "", 60),
        (_NUMBERED, '<w:ind w:left="200"/>', 10),
        (_NUMBERED, '<w:numPr><w:numId w:val="0"/></w:numPr>', 60),
    ],
    ids=["numbering over the style", "style over its own numbering", "style", "direct", "numbering taken away"],
)
def test_indents_of_a_list_stand_between_style_and_paragraph(style: str, direct: str, left: float) -> None:
    styles = styled("above", f"<w:pPr>{style}</w:pPr>")
    body = paragraph(properties=f'<w:pStyle w:val="above"/>{direct}')
    assert format_of(body, styles=styles, numbering=NUMBERING).indent_left == pytest.approx(Pt(left))


def test_parts_of_a_table_look_as_its_style_has_them() -> None:
    parts = "".join(
        f'<w:tblStylePr w:type="{part}">{size(half_points)}</w:tblStylePr>'
        for part, half_points in (("firstRow", 40), ("firstCol", 50), ("band2Horz", 60), ("nwCell", 70))
    )
    row = f"<w:tr>{f'<w:tc>{paragraph()}</w:tc>' * 2}</w:tr>"
    look = '<w:tblLook w:val="00A0" w:firstRow="1" w:firstColumn="1" w:noHBand="0" w:noVBand="1"/>'
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/>{look}</w:tblPr>{row * 3}</w:tbl>'
    facts = facts_of(body, styles=styled("t", f"{size(30)}{parts}", "table"))
    table = facts.blocks[0]
    assert isinstance(table, Table)
    sizes = [
        [facts.run_format(one, one.runs[0]).size.pt for cell in row.cells for one in paragraphs_in(cell.blocks)]
        for row in table.rows
    ]
    assert [[round(one) for one in row] for row in sizes] == [[35, 20], [25, 15], [25, 30]]


# ---------------------------------------------------------------------------------- a file of python-docx


def test_a_file_of_python_docx_says_what_was_asked_for() -> None:
    made = docx.Document()
    made.sections[0].left_margin = DocxMm(28)
    style = made.styles.add_style("公函正文", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    style.font.size = DocxPt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    style.paragraph_format.first_line_indent = DocxPt(32)
    style.paragraph_format.line_spacing = DocxPt(28)
    added = made.add_paragraph("现就汛期值班安排函告如下：", style="公函正文")
    added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    added.add_run("请于6月5日前反馈。").bold = True
    stream = io.BytesIO()
    made.save(stream)
    facts = Facts.of(stream.getvalue())
    shown = next(one for one in paragraphs_in(facts.blocks) if one.text)
    found = facts.paragraph_format(shown)
    assert (found.alignment, found.first_line, found.line_exact) == ("right", Pt(32), Pt(28))
    plain, bold = (facts.run_format(shown, run) for run in shown.runs)
    assert (plain.size, plain.font_east_asia, plain.bold, bold.bold) == (Pt(16), "仿宋_GB2312", False, True)
    assert facts.sections[0].margins.left.mm == pytest.approx(28, abs=0.05)
