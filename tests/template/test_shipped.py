"""The shipped templates: made from the writer as it is, and giving the page that the built-in layout gives."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

import gongwen
from gongwen.model import Document
from gongwen.ooxml.names import WORD
from gongwen.specimens import specimen, specimen_kinds
from gongwen.standard.kinds import Kind, usual_form
from gongwen.standard.profiles import COMMON, NATIONAL
from gongwen.template import Template, check_template, make_template, shipped_template
from gongwen.template.making import shipped_path
from tests.support import markers, office, page, validity
from tests.template.making import canonical, members
from tests.template.test_merging import shipped as merged_by_kind

EXAMPLES = sorted(Path("examples").glob("*.md"))
MEASURED = ("notice", "request", "minutes", "letter", "order", "notice_joint_sealed", "request_joint", "secret_notice")
TOLERANCE = 0.5
"""Millimetres."""


def documents() -> dict[str, Document]:
    """Every specimen and every example in the form of its kind."""
    found = {f"specimen-{kind.name.lower()}": gongwen.load(specimen(kind.value).encode()) for kind in specimen_kinds()}
    found |= {source.stem: gongwen.load(source) for source in EXAMPLES}
    return {name: document for name, document in found.items() if document.form is usual_form(document.kind)}


DOCUMENTS = documents()


@pytest.fixture(scope="module")
def templates() -> dict[Kind | None, Template]:
    return {kind: Template(shipped_template(kind.value)) for kind in specimen_kinds()}


@pytest.mark.parametrize("kind", specimen_kinds(), ids=lambda kind: str(kind.name))
def test_a_shipped_template_is_what_the_script_makes(kind: Kind) -> None:
    shipped, made = members(shipped_template(kind.value)), members(make_template(kind.value))
    assert set(shipped) == set(made)
    assert {name: canonical(xml) for name, xml in shipped.items()} == {
        name: canonical(xml) for name, xml in made.items()
    }


def test_every_kind_has_a_template_and_no_template_is_left_over() -> None:
    folder = shipped_path(Kind.NOTICE).parent
    assert set(folder.iterdir()) == {shipped_path(kind) for kind in Kind}


@pytest.mark.parametrize("kind", specimen_kinds(), ids=lambda kind: str(kind.name))
def test_a_shipped_template_has_no_findings_and_goes_the_quick_way(kind: Kind) -> None:
    assert check_template(shipped_template(kind.value), kind.value) == ()
    assert Template(shipped_template(kind.value)).is_compiled


def _page_xml(docx_: bytes) -> dict[str, str]:
    """The parts that make the page, without what cannot be seen: names of relations, a note's own line height."""
    parts = {name: canonical(xml).decode() for name, xml in members(docx_).items() if "document.xml" in name}
    xml = parts["word/document.xml"].replace("rIdGongwenImage", "rIdImage")
    for ours, theirs in (("1", "rId9"), ("2", "rId10"), ("3", "rId11")):
        xml = xml.replace(f"rIdGongwenFooter{ours}", theirs)
    xml = re.sub(
        r'(<w:pStyle w:val="GwNotes"></w:pStyle>(?:<w:keepNext></w:keepNext>)?)<w:spacing [^>]*></w:spacing>',
        r"\1",
        xml,
    )
    header = members(docx_).get("word/header1.xml")
    return {"document": xml, "header": canonical(header).decode() if header else ""}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_page_is_written_as_the_built_in_one(name: str, templates: dict[Kind | None, Template]) -> None:
    document = DOCUMENTS[name]
    rendered = templates[document.kind].render(document)
    assert _page_xml(rendered) == _page_xml(gongwen.render(document))
    assert templates[document.kind].lacking(document) == ()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_reads_back_from_the_shipped_template(name: str, templates: dict[Kind | None, Template]) -> None:
    document = DOCUMENTS[name]
    assert gongwen.read(templates[document.kind].render(document)).document == document


def test_the_page_of_another_profile_is_the_built_in_one() -> None:
    document = DOCUMENTS["notice"]
    template = Template(make_template("通知", COMMON), profile=COMMON)
    assert _page_xml(template.render(document)) == _page_xml(gongwen.render(document, profile=COMMON))
    assert _page_xml(template.render(document)) != _page_xml(gongwen.render(document, profile=NATIONAL))


