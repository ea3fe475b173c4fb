"""The format of every role for one profile: made once, read by all documents, the writer and the preview."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from gongwen.blocks.block import Alignment, Placement
from gongwen.blocks.ink import NEUTRAL_LINE, ink_above, ink_below
from gongwen.standard import figures
from gongwen.standard.profiles import EmptyLine, Face, Profile
from gongwen.standard.roles import HEADING_ROLES, RETURNING_ROLES, Role
from gongwen.standard.units import ZERO, Length, Pt

__all__ = ["LEVEL_FACES", "ParagraphFormat", "Program", "Stylesheet", "stylesheet"]

LEVEL_FACES = (Face.HEITI, Face.KAITI, Face.FANGSONG, Face.FANGSONG)
"""Typeface of headings of levels 1–4 (9704-7.3.3-e)."""


class Program(Enum):
    """Programs by how they set lines. Lines are set as Word does it, unless another program is asked for."""

    WORD = "Word"
    ONLYOFFICE = "ONLYOFFICE"
    """A word too long to be kept whole goes to the next line whole all the same."""
    LIBREOFFICE = "LibreOffice"
    """So it does here, and a gap is drawn between 汉字 and digits or letters, whatever the document says."""

    __hash__ = object.__hash__  # asked with every line; that of Enum is a function of Python


class ParagraphFormat(NamedTuple):
    """How paragraphs of a role look. Indents in characters are of the paragraph's own size."""

    face: Face
    size: Length
    line: Length | None
    align: Alignment = Alignment.JUSTIFIED
    first_line_characters: int = 0
    left_characters: int = 0
    right_characters: int = 0
    space_before: Length = ZERO
    character_spacing: Length = ZERO
    red: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    outline_level: int | None = None


