"""What a file says, in order: every text once, changes as accepted, tables as they stand."""

from __future__ import annotations

import inspect
import sys
import time

import pytest

from gongwen.errors import DocumentError
from gongwen.ooxml.facts import Facts, Table, paragraphs_in
from gongwen.ooxml.names import WORD
from gongwen.standard.units import Pt
from tests.ooxml.facts.raw import facts_of, paragraph, raw_docx, renamed, texts
from tests.strategies import some_picture

_BY = 'w:id="1" w:author="王芳"'
_READING = "<w:rt><w:r><w:t>gōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase>"
_FORMS = "<mc:Choice Requires='w16se'/><mc:Fallback><w:t>😊</w:t></mc:Fallback>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("春") + run("耕"), "春耕"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/></w:r>", "甲\t乙\n丙\n"),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:br w:type="textWrapping"/></w:r>', "甲\f\v"),
        (f"<w:ins {_BY}>{run('增')}</w:ins><w:del {_BY}><w:r><w:delText>删</w:delText></w:r></w:del>", "增"),
        (f"<w:moveFrom {_BY}>{run('移')}</w:moveFrom><w:moveTo {_BY}>{run('移')}</w:moveTo>", "移"),
        (f'<w:hyperlink r:id="rId1">{run("网址")}</w:hyperlink>', "网址"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f"<w:smartTag>{run('标记')}</w:smartTag><w:bdo w:val='ltr'>{run('序')}</w:bdo>", "标记序"),
        (f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "12",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="2605"/><w:noBreakHyphen/></w:r>', "★\u2011"),
        (f"<w:r><w:ruby>{_READING}</w:ruby></w:r>", "公"),
        (f"<w:r><mc:AlternateContent>{_FORMS}</mc:AlternateContent></w:r>", "😊"),
    ],
)
def test_a_paragraph_says_its_text_once(content: str, text: str) -> None:
    assert texts(facts_of(f"<w:p>{content}</w:p>")) == [text]


def test_the_code_of_a_field_and_where_a_link_leads_are_known() -> None:
    field = f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>'
    facts = facts_of(f'<w:p>{field}<w:hyperlink w:anchor="附件">{run("见")}</w:hyperlink></w:p>')
    number, link = next(paragraphs_in(facts.blocks)).runs
    assert (number.field, link.link) == ("PAGE", "#附件")


def test_a_deleted_mark_joins_two_paragraphs() -> None:
    gone = f"<w:p><w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>{run('各村民')}</w:p>"
    assert texts(facts_of(gone + paragraph("委员会：") + paragraph("乙"))) == ["各村民委员会：", "乙"]


def test_what_is_formatted_otherwise_by_a_tracked_change_is_as_it_is_now() -> None:
    change = f'<w:sz w:val="32"/><w:rPrChange {_BY}><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrChange>'
    facts = facts_of(paragraph(run=change))
    shown = next(paragraphs_in(facts.blocks))
    assert facts.run_format(shown, shown.runs[0]).size == Pt(16)


_BOXED = "<w:txbxContent>" + paragraph("云岭县水务局文件") + "</w:txbxContent>"
_MODERN = (
    '<wp:anchor><wp:extent cx="5616000" cy="720000"/><wp:docPr id="1" name="标志"/><a:graphic><a:graphicData>'
    f"<wps:wsp><wps:txbx>{_BOXED}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
)
_OLD = f'<v:shape style="width:442.2pt;height:56.7pt"><v:textbox>{_BOXED}</v:textbox></v:shape>'


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:drawing>{_MODERN}</w:drawing>",
        f"<w:pict>{_OLD}</w:pict>",
        f"<w:pict><v:group>{_OLD}</v:group></w:pict>",
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{_MODERN}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{_OLD}</w:pict></mc:Fallback></mc:AlternateContent>",
    ],
    ids=["DrawingML", "VML", "group of VML", "both"],
)
def test_a_text_box_says_its_text_once_after_the_paragraph_that_holds_it(drawing: str) -> None:
    facts = facts_of(f"<w:p><w:r>{drawing}</w:r>{run('甲')}</w:p>" + paragraph("乙"))
    assert texts(facts) == ["甲", "云岭县水务局文件", "乙"]
    (box,) = next(paragraphs_in(facts.blocks)).boxes
    assert box.width is not None
    assert box.width.mm == pytest.approx(156, abs=0.1)


