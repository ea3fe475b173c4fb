"""A sign on the desktop that starts the server with a double click: .desktop, .bat or .command."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from gongwen.files import write_whole

__all__ = ["desktop_folder", "install", "shortcut"]

_NAME = "公文"
_ICON = Path(__file__).parent / "page" / "icon.svg"


def install(folder: Path | None = None, system: str = sys.platform) -> Path:
    """Put the sign on the desktop, or into a folder; its path. Raises ``OSError`` where that cannot be written."""
    name, content = shortcut(system)
    place = (folder or desktop_folder()) / name
    write_whole(place, content)
    if system != "win32":
        place.chmod(place.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return place


def shortcut(system: str, program: str = sys.executable) -> tuple[str, bytes]:
    """The file's name and its bytes.

    >>> name, content = shortcut("linux", "/opt/py thon/bin/python3")
    >>> name, [line for line in content.decode().splitlines() if line.startswith("Exec")]
    ('公文.desktop', ['Exec="/opt/py thon/bin/python3" -m gongwen serve'])
    """
    return _SHORTCUTS.get(system, _desktop_entry)(program)


def desktop_folder() -> Path:
    """Where the desktop is, by whatever name the system calls it; the home folder where there is none."""
    home = Path.home()
    if sys.platform.startswith("linux"):
        try:
            said = subprocess.run(
                ["xdg-user-dir", "DESKTOP"], capture_output=True, text=True, timeout=5, check=True
            ).stdout.strip()
            if said and Path(said).is_dir():
                return Path(said)
        except (OSError, subprocess.SubprocessError):
            pass
    names = [home / "Desktop", home / "桌面"]
    cloud = os.environ.get("ONEDRIVE")  # Windows reads the name in either case
    if sys.platform == "win32" and cloud:
        names.insert(0, Path(cloud) / "Desktop")
    return next((folder for folder in names if folder.is_dir()), home)


def _desktop_entry(program: str) -> tuple[str, bytes]:
    quoted = program.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\`").replace("$", "\\$")
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={_NAME}",
        "Comment=写公文、导入、检查、成批制发",
        f'Exec="{quoted.replace("%", "%%")}" -m gongwen serve',
        f"Icon={_ICON}",
        "Terminal=true",
        "Categories=Office;",
        "",
    ]
    return f"{_NAME}.desktop", "\n".join(lines).encode()


def _batch_file(program: str) -> tuple[str, bytes]:
    # cmd reads a file in the code page of its window, which it changes first; % would begin a variable.
    lines = [
        "@echo off",
        "chcp 65001 >nul",
        f"title {_NAME}",
        f'"{program.replace("%", "%%")}" -m gongwen serve',
        "pause",
    ]
    return f"{_NAME}.bat", ("\r\n".join(lines) + "\r\n").encode()


def _command_file(program: str) -> tuple[str, bytes]:
    return f"{_NAME}.command", f"#!/bin/sh\nexec {shlex.quote(program)} -m gongwen serve\n".encode()


_SHORTCUTS: Mapping[str, Callable[[str], tuple[str, bytes]]] = MappingProxyType(
    {"win32": _batch_file, "darwin": _command_file}
)
