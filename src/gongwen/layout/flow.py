"""How far the text runs down the pages: an estimate, for the two decisions that hang on it.

Lines are counted as word processors break them (:mod:`gongwen.layout.text`); fonts may still differ, so whoever asks
leaves a margin. The page itself is measured by the tests, never by this estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from gongwen.layout.blocks import (
    CHOSEN_BREAK,
    PLAIN,
    JointMarkBlock,
    LayoutBlock,
    PageTurn,
    ParagraphBlock,
    PictureBlock,
    Placement,
    TableBlock,
)
from gongwen.layout.ink import ink_height
from gongwen.layout.rows import foot_of, head_height, opening_height, rows_on_pages, table_height
from gongwen.layout.stylesheet import Stylesheet
from gongwen.layout.text import break_lines, has_long_word, line_count
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import HEADING_ROLES, Role
from gongwen.standard.units import Length, Mm, Pt

__all__ = [
    "TextEnd",
    "block_height",
    "end_of_text",
    "is_kept_with_next",
    "kept_above",
    "line_start",
    "line_total",
    "total_height",
]

_ROUNDING = 1e-6
_SHORT_DOCUMENT = 40
_LOST = 0.35
_UNSURE_LINES = 1.5
_NOTHING = Mm(0)
_TOUCHING = 0.05
# The usual size of a letter's mark; long ones are smaller.
_LETTER_MARK = Pt(42)
_HEADINGS = frozenset(HEADING_ROLES)
# Marks are fitted to one line by their size and narrowness.
_SINGLE_LINES = frozenset({Role.MARK, Role.NUMBER, Role.NUMBER_AND_SIGNERS, Role.SIGNERS, Role.SPACER, Role.JOINT_MARK})


class TextEnd(NamedTuple):
    """Where the text ends: on which page, with how much room left below, and whether the page is beyond doubt."""

    page: int
    rest: Length
    sure: bool


def end_of_text(blocks: Sequence[LayoutBlock], sheet: Stylesheet, *, exactly: bool = False) -> TextEnd:
    """Where the last of the blocks ends.

    In a short document lines are reckoned from the width of their text alone, which is off by a line now and then;
    in a long one, above tables, or if asked ``exactly``, they are counted, so that the errors do not add up.
    """
    profile = sheet.profile
    upright = profile.text_length.mm
    page = upright
    pitch = sheet.pitch.mm
    plain = _plain_settings(sheet)
    # A line more above a table may take all of it to another page.
    reckoned = len(blocks) <= _SHORT_DOCUMENT and not exactly and TableBlock not in map(type, blocks)
    count = _reckoned_lines if reckoned else _lines
    used = kept = 0.0
    number, since_break = 1, 0
    sure = True
    for index, block in enumerate(blocks):
        broken = False
        if type(block) is ParagraphBlock:
            role, runs, placement, _ = block
            if placement is PLAIN:
                measure, first_line, before, line, single, heads = plain[role]
            else:
                measure, first_line, before, line, single, heads = _setting(role, placement, sheet)
                broken = placement.page_break
            if single:
                height = before + line
            else:
                text = runs[0] if len(runs) == 1 and type(runs[0]) is str else block.text
                height = before + line * count(text, measure, first_line)
            above, kept = kept, kept + height if heads else 0.0
            # Headings go to the next page with the text they stand over.
            moves = above > kept and used > above and used + before + line > page + _TOUCHING
        elif type(block) is PageTurn:
            if used > 0.0:
                sure = sure and _is_sure(used, page, pitch, since_break)
                number, since_break, used = number + 1, 0, 0.0
            page = profile.text_width.mm if block.run.landscape else upright
            continue
        else:
            turned, used = _one_piece(block, used, page, kept_above(blocks, index, sheet), sheet)
            number, since_break = number + turned, since_break + turned
            continue
        if moves or (broken and used > 0.0):
            sure = sure and _is_sure(used, page, pitch, since_break)
            number, since_break, used = number + 1, since_break + 1 if moves else 0, above if moves else 0.0
        used += height
        while used > page:
            # What runs over starts the next page with whole lines.
            used = pitch * max(ceil((used - page) / pitch - _ROUNDING), 1)
            number, since_break = number + 1, since_break + 1
    return TextEnd(number, Mm(page - used), sure and _is_sure(used, page, pitch, since_break))


def _one_piece(block: LayoutBlock, used: float, page: float, kept: float, sheet: Stylesheet) -> tuple[int, float]:
    """How often the page turns within or before what is no paragraph, and where on its last page it ends.

    ``kept`` is the height of what stands above it and goes with it to a further page.
    """
    if type(block) is TableBlock:
        return _run_down(block, used, page, kept)
    height = block_height(block, sheet).mm
    return (1, kept + height) if used > kept and used + height > page else (0, used + height)


def _run_down(block: TableBlock, used: float, page: float, kept: float) -> tuple[int, float]:
    """How often the page turns within a table, or before it, and where on its last page the table ends."""
    height = table_height(block).mm
    if used + height <= page:
        return 0, used + height
    head, turned = head_height(block), 0
    if used > kept and opening_height(block).mm > page - used + _TOUCHING:
        turned, used = 1, kept
    parts = rows_on_pages(block, block.row_lines, head, Mm(page - used), Mm(page))
    begun = used if len(parts) == 1 else 0.0
    return turned + len(parts) - 1, begun + foot_of(parts[-1], block, head).mm


def kept_above(blocks: Sequence[LayoutBlock], index: int, sheet: Stylesheet) -> float:
    """The height of the paragraphs right above a block that are kept with it."""
    first = index
    while first and is_kept_with_next(blocks[first - 1], sheet):
        first -= 1
    return total_height(blocks[first:index], sheet).mm


def is_kept_with_next(block: LayoutBlock, sheet: Stylesheet) -> bool:
    """Whether a block is a paragraph that stands on one page with what follows it."""
    return type(block) is ParagraphBlock and (block.placement.keep_next or sheet.of(block.role).keep_next)


def _is_sure(used: float, page: float, pitch: float, pages: int) -> bool:
    """Whether the text ends on the page reckoned, though every page may be off by half a line."""
    margin = pitch * (_UNSURE_LINES + pages / 2)
    runs_over = page - used <= margin
    falls_short = pages > 0 and used <= margin
    return not (runs_over or falls_short)


def block_height(block: LayoutBlock, sheet: Stylesheet) -> Length:
    """Height of a block in the flow, space before included; nothing for one that stands out of it."""
    return Mm(_height(block, sheet, _plain_settings(sheet), _lines))


def total_height(blocks: Sequence[LayoutBlock], sheet: Stylesheet, *, exactly: bool = False) -> Length:
    """Height of blocks one under the other, their lines reckoned by width, or counted if asked ``exactly``."""
    plain = _plain_settings(sheet)
    count = _lines if exactly else _reckoned_lines
    return Mm(sum([_height(block, sheet, plain, count) for block in blocks]))


def line_total(block: ParagraphBlock, sheet: Stylesheet) -> int:
    """Lines that a paragraph takes."""
    setting = _setting(block.role, block.placement, sheet)
    return _lines(block.text, setting.measure, setting.first_line)


def line_start(block: ParagraphBlock, number: int, sheet: Stylesheet) -> int:
    """The place in a paragraph's text where its line of that number begins, counted from 0."""
    text, setting = block.text, _setting(block.role, block.placement, sheet)
    within = has_long_word(text)
    lines = break_lines(text, setting.measure, first_line_indent=setting.first_line, within_words=within)
    return sum(map(len, lines[:number]))


