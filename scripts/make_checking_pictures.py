"""Draws docs/pictures/checking-*.png: a file with twenty faults with its comments, and the report of it.

Run ``python scripts/make_checking_pictures.py``; needs LibreOffice, Chromium and the test environment (see
scripts/test.sh).
"""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import gongwen  # noqa: E402
from gongwen.checking.annotating import annotated  # noqa: E402
from gongwen.reporting import Checked, html_report  # noqa: E402
from tests.checking.by_hand import content_of  # noqa: E402
from tests.checking.test_twenty import typed  # noqa: E402
from tests.serving.running import chromium  # noqa: E402
from tests.support import office  # noqa: E402

PLACE = ROOT / "docs" / "pictures"
SIZE = {"width": 1400, "height": 1100}
NAME = "森林防火通知.docx"
SCALE, COLOURS, TOP = 1.4, 64, 0.72


def main() -> None:
    """Draw both anew."""
    content = content_of(typed())
    report = gongwen.check(content)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = office.render_with_comments(annotated(content, report.findings))
        page = pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE, draw_annots=True).to_pil()
        _save(page.crop((0, 0, page.width, int(page.height * TOP))), "checking-annotated")
        (folder / "report.html").write_text(
            html_report([Checked(replace(report, file=NAME), content)]), encoding="utf-8"
        )
        with chromium(folder) as browser:
            shown = browser.new_page(viewport=SIZE)
            shown.goto((folder / "report.html").as_uri())
            _save(Image.open(io.BytesIO(shown.screenshot())), "checking-report")


def _save(picture: Image.Image, name: str) -> None:
    picture.convert("RGB").quantize(COLOURS).save(PLACE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
