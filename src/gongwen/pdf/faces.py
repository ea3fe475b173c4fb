"""Fonts in a PDF: which glyphs are used of each, and the objects that put those glyphs into the file.

The code of a glyph in a text is its number in the font that is embedded. In a file of one document the glyphs are
numbered when all of them are known, one after the other, so that the font is small; in a file of many they keep the
numbers of their portion, so that a page can be written before the next one is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from gongwen.fonts.portions import Portion, Subset
from gongwen.pdf.objects import ObjectFile, Reference, name
from gongwen.pdf.outlines import cff_of

__all__ = ["UsedFace", "UsedFonts"]

_THOUSAND = 1000
_LINES_AT_ONCE = 100
_CODES_OF_A_BYTE = 256
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
        self._subset: Subset | None = None
        self._codes = _Codes(None)

    def note(self, glyphs: Sequence[int], texts: Sequence[str]) -> bool:
        """Remember what is used; whether the glyphs alone tell the text."""
        known, plain = self._texts.setdefault, True
        for glyph, text in zip(glyphs, texts, strict=True):
            if known(glyph, text) != text or not text:
                plain = False
        return plain

    def codes(self, glyphs: Sequence[int]) -> list[str]:
        """Glyphs as they are written in a text: four digits each."""
        code_of = self._codes
        return [code_of[glyph] for glyph in glyphs]

    def settle(self) -> None:
        """Number the glyphs that were noted; no others come."""
        self._subset = self.portion.subset(sorted(self._texts))
        self._codes = _Codes(self._subset.numbers)

    def write(self, file: ObjectFile) -> Reference:
        """Put the font into the file."""
        portion, glyphs = self.portion, sorted(self._texts)
        data = (self._subset or portion.subset(glyphs, keeps_numbers=True)).data
        digest = hashlib.sha1(repr(glyphs).encode(), usedforsecurity=False).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:_TAG])
        base = name(f"{tag}+{portion.name}")
        if portion.is_cff:
            program = file.add_stream(cff_of(data), {"/Subtype": "/CIDFontType0C"})
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
        return int(self._codes[glyph], 16)

    def _widths(self, glyphs: Sequence[int]) -> str:
        """The widths that are not the usual one, in runs of the same."""
        widths = ((glyph, round(self.portion.advance(glyph) * _THOUSAND)) for glyph in glyphs)
        others = [(self._code(glyph), width) for glyph, width in widths if width != _THOUSAND]
        runs = groupby(enumerate(others), key=lambda pair: (pair[1][0] - pair[0], pair[1][1]))
        some = ([code for _, (code, _) in run] + [key[1]] for key, run in runs)
        return " ".join(f"{codes[0]} {codes[-2]} {codes[-1]}" for codes in some)

    def _mappings(self, glyphs: Sequence[int]) -> Iterator[str]:
        """What the codes mean: those that follow each other under their first and last, up to a full last byte."""
        told = [(self._code(glyph), _utf_16(text)) for glyph in glyphs if (text := self._texts[glyph])]
        runs = groupby(enumerate(told), key=lambda pair: (pair[1][0] - pair[0], pair[1][0] // _CODES_OF_A_BYTE))
        lines = []
        for _, run in runs:
            some = [entry for _, entry in run]
            lines.append(f"<{some[0][0]:04X}><{some[-1][0]:04X}>[{''.join([text for _, text in some])}]\n")
        for start in range(0, len(lines), _LINES_AT_ONCE):
            some_lines = lines[start : start + _LINES_AT_ONCE]
            yield f"{len(some_lines)} beginbfrange\n{''.join(some_lines)}endbfrange\n"


class _Codes(dict[int, str]):
    """The numbers of glyphs in the font that is embedded, in four digits; their own where they keep them."""

    def __init__(self, numbers: Any) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, glyph: int) -> str:
        number = glyph if self._numbers is None else self._numbers[glyph]
        code = self[glyph] = f"{number:04X}"
        return code


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

    def settle(self) -> None:
        """Number the glyphs of all of them; no others come."""
        for face in self._faces.values():
            face.settle()

    def write(self, file: ObjectFile) -> str:
        """Put all of them into the file; what a page says of them."""
        written = [f"{face.resource} {face.write(file)}" for face in self._faces.values()]
        return f"/Font<<{''.join(written)}>>" if written else ""


@lru_cache(maxsize=8192)
def _utf_16(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex().upper()}>"
