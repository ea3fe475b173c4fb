"""One builder for each file of the corpus: the shapes that Word, WPS and many hands leave behind."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reading.corpus.files.by_python_docx import (
    aligned_by_blanks,
    default_template,
    lying_attachment,
    minutes_with_tabs,
    signed_in_a_table,
    styled_headings,
    typed_plainly,
)
from tests.reading.corpus.files.lines import Habit, Line, blocks, contents, line_runs, notes_of, unnumbered, usual
from tests.reading.corpus.files.ooxml import Package, alternate_box, paragraph, run, section, table, vml_box

__all__ = ["BUILDERS", "build"]

WPS = "WPS Office_12.1.0.18276_F1E327BC-269C-435d-A152-05C5408002CA"
_CHARACTERS_GRID = 'w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"'
_LINES_GRID = 'w:type="lines" w:linePitch="312" w:charSpace="0"'
_ODD_AND_EVEN = '<w:settings><w:evenAndOddHeaders/><w:defaultTabStop w:val="420"/></w:settings>'
_FOOTER = (
    '<w:ftr><w:p><w:pPr><w:jc w:val="{align}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
)


def _split(lines: Sequence[Line], *roles: str) -> tuple[list[Line], list[Line]]:
    """The lines in these roles, and the others."""
    return [line for line in lines if line.role in roles], [line for line in lines if line.role not in roles]


def _colophon(lines: Sequence[Line], habit: Habit) -> str:
    """版记 as a table of one column, as templates have it."""
    return table(
        [[paragraph(line_runs(line.text, habit, size=28), indent='w:left="210" w:right="210"')] for line in lines]
    )


# ---------------------------------------------------------------------------------- indents, fonts, grids


def chars_and_grid(lines: list[Line]) -> bytes:
    """Indents in characters, a grid of characters, words split over many runs, odd and even folios; by WPS."""
    habit = Habit(indent='w:leftChars="0" w:firstLineChars="200"', cuts=(1, 3, 2, 5, 1, 1))
    references = '<w:footerReference w:type="default" r:id="rId2"/><w:footerReference w:type="even" r:id="rId3"/>'
    body = blocks(lines, habit) + section(grid=_CHARACTERS_GRID, references=references)
    parts = {
        "settings": _ODD_AND_EVEN,
        "footer1": _FOOTER.format(align="right"),
        "footer2": _FOOTER.format(align="left"),
    }
    return Package(body, parts, application=WPS).to_bytes()


def theme_fonts(lines: list[Line]) -> bytes:
    """Fonts of the theme, a distributed mark, number and signer on one line by blanks."""
    habit = Habit(body="theme:minorEastAsia", title="theme:majorEastAsia", blanks="　　", cuts=(7,))
    special = {
        "mark": lambda line: paragraph(line_runs(line.text, habit, size=72, color="FF0000"), align="distribute"),
        "number": lambda line: paragraph(line_runs(line.text, habit), align="both"),
    }
    return Package(blocks(lines, habit, special) + section(grid=_LINES_GRID), {}).to_bytes()


# ---------------------------------------------------------------------------------- letterheads


def vml_letterhead(lines: list[Line]) -> bytes:
    """Mark and number in a VML text box, which hangs on the paragraph of the title."""
    habit = Habit(cuts=(6, 2), indent='w:firstLine="640"')
    head, rest = _split(lines, "mark", "number")
    box = vml_box(blocks(head, habit))
    title, rest = _split(rest, "title")
    first = "".join(line_runs(line.text, habit, font=habit.title, size=44) for line in title)
    body = paragraph(box + first, align="center") + blocks(rest, habit) + section(grid=_LINES_GRID)
    return Package(body, {}, application=WPS).to_bytes()


def alternate_letterhead(lines: list[Line]) -> bytes:
    """The mark in a text box that stands in the file twice, for new and old readers; then empty paragraphs."""
    habit = Habit(cuts=(4, 9))
    head, rest = _split(lines, "mark")
    body = paragraph(alternate_box(blocks(head, habit))) + paragraph("") * 5 + blocks(rest, habit)
    return Package(body + section(grid=_LINES_GRID), {}, application=WPS).to_bytes()


def table_letterhead(lines: list[Line]) -> bytes:
    """The names of a joint document in one cell of a table, 文件 in the cell beside them; signatures in a table."""
    habit = Habit()
    head, rest = _split(lines, "mark")
    names = "".join(usual(Line("mark", line.text.removesuffix("文件")), habit) for line in head)
    letterhead = table([[names, usual(Line("mark", "文件"), habit)]], borders=False)
    return Package(letterhead + blocks(rest, habit) + section(), {}).to_bytes()


def header_letterhead(lines: list[Line]) -> bytes:
    """The mark in the header of the first page."""
    habit = Habit(cuts=(5, 5, 1))
    head, rest = _split(lines, "mark")
    references = '<w:headerReference w:type="first" r:id="rId1"/>'
    body = blocks(rest, habit) + section(references=references, title_page=True)
    return Package(body, {"header1": f"<w:hdr>{blocks(head, habit)}</w:hdr>"}).to_bytes()


def _framed(line: Line, habit: Habit, top: int) -> str:
    frame = f'<w:framePr w:w="8844" w:hSpace="181" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:y="{top}"/>'
    return paragraph(
        line_runs(line.text, habit, font=habit.title, size=72, color="FF0000"), align="center", extra=frame
    )


def framed_with_colophon_table(lines: list[Line]) -> bytes:
    """The mark in a frame, 版记 in a table."""
    habit = Habit(indent='w:firstLine="643"')
    foot, rest = _split(lines, "cc", "print")
    body = blocks(rest, habit, {"mark": lambda line: _framed(line, habit, 2600)}) + paragraph("") * 2
    return Package(body + _colophon(foot, habit) + paragraph("") + section(), {}).to_bytes()


def joint_frames(lines: list[Line]) -> bytes:
    """Two framed marks, and the signatures side by side in a table without lines."""
    habit = Habit(cuts=(11,))
    signatories, rest = _split(lines, "signatory")
    special = {
        "mark": lambda line: _framed(line, habit, 2300 if "文件" not in line.text else 3300),
        "date": lambda line: (
            table([[paragraph(line_runs(each.text, habit), align="center") for each in signatories]], borders=False)
            + usual(line, habit)
        ),
    }
    return Package(blocks(rest, habit, special) + section(), {}, application=WPS).to_bytes()


def order_frame(lines: list[Line]) -> bytes:
    """The mark of an order in a frame, its name of office right-aligned."""
    habit = Habit()
    special = {
        "mark": lambda line: _framed(line, habit, 2900),
        "plain": lambda line: paragraph(line_runs(line.text, habit), align="right"),
    }
    return Package(blocks(lines, habit, special) + section(), {}).to_bytes()


# ---------------------------------------------------------------------------------- numbers that an editor counts

_NUMBERING = (
    '<w:numbering><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/>{link1}<w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/>{link2}<w:suff w:val="nothing"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%3."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="\uf06c"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)


def _counted(line: Line, habit: Habit, extra: str) -> str:
    return paragraph(line_runs(unnumbered(line.text), habit), extra=extra, line=habit.line)


def automatic_numbering(lines: list[Line]) -> bytes:
    """Numbers of three levels that no paragraph spells out."""
    habit = Habit()

    def counted(line: Line) -> str:
        level = int(line.role[-1]) - 1
        return _counted(line, habit, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    special = dict.fromkeys(("heading-1", "heading-2", "item-3"), counted)
    parts = {"numbering": _NUMBERING.format(link1="", link2="")}
    return Package(blocks(lines, habit, special) + section(), parts).to_bytes()


def numbering_through_styles(lines: list[Line]) -> bytes:
    """Numbers that come with the styles of the headings, and bullets before the last demands."""
    habit = Habit(line="560")
    special = {
        "heading-1": lambda line: _counted(line, habit, '<w:pStyle w:val="2"/>'),
        "heading-2": lambda line: _counted(line, habit, '<w:pStyle w:val="3"/>'),
    }
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    demands = lines.index(Line("heading-1", "三、工作要求"))
    listed = {**special, "text": lambda line: _counted(line, habit, bullet)}
    body = blocks(lines[:demands], habit, special) + blocks(lines[demands:], habit, listed)
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>' + "".join(
        f'<w:style w:type="paragraph" w:styleId="{level + 1}"><w:name w:val="heading {level}"/><w:basedOn w:val="1"/>'
        f'<w:pPr><w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in (1, 2)
    )
    links = {"link1": '<w:pStyle w:val="2"/>', "link2": '<w:pStyle w:val="3"/>'}
    parts = {"numbering": _NUMBERING.format(**links), "styles": f"<w:styles>{styles}</w:styles>"}
    return Package(body + section(), parts, application=WPS).to_bytes()


# ---------------------------------------------------------------------------------- 版记, breaks, changes


def colophon_in_text_box(lines: list[Line]) -> bytes:
    """版记 in a table in a text box at the foot, pushed down by empty paragraphs before."""
    habit = Habit(cuts=(3, 8, 2))
    foot, rest = _split(lines, "cc", "print", "copies")
    box = alternate_box(_colophon(foot, habit) + paragraph(""))
    body = blocks(rest, habit) + paragraph("") * 7 + paragraph(box)
    return Package(body + section(grid=_LINES_GRID), {}, application=WPS).to_bytes()


def soft_breaks(lines: list[Line]) -> bytes:
    """A title and a list broken by soft breaks."""
    return Package(blocks(lines, Habit(cuts=(9, 4))) + section(), {}).to_bytes()


def one_paragraph(lines: list[Line]) -> bytes:
    """Everything below the title is one paragraph with soft breaks, as pasted from a chat."""
    habit = Habit()
    title, rest = _split(lines, "title")
    typed = "¦".join(f"　　{line.text}" if line.role == "text" else line.text for line in rest)
    return Package(blocks(title, habit) + paragraph(line_runs(typed, habit)) + section(), {}).to_bytes()


def _notes(lines: Sequence[Line]) -> dict[str, str]:
    comments = "".join(
        f'<w:comment w:id="0" w:author="王镇长" w:date="2026-03-28T10:00:00Z">{paragraph(run(text))}</w:comment>'
        for text in notes_of(lines, "#")
    )
    footnotes = "".join(
        f'<w:footnote w:id="2">{paragraph(run(text, size=18))}</w:footnote>' for text in notes_of(lines, "^")
    )
    parts = {"comments": f"<w:comments>{comments}</w:comments>"} if comments else {}
    return {**parts, "footnotes": f"<w:footnotes>{footnotes}</w:footnotes>"} if footnotes else parts


def notes_and_changes(lines: list[Line]) -> bytes:
    """Insertions and deletions, comments, footnotes, hidden text, where the text has them."""
    return Package(blocks(lines, Habit(cuts=(6, 13))) + section(), _notes(lines)).to_bytes()


def deleted_paragraph(lines: list[Line]) -> bytes:
    """A whole paragraph deleted and one moved, with changes tracked, besides a comment."""
    habit = Habit()
    by = 'w:author="小吴" w:date="2026-10-29T15:30:00Z"'
    gone = (
        run("本年度共召开防汛专题会议3次。", font=habit.body)
        .replace("w:t ", "w:delText ")
        .replace("/w:t>", "/w:delText>")
    )
    deleted = f'<w:p><w:pPr><w:rPr><w:del w:id="71" {by}/></w:rPr></w:pPr><w:del w:id="72" {by}>{gone}</w:del></w:p>'
    last = next(line for line in lines if line.text.startswith("预警广播"))
    content = line_runs(last.text, habit)
    moved_from = (
        f'<w:p><w:pPr><w:rPr><w:moveFrom w:id="73" {by}/></w:rPr></w:pPr><w:moveFromRangeStart w:id="74"'
        f' w:name="move1" {by}/><w:moveFrom w:id="75" {by}>{content}</w:moveFrom><w:moveFromRangeEnd w:id="74"/></w:p>'
    )
    moved_to = (
        f'<w:p><w:pPr><w:rPr><w:moveTo w:id="76" {by}/></w:rPr><w:ind {habit.indent}/></w:pPr><w:moveToRangeStart'
        f' w:id="77" w:name="move1" {by}/><w:moveTo w:id="78" {by}>{content}</w:moveTo>'
        '<w:moveToRangeEnd w:id="77"/></w:p>'
    )
    body = "".join(
        moved_to if line == last else usual(line, habit) + (deleted + moved_from if line.text == "二、巡查到位" else "")
        for line in lines
    )
    return Package(body + section(), _notes(lines)).to_bytes()


# ---------------------------------------------------------------------------------- packages


def strict(lines: list[Line]) -> bytes:
    """The strict conformance class, with other namespaces."""
    return Package(blocks(lines, Habit(indent='w:firstLine="640"')) + section(), {}, strict=True).to_bytes()


def macro_enabled(lines: list[Line]) -> bytes:
    """A .docm with a part for macros, which nobody runs."""
    macros = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)}
    return Package(blocks(lines, Habit(blanks="　　")) + section(), {}, kind="docm", binary=macros).to_bytes()


def template(lines: list[Line]) -> bytes:
    """A .dotx with masks to be filled in."""
    return Package(blocks(lines, Habit(cuts=(2, 2))) + section(), {}, kind="dotx", application=WPS).to_bytes()


def protected_with_contents_list(lines: list[Line]) -> bytes:
    """Protected against changes; before the text a contents list in a control."""
    habit = Habit()
    entries = "".join(
        paragraph(line_runs(f"{line.text}\t{page}", habit, size=28))
        for page, line in enumerate((line for line in lines if line.role.startswith("heading")), start=1)
    )
    listed = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{paragraph(run('目　录'), align='center')}{entries}</w:sdtContent></w:sdt>"
    )
    protection = '<w:settings><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
    return Package(listed + blocks(lines, habit) + section(), {"settings": protection}).to_bytes()


def content_controls(lines: list[Line]) -> bytes:
    """The title in a control of its own, the date in a control inside its paragraph, a name in a smart tag."""
    habit = Habit(cuts=(10,))

    def inside(content: str, tag: str) -> str:
        return f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">'
    special = {
        "title": lambda line: inside(usual(line, habit), "标题"),
        "date": lambda line: paragraph(inside(line_runs(line.text, habit), "成文日期"), align="right"),
        "signatory": lambda line: paragraph(f"{tag}{line_runs(line.text, habit)}</w:smartTag>", align="right"),
    }
    return Package(blocks(lines, habit, special) + section(), {}).to_bytes()


def other_prefix(lines: list[Line]) -> bytes:
    """The main namespace under the prefix ns0, as some libraries write it."""
    return Package(blocks(lines, Habit()) + section(), {}, prefix="ns0").to_bytes()


def tables_and_attachments(lines: list[Line]) -> bytes:
    """Tables in the text and in an attachment, each attachment on a new page."""
    habit = Habit(cuts=(12, 3))
    new_page = {
        "attachment-mark": lambda line: paragraph(
            line_runs(line.text, habit, font="黑体"), extra="<w:pageBreakBefore/>"
        )
    }
    return Package(blocks(lines, habit, new_page) + section(grid=_LINES_GRID), {}, application=WPS).to_bytes()


def minutes(lines: list[Line]) -> bytes:
    """Minutes with attendance after tabs and the line of office and date set apart by blanks."""
    habit = Habit(indent='w:firstLineChars="200" w:firstLine="640"', cuts=(8, 5))
    return Package(blocks(lines, habit) + section(grid=_LINES_GRID), {}, application=WPS).to_bytes()


_SHAPES = {
    "201-default-template.docx": default_template,
    "202-chars-indents-docgrid.docx": chars_and_grid,
    "203-vml-letterhead.docx": vml_letterhead,
    "204-alternate-content-letterhead.docx": alternate_letterhead,
    "205-theme-fonts-distribute.docx": theme_fonts,
    "206-automatic-numbering.docx": automatic_numbering,
    "207-numbering-through-styles.docx": numbering_through_styles,
    "208-colophon-in-text-box.docx": colophon_in_text_box,
    "209-frames-and-colophon-table.docx": framed_with_colophon_table,
    "210-soft-breaks.docx": soft_breaks,
    "211-soft-breaks-only.docx": one_paragraph,
    "212-tracked-changes.docx": notes_and_changes,
    "213-tracked-paragraphs-and-comments.docx": deleted_paragraph,
    "214-comments-footnotes-hidden.docx": notes_and_changes,
    "215-letterhead-in-table.docx": table_letterhead,
    "216-first-page-header.docx": header_letterhead,
    "217-strict-ooxml.docx": strict,
    "218-macro-enabled.docm": macro_enabled,
    "219-template.dotx": template,
    "220-protected-with-contents-list.docx": protected_with_contents_list,
    "221-content-controls.docx": content_controls,
    "222-prefix-ns0.docx": other_prefix,
    "223-date-under-title.docx": default_template,
    "224-tables-and-attachments.docx": tables_and_attachments,
    "225-joint-frames.docx": joint_frames,
    "226-news-item.docx": typed_plainly,
    "227-two-documents.docx": default_template,
    "228-minutes.docx": minutes,
    "229-hand-aligned-with-spaces.docx": aligned_by_blanks,
    "230-order.docx": order_frame,
    "231-wps-grid-plan.docx": chars_and_grid,
    "232-theme-request.docx": theme_fonts,
    "233-vml-circular.docx": vml_letterhead,
    "234-alternate-notice.docx": alternate_letterhead,
    "235-table-letterhead-three.docx": table_letterhead,
    "236-header-letter.docx": header_letterhead,
    "237-colophon-box-opinion.docx": colophon_in_text_box,
    "238-attachments-tables.docx": tables_and_attachments,
    "239-issued-signed.docx": default_template,
    "240-two-in-one-file.docx": default_template,
    "241-order-frame-two.docx": order_frame,
    "242-aligned-by-blanks-reply.docx": aligned_by_blanks,
    "243-styled-headings.docx": styled_headings,
    "244-signed-in-a-table.docx": signed_in_a_table,
    "245-lying-attachment.docx": lying_attachment,
    "246-minutes-with-tabs.docx": minutes_with_tabs,
}


def build(name: str) -> bytes:
    """The file of that name."""
    return _SHAPES[name](contents(name.rpartition(".")[0]))


BUILDERS = tuple(_SHAPES)
