"""信函格式: the mark 30 mm from the sheet's edge, red double rules of 170 mm, the number at the right (9704-10.1).

The mark and the rules below it stand in the header of page one, the lower rules in its footer; labels and number
begin the text.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import Alignment, LayoutBlock, ParagraphBlock, Placement, Rule, Run, Tab
from gongwen.blocks.ink import NEUTRAL_LINE, ink_above, ink_below
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.layout.head import fit_mark, labels_above_mark
from gongwen.model import Document
from gongwen.pages.sheets import HEADER_DISTANCE
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Pt

__all__ = ["letter_header", "letter_number", "space_before_letter_title"]

_GREATEST_MARK = Pt(42)
# The line of the mark is as wide as the rule below it.
_MARK_SHARE = 0.98
_WHOLE = 100


def letter_header(document: Document, sheet: Stylesheet) -> tuple[ParagraphBlock, ...]:
    """The mark and the upper double rule, thick above thin."""
    mark, thin = _header_placements(round(width(document.mark), 2), sheet.profile)
    return (
        ParagraphBlock(Role.LETTER_MARK, (document.mark,), mark),
        ParagraphBlock(Role.LETTER_RULE, (), thin),
    )


def letter_number(document: Document, sheet: Stylesheet) -> list[LayoutBlock]:
    """份号, 密级, 紧急程度 from the left edge, the number at the right on the first of these lines."""
    labels = labels_above_mark(document)
    runs: list[Run | str] = [f"\t{document.number or ''}"]
    if labels:
        role, text = labels[0]
        runs.insert(0, Run(text, sheet.of(role).face))
    blocks: list[LayoutBlock] = [ParagraphBlock(Role.LETTER_NUMBER, tuple(runs), _number_placement(sheet))]
    blocks += [ParagraphBlock(role, (text,)) for role, text in labels[1:]]
    return blocks


def space_before_letter_title(sheet: Stylesheet, labels: int) -> Length:
    """Two empty lines between the last element of the head and the title (9704-10.1-h)."""
    below = sheet.body_below if labels > 1 else ink_below(sheet.body_size, sheet.single_line)
    return sheet.two_empty_lines - below - ink_above(sheet.title_size, sheet.title_line)


# The thin rule lies on the lower edge of the header, half of it over the text.
_RULE_OVER_TEXT = figures.LETTER_THIN_RULE.value / 2


@lru_cache(maxsize=32)
def _number_placement(sheet: Stylesheet) -> Placement:
    """The first line under the rules, with what stands at its right edge."""
    space = figures.LETTER_ELEMENT_GAP.value - ink_above(sheet.body_size, sheet.single_line) - _RULE_OVER_TEXT
    return Placement(space_before=space, tabs=(Tab(sheet.profile.text_width, Alignment.RIGHT),))


@lru_cache(maxsize=512)
def _header_placements(mark_width: float, profile: Profile) -> tuple[Placement, Placement]:
    size, percent = fit_mark(mark_width, _GREATEST_MARK, figures.LETTER_RULE_WIDTH.value * _MARK_SHARE)
    line = size * NEUTRAL_LINE
    overhang = (figures.LETTER_RULE_WIDTH.value - figures.PAGE_WIDTH.value) / 2
    # The rules are centred on the sheet, not on the type area: 20 mm from either edge.
    left, right = -overhang - profile.left, -overhang - profile.right
    thick = Rule(
        figures.LETTER_THICK_RULE.value,
        figures.LETTER_RULE_BELOW_MARK.value - ink_below(size, line),
        red=True,
    )
    mark = Placement(
        space_before=figures.LETTER_MARK_TOP.value - ink_above(size, line) - HEADER_DISTANCE,
        line=line,
        size=size,
        scale=None if percent == _WHOLE else percent,
        left=left,
        right=right,
        rule_below=thick,
    )
    thin = Placement(left=left, right=right, rule_below=Rule(figures.LETTER_THIN_RULE.value, red=True))
    return mark, thin
