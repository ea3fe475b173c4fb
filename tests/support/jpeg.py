"""JPEG pictures as cameras, scanners and printing houses write them."""

from __future__ import annotations

import io
import struct

from PIL import Image

__all__ = ["saved", "without_jfif"]


def saved(picture: Image.Image, mode: str, **how: object) -> bytes:
    """A grey picture in a colour mode, saved so."""
    stream = io.BytesIO()
    picture.convert("RGB").convert(mode).save(stream, "JPEG", **how)
    return stream.getvalue()


def without_jfif(data: bytes) -> bytes:
    """The same picture beginning with its tables, as many scanners write it."""
    if data[2:4] != b"\xff\xe0":
        return data
    (length,) = struct.unpack_from(">H", data, 4)
    return data[:2] + data[4 + length :]
