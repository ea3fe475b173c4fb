"""What must stay on one page: the signature with some of the text above it, the seal with room below it.

Word processors differ in what “keep with next” does to a long paragraph: some move the whole of it and leave half a
page empty. So a long last paragraph is divided where its last two lines begin, and only they are tied to the
signature - and that only where the page ends nearby, by the estimate of :mod:`gongwen.layout.flow`.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.layout.blocks import LayoutBlock, ParagraphBlock, Placement, Run, TableBlock
from gongwen.layout.flow import line_total
from gongwen.layout.stylesheet import Stylesheet
from gongwen.layout.text import NEVER_ENDS_LINE, NEVER_STARTS_LINE, break_lines
from gongwen.standard import figures
from gongwen.standard.roles import RETURNING_ROLES, Role
from gongwen.standard.units import Length, Mm

__all__ = ["keep_text_with", "with_room_below"]

# A paragraph up to this long goes with the signature whole.
_SHORT = 3
_TIED_LINES = 2
_ESTIMATE_MARGIN_LINES = 2
_NOTHING = Mm(0)
_LEAST_ROOM = Mm(1)
# Frames push text out of their way, and not every program an empty paragraph; a no-break space is text.
_UNSEEN_TEXT = "\u00a0"
# A divided line is left this much shorter than it could be, for programs that fit a little less on a line.
_SLACK = (2, 1, 3, 0)


def keep_text_with(
    blocks: list[LayoutBlock], first_of_body: int, needed: Length, rest: Length, sheet: Stylesheet
) -> None:
    """Tie the last text in ``blocks`` to the signature that will follow (9704-7.3.5.1-d).

    The signature needs so much room, and so much is left on the page where the text ends.
    ``first_of_body`` is where the body begins: what stands there must not leave page one altogether (7.3.3-a).
    """
    index = _last_text(blocks)
    last = blocks[index]
    if isinstance(last, TableBlock):
        if _ends_near(needed, rest, sheet):
            blocks[index] = last._replace(keep_next=True)
            _tie(blocks, index + 1)
        return
    if not isinstance(last, ParagraphBlock):
        return
    lines = line_total(last, sheet)
    alone = index == first_of_body
    if lines > _SHORT or (alone and lines > 1):
        if not _ends_near(needed, rest, sheet):
            return
        divided = _divided(last, min(_TIED_LINES, lines - 1), sheet)
        if divided:
            blocks[index : index + 1] = divided
            index += 1
    _tie(blocks, index)


def with_room_below(signature: list[ParagraphBlock], overhang: Length) -> list[ParagraphBlock]:
    """The signature in one piece; where a seal reaches below it, that room is kept free on the same page."""
    below = [ParagraphBlock(Role.SPACER, (_UNSEEN_TEXT,), Placement(line=overhang))] if overhang > _LEAST_ROOM else []
    pieces = [*signature, *below]
    return [_tied(block) for block in pieces[:-1]] + pieces[-1:]


def _last_text(blocks: list[LayoutBlock]) -> int:
    """Where the last block stands that shows something."""
    index = len(blocks) - 1
    while index > 0:
        block = blocks[index]
        if not isinstance(block, ParagraphBlock) or block.runs:
            break
        index -= 1
    return index


def _tie(blocks: list[LayoutBlock], start: int) -> None:
    """Tie every paragraph from ``start`` on to what follows it."""
    for position in range(start, len(blocks)):
        block = blocks[position]
        if isinstance(block, ParagraphBlock):
            blocks[position] = _tied(block)


def _tied(block: ParagraphBlock) -> ParagraphBlock:
    role, runs, place, seals = block
    if place.keep_next:
        return block
    return ParagraphBlock(role, runs, _tied_place(place), seals)


@lru_cache(maxsize=1024)
def _tied_place(place: Placement) -> Placement:
    return place._replace(keep_next=True)


def _divided(block: ParagraphBlock, tied: int, sheet: Stylesheet) -> list[ParagraphBlock] | None:
    """The paragraph in two pieces, the second with about its last lines; None where it cannot be divided."""
    *leading, last = block.runs
    if block.role not in (Role.BODY, *RETURNING_ROLES) or not isinstance(last, str) or "\n" in block.text:
        return None
    text = block.text
    measure = sheet.profile.text_width / sheet.profile.body_character
    lines = break_lines(text, measure, first_line_indent=figures.FIRST_LINE_INDENT.value)
    end = sum(len(line) for line in lines[:-tied])
    place = next((end - slack for slack in _SLACK if _may_break(text, end - slack)), None)
    before_last = len(text) - len(last)
    if place is None or place <= before_last:
        return None
    cut = place - before_last
    opening: tuple[Run | str, ...] = (*leading, last[:cut])
    return [block._replace(runs=opening), ParagraphBlock(Role.BODY_CONTINUED, (last[cut:],))]


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in NEVER_STARTS_LINE or before in NEVER_ENDS_LINE or before.isspace() or after.isspace():
        return False
    return not (before.isascii() and after.isascii())


def _ends_near(needed: Length, rest: Length, sheet: Stylesheet) -> bool:
    """Whether the text ends so near the end of its page that the signature might not fit below it."""
    margin = sheet.pitch * _ESTIMATE_MARGIN_LINES
    page = sheet.pitch * figures.LINES_PER_PAGE.value
    # Text that seems to run over by a line or two may end with the page in another program.
    return rest < needed + margin or rest > page - margin
