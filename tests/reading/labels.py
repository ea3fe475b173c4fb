"""A document in the form of the corpus's labels: what it says, as plain values that can be compared.

In: a :class:`~gongwen.Document`, or None for a text that is no 公文. Out: a mapping by the keys of corpus/README.md.
"""

from __future__ import annotations

from typing import Any

from gongwen import Document
from gongwen.model import Attachment, IssuedDocument, Paragraph, Section, Table, walk
from gongwen.model.body import Blocks
from gongwen.standard.kinds import MARK_ENDINGS, Form
from tests.reading.corpus import Labels

__all__ = ["NO_DOCUMENT", "labels_of"]

NO_DOCUMENT: Labels = {"kind": None}
"""The labels of a text that is no 公文."""


def labels_of(document: Document | None) -> Labels:
    """What a document says, in the form of the labels; None stands for a text that is no 公文.

    >>> draft = Document(kind="通知", title="关于防汛值班的通知", body=["一、值班安排。各村两人一班。"], copies=20)
    >>> labels_of(draft)
    {'kind': '通知', 'title': '关于防汛值班的通知', 'copies': 20, 'paragraphs': 1}
    """
    if document is None:
        return dict(NO_DOCUMENT)
    parts: list[Attachment | IssuedDocument] = [*document.attachments, *document.issued]
    found: Labels = {
        "copy_number": document.copy_number,
        "security": "★".join(filter(None, (document.secrecy, document.secrecy_period))),
        "urgency": document.urgency,
        "mark": _mark(document),
        "number": str(document.number) if document.number else None,
        "signers": list(document.signers),
        "title": document.title,
        "remark": document.remark,
        "recipients": list(document.recipients),
        "headings": _headings(document.body),
        "signatories": list(document.signing_agencies),
        "date": document.date.isoformat() if document.date else None,
        "note": document.notes,
        "attachment_names": [attachment.title for attachment in document.attachments],
        "attachments": [_attachment_labels(part) for part in parts if part.body],
        "report_to": list(document.report_to),
        "cc": list(document.cc),
        "archive": document.archive,
        "subject_words": list(document.subject_words),
        "print_office": document.printer,
        "print_date": document.print_date.isoformat() if document.print_date else None,
        "copies": document.copies,
        "paragraphs": _paragraphs(document.body),
        "tables": sum(isinstance(block, Table) for block in walk(document.body)),
    }
    return {"kind": document.kind_name, **{name: value for name, value in found.items() if value}}


def _mark(document: Document) -> str:
    """The mark as it stands on the page; the usual one of a joint document names all its agencies (7.2.4-i)."""
    if document.issuer_mark is None and document.form is Form.DOCUMENT and len(document.issuers) > 1:
        return "".join(document.issuers) + MARK_ENDINGS[Form.DOCUMENT]
    return document.mark


def _attachment_labels(part: Attachment | IssuedDocument) -> Labels:
    headings = _headings(part.body)
    return {"title": part.title, **({"headings": headings} if headings else {})}


def _headings(blocks: Blocks) -> list[list[Any]]:
    return [[block.level, block.heading] for block in walk(blocks) if isinstance(block, Section) and block.heading]


def _paragraphs(blocks: Blocks) -> int:
    """Paragraphs of text: a heading that stands alone is one, a heading that runs in is part of its paragraph."""
    return sum(
        isinstance(block, Paragraph) or (isinstance(block, Section) and not block.run_in) for block in walk(blocks)
    )
