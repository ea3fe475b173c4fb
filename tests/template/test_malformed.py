"""Whatever is wrong with a template, a TemplateError says it with the paragraph's text and the tag; no traceback."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Iterator

import pytest

from gongwen.errors import TemplateError
from gongwen.template import Template, check_template, shipped_template
from tests.strategies import notice
from tests.template.making import canonical, members, package, paragraph, run, template_of, text_of

RIGHT = ["{{ 标题 }}", "{{ 发文字号 }}", "{%p if 抄送机关 %}", "甲", "{%p endif %}", "{{p 正文 }}"]
BROKEN_TAGS = (
    "{{ 标题 }",
    "{{ 标题",
    "标题 }}",
    "{{ }}",
    "{{}}",
    "{% %}",
    "{%p if %}",
    "{%p if 抄送机关",
    "{{ 标题 {{ 文号 }}",
    "{{ 标 题 }}",
    "{{ 标题, }}",
    "{{ 标题| }}",
    "{{ 标题|不存在 }}",
    "{{ 标题|upperr }}",
    "{{ 标题.. }}",
    "{{ 'a }}",
    "{{ 标题[ }}",
    "{{ (标题 }}",
    "{{ 标题) }}",
    "{% iff 抄送机关 %}",
    "{% endiff %}",
    "{%p endif %}",
    "{% endfor %}",
    "{% else %}",
    "{% elif 标题 %}",
    "{%p for 村 各村 %}",
    "{% for in 各村 %}",
    "{% set = 1 %}",
    "{% set 甲 %}",
    "{{ 标题 }}{{p 正文 }}",
    "{{p 正文 }}尾",
    "{{ 正文 }}",
    "{{p 标题 }}",
    "{{p 正文|upper }}",
    "{{r 标题 }}",
    "{{ 1 + }}",
    "{{ 标题 is 好 }}",
    "{% include 'a' %}",
    "{% extends 'a' %}",
    "{% import 'a' as b %}",
    "{% block 甲 %}",
    "{% autoescape false %}",
    "{{ 标题 if }}",
    "{{ not }}",
    "{{ 9999999 ** 标题 ] }}",
    "{# 没有写完",
    "{{ gw_budget }}",
    "{{ 标题 #}",
    "{% if 标题 }}",
    "{{ 标题 %}",
    "{%tr for 村 in 各村 %}",
    "{%p macro %}",
    "{{ {{ 标题 }} }}",
    "｛｛ 标题 ｝｝",
    "{{ 标题 ｝｝",
    "｛{ 标题 }}",
    "{ { 标题 } }",
    "{％p if 抄送机关 ％}",
    "{ % if 抄送机关 % }",
    "{{p标题}}",
    "{{P 正文 }}",
    "{{ p 正文 }}",
    "{%P endif %}",
    "{%p　endif %}",
    "{%pif 抄送机关 %}",
    "{{ 标题｜upper }}",
    "{{ 标题|default（“无”） }}",
    "{{ \u200b标题 }}",
    "{%tr endfor %}",
    "{发文字号}",
    "${标题}",
    "｛标题｝",
    "{% else if 标题 %}",
)
_CELL = "<w:tbl><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
CROSSED = (
    ("{%p if 抄送机关 %}", "{%p for 村 in 各村 %}", "{%p endif %}", "{%p endfor %}"),
    ("{%p if 抄送机关 %}", "{%p if 附注 %}", "{%p endif %}"),
    ("{%p for 村 in 各村 %}", "{%p endif %}"),
    ("{%p if 抄送机关 %}",),
    (_CELL.format("{% if 附注 %}"), "{% endif %}"),
    ("{% if 附注 %}", _CELL.format("{% endif %}")),
)


def refusal(content: bytes) -> TemplateError:
    """The error of a template that must be refused, when it is opened or at the latest when it is rendered."""
    with pytest.raises(TemplateError) as raised:
        Template(content).render(notice(), {"各村": [{"村名": "上坝村"}]})
    assert raised.value.faults
    for fault in raised.value.faults:
        assert fault.message
        assert fault.cure
    return raised.value


def said_in_full(content: bytes) -> bool:
    """Whether a template is rendered, or refused in words; any other error fails the test."""
    try:
        rendered = Template(content).render(notice())
    except TemplateError as error:
        return all(fault.message and fault.cure for fault in error.faults)
    return rendered.startswith(b"PK")


def names_paragraph_and_tag(error: TemplateError) -> bool:
    return all(fault.value and fault.field for fault in error.faults)


@pytest.mark.parametrize("broken", BROKEN_TAGS)
def test_a_broken_tag_is_named_with_its_paragraph(broken: str) -> None:
    error = refusal(template_of("前文", f"这一段：{broken}" if not broken.startswith("{{p") else broken, "后文"))
    assert names_paragraph_and_tag(error)
    assert any(broken[:4] in (fault.value or "") for fault in error.faults)


@pytest.mark.parametrize("content", CROSSED)
def test_crossed_and_unclosed_statements_are_named_with_their_paragraph(content: tuple[str, ...]) -> None:
    assert names_paragraph_and_tag(refusal(template_of(*content)))


@pytest.mark.parametrize(
    ("tag", "cure"),
    [
        ("｛｛ 标题 ｝｝", "半角"),
        ("{％p if 抄送机关 ％}", "半角"),
        ("{{p正文}}", "写成 {{p 正文 }}"),
        ("{{ p 正文 }}", "写成 {{p 正文 }}"),
        ("{{p\u3000正文 }}", "写成 {{p 正文 }}"),
        ("{%P set 甲 = 1 %}", "写成 {%p set 甲 = 1 %}"),
        ("{{ 标题｜upper }}", "改成半角的 |"),
        ("{{ 标题|default（'无'） }}", "改成半角的 ("),
        ("{{ 标题\ufeff }}", "重新输入"),
    ],
)
def test_a_tag_typed_with_a_chinese_keyboard_is_named_with_what_to_type(tag: str, cure: str) -> None:
    (fault,) = refusal(template_of("前文", tag)).faults
    assert (fault.field, fault.value) == (tag, tag)
    assert cure in fault.cure


def test_a_statement_misspelt_in_its_part_is_still_one_of_a_pair() -> None:
    faults = refusal(template_of("{%pif 抄送机关 %}", "甲", "{%P endif %}")).faults
    assert [fault.code for fault in faults] == ["wrong-tag", "wrong-tag"]


def test_misspelt_names_are_told_together_with_other_faults() -> None:
    lines = ("{{ 标题 }", "{{ 发文字好 }}", "{%p for 标题项 in 各项 %}", "{{ 标题项 }}", "{%p endfor %}", "{{ 村名 }}")
    codes = [finding.fault.code for finding in check_template(template_of(*lines))]
    assert codes == ["unclosed-tag", "unknown-name"]
    assert len(check_template(template_of(*lines), further=["发文字好"])) == 1


def test_all_missing_values_are_told_at_once_each_with_its_paragraph() -> None:
    lines = ("{{ 村名 }}村", "{{ 户数 }}户", "{{ 备注|default('') }}", "{{ 标题 }}")
    with pytest.raises(TemplateError) as raised:
        Template(template_of(*lines)).render(notice())
    assert {(fault.code, fault.value) for fault in raised.value.faults} == {
        ("missing-value", "{{ 村名 }}村"),
        ("missing-value", "{{ 户数 }}户"),
    }


def test_a_name_is_found_where_it_is_read_not_inside_another() -> None:
    lines = ("{{ 户数 }}", "{%p for 户 in 各户 %}", "{{ 户.村 }}", "{%p endfor %}", "{{ 村 }}")
    found = {finding.fault.message: finding.fault.field for finding in check_template(template_of(*lines))}
    assert found["“村”不是公文要素"] == "{{ 村 }}"


def test_a_choice_alone_in_its_paragraph_is_said_to_leave_a_blank_line() -> None:
    for lines, blank in (
        (("{% if 附注 %}", "甲", "{% endif %}"), 2),
        (("{%p if 附注 %}", "甲", "{%p endif %}"), 0),
        (("一{% for 村 in 各村 %}", "甲", "{% endfor %}"), 0),
    ):
        findings = check_template(template_of("{{ 标题 }}", *lines))
        assert [finding.serious for finding in findings if finding.fault.code == "blank-line"] == [False] * blank


@pytest.mark.parametrize("text", ["方案｛试行｝", "完成率100％｝", "{甲}、{乙}", "集合{1, 2}"])
def test_brackets_that_are_no_tag_are_text(text: str) -> None:
    assert said_in_full(template_of(text, "{{ 标题 }}"))
    assert text in text_of(Template(template_of(text, "{{ 标题 }}")).render(notice()))


_ANCHORED = '<w:r><w:drawing><wp:anchor><wp:docPr id="7" name="标志"/></wp:anchor></w:drawing></w:r>'
_CONTENT = f"<w:txbxContent>{paragraph('红头')}</w:txbxContent>"
_BOX = f"<w:r><w:pict><v:shape><v:textbox>{_CONTENT}</v:textbox></v:shape></w:pict></w:r>"


@pytest.mark.parametrize(
    ("beside", "word"),
    [(_ANCHORED, "图片或文本框"), (_BOX, "图片或文本框"), ('<w:r><w:footnoteReference w:id="2"/></w:r>', "脚注")],
    ids=["picture", "text box", "footnote"],
)
def test_what_would_vanish_with_the_paragraph_of_a_tag_is_named(beside: str, word: str) -> None:
    (fault,) = refusal(template_of(paragraph("{{p 版头标注 }}", beside), "{{p 正文 }}")).faults
    assert (fault.code, fault.field, fault.value) == ("not-alone", "{{p 版头标注 }}", "{{p 版头标注 }}")
    assert word in fault.message


def test_the_end_of_a_section_would_vanish_with_the_paragraph_of_a_tag() -> None:
    ends = "<w:pPr><w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr></w:pPr>"
    (fault,) = refusal(template_of(f"<w:p>{ends}{run('{{p 正文 }}')}</w:p>")).faults
    assert (fault.code, "分节符" in fault.message) == ("not-alone", True)


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_loop_written_into_the_row_that_it_should_repeat_is_named() -> None:
    row = ("{%tr for 户 in 各户 %}", "{{ 户.姓名 }}", "{%tr endfor %}")
    faults = refusal(template_of(_table(row))).faults
    assert [(fault.code, fault.field) for fault in faults] == [("not-alone", row[0]), ("not-alone", row[2])]
    assert "独占一行" in faults[0].cure


def test_a_tag_for_rows_outside_a_table_is_named() -> None:
    faults = refusal(template_of("{%tr for 户 in 各户 %}", "{{ 户.姓名 }}", "{%tr endfor %}")).faults
    assert [fault.code for fault in faults] == ["wrong-tag", "wrong-tag"]
    assert "{%p" in faults[0].cure


def _mutations(seed: int) -> Iterator[bytes]:
    """Templates broken at random: tags cut, doubled, crossed, misspelt, in random company."""
    chance = random.Random(seed)
    broken = chance.choice(BROKEN_TAGS)
    lines = [line for line in RIGHT if chance.random() < 0.8 or "if" in line]
    lines.insert(chance.randrange(len(lines) + 1), f"第{seed}段" + broken)
    yield template_of(*(_cut(line, chance) for line in lines))
    lines = list(RIGHT)
    index = chance.choice([2, 4])
    lines.pop(index)
    yield template_of(*(_cut(line, chance) for line in lines))
    index = chance.choice([0, 1, 2, 4, 5])
    victim = RIGHT[index]
    place = chance.randrange(1, len(victim))
    mutated = victim[:place] + chance.choice(["{", "}", "%", "(", "|", "'"]) * chance.choice([1, 2]) + victim[place:]
    yield template_of(*RIGHT[:index], mutated, *RIGHT[index + 1 :])


def _cut(line: str, chance: random.Random) -> str:
    places = sorted(chance.sample(range(len(line) + 1), k=min(2, len(line))))
    pieces = [line[: places[0]], line[places[0] : places[-1]], line[places[-1] :]]
    return paragraph(*[piece for piece in pieces if piece])


@pytest.mark.parametrize("seed", range(170))
def test_a_template_broken_at_random_is_refused_or_rendered(seed: int) -> None:
    first, second, third = _mutations(seed)
    assert names_paragraph_and_tag(refusal(first))
    assert names_paragraph_and_tag(refusal(second))
    assert said_in_full(third)  # some of these are templates still


def _cut_xml(seed: int) -> bytes:
    chance = random.Random(seed)
    files = members(shipped_template("通知"))
    name = chance.choice(["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
    content = files[name]
    place = chance.randrange(1, len(content) - 10)
    files[name] = content[:place] + content[place + chance.randrange(1, 40) :] if seed % 2 else content[:place]
    return package(files)


@pytest.mark.parametrize("seed", range(120))
def test_cut_xml_is_a_template_error_or_harmless(seed: int) -> None:
    assert said_in_full(_cut_xml(seed))


@pytest.mark.parametrize("seed", range(120))
def test_a_cut_or_flipped_file_is_a_template_error_or_harmless(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(shipped_template("请示"))
    if seed % 2:
        del content[chance.randrange(len(content)) :]
    else:
        for _ in range(5):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    assert said_in_full(bytes(content))


def _encrypted() -> bytes:
    """The head of a compound file, as Word writes a document that has a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<16x5H", 62, 3, 0xFFFE, 9, 6) + bytes(480)


