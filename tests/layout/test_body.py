"""正文 as blocks: numbers, levels and their typefaces, tables and pictures inside the type area (9704-7.3.3, 8)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import Section, Table
from gongwen.blocks.block import CHOSEN_BREAK, Alignment, LayoutBlock, ParagraphBlock, PictureBlock, Run, TableBlock
from gongwen.blocks.stylesheet import stylesheet
from gongwen.errors import InputError
from gongwen.layout.body import body_blocks
from gongwen.layout.table import table_blocks
from gongwen.model import Block, walk
from gongwen.pages.sheets import landscape_measure
from gongwen.standard import figures
from gongwen.standard.numbering import section_label
from gongwen.standard.profiles import NATIONAL, PROFILES, Face, Profile
from gongwen.standard.roles import HEADING_ROLES, RETURNING_ROLES, Role
from gongwen.standard.units import Mm, Pt
from tests.strategies import bodies, examples, notice, prose, some_picture

SHEET = stylesheet(NATIONAL)
profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def section(level: int, heading: str, *inside: Any, **others: Any) -> dict[str, Any]:
    return {"type": "section", "level": level, "heading": heading, "blocks": list(inside), **others}


def laid(*body: Any, profile: Profile = NATIONAL) -> list[LayoutBlock]:
    return body_blocks(notice(body=list(body)).body, stylesheet(profile))


def shown(*body: Any) -> list[tuple[Role, str]]:
    return [(block.role, block.text) for block in laid(*body) if isinstance(block, ParagraphBlock)]


# ---------------------------------------------------------------------------------- sections


def test_9704_7_3_3_d_sections_are_numbered_by_their_place_at_each_level() -> None:
    body = [
        section(1, "甲", section(2, "乙", section(3, "丙", section(4, "丁")), section(3, "戊")), section(2, "己")),
        section(1, "庚", section(2, "辛")),
        section(1, "壬", section(3, "癸")),
    ]
    assert shown(*body) == [
        (HEADING_ROLES[0], "一、甲"),
        (HEADING_ROLES[1], "（一）乙"),
        (HEADING_ROLES[2], "1.丙"),
        (HEADING_ROLES[3], "（1）丁"),
        (HEADING_ROLES[2], "2.戊"),
        (HEADING_ROLES[1], "（二）己"),
        (HEADING_ROLES[0], "二、庚"),
        (HEADING_ROLES[1], "（一）辛"),
        (HEADING_ROLES[0], "三、壬"),
        (HEADING_ROLES[2], "1.癸"),
    ]


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_9704_7_3_3_d_numbers_go_on_past_ten(level: int) -> None:
    texts = [text for _, text in shown(*(section(level, "甲") for _ in range(23)))]
    assert texts == [f"{section_label(level, number)}甲" for number in range(1, 24)]


def test_a_number_that_was_imported_stands_and_counts() -> None:
    assert [text for _, text in shown(section(1, "甲"), section(1, "乙", label="九、"), section(1, "丙"))] == [
        "一、甲",
        "九、乙",
        "三、丙",
    ]


@pytest.mark.parametrize(("level", "face"), [(1, Face.HEITI), (2, Face.KAITI), (3, Face.FANGSONG), (4, Face.FANGSONG)])
def test_9704_7_3_3_e_each_level_has_its_typeface(level: int, face: Face) -> None:
    (heading, *_) = laid(section(level, "甲", "乙。"))
    assert isinstance(heading, ParagraphBlock)
    assert SHEET.of(heading.role).face is face
    (run_in,) = laid(section(level, "甲", "乙。", run_in=True))
    assert isinstance(run_in, ParagraphBlock)
    opening, text = run_in.runs
    assert opening == Run(f"{section_label(level, 1)}甲。", face, level)
    assert text == "乙。"


@pytest.mark.parametrize(
    ("heading", "opening"),
    [
        ("要求", "一、要求。"),
        ("要求。", "一、要求。"),
        ("怎么办？", "一、怎么办？"),
        ("要快！", "一、要快！"),
        ("要求：", "一、要求："),
        ("要求；", "一、要求；"),
        ("", "一、"),
    ],
)
def test_9704_7_3_3_f_a_full_stop_closes_a_run_in_heading_that_has_no_mark(heading: str, opening: str) -> None:
    assert shown(section(1, heading, "照办。", run_in=True)) == [(Role.BODY, f"{opening}照办。")]


def test_9704_7_3_3_f_a_heading_on_a_line_of_its_own_gets_no_full_stop() -> None:
    assert shown(section(1, "要求", "照办。"))[0] == (HEADING_ROLES[0], "一、要求")


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    assert all(SHEET.of(role).keep_next for role in HEADING_ROLES)


def test_text_after_a_section_says_which_level_it_belongs_to() -> None:
    body = [
        section(
            1,
            "甲",
            "一。",
            section(2, "乙", "二。", section(3, "丙", "三。", section(4, "丁", "四。"), "回三。"), "回二。"),
            "回一。",
        ),
        "回零。",
    ]
    returned = {text: role for role, text in shown(*body) if text.startswith("回")}
    assert returned == {f"回{name}。": RETURNING_ROLES[level] for level, name in enumerate("零一二三")}
    assert [role for role, text in shown(*body) if text in ("一。", "二。", "三。", "四。")] == [Role.BODY] * 4
    for role in RETURNING_ROLES:
        assert SHEET.of(role) == SHEET.of(Role.BODY)


def _unbroken(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells without the turns that keep figures whole."""
    return tuple(cell.replace(CHOSEN_BREAK, "") for cell in cells)