class Stylesheet:
    """Formats of all roles, and the distances that follow from the profile's line pitch.

    ``program`` is the one whose lines are counted by it.
    """

    def __init__(self, profile: Profile, program: Program = Program.WORD) -> None:
        self.profile = profile
        self.program = program
        self.pitch = profile.line_pitch
        self.measure = profile.text_width
        self.body_size = figures.BODY_SIZE.value
        self.title_size = figures.TITLE_SIZE.value
        # 3.2: a line is the character's height and 7/8 of a 3 号 character's.
        self.title_line = self.title_size + figures.LINE_LEADING.value
        self.single_line = self.body_size * NEUTRAL_LINE
        self.colophon_size = figures.COLOPHON_SIZE.value
        self.colophon_line = COLOPHON_LINE
        self.body_above = ink_above(self.body_size, self.pitch)
        self.body_below = ink_below(self.body_size, self.pitch)
        whole_lines = profile.empty_line is EmptyLine.WHOLE_LINE
        adjacent = self.body_above + self.body_below
        self.one_empty_line = adjacent + self.pitch if whole_lines else figures.ONE_EMPTY_LINE.ideal
        self.two_empty_lines = adjacent + self.pitch * 2 if whole_lines else figures.TWO_EMPTY_LINES.ideal
        # 7.3.2-a: one empty line between the ink of the title and the ink of the line below it.
        self.space_after_title = self.one_empty_line - ink_below(self.title_size, self.title_line) - self.body_above
        self.after_title = Placement(space_before=self.space_after_title)
        # 题注 stands right under the title, and the empty line below it.
        self.space_after_remark = self.one_empty_line - self.body_below - self.body_above
        self.after_remark = Placement(space_before=self.space_after_remark)
        # How many characters of a title fit on a line.
        self.title_measure = profile.text_width / self.title_size
        # How far the text may run below 版记's last rule.
        self.below_last_rule = figures.PAGE_HEIGHT.value - profile.bottom - figures.COLOPHON_LAST_RULE.value
        self.formats = MappingProxyType(self._formats())

    def of(self, role: Role) -> ParagraphFormat:
        """The format of a role."""
        return self.formats[role]

    def _formats(self) -> dict[Role, ParagraphFormat]:
        body, title = self.body_size, self.title_size
        tight = self.profile.character_spacing
        first_line = figures.FIRST_LINE_INDENT.value
        side = figures.COLOPHON_SIDE.value
        left = Alignment.LEFT
        centre = Alignment.CENTRE
        text = ParagraphFormat(
            Face.FANGSONG, body, self.pitch, first_line_characters=first_line, character_spacing=tight
        )
        flush = text._replace(first_line_characters=0)
        label = flush._replace(align=left)
        remark = flush._replace(face=Face.KAITI, align=centre, keep_next=True)
        title_format = ParagraphFormat(Face.XIAOBIAOSONG, title, self.title_line, centre)
        # Kept with the next alone, ONLYOFFICE takes only the heading's last line along.
        heading = text._replace(keep_next=True, keep_lines=True, align=left)
        colophon = ParagraphFormat(
            Face.FANGSONG, self.colophon_size, self.colophon_line, left, left_characters=side, right_characters=side
        )
        cell = ParagraphFormat(Face.FANGSONG, TABLE_SIZE, TABLE_SIZE * TABLE_LINE, left)
        headings = {
            role: heading._replace(face=face, outline_level=level)
            for level, (role, face) in enumerate(zip(HEADING_ROLES, LEVEL_FACES, strict=True))
        }
        return {
            Role.COPY_NUMBER: label,
            Role.SECRECY: label._replace(face=Face.HEITI),
            Role.URGENCY: label._replace(face=Face.HEITI),
            Role.MARK: ParagraphFormat(Face.XIAOBIAOSONG, MARK_SIZE, MARK_SIZE * NEUTRAL_LINE, centre, red=True),
            Role.LETTER_MARK: ParagraphFormat(Face.XIAOBIAOSONG, MARK_SIZE, MARK_SIZE * NEUTRAL_LINE, centre, red=True),
            Role.LETTER_RULE: ParagraphFormat(Face.FANGSONG, ANCHOR_LINE, figures.LETTER_RULES_APART.value, left),
            Role.LETTER_NUMBER: ParagraphFormat(Face.FANGSONG, body, self.single_line, left),
            Role.JOINT_MARK: ParagraphFormat(Face.XIAOBIAOSONG, MARK_SIZE, MARK_SIZE * NEUTRAL_LINE, left, red=True),
            Role.SPACER: ParagraphFormat(Face.FANGSONG, ANCHOR_LINE, ANCHOR_LINE, left),
            Role.NUMBER: ParagraphFormat(Face.FANGSONG, body, self.single_line, centre),
            Role.SIGNERS: ParagraphFormat(Face.FANGSONG, body, self.single_line, left),
            Role.NUMBER_AND_SIGNERS: ParagraphFormat(Face.FANGSONG, body, self.single_line, left),
            Role.TITLE: title_format,
            Role.TRANSLATED_TITLE: title_format._replace(size=body, line=self.pitch),
            Role.REMARK: remark,
            Role.RECIPIENTS: flush,
            Role.BODY: text,
            **dict.fromkeys(RETURNING_ROLES, text),
            **headings,
            Role.TABLE_CAPTION: flush._replace(face=Face.HEITI, align=centre, keep_next=True, keep_lines=True),
            Role.TABLE_HEADER: cell._replace(face=Face.HEITI, align=centre),
            Role.TABLE_CELL: cell,
            Role.TABLE_CELL_CENTRED: cell._replace(align=centre),
            Role.AFTER_TABLE: ParagraphFormat(Face.FANGSONG, AFTER_TABLE_LINE, AFTER_TABLE_LINE, left),
            Role.PICTURE: ParagraphFormat(Face.FANGSONG, body, None, centre),
            Role.PICTURE_CAPTION: flush._replace(align=centre),
            Role.ATTACHMENT_NOTE: flush._replace(align=left, keep_lines=True),
            Role.SIGNATORY: flush._replace(align=left, keep_next=True),
            Role.DATE: flush._replace(align=left),
            Role.SEALED_SIGNATORY: flush._replace(align=centre, keep_next=True),
            Role.SEALED_DATE: flush._replace(align=centre),
            Role.TRANSLATED_SIGNATURE: flush._replace(align=left),
            Role.STAMP_SIGNATORY: flush._replace(align=Alignment.RIGHT, keep_next=True),
            Role.STAMP_DATE: flush._replace(align=Alignment.RIGHT),
            Role.NOTES: text,
            Role.ATTENDANCE: flush._replace(align=left),
            Role.ATTENDANCE_LEVEL_0: flush._replace(align=left),
            Role.ISSUE_LINE: ParagraphFormat(Face.FANGSONG, body, self.single_line, left),
            Role.ISSUED_TITLE: title_format._replace(keep_next=True),
            Role.ISSUED_REMARK: remark,
            Role.ISSUED_RECIPIENTS: flush,
            Role.ISSUED_SIGNATORY: flush._replace(align=left, keep_next=True),
            Role.ISSUED_DATE: flush._replace(align=left),
            Role.APART_LABEL: label._replace(keep_next=True),
            Role.ATTACHMENT_LABEL: label._replace(face=Face.HEITI, keep_next=True),
            Role.ATTACHMENT_TITLE: title_format._replace(keep_next=True),
            Role.COLOPHON_RECIPIENTS: colophon,
            Role.COLOPHON_CC: colophon,
            Role.COLOPHON_COPIES: colophon._replace(align=Alignment.RIGHT),
            Role.COLOPHON_PRINTER: colophon,
            Role.COLOPHON_ANCHOR: ParagraphFormat(Face.FANGSONG, ANCHOR_LINE, ANCHOR_LINE, left),
            Role.FOLIO: ParagraphFormat(
                Face.SONGTI, figures.FOLIO_SIZE.value, figures.FOLIO_SIZE.value * NEUTRAL_LINE, left
            ),
        }


# Sizes that the standard leaves to us.
MARK_SIZE = Pt(48)
TABLE_SIZE = Pt(14)
SMALLEST_TABLE_SIZE = Pt(9)
"""小五: no table is set smaller."""
TABLE_LINE = 1.5
COLOPHON_LINE = Pt(24)
ANCHOR_LINE = Pt(1)
AFTER_TABLE_LINE = Pt(6)


@lru_cache(maxsize=32)
def stylesheet(profile: Profile, program: Program = Program.WORD) -> Stylesheet:
    """The stylesheet of a profile, made once."""
    return Stylesheet(profile, program)
