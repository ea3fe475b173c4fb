"""Word cuts a tag into runs wherever it likes, and puts spelling marks and bookmarks between: the text is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongwen.template import Template
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


def test_a_bookmark_that_loses_one_end_in_a_tag_is_left_out() -> None:
    line = (
        f'<w:p>{run("{{ 单")}<w:bookmarkStart w:id="1" w:name="a"/>{run("位 }}")}{run("后")}<w:bookmarkEnd w:id="1"/>'
        f'<w:bookmarkStart w:id="2" w:name="b"/>{run("尾")}<w:bookmarkEnd w:id="2"/></w:p>'
    )
    xml = members(Template(template_of(line)).render({}, DATA))["word/document.xml"].decode()
    assert 'w:id="1"' not in xml
    assert xml.count('w:id="2"') == 2
