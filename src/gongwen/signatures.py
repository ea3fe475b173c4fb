"""How files begin: what bytes are, whatever a file is called.

One table for all who are handed the wrong file: a source, a text, a table, a template.
"""

from __future__ import annotations

__all__ = ["COMPOUND", "RICH_TEXT", "ZIP", "ZIPS", "kind_of"]

ZIP = b"PK\x03\x04"
ZIPS = (ZIP, b"PK\x05\x06", b"PK\x07\x08")
"""A package, an empty one, and one in several parts."""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""An old Office file, an embedded object, macros, or a package with a password."""
RICH_TEXT = b"{\\rtf"

_KINDS: tuple[tuple[bytes, str], ...] = (
    (ZIP, "Word 文档（.docx）或压缩包"),
    *((beginning, "压缩包") for beginning in (*ZIPS[1:], b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")),
    (COMPOUND[:4], "旧版 Word 文档（.doc）"),
    (RICH_TEXT, "RTF 文档"),
    (b"%PDF", "PDF"),
    *((beginning, "图片") for beginning in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")),
    (b"SQLite format 3", "数据库"),
    *((beginning, "程序") for beginning in (b"MZ\x90", b"\x7fELF")),
)


def kind_of(content: bytes) -> str | None:
    """What a file is by its first bytes, in Chinese; None for what may be text.

    >>> kind_of(b"%PDF-1.7"), kind_of("各村民委员会".encode()), kind_of(ZIP)
    ('PDF', None, 'Word 文档（.docx）或压缩包')
    """
    return next((kind for beginning, kind in _KINDS if content.startswith(beginning)), None)
