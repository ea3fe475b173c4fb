"""Pictures of the pages that have findings, each finding in a frame."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any

from gongwen.errors import packages_needed
from gongwen.measuring.asking import Measured
from gongwen.standard.units import Pt

__all__ = ["pictures"]

_SCALE = 2.0
"""Pixels a point: 144 a line of an inch."""
_FRAME = 0xFFDD7700
_THICK = 3
_HEIGHT, _MARGIN = 8.0, 2.0  # millimetres: of the frame, and beyond the text on either side
_LEFT, _RIGHT = 20.0, 190.0


def pictures(measured: Measured) -> Iterator[tuple[str, bytes]]:
    """A name and a PNG for every page with findings, the heights of the findings framed."""
    with packages_needed():
        import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415
        from pypdfium2 import raw  # noqa: PLC0415
    heights: dict[int, list[float]] = {}
    for finding in measured.report.findings:
        if finding.place.page is not None and finding.place.mm is not None:
            heights.setdefault(finding.place.page, []).append(finding.place.mm)
    document = pdfium.PdfDocument(measured.pdf)
    try:
        for number, found in sorted(heights.items()):
            bitmap = document[number - 1].render(scale=_SCALE, rev_byteorder=False)
            for y in found:
                _frame(raw, bitmap, y)
            yield f"第{number}面.png", _png(bitmap)
    finally:
        document.close()


def _frame(raw: Any, bitmap: Any, y: float) -> None:
    left, right = _pixels(_LEFT), _pixels(_RIGHT)
    top, bottom = _pixels(y - _MARGIN), _pixels(y + _HEIGHT)
    sides = (
        (left, top, right - left, _THICK),
        (left, bottom, right - left, _THICK),
        (left, top, _THICK, bottom - top),
        (right, top, _THICK, bottom - top),
    )
    for side in sides:
        raw.FPDFBitmap_FillRect(bitmap, *side, _FRAME)


def _pixels(value: float) -> int:
    return round(value / Pt(1).mm * _SCALE)


def _png(bitmap: Any) -> bytes:
    """A bitmap of three bytes a pixel, blue first, as a PNG."""
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    pixels = bytes(bitmap.buffer)
    rows = bytearray()
    for at in range(height):
        row = pixels[at * stride : at * stride + width * channels]
        coloured = bytearray(3 * width)
        for into, of in enumerate((2, 1, 0)):
            coloured[into::3] = row[of::channels]
        rows += b"\0" + coloured
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
