"""A template made for Word's mail merge is filled like one with tags, or what cannot be filled is named."""

from __future__ import annotations

import io

import pytest
from docxtpl import DocxTemplate  # type: ignore[import-untyped,unused-ignore]

from gongwen.errors import TemplateError
from gongwen.template import Template, check_template
from tests.template.making import members, package, paragraph, run, template_of, texts_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _field(*said: str, result: str = "«村名»", looks: str = "") -> str:
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in said)
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{pieces}{separate}{run(result, looks)}{end}"


def _simple(said: str) -> str:
    return f"<w:fldSimple w:instr='{said}'>{run('«村名»')}</w:fldSimple>"


_END = "</w:instrText></w:r>"
_INSIDE_ANOTHER = _field(" IF ", result="").replace(_END, _END + _field(" MERGEFIELD 村名 "), 1)
VALUES = {"村名": "上坝村", "期限": "12月5日"}


@pytest.mark.parametrize(
    "field",
    [
        _field(" MERGEFIELD 村名 "),
        _field(" MERGE", "FIELD  村", "名  \\* MERGEFORMAT "),
        _field(' MERGEFIELD "村名" '),
        _field(" mergefield 村名 \\* CHARFORMAT"),
        _simple(" MERGEFIELD 村名 "),
        _simple(' MERGEFIELD "村名" \\* MERGEFORMAT '),
    ],
)
def test_a_merge_field_is_filled_like_a_tag(field: str) -> None:
    content = template_of(paragraph(field, "村民委员会："), paragraph("请于", _field(" MERGEFIELD 期限 "), "前完成。"))
    template = Template(content)
    assert template.further_names == {"村名", "期限"}
    rendered = template.render({}, VALUES)
    assert texts_of(rendered) == ["上坝村村民委员会：", "请于12月5日前完成。"]
    assert b"fldChar" not in members(rendered)["word/document.xml"]


def test_a_merge_field_keeps_the_look_of_its_result() -> None:
    rendered = Template(template_of(paragraph(_field(" MERGEFIELD 村名 ", looks="<w:b/>")))).render({}, VALUES)
    assert b"<w:r><w:rPr><w:b/></w:rPr><w:t" in members(rendered)["word/document.xml"]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_a_merge_field_of_a_header_or_footer_is_filled(place: str) -> None:
    field = paragraph(_field(" MERGEFIELD 村名 "))
    content = template_of("甲", header=field) if place == "header" else template_of("甲", footer=field)
    assert texts_of(Template(content).render({}, VALUES), f"word/{place}1.xml") == ["上坝村"]


@pytest.mark.parametrize(
    ("field", "word"),
    [
        (_field(' MERGEFIELD "面积（亩）" '), "面积（亩）"),
        (_field(" MERGEFIELD 金额 \\# 0.00 "), "格式开关"),
        (_field(" MERGEFIELD 期限 \\@ yyyy年M月d日 "), "格式开关"),
        (_field(" NEXT "), "NEXT"),
        (_field(" MERGEREC "), "MERGEREC"),
        (_simple(" ADDRESSBLOCK "), "ADDRESSBLOCK"),
        (_INSIDE_ANOTHER, "村名"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_filled_is_named(field: str, word: str) -> None:
    for content in (template_of("{{ 标题 }}", paragraph(field)), template_of("{{ 标题 }}", header=paragraph(field))):
        with pytest.raises(TemplateError, match=word) as raised:
            Template(content)
        assert {fault.code for fault in raised.value.faults} == {"merge-field"}
        assert all(fault.cure for fault in raised.value.faults)


def test_documents_do_not_ask_for_the_rows_of_mail_merge() -> None:
    files: dict[str, str | bytes] = dict(members(template_of(paragraph(_field(" MERGEFIELD 村名 ")))))
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files["word/settings.xml"] = (
        f'<w:settings xmlns:w="{word}" xmlns:r="{_OFFICE}"><w:mailMerge><w:query w:val="SELECT * FROM `各村$`"/>'
        '<w:dataSource r:id="rId1"/></w:mailMerge><w:zoom w:percent="100"/></w:settings>'
    )
    files["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/mailMergeSource" Target="file:///C:/各村.xlsx" TargetMode="External"/></Relationships>'
    )
    made = members(Template(package(files)).render({}, VALUES))
    assert b"mailMerge" not in made["word/settings.xml"] + made["word/_rels/settings.xml.rels"]
    assert b"zoom" in made["word/settings.xml"]


def test_a_template_without_any_tag_is_a_fault() -> None:
    content = template_of("____村民委员会：", "请于____年__月__日前完成。")
    with pytest.raises(TemplateError, match="没有标签"):
        Template(content)
    assert [finding.fault.code for finding in check_template(content) if finding.serious] == ["no-tags"]


def test_a_name_that_differs_from_an_element_in_one_character_is_found_before_it_is_rendered() -> None:
    content = template_of("{{ 标提 }}")
    assert [finding.fault.code for finding in check_template(content) if finding.serious] == ["unknown-name"]
    assert not any(finding.serious for finding in check_template(content, further=["标提"]))
    assert not any(finding.serious for finding in check_template(template_of("{{ 村名 }}{{ 期限 }}{{ 户数 }}")))


@pytest.mark.parametrize(
    "lines",
    [
        ("致{{ 村", "名 }}："),
        ("致{{ 村名", "}}："),
        ("致{% if 村名", "%}{{ 村名 }}{% endif %}："),
    ],
)
def test_a_tag_broken_by_enter_is_one_as_in_docxtpl(lines: tuple[str, ...]) -> None:
    content = template_of("前文", *lines, "后文")
    assert texts_of(Template(content).render({}, VALUES)) == ["前文", "致上坝村：", "后文"]
    peer = DocxTemplate(io.BytesIO(content))
    peer.render(VALUES)
    assert [one.text for one in peer.docx.paragraphs] == ["前文", "致上坝村：", "后文"]


def test_a_tag_that_is_never_closed_is_no_reason_to_join_paragraphs() -> None:
    with pytest.raises(TemplateError) as raised:
        Template(template_of("致{{ 村名", "甲", "{{ 标题 }}"))
    assert [(fault.code, fault.value) for fault in raised.value.faults] == [("unclosed-tag", "致{{ 村名")]
