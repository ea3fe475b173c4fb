"""The ledger: what reading changed or left out, line by line, so that nothing is lost in silence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from gongwen.errors import Fault, InputError
from gongwen.model import Document

__all__ = ["LedgerEntry", "Parsed"]


@dataclass(frozen=True)
class LedgerEntry:
    """One piece of the input that does not stand in the model as it was typed.

    ``text`` is what was typed, ``became`` what stands in its place (None when it was dropped).

    >>> print(LedgerEntry(8, "changed", "三、", "二、", "序号由次序推出"))
    第8行 改写：“三、”→“二、”（序号由次序推出）
    >>> print(LedgerEntry(9, "dropped", "、", None, "带括号的序号后面不加标点"))
    第9行 略去：“、”（带括号的序号后面不加标点）
    """

    line: int
    kind: Literal["changed", "dropped"]
    text: str
    became: str | None
    reason: str

    def __str__(self) -> str:
        if self.kind == "dropped":
            return f"第{self.line}行 略去：“{self.text}”（{self.reason}）"
        return f"第{self.line}行 改写：“{self.text}”→“{self.became or ''}”（{self.reason}）"

    def to_dict(self) -> dict[str, str | int]:
        """The entry as plain data, without the empty parts; the shape behind ``--json``."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Parsed:
    """What reading gives: the documents of the input, and the ledger of what was changed or dropped."""

    documents: tuple[Document, ...]
    ledger: tuple[LedgerEntry, ...] = ()

    @property
    def document(self) -> Document:
        """The only document. Raises :class:`~gongwen.InputError` when there are none or several."""
        if len(self.documents) != 1:
            raise InputError(
                Fault(
                    "not-one-document", f"这里有 {len(self.documents)} 份公文，应是一份", "逐份取用 documents 里的公文"
                )
            )
        return self.documents[0]
