"""The pages of a PDF as pictures, for documentation and previews, where pypdfium2 is installed."""

from __future__ import annotations

from io import BytesIO

from gongwen.errors import packages_needed

__all__ = ["pages_as_png"]

_DOTS_PER_INCH = 150
_POINTS_PER_INCH = 72


def pages_as_png(pdf: bytes, dots_per_inch: float = _DOTS_PER_INCH) -> list[bytes]:
    """Every page as a PNG. Raises :class:`~gongwen.MissingPackageError` where pypdfium2 or Pillow is not installed."""
    with packages_needed():
        import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - few ask for pictures
    pictures = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            with packages_needed():
                image = page.render(scale=dots_per_inch / _POINTS_PER_INCH).to_pil()
            target = BytesIO()
            image.save(target, "PNG", dpi=(dots_per_inch, dots_per_inch))
            pictures.append(target.getvalue())
    finally:
        document.close()
    return pictures
