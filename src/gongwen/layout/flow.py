"""How far the text runs down the pages: an estimate, for the two decisions that hang on it.

Lines that matter are counted by the breaker that draws them (:mod:`gongwen.pages.setting`), others estimated by the
width of their text; fonts may still differ, so whoever asks leaves a margin. The page itself is measured by the tests,
never by this estimate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from gongwen.blocks.block import (
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
from gongwen.blocks.ink import ink_height
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.pages.rows import foot_of, head_height, opening_height, rows_on_pages, table_height
from gongwen.pages.setting import count_lines, line_starts, set_by_program, surely_on_a_line
from gongwen.pages.sheets import landscape_measure
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import HEADING_ROLES, Role
from gongwen.standard.units import ZERO, Length, Mm, Pt

__all__ = [
    "SINGLE_LINES",
    "TextEnd",
    "block_height",
    "end_of_text",
    "is_kept_with_next",
    "kept_above",
    "line_start",
    "line_starts_of",
    "line_total",
    "room_above",
    "total_height",
]

_ROUNDING = 1e-6
_SHORT_DOCUMENT = 40
_LOST = 0.35
_UNSURE_LINES = 1.5
_TOUCHING = 0.05
# The usual size of a letter's mark; long ones are smaller.
_LETTER_MARK = Pt(42)
_HEADINGS = frozenset(HEADING_ROLES)
SINGLE_LINES = frozenset(
    (
        *(Role.MARK, Role.NUMBER, Role.NUMBER_AND_SIGNERS, Role.SIGNERS, Role.SPACER, Role.JOINT_MARK),
        *(Role.LETTER_NUMBER, Role.SEALED_SIGNATORY, Role.SEALED_DATE),
    )
)
"""What is one line whatever it says: marks are fitted to it by their size and narrowness, rows of names by their
number."""


class TextEnd(NamedTuple):
    """Where the text ends: on which page, with how much room left below, and whether the page is beyond doubt.

    ``counted`` says that all its lines were counted, none estimated.
    """

    page: int
    rest: Length
    sure: bool
    counted: bool = False


def end_of_text(
    blocks: Sequence[LayoutBlock], sheet: Stylesheet, *, exactly: bool = False, lower: Length = ZERO
) -> TextEnd:
    """Where the last of the blocks ends, the first one ``lower`` than the top of page one.

    In a short document lines are estimated from the width of their text alone, which is off by a line now and then;
    in a long one, above tables, or if asked ``exactly``, they are counted, so that the errors do not add up.
    """
    page = sheet.profile.text_length.mm
    pitch = sheet.pitch.mm
    measure = sheet.measure
    plain = _plain_settings(sheet, measure)
    # A line more above a table may take all of it to another page.
    estimated = len(blocks) <= _SHORT_DOCUMENT and not exactly and TableBlock not in map(type, blocks)
    used, kept = lower.mm, 0.0
    number, since_break = 1, 0
    sure = True
    for index, block in enumerate(blocks):
        if type(block) is ParagraphBlock:
            role, runs, placement, _ = block
            setting = plain[role] if placement is PLAIN else _setting(role, placement, sheet, measure)
            characters, first_line, before, line, single, heads, surely = setting
            broken = placement.page_break
            if single:
                height = before + line
            else:
                text = runs[0] if len(runs) == 1 and type(runs[0]) is str else block.text
                runs_on = CHOSEN_BREAK not in text and "\n" not in text
                if runs_on and estimated:
                    # _estimated_lines(), written out: it is asked of every paragraph.
                    lines = ceil(((len(text) + len(text.encode())) / 4 + first_line) / (characters - _LOST))
                    height = before + line * (lines if lines > 1 else 1)
                elif runs_on and len(text) <= surely and len(runs) == 1 and text is runs[0] and "\t" not in text:
                    height = before + line
                else:
                    height = before + line * count_lines(block, sheet, measure)
            above, kept = kept, kept + height if heads else 0.0
            # Headings go to the next page with the text they stand over.
            moves = above > kept and used > above and used + before + line > page + _TOUCHING
        elif type(block) is PageTurn:
            if used > 0.0:
                sure = sure and _is_sure(used, page, pitch, since_break)
                number, since_break, used = number + 1, 0, 0.0
            page, measure = _room_of(block, sheet)
            plain = _plain_settings(sheet, measure)
            continue
        else:
            turned, used = _one_piece(block, used, page, kept_above(blocks, index, sheet, measure), sheet)
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
    return TextEnd(number, Mm(page - used), sure and _is_sure(used, page, pitch, since_break), not estimated)


def room_above(last: ParagraphBlock, headings: Length, end: TextEnd, sheet: Stylesheet) -> Length | None:
    """What is left of the page above the last paragraph of a text that ends so, space before it taken.

    None where that does not follow from the end: its lines were not counted, or the paragraph, or the headings that are
    so high above it, begin on another page.
    """
    if not end.counted:
        return None
    height = block_height(last, sheet)
    above = sheet.profile.text_length - end.rest - height
    if above <= headings + sheet.pitch / 2:
        return None
    return end.rest + height - (last.placement.space_before or sheet.of(last.role).space_before)


def _room_of(turn: PageTurn, sheet: Stylesheet) -> tuple[float, Length]:
    """How long the pages are after a turn, and how wide."""
    profile = sheet.profile
    if turn.run.landscape:
        return profile.text_width.mm, landscape_measure(profile)
    return profile.text_length.mm, sheet.measure


def _one_piece(block: LayoutBlock, used: float, page: float, kept: float, sheet: Stylesheet) -> tuple[int, float]:
    """How often the page turns within or before what is no paragraph, and where on its last page it ends.

    ``kept`` is the height of what stands above it and goes with it to a further page.
    """
    if type(block) is TableBlock:
        return _run_down(set_by_program(block, sheet), used, page, kept)
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


def kept_above(blocks: Sequence[LayoutBlock], index: int, sheet: Stylesheet, measure: Length | None = None) -> float:
    """The height of the paragraphs right above a block that are kept with it, on pages of such a measure."""
    first = index
    while first and is_kept_with_next(blocks[first - 1], sheet):
        first -= 1
    return total_height(blocks[first:index], sheet, measure=measure).mm


def is_kept_with_next(block: LayoutBlock, sheet: Stylesheet) -> bool:
    """Whether a block is a paragraph that stands on one page with what follows it."""
    return type(block) is ParagraphBlock and (block.placement.keep_next or sheet.of(block.role).keep_next)


def _is_sure(used: float, page: float, pitch: float, pages: int) -> bool:
    """Whether the text ends on the page estimated, though every page may be off by half a line."""
    margin = pitch * (_UNSURE_LINES + pages / 2)
    runs_over = page - used <= margin
    falls_short = pages > 0 and used <= margin
    return not (runs_over or falls_short)


def block_height(block: LayoutBlock, sheet: Stylesheet) -> Length:
    """Height of a block in the flow, space before included; nothing for one that stands out of it."""
    return Mm(_height(block, sheet, sheet.measure, _plain_settings(sheet, sheet.measure), estimated=False))


def total_height(
    blocks: Sequence[LayoutBlock], sheet: Stylesheet, *, exactly: bool = False, measure: Length | None = None
) -> Length:
    """Height of blocks one under the other, their lines estimated by width, or counted if asked ``exactly``.

    ``measure`` is that of the pages they stand on, if they are turned.
    """
    measure = measure or sheet.measure
    plain = _plain_settings(sheet, measure)
    return Mm(sum([_height(block, sheet, measure, plain, estimated=not exactly) for block in blocks]))


def line_total(block: ParagraphBlock, sheet: Stylesheet) -> int:
    """Lines that a paragraph takes."""
    return count_lines(block, sheet, sheet.measure)


def line_start(block: ParagraphBlock, number: int, sheet: Stylesheet) -> int:
    """The place in a paragraph's text where its line of that number begins, counted from 0."""
    return line_starts(block, sheet, sheet.measure)[number]


