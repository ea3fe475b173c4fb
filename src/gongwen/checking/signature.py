"""Rules of the signature: where 署名 and 成文日期 stand, with a seal and without, and 附注 (9704-7.3.5, 7.3.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from gongwen.checking.measures import chars
from gongwen.checking.page import Line, Page
from gongwen.checking.remedies import Aspect, Remedy, indented
from gongwen.checking.rule import Hit, page_rule
from gongwen.standard import figures
from gongwen.standard.grades import Grade
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["stands_sealed"]

# Letters whose width every font agrees upon; of others only a program that lays out knows it.
_PLAIN = re.compile("[\t -~\xa0\u3000-\u303f\u3400-\u9fff\uff01-\uff5e]*")
_LOOSE = (Role.SIGNATORY, Role.DATE)
_SEALED = (Role.SEALED_SIGNATORY, Role.SEALED_DATE)
_NEAR = 0.6
"""Characters that the widths of digits and letters may be off."""
_APART = 0.45
_SEALED_NEAR = _NEAR + 0.35
"""The same, and the 2 mm that a date under a seal may be off (7.3.5.1-a)."""
_SEALED_RIGHT = figures.SEALED_DATE_RIGHT.value
_RIGHT = figures.UNSEALED_NAME_RIGHT.value
_SHIFT = figures.UNSEALED_DATE_SHIFT.value
_FOUR_RIGHT = Remedy(Aspect.RIGHT, _SEALED_RIGHT)


class _Extent(NamedTuple):
    """Where the words of a line begin and end, in characters from the left edge of the type area, and its width."""

    begin: float
    end: float
    width: float

    @property
    def right(self) -> float:
        """The room on the right."""
        return self.width - self.end

    @property
    def middle(self) -> float:
        """The middle of the words."""
        return (self.begin + self.end) / 2


def _extent(line: Line, text_width: Length) -> _Extent | None:
    """Where the words stand; None where that takes a program that lays out."""
    size, said = line.size, line.format
    if size is None or line.in_table or said.frame is not None or not _PLAIN.fullmatch(line.text):
        return None
    wide = _words_wide(line, size)
    character = size + (line.runs[-1][1].spacing if line.runs else Mm(0))
    width = text_width / character
    left, right = (said.indent_left + said.first_line) / character, said.indent_right / character
    lead, tail = line.typed_indent, _room_after(line.text)
    if line.text.startswith("\t") and line.text.count("\t") == 1 and said.tabs:
        at = said.tabs[0].position / character
        begin = {"center": at - wide / 2, "right": at - wide}.get(said.tabs[0].alignment, at)
    elif "\t" in line.text:
        return None
    elif said.alignment in ("right", "end"):
        begin = width - right - tail - wide
    elif said.alignment == "center":
        begin = (left + width - right - wide - lead - tail) / 2 + lead
    else:
        begin = left + lead
    return _Extent(begin, begin + wide, width)


_WIDE_FROM = "\u2000"


def _words_wide(line: Line, size: Length) -> float:
    """How wide the words are, in characters; letters and digits are half as wide."""
    total = Mm(0)
    for run, said in line.runs:
        text = run.text.strip("\t")
        narrow = sum(character < _WIDE_FROM for character in text)
        total = total + said.size * (len(text) - narrow / 2) + said.spacing * len(text)
    room = line.typed_indent + _room_after(line.text)
    last = line.runs[-1][1].spacing
    return total / (size + last) - room


def _room_after(text: str) -> float:
    tail = text[len(text.rstrip(" \u3000\xa0")) :]
    return sum(1.0 if character == "\u3000" else 0.5 for character in tail)


class _Signature(NamedTuple):
    """One agency's signature and the date below it."""

    name: Line
    date: Line
    of_name: _Extent
    of_date: _Extent


def _widths(page: Page, line: Line) -> tuple[Length, ...]:
    """How wide the text is where a line stands, and how wide it should be: a margin that is off is told by its rule."""
    own, wanted = page.text_width(line), figures.TYPE_AREA_WIDTH.value
    return (wanted,) if abs(own.mm - wanted.mm) < 1 else (own, wanted)


def _signatures(page: Page, roles: tuple[Role, Role]) -> Iterator[_Signature]:
    """The signature in either width, where both lines can be measured; of several agencies the one with the longest
    name. Another hand has one name for a sealed one and one without, and a picture of the seal."""
    names, dates = page.of(roles[0]), page.of(roles[1])
    by_seal = not (names and dates) and roles == _SEALED
    if by_seal:
        names, dates = (page.of(role) for role in _LOOSE)
    if not names or not dates or (_has_seal(page, names[0], dates[-1]) if roles == _LOOSE else False):
        return
    if by_seal and not _has_seal(page, names[0], dates[-1]):
        return
    name, date = max(names, key=lambda line: len(line.words)), dates[0]
    for width in _widths(page, date):
        of_name, of_date = _extent(name, width), _extent(date, width)
        if of_name is not None and of_date is not None:
            yield _Signature(name, date, of_name, of_date)


