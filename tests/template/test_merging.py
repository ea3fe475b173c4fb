"""Documents of one template in one .docx: valid, every part once, lists and bookmarks of each its own.

The public validators see merged documents with the others of the shipped templates, in ``test_shipped.py``.
"""

from __future__ import annotations

import io
import tracemalloc
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.shared import Mm
from lxml import etree

import gongwen
from gongwen.errors import DocumentError, InputError
from gongwen.ooxml.names import WORD
from gongwen.standard.kinds import Kind, usual_form
from gongwen.template import Template, shipped_template
from gongwen.template.merging import TemplateMerger
from tests.strategies import notice, some_picture
from tests.support import validators
from tests.template.making import members, paragraph, template_of
from tests.write.test_merge import tightened

W = f"{{{WORD}}}"
VILLAGES = ("上坝村", "柳林村", "石桥村")
EXAMPLES = sorted(Path("examples").glob("*.md"))


def merged(contents: Iterable[bytes]) -> bytes:
    target = io.BytesIO()
    with TemplateMerger(target) as merger:
        for content in contents:
            merger.add(content)
    return target.getvalue()


def of_villages(template: bytes, villages: Iterable[str] = VILLAGES, **further: Any) -> bytes:
    ready = Template(template)
    return merged(ready.render({}, {"村名": village, **further}) for village in villages)