def _zip_with_password() -> bytes:
    content = bytearray(template_of("{{ 标题 }}"))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flag] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def _macros(type_only: bool) -> bytes:
    files: dict[str, str | bytes] = dict(members(template_of("{{ 标题 }}")))
    if type_only:
        plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
        types = files["[Content_Types].xml"]
        assert isinstance(types, bytes)
        files["[Content_Types].xml"] = types.replace(plain, b"vnd.ms-word.document.macroEnabled.main")
    else:
        files["word/vbaProject.bin"] = b"x"
    return package(files)


def _strict() -> bytes:
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    files = members(template_of("{{ 标题 }}"))
    return package({name: content.replace(transitional, strict) for name, content in files.items()})


def _xlsx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("xl/workbook.xml", "<workbook/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "not-a-docx", "不是 .docx"),
        (b"{{ title }}", "not-a-docx", "不是 .docx"),
        (_xlsx(), "not-a-docx", "没有 Word 正文"),
        (_encrypted(), "not-a-docx", "密码"),
        (_zip_with_password(), "broken-part", "读不出来"),
        (_macros(True), "macros", "宏"),
        (_macros(False), "macros", "宏"),
        (_strict(), "broken-part", "Strict"),
        (template_of("{{ 标题 }}" * 6000), "suspicious-package", "标签太多"),
    ],
    ids=["empty", "text", "xlsx", "password", "zip-password", "docm", "vba", "strict", "tags"],
)
def test_what_is_no_template_is_refused(content: bytes, code: str, word: str) -> None:
    (fault,) = refusal(content).faults
    assert fault.code == code
    assert word in fault.message