def _told(page: Page, roles: tuple[Role, Role], ask: Callable[[_Signature], Hit | None]) -> Iterator[Hit]:
    """What is found in a signature, in whichever width."""
    hits = [ask(one) for one in _signatures(page, roles)]
    found = [hit for hit in hits if hit is not None]
    if found and len(found) == len(hits):
        yield found[0]


def _has_seal(page: Page, name: Line, date: Line) -> bool:
    """Whether a picture floats over the signature, hung on its lines or on the empty ones above."""
    lines = page.lines
    first, last = lines.index(name), lines.index(date)
    while first and not lines[first - 1].words:
        first -= 1
    return any(
        drawing.floats and (drawing.width or Mm(0)).mm >= _SMALLEST_SEAL
        for line in lines[first : last + 2]
        for run in line.paragraph.runs
        for drawing in run.drawings
    )


_SMALLEST_SEAL = 25.0


def _is_together(one: _Signature) -> bool:
    """Whether the name stands in the middle above the date."""
    return abs(one.of_name.middle - one.of_date.middle) <= _APART + 0.2


def _is_sealed(one: _Signature) -> bool:
    """Whether it stands as one under a seal does: the date four characters in, the name in its middle (AMB-21)."""
    moved = one.of_name.right < _NEAR and one.of_date.right >= _SEALED_RIGHT - _NEAR
    return _is_together(one) and (abs(one.of_date.right - _SEALED_RIGHT) <= _NEAR or moved)


def stands_sealed(page: Page) -> bool:
    """Whether the signature of a file of another hand leaves room for a seal that is put on the paper."""
    one = next((one for roles in (_LOOSE, _SEALED) for one in _signatures(page, roles)), None)
    return one is not None and _is_sealed(one) and not _is_shifted(one)


def _is_unsealed(one: _Signature) -> bool:
    """Whether it stands as one without a seal does, in either reading of AMB-22."""
    return _is_shifted(one) and (
        abs(one.of_name.right - _RIGHT) <= _NEAR
        or abs(one.of_date.right - _RIGHT) <= _NEAR
        or one.of_date.right < _NEAR
    )


def _rights(one: _Signature) -> tuple[float, float]:
    """The room on the right of the name and of the date: two characters at the line that reaches further (7.3.5.2)."""
    name, date = (extent.end - extent.begin for extent in (one.of_name, one.of_date))
    if date > name:
        return _RIGHT + date + _SHIFT - name, float(_RIGHT)
    return float(_RIGHT), _RIGHT + name - _SHIFT - date


def _is_shifted(one: _Signature) -> bool:
    return abs(one.of_date.begin - one.of_name.begin - _SHIFT) <= _APART


@page_rule(
    "9704-7.3.5.1-a",
    "sealed-date-place",
    "加章的成文日期右空四字",
    wrong="盖章的公文，日期顶到右边",
    right="日期右空四字",
    grade=Grade.USUAL,
    reads=(*_SEALED, *_LOOSE),
    also=("33476-7.2.5.1", "ERR-LK-01"),
)
def sealed_date_place(page: Page) -> Iterator[Hit]:
    """Under a seal the date leaves four characters on its right, more where the name is long."""
    yield from _told(page, _SEALED, _sealed_date)


def _sealed_date(one: _Signature) -> Hit | None:
    if abs(one.of_date.right - _SEALED_RIGHT) <= _SEALED_NEAR or _is_sealed(one) or not _is_together(one):
        return None
    cure, found = "日期右缩进 4 字符", _gap(one.of_date)
    return Hit("成文日期没有右空四字", cure, one.date, found=found, required="右空 4 字", remedy=_FOUR_RIGHT)


@page_rule(
    "9704-7.3.5.1-b",
    "sealed-name-place",
    "加章的署名以日期为准居中",
    wrong="署名和日期各自右对齐",
    right="署名在日期之上，以日期为准居中",
    grade=Grade.USUAL,
    reads=(*_SEALED, *_LOOSE),
    also=("ERR-LK-02",),
)
def sealed_name_place(page: Page) -> Iterator[Hit]:
    """Under a seal the name stands in the middle above the date."""
    yield from _told(page, _SEALED, _sealed_name)


