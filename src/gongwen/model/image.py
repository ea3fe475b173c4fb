"""Pictures as bytes: what they are and how large, read from the file's own header."""

from __future__ import annotations

from typing import NamedTuple

from gongwen.keeping import kept_by_size

__all__ = ["ImageFacts", "image_facts", "shared_picture"]

_MM_PER_INCH = 25.4
# The last bytes that a whole PNG has; without them the file was cut off on its way. Others may put some more behind it.
_PNG_END = b"IEND\xaeB`\x82"
_TAIL = 64
_USUAL_DPI = 72


class ImageFacts(NamedTuple):
    """Format (as file extension), size in pixels, and natural size in millimetres."""

    extension: str
    width_px: int
    height_px: int
    width_mm: float
    height_mm: float


@kept_by_size()
def image_facts(data: bytes) -> ImageFacts:
    """Facts of a PNG, JPEG, GIF or BMP. Raises ``ValueError`` (Chinese) when the bytes are no such picture."""
    from gongwen.model.jpeg import is_jpeg  # noqa: PLC0415 - the readers of headers load with the first picture

    try:
        header = _jpeg(data) if is_jpeg(data) else _other(data)
    except Exception:  # damaged pictures raise whatever their headers' parser stumbles over
        raise ValueError("不是图片；可用 PNG、JPEG、GIF、BMP 格式的图片文件") from None
    if header.width <= 0 or header.height <= 0:
        raise ValueError("图片没有大小（宽或高为 0），请换一个图片文件")
    if not header.whole:
        raise ValueError("图片不完整（文件在中途断了），请重新取得这个图片文件")
    wide = header.width / header.horizontal_dpi * _MM_PER_INCH
    high = header.height / header.vertical_dpi * _MM_PER_INCH
    return ImageFacts(header.extension, header.width, header.height, wide, high)


@kept_by_size()
def shared_picture(data: bytes) -> bytes:
    """A picture as the object that all documents with the same one hold: bytes that are one object are not compared.

    Raises ``ValueError`` (Chinese) when the bytes are no picture.
    """
    image_facts(data)
    return data


class _Header(NamedTuple):
    extension: str
    width: int
    height: int
    horizontal_dpi: float
    vertical_dpi: float
    whole: bool


def _jpeg(data: bytes) -> _Header:
    from gongwen.model.jpeg import read_jpeg  # noqa: PLC0415

    width, height, horizontal, vertical, whole = read_jpeg(data)
    return _Header("jpg", width, height, horizontal or _USUAL_DPI, vertical or _USUAL_DPI, whole)


def _other(data: bytes) -> _Header:
    from gongwen.model.bitmap import read_bitmap  # noqa: PLC0415

    found = read_bitmap(data)
    return _Header(*found, _is_whole(data, found.extension))


def _is_whole(data: bytes, extension: str) -> bool:
    """Whether the file has the end that its format gives it."""
    if extension == "bmp":
        return len(data) >= int.from_bytes(data[2:6], "little")
    if extension == "gif":
        return _gif_has_trailer(data)
    return _PNG_END in data[-_TAIL:]


def _gif_has_trailer(data: bytes) -> bool:
    """Whether the blocks of a GIF lead to its trailer (GIF89a, 27): a semicolon may stand anywhere among its pixels."""
    place = 13 + _colours(data[10])
    while place < len(data):
        match data[place]:
            case 0x3B:
                return True
            case 0x2C if place + 9 < len(data):  # an image: its place, its colours, the size of its codes
                place += 11 + _colours(data[place + 9])
            case 0x21:  # an extension and its label
                place += 2
            case _:
                return False
        while place < len(data) and data[place]:  # its data, in parts that say their length
            place += 1 + data[place]
        place += 1
    return False


def _colours(flags: int) -> int:
    """The bytes of a colour table, as the flags before it tell."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
