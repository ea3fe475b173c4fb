"""Files of older formats (.doc, .wps, .rtf) become .docx through LibreOffice where the machine has it."""

from __future__ import annotations

from gongwen.errors import DocumentError, Fault
from gongwen.office import converted, office_program
from gongwen.signatures import COMPOUND, RICH_TEXT, ZIP

__all__ = ["as_docx", "is_word_file"]

# A package that a password protects is a compound file with these streams.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_word_file(content: bytes) -> bool:
    """Whether bytes are a file of a word processor, and no text.

    >>> is_word_file(b"PK\\x03\\x04"), is_word_file("关于春耕的通知".encode())
    (True, False)
    """
    return content.startswith((ZIP, COMPOUND, RICH_TEXT))


def as_docx(content: bytes) -> bytes:
    """The bytes of a .docx, whatever word processor wrote the file; a .docx stays as it is.

    Raises :class:`~gongwen.DocumentError` for a file with a password, for an older one where there is no LibreOffice,
    and where that cannot read it.
    """
    if not content.startswith((COMPOUND, RICH_TEXT)):
        return content
    if content.startswith(COMPOUND) and _ENCRYPTED in content:
        raise DocumentError(Fault("encrypted-document", "文件加了密码", "在 Word 或 WPS 里去掉密码，另存为 .docx"))
    program = office_program()
    if program is None:
        cure = "在 Word 或 WPS 里另存为 .docx，或装上 LibreOffice"
        raise DocumentError(Fault("no-converter", "旧格式（.doc、.wps）要靠 LibreOffice 转换，这台机器上没有", cure))
    return converted(content, ".doc" if content.startswith(COMPOUND) else ".rtf", "docx", program)