def test_a_word_template_file_may_be_a_template_and_makes_documents() -> None:
    files: dict[str, str | bytes] = dict(members(template_of("{{ 标题 }}")))
    types = files["[Content_Types].xml"]
    assert isinstance(types, bytes)
    files["[Content_Types].xml"] = types.replace(b"document.main", b"template.main")
    rendered = Template(package(files)).render(notice())
    assert b"document.main" in members(rendered)["[Content_Types].xml"]


@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"])
def test_parts_in_utf_16_are_read(name: str) -> None:
    files: dict[str, str | bytes] = dict(members(shipped_template("通知")))
    text = files[name]
    assert isinstance(text, bytes)
    files[name] = text.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    usual = Template(shipped_template("通知")).render(notice())
    assert canonical(members(Template(package(files)).render(notice()))[name]) == canonical(members(usual)[name])


def test_tags_of_a_header_are_filled_in_whose_target_counts_from_the_root() -> None:
    files = dict(members(template_of("甲", header="{{ 标题 }}")))
    relations = "word/_rels/document.xml.rels"
    files[relations] = files[relations].replace(b'Target="header1', b'Target="/word/header1')
    assert text_of(Template(package(files)).render(notice()), "word/header1.xml") == notice().title


def test_all_faults_come_in_one_report() -> None:
    faults = refusal(template_of("{{ 标题 }", "{% iff 甲 %}", "{{p 标题 }}", "{%p endif %}")).faults
    assert [fault.code for fault in faults] == ["unclosed-tag", "template-syntax", "wrong-tag", "unmatched-tag"]


def test_a_missing_value_is_named_with_the_nearest_name() -> None:
    (fault,) = refusal(template_of("致{{ 主送机构 }}：")).faults
    assert (fault.code, fault.field, fault.value) == ("missing-value", "{{ 主送机构 }}", "致{{ 主送机构 }}：")
    assert "主送机关" in fault.cure


def test_a_missing_part_of_a_value_is_named() -> None:
    (fault,) = refusal(template_of("{%p for 村 in 各村 %}", "{{ 村.村民 }}", "{%p endfor %}")).faults
    assert fault.code == "missing-value"
    assert "村民" in fault.message
    assert fault.value == "{{ 村.村民 }}"


def test_a_sum_that_cannot_be_is_named_with_its_paragraph() -> None:
    (fault,) = refusal(template_of("甲", "得{{ 1 / 0 }}")).faults
    assert (fault.code, fault.field, fault.value) == ("template-failed", "{{ 1 / 0 }}", "得{{ 1 / 0 }}")
