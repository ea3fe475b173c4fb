"""Pictures in a PDF: a JPEG as it is, all others as pixels with what shows through them."""

from __future__ import annotations

import hashlib
import struct
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from gongwen.errors import Fault, InputError, packages_needed
from gongwen.keeping import kept_by_size
from gongwen.model.image import image_facts
from gongwen.pdf.objects import ObjectFile, Reference

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["UsedPictures"]

_MOST_PIXELS = 64_000_000
_OPAQUE = 255
_PNG_HEADER = 8
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


class Pixels(NamedTuple):
    """A picture as a PDF holds it: packed pixels and, where it lets something through, how much."""

    width: int
    height: int
    space: str
    packed: bytes
    is_jpeg: bool = False
    alpha: bytes = b""


class UsedPictures:
    """The pictures of a file, each once."""

    def __init__(self, file: ObjectFile) -> None:
        self._file = file
        self._written: dict[bytes, tuple[str, Reference]] = {}

    def name_of(self, data: bytes) -> str:
        """What a page calls a picture, which is now in the file."""
        key = hashlib.sha256(data).digest()
        found = self._written.get(key)
        if found is None:
            found = self._written[key] = f"/P{len(self._written)}", self._write(_pixels(data))
        return found[0]

    def resources(self) -> str:
        """What a page says of them."""
        written = "".join(f"{name} {reference}" for name, reference in self._written.values())
        return f"/XObject<<{written}>>" if written else ""

    def _write(self, pixels: Pixels) -> Reference:
        if pixels.is_jpeg:
            return self._file.add_stream(pixels.packed, _said(pixels, pixels.space), packed="/DCTDecode")
        entries = _said(pixels, pixels.space) | _rows(pixels, 3)
        if pixels.alpha:
            mask = _said(pixels, "/DeviceGray") | _rows(pixels, 1)
            entries["/SMask"] = str(self._file.add_stream(pixels.alpha, mask, packed="/FlateDecode"))
        return self._file.add_stream(pixels.packed, entries, packed="/FlateDecode")


def _said(pixels: Pixels, space: str) -> dict[str, str]:
    size = {"/Width": str(pixels.width), "/Height": str(pixels.height), "/BitsPerComponent": "8"}
    return {"/Type": "/XObject", "/Subtype": "/Image", **size, "/ColorSpace": space}


def _rows(pixels: Pixels, colours: int) -> dict[str, str]:
    """How the rows of a picture are packed: as those of a PNG are."""
    return {"/DecodeParms": f"<</Predictor 15/Colors {colours}/Columns {pixels.width}>>"}


@kept_by_size()
def _pixels(data: bytes) -> Pixels:
    facts = image_facts(data)
    if facts.width_px * facts.height_px > _MOST_PIXELS:
        message, cure = "图片太大，排不进 PDF", f"缩到 {_MOST_PIXELS // 1_000_000} 百万像素以内"
        raise InputError(Fault("large-picture", message, cure))
    with packages_needed():
        from PIL import Image as PillowImage  # noqa: PLC0415 - loads only for a page with a picture
    try:
        with PillowImage.open(BytesIO(data)) as image:
            if image.format == "JPEG" and image.mode in _SPACES:
                return Pixels(image.width, image.height, _SPACES[image.mode], data, is_jpeg=True)
            whole = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, PillowImage.DecompressionBombError):
        message, cure = "图片已损坏，显示不出来", "换一个完好的图片文件"
        raise InputError(Fault("bad-picture", message, cure)) from None
    alpha = whole.getchannel("A")
    shows_through = alpha.getextrema() != (_OPAQUE, _OPAQUE)
    mask = _packed(alpha) if shows_through else b""
    width, height = whole.size
    return Pixels(width, height, _SPACES["RGB"], _packed(whole.convert("RGB")), alpha=mask)


def _packed(image: Image) -> bytes:
    """The rows of a picture as a PNG has them."""
    target = BytesIO()
    image.save(target, "PNG", compress_level=9)
    data, at, rows = target.getvalue(), _PNG_HEADER, b""
    while at < len(data):
        length, kind = struct.unpack_from(">L4s", data, at)
        if kind == b"IDAT":
            rows += data[at + 8 : at + 8 + length]
        at += 12 + length
    return rows