def line_starts_of(block: ParagraphBlock, sheet: Stylesheet) -> list[int]:
    """The places in a paragraph's text where its lines begin, and at last where the text ends."""
    return line_starts(block, sheet, sheet.measure)


def _estimated_lines(text: str, characters: float, first_line: float) -> int:
    """Lines by width: about a third of a character a line is lost to marks that may not begin or end one."""
    # Characters and UTF-8 bytes are 1 + 3 for a 汉字, one 字 wide, and 1 + 1 for a digit, half a 字: four to the 字.
    wide = (len(text) + len(text.encode())) / 4
    lines = ceil((wide + first_line) / (characters - _LOST))
    return lines if lines > 1 else 1  # max() takes as long as all of the above


class _Setting(NamedTuple):
    """How a paragraph's lines are estimated: lengths in millimetres, widths in characters.

    ``single`` is said of those that are one line whatever they say, or none in the flow; ``heads`` of headings, which
    are tied to what follows them. So many characters without a tab are ``surely`` one line.
    """

    characters: float
    first_line: float
    before: float
    line: float
    single: bool
    heads: bool
    surely: int


@lru_cache(maxsize=4096)
def _setting(role: Role, placement: Placement, sheet: Stylesheet, measure: Length) -> _Setting:
    profile = sheet.profile
    format_ = sheet.of(role)
    size = (placement.size or format_.size) + format_.character_spacing
    left = placement.left / size if placement.left else float(format_.left_characters)
    right = placement.right / size if placement.right else float(format_.right_characters)
    hanging = placement.hanging / size if placement.hanging else 0.0
    indented = placement.left is None and placement.right is None
    line = placement.line or format_.line or sheet.pitch
    return _Setting(
        characters=measure / size - left - right,
        first_line=(format_.first_line_characters if indented else 0) - hanging,
        before=(placement.space_before or format_.space_before).mm + _beside(role, placement, profile),
        line=line.mm,
        single=role in SINGLE_LINES,
        heads=role in _HEADINGS,
        surely=surely_on_a_line(role, placement, sheet, measure),
    )


