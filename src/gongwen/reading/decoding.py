"""Bytes of any common encoding become text: by their mark, by validity, and where several are valid by frequency.

In: bytes. Out: the text and the name of the encoding. Nothing is guessed in silence: the name is part of the result.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.signatures import kind_of

__all__ = ["Decoded", "decode"]


class Decoded(NamedTuple):
    """A text, the encoding it came in, and the number of characters that could not be read."""

    text: str
    encoding: str
    unreadable: int = 0


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8（带 BOM）"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SAMPLE = 200_000
_NUL_SHARE = 0.05

# The characters that make up about a third of official prose; a wrong table gives hardly any of them.
_FREQUENT = frozenset(
    "的一是在不人有中大国和地要以为发会用年出个上分工作了民生政府通知关于各镇村县市委员办公室做好加强，。、：；（）"
)
_FREQUENT_TRADITIONAL = frozenset(
    "的一是在不人有中大國和地要以為發會用年出個上分工作了民生政府通知關於各鎮村縣市委員辦公室做好加強，。、：；（）"
)


def decode(data: bytes) -> Decoded:
    """The text of bytes. Raises :class:`~gongwen.InputError` for bytes that are no text.

    >>> decode("各村民委员会".encode("gb18030"))
    Decoded(text='各村民委员会', encoding='GB18030', unreadable=0)
    >>> decode("\\ufeff各村".encode("utf-16-le")).encoding
    'UTF-16'
    """
    kind = kind_of(data)
    if kind is not None:
        raise InputError(Fault("not-text", f"这是{kind}，不是文字", "给出文字，或用对应的命令读这个文件"))
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(codec, errors="replace")
            return Decoded(text, name, text.count("\ufffd"))
    nul = data[:_SAMPLE].count(0)
    if nul > _NUL_SHARE * len(data[:_SAMPLE]):
        return _wide(data)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return _national(data)


def _wide(data: bytes) -> Decoded:
    """UTF-16 without its mark: the side on which the zero bytes of ASCII stand tells which."""
    sample = data[:_SAMPLE]
    codec = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    text = data.decode(codec, errors="replace")
    if text.count("\ufffd") + text.count("\0") > _NUL_SHARE * len(text):
        raise InputError(Fault("not-text", "这不是文字，像是别的程序的文件", "给出文字文件，或从文件里复制文字"))
    return Decoded(text, "UTF-16（无 BOM）", text.count("\ufffd"))


def _national(data: bytes) -> Decoded:
    """GB18030, Big5 or a damaged UTF-8: whichever is valid, or nearest to it, and gives the likeliest characters."""
    candidates: list[tuple[float, Decoded]] = []
    for codec, name in (
        ("gb18030", "GB18030"),
        ("big5hkscs", "Big5"),
        ("utf-8", "UTF-8（有损坏的字符）"),
        ("utf-16-le", "UTF-16（无 BOM）"),
        ("utf-16-be", "UTF-16（无 BOM）"),
    ):
        if codec.startswith("utf-16") and len(data) % 2:
            continue
        text = data.decode(codec, errors="replace")
        candidates.append((_likelihood(text[:_SAMPLE]), Decoded(text, name, text.count("\ufffd"))))
    likelihood, best = max(candidates, key=lambda candidate: candidate[0])
    if likelihood < _LEAST_LIKELY:
        raise InputError(Fault("not-text", "读不出文字：不是 UTF-8、GB18030、Big5 或 UTF-16", "另存为 UTF-8 文本再用"))
    return best


_LEAST_LIKELY = -1.0
_COST_OF_UNREADABLE, _COST_OF_RARE = 8.0, 0.5


def _likelihood(text: str) -> float:
    """How much a text looks like Chinese: the share of frequent characters, less what is unreadable or rare."""
    if not text:
        return 0.0
    frequent = sum(map(text.count, _FREQUENT | _FREQUENT_TRADITIONAL))
    unreadable = text.count("\ufffd")
    rare = sum("\u3400" <= c <= "\u4dbf" or "\ue000" <= c <= "\uf8ff" or c > "\uffff" for c in text)
    return (frequent - _COST_OF_UNREADABLE * unreadable - _COST_OF_RARE * rare) / len(text)
