"""Files of older formats (.doc, .wps, .rtf) become .docx through LibreOffice where the machine has it."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.errors import DocumentError, Fault
from gongwen.signatures import COMPOUND, RICH_TEXT, ZIP

__all__ = ["as_docx", "is_word_file"]

# A package that a password protects is a compound file with these streams.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def is_word_file(content: bytes) -> bool:
    """Whether bytes are a file of a word processor, and no text.

    >>> is_word_file(b"PK\\x03\\x04"), is_word_file("关于春耕的通知".encode())
    (True, False)
    """
    return content.startswith((ZIP, COMPOUND, RICH_TEXT))


def as_docx(content: bytes) -> bytes:
    """The bytes of a .docx, whatever word processor wrote the file; a .docx stays as it is.

    Raises :class:`~gongwen.DocumentError` for a file with a password, for an older one where there is no LibreOffice,
    and where that cannot read it.
    """
    if not content.startswith((COMPOUND, RICH_TEXT)):
        return content
    if content.startswith(COMPOUND) and _ENCRYPTED in content:
        raise DocumentError(Fault("encrypted-document", "文件加了密码", "在 Word 或 WPS 里去掉密码，另存为 .docx"))
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        cure = "在 Word 或 WPS 里另存为 .docx，或装上 LibreOffice"
        raise DocumentError(Fault("no-converter", "旧格式（.doc、.wps）要靠 LibreOffice 转换，这台机器上没有", cure))
    return _converted(content, program)


def _settings() -> str:
    """LibreOffice's settings: no macro runs, and nothing that a file links to is loaded."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    head = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}{items}</oor:items>'


def _converted(content: bytes, program: str) -> bytes:
    suffix = ".doc" if content.startswith(COMPOUND) else ".rtf"
    with TemporaryDirectory(prefix="gongwen-") as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        source.write_bytes(content)
        made = folder / "made" / "source.docx"
        profile = folder / "profile"  # its own, so that an office that is open is not asked
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", "docx", "--outdir", str(made.parent), str(source)]
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
        if made.is_file():
            return made.read_bytes()
    raise DocumentError(Fault("not-converted", "LibreOffice 没有读懂这份文件", "在 Word 或 WPS 里另存为 .docx"))
