"""Fonts in a PDF: which glyphs are used of each, and the objects that put those glyphs into the file.

The code of a glyph in a text is its number in its portion, or the number of its character in a CFF font that has such.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from gongwen.fonts.portions import Portion
from gongwen.pdf.objects import ObjectFile, Reference, name

__all__ = ["UsedFace", "UsedFonts"]

_THOUSAND = 1000
_CODES_AT_ONCE = 100
_SYMBOLIC = 4
_TAG = 6
_STEM = 80
_TO_UNICODE = (
    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
    "/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><FFFF>"
    "endcodespacerange\n{}endcmap CMapName currentdict/CMap defineresource pop end end"
)


class UsedFace:
    """A portion of a font as a file uses it."""

    def __init__(self, portion: Portion, number: int) -> None:
        self.portion = portion
        self.resource = f"/F{number}"
        self._texts: dict[int, str] = {}
        self._ids = portion.character_ids

    def note(self, glyphs: Sequence[int], texts: Sequence[str]) -> bool:
        """Remember what is used; whether the glyphs alone tell the text."""
        known, plain = self._texts.setdefault, True
        for glyph, text in zip(glyphs, texts, strict=True):
            if known(glyph, text) != text or not text:
                plain = False
        return plain

    def codes(self, glyphs: Sequence[int]) -> bytes:
        """Glyphs as they are written in a text."""
        if self._ids is not None:
            glyphs = [self._ids[glyph] for glyph in glyphs]
        return struct.pack(f">{len(glyphs)}H", *glyphs)

    def write(self, file: ObjectFile) -> Reference:
        """Put the font into the file."""
        portion, glyphs = self.portion, sorted(self._texts)
        data = portion.subset(glyphs)
        digest = hashlib.sha1(repr(glyphs).encode(), usedforsecurity=False).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:_TAG])
        base = name(f"{tag}+{portion.name}")
        if portion.is_cff:
            program = file.add_stream(_cff(data), {"/Subtype": "/CIDFontType0C"})
            kind, key, mapping = "/CIDFontType0", "/FontFile3", ""
        else:
            program = file.add_stream(data, {"/Length1": str(len(data))})
            kind, key, mapping = "/CIDFontType2", "/FontFile2", "/CIDToGIDMap/Identity"
        ascent, descent = portion.heights
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName{base}/Flags {_SYMBOLIC}/FontBBox[{portion.box}]/ItalicAngle 0"
            f"/Ascent {ascent}/Descent {descent}/CapHeight {ascent}/StemV {_STEM}{key} {program}>>"
        )
        system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        descendant = file.add(
            f"<</Type/Font/Subtype{kind}/BaseFont{base}{system}"
            f"/FontDescriptor {descriptor}/DW {_THOUSAND}/W[{self._widths(glyphs)}]{mapping}>>"
        )
        unicode = file.add_stream(_TO_UNICODE.format("".join(self._mappings(glyphs))).encode())
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H/DescendantFonts[{descendant}]"
            f"/ToUnicode {unicode}>>"
        )

    def _code(self, glyph: int) -> int:
        return glyph if self._ids is None else self._ids[glyph]

    def _widths(self, glyphs: Sequence[int]) -> str:
        """The widths that are not the usual one, in runs of the same."""
        width_of = self.portion.widths
        others = sorted((self._code(glyph), width) for glyph in glyphs if (width := width_of[glyph]) != _THOUSAND)
        runs = groupby(enumerate(others), key=lambda pair: (pair[1][0] - pair[0], pair[1][1]))
        some = ([code for _, (code, _) in run] + [key[1]] for key, run in runs)
        return " ".join(f"{codes[0]} {codes[-2]} {codes[-1]}" for codes in some)

    def _mappings(self, glyphs: Sequence[int]) -> Iterator[str]:
        told = [(glyph, text) for glyph in glyphs if (text := self._texts[glyph])]
        if self._ids is not None:
            told = sorted((self._ids[glyph], text) for glyph, text in told)
        lines = [_mapping(code, text) for code, text in told]
        for start in range(0, len(lines), _CODES_AT_ONCE):
            some = lines[start : start + _CODES_AT_ONCE]
            yield f"{len(some)} beginbfchar\n{''.join(some)}endbfchar\n"


class UsedFonts:
    """The fonts that a file uses."""

    def __init__(self) -> None:
        self._faces: dict[Portion, UsedFace] = {}

    def face_of(self, portion: Portion) -> UsedFace:
        """What is used of a portion so far."""
        found = self._faces.get(portion)
        if found is None:
            found = self._faces[portion] = UsedFace(portion, len(self._faces))
        return found

    def write(self, file: ObjectFile) -> str:
        """Put all of them into the file; what a page says of them."""
        written = [f"{face.resource} {face.write(file)}" for face in self._faces.values()]
        return f"/Font<<{''.join(written)}>>" if written else ""


@lru_cache(maxsize=8192)
def _mapping(code: int, text: str) -> str:
    return f"<{code:04X}><{text.encode('utf-16-be').hex()}>\n"


def _cff(font: bytes) -> bytes:
    """The table of outlines in a font file."""
    count = struct.unpack_from(">H", font, 4)[0]
    for at in range(12, 12 + count * 16, 16):
        tag, _, begins, length = struct.unpack_from(">4sLLL", font, at)
        if tag == b"CFF ":
            return font[begins : begins + length]
    raise AssertionError("a CFF font without CFF outlines")  # the subset was made of one that has them
