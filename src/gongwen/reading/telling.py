"""What the page as a whole tells: its form, its kind, who issues it. What the file says of itself is the last hint."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongwen.reading.kept import Kept
from gongwen.standard.kinds import MARK_ENDINGS, Form, Kind

__all__ = ["Issuers", "form_told", "issuers_told", "kind_told", "mark_asked_for"]

_HAN = re.compile("[\u4e00-\u9fff]")
_KINDS = tuple(kind.value for kind in Kind)


class Issuers(NamedTuple):
    """Who issues a document; ``hint`` says that nothing but the file's author tells."""

    names: list[str]
    hint: bool = False


def form_told(*, letter: bool, minutes: bool, red_head: bool, titled: bool) -> Form:
    """The form that the page shows: an order has no title, minutes have a line with office and date."""
    if letter:
        return Form.LETTER
    if minutes:
        return Form.MINUTES
    if not red_head:
        return Form.PLAIN
    return Form.DOCUMENT if titled else Form.ORDER


def kind_told(category: str, title: str) -> str:
    """The kind as the file has it, or the one the title ends with."""
    if category in _KINDS:
        return category
    bare = title
    if title.endswith("）"):  # 关于……的通知（征求意见稿）
        opening = title.find("（", title.rfind("）", 0, len(title) - 1) + 1)
        bare = title[:opening] if opening >= 0 else title
    return next((kind for kind in _KINDS if bare.endswith(kind)), Kind.NOTICE.value)


def issuers_told(form: Form, mark: str | None, joint: list[str], signed: list[str], author: str, kept: Kept) -> Issuers:
    """The issuers: the author of the file where the page bears it out, what was kept, what the page says.

    ``joint`` are the names of a joint mark, ``signed`` those of the signature. Word writes the name of whoever made a
    file as its author, so that nothing is believed of it that mark or signature do not show.

    >>> issuers_told(Form.DOCUMENT, "青山镇人民政府文件", [], [], "Administrator", Kept()).names
    ['青山镇人民政府']
    """
    names = [name for name in author.split("，") if name]
    ending = MARK_ENDINGS.get(form, "")
    if names and (names in (joint, signed) or mark == names[0] + ending):
        return Issuers(names)
    if kept.issuers is not None:
        return Issuers(kept.issuers)
    if joint:
        return Issuers(joint)
    offices = [name.partition("　")[0] for name in signed] if form is Form.ORDER else signed
    stem = (mark or "").removesuffix(ending)
    # A mark that says more than the name of who signs was asked for: an office inside the agency.
    if stem and not any(stem.startswith(office) for office in offices):
        return Issuers([stem])
    if offices and names:  # a plan or a summary is signed, and may be issued by nobody
        return Issuers(offices)
    hinted = [name for name in names if _HAN.search(name)]
    return Issuers(hinted, hint=bool(hinted))


def mark_asked_for(form: Form, mark: str | None, issuers: list[str]) -> str | None:
    """The mark where it is not the one that follows from the issuers; one of several alone was asked for (7.2.4-i)."""
    if not mark:
        return None
    usual = issuers[0] + MARK_ENDINGS.get(form, "") if issuers else None
    return mark if mark != usual or (form is Form.DOCUMENT and len(issuers) > 1) else None
