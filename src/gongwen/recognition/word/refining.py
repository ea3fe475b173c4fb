"""What the grammar calls by one name and the page by several, told apart by place and looks.

In: the facts of a file, and the roles of its paragraphs by the grammar. Out: the same with the roles that only some
forms have (letters, minutes, orders, marks of several agencies), and with those of paragraphs that the grammar leaves
out or takes together: cells of a letterhead, a line among the text that is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from gongwen.ooxml.facts import Facts, Paragraph, Table, paragraphs_in
from gongwen.recognition.forms import (
    ADDRESSES_ALONE,
    COPY_NUMBER_ALONE,
    FILE_WORD,
    PRESENT,
    SIGNER,
    UNDER_TITLE,
    end_of_number_before_label,
    forms_of,
    squeezed,
)
from gongwen.standard.roles import Role
from gongwen.text import BLANKS

__all__ = ["Key", "ShownRole", "refined"]

Key = tuple[str, int]
"""The part and the number of a paragraph."""


class ShownRole(NamedTuple):
    """A paragraph and what it shows; ``margin`` is how much better this reading is than the second best.

    ``document`` counts the documents of the file from 0; it is -1 where the text is no 公文.
    """

    paragraph: Paragraph
    role: Role
    margin: float
    document: int


_SAYS = re.compile(r"\w")
_NUMBERS = re.compile(rf"(?:[\u4e00-\u9fff]{{2,12}}〔\d{{4}}〕\d+号[{BLANKS}、，]*){{2,}}")
"""Those of several agencies side by side, of which one is too many (7.2.5-g)."""
_IN_BRACKETS = re.compile(r"[（(【\[].*[）)】\]]")
_OF_FORMS_WITH_TITLE = ("文件", "令", "纪要")
_LATEST_OF_DOCUMENT = frozenset((Role.DATE, Role.STAMP_DATE, Role.NOTES))
_BEFORE_TITLE = frozenset(
    (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.MARK, Role.JOINT_MARK, Role.NUMBER, Role.SIGNERS)
)
_ALIKE = {Role.SIGNATORY: Role.STAMP_SIGNATORY, Role.DATE: Role.STAMP_DATE}


def refined(facts: Facts, found: Mapping[Key, ShownRole], passed_over: Collection[Key]) -> tuple[ShownRole, ...]:
    """The paragraphs with the roles of the page; those ``passed_over`` are known to be no part of a document."""
    documents: dict[int, list[ShownRole]] = {}
    for one in found.values():
        documents.setdefault(one.document, []).append(one)
    made: dict[Key, ShownRole] = {}
    for shown in documents.values():
        for one in _of_document(facts, shown):
            made[one.paragraph.part, one.paragraph.number] = one
    for one in (*_of_cells(facts, made), *_left_over(facts, made, passed_over)):
        made[one.paragraph.part, one.paragraph.number] = one
    return tuple(one for one in made.values() if _SAYS.search(one.paragraph.text) or one.role is Role.PICTURE)


def _of_document(facts: Facts, shown: list[ShownRole]) -> Iterator[ShownRole]:
    """The paragraphs of one document."""
    mark = next((one for one in shown if one.role is Role.MARK), None)
    titled = any(one.role is Role.TITLE for one in shown)
    above = True
    for at, one in enumerate(shown):
        role, text = one.role, one.paragraph.text.strip(BLANKS)
        above = above and role is not Role.TITLE
        if role in (Role.MARK, Role.TITLE) and _NUMBERS.fullmatch(text):
            role = Role.NUMBER
        elif role is Role.MARK:
            role = _mark(facts, one.paragraph)
        elif role is Role.NUMBER and mark is not None and _is_of_letter(facts, mark.paragraph, one.paragraph):
            role = Role.LETTER_NUMBER
        elif role is Role.REMARK and above and titled:
            role = Role.ISSUE_LINE  # what stands under the title of minutes stands over it on their page (10.3)
        elif role is Role.ISSUED_TITLE and UNDER_TITLE.fullmatch(text):
            role = Role.ISSUED_REMARK
        elif role is Role.ATTACHMENT_LABEL and end_of_number_before_label(text):
            role = Role.APART_LABEL
        elif role is Role.BODY and PRESENT.match(text):
            role = Role.ATTENDANCE
        elif role is Role.BODY and at and shown[at - 1].role is Role.TITLE and _names_alone(text):
            role = Role.RECIPIENTS
        elif role is Role.ISSUED_SIGNATORY and not _is_dated(shown, at):
            role = Role.BODY  # names of agencies in a list
        elif mark is not None and not titled:
            role = _ALIKE.get(role, role)  # an order has no title, and its signer's stamp for the agency (10.2)
        yield one if role is one.role else one._replace(role=role)


def _names_alone(text: str) -> bool:
    """Whether a line below the title only names agencies, whatever mark stands where the colon should."""
    return text[-1:] in "。；，.;," and ADDRESSES_ALONE.fullmatch(text[:-1]) is not None


def _mark(facts: Facts, paragraph: Paragraph) -> Role:
    if paragraph.part != facts.opened.main:
        return Role.LETTER_MARK
    return Role.MARK if paragraph.table is None else Role.JOINT_MARK


def _is_of_letter(facts: Facts, mark: Paragraph, number: Paragraph) -> bool:
    """Whether 发文字号 stands on the right below the name of an agency, as only letters have it (10.1-g)."""
    if squeezed(mark.text).endswith(_OF_FORMS_WITH_TITLE):
        return False
    said = facts.paragraph_format(number)
    lead = number.text[: len(number.text) - len(number.text.lstrip(BLANKS))]
    return said.alignment in ("right", "end") or "\t" in lead or len(lead) > _FEWEST_BLANKS


_FEWEST_BLANKS = 6


def _is_dated(shown: list[ShownRole], at: int) -> bool:
    below = next((one.role for one in shown[at:] if one.role is not Role.ISSUED_SIGNATORY), None)
    return below is Role.ISSUED_DATE


def _of_cells(facts: Facts, made: Mapping[Key, ShownRole]) -> Iterator[ShownRole]:
    """The cells of a table that sets out a letterhead or 版记, which are read line by line: each by its own words."""
    for table in _tables(facts.blocks):
        cells = [cell for row in table.rows for cell in row.cells]
        inside = [one for cell in cells for one in paragraphs_in(cell.blocks)]
        known = [one for each in inside if (one := made.get((each.part, each.number))) is not None]
        if not known:
            continue
        joint = any(one.role is Role.JOINT_MARK for one in known)
        for paragraph in inside:
            text = paragraph.text.strip(BLANKS)
            one = made.get((paragraph.part, paragraph.number))
            role = _cell(text, joint=joint) if one is None else one.role
            if role is Role.NUMBER_AND_SIGNERS and not SIGNER.search(text):
                role = Role.NUMBER
            if role is not None and (one is None or role is not one.role):
                yield ShownRole(paragraph, role, known[0].margin, known[0].document)


def _cell(text: str, *, joint: bool) -> Role | None:
    if joint and FILE_WORD.fullmatch(text):
        return Role.JOINT_MARK
    forms = set(forms_of(text)) if text else set()
    return next((role for form, role in _BY_FORM.items() if form in forms), None)


_BY_FORM = {"signer": Role.SIGNERS, "printed": Role.COLOPHON_PRINTER, "copies": Role.COLOPHON_COPIES}


def _tables(blocks: Iterable[object]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Paragraph):
            for box in block.boxes:
                yield from _tables(box.blocks)


def _left_over(facts: Facts, made: Mapping[Key, ShownRole], passed_over: Collection[Key]) -> Iterator[ShownRole]:
    """Lines that the grammar leaves out, which somebody wrote among the others all the same.

    Above the title a number of whichever length is meant for 份号; below the date brackets are meant for 附注; between
    them is text, as everything is where there is no document.
    """
    official = any(one.document >= 0 for one in made.values())
    before: ShownRole | None = None
    waiting: list[Paragraph] = []
    for paragraph in paragraphs_in(facts.blocks):
        key = (paragraph.part, paragraph.number)
        one = made.get(key)
        text = paragraph.text.strip(BLANKS)
        if one is not None:
            if one.role in _BEFORE_TITLE and one.document >= 0:
                yield from (ShownRole(each, Role.COPY_NUMBER, 0.0, one.document) for each in waiting)
            waiting, before = [], one
        elif text and paragraph.table is None and key not in passed_over:
            if not official:
                yield ShownRole(paragraph, Role.BODY, 0.0, -1)
            elif before is None:
                waiting += [paragraph] if COPY_NUMBER_ALONE.fullmatch(text) else []
            elif before.role in _LATEST_OF_DOCUMENT:
                if _IN_BRACKETS.fullmatch(text):
                    yield ShownRole(paragraph, Role.NOTES, 0.0, before.document)
            elif before.role in _OF_TEXT:
                yield ShownRole(paragraph, Role.BODY, 0.0, before.document)


_OF_TEXT = frozenset(
    (Role.RECIPIENTS, Role.BODY, Role.ATTENDANCE, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
)
