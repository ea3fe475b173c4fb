"""Breaks that were lost: an element or a numbered heading glued to the end of another line gets a line of its own.

A number in mid-line begins a paragraph only where it is due: the next after the one before, or a first with a second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from gongwen.reading.heads import CHINESE, IN_BRACKETS, read_head
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.forms import KIND_AT_END, NUMBER, addresses
from gongwen.recognition.lines import Line, Typed
from gongwen.text import BLANKS

__all__ = ["with_lost_breaks"]

_NUMBER = (
    r"[\u4e00-\u9fff（）()]{2,20}[〔\[［(（【﹝]\s?(?:19|20)[\dOo○〇]{2}\s?[〕\]］)）】﹞]\s?第?\s?[\dlIO]{0,5}\s?号"
)
_DATE = (
    r"(?:[二一][OoＯ0０○〇零一二三四五六七八九]{3}\s*年\s*[一二三四五六七八九十]{1,3}\s*月\s*[一二三四五六"
    r"七八九十]{1,3}\s*日|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
)


class _Glue(NamedTuple):
    """Where an element begins in the middle of a line: what the line has then, how it ends, what stands there."""

    has: str
    ends: str
    pattern: re.Pattern[str]


_GLUED = (
    _Glue("号", "号", re.compile(rf"(?<=[\u4e00-\u9fff])[{BLANKS}]{{2,}}(?={_NUMBER}$)")),
    _Glue("篇", "", re.compile(rf"(?<=[日。！）发份章])[{BLANKS}]*(?=第[一二三四五六七八九十\d]{{1,3}}篇[：:])")),
    _Glue(
        "关于",
        "知定报见告示复函",
        re.compile(
            rf"(?<=日)[{BLANKS}]*(?=[\u4e00-\u9fff]{{0,20}}关于[^。；，\s]{{4,60}}(?:通知|决定|通报|意见|报告|请示|"
            r"批复|函|公告|通告)$)"
        ),
    ),
    _Glue(
        "文件",
        "件",
        re.compile(
            rf"(?:(?<=印发)|(?<=份）)|(?<=\d份))[{BLANKS}]*"
            rf"(?=[\u4e00-\u9fff]{{3,20}}(?:政府|委员会|局|办公室|厅|部|院)文件$)"
        ),
    ),
    _Glue("文件", "号", re.compile(rf"(?<=文件)[{BLANKS}]+(?={_NUMBER}$)")),
    _Glue("号", "号", re.compile(rf"(?<=[知告示函定见报复令])[{BLANKS}]+(?={_NUMBER}$)")),
    _Glue(
        "关于",
        "）)",
        re.compile(
            rf"(?<=决议|决定|公报|办法|规定|条例|细则|规则|章程|公约|制度)[{BLANKS}]*"
            rf"(?=[（(][^（）()]{{0,60}}{_DATE}[^（）()]{{0,110}}(?:通过|批准)[）)]$)"
        ),
    ),
    _Glue("附", "", re.compile(rf"(?<=[。！])[{BLANKS}]*(?=附件?[{BLANKS}]*[：:][{BLANKS}]*\S)")),
    _Glue(
        "日",
        "日",
        re.compile(rf"(?<=[。！])[{BLANKS}]*(?=[\u4e00-\u9fff（）]{{4,30}}[{BLANKS}]*{_DATE}$)"),
    ),
    _Glue("抄", "", re.compile(rf"(?<=[。；])[{BLANKS}]*(?=(?:抄送|抄报)[{BLANKS}]*[：:])")),
    _Glue("抄", "", re.compile(rf"(?<=\S)[{BLANKS}]+(?=(?:抄送|抄报)[{BLANKS}]*[：:]\S)")),
    _Glue("主题词", "", re.compile(rf"(?<=[。；])[{BLANKS}]*(?=主题词[{BLANKS}]*[：:])")),
    _Glue("主题词", "", re.compile(rf"(?<=\S)[{BLANKS}]+(?=主题词[{BLANKS}]*[：:]\S)")),
    _Glue("印发", "", re.compile(rf"(?<=。)[{BLANKS}]+(?=[\u4e00-\u9fff]{{4,24}}[{BLANKS}]+{_DATE}[{BLANKS}]*印发)")),
)
# Behind 发文字号 at the beginning of a line: the title, or what is set apart and no part of the number.
_BEHIND_NUMBER = re.compile(
    rf"(?:[\u4e00-\u9fff]{{3,40}}文件[{BLANKS}]*)?{_NUMBER}(?:([{BLANKS}]+)(?=(?:[\u4e00-\u9fff]{{2,20}})?关于[^。；]{{4,60}}$)|"
    rf"([{BLANKS}]{{2,}})(?=[^\s签][^\s：:]{{1,7}}[：:]\S))"
)
# A head on one line: mark, number, title, each before the next.
_HEAD = re.compile(
    rf"(?:(?P<mark>[\u4e00-\u9fff]{{3,40}}文件)[{BLANKS}]*)?(?:(?P<number>{_NUMBER})[{BLANKS}]*)?"
    r"(?P<title>[\u4e00-\u9fff（）]{0,30}关于[^。；：\s]{2,70}?(?:决议|决定|公告|通告|意见|通知|通报|报告|"
    r"请示|批复|议案|函|纪要|方案|计划|总结))"
    rf"(?=[{BLANKS}]|$)[{BLANKS}]*(?:(?P<below>{_NUMBER})(?=[{BLANKS}]|$)[{BLANKS}]*)?"
)
_NAMES_FIRST = re.compile(rf"([^。；：:]{{2,80}}[：:])[{BLANKS}]*(?=\S{{8}})")
_HINTS = ("篇", "附", "抄", "主题词", "号", "日", "文件")
_SHORTEST = 6
_LONGEST_HEADING = 20
_INNER = re.compile(
    f"(?<=[。；;：:！？!?{BLANKS}）)])(?:[一二三四五六七八九十]{{1,3}}、|"
    f"[（(][一二三四五六七八九十]{{1,3}}[）)])(?=[^\\s、，。；）)])"
)
_ENOUGH = 80  # characters that tell whether a number begins here


def with_lost_breaks(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines with glued ones parted.

    >>> texts = ["7、工作信息 四、活动卷", "五、重点卷"]
    >>> lines = [Line(Typed.at(text, at)) for at, text in enumerate(["三、宣传卷", *texts], 1)]
    >>> made = with_lost_breaks(lines, [])
    >>> [line.text for line in made]
    ['三、宣传卷', '7、工作信息', '四、活动卷', '五、重点卷']
    """
    whole: list[Line] = []
    for line in lines:
        for piece in _parted_elements(line, ledger):
            whole += _parted_names(piece, whole[-1].text if whole else "", ledger)
    return _parted_headings(whole, ledger)


