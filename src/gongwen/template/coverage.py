"""Which 要素 of a document a template shows, and which it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongwen.model import Document
from gongwen.standard.vocabulary import english_name
from gongwen.template.vocabulary import TITLE, Segment, canonical

__all__ = ["not_shown"]

_HEAD, _COLOPHON = Segment.HEAD, Segment.COLOPHON
_COVERED: Mapping[str, frozenset[str]] = {
    "份号": frozenset({"份号", Segment.LABELS, _HEAD}),
    "密级": frozenset({"密级", Segment.LABELS, _HEAD}),
    "紧急程度": frozenset({"紧急程度", Segment.LABELS, _HEAD}),
    "发文字号": frozenset({"发文字号", "顺序号", Segment.NUMBER, _HEAD}),
    "签发人": frozenset({"签发人", Segment.NUMBER, _HEAD}),
    TITLE: frozenset({TITLE, "标题一行"}),
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
    if field == "title" and document.form.value == "命令":
        return False
    return bool(getattr(document, field)) if field else False
