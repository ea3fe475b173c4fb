"""What the rules of content can be asked about a file of another hand: the 要素 that its page shows plainly.

In: a page with its roles. Out: faults of :mod:`gongwen.rules`. What the recogniser does not tell for sure is said to
be unread, and the rules that look at it are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from gongwen.checking.page import Page
from gongwen.errors import Fault, GongwenError
from gongwen.model import Document
from gongwen.recognition.forms import is_remark
from gongwen.rules import findings
from gongwen.standard.kinds import Form
from gongwen.standard.roles import Role

__all__ = ["ERRORS", "findings_on"]

ERRORS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "TL-9.1": ("ERR-MJ-02",),
        "TL-9.6": ("ERR-QF-02",),
        "9704-7.2.6-f": ("ERR-QF-05",),
        "9704-7.4.3-d": ("ERR-RQ-08",),
        "9704-10.1-a": ("ERR-XH-01",),
        "9704-10.1-b": ("ERR-XH-01",),
        "TL-15.1a": ("ERR-ZS-02", "9704-7.3.2-e"),
    }
)
"""The rows of common errors that rules of content stand for, by the rule's id."""

_NUMBER = re.compile(r"[\u4e00-\u9fff·]{1,20}〔\d{4}〕[1-9]\d*号|第[1-9]\d*号")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_PERIOD = re.compile(r"(绝密|机密|秘密)(?:★(.+))?")
_NAMES = re.compile(r"[\s\u3000、，]+")
# Told by a page only to a recogniser that knows agencies, seals and sections.
_UNREAD = frozenset(
    {"issuers", "issuer_mark", "signatories", "seals", "attachments", "copies", "issued", "printer", "urgency"}
)


def findings_on(page: Page) -> tuple[Fault, ...]:
    """What the rules of content find in what the page shows plainly; nothing of a text whose kind does not show."""
    if page.kind is None or page.form in (None, Form.PLAIN):
        return ()
    told, unread = _told(page)
    try:
        document = Document.read(told)
    except (GongwenError, ValidationError):  # what it says is told by the rules of words
        return ()
    return findings(document, unread=_UNREAD | unread)


def _told(page: Page) -> tuple[dict[str, Any], set[str]]:
    told: dict[str, Any] = {"form": page.form, "kind": page.kind, "title": "—", "body": ["—"]}
    unread = {"body"}
    for name, value in _fields(page):
        if value is None:
            unread.add(name)
        elif value:
            told[name] = value
    if not page.of(Role.TITLE) and page.form is not Form.ORDER:
        del told["title"]
    return told, unread


def _fields(page: Page) -> Iterator[tuple[str, Any]]:
    """Fields with their values: an empty one where the page shows none, None where what it shows has no shape."""
    number = "".join("".join(_words(page, Role.NUMBER, Role.LETTER_NUMBER, Role.NUMBER_AND_SIGNERS)).split())
    found = _NUMBER.match(number)
    yield "number", found[0] if found else (None if number else "")
    signed = "".join(_words(page, Role.SIGNERS, Role.NUMBER_AND_SIGNERS))
    yield "signers", [name for name in _NAMES.split(re.split("[:：]", signed)[-1]) if name]
    yield "remark", next(filter(is_remark, _words(page, Role.REMARK)), "")
    recipients = "".join(_words(page, Role.RECIPIENTS)).rstrip("：: ")
    yield "recipients", [name for name in recipients.split("，") if name]
    copy = "".join(_words(page, Role.COPY_NUMBER))
    yield "copy_number", copy
    secrecy = "".join("".join(_words(page, Role.SECRECY)).split())
    classified = _PERIOD.fullmatch(secrecy)
    yield "secrecy", classified[1] if classified else (None if secrecy else "")
    yield "secrecy_period", None
    dates = (Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE)
    minutes = page.form is Form.MINUTES  # whose date may stand in their first sentence as well (10.3-e)
    day = _day("".join(_words(page, *dates, *((Role.ISSUE_LINE,) if minutes else ()))), anywhere=minutes)
    yield "date", day or (None if minutes else day)
    yield "print_date", _day("".join(_words(page, Role.COLOPHON_PRINTER)), anywhere=True)


def _words(page: Page, *roles: Role) -> list[str]:
    return [line.words for line in page.of(*roles)]


def _day(text: str, *, anywhere: bool = False) -> str | None:
    words = "".join(text.split())
    found = _DATE.search(words) if anywhere else _DATE.fullmatch(words)
    if found is None:
        return None if words else ""
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
