"""Fonts that a file names by their part in its theme (``minorEastAsia``) instead of by their names."""

from __future__ import annotations

from collections.abc import Mapping

from gongwen.ooxml.names import DRAWING
from gongwen.ooxml.opened import Element, said_in, w

__all__ = ["ThemeFonts"]

_SLOTS = {"EastAsia": "ea", "Bidi": "cs", "Ascii": "latin", "HAnsi": "latin"}
# Which of a theme's fonts by script stands in where it names none for East Asia, by the language of the settings.
_SCRIPTS = {
    "zh-cn": "Hans",
    "zh-sg": "Hans",
    "zh": "Hans",
    "zh-tw": "Hant",
    "zh-hk": "Hant",
    "ja": "Jpan",
    "ko": "Hang",
}


class ThemeFonts:
    """The fonts of a theme. ``settings`` tell the language of East Asian text; else it is simplified Chinese."""

    def __init__(self, theme: Element | None, settings: Element | None) -> None:
        self._fonts: dict[tuple[str, str], str] = {}
        languages = None if settings is None else said_in(settings, "themeFontLang")
        language = ("" if languages is None else languages.get(w("eastAsia"), "")).lower() or "zh-cn"
        script = _SCRIPTS.get(language) or _SCRIPTS.get(language.partition("-")[0], "Hans")
        scheme = None if theme is None else theme.find(f".//{{{DRAWING}}}fontScheme")
        for part in ("major", "minor"):
            fonts = None if scheme is None else scheme.find(f"{{{DRAWING}}}{part}Font")
            if fonts is not None:
                self._take(part, fonts, script)

    def _take(self, part: str, fonts: Element, script: str) -> None:
        by_script: Mapping[str, str] = {
            font.get("script", ""): font.get("typeface", "") for font in fonts.iterchildren(f"{{{DRAWING}}}font")
        }
        for slot in ("latin", "ea", "cs"):
            named = fonts.find(f"{{{DRAWING}}}{slot}")
            typeface = "" if named is None else named.get("typeface", "")
            if not typeface and slot == "ea":
                typeface = by_script.get(script, "")
            self._fonts[part, slot] = typeface

    def font(self, said: tuple[str | None, str | None] | None) -> str | None:
        """The font of a slot that says a theme's part, a name, or both; the theme goes first."""
        theme, literal = said or (None, None)
        if theme:
            for part in ("major", "minor"):
                if theme.startswith(part):
                    found = self._fonts.get((part, _SLOTS.get(theme.removeprefix(part), "latin")))
                    return found or literal
        return literal or None
