"""Files of the corpus as a script makes them with python-docx: its default page, formatted by hand or not at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor

from tests.reading.corpus.files.lines import Line

__all__ = [
    "aligned_by_blanks",
    "default_template",
    "lying_attachment",
    "minutes_with_tabs",
    "signed_in_a_table",
    "styled_headings",
    "typed_plainly",
]

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


def _written(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return _steady(buffer.getvalue())


def _typed(document: Document, line: Line) -> None:
    """A line as most clerks set it: titles in the middle, signatures at the right, the text indented."""
    added = document.add_paragraph()
    typed = added.add_run(line.text)
    if line.role in ("title", "mark", "number", "plain", "attachment-title"):
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.role in ("signatory", "date"):
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif line.role not in ("recipients", "attachment-mark", "cc", "print"):
        added.paragraph_format.first_line_indent = Pt(32)
    if line.role == "mark":
        typed.font.size, typed.font.color.rgb = Pt(36), RGBColor(0xFF, 0, 0)
    elif line.role in ("title", "attachment-title"):
        typed.bold, typed.font.size = True, Pt(22)


def styled_headings(lines: list[Line]) -> bytes:
    """The title and the headings in their styles, numbers of items counted by the editor, headings that run in bold."""
    document = docx.Document()
    styles = {"title": "Title", "heading-1": "Heading 1", "heading-2": "Heading 2", "item": "List Number"}
    for line in lines:
        if line.role in styles:
            document.add_paragraph(line.text, styles[line.role])
        elif line.role == "run-in":
            added = document.add_paragraph()
            first, stop, rest = line.text.partition("。")
            added.add_run(first + stop).bold = True
            added.add_run(rest)
        else:
            _typed(document, line)
    return _written(document)


def signed_in_a_table(lines: list[Line]) -> bytes:
    """发文字号 and 签发人 in a row of a table without lines; so the agencies that sign, with the date under them."""
    document = docx.Document()
    head = [line.text for line in lines if line.role in ("number", "signer")]
    signed = [line.text for line in lines if line.role == "signatory"]
    day = next(line.text for line in lines if line.role == "date")
    for line in lines:
        if line.role == "number":
            row = document.add_table(1, len(head)).rows[0]
            for cell, text in zip(row.cells, head, strict=True):
                cell.text = text
        elif line.role == "date":
            table = document.add_table(2, len(signed))
            for cell, text in zip(table.rows[0].cells, signed, strict=True):
                cell.text = text
            table.rows[1].cells[-1].text = day
        elif line.role not in ("signer", "signatory"):
            _typed(document, line)
    return _written(document)


def lying_attachment(lines: list[Line]) -> bytes:
    """The attachment on a page that lies, in a section of its own, with a table whose head is merged; 版记 behind."""
    document = docx.Document()
    rows = [line.text.split("|") for line in lines if line.role == "row"]
    for line in lines:
        if line.role == "attachment-mark":
            section = document.add_section(WD_SECTION.NEW_PAGE)
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
            _typed(document, line)
        elif line.role == "row":
            if rows:
                table = document.add_table(len(rows), len(rows[0]), "Table Grid")
                for at, texts in enumerate(rows):
                    for cell, text in zip(table.rows[at].cells, texts, strict=True):
                        cell.text = text
                rows = []
        elif line.role == "section":
            document.add_section(WD_SECTION.ODD_PAGE)
        else:
            _typed(document, line)
    document.sections[0].footer.paragraphs[0].text = "第 1 页 共 3 页"
    return _written(document)


def minutes_with_tabs(lines: list[Line]) -> bytes:
    """Minutes whose office and date stand at two tab stops; a page head with the name of the meeting."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = lines[0].text
    for line in lines:
        if line.role == "issue":
            added = document.add_paragraph()
            added.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT)
            added.add_run("\t".join(line.text.split("|")))
        else:
            _typed(document, line)
    return _written(document)
