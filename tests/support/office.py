"""Convert .docx bytes to PDF bytes with LibreOffice; Chinese document faces map to free full-width fonts."""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

ALIASES: Mapping[str, str] = {
    "仿宋": "AR PL UMing CN",
    "仿宋_GB2312": "AR PL UMing CN",
    "FangSong": "AR PL UMing CN",
    "FangSong_GB2312": "AR PL UMing CN",
    "楷体": "AR PL UKai CN",
    "楷体_GB2312": "AR PL UKai CN",
    "KaiTi": "AR PL UKai CN",
    "KaiTi_GB2312": "AR PL UKai CN",
    "黑体": "WenQuanYi Zen Hei",
    "SimHei": "WenQuanYi Zen Hei",
    "方正小标宋简体": "Noto Serif CJK SC",
    "方正小标宋_GBK": "Noto Serif CJK SC",
    "小标宋": "Noto Serif CJK SC",
    "FZXiaoBiaoSong-B05S": "Noto Serif CJK SC",
    "宋体": "AR PL UMing CN",
    "SimSun": "AR PL UMing CN",
}
"""Document face (as written in the .docx) -> installed face that stands in for it."""

LATIN_ALIASES: Mapping[str, str] = {"Times New Roman": "Liberation Serif"}
"""Applied only where the stand-in is installed."""

CHUNK = 40
"""The most files given to one soffice call."""

_EXPORT = "pdf:writer_pdf_Export"
# By default LibreOffice leaves out of a PDF the blank pages that it puts before an odd or even one; paper has them.
_WITH_BLANK_PAGES = _EXPORT + ':{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
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


@functools.cache
def installed_families() -> frozenset[str]:
    """Font families fontconfig knows; empty when fc-list is missing."""
    tool = shutil.which("fc-list")
    if tool is None:
        return frozenset()
    listing = subprocess.run([tool, ":", "family"], capture_output=True, text=True, timeout=60, check=False)
    return frozenset(name.strip() for line in listing.stdout.splitlines() for name in line.split(","))


def missing_fonts() -> frozenset[str]:
    """Stand-in faces that are not installed: without them the measured widths mean nothing."""
    return frozenset(ALIASES.values()) - installed_families()


def fonts_conf() -> str:
    """A fontconfig file that maps every document face to its stand-in, then includes the system's own."""
    latin = {name: face for name, face in LATIN_ALIASES.items() if face in installed_families()}
    rules = "".join(
        '<match target="pattern">'
        f'<test qual="any" name="family" compare="eq"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(face)}</string></edit>'
        "</match>\n"
        for name, face in {**ALIASES, **latin}.items()
    )
    system = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f'{rules}<include ignore_missing="yes">{escape(system)}</include>\n</fontconfig>\n'
    )


def font_match(family: str) -> str:
    """The family fontconfig gives for a document face under `fonts_conf` (fc-match)."""
    with tempfile.TemporaryDirectory(prefix="gongwen-fc-") as folder:
        conf = Path(folder, "fonts.conf")
        conf.write_text(fonts_conf(), encoding="utf-8")
        out = subprocess.run(
            ["fc-match", "-f", "%{family[0]}", family.replace("-", r"\-")],
            env={**os.environ, "FONTCONFIG_FILE": str(conf)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    return out.stdout.strip()


def render_pdfs(
    docx: Mapping[str, bytes], *, timeout: float | None = None, blank_pages: bool = False
) -> dict[str, bytes]:
    """Render many documents (safe ASCII name -> .docx bytes) to PDF, up to 40 of them in one soffice call.

    ``blank_pages`` keeps those that come of themselves before a page that must be odd or even.
    """
    for name in docx:
        if not _SAFE_NAME.fullmatch(name):
            raise ValueError(f"unsafe document name {name!r}: use letters, digits, '_' and '-'")
    pdfs: dict[str, bytes] = {}
    for names in _chunks(list(docx), CHUNK):
        pdfs.update(_render_chunk({name: docx[name] for name in names}, timeout, blank_pages=blank_pages))
    return pdfs


def render_pdf(docx: bytes, *, timeout: float | None = None) -> bytes:
    """Render one document to PDF."""
    return render_pdfs({"document": docx}, timeout=timeout)["document"]


def _chunks(names: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(names), size):
        yield names[start : start + size]


def _render_chunk(docx: Mapping[str, bytes], timeout: float | None, *, blank_pages: bool) -> dict[str, bytes]:
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
        conf = root / "fonts.conf"
        conf.write_text(fonts_conf(), encoding="utf-8")
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
            _WITH_BLANK_PAGES if blank_pages else _EXPORT,
            "--outdir",
            str(target),
            *files,
        ]
        env = {**os.environ, "FONTCONFIG_FILE": str(conf), "SAL_USE_VCLPLUGIN": "svp"}
        with _own_group(command, env) as process:
            try:
                stdout, stderr = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                done = {path.stem for path in target.glob("*.pdf")}
                waiting = ", ".join(name for name in docx if name not in done)
                raise OfficeError(f"soffice took over {limit:.0f} s; no PDF yet for: {waiting}") from None
        pdfs = {name: path.read_bytes() for name in docx if (path := target / f"{name}.pdf").is_file()}
    lost = [name for name in docx if not pdfs.get(name)]
    if lost:
        said = "\n".join(part.strip() for part in (stdout, stderr) if part.strip())
        raise OfficeError(f"soffice (exit {process.returncode}) made no PDF of: {', '.join(lost)}\n{said}")
    return pdfs


@contextmanager
def _own_group(command: list[str], env: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run in a process group of its own, and end the whole group (soffice is a script with children)."""
    process = subprocess.Popen(
        command,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
