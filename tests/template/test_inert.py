"""A template brings nothing into its documents that runs, fetches or embeds something unseen; links stay."""

from __future__ import annotations

import pytest

from gongwen.errors import InputError, TemplateError
from gongwen.template import Template, check_template, shipped_template
from tests.strategies import notice
from tests.template.making import members, package, paragraph, run, template_of, text_of

_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


def _with(
    *relations: str,
    types: str = "",
    more: dict[str, bytes] | None = None,
    body: str = "{{ 标题 }}",
    at: str = _RELATIONS,
) -> bytes:
    """A template with further relationships, types and parts."""
    files: dict[str, str | bytes] = dict(members(template_of(body)))
    before = files.get(at, b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>")
    assert isinstance(before, bytes)
    if before.endswith(b"/>"):
        before = before[:-2] + b"></Relationships>"
    files[at] = before.replace(b"</Relationships>", "".join(relations).encode() + b"</Relationships>")
    listed = files[_TYPES]
    assert isinstance(listed, bytes)
    files[_TYPES] = listed.replace(b"</Types>", types.encode() + b"</Types>")
    return package(files | (more or {}))


def _relation(type_: str, target: str, *, external: bool = True) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rIdFurther" Type="{type_}" Target="{target}"{mode}/>'


def _type(name: str, type_: str) -> str:
    return f'<Override PartName="{name}" ContentType="{type_}"/>'


_BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)
_OLD_PICTURE = "<w:r><w:pict><v:shape><v:imagedata src='https://tongji.example.cn/1.png'/></v:shape></w:pict></w:r>"
ACTIVE = {
    "attached template": (
        _with(
            _relation(f"{_OFFICE}/attachedTemplate", "https://moban.example.cn/t.dotm"),
            at="word/_rels/settings.xml.rels",
        ),
        "附加的模板",
    ),
    "linked picture": (_with(_relation(f"{_OFFICE}/image", "https://tongji.example.cn/1.png")), "链接的图片"),
    "picture on a share": (_with(_relation(f"{_OFFICE}/image", r"\\fuwuqi\tu.png", external=False)), "链接的图片"),
    "linked object": (_with(_relation(f"{_OFFICE}/oleObject", "file:///C:/表.xlsx")), "嵌入的对象"),
    "embedded object": (
        _with(_relation(f"{_OFFICE}/oleObject", "o.bin", external=False), more={"word/o.bin": _BINARY}),
        "嵌入的对象",
    ),
    "web page": (
        _with(
            _relation(f"{_OFFICE}/aFChunk", "a.html", external=False),
            types='<Default Extension="html" ContentType="text/html"/>',
            more={"word/a.html": b"<script>1</script>"},
        ),
        "altChunk",
    ),
    "sub-document": (_with(_relation(f"{_OFFICE}/subDocument", "https://a.example.cn/b.docx")), "子文档"),
    "frame": (_with(_relation(f"{_OFFICE}/frame", "https://a.example.cn/", external=True)), "框架页"),
    "control": (
        _with(_relation(f"{_OFFICE}/control", "x.xml", external=False), more={"word/x.xml": b"<x/>"}),
        "ActiveX",
    ),
    "renamed macros": (
        _with(_relation(f"{_MICROSOFT}/vbaProject", "styles2.xml", external=False), more={"word/styles2.xml": _BINARY}),
        "宏",
    ),
    "macros by type alone": (
        _with(types=_type("/word/data.xml", "application/vnd.ms-office.vbaProject"), more={"word/data.xml": b"x"}),
        "word/data.xml",
    ),
    "compound file": (_with(more={"word/media/image1.png": _BINARY}), "word/media/image1.png"),
    "unknown relation": (_with(_relation("http://example.cn/relationships/jiaoben", "j.xml")), "jiaoben"),
    "old picture": (template_of(f"<w:p>{_OLD_PICTURE}{run('{{ 标题 }}')}</w:p>"), "链接的图片"),
}  # fmt: skip