@pytest.mark.parametrize(
    ("shape", "colour", "level"),
    [
        ('type="#_x0000_t136" fillcolor="red"', "FF0000", True),
        ('type="#_x0000_t136" fillcolor="#c00 [2408]"', "cc0000", True),
        ('type="#_x0000_t136" fillcolor="#C00000"', "C00000", True),
        ('type="#_x0000_t144" fillcolor="red"', "FF0000", False),
        ('id="PowerPlusWaterMarkObject3" type="#_x0000_t136" fillcolor="silver"', None, False),
    ],
    ids=["by name", "in three figures", "in six figures", "on the curve of a seal", "a watermark"],
)
def test_words_drawn_as_a_shape_know_their_colour_and_whether_they_stand_as_text_does(
    shape: str, colour: str | None, level: bool
) -> None:
    kind = '<v:shapetype id="_x0000_t136"><v:textpath on="t" fitshape="t"/></v:shapetype>'
    words = '<v:textpath style="font-family:&quot;方正小标宋简体&quot;" string="云岭县水务局文件"/>'
    drawn = f'{kind}<v:shape {shape} style="width:420pt;height:54pt">{words}</v:shape>'
    (box,) = next(paragraphs_in(facts_of(f"<w:p><w:r><w:pict>{drawn}</w:pict></w:r></w:p>").blocks)).boxes
    assert box.lettering == ("云岭县水务局文件", colour, "方正小标宋简体", level)
    assert (box.height, box.blocks) == (Pt(54), ())


def test_a_picture_knows_its_part_its_name_and_its_size() -> None:
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="1512000" cy="1512000"/>'
        '<wp:docPr id="1" name="公章.png" descr="直径42毫米"/>'
        '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rIdFile"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    content = raw_docx(f"<w:p><w:r>{drawing}</w:r></w:p>", files={"media/image1.png": some_picture()})
    (picture,) = next(paragraphs_in(Facts.of(content).blocks)).runs[0].drawings
    assert (picture.target, picture.name, picture.description) == ("word/media/image1.png", "公章.png", "直径42毫米")
    assert picture.width is not None
    assert (round(picture.width.mm), picture.floats) == (42, False)


def test_comments_and_footnotes_stand_beside_the_text() -> None:
    body = f"<w:p>{run('甲')}<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='5'/></w:r></w:p>"
    facts = facts_of(
        body,
        footnotes=f"<w:footnote w:type='separator' w:id='0'>{paragraph('')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('见云岭县统计公报')}</w:footnote>",
        comments=f"<w:comment w:id='5' w:author='王芳'>{paragraph('请核对')}</w:comment>",
    )
    shown = next(paragraphs_in(facts.blocks))
    assert [(mark.kind, mark.id) for one in shown.runs for mark in one.marks] == [("footnote", "2"), ("comment", "5")]
    assert {id_: note.text for id_, note in facts.footnotes.items()} == {"2": "见云岭县统计公报"}
    assert (facts.comments["5"].author, facts.comments["5"].text) == ("王芳", "请核对")


# ---------------------------------------------------------------------------------- tables


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_cells_know_their_columns_and_merges() -> None:
    merged, spread = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('村名', merged)}{cell('物资', spread)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('水泵')}{cell('沙袋')}</w:tr>"
        f"<w:tr><w:trPr><w:del {_BY}/></w:trPr>{cell('删去的村')}{cell('1')}{cell('2')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('12')}{cell('300')}</w:tr>"
    )
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1000"/>' * 3 + "</w:tblGrid>"
    (table,) = facts_of(f"<w:tbl>{grid}{rows}</w:tbl>").blocks
    assert isinstance(table, Table)
    assert [row.header for row in table.rows] == [True, False, False]
    assert [[(one.text, one.column, one.span) for one in row.cells] for row in table.rows] == [
        [("村名", 0, 1), ("物资", 1, 2)],
        [("", 0, 1), ("水泵", 1, 1), ("沙袋", 2, 1)],
        [("12", 1, 1), ("300", 2, 1)],
    ]
    assert (table.rows[0].cells[0].begins_merge, table.rows[1].cells[0].continues) == (True, True)
    assert [width and width.pt for width in table.columns] == pytest.approx([50, 50, 50])


