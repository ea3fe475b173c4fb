"""印发件: what a notice issues or forwards, on pages of its own after the signature (WZ-08).

It has no label and no line in 附件说明; its title and body look as those of a page without a red head.
"""

from __future__ import annotations

from gongwen.blocks.block import LayoutBlock, ParagraphBlock, Placement
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.layout.body import body_blocks
from gongwen.layout.flow import end_of_text, total_height
from gongwen.layout.signature import unsealed_blocks
from gongwen.layout.table_feet import settle_tables
from gongwen.layout.titles import remark_block, title_text
from gongwen.layout.together import keep_text_with, with_room_below
from gongwen.model import IssuedDocument
from gongwen.standard.dates import write_date
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO

__all__ = ["add_issued_documents"]

_ROLES = {Role.SIGNATORY: Role.ISSUED_SIGNATORY, Role.DATE: Role.ISSUED_DATE}


def add_issued_documents(issued: tuple[IssuedDocument, ...], blocks: list[LayoutBlock], sheet: Stylesheet) -> None:
    """Add the issued documents to the blocks before them, each on a new page."""
    for document in issued:
        _add(document, blocks, sheet)


def _add(document: IssuedDocument, blocks: list[LayoutBlock], sheet: Stylesheet) -> None:
    begins = len(blocks)
    blocks.append(ParagraphBlock(Role.SPACER, (), Placement(line=sheet.pitch, page_break=True)))
    title = title_text(document, sheet.title_measure, document.signatories)
    blocks.append(ParagraphBlock(Role.ISSUED_TITLE, (title,)))
    space = sheet.space_after_title
    if document.remark:
        blocks.append(remark_block(Role.ISSUED_REMARK, document.remark))
        space = sheet.space_after_remark
    if document.recipients:
        place = Placement(space_before=space)
        blocks.append(ParagraphBlock(Role.ISSUED_RECIPIENTS, ("，".join(document.recipients) + "：",), place))
    first_of_body = len(blocks)
    body = body_blocks(document.body, sheet, signed=bool(document.signatories or document.date))
    first = body[0]
    if not document.recipients and isinstance(first, ParagraphBlock):
        body[0] = first._replace(placement=first.placement._replace(space_before=space))
    blocks += body
    settle_tables(blocks, sheet, begins)
    date = write_date(document.date) if document.date else ""
    signature = [
        block._replace(role=_ROLES[block.role]) for block in unsealed_blocks(document.signatories, date, sheet)
    ]
    if signature:
        signature = with_room_below(signature, ZERO)
        needed = total_height(signature, sheet)
        end = end_of_text(blocks, sheet)
        keep_text_with(blocks, len(blocks), first_of_body, needed, end, sheet)
        blocks += signature
