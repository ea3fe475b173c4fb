"""Lines of our pages that hold one 要素 or several, and what a clerk may have made of them in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from gongwen.standard.roles import Role

__all__ = ["TEXT_FIELDS", "WRITTEN_LINES", "SignersLine", "signers_line", "unlabelled"]

TEXT_FIELDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.COPY_NUMBER: "copy_number",
        Role.URGENCY: "urgency",
        Role.MARK: "mark",
        Role.LETTER_MARK: "letter_mark",
        Role.NUMBER: "number",
        Role.TITLE: "title",
        Role.REMARK: "remark",
        Role.RECIPIENTS: "recipients",
        Role.DATE: "date",
        Role.STAMP_DATE: "date",
        Role.NOTES: "notes",
        Role.COLOPHON_RECIPIENTS: "recipients",
        Role.COLOPHON_CC: "cc",
        Role.COLOPHON_COPIES: "copies",
    }
)
"""Roles whose text is the field itself, some after a label."""

_LABELS: Mapping[Role, re.Pattern[str]] = MappingProxyType(
    {
        Role.COLOPHON_RECIPIENTS: re.compile("^主送："),
        # 分送 is what orders made before have; 7.4.2-b knows 抄送 alone.
        Role.COLOPHON_CC: re.compile("^[抄分]送："),
    }
)
_SPACES = re.compile("[\\s　]+")
_SIGNERS_LABEL = re.compile("签发人[：:]")
_OF_NUMBER = re.compile("[〔\\[【（(]|号$")


def unlabelled(role: Role, text: str) -> str:
    """The text of a line without the label that its role has."""
    label = _LABELS.get(role)
    return label.sub("", text) if label else text


class SignersLine(NamedTuple):
    """What a line of 签发人 says: 发文字号 if it stands on this line, and the names."""

    number: str
    names: tuple[str, ...]


def signers_line(text: str) -> SignersLine:
    """A line of 签发人: nothing, 发文字号 if it is the last line, then the names, with tabs between them or without.

    >>> signers_line("\\t青政发〔2026〕8号\\t签发人：王　明\\t欧阳建国")
    SignersLine(number='青政发〔2026〕8号', names=('王明', '欧阳建国'))
    >>> signers_line("青政发〔2026〕8号签发人：王　明")
    SignersLine(number='青政发〔2026〕8号', names=('王明',))
    """
    start, *parts = text.split("\t")
    if not start and len(parts) > 1 and not _SIGNERS_LABEL.search(parts[0]):  # as it was written
        names = [_SPACES.sub("", part).removeprefix("签发人：") for part in parts[1:]]
        return SignersLine(parts[0], tuple(filter(None, names)))
    pieces = [_SPACES.sub("", piece) for part in text.split("\t") for piece in _SIGNERS_LABEL.split(part)]
    number = next((piece for piece in pieces if _OF_NUMBER.search(piece)), "")
    return SignersLine(number, tuple(piece for piece in pieces if piece and piece != number))


def _secrecy(text: str) -> dict[str, Any]:
    secrecy, _star, period = _SPACES.sub("", text).partition("★")
    return {"secrecy": secrecy, "secrecy_period": period or None}


def _issue_line(text: str) -> dict[str, Any]:
    """The line of minutes with office and date; the office stands in 版记 too, or is the issuer."""
    return {"minutes": True, "date": text.rpartition("\t")[2]}


def _printer(text: str) -> dict[str, Any]:
    printer, _tab, printed = text.partition("\t")
    return {"printer": printer, "print_date": printed.removesuffix("印发") or None}


def _letter_line(text: str) -> dict[str, Any]:
    """The first line of a letter: its first label, if any, and the number."""
    label, _tab, number = text.rpartition("\t")
    bare = _SPACES.sub("", label)
    if bare.isdigit():
        return {"number": number, "copy_number": bare}
    if bare in ("特急", "加急"):
        return {"number": number, "urgency": bare}
    return {"number": number, **(_secrecy(label) if bare else {})}


WRITTEN_LINES: Mapping[Role, Callable[[str], dict[str, Any]]] = MappingProxyType(
    {
        Role.SECRECY: _secrecy,
        Role.ISSUE_LINE: _issue_line,
        Role.COLOPHON_PRINTER: _printer,
        Role.LETTER_NUMBER: _letter_line,
    }
)
"""What a line says, by its role."""
