"""The figures of GB/T 9704-2012 and GB/T 33476.2-2016, each once, with its clause and its tolerance.

A figure is what the standard says of the *printed page*, in page coordinates (millimetres from the top left corner
of the sheet). What software margins and line pitches bring that page about is a matter of the profile
(:mod:`gongwen.standard.profiles`).
"""

from __future__ import annotations

from typing import NamedTuple

from gongwen.standard.units import Length, Mm, Pt

__all__ = ["Count", "Figure", "Range"]


class Figure(NamedTuple):
    """A length that the standard sets: its value, the clause, and how far a page may be off."""

    value: Length
    clause: str
    tolerance: Length = Mm(0)


class Count(NamedTuple):
    """A number of characters or lines that the standard sets."""

    value: int
    clause: str


class Range(NamedTuple):
    """A length that the standard leaves open within bounds: what is best, and what passes in every reading."""

    ideal: Length
    least: Length
    most: Length
    clause: str


# 5.1–5.2: sheet, margins of the printed page, type area
PAGE_WIDTH = Figure(Mm(210), "9704-5.1", Mm(0.5))
PAGE_HEIGHT = Figure(Mm(297), "9704-5.1", Mm(0.5))
TOP_MARGIN = Figure(Mm(37), "9704-5.2.1-a", Mm(1))
BINDING_MARGIN = Figure(Mm(28), "9704-5.2.1-b", Mm(1))
RIGHT_MARGIN = Figure(Mm(26), "9704-5.2.1-d", Mm(1))
# As a setting of the software: 32.58 mm by 33476.2, 35 mm by common practice (AMB-01).
BOTTOM_MARGIN = Range(Mm(32.58), Mm(31), Mm(36), "9704-5.2.1-d")
TYPE_AREA_WIDTH = Figure(Mm(156), "9704-5.2.1-c", Mm(2))
TYPE_AREA_HEIGHT = Figure(Mm(225), "9704-5.2.1-c", Mm(1))
LINES_PER_PAGE = Count(22, "9704-5.2.3-a")
CHARACTERS_PER_LINE = Count(28, "9704-5.2.3-b")
# 22 lines that fill the type area, by either reading (AMB-02).
LINE_PITCH = Range(Pt(29.6), Pt(28.95), Pt(29.7), "9704-5.2.3-a")

# Sizes: 2 号, 3 号, 4 号
TITLE_SIZE = Figure(Pt(22), "9704-7.3.1-a", Pt(0.5))
BODY_SIZE = Figure(Pt(16), "9704-5.2.2-b", Pt(0.5))
COLOPHON_SIZE = Figure(Pt(14), "9704-7.4.2-a", Pt(0.5))
FOLIO_SIZE = Figure(Pt(14), "9704-7.5-a", Pt(0.5))

# 3.2: one line is a character's height and 7/8 of a 3 号 character's, 5.54 mm (33476.2 annex A)
BODY_CHARACTER_HEIGHT = Figure(Mm(5.54), "33476-A")
LINE_LEADING = Figure(Mm(4.85), "9704-3.2")
ONE_EMPTY_LINE = Range(Mm(10.39), Mm(9.4), Mm(16.5), "9704-3.2")
TWO_EMPTY_LINES = Range(Mm(20.78), Mm(18.5), Mm(27.5), "9704-3.2")

# 7.2: header block
MARK_TOP = Figure(Mm(72), "9704-7.2.4-c", Mm(1.5))
MARK_CENTRE = Figure(Mm(106), "9704-7.2.4-b", Mm(2))
RULE_BELOW_NUMBER = Figure(Mm(4), "9704-7.2.7-a", Mm(0.8))
RED_RULE_WIDTH = Figure(Mm(156), "9704-7.2.7-a", Mm(2))
SIGNERS_RIGHT = Count(1, "9704-7.2.6-c")
UPWARD_NUMBER_LEFT = Count(1, "9704-7.2.5-f")
RED_RULE_THICKNESS = Figure(Pt(1.5), "9704-7.2.7-b", Mm(0.4))

# 10.1: letters
LETTER_MARK_TOP = Figure(Mm(30), "9704-10.1-a", Mm(1.5))
LETTER_RULE_BELOW_MARK = Figure(Mm(4), "9704-10.1-c", Mm(0.8))
LETTER_LOWER_RULE = Figure(Mm(277), "9704-10.1-d", Mm(1.5))
LETTER_RULE_WIDTH = Figure(Mm(170), "9704-10.1-e", Mm(1.5))
LETTER_ELEMENT_GAP = Figure(Mm(4.84), "9704-10.1-f", Mm(1))
# Figure 11 shows 0.7 and 0.15 mm about 1 mm apart; the clause leaves them open.
LETTER_THICK_RULE = Figure(Mm(0.75), "9704-10.1-c", Mm(0.2))
LETTER_THIN_RULE = Figure(Mm(0.18), "9704-10.1-c", Mm(0.1))
LETTER_RULES_APART = Figure(Mm(1), "9704-10.1-c", Mm(0.5))

# 10.2, 10.3: orders and minutes
ORDER_MARK_TOP = Figure(Mm(57), "9704-10.2-a", Mm(1.5))
STAMP_RIGHT = Count(4, "9704-7.3.5.3-a")
STAMP_TITLE_GAP = Count(2, "9704-7.3.5.3-b")

# 7.3: indents in characters of the body
FIRST_LINE_INDENT = Count(2, "9704-7.3.3-c")
SEALED_DATE_RIGHT = Count(4, "9704-7.3.5.1-a")
UNSEALED_NAME_RIGHT = Count(2, "9704-7.3.5.2-a")
UNSEALED_DATE_SHIFT = Count(2, "9704-7.3.5.2-b")
SEAL_BELOW_TEXT = Figure(Mm(10.39), "9704-7.3.5.1-f", Mm(0.6))
ATTACHMENT_TITLE_LINE = Count(3, "9704-7.3.7-c")

# 7.4: colophon
COLOPHON_THICK_RULE = Figure(Mm(0.35), "9704-7.4.1-b", Mm(0.1))
COLOPHON_THIN_RULE = Figure(Mm(0.25), "9704-7.4.1-c", Mm(0.07))
COLOPHON_LAST_RULE = Figure(Mm(262), "9704-7.4.1-e", Mm(1.5))
COLOPHON_SIDE = Count(1, "9704-7.4.2-a")

# 7.5: folio
FOLIO_DASH = Figure(Mm(269), "9704-7.5-c", Mm(1.5))
FOLIO_SIDE = Count(1, "9704-7.5-d")

# 国发〔1999〕25号: diameters of seals by rank, for those who give none
SEAL_DIAMETER_TOWNSHIP = Figure(Mm(42), "国发〔1999〕25号", Mm(0.5))
SEAL_DIAMETER_COUNTY = Figure(Mm(45), "国发〔1999〕25号", Mm(0.5))

TYPE_AREA_LEFT = BINDING_MARGIN.value
TYPE_AREA_TOP = TOP_MARGIN.value
TYPE_AREA_RIGHT = BINDING_MARGIN.value + TYPE_AREA_WIDTH.value
TYPE_AREA_BOTTOM = TOP_MARGIN.value + TYPE_AREA_HEIGHT.value
