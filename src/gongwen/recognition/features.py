"""What can be seen of a line: its length and ends, the words it begins or closes with, its neighbours, its formatting.

In: lines. Out: for every line the names of its features (the rows of ``roles.WEIGHTS``). Few and general: no feature
knows a text. A paragraph of a .docx has the same features and those of its formatting besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from gongwen.reading.heads import ARTICLE, CHAPTER, CHINESE, DECIMAL, FIGURE, Head
from gongwen.recognition.continuing import going_on
from gongwen.recognition.forms import (
    ADDRESSES_ALONE,
    AGENCIES,
    FIRST_OF_NOTE,
    KIND_AT_END,
    LABEL_ALONE,
    LOOSE_AT_END,
    OFFICER,
    SAYS,
    SEAL_WORDS,
    SIGNER_BEHIND,
    addresses,
    attachment_form,
    forms_of,
    has_traditional,
    simplified,
)
from gongwen.recognition.lines import Line, Typed
from gongwen.recognition.looks import looks_of
from gongwen.recognition.noise import MAIL_HEAD
from gongwen.recognition.roles import WEIGHTS, Role
from gongwen.recognition.titles import NO_NAMES, Names, title_features
from gongwen.recognition.views import DEEP, LONG, View, has_any, is_full, view_of

__all__ = ["Seen", "seen_of"]


_Add: TypeAlias = Callable[[str], None]
_NAMED = (Role.RECIPIENTS, Role.MORE_RECIPIENTS)


class Seen(NamedTuple):
    """A line's features and the number at its head."""

    features: list[str]
    head: Head | None


_STOPS = "。！？!?"
_LONGEST_ELEMENT, _LONGEST_TITLE = 300, 90
_GAP = 2  # empty lines


def _simplified(line: Line) -> Line:
    """The line with its words in simplified characters, by which it is recognised; it is kept as typed."""
    text = simplified(line.text)
    return line if text == line.text or line.solid else replace(line, typed=Typed(text, line.typed.anchors))


def seen_of(lines: Sequence[Line], *, names: Names = NO_NAMES) -> list[Seen]:
    """The features of every line; ``names`` are the titles that the text gives its attachments.

    >>> from gongwen.recognition.lines import Typed
    >>> texts = ["关于做好春耕工作的通知", "各村民委员会：", "现将有关事项通知如下。"]
    >>> seen = seen_of([Line(Typed.at(text, at)) for at, text in enumerate(texts, 1)])
    >>> "kind at the end" in seen[0].features, "addresses" in seen[1].features, "ends in stop" in seen[2].features
    (True, True, True)
    """
    if has_traditional("".join([line.text for line in lines])):
        lines = [_simplified(line) for line in lines]
    views = [view_of(line) for line in lines]
    seen: list[Seen] = []
    begins = True  # whether a document may begin here, for all that was seen
    due = 0  # the next number of 附件说明
    first = _first_of_head(lines, views)
    for index in range(len(lines)):
        features = _features(index, lines, views, names, begins=begins)
        if index < first and _TITLE_LIKE.isdisjoint(features):
            features.append("above the head")
        due = _due_in_note(lines[index].text, views[index].head, due, features)
        begins = (begins and any(name in features for name in _OUTSIDE)) or "collection" in features
        seen.append(Seen(features, views[index].head))
    return seen


def _first_of_head(lines: Sequence[Line], views: Sequence[View]) -> int:
    """The first line with a mark, 发文字号 or a whole title, where nothing but scraps stands above it; otherwise 0."""
    for index, view in enumerate(views[:_MOST_SCRAPS]):
        text = lines[index].text
        if not view.short or view.head is not None or has_any(text[-1:], "。；"):
            return 0
        if view.mark or view.number or ("关于" in text and KIND_AT_END.search(view.plain)):
            return index
    return 0


_MOST_SCRAPS = 8
_TITLE_LIKE = frozenset(
    (
        "agency",
        "agencies in a row",
        "about",
        "kind at the end",
        "loose kind at the end",
        "title begins",
        "title goes on",
        "agency before about",
        "mark",
        "mark before number",
        "mark before title",
        "minutes mark",
        "order mark",
        "order number",
        "number",
        "signer",
        "secrecy",
        "six digits",
        "letter-spaced",
        "red and large",
        "larger than text",
        "title face",
        "title style",
        "collection",
    )
)


def _due_in_note(text: str, head: Head | None, due: int, features: list[str]) -> int:
    """The number that the next entry of 附件说明 has; a line with the one that is due gets its feature."""
    if "attachment note" in features:
        return _SECOND if FIRST_OF_NOTE.match(text) else 0
    if due and head is not None and head.writing is FIGURE and head.number == due:
        features.append("next of the note")
        return due + 1
    return due if due and head is None and len(text) <= LONG else 0


