"""What stands for each name, written as the standard writes it; data is text on the page, whatever it looks like."""

from __future__ import annotations

import datetime
import io
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import gongwen
from gongwen.blocks.block import ParagraphBlock
from gongwen.errors import InputError
from gongwen.layout import lay_out
from gongwen.model import Document, Form, Section
from gongwen.ooxml.names import WORD
from gongwen.standard.kinds import usual_form
from gongwen.standard.vocabulary import ELEMENTS
from gongwen.template import Template, shipped_template
from gongwen.template.vocabulary import BLOCKS, TEXTS, canonical
from tests.strategies import QUIET, documents, notice, some_picture
from tests.template.making import canonical as canonical_xml
from tests.template.making import members, package, paragraph, template_of, text_of, texts_of

FULL = notice(
    copy_number="000001",
    secrecy="秘密",
    secrecy_period="1年",
    urgency="特急",
    remark="2026年3月1日镇长办公会议通过",
    notes="此件公开发布",
    cc="县应急管理局，县林业局",
    printer="青山镇党政办公室",
    print_date="2026-03-03",
    copies=30,
    signers="方砚田，石青柏",
)
WRITTEN = {
    "文种": "通知",
    "格式": "文件",
    "份号": "000001",
    "密级": "秘密★1年",
    "保密期限": "1年",
    "紧急程度": "特　急",
    "发文机关": "青山镇人民政府",
    "发文机关标志": "青山镇人民政府文件",
    "发文字号": "青政发〔2026〕8号",
    "机关代字": "青政发",
    "年份": "2026",
    "顺序号": "8",
    "签发人": "方砚田　石青柏",
    "标题": "关于做好春耕备耕工作的通知",
    "标题一行": "关于做好春耕备耕工作的通知",
    "题注": "（2026年3月1日镇长办公会议通过）",
    "主送机关": "各村民委员会，镇直各单位",
    "署名机关": "青山镇人民政府",
    "成文日期": "2026年3月2日",
    "附注": "（此件公开发布）",
    "抄送机关": "县应急管理局，县林业局",
    "印发机关": "青山镇党政办公室",
    "印发日期": "2026年3月3日",
    "印数": "共印30份",
    "抄报": "",
    "主题词": "",
    "存档": "",
}
MARKUP = (
    "A&B",
    "关于<试点>&amp;的“通知”",
    "{{ 标题 }}",
    "{% if %}",
    "{# #}",
    "{_{ }_}",
    "]]>",
    "𠮷𫠜",
    "<w:p/>",
    "{{p 正文 }}",
)


def render_one(tag: str, document: Any = FULL, **extra: Any) -> str:
    return text_of(Template(template_of(tag)).render(document, extra))


@pytest.mark.parametrize("name", TEXTS)
def test_every_name_is_written_as_the_standard_writes_it(name: str) -> None:
    assert render_one(f"［{{{{ {name} }}}}］") == f"［{WRITTEN[name]}］"


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ("文种", "格式", "标题", "标题一行")])
def test_an_absent_element_is_empty_and_a_choice_leaves_it_out(name: str) -> None:
    bare = Document(kind="总结", title="甲", body=["乙。"])
    assert render_one(f"［{{% if {name} %}}有{{% endif %}}{{{{ {name} }}}}］", bare) == "［］"


def test_every_element_has_a_name_in_templates_or_belongs_to_a_block() -> None:
    inside = {"印发件", "印章", "保密期限"}
    missing = {element.chinese for element in ELEMENTS.values()} - set(TEXTS) - set(BLOCKS) - inside
    assert missing == set()


@pytest.mark.parametrize(
    ("name", "chinese"), [("title", "标题"), ("number", "发文字号"), ("文号", "发文字号"), ("抄送", "抄送机关")]
)
def test_english_and_other_names_mean_the_same(name: str, chinese: str) -> None:
    assert canonical(name) == chinese
    assert render_one(f"{{{{ {name} }}}}") == WRITTEN[chinese]