def _lines(text: str, measure: float, first_line: float) -> int:
    if CHOSEN_BREAK in text:
        return text.count(CHOSEN_BREAK) + 1  # the layout has broken it already
    return line_count(text, measure, first_line_indent=first_line, within_words=has_long_word(text))


def _reckoned_lines(text: str, measure: float, first_line: float) -> int:
    """Lines by width: about a third of a character a line is lost to marks that may not begin or end one."""
    if CHOSEN_BREAK in text or "\n" in text:
        return _lines(text, measure, first_line)
    # Characters and UTF-8 bytes are 1 + 3 for a 汉字, one 字 wide, and 1 + 1 for a digit, half a 字: four to the 字.
    characters = (len(text) + len(text.encode())) / 4
    lines = ceil((characters + first_line) / (measure - _LOST))
    return lines if lines > 1 else 1  # max() takes as long as all of the above


class _Setting(NamedTuple):
    """How a paragraph's lines are set: lengths in millimetres, widths in characters.

    ``single`` is said of those that are one line whatever they say, or none in the flow; ``heads`` of headings, which
    are tied to what follows them.
    """

    measure: float
    first_line: float
    before: float
    line: float
    single: bool
    heads: bool


@lru_cache(maxsize=4096)
def _setting(role: Role, placement: Placement, sheet: Stylesheet) -> _Setting:
    profile = sheet.profile
    format_ = sheet.of(role)
    size = (placement.size or format_.size) + format_.character_spacing
    left = placement.left / size if placement.left else float(format_.left_characters)
    right = placement.right / size if placement.right else float(format_.right_characters)
    hanging = placement.hanging / size if placement.hanging else 0.0
    indented = placement.left is None and placement.right is None
    line = placement.line or format_.line or sheet.pitch
    return _Setting(
        measure=profile.text_width / size - left - right,
        first_line=(format_.first_line_characters if indented else 0) - hanging,
        before=(placement.space_before or format_.space_before).mm + _beside(role, placement, profile),
        line=line.mm,
        single=role in _SINGLE_LINES,
        heads=role in _HEADINGS,
    )


def _beside(role: Role, placement: Placement, profile: Profile) -> float:
    """What a paragraph takes beside its lines: a rule below it, and over a letter's number the header of page one."""
    taken = _NOTHING
    if placement.rule_below is not None:
        taken = taken + placement.rule_below.gap + placement.rule_below.thickness
    if role is Role.LETTER_NUMBER:
        mark = ink_height(_LETTER_MARK)
        rules = figures.LETTER_THICK_RULE.value + figures.LETTER_RULES_APART.value
        header = figures.LETTER_MARK_TOP.value + mark + figures.LETTER_RULE_BELOW_MARK.value + rules
        taken = taken + max(header - profile.top, _NOTHING)
    return taken.mm


@lru_cache(maxsize=32)
def _plain_settings(sheet: Stylesheet) -> dict[Role, _Setting]:
    """Settings of paragraphs that depart from their role in nothing, which most are."""
    return {role: _setting(role, PLAIN, sheet) for role in Role}


def _height(
    block: LayoutBlock,
    sheet: Stylesheet,
    plain: Mapping[Role, _Setting],
    count: Callable[[str, float, float], int],
) -> float:
    if type(block) is ParagraphBlock:
        role, _, placement, _ = block
        if placement is PLAIN:
            measure, first_line, before, line, single, _ = plain[role]
        else:
            measure, first_line, before, line, single, _ = _setting(role, placement, sheet)
        if single:
            return before + line
        return before + line * count(block.text, measure, first_line)
    if isinstance(block, PictureBlock):
        return block.height.mm
    if isinstance(block, JointMarkBlock):
        return (block.top + block.line * len(block.names)).mm
    if not isinstance(block, TableBlock):
        return 0.0  # a turn of the page; 版记, which stands at its foot
    return table_height(block).mm