_SECOND = 2


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
        "whole title below",
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
    features += _lead(index, lines, views)
    if index:
        features += going_on(index, lines, views)
    if length <= _LONGEST_ELEMENT:
        _add_elements(text, view, before, after, add)
        if "colophon" in features and "mail" in features and not _is_beside_mail(index, lines):
            features.remove("mail")
        if len(text) <= _LONGEST_NAME and view.last not in _NO_NAME_END:
            _add_signature(text, view, after, add, dated=_is_dated_below(index, lines, views))
        _add_addresses(index, lines, views, add)
        if not _OF_NAMES.isdisjoint(features) and SAYS.search(text):
            add("says something")
    if length <= _LONGEST_TITLE:
        features += title_features(index, lines, views, names, begins=begins)
    if line.formatting is not None:
        features += looks_of(line.formatting, length)
    if length <= _LONGEST_LABEL and LABEL_ALONE.fullmatch(text) and _is_over_a_head(index, lines, views):
        add("number over a head")
    if line.hashes == 1 and begins:
        add("first heading mark")
    return features


def _is_beside_mail(index: int, lines: Sequence[Line]) -> bool:
    return any(
        MAIL_HEAD.match(line.text) for line in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    )


_OF_NAMES = frozenset(name for name, weights in WEIGHTS.items() if any(weights.get(role, 0) > 0 for role in _NAMED))
"""The features that speak for 主送机关: only where one does, it matters whether the line says something."""
_LONGEST_LABEL = 10


def _is_over_a_head(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a document plainly begins in the next line: with its mark, its number, or a whole title."""
    if index + 1 >= len(lines) or views[index].number or views[index].date:
        return False
    view = views[index + 1]
    text = view.plain
    if view.mark or view.number:
        return True
    if not view.short or view.head is not None or view.date:
        return False
    titled = text.startswith("关于") or KIND_AT_END.search(text) or LOOSE_AT_END.search(text)
    return bool(titled) or not _HEADS.isdisjoint(forms_of(lines[index + 1].text))


_HEADS = frozenset(("six digits", "secrecy"))


def _lead(index: int, lines: Sequence[Line], views: Sequence[View]) -> Iterator[str]:
    """What stands before the words: a number, empty lines, blanks, who says them in a chat."""
    line, view = lines[index], views[index]
    head = view.head
    if head is not None and not (head.listing and head.writing in (CHINESE, FIGURE)):
        yield "numbered"
        if head.writing in (FIGURE, *DECIMAL):
            yield "figure"
        if head.writing in (CHAPTER, ARTICLE):
            yield "chapter"
    if line.above >= _GAP and line.above > _usual_gap(index, lines):
        yield "after a gap"
    if line.indent:
        yield "deep" if line.indent >= DEEP else "indented"
    if (view.speaker or (index and views[index - 1].speaker)) and _is_of_chat(index, views):
        yield "talk"


def _is_of_chat(index: int, views: Sequence[View]) -> bool:
    """Whether a line names who speaks, with what is said below; or is all that was said before another spoke."""
    if not 0 < index < len(views) - 1:
        return False
    return views[index].short and views[index + 1].speaker is not views[index].speaker


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
    if "签" in text and SIGNER_BEHIND.fullmatch(text):
        add("signer")
    for form in forms_of(text):
        if not (form == "open date" and view.date):
            add(form)


_NO_NAME_END = frozenset("。；：:，、！？;")
_LONGEST_NAME, _LONGEST_OFFICER, _LONGEST_PERSON = 60, 24, 30


def _is_dated_below(index: int, lines: Sequence[Line], views: Sequence[View]) -> bool:
    """Whether a date stands under a line, or under the names of agencies under it."""
    for at in range(index + 1, min(index + _MOST_SIGNATORIES, len(lines))):
        if views[at].date:
            return True
        if not views[at].short or not (views[at].agency or _is_for_seal(lines[at].text)):
            return False
    return False


def _is_for_seal(text: str) -> bool:
    return text[0] in "（(" and SEAL_WORDS.fullmatch(text) is not None


_MOST_SIGNATORIES = 6


def _add_signature(text: str, view: View, after: View | None, add: _Add, *, dated: bool) -> None:
    """Who signs: an agency, several of them, an officer; or anything short that stands over a date."""
    length = len(text)
    if view.agency:
        name = "agency"
    elif AGENCIES.fullmatch(text):
        name = "agencies in a row"
    elif length <= _LONGEST_OFFICER and OFFICER.fullmatch(text):
        name = "officer"
    else:
        if after is not None and after.date and length <= _LONGEST_PERSON and not has_any(text, "。，；："):
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
    elif "。" in text or view.last == "；" or view.number or view.date:
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
