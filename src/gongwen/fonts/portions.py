"""A font file in portions, from which the few characters of a document are taken quickly.

To look tens of thousands of glyphs over for every document is costly, so a large font is divided once: a portion holds
the common characters, others hold the rest by blocks of 256 characters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

import uharfbuzz  # type: ignore[import-untyped,unused-ignore]

from gongwen.errors import Fault, InputError
from gongwen.fonts.catalogue import Listed

__all__ = ["FontFile", "Portion", "Subset"]

_WHOLE, _COMMON = -2, -1
_BLOCK = 256
_SMALL_FONT = 10_000
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "vhea", "vmtx", "VORG", "DSIG", "kern", "morx", "kerx", "STAT")
_ONLY_FOR_SYSTEMS = ("cmap", "name", "OS/2", "post", "gasp")
_WORTH_PREPARING = 10
"""A face from which so many subsets were taken is made ready once for more of them: they are the same, and quicker."""
_FLAGS = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE


def _common() -> frozenset[int]:
    """ASCII, the marks and the commonest 3,755 characters of GB 2312."""
    rows = (*range(0xA1, 0xAA), *range(0xB0, 0xD8))
    signs = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))
    return frozenset((*range(0x20, 0x7F), 0x2014, 0x00B7, *map(ord, filter(None, signs))))


_COMMON_CHARACTERS = _common()


class Subset(NamedTuple):
    """A font file with some glyphs alone, and their numbers in it by those that they had; none where they kept them."""

    data: bytes
    numbers: Any


class Portion:
    """A face with some of a font's characters, or with all of them: its glyphs have numbers of its own."""

    def __init__(self, face: Any, name: str, family: str) -> None:
        self.face = face
        self.name = name
        self.family = family
        self.em: int = face.upem
        self.is_cff = "CFF " in face.table_tags
        self.font = uharfbuzz.Font(face)
        self.advance = _Advances(self).__getitem__
        """How wide a glyph is, in em."""
        self._taken_from: Any = face
        here = set(face.table_tags)
        self._dropped = {  # by whether it is for systems
            True: _tags(here.intersection(_DROPPED)),
            False: _tags(here.intersection(_DROPPED + _ONLY_FOR_SYSTEMS)),
        }
        self._subsets = 0

    def glyph(self, character: str) -> int:
        """The number of a character's glyph; 0 for none."""
        return self.font.get_nominal_glyph(ord(character)) or 0

    def with_its_blanks(self, text: str) -> str:
        """A text with a plain blank for every other one that the portion lacks."""
        for character in set(filter(str.isspace, text)):
            if not self.glyph(character):
                text = text.replace(character, " ")
        return text

    @cached_property
    def box(self) -> str:
        """The corners of a box in which all glyphs lie, in thousandths of an em."""
        head = self.face.reference_table("head").data
        return " ".join(str(round(corner * 1000 / self.em)) for corner in struct.unpack_from(">4h", head, 36))

    @cached_property
    def heights(self) -> tuple[int, int]:
        """How far the font reaches over and under its baseline, in thousandths of an em."""
        extents, unit = self.font.get_font_extents("ltr"), 1000 / self.em
        return round(extents.ascender * unit), round(extents.descender * unit)

    def subset(
        self,
        glyphs: Iterable[int],
        characters: Iterable[str] = (),
        *,
        for_systems: bool = False,
        keeps_numbers: bool = False,
    ) -> Subset:
        """A font file with some glyphs alone; they are numbered anew, one after the other, unless it ``keeps_numbers``.

        ``for_systems`` keeps what a program needs that uses it as a font by itself: names, and which of the
        ``characters`` has which glyph.
        """
        self._subsets += 1
        if self._subsets == _WORTH_PREPARING:
            self._taken_from = uharfbuzz.subset_preprocess(self.face)
        order = _order(self.face, self._dropped[for_systems], _FLAGS)
        order.glyph_set.update(glyphs)
        order.unicode_set.update(map(ord, characters))
        if keeps_numbers:
            order.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
        with _told_if_broken():
            plan = uharfbuzz.SubsetPlan(self._taken_from, order)
            numbers = None if keeps_numbers else plan.old_to_new_glyph_mapping
            return Subset(bytes(plan.execute().blob.data), numbers)


