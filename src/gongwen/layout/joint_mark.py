"""发文机关标志 of joint documents: the agencies' names equally wide, 文件 centred at their right (9704-7.2.4-g, h)."""

from __future__ import annotations

from functools import lru_cache

from gongwen.layout.blocks import JointMarkBlock
from gongwen.layout.ink import NEUTRAL_LINE, ink_above
from gongwen.layout.stylesheet import stylesheet
from gongwen.layout.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["joint_mark", "spreads"]

_SUFFIX = "文件"
_GAP = 0.4
_WIDTH_SHARE = 0.96
_GREATEST = Pt(44)
_LEAST = Pt(30)
_NARROWEST_PERCENT = 60
_WHOLE = 100
# With many agencies the head must still leave room for the title and the first lines of the body.
_HIGHEST = Mm(80)


@lru_cache(maxsize=256)
def joint_mark(agencies: tuple[str, ...], labels: int, profile: Profile) -> JointMarkBlock:
    """The mark of several agencies, its ink 72 mm from the sheet's edge like any mark (9704-7.2.4-c)."""
    sheet = stylesheet(profile)
    longest = max(width(name) for name in agencies)
    characters = longest + _GAP + len(_SUFFIX)
    room = figures.TYPE_AREA_WIDTH.value * _WIDTH_SHARE
    em = room / characters
    percent = _WHOLE if em >= _LEAST else max(_NARROWEST_PERCENT, int(em / _LEAST * _WHOLE))
    size = min(em / (percent / _WHOLE), _GREATEST, _HIGHEST / len(agencies) / NEUTRAL_LINE)
    size = Pt(int(size.pt * 2) / 2)
    character = size * (percent / _WHOLE)
    line = size * NEUTRAL_LINE
    names_width, suffix_width = character * (longest + _GAP), character * len(_SUFFIX)
    return JointMarkBlock(
        names=agencies,
        spreads=spreads(agencies, character),
        suffix=_SUFFIX,
        top=figures.MARK_TOP.value - ink_above(size, line) - profile.top - sheet.pitch * labels,
        left=(profile.text_width - names_width - suffix_width) / 2,
        names_width=names_width,
        suffix_width=suffix_width,
        size=size,
        scale=None if percent == _WHOLE else percent,
        line=line,
    )


def spreads(names: tuple[str, ...], character: Length) -> tuple[Length, ...]:
    """What to put between the characters of each name to make all as wide as the longest."""
    longest = max(width(name) for name in names)
    return tuple(character * ((longest - width(name)) / max(len(name) - 1, 1)) for name in names)
