"""Data that looks like markup, XML or a placeholder stays text on every road: as it was typed, so it is printed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as markup

import gongwen
from gongwen.template import make_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HARMFUL = (
    "A&B<试点>",
    "&lt;b&gt;&amp;&#60;",
    "]]></w:t></w:r></w:p><w:p/>",
    "<!-- 试点 --><![CDATA[试点]]>",
    "<script>alert(1)</script>",
    "\" onmouseover='x()' style=\"",
    "{{ 7*7 }}",
    "{% for x in (1, 2) %}甲{% endfor %}{# 乙 #}",
    "{{p 正文 }}{%p if 标题 %}",
    "{{ ''.__class__.__mro__ }}{0.__class__}",
    "${7*7}#{7*7}%(a)s%s\\1\\n",
    "=SUM(A1)",
    "@IMPORT",
    "<w:fldSimple w:instr=\"DATE\"/>",
)  # fmt: skip
HEAD = """---
文种: 通知
发文机关: 云岭县青山镇人民政府
发文字号: 青政发〔2026〕18号
标题: 云岭县青山镇人民政府关于做好森林防火工作的通知
主送机关: 各村民委员会
成文日期: 2026-11-24
---
"""
NOTICE: dict[str, Any] = {
    "kind": "通知",
    "issuers": "云岭县青山镇人民政府",
    "number": "青政发〔2026〕18号",
    "recipients": "各村民委员会",
    "date": "2026-11-24",
}


def _unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def _printed(docx: bytes) -> str:
    """All that a page shows; every part must be well-formed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name))
                if name == "word/document.xml":
                    body = root
    return _unspaced("".join(element.text or "" for element in body.iter(f"{W}t")))


def _previewed(html: str) -> str:
    tree = markup.fromstring(html)
    assert not list(tree.iter("script"))
    assert not [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")]
    (body,) = tree.iter("body")
    return _unspaced("".join(body.itertext()))


def _document(text: str) -> gongwen.Document:
    """The text in a title, a paragraph, a heading, a cell, the name of an attachment and its content."""
    return gongwen.Document(
        **NOTICE,
        title=f"关于{text}的通知",
        body=[
            f"请按{text}办理。",
            gongwen.Section(level=1, heading=f"落实{text}", blocks=[f"抓好{text}。"]),
            gongwen.Table(caption=f"{text}表", header=["事项", text], rows=[[text, "1"]]),
        ],
        attachments=[gongwen.Attachment(title=f"{text}清单", body=[f"第{text}批。"])],
    )


PLACES = 8


def _by_model(text: str) -> str:
    return _printed(gongwen.render(_document(text)))


def _by_json(text: str) -> str:
    return _printed(gongwen.render(gongwen.Document.read_json(_document(text).to_json())))


def _by_reading_back(text: str) -> str:
    return _printed(gongwen.render(gongwen.read(gongwen.render(_document(text))).document))


@cache
def _template() -> gongwen.Template:
    return gongwen.Template(make_template("通知"))


def _by_template(text: str) -> str:
    return _printed(_template().render(_document(text)))


def _by_preview(text: str) -> str:
    return _previewed(gongwen.to_html(_document(text)))


@pytest.mark.parametrize("road", [_by_model, _by_json, _by_reading_back, _by_template, _by_preview])
@pytest.mark.parametrize("text", HARMFUL)
def test_a_document_prints_what_was_typed(text: str, road: Callable[[str], str]) -> None:
    assert road(text).count(_unspaced(text)) >= PLACES


@pytest.mark.parametrize("text", HARMFUL)
def test_a_source_prints_what_was_typed(text: str) -> None:
    loaded = gongwen.load(f"{HEAD}请按{text}办理。\n一、落实{text}\n抓好{text}。\n".encode())
    assert _printed(gongwen.render(loaded)).count(_unspaced(text)) == 3


def _rows(text: str) -> list[dict[str, Any]]:
    return [{"村名": "上坝村", "标题": f"关于{text}的通知", "事项": text}]


@pytest.mark.parametrize("with_template", [False, True])
@pytest.mark.parametrize("text", [*HARMFUL, "一、甲", "| 甲 | 乙 |", "（一）甲\n二、乙", "---", "附件：甲"])
def test_a_cell_is_printed_as_it_was_typed(text: str, with_template: bool) -> None:
    source = f"{HEAD}{{{{ 村名 }}}}请按{{{{ 事项 }}}}办理。\n\n{{{{ 事项 }}}}\n"
    template = make_template("通知") if with_template else None
    (made,) = gongwen.batch_documents(_rows(text), source.encode(), template=template)
    assert made.content is not None
    assert _printed(made.content).count(_unspaced(text)) == 3


@pytest.mark.parametrize("text", HARMFUL)
def test_a_cell_is_printed_as_it_was_typed_by_a_template_alone(text: str) -> None:
    import docx  # noqa: PLC0415 - of this test alone

    made = docx.Document()
    made.add_paragraph("{{ 标题 }}")
    made.add_table(1, 2).rows[0].cells[1].text = "{{ 村名 }}：{{ 事项 }}"
    content = io.BytesIO()
    made.save(content)
    (found,) = gongwen.batch_documents(_rows(text), None, template=content.getvalue())
    assert found.content is not None
    assert _printed(found.content).count(_unspaced(text)) == 2


@given(st.lists(st.sampled_from("<>&\"'{}%#$=@|\\`]![;甲a0"), min_size=1, max_size=12).map("".join))
def test_no_row_of_signs_is_taken_for_anything_else(signs: str) -> None:
    text = f"甲{signs}乙"
    for road in (_by_model, _by_json, _by_template, _by_preview):
        assert road(text).count(text) >= PLACES
