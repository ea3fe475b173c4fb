"""The test fonts: the faces of official documents under their own names, drawn alike by every layout engine.

The faces that the standard names cannot be had here, and each engine has its own idea of a substitute. So the fonts are
made once, from free ones, into ``.test-env/fonts``: 汉字 one em wide, ASCII half an em, the vertical metrics of the
Windows fonts, no kerning and no other OpenType layout. Differences between pages are then differences between engines.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped,unused-ignore]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped,unused-ignore]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped,unused-ignore]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped,unused-ignore]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped,unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped,unused-ignore]

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".test-env" / "fonts"

EM = 1000
"""Units of an em in the fonts that are drawn anew."""
ASCENT, DESCENT = 0.859, 0.141
"""Of the Windows fonts 仿宋, 楷体, 黑体, 宋体, in em."""


class FontsError(RuntimeError):
    """The free fonts that the test fonts are drawn from are not installed."""


class Source(NamedTuple):
    """An installed font: its family and style, as fontconfig knows them."""

    family: str
    style: str = "Regular"


class Name(NamedTuple):
    """How documents name a font, in Chinese or in English; a PDF has the English name."""

    chinese: str
    english: str


class Face(NamedTuple):
    """A face of the documents: what its fonts are made of, and their names."""

    source: Source
    names: tuple[Name, ...]
    rise: float = 0.0
    """How far its outlines are raised, in em, so that 汉字 lie in the middle of the em box."""
    only: tuple[str, str] = ("", "\U0010ffff")
    """The first and the last of its characters; it has ASCII as well."""


_SONG = Source("AR PL UMing CN", "Light")

FACES: Mapping[str, Face] = {
    "小标宋": Face(
        Source("Noto Serif CJK SC", "Bold"),
        (
            Name("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
            Name("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
            Name("小标宋", "XiaoBiaoSong"),
        ),
    ),
    "楷体": Face(Source("AR PL UKai CN", "Book"), (Name("楷体", "KaiTi"), Name("楷体_GB2312", "KaiTi_GB2312"))),
    "仿宋": Face(_SONG, (Name("仿宋", "FangSong"), Name("仿宋_GB2312", "FangSong_GB2312"))),
    "黑体": Face(Source("WenQuanYi Zen Hei"), (Name("黑体", "SimHei"),), rise=0.036),
    "宋体": Face(_SONG, (Name("宋体", "SimSun"),)),
    "朝鲜文": Face(Source("Noto Sans CJK KR"), (Name("Malgun Gothic", "Malgun Gothic"),), only=("\uac00", "\ud7a3")),
}
"""Faces that get widths and heights of our own."""

BORROWED: Mapping[Name, tuple[Source, ...]] = {
    Name(family, family): sources
    for family, sources in {
        "Times New Roman": (Source("Liberation Serif"), Source("Liberation Serif", "Bold")),
        "Microsoft Himalaya": (Source("Noto Serif Tibetan"),),
        "Microsoft Uighur": (Source("Noto Naskh Arabic"),),
        "Mongolian Baiti": (Source("Noto Sans Mongolian"),),
        "Microsoft Yi Baiti": (Source("Noto Sans Yi"),),
    }.items()
}
"""Fonts that are taken as they are, for what is not 汉字: their own widths and layout are wanted."""

FAMILIES: tuple[str, ...] = tuple(
    dict.fromkeys(
        family for name in (*(name for face in FACES.values() for name in face.names), *BORROWED) for family in name
    )
)
"""Every family that documents may name."""

# Full-width in Chinese fonts, though they stand among the Latin characters.
_WIDE_LATIN = frozenset("·×°±§÷")
_ZERO_WIDTH = frozenset(map(chr, (*range(0x200B, 0x2010), 0x2060, 0xFEFF)))
_SYMBOLS = (
    *(range(0x20, 0x7F), range(0xA0, 0x100), range(0x2010, 0x2070), range(0x2150, 0x2190), range(0x2200, 0x2270)),
    *(
        range(0x2460, 0x2500),
        range(0x2500, 0x2600),
        range(0x3000, 0x3040),
        range(0xFF00, 0xFFF0),
        range(0x2103, 0x2104),
    ),
    *(range(0x2116, 0x2117), range(0x200B, 0x2010), range(0xFEFF, 0xFF00)),
)
_ENGLISH, _CHINESE = 0x409, 0x804
_LAYOUT = ("GDEF", "GPOS", "GSUB", "BASE", "kern")
_READ_IN = ("tests", "examples", "templates")
_KEPT = 4
_READ = (".py", ".md", ".yaml", ".json", ".csv")


def folder() -> Path:
    """The folder of the test fonts, made when they are asked for the first time."""
    return _made(_characters())


def missing() -> frozenset[str]:
    """Families of the free fonts that are not installed."""
    return frozenset(source.family for source in _sources() if _installed(source) is None)


def config() -> str:
    """A fontconfig file: the test fonts before those of the system."""
    system = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"<dir>{escape(str(folder()))}</dir>\n<cachedir>{escape(str(HOME / 'cache'))}</cachedir>\n"
        f'<include ignore_missing="yes">{escape(system)}</include>\n</fontconfig>\n'
    )


def match(family: str) -> str:
    """The file that fontconfig gives for a family under `config` (fc-match), without its folder."""
    with tempfile.TemporaryDirectory(prefix="gongwen-fc-") as name:
        conf = Path(name, "fonts.conf")
        conf.write_text(config(), encoding="utf-8")
        out = subprocess.run(
            ["fc-match", "-f", "%{file}", family.replace("-", r"\-")],
            env={**os.environ, "FONTCONFIG_FILE": str(conf)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    return Path(out.stdout.strip()).name


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process of the machine at a time."""
    HOME.mkdir(parents=True, exist_ok=True)
    with open(HOME / f".{name}.lock", "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# What they hold


@functools.cache
def _characters() -> frozenset[str]:
    """GB 2312, the usual symbols, and every character that a test or an example may draw."""
    found = {chr(code) for codes in _SYMBOLS for code in codes}
    for high in range(0xA1, 0xF8):
        found.update(bytes((high, low)).decode("gb2312", "ignore") for low in range(0xA1, 0xFF))
    found.discard("")
    for place in _READ_IN:
        for path in sorted((ROOT / place).rglob("*")):
            if path.suffix in _READ:
                found.update(path.read_text(encoding="utf-8", errors="ignore"))
    return frozenset(char for char in found if char >= " ")


def _sources() -> tuple[Source, ...]:
    return (*(face.source for face in FACES.values()), *(source for sources in BORROWED.values() for source in sources))


@functools.cache
def _installed(source: Source) -> tuple[str, int] | None:
    """The file of an installed font and its number in a collection."""
    if shutil.which("fc-match") is None:
        return None
    wanted = f"{source.family}:style={source.style}"
    command = ["fc-match", "-f", "%{file}\n%{index}\n%{family}", wanted]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout.split("\n")
    if len(found) != 3 or source.family not in found[2].split(","):
        return None
    return found[0], int(found[1]) & 0xFFFF


def _key(characters: Iterable[str]) -> str:
    """A name that changes with the recipe, the characters and the fonts drawn from."""
    parts = [Path(__file__).read_text(encoding="utf-8"), "".join(sorted(characters))]
    for source in _sources():
        found = _installed(source)
        if found is None:
            raise FontsError(f"fonts are not installed: {', '.join(sorted(missing()))}")
        parts.append(f"{source.family} {os.stat(found[0]).st_size}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


@functools.cache
def _made(characters: frozenset[str]) -> Path:
    place = HOME / _key(characters)
    if not place.is_dir():
        with locked("making"):
            if not place.is_dir():  # another process made them meanwhile
                _make(place)
    return place


def _make(place: Path) -> None:
    # Another run may still draw with those before.
    others = sorted((old for old in HOME.iterdir() if old.is_dir() and old.name != "cache"), key=os.path.getmtime)
    for old in others[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    begun = HOME / f"{place.name}.begun"
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir()
    # An interpreter for each source, so that every core has work. They read the characters anew.
    commands = [
        [sys.executable, "-m", __name__, str(begun), *source]
        for source in dict.fromkeys(face.source for face in FACES.values())
    ]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for command in commands]
    said = [process.communicate()[1] for process in running]
    if any(process.returncode for process in running):
        raise FontsError("the test fonts were not made:\n" + "\n".join(said))
    for name, sources in BORROWED.items():
        for source in sources:
            _save_as(_open(source), name, source.style, begun)
    begun.rename(place)


# Making


def _make_faces(source: Source, characters: frozenset[str], place: Path) -> None:
    """Make a source's font once, and write it under every name."""
    made = place / f"{source.family}-{source.style}.made"
    face = next(face for face in FACES.values() if face.source == source)
    first, last = face.only
    characters = frozenset(char for char in characters if first <= char <= last or char < "\x7f")
    font = _open(source)
    (_adapted if "glyf" in font else _drawn)(font, characters, face.rise).save(made)
    for face in FACES.values():
        if face.source == source:
            for name in face.names:
                _save_as(TTFont(made, lazy=True, recalcBBoxes=False), name, "Regular", place)
    made.unlink()


def _open(source: Source) -> TTFont:
    found = _installed(source)
    assert found is not None
    return TTFont(found[0], fontNumber=found[1], lazy=True, recalcBBoxes=False)


def _advance(char: str) -> float:
    """The width of a character's cell, in em."""
    if char in _ZERO_WIDTH:
        return 0
    narrow = (char < "\u0100" and char not in _WIDE_LATIN) or "\uff61" <= char <= "\uffdc"
    return 0.5 if narrow else 1


def _across(width: float, cell: float) -> float:
    """How much narrower an outline must be for its cell, with a little air at its sides."""
    return (cell * 0.98) / width if width > cell > 0 else 1.0


def _adapted(font: TTFont, characters: Iterable[str], rise: float) -> TTFont:
    """A TrueType font with these characters alone; its outlines are taken as they are, unless their width is wrong."""
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[])
    options.drop_tables += [*_LAYOUT, "vhea", "vmtx", "EBDT", "EBLC", "EBSC", "bdat", "bloc", "BDF ", "FFTM", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    em, outlines, metrics = font["head"].unitsPerEm, font["glyf"], font["hmtx"]
    for name in font.getGlyphOrder() if rise else ():
        glyph = outlines[name]
        glyph.expand(outlines)
        if glyph.numberOfContours > 0:  # one that is made of others rises with them
            glyph.coordinates.translate((0, round(rise * em)))
            glyph.recalcBounds(outlines)
    for code, name in font.getBestCmap().items():
        width, bearing = metrics[name]
        cell = round(_advance(chr(code)) * em)
        if width != cell:
            glyph = outlines[name]
            glyph.expand(outlines)
            if glyph.numberOfContours > 0:
                across = _across(width, cell)
                glyph.coordinates.scale((across, 1))
                glyph.coordinates.translate(((cell - width * across) / 2, 0))
                glyph.recalcBounds(outlines)
                bearing = glyph.xMin
            metrics[name] = (cell, bearing)
    builder = FontBuilder(font=font)
    _set_heights(builder, em)
    return font


def _drawn(font: TTFont, characters: Iterable[str], rise: float) -> TTFont:
    """A TrueType font of a font with cubic outlines: each character is drawn anew in the middle of its cell."""
    names, outlines, scale = font.getBestCmap(), font.getGlyphSet(), EM / font["head"].unitsPerEm
    glyphs: dict[str, Any] = {".notdef": _box()}
    advances, mapping = {".notdef": EM}, {}
    for char in sorted(characters):
        if ord(char) not in names:
            continue
        outline, cell = outlines[names[ord(char)]], round(_advance(char) * EM)
        width = outline.width * scale
        across = _across(width, cell)
        pen = TTGlyphPen(None)
        quadratic = Cu2QuPen(pen, 1.0, reverse_direction=True)
        outline.draw(TransformPen(quadratic, (scale * across, 0, 0, scale, (cell - width * across) / 2, rise * EM)))
        name = mapping[ord(char)] = f"u{ord(char):04X}"
        glyphs[name], advances[name] = pen.glyph(dropImpliedOnCurves=False), cell
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(mapping)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    bearings = {name: getattr(table[name], "xMin", 0) for name in glyphs}
    builder.setupHorizontalMetrics({name: (cell, bearings[name]) for name, cell in advances.items()})
    builder.setupPost(isFixedPitch=0, keepGlyphNames=False)
    builder.setupNameTable({"familyName": "drawn", "styleName": "Regular"}, mac=False)
    _set_heights(builder, EM)
    return builder.font


def _set_heights(builder: FontBuilder, em: int) -> None:
    """Heights of the Windows fonts, and what engines go by when they ask whether a font is for Chinese."""
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    builder.setupHorizontalHeader(ascent=ascent, descent=-descent, lineGap=0)
    builder.setupOS2(
        version=3,
        sTypoAscender=ascent,
        sTypoDescender=-descent,
        sTypoLineGap=0,
        usWinAscent=ascent,
        usWinDescent=descent,
        xAvgCharWidth=em // 2,
        # Latin, CJK symbols and 汉字; code page 936.
        ulUnicodeRange1=0x0000_0003 | 1 << 31,
        ulUnicodeRange2=1 << (48 - 32) | 1 << (59 - 32),
        ulCodePageRange1=1 << 18 | 1,
        ulCodePageRange2=0,
        usWeightClass=400,
        fsSelection=0x40,
        sCapHeight=round(0.7 * em),
        sxHeight=round(0.45 * em),
        usDefaultChar=0,
        usBreakChar=0x20,
    )


def _box() -> Any:
    """What stands for a character that the font does not have."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, -100))
    for corner in ((50, 800), (950, 800), (950, -100)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _save_as(font: TTFont, name: Name, style: str, place: Path) -> None:
    """Write a font under another name; its other tables are copied as they lie."""
    file = name.english.replace(" ", "") + ("" if style == "Regular" else f"-{style}")
    table = font["name"]
    table.names = []
    for language, family in ((_ENGLISH, name.english), (_CHINESE, name.chinese)):
        whole = family if style == "Regular" else f"{family} {style}"
        for kind, text in {1: family, 2: style, 3: file, 4: whole, 5: "Version 1.0", 6: file}.items():
            table.setName(text, kind, 3, 1, language)
    font.save(place / f"{file}.ttf")


if __name__ == "__main__":
    _make_faces(Source(*sys.argv[2:]), _characters(), Path(sys.argv[1]))
