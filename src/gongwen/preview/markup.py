"""Pages as HTML: every paragraph in its place on its sheet, every line where it turns.

In: a document's layout and its pages. Out: one HTML text that refers to nothing outside itself.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape

from gongwen.layout import Layout
from gongwen.layout.blocks import Alignment, Rule, Tab, TableBlock
from gongwen.layout.folio import footer_distance
from gongwen.layout.lines import MARKS_OF_BOTH_SCRIPTS
from gongwen.layout.pages import header_paragraphs, pages_of, rule_gap
from gongwen.layout.placed import (
    Page,
    Placed,
    PlacedColophon,
    PlacedMark,
    PlacedParagraph,
    PlacedPicture,
    PlacedRow,
    PlacedTable,
)
from gongwen.layout.setting import Piece, SetLine
from gongwen.layout.sheets import CELL_PADDING, TABLE_RULE
from gongwen.layout.stylesheet import ParagraphFormat, stylesheet
from gongwen.model import Document
from gongwen.model.image import image_facts
from gongwen.preview.style import ALIGNMENTS, mm, role_class, style_sheet
from gongwen.standard import figures
from gongwen.standard.languages import language_of
from gongwen.standard.roles import HEADING_ROLES, Role
from gongwen.standard.units import Length, Mm

__all__ = ["html_of"]

_NOTHING = Mm(0)
_HALF_OF_A_LONG_LINE = Mm(200)
_WHOLE = 100
_EVEN = 2
_TAGS = {
    Role.TITLE: "h1",
    Role.ISSUED_TITLE: "h2",
    Role.ATTACHMENT_TITLE: "h2",
    **{role: f"h{level}" for level, role in enumerate(HEADING_ROLES, start=2)},
}
_MARKS = re.compile(f"({MARKS_OF_BOTH_SCRIPTS})")
_MEDIA = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}


def html_of(document: Document, layout: Layout) -> str:
    """The preview of a document laid out: one HTML text."""
    sheet = stylesheet(layout.profile)
    pages = pages_of(layout)
    header = header_paragraphs(layout)
    drawn = [_Page(page, layout, header if page.first else ()) for page in pages]
    roles = [role for page in drawn for role in page.roles]
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(' '.join(document.title.split()))}</title>\n"
        f"<style>{style_sheet(sheet, roles)}</style>\n</head>\n<body>\n<main>\n"
        f"{''.join(page.html(at, len(drawn)) for at, page in enumerate(drawn, start=1))}</main>\n</body>\n</html>\n"
    )


class _Page:
    """One page as it is written."""

    def __init__(self, page: Page, layout: Layout, header: Sequence[PlacedParagraph]) -> None:
        self._page = page
        self._layout = layout
        self._sheet = stylesheet(layout.profile)
        self._rules: list[str] = []
        self._left = page.sheet.left
        self.roles: list[Role] = []
        self._parts = [part for placed in (*header, *page.placed) for part in self._placed(placed)]
        if page.first and header:
            self._lower_rules()
        elif page.numbered:
            self._parts.append(self._folio())

    def html(self, at: int, of: int) -> str:
        """The page, which is number ``at`` of so many."""
        page = self._page
        name = f"第{at}页，共{of}页" + ("（空白）" if page.blank else "")
        lying = " lying" if page.landscape else ""
        size = f"width:{mm(page.sheet.width)};height:{mm(page.sheet.height)}"
        return (
            f'<section class="page{lying}" aria-label="{name}" style="{size}">\n{self._drawing()}'
            f"{''.join(self._parts)}</section>\n"
        )

    def _drawing(self) -> str:
        """All rules of the page in one drawing."""
        if not self._rules:
            return ""
        width, height = self._page.sheet.width.mm, self._page.sheet.height.mm
        return (
            f'<svg class="rules" aria-hidden="true" viewBox="0 0 {width:g} {height:g}">{"".join(self._rules)}</svg>\n'
        )

    def _rule(self, left: Length, width: Length, middle: Length, rule: Rule) -> None:
        if not rule.blank:
            colour = "#f00" if rule.red else "#000"
            self._stroke(f"M{_figure(left)} {_figure(middle)}h{_figure(width)}", rule.thickness, colour)

    def _stroke(self, path: str, thickness: Length, colour: str) -> None:
        self._rules.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{_figure(thickness)}"/>')

    def _placed(self, placed: Placed) -> Iterator[str]:
        if isinstance(placed, PlacedParagraph):
            yield from self._paragraph(placed)
        elif isinstance(placed, PlacedTable):
            yield self._table(placed)
        elif isinstance(placed, PlacedPicture):
            yield self._picture(placed)
        elif isinstance(placed, PlacedColophon):
            yield from self._colophon(placed)
        else:
            yield self._joint_mark(placed)

    def _paragraph(self, placed: PlacedParagraph) -> Iterator[str]:
        block, box = placed.block, placed.box
        place = block.placement
        left = self._left + box.left
        across = (left, box.width)
        if placed.opens:
            for seal in block.seals:
                yield _image(
                    seal.data, seal.description or seal.name, self._left + seal.left, placed.top + seal.top,
                    seal.width, seal.height, "s",
                )  # fmt: skip
            if place.rule_above is not None:
                middle = placed.top - rule_gap(place.rule_above) - place.rule_above.thickness / 2
                self._rule(*across, middle, place.rule_above)
        if placed.closes and place.rule_below is not None:
            rule = place.rule_below
            foot = placed.top + placed.line * max(len(placed.lines), 1)
            middle = foot + rule_gap(rule) + rule.thickness / 2
            self._rule(*across, middle, rule)
        if not placed.lines:
            return
        self.roles.append(block.role)
        yield self._text(placed, left)

    def _colophon(self, placed: PlacedColophon) -> Iterator[str]:
        """Rows between rules that are as wide as the type area."""
        block, across = placed.block, (self._left, self._page.sheet.measure)
        for row, paragraph in zip(block.rows, placed.rows, strict=True):
            if row.rule_above is not None:
                self._rule(*across, paragraph.top - row.rule_above.thickness / 2, row.rule_above)
            yield from self._paragraph(paragraph)
        if block.rule_below is not None:
            self._rule(*across, placed.foot + block.rule_below.thickness / 2, block.rule_below)

    def _text(self, placed: PlacedParagraph, left: Length) -> str:
        block, box = placed.block, placed.box
        place, format_ = block.placement, self._sheet.of(block.role)
        width = box.width
        style = ""
        if placed.line != (format_.line or self._sheet.pitch):
            style += f";--l:{mm(placed.line)}"
        size = place.size or format_.size
        if size != format_.size:
            style += f";font-size:{_half_points(size)}pt"
        if box.align is not format_.align:
            style += f";text-align:{ALIGNMENTS[box.align]}"
        if place.scale is not None:
            # A line of full width, centred on the same axis, then narrowed about it.
            wide = width * (_WHOLE / place.scale)
            left, width = left - (wide - width) / 2, wide
            style += f";transform:scaleX({place.scale / _WHOLE:g})"
        lines = "".join(
            _line(
                line, self._columns(placed, line, format_), box.first_line if placed.opens and index == 0 else _NOTHING
            )
            for index, line in enumerate(placed.lines)
        )
        tag = _TAGS.get(block.role, "p") if placed.opens else "p"
        return (
            f'<{tag} class="{role_class(block.role)}" style="left:{mm(left)};top:{mm(placed.top)};'
            f'width:{mm(width)}{style}">{lines}</{tag}>\n'
        )

    def _columns(self, placed: PlacedParagraph, line: SetLine, format_: ParagraphFormat) -> Iterator[str]:
        """The text of every column of a line; those after a tab in their places."""
        first, *others = line.columns
        yield f"<span>{self._pieces(first, format_)}</span>"
        box = placed.box
        origin = box.left + (box.first_line if placed.opens and line is placed.lines[0] else _NOTHING)
        stops = placed.block.placement.tabs or (Tab(box.left),)
        for pieces, stop in zip(others, stops, strict=False):
            yield f'<span class="t" style="{_tab(stop, origin)}"><span>{self._pieces(pieces, format_)}</span></span>'

    def _pieces(self, pieces: Iterable[Piece], format_: ParagraphFormat) -> str:
        return "".join(self._piece(piece, format_) for piece in pieces)

    def _piece(self, piece: Piece, format_: ParagraphFormat) -> str:
        profile = self._layout.profile
        face = piece.face or format_.face
        text = escape(piece.text, quote=False)
        if profile.latin_font is not None and not piece.language:
            # These marks belong to both scripts; on our pages they are Chinese.
            text = _MARKS.sub(rf'<span class="{face.name.lower()}-marks">\1</span>', text)
        attributes = ""
        if piece.language:
            script = language_of(piece.language)
            attributes = f' lang="{escape(piece.language.replace("_", "-"))}"'
            attributes += ' dir="rtl"' if script.right_to_left else ""
            attributes += f" style='font-family:\"{script.font}\"'"
        elif piece.face is not None and piece.face is not format_.face:
            attributes = f' class="{face.name.lower()}"'
        if piece.spread is not None:
            attributes += f' style="letter-spacing:{(format_.character_spacing + piece.spread).pt:.4g}pt"'
        return f"<span{attributes}>{text}</span>" if attributes else text

    def _table(self, placed: PlacedTable) -> str:
        block = placed.block
        wide = sum(block.columns, _NOTHING)
        left = self._left + (self._page.sheet.measure - wide) / 2
        half = TABLE_RULE / 2
        top = placed.top + half
        foot = top + sum((row.height for row in placed.rows), _NOTHING)
        x, lines = left, [f"M{_figure(left)} {_figure(top - half)}V{_figure(foot + half)}"]
        for column in block.columns:
            x = x + column
            lines.append(f"M{_figure(x)} {_figure(top - half)}V{_figure(foot + half)}")
        y = top
        lines.append(f"M{_figure(left)} {_figure(y)}h{_figure(wide)}")
        for row in placed.rows:
            y = y + row.height
            lines.append(f"M{_figure(left)} {_figure(y)}h{_figure(wide)}")
        self._stroke("".join(lines), TABLE_RULE, "#000")
        self.roles += [Role.TABLE_HEADER, Role.TABLE_CELL]
        columns = "".join(f'<col style="width:{mm(column)}">' for column in block.columns)
        head = "".join(self._row(row, block) for row in placed.rows if row.header)
        body = "".join(self._row(row, block) for row in placed.rows if not row.header)
        close = "" if block.padding == CELL_PADDING else f";--c:{mm(block.padding)}"
        return (
            f'<table style="left:{mm(left)};top:{mm(top)};width:{mm(wide)}{close}"><colgroup>{columns}</colgroup>'
            f"{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>\n"
        )

    def _row(self, row: PlacedRow, block: TableBlock) -> str:
        cells = zip(row.cells, block.alignments, strict=True)
        text = "".join(self._cell(lines, alignment, block, header=row.header) for lines, alignment in cells)
        return f'<tr style="height:{mm(row.height)}">{text}</tr>'

    def _cell(self, lines: Iterable[SetLine], alignment: Alignment, block: TableBlock, *, header: bool) -> str:
        role = Role.TABLE_HEADER if header else Role.TABLE_CELL
        format_ = self._sheet.of(role)
        tag, scope = ("th", ' scope="col"') if header else ("td", "")
        text = "".join(
            _line(line, [f"<span>{self._pieces(line.columns[0], format_)}</span>"], _NOTHING) for line in lines
        )
        styles = [] if header else [f"text-align:{ALIGNMENTS[alignment]}"]
        if block.size != format_.size:
            styles += [f"font-size:{_half_points(block.size)}pt", f"--l:{mm(block.line)}"]
        style = f' style="{";".join(styles)}"' if styles else ""
        return f'<{tag} class="{role_class(role)}"{scope}{style}>{text}</{tag}>'

    def _picture(self, placed: PlacedPicture) -> str:
        block = placed.block
        left = self._left + (self._page.sheet.measure - block.width) / 2
        return _image(block.data, block.name, left, placed.top, block.width, block.height, "")

    def _joint_mark(self, placed: PlacedMark) -> str:
        block = placed.block
        self.roles.append(Role.JOINT_MARK)
        left = self._left + block.left
        size = f"font-size:{_half_points(block.size)}pt;--l:{mm(block.line)}"
        names = "".join(
            f'<span class="l"><span><span style="letter-spacing:{spread.pt:.4g}pt">{escape(name[:-1], quote=False)}'
            f"</span>{escape(name[-1:], quote=False)}</span></span>"
            for name, spread in zip(block.names, block.spreads, strict=True)
        )
        middle = placed.top + block.line * ((len(block.names) - 1) / 2)
        right = left + block.names_width
        return (
            f'<p class="joint-mark" style="left:{mm(left)};top:{mm(placed.top)};{size}">{names}</p>\n'
            f'<p class="joint-mark" style="left:{mm(right)};top:{mm(middle)};{size}">'
            f'<span class="l"><span>{escape(block.suffix, quote=False)}</span></span></p>\n'
        )

    def _folio(self) -> str:
        """One character from the outer edge; on a lying sheet where the upright one has it (7.5-d, 8-a)."""
        sheet = self._sheet
        profile, format_ = self._layout.profile, sheet.of(Role.FOLIO)
        assert format_.line is not None  # the folio has a line of its own
        self.roles.append(Role.FOLIO)
        side = format_.size * figures.FOLIO_SIDE.value
        even = self._page.number % _EVEN == 0
        width = profile.text_width - side * 2
        if self._page.landscape:
            left, top = footer_distance(sheet) + format_.line, profile.left + side
            turned = ";transform:rotate(90deg);transform-origin:0 0"
        else:
            left, turned = profile.left + side, ""
            top = figures.PAGE_HEIGHT.value - footer_distance(sheet) - format_.line
        align = "left" if even else "right"
        return (
            f'<p class="folio" style="left:{mm(left)};top:{mm(top)};width:{mm(width)};text-align:{align}{turned}">'
            f'<span class="l"><span>— {self._page.number} —</span></span></p>\n'
        )

    def _lower_rules(self) -> None:
        """The lower double rule of a letter, thin above thick, on page one (9704-10.1-d)."""
        width = figures.LETTER_RULE_WIDTH.value
        left = (figures.PAGE_WIDTH.value - width) / 2
        thick, thin = figures.LETTER_THICK_RULE.value, figures.LETTER_THIN_RULE.value
        blank = self._layout.preprinted
        middle = figures.LETTER_LOWER_RULE.value - thick / 2
        self._rule(left, width, middle, Rule(thick, red=True, blank=blank))
        middle = middle - thick / 2 - figures.LETTER_RULES_APART.value - thin / 2
        self._rule(left, width, middle, Rule(thin, red=True, blank=blank))


def _line(line: SetLine, columns: Iterable[str], indent: Length) -> str:
    full = " f" if line.full else ""
    styles = [f"margin-left:{mm(indent)}"] if indent != _NOTHING else []
    styles += [f"word-spacing:{mm(-line.narrowed)}"] if line.narrowed > _NOTHING else []
    style = f' style="{";".join(styles)}"' if styles else ""
    return f'<span class="l{full}"{style}>{"".join(columns)}</span>'


def _tab(stop: Tab, origin: Length) -> str:
    """Where the text after a tab stands in its line."""
    at = stop.position - origin
    if stop.align is Alignment.RIGHT:
        return f"right:calc(100% - {mm(at)})"
    if stop.align is Alignment.CENTRE:
        half = _HALF_OF_A_LONG_LINE
        return f"left:{mm(at - half)};width:{mm(half * 2)};text-align:center"
    return f"left:{mm(at)}"


def _image(data: bytes, name: str, left: Length, top: Length, width: Length, height: Length, class_: str) -> str:
    named = f'class="{class_}" ' if class_ else ""
    return (
        f'<img {named}src="{_data_address(data)}" alt="{escape(name)}" style="left:{mm(left)};top:{mm(top)};'
        f'width:{mm(width)};height:{mm(height)}">\n'
    )


@lru_cache(maxsize=64)
def _data_address(data: bytes) -> str:
    """A picture in its own address."""
    return f"data:{_MEDIA[image_facts(data).extension]};base64,{b64encode(data).decode('ascii')}"


def _figure(length: Length) -> str:
    """A length in the drawing, in millimetres."""
    return f"{round(length.mm, 4) + 0.0:g}"


def _half_points(size: Length) -> str:
    """A type size as word processors know them."""
    return f"{round(size.pt * 2) / 2:g}"
