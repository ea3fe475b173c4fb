"""The way through a part's XML that gives its content: see :mod:`gongwen.ooxml.facts.content`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongwen.ooxml.facts.content import Block, Cell, Drawing, Mark, Paragraph, Row, Run, Table, TextBox
from gongwen.ooxml.facts.drawings import (
    ALTERNATIVES,
    BLIP,
    BOX,
    IMAGE_DATA,
    TEXT_PATH,
    chosen,
    lettering,
    shown_parts,
    size_around,
    symbol,
    text_of_alternatives,
)
from gongwen.ooxml.facts.measures import VAL, emu_length, number, switch, twip_length
from gongwen.ooxml.facts.styles import TableStyling
from gongwen.ooxml.facts.table_looks import cell_conditions, row_conditions, table_look
from gongwen.ooxml.names import MARKUP_COMPATIBILITY, OFFICE, RELATIONSHIPS, WORD_DRAWING
from gongwen.ooxml.opened import Element, Relationship, said_in, w
from gongwen.text import NO_BREAK_SPACE

__all__ = ["Walk"]

_P, _R, _T, _TBL = w("p"), w("r"), w("t"), w("tbl")
_P_PROPERTIES, _R_PROPERTIES, _P_STYLE, _R_STYLE = w("pPr"), w("rPr"), w("pStyle"), w("rStyle")
_BR, _FIELD, _CODE, _SYMBOL, _RUBY = w("br"), w("fldChar"), w("instrText"), w("sym"), w("ruby")
_SECTION, _TYPE, _ID = w("sectPr"), w("type"), w("id")
_HYPERLINK, _SIMPLE_FIELD, _INSERTED = w("hyperlink"), w("fldSimple"), (w("ins"), w("moveTo"))
_CHOICE = f"{{{MARKUP_COMPATIBILITY}}}Choice"
_TITLE = f"{{{OFFICE}}}title"
_TAB = w("tab")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATH_RUN = f"{_MATH}r"
_EMBED, _LINKED = f"{{{RELATIONSHIPS}}}embed", f"{{{RELATIONSHIPS}}}id"
_INLINE, _ANCHOR = f"{{{WORD_DRAWING}}}inline", f"{{{WORD_DRAWING}}}anchor"
_EXTENT, _DRAWING_PROPERTIES = f"{{{WORD_DRAWING}}}extent", f"{{{WORD_DRAWING}}}docPr"

# Wrappers that show what is in them.
_THROUGH = frozenset(
    [w(name) for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "hyperlink")]
    + [w("fldSimple"), w("rubyBase"), f"{_MATH}oMath", f"{_MATH}oMathPara", _CHOICE]
    + [f"{{{MARKUP_COMPATIBILITY}}}Fallback"]
)
_HOLDERS = frozenset((w("drawing"), w("pict"), w("object"), ALTERNATIVES))
_LONGEST_CODE = 1024  # of a field; a text that hides in one piece by piece is not put together
_LETTERS: Mapping[str, str] = {
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
}
_MARKS: Mapping[str, str] = {
    w("commentReference"): "comment",
    w("footnoteReference"): "footnote",
    w("endnoteReference"): "endnote",
}


class _OpenField:
    """A field that has begun: its code, and whether its result has begun too."""

    __slots__ = ("code", "shown")

    def __init__(self, code: str, *, shown: bool) -> None:
        self.code = code
        self.shown = shown


class _Line:
    """The runs and boxes of a paragraph as they are found, and what is true of those found next."""

    __slots__ = ("boxes", "inserted", "link", "runs")

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs
        self.boxes: list[TextBox] = []
        self.link = ""
        self.inserted = False


class Walk:
    """One walk through a part; paragraphs are counted and sections told apart as it goes."""

    def __init__(self, part: str, relationships: Mapping[str, Relationship]) -> None:
        self._part = part
        self._relationships = relationships
        self._number = 0
        self._fields: list[_OpenField] = []
        self._codes = 0  # fields whose code is being read
        self.sections: list[Element] = []

    def blocks(self, parent: Element, table: TableStyling | None = None) -> tuple[Block, ...]:
        """The blocks of a body, a cell, a box, a header or a note."""
        found: list[Block] = []
        carried: list[Run] = []
        for element in _block_elements(parent):
            if element.tag == _P:
                paragraph, joins = self._paragraph(element, table, carried)
                if joins:
                    carried = list(paragraph.runs)
                    continue
                carried = []
                found.append(paragraph)
            elif element.tag == _TBL:
                found.append(self._table(element))
            else:
                self.sections.append(element)
        if carried:  # the mark of the last paragraph cannot be deleted
            found.append(Paragraph(self._part, self._number, "", tuple(carried), table=table))
            self._number += 1
        return tuple(found)

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Element, table: TableStyling | None, carried: list[Run]) -> tuple[Paragraph, bool]:
        """A paragraph, and whether its mark is deleted, so that the next one goes on in its line."""
        properties, style, joins, ends_section = None, "", False, False
        number, section = self._number, len(self.sections)
        self._number += 1
        line = _Line(carried)
        for child in element:
            if child.tag == _R:
                self._run(child, line)
            elif child.tag == _P_PROPERTIES:
                properties = child
                for said in child:
                    if said.tag == _P_STYLE:
                        style = said.get(VAL, "")
                    elif said.tag == _R_PROPERTIES:
                        joins = said_in(said, "del") is not None or said_in(said, "moveFrom") is not None
                    elif said.tag == _SECTION:
                        self.sections.append(said)
                        ends_section = True
            else:
                self._inline(child, line)
        made = Paragraph(
            self._part,
            number,
            style,
            tuple(line.runs),
            properties,
            tuple(line.boxes),
            table,
            section,
            ends_section,
            element,
        )
        return made, joins and not ends_section

    def _inline(self, element: Element, line: _Line) -> None:
        """What stands in a paragraph beside its runs: links, controls, insertions; deletions are passed over."""
        tag = element.tag
        if tag == _R:
            self._run(element, line)
        elif tag == ALTERNATIVES:
            form = chosen(element)
            for child in form if form is not None else ():
                self._inline(child, line)
        elif tag == _MATH_RUN:
            text = "".join([part.text or "" for part in element.iter(f"{_MATH}t")])
            line.runs.append(Run(text, field=self._field(), link=line.link, inserted=line.inserted))
        elif tag in _THROUGH or str(tag).startswith(_MATH):
            self._through(element, line)

    def _through(self, element: Element, line: _Line) -> None:
        """The content of a wrapper, which knows what it is wrapped in."""
        link, inserted = line.link, line.inserted
        if element.tag == _HYPERLINK:
            target = self._relationships.get(element.get(_LINKED, ""))
            line.link = target.target if target else f"#{element.get(w('anchor'), '')}"
        elif element.tag == _SIMPLE_FIELD:
            self._fields.append(_OpenField(element.get(w("instr"), ""), shown=True))
        elif element.tag in _INSERTED:
            line.inserted = True
        for child in element:
            self._inline(child, line)
        if element.tag == _SIMPLE_FIELD:
            self._fields.pop()
        line.link, line.inserted = link, inserted

    def _run(self, element: Element, line: _Line) -> None:
        properties, style = None, ""
        pieces: list[str] = []
        drawings: list[Drawing] = []
        marks: list[Mark] = []
        for child in element:
            tag = child.tag
            if tag == _T:
                if not self._fields or self._is_shown():
                    text = child.text or ""
                    pieces.append(" " if text == NO_BREAK_SPACE and _is_within_figure(child) else text)
            elif tag == _R_PROPERTIES:
                properties = child
                for said in child:
                    if said.tag == _R_STYLE:
                        style = said.get(VAL, "")
                        break
            elif tag == _BR:
                kind = child.get(_TYPE)
                pieces.append("\n" if kind is None else "\v" if kind == "textWrapping" else "\f")
            elif tag == _TAB:
                pieces.append("\t")
            elif tag in _HOLDERS:
                pieces.append(self._held(child, drawings, line.boxes))
            elif tag in _MARKS:
                marks.append(Mark(_MARKS[str(tag)], child.get(_ID, "")))
            else:
                pieces.append(self._rare(child, line))
        line.runs.append(
            Run(
                pieces[0] if len(pieces) == 1 else "".join(pieces),
                style,
                properties,
                tuple(drawings),
                tuple(marks),
                self._field() if self._fields else "",
                line.link,
                line.inserted,
                element,
            )
        )

    def _rare(self, element: Element, line: _Line) -> str:
        """What seldom stands in a run: the marks of fields, signs, a reading above its base."""
        tag = element.tag
        if tag == _FIELD:
            self._turn(element)
        elif tag == _CODE:
            field = self._fields[-1] if self._fields else None
            if field is not None and not field.shown and len(field.code) < _LONGEST_CODE:
                field.code += element.text or ""
        elif tag == _SYMBOL:
            return symbol(element)
        elif tag == _RUBY:
            base = said_in(element, "rubyBase")
            for inner in base if base is not None else ():
                self._inline(inner, line)
        return _LETTERS.get(str(tag), "")

    # ------------------------------------------------------------------ fields

    def _turn(self, element: Element) -> None:
        """A field begins, its result begins, or it ends."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(_OpenField("", shown=False))
            self._codes += 1
        elif self._fields and kind in ("separate", "end"):
            field = self._fields[-1]
            self._codes -= not field.shown
            field.shown = True
            if kind == "end":
                self._fields.pop()

    def _is_shown(self) -> bool:
        return not self._codes

    def _field(self) -> str:
        return self._fields[-1].code.strip() if self._fields else ""

    # ------------------------------------------------------------------ drawings and boxes

    def _held(self, element: Element, drawings: list[Drawing], boxes: list[TextBox]) -> str:
        """The pictures, boxes and drawn words of a drawing; the text of what holds none."""
        before = len(drawings) + len(boxes)
        for part in shown_parts(element):
            if part.tag == BOX:
                size = size_around(part)
                boxes.append(TextBox(self.blocks(part), size.get("width"), size.get("height")))
            elif part.tag == TEXT_PATH:
                words = lettering(part)
                if words is not None:
                    size = size_around(part)
                    boxes.append(TextBox((), size.get("width"), size.get("height"), words))
            elif part.tag == BLIP:
                drawings.append(self._picture(part))
            elif part.tag == IMAGE_DATA:
                drawings.append(self._old_picture(part))
        nothing = len(drawings) + len(boxes) == before
        return text_of_alternatives(element) if nothing and element.tag == ALTERNATIVES and self._is_shown() else ""

    def _old_picture(self, data: Element) -> Drawing:
        size = size_around(data)
        target = self._relationships.get(data.get(_LINKED, ""))
        part = "" if target is None or target.external else target.target
        return Drawing(part, data.get(_TITLE, ""), "", size.get("width"), size.get("height"), False)

    def _picture(self, blip: Element) -> Drawing:
        target = self._relationships.get(blip.get(_EMBED, ""))
        around = next((one for one in blip.iterancestors() if one.tag in (_INLINE, _ANCHOR)), None)
        properties = None if around is None else around.find(_DRAWING_PROPERTIES)
        extent = None if around is None else around.find(_EXTENT)
        return Drawing(
            "" if target is None or target.external else target.target,
            "" if properties is None else properties.get("name", ""),
            "" if properties is None else properties.get("descr", ""),
            None if extent is None else emu_length(extent.get("cx")),
            None if extent is None else emu_length(extent.get("cy")),
            around is not None and around.tag == _ANCHOR,
        )

    # ------------------------------------------------------------------ tables

    def _table(self, element: Element) -> Table:
        properties = said_in(element, "tblPr")
        style, description = "", ""
        section = len(self.sections)
        if properties is not None:
            named, said = said_in(properties, "tblStyle"), said_in(properties, "tblDescription")
            style = "" if named is None else named.get(VAL, "")
            description = "" if said is None else said.get(VAL, "")
        grid = said_in(element, "tblGrid")
        columns = tuple(
            twip_length(column.get(w("w"))) for column in (() if grid is None else grid.iterchildren(w("gridCol")))
        )
        elements = [row for row in _children(element, w("tr")) if not _is_deleted(said_in(row, "trPr"), "del")]
        look = table_look(properties)
        last = len(elements) - 1
        rows = tuple(
            self._row(row, style, row_conditions(look, index, last), look, len(columns))
            for index, row in enumerate(elements)
        )
        return Table(rows, columns, style, description, properties, section)

    def _row(self, element: Element, style: str, conditions: frozenset[str], look: frozenset[str], width: int) -> Row:
        properties = said_in(element, "trPr")
        column = 0
        header, height, rule = False, None, "auto"
        if properties is not None:
            header = bool(switch(said_in(properties, "tblHeader")))
            tall, before = said_in(properties, "trHeight"), said_in(properties, "gridBefore")
            if tall is not None:
                height, rule = twip_length(tall.get(VAL)), tall.get(w("hRule"), "atLeast")
            if before is not None:
                column = int(number(before.get(VAL)) or 0)
        cells: list[Cell] = []
        for cell in _children(element, w("tc")):
            said = said_in(cell, "tcPr")
            if _is_deleted(said, "cellDel"):
                continue
            span, merge, broad, vertical = 1, None, None, "top"
            if said is not None:
                spanning, merging = said_in(said, "gridSpan"), said_in(said, "vMerge")
                size, aligned = said_in(said, "tcW"), said_in(said, "vAlign")
                span = max(1, int(number(spanning.get(VAL)) or 1)) if spanning is not None else 1
                merge = None if merging is None else merging.get(VAL, "continue")
                broad = None if size is None or size.get(_TYPE, "dxa") != "dxa" else twip_length(size.get(w("w")))
                vertical = "top" if aligned is None else aligned.get(VAL, "top")
            styling = TableStyling(style, cell_conditions(conditions, look, column, column + span >= width))
            blocks = self.blocks(cell, styling)
            cells.append(Cell(blocks, column, span, merge == "continue", merge == "restart", broad, vertical))
            column += span
        return Row(tuple(cells), header, height, rule)


def _is_within_figure(element: Element) -> bool:
    """Whether a no-break space in an element of its own was written for a blank between digits."""
    before, after = element.getprevious(), element.getnext()
    if before is None or after is None or before.tag != _T or after.tag != _T:
        return False
    return (before.text or "")[-1:].isdigit() and (after.text or "")[:1].isdigit()


def _block_elements(parent: Element) -> Iterator[Element]:
    """The paragraphs, tables and the last section of a parent, out of the controls around them."""
    for child in parent:
        tag = child.tag
        if tag in (_P, _TBL, _SECTION):
            yield child
        elif tag == ALTERNATIVES:
            form = chosen(child)
            if form is not None:
                yield from _block_elements(form)
        elif tag in _THROUGH:
            yield from _block_elements(child)


def _children(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, out of the controls around them."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, name)


def _is_deleted(properties: Element | None, name: str) -> bool:
    return properties is not None and said_in(properties, name) is not None
