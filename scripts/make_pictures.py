"""Draws the pictures of docs/pictures: every example, rendered by gongwen and shown by LibreOffice, a PNG a page.

Run ``python scripts/make_pictures.py``; needs LibreOffice and the test environment (see scripts/test.sh).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402
from PIL import Image  # noqa: E402

import gongwen  # noqa: E402
from tests.support import office  # noqa: E402

EXAMPLES = ROOT / "examples"
PICTURES = ROOT / "docs" / "pictures"
POINTS_PER_INCH = 72
RESOLUTION = 90
COLOURS = 64
VILLAGE = "青杠坪村"
"""Whose notice of the thirty is drawn: the one with the longest table."""


def main() -> None:
    """Draw the pages of every example."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for name, pdf in office.render_pdfs(documents()).items():
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
            target = PICTURES / f"{name}-{number}.png"
            _framed(page.render(scale=RESOLUTION / POINTS_PER_INCH).to_pil()).save(target, optimize=True)
            print(target.relative_to(ROOT))


def documents() -> dict[str, bytes]:
    """The examples by the names of their pictures: every source, and one notice of the batch."""
    made = {source.stem: gongwen.render(gongwen.load(source)) for source in sorted(EXAMPLES.glob("*.md"))}
    return {**made, "batch": _of_the_batch(VILLAGE)}


def _of_the_batch(village: str) -> bytes:
    folder = EXAMPLES / "batch"
    with tempfile.TemporaryDirectory() as output:
        gongwen.batch(
            folder / "各村.xlsx",
            folder / "森林防火通知.md",
            output,
            details="隐患点",
            unit=folder / "青山镇.yaml",
            register=Path(output, "发文.db"),
            archived_copies=2,
        )
        (notice,) = Path(output).glob(f"*{village}.docx")
        return notice.read_bytes()


def _framed(page: Image.Image) -> Image.Image:
    """A page with a thin grey edge, in few colours, so that it shows on white and stays small."""
    framed = Image.new("RGB", (page.width + 2, page.height + 2), "#999999")
    framed.paste(page, (1, 1))
    return framed.quantize(COLOURS)


if __name__ == "__main__":
    main()