class _Advances(dict[int, float]):
    """How wide the glyphs of a portion are that were asked for so far, in em."""

    def __init__(self, portion: Portion) -> None:
        super().__init__()
        self._font, self._em = portion.font, portion.em

    def __missing__(self, glyph: int) -> float:
        advance = self[glyph] = float(self._font.get_glyph_h_advance(glyph)) / self._em
        return advance


class FontFile:
    """A face of a font file that is installed or named."""

    def __init__(self, listed: Listed) -> None:
        self.listed = listed
        try:
            self.face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(listed.path), listed.number)
            names = [self.face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME, "en"), *listed.names]
        except (OSError, uharfbuzz.HarfBuzzError):
            raise InputError(_gone(listed.path)) from None
        plain = ("".join(c for c in name or "" if c.isascii() and (c.isalnum() or c in "-_")) for name in names)
        self.name = next(filter(None, plain), "Font")
        self.font = uharfbuzz.Font(self.face)
        self.is_cff = "CFF " in self.face.table_tags
        self._divided = self.face.has_var_data or self.face.glyph_count > _SMALL_FONT
        self._portions: dict[int, Portion] = {}
        self._lock = Lock()

    def portion(self, character: str) -> Portion | None:
        """The portion that has a character; None where the font has not."""
        code = ord(character)
        if not self.font.get_nominal_glyph(code):
            return None
        if not self._divided:
            return self.whole
        return self._portion(_COMMON if code in _COMMON_CHARACTERS else code // _BLOCK)

    @property
    def whole(self) -> Portion:
        """All of the font: what is shaped needs glyphs that no character has."""
        return self._portion(_WHOLE)

    def _portion(self, key: int) -> Portion:
        found = self._portions.get(key)
        if found is None:
            with self._lock:
                found = self._portions.get(key)
                if found is None:
                    found = self._portions[key] = self._made(key)
        return found

    def _made(self, key: int) -> Portion:
        if key == _WHOLE:
            return Portion(self.face, self.name, self.listed.family)
        codes = _COMMON_CHARACTERS if key == _COMMON else range(key * _BLOCK, (key + 1) * _BLOCK)
        # Subroutines are written out here, once, so that no document needs to look for those that it uses.
        flags = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING
        order = _order(self.face, _tags(_DROPPED), flags, self.listed.weight)
        order.unicode_set.update(codes)
        with _told_if_broken():
            data = bytes(uharfbuzz.subset(self.face, order).blob.data)
        return Portion(uharfbuzz.Face(uharfbuzz.Blob(data)), self.name, self.listed.family)


def _gone(path: str) -> Fault:
    return Fault("bad-font", "字体文件读不出来，或已被移走", "核对这个文件，或重新安装这个字体", file=path)


def _tags(names: Iterable[str]) -> list[int]:
    return [int.from_bytes(name.encode(), "big") for name in names]


def _order(face: Any, dropped: Iterable[int], flags: Any, weight: int = 0) -> Any:
    """What a subset shall be like, but for the glyphs that are in it."""
    order = uharfbuzz.SubsetInput()
    order.drop_table_tag_set.update(dropped)
    order.flags = flags
    if face.has_var_data:
        for axis in face.axis_infos:
            heavy = axis.tag == "wght" and weight
            order.pin_axis_location(face, axis.tag, weight) if heavy else order.pin_axis_to_default(face, axis.tag)
    return order


@contextmanager
def _told_if_broken() -> Iterator[None]:
    try:
        yield
    except (uharfbuzz.HarfBuzzError, RuntimeError, MemoryError):
        message, cure = "字体文件已损坏，取不出要用的字", "重新安装这个字体，或换一个"
        raise InputError(Fault("bad-font", message, cure)) from None
