"""The style sheet of a preview: one class for every role, in points and millimetres.

The height of a line says where its baseline is, whatever font shows it: 80 % down, as in the pages that office
software makes of exact line heights (:mod:`gongwen.layout.ink`).
"""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.layout.blocks import Alignment
from gongwen.layout.sheets import CELL_PADDING
from gongwen.layout.stylesheet import Stylesheet
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = ["ALIGNMENTS", "families", "mm", "role_class", "style_sheet"]

_BASELINE = 0.8
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

_FRAME = f"""
html{{background:#ddd}}
body{{margin:0}}
.page{{position:relative;overflow:hidden;isolation:isolate;margin:{_MARGIN_ON_SCREEN} auto;background:#fff;color:#000;
box-shadow:0 1mm 3mm #0005;break-inside:avoid;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.page+.page{{break-before:page}}
.lying{{page:lying}}
.page>*{{position:absolute;margin:0;padding:0;font-weight:normal}}
.page :is(p,h1,h2,h3,h4,h5,td,th){{font-kerning:none;font-variant-ligatures:none;text-rendering:geometricPrecision;
text-autospace:no-autospace;text-spacing-trim:space-all;hanging-punctuation:none;text-size-adjust:none;
-webkit-text-size-adjust:none}}
.l,.t{{display:flex;align-items:baseline;height:var(--l);line-height:0;white-space:pre;text-indent:0}}
.l{{position:relative}}
.l::before,.t::before{{content:"";height:calc(var(--l)*{_BASELINE})}}
.l>:first-child,.t>:first-child{{display:block;flex:1;min-width:0}}
.f{{text-align:justify;text-align-last:justify}}
.t{{position:absolute;top:0}}
.s{{z-index:-1}}
.rules{{left:0;top:0;width:100%;height:100%;z-index:-1}}
table{{border-collapse:collapse;table-layout:fixed}}
.page :is(td,th){{padding:0 var(--c,{CELL_PADDING.pt:g}pt);border:0;font-weight:normal;vertical-align:middle}}
@page{{size:210mm 297mm;margin:0}}
@page lying{{size:297mm 210mm;margin:0}}
@media print{{html{{background:none}}.page{{margin:0;box-shadow:none}}}}
"""


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


def families(face: Face, profile: Profile, *, latin: bool) -> str:
    """The fonts that show a face, the best first; ``latin`` puts the font of digits and letters before them."""
    names = [profile.fonts.of(face), *_STAND_INS[face]]
    # 7.5-a: the folio is in 宋体 digits too, whatever font the text's digits have.
    if latin and profile.latin_font is not None and face is not Face.SONGTI:
        names.insert(0, profile.latin_font)
    return ",".join(name if name in _GENERIC else _quoted(name) for name in dict.fromkeys(names))


def style_sheet(sheet: Stylesheet, roles: Iterable[Role]) -> str:
    """The whole style sheet, for the roles that a document has."""
    profile = sheet.profile
    faces = "".join(
        f".{face.name.lower()}{{font-family:{families(face, profile, latin=True)}}}"
        f".{face.name.lower()}-marks{{font-family:{families(face, profile, latin=False)}}}\n"
        for face in Face
    )
    used = set(roles)
    return _FRAME + "".join(_role(role, sheet) for role in Role if role in used) + faces


def _role(role: Role, sheet: Stylesheet) -> str:
    format_ = sheet.of(role)
    line = format_.line or sheet.pitch
    spacing = f";letter-spacing:{format_.character_spacing.pt:g}pt" if format_.character_spacing.mm else ""
    red = ";color:#f00" if format_.red else ""
    return (
        f".{role_class(role)}{{--l:{mm(line)};font-size:{format_.size.pt:g}pt;"
        f"font-family:{families(format_.face, sheet.profile, latin=True)};"
        f"text-align:{ALIGNMENTS[format_.align]}{spacing}{red}}}\n"
    )


def _quoted(name: str) -> str:
    """A name as a CSS string that cannot end its ``style`` element."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ").replace("\n", "\\a ")
    return f'"{escaped}"'