def test_a_template_without_the_remark_says_its_date_at_the_end() -> None:
    adopted = "2026年1月16日县人民代表大会第六次会议通过"
    resolution = notice(kind="决议", form="白头", number=None, recipients=[], remark=adopted, date=..., signatories=())
    end = ("{{p 正文 }}", "{{p 署名 }}")
    without = Template(template_of("{{ 标题 }}", *end))
    assert texts_of(without.render(resolution))[-1] == "2026年1月16日"
    assert without.lacking(resolution) == ("题注",)
    whole = Template(template_of("{{ 标题 }}", "{{ 题注 }}", *end))
    said = texts_of(whole.render(resolution))
    assert said[1] == f"（{adopted}）"
    assert "2026年1月16日" not in said
    assert whole.lacking(resolution) == ()


def test_english_names_of_blocks_mean_the_same() -> None:
    assert "春耕在即" in render_one("{{p body }}")


def test_the_page_for_clerks_names_every_name_and_no_other() -> None:
    page = Path("docs/template.md").read_text(encoding="utf-8")
    texts, blocks = page.partition("### 一行文字")[2].split("### 整段的内容")
    named = {name for line in texts.splitlines() if line.startswith("| `") for name in re.findall("`([^`]+)`", line)}
    assert named == set(TEXTS)
    rows = [line for line in blocks.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    assert {re.findall("`([^`]+)`", row)[0] for row in rows} == set(BLOCKS)


# ---------------------------------------------------------------------------- text is text


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_stays_text_in_every_place(text: str) -> None:
    template = Template(
        template_of(
            "{{ 标题一行 }}",
            "{{ 值 }}",
            "{%p for 项 in 列 %}",
            "{{ 项.名 }}",
            "{%p endfor %}",
            "{{p 正文 }}",
            header="{{ 值 }}",
        )
    )
    document = notice(title=f"关于{text}的通知", body=[f"正文{text}。"])
    rendered = template.render(document, {"值": text, "列": [{"名": text}]})
    assert [line.replace("\n", "") for line in texts_of(rendered)] == [f"关于{text}的通知", text, text, f"正文{text}。"]
    assert text_of(rendered, "word/header1.xml") == text


@QUIET
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=40,
    )
)
def test_any_text_arrives_as_it_is(text: str) -> None:
    assert _TEMPLATE.render({}, {"值": text})
    assert text_of(_TEMPLATE.render({}, {"值": text})) == f"前{text}后"


_TEMPLATE = Template(template_of("前{{ 值 }}后"))


@pytest.mark.parametrize("text", ["甲\x00", "\x07", "乙\x1b[0m", "\x0c", "\ufffe", "\ud800"])
def test_a_control_character_is_refused_by_the_name_of_its_value(text: str) -> None:
    with pytest.raises(InputError) as raised:
        _TEMPLATE.render({}, {"值": text})
    (fault,) = raised.value.faults
    assert (fault.code, fault.field) == ("control-character", "值")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲\n乙", "甲\n乙"), ("甲\r\n乙\r丙", "甲\n乙\n丙"), ("甲\t乙", "甲\t乙"), ("甲\v乙", "甲\n乙")],
)
def test_line_breaks_and_tabs_of_a_value_stand_on_the_page(text: str, shown: str) -> None:
    assert text_of(_TEMPLATE.render({}, {"值": text})) == f"前{shown}后"


def test_an_element_goes_before_a_further_value_of_its_name() -> None:
    assert render_one("{{ 成文日期 }}", 成文日期="2026-03-02") == "2026年3月2日"


def test_values_of_a_mapping_are_dates_and_lists_as_people_write_them() -> None:
    template = Template(template_of("{{ 村名 }}，{{ 日期 }}，{{ 成文日期 }}，{{ 抄送机关 }}"))
    day = datetime.date(2026, 3, 2)
    rendered = template.render({"村名": "上坝村", "日期": day, "成文日期": day, "cc": ["甲局", "乙局"]})
    assert text_of(rendered) == "上坝村，2026年3月2日，2026年3月2日，甲局，乙局"


def test_a_mapping_with_a_kind_is_a_document() -> None:
    data = {
        "文种": "通知",
        "发文机关": "青山镇人民政府",
        "文号": "青政发〔2026〕8号",
        "标题": "关于防汛的通知",
        "正文": "请做好准备。\n一、值班\n专人值守。",
        "日期": "2026-03-02",
        "村名": "上坝村",
    }
    rendered = Template(template_of("{{ 发文字号 }}{{ 村名 }}", "{{p 正文 }}")).render(data)
    assert texts_of(rendered) == ["青政发〔2026〕8号上坝村", "请做好准备。", "一、值班", "专人值守。"]


