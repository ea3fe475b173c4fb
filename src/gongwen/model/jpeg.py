"""The header of a JPEG file: how large the picture is, and how many pixels make an inch.

In: the bytes. Out: pixels, density, and where the coded picture begins. Any segment may come first, JFIF or Exif or
neither, and the picture may have one component, three, or the four of print (CMYK, YCCK): cameras, scanners and
printers' programs write all of these. Every step goes forward, so a damaged file is read once at most.
"""

from __future__ import annotations

import struct
from typing import NamedTuple, TypeAlias

__all__ = ["JpegHeader", "is_jpeg", "read_jpeg"]

_START, _END = b"\xff\xd8", b"\xff\xd9"
_FILL = 0xFF
_APP0, _APP1, _SCAN, _LAST = 0xE0, 0xE1, 0xDA, 0xD9
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a segment
# Baseline, extended and progressive frames. No office program draws lossless or arithmetic-coded ones.
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_OTHER_FRAMES = frozenset((0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_JFIF, _EXIF = b"JFIF\0", b"Exif\0\0"
_INCHES_PER_UNIT = {1: 1.0, 2: 2.54}  # JFIF: an inch, a centimetre
_EXIF_UNITS = {2: 1.0, 3: 2.54}
_BYTE_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT = 0x011A, 0x011B, 0x0128
_SHORT, _RATIONAL = 3, 5
_ENTRY = 12
_LEAST_DPI, _MOST_DPI = 1, 100_000  # what lies beyond is no density but an accident


_Density: TypeAlias = "tuple[float, float] | tuple[None, None]"


class JpegHeader(NamedTuple):
    """Pixels, pixels in an inch (None where the file does not say), and whether the picture reaches its end."""

    width: int
    height: int
    horizontal_dpi: float | None
    vertical_dpi: float | None
    whole: bool


def is_jpeg(data: bytes) -> bool:
    """Whether the bytes begin as a JPEG file does."""
    return data[:3] == _START + b"\xff"


def read_jpeg(data: bytes) -> JpegHeader:
    """The header of a JPEG file. Raises ``ValueError`` where there is none, or none that office programs draw."""
    try:
        return _read(data)
    except (IndexError, struct.error):
        raise ValueError("the file ends within its header") from None


def _read(data: bytes) -> JpegHeader:
    size: tuple[int, int] | None = None
    jfif: _Density = (None, None)
    exif: _Density = (None, None)
    place = len(_START)
    while True:
        if data[place] != _FILL:
            raise ValueError("no marker where one should stand")
        while data[place] == _FILL:  # a marker may be filled up with any number of these
            place += 1
        marker = data[place]
        place += 1
        if marker in _ALONE:
            continue
        if marker == _LAST or marker in _OTHER_FRAMES:
            raise ValueError("no frame that programs draw")
        (length,) = struct.unpack_from(">H", data, place)
        if marker == _SCAN:
            break
        segment = data[place + 2 : place + length]
        place += max(length, 2)
        if marker in _FRAMES and size is None:
            _bits, height, width = struct.unpack_from(">BHH", segment)
            size = width, height
        elif marker == _APP0 and segment.startswith(_JFIF):
            jfif = _jfif_density(segment)
        elif marker == _APP1 and segment.startswith(_EXIF):
            exif = _exif_density(segment[len(_EXIF) :])
    if size is None:
        raise ValueError("a scan without a frame")
    # Coded data has no FF D9 but at its end; what stands behind that, as cameras add, does not matter.
    whole = data.find(_END, place + length) >= 0
    width, height = size
    horizontal_dpi, vertical_dpi = jfif if jfif[0] else exif
    return JpegHeader(width, height, horizontal_dpi, vertical_dpi, whole)


def _jfif_density(segment: bytes) -> _Density:
    try:
        unit, horizontal, vertical = struct.unpack_from(">BHH", segment, len(_JFIF) + 2)
    except struct.error:
        return None, None
    return _density(horizontal, vertical, _INCHES_PER_UNIT.get(unit))


def _exif_density(tiff: bytes) -> _Density:
    """The density that the first directory of an Exif segment names."""
    order = _BYTE_ORDERS.get(tiff[:4])
    if order is None:
        return None, None
    numbers: dict[int, float] = {}
    try:
        (directory,) = struct.unpack_from(order + "L", tiff, 4)
        (entries,) = struct.unpack_from(order + "H", tiff, directory)
        for place in range(directory + 2, directory + 2 + entries * _ENTRY, _ENTRY):
            tag, kind, _count, offset = struct.unpack_from(order + "HHLL", tiff, place)
            if tag in (_X_RESOLUTION, _Y_RESOLUTION) and kind == _RATIONAL:
                above, below = struct.unpack_from(order + "LL", tiff, offset)
                numbers[tag] = above / below if below else 0
            elif tag == _RESOLUTION_UNIT and kind == _SHORT:
                (numbers[tag],) = struct.unpack_from(order + "H", tiff, place + 8)
    except struct.error:  # points outside the segment; what was found before it holds
        pass
    unit = _EXIF_UNITS.get(int(numbers.get(_RESOLUTION_UNIT, 2)))
    return _density(numbers.get(_X_RESOLUTION, 0), numbers.get(_Y_RESOLUTION, 0), unit)


def _density(horizontal: float, vertical: float, per_inch: float | None) -> _Density:
    if per_inch is None:
        return None, None
    horizontal, vertical = horizontal * per_inch, vertical * per_inch
    if not (_LEAST_DPI <= horizontal <= _MOST_DPI and _LEAST_DPI <= vertical <= _MOST_DPI):
        return None, None
    return horizontal, vertical
