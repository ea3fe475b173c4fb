"""What can be seen of a line: its length and ends, the words it begins or closes with, its neighbours, its formatting.

In: lines. Out: for every line the names of its features (the rows of ``roles.WEIGHTS``). Few and general: no feature
knows a text. A paragraph of a .docx has the same features and those of its formatting besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from gongwen.reading.heads import ARTICLE, CHAPTER, CHINESE, DECIMAL, FIGURE, Head, read_head
from gongwen.recognition.forms import (
    ABOUT,
    ADDRESSES_ALONE,
    AGENCIES,
    AGENCY,
    ATTACHMENT_HEAD,
    FILE_WORD,
    KIND_AT_END,
    LETTER_SPACED,
    LIST_AT_END,
    LOOSE_AT_END,
    MINUTES_MARK,
    OFFICER,
    ORDER_MARK,
    ORDER_NUMBER,
    PEOPLE,
    SAYS,
    TITLE_NAMED,
    addresses,
    attachment_form,
    forms_of,
    squeezed,
)
from gongwen.recognition.lines import Formatting, Line
from gongwen.recognition.views import LONG, View, has_any, is_full, view_of

__all__ = ["Names", "Seen", "seen_of"]


_ONLY_WORDS = re.compile("(?!附件?)[\u4e00-\u9fff]{2,14}")


class Names:
    """The titles that a text gives its attachments and what it issues, found by their last characters."""

    _TAIL = 6
    _MOST = 20

    def __init__(self, names: Iterable[str]) -> None:
        self._exact = frozenset(name.strip("《》") for name in names)
        self._by_tail: dict[str, list[str]] = {}
        for name in self._exact:
            if len(name) >= self._TAIL:
                self._by_tail.setdefault(name[-self._TAIL :], []).append(name)

    def __bool__(self) -> bool:
        return bool(self._exact)

    def has(self, title: str) -> bool:
        """Whether a title is one of the names, or one of them with an agency before it.

        >>> names = Names(["2026年防汛工作方案"])
        >>> names.has("青山镇2026年防汛工作方案"), names.has("工作方案")
        (True, False)
        """
        title = title.strip("《》")
        if title in self._exact:
            return True
        near = self._by_tail.get(title[-self._TAIL :], ())[: self._MOST] if len(title) >= self._TAIL else ()
        return any(
            (title.endswith(name) and _ONLY_WORDS.fullmatch(title[: -len(name)]) is not None)
            or (name.endswith(title) and 2 * len(title) > len(name))
            for name in near
        )

    def has_exactly(self, title: str) -> bool:
        """Whether a title is one of the names as it stands."""
        return title.strip("《》") in self._exact


NO_NAMES = Names(())
_Add: TypeAlias = Callable[[str], None]


class Seen(NamedTuple):
    """A line's features and the number at its head."""

    features: list[str]
    head: Head | None


_STOPS = "。！？!?"
_OPEN_ENDS = "，、,《“（(〈「"
_CLOSERS = "，。、；：！？）》”’」』】〕,.;:!?)%％"
_LONGEST_ELEMENT, _LONGEST_TITLE = 300, 90
_GAP = 2  # empty lines
_DEEP = 10  # half-width blanks: more than an indentation


def seen_of(lines: Sequence[Line], *, names: Names = NO_NAMES) -> list[Seen]:
    """The features of every line; ``names`` are the titles that the text gives its attachments.

    >>> from gongwen.recognition.lines import Typed
    >>> texts = ["关于做好春耕工作的通知", "各村民委员会：", "现将有关事项通知如下。"]
    >>> seen = seen_of([Line(Typed.at(text, at)) for at, text in enumerate(texts, 1)])
    >>> "kind at the end" in seen[0].features, "addresses" in seen[1].features, "ends in stop" in seen[2].features
    (True, True, True)
    """
    views = [view_of(line) for line in lines]
    seen: list[Seen] = []
    begins = True  # whether a document may begin here, for all that was seen
    for index in range(len(lines)):
        features = _features(index, lines, views, names, begins=begins)
        begins = (begins and any(name in features for name in _OUTSIDE)) or "collection" in features
        seen.append(Seen(features, views[index].head))
    return seen


_OUTSIDE = frozenset(
    (
        "mail",
        "talk",
        "greeting",
        "boundary",
        "collection",
        "six digits",
        "secrecy",
        "mark",
        "number",
        "mark before number",
        "signer",
        "number named",
    )
)


