"""The writer: a layout in, the bytes of a .docx out.

What does not differ between two documents - the base package, the XML that opens a paragraph of each role - is made
once and kept in the :class:`Writer` of a profile; writing a document joins strings and deflates once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol

from gongwen.blocks.block import (
    OPENING,
    PLAIN,
    ColophonBlock,
    JointMarkBlock,
    LayoutBlock,
    PageRun,
    ParagraphBlock,
    PictureBlock,
    Placement,
    Run,
    TableBlock,
)
from gongwen.blocks.stylesheet import stylesheet
from gongwen.keeping import kept_by_size
from gongwen.layout import Layout
from gongwen.model import Document
from gongwen.model.image import image_facts
from gongwen.ooxml.custom import CUSTOM_PART, custom_properties
from gongwen.ooxml.names import (
    DRAWING,
    OFFICE,
    PICTURE,
    RELATIONSHIP_BASE,
    RELATIONSHIPS,
    VML,
    WORD,
    WORD_10,
    WORD_DRAWING,
    XML_HEAD,
)
from gongwen.ooxml.order import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, in_order
from gongwen.ooxml.package import Member, Package, deflated, stored
from gongwen.ooxml.text import NEEDS_WORK, TEXT_CLOSE, TEXT_OPEN, attribute, escape, run_content
from gongwen.ooxml.units import twips
from gongwen.pages.lines import MARKS_OF_BOTH_SCRIPTS
from gongwen.patterns import pattern
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length
from gongwen.standard.vocabulary import KEPT_PROPERTY
from gongwen.write.base import base_package
from gongwen.write.boxes import colophon_box, held_room
from gongwen.write.drawings import inline_picture, seal_behind_text
from gongwen.write.joint_mark import joint_mark_xml
from gongwen.write.kept import kept
from gongwen.write.page_runs import section_properties
from gongwen.write.properties import (
    fonts_element,
    language_properties,
    level_style_id,
    placement_paragraph_properties,
    placement_run_properties,
)
from gongwen.write.relationships import PackageShape, relationships_xml
from gongwen.write.tables import table_xml

__all__ = [
    "DOCUMENT_CLOSE",
    "DOCUMENT_OPEN",
    "Media",
    "Pictures",
    "Writer",
    "core_properties",
    "picture_member",
    "writer",
]

DOCUMENT_OPEN = (
    f'{XML_HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}" xmlns:wp="{WORD_DRAWING}" '
    f'xmlns:a="{DRAWING}" xmlns:pic="{PICTURE}" xmlns:v="{VML}" xmlns:o="{OFFICE}" xmlns:w10="{WORD_10}"><w:body>'
)
DOCUMENT_CLOSE = "</w:body></w:document>"

_HINT = '<w:rFonts w:hint="eastAsia"/>'
_MOST_KEPT = 4096
_AMBIGUOUS = pattern(MARKS_OF_BOTH_SCRIPTS)
_NOT_PLAIN = pattern(f"{MARKS_OF_BOTH_SCRIPTS}|{NEEDS_WORK.pattern}")
_AMBIGUOUS_PARTS = pattern(f"({MARKS_OF_BOTH_SCRIPTS})")


class Pictures(Protocol):
    """Takes in the pictures of a text."""

    def add(self, data: bytes) -> str:
        """Take a picture in; its relationship's id."""

    def next_number(self) -> int:
        """A number that no other drawing has."""


