"""The set-up of a run of pages: sheet, margins, footers, numbers (9704-5.2, 7.5, 8)."""

from __future__ import annotations

from types import MappingProxyType

from gongwen.blocks.block import Begin, PageRun
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.model import Form
from gongwen.ooxml.names import MARKUP_COMPATIBILITY, WORD_2010_DRAWING
from gongwen.ooxml.units import twips
from gongwen.pages.sheets import HEADER_DISTANCE, landscape_margins
from gongwen.standard import figures
from gongwen.standard.units import ZERO, Mm
from gongwen.write.folio import LETTER_FOOTER_RAISE, footer_distance
from gongwen.write.relationships import (
    BLANK_FOOTER,
    EVEN_FOOTER,
    FIRST_FOOTER,
    FIRST_HEADER,
    LANDSCAPE_EVEN_FOOTER,
    LANDSCAPE_ODD_FOOTER,
    ODD_FOOTER,
)

__all__ = ["ODD_PAGE_TYPE", "section_properties"]

_BEGINS = MappingProxyType({Begin.NEXT: "nextPage", Begin.EVEN: "evenPage", Begin.ODD: "oddPage"})
# LibreOffice gives the page on which an odd section begins a set-up of its own: a longer type area, and to page two the
# header of page one. A new page whose number is one is an odd page there anyway, so the type is kept from it: it stands
# where only programs look that know what Requires names, and Word does.
ODD_PAGE_TYPE = (
    f'<mc:AlternateContent xmlns:mc="{MARKUP_COMPATIBILITY}" xmlns:wp14="{WORD_2010_DRAWING}">'
    f'<mc:Choice Requires="wp14"><w:type w:val="{_BEGINS[Begin.ODD]}"/></mc:Choice></mc:AlternateContent>'
)
"""What makes a section begin on an odd page, in a part that declares ``w``."""
# The footer of a landscape page only holds the folio in place; it must not reach into the text.
_LANDSCAPE_FOOTER_DISTANCE = Mm(10)


def section_properties(sheet: Stylesheet, form: Form, run: PageRun) -> str:
    """The properties of the section that is a run of pages."""
    letter = form is Form.LETTER
    first = run.opens and letter
    references = (
        f'<w:headerReference w:type="first" r:id="{FIRST_HEADER}"/>'
        f'<w:footerReference w:type="first" r:id="{FIRST_FOOTER}"/>'
        if first
        else ""
    )
    odd, even = _footers(run)
    references += f'<w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>'
    number = "" if run.first_number is None else f'<w:pgNumType w:start="{run.first_number}"/>'
    return (
        f"<w:sectPr>{references}{_type(run)}{_sheet_and_margins(sheet, run, letter=letter)}{number}"
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _type(run: PageRun) -> str:
    """On which page the section begins; nothing is said of a document's first unless another stands before it."""
    if run.opens:
        return ODD_PAGE_TYPE if run.begin is Begin.ODD else ""
    return f'<w:type w:val="{_BEGINS[run.begin]}"/>'


def _footers(run: PageRun) -> tuple[str, str]:
    if not run.folio:
        return BLANK_FOOTER, BLANK_FOOTER
    if run.landscape:
        return LANDSCAPE_ODD_FOOTER, LANDSCAPE_EVEN_FOOTER
    return ODD_FOOTER, EVEN_FOOTER


def _sheet_and_margins(sheet: Stylesheet, run: PageRun, *, letter: bool) -> str:
    profile = sheet.profile
    width, height = figures.PAGE_WIDTH.value, figures.PAGE_HEIGHT.value
    top, right, bottom, left = profile.top, profile.right, profile.bottom, profile.left
    footer = footer_distance(sheet) - (LETTER_FOOTER_RAISE if letter else ZERO)
    lying = ""
    if run.landscape:
        # 8-b: the upper edge of the sheet lies at the binding; its right edge is the portrait page's top.
        width, height = height, width
        top, bottom = left, right
        left, right = landscape_margins(profile)
        footer = _LANDSCAPE_FOOTER_DISTANCE
        lying = ' w:orient="landscape"'
    return (
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{lying}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" '
        f'w:left="{twips(left)}" w:header="{twips(HEADER_DISTANCE)}" w:footer="{twips(footer)}" w:gutter="0"/>'
    )
