"""A .docx (or an older file) in place of a source: the one document in it, with the unit's habits and settings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from gongwen.errors import Fault, GongwenError, InputError
from gongwen.model import Document
from gongwen.rules import findings
from gongwen.signatures import COMPOUND, RICH_TEXT, ZIP
from gongwen.standard.vocabulary import ELEMENTS, english_name

if TYPE_CHECKING:
    from gongwen.reading import LedgerEntry, Source
    from gongwen.reading.unit import Unit
    from gongwen.recognition import ParsedDocument

__all__ = ["Read", "is_word_source", "read_word_source"]

_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf")
_HEADS = (ZIP, COMPOUND, RICH_TEXT)


class Read(NamedTuple):
    """The document of a source, its findings, and what reading changed."""

    document: Document
    findings: tuple[Fault, ...]
    ledger: tuple[LedgerEntry, ...]


def is_word_source(source: Source) -> bool:
    """Whether a source is a file of a word processor: a path by its name, bytes by their beginning.

    >>> is_word_source("旧通知.docx"), is_word_source("通知.md"), is_word_source(b"PK\\x03\\x04")
    (True, False, True)
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source[:8]).startswith(_HEADS)
    if isinstance(source, str | os.PathLike):
        return os.fspath(source).lower().endswith(_SUFFIXES)
    peek = getattr(source, "peek", None)
    head = peek(8) if callable(peek) else b""
    return isinstance(head, bytes) and head.startswith(_HEADS)


def read_word_source(source: Source, unit: Unit | None, settings: Mapping[str, str]) -> Read:
    """The document in a file of a word processor.

    Raises :class:`~gongwen.InputError` where it holds none or several, :class:`~gongwen.DocumentError` where it cannot
    be read.
    """
    from gongwen.recognition.word import read_docx  # noqa: PLC0415 - loads only when such a file is read

    reading = read_docx(source)
    name = os.fspath(source) if isinstance(source, str | os.PathLike) else None
    found = [parsed for parsed in reading.documents if parsed.document is not None]
    if len(found) != 1 or found[0].document is None:
        raise _not_one(len(found), [parsed.no_document for parsed in reading.documents]).at(file=name)
    ledger = (*_recognised(found[0]), *reading.ledger)
    if unit is None:
        document = found[0].document
        if not settings:
            return Read(document, reading.findings, ledger)
        said: dict[str, Any] = {english_name(key) or key: value for key, value in settings.items()}
        document = document.evolve(**said)
        return Read(document, findings(document), ledger)
    from gongwen.reading import load_source  # noqa: PLC0415
    from gongwen.reading.source_text import to_source  # noqa: PLC0415

    filled = load_source(to_source(found[0].document).encode(), overrides=settings, unit=unit)
    # Lines of the source in between are nobody's.
    added = [replace(entry, line=0) for entry in filled.ledger if entry.kind in ("added", "noted")]
    faults = tuple(replace(fault, line=None) for fault in filled.findings)
    return Read(filled.document, faults, (*ledger, *added))


def _recognised(parsed: ParsedDocument) -> Iterator[LedgerEntry]:
    """What the grammar found in a file of another hand, and what it is not sure of; nothing of a file of ours."""
    from gongwen.reading import LedgerEntry  # noqa: PLC0415

    if parsed.first_line:
        names = [ELEMENTS[name].chinese for name in ELEMENTS if parsed.data.get(name)]
        yield LedgerEntry(0, "noted", "、".join(names), None, "从文件里认出的各项")
        for doubt in parsed.uncertain:
            second = f"，也可能是{doubt.second}" if doubt.second else ""
            yield LedgerEntry(doubt.line, "noted", doubt.text, None, f"当作{doubt.taken_for}{second}")


def _not_one(count: int, reasons: list[str | None]) -> GongwenError:
    if count > 1:
        message = f"这里有 {count} 份公文，应是一份"
        return InputError(Fault("not-one-document", message, "用 gongwen import 把每份写成一个文件"))
    why = next(filter(None, reasons), "没有文字")
    return InputError(
        Fault("no-document", f"这份文件不是公文：{why}", "换一份文件，或从源文件写起（gongwen new 通知）")
    )
