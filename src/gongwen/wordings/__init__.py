"""What faults say in other languages than Chinese, for software whose users or developers read them.

A fault's ``code`` names what is wrong in no language; its ``message`` and ``cure`` are Chinese and speak of the case at
hand. Here stands what each code says in general, in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from gongwen.errors import Fault, InputError
from gongwen.standard.vocabulary import english_name
from gongwen.wordings.of_batches import OF_BATCHES
from gongwen.wordings.of_documents import OF_DOCUMENTS
from gongwen.wordings.of_files import OF_FILES
from gongwen.wordings.of_services import OF_SERVICES

__all__ = ["Language", "Messages", "Wording", "messages"]

Language: TypeAlias = Literal["en"]
"""A language that faults are told in besides Chinese."""


class Wording(NamedTuple):
    """What a code says: what is wrong, and what to do about it."""

    message: str
    cure: str


class Messages(Mapping[str, Wording]):
    """The wordings of one language by the codes of faults, and whole faults told in them."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self._wordings = wordings

    def __getitem__(self, code: str) -> Wording:
        return self._wordings[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._wordings)

    def __len__(self) -> int:
        return len(self._wordings)

    def tell(self, fault: Fault) -> str:
        """A fault in one line: where, what was written there, what is wrong, by which clause, and what to do.

        Names of 要素 are told in English, texts of the input as they are. Of a code that is not known here - a fault of
        your own - the code and its own words are told.

        >>> from gongwen.errors import Fault
        >>> late = Fault("missing-number", "没有发文字号", "写上", field="发文字号", file="甲.md", clause="TL-9.5")
        >>> messages("en").tell(late)
        '甲.md: number: The document has no issuing number (TL-9.5). Fill in number, such as 青政发〔2026〕8号.'
        >>> cell = Fault("not-a-number", "不是数字", "改成数字", file="各村.xlsx", row=7, column="亩数", value="约三百")
        >>> messages("en").tell(cell)
        '各村.xlsx, row 7, column 亩数: This is not a number: “约三百”. Write figures, such as 1137.5.'
        """
        wording = self._wordings.get(fault.code) or Wording(f"{fault.code}: {fault.message}", fault.cure)
        place = ", ".join(
            f"{name}{value}"
            for name, value in (
                ("", fault.file),
                ("line ", fault.line),
                ("row ", fault.row),
                ("column ", fault.column),
            )
            if value is not None
        )
        field = (english_name(fault.field) or fault.field) if fault.field else ""
        found = f": “{fault.value}”" if fault.value is not None else ""
        allowed = f"; allowed: {fault.allowed}" if fault.allowed else ""
        clause = f" ({fault.clause})" if fault.clause else ""
        where = "".join(f"{part}: " for part in (place, field) if part)
        return f"{where}{wording.message}{clause}{found}{allowed}. {wording.cure}."


_SAID = OF_DOCUMENTS | OF_BATCHES | OF_FILES | OF_SERVICES
_ENGLISH = Messages({code: Wording(*said) for code, said in _SAID.items()})


def messages(language: Language = "en") -> Messages:
    """What the codes of faults say in a language: a mapping of code to message and cure.

    ``Fault.message`` and ``Fault.cure`` stay Chinese; this is for software that is used, or read in logs, by others.
    Raises :class:`~gongwen.InputError` for a language that is not there.

    >>> english = messages("en")
    >>> english["missing-title"]
    Wording(message='The document has no title', cure='Fill in title')
    >>> import gongwen
    >>> for fault in gongwen.Document(kind="通知", issuers="青山镇人民政府", body=["春耕在即。"]).findings():
    ...     print(english.tell(fault))
    title: The document has no title (TL-9.7). Fill in title.
    number: The document has no issuing number (TL-9.5). Fill in number, such as 青政发〔2026〕8号.
    date: The document has no date (TL-9.12). Fill in date, such as 2026-03-02.
    """
    if language != "en":
        raise InputError(Fault("value-not-allowed", "没有这种语言的说法", "用列出的一种", value=language, allowed="en"))
    return _ENGLISH