def root_of(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(members(content)[part])


def texts(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text]


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@cache
def shipped() -> dict[str, bytes]:
    """All examples of each kind that has one, by the shipped template, in one file a kind; one with tight lines."""
    documents = [gongwen.load(source) for source in EXAMPLES]
    by_kind: dict[str, list[gongwen.Document]] = {}
    for document in [*documents, tightened(), notice()]:
        if document.form is usual_form(document.kind):
            by_kind.setdefault(document.kind_name, []).append(document)
    files = {}
    for kind, listed in by_kind.items():
        template = Template(shipped_template(kind))
        files[Kind(kind).name.lower()] = merged(template.render(document) for document in [*listed, *reversed(listed)])
    return files


def test_our_own_validator_finds_nothing() -> None:
    assert {name: found for name, content in shipped().items() if (found := validators.home_made(content))} == {}


def test_a_document_alone_is_what_the_template_made() -> None:
    content = Template(shipped_template("通知")).render(notice())
    assert texts(merged([content])) == texts(content)
    assert gongwen.read(merged([content])).document == gongwen.read(content).document


def test_the_same_documents_give_the_same_bytes() -> None:
    template = template_of("{{ 村名 }}")
    assert of_villages(template) == of_villages(template)


def test_every_document_begins_on_an_odd_page_that_is_number_one() -> None:
    content = of_villages(template_of("{{ 村名 }}春耕计划", header="{{ 村名 }}"))
    sections = list(root_of(content).iter(f"{W}sectPr"))
    assert len(sections) == len(VILLAGES)
    for section in sections:
        assert [one.get(f"{W}val") for one in section.iter(f"{W}type")] == ["oddPage"]
        assert [one.get(f"{W}start") for one in section.iter(f"{W}pgNumType")] == ["1"]


def test_a_header_that_says_something_else_in_each_document_stays_its_own() -> None:
    content = of_villages(template_of("{{ 村名 }}", header="抄：{{ 村名 }}", footer="内部资料"))
    document = docx.Document(io.BytesIO(content))
    assert [one.header.paragraphs[0].text for one in document.sections] == [f"抄：{village}" for village in VILLAGES]
    names = members(content)
    assert len([name for name in names if "header" in name]) == len(VILLAGES)
    assert len([name for name in names if "footer" in name]) == 1


def test_a_document_without_a_header_does_not_get_that_of_the_one_before() -> None:
    made = docx.Document()
    made.add_paragraph("{{ 村名 }}")
    with_header, without = docx.Document(io.BytesIO(saved(made))), saved(made)
    with_header.sections[0].header.paragraphs[0].text = "山洪预警"
    content = merged(
        [Template(saved(with_header)).render({}, {"村名": "甲"}), Template(without).render({}, {"村名": "乙"})]
    )
    headers = [one.header.paragraphs[0].text for one in docx.Document(io.BytesIO(content)).sections]
    assert headers == ["山洪预警", ""]


def test_pictures_that_are_alike_stand_in_the_file_once() -> None:
    made = docx.Document()
    made.add_picture(io.BytesIO(some_picture()), width=Mm(20))
    made.add_paragraph("{{ 村名 }}")
    content = of_villages(saved(made))
    assert len([name for name in members(content) if name.startswith("word/media/")]) == 1
    drawings = [one.get("id") for one in root_of(content).iter("{*}docPr")]
    assert len(drawings) == len(set(drawings)) == len(VILLAGES)


def test_a_list_with_automatic_numbers_begins_anew_in_every_document() -> None:
    made = docx.Document()
    for text in ("{{ 村名 }}巡山", "{{ 村名 }}值班"):
        numbered: Any = made.add_paragraph(text, style="List Number")
        properties = numbered._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = 1
        properties.get_or_add_ilvl().val = 0
    content = of_villages(saved(made))
    used = [one.get(f"{W}val") for one in root_of(content).iter(f"{W}numId")]
    assert Counter(used) == dict.fromkeys(used, 2)
    assert len(set(used)) == len(VILLAGES)
    starts = {
        one.get(f"{W}numId"): [start.get(f"{W}val") for start in one.iter(f"{W}startOverride")]
        for one in root_of(content, "word/numbering.xml").iter(f"{W}num")
    }
    assert all(set(starts[id_]) == {"1"} for id_ in used[2:])


def test_bookmarks_and_the_fields_that_speak_of_them_stay_together() -> None:
    marked = paragraph(
        '<w:bookmarkStart w:id="0" w:name="期限"/>',
        '<w:r><w:t>{{ 村名 }}</w:t></w:r><w:bookmarkEnd w:id="0"/>',
        '<w:hyperlink w:anchor="期限"><w:r><w:t>见上</w:t></w:r></w:hyperlink>',
        '<w:r><w:instrText xml:space="preserve"> REF 期限 \\h </w:instrText></w:r>',
    )
    root = root_of(of_villages(template_of(marked)))
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(VILLAGES)
    assert [one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")] == names
    assert [(one.text or "").split()[1] for one in root.iter(f"{W}instrText")] == names
    starts, ends = ([one.get(f"{W}id") for one in root.iter(f"{W}bookmark{end}")] for end in ("Start", "End"))
    assert starts == ends
    assert len(set(starts)) == len(VILLAGES)


def test_a_document_that_ends_with_a_table_is_followed_by_the_next() -> None:
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    content = of_villages(template_of("{{ 村名 }}", table.format(paragraph("{{ 村名 }}台账"))))
    document = docx.Document(io.BytesIO(content))
    assert len(document.sections) == len(document.tables) == len(VILLAGES)


def test_the_properties_say_how_many_there_are() -> None:
    template = template_of("{{ 村名 }}", core="{{ 村名 }}春耕计划")
    assert docx.Document(io.BytesIO(of_villages(template))).core_properties.title == "《上坝村春耕计划》等3份公文"
    assert docx.Document(io.BytesIO(of_villages(template, ["上坝村"]))).core_properties.title == "上坝村春耕计划"


def test_nothing_to_merge_is_told() -> None:
    with pytest.raises(InputError, match="没有可以合并的公文"), TemplateMerger(io.BytesIO()):
        pass


def test_what_another_template_made_is_refused() -> None:
    other = docx.Document()
    other.add_paragraph("{{ 村名 }}")
    contents = [Template(one).render({"村名": "上坝村"}) for one in (template_of("{{ 村名 }}"), saved(other))]
    with pytest.raises(DocumentError, match="不是同一个模板"):
        merged(contents)


def with_footnote(text: str) -> bytes:
    """A document as a template with a footnote makes it."""
    made = docx.Document()
    made.add_paragraph("甲")
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    xml = f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    type_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    made.part.relate_to(OpcPart(PackURI("/word/footnotes.xml"), type_, xml.encode(), made.part.package), kind)
    return saved(made)


def test_footnotes_that_are_alike_are_kept() -> None:
    content = merged([with_footnote("数据截至十月底。")] * 2)
    assert "数据截至十月底。" in members(content)["word/footnotes.xml"].decode()


def test_footnotes_that_differ_are_refused() -> None:
    with pytest.raises(DocumentError, match="脚注"):
        merged(map(with_footnote, ("上坝村数据。", "柳林村数据。")))


def test_memory_does_not_grow_with_the_number_of_documents(tmp_path: Path) -> None:
    template = Template(template_of("{{ 村名 }}", *["各村要把防火责任落实到每个山头、每个路口。" * 20] * 20))

    def peak(count: int) -> int:
        tracemalloc.start()
        with open(tmp_path / "打印.docx", "wb") as file, TemplateMerger(file) as merger:
            for number in range(count):
                merger.add(template.render({}, {"村名": f"上坝{number}村"}))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(5)
    few, many = peak(20), peak(400)
    # The directory and the bookkeeping of parts are a few bytes a document; the texts themselves are not held.
    assert many < few + 9 * 1024 * 1024
