"""Pictures as bytes: what they are and how large, read from the file's own header by python-docx."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

__all__ = ["ImageFacts", "image_facts"]

_ALLOWED = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp"}
_MM_PER_INCH = 25.4
# The last bytes that a whole file of each format has; without them the file was cut off on its way.
_ENDINGS = {"png": b"IEND\xaeB`\x82", "jpg": b"\xff\xd9", "gif": b"\x3b"}
_TAIL = 64
_USUAL_DPI = 72


class ImageFacts(NamedTuple):
    """Format (as file extension), size in pixels, and natural size in millimetres."""

    extension: str
    width_px: int
    height_px: int
    width_mm: float
    height_mm: float


@lru_cache(maxsize=256)
def image_facts(data: bytes) -> ImageFacts:
    """Facts of a PNG, JPEG, GIF or BMP. Raises ``ValueError`` (Chinese) when the bytes are no such picture."""
    from docx.image.image import Image  # noqa: PLC0415 - python-docx is heavy; only pictures need it

    try:
        image = Image.from_blob(data)
        extension = _ALLOWED[image.content_type]
        width, height = image.px_width, image.px_height
        horizontal, vertical = image.horz_dpi or _USUAL_DPI, image.vert_dpi or _USUAL_DPI
    except Exception:  # damaged pictures raise whatever their headers' parser stumbles over
        raise ValueError("不是图片；可用 PNG、JPEG、GIF、BMP 格式的图片文件") from None
    if width <= 0 or height <= 0:
        raise ValueError("图片没有大小（宽或高为 0），请换一个图片文件")
    if not _is_whole(data, extension):
        raise ValueError("图片不完整（文件在中途断了），请重新取得这个图片文件")
    return ImageFacts(extension, width, height, width / horizontal * _MM_PER_INCH, height / vertical * _MM_PER_INCH)


def _is_whole(data: bytes, extension: str) -> bool:
    """Whether the file has the end that its format gives it."""
    if extension == "bmp":
        return len(data) >= int.from_bytes(data[2:6], "little")
    return _ENDINGS[extension] in data[-_TAIL:]
