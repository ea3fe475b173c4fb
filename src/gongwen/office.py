"""An office suite of this machine, asked to turn a file into another format; absent, it is named."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.errors import DocumentError, Fault

__all__ = ["converted", "office_program"]

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def office_program() -> str | None:
    """The path of LibreOffice, or None where there is none."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def converted(content: bytes, suffix: str, to: str, program: str) -> bytes:
    """The bytes of a file in another format, in which no macro runs and nothing that the file links to is loaded.

    Raises :class:`~gongwen.DocumentError` where the program makes nothing of it.
    """
    with TemporaryDirectory(prefix="gongwen-") as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        source.write_bytes(content)
        made = folder / "made" / f"source.{to}"
        profile = folder / "profile"  # its own, so that an office that is open is not asked
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", to, "--outdir", str(made.parent), str(source)]
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
        if made.is_file():
            return made.read_bytes()
    raise DocumentError(Fault("not-converted", "LibreOffice 没有读懂这份文件", "在 Word 或 WPS 里另存为 .docx"))


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    head = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}{items}</oor:items>'