class Writer:
    """Writes documents of one profile and shape. Making it costs milliseconds, a document a fraction of one.

    Thread-safe.
    """

    def __init__(self, profile: Profile, shape: PackageShape) -> None:
        self._sheet = stylesheet(profile)
        self._shape = shape
        self._package = base_package(self._sheet, shape)
        self._keeping: Package | None = None
        self._openings: dict[tuple[Role, Placement], tuple[str, str]] = {}
        self._plain_openings = {role: self._open(role, PLAIN) for role in Role}
        self._splits_marks = profile.latin_font is not None
        self._needs_work = _NOT_PLAIN if self._splits_marks else NEEDS_WORK
        self._level_runs = ["", *(self._level_run(level) for level in (1, 2, 3, 4))]
        self._closes: dict[PageRun, str] = {}
        self._headers: dict[tuple[ParagraphBlock, ...], Member] = {}

    def write(self, document: Document, layout: Layout, *, draft: bool = False) -> bytes:
        """The .docx of a document laid out with this writer's profile."""
        media = Media()
        parts = [DOCUMENT_OPEN]
        self.add_blocks(layout.blocks, media, parts.append)
        run = layout.last_run
        parts.append(self._closes.get(run) or self._close(run))
        content = "".join(parts).encode()
        members = [
            deflated("word/document.xml", content),
            media.relationships(self._shape),
            core_properties(
                document.title, "，".join(document.issuers), document.kind_name, document.date, draft=draft
            ),
            *media.members(),
        ]
        if layout.first_header:
            members.append(self._headers.get(layout.first_header) or self._header_member(layout.first_header))
        unshown = kept(document, preprinted=layout.preprinted)
        if unshown:
            members.append(stored(CUSTOM_PART, custom_properties(KEPT_PROPERTY, unshown).encode()))
            return self._keeping_package().with_members(members)
        return self._package.with_members(members)

    def _keeping_package(self) -> Package:
        """The package of documents that say something which no page shows; hardly any does."""
        if self._keeping is None:
            self._keeping = base_package(self._sheet, self._shape, keeping=True)
        return self._keeping

    def add_blocks(self, blocks: Iterable[LayoutBlock], media: Pictures, add: Callable[[str], None]) -> None:
        """Give the XML of blocks, piece by piece, to ``add``; their pictures go to ``media``."""
        for block in blocks:
            if type(block) is ParagraphBlock:
                self._add_paragraph(block, media, add)
            elif isinstance(block, TableBlock):
                add(table_xml(block, self._sheet))
            elif isinstance(block, ColophonBlock):
                self._add_colophon(block, media, add)
            elif isinstance(block, JointMarkBlock):
                add(joint_mark_xml(block))
            elif isinstance(block, PictureBlock):
                add(self._picture(block, media))

    def _close(self, run: PageRun) -> str:
        """What closes a document whose last pages are set up so."""
        close = f"{section_properties(self._sheet, self._shape.form, run)}{DOCUMENT_CLOSE}"
        self._closes[run] = close
        return close

    def header(self, blocks: tuple[ParagraphBlock, ...], media: Pictures) -> str:
        """The header that stands above the text of page one."""
        parts: list[str] = []
        for block in blocks:
            self._add_paragraph(block, media, parts.append)
        return f'{XML_HEAD}<w:hdr xmlns:w="{WORD}">{"".join(parts)}</w:hdr>'

    def _header_member(self, blocks: tuple[ParagraphBlock, ...]) -> Member:
        """The header of page one, which all letters of an issuer share."""
        header = deflated("word/header1.xml", self.header(blocks, Media()).encode())
        if len(self._headers) < _MOST_KEPT:
            self._headers[blocks] = header
        return header

    def _add_paragraph(self, block: ParagraphBlock, media: Pictures, add: Callable[[str], None]) -> None:
        role, runs, placement, seals = block
        if placement is PLAIN:
            paragraph_open, run_open = self._plain_openings[role]
            if len(runs) == 1:  # most paragraphs of a body
                text = runs[0]
                if type(text) is str and not seals and self._needs_work.search(text) is None and " " not in text:
                    add(f"{paragraph_open}{run_open}{TEXT_OPEN}{text}{TEXT_CLOSE}</w:r></w:p>")
                    return
        else:
            paragraph_open, run_open = self._openings.get((role, placement)) or self._open(role, placement)
        add(paragraph_open)
        room = placement.held_room
        if room is not None:
            above, runs = _divided(runs, room.at)
            for run in above:
                add(self._run(run, run_open, role))
            add(held_room(room.height, self._sheet, media.next_number()))
        for seal in seals:
            add(seal_behind_text(seal, media.add(seal.data), media.next_number()))
        for run in runs:
            if type(run) is str and not self._splits_marks:  # written here: a call takes as long as the text
                add(f"{run_open}{run_content(run)}</w:r>")
            else:
                add(self._run(run, run_open, role))
        add("</w:p>")

    def _run(self, run: Run | str, run_open: str, role: Role) -> str:
        if type(run) is not str:
            return self._departing_run(run, run_open, role)
        if self._splits_marks and _AMBIGUOUS.search(run):
            return self._run_with_marks(run, run_open, self._sheet.of(role).face)
        return f"{run_open}{run_content(run)}</w:r>"

    def _add_colophon(self, block: ColophonBlock, media: Pictures, add: Callable[[str], None]) -> None:
        """版记 in the line that holds its box."""
        place = block.placement
        opening, _ = self._openings.get((Role.COLOPHON_ANCHOR, place)) or self._open(Role.COLOPHON_ANCHOR, place)

        paragraphs = []
        for row in block.rows:
            parts: list[str] = []
            self._add_paragraph(row.paragraph, media, parts.append)
            paragraphs.append("".join(parts))
        add(f"{opening}{colophon_box(block, self._sheet, paragraphs, media.next_number())}</w:p>")

    def _departing_run(self, run: Run | str, run_open: str, role: Role) -> str:
        """A run that departs from its paragraph."""
        assert isinstance(run, Run)  # plain texts are written in the loop
        text, face, level, language, spread = run
        if level:
            run_open = self._level_runs[level]
        elif face:
            run_open = run_open.replace(_HINT, fonts_element(face, self._sheet.profile, hint=True))
        elif language:
            run_open = f"<w:r><w:rPr>{in_order(RUN_PROPERTIES, language_properties(language))}</w:rPr>"
        if spread is not None:
            run_open = self._spread(run_open, spread, role)
        if self._splits_marks and _AMBIGUOUS.search(text):
            return self._run_with_marks(text, run_open, face or self._sheet.of(role).face)
        return f"{run_open}{run_content(text)}</w:r>"

    def _spread(self, run_open: str, spread: Length, role: Role) -> str:
        """The run's opening with more space between its characters than the role has."""
        spacing = twips(self._sheet.of(role).character_spacing + spread)
        return run_open.replace("</w:rPr>", f'<w:spacing w:val="{spacing}"/></w:rPr>')

    def _run_with_marks(self, text: str, run_open: str, face: Face) -> str:
        """Quotes, dashes and the like in runs of their own that have the Chinese font in every slot.

        They belong to both scripts: the hint tells Word which font they take, other programs ask their neighbours.
        """
        font = attribute(self._sheet.profile.fonts.of(face))
        chinese = f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        mark_open = run_open.replace(_HINT, chinese)
        return "".join(
            f"{mark_open if _AMBIGUOUS.match(part) else run_open}{run_content(part)}</w:r>"
            for part in _AMBIGUOUS_PARTS.split(text)
            if part
        )

    def _picture(self, block: PictureBlock, media: Pictures) -> str:
        placement = Placement(keep_next=True) if block.keep_next else PLAIN
        paragraph_open, _ = self._openings.get((Role.PICTURE, placement)) or self._open(Role.PICTURE, placement)
        return f"{paragraph_open}{inline_picture(block, media.add(block.data), media.next_number())}</w:p>"

    def _open(self, role: Role, placement: Placement) -> tuple[str, str]:
        """What opens a paragraph of a role at a place, and each of its runs."""
        properties = placement_paragraph_properties(role, placement, self._sheet)
        if placement.closes is not None:
            properties["sectPr"] = section_properties(self._sheet, self._shape.form, placement.closes)
        paragraph = f"<w:p><w:pPr>{in_order(PARAGRAPH_PROPERTIES, properties)}</w:pPr>"
        run = (
            f"<w:r><w:rPr>{in_order(RUN_PROPERTIES, {'rFonts': _HINT, **placement_run_properties(placement)})}</w:rPr>"
        )
        if len(self._openings) < _MOST_KEPT:
            self._openings[role, placement] = (paragraph, run)
        return paragraph, run

    @staticmethod
    def _level_run(level: int) -> str:
        return f'<w:r><w:rPr><w:rStyle w:val="{level_style_id(level)}"/>{_HINT}</w:rPr>'


