"""Pictures that scanners and web pages give and no office program is sure to draw: WebP and TIFF, made into PNG.

Pillow does it, where it is installed (requirements-core.txt leaves it out).
"""

from __future__ import annotations

import io

__all__ = ["KINDS", "as_png"]

KINDS = ("WebP", "TIFF")
"""What can be made into PNG."""
_MOST_PIXELS = 50_000_000  # a page of A4 at 600 dots to the inch has 35 million


def as_png(data: bytes) -> bytes | None:
    """The first picture of a WebP or TIFF file as PNG, with its transparency and its dots to the inch.

    None where Pillow is not installed. Raises ``ValueError`` (Chinese) for a damaged picture, or one too large.
    """
    try:
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - not installed everywhere, and seldom needed
    except ModuleNotFoundError:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError("图片太大，请缩小以后再用")
            density = opened.info.get("dpi")
            made = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    except (OSError, SyntaxError, EOFError, UnidentifiedImageError, Image.DecompressionBombError):
        raise ValueError("图片不完整或已损坏，请重新取得这个图片文件") from None
    stream = io.BytesIO()
    made.save(stream, "PNG", **({"dpi": density} if density else {}))
    return stream.getvalue()