def _parted_elements(line: Line, ledger: list[LedgerEntry]) -> list[Line]:
    text = line.text
    if line.solid or len(text) < _SHORTEST:
        return [line]
    cuts: list[tuple[int, int]] = []
    last = text[-1]
    for has, at_end, pattern in _GLUED:
        if has in text and (not at_end or last in at_end):
            cuts += [found.span() for found in pattern.finditer(text)]
    behind = _BEHIND_NUMBER.match(text) if "号" in text else None
    if behind:
        cuts.append(behind.span(behind.lastindex or 0))
    head = _HEAD.match(text) if "关于" in text and any(hint in text for hint in _HINTS) else None
    if head:
        starts = [head.start(name) for name in ("number", "title") if head[name] and head.start(name)]
        ends = [*(head.end(name) for name in ("mark", "number") if head[name])]
        cuts += [*zip(ends, starts, strict=True)]
        below = head.start("below")
        if below >= 0:
            cuts.append((head.end("title"), below))
        if head.end() < len(text):
            cuts.append((head.end("title" if below < 0 else "below"), head.end()))
    return _cut(line, sorted(set(cuts)), ledger)


def _parted_names(line: Line, above: str, ledger: list[LedgerEntry]) -> list[Line]:
    """主送机关 with the text glued to them, under a title or 发文字号."""
    if line.solid or "：" not in line.text or not (KIND_AT_END.search(above) or NUMBER.fullmatch(above)):
        return [line]
    names = _NAMES_FIRST.match(line.text)
    return _cut(line, [(names.end(1), names.end())], ledger) if names and addresses(names[1]) else [line]


