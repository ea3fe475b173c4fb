"""Draws the pictures, a PNG a page: for docs/pictures every example, for templates/pictures the shipped first pages.

The pages are drawn by LibreOffice from the measuring copies of the tests, whose lines turn where Word turns them; the
preview as Chromium shows it.

Run ``python scripts/make_pictures.py [docs|templates]``; needs LibreOffice, Chromium (for docs) and the test
environment (see scripts/test.sh).
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from html import escape
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402
import pypdfium2  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
from docx.shared import Pt, RGBColor  # noqa: E402
from PIL import Image  # noqa: E402

import gongwen  # noqa: E402
from gongwen.specimens import specimen, specimen_kinds  # noqa: E402
from gongwen.standard.kinds import KINDS  # noqa: E402
from gongwen.template import shipped_template  # noqa: E402
from tests.support import browser, engines  # noqa: E402

EXAMPLES = ROOT / "examples"
PASTED = EXAMPLES / "import" / "来稿.txt"
POINTS_PER_INCH = 72
RESOLUTION = 90
SMALL = 60
"""Dots an inch of what is shown side by side in a table."""
COLOURS = 64
LETTERHEAD = "青山镇党政办公室文件"
VILLAGE = "青杠坪村"
"""Whose notice of the thirty is drawn: the one with the longest table."""


def main() -> None:
    """Draw the pages of one shelf, or of both."""
    parser = argparse.ArgumentParser(description="画 docs/pictures 和 templates/pictures 里的图")
    parser.add_argument("which", nargs="*", choices=("docs", "templates"), default=["docs", "templates"])
    which = parser.parse_args().which
    if "docs" in which:
        _draw(ROOT / "docs" / "pictures", drawn(), RESOLUTION)
    if "templates" in which:
        _draw(ROOT / "templates" / "pictures", engines.render_pdfs(shipped(), "libreoffice as word"), SMALL, pages=1)


def _draw(folder: Path, pdfs: dict[str, bytes], resolution: int, *, pages: int | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for name, pdf in pdfs.items():
        for number, page in enumerate(islice(pypdfium2.PdfDocument(pdf), pages), start=1):
            target = folder / f"{name}-{number}.png"
            _framed(page.render(scale=resolution / POINTS_PER_INCH).to_pil()).save(target, optimize=True)
            print(target.relative_to(ROOT))


def shipped() -> dict[str, bytes]:
    """Every shipped template with its tags, and every specimen as it renders."""
    names = {KINDS[kind].english: kind.value for kind in specimen_kinds()}
    templates = {f"{name}-template": shipped_template(kind) for name, kind in names.items()}
    return templates | {name: gongwen.render(gongwen.load(specimen(kind).encode())) for name, kind in names.items()}


def drawn() -> dict[str, bytes]:
    """All that is drawn, as PDF, by the names of the pictures."""
    preview = gongwen.to_html(gongwen.load(EXAMPLES / "notice.md"))
    pages = browser.print_pdfs({"preview": preview, "import-before": _as_typed(PASTED.read_text(encoding="utf-8"))})
    return {**engines.render_pdfs(documents(), "libreoffice as word"), **pages}


def documents() -> dict[str, bytes]:
    """The examples by the names of their pictures: every source, one notice of the batch, one in a template, and what a
    pasted text becomes."""
    made = {source.stem: gongwen.render(gongwen.load(source)) for source in sorted(EXAMPLES.glob("*.md"))}
    template = gongwen.Template(_own_letterhead())
    return {
        **made,
        "batch": _of_the_batch(VILLAGE),
        "import-after": gongwen.render(gongwen.parse(PASTED.read_bytes()).document),
        "template": template.render(gongwen.load(EXAMPLES / "notice.md")),
    }


def _as_typed(text: str) -> str:
    """A text as an editor shows it, on one page."""
    style = "@page{size:A4;margin:15mm}pre{font:11pt/1.45 monospace;white-space:pre-wrap;margin:0}"
    return f"<!DOCTYPE html><meta charset='utf-8'><style>{style}</style><pre>{escape(text)}</pre>"


def _own_letterhead() -> bytes:
    """The shipped template of notices as an office may restyle it: another mark, another rule, another body font."""
    document = docx.Document(io.BytesIO(shipped_template("通知")))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "公文发文机关标志":
            (run,) = paragraph.runs
            run.text, run.font.size, run.font.color.rgb = LETTERHEAD, Pt(38), RGBColor(0xA0, 0x10, 0x10)
            run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "楷体")
    document.styles["公文正文"].element.rPr.rFonts.set(qn("w:eastAsia"), "楷体")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


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
