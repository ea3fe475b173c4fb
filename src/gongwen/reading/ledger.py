"""The ledger: what reading changed, left out or filled in, line by line, so that nothing happens in silence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from gongwen.errors import Fault, InputError
from gongwen.model import Document
from gongwen.reading.reasons import SAID_BY_THE_PAGE, Reason

__all__ = ["LedgerEntry", "Parsed"]


@dataclass(frozen=True)
class LedgerEntry:
    """One piece of the input that does not stand in the model as it was typed, or that a unit's file filled in.

    ``text`` is what was typed, ``became`` what stands in its place (None when it was dropped). An ``added`` piece was
    not typed: ``text`` names the 要素 that was filled in, and ``line`` is 0; so it is for values set from outside. What
    is ``noted`` stands as it was typed. ``column`` counts characters, and is 0 where only the line is known. ``reason``
    is for people, :attr:`code` for programs.

    >>> print(LedgerEntry(8, "changed", "青政发[2026]8号", "青政发〔2026〕8号", "年份用六角括号"))
    第8行 改写：“青政发[2026]8号”→“青政发〔2026〕8号”（年份用六角括号）
    >>> print(LedgerEntry(9, "dropped", "、", None, "带括号的序号后面不加标点"))
    第9行 略去：“、”（带括号的序号后面不加标点）
    >>> print(LedgerEntry(0, "added", "印发机关", "青山镇党政办公室", "青山镇.yaml 第9行"))
    补写：〔印发机关〕“青山镇党政办公室”（青山镇.yaml 第9行）
    >>> print(LedgerEntry(5, "noted", "云政发", None, "代字不在单位文件里"))
    第5行 注意：“云政发”（代字不在单位文件里）
    >>> print(LedgerEntry(6, "changed", ",", "，", "汉字之间用全角标点", 12))
    第6行第12字 改写：“,”→“，”（汉字之间用全角标点）
    """

    line: int
    kind: Literal["changed", "dropped", "added", "noted"]
    text: str
    became: str | None
    reason: str
    column: int = 0

    @property
    def code(self) -> str:
        """The reason's stable code; empty where the reason speaks of the piece itself.

        >>> LedgerEntry(2, "dropped", "— 1 —", None, Reason.PAGE_NUMBER).code
        'page-number'
        """
        return self.reason.code if isinstance(self.reason, Reason) else ""

    @property
    def is_said_by_the_page(self) -> bool:
        """Whether a new page says of itself what is not in the model: nothing that anybody has to be told of."""
        return self.reason in SAID_BY_THE_PAGE

    @property
    def is_comment(self) -> bool:
        """Whether a dropped piece is plainly a note to the reader: ``# 说明``, but not ``#1机组``."""
        return self.kind == "dropped" and self.text.startswith("# ")

    def __str__(self) -> str:
        place = f"第{self.line}行{f'第{self.column}字' if self.column else ''} " if self.line else ""
        match self.kind:
            case "dropped":
                return f"{place}略去：“{self.text}”（{self.reason}）"
            case "added":
                return f"{place}补写：〔{self.text}〕“{self.became or ''}”（{self.reason}）"
            case "noted":
                return f"{place}注意：“{self.text}”（{self.reason}）"
            case "changed":
                return f"{place}改写：“{self.text}”→“{self.became or ''}”（{self.reason}）"

    def to_dict(self) -> dict[str, str | int]:
        """The entry as plain data, without the empty parts; the shape behind ``--json``."""
        given = {key: value for key, value in asdict(self).items() if value is not None}
        if not self.column:
            del given["column"]
        return {**given, "reason": str(self.reason), **({"code": self.code} if self.code else {})}


@dataclass(frozen=True)
class Parsed:
    """What reading gives: the documents of the input, the ledger of what was changed or dropped, and the findings.

    A finding is what a document lacks or should not have by the standard, at its line of the input.
    """

    documents: tuple[Document, ...]
    ledger: tuple[LedgerEntry, ...] = ()
    findings: tuple[Fault, ...] = ()

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
