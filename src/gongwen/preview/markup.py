"""A display list as HTML: every paragraph in its place on its sheet, every line where it turns.

In: the pages of a document as they are drawn. Out: one HTML text that refers to nothing outside itself. The list says
where everything stands; here it gets the tags of what it is (headings, tables, pictures), and the fonts that a reader
may have in place of ours.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from itertools import groupby

from gongwen.blocks.block import Alignment
from gongwen.keeping import kept_by_size
from gongwen.model.image import image_facts
from gongwen.pages.display import (
    DisplayList,
    Item,
    Line,
    LinePart,
    Page,
    Paragraph,
    Picture,
    Row,
    Stroke,
    Table,
    TextRun,
)
from gongwen.preview.style import ALIGNMENTS, COLOURS, Looks, font_class, mm, quoted, role_class
from gongwen.standard.units import ZERO, Length

__all__ = ["write_html"]

_MEDIA = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}


def write_html(title: str, display: DisplayList) -> str:
    """The preview of a document with this title: one HTML text."""
    looks = Looks(display)
    count = len(display.pages)
    pages = "".join(_page(page, at, count, looks) for at, page in enumerate(display.pages, start=1))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(' '.join(title.split()))}</title>\n"
        f"<style>{looks.style_sheet()}</style>\n</head>\n<body>\n<main>\n{pages}</main>\n</body>\n</html>\n"
    )


def _page(page: Page, at: int, of: int, looks: Looks) -> str:
    """A page, which is number ``at`` of so many."""
    name = f"第{at}页，共{of}页" + ("" if page.items or page.strokes else "（空白）")
    landscape = " landscape" if page.landscape else ""
    items = "".join(_item(item, looks) for item in page.items)
    return (
        f'<section class="page{landscape}" aria-label="{name}" '
        f'style="width:{mm(page.width)};height:{mm(page.height)}">\n{_drawing(page)}{items}</section>\n'
    )


def _drawing(page: Page) -> str:
    """All strokes of a page in one drawing."""
    if not page.strokes:
        return ""
    paths = "".join(
        f'<path d="{"".join(map(_stroke, strokes))}" fill="none" stroke="{COLOURS[colour]}" '
        f'stroke-width="{_figure(thickness)}"/>'
        for (thickness, colour), strokes in groupby(page.strokes, lambda stroke: (stroke.thickness, stroke.colour))
    )
    size = f"{page.width.mm:g} {page.height.mm:g}"
    return f'<svg class="rules" aria-hidden="true" viewBox="0 0 {size}">{paths}</svg>\n'


def _stroke(stroke: Stroke) -> str:
    return f"M{_figure(stroke.x0)} {_figure(stroke.y0)}L{_figure(stroke.x1)} {_figure(stroke.y1)}"


def _item(item: Item, looks: Looks) -> str:
    if isinstance(item, Paragraph):
        return _paragraph(item, looks)
    return _table(item, looks) if isinstance(item, Table) else _picture(item)


# ---------------------------------------------------------------------------------- text


def _paragraph(paragraph: Paragraph, looks: Looks) -> str:
    tag = f"h{paragraph.level}" if paragraph.level else "p"
    left, width, scale = paragraph.left, paragraph.width, paragraph.scale
    styles = []
    if scale != 1.0:
        # A line of full width, centred on the same axis, then narrowed about it.
        left, width = left - (width / scale - width) / 2, width / scale
        styles.append(f"transform:scaleX({scale:g})")
    if paragraph.turned:
        styles.append("transform:rotate(90deg);transform-origin:0 0")
    place = [f"left:{mm(left)}", f"top:{mm(paragraph.top)}", f"width:{mm(width)}"]
    style = ";".join([*place, *looks.departures(paragraph), *styles])
    lines = "".join(_line(line, paragraph, looks) for line in paragraph.lines)
    return f'<{tag} class="{role_class(paragraph.role)}" style="{style}">{lines}</{tag}>\n'


def _line(line: Line, paragraph: Paragraph, looks: Looks) -> str:
    first, *others = line.parts
    indent = first.left - paragraph.left
    styles = [f"margin-left:{mm(indent)}"] if indent != ZERO else []
    styles += [f"word-spacing:{mm(-first.narrowed)}"] if first.narrowed > ZERO else []
    style = f' style="{";".join(styles)}"' if styles else ""
    full = " f" if first.align is Alignment.JUSTIFIED else ""
    columns = "".join(_column(part, first.left, paragraph, looks) for part in others)
    return f'<span class="l{full}"{style}><span>{_runs(first, paragraph, looks)}</span>{columns}</span>'


def _column(part: LinePart, origin: Length, paragraph: Paragraph, looks: Looks) -> str:
    """What stands at a tab stop, in the room it has there."""
    style = f"left:{mm(part.left - origin)};width:{mm(part.width)};text-align:{ALIGNMENTS[part.align]}"
    return f'<span class="t" style="{style}"><span>{_runs(part, paragraph, looks)}</span></span>'


def _runs(part: LinePart, paragraph: Paragraph, looks: Looks) -> str:
    return "".join([_run(run, paragraph, looks) for run in part.runs])


def _run(run: TextRun, paragraph: Paragraph, looks: Looks) -> str:
    text = escape(run.text, quote=False)
    attributes = ""
    if run.language:
        attributes = f' lang="{escape(run.language.replace("_", "-"))}"'
        attributes += ' dir="rtl"' if run.right_to_left else ""
        attributes += f" style='font-family:{quoted(run.font.family)}'"
    elif run.font != paragraph.font:
        attributes = f' class="{font_class(run.font)}"'
        looks.show(run.font)
    if run.spacing != paragraph.spacing:
        attributes += f' style="letter-spacing:{run.spacing.pt:.4g}pt"'
    return f"<span{attributes}>{text}</span>" if attributes else text


# ---------------------------------------------------------------------------------- tables and pictures


def _table(table: Table, looks: Looks) -> str:
    columns = "".join(f'<col style="width:{mm(column)}">' for column in table.columns)
    head = "".join(_row(row, looks) for row in table.rows if row.header)
    body = "".join(_row(row, looks) for row in table.rows if not row.header)
    style = f"left:{mm(table.left)};top:{mm(table.top)};width:{mm(sum(table.columns, ZERO))};--c:{mm(table.padding)}"
    return (
        f'<table style="{style}"><colgroup>{columns}</colgroup>'
        f"{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>\n"
    )


def _row(row: Row, looks: Looks) -> str:
    cells = "".join(_cell(cell, looks, header=row.header) for cell in row.cells)
    return f'<tr style="height:{mm(row.height)}">{cells}</tr>'


def _cell(cell: Paragraph, looks: Looks, *, header: bool) -> str:
    tag, scope = ("th", ' scope="col"') if header else ("td", "")
    departures = ";".join(looks.departures(cell))
    style = f' style="{departures}"' if departures else ""
    lines = "".join(_line(line, cell, looks) for line in cell.lines)
    return f'<{tag} class="{role_class(cell.role)}"{scope}{style}>{lines}</{tag}>'


def _picture(picture: Picture) -> str:
    behind = 'class="s" ' if picture.behind else ""
    return (
        f'<img {behind}src="{_data_address(picture.data)}" alt="{escape(picture.description)}" '
        f'style="left:{mm(picture.left)};top:{mm(picture.top)};width:{mm(picture.width)};height:{mm(picture.height)}">\n'
    )


@kept_by_size()
def _data_address(data: bytes) -> str:
    """A picture in its own address."""
    return f"data:{_MEDIA[image_facts(data).extension]};base64,{b64encode(data).decode('ascii')}"


def _figure(length: Length) -> str:
    """A length in the drawing, in millimetres."""
    return f"{round(length.mm, 4) + 0.0:g}"
