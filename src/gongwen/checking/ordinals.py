"""Rules of ordinals: 一、（一）1.（1） and their order (9704-7.3.3-d, 15834-B.3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gongwen.checking.page import BODY_ROLES, HEADING_LEVELS, TEXT_ROLES, Line, Page
from gongwen.checking.patterns import COUNT, ROOM, Slip, in_half_width, word_rule
from gongwen.checking.rule import Hit, page_rule
from gongwen.standard.grades import Grade
from gongwen.standard.numerals import numeral_value
from gongwen.standard.roles import HEADING_ROLES, Role

__all__: list[str] = []

_FULL_BRACKETS = str.maketrans("()", "（）")


def _bracketed(found: re.Match[str]) -> str:
    return in_half_width(found).translate(_FULL_BRACKETS)


def _with_comma(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}，"


word_rule(
    "15834-B.3.2",
    "ordinal-han",
    "汉字序号后用顿号",
    "一 is followed by 、.",
    (
        Slip(rf"^({ROOM}*[{COUNT}]+){ROOM}*[.．，,。](?=\S)", "汉字序号后不是顿号", ("ERR-CC-01",), r"\1、"),
        Slip(rf"^({ROOM}*[{COUNT}]+){ROOM}*[：:](?=\S)", "汉字序号后不是顿号", ("ERR-CC-01",)),
    ),
    roles=TEXT_ROLES,
    cure="写成“一、”",
    wrong=("一.总则", "二，要求", "三：其他"),
    right=("一、总则", "一是抓好落实"),
    of_any_text=True,
)
word_rule(
    "15834-B.3.4",
    "ordinal-in-brackets",
    "带括号的序号后不用点号",
    "The brackets are the mark.",
    (
        Slip(
            rf"^({ROOM}*[（(]{ROOM}*[{COUNT}]+{ROOM}*[）)]){ROOM}*[、，,.．。：:；;]",
            "（一）后有标点",
            ("ERR-CC-02",),
            r"\1",
        ),
        Slip(
            rf"^({ROOM}*[（(]{ROOM}*\d{{1,2}}{ROOM}*[）)]){ROOM}*[、，,.．。：:；;]",
            "（1）后有标点",
            ("ERR-CC-05",),
            r"\1",
        ),
    ),
    roles=TEXT_ROLES,
    cure="删去标点",
    wrong=("（一）、提高认识", "（三）。其他", "（1）、具体要求"),
    right=("（一）提高认识", "（1）具体要求"),
    of_any_text=True,
)
word_rule(
    "15834-B.3.3",
    "ordinal-arabic",
    "阿拉伯数字序号后用下脚点",
    "1 is followed by a dot.",
    (
        Slip(rf"^({ROOM}*\d{{1,2}}){ROOM}*(?:[、，。]|,(?!\d{{3}}))(?=\S)", "序号后不是下脚点", ("ERR-CC-04",), r"\1."),
        Slip(rf"^{ROOM}*\d{{1,2}}{ROOM}*[：:](?=[^\d\s])", "序号后不是下脚点", ("ERR-CC-04",)),
    ),
    roles=TEXT_ROLES,
    cure="写成“1.”",
    wrong=("1、加强领导", "2，其他", "3：其他"),
    right=("1.加强领导", "1. 加强领导", "2012年", "9:00报到"),
    of_any_text=True,
)
word_rule(
    "9704-7.3.3-d",
    "ordinal-forms",
    "层次序数：一、（一）1.（1）",
    "Four levels have four forms; signs of one piece and halves of brackets are none of them.",
    (
        Slip(
            rf"^{ROOM}*(?:\({ROOM}*[{COUNT}]+{ROOM}*[)）]|（{ROOM}*[{COUNT}]+{ROOM}*\))",
            "（一）的括号不是全角",
            ("ERR-CC-03", "15834-X1"),
            _bracketed,
        ),
        Slip(
            rf"^{ROOM}*(?:\(\d{{1,2}}[)）]|（\d{{1,2}}\))", "（1）的括号不是全角", ("ERR-CC-03", "15834-X1"), _bracketed
        ),
        Slip(rf"^{ROOM}*[㈠-㈩⑴-⒇⒈-⒛]", "用了单个字符的序号", ("ERR-CC-06",), _bracketed),
        Slip(rf"^{ROOM}*\d{{1,2}}{ROOM}*[）)](?={ROOM}*\S)", "用了半个括号的序号", ("ERR-CC-07",)),
    ),
    roles=TEXT_ROLES,
    cure="写成“（一）”“1.”“（1）”",
    wrong=("(一)提高认识", "（一)提高认识", "㈠提高认识", "⑴具体要求", "⒈加强领导", "1）具体要求"),
    right=("（一）提高认识", "（1）具体要求", "①登记"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-B.3.1",
    "first-of-all",
    "“第一”“首先”后用逗号",
    "第一 opens a sentence, it lists nothing; 第一、二、三产业 does.",
    (
        Slip(
            rf"(?:^|(?<=[。；：，])){ROOM}*第[一二三四五六七八九十]+、(?![{COUNT}])",
            "“第一”后用了顿号",
            ("ERR-CC-09",),
            _with_comma,
        ),
        Slip("(?:首先|其次|再次|最后)、", "“首先”后用了顿号", ("ERR-CC-09",), _with_comma),
    ),
    roles=(*BODY_ROLES, *HEADING_ROLES),
    cure="改为逗号",
    wrong=("第一、要抓好落实", "首先、提高认识"),
    right=("第一，要抓好落实", "第一、二、三产业", "坚持安全第一、预防为主"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-B.3.6",
    "articles",
    "“第一条”后空一字，不用点号",
    "Chapters and articles are followed by room.",
    (Slip(rf"^({ROOM}*第[{COUNT}]+[章条节]){ROOM}*[、，.．：:]", "“第×条”后有标点", ("ERR-CC-10",), "\\1　"),),
    roles=TEXT_ROLES,
    cure="空一字",
    wrong=("第一条、为了规范值班",),
    right=("第一条　为了规范值班",),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-B.3.7",
    "one-is",
    "“一是”后不用标点",
    "一是 runs on.",
    (Slip(rf"(?:^|(?<=[。；：])){ROOM}*([一二三四五六七八九]是)[、，：:]", "“一是”后有标点", ("ERR-CC-11",), r"\1"),),
    roles=(*BODY_ROLES, *HEADING_ROLES),
    cure="删去标点",
    wrong=("一是、抓好落实", "一是，抓好落实"),
    right=("一是抓好落实",),
    grade=Grade.USUAL,
    of_any_text=True,
)


# ------------------------------------------------------------------ order of headings

_LONGEST_ORDINAL = 16
# However it is written: what is wrong with the mark is told by its own rule.
_FIRST = re.compile(rf"[^\S\n]*(?:([{COUNT}]+)[、.．，,：:。]|[（(]([{COUNT}]+)[）)])")


@page_rule(
    "15834-B.3.8",
    "order-of-levels",
    "层次的序号连续",
    wrong="一、……三、……（没有“二、”）；两个“（二）”",
    right="一、二、三、……；每一层从头编起",
    grade=Grade.USUAL,
    reads=HEADING_ROLES,
    also=("ERR-CC-08",),
)
def order_of_levels(page: Page) -> Iterator[Hit]:
    """Headings that stand alone are counted without gaps; each level begins anew below a higher one."""
    last = [0, 0]
    for line in page.of(*HEADING_ROLES[:2], *BODY_ROLES, Role.ATTACHMENT_LABEL, Role.ISSUED_TITLE):
        if line.role in (Role.ATTACHMENT_LABEL, Role.ISSUED_TITLE):
            last = [0, 0]
            continue
        counted = _counted(line)
        if counted is None:
            continue
        level, number = counted
        heading = line.role in HEADING_LEVELS
        before = last[level]
        if level == 0:
            last[1] = 0
        last[level] = number
        if number in (before + 1, 1) or not heading:
            continue
        found, wanted = line.words[:8], f"第 {before + 1} 个"
        message = "序号重复" if number == before else "序号不连续"
        yield Hit(message, "核对各层标题的序号", line, found=found, required=wanted, start=0)


def _counted(line: Line) -> tuple[int, int] | None:
    """The level and number of a heading, or of a paragraph that begins as one."""
    # Signs of one piece (㈠) count as what they stand for.
    start = (line.facts.number_text(line.paragraph) + line.text)[:_LONGEST_ORDINAL]
    found = _FIRST.match(unicodedata.normalize("NFKC", start))
    if found is None:
        return None
    if found[1]:
        level, number = 0, numeral_value(found[1])
    else:
        level, number = 1, numeral_value(found[2])
    return None if number is None else (level, number)