def _sealed_name(one: _Signature) -> Hit | None:
    if _is_together(one):
        return None
    off = f"相差 {round(abs(one.of_name.middle - one.of_date.middle), 1):g} 字"
    right = one.of_name.width - one.of_date.middle - (one.of_name.end - one.of_name.begin) / 2
    cure, remedy = "使署名与日期的中心对齐", Remedy(Aspect.RIGHT, right) if right >= 0 else None
    return Hit("署名没有以成文日期为准居中", cure, one.name, found=off, required="中心对齐", remedy=remedy)


@page_rule(
    "9704-7.3.5.2-a",
    "unsealed-name-place",
    "不加章的署名右空二字",
    wrong="署名顶到右边",
    right="署名右空二字；日期比署名长时日期右空二字",
    reads=_LOOSE,
    also=("9704-7.3.5.2-c", "33476-7.2.5.3", "AMB-22"),
)
def unsealed_name_place(page: Page) -> Iterator[Hit]:
    """Without a seal the name leaves two characters on its right."""
    yield from _told(page, _LOOSE, _unsealed_name)


def _unsealed_name(one: _Signature) -> Hit | None:
    if _is_sealed(one) or not _is_shifted(one) or _is_unsealed(one):
        return None
    cure, found, remedy = "署名右缩进 2 字符", _gap(one.of_name), Remedy(Aspect.RIGHT, _RIGHT)
    return Hit("署名没有右空二字", cure, one.name, found=found, required="右空 2 字", remedy=remedy)


@page_rule(
    "9704-7.3.5.2-b",
    "unsealed-date-place",
    "不加章的成文日期首字右移二字",
    wrong="日期与署名右边对齐，或左边对齐",
    right="日期首字比署名首字右移二字",
    reads=_LOOSE,
    also=("33476-7.2.5.3", "ERR-LK-03"),
)
def unsealed_date_place(page: Page) -> Iterator[Hit]:
    """Without a seal the date begins two characters to the right of the name."""
    yield from _told(page, _LOOSE, _unsealed_date)


def _unsealed_date(one: _Signature) -> Hit | None:
    if _is_sealed(one) or _is_shifted(one):
        return None
    shift = one.of_date.begin - one.of_name.begin
    found = f"右移 {round(shift, 1):g} 字" if shift >= 0 else f"左移 {round(-shift, 1):g} 字"
    cure = "不盖章：日期首字比署名首字右移二字；盖章：日期右空四字，署名以日期为准居中"
    remedy = Remedy(Aspect.SIGNATURE, (one.name.paragraph.number, *_rights(one)))
    return Hit("成文日期与署名的位置不对", cure, one.date, found=found, required="右移 2 字", remedy=remedy)


@page_rule(
    "9704-7.3.5.3-c",
    "stamped-date-place",
    "签名章下的日期右空四字",
    wrong="县人民政府令的日期顶到右边",
    right="日期在签名章下空一行、右空四字",
    reads=(Role.STAMP_DATE,),
    also=("33476-7.2.5.2",),
)
def stamped_date_place(page: Page) -> Iterator[Hit]:
    """Below the stamp of a signer the date leaves four characters on its right."""
    for line in page.of(Role.STAMP_DATE):
        extents = [extent for width in _widths(page, line) if (extent := _extent(line, width)) is not None]
        if extents and all(abs(extent.right - _SEALED_RIGHT) > _NEAR for extent in extents):
            cure, found = "日期右缩进 4 字符", _gap(extents[0])
            yield Hit("成文日期没有右空四字", cure, line, found=found, required="右空 4 字", remedy=_FOUR_RIGHT)


def _gap(extent: _Extent) -> str:
    return f"右空 {round(extent.right, 1):g} 字"


@page_rule(
    "9704-7.3.6-a",
    "notes-place",
    "附注在成文日期下一行左空二字",
    wrong="附注顶格，或排在日期之上",
    right="成文日期下一行，左空二字，加圆括号",
    reads=(Role.NOTES,),
    also=("33476-7.2.6", "AMB-08", "ERR-FZ-02"),
)
def notes_place(page: Page) -> Iterator[Hit]:
    """附注 stands below the date, two characters in."""
    dates = page.of(Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE)
    for line in page.of(Role.NOTES):
        lead = chars(line.format.indent_left + line.format.first_line, line) + line.typed_indent
        if line.text.startswith("\t"):
            lead += 2
        if abs(lead - 2) > 0.3:
            found = f"左空 {round(lead, 1):g} 字"
            cure, remedy = "首行缩进改为 2 字符", indented(0, 2)
            yield Hit("附注没有左空二字", cure, line, found=found, required="左空 2 字", remedy=remedy)
        if dates and line.paragraph.number < dates[0].paragraph.number:
            yield Hit("附注排在成文日期之上", "移到成文日期下一行", line, found="在日期之上", required="在日期之下")
