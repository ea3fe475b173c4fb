"""The whole document: 版头, 主体, 版记 in the order of the text, and the decisions that join them.

Two decisions look at the page as a whole: whether 主送机关 must go to 版记 so that page one shows body text
(9704-7.3.2-c), and how much text must stay with the signature so that it never stands alone (9704-7.3.5.1-d).
"""

from __future__ import annotations

from collections.abc import Callable

from gongwen.errors import Fault, InputError
from gongwen.layout.attachments import attachment_blocks, attachment_note
from gongwen.layout.blocks import Layout, LayoutBlock, ParagraphBlock, Placement, Run
from gongwen.layout.body import body_blocks
from gongwen.layout.colophon import colophon_blocks, colophon_height
from gongwen.layout.flow import block_height
from gongwen.layout.head import head_blocks, head_remarks, labels_above_mark, space_after_head
from gongwen.layout.letter import letter_header, letter_number, space_before_letter_title
from gongwen.layout.minutes import minutes_head, take_attendance
from gongwen.layout.order import order_head, order_signature, space_before_order_text
from gongwen.layout.signature import notes_blocks, seal_overhang, signature_blocks
from gongwen.layout.signers import shows_signers
from gongwen.layout.stylesheet import Stylesheet, stylesheet
from gongwen.layout.text import width
from gongwen.layout.titles import title_text
from gongwen.layout.together import keep_text_with, with_room_below
from gongwen.model import Document, Form
from gongwen.standard import figures
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["lay_out"]

_ESTIMATE_MARGIN_LINES = 1
# Recipients shorter than this (in characters) cannot push the body off page one, so nothing need be reckoned.
_SAFE_RECIPIENTS = 28 * 5


def lay_out(document: Document, profile: Profile = NATIONAL) -> Layout:
    """Lay a document out: every block with its place on the page.

    The layout's remarks say what its form leaves out. Raises :class:`~gongwen.InputError` when recipients and cc are
    so many that no page holds them.
    """
    sheet = stylesheet(profile)
    remarks = _remarks(document)
    blocks = _HEADS[document.form](document, sheet)
    remarks += head_remarks(blocks)
    body = body_blocks(document.body, sheet)
    attendance = take_attendance(body, sheet) if document.form is Form.MINUTES else []
    moved = False
    if document.form is Form.ORDER:
        _push_down(body, space_before_order_text(sheet), sheet)
    else:
        blocks += _title(document, sheet)
        moved = bool(document.recipients) and _recipients_fill_page_one(document, blocks, sheet)
        if document.recipients and not moved:
            place = Placement(space_before=sheet.space_after_title)
            blocks.append(ParagraphBlock(Role.RECIPIENTS, ("，".join(document.recipients) + "：",), place))
        else:
            _push_down(body, sheet.space_after_title, sheet)
    if moved:
        remarks.append("主送机关过多，首页排不下正文，已移至版记（9704-7.3.2-c）")
    first_of_body = len(blocks)
    blocks += body
    blocks += attachment_note(document.attachments, sheet)
    blocks += attendance
    signature = _signature(document, sheet)
    if signature:
        overhang = seal_overhang(document, sheet) if document.form is not Form.ORDER else Mm(0)
        signature = with_room_below(signature, overhang)
        keep_text_with(signature, blocks, first_of_body, sheet)
        blocks += signature
    blocks += attachment_blocks(document.attachments, sheet)
    colophon = colophon_blocks(document, sheet, recipients_moved=moved)
    if colophon_height(colophon) > figures.TYPE_AREA_HEIGHT.value:
        raise InputError(_too_many_agencies(document, moved=moved))
    if colophon:
        blocks += colophon
        blocks.append(ParagraphBlock(Role.COLOPHON_ANCHOR, ()))
    header = letter_header(document, sheet) if document.form is Form.LETTER else ()
    return Layout(profile, document.form, tuple(blocks), tuple(remarks), header)


_HEADS: dict[Form, Callable[[Document, Stylesheet], list[LayoutBlock]]] = {
    Form.DOCUMENT: head_blocks,
    Form.PLAIN: head_blocks,
    Form.LETTER: letter_number,
    Form.ORDER: order_head,
    Form.MINUTES: minutes_head,
}


def _remarks(document: Document) -> list[str]:
    """What the form leaves out of the page, each with its clause."""
    form = document.form
    remarks = []
    if document.signers and (form is not Form.DOCUMENT or not shows_signers(document)):
        remarks.append(f"{form.value}格式的{document.kind.value}不标签发人，已略去（9704-7.2.6-g）")
    if form is Form.PLAIN and (document.number or document.issuer_mark):
        remarks.append("白头文稿没有版头，不排发文字号和发文机关标志，已略去（9704-7.1-a）")
    if form is Form.LETTER and (document.printer or document.copies):
        remarks.append("信函格式的版记不排印发机关、印发日期和印数，已略去（9704-10.1-k）")
    if form is Form.ORDER:
        remarks.append("命令格式不排标题，标题只记在文件属性里（9704-10.2-c）")
        if document.recipients:
            remarks.append("命令格式不排主送机关，已略去（9704-10.2-c）")
    return remarks


def _too_many_agencies(document: Document, *, moved: bool) -> Fault:
    field, names = ("主送机关", document.recipients) if moved else ("抄送机关", document.cc)
    return Fault(
        "too-many-agencies",
        f"{field}有 {len(names)} 个，首页和版记都排不下",
        "改用同类型机关统称，如“各村民委员会”（9704-7.3.2-d），或把名单作为附件",
        field=field,
    )


def _signature(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    if document.form is Form.ORDER:
        return order_signature(document, sheet) + notes_blocks(document)
    if document.form is Form.MINUTES and not (document.signatories or document.seals):
        # Minutes are not signed as a rule (AMB-10); their date stands over the red rule.
        return notes_blocks(document)
    return signature_blocks(document, sheet)


def _title(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    measure = sheet.profile.text_width / sheet.title_size
    title = title_text(document, measure, document.issuers)
    labels = len(labels_above_mark(document))
    if document.form is Form.LETTER:
        space = space_before_letter_title(sheet, labels)
    else:
        space = space_after_head(sheet, red_head=document.form is not Form.PLAIN, labels=labels)
    blocks = [ParagraphBlock(Role.TITLE, (title,), Placement(space_before=space))]
    if document.translation:
        run = Run(document.translation.title, language=document.translation.locale)
        blocks.append(ParagraphBlock(Role.TRANSLATED_TITLE, (run,)))
    return blocks


def _push_down(body: list[LayoutBlock], space: Length, sheet: Stylesheet) -> None:
    """Without recipients the body itself stands one empty line under the title."""
    first = body[0]
    if isinstance(first, ParagraphBlock):
        body[0] = first._replace(placement=first.placement._replace(space_before=space))
    else:
        body.insert(0, ParagraphBlock(Role.AFTER_TABLE, (), Placement(line=space + sheet.body_above)))


def _recipients_fill_page_one(document: Document, above: list[LayoutBlock], sheet: Stylesheet) -> bool:
    text = "，".join(document.recipients) + "："
    if width(text) < _SAFE_RECIPIENTS:
        return False
    place = Placement(space_before=sheet.space_after_title)
    block = ParagraphBlock(Role.RECIPIENTS, (text,), place)
    page = figures.PAGE_HEIGHT.value - sheet.profile.top - sheet.profile.bottom
    used = sum((block_height(part, sheet) for part in (*above, block)), Mm(0))
    # One line for the body, and one for what the estimate may be off.
    return used + sheet.pitch * (1 + _ESTIMATE_MARGIN_LINES) > page
