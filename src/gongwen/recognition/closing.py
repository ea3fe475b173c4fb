"""What closes a document: 署名, dates, 附注 and 版记, from lines to the plain data of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongwen.recognition.elements import Value
from gongwen.recognition.forms import AGENCY, SEAL_WORDS, simplified, squeezed, with_look_alikes
from gongwen.recognition.lines import Typed, joined
from gongwen.standard.dates import read_date
from gongwen.standard.numerals import numeral_value
from gongwen.text import BLANKS

__all__ = ["agency_names", "colophon_values", "date_value", "remark_value", "signatory_values"]

_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

# ---------------------------------------------------------------------------------- 署名, dates, 附注

_BETWEEN_SIGNATORIES = re.compile(rf"[{BLANKS}]{{2,}}|\u3000|[，,；;\n]")
_AT_EVERY_BLANK = re.compile(rf"[{BLANKS}]+|[，,；;\n]")


def signatory_values(lines: Sequence[Typed]) -> list[Value]:
    """署名: one agency a line, or several on one line.

    >>> signatory_values([Typed.at("云溪县水务局　　云溪县林业局", 1)])[0].value
    ('云溪县水务局', '云溪县林业局')
    """
    names: list[str] = []
    for line in lines:
        text = SEAL_WORDS.sub("", line.text).strip(BLANKS)
        wide = [part for part in _BETWEEN_SIGNATORIES.split(text) if part.strip(BLANKS)]
        parts = [part for part in _AT_EVERY_BLANK.split(text) if part]
        if len(wide) > 1 and all(len(squeezed(part)) >= 4 for part in wide):
            names += map(squeezed, wide)
        elif len(parts) > 1 and all(len(part) >= 4 and AGENCY.fullmatch(part) for part in parts):
            names += parts  # a single blank may stand inside a name, too
        elif text:
            names.append(squeezed(text))
    return [Value("signatories", tuple(dict.fromkeys(names)), joined(lines))] if names else []


def date_value(field: str, typed: Typed) -> Value | None:
    """A date in any writing; None when it is no date of the calendar.

    >>> date_value("date", Typed.at("二O二六年三 月二日", 1)).value.isoformat()
    '2026-03-02'
    """
    text = _AFTER.sub("", _NAMED.sub("", squeezed(typed.text))).strip("（）()").replace("号", "日").replace("曰", "日")
    day = read_date(text) or read_date(_mixed(text)) or read_date(with_look_alikes(text).replace("—", "-"))
    return Value(field, day, typed) if day else None


_AFTER = re.compile("(?:[（(]星期.[）)]|。)$")
_NAMED = re.compile("^(?:日期|时间|成文日期|落款日期|落款时间)[：:]")
_MIXED = re.compile(
    "([一二1１2２][OoＯ0０○〇零◯一二三四五六七八九0-9０-９]{3})年([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})月"
    "([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})日"
)
_TO_FIGURES = str.maketrans("一二三四五六七八九〇○◯零OoＯ０１２３４５６７８９", "123456789" + "0" * 7 + "0123456789")


def _mixed(text: str) -> str:
    """A date that mixes 汉字 and figures, within the year or from part to part, in figures."""
    found = _MIXED.fullmatch(text)
    if not found:
        return text
    year, *rest = found.groups()
    month, day = (part if (part := each.translate(_PLAIN_DIGITS)).isdecimal() else numeral_value(each) for each in rest)
    return f"{year.translate(_TO_FIGURES)}年{month}月{day}日"


def remark_value(lines: Sequence[Typed]) -> Value | None:
    """附注 without its brackets."""
    texts = [line.text.strip(BLANKS) for line in lines]
    texts = [text[1:-1] if text[:1] in "（(" and text[-1:] in "）)" else text for text in texts]
    text = "；".join(text.strip(BLANKS) for text in texts if text.strip(BLANKS)).replace("\t", " ")
    return Value("notes", text, joined(lines)) if text else None


# ---------------------------------------------------------------------------------- 版记

_COLOPHON = re.compile(
    rf"((?:抄[{BLANKS}]*[送报]|主[{BLANKS}]*送|分[{BLANKS}]*送|报[{BLANKS}]*送|报|送|发|内部发送|"
    rf"主[{BLANKS}]*题[{BLANKS}]*词))[{BLANKS}]*[：:]"
)
_FIELDS = {
    "抄送": "cc",
    "分送": "cc",
    "送": "cc",
    "发": "cc",
    "内部发送": "cc",
    "抄报": "report_to",
    "报送": "report_to",
    "报": "report_to",
    "主题词": "subject_words",
    "主送": "recipients",
}
_COPIES = re.compile(
    rf"(?:共[{BLANKS}]*印?|打?印(?:数|发|制)?|份数)[{BLANKS}：:]*(?:([\dOoIl]{{1,5}})|([一二三四五六七八九十百]{{1,6}}))[{BLANKS}]*(?:份|[）)。]*$)"
)
_ARCHIVE = re.compile(rf"(?:存[{BLANKS}]*档?|归[{BLANKS}]*档)[{BLANKS}]*[：:]?[（(]?(.*?)[份]?[）)]?[。.]?")
_PRINTED = re.compile(r"[\s\S]*?印[\s\u3000]*(?:发|制)?[\s\u3000。]*")
_BETWEEN_WORDS = re.compile(rf"[{BLANKS}、，,；;]+")
_AS_ABOVE = (("同上",), ("同前",))
_BETWEEN_NAMES = re.compile(r"[，,；;\n]")


def agency_names(text: str) -> tuple[str, ...]:
    """Names of agencies or groups; 、 stays inside a name, blanks part names where nothing else does.

    >>> agency_names("各村民委员会，镇直各单位："), agency_names("县水务局  县林业局")
    (('各村民委员会', '镇直各单位'), ('县水务局', '县林业局'))
    """
    text = text.strip(BLANKS + "：:。.\n")
    parts = [part for part in _BETWEEN_NAMES.split(text) if squeezed(part)]
    if len(parts) == 1 and "、" not in text:
        wide = [part for part in re.split(rf"[{BLANKS}]{{2,}}|\u3000", text) if part.strip(BLANKS)]
        spaced = [part for part in re.split(rf"[{BLANKS}]+", text) if part]
        if len(wide) > 1 and all(len(squeezed(part)) >= 2 for part in wide):
            parts = wide
        elif len(spaced) > 1 and all(len(part) >= 4 for part in spaced):
            parts = spaced
    return tuple(squeezed(part).strip("：:。.") for part in parts if squeezed(part).strip("：:。."))


def _whole_words(parts: Sequence[str]) -> Iterator[str]:
    """主题词; characters that blanks parted are one word again, for no such word has one character."""
    spaced = ""
    for part in (*parts, ""):
        if len(part) == 1:
            spaced += part
            continue
        if spaced:
            yield spaced
            spaced = ""
        if part:
            yield part


def colophon_values(typed: Typed) -> list[Value]:
    """抄报, 抄送, 主题词, 存档, 印数 of one line of 版记.

    >>> [(value.field, value.value) for value in colophon_values(Typed.at("抄送：县林业局，县水务局。", 1))]
    [('cc', ('县林业局', '县水务局'))]
    >>> [(value.field, value.value) for value in colophon_values(Typed.at("（共印30份）", 1))]
    [('copies', 30)]
    """
    text = typed.text
    copies = _COPIES.search(text)
    found = _COLOPHON.match(simplified(text))
    if found:
        field = _FIELDS[simplified(squeezed(found[1]))]
        rest = text[found.end() :]
        if field == "subject_words":
            words = tuple(_whole_words(_BETWEEN_WORDS.split(rest.strip(BLANKS + "。"))))
            return [Value(field, words, typed)] if words else []
        names = agency_names(rest)
        if len(names) > 1 and names[-1] in ("存档", "存"):
            return [Value(field, names[:-1], typed), Value("archive", names[-1], typed)]
        return [Value(field, names, typed)] if names and names not in _AS_ABOVE else []
    figures = with_look_alikes(copies[1] or "") if copies else ""
    count = int(figures) if figures.isdecimal() else numeral_value(copies[2] or "") if copies else None
    if count:
        return [Value("copies", count, typed)]
    archive = _ARCHIVE.fullmatch(text.strip(BLANKS))
    if archive:
        return [Value("archive", archive[1].strip(BLANKS) or squeezed(text).strip("。."), typed)]
    return []
