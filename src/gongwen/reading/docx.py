"""A .docx read into the model: its facts, what they are recognised as, and the document that it makes."""

from __future__ import annotations

from gongwen.errors import DocumentError, Fault, GongwenError, InputError
from gongwen.ooxml.custom import CUSTOM_PART, custom_property
from gongwen.ooxml.facts import Facts
from gongwen.ooxml.opened import package_bytes
from gongwen.reading.building import judge
from gongwen.reading.files import Source
from gongwen.reading.kept import NOTHING_KEPT, Kept, read_kept
from gongwen.reading.ledger import Parsed
from gongwen.reading.recognising import is_ours, recognise
from gongwen.reading.unseen import seen_only
from gongwen.rules import grave
from gongwen.standard.vocabulary import KEPT_PROPERTY

__all__ = ["document_in", "read_document", "read_docx"]


def read_docx(docx: Source) -> Parsed:
    """The document in a .docx file, given as a path, bytes or a binary file object; see :func:`read_document`."""
    content, name = package_bytes(docx)
    try:
        return read_document(content)
    except GongwenError as error:
        raise error.at(file=name) from None


def read_document(content: bytes) -> Parsed:
    """The document in a .docx that gongwen wrote, with what the rules find in it.

    Raises :class:`~gongwen.DocumentError` for bytes that are no .docx or a .docx without our styles, and
    :class:`~gongwen.InputError` when what it says is no valid document any more.
    """
    facts = Facts.of(content)
    if not is_ours(facts):
        raise DocumentError(
            Fault(
                "foreign-docx", "这份 .docx 里没有公文样式，不是由 gongwen 生成的", "请从源文件重新生成，或用文字导入"
            )
        )
    return document_in(facts)


def document_in(facts: Facts) -> Parsed:
    """The same of a file of ours that is opened already."""
    found = recognise(facts, _kept(facts))
    fields, hidden = seen_only(found.fields)
    judged = judge(fields)
    if judged.document is None:
        raise InputError([*judged.faults, *grave(judged.findings)])
    return Parsed((judged.document,), (*found.ledger, *hidden), judged.findings)


def _kept(facts: Facts) -> Kept:
    """What the file keeps in its own property; nothing where there is none."""
    if CUSTOM_PART not in facts.opened:
        return NOTHING_KEPT
    root = facts.opened.tree(CUSTOM_PART)
    return NOTHING_KEPT if root is None else read_kept(custom_property(root, KEPT_PROPERTY))
