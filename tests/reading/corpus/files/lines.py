"""The contents of the corpus's files, and the usual formatting of a line by its role.

``contents/NNN-name.txt`` holds one paragraph a line, ``role: text``. In a text ``[-…-]`` was deleted and ``[+…+]``
inserted with changes tracked, ``[#…#]`` is a comment, ``[^…^]`` a footnote, ``[~…~]`` hidden, and ¦ a soft break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.reading.corpus.files.ooxml import cut, paragraph, run, table

__all__ = ["Habit", "Line", "Special", "blocks", "contents", "line_runs", "notes_of", "unnumbered", "usual"]

_CONTENTS = Path(__file__).parent / "contents"
_RED = "FF0000"


@dataclass(frozen=True)
class Line:
    """A paragraph: what it is in the document, and its text."""

    role: str
    text: str


def contents(name: str) -> list[Line]:
    """The lines of a file, by its name without ending."""
    lines = (_CONTENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [Line(role, text.removeprefix(" ")) for role, _, text in (line.partition(":") for line in lines)]


@dataclass(frozen=True)
class Habit:
    """How a clerk formats: fonts, the indent of a paragraph, and how an editor has cut the text into runs."""

    body: str = "仿宋_GB2312"
    heading: str = "黑体"
    second: str = "楷体_GB2312"
    title: str = "方正小标宋简体"
    size: int = 32
    indent: str = 'w:firstLineChars="200" w:firstLine="640"'
    blanks: str = ""
    cuts: tuple[int, ...] = (400,)
    line: str = "579"
    signature: str = 'w:rightChars="400" w:right="1280"'


Special = Mapping[str, Callable[[Line], str]]
"""Blocks that a file makes in its own way, by role."""

_CENTRED = ("mark", "title", "plain", "attachment-title")
_FLUSH = ("recipients", "attachment-mark", "cc", "print", "copies")
_MARKED = re.compile(r"\[([-+#^~])(.+?)[-+#^~]\]")
_MARKER = re.compile("^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、])")


def unnumbered(text: str) -> str:
    """The text without the number that an editor counts by itself.

    >>> unnumbered("（二）村道"), unnumbered("2.现场设置警示标志")
    ('村道', '现场设置警示标志')
    """
    return _MARKER.sub("", text)


def line_runs(text: str, habit: Habit, *, font: str = "", size: int = 0, color: str = "") -> str:
    """The runs of a text: cut up as the habit says, with changes, comments, footnotes and hidden text in place."""
    content, position = "", 0
    for found in _MARKED.finditer(text):
        content += _plain(text[position : found.start()], habit, font, size, color)
        content += _special(found[1], found[2], habit, size)
        position = found.end()
    return content + _plain(text[position:], habit, font, size, color)


def _plain(text: str, habit: Habit, font: str, size: int, color: str) -> str:
    pieces = cut(text.replace("¦", "\n"), habit.cuts)
    return "".join(run(piece, font=font or habit.body, size=size or habit.size, color=color) for piece in pieces)


def _special(mark: str, text: str, habit: Habit, size: int) -> str:
    inside = run(text, font=habit.body, size=size or habit.size)
    by = 'w:author="李秘书" w:date="2026-04-30T09:00:00Z"'
    match mark:
        case "-":
            deleted = inside.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
            return f'<w:del w:id="91" {by}>{deleted}</w:del>'
        case "+":
            return f'<w:ins w:id="92" {by}>{inside}</w:ins>'
        case "#":
            return '<w:r><w:commentReference w:id="0"/></w:r>'
        case "^":
            return '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    return run(text, font=habit.body, size=habit.size, extra="<w:vanish/>")


def notes_of(lines: Sequence[Line], mark: str) -> list[str]:
    """The texts of all comments (#) or footnotes (^) of a file."""
    return [found[2] for line in lines for found in _MARKED.finditer(line.text) if found[1] == mark]


def usual(line: Line, habit: Habit) -> str:
    """A line formatted as its role usually is."""
    role, text = line.role, line.text
    if role == "mark":
        content = line_runs(text, habit, font=habit.title, size=84, color=_RED)
        return paragraph(content, align="center", line="1200")
    if role in ("title", "attachment-title"):
        return paragraph(line_runs(text, habit, font=habit.title, size=44), align="center", line="700")
    if role in ("number", "plain"):
        return paragraph(line_runs(text, habit), align="center", line=habit.line)
    if role in _FLUSH:
        return paragraph(line_runs(text, habit), line=habit.line)
    if role in ("signatory", "date"):
        return paragraph(line_runs(text, habit), align="right", indent=habit.signature, line=habit.line)
    font = {"1": habit.heading, "2": habit.second}.get(role[-1], habit.body)
    if role.startswith("run-in"):
        head, stop, rest = text.partition("。")
        content = line_runs(habit.blanks + head + stop, habit, font=font) + line_runs(rest, habit)
    else:
        font = font if role.startswith("heading") else habit.body
        content = line_runs(habit.blanks + text, habit, font=font)
    return paragraph(content, indent="" if habit.blanks else habit.indent, line=habit.line)


def blocks(lines: Sequence[Line], habit: Habit, special: Special | None = None) -> str:
    """The body's XML: lines in their order, rows as tables."""
    made, rows = "", []
    for line in (*lines, Line("end", "")):
        if line.role == "row":
            rows.append([paragraph(line_runs(cell.strip(), habit, size=24)) for cell in line.text.split("|")])
            continue
        if rows:
            made, rows = made + table(rows), []
        if line.role == "end":
            break
        build = (special or {}).get(line.role)
        made += build(line) if build else usual(line, habit)
    return made
