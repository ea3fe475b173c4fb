"""How offices say in the title or remark of an old table that a number is void."""

from __future__ import annotations

import re
from enum import Enum

__all__ = ["Said", "said_of_number"]

_VOID = "(?:作废|空号|跳号|废号|未用|未使用|取消)"
_THIS = "(?:(?:此|本|该)(?:文号|号|件|文件|公文|文)?)?"
_WHOLE = re.compile(rf"{_THIS}已?{_VOID}|空|废")
_FIRST = re.compile(rf"{_THIS}已?{_VOID}")
_LAST = re.compile(r"(?<![号文件])(?<![号文件]已)作废[。！]?$")
_OPEN, _CLOSE = "（(【[", "）)】]"
_MARKED = re.compile(rf"[{re.escape(_OPEN)}]{_FIRST.pattern}")
_BRACKETS = "（）()【】[]　 "


class Said(Enum):
    """What a text says of the number beside it: nothing, that it is void, or perhaps so."""

    NOTHING = 0
    VOID = 1
    PERHAPS = 2


def _is_marked(title: str) -> bool:
    """Whether brackets at one end of a title say that its number is void."""
    first = _MARKED.match(title)
    if first and any(title.find(close, first.end()) >= 0 for close in _CLOSE):
        return True
    if not title.endswith(tuple(_CLOSE)):
        return False
    last = max(title.rfind(close, 0, len(title) - 1) for close in _CLOSE) + 1
    return _MARKED.search(title, last, len(title) - 1) is not None


def said_of_number(title: str, remark: str) -> tuple[Said, str | None]:
    """What title and remark say, and the words that say it.

    >>> said_of_number("（空号）", "")[0].name, said_of_number("关于防汛的通知（作废）", "")[0].name
    ('VOID', 'VOID')
    >>> said_of_number("甲", "此号作废，改发3号")[1], said_of_number("甲", "因有误，作废")[0].name
    ('此号作废，改发3号', 'VOID')
    >>> said_of_number("甲", "原6号作废，改发此号")[0].name, said_of_number("关于3号文件作废的通知", "")[0].name
    ('PERHAPS', 'PERHAPS')
    >>> said_of_number("关于取消收费的通知", "已归档")[0].name
    'NOTHING'
    """
    title, remark = title.strip(), remark.strip()
    if _WHOLE.fullmatch(title.strip(_BRACKETS)) or _is_marked(title):
        return Said.VOID, title
    plain = remark.strip(_BRACKETS)
    if _WHOLE.fullmatch(plain) or _FIRST.match(plain) or _LAST.search(plain):
        return Said.VOID, remark
    doubtful = next((text for text in (remark, title) if "作废" in text), None)
    return (Said.PERHAPS, doubtful) if doubtful else (Said.NOTHING, None)
