"""Styles of documents whose lines were set closer (9704-7.3.5.5), beside those of the others in one package."""

from __future__ import annotations

import re

from gongwen.blocks.stylesheet import Stylesheet
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.write.properties import style_id
from gongwen.write.styles import paragraph_style

__all__ = ["StyleVariants"]

_USE = re.compile(r'<w:pStyle w:val="(\w+)"/>')


class StyleVariants:
    """The styles in which tighter sheets depart from the one of a package, under names of their own."""

    def __init__(self, sheet: Stylesheet) -> None:
        self._sheet = sheet
        self._uses: dict[Profile, dict[str, str]] = {}
        self._styles: list[str] = []

    def in_place(self, xml: str, sheet: Stylesheet) -> str:
        """A text written with the styles of ``sheet``, with those of the package and its variants."""
        if sheet is self._sheet:
            return xml
        uses = self._uses.get(sheet.profile) or self._add(sheet)
        return _USE.sub(lambda use: uses.get(use[1]) or use[0], xml)

    def xml(self) -> str:
        """The styles of all variants so far."""
        return "".join(self._styles)

    def _add(self, sheet: Stylesheet) -> dict[str, str]:
        number = len(self._uses) + 1
        suffixes = f"Tight{number}", f"（紧{number}）"
        departing = [role for role in Role if paragraph_style(role, sheet) != paragraph_style(role, self._sheet)]
        self._styles += [paragraph_style(role, sheet, *suffixes) for role in departing]
        uses = {style_id(role): f'<w:pStyle w:val="{style_id(role)}{suffixes[0]}"/>' for role in departing}
        self._uses[sheet.profile] = uses
        return uses
