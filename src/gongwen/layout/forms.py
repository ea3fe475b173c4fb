"""What letters, orders and minutes have of their own, asked by the form of a document.

Three of the five forms are rare: the module of each loads with the first document that has it, not with every process.
"""

from __future__ import annotations

from gongwen.blocks.block import LayoutBlock, ParagraphBlock
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.layout.head import head_blocks, space_after_head
from gongwen.layout.signature import notes_blocks, signature_blocks
from gongwen.model import Document, Form
from gongwen.standard.units import Length

__all__ = ["attendance_lists", "first_header", "head_of_form", "signature_of_form", "space_below_head"]


def head_of_form(document: Document, sheet: Stylesheet) -> list[LayoutBlock]:
    """版头 as the form has it, above the title."""
    if document.form is Form.LETTER:
        from gongwen.layout.letter import letter_number  # noqa: PLC0415 - see the head of the module

        return letter_number(document, sheet)
    if document.form is Form.ORDER:
        from gongwen.layout.order import order_head  # noqa: PLC0415

        return order_head(document, sheet)
    if document.form is Form.MINUTES:
        from gongwen.layout.minutes import minutes_head  # noqa: PLC0415

        return minutes_head(document, sheet)
    return head_blocks(document, sheet)


def first_header(document: Document, sheet: Stylesheet) -> tuple[ParagraphBlock, ...]:
    """What stands in the header of page one: the mark of a letter."""
    if document.form is not Form.LETTER:
        return ()
    from gongwen.layout.letter import letter_header  # noqa: PLC0415

    return letter_header(document, sheet)


def space_below_head(form: Form, labels: int, sheet: Stylesheet) -> Length:
    """The room between 版头 and what comes next: the title, or the text of an order, which has none.

    ``labels`` is how many lines of 份号, 密级 and 紧急程度 there are.
    """
    if form is Form.ORDER:
        from gongwen.layout.order import space_before_order_text  # noqa: PLC0415

        return space_before_order_text(sheet)
    if form is Form.LETTER:
        from gongwen.layout.letter import space_before_letter_title  # noqa: PLC0415

        return space_before_letter_title(sheet, labels)
    return space_after_head(sheet, red_head=form is not Form.PLAIN, labels=labels)


def attendance_lists(document: Document, body: list[LayoutBlock], sheet: Stylesheet) -> list[LayoutBlock]:
    """The lists of who attended, taken out of the body of minutes."""
    if document.form is not Form.MINUTES:
        return []
    from gongwen.layout.minutes import take_attendance  # noqa: PLC0415

    return take_attendance(body, sheet)


def signature_of_form(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    """署名, seals and date as the form has them, and 附注."""
    if document.form is Form.ORDER:
        from gongwen.layout.order import order_signature  # noqa: PLC0415

        return order_signature(document, sheet) + notes_blocks(document)
    if document.form is Form.MINUTES and not (document.signatories or document.seals):
        # Minutes are not signed as a rule (AMB-10); their date stands over the red rule.
        return notes_blocks(document)
    return signature_blocks(document, sheet)
