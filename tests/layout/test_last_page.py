"""版记 on a page of its own: the page is turned before it where a table stands near, and only there."""

from __future__ import annotations

from gongwen.layout import Layout, lay_out
from gongwen.layout.blocks import ParagraphBlock
from gongwen.layout.pages import pages_of
from gongwen.standard.roles import Role
from tests.strategies import notice

LINE = "国" * 20
TABLE = {"type": "table", "header": ["村名", "护林员"], "rows": [["上坝村", "周海燕"]] * 12}
COLOPHON = {"cc": "县林业局", "printer": "青山镇党政办公室", "print_date": "2026-03-03"}


def _is_turned(layout: Layout) -> bool:
    anchors = [
        block for block in layout.blocks if isinstance(block, ParagraphBlock) and block.role is Role.COLOPHON_ANCHOR
    ]
    return any(anchor.placement.page_break for anchor in anchors)


def _has_colophon_alone(layout: Layout) -> bool:
    last = pages_of(layout)[-1]
    return all(getattr(one.block, "role", None) in _COLOPHON_ROLES for one in last.placed)


_COLOPHON_ROLES = {Role.COLOPHON_ANCHOR, Role.COLOPHON_CC, Role.COLOPHON_PRINTER}


def _layouts(*body: object) -> list[Layout]:
    return [lay_out(notice(body=[*[LINE] * lines, *body], **COLOPHON)) for lines in range(1, 24)]


def test_the_page_is_turned_wherever_the_colophon_stands_alone_below_a_table() -> None:
    layouts = _layouts(TABLE)
    alone = [_has_colophon_alone(layout) for layout in layouts]
    assert [_is_turned(layout) for layout in layouts] == alone
    assert True in alone
    assert False in alone


def test_the_page_is_not_turned_for_paragraphs_which_every_program_manages() -> None:
    assert not any(map(_is_turned, _layouts()))


def test_without_a_colophon_there_is_nothing_to_turn_for() -> None:
    assert not any(_is_turned(lay_out(notice(body=[*[LINE] * lines, TABLE]))) for lines in range(1, 24))