def _cut(line: Line, cuts: Sequence[tuple[int, int]], ledger: list[LedgerEntry]) -> list[Line]:
    """The line parted at blanks or between characters; the blanks become breaks."""
    if not cuts:
        return [line]
    pieces: list[Typed] = []
    at = 0
    for start, end in cuts:
        if start < at or start == 0:
            continue
        place = line.typed.place_of(start)
        ledger.append(LedgerEntry(place[0], "changed", line.text[start:end], "\n", Reason.BREAK_LOST, place[1]))
        pieces.append(line.typed.cut(at, start))
        at = end
    pieces.append(line.typed.cut(at))
    first, *others = (piece for piece in pieces if piece.text)
    if not others:
        return [replace(line, typed=first)]
    last = others[-1].text
    is_heading = len(last) <= _LONGEST_HEADING and read_head(last) is not None and last[-1] not in "，、；。"
    # A piece is as wide as it is; the last one ends where the line did, unless it is a heading of its own.
    widths = [*(0 for _ in others[:-1]), 0 if is_heading else line.width]
    return [
        replace(line, typed=first, width=0),
        *(
            replace(line, typed=piece, indent=0, above=0, hashes=0, width=width)
            for piece, width in zip(others, widths, strict=True)
        ),
    ]


def _parted_headings(lines: list[Line], ledger: list[LedgerEntry]) -> list[Line]:
    candidates = {
        index: [f.start() for f in _INNER.finditer(line.text)] for index, line in enumerate(lines) if not line.solid
    }
    if not any(candidates.values()):
        return lines
    # The numbers of each writing in order of their places, at heads of lines and within them.
    made: list[Line] = []
    due = {CHINESE.name: 1, IN_BRACKETS.name: 1}
    seconds = _seconds(lines, candidates)
    for index, line in enumerate(lines):
        head = None if line.solid else read_head(line.text)
        if head and head.writing.name in due:
            due[head.writing.name] = head.number + 1
            if head.writing is CHINESE:
                due[IN_BRACKETS.name] = 1
        cuts: list[tuple[int, int]] = []
        for start in candidates.get(index, ()):
            inner = read_head(line.text[start : start + _ENOUGH])
            if inner is None or inner.listing or inner.writing.name not in due:
                continue
            name = inner.writing.name
            is_due = inner.number in (1, due[name])  # numbers begin anew with every document
            if not is_due or (inner.number == 1 and (index, start) not in seconds[name]) or _inside(line.text, start):
                continue
            if inner.number > 1 and not _ends(line.text, start):
                continue
            before = line.text[max(0, start - _ENOUGH) : start]
            cuts.append((start - len(before) + len(before.rstrip(BLANKS)), start))
            due[name] = inner.number + 1
            if inner.writing is CHINESE:
                due[IN_BRACKETS.name] = 1
        made.extend(_cut(line, cuts, ledger))
    return made


def _ends(text: str, start: int) -> bool:
    """Whether what stands before is the end of a paragraph: a stop, or a blank after words."""
    return text[start - 1] in BLANKS + "。；;！？!?）)"


def _inside(text: str, start: int) -> bool:
    """Whether a place lies inside brackets or quotation marks, counting from the last stop at most so far back."""
    before = text[max(0, start - 200) : start]
    return (
        before.count("“") > before.count("”")
        or before.count("（") > before.count("）")
        or before.count("《") > before.count("》")
    )


def _seconds(lines: Sequence[Line], candidates: dict[int, list[int]]) -> dict[str, set[tuple[int, int]]]:
    """The inner firsts after which a second of the same writing comes before another first."""
    found: dict[str, set[tuple[int, int]]] = {CHINESE.name: set(), IN_BRACKETS.name: set()}
    waiting: dict[str, tuple[int, int] | None] = {CHINESE.name: None, IN_BRACKETS.name: None}
    for index, line in enumerate(lines):
        if line.solid:
            continue
        for start in (0, *candidates.get(index, ())):
            head = read_head(line.text[start : start + _ENOUGH])
            if head is None or head.writing.name not in found:
                continue
            name = head.writing.name
            if head.number == 1:
                waiting[name] = (index, start)
            elif head.number == 2 and (first := waiting[name]) is not None:
                found[name].add(first)
                waiting[name] = None
    return found
