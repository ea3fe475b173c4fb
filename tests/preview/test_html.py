"""The preview as HTML: self-contained, semantic, complete, the same text every time; text stays text."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

import gongwen
from gongwen.standard.profiles import COMMON, NATIONAL, Fonts
from tests.preview.reading import pages, styles, tree, unspaced
from tests.strategies import some_picture

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
MARKUP = "A&B公司 <试点> {{ 村名 }} {% if x %} </style><script>alert(1)</script> &amp; \"引号\" 'x'"


def example(name: str, *, even: bool = False, preprinted: bool = False) -> str:
    """The preview of one of the examples."""
    return gongwen.to_html(gongwen.load(EXAMPLES[0].with_name(f"{name}.md")), even=even, preprinted=preprinted)


def summary(*body: object, **others: object) -> gongwen.Document:
    """A work summary of this text."""
    return gongwen.Document.read({"kind": "总结", "title": "青山镇春耕工作总结", "body": list(body), **others})


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda source: source.stem)
def test_it_needs_nothing_but_itself(source: Path) -> None:
    text = gongwen.to_html(gongwen.load(source))
    assert text.startswith("<!DOCTYPE html>")
    root = tree(text)
    assert root.get("lang") == "zh-CN"
    assert list(root.iter("script", "link", "iframe", "object", "form")) == []
    addresses = [value for element in root.iter() for name, value in element.items() if name in ("src", "href")]
    assert all(address.startswith("data:image/") for address in addresses)
    assert "url(" not in text
    assert "http" not in re.sub('data:image/[^"]*', "", text)


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda source: source.stem)
def test_the_same_document_gives_the_same_text(source: Path) -> None:
    assert gongwen.to_html(gongwen.load(source)) == gongwen.to_html(gongwen.load(source))


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda source: source.stem)
def test_every_page_has_a_name_and_every_picture_says_what_it_is(source: Path) -> None:
    text = gongwen.to_html(gongwen.load(source))
    shown = pages(text)
    assert [page.name.split("（")[0] for page in shown] == [
        f"第{at}页，共{len(shown)}页" for at in range(1, len(shown) + 1)
    ]
    assert all(image.get("alt") for image in tree(text).iter("img"))


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda source: source.stem)
def test_the_title_is_the_heading_of_the_page(source: Path) -> None:
    document = gongwen.load(source)
    headings = [unspaced(heading.text_content()) for heading in tree(gongwen.to_html(document)).iter("h1")]
    # An order has no title on its page (9704-10.2-c).
    assert headings == ([] if document.form.value == "命令" else [unspaced(document.title)])


def test_headings_stand_for_their_levels() -> None:
    body = {"type": "section", "level": 1, "heading": "做法", "blocks": [
        {"type": "section", "level": 2, "heading": "备耕", "blocks": ["早谋划。"]},
    ]}  # fmt: skip
    root = tree(gongwen.to_html(summary(body)))
    assert [unspaced(element.text_content()) for element in root.iter("h2", "h3")] == ["一、做法", "（一）备耕"]


def test_what_looks_like_markup_stays_text() -> None:
    table = {"type": "table", "header": ["村名<b>", "A&B"], "rows": [["<i>上坝</i>", "{{ 7 }}"]]}
    text = gongwen.to_html(summary(MARKUP, table, title="关于<试点>&推广的总结"))
    root = tree(text)
    assert list(root.iter("script", "b")) == []
    shown = "".join(page.text for page in pages(text))
    for typed in (MARKUP, "村名<b>", "A&B", "<i>上坝</i>", "{{ 7 }}", "关于<试点>&推广的总结"):
        assert unspaced(typed) in shown
    assert root.findtext(".//title") == "关于<试点>&推广的总结"


def test_a_units_font_cannot_leave_the_style_sheet() -> None:
    fonts = Fonts(fangsong='x"}</style><script>y</script>')
    root = tree(gongwen.to_html(summary("春耕。"), profile=replace(NATIONAL, name="某镇", fonts=fonts)))
    assert list(root.iter("script")) == []
    assert len(list(root.iter("style"))) == 1


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda source: source.stem)
def test_it_says_all_that_the_docx_says(source: Path) -> None:
    import docx  # noqa: PLC0415 - only this test opens a .docx

    document = gongwen.load(source)
    body = docx.Document(io.BytesIO(gongwen.render(document))).element.body
    said = unspaced("".join(node.text or "" for node in body.iter("{*}t")))
    shown = "".join(
        line.text for page in pages(gongwen.to_html(document)) for line in page.lines if line.role != "folio"
    )
    mark = document.mark if document.form.value == "信函" else ""  # it stands in a part of its own
    assert sorted(shown) == sorted(said + mark)


# ---------------------------------------------------------------------------------- pages


def test_the_sheets_are_a4() -> None:
    for page in pages(example("notice_wide_table")):
        size = styles(page.element)
        landscape = "landscape" in page.element.get("class").split()
        assert (size["width"], size["height"]) == (("297mm", "210mm") if landscape else ("210mm", "297mm"))


def test_the_folio_stands_right_on_odd_pages_and_left_on_even_ones() -> None:
    sides = [
        styles(folio).get("text-align", "right")
        for page in pages(example("notice"))
        for folio in page.element.find_class("folio")
    ]
    assert sides == ["right", "left"]


def test_a_letter_has_no_folio_on_page_one() -> None:
    first, second = pages(example("letter"))
    assert first.element.find_class("folio") == []
    assert [folio.text_content() for folio in second.element.find_class("folio")] == ["— 2 —"]


def test_a_blank_page_before_an_even_one_says_so_and_has_no_number() -> None:
    shown = pages(example("notice_wide_table", even=True))
    blank = [page for page in shown if "空白" in page.name]
    for page in blank:
        assert page.lines == ()
        assert page.element.find_class("folio") == []
    last = next(page for page in shown if "抄送" in page.text)
    assert shown.index(last) % 2 == 1


def test_on_preprinted_paper_nothing_is_red() -> None:
    assert "#f00" in example("public_notice")
    root = tree(example("public_notice", preprinted=True))
    red = root.xpath("//*[local-name()='path'][@stroke='#f00'] | //*[contains(@class, 'mark')]")
    assert red == []


def test_a_long_table_repeats_its_heading_row_on_every_page() -> None:
    rows = [[f"第{number}村", "120"] for number in range(60)]
    text = gongwen.to_html(summary({"type": "table", "header": ["村名", "面积（亩）"], "rows": rows}))
    tables = [table for page in pages(text) for table in page.element.iter("table")]
    assert len(tables) == 3
    for table in tables:
        assert [cell.text_content() for cell in table.iter("th")] == ["村名", "面积（亩）"]
        assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col"]
    shown = [row[0].text_content() for table in tables for row in table.iter("tr") if row[0].tag == "td"]
    assert shown == [row[0] for row in rows]


@pytest.mark.parametrize("profile", [NATIONAL, COMMON], ids=lambda profile: profile.name)
def test_a_page_of_text_has_22_lines(profile: gongwen.Profile) -> None:
    shown = pages(gongwen.to_html(summary(*["做好春耕备耕工作。"] * 60), profile=profile))
    assert [len([line for line in page.lines if line.role == "body"]) for page in shown][1] == 22


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page() -> None:
    for lines in range(15, 24):
        section = {"type": "section", "level": 1, "heading": "做法", "blocks": ["早谋划，早安排。"]}
        for page in pages(gongwen.to_html(summary(*["春耕。"] * lines, section))):
            assert "heading-1" not in [line.role for line in page.lines if line.role != "folio"][-1:]


def test_what_no_page_holds_is_not_pushed_on_for_ever() -> None:
    sections: dict[str, object] = {"type": "section", "level": 1, "heading": "题" * 700, "blocks": ["完。"]}
    shown = pages(gongwen.to_html(summary("始。", sections)))
    assert unspaced("".join(page.text for page in shown)).count("题") == 700


def test_a_picture_and_a_seal_are_inside_the_text() -> None:
    picture = {"type": "picture", "data": some_picture(), "caption": "巡查路线"}
    root = tree(gongwen.to_html(summary(picture)))
    (image,) = root.iter("img")
    assert image.get("src").startswith("data:image/png;base64,")
    seals = tree(example("notice")).find_class("s")
    assert [seal.tag for seal in seals] == ["img"]
    assert styles(seals[0])["width"] == "42mm"


def test_a_second_script_says_its_language() -> None:
    translation = {"locale": "ug", "title": "ئۇقتۇرۇش", "issuer": "ھۆكۈمەت"}
    notice = gongwen.Document.read({
        "kind": "通知", "issuers": "青山镇人民政府", "number": "青政发〔2026〕8号", "title": "关于春耕的通知",
        "recipients": "各村民委员会", "body": ["如下。"], "date": "2026-03-02", "translation": translation,
    })  # fmt: skip
    spans = [span for span in tree(gongwen.to_html(notice)).iter("span") if span.get("lang")]
    assert {span.get("lang") for span in spans} == {"ug"}
    assert {span.get("dir") for span in spans} == {"rtl"}


def test_an_unknown_profile_is_refused_as_by_render() -> None:
    with pytest.raises(gongwen.InputError):
        gongwen.to_html(summary("春耕。"), profile="没有的版面")
