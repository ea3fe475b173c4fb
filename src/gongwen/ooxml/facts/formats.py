"""What paragraphs and runs look like in effect: lengths in millimetres and points, fonts by name. Immutable values."""

from __future__ import annotations

from typing import NamedTuple

from gongwen.standard.units import Length, Mm, Pt

__all__ = ["Border", "Frame", "ParagraphFormat", "RunFormat", "TabStop"]

_NONE = Mm(0)


class Border(NamedTuple):
    """A line: its style, thickness, colour (None: automatic) and distance from the text."""

    style: str
    thickness: Length
    colour: str | None
    space: Length


class TabStop(NamedTuple):
    """A tab stop from the left edge of the text."""

    position: Length
    alignment: str
    leader: str = "none"


class Frame(NamedTuple):
    """The frame that a paragraph stands in: its size, its place (a length, or a word such as ``center``), and what
    the place is measured from (``page``, ``margin``, ``text``)."""

    width: Length | None
    height: Length | None
    height_rule: str
    x: Length | str | None
    y: Length | str | None
    beside: str
    below: str
    wrap: str


class ParagraphFormat(NamedTuple):
    """How a paragraph is set.

    Indents and spaces are reckoned where the file gives characters or lines; the numbers of characters and lines stay
    beside them. ``first_line`` is negative where the first line hangs. A line is ``line_exact``, at least
    ``line_least``, or ``line_multiple`` of the font's own. ``outline_level`` counts from 0, -1 is text.
    """

    alignment: str = "left"
    indent_left: Length = _NONE
    indent_right: Length = _NONE
    first_line: Length = _NONE
    left_chars: float = 0
    right_chars: float = 0
    first_line_chars: float = 0
    space_before: Length = _NONE
    space_after: Length = _NONE
    before_lines: float = 0
    after_lines: float = 0
    before_auto: bool = False
    after_auto: bool = False
    line_exact: Length | None = None
    line_least: Length | None = None
    line_multiple: float | None = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    snap_to_grid: bool = True
    right_to_left: bool = False
    word_wrap: bool = True
    kinsoku: bool = True
    hanging_punctuation: bool = True
    space_beside_latin: bool = True
    space_beside_digits: bool = True
    contextual_spacing: bool = False
    text_alignment: str = "auto"
    outline_level: int = -1
    number_id: str | None = None
    number_level: int = 0
    tabs: tuple[TabStop, ...] = ()
    frame: Frame | None = None
    border_top: Border | None = None
    border_bottom: Border | None = None
    border_left: Border | None = None
    border_right: Border | None = None
    border_between: Border | None = None
    shading: str | None = None


class RunFormat(NamedTuple):
    """How a run of text is set. A colour of None is automatic; a font of None is the program's own choice."""

    font_ascii: str | None = None
    font_high_ansi: str | None = None
    font_east_asia: str | None = None
    font_complex: str | None = None
    hint: str | None = None
    size: Length = Pt(10)
    bold: bool = False
    italic: bool = False
    underline: str | None = None
    strike: bool = False
    double_strike: bool = False
    caps: bool = False
    small_caps: bool = False
    hidden: bool = False
    emboss: bool = False
    imprint: bool = False
    outline: bool = False
    shadow: bool = False
    colour: str | None = None
    highlight: str | None = None
    shading: str | None = None
    spacing: Length = _NONE
    raised: Length = _NONE
    scale: float = 1.0
    emphasis: str | None = None
    vertical: str = "baseline"
    right_to_left: bool = False
    snap_to_grid: bool = True
    language: str | None = None
    east_asian_language: str | None = None

    def font_of(self, character: str) -> str | None:
        """The font that shows a character: each script has its own, and the hint decides for marks of both.

        >>> mixed = RunFormat("Times New Roman", "Arial", "仿宋", hint="eastAsia")
        >>> [mixed.font_of(character) for character in "公1“é"]
        ['仿宋', 'Times New Roman', '仿宋', 'Arial']
        """
        code = ord(character)
        if code < 0x80:
            return self.font_ascii
        if self.hint == "eastAsia" and (0x2010 <= code < 0x2E80 or code in _MARKS_OF_BOTH):
            return self.font_east_asia
        if code < 0x0590 or 0x1E00 <= code < 0x2E80:
            return self.font_high_ansi
        if code < 0x1E00 and not 0x1100 <= code < 0x1200:  # Hangul goes with the East Asian scripts
            return self.font_complex
        return self.font_east_asia


# Below 0x2000 the hint moves these to the East Asian font (17.3.2.26).
_MARKS_OF_BOTH = frozenset(
    b"\xa1\xa4\xa7\xa8\xaa\xad\xaf\xb0\xb1\xb2\xb3\xb4\xb6\xb7\xb8\xb9\xba\xbc\xbd\xbe\xbf\xd7\xf7"
)