def _features(index: int, lines: Sequence[Line], views: Sequence[View], names: Names, *, begins: bool) -> list[str]:
    line, view = lines[index], views[index]
    if line.solid:
        return ["any", "table"]
    text = line.text
    before = views[index - 1] if index else None
    after = views[index + 1] if index + 1 < len(views) else None
    features = ["any"]
    add = features.append
    length = len(text)
    if length > LONG:
        add("long")
    elif view.short:
        add("short")
    _add_ends(text, view, add)
    head = view.head
    if head is not None and not (head.listing and head.writing in (CHINESE, FIGURE)):
        add("numbered")
        if head.writing in (FIGURE, *DECIMAL):
            add("figure")
        if head.writing in (CHAPTER, ARTICLE):
            add("chapter")
    if line.above >= _GAP and line.above > _usual_gap(index, lines):
        add("after a gap")
    if line.indent:
        add("deep" if line.indent >= _DEEP else "indented")
    if index:
        _add_going_on(index, lines, views, add)
    if length <= _LONGEST_ELEMENT:
        _add_elements(text, view, before, after, add)
        _add_addresses(index, lines, views, add)
    if length <= _LONGEST_TITLE:
        _add_titles(index, lines, views, names, add, begins=begins)
    if line.formatting is not None:
        _add_formatting(line.formatting, length, add)
    if line.hashes == 1 and begins:
        add("first heading mark")
    return features