@examples(60)
@given(bodies())
def test_every_block_is_laid_out_in_its_place(body: tuple[Block, ...]) -> None:
    """Text, tables and pictures come out in the order of the model; nothing is added but numbers and full stops."""
    out = body_blocks(body, SHEET)
    tables = [block for block in out if isinstance(block, TableBlock)]
    assert [(_unbroken(table.header), tuple(map(_unbroken, table.rows))) for table in tables] == [
        (block.header, block.rows) for block in walk(body) if isinstance(block, Table)
    ]
    said = "".join(block.text for block in out if isinstance(block, ParagraphBlock))
    at = 0
    for block in walk(body):
        for text in (getattr(block, "heading", None), getattr(block, "caption", None), getattr(block, "text", None)):
            if text:
                at = said.index(text, at) + len(text)
    headings = [block for block in walk(body) if isinstance(block, Section) and not block.run_in]
    assert len([block for block in out if isinstance(block, ParagraphBlock) and block.role in HEADING_ROLES]) == len(
        headings
    )


# ---------------------------------------------------------------------------------- tables

_cells = st.one_of(st.just(""), prose(least=0), st.sampled_from(["1200", "12.5%", "长" * 200]))


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 30))
    row = st.tuples(*[_cells] * width)
    return Table(header=draw(st.just(()) | row), rows=tuple(draw(st.lists(row, min_size=1, max_size=3))))


def the_table(table: Table, profile: Profile = NATIONAL) -> TableBlock:
    (block,) = [block for block in table_blocks(table, stylesheet(profile)) if isinstance(block, TableBlock)]
    return block


@examples(60)
@given(_tables(), st.sampled_from(list(PROFILES.values())))
def test_9704_5_2_1_a_table_fills_the_type_area_and_stays_inside_it(table: Table, profile: Profile) -> None:
    try:
        block = the_table(table, profile)
    except InputError:
        return  # thirty columns may be too many; see test_table
    total = Mm(0)
    for column in block.columns:
        assert column > Mm(0)
        total = total + column
    # A wide table lies on its sheet, whose text is as wide as that of an upright one is high.
    assert total.mm == pytest.approx(156, abs=0.01) or total.mm == pytest.approx(
        landscape_measure(profile).mm, abs=0.01
    )
    assert len(block.columns) == len(block.alignments) == len(block.typed) == table.width
    assert Pt(9) <= block.size <= Pt(14)
    assert block.line.mm == pytest.approx(block.size.mm * 1.5)


def test_a_table_that_fits_is_in_size_4_and_a_wide_one_smaller() -> None:
    assert the_table(Table(rows=(("甲", "乙"),))).size == Pt(14)
    assert the_table(Table(rows=(("云岭县乡村振兴服务中心",) * 5,))).size < Pt(14)


def test_short_texts_and_figures_are_centred_and_long_texts_are_not() -> None:
    table = Table(rows=(("甲", "1,200.50", "长" * 40), ("乙", "-3%", "短")))
    assert the_table(table).alignments == (Alignment.CENTRE, Alignment.CENTRE, Alignment.LEFT)
    assert the_table(table).typed == (False, False, False)


def test_an_alignment_that_was_asked_for_is_kept() -> None:
    table = Table(rows=(("甲", "乙", "丙"),), alignments=("right", None, "left"))
    block = the_table(table)
    assert block.alignments == (Alignment.RIGHT, Alignment.CENTRE, Alignment.LEFT)
    assert block.typed == (True, False, True)


def test_the_caption_stands_above_its_table_and_some_air_below() -> None:
    out = laid("甲。", {"type": "table", "caption": "表1", "rows": [["乙"]]}, "丙。")
    roles = [block.role if isinstance(block, ParagraphBlock) else type(block).__name__ for block in out]
    assert roles == [Role.BODY, Role.TABLE_CAPTION, "TableBlock", Role.AFTER_TABLE, Role.BODY]
    assert SHEET.of(Role.TABLE_CAPTION).keep_next


# ---------------------------------------------------------------------------------- pictures


@profiles
@pytest.mark.parametrize(("width", "height"), [(5000, 10), (10, 5000), (3000, 3000), (20, 20), (442, 400)])
def test_9704_5_2_1_a_picture_stays_inside_the_type_area_and_keeps_its_shape(
    width: int, height: int, profile: Profile
) -> None:
    _, block, _ = laid({"type": "picture", "data": some_picture("PNG", width, height)}, profile=profile)
    assert isinstance(block, PictureBlock)
    assert block.width <= Mm(156)
    assert block.height <= Mm(225)
    assert block.width / block.height == pytest.approx(width / height)
    natural = width / 72 * 25.4
    assert block.width.mm <= natural * (1 + 1e-9)
    if natural <= 156 and height <= 400:
        assert block.width.mm == pytest.approx(natural)


def test_a_caption_stays_with_its_picture() -> None:
    _, picture, caption = laid({"type": "picture", "data": some_picture(), "caption": "图1"})
    assert isinstance(picture, PictureBlock)
    assert picture.keep_next
    assert isinstance(caption, ParagraphBlock)
    assert (caption.role, caption.text) == (Role.PICTURE_CAPTION, "图1")


@profiles
def test_9704_5_2_1_blank_lines_that_go_with_a_picture_hold_it_inside_the_type_area(profile: Profile) -> None:
    above, picture, below = laid({"type": "picture", "data": some_picture()}, profile=profile)
    assert isinstance(picture, PictureBlock)
    assert isinstance(above, ParagraphBlock)
    assert isinstance(below, ParagraphBlock)
    assert above.placement.keep_next
    assert picture.keep_next
    assert above.placement.line is not None
    assert below.placement.line is not None
    assert profile.top + above.placement.line >= figures.TYPE_AREA_TOP
    foot = figures.PAGE_HEIGHT.value - profile.bottom
    assert (foot - below.placement.line).mm <= figures.TYPE_AREA_BOTTOM.mm + 1e-9
