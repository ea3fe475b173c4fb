"""The style sheet of a preview: one class for every role, in points and millimetres.

The height of a line says where its baseline is, whatever font shows it: 80 % down, as in the pages that office
software makes of exact line heights (:mod:`gongwen.blocks.ink`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import Alignment
from gongwen.blocks.ink import BASELINE
from gongwen.pages.display import Colour, DisplayList, Font, Paragraph
from gongwen.standard.profiles import Face
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = ["ALIGNMENTS", "COLOURS", "Looks", "font_class", "mm", "quoted", "role_class"]

_MARGIN_ON_SCREEN = "8mm"

# Other names of the fonts, and what stands for them where they are not installed.
_STAND_INS = {
    Face.FANGSONG: ("FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "华文仿宋", "serif"),
    Face.HEITI: ("SimHei", "STHeiti", "Microsoft YaHei", "PingFang SC", "sans-serif"),
    Face.KAITI: ("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "serif"),
    Face.XIAOBIAOSONG: ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC", "SimSun", "serif"),
    Face.SONGTI: ("SimSun", "STSong", "Noto Serif CJK SC", "serif"),
}
_GENERIC = ("serif", "sans-serif")

ALIGNMENTS = {
    Alignment.LEFT: "left",
    Alignment.CENTRE: "center",
    Alignment.RIGHT: "right",
    Alignment.JUSTIFIED: "left",
}
"""How a line stands that is not spaced out to the full measure."""

COLOURS = {Colour.BLACK: "#000", Colour.RED: "#f00"}

_FRAME = f"""
html{{background:#ddd}}
body{{margin:0}}
.page{{position:relative;overflow:hidden;isolation:isolate;margin:{_MARGIN_ON_SCREEN} auto;background:#fff;color:#000;
box-shadow:0 1mm 3mm #0005;break-inside:avoid;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.page+.page{{break-before:page}}
.landscape{{page:turned}}
.page>*{{position:absolute;margin:0;padding:0;font-weight:normal}}
.page :is(p,h1,h2,h3,h4,h5,td,th){{font-kerning:none;font-variant-ligatures:none;text-rendering:geometricPrecision;
text-autospace:no-autospace;text-spacing-trim:space-all;hanging-punctuation:none;text-size-adjust:none;
-webkit-text-size-adjust:none}}
.l,.t{{display:flex;align-items:baseline;height:var(--l);line-height:0;white-space:pre;text-indent:0}}
.l{{position:relative}}
.l::before,.t::before{{content:"";height:calc(var(--l)*{BASELINE})}}
.l>:first-child,.t>:first-child{{display:block;flex:1;min-width:0}}
.f{{text-align:justify;text-align-last:justify}}
.t{{position:absolute;top:0}}
.s{{z-index:-1}}
.rules{{left:0;top:0;width:100%;height:100%;z-index:-1}}
table{{border-collapse:collapse;table-layout:fixed}}
.page :is(td,th){{padding:0 var(--c);border:0;font-weight:normal;vertical-align:middle}}
@page{{size:210mm 297mm;margin:0}}
@page turned{{size:297mm 210mm;margin:0}}
@media print{{html{{background:none}}.page{{margin:0;box-shadow:none}}}}
"""


class _Look(NamedTuple):
    """How a paragraph looks, as far as its class can say it."""

    height: Length
    font: Font
    align: str
    spacing: Length
    colour: Colour

    def declarations(self) -> Iterator[str]:
        """What its style says."""
        yield f"--l:{mm(self.height)}"
        yield f"font-size:{self.font.size.pt:g}pt"
        yield f"font-family:{families(self.font)}"
        yield f"text-align:{self.align}"
        yield f"letter-spacing:{self.spacing.pt:g}pt"
        yield f"color:{COLOURS[self.colour]}"


class Looks:
    """How the paragraphs of every role look: as the first of them does; others say where they depart from it."""

    def __init__(self, display: DisplayList) -> None:
        self._of: dict[Role, _Look] = {}
        self._fonts: dict[str, Font] = {}
        for page in display.pages:
            for paragraph in page.paragraphs():
                if paragraph.role not in self._of and paragraph.lines:
                    self._of[paragraph.role] = _look(paragraph)

    def departures(self, paragraph: Paragraph) -> list[str]:
        """Where a paragraph does not look as its role does."""
        if not paragraph.lines:
            return []
        usual, look = self._of[paragraph.role], _look(paragraph)
        if look == usual:
            return []
        pairs = zip(look.declarations(), usual.declarations(), strict=True)
        return [its for its, others in pairs if its != others]

    def show(self, font: Font) -> None:
        """A run is shown in a font that is not its paragraph's."""
        self._fonts[font_class(font)] = font

    def style_sheet(self) -> str:
        """The whole style sheet, for all that was asked for."""
        roles = (
            f".{role_class(role)}{{{';'.join(self._of[role].declarations())}}}\n" for role in Role if role in self._of
        )
        fonts = (f".{name}{{font-family:{families(self._fonts[name])}}}\n" for name in sorted(self._fonts))
        return _FRAME + "".join((*roles, *fonts))


def _look(paragraph: Paragraph) -> _Look:
    line = paragraph.lines[0]
    align = ALIGNMENTS[line.parts[0].align]
    return _Look(line.height, paragraph.font, align, paragraph.spacing, paragraph.colour)


def mm(length: Length) -> str:
    """A length as CSS writes it.

    >>> from gongwen.standard.units import Mm
    >>> mm(Mm(28)), mm(Mm(0.12345678))
    ('28mm', '0.1235mm')
    """
    return f"{round(length.mm, 4) + 0.0:g}mm"


def role_class(role: Role) -> str:
    """The class of a role's paragraphs."""
    return role.name.lower().replace("_", "-")


def font_class(font: Font) -> str:
    """The class of runs that are in a font of their own."""
    assert font.face is not None  # second scripts say their fonts themselves
    return font.face.name.lower() + ("-latin" if font.latin else "")


@lru_cache(maxsize=256)
def families(font: Font) -> str:
    """The fonts that show what is to be shown in one, the best first."""
    names = [font.family, *(_STAND_INS[font.face] if font.face else ())]
    return ",".join(name if name in _GENERIC else quoted(name) for name in dict.fromkeys(names))


def quoted(name: str) -> str:
    """A name as a CSS string that cannot end its ``style`` element."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ").replace("\n", "\\a ")
    return f'"{escaped}"'
