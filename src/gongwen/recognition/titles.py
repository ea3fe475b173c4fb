"""Titles and marks: what of a line, and of the lines beside it, makes it one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from gongwen.recognition.forms import (
    ABOUT,
    AGENCY,
    ATTACHMENT_HEAD,
    FILE_WORD,
    KIND_AT_END,
    LETTER_SPACED,
    LIST_AT_END,
    LOOSE_AT_END,
    MINUTES_MARK,
    OPEN_DATE,
    ORDER_MARK,
    ORDER_NUMBER,
    PEOPLE,
    SIGNER,
    TITLE_NAMED,
    UNDER_TITLE,
)
from gongwen.recognition.lines import Line
from gongwen.recognition.looks import is_under_larger
from gongwen.recognition.views import LONG, View

__all__ = ["NO_NAMES", "Names", "bare_title", "title_features", "with_outer_marks"]

_LONGEST_LINE_OF_NAMES, _LONGEST_FIRST_LINE = 24, 30
_GAP = 2  # empty lines
_ONLY_WORDS = re.compile("(?!附件?)[\u4e00-\u9fff]{2,14}")


class Names:
    """The titles that a text gives its attachments and what it issues, each with the line that announces it.

    They are found by their last characters. A name holds for the lines after it, as far as attachments usually lie.
    """

    _TAIL = 6
    _MOST = 20
    _FARTHEST = 400

    def __init__(self, announced: Iterable[tuple[str, int]]) -> None:
        self._exact: dict[str, list[int]] = {}
        for name, line in announced:
            self._exact.setdefault(bare_title(name), []).append(line)
        self._by_tail: dict[str, list[str]] = {}
        for name in self._exact:
            if len(name) >= self._TAIL:
                self._by_tail.setdefault(name[-self._TAIL :], []).append(name)

    def __bool__(self) -> bool:
        return bool(self._exact)

    def has(self, title: str, line: int) -> bool:
        """Whether a line is one of the names that were announced before, or one of them with an agency before it.

        >>> names = Names([("2026年防汛工作方案", 8)])
        >>> names.has("青山镇2026年防汛工作方案", 20), names.has("工作方案", 20), names.has("2026年防汛工作方案", 3)
        (True, False, False)
        """
        title = bare_title(title)
        if self.has_exactly(title, line):
            return True
        near = self._by_tail.get(title[-self._TAIL :], ())[: self._MOST] if len(title) >= self._TAIL else ()
        return any(
            (title.endswith(name) and _ONLY_WORDS.fullmatch(title[: -len(name)]) is not None)
            or (name.endswith(title) and 2 * len(title) > len(name))
            for name in near
            if self.has_exactly(name, line)
        )

    def has_exactly(self, title: str, line: int) -> bool:
        """Whether a line is one of the names as it stands."""
        places = self._exact.get(bare_title(title))
        if not places:
            return False
        at = bisect_left(places, line)
        return at > 0 and line - places[at - 1] <= self._FARTHEST


def bare_title(name: str) -> str:
    """A title without the marks around it, and with those that it has where nothing quotes it.

    >>> bare_title("《关于废止〈渡口管理办法〉的决定》")
    '关于废止《渡口管理办法》的决定'
    """
    return with_outer_marks(name.strip("《》"))


def with_outer_marks(text: str) -> str:
    """The text with 《》 for 〈〉, which stand only where a quoted title quotes another one."""
    return text.translate(_OUTER_MARKS)


_OUTER_MARKS = str.maketrans("〈〉", "《》")
NO_NAMES = Names(())


def title_features(
    index: int, lines: Sequence[Line], views: Sequence[View], names: Names, *, begins: bool
) -> Iterator[str]:
    """The features that make a line a title, or the mark over one; ``begins`` tells that a document may begin here."""
    text, view = lines[index].text, views[index]
    plain = view.plain
    final = plain[-1]
    if final in "。；，、！？;,!?":
        return
    if view.head is None or view.head.listing:
        yield from _title_words(text, plain, begins=begins)
    yield from _beside_others(index, lines, views, plain)
    if begins and _is_apart_from_title(index, lines, views):
        yield "whole title below"
    if TITLE_NAMED.fullmatch(text):
        yield "title named"
    if names and not begins and (names.has(plain, index) or names.has_exactly(plain + _below(index, views), index)):
        yield "title of an attachment"
    if index and len(text) <= _LONGEST_LINE_OF_NAMES and "签发人" in views[index - 1].plain and PEOPLE.fullmatch(text):
        yield "more signers"
    about = ABOUT.search(text) is not None
    if about:
        yield "about"
    if plain.startswith("关于"):
        yield "about at the start"
    if text[-1] in "号期次）)" and ORDER_NUMBER.fullmatch(text) and _is_no_part_of_title(index, lines):
        yield "ordinal alone"
    yield from _mark_features(index, lines, views, plain, about=about)


def _below(index: int, views: Sequence[View]) -> str:
    return views[index + 1].plain if index + 1 < len(views) else ""


def _beside_others(index: int, lines: Sequence[Line], views: Sequence[View], plain: str) -> Iterator[str]:
    """What the lines above and below make of a line: the first or the last of a title."""
    following, agency = _below(index, views), views[index].agency
    if agency and following.startswith(("关于", "印发", "转发")):
        yield "agency before about"
    elif agency and _has_agency(following):
        yield "whole title below"
    if following and views[index].head is None and _title_begins(views[index], views[index + 1]):
        yield "title begins"
    if index:
        above = views[index - 1].plain
        if above and _title_goes_on(views[index - 1], plain):
            yield "title goes on"
        elif KIND_AT_END.search(above) and "，" in lines[index].text:
            yield "after a whole title"
        if ATTACHMENT_HEAD.fullmatch(lines[index - 1].text):
            yield "after an attachment head"
        if _is_under_larger_words(index, lines, views):
            yield "under larger words"
        yield from _under_title(index, lines, views)


def _is_apart_from_title(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a whole title, with its agency in it or over it, begins after a gap below a line and others as short."""
    for at in range(index + 1, min(index + 1 + _MOST_BETWEEN, len(lines))):
        if lines[at].above >= _GAP:
            title = views[at].plain
            return _has_agency(title) or (views[at].agency and _has_agency(title + _below(at, views)))
        if not views[at].short:
            return False
    return False


