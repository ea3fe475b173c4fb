"""Rules of the lines of the text: typeface, size, pitch, characters a line, colour, indents (9704-5.2, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import floor

from gongwen.checking.colours import is_black, is_white
from gongwen.checking.measures import chars, faced, sizes
from gongwen.checking.page import BODY_ROLES, TEXT_ROLES, Line, Page
from gongwen.checking.paper import type_area_height
from gongwen.checking.patterns import COUNT
from gongwen.checking.remedies import BLACK, Aspect, Remedy, indented
from gongwen.checking.rule import Hit, page_rule
from gongwen.ooxml.facts import ParagraphFormat
from gongwen.standard import figures
from gongwen.standard.grades import Grade
from gongwen.standard.profiles import NATIONAL, Face
from gongwen.standard.roles import HEADING_ROLES, Role
from gongwen.standard.units import Length, Pt

__all__: list[str] = []

# Set in the default typeface and size: nothing else is said of them (5.2.2).
_DEFAULT = (
    Role.RECIPIENTS,
    Role.NUMBER,
    Role.LETTER_NUMBER,
    Role.ATTACHMENT_NOTE,
    Role.SIGNATORY,
    Role.DATE,
    Role.SEALED_SIGNATORY,
    Role.SEALED_DATE,
    Role.STAMP_SIGNATORY,
    Role.STAMP_DATE,
    Role.NOTES,
    Role.ISSUED_RECIPIENTS,
    Role.ISSUED_SIGNATORY,
    Role.ISSUED_DATE,
)
_RED = frozenset({Role.MARK, Role.LETTER_MARK, Role.JOINT_MARK, Role.LETTER_RULE})
_LEAST_LINES, _MOST_LINES = 21, 23
_LEAST_CHARACTERS, _MOST_CHARACTERS = 27, 29
# A line of “single” height is 1.0 to 1.33 of the size of the font, as fonts differ.
_LOW, _HIGH = 1.0, 1.33
_LONG = 30
"""A paragraph with so many characters fills a line, so that their number on it shows."""
_NEAR = 0.3
_TWO_IN = indented(0, figures.FIRST_LINE_INDENT.value)
_CHAPTER = re.compile(rf"第[{COUNT}]+[编章节]")
_MOST_GAP = 3.0
"""Points between two paragraphs that nobody sees."""
_STEPS = 20
"""Of a point, in which lengths of lines are kept."""


@page_rule(
    "9704-5.2.2-a",
    "body-typeface",
    "正文用仿宋",
    wrong="正文是宋体、等线，或只设了西文字体",
    right="正文是仿宋、仿宋_GB2312、方正仿宋_GBK、华文仿宋等仿宋类字体",
    grade=Grade.USUAL,
    reads=(*BODY_ROLES, *_DEFAULT),
    also=("9704-7.2.5-e", "ERR-ZT-01", "ERR-ZT-03", "AMB-23"),
)
def body_typeface(page: Page) -> Iterator[Hit]:
    """Where nothing else is said the text is in 仿宋; any font of the family is lawful, its digits are free."""
    for line in page.of(*BODY_ROLES, *_DEFAULT):
        if _is_a_remark(line) or _is_of_a_chapter(line):
            continue
        # The first words of a paragraph may be its heading; what follows is text.
        runs = [(run, said) for run, said in line.chinese() if not run.style]
        if line.role is Role.LETTER_NUMBER:  # 密级 or 紧急程度 may stand on its left (10.1-g)
            runs = [(run, said) for run, said in runs if "号" in run.text]
        yield from faced(line, runs[1:] if _is_headed(line) else runs, Face.FANGSONG, what="文字")


def _is_headed(line: Line) -> bool:
    """Whether a paragraph of text begins with its own heading, set apart from it."""
    first = line.runs[0][1].font_east_asia if line.runs else None
    return line.role in BODY_ROLES and any(said.font_east_asia != first for _, said in line.chinese())


@page_rule(
    "9704-5.2.2-b",
    "body-size",
    "正文用三号字",
    wrong="正文是四号（14 磅）",
    right="正文是三号（16 磅）",
    grade=Grade.USUAL,
    reads=(*TEXT_ROLES, *_DEFAULT),
    also=("ERR-ZT-01",),
)
def body_size(page: Page) -> Iterator[Hit]:
    """Where nothing else is said the text is of size 3 号."""
    for line in page.of(*TEXT_ROLES, *_DEFAULT, Role.ATTENDANCE):
        if _is_a_remark(line):
            continue
        yield from sizes([line], figures.BODY_SIZE, what="文字")


@page_rule(
    "9704-5.2.3-a",
    "line-pitch",
    "每面 22 行",
    wrong="行距固定值 20 磅；1.15 倍行距",
    right="行距固定值 28.95～29.7 磅；或每页 22 行的行网格",
    grade=Grade.USUAL,
    reads=TEXT_ROLES,
    also=("AMB-02",),
)
def line_pitch(page: Page) -> Iterator[Hit]:
    """22 lines fill a page; 21 to 23 of them pass, for circumstances may ask for it. Paragraphs stand no further apart
    than lines."""
    yield from _gaps(page)
    for line in page.of(*TEXT_ROLES):
        if line.in_table or not line.runs:
            continue
        pitch = _pitch(page, line)
        if pitch is None:
            continue
        low, high = pitch
        height = _height(page, line)
        if height is None:
            continue
        most, least = floor(height / low + 0.01), floor(height / high + 0.01)
        if most < _LEAST_LINES or least > _MOST_LINES:
            yield Hit(
                "行距不对",
                "把行距改为固定值 28.95 磅（上下边距 37、35 毫米时）或 29.6 磅（34.58、32.58 毫米时）",
                line,
                found=_pitch_said(line.format),
                required="每面 22 行",
                setting=("line_pitch", low) if low == high else None,
                remedy=Remedy(Aspect.PITCH, _pitch_for(height)),
            )


def _gaps(page: Page) -> Iterator[Hit]:
    """Room between one paragraph of text and the next, where it is the habit of the file: under a head, about a table
    and above a signature it has its purpose."""
    hits: list[Hit] = []
    lines = [line for line in page.of(*TEXT_ROLES) if not line.in_table and line.runs]
    pairs = [(one, other) for one, other in pairwise(lines) if other.paragraph.number == one.paragraph.number + 1]
    for above, below in pairs:
        if above.format.contextual_spacing or below.format.contextual_spacing:
            continue
        for line, what, gap in ((above, "段后", above.format.space_after), (below, "段前", below.format.space_before)):
            if gap.pt > _MOST_GAP:
                found, cure = f"{what} {round(gap.pt, 1):g} 磅", "段前、段后间距改为 0"
                remedy = Remedy(Aspect.GAPS)
                hits.append(Hit("段与段之间加了距离", cure, line, found=found, required="0 磅", remedy=remedy))
                break
    if len(hits) > 1 and 2 * len(hits) > len(pairs):
        yield from hits


def _height(page: Page, line: Line) -> Length | None:
    sections = page.sections
    if not sections:
        return None
    height = type_area_height(sections[min(line.paragraph.section, len(sections) - 1)])
    # A margin that is off is told by its own rule: lines are counted on the standard's own page then.
    own = figures.TYPE_AREA_HEIGHT.value
    return height if height is not None and abs(height.mm - own.mm) < 8 else own


def _pitch_for(height: Length) -> Length:
    """The pitch with which 22 lines fill a page, in steps that programs offer."""
    return Pt(floor(height.pt / figures.LINES_PER_PAGE.value * _STEPS + 1e-6) / _STEPS)


def _pitch(page: Page, line: Line) -> tuple[Length, Length] | None:
    """How far lines are apart, at least and at most; None where only the program knows."""
    said = line.format
    exact = said.line_exact
    if exact is not None:
        return exact, exact
    size = line.size
    assert size is not None  # lines without words are not asked
    grid = page.sections[min(line.paragraph.section, len(page.sections) - 1)].grid if page.sections else None
    snapped = grid is not None and grid.kind is not None and grid.pitch is not None and said.snap_to_grid
    if snapped and grid is not None and grid.pitch is not None:
        if grid.kind == "linesAndChars":  # never written, always accepted
            return None
        multiple = said.line_multiple or 1.0
        return grid.pitch * multiple, max(grid.pitch * multiple, size * _HIGH)
    if said.line_least is not None:
        return max(said.line_least, size * _LOW), max(said.line_least, size * _HIGH)
    multiple = said.line_multiple or 1.0
    return size * (_LOW * multiple), size * (_HIGH * multiple)


def _pitch_said(said: ParagraphFormat) -> str:
    if said.line_exact is not None:
        return f"固定值 {round(said.line_exact.pt, 2):g} 磅"
    if said.line_least is not None:
        return f"最小值 {round(said.line_least.pt, 2):g} 磅"
    return f"{said.line_multiple or 1:g} 倍"


@page_rule(
    "9704-5.2.3-b",
    "characters-a-line",
    "每行 28 字",
    wrong="三号字加宽 1 磅：每行 26 字",
    right="三号字紧缩 0.25 磅：每行 28 字；不紧缩 27 字也可以",
    grade=Grade.USUAL,
    reads=BODY_ROLES,
)
def characters_a_line(page: Page) -> Iterator[Hit]:
    """28 characters fill a line; 27 to 29 pass."""
    for line in page.of(*BODY_ROLES):
        if line.in_table or len(line.text) < _LONG:
            continue
        for run, said in line.chinese():
            if len(run.text) < _LONG or abs(said.size.pt - figures.BODY_SIZE.value.pt) > 0.5:
                continue
            number = floor(figures.TYPE_AREA_WIDTH.value / (said.size * said.scale + said.spacing) + 1e-6)
            if not _LEAST_CHARACTERS <= number <= _MOST_CHARACTERS:
                found = f"每行 {number} 字（字距 {round(said.spacing.pt, 2):g} 磅）"
                cure = "把字符间距改为紧缩 0.25 磅，缩放改为 100%"
                setting = ("character_spacing", said.spacing)
                remedy = Remedy(Aspect.SPACING, NATIONAL.character_spacing)
                required = "每行 28 字"
                yield Hit("每行的字数不对", cure, line, "", found, required, setting=setting, remedy=remedy)
                break


@page_rule(
    "9704-5.2.4",
    "text-colour",
    "文字用黑色",
    wrong="标题是 Word 样式的蓝色；正文有底纹",
    right="除发文机关标志、红线、印章外全是黑色",
    also=("9704-6.2-c", "9704-7.4.1-f", "ERR-YS-01"),
)
def text_colour(page: Page) -> Iterator[Hit]:
    """All but mark, red rule and seal is black; hyperlinks as well."""
    for line in page.lines:
        if line.role in _RED or not line.words:
            continue
        for run, said in line.runs:
            colour, ground = said.colour, said.highlight or said.shading
            if not is_black(colour):
                cure, found = "把字体颜色改为黑色", f"颜色 {colour}"
                remedy = Remedy(Aspect.COLOUR, BLACK)
                yield Hit("文字不是黑色", cure, line, run.text.strip(), found, "黑色", remedy=remedy)
                break
            if ground and ground not in ("none", "auto") and not is_white(ground):
                cure, found = "去掉底纹或突出显示", f"底色 {ground}"
                remedy = Remedy(Aspect.GROUND)
                yield Hit("文字有底色", cure, line, run.text.strip(), found, "没有底色", remedy=remedy)
                break


@page_rule(
    "9704-7.3.3-c",
    "first-line-indent",
    "每段左空二字",
    wrong="正文顶格；首行缩进 0.74 厘米；整段缩进二字，回行不顶格",
    right="首行缩进 2 字符，左右缩进 0",
    reads=TEXT_ROLES,
    also=("33476-7.2.3",),
)
def first_line_indent(page: Page) -> Iterator[Hit]:
    """Every paragraph begins two characters in, and goes on at the edge."""
    wanted = figures.FIRST_LINE_INDENT.value
    for line in page.of(*TEXT_ROLES):
        if line.in_table or not line.runs or line.format.alignment in ("center", "right", "end"):
            continue
        said = line.format
        if said.frame is not None or said.right_to_left or _is_a_remark(line):
            continue
        left, first = chars(said.indent_left, line), chars(said.first_line, line)
        tabbed = 2 if line.text.startswith("\t") and abs(first) <= _NEAR else 0
        # Blanks typed behind an indent are told by their own rule.
        lead = left + first
        if abs(lead - wanted) > _NEAR:
            lead += line.typed_indent + tabbed
        heading = line.role in HEADING_ROLES  # of one line, as a rule: nothing goes on at the edge
        if abs(lead - wanted) > _NEAR and _is_to_be_filled(page, line):
            continue
        if abs(lead - wanted) > _NEAR:
            found = f"左空 {round(lead, 1):g} 字"
            cure, required = "首行缩进改为 2 字符，左缩进改为 0", "左空 2 字"
            yield Hit("段首没有空二字", cure, line, found=found, required=required, remedy=_TWO_IN)
        elif abs(left) > _NEAR and not (heading and len(line.words) <= 26):
            found = f"回行空 {round(left, 1):g} 字"
            cure, required = "左缩进改为 0，首行缩进改为 2 字符", "回行顶格"
            yield Hit("回行没有顶格", cure, line, found=found, required=required, remedy=_TWO_IN)


def _is_a_remark(line: Line) -> bool:
    """Whether a line speaks of the table above it, or below: 单位：万元, 注：……"""
    return line.words.startswith(("注：", "单位：", "说明：", "资料来源：", "表", "图"))


def _is_to_be_filled(page: Page, line: Line) -> bool:
    """Whether a line beside a table has fields of a form: 填表单位：　　填表日期：."""
    words = line.words
    fields = words.count("：") + words.count(":")
    if not fields or any(mark in words for mark in "。，；") or not (fields > 1 or _ROOM_TO_FILL.search(line.text)):
        return False
    at = page.lines.index(line)
    beside = (
        next((one for one in side if one.words), None) for side in (page.lines[at - 1 :: -1], page.lines[at + 1 :])
    )
    return any(one is not None and one.in_table for one in beside)


_ROOM_TO_FILL = re.compile(r"[：:][\s_]{2,}")


def _is_of_a_chapter(line: Line) -> bool:
    """Whether a line is the heading of a chapter of rules that are issued, which no clause sets."""
    return line.format.alignment == "center" and _CHAPTER.match(line.words) is not None


@page_rule(
    "ERR-DY-01",
    "typed-indent",
    "不用空格排位置",
    wrong="段首打两个全角空格，或按 Tab 键",
    right="用首行缩进 2 字符",
    grade=Grade.PRACTICE,
    reads=TEXT_ROLES,
    clause="9704-7.3.3-c",
)
def typed_indent(page: Page) -> Iterator[Hit]:
    """Blanks look like an indent, until the size or the words change."""
    for line in page.of(*TEXT_ROLES):
        if not line.in_table and (line.typed_indent >= 1 or line.text.startswith("\t")):
            cure, found = "删去空格，首行缩进改为 2 字符", "打出来的空格"
            yield Hit("段首用空格或 Tab 缩进", cure, line, found=found, required="缩进", remedy=_TWO_IN)
