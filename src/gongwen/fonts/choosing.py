"""Which font file shows which character of a page, and what has to be told of it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from gongwen.errors import Fault, InputError
from gongwen.fonts.catalogue import Catalogue, Listed, installed, listed_in
from gongwen.fonts.names import HAVE_RARE_CHARACTERS, LIKE_FACES, OF_SCRIPTS, TIMES, Wanted
from gongwen.fonts.portions import FontFile, Portion
from gongwen.pages.display import DisplayList, Font
from gongwen.pages.lines import widths_of
from gongwen.pages.text import MOST_CHARACTERS
from gongwen.standard.families import FAMILIES
from gongwen.standard.profiles import Face
from gongwen.standard.units import ZERO, Pt

__all__ = ["Case", "FontSet", "Sort", "font_set"]

_THOUSAND = 1000.0
_NEGLIGIBLE = 0.02
"""In em: 0.1 mm of a character of the body; a font so much off is taken as it is."""
_BLANK, _SHOWS_NOTHING = "Zs", "Cf"
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d]")
"""What asks for another shape of the character before it."""


class Sort(NamedTuple):
    """A character of a font as printers call it: the glyph that shows it, and how it sits in the room of its character.

    ``advance`` is the glyph's own width in em; a glyph that is too wide for its room is ``narrowed``, one that is
    not wide enough stands ``inset`` em from its left side.
    """

    character: str
    portion: Portion
    glyph: int
    advance: float
    narrowed: float = 1.0
    inset: float = 0.0


class Case(dict[str, "Sort | None"]):
    """The sorts of one font that were asked for so far; None for a character that shows nothing.

    ``fit_of`` tells for each character a number that those share which one run of glyphs can show; ``inset`` are those
    of them that do not fill their room.
    """

    def __init__(self, fonts: FontSet, font: Font) -> None:
        super().__init__()
        self.fit_of = _Fits(self).__getitem__
        self.inset: set[str] = set()
        self._fonts = fonts
        self._font = font
        self._room = widths_of(Pt(_THOUSAND), ZERO, font.latin)

    def __missing__(self, character: str) -> Sort | None:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        sort = self[character] = self._sort(character)
        return sort

    def _sort(self, character: str) -> Sort | None:
        for file in self._fonts.files_for(self._font):
            portion = file.portion(character)
            if portion is not None:
                return self._fitted(character, portion, portion.glyph(character))
        category = unicodedata.category(character)
        if category == _SHOWS_NOTHING or _VARIATIONS.match(character):
            return None
        if category == _BLANK and character != " ":
            blank = self[" "]
            return blank._replace(character=character, narrowed=1.0, inset=0.0) if blank else None
        portion = self._fonts.rare(character, self._font)
        return self._fitted(character, portion, portion.glyph(character))

    def _fitted(self, character: str, portion: Portion, glyph: int) -> Sort:
        advance, room = portion.advance(glyph), self._room(character) / _THOUSAND
        sort = Sort(character, portion, glyph, advance)
        if self._font.face is None or room == 0.0 or advance == 0.0 or abs(advance - room) <= _NEGLIGIBLE:
            return sort
        if advance > room:
            return sort._replace(narrowed=room / advance)
        return sort._replace(inset=(room - advance) / 2)


class _Fits(dict[str, int]):
    """How the characters of a font sit in their room, by numbers."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._numbers: dict[tuple[Portion, float] | None, int] = {}

    def __missing__(self, character: str) -> int:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        sort = self._case[character]
        fit = None if sort is None else (sort.portion, sort.narrowed)
        if sort is not None and sort.inset:
            self._case.inset.add(character)
        number = self[character] = self._numbers.setdefault(fit, len(self._numbers))
        return number


_Key: TypeAlias = tuple[str, Face | None, bool, int]
"""What tells fonts apart, whatever their size."""


