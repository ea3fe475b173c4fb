"""PDF and OFD as others read them, and how like two pictures of a page are."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2  # type: ignore[import-untyped,unused-ignore]
from numpy.typing import NDArray

from gongwen.fonts.places import VARIABLE
from tests.support import fonts, onlyoffice

__all__ = ["by_onlyoffice", "likeness", "pixels", "with_fonts"]

_WINDOW = 7
_STEADY = ((0.01 * 255) ** 2, (0.03 * 255) ** 2)


@contextmanager
def with_fonts(*places: str | Path) -> Iterator[None]:
    """The fonts in these folders before all others; without any, the test fonts."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = os.pathsep.join(map(str, places or (fonts.folder(),)))
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def by_onlyoffice(ofd: bytes) -> bytes:
    """An OFD as ONLYOFFICE prints it to PDF."""
    with tempfile.TemporaryDirectory(prefix="gongwen-ofd-") as folder:
        return onlyoffice.convert(Path(folder), "in.ofd", ofd)


def pixels(pdf: bytes, dots_per_inch: int = 96) -> list[NDArray[np.float64]]:
    """The pages of a PDF in grey."""
    document = pypdfium2.PdfDocument(pdf)
    return [_grey(page, dots_per_inch) for page in document]


def _grey(page: Any, dots_per_inch: int) -> NDArray[np.float64]:
    return np.asarray(page.render(scale=dots_per_inch / 72).to_pil().convert("L"), dtype=np.float64)


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The structural similarity (SSIM) of two pictures of one size; 1 if they are the same."""
    mean, its = _means(one), _means(other)
    spread = _means(one * one) - mean * mean
    others = _means(other * other) - its * its
    common = _means(one * other) - mean * its
    first, second = _STEADY
    above = (2 * mean * its + first) * (2 * common + second)
    return float((above / ((mean * mean + its * its + first) * (spread + others + second))).mean())


def _means(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of every window of a picture."""
    sums = np.pad(picture.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    k = _WINDOW
    return np.asarray((sums[k:, k:] - sums[:-k, k:] - sums[k:, :-k] + sums[:-k, :-k]) / (k * k))
