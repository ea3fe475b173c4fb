"""发文机关标志 of joint documents: the agencies' names equally wide, 文件 centred at their right (9704-7.2.4-g, h).

It is as large as its width and the room on page one let it be, which must still show body text (7.3.3-a); where there
is no room for a mark that is 醒目 (7.2.4-e), it is not made at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongwen.blocks.block import JointMarkBlock, ParagraphBlock, Placement, Run
from gongwen.blocks.ink import NEUTRAL_LINE, ink_above, ink_below
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.layout.flow import block_height, total_height
from gongwen.layout.titles import below_title, title_blocks
from gongwen.model import Document
from gongwen.model.body import Block, Section
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm, Pt

__all__ = ["MOVABLE_RECIPIENTS", "joint_mark", "rooms_for_mark", "spread_runs"]

MOVABLE_RECIPIENTS = 28 * 5
"""Recipients of so many characters may go to 版记 rather than leave page one without text (9704-7.3.2-c)."""

_ESTIMATE_MARGIN_LINES = 1
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
    if spread <= ZERO:
        return (text + after,)
    return (Run(text[:-1], spread=spread), text[-1] + after)


def _spread(text: str, wide: float, character: Length) -> Length:
    return character * ((wide - width(text)) / (len(text) - 1)) if len(text) > 1 else ZERO


def rooms_for_mark(document: Document, number: Sequence[ParagraphBlock], sheet: Stylesheet) -> Iterator[Length]:
    """How high the ink of a mark may be: beside recipients on page one, then without them if they may go elsewhere.

    ``number`` are the lines of 发文字号 and 签发人, placed as under a mark of no size.
    """
    profile = sheet.profile
    page = figures.PAGE_HEIGHT.value - profile.bottom - figures.MARK_TOP.value
    lines = _lines_that_show_text(document.body) + _ESTIMATE_MARGIN_LINES
    above = [*number, *title_blocks(document, sheet, _title_place(sheet))]
    rest = page - total_height(above, sheet, exactly=True) - sheet.pitch * lines
    below = below_title(document, sheet)
    space = below.space_before or ZERO
    if not document.recipients:
        yield rest - space
        return
    text = "，".join(document.recipients) + "："
    yield rest - block_height(ParagraphBlock(Role.RECIPIENTS, (text,), below), sheet)
    if width(text) >= MOVABLE_RECIPIENTS:
        yield rest - space


@lru_cache(maxsize=32)
def _title_place(sheet: Stylesheet) -> Placement:
    """Two empty lines under the rule (7.3.1-b)."""
    return Placement(space_before=sheet.two_empty_lines - ink_above(sheet.title_size, sheet.title_line))


def _lines_that_show_text(body: tuple[Block, ...]) -> int:
    """A line of text, and the headings that stand alone over it and stay with it."""
    headings = 0
    while body and isinstance(body[0], Section) and not body[0].run_in:
        headings += 1
        body = body[0].blocks
    return headings + 1
