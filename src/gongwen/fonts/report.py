"""Which fonts a page asks for, and what of them a machine has."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from gongwen.errors import InputError
from gongwen.fonts.catalogue import installed
from gongwen.fonts.choosing import font_set
from gongwen.fonts.places import VARIABLE
from gongwen.pages.display import Font
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.units import Pt

__all__ = ["Asked", "FontReport", "report_on"]

_ANY_SIZE = Pt(16)


class Asked(NamedTuple):
    """A font that a page asks for, the font that shows it, and the file that is in; neither where nothing does."""

    use: str
    family: str
    shown_by: str | None
    file: str | None

    @property
    def is_here(self) -> bool:
        """Whether it is the font itself."""
        return self.shown_by == self.family

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {**self._asdict(), "is_here": self.is_here}

    def __str__(self) -> str:
        if self.shown_by is None:
            return f"缺　{self.use}：{self.family}，也没有能代替它的"
        said = self.family if self.is_here else f"{self.family}，用 {self.shown_by} 代替"
        return f"{'有' if self.is_here else '缺'}　{self.use}：{said}（{self.file}）"


class FontReport(NamedTuple):
    """The fonts of a page, and the font files of the machine that cannot be used, each with the reason."""

    fonts: tuple[Asked, ...]
    unusable: dict[str, str]


def report_on(profile: Profile, font_files: Iterable[str | os.PathLike[str]] = ()) -> FontReport:
    """What a machine has of the fonts of a page. Raises :class:`~gongwen.InputError` for a named file that is none."""
    fonts = font_set(font_files)
    asked = []
    wanted = [(face.value, Font(profile.fonts.of(face), _ANY_SIZE, face)) for face in Face]
    if profile.latin_font:
        wanted.append(("数字和字母", Font(profile.latin_font, _ANY_SIZE, Face.FANGSONG, latin=True)))
    for use, font in wanted:
        try:
            found = fonts.files_for(font)[0].listed
        except InputError:
            asked.append(Asked(use, font.family, None, None))
            continue
        is_here = font.family.casefold() in map(str.casefold, found.names)
        asked.append(Asked(use, font.family, font.family if is_here else found.family, found.path))
    unusable = {face.path: face.unusable for face in installed().faces if face.unusable}
    named = filter(None, os.environ.get(VARIABLE, "").split(os.pathsep))
    unusable |= {place: f"{VARIABLE} 里写的，没有这个文件或文件夹" for place in named if not os.path.exists(place)}
    return FontReport(tuple(asked), unusable)
