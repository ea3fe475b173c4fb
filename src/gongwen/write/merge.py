"""Many documents in one .docx, for the printer: each begins on an odd page and has page numbers of its own.

In: documents, one at a time. Out: one package, written as the documents come; what is held does not grow with their
number. Every document keeps its head, its folio, its lying sheets and its 版记, whatever forms stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from gongwen.blocks.block import OPENING, Begin, ColophonBlock, LayoutBlock, ParagraphBlock
from gongwen.blocks.stylesheet import ANCHOR_LINE, Stylesheet, stylesheet
from gongwen.errors import Fault, InputError
from gongwen.layout import Layout, lay_out
from gongwen.layout.printing import USUAL, Printing
from gongwen.model import Document
from gongwen.ooxml.package import Member
from gongwen.ooxml.stream import GrowingMember, PackageStream
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.roles import Role
from gongwen.write.merged_parts import MergedParts
from gongwen.write.page_runs import section_properties
from gongwen.write.relationships import PackageShape
from gongwen.write.variants import StyleVariants
from gongwen.write.writer import DOCUMENT_CLOSE, DOCUMENT_OPEN, core_properties, writer

__all__ = ["Merger", "merge"]

_BEGINNING = OPENING._replace(begin=Begin.ODD, first_number=1)
"""The first pages of a document: a sheet of its own, whose number is one."""


def merge(
    documents: Iterable[Document], target: BinaryIO, profile: Profile = NATIONAL, printing: Printing = USUAL
) -> int:
    """Write all documents one after the other into one .docx; how many there were.

    Raises :class:`~gongwen.InputError` for a document that cannot be laid out, and when there is none at all; what
    has been written by then is no whole package.

    >>> from io import BytesIO
    >>> plans = [Document(kind="计划", title=f"{village}春耕计划", body=["如下。"]) for village in ("上坝村", "柳林村")]
    >>> merge(plans, BytesIO())
    2
    """
    with Merger(target, profile, printing) as merger:
        for document in documents:
            merger.add(document)
    return merger.count


class Merger:
    """Writes documents into one .docx as they are added; used as a context, it ends the package.

    ``target`` need not be able to seek. Not to be used by several threads at once.
    """

    def __init__(self, target: BinaryIO, profile: Profile = NATIONAL, printing: Printing = USUAL) -> None:
        sheet = stylesheet(profile)
        self._profile = profile
        self._printing = printing
        self._package = PackageStream(target)
        self._parts = MergedParts(self._package, sheet)
        self._styles = StyleVariants(sheet)
        self._properties = _Properties()
        self._text = GrowingMember("word/document.xml")
        self._text.write(DOCUMENT_OPEN.encode())
        self._last_paragraph, self._last_section = "", ""

    @property
    def count(self) -> int:
        """How many documents were added."""
        return self._properties.count

    def add(self, document: Document, layout: Layout | None = None) -> None:
        """Add a document; its ``layout`` for the same profile, where there is one already, spares laying it out again.

        Raises :class:`~gongwen.InputError` for a document that cannot be laid out; the others are none the worse.
        """
        laid = layout or lay_out(document, self._profile, self._printing)
        sheet = stylesheet(laid.profile)
        turned = not laid.last_run.opens
        *blocks, last = map(_beginning_anew, laid.blocks) if turned else laid.blocks
        if self.count:
            blocks = _under_a_line(blocks)
        section = section_properties(sheet, laid.form, laid.last_run if turned else _BEGINNING)
        shape = PackageShape(laid.form, turned, laid.preprinted)
        header = self._header(laid, sheet)

        def in_place(xml: str) -> str:
            return self._parts.in_place(self._styles.in_place(xml, sheet), shape, header)

        text = self._last_ended() + in_place(self._xml(blocks, laid))
        self._text.write(text.encode())
        self._last_paragraph, self._last_section = in_place(self._xml((last,), laid)), in_place(section)
        self._properties.add(document)

    def close(self) -> None:
        """End the package. Raises :class:`~gongwen.InputError` when nothing was added."""
        with self._text:
            if not self.count:
                raise InputError(_NOTHING)
            self._text.write(f"{self._last_paragraph}{self._last_section}{DOCUMENT_CLOSE}".encode())
            self._package.add_grown(self._text)
        self._package.add(self._properties.member())
        self._parts.finish(self._styles.xml())
        self._package.close()

    def __enter__(self) -> Merger:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self._text.close()

    def _xml(self, blocks: Iterable[LayoutBlock], layout: Layout) -> str:
        pieces: list[str] = []
        writer(layout).add_blocks(blocks, self._parts, pieces.append)
        return "".join(pieces)

    def _header(self, layout: Layout, sheet: Stylesheet) -> str:
        """The id of the header of page one, which letters alone have."""
        if not layout.first_header:
            return ""
        xml = writer(layout).header(layout.first_header, self._parts)
        return self._parts.add_header(self._styles.in_place(xml, sheet))

    def _last_ended(self) -> str:
        """The last paragraph of the document before, which another now follows: it ends the section.

        The section's properties are the last of a paragraph's.
        """
        return self._last_paragraph.replace("</w:pPr>", f"{self._last_section}</w:pPr>", 1)


def _under_a_line(blocks: list[LayoutBlock]) -> list[LayoutBlock]:
    """The blocks; a mark that reaches into the margin and begins them stands under a line of the least height.

    Right at the top of a page behind one with 版记 LibreOffice would not let it reach there.
    """
    first = blocks[0] if blocks else None
    if not isinstance(first, ParagraphBlock) or first.role is not Role.MARK or first.placement.space_before is None:
        return blocks
    raised = first.placement._replace(space_before=first.placement.space_before - ANCHOR_LINE)
    return [ParagraphBlock(Role.COLOPHON_ANCHOR, ()), first._replace(placement=raised), *blocks[1:]]


def _beginning_anew(block: LayoutBlock) -> LayoutBlock:
    """The block; where it ends the first pages of a document, these begin a sheet of their own."""
    if isinstance(block, ParagraphBlock | ColophonBlock) and block.placement.closes == OPENING:
        return block._replace(placement=block.placement._replace(closes=_BEGINNING))
    return block


class _Properties:
    """What the file says of itself: what all documents have in common, the first title, the latest date."""

    def __init__(self) -> None:
        self.count = 0
        self._first_title = ""
        self._authors: set[str] = set()
        self._kinds: set[str] = set()
        self._latest: date | None = None

    def add(self, document: Document) -> None:
        """Take a document into account."""
        if not self.count:
            self._first_title = document.title
        self.count += 1
        if len(self._authors) < _SEVERAL:
            self._authors.add("，".join(document.issuers))
        self._kinds.add(document.kind_name)
        if document.date and (self._latest is None or document.date > self._latest):
            self._latest = document.date

    def member(self) -> Member:
        """The core properties."""
        title = self._first_title if self.count == 1 else f"《{self._first_title}》等{self.count}份公文"
        author, kind = (values.pop() if len(values) == 1 else "" for values in (self._authors, self._kinds))
        return core_properties(title, author, kind or _ANY_KIND, self._latest)


_SEVERAL = 2
_ANY_KIND = "公文"
_NOTHING = Fault("nothing-to-merge", "没有可以合并的公文", "至少放进一份公文")
