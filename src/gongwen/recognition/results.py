"""What reading a text gives: the documents in it, each with its ledger, and the proof that nothing was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from gongwen.errors import Fault, InputError
from gongwen.model import Document
from gongwen.reading.ledger import LedgerEntry

__all__ = ["Balance", "Doubt", "ParsedDocument", "ParsedText", "Reading"]


@dataclass(frozen=True)
class Doubt:
    """Something that could be meant otherwise: the line, what it was taken for, the second choice, and why.

    >>> print(Doubt(8, "青山镇河长制办公室", "署名", "正文", "后面没有日期"))
    第8行“青山镇河长制办公室”：当作署名，也可能是正文（后面没有日期）
    """

    line: int
    text: str
    taken_for: str
    second: str | None
    reason: str
    margin: float = 0.0

    def __str__(self) -> str:
        also = f"，也可能是{self.second}" if self.second else ""
        return f"第{self.line}行“{self.text}”：当作{self.taken_for}{also}（{self.reason}）"

    def to_dict(self) -> dict[str, Any]:
        """The doubt as plain data."""
        given = {
            "line": self.line,
            "text": self.text,
            "taken_for": self.taken_for,
            "second": self.second,
            "reason": self.reason,
            "margin": round(self.margin, 1),
        }
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class Balance:
    """Every character of the input, by where it went: ``characters`` is always the sum of the others.

    ``in_model`` counts what the documents say, ``changed`` the characters that a change replaced less those that it put
    there, ``dropped`` those left out, ``breaks`` the line breaks that part one paragraph from the next.
    """

    characters: int
    in_model: int
    changed: int
    dropped: int
    breaks: int


@dataclass(frozen=True)
class ParsedDocument:
    """One document of a text.

    ``document`` is None where the text is no 公文 (``no_document`` says why; its words are ``text``) or where the model
    cannot hold it; ``data`` are the fields as plain data. ``first_line`` and ``last_line`` tell where it stood.
    """

    document: Document | None
    ledger: tuple[LedgerEntry, ...] = ()
    findings: tuple[Fault, ...] = ()
    uncertain: tuple[Doubt, ...] = ()
    no_document: str | None = None
    text: str = ""
    attachment_names: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True)
class Reading:
    """What reading gives, whatever was read: the documents in their order, and the whole ledger.

    A file that gongwen wrote has one document; a text or a file of any other hand may have several, or none.
    """

    documents: tuple[ParsedDocument, ...]
    ledger: tuple[LedgerEntry, ...]

    @property
    def document(self) -> Document:
        """The only document. Raises :class:`~gongwen.InputError` when there are none or several."""
        found = [parsed.document for parsed in self.documents if parsed.document is not None]
        if len(found) != 1:
            message = f"这里有 {len(found)} 份公文，应是一份"
            raise InputError(Fault("not-one-document", message, "逐份取用 documents 里的公文"))
        return found[0]

    @property
    def findings(self) -> tuple[Fault, ...]:
        """What the documents lack or should not have by the standard."""
        return tuple(fault for parsed in self.documents for fault in parsed.findings)

    @property
    def uncertain(self) -> tuple[Doubt, ...]:
        """What could be meant otherwise."""
        return tuple(doubt for parsed in self.documents for doubt in parsed.uncertain)


@dataclass(frozen=True)
class ParsedText(Reading):
    """What the grammar makes of a text or a file, with the balance, and the encoding that a text in bytes came in."""

    balance: Balance
    encoding: str | None = None