def _beside(role: Role, placement: Placement, profile: Profile) -> float:
    """What a paragraph takes beside its lines: a rule below it, and over a letter's number the header of page one."""
    taken = ZERO
    if placement.rule_below is not None:
        taken = taken + placement.rule_below.gap + placement.rule_below.thickness
    if role is Role.LETTER_NUMBER:
        mark = ink_height(_LETTER_MARK)
        rules = figures.LETTER_THICK_RULE.value + figures.LETTER_RULES_APART.value
        header = figures.LETTER_MARK_TOP.value + mark + figures.LETTER_RULE_BELOW_MARK.value + rules
        taken = taken + max(header - profile.top, ZERO)
    return taken.mm


@lru_cache(maxsize=32)
def _plain_settings(sheet: Stylesheet, measure: Length) -> dict[Role, _Setting]:
    """Settings of paragraphs that depart from their role in nothing, which most are."""
    return {role: _setting(role, PLAIN, sheet, measure) for role in Role}


def _height(
    block: LayoutBlock, sheet: Stylesheet, measure: Length, plain: Mapping[Role, _Setting], *, estimated: bool
) -> float:
    if type(block) is ParagraphBlock:
        role, _, placement, _ = block
        setting = plain[role] if placement is PLAIN else _setting(role, placement, sheet, measure)
        characters, first_line, before, line, single, _, _ = setting
        text = block.text
        if single:
            lines = 1
        elif estimated and CHOSEN_BREAK not in text and "\n" not in text:
            lines = _estimated_lines(text, characters, first_line)
        else:
            lines = count_lines(block, sheet, measure)
        return before + line * lines
    if isinstance(block, TableBlock):
        return table_height(set_by_program(block, sheet)).mm
    if isinstance(block, PictureBlock):
        return block.height.mm
    # A turn of the page takes none, and 版记 stands at its foot.
    return (block.top + block.line * len(block.names)).mm if isinstance(block, JointMarkBlock) else 0.0
