"""A copy of a .docx in which LibreOffice sets lines as Word does: for measuring, never for use.

LibreOffice 7.4 differs from Word in six things, whatever the file says:

* it draws a gap of a fifth of an em between 汉字 and digits or letters: a zero-width space at each such joint stops it;
* it leaves letter spacing out after the last character of each run of one script, so that a line with many figures is
  wider: the copy makes characters narrower instead (``w:w``), which comes to the same width;
* it goes by Unicode's rules beside digits and letters: it turns a line after a stroke within an address, and not after
  a closing mark before a figure. Word knows words, and its table of marks. The copy has a word joiner where Word does
  not turn and a zero-width space where it does, between any two characters where ``w:wordWrap`` is off;
* it does not read that table from the file: it is told it through its settings (:func:`marks`);
* it turns a line at a no-break space between digits: the copy has a figure space, which it keeps to;
* it reads ``w:overflowPunct`` the wrong way round: the copy says the opposite.

Measured pages show no zero-width space and no joiner (:mod:`tests.support.page` leaves them out).
"""

from __future__ import annotations

import copy
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lxml import etree

ZERO_WIDTH_SPACE, WORD_JOINER = "\u200b", "\u2060"
_NO_BREAK_SPACE, _FIGURE_SPACE = "\u00a0", "\u2007"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LATIN = re.compile("[!-~\u00a1-\u024f]")
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_STYLES, _SETTINGS = "word/styles.xml", "word/settings.xml"
_BREAKS = frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}drawing", f"{_W}pict"))
_OFF = ("0", "false", "off")
_WIDE_LATIN = frozenset("°·×÷±§¨")
"""Among the Latin characters, but full-width and no part of a word."""


class Marks(NamedTuple):
    """Word's table of the marks that begin no line and those that end none."""

    begin_none: str
    end_none: str


_WORDS_OWN = Marks(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠",
    "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥",
)


