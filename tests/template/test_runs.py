"""Word cuts a tag into runs wherever it likes, and puts spelling marks and bookmarks between: the text is the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.template import Template, check_template
from tests.strategies import QUIET
from tests.template.making import members, run, template_of, texts_of

LINES = (
    "致{{ 单位 }}，共{{ 数 }}份：{{ 名单|join('、') }}。",
    "{%p if 有表 %}",
    "附表{% if 数 > 2 %}多{% else %}少{% endif %}，{{ '甲' if 有表 else '乙' }}",
    "{%p endif %}",
    "{%p for 村 in 各村 %}",
    "{{ loop.index }}．{{ 村.村名 }}：{{ 村['户数'] }}户",
    "{%p endfor %}",
)
DATA = {
    "单位": "上坝村民委员会",
    "数": 3,
    "名单": ["甲", "乙"],
    "有表": True,
    "各村": [{"村名": "上坝村", "户数": 326}, {"村名": "A&B <村>", "户数": 2}],
}
WHOLE = texts_of(Template(template_of(*LINES)).render({}, DATA))
NOISE = (
    "",
    "",
    '<w:proofErr w:type="spellStart"/>',
    '<w:proofErr w:type="spellEnd"/><w:proofErr w:type="gramStart"/>',
    '<w:bookmarkStart w:id="{n}" w:name="b{n}"/>',
    '<w:bookmarkEnd w:id="{n}"/>',
    '<w:bookmarkStart w:id="{n}" w:name="_GoBack"/><w:bookmarkEnd w:id="{n}"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
)
PROPERTIES = ("", '<w:rFonts w:hint="eastAsia"/>', '<w:lang w:val="zh-CN"/>', "<w:b/>")


@st.composite
def cut(draw: st.DrawFn, line: str) -> str:
    """A paragraph that says a line, cut into runs at random."""
    places = sorted(draw(st.sets(st.integers(1, len(line) - 1), max_size=len(line))))
    pieces = [line[start:end] for start, end in zip([0, *places], [*places, len(line)], strict=True)]
    xml = []
    for number, piece in enumerate(pieces):
        rsid = draw(st.sampled_from(["", ' w:rsidR="00A77B3E"', ' w:rsidRPr="00DA1C2F" w:rsidR="00A1"']))
        xml.append(run(piece, draw(st.sampled_from(PROPERTIES))).replace("<w:r>", f"<w:r{rsid}>", 1))
        xml.append(draw(st.sampled_from(NOISE)).format(n=100 + number))
    return f'<w:p w:rsidR="00B1" w:rsidRDefault="00C2"><w:pPr><w:rPr/></w:pPr>{"".join(xml)}</w:p>'


@QUIET
@given(st.tuples(*map(cut, LINES)))
def test_tags_cut_at_any_place_render_the_same_text(lines: tuple[str, ...]) -> None:
    rendered = Template(template_of(*lines)).render({}, DATA)
    assert texts_of(rendered) == WHOLE


def test_tags_cut_at_every_place_render_the_same_text() -> None:
    lines = [f"<w:p>{''.join(map(run, line))}</w:p>" for line in LINES]
    assert texts_of(Template(template_of(*lines)).render({}, DATA)) == WHOLE


def _change(kind: str, inside: str) -> str:
    return f'<w:{kind} w:id="9" w:author="甲" w:date="2026-03-02T08:00:00Z">{inside}</w:{kind}>'


def _field(inside: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> REF a </w:instrText></w:r>{separate}{inside}{end}"


PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="图"/></wp:inline></w:drawing></w:r>'
WRAPPERS: dict[str, Callable[[str], str]] = {
    "link": lambda inside: f'<w:hyperlink w:anchor="a">{inside}</w:hyperlink>',
    "control": lambda inside: f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
    "smart tag": lambda inside: f'<w:smartTag w:uri="a" w:element="b">{inside}</w:smartTag>',
    "field": _field,
    "simple field": lambda inside: f'<w:fldSimple w:instr=" REF a ">{inside}</w:fldSimple>',
    "inserted": lambda inside: _change("ins", inside),
    "moved here": lambda inside: _change("moveTo", inside),
    "beside a picture": lambda inside: inside + PICTURE,
    "beside an empty text": lambda inside: inside + '<w:r><w:t xml:space="preserve"></w:t></w:r>',
    "beside a deletion": lambda inside: (
        inside + _change("del", "<w:r><w:delText>{{ 旧 }}{% if 旧 %}{{ 旧</w:delText></w:r>")
    ),
    "beside a text moved away": lambda inside: inside + _change("moveFrom", run("{% if 旧 %}")),
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_tag_cut_anywhere_by_a_link_a_field_or_a_tracked_change_renders_the_same_text(wrapper: str) -> None:
    wrap = WRAPPERS[wrapper]
    line = "甲{{ 单位 }}乙{{ '丙' if 有表 else '丁' }}"
    lines = []
    for cut in range(1, len(line)):
        for end in (min(cut + 3, len(line)), len(line)):
            pieces = [run(piece) for piece in (line[:cut], line[cut:end], line[end:]) if piece]
            lines.append(f"<w:p>{pieces[0]}{wrap(pieces[1])}{''.join(pieces[2:])}</w:p>")
    assert texts_of(Template(template_of(*lines)).render({}, DATA)) == ["甲上坝村民委员会乙丙"] * len(lines)


def test_a_choice_that_begins_in_an_insertion_and_ends_outside_is_whole() -> None:
    line = f"<w:p>{_change('ins', run('{% if 有表 %}甲'))}{run('乙{% endif %}')}</w:p>"
    assert texts_of(Template(template_of(line)).render({}, DATA)) == ["甲乙"]


def test_a_picture_between_the_pieces_of_a_tag_is_kept() -> None:
    xml = members(Template(template_of(f"<w:p>{run('{{ 单')}{PICTURE}{run('位 }}')}</w:p>")).render({}, DATA))
    assert b"<w:drawing>" in xml["word/document.xml"]


def test_a_tracked_change_in_a_paragraph_without_tags_stays() -> None:
    lines = (f"<w:p>{_change('ins', run('新'))}</w:p>", f"<w:p>{_change('ins', run('{{ 单位 }}'))}</w:p>")
    xml = members(Template(template_of(*lines)).render({}, DATA))["word/document.xml"].decode()
    assert xml.count("<w:ins ") == 1


def test_tracked_changes_and_comments_that_every_document_would_carry_are_said() -> None:
    changed = f"<w:p>{_change('ins', run('新'))}</w:p>"
    comment = '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    for line, said in ((changed, True), (comment, True), ("甲", False)):
        codes = {finding.fault.code for finding in check_template(template_of("{{ 标题 }}", line))}
        assert ("tracked-changes" in codes) is said


def test_a_comment_that_loses_one_end_in_a_tag_keeps_no_other_end() -> None:
    line = f'{run("{{ 单")}<w:commentRangeStart w:id="1"/>{run("位 }}")}<w:commentRangeEnd w:id="1"/>'
    xml = members(Template(template_of(f"<w:p>{line}</w:p>")).render({}, DATA))["word/document.xml"].decode()
    assert "commentRange" not in xml


def test_a_bookmark_that_loses_one_end_in_a_tag_is_left_out() -> None:
    line = (
        f'<w:p>{run("{{ 单")}<w:bookmarkStart w:id="1" w:name="a"/>{run("位 }}")}{run("后")}<w:bookmarkEnd w:id="1"/>'
        f'<w:bookmarkStart w:id="2" w:name="b"/>{run("尾")}<w:bookmarkEnd w:id="2"/></w:p>'
    )
    xml = members(Template(template_of(line)).render({}, DATA))["word/document.xml"].decode()
    assert 'w:id="1"' not in xml
    assert xml.count('w:id="2"') == 2
