"""The headers of PNG, GIF and BMP files: their size and how many dots they have to the inch.

In: the bytes of a file. Out: :class:`Bitmap`, or an exception of whatever the damaged header makes of itself. JPEG is
in :mod:`gongwen.model.jpeg`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Bitmap", "read_bitmap"]

_PNG, _GIF, _BMP = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a"), b"BM"
_METRES_PER_INCH = 0.0254
_PER_METRE = 1
_USUAL_DPI, _USUAL_DPI_OF_BMP = 72, 96


class Bitmap(NamedTuple):
    """What a header says: the usual extension, pixels across and down, dots per inch across and down."""

    extension: str
    width: int
    height: int
    horizontal_dpi: int
    vertical_dpi: int


def read_bitmap(data: bytes) -> Bitmap:
    """The header of a PNG, GIF or BMP. Raises ``ValueError`` for other files, ``struct.error`` for damaged ones.

    >>> read_bitmap(b"GIF89a" + bytes([60, 0, 40, 0]))
    Bitmap(extension='gif', width=60, height=40, horizontal_dpi=72, vertical_dpi=72)
    """
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(_GIF):
        width, height = struct.unpack_from("<HH", data, 6)
        return Bitmap("gif", width, height, _USUAL_DPI, _USUAL_DPI)
    if data.startswith(_BMP):
        width, height = struct.unpack_from("<II", data, 18)
        across, down = struct.unpack_from("<II", data, 38)
        return Bitmap("bmp", width, height, _dpi(across, _USUAL_DPI_OF_BMP), _dpi(down, _USUAL_DPI_OF_BMP))
    raise ValueError("no PNG, GIF or BMP")


def _png(data: bytes) -> Bitmap:
    """PNG (ISO/IEC 15948): IHDR has the size, pHYs the dots to the metre where its unit is one."""
    chunks = dict(_chunks(data))
    width, height = struct.unpack_from(">II", data, chunks[b"IHDR"])
    across = down = 0
    if b"pHYs" in chunks:
        across, down, unit = struct.unpack_from(">IIB", data, chunks[b"pHYs"])
        if unit != _PER_METRE:
            across = down = 0
    return Bitmap("png", width, height, _dpi(across, _USUAL_DPI), _dpi(down, _USUAL_DPI))


def _chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Each chunk's name and where its content begins, to the one that ends the file."""
    place, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, place)
        if not name.isalpha():
            raise ValueError("no PNG: a chunk without a name")
        yield name, place + 8
        place += 12 + length


def _dpi(per_metre: int, usual: int) -> int:
    return round(per_metre * _METRES_PER_INCH) or _USUAL_DPI if per_metre else usual