def test_a_mapping_that_is_no_document_is_refused_with_every_fault() -> None:
    with pytest.raises(InputError) as raised:
        Template(shipped_template("通知")).render({"文种": "通知", "标题": "甲"})
    assert len(raised.value.faults) > 1
    with pytest.raises(InputError):
        Template(shipped_template("通知")).render({"村名": "甲"})
    with pytest.raises(InputError):
        Template(shipped_template("通知")).render("甲")  # type: ignore[arg-type]


# ---------------------------------------------------------------------------- the template as a value


def test_a_template_comes_from_a_path_bytes_or_a_file_object(tmp_path: Path) -> None:
    content = shipped_template("通知")
    path = tmp_path / "模板.docx"
    path.write_bytes(content)
    with path.open("rb") as file:
        rendered = {Template(source).render(FULL) for source in (content, bytearray(content), path, str(path), file)}
    assert len(rendered) == 1


def test_it_says_its_names() -> None:
    template = gongwen.Template(
        template_of("{{ 标题 }}{{ 村名 }}", "{%p for 户 in 各户 %}", "{{ 户.名 }}", "{%p endfor %}")
    )
    assert template.names == {"标题", "村名", "各户"}
    assert template.further_names == {"村名", "各户"}


def test_a_pickled_template_renders_the_same() -> None:
    template = Template(shipped_template("通知"), profile="通行")
    again = pickle.loads(pickle.dumps(template))
    assert again.content == template.content
    assert again.render(FULL) == template.render(FULL)


def test_the_same_document_gives_the_same_bytes_in_sixteen_threads() -> None:
    template = Template(shipped_template("通知"))
    many = [FULL.model_copy(update={"title": f"关于第{number}件事的通知"}) for number in range(16)]
    expected = [Template(shipped_template("通知")).render(document) for document in many]
    with ThreadPoolExecutor(16) as pool:
        for rendered in [pool.map(template.render, many) for _ in range(8)]:
            assert list(rendered) == expected


def test_rendering_leaves_the_values_as_they_were() -> None:
    extra = {"值": "甲", "列": [1, 2]}
    Template(template_of("{{ 值 }}{{ 标题 }}")).render(FULL, extra)
    assert extra == {"值": "甲", "列": [1, 2]}


@QUIET
@given(documents())
def test_every_document_is_rendered_and_reads_back(document: Document) -> None:
    if document.form is not usual_form(document.kind):
        return
    template = _shipped(document.kind_name)
    rendered = template.render(document)
    for name, xml in members(rendered).items():
        if name.endswith((".xml", ".rels")):
            canonical_xml(xml)
    shown = [
        block.text for block in lay_out(document).blocks if isinstance(block, ParagraphBlock) and block.text.strip()
    ]
    printed = "".join(texts_of(rendered))
    lost = [
        text
        for text in shown
        if text.strip() not in printed.replace("\n", "\v") and "\v" not in text and "\n" not in text
    ]
    assert not lost or document.translation is not None or document.form is Form.LETTER


_KEPT: dict[str, Template] = {}


def _shipped(kind: str) -> Template:
    if kind not in _KEPT:
        _KEPT[kind] = Template(shipped_template(kind))
    return _KEPT[kind]


# ---------------------------------------------------------------------------- templates that are not ours


def foreign(*tags: str) -> bytes:
    """A template as python-docx makes it: letter paper, its own Normal, none of our styles."""
    document = docx.Document()
    for tag in tags:
        document.add_paragraph(tag)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_styles_that_a_template_lacks_are_brought_in_and_its_own_are_kept() -> None:
    template = foreign("{{ 标题 }}", "{{p 正文 }}", "{{p 版记 }}")
    rendered = docx.Document(io.BytesIO(Template(template).render(FULL)))
    names = {style.name for style in rendered.styles}
    assert {"公文正文", "公文抄送机关", "Heading 1"} <= names
    body = next(one for one in rendered.paragraphs if "春耕在即" in one.text)
    assert body.style is not None
    assert body.style.name == "公文正文"
    assert body.style.base_style is None, "the template's own Normal would show through"


def test_a_template_of_single_values_keeps_its_styles_as_they_are() -> None:
    template = foreign("{{ 标题 }}")
    assert members(Template(template).render(FULL))["word/styles.xml"] == members(template)["word/styles.xml"]


