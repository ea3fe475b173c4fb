"""Files of the corpus as a script makes them with python-docx: its default page, formatted by hand or not at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt

from tests.reading.corpus.files.lines import Line

__all__ = ["aligned_by_blanks", "default_template", "typed_plainly"]

_FAR = "\u00a0" * 30 + " " * 12
_PUSHED = {"title": " " * 14, "signatory": _FAR, "date": _FAR}


def _by_python_docx(lines: Sequence[Line], *, indented: bool, aligned: bool = True) -> bytes:
    """Typed into python-docx's default page: Letter, its theme's fonts, Normal for everything."""
    document = docx.Document()
    for line in lines:
        if line.role == "break":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            continue
        added = document.add_paragraph()
        typed = added.add_run(line.text)
        if not aligned:
            typed.text = _PUSHED.get(line.role, "") + line.text
        elif line.role in ("title", "mark", "number", "attachment-title"):
            added.alignment = WD_ALIGN_PARAGRAPH.CENTER
            typed.bold, typed.font.size = True, Pt(22)
        elif line.role in ("signatory", "date"):
            added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif indented and line.role not in ("recipients", "attachment-mark", "plain"):
            added.paragraph_format.first_line_indent = Pt(32)
    buffer = io.BytesIO()
    document.save(buffer)
    return _steady(buffer.getvalue())


def _steady(data: bytes) -> bytes:
    """The package with the times of its parts fixed, so that the same text gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(read.namelist()):
            written.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), read.read(name))
    return buffer.getvalue()


def default_template(lines: list[Line]) -> bytes:
    """The default page of python-docx, indents in points."""
    return _by_python_docx(lines, indented=True)


def typed_plainly(lines: list[Line]) -> bytes:
    """No formatting at all."""
    return _by_python_docx(lines, indented=False)


def aligned_by_blanks(lines: list[Line]) -> bytes:
    """Title and signature pushed to their places by blanks and non-breaking spaces."""
    return _by_python_docx(lines, indented=False, aligned=False)