class FontSet:
    """The fonts that documents are set in: what is named first, then what is installed.

    It holds all that is the same for every document, and may be used by many of them at once.
    """

    def __init__(self, catalogues: Sequence[Catalogue]) -> None:
        self._catalogues = catalogues
        self._files: dict[Listed, FontFile] = {}
        self._chosen: dict[_Key, tuple[FontFile, ...]] = {}
        self._cases: dict[_Key, Case] = {}
        self._told: dict[_Key, str] = {}
        self._rare: dict[tuple[str, str], str] = {}

    def case(self, font: Font) -> Case:
        """The sorts of a font of the display list."""
        key = _key(font)
        found = self._cases.get(key)
        if found is None:
            found = self._cases[key] = Case(self, font)
        return found

    def files_for(self, font: Font) -> tuple[FontFile, ...]:
        """The files that show a font, the best first: of letters, what shows the Chinese beside them comes last.

        Raises :class:`~gongwen.InputError` where neither the font is here nor anything that stands in for it.
        """
        key = _key(font)
        found = self._chosen.get(key)
        if found is None:
            listed = self._find(_wanted(font))
            if listed is None:
                raise InputError(_no_font(font))
            if font.family.casefold() not in map(str.casefold, listed.names):
                self._told[key] = f"这台机器上没有字体“{font.family}”，用“{listed.family}”代替"
            found = self._chosen[key] = (self._open(listed),)
        return found

    def rare(self, character: str, font: Font) -> Portion:
        """The portion of another font that has a character which its own lacks.

        Raises :class:`~gongwen.InputError` where none has.
        """
        for listed in self._likely_to_have_rare_characters():
            portion = self._open(listed).portion(character)
            if portion is not None:
                told = f"字体“{font.family}”里没有“{character}”（U+{ord(character):04X}），用“{listed.family}”的"
                self._rare[font.family, character] = told
                return portion
        message = f"这台机器上没有一种字体有“{character}”（U+{ord(character):04X}）这个字"
        cure = "安装一种有这个字的字体（如宋体-扩展B），或换一个写法"
        raise InputError(Fault("missing-glyph", message, cure, value=character))

    def _likely_to_have_rare_characters(self) -> Iterator[Listed]:
        """The named fallbacks, then whatever there is."""
        named = (self._find((wanted,)) for wanted in HAVE_RARE_CHARACTERS)
        yield from (listed for listed in named if listed is not None)
        for catalogue in self._catalogues:
            yield from (face for face in catalogue.faces if not (face.unusable or face.italic))

    def remarks(self, display: DisplayList) -> tuple[str, ...]:
        """What stands in for what on these pages, in Chinese.

        Raises :class:`~gongwen.InputError` for a font or a character that is not here.
        """
        told: dict[str, None] = {}
        for page in display.pages:
            for run in page.runs():
                self.files_for(run.font)
                told[self._told.get(_key(run.font), "")] = None
                case = self.case(run.font)
                shown = (character for character in run.text if case[character] is not None)
                told.update((self._rare.get((run.font.family, character), ""), None) for character in shown)
        return tuple(filter(None, told))

    def find(self, wanted: Iterable[Wanted]) -> Listed | None:
        """The first of these fonts that is here."""
        return self._find(wanted)

    def _find(self, wanted: Iterable[Wanted]) -> Listed | None:
        for family, weight in wanted:
            for catalogue in self._catalogues:
                found = catalogue.find(family, weight)
                if found is not None:
                    return found
        return None

    def _open(self, listed: Listed) -> FontFile:
        found = self._files.get(listed)
        if found is None:
            found = self._files[listed] = FontFile(listed)
        return found


def _key(font: Font) -> _Key:
    return font.family, font.face, font.latin, font.weight


def _wanted(font: Font) -> Iterator[Wanted]:
    """What may show a font, the best first."""
    yield Wanted(font.family, font.weight)
    if font.face is None:
        yield from OF_SCRIPTS.get(font.family, TIMES)
        return
    if font.latin and font.family.casefold() == TIMES[0].family.casefold():
        yield from TIMES
    for family in FAMILIES[font.face]:
        yield Wanted(family, font.weight)
    yield from LIKE_FACES[font.face]


def _no_font(font: Font) -> Fault:
    message = f"这台机器上没有字体“{font.family}”，也没有能代替它的中文字体"
    cure = "安装这个字体；或把字体文件所在的文件夹写进环境变量 GONGWEN_FONTS。有哪些、缺哪些：gongwen fonts"
    return Fault("missing-font", message, cure, value=font.family)


@lru_cache(maxsize=8)
def _font_set(catalogue: Catalogue, named: tuple[str, ...]) -> FontSet:
    if not named:
        return FontSet((catalogue,))
    return FontSet((Catalogue(face for path in named for face in _named(path)), catalogue))


def font_set(named: Iterable[str | os.PathLike[str]] = ()) -> FontSet:
    """The fonts to set documents in: the files that are named, then those of this machine.

    Raises :class:`~gongwen.InputError` for a named file that is no font, or none that can be used.
    """
    return _font_set(installed(), tuple(os.path.abspath(path) for path in named))


def _named(path: str) -> list[Listed]:
    faces = list(listed_in(path))
    if not faces:
        reason = "这不是字体文件，或太大、已损坏" if os.path.isfile(path) else "没有这个字体文件"
        cure = "写出 .ttf、.otf、.ttc 字体文件的路径"
    elif all(face.unusable for face in faces):
        reason, cure = f"这个字体用不了：{faces[0].unusable}", "换一个字体文件"
    else:
        return faces
    raise InputError(Fault("bad-font", reason, cure, file=path))