def test_our_styles_are_found_by_name_where_another_program_gave_them_other_ids() -> None:
    files: dict[str, str | bytes] = dict(members(shipped_template("通知")))
    for name in ("word/styles.xml", "word/document.xml"):
        text = files[name]
        assert isinstance(text, bytes)
        files[name] = text.replace(b'"GwBody"', b'"a7"').replace(b'"GwMark"', b'"a8"')

    rendered = Template(package(files)).render(FULL)
    xml = members(rendered)["word/document.xml"].decode()
    assert 'w:val="a7"' in xml
    assert "GwBody" not in xml
    usual = Template(shipped_template("通知")).render(FULL)
    assert gongwen.read(rendered).document == gongwen.read(usual).document


def test_pictures_and_turned_pages_get_parts_of_their_own_in_a_template_that_has_such_parts() -> None:
    table = {
        "type": "table",
        "header": ["村"] + [f"第{n}季度" for n in range(11)],
        "rows": [["上坝村"] + ["1"] * 11] * 40,
        "landscape": True,
    }
    picture = {"type": "picture", "data": some_picture()}
    document = notice(body=["见表。", table, "见图。", picture])
    stream = io.BytesIO()
    base = docx.Document()
    base.add_picture(io.BytesIO(some_picture()))
    base.add_paragraph("{{p 正文 }}")
    base.save(stream)
    rendered = members(Template(stream.getvalue()).render(document))
    assert sum(name.startswith("word/media/") for name in rendered) == 2
    assert "word/gongwen_footer1.xml" in rendered
    xml = rendered["word/document.xml"].decode()
    assert xml.count("<w:sectPr") == 3
    assert 'w:orient="landscape"' in xml
    ids = {part.split('"')[0] for part in xml.split('<wp:docPr id="')[1:]}
    assert len(ids) == xml.count("<wp:docPr ")


def test_what_a_template_does_not_show_is_said() -> None:
    template = Template(template_of("{{ 标题 }}", "{{p 正文 }}"))
    lacking = template.lacking(FULL)
    assert {"份号", "主送机关", "抄送机关", "印数", "附注"} <= set(lacking)
    assert "标题" not in lacking
    assert "附件" not in lacking


def test_notes_on_attachments_go_with_the_body_where_the_template_has_no_place_for_them() -> None:
    document = notice(attachments=[{"title": "任务表", "body": ["见表。"]}])
    assert "附件：任务表" in text_of(Template(template_of("{{p 正文 }}")).render(document))


def test_recipients_that_fill_the_page_go_to_the_colophon_once() -> None:
    names = [f"云岭县第{number}个乡镇的人民政府" for number in range(34)]
    document = notice(recipients=names, printer="青山镇党政办公室", cc="县林业局")
    text = text_of(Template(shipped_template("通知")).render(document)).replace("\n", "")
    assert text.count(names[7]) == 1


def test_a_table_of_a_body_stays_a_table() -> None:
    document = notice(
        body=[Section(level=1, heading="安排", blocks=({"type": "table", "header": ["村"], "rows": [["甲"]]},))]
    )
    xml = members(Template(shipped_template("通知")).render(document))["word/document.xml"]
    assert xml.count(b"<w:tbl>") == 1
    assert WORD.encode() in xml


@pytest.mark.parametrize("opened", ["tc", "txbxContent", "hdr"])
@pytest.mark.parametrize(
    "inside", [("{{p 版头标注 }}",), ("{%p if 附注 %}", "甲", "{%p endif %}")], ids=["block", "choice"]
)
def test_a_cell_a_text_box_and_a_header_keep_a_paragraph_when_their_tags_bring_none(
    opened: str, inside: tuple[str, ...]
) -> None:
    lines = "".join(map(paragraph, inside))
    holder = {
        "tc": f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{lines}</w:tc></w:tr></w:tbl>",
        "txbxContent": "<w:p><w:r><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{lines}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    }
    body = [holder[opened]] if opened in holder else []
    template = Template(template_of(*body, "尾", header="" if body else lines))
    xml = members(template.render(notice()))["word/document.xml" if body else "word/header1.xml"]
    for element in etree.fromstring(xml).iter(f"{{{WORD}}}{opened}"):
        assert element[-1].tag == f"{{{WORD}}}p"
