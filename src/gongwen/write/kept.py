"""What of a document no page shows, kept in the file's own properties so that reading gives it back.

Since 2012 there is no 抄报, 主题词 and 存档 on a page; an order shows neither its title nor a second script; the room
for a seal looks like any other room. A page does not tell a document of no known 文种 from one that lost it, nor a head
whose mark is left out for paper that has it from one without a mark.
"""

from __future__ import annotations

import json
from typing import Any

from gongwen.model import Document, Form, Seal
from gongwen.model.document import NONE

__all__ = ["kept"]

_ORDER, _MINUTES = Form.ORDER, Form.MINUTES
_BLANKS = " \u3000"


def kept(document: Document) -> str:
    """The fields that the page does not carry, as JSON; empty for nearly every document.

    >>> from gongwen.model import Document
    >>> kept(Document(kind="通知", title="关于春耕的通知", report_to="县委办公室"))
    '{"report_to":["县委办公室"]}'
    """
    found: dict[str, Any] = {}
    if document.kind is None:
        found["kind"] = None
    if document.issuer_mark == NONE:
        found["issuer_mark"] = NONE
    if document.signatories == () and document.form is _MINUTES:
        found["signatories"] = ()  # minutes that say nothing of it are not signed either
    if document.report_to:
        found["report_to"] = document.report_to
    if document.subject_words:
        found["subject_words"] = document.subject_words
    if document.archive is not None:
        found["archive"] = document.archive
    form, breaks = document.form, document.title_breaks
    if breaks and (form is _ORDER or _has_blank_at_a_turn(document.title, breaks)):
        found["title"], found["title_breaks"] = document.title, breaks
    if document.translation and form in (_ORDER, _MINUTES):
        found["translation"] = document.translation.model_dump(mode="json")
    if document.seals and _seals_look_otherwise(document.seals, form):
        found["seals"] = [(seal.data is not None, seal.diameter) for seal in document.seals]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def _has_blank_at_a_turn(title: str, breaks: tuple[int, ...]) -> bool:
    return any(title[place - 1] in _BLANKS or title[place] in _BLANKS for place in breaks)


def _seals_look_otherwise(seals: tuple[Seal, ...], form: Form) -> bool:
    """Whether the page shows of the seals less than what is said of them: pictures and their diameters are seen."""
    without = [seal for seal in seals if seal.data is None]
    if form is _ORDER:
        return bool(without) or any(seal.diameter for seal in seals)
    return bool(without) and (len(without) < len(seals) or any(seal.diameter for seal in without))