def test_a_table_in_a_table_stays_inside_its_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell('内')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('外')}</w:tc></w:tr></w:tbl>"
    (table,) = facts_of(outer).blocks
    assert isinstance(table, Table)
    assert [len(table.rows), len(table.rows[0].cells), table.rows[0].cells[0].text] == [1, 1, "内\n外"]


def test_blocks_in_controls_are_blocks() -> None:
    wrapped = (
        f"<w:sdt><w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt><w:customXml>{paragraph('乙')}</w:customXml>"
    )
    assert texts(facts_of(wrapped)) == ["目录", "乙"]


# ---------------------------------------------------------------------------------- names


def test_a_strict_file_says_the_same() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:p><w:pPr><w:jc w:val="end"/><w:ind w:start="32pt"/></w:pPr>{run("春耕")}</w:p>'
    facts = Facts.of(renamed(raw_docx(body), lambda xml: xml.replace(WORD, strict)))
    shown = next(paragraphs_in(facts.blocks))
    found = facts.paragraph_format(shown)
    assert (shown.text, found.alignment, found.indent_left) == ("春耕", "right", Pt(32))


@pytest.mark.parametrize("prefix", ["ns0", "文"])
def test_the_prefix_of_the_namespace_is_nobodys_affair(prefix: str) -> None:
    def change(xml: str) -> str:
        for before, after in (("<w:", "<"), ("</w:", "</"), (" w:", " "), (" xmlns:w=", " xmlns:")):
            named = f"{after}{prefix}" + ("=" if before.endswith("=") else ":")
            xml = xml.replace(before, named)
        return xml

    assert texts(Facts.of(renamed(raw_docx(paragraph("春耕")), change))) == ["春耕"]


# ---------------------------------------------------------------------------------- work that grows with the file alone


@pytest.mark.parametrize(
    "unit",
    [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>甲</w:t></w:r>',
        "<w:r><w:instrText>PAGE PAGE PAGE PAGE PAGE PAGE PAGE PAGE</w:instrText></w:r>",
        f"<w:ins {_BY}><w:r><w:t>甲</w:t></w:r></w:ins>",
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    ],
    ids=["fields without end", "a code in pieces", "insertions", "boxes"],
)
def test_a_paragraph_of_very_many_parts_is_read_in_a_moment(unit: str) -> None:
    opening = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    content = raw_docx(f"<w:p>{opening}{unit * 60_000}</w:p>")
    began = time.process_time()
    assert next(paragraphs_in(Facts.of(content).blocks)).runs
    assert time.process_time() - began < 5


def test_a_number_before_very_many_paragraphs_does_not_fill_the_memory() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{"●" * 1_000_000}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = paragraph(properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    facts = facts_of(numbered * 2_000, numbering=numbering)
    assert max(len(facts.number_text(one)) for one in paragraphs_in(facts.blocks)) < 1_000


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:smartTag>", "</w:smartTag>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
    ],
)
def test_what_is_nested_as_deep_as_xml_may_be_is_read_or_refused_by_name(opening: str, closing: str) -> None:
    depth = 245 // opening.count("<")
    inner = paragraph("甲") if "smart" not in opening else run("甲")
    nested = f"{opening * depth}{inner}{closing * depth}"
    content = raw_docx(nested if "smart" not in opening else f"<w:p>{nested}</w:p>")

    def deep(levels: int) -> list[str]:
        return texts(Facts.of(content)) if levels == 0 else deep(levels - 1)

    assert "甲" in deep(0)
    with pytest.raises(DocumentError, match="套得太深"):
        deep(sys.getrecursionlimit() - len(inspect.stack()) - 60)
