"""The outlines of a font as a PDF takes them: of a CFF font that table alone."""

from __future__ import annotations

import struct
from collections.abc import Iterator

__all__ = ["cff_of"]

_CHARSET, _CHARACTERS, _ROS = b"\x0f", b"\x11", b"\x0c\x1e"
_LARGEST_PREDEFINED = 2
_MOST_IN_A_SHORT_RANGE = 256


def cff_of(font: bytes) -> bytes:
    """The CFF outlines in a font file. The characters of one that numbers them get the numbers of their glyphs: those
    are what a text in a PDF names them by."""
    count = struct.unpack_from(">H", font, 4)[0]
    for at in range(12, 12 + count * 16, 16):
        tag, _, begins, length = struct.unpack_from(">4sLLL", font, at)
        if tag == b"CFF ":
            return _numbered_by_glyphs(font[begins : begins + length])
    raise AssertionError("a CFF font without CFF outlines")  # the subset was made of one that has them


def _numbered_by_glyphs(cff: bytes) -> bytes:
    """The list of characters is overwritten by one that is not longer: that of one run is the shortest there is."""
    begins, ends = _index(cff, _index(cff, cff[2])[1])
    told = dict(_entries(cff[begins:ends]))
    place = told.get(_CHARSET, 0)
    if _ROS not in told or place <= _LARGEST_PREDEFINED:
        return cff
    count = struct.unpack_from(">H", cff, told[_CHARACTERS])[0] - 1  # without the glyph for what is not there
    if count < 1:
        return cff
    if count == 1:
        listed = struct.pack(">BH", 0, 1)
    elif count <= _MOST_IN_A_SHORT_RANGE:
        listed = struct.pack(">BHB", 1, 1, count - 1)
    else:
        listed = struct.pack(">BHH", 2, 1, count - 1)
    return b"".join((cff[:place], listed, cff[place + len(listed) :]))


def _index(data: bytes, at: int) -> tuple[int, int]:
    """Where the first entry of an index begins, and where the last one ends."""
    count = struct.unpack_from(">H", data, at)[0]
    if not count:
        return at + 2, at + 2
    size = data[at + 2]
    begins = at + 3 + size * (count + 1)
    return begins, begins - 1 + int.from_bytes(data[begins - size : begins], "big")


def _entries(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The operators of a dictionary, each with its last operand, if that is a whole number that is written out."""
    at, operand = 0, 0
    while at < len(data):
        first = data[at]
        at += 1
        if first == 12:  # what begins an operator of two bytes
            yield data[at - 1 : at + 1], operand
            at += 1
        elif first <= 21:
            yield data[at - 1 : at], operand
        elif first in (28, 29):  # whole numbers of two and of four bytes
            size = 2 if first == 28 else 4
            operand = int.from_bytes(data[at : at + size], "big", signed=True)
            at += size
        elif first == 30:  # a real number, which half a byte ends
            while data[at] & 15 != 15:
                at += 1
            at += 1
        elif first >= 247:
            at += 1