def _field(*pieces: str, result: str = "1") -> str:
    said = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"<w:p>{begin}{said}{separate}{run(result)}{end}</w:p>"


FIELDS = {
    "DDEAUTO": _field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "),
    "cut by Word": _field(" DD", "EAU", "TO cmd"),
    "with a note between": _field("<!-- x -->DDEAUTO cmd"),
    "after a note": _field("PAGE<!-- x -->X cmd"),
    "small letters": _field(" ddeauto cmd"),
    "in quotes": _field(' "DDEAUTO" cmd'),
    "DDE": _field(" DDE excel 表 r1c1"),
    "INCLUDEPICTURE": _field(' INCLUDEPICTURE "https://tongji.example.cn/1.png" \\d'),
    "INCLUDETEXT": _field(' INCLUDETEXT "//fuwuqi/a.docx"'),
    "LINK": _field(" LINK Excel.Sheet 表 r1c1"),
    "DATABASE": _field(' DATABASE \\d "C:/a.mdb"'),
    "MACROBUTTON": _field(" MACROBUTTON 运行 点这里"),
    "simple": '<w:p><w:fldSimple w:instr=" IMPORT a.png"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
    "tag in its name": _field(" {{ 标题 }} cmd"),
    "tag at its end": _field("PAGE{{ 标题 }}"),
    "inside another": f"{_field(' IF 1 = 1 ')[:-6]}{_field(' DDEAUTO cmd')[5:]}",
}


@pytest.mark.parametrize(("content", "word"), ACTIVE.values(), ids=ACTIVE)
def test_what_is_active_is_refused_by_name(content: bytes, word: str) -> None:
    with pytest.raises(TemplateError) as raised:
        Template(content)
    assert {fault.code for fault in raised.value.faults} <= {"active-content", "macros"}
    assert any(word in fault.message for fault in raised.value.faults)
    assert all(fault.cure for fault in raised.value.faults)
    with pytest.raises(TemplateError, match=word):
        check_template(content)


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize("place", ["body", "header", "footer"])
def test_a_field_that_fetches_is_refused_by_name(field: str, place: str) -> None:
    places = {"body": template_of("{{ 标题 }}", field), "header": template_of("{{ 标题 }}", header=field)}
    content = places.get(place) or template_of("{{ 标题 }}", footer=field)
    with pytest.raises(TemplateError) as raised:
        Template(content)
    (fault,) = raised.value.faults
    assert (fault.code, "域" in fault.message) == ("active-content", True)


