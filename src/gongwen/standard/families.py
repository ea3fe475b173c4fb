"""字体族: the names under which fonts of the five typefaces are sold and installed.

The standard names typefaces (仿宋, 黑体 …), not fonts; any font of the family is lawful (AMB-23). The list is common
practice, not part of the standard.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from gongwen.standard.profiles import Face

__all__ = ["FAMILIES", "is_of_family"]

# A name that ends in “*” stands for all fonts that begin so.
FAMILIES: MappingProxyType[Face, tuple[str, ...]] = MappingProxyType(
    {
        Face.FANGSONG: (
            "仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312", "方正仿宋_GBK", "方正仿宋_GB2312",
            "方正仿宋_GB18030", "方正仿宋简体", "FZFangSong-*", "FZFSK--GBK1-0", "华文仿宋", "STFangsong",
            "CESI仿宋-GB*", "方正公文仿宋",
        ),
        Face.HEITI: (
            "黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "FZHei-*", "FZHTK--GBK1-0", "CESI黑体-GB*",
            "方正公文黑体",
        ),
        Face.KAITI: (
            "楷体", "楷体_GB2312", "KaiTi", "KaiTi_GB2312", "方正楷体_GBK", "方正楷体_GB2312", "方正楷体简体",
            "FZKai-*", "华文楷体", "STKaiti", "CESI楷体-GB*", "方正公文楷体",
        ),
        Face.XIAOBIAOSONG: (
            "方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-*", "FZXBSJW--GB1-0", "FZXBSK--GBK1-0",
            "CESI小标宋-GB*", "方正公文小标宋", "汉仪小标宋*", "华康小标宋*",
        ),
        Face.SONGTI: (
            "宋体", "SimSun", "NSimSun", "新宋体", "方正书宋_GBK", "CESI宋体-GB*", "华文宋体",
        ),
    }
)  # fmt: skip
"""The accepted fonts of every typeface."""


@lru_cache(maxsize=1024)
def is_of_family(font: str, face: Face) -> bool:
    """Whether a font is one of the typeface's; capitals and the “@” of vertical writing do not matter.

    >>> is_of_family("fangsong_gb2312", Face.FANGSONG), is_of_family("FZKai-Z03S", Face.KAITI)
    (True, True)
    >>> is_of_family("微软雅黑", Face.HEITI)
    False
    """
    wanted = font.strip().removeprefix("@").casefold()
    return any(_is(wanted, name.casefold()) for name in FAMILIES[face])


def _is(font: str, name: str) -> bool:
    return font.startswith(name[:-1]) if name.endswith("*") else font == name
