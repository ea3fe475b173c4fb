"""What of a document no page shows, kept in the file's own properties so that reading gives it back.

Since 2012 there is no 抄报, 主题词 and 存档 on a page; an order shows neither its title nor a second script; a letter
has no 印发机关; a table after a section looks like one inside it; the room for a seal looks like any other room.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from gongwen.model import Document, Form, Paragraph, Seal, Section
from gongwen.model.body import Blocks
from gongwen.model.document import NONE
from gongwen.standard.kinds import MAY_BE_SIGNED
from gongwen.standard.numbering import split_label

__all__ = ["kept"]

_ORDER, _MINUTES, _PLAIN = Form.ORDER, Form.MINUTES, Form.PLAIN
_BLANKS = " \u3000"
_NAMELESS = Seal().name
# What a form has no place for (9704-7.1-a, 7.2.6-g, 10.1-k, 10.2-c).
_NO_PLACE: Mapping[Form, tuple[str, ...]] = MappingProxyType(
    {
        Form.DOCUMENT: (),
        Form.LETTER: ("signers", "printer", "print_date", "copies"),
        Form.ORDER: ("signers", "remark", "recipients"),
        Form.MINUTES: ("signers",),
        Form.PLAIN: ("signers", "number", "issuer_mark"),
    }
)
_OLD = ("report_to", "subject_words", "archive")
_ALWAYS_UNSHOWN: Mapping[Form, tuple[str, ...]] = MappingProxyType(
    {form: (*_OLD, *names) for form, names in _NO_PLACE.items()}
)


def kept(document: Document, *, preprinted: bool = False) -> str:
    """The fields that the page does not carry, as JSON; empty for nearly every document.

    On ``preprinted`` paper the page has no red head. What stands there goes first when the file is read.

    >>> from gongwen.model import Document
    >>> kept(Document(kind="通知", title="关于春耕的通知", report_to="县委办公室"))
    '{"report_to":["县委办公室"]}'
    """
    unshown = _unshown(document, preprinted=preprinted)
    fields = document.model_dump(mode="json", include=set(unshown)) if unshown else {}
    translation = fields.pop("translation", None)
    found: dict[str, Any] = {name: fields[name] for name in unshown if name in fields}
    form, breaks = document.form, document.title_breaks
    if breaks and (form is _ORDER or _has_blank_at_a_turn(document.title, breaks)):
        found["title"], found["title_breaks"] = document.title, breaks
    if translation:
        found["translation"] = translation
    if document.seals and _seals_look_otherwise(document):
        names = _names_on_page(document)
        found["seals"] = [_kept_seal(seal, shown=index < names) for index, seal in enumerate(document.seals)]
    if document.kind is None:
        found["kind"] = None
    if document.signatories == () and form is _MINUTES:
        found["signatories"] = ()  # minutes that say nothing of it are not signed either
    found |= _structure(document)
    if not found:
        return ""
    from json import dumps  # noqa: PLC0415 - most documents show all that they say

    return dumps(found, ensure_ascii=False, separators=(",", ":"))


def _unshown(document: Document, *, preprinted: bool) -> list[str]:
    """The fields whose values no page shows."""
    form = document.form
    names = [name for name in _ALWAYS_UNSHOWN[form] if getattr(document, name)]
    if document.signers and document.kind not in MAY_BE_SIGNED:
        names.append("signers")
    if document.print_date and not document.printer:
        names.append("print_date")
    if document.secrecy_period and not document.secrecy:
        names.append("secrecy_period")
    signed = document.signing_agencies or document.closing_date
    if document.translation and (form in (_ORDER, _MINUTES) or not signed):
        names.append("translation")
    if document.issuers and not _issuers_are_told(document, preprinted=preprinted):
        names.append("issuers")
    if document.issuer_mark and (preprinted or document.issuer_mark == NONE):
        names.append("issuer_mark")
    return list(dict.fromkeys(names)) if names else names


def _issuers_are_told(document: Document, *, preprinted: bool) -> bool:
    """Whether the mark or the signature tells who issues the document."""
    if not (document.issuer_mark or document.form is _PLAIN or preprinted):
        return True
    return not document.signatories and _names_on_page(document) > 0


def _names_on_page(document: Document) -> int:
    """How many names sign; minutes are not signed as a rule (AMB-10)."""
    if document.form is _MINUTES and not (document.signatories or document.seals):
        return 0
    return len(document.signing_agencies)


def _has_blank_at_a_turn(title: str, breaks: tuple[int, ...]) -> bool:
    return any(title[place - 1] in _BLANKS or title[place] in _BLANKS for place in breaks)


# ---------------------------------------------------------------------------------- seals


def _seals_look_otherwise(document: Document) -> bool:
    """Whether the page shows of the seals less than what is said of them: pictures and their diameters are seen."""
    seals = document.seals
    if len(seals) != _names_on_page(document):
        return True
    without = [seal for seal in seals if seal.data is None]
    if document.form is _ORDER:
        return bool(without) or any(seal.diameter for seal in seals)
    if any(seal.name != _NAMELESS for seal in without):
        return True
    return bool(without) and (len(without) < len(seals) or any(seal.diameter for seal in without))


def _kept_seal(seal: Seal, *, shown: bool) -> list[Any]:
    """Whether the page has its picture, its diameter, and what else no page tells."""
    entry = [shown and seal.data is not None, seal.diameter]
    if seal.data is not None and not shown:
        from base64 import b64encode  # noqa: PLC0415 - drafts with more seals than names are rare

        return [*entry, {"name": seal.name, "data": b64encode(seal.data).decode()}]
    return [*entry, {"name": seal.name}] if seal.data is None and seal.name != _NAMELESS else entry


# ---------------------------------------------------------------------------------- sections


def _structure(document: Document) -> dict[str, Any]:
    """Of the body, the issued documents and the attachments in turn: numbers of sections that are not ours, and tables
    and pictures that stand after a section, not in it."""
    if not document.issued and not document.attachments and _is_plain(document.body):
        return {}
    bodies = [document.body, *[part.body for part in document.issued], *[part.body for part in document.attachments]]
    labels: list[Any] = []
    returns: list[Any] = []
    for index, blocks in enumerate(bodies):
        body = _Body()
        body.take(blocks, 0)
        labels += [[index, *label] for label in body.labels]
        if body.returns:
            returns.append([index, body.solids, body.returns])
    return {name: found for name, found in (("labels", labels), ("returns", returns)) if found}


def _is_plain(blocks: Blocks) -> bool:
    """Whether a body has nothing but paragraphs, and sections that are numbered by their places, as most have."""
    found = list(blocks)
    for block in found:  # asked of every document; a call for each section takes three times as long
        if type(block) is Section and block.label is None:
            found += block.blocks
        elif type(block) is not Paragraph:
            return False
    return True


class _Body:
    """One body on the way from its first block to its last, as a reader of the page sees it."""

    __slots__ = ("labels", "open", "returns", "sections", "solids")

    def __init__(self) -> None:
        self.open = 0  # the level of the section that a reader takes the next table for a part of
        self.sections = 0
        self.solids = 0
        self.labels: list[tuple[int, str]] = []
        self.returns: list[tuple[int, int]] = []

    def take(self, blocks: Blocks, level: int) -> None:
        for block in blocks:
            kind = type(block)
            if kind is Paragraph:
                self.open = level
            elif kind is Section:
                assert isinstance(block, Section)
                if block.label is not None and split_label(block.level, block.label + block.heading)[0] != block.label:
                    self.labels.append((self.sections, block.label))
                self.sections += 1
                self.open = block.level
                self.take(block.blocks, block.level)
            else:
                if self.open != level:
                    self.returns.append((self.solids, level))
                    self.open = level
                self.solids += 1
