"""What the parts of a .docx say: the sheet, the styles, the folio, fonts and colours, each with its clause."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree

from gongwen import render
from gongwen.blocks.block import Alignment, ParagraphBlock
from gongwen.layout import lay_out
from gongwen.ooxml.units import twips
from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.standard.languages import LANGUAGES
from gongwen.standard.profiles import PROFILES
from gongwen.standard.roles import HEADING_ROLES, LEVEL_STYLE_NAMES, Role
from tests.strategies import notice, some_picture
from tests.write.catalogue import catalogued, profile_of
from tests.write.opened import W, members, paragraphs, style_names, tree, trees

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def value(element: etree._Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(f"{W}{name}")


def style(content: bytes, name: str) -> etree._Element:
    (found,) = [
        element
        for element in tree(content, "word/styles.xml").iter(f"{W}style")
        if value(element.find(f"{W}name")) == name
    ]
    return found


# ---------------------------------------------------------------------------------- the sheet


@pytest.mark.parametrize(
    ("profile", "margins"), [("国标", ("1960", "1474", "1847", "1587")), ("通行", ("2098", "1474", "1984", "1587"))]
)
def test_9704_5_2_1_the_sheet_is_a4_with_the_margins_of_the_profile(
    profile: str, margins: tuple[str, str, str, str]
) -> None:
    (section,) = tree(render(notice(), profile=profile)).iter(f"{W}sectPr")
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (value(size, "w"), value(size, "h"), value(size, "orient")) == ("11906", "16838", None)
    assert tuple(value(margin, side) for side in ("top", "right", "bottom", "left")) == margins
    assert value(margin, "gutter") == "0"


@pytest.mark.parametrize("profile", PROFILES)
def test_9704_5_2_3_lines_are_exact_and_no_grid_moves_them(profile: str) -> None:
    content = render(notice(), profile=profile)
    spacing = style(content, Role.BODY.value).find(f"{W}pPr/{W}spacing")
    assert (value(spacing, "line"), value(spacing, "lineRule")) == ({"国标": "592", "通行": "579"}[profile], "exact")
    assert value(style(content, Role.BODY.value).find(f"{W}rPr/{W}spacing")) == "-5"
    assert not list(tree(content).iter(f"{W}docGrid"))


def test_9704_7_5_d_odd_pages_have_the_folio_at_the_right_and_even_ones_at_the_left() -> None:
    content = render(notice())
    assert tree(content, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    kinds = [value(reference, "type") for reference in tree(content).iter(f"{W}footerReference")]
    assert kinds == ["default", "even"]
    for number, side in ((1, "right"), (2, "left")):
        (paragraph,) = tree(content, f"word/footer{number}.xml").iter(f"{W}p")
        assert value(paragraph.find(f"{W}pPr/{W}jc")) == side
        # In twips: Word would count characters of the default size.
        indent = paragraph.find(f"{W}pPr/{W}ind")
        assert value(indent, side) == "280"
        assert value(indent, f"{side}Chars") is None
        assert "".join(text.text or "" for text in paragraph.iter(f"{W}t")) == "— 1 —"
        assert [text.text for text in paragraph.iter(f"{W}instrText")] == [" PAGE "]
    assert not list(tree(content).iter(f"{W}pgNumType"))


# ---------------------------------------------------------------------------------- styles


@pytest.mark.parametrize("profile", PROFILES)
def test_every_role_is_a_named_style(profile: str) -> None:
    names = Counter(style_names(render(notice(), profile=profile)).values())
    for name in (*(role.value for role in Role), *LEVEL_STYLE_NAMES):
        assert names[name] == 1


@pytest.mark.parametrize("name", catalogued())
def test_every_paragraph_has_a_style_of_ours(name: str) -> None:
    content = render(catalogued()[name], profile=profile_of(name))
    ours = {role.value for role in Role}
    assert {found for found, _ in paragraphs(content)} <= ours


def test_9704_5_2_2_default_type_is_fangsong_of_size_3_in_all_four_slots() -> None:
    defaults = tree(render(notice()), "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    fonts = defaults.find(f"{W}rFonts")
    assert [value(fonts, slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")] == ["仿宋"] * 4
    assert value(defaults.find(f"{W}sz")) == "32"


@pytest.mark.parametrize(
    ("role", "font", "size"),
    [
        (Role.COPY_NUMBER, "仿宋", "32"),
        (Role.SECRECY, "黑体", "32"),
        (Role.URGENCY, "黑体", "32"),
        (Role.MARK, "方正小标宋简体", None),
        (Role.NUMBER, "仿宋", "32"),
        (Role.TITLE, "方正小标宋简体", "44"),
        (Role.RECIPIENTS, "仿宋", "32"),
        (Role.BODY, "仿宋", "32"),
        (HEADING_ROLES[0], "黑体", "32"),
        (HEADING_ROLES[1], "楷体", "32"),
        (HEADING_ROLES[2], "仿宋", "32"),
        (HEADING_ROLES[3], "仿宋", "32"),
        (Role.ATTACHMENT_NOTE, "仿宋", "32"),
        (Role.SIGNATORY, "仿宋", "32"),
        (Role.DATE, "仿宋", "32"),
        (Role.NOTES, "仿宋", "32"),
        (Role.ATTACHMENT_LABEL, "黑体", "32"),
        (Role.ATTACHMENT_TITLE, "方正小标宋简体", "44"),
        (Role.COLOPHON_CC, "仿宋", "28"),
        (Role.COLOPHON_PRINTER, "仿宋", "28"),
        (Role.FOLIO, "宋体", "28"),
    ],
)
def test_9704_every_element_has_its_typeface_and_size(role: Role, font: str, size: str | None) -> None:
    properties = style(render(notice()), role.value).find(f"{W}rPr")
    assert properties is not None
    fonts = properties.find(f"{W}rFonts")
    assert [value(fonts, slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")] == [font] * 4
    assert size is None or value(properties.find(f"{W}sz")) == value(properties.find(f"{W}szCs")) == size


@pytest.mark.parametrize(
    "role", [Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.TITLE, Role.RECIPIENTS, Role.BODY, Role.DATE]
)
def test_9704_5_2_3_nothing_moves_a_character_off_the_grid(role: Role) -> None:
    properties = style(render(notice()), role.value).find(f"{W}pPr")
    assert properties is not None
    for name in ("widowControl", "autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        assert value(properties.find(f"{W}{name}")) == "0"


def test_9704_5_2_1_c_no_mark_hangs() -> None:
    root = tree(render(notice()), "word/styles.xml")
    assert value(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}overflowPunct")) == "0"
    assert len(list(root.iter(f"{W}overflowPunct"))) == 1


def test_15834_5_1_settings_name_the_marks_that_end_and_begin_no_line() -> None:
    root = tree(render(notice()), "word/settings.xml")
    for name, marks in (("noLineBreaksAfter", NEVER_ENDS_LINE), ("noLineBreaksBefore", NEVER_STARTS_LINE)):
        element = root.find(f"{W}{name}")
        assert (value(element, "lang"), value(element)) == ("zh-CN", marks)


@pytest.mark.parametrize("name", ["leftChars", "rightChars"])
def test_no_indent_is_counted_in_characters_but_that_of_first_lines(name: str) -> None:
    for document in catalogued().values():
        for root in trees(render(document)).values():
            assert not [element for element in root.iter(f"{W}ind") if value(element, name) is not None]


@pytest.mark.parametrize("role", [Role.BODY, Role.NOTES, *HEADING_ROLES])
def test_9704_7_3_3_c_the_first_line_is_indented_in_characters_and_in_twips(role: Role) -> None:
    indent = style(render(notice()), role.value).find(f"{W}pPr/{W}ind")
    assert value(indent, "firstLineChars") == "200"
    assert value(indent, "firstLine") == "630"
    assert value(indent, "left") is None


def test_9704_5_2_4_only_marks_and_their_rules_are_red() -> None:
    red: set[str] = set()
    for name, document in catalogued().items():
        content = render(document, profile=profile_of(name))
        names = style_names(content)
        for part, root in trees(content).items():
            for element in root.iter(f"{W}color"):
                assert value(element) == "FF0000"
                owner = next(element.iterancestors(f"{W}style"))
                red.add(f"{part} {names[value(owner, 'styleId') or '']}")
            for border in root.iter(f"{W}top", f"{W}bottom", f"{W}left", f"{W}right", f"{W}insideH", f"{W}insideV"):
                if value(border, "color") == "FF0000":
                    pstyle = next(border.iterancestors(f"{W}pPr")).find(f"{W}pStyle")
                    red.add(f"{part} {names[value(pstyle) or '']} {etree.QName(border).localname}")
                else:
                    assert value(border, "color") in ("000000", None)
    in_styles = {place for place in red if place.startswith("word/styles.xml")}
    assert all(place.endswith("标志") for place in in_styles)
    assert red - in_styles == {
        "word/document.xml 公文发文字号 bottom",
        "word/document.xml 公文发文字号和签发人 bottom",
        "word/document.xml 公文纪要编发 bottom",
        "word/header1.xml 公文信函标志 bottom",
        "word/header1.xml 公文信函线 bottom",
        "word/footer3.xml 公文信函线 bottom",
    }


# ---------------------------------------------------------------------------------- runs


def test_9704_7_3_3_f_only_the_heading_of_a_run_in_section_has_its_typeface() -> None:
    body = [{"type": "section", "level": 2, "heading": "要求", "run_in": True, "blocks": ["各村照办。"]}]
    ((_, paragraph),) = [found for found in paragraphs(render(notice(body=body))) if found[0] == Role.BODY.value]
    shown = [
        (value(run.find(f"{W}rPr/{W}rStyle")), "".join(text.text or "" for text in run.iter(f"{W}t")))
        for run in paragraph.iter(f"{W}r")
    ]
    assert shown == [("GwHeading2Text", "（一）要求。"), (None, "各村照办。")]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_9704_1_c_the_second_script_has_its_font_and_its_language(locale: str) -> None:
    content = render(notice(translation={"locale": locale, "title": "abc", "issuer": "def"}))
    seen = 0
    for name, paragraph in paragraphs(content):
        if name in (Role.TRANSLATED_TITLE.value, Role.TRANSLATED_SIGNATURE.value):
            for run in paragraph.iter(f"{W}r"):
                seen += 1
                assert value(run.find(f"{W}rPr/{W}rFonts"), "cs") == LANGUAGES[locale].font
                assert value(run.find(f"{W}rPr/{W}lang"), "bidi") == locale
                assert (run.find(f"{W}rPr/{W}rtl") is not None) == LANGUAGES[locale].right_to_left
    assert seen == 3


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("seals", [[], [{}]], ids=["unsealed", "sealed"])
def test_9704_1_c_paragraphs_from_right_to_left_are_that_and_keep_their_place_on_the_page(
    locale: str, seals: list[dict[str, object]]
) -> None:
    """In such a paragraph left is where reading begins, so what is left on the page is called right."""
    document = notice(translation={"locale": locale, "title": "abc", "issuer": "def"}, seals=seals)
    places = [
        block.placement
        for block in lay_out(document).blocks
        if isinstance(block, ParagraphBlock) and block.role in (Role.TRANSLATED_TITLE, Role.TRANSLATED_SIGNATURE)
    ]
    second = (Role.TRANSLATED_TITLE.value, Role.TRANSLATED_SIGNATURE.value)
    written = [paragraph for name, paragraph in paragraphs(render(document)) if name in second]
    left, right = ("right", "left") if LANGUAGES[locale].right_to_left else ("left", "right")
    for place, paragraph in zip(places, written, strict=True):
        assert (paragraph.find(f"{W}pPr/{W}bidi") is not None) == LANGUAGES[locale].right_to_left
        indent = paragraph.find(f"{W}pPr/{W}ind")
        for side, length in ((left, place.left), (right, place.right)):
            assert value(indent, side) == (None if length is None else str(twips(length)))
        if place.align is Alignment.LEFT and LANGUAGES[locale].right_to_left:
            assert value(paragraph.find(f"{W}pPr/{W}jc")) == "right"


def test_amb_23_marks_of_both_scripts_stand_in_the_chinese_font_beside_times() -> None:
    content = render(notice(body=["他说“好”——2026年…"]), profile="通行")
    ((_, paragraph),) = [found for found in paragraphs(content) if found[0] == Role.BODY.value]
    fonts = {
        "".join(text.text or "" for text in run.iter(f"{W}t")): value(run.find(f"{W}rPr/{W}rFonts"), "ascii")
        for run in paragraph.iter(f"{W}r")
    }
    assert fonts == {"他说": None, "“": "仿宋", "好": None, "”——": "仿宋", "2026年": None, "…": "仿宋"}
    assert value(style(content, Role.BODY.value).find(f"{W}rPr/{W}rFonts"), "ascii") == "Times New Roman"


# ---------------------------------------------------------------------------------- pictures and properties


def test_a_picture_that_is_used_twice_is_stored_once() -> None:
    picture = {"type": "picture", "data": some_picture()}
    content = render(notice(body=[picture, "甲。", picture], seals=[{"data": some_picture()}]))
    media = [name for name in members(content) if name.startswith("word/media/")]
    assert media == ["word/media/image1.png"]
    assert members(content)[media[0]] == some_picture()
    assert len(list(tree(content).iter(f"{A}blip"))) == 3
    numbers = [drawing.get("id") for drawing in tree(content).iter(f"{WP}docPr")]
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(("width", "height"), [(5000, 10), (10, 5000), (3000, 3000), (20, 20)])
def test_a_picture_keeps_its_shape_and_stays_inside_the_type_area(width: int, height: int) -> None:
    picture = some_picture("PNG", width, height)
    (extent,) = tree(render(notice(body=[{"type": "picture", "data": picture}]))).iter(f"{WP}extent")
    across, down = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    assert 0 < across <= 156 * 36000
    assert 0 < down <= 225 * 36000
    assert across / down == pytest.approx(width / height, rel=0.01)
    if width == height == 20:
        assert across == round(20 / 72 * 25.4 * 36000)


def test_9704_7_3_5_1_e_a_seal_lies_behind_the_text_and_belongs_to_the_date() -> None:
    content = render(notice(seals=[{"data": some_picture(), "diameter": 42, "name": "青山镇印章"}]))
    ((_, paragraph),) = [found for found in paragraphs(content) if found[0] == Role.SEALED_DATE.value]
    (anchor,) = paragraph.iter(f"{WP}anchor")
    assert anchor.get("behindDoc") == "1"
    (extent,) = anchor.iter(f"{WP}extent")
    assert extent.get("cx") == extent.get("cy") == str(42 * 36000)
    (properties,) = anchor.iter(f"{WP}docPr")
    assert properties.get("name") == "青山镇印章"


def test_the_properties_name_title_author_kind_and_the_day_it_was_signed() -> None:
    core = tree(render(notice(title="关于A&B的通知")), "docProps/core.xml")
    said = {etree.QName(child).localname: child.text for child in core}
    assert said == {
        "title": "关于A&B的通知",
        "creator": "青山镇人民政府",
        "category": "通知",
        "language": "zh-CN",
        "created": "2026-03-02T00:00:00Z",
    }


def test_a_document_is_small() -> None:
    assert len(render(notice())) < 12_000


def test_every_member_but_the_pictures_is_xml() -> None:
    for name, document in catalogued().items():
        content = members(render(document, profile=profile_of(name)))
        pictures = {member for member in content if member.startswith("word/media/")}
        assert set(content) - pictures == set(trees(render(document, profile=profile_of(name))))
