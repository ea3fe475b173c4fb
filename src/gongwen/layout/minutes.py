"""纪要格式: the mark like any red head's, a line with office and date, 出席、请假、列席 after the text (9704-10.3)."""

from __future__ import annotations

from gongwen.blocks.block import Alignment, LayoutBlock, ParagraphBlock, Placement, Run, Tab
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.layout.head import labels_above_mark, mark_placements
from gongwen.model import Document
from gongwen.model.attendance import ATTENDANCE
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.dates import write_date
from gongwen.standard.profiles import Face
from gongwen.standard.roles import Role

__all__ = ["minutes_head", "take_attendance"]

_ROLES = {Role.BODY: Role.ATTENDANCE, Role.BODY_LEVEL_0: Role.ATTENDANCE_LEVEL_0}
_LABEL = 3


def minutes_head(document: Document, sheet: Stylesheet) -> list[LayoutBlock]:
    """Labels, the mark, the number, and a line with the office and the date over the red rule.

    The standard lets an office arrange this as it needs (9704-10.3-e); office at the left and date at the right is
    what most do.
    """
    labels = labels_above_mark(document)
    blocks: list[LayoutBlock] = [ParagraphBlock(role, (text,)) for role, text in labels]
    mark_place, number_place = mark_placements(round(width(document.mark), 2), len(labels), sheet.profile)
    blocks.append(ParagraphBlock(Role.MARK, (document.mark,), mark_place))
    rule = number_place.rule_below
    blocks.append(ParagraphBlock(Role.NUMBER, (str(document.number or ""),), number_place._replace(rule_below=None)))
    date = write_date(document.date) if document.date else ""
    side = sheet.body_size * figures.COLOPHON_SIDE.value
    place = Placement(
        space_before=sheet.one_empty_line - (sheet.single_line - sheet.body_size),
        tabs=(Tab(side), Tab(sheet.profile.text_width - side, Alignment.RIGHT)),
        rule_below=rule,
    )
    office = document.printer or "".join(document.issuers[:1])
    blocks.append(ParagraphBlock(Role.ISSUE_LINE, (f"\t{office}\t{date}",), place))
    return blocks


def take_attendance(body: list[LayoutBlock], sheet: Stylesheet) -> list[LayoutBlock]:
    """Take the lists of attendance off the end of the body; they stand under it, or under 附件说明 (10.3-b to d)."""
    lists: list[LayoutBlock] = []
    character = sheet.profile.body_character
    hanging = Placement(
        left=character * (figures.FIRST_LINE_INDENT.value + _LABEL),
        hanging=character * _LABEL,
    )
    while len(body) > 1:
        last = body[-1]
        text = last.text if isinstance(last, ParagraphBlock) and last.role in _ROLES else ""
        if not isinstance(last, ParagraphBlock) or len(last.runs) != 1 or not ATTENDANCE.match(text):
            break
        runs = (Run(text[:2], Face.HEITI), text[2:])
        lists.insert(0, ParagraphBlock(_ROLES[last.role], runs, hanging))
        body.pop()
    if lists:
        space = sheet.one_empty_line - sheet.body_below - sheet.body_above
        first = lists[0]
        assert isinstance(first, ParagraphBlock)
        lists[0] = first._replace(placement=hanging._replace(space_before=space))
    return lists
