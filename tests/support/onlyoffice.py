"""Convert .docx bytes to PDF bytes with ONLYOFFICE's converter, drawn with the test fonts.

ONLYOFFICE comes with the package ``document-builder`` (AGPL), which only the tests install. Its program ``x2t`` is
called directly: that converts one file in half a second and adds nothing of its own to the page.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support import fonts, process, run

LIMIT = 60.0
"""Seconds that one file may take."""
_PDF = 513
"""The number by which x2t knows the format."""
_INDEX = ("AllFonts.js", "font_selection.bin")
_NOTHING = 'builder.CreateFile("docx");builder.CloseFile();'


class OnlyOfficeError(RuntimeError):
    """ONLYOFFICE is missing, hung, or left a file without a PDF."""


@functools.cache
def home() -> Path | None:
    """The folder of ONLYOFFICE's programs, or None."""
    found = importlib.util.find_spec("docbuilder")
    if found is None or found.origin is None:
        return None
    place = Path(found.origin).with_name("lib")
    return place if (place / "x2t").is_file() else None


def available() -> bool:
    """Whether ONLYOFFICE is installed."""
    return home() is not None


def render_pdfs(docx: Mapping[str, bytes], *, timeout: float | None = None) -> dict[str, bytes]:
    """Render many documents (name -> .docx bytes) to PDF, one after the other; ``timeout`` is for each of them."""
    place = home()
    if place is None:
        raise OnlyOfficeError("ONLYOFFICE (document-builder) is not installed")
    limit = LIMIT if timeout is None else timeout
    return {name: _drawn(name, data, place, limit) for name, data in docx.items()}


def render_pdf(docx: bytes, *, timeout: float | None = None) -> bytes:
    """Render one document to PDF."""
    return render_pdfs({"document": docx}, timeout=timeout)["document"]


def _drawn(name: str, docx: bytes, place: Path, limit: float) -> bytes:
    """Modules that look at one file draw it once in a run."""
    drawing = f"{hashlib.sha256(docx).hexdigest()}.pdf"
    pdf = run.kept(drawing)
    if pdf is None:
        pdf = _render(name, docx, place, limit)
        run.keep(drawing, pdf)
    return pdf


def _render(name: str, docx: bytes, place: Path, limit: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gongwen-onlyoffice-", ignore_cleanup_errors=True) as folder:
        return _convert(Path(folder), name, "in.docx", docx, place, limit)


def convert(folder: Path, name: str, content: bytes) -> bytes:
    """A file of any format that ONLYOFFICE reads, known by the ending of its name, as PDF; made in an empty folder."""
    place = home()
    if place is None:
        raise OnlyOfficeError("ONLYOFFICE (document-builder) is not installed")
    return _convert(folder, name, name, content, place, LIMIT)


def _convert(root: Path, told: str, name: str, content: bytes, place: Path, limit: float) -> bytes:
    index = _indexed(fonts.folder(), place)
    source, target, work, task = root / name, root / "out.pdf", root / "work", root / "task.xml"
    work.mkdir()
    source.write_bytes(content)
    task.write_text(_task(source, target, work, index), encoding="utf-8")
    with process.own_group(["./x2t", str(task)], os.environ, place) as running:
        try:
            stdout, stderr = running.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            raise OnlyOfficeError(f"x2t took over {limit:g} s for {told}") from None
    if running.returncode != 0 or not target.is_file():
        said = "\n".join(part.strip() for part in (stdout, stderr) if part.strip())
        raise OnlyOfficeError(f"x2t (exit {running.returncode}) made no PDF of {told}\n{said}")
    return target.read_bytes()


def _task(source: Path, target: Path, work: Path, index: Path) -> str:
    values: dict[str, object] = {
        "m_sFileFrom": source,
        "m_sFileTo": target,
        "m_nFormatTo": _PDF,
        "m_sFontDir": index,
        "m_sAllFontsPath": index / _INDEX[0],
        "m_sTempDir": work,
    }
    inner = "".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in values.items())
    return f'<?xml version="1.0" encoding="utf-8"?><TaskQueueDataConvert>{inner}</TaskQueueDataConvert>'


@functools.cache
def _indexed(folder: Path, place: Path) -> Path:
    """ONLYOFFICE's index of the test fonts, made once: it knows no fontconfig."""
    index = folder.with_name(f"{folder.name}-onlyoffice")
    if not index.is_dir():
        with fonts.locked("index"):
            if not index.is_dir():  # another process made it meanwhile
                _make_index(folder, place, index)
    return index


def _make_index(folder: Path, place: Path, index: Path) -> None:
    """Let docbuilder write its index where it always does, and keep a copy."""
    begun = index.with_name(f"{index.name}.begun")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir()
    script = begun / "nothing.docbuilder"
    script.write_text(_NOTHING, encoding="utf-8")
    command = ["./docbuilder", f"--fonts-dir={folder}", "--fonts-system=false", str(script)]
    with process.own_group(command, os.environ, place) as running:
        try:
            running.communicate(timeout=2 * LIMIT)
        except subprocess.TimeoutExpired:
            raise OnlyOfficeError("docbuilder hung over the index of the fonts") from None
    made = place / "sdkjs" / "common"
    for name in _INDEX:
        if not (made / name).is_file() or (name == _INDEX[0] and str(folder) not in (made / name).read_text("utf-8")):
            raise OnlyOfficeError("docbuilder made no index of the test fonts")
        shutil.copy(made / name, begun / name)
    begun.rename(index)