def _usual_gap(index: int, lines: Sequence[Line]) -> int:
    """How many empty lines most lines near one have above them."""
    near = sorted(line.above for line in lines[max(0, index - _WINDOW) : index + _WINDOW])
    return near[len(near) // 2]


_WINDOW = 8


def _add_ends(text: str, view: View, add: _Add) -> None:
    last = view.last
    bare = text.rstrip("”’）)》") if last in "”’）)》" else text
    final = bare[-1:] or last
    if final in _STOPS or text.endswith("……"):
        add("ends in stop")
    elif last in "；;":
        add("ends in semicolon")
    elif last in "，,、":
        add("ends in comma")
    elif last in "：:":
        add("ends in colon")
    inner = text[:-2]
    if "。" in inner or "；" in inner or "！" in inner or "？" in inner:
        add("has stop inside")
    elif "，" in inner:
        add("has comma")


def _add_going_on(index: int, lines: Sequence[Line], views: Sequence[View], add: _Add) -> None:
    """Whether the line goes on with the paragraph before: lines that were wrapped, sentences that were broken."""
    line, view, before = lines[index], views[index], views[index - 1]
    text, text_before = line.text, lines[index - 1].text
    if not before.last or (line.formatting is not None and line.solid):
        return
    if line.formatting is not None:
        add("paragraph of its own")
    if text[0] in _CLOSERS and view.head is None:
        add("must go on")
        return
    full = is_full(index - 1, views)
    if full and before.last not in "：:":
        add("line of a wrapped text")
    if before.last in "，、," or (full and before.last not in "：:。" and view.last in "：:。"):
        add("names go on")
    elif before.last not in "：:。":
        add("names may go on")
    if view.head is not None and not view.head.listing:
        return
    if "关于" in text and not full and KIND_AT_END.search(text):
        return  # a title of its own
    if view.date or view.signed or view.number or before.date or before.number:
        return
    likely = _how_likely_it_goes_on(line, lines[index - 1], before.last, full=full, marked=_are_marked(index, lines))
    if likely:
        add(likely)


_FINAL = "。！？!?；;：:…"


_NEAR = 12


def _are_marked(index: int, lines: Sequence[Line]) -> bool:
    """Whether paragraphs near a line are marked by an indentation or an empty line that this one lacks."""
    line = lines[index]
    near = lines[max(0, index - _NEAR) : index + _NEAR]
    if line.indent or line.above:
        return False
    return sum(0 < other.indent < _DEEP for other in near) >= 2 or sum(other.above > 0 for other in near) >= 2


def _how_likely_it_goes_on(line: Line, above: Line, last: str, *, full: bool, marked: bool) -> str | None:
    """The feature of a line after a text that was broken off, or perhaps was; None after one that plainly ended."""
    before, apart = above.text, bool(line.above)
    if last in _FINAL or before.endswith(("。”", "）")):
        if not full or last not in "。；;！？）”" or line.indent or apart:
            return None
        return "goes on" if marked else "could go on"
    unclosed = any(before.count(opens) > before.count(closes) for opens, closes in ("“”", "（）", "《》"))
    if last in _OPEN_ENDS or unclosed:
        return "may go on" if apart and last not in "，、" else "goes on"
    wide = above.width >= _WIDE
    # Marks of paragraphs tell nothing of a heading, which is followed by a paragraph in any case.
    heading = read_head(before) is not None and not has_any(before, "。，；")
    if full or (wide and marked and not apart and not heading):
        return "may go on" if apart else "goes on"
    if not wide or not has_any(before, "。，；"):
        return None
    if len(before) <= LONG:
        return None if apart or line.indent else "may go on"
    return "may go on" if apart or line.indent else "goes on"


_WIDE = 36  # half-width characters: more than a title, a name or a heading without a full stop usually has


def _add_elements(text: str, view: View, before: View | None, after: View | None, add: _Add) -> None:
    """What stands in the head and the tail of a document, by the way it is written."""
    if view.number:
        add("number")
    if view.date:
        add("date")
        if before is not None and before.short:
            add("after a signature")
    elif view.signed:
        add("signed date")
    if text[0] == "附":
        form = attachment_form(text, numbered_below=after is not None and after.head is not None)
        if form:
            add(form)
    elif text.startswith(("——", "--")) and before is not None and view.last not in "。；：":
        add("under title")
    for form in forms_of(text):
        if not (form == "open date" and view.date):
            add(form)
    if SAYS.search(text):
        add("says something")
    if len(text) <= _LONGEST_NAME and view.last not in "。；：:，、！？;":
        _add_signature(text, after, add)


_LONGEST_NAME, _LONGEST_OFFICER, _LONGEST_PERSON = 60, 24, 30


def _add_signature(text: str, after: View | None, add: _Add) -> None:
    """Who signs: an agency, several of them, an officer; or anything short that stands over a date."""
    length = len(text)
    dated = after is not None and after.date
    if AGENCY.fullmatch(squeezed(text)):
        name = "agency"
    elif AGENCIES.fullmatch(text):
        name = "agencies in a row"
    elif length <= _LONGEST_OFFICER and OFFICER.fullmatch(text):
        name = "officer"
    else:
        if dated and length <= _LONGEST_PERSON and not has_any(text, "。，；："):
            add("before a date")
        return
    add(name)
    if dated or (after is not None and after.signed and name != "officer"):
        add("before a date")


_LONGEST_ADDRESS, _LONGEST_FIRST_LINE, _LONGEST_WITHOUT_COLON = 200, 80, 160


def _add_addresses(index: int, lines: Sequence[Line], views: Sequence[View], add: _Add) -> None:
    """Whom the document is sent to: names up to a colon, perhaps over two lines; or names alone."""
    text, view = lines[index].text, views[index]
    after = views[index + 1] if index + 1 < len(views) else None
    length = len(text)
    if view.last in "：:":
        if length <= _LONGEST_ADDRESS and addresses(text):
            add("addresses")
    elif "。" in text or view.last == "；":
        return
    elif after is not None and length <= _LONGEST_FIRST_LINE and (is_full(index, views) or view.last in "，、"):
        names = _names_up_to_colon(index, lines, views)
        if names and addresses(names):
            add("addresses")
    elif length <= _LONGEST_WITHOUT_COLON and ADDRESSES_ALONE.fullmatch(text):
        add("addresses without colon")


_MOST_LINES_OF_NAMES = 6


def _names_up_to_colon(index: int, lines: Sequence[Line], views: Sequence[View]) -> str:
    """A line and those after it up to one that ends in a colon; nothing where a sentence ends before."""
    for at in range(index + 1, min(index + _MOST_LINES_OF_NAMES, len(lines))):
        text = lines[at].text
        if not views[at].last or "。" in text or len(text) > _LONGEST_FIRST_LINE:
            return ""
        if views[at].last in "：:":
            return "".join(line.text for line in lines[index : at + 1])
    return ""


def _add_titles(
    index: int, lines: Sequence[Line], views: Sequence[View], names: Names, add: _Add, *, begins: bool
) -> None:
    text, view = lines[index].text, views[index]
    plain = squeezed(text)
    final = plain[-1]
    if final in "。；，、！？;,!?":
        return
    about = ABOUT.search(text) is not None
    if about:
        add("about")
    if plain.startswith("关于"):
        add("about at the start")
    if view.head is None or view.head.listing:
        _add_title_words(text, plain, add, begins=begins)
    if TITLE_NAMED.fullmatch(text):
        add("title named")
    following = squeezed(lines[index + 1].text) if index + 1 < len(lines) else ""
    if following.startswith(("关于", "印发", "转发")) and AGENCY.fullmatch(plain):
        add("agency before about")
    if following and view.head is None and _title_begins(plain, following, views[index], views[index + 1]):
        add("title begins")
    if index:
        above = squeezed(lines[index - 1].text)
        if above and _title_goes_on(above, plain, dated=views[index - 1].date):
            add("title goes on")
        elif KIND_AT_END.search(above) and "，" in text:
            add("after a whole title")
        if ATTACHMENT_HEAD.fullmatch(lines[index - 1].text):
            add("after an attachment head")
    if names and (names.has(plain) or names.has_exactly(plain + following)):
        add("title of an attachment")
    if (
        index
        and len(text) <= _LONGEST_OFFICER
        and "签发人" in squeezed(lines[index - 1].text)
        and PEOPLE.fullmatch(text)
    ):
        add("more signers")
    _add_mark(index, lines, views, plain, add, about=about)


def _add_title_words(text: str, plain: str, add: _Add, *, begins: bool) -> None:
    if LIST_AT_END.search(plain) and not begins:
        add("list at the end")
    if KIND_AT_END.search(plain):
        add("kind at the end")
    elif LOOSE_AT_END.search(plain):
        add("loose kind at the end")
    if begins and len(text) <= LONG:
        add("first line")
    if LETTER_SPACED.fullmatch(text):
        add("letter-spaced")


_WORDS = re.compile("[\u4e00-\u9fff0-9Xx×“”《》（）、，·—-]{5,45}")
_LONGEST_FRAGMENT = 14


def _title_begins(plain: str, following: str, view: View, after: View) -> bool:
    """Whether a line without the last words of a title stands over a line that has them."""
    if KIND_AT_END.search(plain) or LOOSE_AT_END.search(plain) or view.date or view.signed or after.head is not None:
        return False
    closes = KIND_AT_END.search(following) or LOOSE_AT_END.search(following)
    if closes is None or not after.short or following.startswith(("附", "抄")) or _WORDS.fullmatch(plain) is None:
        return False
    return AGENCY.fullmatch(plain) is not None or len(following) <= _LONGEST_FRAGMENT


def _title_goes_on(above: str, plain: str, *, dated: bool) -> bool:
    """Whether a title that began in the line above goes on in this one."""
    if above[-1] in "。；：:！？":
        return False
    if len(above) <= LONG and "关于" in above and not KIND_AT_END.search(above):
        return True
    agency = AGENCY.fullmatch(above) is not None
    if agency:
        return plain.startswith("关于")
    closes = KIND_AT_END.search(plain) is not None and KIND_AT_END.search(above) is None
    return closes and len(above) <= _LONGEST_PERSON and above[-1] not in "，、" and not dated


def _add_mark(index: int, lines: Sequence[Line], views: Sequence[View], plain: str, add: _Add, *, about: bool) -> None:
    """发文机关标志, by its last words or by 发文字号 below it."""
    text, view = lines[index].text, views[index]
    if view.mark:
        add("mark")
    elif FILE_WORD.fullmatch(text):
        add("mark before number")
    elif plain.endswith("令") and ORDER_MARK.fullmatch(text):
        add("order mark")
    elif plain.endswith("纪要") and MINUTES_MARK.fullmatch(text):
        add("minutes mark")
        if index + 1 < len(lines) and squeezed(lines[index + 1].text).endswith("纪要"):
            add("mark before title")
    if not about and view.short and not view.number and _before_number(index, lines, views):
        add("mark before number")


def _before_number(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a short line stands over 发文字号, with only lines of the head between."""
    text = lines[index].text
    if not (AGENCY.fullmatch(squeezed(text)) or squeezed(text).endswith(("文件", "纪要", "令"))):
        return False
    for at in range(index + 1, min(index + 5, len(lines))):
        following = lines[at].text
        if views[at].number or ORDER_NUMBER.fullmatch(following):
            return True
        if not (AGENCY.fullmatch(squeezed(following)) or squeezed(following).endswith(("文件", "纪要", "令"))):
            return False
    return False


def _add_formatting(formatting: Formatting, length: int, add: _Add) -> None:
    size = formatting.size or 0.0
    colour = formatting.colour or ""
    red = len(colour) == 6 and int(colour[:2], 16) > 150 and int(colour[2:4], 16) < 110 and int(colour[4:], 16) < 110
    if red and size >= 22:
        add("red and large")
    elif size >= 18 and length <= 90:
        add("larger than text")
    elif size:
        add("text size")
    if formatting.alignment == "center":
        add("centred")
    elif formatting.alignment == "right":
        add("set right")
    if formatting.bold and length <= 90:
        add("bold face")
    if formatting.indent == 0:
        add("flush left")
    elif formatting.indent and formatting.indent >= 10:
        add("deep")
