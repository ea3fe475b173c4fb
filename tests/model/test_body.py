"""正文: paragraphs, sections of four levels, tables, pictures (9704-7.3.3)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from gongwen import InputError, Paragraph, Picture, Section, Table
from gongwen.model import Block, Kind, walk
from tests.model.chinese import is_said_in_chinese, made_or_refused
from tests.strategies import QUIET, bodies, notice, of_kind, some_picture


def section(level: int, heading: str = "甲", *blocks: Any, **others: Any) -> dict[str, Any]:
    return {"type": "section", "level": level, "heading": heading, "blocks": list(blocks), **others}


def refused(*blocks: Any) -> str:
    with pytest.raises(InputError) as error:
        notice(body=["开头。", *blocks])
    assert all(is_said_in_chinese(fault) for fault in error.value.faults)
    return str(error.value)


def test_a_bare_text_is_a_paragraph() -> None:
    assert notice(body=["甲。", {"type": "paragraph", "text": "乙。"}]).body == (
        Paragraph(text="甲。"),
        Paragraph(text="乙。"),
    )


# ---------------------------------------------------------------------------------- sections


@pytest.mark.parametrize("levels", [(1, 2, 3, 4), (1, 3), (1, 4), (2, 4), (3,), (1, 3, 4)])
def test_9704_7_3_3_d_a_section_inside_lies_deeper_and_may_skip_a_level(levels: tuple[int, ...]) -> None:
    inside: tuple[Any, ...] = ("乙。",)
    for level in reversed(levels):
        inside = (section(level, "甲", *inside),)
    made = notice(body=list(inside)).body
    assert [block.level for block in walk(made) if isinstance(block, Section)] == list(levels)


@pytest.mark.parametrize(("outer", "inner"), [(1, 1), (2, 2), (2, 1), (4, 4), (4, 1), (3, 2)])
def test_9704_7_3_3_d_a_section_inside_that_is_not_deeper_is_refused(outer: int, inner: int) -> None:
    said = refused(section(outer, "甲", section(inner, "乙")))
    assert f"第 {outer} 层" in said
    assert f"第 {inner} 层" in said


@pytest.mark.parametrize("level", [0, 5, -1])
def test_9704_7_3_3_d_there_are_four_levels(level: int) -> None:
    assert "层次" in refused(section(level))


def test_9704_7_3_3_d_no_page_can_show_a_deeper_section_beside_the_one_before() -> None:
    """One reads 一、甲（一）乙 as 乙 inside 甲; so a model that has it beside 甲 says what no page says."""
    made = made_or_refused(lambda: notice(body=[section(1, "甲"), section(2, "乙")]))
    assert made is None or made == notice(body=[section(1, "甲", section(2, "乙"))])


@pytest.mark.parametrize(
    ("heading", "run_in", "kept"),
    [
        ("工作要求", True, "工作要求"),
        ("工作要求。", True, "工作要求"),
        (" 工作要求。 ", True, "工作要求"),
        ("怎么办？", True, "怎么办？"),
        ("工作要求", False, "工作要求"),
        (" 工作要求 ", False, "工作要求"),
        ("以此为准。", False, "以此为准。"),
    ],
)
def test_9704_7_3_3_f_a_run_in_heading_loses_the_full_stop_that_closes_it(
    heading: str, run_in: bool, kept: str
) -> None:
    (made,) = notice(body=[section(1, heading, "乙。", run_in=run_in)]).body
    assert isinstance(made, Section)
    assert (made.heading, made.run_in) == (kept, run_in)


@pytest.mark.parametrize("run_in", [True, False])
@pytest.mark.parametrize("heading", ["", "  ", "　"])
def test_9704_7_3_3_f_an_empty_heading_numbers_the_paragraph_itself(heading: str, run_in: bool) -> None:
    (made,) = notice(body=[section(3, heading, "乙。", run_in=run_in)]).body
    assert isinstance(made, Section)
    assert (made.heading, made.run_in, made.blocks) == ("", True, (Paragraph(text="乙。"),))


@pytest.mark.parametrize("first", [[], [section(2, "乙")], [{"type": "table", "rows": [["甲"]]}]])
def test_9704_7_3_3_f_a_heading_runs_into_a_paragraph_and_nothing_else(first: list[Any]) -> None:
    assert "一段文字" in refused(section(1, "甲", *first, run_in=True))
    assert "一段文字" in refused(section(1, "", *first))


def test_a_heading_stands_on_one_line() -> None:
    assert "一行" in refused(section(1, "甲\n乙"))


def test_a_heading_that_was_read_is_read_the_same_again() -> None:
    made = notice(body=[section(1, "甲 。", "乙。", run_in=True)])
    assert notice(body=made.model_dump()["body"]) == made


# ---------------------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"rows": [["甲", "乙"], ["丙"]]}, "第 2 行有 1 格，应有 2 格"),
        ({"header": ["甲", "乙"], "rows": [["丙", "丁", "戊"]]}, "第 1 行有 3 格，应有 2 格"),
        ({"header": ["甲"], "rows": [[]]}, "第 1 行有 0 格，应有 1 格"),
        ({"rows": [[]]}, "没有列"),
        ({"rows": []}, "没有内容"),
        ({"header": [], "rows": []}, "没有内容"),
        ({"rows": [["甲"]], "alignments": ["middle"]}, "left、center、right"),
        ({"rows": [["甲"]], "caption": "甲\n乙"}, "一行"),
    ],
)
def test_a_ragged_or_empty_table_is_refused_with_the_row(table: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        notice(body=["开头。", {"type": "table", **table}])


def test_a_table_without_anything_is_refused() -> None:
    with pytest.raises(InputError):
        Table.read({})


def test_a_table_of_a_header_alone_is_a_table() -> None:
    assert Table(header=("甲", "乙")).width == 2
    assert Table(rows=(("甲", "乙", "丙"),)).width == 3


def test_a_cell_may_be_empty_and_may_have_lines() -> None:
    table = Table.read({"rows": [["", "甲\n乙\t丙"]]})
    assert table.rows == (("", "甲\n乙\t丙"),)


def test_a_table_that_word_cannot_open_is_refused() -> None:
    with pytest.raises(InputError):
        Table.read({"rows": [["甲"] * 64]})


# ---------------------------------------------------------------------------------- walking


@QUIET
@given(bodies())
def test_walking_meets_every_block_once_sections_before_what_they_hold(body: tuple[Block, ...]) -> None:
    waiting, met = list(reversed(body)), []
    while waiting:
        met.append(block := waiting.pop())
        waiting += reversed(block.blocks if isinstance(block, Section) else ())
    assert list(map(id, walk(body))) == list(map(id, met))


def test_a_picture_knows_its_size() -> None:
    facts = Picture(data=some_picture("PNG", 144, 72)).facts
    assert (facts.extension, facts.width_px, facts.height_px) == ("png", 144, 72)
    assert (facts.width_mm, facts.height_mm) == pytest.approx((50.8, 25.4))


# ---------------------------------------------------------------------------------- 出席、请假、列席

LISTS = ("列席：丙", "出席：甲、乙", "请假：丁")
IN_ORDER = ("出席：甲、乙", "请假：丁", "列席：丙")


def test_9704_10_3_d_lists_of_attendance_stand_in_the_order_of_the_standard() -> None:
    made = of_kind(Kind.MINUTES, body=["会议要求。", *LISTS])
    assert made == of_kind(Kind.MINUTES, body=["会议要求。", *IN_ORDER])
    assert [block.text for block in made.body if isinstance(block, Paragraph)] == ["会议要求。", *IN_ORDER]


def test_9704_10_3_d_lists_at_the_end_of_the_last_section_too() -> None:
    for run_in in (False, True):
        made = of_kind(Kind.MINUTES, body=[section(1, "甲", "出席：戊", *LISTS, run_in=run_in)])
        same = ["出席：戊", *IN_ORDER]
        assert made == of_kind(Kind.MINUTES, body=[section(1, "甲", *same, run_in=run_in)])


def test_lists_elsewhere_stay_as_typed() -> None:
    assert notice(body=["甲。", *LISTS]) != notice(body=["甲。", *IN_ORDER])
    assert of_kind(Kind.MINUTES, body=[*LISTS, "甲。"]) != of_kind(Kind.MINUTES, body=[*IN_ORDER, "甲。"])
