"""Font files opened with HarfBuzz, and what keeps one from being used."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import Any

import uharfbuzz  # type: ignore[import-untyped,unused-ignore]

__all__ = ["TABLES_OF_OUTLINES", "faces_in", "style_of"]

TABLES_OF_OUTLINES = {"glyf": "TrueType", "CFF ": "CFF"}
"""The tables that hold outlines which a page can take, and what they are called."""

_LARGEST = 256 * 2**20
_MOST_FACES = 64
_EM = range(16, 16385)
_LEAST_OS2 = 64
_RESTRICTED = 0x0002
_MASK_OF_LICENCE = 0x000F
_USUAL_WEIGHT = 400


def faces_in(path: str) -> Iterator[tuple[int, Any, str]]:
    """The faces of a file by their number, each with the reason why it cannot be used, if there is one.

    Raises nothing: a file that is no font, or cannot be read, has no faces.
    """
    try:
        if not 0 < os.path.getsize(path) <= _LARGEST:
            return
        blob = uharfbuzz.Blob.from_file_path(path)
        count = min(uharfbuzz.Face(blob, 0).count, _MOST_FACES)
        for index in range(count):
            face = uharfbuzz.Face(blob, index)
            yield index, face, _unusable(face)
    except (OSError, uharfbuzz.HarfBuzzError, ValueError):
        return


def _unusable(face: Any) -> str:
    tables = set(face.table_tags)
    if not tables & set(TABLES_OF_OUTLINES):
        return "没有 TrueType 或 CFF 轮廓"
    missing = sorted({"cmap", "head", "hhea", "hmtx", "maxp"} - tables)
    if missing:
        return f"缺少 {'、'.join(missing)} 表"
    if face.upem not in _EM or not face.glyph_count:
        return "文件已损坏"
    os2 = face.reference_table("OS/2").data or b""
    if len(os2) >= 10 and struct.unpack_from(">H", os2, 8)[0] & _MASK_OF_LICENCE == _RESTRICTED:
        return "字体的许可不准嵌入文件"
    return ""


def style_of(face: Any) -> tuple[int, bool]:
    """How heavy a face is, and whether it slants."""
    os2 = face.reference_table("OS/2").data or b""
    if len(os2) < _LEAST_OS2:
        return _USUAL_WEIGHT, False
    return struct.unpack_from(">H", os2, 4)[0], bool(struct.unpack_from(">H", os2, 62)[0] & 1)
