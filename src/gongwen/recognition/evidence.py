"""Whether a text is a 公文 at all: what speaks for it, and what it lacks where too little does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.reading.heads import read_head
from gongwen.recognition.forms import KIND_AT_END, LOOSE_AT_END, addresses, squeezed
from gongwen.recognition.lines import Line
from gongwen.recognition.roles import Role

__all__ = ["why_no_document"]

# What each part of a document proves.
_PROOF = {
    Role.NUMBER: 3.0,
    Role.MARK: 1.5,
    Role.SIGNER: 1.5,
    Role.RECIPIENTS: 1.5,
    Role.SIGNATORY: 1.0,
    Role.DATE: 1.0,
    Role.SIGNED_DATE: 2.0,
    Role.REMARK: 0.5,
    Role.COLOPHON: 1.5,
    Role.PRINTED: 1.5,
    Role.ATTACHMENT_NOTE: 0.5,
}
_ENOUGH = 2.5
_TITLE_OF_A_KIND, _TITLE_OF_ANOTHER = 3.0, 2.0
_NUMBERED = 1.0
_LEAST_NUMBERED = 2
_NEWS = re.compile(r"本报讯|讯[（(]|(?:记者|通讯员)[\s\u3000]*[：:]?[\u4e00-\u9fff·]{2,4}|[（(](?:记者|通讯员|作者)")
_OPEN_FIELD = re.compile(r"[_＿]{3,}|[：:][\s\u3000]{3,}|[□☐]")
_FORM_SHARE = 0.4


def why_no_document(lines: Sequence[tuple[Line, Role]]) -> str | None:
    """None for a 公文; otherwise the reason why the text is none.

    >>> from gongwen.recognition.lines import Typed
    >>> poem = (("炊烟绕过屋檐", Role.TITLE), ("弯进稻花的香。", Role.BODY))
    >>> why_no_document([(Line(Typed.at(text, at)), role) for at, (text, role) in enumerate(poem, 1)])
    '没有文种、发文字号、主送机关、署名等公文的要素'
    """
    roles = {role for line, role in lines if role is not Role.RECIPIENTS or addresses(line.text)}
    proof = sum(worth for role, worth in _PROOF.items() if role in roles)
    title = squeezed("".join(line.text for line, role in lines if role is Role.TITLE))
    if KIND_AT_END.search(title) or title.endswith(("总结", "计划", "方案")):
        proof += _TITLE_OF_A_KIND
    elif LOOSE_AT_END.search(title):
        proof += _TITLE_OF_ANOTHER
    texts = [line.text for line, role in lines if role in (Role.BODY, Role.MORE_BODY)]
    numbered = sum(read_head(text) is not None for text in texts)
    if numbered >= _LEAST_NUMBERED:
        proof += _NUMBERED
    signed = bool(roles & {Role.NUMBER, Role.SIGNED_DATE}) or roles >= {Role.SIGNATORY, Role.DATE}
    if texts and sum(_OPEN_FIELD.search(text) is not None for text in texts) >= _FORM_SHARE * len(texts) and not signed:
        return "像是一张待填的表格，不是公文"
    if any(_NEWS.search(text) for text in texts[:3]) and Role.NUMBER not in roles:
        return "像是一篇报道，不是公文"
    if proof < _ENOUGH:
        return "没有文种、发文字号、主送机关、署名等公文的要素"
    return None
