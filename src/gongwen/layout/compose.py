"""The whole document: 版头, 主体, 版记 in the order of the text, and the decisions that join them.

One decision looks at the pages as a whole: how much text must stay with the signature so that it never stands alone
(9704-7.3.5.1-d), and whether the page is tightened for it (9704-7.3.5.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gongwen.blocks.block import (
    Alignment,
    Begin,
    ColophonBlock,
    Layout,
    LayoutBlock,
    PageRun,
    PageTurn,
    ParagraphBlock,
    Placement,
    TableBlock,
)
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.layout.attachments import apart_blocks, attachment_blocks
from gongwen.layout.company import Company
from gongwen.layout.fit import FITS, Want, promising, tightened_profiles, tightening_remark
from gongwen.layout.flow import TextEnd, end_of_text
from gongwen.layout.forms import first_header
from gongwen.layout.issued import add_issued_documents
from gongwen.layout.parts import Parts, parts_of
from gongwen.layout.printing import USUAL, Printing, header_without_red, without_red
from gongwen.layout.remarks import document_remarks, remarks_on_tables
from gongwen.layout.together import Kept, keep_text_with
from gongwen.layout.turns import end_page, without_turns
from gongwen.model import Document
from gongwen.pages.setting import turns_within_words
from gongwen.pages.sheets import COLOPHON_CLEARANCE
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length

if TYPE_CHECKING:
    from gongwen.pages.placed import PlacedPage

__all__ = ["lay_out"]

_UNSURE_LINES = 0.5
# Between mark, number, title and text, and between text, 附件说明 and signature.
_MOST_EMPTY_LINES, _EMPTY_BELOW_TEXT = 8, 2


def lay_out(document: Document, profile: Profile = NATIONAL, printing: Printing = USUAL) -> Layout:
    """Lay a document out: every block with its place on the page.

    The layout's remarks say what its form leaves out and what was decided for it; its profile is the one given, or
    one a little tighter where that keeps the signature or 版记 from a page of their own. Raises
    :class:`~gongwen.InputError` when recipients and cc are so many that no page holds them.
    """
    sheet = stylesheet(profile)
    parts = parts_of(document, sheet)
    draft = _draft(document, parts, sheet, printing)
    if any(want.is_near(sheet.pitch) for want in draft.wants):
        counted = end_of_text(parts.blocks, sheet, exactly=True)
        if draft.followed or _matters(draft, counted, sheet):
            draft = _draft(document, parts, sheet, printing, counted)
    layout, company = _finished(document, profile, draft, printing)
    little = next((at for at, want in enumerate(draft.wants) if want.is_little(sheet.pitch)), None)
    if little is not None:
        want = draft.wants[little]
        for tight in promising(want, draft.end, profile):
            closer = stylesheet(tight)
            if not _may_win(parts, draft, want, sheet, closer):
                continue
            closer_parts = parts_of(document, closer)
            counted = end_of_text(closer_parts.blocks, closer, exactly=True)
            tried = _draft(document, closer_parts, closer, printing, counted)
            if tried.wants[little].is_met(tight.line_pitch) and not _spoilt(draft, tried):
                remark = tightening_remark(f"{want.what}不另起一面", profile, tight)
                closer_layout, closer_company = _finished(
                    document, tight, tried._replace(remarks=[*tried.remarks, remark]), printing
                )
                if _is_gained(draft, layout, closer_layout, want, sheet):
                    draft, layout, company = tried, closer_layout, closer_company
                    break
    return _in_company(document, draft, layout, profile, printing) if company is Company.LACKING else layout


def _in_company(document: Document, draft: _Draft, loose: Layout, profile: Profile, printing: Printing) -> Layout:
    """A layout so tight that the signature has text beside it in every program, if there is one (9704-7.3.5.5).

    Long 附件说明 and signatures leave so little of a page to the text that no line may go over more in one program than
    in another; closer lines leave it a line more.
    """
    pages, likely = _page_count(loose), loose
    for tight in tightened_profiles(profile):
        if tight == loose.profile or tight.line_pitch > loose.profile.line_pitch:
            continue
        sheet = stylesheet(tight)
        parts = parts_of(document, sheet)
        tried = _draft(document, parts, sheet, printing, end_of_text(parts.blocks, sheet, exactly=True))
        purpose = f"{_signing(document)}在各种软件中都与正文同面"
        remarks = [*tried.remarks, tightening_remark(purpose, profile, tight)]
        layout, company = _finished(document, tight, tried._replace(remarks=remarks), printing)
        if company is Company.LACKING or _spoilt(draft, tried) or _page_count(layout) > pages:
            continue
        if company is Company.SURE:
            return layout
        # Closer characters turn every line anew, and are not worth what is but likely.
        if likely is loose and tight.character_spacing == loose.profile.character_spacing:
            likely = layout
    return likely


def _signing(document: Document) -> str:
    return "印章、署名和成文日期" if document.seals else "署名和成文日期"


def _is_gained(draft: _Draft, loose: Layout, tight: Layout, want: Want, sheet: Stylesheet) -> bool:
    """Whether a page is won: by the count on page one, elsewhere by making the pages."""
    if draft.end.page == 1 and want.room > sheet.pitch * _UNSURE_LINES:
        return True
    return _page_count(tight) < _page_count(loose)


def _page_count(layout: Layout) -> int:
    from gongwen.pages.paging import pages_of  # noqa: PLC0415 - few documents need their pages made to be laid out

    return len(pages_of(layout))


def _matters(draft: _Draft, counted: TextEnd, sheet: Stylesheet) -> bool:
    """Whether it makes a difference that the text ends elsewhere than was estimated."""
    drafted = draft.text_end
    lower = drafted.rest - counted.rest + sheet.profile.text_length * (counted.page - drafted.page)
    for want in draft.wants:
        moved = Want(want.what, want.room + lower)
        if (want.room <= ZERO) != (moved.room <= ZERO) or want.is_little(sheet.pitch) != moved.is_little(sheet.pitch):
            return True
    return False


def _may_win(parts: Parts, draft: _Draft, want: Want, sheet: Stylesheet, tight: Stylesheet) -> bool:
    """Whether the text, as it was laid out, would end high enough under a tighter profile; costlier trials follow.

    Spaces of the head and of the signature that are whole lines become closer with the lines, and are not in the
    count: as much is taken to be won at the most.
    """
    if draft.followed:
        return True
    closer = sheet.pitch - tight.pitch
    loose, end = draft.text_end, end_of_text(parts.blocks, tight, exactly=True, lower=closer * -_MOST_EMPTY_LINES)
    gain = end.rest - loose.rest + tight.profile.text_length * (loose.page - end.page)
    gain = gain + closer * (parts.needed / sheet.pitch + _EMPTY_BELOW_TEXT)
    return want._replace(room=want.room - gain).is_met(tight.pitch)


def _spoilt(draft: _Draft, tried: _Draft) -> bool:
    """Whether something goes to a further page that did not before."""
    pairs = zip(draft.wants, tried.wants, strict=True)
    return any(before.room <= ZERO < after.room for before, after in pairs)


class _Signed(NamedTuple):
    """Where the signature begins among the blocks, where the body does, the room needed, the end of the text."""

    at: int
    first_of_body: int
    needed: Length
    text_end: TextEnd


class _Draft(NamedTuple):
    """The blocks in order, turns of the page among them; the remarks; what the signature and 版记 lack.

    ``end`` is where everything ends above 版记, ``text_end`` where the text before the signature does; it may be
    ``followed`` by issued documents and attachments.
    """

    blocks: list[LayoutBlock]
    remarks: list[str]
    wants: tuple[Want, Want]
    end: TextEnd
    text_end: TextEnd
    followed: bool
    signed: _Signed | None


def _pages(document: Document, blocks: list[LayoutBlock], sheet: Stylesheet) -> list[PlacedPage]:
    """The pages of the first blocks of a document."""
    from gongwen.pages.paging import pages_of  # noqa: PLC0415

    laid, last_run = without_turns(list(blocks))
    header = first_header(document, sheet)
    return pages_of(Layout(sheet.profile, document.form, tuple(laid), first_header=header, last_run=last_run))


class _Finished(NamedTuple):
    """A layout, and whether the signature has text beside it in every program."""

    layout: Layout
    company: Company


def _finished(document: Document, profile: Profile, draft: _Draft, printing: Printing) -> _Finished:
    sheet = stylesheet(profile)
    tied, company = keep_text_with(draft.blocks, *draft.signed, sheet) if draft.signed else Kept(tied=True)
    lacking = draft.wants[1].room
    if lacking > ZERO and (not tied or draft.followed or lacking <= COLOPHON_CLEARANCE):
        _turn_before_colophon(draft.blocks)
    elif draft.signed and not printing.even and _ends_in_table(draft.blocks[: draft.signed.at]):
        # Rows went to the signature, and it stands lower than was drafted.
        _turn_if_alone(document, draft.blocks, sheet)
    remarks = draft.remarks + (_turn_to_even_page(document, draft.blocks, sheet) if printing.even else [])
    blocks, last_run = without_turns(draft.blocks)
    _allow_turns_within_words(blocks)
    header = first_header(document, sheet)
    if printing.preprinted:
        blocks, header = without_red(blocks), header_without_red(header)
    layout = Layout(profile, document.form, tuple(blocks), tuple(remarks), header, last_run, printing.preprinted)
    return _Finished(layout, company)


def _allow_turns_within_words(blocks: list[LayoutBlock]) -> None:
    """Say of paragraphs with a long word that they are flush left and may turn within it."""
    for at, block in enumerate(blocks):
        if type(block) is not ParagraphBlock:
            continue
        for run in block[1]:
            text = run if type(run) is str else run[0]
            # Asked of every paragraph: nearly all of them have neither.
            if ("." in text or "/" in text) and turns_within_words(text, block.role):
                role, runs, place, seals = block
                blocks[at] = ParagraphBlock(role, runs, _loose(place), seals)
                break


@lru_cache(maxsize=256)
def _loose(place: Placement) -> Placement:
    return place._replace(align=Alignment.LEFT, break_words=True)


def _ends_in_table(blocks: Sequence[LayoutBlock]) -> bool:
    """Whether nothing but 附件说明 stands below the last table."""
    for block in reversed(blocks):
        if type(block) is not ParagraphBlock or block.role not in (Role.AFTER_TABLE, Role.ATTACHMENT_NOTE):
            return type(block) is TableBlock
    return False


def _turn_if_alone(document: Document, blocks: list[LayoutBlock], sheet: Stylesheet) -> None:
    """Say that 版记 goes to a further page where the pages, as they are made, leave it no room above."""
    at = next((at for at, block in enumerate(blocks) if isinstance(block, ColophonBlock)), None)
    if at is not None and _is_alone(_pages(document, blocks[: at + 1], sheet)[-1]):
        _turn_before_colophon(blocks)


def _is_alone(page: PlacedPage) -> bool:
    """Whether 版记 has a page of its own."""
    from gongwen.pages.placed import PlacedColophon  # noqa: PLC0415

    return len(page.placed) == 1 and isinstance(page.placed[0], PlacedColophon)


def _turn_before_colophon(blocks: list[LayoutBlock]) -> None:
    """Say that 版记 goes to a further page, where programs would find that out by trial and differ.

    Before LibreOffice moves the box it lets it push away what stands in its place: a signature that is not tied to its
    text would be taken along, and leave the text behind; a long table would go on with one row a page.
    """
    for at, block in enumerate(blocks):
        if isinstance(block, ColophonBlock):
            blocks[at] = block._replace(placement=Placement(page_break=True))
            above = blocks[:at]
            end_page(above)
            blocks[:at] = above


def _draft(
    document: Document, parts: Parts, sheet: Stylesheet, printing: Printing, counted: TextEnd | None = None
) -> _Draft:
    """The whole document; ``counted`` is where the text ends when its lines are counted, not estimated."""
    exactly = counted is not None
    blocks = list(parts.blocks)
    remarks = [*document_remarks(document), *parts.remarks]
    signature, needed, colophon = parts.signature, parts.needed, parts.colophon
    foot = colophon.height if colophon else ZERO
    text_end = counted or end_of_text(blocks, sheet)
    end = text_end
    followed = bool(document.issued) or any(
        attachment.body and not attachment.apart for attachment in document.attachments
    )
    below = ZERO if followed or printing.even or not colophon else foot + colophon.below + COLOPHON_CLEARANCE
    signing = FITS
    signed = None
    if signature:
        if needed > end.rest:
            # What wins room for the signature must win it for 版记 on the same page as well.
            signing = Want(_signing(document), needed + below - end.rest)
        signed = _Signed(len(blocks), parts.first_of_body, needed, text_end)
        blocks += signature
        if needed <= end.rest:
            end = TextEnd(end.page, end.rest - needed, end.sure)
        else:
            end = end_of_text(blocks, sheet, exactly=exactly)
    add_issued_documents(document.issued, blocks, sheet)
    blocks += attachment_blocks(document.attachments, sheet)
    if followed:
        end = end_of_text(blocks, sheet, exactly=exactly)
    closing = FITS
    if colophon:
        if not printing.even:
            closing = Want("版记", foot + colophon.below + COLOPHON_CLEARANCE - end.rest)
        blocks.append(colophon)
    elif printing.even:
        remarks.append("没有抄送机关和印发机关，也就没有版记，不必移到双数页")
    if document.attachments:
        blocks += apart_blocks(document.attachments, str(document.number or ""), sheet)
    remarks += remarks_on_tables(blocks)
    return _Draft(blocks, remarks, (signing, closing), end, text_end, followed, signed)


def _turn_to_even_page(document: Document, blocks: list[LayoutBlock], sheet: Stylesheet) -> list[str]:
    """Turn to an even page before 版记, unless it finds room on one below the text (33476-7.3.1); and what to say.

    Where the text ends on an odd page, no blank page comes before 版记 and its page is numbered (7.5-e).
    """
    at = next((at for at, block in enumerate(blocks) if isinstance(block, ColophonBlock)), None)
    if at is None:
        return []
    *before, last = _pages(document, blocks[: at + 1], sheet)
    alone = _is_alone(last)
    text = before[-1] if alone else last
    odd = text.number % _EVERY_SECOND == 1
    if not alone and not odd:
        return []
    blocks.insert(at, PageTurn(PageRun(begin=Begin.EVEN, folio=odd)))
    said = "版记排在双数页（33476-7.3.1）"
    return [said if odd else f"{said}；其前的空白页和版记页不编页码（9704-7.5-e）"]


_EVERY_SECOND = 2
