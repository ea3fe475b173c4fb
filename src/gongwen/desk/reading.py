"""Whatever somebody has of documents - typed, pasted, a file of any hand - read in one way by every entrance."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gongwen.errors import packages_needed

if TYPE_CHECKING:
    from gongwen.reading.files import Files
    from gongwen.recognition import Balance, ParsedDocument, Reading

__all__ = ["balance_of", "read_any", "told_of_document", "told_of_reading"]


def read_any(content: bytes, *, files: Files | None = None) -> Reading:
    """The documents in a text of any encoding, in a source with its head, or in a file of a word processor.

    ``files`` is where the pictures of a source are. Raises :class:`~gongwen.InputError` for bytes that are no text and
    for faults of a source's head, :class:`~gongwen.DocumentError` for a damaged file.

    >>> text = "关于做好秋粮收购的通知\\n各村：\\n请于9月30日前完成。\\n石桥镇人民政府\\n2026年9月1日"
    >>> read_any(text.encode("gb18030")).document.title
    '关于做好秋粮收购的通知'
    """
    with packages_needed():
        from gongwen.reading.decoding import decode  # noqa: PLC0415 - each format loads what it uses
        from gongwen.recognition import parse  # noqa: PLC0415
        from gongwen.recognition.sources import is_source, parse_source  # noqa: PLC0415
        from gongwen.recognition.word import is_word_file, read_docx  # noqa: PLC0415

    if is_word_file(content):
        return read_docx(content)
    text, encoding, _ = decode(content)
    if is_source(text):
        return parse_source(text, files=files, encoding=encoding)
    return parse(content)


def balance_of(reading: Reading) -> Balance | None:
    """The balance; a file that gongwen wrote has none, for it is not read character by character."""
    return getattr(reading, "balance", None)


def told_of_reading(reading: Reading) -> dict[str, Any]:
    """What is told of a reading as a whole, as plain data."""
    balance = balance_of(reading)
    return {
        "encoding": getattr(reading, "encoding", None),
        "balance": None if balance is None else asdict(balance),
    }


def told_of_document(parsed: ParsedDocument) -> dict[str, Any]:
    """What is told of one of its documents, as plain data."""
    return {
        "no_document": parsed.no_document,
        "title": parsed.data.get("title"),
        "lines": [parsed.first_line, parsed.last_line],
        "findings": [finding.to_dict() for finding in parsed.findings],
        "uncertain": [doubt.to_dict() for doubt in parsed.uncertain],
    }
