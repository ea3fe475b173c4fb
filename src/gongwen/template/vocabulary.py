"""The names that a template may use, and what each stands for.

Names of texts are written in a line, ``{{ 标题 }}``; names of blocks take the place of a paragraph, ``{{p 正文 }}``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from gongwen.model import Document
from gongwen.standard.dates import write_date
from gongwen.standard.vocabulary import ELEMENTS, english_name

__all__ = ["BLOCKS", "NOT_SHOWN", "REMARK", "TEXTS", "TITLE", "Segment", "canonical", "nearest_name", "not_shown"]

TITLE, REMARK = "标题", "题注"
NOT_SHOWN = "模板里没有{}，没有印出"
"""What is told of an 要素 that a document has and its template does not show."""
_NAMES_BETWEEN = "，"
_SPACE = "　"
_TWO_CHARACTERS = 2


class Segment:
    """The blocks of a layout by what they belong to; each is one tag."""

    LABELS = "版头标注"
    HEAD = "版头"
    NUMBER = "发文字号和签发人"
    TRANSLATION = "民族文字"
    BODY = "正文"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "署名"
    ATTACHMENTS = "附件"
    COLOPHON = "版记"


BLOCKS: MappingProxyType[str, str] = MappingProxyType(
    {
        Segment.LABELS: "份号、密级和保密期限、紧急程度，每项一行；没有的不占行",
        Segment.HEAD: "版头全部：标注、标志、发文字号、签发人、红线；信函为标注和发文字号",
        Segment.NUMBER: "发文字号和签发人所在的各行，连同红线",
        Segment.TRANSLATION: "标题的第二种文字",
        Segment.BODY: "正文：段落、各级小标题、表格、图片",
        Segment.ATTACHMENT_NOTE: "附件说明；纪要的出席、请假、列席名单排在它后面",
        Segment.SIGNATURE: "署名、成文日期、印章",
        Segment.ATTACHMENTS: "附件和随文印发的文件，每个从新的一页开始",
        Segment.COLOPHON: "版记：抄送机关、印数、印发机关和印发日期，固定在末页下方；另附的附件排在它后面",
    }
)
"""Whole paragraphs that the layout makes, and what they hold."""


def _date(day: datetime.date | None) -> str:
    return write_date(day) if day else ""


def _spaced(word: str | None) -> str:
    # 7.2.2-d: two characters are set with a space between them.
    return _SPACE.join(word) if word and len(word) == _TWO_CHARACTERS else word or ""


def _secrecy(document: Document) -> str:
    if document.secrecy and document.secrecy_period:
        return f"{document.secrecy}★{document.secrecy_period}"
    return _spaced(document.secrecy)


def _notes(document: Document) -> str:
    notes = document.notes
    if not notes or (notes.startswith("（") and notes.endswith("）")):
        return notes or ""
    return f"（{notes}）"


def _number(part: str) -> Callable[[Document], str]:
    def read(document: Document) -> str:
        value = getattr(document.number, part, None)
        return "" if value is None else str(value)

    return read


TEXTS: MappingProxyType[str, Callable[[Document], str]] = MappingProxyType(
    {
        "文种": lambda document: document.kind_name,
        "格式": lambda document: document.form.value,
        "份号": lambda document: document.copy_number or "",
        "密级": _secrecy,
        "保密期限": lambda document: document.secrecy_period or "",
        "紧急程度": lambda document: _spaced(document.urgency),
        "发文机关": lambda document: _NAMES_BETWEEN.join(document.issuers),
        "发文机关标志": lambda document: document.mark,
        "发文字号": lambda document: str(document.number or ""),
        "机关代字": _number("code"),
        "年份": _number("year"),
        "顺序号": _number("sequence"),
        "签发人": lambda document: _SPACE.join(map(_spaced, document.signers)),
        TITLE: lambda document: document.title,
        "标题一行": lambda document: document.title,
        REMARK: lambda document: f"（{document.remark}）" if document.remark else "",
        "主送机关": lambda document: _NAMES_BETWEEN.join(document.recipients),
        "署名机关": lambda document: _NAMES_BETWEEN.join(document.signing_agencies),
        "成文日期": lambda document: _date(document.date),
        "附注": _notes,
        "抄送机关": lambda document: _NAMES_BETWEEN.join(document.cc),
        "印发机关": lambda document: document.printer or "",
        "印发日期": lambda document: _date(document.print_date),
        "印数": lambda document: f"共印{document.copies}份" if document.copies else "",
        "抄报": lambda document: _NAMES_BETWEEN.join(document.report_to),
        "主题词": lambda document: _SPACE.join(document.subject_words),
        "存档": lambda document: document.archive or "",
    }
)
"""Texts that stand in a line, written as the standard writes them."""


def canonical(name: str) -> str | None:
    """The name of this table that a name means - English, or another Chinese one - or None.

    >>> canonical("title"), canonical("文号"), canonical("村名")
    ('标题', '发文字号', None)
    """
    if name in TEXTS or name in BLOCKS:
        return name
    field = english_name(name)
    chinese = ELEMENTS[field].chinese if field else ""
    return chinese if chinese in TEXTS or chinese in BLOCKS else None


def nearest_name(name: str, alike: float = 0.7) -> str | None:
    """The known name that an unknown one most likely meant.

    >>> nearest_name("主送机构"), nearest_name("期限日")
    ('主送机关', None)
    """
    known = [*TEXTS, *BLOCKS, *ELEMENTS]
    found = get_close_matches(name, known, n=1, cutoff=alike)
    return canonical(found[0]) if found else None


# ---------------------------------------------------------------------------- what a template shows


_HEAD, _COLOPHON = Segment.HEAD, Segment.COLOPHON
_COVERED: Mapping[str, frozenset[str]] = {
    "份号": frozenset({"份号", Segment.LABELS, _HEAD}),
    "密级": frozenset({"密级", Segment.LABELS, _HEAD}),
    "紧急程度": frozenset({"紧急程度", Segment.LABELS, _HEAD}),
    "发文字号": frozenset({"发文字号", "顺序号", Segment.NUMBER, _HEAD}),
    "签发人": frozenset({"签发人", Segment.NUMBER, _HEAD}),
    TITLE: frozenset({TITLE, "标题一行"}),
    REMARK: frozenset({REMARK}),
    "主送机关": frozenset({"主送机关"}),
    "正文": frozenset({Segment.BODY}),
    "附件": frozenset({Segment.ATTACHMENTS}),
    "印发件": frozenset({Segment.ATTACHMENTS}),
    "署名": frozenset({Segment.SIGNATURE, "署名机关", "发文机关"}),
    "成文日期": frozenset({Segment.SIGNATURE, "成文日期"}),
    "印章": frozenset({Segment.SIGNATURE}),
    "附注": frozenset({"附注"}),
    "抄送机关": frozenset({"抄送机关", _COLOPHON}),
    "印发机关": frozenset({"印发机关", _COLOPHON}),
    "印发日期": frozenset({"印发日期", _COLOPHON}),
    "印数": frozenset({"印数", _COLOPHON}),
    "民族文字": frozenset({Segment.TRANSLATION}),
}
"""Which names show an 要素."""


def not_shown(document: Document, names: Iterable[str]) -> tuple[str, ...]:
    """要素 that the document has and that none of the names of a template shows, by their Chinese names."""
    shown = {canonical(name) for name in names}
    return tuple(name for name, covers in _COVERED.items() if _has(document, name) and not shown & covers)


def _has(document: Document, name: str) -> bool:
    field = english_name(name)
    if field == "signatories":
        return bool(document.signing_agencies) and document.form.value != "纪要"
    if field in ("title", "remark") and document.form.value == "命令":
        return False
    return bool(getattr(document, field)) if field else False
