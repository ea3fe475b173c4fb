"""发文机关标志 of joint documents: the agencies' names equally wide, 文件 centred at their right (9704-7.2.4-g, h).

It is as large as its width and the room on page one let it be; where there is no room for a mark that is 醒目
(7.2.4-e), it is not made at all.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import JointMarkBlock, Run
from gongwen.blocks.ink import NEUTRAL_LINE, ink_above, ink_below
from gongwen.blocks.stylesheet import stylesheet
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["joint_mark", "spread_runs"]

_NOTHING = Mm(0)
_SUFFIX = "文件"
_GAP = 0.4
_WIDTH_SHARE = 0.96
_GREATEST = Pt(44)
_ROUNDING = 1e-6
# With many agencies the mark should not fill page one, though it might.
_HIGHEST = Mm(80)
# Still clearly larger than the text.
_SMALLEST = Pt(17)


@lru_cache(maxsize=256)
def joint_mark(agencies: tuple[str, ...], labels: int, room: Length, profile: Profile) -> JointMarkBlock | None:
    """The mark of several agencies, its ink 72 mm from the sheet's edge like any mark (9704-7.2.4-c).

    ``room`` is how high its ink may be. None when it would have to be too small to be 醒目.
    """
    sheet = stylesheet(profile)
    longest = max(width(name) for name in agencies)
    # Characters are not narrowed: not every program does it, and the names would no longer fit their column.
    widest = min(figures.TYPE_AREA_WIDTH.value * _WIDTH_SHARE / (longest + _GAP + len(_SUFFIX)), _GREATEST)
    # Font sizes of the lines of names, without what is empty above and below their ink.
    sizes = len(agencies) * NEUTRAL_LINE - ink_above(Mm(1), Mm(NEUTRAL_LINE)).mm - ink_below(Mm(1), Mm(NEUTRAL_LINE)).mm
    size = min(widest, room / sizes, max(_HIGHEST / len(agencies) / NEUTRAL_LINE, _SMALLEST))
    size = Pt(int(size.pt * 2 + _ROUNDING) / 2)
    if size < min(widest, _SMALLEST):
        return None
    line = size * NEUTRAL_LINE
    names_width, suffix_width = size * (longest + _GAP), size * len(_SUFFIX)
    return JointMarkBlock(
        names=agencies,
        spreads=tuple(_spread(name, longest, size) for name in agencies),
        suffix=_SUFFIX,
        top=figures.MARK_TOP.value - ink_above(size, line) - profile.top - sheet.pitch * labels,
        left=(profile.text_width - names_width - suffix_width) / 2,
        names_width=names_width,
        suffix_width=suffix_width,
        size=size,
        line=line,
    )


def spread_runs(text: str, wide: float, character: Length, after: str = "") -> tuple[Run | str, ...]:
    """The runs of a text that is spread to ``wide`` characters, with what follows it unspread.

    The space goes after every character but the last, so that the text ends where the widest one does.
    """
    spread = _spread(text, wide, character)
    if spread <= _NOTHING:
        return (text + after,)
    return (Run(text[:-1], spread=spread), text[-1] + after)


def _spread(text: str, wide: float, character: Length) -> Length:
    return character * ((wide - width(text)) / (len(text) - 1)) if len(text) > 1 else _NOTHING
