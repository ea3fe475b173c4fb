"""JPEG pictures as scanners, cameras and printers' programs write them, in every engine (9704-5.2.1-c)."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy
import pypdfium2  # type: ignore[import-untyped,unused-ignore]
import pytest
from PIL import Image

import gongwen
from gongwen.model.image import image_facts
from gongwen.standard import figures
from tests.page.measures import CENTRE, OFF_CENTRE
from tests.page.press import summary
from tests.support import engines, markers
from tests.support.engines import ENGINES
from tests.support.jpeg import saved, without_jfif

SIZE, DPI = (480, 240), 200
RESOLUTION = 100
PIXEL = 25.4 / RESOLUTION
PAPER = 200


def _saved(mode: str, **how: object) -> bytes:
    return saved(Image.effect_noise(SIZE, 40).point(lambda tone: tone // 2), mode, **how)


def _exif() -> bytes:
    exif = Image.Exif()
    exif[282] = exif[283] = DPI
    exif[296] = 2
    return exif.tobytes()


PICTURES = {
    "JFIF": _saved("RGB", dpi=(DPI, DPI)),
    "no JFIF": without_jfif(_saved("RGB")),
    "Exif alone": without_jfif(_saved("RGB", exif=_exif())),
    "CMYK of Adobe": without_jfif(_saved("CMYK")),
    "CMYK with JFIF": _saved("CMYK", dpi=(DPI, DPI)),
    "grey": _saved("L", dpi=(DPI, DPI)),
}


@pytest.fixture(scope="module", params=ENGINES)
def pages(request: pytest.FixtureRequest) -> dict[str, Ink]:
    """The page of a summary with each picture, as ink on paper: for ONLYOFFICE draws pictures as patterns."""
    markers.require(engines.tool(request.param))
    files = {
        f"d{at}": gongwen.render(
            summary(title="工作总结", body=["见图。", {"type": "picture", "name": "图", "data": data}])
        )
        for at, data in enumerate(PICTURES.values())
    }
    pdfs = engines.render_pdfs(files, request.param, together=True)
    return {name: _ink(pdfs[f"d{at}"]) for at, name in enumerate(PICTURES)}


Ink: TypeAlias = "numpy.ndarray[Any, numpy.dtype[numpy.bool_]]"


def _ink(pdf: bytes) -> Ink:
    """Where ink is on page one, pixel by pixel."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=RESOLUTION / 72).to_pil()
    return numpy.asarray(page.convert("L")) < PAPER


@pytest.mark.parametrize("name", PICTURES)
def test_a_jpeg_is_drawn_centred_and_in_its_natural_size_whoever_wrote_it(pages: dict[str, Ink], name: str) -> None:
    facts = image_facts(PICTURES[name])
    wide = min(facts.width_mm, figures.TYPE_AREA_WIDTH.value.mm)
    ink = pages[name]
    # Rows of the picture are nearly all ink; no line of text is.
    rows = numpy.flatnonzero(ink.sum(axis=1) > wide / PIXEL * 0.8)
    columns = numpy.flatnonzero(ink[rows].mean(axis=0) > 0.5)
    assert len(rows) * PIXEL == pytest.approx(wide * SIZE[1] / SIZE[0], abs=1)
    assert (columns[-1] - columns[0] + 1) * PIXEL == pytest.approx(wide, abs=1)
    assert (columns[0] + columns[-1] + 1) / 2 * PIXEL == pytest.approx(CENTRE, abs=OFF_CENTRE)
