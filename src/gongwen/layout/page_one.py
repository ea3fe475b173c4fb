"""What must still stand on page one under 发文机关标志, so that it shows body text (9704-7.3.3-a).

The mark of many agencies is as high as there is room for it; how much that is follows from the lines below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongwen.blocks.block import LayoutBlock, ParagraphBlock, Placement
from gongwen.blocks.ink import ink_above
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.layout.flow import block_height, total_height
from gongwen.layout.titles import title_text
from gongwen.model import Document
from gongwen.model.body import Block, Section
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = ["MOVABLE_RECIPIENTS", "rooms_for_mark"]

MOVABLE_RECIPIENTS = 28 * 5
"""Recipients of so many characters may go to 版记 rather than leave page one without text (9704-7.3.2-c)."""

_ESTIMATE_MARGIN_LINES = 1


def rooms_for_mark(document: Document, number: Sequence[ParagraphBlock], sheet: Stylesheet) -> Iterator[Length]:
    """How high the ink of a mark may be: beside recipients on page one, then without them if they may go elsewhere.

    ``number`` are the lines of 发文字号 and 签发人, placed as under a mark of no size.
    """
    profile = sheet.profile
    page = figures.PAGE_HEIGHT.value - profile.bottom - figures.MARK_TOP.value
    lines = _lines_that_show_text(document.body) + _ESTIMATE_MARGIN_LINES
    rest = page - total_height([*number, *_title(document, sheet)], sheet, exactly=True) - sheet.pitch * lines
    if not document.recipients:
        yield rest - sheet.space_after_title
        return
    text = "，".join(document.recipients) + "："
    yield rest - block_height(ParagraphBlock(Role.RECIPIENTS, (text,), sheet.after_title), sheet)
    if width(text) >= MOVABLE_RECIPIENTS:
        yield rest - sheet.space_after_title


def _title(document: Document, sheet: Stylesheet) -> list[LayoutBlock]:
    text = title_text(document, sheet.title_measure, document.issuers)
    blocks: list[LayoutBlock] = [ParagraphBlock(Role.TITLE, (text,), _title_place(sheet))]
    if document.translation:
        blocks.append(ParagraphBlock(Role.TRANSLATED_TITLE, (document.translation.title,)))
    return blocks


@lru_cache(maxsize=32)
def _title_place(sheet: Stylesheet) -> Placement:
    """Two empty lines under the rule (7.3.1-b)."""
    return Placement(space_before=sheet.two_empty_lines - ink_above(sheet.title_size, sheet.title_line))


def _lines_that_show_text(body: tuple[Block, ...]) -> int:
    """A line of text, and the headings that stand alone over it and stay with it."""
    headings = 0
    while body and isinstance(body[0], Section) and not body[0].run_in:
        headings += 1
        body = body[0].blocks
    return headings + 1