def test_a_page_whose_lines_are_tightened_is_the_built_in_one(templates: dict[Kind | None, Template]) -> None:
    def long_notice(lines: int) -> Document:
        body = ["各村要把防火责任落实到每个山头、每个路口、每个时段。" + "巡护。" * 3] * lines
        return DOCUMENTS["notice"].model_copy(
            update={"body": Document.read({"kind": "总结", "title": "甲", "body": body}).body, "attachments": ()}
        )

    tightened = [long for lines in range(8, 40) if "行距" in "".join(gongwen.remarks(long := long_notice(lines)))]
    assert tightened
    for document in tightened[:3]:
        rendered, built_in = templates[Kind.NOTICE].render(document), gongwen.render(document)
        assert _page_xml(rendered) == _page_xml(built_in)
        assert canonical(members(rendered)["word/styles.xml"]) == canonical(members(built_in)["word/styles.xml"])


@pytest.mark.parametrize("tool", validity.TOOLS)
def test_templates_and_their_documents_alone_and_merged_are_valid_ooxml(
    tool: str, templates: dict[Kind | None, Template]
) -> None:
    markers.require(tool)
    files = {f"t-{kind.name.lower()}": shipped_template(kind.value) for kind in specimen_kinds()}
    files |= {name: templates[document.kind].render(document) for name, document in DOCUMENTS.items()}
    files |= {f"m-{name}": content for name, content in merged_by_kind().items()}
    assert validity.faults(tool, files) == {}


def test_positions_on_the_rendered_page_are_those_of_the_built_in_layout(
    templates: dict[Kind | None, Template],
) -> None:
    markers.require("office")
    chosen = {name: DOCUMENTS[name] for name in MEASURED}
    files = {f"a-{name}": gongwen.render(document) for name, document in chosen.items()}
    files |= {f"b-{name}": templates[document.kind].render(document) for name, document in chosen.items()}
    measured = {name: page.measure(pdf) for name, pdf in office.render_pdfs(files).items()}
    for name in chosen:
        ours, theirs = measured[f"b-{name}"], measured[f"a-{name}"]
        assert len(ours) == len(theirs)
        for own, built_in in zip(ours, theirs, strict=True):
            assert [line.text for line in own.lines] == [line.text for line in built_in.lines]
            for line, other in zip(own.lines, built_in.lines, strict=True):
                assert line.x0 == pytest.approx(other.x0, abs=TOLERANCE)
                assert line.x1 == pytest.approx(other.x1, abs=TOLERANCE)
                assert line.baseline == pytest.approx(other.baseline, abs=TOLERANCE)
            assert len(own.rules) == len(built_in.rules)
            for rule, other_rule in zip(own.rules, built_in.rules, strict=True):
                edges, others = ((one.x0, one.x1, one.top, one.bottom) for one in (rule, other_rule))
                assert edges == pytest.approx(others, abs=TOLERANCE)


# ---------------------------------------------------------------------------- restyled by hand

MARK_FONT, MARK_SIZE, BODY_FONT = "华文中宋", 40, "宋体"


def _set_chinese_font(styled: Any, font: str) -> None:
    properties = styled._element.rPr
    properties.rFonts.set(qn("w:eastAsia"), font)


def _chinese_font(styled: Any) -> str:
    return str(styled._element.rPr.rFonts.get(qn("w:eastAsia")))


def restyled(kind: str, *, mark: str = "") -> bytes:
    """A shipped template as a clerk leaves it: another font and size of the mark, its text, another body font."""
    document = docx.Document(io.BytesIO(shipped_template(kind)))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "公文发文机关标志":
            (run,) = paragraph.runs
            run.text = mark or run.text
            run.font.name, run.font.size, run.font.color.rgb = MARK_FONT, Pt(MARK_SIZE), RGBColor(0xC0, 0, 0)
            _set_chinese_font(run, MARK_FONT)
    body = document.styles["公文正文"]
    body.font.name = BODY_FONT
    body.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["notice", "request", "minutes"])
def test_a_template_restyled_by_hand_renders_the_examples(name: str) -> None:
    document = DOCUMENTS[name]
    template = Template(restyled(document.kind_name))
    rendered = docx.Document(io.BytesIO(template.render(document)))
    mark = next(one for one in rendered.paragraphs if one.style is not None and one.style.name == "公文发文机关标志")
    assert mark.text == document.mark
    assert mark.runs[0].font.size == Pt(MARK_SIZE)
    assert _chinese_font(mark.runs[0]) == MARK_FONT
    assert rendered.styles["公文正文"].font.name == BODY_FONT
    built_in = docx.Document(io.BytesIO(gongwen.render(document)))
    assert [one.text for one in rendered.paragraphs] == [one.text for one in built_in.paragraphs]


