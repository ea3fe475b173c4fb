"""What an OFD says of its document beside the pages: title, author, date, and the metadata of an official document.

33190 gives a document's metadata a list of names and values of one's own choice (CustomDatas). The names here are the
Chinese ones that GB/T 33480-2016 has for the core metadata of electronic official documents (its clauses 4.2 to 4.17),
so that a system that registers or files the document need not read its pages; what 33480 has no name for goes by the
name of its element in 9704. Nothing is written of 公文标识 (4.1) and 发布层次 (4.18), which are for whoever issues it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from gongwen.model import Document

__all__ = ["Facts", "facts_of"]

_NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
_AND, _STAR = "，", "★"


def _listed(values: Iterable[str]) -> str:
    return _AND.join(values)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_TOLD: Mapping[str, Callable[[Document], object]] = MappingProxyType(
    {
        "文种": lambda document: document.kind_name,
        "份号": lambda document: document.copy_number,
        "密级和保密期限": lambda document: _STAR.join(filter(None, (document.secrecy, document.secrecy_period))),
        "紧急程度": lambda document: document.urgency,
        "发文机关标志": lambda document: document.mark,
        "发文字号": lambda document: document.number,
        "签发人": lambda document: _listed(document.signers),
        "标题": lambda document: _in_a_line(document.title),
        "主送机关": lambda document: _listed(document.recipients),
        "附件说明": lambda document: _listed(_in_a_line(attachment.title) for attachment in document.attachments),
        "发文机关或签发人署名": lambda document: _listed(document.signing_agencies),
        "成文日期": lambda document: _day(document.date),
        "附注": lambda document: document.notes,
        "抄送机关": lambda document: _listed(document.cc),
        "印发机关": lambda document: document.printer,
        "印发日期": lambda document: _day(document.print_date),
        # not in 33480
        "发文机关": lambda document: _listed(document.issuers),
        "印数": lambda document: document.copies,
    }
)


class Facts(NamedTuple):
    """What is known of a document beside its pages; ``others`` by the Chinese names of the metadata."""

    title: str
    author: str = ""
    date: date | None = None
    others: Mapping[str, str] = _NOTHING_ELSE


def facts_of(document: Document) -> Facts:
    """What is told of a document."""
    found = {name: tell(document) for name, tell in _TOLD.items()}
    told = {name: str(value) for name, value in found.items() if value}
    return Facts(_in_a_line(document.title) or document.kind_name, _listed(document.issuers), document.date, told)


def _in_a_line(title: str) -> str:
    return " ".join(title.split())
