"""What the lines of the head say, and the names of attachments: from lines to the plain data of fields.

In: the lines that have one role. Out: values of fields, each with the typed text it came from, so that whatever the
model does not say goes to the ledger. Nothing is invented: what cannot be read stays out, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from gongwen.recognition.forms import KIND_AT_END, simplified, squeezed, with_look_alikes
from gongwen.recognition.lines import Typed, joined
from gongwen.standard.kinds import Form, Kind
from gongwen.standard.numerals import numeral_value
from gongwen.text import BLANKS

__all__ = [
    "Value",
    "attachment_names",
    "form_of",
    "kind_of",
    "mark_values",
    "number_values",
    "secrecy_values",
    "signer_values",
    "start_of_signers",
    "title_text",
    "wide_blanks_out",
]


class Value(NamedTuple):
    """A field, what it holds, and what was typed for it."""

    field: str
    value: Any
    typed: Typed


_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff，。、；：？！“”‘’（）《》"
    "〈〉【】〔〕「」—…·0-9"
)
_INNER_BLANK = re.compile(f"(?<=[{_CJK}])[{BLANKS}]+(?=[{_CJK}])")


def wide_blanks_out(text: str) -> str:
    """The text without blanks beside 汉字; those between words of letters stay.

    >>> wide_blanks_out("关 于 做好 ABC Plan 的通知")
    '关于做好 ABC Plan 的通知'
    """
    return _INNER_BLANK.sub("", text).strip(BLANKS)


# ---------------------------------------------------------------------------------- 版头

_SECRECY = re.compile(
    "(绝密|机密|秘密)(?:[★☆*＊·]?([0-9０-９一二三四五六七八九十]{1,3}(?:年|个?月|日|天)|长期|解密前))?"
)
_URGENCY = re.compile("特急|加急")
_COPY_NUMBER = re.compile(r"(?:№|N[oO][.．]?|份号|编号)[：:]?(\d{3,8})|(?<![\d★])(\d{6})(?!\d)")
_MARK_ENDINGS = ("文件", "会议纪要", "令")


def secrecy_values(typed: Typed) -> list[Value]:
    """密级, 保密期限, 紧急程度 and 份号 of one line.

    >>> [(value.field, value.value) for value in secrecy_values(Typed.at("机 密★1年　特 急", 1))]
    [('secrecy', '机密'), ('secrecy_period', '1年'), ('urgency', '特急')]
    """
    text = simplified(squeezed(typed.text))
    values: list[Value] = []
    number = _COPY_NUMBER.search(text)
    if number:
        values.append(Value("copy_number", (number[1] or number[2]).translate(_PLAIN_DIGITS), typed))
    secrecy = _SECRECY.search(text)
    if secrecy:
        values.append(Value("secrecy", secrecy[1], typed))
        if secrecy[2]:
            values.append(Value("secrecy_period", secrecy[2].translate(_PLAIN_DIGITS), typed))
    urgency = _URGENCY.search(text)
    if urgency:
        values.append(Value("urgency", urgency[0], typed))
    return values


_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_BETWEEN_AGENCIES = re.compile(rf"[{BLANKS}]{{2,}}|[、，,\n]")


def mark_values(lines: Sequence[Typed]) -> list[Value]:
    """发文机关 and 发文机关标志 of the lines of a mark.

    >>> two = [Typed.at("云溪县水务局", 1), Typed.at("云溪县林业局文件", 2)]
    >>> [(value.field, value.value) for value in mark_values(two)]
    [('issuers', ('云溪县水务局', '云溪县林业局'))]
    >>> [(value.field, value.value) for value in mark_values([Typed.at("青 山 镇 人 民 政 府 文 件", 1)])]
    [('issuers', ('青山镇人民政府',))]
    """
    typed = joined(lines)
    names = [squeezed(line.text) for line in lines]
    names = [name for name in names if name]
    ending = ""
    for possible in _MARK_ENDINGS:
        if names and names[-1].endswith(possible):
            ending = possible
            names[-1] = names[-1].removesuffix(possible)
            break
    if len(names) > 1 and not ending and any(name.endswith("文件") for name in names):
        ending = "文件"  # beside the agency in the middle (7.2.4-h)
        names = [name.removesuffix(ending) for name in names]
    if len(lines) == 1 and len(names) == 1 and ending == "文件":
        several = [squeezed(name) for name in _BETWEEN_AGENCIES.split(lines[0].text) if squeezed(name)]
        if len(several) > 1 and all(len(name) >= 4 for name in several[:-1]) and len(squeezed(several[-1])) >= 4:
            several[-1] = several[-1].removesuffix(ending)
            names = several
    if ending != "文件":
        names = ["".join(names)]  # one name over several lines
    issuers = tuple(name for name in names if name)
    whole = "".join(squeezed(line.text) for line in lines)
    values = [Value("issuers", issuers, typed)] if issuers else []
    if ending != "文件":
        values.append(Value("issuer_mark", whole, typed))
    return values


_SIGNERS = re.compile(rf"签[{BLANKS}]*发[{BLANKS}]*人[{BLANKS}]*[：:]?[{BLANKS}]*")
_COUNTERSIGNED = re.compile(rf"(?:会|审|核)[{BLANKS}]*[签核稿][{BLANKS}]*人?[{BLANKS}]*[：:]")
_NAME = re.compile(
    r"(?:发\s*文\s*字\s*号|发\s*文\s*文\s*号|文\s*号|文\s*件\s*编\s*号|字\s*号|标\s*题|文件名称|公文名称|"
    r"名\s*称)\s*[：:]\s*"
)
_OPENS, _CLOSES = "〔［\\[【（(﹝﹙❲{｛<＜〈「", "〕］\\]】）)﹞﹚❳}｝>＞〉」"
_BRACKETED_YEAR = re.compile(rf"(.*)[{_OPENS}]([^{_CLOSES}]{{1,8}})[{_CLOSES}]第?(.{{0,8}}?)[号期]?。?")
# 令号, and what is counted by issue, or by the year: 第3号, （第十二期）, 2026年第3号, 〔2026〕第5期.
_ORDER_NUMBER = re.compile(
    rf"[（(]?(?:(?P<year>(?:19|20)\d\d)年|[{_OPENS}](?P<in_brackets>(?:19|20)\d\d)[{_CLOSES}](?=.*期))?第?"
    r"(?P<sequence>[0-9０-９]{1,5}|[一二三四五六七八九十百]{1,5})(?P<word>[号期])[）)]?"
)


def number_values(typed: Typed) -> list[Value]:
    """发文字号, and 签发人 on the same line.

    >>> [(value.field, value.value) for value in number_values(Typed.at("青政发[2O26]第08号　　签发人：王 芳", 1))]
    [('number', '青政发〔2026〕08号'), ('signers', ('王芳',))]
    """
    signer = _SIGNERS.search(simplified(typed.text))
    number = typed.cut(0, signer.start()) if signer else typed
    values: list[Value] = []
    named = _NAME.match(number.text)
    text = squeezed(number.text[named.end() :] if named else number.text)
    if text[:1] in ("（", "(") and text[-1:] in ("）", ")") and _BRACKETED_YEAR.fullmatch(text[1:-1]):
        text = text[1:-1]
    found = _BRACKETED_YEAR.fullmatch(text.replace("號", "号"))
    order = _ORDER_NUMBER.fullmatch(text) if "第" in text else None
    if order:
        typed_sequence = order["sequence"]
        sequence = (
            typed_sequence if typed_sequence.isdecimal() else str(numeral_value(typed_sequence) or typed_sequence)
        )
        year = order["year"] or order["in_brackets"]
        values.append(Value("number", f"{f'{year}年' if year else ''}第{sequence}{order['word']}", number))
    elif found and with_look_alikes(found[2]).isdecimal():
        if not found[1]:
            return []  # 〔2026〕7号: without 机关代字 it is no 发文字号
        year, sequence = with_look_alikes(found[2]), with_look_alikes(found[3])
        sequence = sequence if sequence.isdecimal() else ""
        values.append(Value("number", f"{found[1]}〔{year}〕{sequence}号", number))
    elif text and not text.strip("）)").endswith(("期", "次")):
        values.append(Value("number", text, number))
    if signer:
        people = _COUNTERSIGNED.split(typed.text[signer.end() :], maxsplit=1)[0]
        values.append(Value("signers", _people(people), typed.cut(signer.start())))
    return values


def start_of_signers(text: str) -> int:
    """Where 签发人 stands in a line; -1 in a line of names alone.

    >>> start_of_signers("类别：A　　签发人：王芳"), start_of_signers("李晓梅")
    (6, -1)
    """
    found = _SIGNERS.search(simplified(text))
    return found.start() if found else -1


def signer_values(typed: Typed) -> list[Value]:
    """签发人 in a line of names alone, under the first ones."""
    return [Value("signers", _people(typed.text), typed)]


def _people(text: str) -> tuple[str, ...]:
    """Names of people between blanks or commas; a name of two characters may be spaced out."""
    names: list[str] = []
    spaced = ""
    for word in re.split(rf"[{BLANKS}、，,；;]+", text.strip(BLANKS + "。")):
        if len(word) == 1:
            spaced += word
            if len(spaced) == 3 or len(spaced) == 2:
                names.append(spaced)
                spaced = ""
            continue
        if word:
            names.append(word)
    if spaced and names:  # no name has one character: it was set apart from the last one
        names[-1] += spaced
    elif spaced:
        names.append(spaced)
    return tuple(names)


# ---------------------------------------------------------------------------------- 标题


def title_text(lines: Sequence[Typed]) -> str:
    """A title of several lines, letter-spaced or not, once where it was typed twice.

    >>> title_text([Typed.at("关 于 做 好 春 耕", 1), Typed.at("工作的通知", 2)])
    '关于做好春耕工作的通知'
    """
    texts = [wide_blanks_out(line.text) for line in lines]
    named = _NAME.match(texts[0]) if texts else None
    if named:
        texts[0] = texts[0][named.end() :]
    plain = [squeezed(text) for text in texts]
    lengths = list(accumulate(map(len, plain)))
    half, odd = divmod(lengths[-1] if lengths else 0, 2)
    if half in lengths[:-1] and not odd:
        middle = lengths.index(half) + 1
        if "".join(plain[:middle]) == "".join(plain[middle:]):
            texts = texts[middle:]
    return "".join(texts)


_KINDS = {
    "令": Kind.ORDER,
    "续报": Kind.REPORT,
    "复函": Kind.LETTER,
    "批复": Kind.REPLY,
    **{kind.value: kind for kind in Kind},
}
_EVERYDAY = re.compile(r"(总结|计划|方案)(?:[（(][^（）()]{1,14}[）)])?$")


def kind_of(title: str, mark: str) -> Kind | None:
    """文种, from the last words of the title, or from the mark; None where neither says it.

    >>> kind_of("关于2026年春耕工作的安排意见", ""), kind_of("近期工作安排", ""), kind_of("", "青山县人民政府令").value
    (<Kind.OPINION: '意见'>, None, '命令')
    """
    title = simplified(title)
    found = KIND_AT_END.search(title)
    if found:
        return _KINDS[found[1]]
    everyday = _EVERYDAY.search(title)
    if everyday:
        return _KINDS[everyday[1]]
    if mark.endswith("令"):
        return Kind.ORDER
    return Kind.MINUTES if mark.endswith("纪要") else None


def form_of(kind: Kind | None, mark: str) -> Form | None:
    """格式, where the mark says it and the kind alone would not."""
    if mark.endswith("文件"):
        return Form.DOCUMENT
    if mark.endswith("纪要"):
        return Form.MINUTES
    if mark.endswith("令"):
        return Form.ORDER
    return Form.LETTER if mark and kind is not Kind.LETTER else None


# ---------------------------------------------------------------------------------- 附件说明

_NOTE_HEAD = re.compile(
    rf"附[{BLANKS}]*件?[{BLANKS}]*(?P<number>[0-9０-９一二三四五六七八九十]{{0,3}})[{BLANKS}]*[：:.．、]?[{BLANKS}]*"
)
_ENTRY = re.compile(
    rf"(?:^|(?<=[{BLANKS}\n：:；;。.，》”）)\u4e00-\u9fff]))(?:附[{BLANKS}]*件[{BLANKS}]*(?P<marked>[0-9０-９]{{1,2}}|"
    rf"[一二三四五六七八九十]{{1,2}})[{BLANKS}]*[：:.．、]|[（(]?(?P<number>[0-9０-９lI]{{1,2}}|"
    rf"[一二三四五六七八九十]{{1,2}})[）)]?[.．、）)])[{BLANKS}]*(?=[^\d\s]|(?:19|20)\d\d)"
)
_AROUND_NAME = BLANKS + "\n；;。.，,、"


def attachment_names(lines: Sequence[Typed]) -> list[Typed]:
    """The names that 附件说明 lists, each as typed; a name may go on in the next line.

    >>> [name.text for name in attachment_names([Typed.at("附件：1.任务清单", 1), Typed.at("2．联系人名单", 2)])]
    ['任务清单', '联系人名单']
    >>> [name.text for name in attachment_names([Typed.at("附件1：任务清单。附件2：联系人名单", 1)])]
    ['任务清单', '联系人名单']
    """
    names: list[list[Typed]] = []
    numbered = any(_ENTRY.search(line.text) for line in lines[1:]) or any(
        _ENTRY.match(line.text, found.end()) is not None
        or (found["number"] and next(_entries_due(line.text, found.end(), 1), None) is not None)
        for line in lines
        if (found := _NOTE_HEAD.match(line.text))
    )
    for line in lines:
        head = _NOTE_HEAD.match(line.text)
        start = head.end() if head else 0
        entries = list(_entries_due(line.text, start, len(names) + 1)) if numbered else []
        cuts = [entry.start() for entry in entries]
        bounds = [*cuts, len(line.text)]
        if start < bounds[0]:
            piece = _bare(line.cut(start, bounds[0]))
            if piece.text:
                if head is not None or not names:
                    names.append([])
                names[-1].append(piece)
        for entry, end in zip(entries, bounds[1:], strict=True):
            piece = _bare(line.cut(entry.end(), end))
            if piece.text:
                names.append([piece])
    return [joined(pieces) for pieces in names]


def _entries_due(text: str, start: int, due: int) -> Iterator[re.Match[str]]:
    """The numbers in a line of 附件说明, each the next one; a figure inside a name is none. What stands before them
    behind 附件1： is the first."""
    if start and _ENTRY.match(text, start) is None:
        due += 1
    for entry in _ENTRY.finditer(text, start):
        typed = with_look_alikes(entry["marked"] or entry["number"])
        number = int(typed) if typed.isdecimal() else "一二三四五六七八九十".find(typed) + 1
        if number == due or entry.start() == 0:
            yield entry
            due += 1


def _bare(typed: Typed) -> Typed:
    text = typed.text
    left = len(text) - len(text.lstrip(_AROUND_NAME))
    return typed.cut(left, max(left, len(text.rstrip(_AROUND_NAME))))
