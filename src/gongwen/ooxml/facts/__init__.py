"""Facts of any .docx: effective formats of paragraphs and runs, automatic numbers, sections, tables, text boxes.

In: the parts of a package. Out: immutable values in millimetres and points; nothing of official documents.
"""

from gongwen.ooxml.facts.content import (
    Block,
    Cell,
    Drawing,
    Mark,
    Paragraph,
    Row,
    Run,
    Table,
    TextBox,
    paragraphs_in,
)
from gongwen.ooxml.facts.document import Facts, Note
from gongwen.ooxml.facts.formats import Border, Frame, ParagraphFormat, RunFormat, TabStop
from gongwen.ooxml.facts.sections import Grid, Margins, Section

__all__ = [
    "Block",
    "Border",
    "Cell",
    "Drawing",
    "Facts",
    "Frame",
    "Grid",
    "Margins",
    "Mark",
    "Note",
    "Paragraph",
    "ParagraphFormat",
    "Row",
    "Run",
    "RunFormat",
    "Section",
    "TabStop",
    "Table",
    "TextBox",
    "paragraphs_in",
]
