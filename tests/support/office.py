"""Convert .docx bytes to PDF bytes with LibreOffice, drawn with the test fonts.

A soffice takes more than a second to start and a tenth of one for a document. So one stays up in each test process for
each table of line ends, with an empty document open, and every call hands it its files: ``soffice --convert-to`` does
so of itself where one runs with the same profile. Where none runs any more, the call does the work alone. What was
drawn before changes no page: ninety notices in any order, seven a call, come out as they do with a new soffice.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support import fonts, process

CHUNK = 40
"""The most files given to one soffice call."""


def _export(**options: bool) -> str:
    values = {name: {"type": "boolean", "value": str(value).lower()} for name, value in options.items()}
    return f"pdf:writer_pdf_Export:{json.dumps(values)}"


# To make pictures smaller takes longer than to set the page.
_EXPORT = _export(ReduceImageResolution=False)
# By default LibreOffice leaves out of a PDF the blank pages that it puts before an odd or even one; paper has them.
_WITH_BLANK_PAGES = _export(ReduceImageResolution=False, IsSkipEmptyPages=False)
_WITH_COMMENTS = _export(ReduceImageResolution=False, ExportNotes=True)
_STARTED_WITHIN, _GLANCE = 120.0, 0.05
_LASTS = 500
_EMPTY = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
    "<office:body><office:text/></office:body></office:document>"
)
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
    """Draw documents with the office that stays up; what it does not make, a new one is asked for."""
    pdfs, said = _asked(docx, timeout, export, line_ends)
    lost = {name: data for name, data in docx.items() if not pdfs.get(name)}
    if lost:
        close()
        again, said = _asked(lost, timeout, export, line_ends)
        pdfs |= again
    lost = {name: data for name, data in lost.items() if not pdfs.get(name)}
    if lost:
        close()
        raise OfficeError(f"soffice made no PDF of: {', '.join(lost)}\n{said}")
    return pdfs


def _asked(
    docx: Mapping[str, bytes], timeout: float | None, export: str, line_ends: tuple[str, str] | None
) -> tuple[dict[str, bytes], str]:
    """The PDFs that an office makes of documents, and what it says."""
    limit = timeout if timeout is not None else 120.0 + 10.0 * len(docx)
    office = _office(line_ends, len(docx))
    with tempfile.TemporaryDirectory(prefix="gongwen-office-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        for path in (source, target):
            path.mkdir()
        files = []
        for name, data in docx.items():
            file = source / f"{name}.docx"
            file.write_bytes(data)
            files.append(str(file))
        command = [*office.command, "--nolockcheck", "--convert-to", export, "--outdir", str(target), *files]
        with process.own_group(command, office.env) as running:
            try:
                stdout, stderr = running.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                done = {path.stem for path in target.glob("*.pdf")}
                close()
                waiting = ", ".join(name for name in docx if name not in done)
                raise OfficeError(f"soffice took over {limit:.0f} s; no PDF yet for: {waiting}") from None
        pdfs = {name: path.read_bytes() for name in docx if (path := target / f"{name}.pdf").is_file()}
    said = "\n".join(part.strip() for part in (stdout, stderr) if part.strip())
    return pdfs, f"exit {running.returncode}\n{said}"


# The office that stays up

_OFFICES: dict[tuple[str, str] | None, _Office] = {}


class _Office:
    """A soffice with a profile of its own and an empty document open, without which it would end after each call."""

    def __init__(self, line_ends: tuple[str, str] | None) -> None:
        program = executable()
        if program is None:
            raise OfficeError("LibreOffice (soffice) is not installed")
        self._folder = tempfile.TemporaryDirectory(prefix="gongwen-office-", ignore_cleanup_errors=True)
        root = Path(self._folder.name)
        profile, conf, empty = root / "profile", root / "fonts.conf", root / "empty.fodt"
        (profile / "user").mkdir(parents=True)
        if line_ends is not None:
            (profile / "user" / "registrymodifications.xcu").write_text(_settings(*line_ends), encoding="utf-8")
        conf.write_text(fonts.config(), encoding="utf-8")
        empty.write_text(_EMPTY, encoding="utf-8")
        self.owner, self.asked = os.getpid(), 0
        self.env = {**os.environ, "FONTCONFIG_FILE": str(conf), "SAL_USE_VCLPLUGIN": "svp"}
        self.command = (program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
        # The shell waits for its input to end, as it does when this process ends in whatever way, and ends its group.
        self._running = subprocess.Popen(
            ["sh", "-c", '"$@" </dev/null & read -r line; kill -KILL 0', "sh", *self.command, str(empty)],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait(root / f".~lock.{empty.name}#")

    def _wait(self, lock: Path) -> None:
        """Until the empty document is open; an office that is asked before it is up would stay up itself."""
        for _ in range(round(_STARTED_WITHIN / _GLANCE)):
            if lock.exists():
                return
            time.sleep(_GLANCE)
        self.close()
        raise OfficeError(f"soffice did not start within {_STARTED_WITHIN:g} s")

    def close(self) -> None:
        """End it with all its children."""
        if self._running.stdin is not None:
            self._running.stdin.close()
        self._running.wait()
        # All are dead with the shell, though where nobody asks after orphans they are listed for a second or two.
        self._folder.cleanup()


def _office(line_ends: tuple[str, str] | None, documents: int) -> _Office:
    """The office of this process; after some hundreds of documents a new one, for the sake of memory."""
    office = _OFFICES.get(line_ends)
    if office is not None and office.owner == os.getpid() and office.asked > _LASTS:
        office.close()
        office = None
    if office is None or office.owner != os.getpid():
        office = _OFFICES[line_ends] = _Office(line_ends)
    office.asked += documents
    return office


@atexit.register
def close() -> None:
    """End the offices of this process."""
    for line_ends in list(_OFFICES):
        office = _OFFICES.pop(line_ends)
        if office.owner == os.getpid():
            office.close()


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