def _under_title(index: int, lines: Sequence[Line], views: Sequence[View]) -> Iterator[str]:
    """The office and the date that stand under a title, each on its line, in either order."""
    view = views[index]
    if not (view.agency or view.date or view.last in _LAST_OF_DATE) or not _is_under_title(index, lines, views):
        return
    if _is_dated(lines[index], view):
        if views[index - 1].agency:
            yield "date under title"
    elif view.agency and any(
        _is_dated(lines[beside], views[beside]) or UNDER_TITLE.fullmatch(lines[beside].text)
        for beside in (index - 1, index + 1)
        if 0 <= beside < len(lines)
    ):
        yield "office under title"


def _is_dated(line: Line, view: View) -> bool:
    """Whether a line is a date, or the month alone, as the cover of a plan has it."""
    return view.date or (view.last in _LAST_OF_DATE and OPEN_DATE.fullmatch(line.text) is not None)


_LAST_OF_DATE = frozenset("月日")


def _is_under_title(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a title, or the mark of minutes, stands above a line with nothing but other lines of the head between."""
    for at in range(index - 1, max(-1, index - 2 - _MOST_BETWEEN), -1):
        if _closes_title(views, at):
            return True
        if not _is_of_head(lines[at], views[at]):
            return False
    return False


def _closes_title(views: Sequence[View], index: int) -> bool:
    plain = views[index].plain if index >= 0 else ""
    return bool(KIND_AT_END.search(plain) or LOOSE_AT_END.search(plain))


def _title_words(text: str, plain: str, *, begins: bool) -> Iterator[str]:
    if LIST_AT_END.search(plain) and not begins:
        yield "list at the end"
    if KIND_AT_END.search(plain):
        yield "kind at the end"
    elif LOOSE_AT_END.search(plain):
        yield "loose kind at the end"
    if begins and len(text) <= LONG:
        yield "first line"
    if LETTER_SPACED.fullmatch(text):
        yield "letter-spaced"


def _is_under_larger_words(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a centred line stands under a larger title, perhaps with others of its own size between."""
    here = lines[index].formatting
    if here is None or here.alignment != "center" or views[index].head is not None:
        return False
    for at in range(index - 1, max(-1, index - 1 - _MOST_UNDER_TITLE), -1):
        above = lines[at].formatting
        if above is None or views[at].mark:
            return False
        if above.size != here.size:
            return is_under_larger(here, above)
        if above.alignment != "center" or views[at].head is not None:
            return False
    return False


_MOST_UNDER_TITLE = 4  # a subtitle, who speaks, for whom, when


def _is_no_part_of_title(index: int, lines: Sequence[Line]) -> bool:
    """Whether a number counts documents: a title may have 第3次 on a line of its own, but not below its last words."""
    counts = "号" in lines[index].text
    return counts or (index > 0 and MINUTES_MARK.fullmatch(lines[index - 1].text) is not None)


_WORDS = re.compile("[\u4e00-\u9fff0-9Xx×“”《》（）、，·—-]{5,45}")
_LONGEST_FRAGMENT = 14


def _title_begins(view: View, after: View) -> bool:
    """Whether a line without the last words of a title stands over a line that has them."""
    plain, following = view.plain, after.plain
    if KIND_AT_END.search(plain) or LOOSE_AT_END.search(plain) or view.date or view.signed or after.head is not None:
        return False
    closes = KIND_AT_END.search(following) or LOOSE_AT_END.search(following)
    if closes is None or not after.short or following.startswith(("附", "抄")) or _WORDS.fullmatch(plain) is None:
        return False
    if view.agency:
        return not _has_agency(following)
    if following.startswith("关于") or "，" in plain:
        return False  # that one begins by itself
    return len(following) <= _LONGEST_FRAGMENT


def _has_agency(title: str) -> bool:
    """Whether a title names its agency itself: 青山镇人民政府关于……的通知."""
    agency, about, _ = title.partition("关于")
    return bool(about) and AGENCY.fullmatch(agency) is not None and KIND_AT_END.search(title) is not None


def _title_goes_on(before: View, plain: str) -> bool:
    """Whether a title that began in the line above goes on in this one."""
    above = before.plain
    if above[-1] in "。；：:！？":
        return False
    if len(above) <= LONG and "关于" in above and not KIND_AT_END.search(above):
        return True
    if before.agency:
        return plain.startswith("关于")
    closes = KIND_AT_END.search(plain) is not None and KIND_AT_END.search(above) is None
    return closes and len(above) <= _LONGEST_FIRST_LINE and _WORDS.fullmatch(above) is not None and not before.date


def _mark_features(
    index: int, lines: Sequence[Line], views: Sequence[View], plain: str, *, about: bool
) -> Iterator[str]:
    """发文机关标志, by its last words or by 发文字号 below it."""
    text, view = lines[index].text, views[index]
    if view.mark:
        yield "mark"
    elif FILE_WORD.fullmatch(text):
        yield "mark before number"
    elif plain.endswith("令") and ORDER_MARK.fullmatch(text):
        yield "order mark"
    elif plain.endswith("纪要") and MINUTES_MARK.fullmatch(text):
        yield "minutes mark"
        if _is_over_title(index, lines, views):
            yield "mark before title"
    if about or not view.short or view.number:
        return
    if _before_number(index, lines, views):
        yield "mark before number"
    below = _below(index, views)
    if "期" in below[-2:] and view.head is None and _ISSUE.fullmatch(below):
        yield "mark over an issue"


def _before_number(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a short line stands over 发文字号, with only lines of the head between."""
    if not _may_be_mark(views[index]):
        return False
    for at in range(index + 1, min(index + 5, len(lines))):
        if views[at].number or ORDER_NUMBER.fullmatch(lines[at].text):
            return True
        if not (_may_be_mark(views[at]) or SIGNER.match(lines[at].text)):
            return False
    return False


_ISSUE = re.compile(r"[（(]?(?:〔\d{4}〕)?总?第[\d一二三四五六七八九十百]{1,5}期[）)]?")
_MOST_BETWEEN = 3  # the issue, the office, the date


def _is_over_title(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a title of minutes stands under a line, with nothing but the issue, the office and the date between."""
    for at in range(index + 1, min(index + 2 + _MOST_BETWEEN, len(lines))):
        if views[at].plain.endswith("纪要"):
            return True
        if not _is_of_head(lines[at], views[at]):
            return False
    return False


def _is_of_head(line: Line, view: View) -> bool:
    """Whether a line is the number, the issue, the office or the date, which stand under a mark or a title."""
    if view.agency or view.date or view.signed or view.number:
        return True
    return bool(ORDER_NUMBER.fullmatch(line.text) or UNDER_TITLE.fullmatch(line.text))


def _may_be_mark(view: View) -> bool:
    return view.agency or view.plain.endswith(("文件", "纪要", "令"))
