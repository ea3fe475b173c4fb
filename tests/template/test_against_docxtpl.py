"""What a compiled template makes is what docxtpl makes of it: the same canonical XML, part by part."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import docx
import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText  # type: ignore[import-untyped,unused-ignore]

import gongwen
from gongwen.template import Template, shipped_template
from tests.strategies import some_picture
from tests.template.making import canonical, members, paragraph, run, template_of, text_of

VILLAGES = [
    {"村名": "上坝村", "户数": 326, "色": "FFFF00", "项目": ["水渠", "道路"]},
    {"村名": "柳林<村>&", "户数": 118, "色": "00FF00", "项目": []},
]
DATA: Mapping[str, Any] = {
    "单位": "云岭县青山镇人民政府",
    "标记": 'A&B <试点> {{ 村名 }} {% if %} "引号"',
    "多行": "第一行\n第二行\n第三行",
    "有表": True,
    "无表": False,
    "各村": VILLAGES,
    "空": "",
    "数": 3,
}


def cell(*content: str) -> str:
    inside = "".join(one if one.startswith("<") else paragraph(one) for one in content)
    return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def table(*rows: tuple[str, ...], columns: int = 2) -> str:
    grid = '<w:gridCol w:w="4000"/>' * columns
    lines = "".join(
        f"<w:tr>{''.join(one if one.startswith('<w:tc>') else cell(one) for one in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


TEXT_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="7" name="框"/>'
    '<a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>'
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
LOOP = ("{%tr for 村 in 各村 %}", "")
END = ("{%tr endfor %}", "")

CORPUS: dict[str, bytes] = {
    "plain": template_of("致{{ 单位 }}：", "{{ 标记 }}", "共{{ 数 }}份，{{ 数 * 2 + 1 }}页"),
    "split": template_of(
        paragraph("{", "{ 单", "位 }", "}"),
        paragraph("前", "{{", " 标记", "}}", "后"),
        paragraph("{%", "p if 有", "表 %}"),
        "有",
        paragraph("{%p end", "if %}"),
    ),
    "formatted": template_of(paragraph(run("{{ 单位 }}", "<w:b/>"), run("，", "<w:i/>"), run("{{ 标记 }}", "<w:u/>"))),
    "lines": template_of(paragraph(run("{{ 多行 }}", "<w:b/>")), "{{ 多行 }}尾"),
    "tabs": template_of(paragraph(run("{{ 制表 }}", "<w:b/>"), style="Normal")),
    "conditions": template_of(
        "{%p if 有表 %}",
        "甲",
        "{%p else %}",
        "乙",
        "{%p endif %}",
        "{%p if 无表 %}",
        "丙",
        "{%p elif 空 %}",
        "丁",
        "{%p endif %}",
    ),
    "inline-condition": template_of("{% if 有表 %}见表{% else %}无{% endif %}，{{ '有' if 空 else '没有' }}"),
    "loop": template_of(
        "{%p for 村 in 各村 %}", "{{ loop.index }}．{{ 村.村名 }}：{{ 村['户数'] }}户", "{%p endfor %}"
    ),
    "inline-loop": template_of("{% for 村 in 各村 %}{{ 村.村名 }}{% if not loop.last %}、{% endif %}{% endfor %}。"),
    "across-paragraphs": template_of("一{% for 村 in 各村 %}{{ 村.村名 }}", "下一段{% endfor %}尾"),
    "rows": template_of(table(("村名", "户数"), LOOP, ("{{ 村.村名 }}", "{{ 村.户数 }}"), END), "后"),
    "rows-nested": template_of(
        table(
            LOOP, ("{{ 村.村名 }}", "{% for 项 in 村.项目 %}{{ 项 }} {% endfor %}"), END, ("合计", "{{ 各村|length }}")
        )
    ),
    "columns": template_of(table(("{%tc for 村 in 各村 %}", "{{ 村.村名 }}", "{%tc endfor %}"), columns=3)),
    "merged": template_of(table(LOOP, ("{% vm %}镇", "{{ 村.村名 }}"), END)),
    "spanned": template_of(table(("{% colspan 数 %}合计",), columns=3)),
    "shaded": template_of(table(("{% cellbg 色 %}红", "无"))),
    "shaded-rows": template_of(table(LOOP, ("{% cellbg 村.色 %}{{ 村.村名 }}", "{{ 村.户数 }}"), END)),
    "merged-rows": template_of(table(LOOP, ("{% vm %}镇", "{{ 村.村名 }}"), END, ("合计", "{{ 各村|length }}"))),
    "spread": template_of(table(("{%tc for 村 in 各村 %}", "{% hm %}{{ 村.村名 }}", "{%tc endfor %}"), columns=3)),
    "rich-in-rows": template_of(table(LOOP, (paragraph("{{r 富 }}", "：", "{{ 村", ".村名 }}"), "{{ 列 }}"), END)),
    "chosen-rows": template_of(
        table(
            LOOP,
            ("{%tr if 村.项目 %}", ""),
            ("{{ 村.村名 }}", "{{ 村.项目|join('、') }}"),
            ("{%tr endif %}", ""),
            END,
        )
    ),
    "irregular": template_of(table(("一",), ("二", "{{ 数 }}"), columns=4)),
    "text-box": template_of(
        TEXT_BOX.format(paragraph("{{ 单", "位 }}")),
        TEXT_BOX.format("".join(map(paragraph, ("{%p if 无表 %}", "有", "{%p endif %}", "尾")))),
    ),
    "header": template_of(
        "正文{{ 数 }}", header=paragraph("{{ 单", "位 }}　{{ 标记 }}"), footer="{% if 有表 %}第{{ 数 }}页{% endif %}"
    ),
    "properties": template_of("甲", core="{{ 单位 }}的通知"),
    "whitespace": template_of("甲", "{%- if 有表 %}乙{% endif -%}", "丙"),
    "comment": template_of("甲{# 说明 #}乙", "{#p 整段说明 #}", "丙"),
    "literal": template_of("{_{ 单位 }_} {_% if %_}", "{{ 单位 }}"),
    "rich": template_of(paragraph("前{{r 富 }}后"), "{{ 列 }}"),
    "filters": template_of(
        "{{ 各村|map(attribute='村名')|join('、') }}", "{{ 空|default('无', true) }}", "{{ “引号” }}"
    ),
    "set": template_of("{% set 总 = 数 * 10 %}共{{ 总 }}", "{%p set 名 = 单位 %}", "{{ 名 }}"),
    "macro": template_of("{% macro 称(名) %}【{{ 名 }}】{% endmacro %}{{ 称(单位) }}{{ 称(标记) }}"),
    "bookmarks": template_of(
        '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>{{ 单位 }}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    ),
}
PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml")


def context() -> dict[str, Any]:
    rich = RichText("红<字>", color="FF0000")
    rich.add("粗", bold=True)
    return {**DATA, "富": rich, "列": Listing("甲\n乙\a丙"), "色": "FF0000", "制表": "甲\t乙\n丙"}


def docxtpl_renders(template: bytes, data: Mapping[str, Any]) -> bytes:
    peer = DocxTemplate(io.BytesIO(template))
    peer.render(dict(data), autoescape=True)
    stream = io.BytesIO()
    peer.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", CORPUS)
def test_the_parts_are_those_of_docxtpl(name: str) -> None:
    ours = members(Template(CORPUS[name]).render({}, context()))
    theirs = members(docxtpl_renders(CORPUS[name], context()))
    for part in PARTS:
        assert (part in ours) == (part in theirs)
        if part in ours:
            assert canonical(ours[part]) == canonical(theirs[part])


def test_a_property_of_the_file_is_filled_in() -> None:
    rendered = Template(CORPUS["properties"]).render({}, {"单位": "A&B 镇"})
    assert docx.Document(io.BytesIO(rendered)).core_properties.title == "A&B 镇的通知"


@pytest.mark.parametrize(
    ("name", "slow"), [(name, name in ("columns", "spanned", "spread")) for name in CORPUS], ids=list(CORPUS)
)
def test_only_templates_whose_tables_change_their_columns_go_the_slow_way(name: str, slow: bool) -> None:
    template = Template(CORPUS[name])
    assert template.is_compiled == (not slow)
    assert bool(template.slow_reason) == slow


@pytest.mark.parametrize("text", ["A&B", "<w:t>甲</w:t>", "1 < 2 > 0", "&amp;"])
def test_what_looks_like_markup_stays_text_the_slow_way_too(text: str) -> None:
    rendered = Template(CORPUS["columns"]).render({}, {"各村": [{"村名": text}, {"村名": "上坝村"}]})
    assert text_of(rendered).replace("\n", "") == f"{text}上坝村"


def test_a_picture_goes_docxtpls_own_way() -> None:
    template = Template(template_of("{{ 图 }}", "{{ 单位 }}"))
    peer = template.docxtpl()
    image = InlineImage(peer, io.BytesIO(some_picture()), width=Mm(20))
    rendered = template.render({}, {"图": image, "单位": "A&B"})
    assert sum(name.startswith("word/media/") for name in members(rendered)) == 1
    assert "A&B" in text_of(rendered)


def test_a_sub_document_goes_docxtpls_own_way() -> None:
    pytest.importorskip("docxcompose")
    template = Template(template_of("{{p 附文 }}", "{{ 单位 }}"))
    peer = template.docxtpl()
    part = peer.new_subdoc()
    part.add_paragraph("附文的一段")
    assert "附文的一段" in text_of(template.render({}, {"附文": part, "单位": "甲"}))


@pytest.mark.parametrize("name", ["notice", "request", "minutes", "letter", "order", "notice_wide_table"])
def test_a_shipped_template_is_rendered_alike_by_docxtpl_itself(name: str) -> None:
    document = gongwen.load(f"examples/{name}.md")
    template = Template(shipped_template(document.kind_name))
    quick = members(template.render(document))
    slow = members(template._render_slowly(template.docxtpl(), template._values.values(document, {})))
    for part in ("word/document.xml", "word/header1.xml"):
        if part in quick:
            # docxtpl numbers the drawings anew, and has one kind of line break.
            assert _alike(quick[part]) == _alike(slow[part])
    assert set(quick) == set(slow)


def _alike(xml: bytes) -> bytes:

    text = canonical(xml).decode().replace(' w:type="textWrapping"', "")
    return re.sub(r'(<wp:docPr [^>]*?id=")\d+', r"\1", text).encode()