def marks(docx: bytes) -> Marks:
    """The table that a file names in its settings; Word's own for Chinese where it names none."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        if _SETTINGS not in archive.namelist():
            return _WORDS_OWN
        root = etree.fromstring(archive.read(_SETTINGS))
    named = {
        element.tag: element.get(f"{_W}val") or ""
        for element in root.iter(f"{_W}noLineBreaksBefore", f"{_W}noLineBreaksAfter")
    }
    return Marks(
        named.get(f"{_W}noLineBreaksBefore", _WORDS_OWN.begin_none),
        named.get(f"{_W}noLineBreaksAfter", _WORDS_OWN.end_none),
    )


def measuring_copy(docx: bytes) -> bytes:
    """The copy of a document that LibreOffice is to draw."""
    target, table = io.BytesIO(), marks(docx)
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        styles = etree.fromstring(source.read(_STYLES))
        types = _take_spacing(styles)
        _invert_hanging(styles)
        for info in source.infolist():
            data = source.read(info)
            if info.filename == _STYLES:
                data = _written(styles)
            elif _PARTS.fullmatch(info.filename):
                root = etree.fromstring(data)
                _invert_hanging(root)
                _narrow_instead_of_spacing(root, types)
                _mark_turns(root, table)
                data = _written(root)
            made.writestr(info.filename, data)
    return target.getvalue()


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _invert_hanging(root: etree._Element) -> None:
    """Say the opposite wherever it is said to every program alike."""
    for element in root.iter(f"{_W}overflowPunct"):
        if next(element.iterancestors(_ALTERNATIVES), None) is None:
            off = element.get(f"{_W}val") in _OFF
            element.set(f"{_W}val", "1" if off else "0")


class _Type(NamedTuple):
    """What characters of a style or run are set in."""

    points: float
    spacing: float
    """In points."""

    def width(self, *, latin: bool) -> int:
        """The width, in per cent, that comes to the same as the spacing; a Latin character is half an em wide."""
        return round(100 * (1 + self.spacing / (self.points / 2 if latin else self.points)))


_DEFAULT = _Type(16.0, 0.0)


def _type_of(properties: etree._Element | None, usual: _Type) -> _Type:
    if properties is None:
        return usual
    size, spacing = properties.find(f"{_W}sz"), properties.find(f"{_W}spacing")
    return _Type(
        usual.points if size is None else float(size.get(f"{_W}val") or 0) / 2,
        usual.spacing if spacing is None else float(spacing.get(f"{_W}val") or 0) / 20,
    )


def _take_spacing(styles: etree._Element) -> dict[str, _Type]:
    """The type of each style, whose spacing is taken out: runs get it as a width."""
    defaults = _type_of(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"), _DEFAULT)
    types = {}
    for style in styles.iter(f"{_W}style"):
        properties = style.find(f"{_W}rPr")
        types[style.get(f"{_W}styleId") or ""] = _type_of(properties, defaults)
        _without_spacing(properties)
    return types


def _without_spacing(properties: etree._Element | None) -> None:
    if properties is not None:
        for spacing in properties.findall(f"{_W}spacing"):
            properties.remove(spacing)


def _narrow_instead_of_spacing(root: etree._Element, types: Mapping[str, _Type]) -> None:
    """Give each run the width that letter spacing gives to its characters, 汉字 and Latin ones each their own."""
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        usual = types.get(style.get(f"{_W}val") or "" if style is not None else "", _DEFAULT)
        for run in paragraph.findall(f".//{_W}r"):
            if next(run.iterancestors(f"{_W}p")) is paragraph:
                own = _type_of(run.find(f"{_W}rPr"), usual)
                if own.spacing < 0:  # names spread to one width are single stretches of 汉字, which come out right
                    _narrow(run, own)


def _narrow(run: etree._Element, own: _Type) -> None:
    properties = run.find(f"{_W}rPr")
    _without_spacing(properties)
    parent = run.getparent()
    assert parent is not None
    place = parent.index(run)
    children = [child for child in run if child is not properties]
    parent.remove(run)
    for child in children:
        texts = _by_script(child.text or "") if child.tag == f"{_W}t" else [None]
        for text in texts:
            piece = etree.Element(f"{_W}r")
            inner = copy.deepcopy(properties) if properties is not None else etree.Element(f"{_W}rPr")
            piece.append(inner)
            if text is None:
                piece.append(child)
            else:
                etree.SubElement(piece, f"{_W}t").text = text
                etree.SubElement(inner, f"{_W}w").set(f"{_W}val", str(own.width(latin=_is_latin(text[0]))))
            parent.insert(place, piece)
            place += 1


def _by_script(text: str) -> list[str]:
    return ["".join(group) for _, group in itertools.groupby(text, _is_latin)]


def _mark_turns(root: etree._Element, table: Marks) -> None:
    """Put what forbids or allows a turn between the characters of each paragraph, across runs too."""
    for paragraph in root.iter(f"{_W}p"):
        anywhere = any(element.get(f"{_W}val") in _OFF for element in paragraph.findall(f"{_W}pPr/{_W}wordWrap"))
        last = ""
        for element in _own(paragraph):
            if element.tag in _BREAKS:
                last = ""
            elif element.text:
                pieces = []
                for char in element.text:
                    shown = _FIGURE_SPACE if char == _NO_BREAK_SPACE else char
                    pieces.append(_between(last, char, table, anywhere=anywhere) + shown)
                    last = char
                element.text = "".join(pieces)
                element.set(_XML_SPACE, "preserve")


def _between(left: str, right: str, table: Marks, *, anywhere: bool) -> str:
    """What stands between two characters of the copy: nothing, a zero-width space or a joiner."""
    if not left or left.isspace() or right.isspace():
        return ""
    if not _is_latin(left) and not _is_latin(right):
        return ""  # LibreOffice goes by the table here, as Word does
    if left in table.end_none or right in table.begin_none:
        return WORD_JOINER if _is_latin(left) and _is_latin(right) else ""
    if _is_latin(left) and _is_latin(right):
        if anywhere or left == "-":
            return ZERO_WIDTH_SPACE
        return "" if left.isalnum() and right.isalnum() else WORD_JOINER
    # 6·18 is one word, though its mark is full-width.
    return WORD_JOINER if left == "·" else ZERO_WIDTH_SPACE


def _is_latin(char: str) -> bool:
    return _LATIN.match(char) is not None and char not in _WIDE_LATIN


def _own(paragraph: etree._Element) -> Iterable[etree._Element]:
    """The texts and breaks of a paragraph, in order, without those of paragraphs in a text box in it."""
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag == f"{_W}t" or element.tag in _BREAKS:
            yield element
        if element.tag not in (f"{_W}t", f"{_W}p"):
            pending.extend(reversed(element))
