"""What of a document is the same wherever its text ends: head, title, body, signature and 版记, made for a stylesheet.

One decision looks at page one as a whole: whether 主送机关 must go to 版记 so that the page shows body text
(9704-7.3.2-c).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import ColophonBlock, LayoutBlock, ParagraphBlock, Placement
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.errors import Fault, InputError
from gongwen.layout.attachments import attachment_note
from gongwen.layout.body import body_blocks
from gongwen.layout.colophon import colophon_block, sent_in_copy
from gongwen.layout.flow import line_total, total_height
from gongwen.layout.forms import attendance_lists, head_of_form, signature_of_form, space_below_head
from gongwen.layout.head import head_remarks, labels_above_mark
from gongwen.layout.joint_mark import MOVABLE_RECIPIENTS
from gongwen.layout.signature import seal_overhang
from gongwen.layout.table_feet import settle_tables
from gongwen.layout.titles import below_title, title_blocks
from gongwen.layout.together import with_room_below
from gongwen.model import Document, Form
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length

__all__ = ["Parts", "parts_of"]

_ESTIMATE_MARGIN_LINES = 1


class Parts(NamedTuple):
    """What is the same wherever the text ends: text, signature and 版记, made once for a stylesheet.

    ``blocks`` are head, title, body and 附件说明; ``first_of_body`` is where the body begins; the signature needs so
    much room.
    """

    blocks: tuple[LayoutBlock, ...]
    first_of_body: int
    signature: list[ParagraphBlock]
    needed: Length
    colophon: ColophonBlock | None
    remarks: tuple[str, ...]


def parts_of(document: Document, sheet: Stylesheet) -> Parts:
    """Everything of a document but its attachments' bodies and what is printed with it.

    Raises :class:`~gongwen.InputError` when recipients and cc are so many that no page holds them.
    """
    blocks = head_of_form(document, sheet)
    remarks = head_remarks(blocks)
    body = body_blocks(document.body, sheet, signed=True)
    attendance = attendance_lists(document, body, sheet)
    moved = False
    if document.form is Form.ORDER:
        _push_down(body, space_below_head(document.form, 0, sheet), sheet)
    else:
        place = _title_place(document.form, len(labels_above_mark(document)), sheet)
        blocks += title_blocks(document, sheet, place)
        moved = bool(document.recipients) and _recipients_fill_page_one(document, blocks, sheet)
        if document.recipients and not moved:
            blocks.append(_recipients(document, sheet))
        else:
            _push_down(body, below_title(document, sheet).space_before or ZERO, sheet)
    first_of_body = len(blocks)
    blocks += body
    settle_tables(blocks, sheet)
    blocks += attachment_note(document.attachments, sheet)
    blocks += attendance
    if moved:
        remarks.append("主送机关过多，首页排不下正文，已移至版记（9704-7.3.2-c）")
    colophon = colophon_block(document, sheet, recipients_moved=moved)
    if colophon and colophon.height > figures.TYPE_AREA_HEIGHT.value:
        raise InputError(_too_many_agencies(document, moved=moved))
    signature = _signature_with_room(document, sheet)
    needed = total_height(signature, sheet) if signature else ZERO
    return Parts(tuple(blocks), first_of_body, signature, needed, colophon, tuple(remarks))


def _signature_with_room(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    """The signature in one piece, with what its seals need below it."""
    signature = signature_of_form(document, sheet)
    if not signature:
        return []
    overhang = seal_overhang(document, signature, sheet) if document.form is not Form.ORDER else ZERO
    if overhang > ZERO:
        # A seal keeps to the type area, though lines of text may reach a little below it.
        overhang = overhang + max(sheet.below_last_rule, ZERO)
    return with_room_below(signature, overhang)


def _too_many_agencies(document: Document, *, moved: bool) -> Fault:
    field, names = ("主送机关", document.recipients) if moved else ("抄送机关", sent_in_copy(document))
    return Fault(
        "too-many-agencies",
        f"{field}有 {len(names)} 个，首页和版记都排不下",
        "改用同类型机关统称，如“各村民委员会”（9704-7.3.2-d），或把名单作为附件",
        field=field,
    )


@lru_cache(maxsize=64)
def _title_place(form: Form, labels: int, sheet: Stylesheet) -> Placement:
    return Placement(space_before=space_below_head(form, labels, sheet))


def _push_down(body: list[LayoutBlock], space: Length, sheet: Stylesheet) -> None:
    """Without recipients the body itself stands one empty line under the title or its 题注."""
    first = body[0] if body else None
    if first is None:
        return  # a draft without a body yet
    if isinstance(first, ParagraphBlock):
        body[0] = first._replace(placement=first.placement._replace(space_before=space))
    else:
        body.insert(0, ParagraphBlock(Role.AFTER_TABLE, (), Placement(line=space + sheet.body_above)))


def _recipients(document: Document, sheet: Stylesheet) -> ParagraphBlock:
    return ParagraphBlock(Role.RECIPIENTS, ("，".join(document.recipients) + "：",), below_title(document, sheet))


def _recipients_fill_page_one(document: Document, above: list[LayoutBlock], sheet: Stylesheet) -> bool:
    block = _recipients(document, sheet)
    # Shorter ones cannot push the body off page one, so nothing need be counted.
    if width(block.text) < MOVABLE_RECIPIENTS:
        return False
    page = figures.PAGE_HEIGHT.value - sheet.profile.top - sheet.profile.bottom
    used = total_height((*above, block), sheet, exactly=True)
    # One line for the body, and one for what the estimate may be off.
    wanted = sheet.pitch * (1 + _ESTIMATE_MARGIN_LINES)
    if _is_one_line(document, sheet):
        # Its only line goes where the signature goes.
        wanted = wanted + total_height(signature_of_form(document, sheet), sheet)
    return used + wanted > page


def _is_one_line(document: Document, sheet: Stylesheet) -> bool:
    first, *others = body_blocks(document.body, sheet)
    return not others and isinstance(first, ParagraphBlock) and line_total(first, sheet) == 1