class Media:
    """The pictures of one document, each stored once."""

    def __init__(self) -> None:
        self._files: dict[bytes, tuple[str, str]] = {}
        self._number = 0

    def add(self, data: bytes) -> str:
        """Take a picture in; its relationship's id."""
        known = self._files.get(data)
        if known is None:
            number = len(self._files) + 1
            known = f"rIdImage{number}", f"image{number}.{image_facts(data).extension}"
            self._files[data] = known
        return known[0]

    @property
    def files(self) -> dict[bytes, str]:
        """The pictures and the names of their files."""
        return {data: name for data, (_, name) in self._files.items()}

    def next_number(self) -> int:
        """A number that no other drawing of the document has."""
        self._number += 1
        return self._number

    def relationships(self, shape: PackageShape) -> Member:
        """The document's relationships, those of its pictures among them."""
        return _relationships(shape, tuple(self._files.values()))

    def members(self) -> list[Member]:
        return [picture_member(f"word/media/{name}", data) for data, (_, name) in self._files.items()]


@lru_cache(maxsize=64)
def _relationships(shape: PackageShape, pictures: tuple[tuple[str, str], ...]) -> Member:
    """Ids and files of the pictures after those of the shared parts; most documents have one picture, or none."""
    extra = "".join(
        f'<Relationship Id="{id_}" Type="{RELATIONSHIP_BASE}image" Target="media/{name}"/>' for id_, name in pictures
    )
    return deflated("word/_rels/document.xml.rels", relationships_xml(shape, extra).encode())