@pytest.mark.parametrize("name", ["notice", "request", "minutes"])
def test_a_mark_of_another_size_and_text_stands_where_the_standard_wants_it(name: str) -> None:
    markers.require("office")
    document = DOCUMENTS[name]
    template = Template(restyled(document.kind_name, mark="青山镇党政办公室文件"))
    pdf = office.render_pdf(template.render(document))
    first = page.measure(pdf)[0]
    mark = next(line for line in first.lines if line.text == "青山镇党政办公室文件")
    assert mark.size_pt == pytest.approx(MARK_SIZE, abs=0.5)
    # 7.2.4-c: the upper edge of the mark 72 mm from the sheet's edge, 7.2.5-a: the number two lines below it.
    assert mark.top == pytest.approx(72, abs=1)
    number = first.lines[first.lines.index(mark) + 1]
    usual = page.measure(office.render_pdf(gongwen.render(document)))[0]
    own = next(index for index, line in enumerate(usual.lines) if line.text == document.mark)
    gap = usual.lines[own + 1].top - usual.lines[own].bottom
    assert number.top - mark.bottom == pytest.approx(gap, abs=1)


def test_a_paragraph_in_a_style_of_its_own_is_left_where_it_is() -> None:
    document = docx.Document(io.BytesIO(shipped_template("通知")))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "公文标题":
            paragraph.style = document.styles["Normal"]
            paragraph.paragraph_format.space_before = Pt(7)
    stream = io.BytesIO()
    document.save(stream)
    rendered = docx.Document(io.BytesIO(Template(stream.getvalue()).render(DOCUMENTS["notice"])))
    title = next(one for one in rendered.paragraphs if "关于" in one.text)
    assert title.paragraph_format.space_before == Pt(7)
    assert title._element.tag == f"{{{WORD}}}p"


@pytest.mark.parametrize("in_style", [True, False], ids=["style", "paragraph"])
def test_a_title_of_another_size_is_turned_for_that_size(in_style: bool) -> None:
    document = docx.Document(io.BytesIO(shipped_template("纪要")))
    (title,) = (one for one in document.paragraphs if one.style is not None and one.style.name == "公文标题")
    (document.styles["公文标题"] if in_style else title.runs[0]).font.size = Pt(26)
    stream = io.BytesIO()
    document.save(stream)
    rendered = docx.Document(io.BytesIO(Template(stream.getvalue()).render(DOCUMENTS["minutes"])))
    (title,) = (one for one in rendered.paragraphs if one.style is not None and one.style.name == "公文标题")
    lines = title.text.split("\n")
    assert "".join(lines) == DOCUMENTS["minutes"].title
    assert max(map(len, lines)) <= 17, "156 mm hold 17 characters of 26 points"


def test_a_title_of_several_sizes_is_turned_for_the_largest() -> None:
    document = docx.Document(io.BytesIO(shipped_template("纪要")))
    (title,) = (one for one in document.paragraphs if one.style is not None and one.style.name == "公文标题")
    title.text = ""
    for text, size in (("{{ 标", Pt(10)), ("题 }}", Pt(26)), ("　", Pt(60))):
        title.add_run(text).font.size = size
    stream = io.BytesIO()
    document.save(stream)
    rendered = docx.Document(io.BytesIO(Template(stream.getvalue()).render(DOCUMENTS["minutes"])))
    (title,) = (one for one in rendered.paragraphs if one.style is not None and one.style.name == "公文标题")
    assert len(title.text.strip().split("\n")) > 1
    assert max(map(len, title.text.strip().split("\n"))) <= 17, "156 mm hold 17 characters of 26 points"


def with_a_picture_as_its_mark(kind: str, height: Mm) -> bytes:
    document = docx.Document(io.BytesIO(shipped_template(kind)))
    (mark,) = (one for one in document.paragraphs if one.style is not None and one.style.name == "公文发文机关标志")
    mark.text = ""
    mark.add_run().add_picture("examples/pictures/seal.png", height=height)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_picture_in_the_place_of_the_mark_is_seen_whole_and_counts_as_one() -> None:
    content = with_a_picture_as_its_mark("通知", Mm(30))
    assert check_template(content, "通知") == ()
    rendered = docx.Document(io.BytesIO(Template(content).render(DOCUMENTS["notice"])))
    (mark,) = (one for one in rendered.paragraphs if one.style is not None and one.style.name == "公文发文机关标志")
    assert mark.paragraph_format.line_spacing_rule is WD_LINE_SPACING.SINGLE


@pytest.mark.parametrize("name", ["notice", "secret_notice"])
def test_a_picture_in_the_place_of_the_mark_stands_where_the_standard_wants_it(name: str) -> None:
    markers.require("office")
    content = Template(with_a_picture_as_its_mark("通知", Mm(30))).render(DOCUMENTS[name])
    first = page.measure(office.render_pdf(content))[0]
    assert [image.y0 for image in first.images] == pytest.approx([72], abs=1)
