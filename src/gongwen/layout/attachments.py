"""附件说明 under the body, and the attachments themselves on new pages (9704-7.3.4, 7.3.7)."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from gongwen.blocks.block import Begin, LayoutBlock, PageRun, PageTurn, ParagraphBlock, Placement, Run
from gongwen.blocks.ink import ink_above, ink_height
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.layout.body import body_blocks
from gongwen.layout.table_feet import settle_tables
from gongwen.layout.titles import title_text
from gongwen.layout.turns import end_page
from gongwen.model.parts import Attachment
from gongwen.pages.sheets import landscape_measure
from gongwen.standard import figures
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = ["apart_blocks", "attachment_blocks", "attachment_note"]

_NOTE_LABEL = "附件："
_INDENT = figures.FIRST_LINE_INDENT.value
# Room for “1.” and the gap after it, in characters; two digits take half a character more.
_NUMBER_ROOM = 1.5
_WIDE_NUMBER_ROOM = 2.0
_TWO_DIGITS = 10
_WHOLE_NOTE = 8  # entries; a longer note kept whole would leave half a page empty


def attachment_note(attachments: tuple[Attachment, ...], sheet: Stylesheet) -> list[ParagraphBlock]:
    """附件说明: one line a title, hanging; numbered only when there are several (9704-7.3.4-b, c).

    A note stays on one page, a long one with at least two entries on each.
    """
    if not attachments:
        return []
    first, following = _note_placements(len(attachments), sheet.profile)
    kept = _kept(len(attachments))
    if len(attachments) == 1:
        return [ParagraphBlock(Role.ATTACHMENT_NOTE, (_NOTE_LABEL + attachments[0].title,), first)]
    return [
        ParagraphBlock(
            Role.ATTACHMENT_NOTE,
            (f"{_NOTE_LABEL if number == 1 else ''}{number}.\t{attachment.title}",),
            (first if number == 1 else following)._replace(keep_next=number in kept),
        )
        for number, attachment in enumerate(attachments, start=1)
    ]


def _kept(count: int) -> Collection[int]:
    """The entries that stay with the next one; the last goes with the signature."""
    return range(1, count) if count <= _WHOLE_NOTE else (1, count - 1)


@lru_cache(maxsize=64)
def _note_placements(count: int, profile: Profile) -> tuple[Placement, Placement]:
    sheet = stylesheet(profile)
    character = profile.body_character
    label = float(len(_NOTE_LABEL))
    number = 0.0 if count == 1 else (_NUMBER_ROOM if count < _TWO_DIGITS else _WIDE_NUMBER_ROOM)
    left = character * (_INDENT + label + number)
    space = sheet.one_empty_line - sheet.body_below - sheet.body_above
    first = Placement(space_before=space, left=left, hanging=character * (label + number))
    return first, Placement(left=left, hanging=character * number)


def attachment_blocks(attachments: tuple[Attachment, ...], sheet: Stylesheet) -> list[LayoutBlock]:
    """Every bound attachment on a new page: 附件 and its number, the title on the third line, the body."""
    laid: list[LayoutBlock] = []
    for number, attachment in enumerate(attachments, start=1):
        if attachment.body and not attachment.apart:
            label = ParagraphBlock(Role.ATTACHMENT_LABEL, (_label(number, attachments),), Placement(page_break=True))
            end_page(laid)
            laid += _attachment(label, attachment, sheet, None)
    return laid


def apart_blocks(attachments: tuple[Attachment, ...], number: str, sheet: Stylesheet) -> list[LayoutBlock]:
    """Attachments that are bound apart: 发文字号 before the label, pages numbered from one (9704-7.3.7-g).

    Each begins on an odd page, a sheet of its own.
    """
    laid: list[LayoutBlock] = []
    for position, attachment in enumerate(attachments, start=1):
        if attachment.body and attachment.apart:
            runs: tuple[Run | str, ...] = (Run(_label(position, attachments), Face.HEITI),)
            label = ParagraphBlock(Role.APART_LABEL, (number, *runs) if number else runs)
            laid += _attachment(label, attachment, sheet, PageRun(begin=Begin.ODD, first_number=1))
    return laid


def _label(number: int, attachments: tuple[Attachment, ...]) -> str:
    return f"附件{number}" if len(attachments) > 1 else "附件"


def _attachment(
    label: ParagraphBlock, attachment: Attachment, sheet: Stylesheet, run: PageRun | None
) -> list[LayoutBlock]:
    """Label, title and body; a wide table that begins the body takes label and title to its landscape sheet."""
    title_place, after_title = _title_places(sheet.profile)
    body = body_blocks(attachment.body, sheet)
    measure = sheet.profile.text_width
    opening = body[0]
    if isinstance(opening, PageTurn):
        body.pop(0)
        run = (run or PageRun())._replace(landscape=opening.run.landscape)
        measure = landscape_measure(sheet.profile)
    title = title_text(attachment, measure / sheet.title_size)
    first = body[0]
    if isinstance(first, ParagraphBlock):
        body[0] = first._replace(placement=first.placement._replace(space_before=after_title))
    else:
        body.insert(0, ParagraphBlock(Role.AFTER_TABLE, (), Placement(line=after_title + sheet.body_above)))
    turn: list[LayoutBlock] = [] if run is None else [PageTurn(run)]
    laid: list[LayoutBlock] = [*turn, label, ParagraphBlock(Role.ATTACHMENT_TITLE, (title,), title_place), *body]
    settle_tables(laid, sheet)
    return laid


@lru_cache(maxsize=32)
def _title_places(profile: Profile) -> tuple[Placement, Length]:
    """The title's ink is centred where the ink of the third line would be (9704-7.3.7-c)."""
    sheet = stylesheet(profile)
    lines_above = figures.ATTACHMENT_TITLE_LINE.value - 1
    centre = sheet.pitch * lines_above + sheet.body_above + ink_height(sheet.body_size) / 2
    title_centre = ink_above(sheet.title_size, sheet.title_line) + ink_height(sheet.title_size) / 2
    space = centre - title_centre - sheet.pitch
    return Placement(space_before=space), sheet.space_after_title
