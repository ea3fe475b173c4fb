"""Where a machine keeps its fonts: the folders of the system, of the user and of WPS."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from glob import glob
from pathlib import Path

__all__ = ["ENDINGS", "VARIABLE", "cache_file", "font_paths"]

VARIABLE = "GONGWEN_FONTS"
"""The environment variable that names fonts and folders of fonts; they come before those of the system."""
ENDINGS = frozenset((".ttf", ".otf", ".ttc", ".otc"))

# “*” stands for a version or an edition.
_FOLDERS = {
    "linux": (
        *("~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts"),
        "/opt/kingsoft/wps-office/office6/fonts",
        "/opt/apps/cn.wps.wps-office*/files/kingsoft/wps-office/office6/fonts",
    ),
    "darwin": (
        *("~/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts"),
        "/System/Library/AssetsV2/com_apple_MobileAsset_Font*",
        "/Applications/wpsoffice.app/Contents/Resources/office6/fonts",
        "/Applications/Microsoft Word.app/Contents/Resources/DFonts",
    ),
    "win32": (
        *("%LOCALAPPDATA%\\Microsoft\\Windows\\Fonts", "%WINDIR%\\Fonts"),
        "%LOCALAPPDATA%\\Kingsoft\\WPS Office\\*\\office6\\fonts",
        "%PROGRAMFILES%\\Kingsoft\\WPS Office\\*\\office6\\fonts",
        "%PROGRAMFILES(X86)%\\Kingsoft\\WPS Office\\*\\office6\\fonts",
    ),
}


def font_paths() -> Iterator[str]:
    """Every font file, those that the environment names first, then folder by folder in the order of names."""
    for place in filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)):
        yield from _below(place)
    for pattern in _FOLDERS.get(sys.platform, _FOLDERS["linux"]):
        for place in sorted(glob(os.path.expandvars(os.path.expanduser(pattern)))):
            yield from _below(place)


def _below(place: str) -> Iterator[str]:
    if os.path.isfile(place):
        yield place
    for folder, folders, files in os.walk(place):  # of a folder that is not there or not ours to read: nothing
        folders.sort()
        yield from (os.path.join(folder, name) for name in sorted(files) if _is_font(name))


def _is_font(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in ENDINGS


def cache_file() -> Path | None:
    """Where the names of the fonts are kept from one run to the next; None where there is no home."""
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return base / "gongwen" / "fonts.json"