@kept_by_size()
def picture_member(name: str, data: bytes) -> Member:
    """A picture as a member; the same seal goes into many documents, and its checksum takes time."""
    return stored(name, data)


def _divided(runs: Sequence[Run | str], at: int) -> tuple[tuple[Run | str, ...], tuple[Run | str, ...]]:
    """The runs before the character number ``at`` of their text, and those from it on."""
    before: tuple[Run | str, ...] = ()
    for index, run in enumerate(runs):
        text = run if isinstance(run, str) else run.text
        if at < len(text):
            cut = [piece if isinstance(run, str) else run._replace(text=piece) for piece in (text[:at], text[at:])]
            return (*before, *(cut[:1] if at else ())), (cut[1], *runs[index + 1 :])
        before = (*before, run)
        at -= len(text)
    return before, ()


def core_properties(title: str, author: str, category: str, day: date | None, *, draft: bool = False) -> Member:
    """Title, author, kind and date, all the document's own: no clock is read, so the bytes stay the same."""
    status = "<cp:contentStatus>草稿</cp:contentStatus>" if draft else ""
    created = f'<dcterms:created xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:created>' if day else ""
    content = (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:category>{category}</cp:category>{status}<dc:language>zh-CN</dc:language>{created}"
        "</cp:coreProperties>"
    )
    return stored("docProps/core.xml", content.encode())


def writer(layout: Layout) -> Writer:
    """The writer of layouts that have the profile and shape of this one, made once."""
    return _writer(layout.profile, PackageShape(layout.form, layout.last_run is not OPENING, layout.preprinted))


@lru_cache(maxsize=64)
def _writer(profile: Profile, shape: PackageShape) -> Writer:
    return Writer(profile, shape)