def test_a_field_in_utf_16_is_seen_as_well() -> None:
    files: dict[str, str | bytes] = dict(members(template_of("{{ 标题 }}", footer=FIELDS["DDE"])))
    footer = files["word/footer1.xml"]
    assert isinstance(footer, bytes)
    files["word/footer1.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + footer.decode()).encode("utf-16")
    with pytest.raises(TemplateError, match="DDE"):
        Template(package(files))


def test_a_field_that_only_tags_put_together_is_refused_when_they_do() -> None:
    inside = _field(" PAGE ")[5:-6].replace("<w:r><w:instrText", f"{run('{% if 附注 %}')}<w:r><w:instrText", 1)
    further = f"{run('{% endif %}')}<w:r><w:instrText>DDE excel</w:instrText></w:r>"
    inside = inside.replace("</w:instrText></w:r>", f"</w:instrText></w:r>{further}", 1)
    template = Template(template_of(f"<w:p>{inside}</w:p>"))
    assert template.render(notice(notes="此件公开发布"))
    with pytest.raises(TemplateError, match="DDE"):
        template.render(notice())


@pytest.mark.parametrize(
    "field",
    [
        _field(" PAGE "), _field(" NUMPAGES \\* MERGEFORMAT"), _field(" = 1 + 2"), _field("=SUM(ABOVE)"), _field(""),
        _field(' TOC \\o "1-3" \\h'), _field(' HYPERLINK "https://www.example.gov.cn/" '), _field(" DATE \\@ yyyy"),
        '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
    ],
)  # fmt: skip
def test_fields_that_reckon_with_the_file_stay(field: str) -> None:
    assert text_of(Template(template_of("{{ 标题 }}", field)).render(notice())).startswith(notice().title)


def test_links_stay() -> None:
    link = _relation(f"{_OFFICE}/hyperlink", "https://www.example.gov.cn/tongzhi")
    rendered = Template(_with(link)).render(notice())
    assert b"https://www.example.gov.cn/tongzhi" in members(rendered)[_RELATIONS]


def test_shipped_templates_are_inert() -> None:
    for kind in ("通知", "函", "纪要", "命令"):
        assert Template(shipped_template(kind)).is_compiled


@pytest.mark.parametrize("sign", ["\\x00", "\\x1b", "\\ud800", "\\uffff", "\\u202e"])
def test_a_character_that_no_page_can_hold_is_refused_in_a_tag(sign: str) -> None:
    for tag in (f'{{{{ "甲{sign}" }}}}', f'{{% set 甲 = "{sign}" %}}', f'{{{{ 标题|replace("知", "{sign}") }}}}'):
        with pytest.raises(TemplateError, match="不能用"):
            Template(template_of(tag))


def test_a_page_break_that_a_tag_says_is_one_as_in_docxtpl() -> None:
    rendered = Template(template_of('{{ "甲\\f乙" }}')).render({})
    assert b'<w:br w:type="page"/>' in members(rendered)["word/document.xml"]
    with pytest.raises(TemplateError, match="不成文档"):
        Template(template_of(paragraph(run("甲", "<w:rStyle w:val=\"{{ 'x\\f' }}\"/>")))).render({})


class _Told:
    """A value that says its own XML, and one that no XML can hold."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    def __html__(self) -> str:
        return self.xml


class _Plain:
    def __str__(self) -> str:
        return "甲\x00"


@pytest.mark.parametrize("value", [_Told("甲\x00"), [_Told("甲\x01")], _Plain(), "甲\x00", ["甲\x00"]])
def test_a_value_that_no_xml_can_hold_is_refused(value: object) -> None:
    tag = "{% for 项 in 值 %}{{ 项 }}{% endfor %}" if isinstance(value, list) else "{{ 值 }}"
    with pytest.raises(InputError, match="控制字符"):
        Template(template_of(tag)).render({}, {"值": value})


@pytest.mark.parametrize("value", [_Told("</w:t>"), [_Told("<a>")]])
def test_a_value_whose_own_xml_is_torn_is_refused(value: object) -> None:
    tag = "{% for 项 in 值 %}{{ 项 }}{% endfor %}" if isinstance(value, list) else "{{ 值 }}"
    with pytest.raises(TemplateError, match="不成文档"):
        Template(template_of(tag)).render({}, {"值": value})


@pytest.mark.parametrize("value", ["金额\u202e54321元", {"村名": "上坝\u2066村"}, [["\u202d上坝村"]]])
def test_a_value_that_turns_the_direction_of_the_text_is_refused_by_its_name(value: object) -> None:
    with pytest.raises(InputError, match="改变文字方向") as raised:
        Template(template_of("{{ 标题 }}")).render(notice(), {"明细": value})
    assert raised.value.faults[0].field == "明细"


def test_lists_without_end_are_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(InputError, match="套得太深"):
        Template(template_of("{{ 标题 }}")).render(notice(), {"明细": endless})


@pytest.mark.parametrize(
    ("in_tag", "in_data"),
    [("村名", "村\u200b名"), ("第１项", "第1项"), ("第1项", "第１项"), ("村\ufe0f名", "村名")],
)
def test_names_are_compared_as_they_look(in_tag: str, in_data: str) -> None:
    assert text_of(Template(template_of(f"{{{{ {in_tag} }}}}")).render({in_data: "上坝村"})) == "上坝村"


def test_two_names_that_look_alike_are_refused() -> None:
    with pytest.raises(InputError, match="看起来一样"):
        Template(template_of("{{ 标题 }}")).render(notice(), {"村名": "上坝村", "村\u200b名": "下坝村"})
