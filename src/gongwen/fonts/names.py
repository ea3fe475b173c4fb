"""What stands in for what: the tables of font names, the best first.

The fonts of a typeface are those of :mod:`gongwen.standard.families`; here is what comes after them, where none of them
is installed, and what has the characters that they lack.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from gongwen.standard.profiles import Face

__all__ = ["HAVE_RARE_CHARACTERS", "LIKE_FACES", "OF_SCRIPTS", "REGULAR", "TIMES", "Wanted"]

REGULAR, _BOLD = 400, 700


class Wanted(NamedTuple):
    """A font by the name of its family and how heavy it is."""

    family: str
    weight: int = REGULAR


def _all(*families: str, weight: int = REGULAR) -> tuple[Wanted, ...]:
    return tuple(Wanted(family, weight) for family in families)


_SONG = _all(
    *("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "华文宋体", "STSong", "Songti SC"),
    *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "AR PL UMing CN", "AR PL SungtiL GB"),
)

LIKE_FACES: Mapping[Face, tuple[Wanted, ...]] = MappingProxyType(
    {
        Face.FANGSONG: _SONG,
        Face.HEITI: _all(
            *("微软雅黑", "Microsoft YaHei", "华文黑体", "STHeiti", "Heiti SC", "PingFang SC", "Noto Sans CJK SC"),
            *("Noto Sans SC", "Source Han Sans SC", "思源黑体", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
        )
        + _SONG,
        Face.KAITI: (*_all("Kaiti SC", "AR PL UKai CN", "AR PL KaitiM GB", "TW-Kai"), *_SONG),
        Face.XIAOBIAOSONG: (
            *_all("华文中宋", "STZhongsong"),
            *_all("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "Songti SC", weight=_BOLD),
            *_SONG,
        ),
        Face.SONGTI: _SONG,
    }
)
"""What looks most like a typeface of which no font is installed."""

TIMES = _all("Times New Roman", "Liberation Serif", "Tinos", "Times", "Nimbus Roman", "TeX Gyre Termes")
"""Fonts as wide as Times."""

OF_SCRIPTS: Mapping[str, tuple[Wanted, ...]] = MappingProxyType(
    {
        "Microsoft Himalaya": _all("Noto Serif Tibetan", "Jomolhari", "Kailasa"),
        "Microsoft Uighur": _all("Noto Naskh Arabic", "Geeza Pro", "DejaVu Sans"),
        "Mongolian Baiti": _all("Noto Sans Mongolian"),
        "Microsoft Yi Baiti": _all("Noto Sans Yi", "Nuosu SIL"),
        "Malgun Gothic": _all("Noto Sans CJK KR", "Apple SD Gothic Neo", "NanumGothic"),
        "Times New Roman": TIMES,
    }
)
"""What stands in for the fonts of second scripts."""

HAVE_RARE_CHARACTERS = _all(
    *("宋体", "SimSun", "SimSun-ExtB", "SimSun-ExtG", "方正书宋_GBK", "Noto Serif CJK SC", "Source Han Serif SC"),
    *("Noto Sans CJK SC", "MingLiU-ExtB", "HanaMinA", "HanaMinB", "BabelStone Han", "Songti SC", "PingFang SC"),
    *("Times New Roman", "Liberation Serif", "Segoe UI Symbol", "Apple Symbols", "DejaVu Sans", "Noto Sans Symbols"),
    *("Noto Sans Symbols2", "Noto Sans Math", "Segoe UI Emoji", "Noto Emoji", "Unifont"),
)
"""Who is asked for a character that the font of its place has not."""
