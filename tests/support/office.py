"""Convert .docx bytes to PDF bytes with LibreOffice, drawn with the test fonts."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support import fonts, process

CHUNK = 40
"""The most files given to one soffice call."""

_EXPORT = "pdf:writer_pdf_Export"
# By default LibreOffice leaves out of a PDF the blank pages that it puts before an odd or even one; paper has them.
_WITH_BLANK_PAGES = _EXPORT + ':{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_WITH_COMMENTS = _EXPORT + ':{"ExportNotes":{"type":"boolean","value":"true"}}'
_SAFE_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")


class OfficeError(RuntimeError):
    """LibreOffice is missing, hung, or left a file without a PDF."""


@functools.cache
def executable() -> str | None:
    """The soffice program, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def available() -> bool:
    """Whether LibreOffice is installed."""
    return executable() is not None


def render_pdfs(
    docx: Mapping[str, bytes],
    *,
    timeout: float | None = None,
    blank_pages: bool = False,
    line_ends: tuple[str, str] | None = None,
) -> dict[str, bytes]:
    """Render many documents (safe ASCII name -> .docx bytes) to PDF, up to 40 of them in one soffice call.

    ``blank_pages`` keeps those that come of themselves before a page that must be odd or even. ``line_ends`` are the
    marks that begin no line of Chinese and those that end none, where they are not to be LibreOffice's own.
    """
    for name in docx:
        if not _SAFE_NAME.fullmatch(name):
            raise ValueError(f"unsafe document name {name!r}: use letters, digits, '_' and '-'")
    pdfs: dict[str, bytes] = {}
    for names in _chunks(list(docx), CHUNK):
        chunk = {name: docx[name] for name in names}
        export = _WITH_BLANK_PAGES if blank_pages else _EXPORT
        pdfs.update(_render_chunk(chunk, timeout, export, line_ends))
    return pdfs


def render_pdf(docx: bytes, *, timeout: float | None = None) -> bytes:
    """Render one document to PDF."""
    return render_pdfs({"document": docx}, timeout=timeout)["document"]


def render_with_comments(docx: bytes) -> bytes:
    """Render one document with its comments as notes of the PDF, at their words."""
    return _render_chunk({"document": docx}, None, _WITH_COMMENTS, None)["document"]


def _chunks(names: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(names), size):
        yield names[start : start + size]


def _render_chunk(
    docx: Mapping[str, bytes], timeout: float | None, export: str, line_ends: tuple[str, str] | None
) -> dict[str, bytes]:
    program = executable()
    if program is None:
        raise OfficeError("LibreOffice (soffice) is not installed")
    limit = timeout if timeout is not None else 120.0 + 10.0 * len(docx)
    # A folder of its own per run: soffice shares nothing with another run, and two runs may go side by side.
    with tempfile.TemporaryDirectory(prefix="gongwen-office-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        source, target, profile = root / "in", root / "out", root / "profile"
        for path in (source, target, profile):
            path.mkdir()
        if line_ends is not None:
            (profile / "user").mkdir()
            (profile / "user" / "registrymodifications.xcu").write_text(_settings(*line_ends), encoding="utf-8")
        conf = root / "fonts.conf"
        conf.write_text(fonts.config(), encoding="utf-8")
        files = []
        for name, data in docx.items():
            file = source / f"{name}.docx"
            file.write_bytes(data)
            files.append(str(file))
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            export,
            "--outdir",
            str(target),
            *files,
        ]
        env = {**os.environ, "FONTCONFIG_FILE": str(conf), "SAL_USE_VCLPLUGIN": "svp"}
        with process.own_group(command, env) as running:
            try:
                stdout, stderr = running.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                done = {path.stem for path in target.glob("*.pdf")}
                waiting = ", ".join(name for name in docx if name not in done)
                raise OfficeError(f"soffice took over {limit:.0f} s; no PDF yet for: {waiting}") from None
        pdfs = {name: path.read_bytes() for name in docx if (path := target / f"{name}.pdf").is_file()}
    lost = [name for name in docx if not pdfs.get(name)]
    if lost:
        said = "\n".join(part.strip() for part in (stdout, stderr) if part.strip())
        raise OfficeError(f"soffice (exit {running.returncode}) made no PDF of: {', '.join(lost)}\n{said}")
    return pdfs


def _settings(begin_none: str, end_none: str) -> str:
    """A user's settings: the marks that begin no line of Chinese and those that end none."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Common/AsianLayout/StartEndCharacters">'
        '<node oor:name="zh-CN" oor:op="replace">'
        f'<prop oor:name="StartCharacters" oor:op="fuse"><value>{escape(begin_none)}</value></prop>'
        f'<prop oor:name="EndCharacters" oor:op="fuse"><value>{escape(end_none)}</value></prop>'
        "</node></item></oor:items>"
    )
