"""A copy of a .docx in which LibreOffice sets lines as Word does: for measuring, never for use.

LibreOffice alone draws a gap of a fifth of an em between 汉字 and digits or letters, whatever the file says, and 7.4
alone reads ``w:overflowPunct`` the wrong way round. So the copy has a zero-width space at each of those joints, which
stops the gap, and says the opposite of hanging punctuation. Measured pages show no zero-width space
(:mod:`tests.support.page` leaves it out).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from lxml import etree

ZERO_WIDTH_SPACE = "\u200b"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "0-9A-Za-z\u00c0-\u024f"
_JOINT = re.compile(f"(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{_HAN}])")
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_STYLES = "word/styles.xml"
_BREAKS = frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}drawing", f"{_W}pict"))
_OFF = ("0", "false", "off")


def measuring_copy(docx: bytes) -> bytes:
    """The copy of a document that LibreOffice is to draw."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in source.infolist():
            data = source.read(info)
            if _PARTS.fullmatch(info.filename) or info.filename == _STYLES:
                root = etree.fromstring(data)
                _invert_hanging(root)
                if info.filename != _STYLES:
                    _part_joints(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            copy.writestr(info.filename, data)
    return target.getvalue()


def _part_joints(root: etree._Element) -> None:
    """Put a zero-width space between 汉字 and digits or letters, across runs too."""
    for paragraph in root.iter(f"{_W}p"):
        last = ""
        for element in _own(paragraph):
            if element.tag in _BREAKS:
                last = ""
            elif element.text:
                text = last + element.text
                element.text = _JOINT.sub(ZERO_WIDTH_SPACE, text)[len(last) :]
                element.set(_XML_SPACE, "preserve")
                last = text[-1]


def _own(paragraph: etree._Element) -> Iterable[etree._Element]:
    """The texts and breaks of a paragraph, in order, without those of paragraphs in a text box in it."""
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag == f"{_W}t" or element.tag in _BREAKS:
            yield element
        elif element.tag != f"{_W}p":
            pending.extend(reversed(element))


def _invert_hanging(root: etree._Element) -> None:
    """Say the opposite wherever it is said to every program alike."""
    for element in root.iter(f"{_W}overflowPunct"):
        if next(element.iterancestors(_ALTERNATIVES), None) is None:
            off = element.get(f"{_W}val") in _OFF
            element.set(f"{_W}val", "1" if off else "0")
