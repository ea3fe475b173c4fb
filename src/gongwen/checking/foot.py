"""Rules of 版记 and of the folio (9704-7.4, 7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongwen.checking.colours import is_black
from gongwen.checking.measures import chars, faces, points, sizes
from gongwen.checking.page import Line, Page, is_in_box
from gongwen.checking.remedies import BLACK, Aspect, Remedy, indented, ruled
from gongwen.checking.rule import Hit, page_rule
from gongwen.ooxml.facts import Border, Run
from gongwen.standard import figures
from gongwen.standard.families import is_of_family
from gongwen.standard.figures import Figure
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form
from gongwen.standard.profiles import Face
from gongwen.standard.roles import Role

__all__: list[str] = []

_NAMED = (Role.COLOPHON_RECIPIENTS, Role.COLOPHON_CC)
_ALL = (*_NAMED, Role.COLOPHON_COPIES, Role.COLOPHON_PRINTER)
_SIDE_NEAR = 0.4
_ONE_IN = indented(figures.COLOPHON_SIDE.value)
_RULE_CURE = "首条、末条分隔线用 0.35 毫米（1 磅），中间的用 0.25 毫米（0.75 磅），黑色"
_THICK, _THIN = figures.COLOPHON_THICK_RULE, figures.COLOPHON_THIN_RULE


@page_rule(
    "9704-7.4.2-a",
    "cc-look",
    "抄送机关用四号仿宋，左右各空一字",
    wrong="抄送机关是三号，顶格",
    right="抄送机关四号仿宋，左右各空一字",
    grade=Grade.USUAL,
    reads=_NAMED,
    also=("9704-7.4.2-c", "33476-7.3.2", "ERR-BJ-09"),
)
def cc_look(page: Page) -> Iterator[Hit]:
    """抄送机关 is of size 4 号, one character in from either side."""
    lines = page.of(*_NAMED)
    yield from faces(lines, Face.FANGSONG, what="抄送机关")
    yield from sizes(lines, figures.COLOPHON_SIZE, what="抄送机关")
    for line in lines:
        lead = _lead(line)
        if abs(lead - figures.COLOPHON_SIDE.value) > _SIDE_NEAR:
            found = f"左空 {round(lead, 1):g} 字"
            cure = "左缩进改为 1 字符"
            yield Hit("抄送机关没有左空一字", cure, line, found=found, required="左空 1 字", remedy=_ONE_IN)


@page_rule(
    "9704-7.4.3-a",
    "printer-look",
    "印发机关和印发日期用四号仿宋，左右各空一字",
    wrong="印发机关是三号，或顶格",
    right="印发机关左空一字，印发日期右空一字，四号仿宋",
    reads=(Role.COLOPHON_PRINTER,),
    also=("33476-7.3.3", "ERR-BJ-09"),
)
def printer_look(page: Page) -> Iterator[Hit]:
    """印发机关 and 印发日期 share a line of size 4 号."""
    lines = page.of(Role.COLOPHON_PRINTER)
    yield from faces(lines, Face.FANGSONG, what="印发机关和印发日期")
    yield from sizes(lines, figures.COLOPHON_SIZE, what="印发机关和印发日期")
    for line in lines:
        lead = _lead(line)
        if abs(lead - figures.COLOPHON_SIDE.value) > _SIDE_NEAR and re.match(r"\s*\D", line.text):
            found = f"左空 {round(lead, 1):g} 字"
            cure = "左缩进改为 1 字符"
            yield Hit("印发机关没有左空一字", cure, line, found=found, required="左空 1 字", remedy=_ONE_IN)


def _lead(line: Line) -> float:
    """How far in a line begins; blanks typed behind an indent are no part of it."""
    said = line.format
    lead = chars(said.indent_left + said.first_line, line)
    return lead if abs(lead - figures.COLOPHON_SIDE.value) <= _SIDE_NEAR else lead + line.typed_indent


# ------------------------------------------------------------------ rules of 版记


@page_rule(
    "9704-7.4.1-b",
    "colophon-thick-rules",
    "版记首条、末条分隔线 0.35 毫米",
    wrong="版记没有线；首条线 0.25 毫米；线是红色",
    right="版记第一个要素之上、最后一个要素之下各一条 0.35 毫米的黑线",
    grade=Grade.ADVISED,
    reads=_ALL,
    also=("9704-7.4.1-a", "9704-7.4.1-d", "ERR-BJ-06"),
)
def colophon_thick_rules(page: Page) -> Iterator[Hit]:
    """The first and the last rule of 版记 are the thick ones. Rules drawn as shapes are seen only on a drawn page."""
    lines = page.of(*_ALL)
    if page.form is Form.LETTER or not lines:
        return
    first, last = lines[0].edges.top, lines[-1].edges.bottom
    edged = any(edge for line in lines for edge in line.edges)
    if not edged and page.draws and not page.ours:
        return
    if not edged:
        required = _mm(_THICK.value.mm)
        yield Hit("版记没有分隔线", _RULE_CURE, lines[0], "", "没有线", required, remedy=_rule(lines[0], "top", _THICK))
        return
    for line, edge, what, side in ((lines[0], first, "首条", "top"), (lines[-1], last, "末条", "bottom")):
        required, remedy = _mm(_THICK.value.mm), _rule(line, side, _THICK)
        if edge is None:
            yield Hit(f"版记没有{what}分隔线", _RULE_CURE, line, "", "没有线", required, remedy=remedy)
        elif abs(edge.thickness.mm - _THICK.value.mm) > _THICK.tolerance.mm + 0.01:
            found = _mm(edge.thickness.mm)
            yield Hit(f"版记{what}分隔线的粗细不对", _RULE_CURE, line, "", found, required, remedy=remedy)
        elif not is_black(edge.colour):
            found = f"颜色 {edge.colour}"
            yield Hit(f"版记{what}分隔线不是黑色", _RULE_CURE, line, "", found, "黑色", remedy=remedy)


def _rule(line: Line, side: str, figure: Figure) -> Remedy | None:
    """A black rule beside a line; those of tables are the cells'."""
    return None if line.in_table else ruled(side, BLACK, figure.value)


@page_rule(
    "9704-7.4.1-c",
    "colophon-thin-rules",
    "版记中间的分隔线 0.25 毫米",
    wrong="中间的线与首条、末条一样粗",
    right="中间的线 0.25 毫米，比首条、末条细",
    grade=Grade.ADVISED,
    reads=_ALL,
    also=("9704-7.4.3-c", "ERR-BJ-06"),
)
def colophon_thin_rules(page: Page) -> Iterator[Hit]:
    """Between two 要素 of 版记 runs a thin rule."""
    lines = page.of(*_ALL)
    if page.form is Form.LETTER:
        return
    for above, below in pairwise(lines):
        edge = _between(above, below)
        printed = below.role is Role.COLOPHON_PRINTER
        if edge is None and printed and (lines[0].edges.top or below.edges.bottom):
            required, remedy = _mm(_THIN.value.mm), _rule(below, "top", _THIN)
            yield Hit("印发机关之上没有分隔线", _RULE_CURE, below, "", "没有线", required, remedy=remedy)
        elif edge is not None and abs(edge.thickness.mm - _THIN.value.mm) > _THIN.tolerance.mm + 0.01:
            found, required = _mm(edge.thickness.mm), _mm(_THIN.value.mm)
            line, side = (above, "bottom") if above.edges.bottom else (below, "top")
            remedy = _rule(line, side, _THIN)
            yield Hit("版记中间的分隔线粗细不对", _RULE_CURE, line, "", found, required, remedy=remedy)


def _between(above: Line, below: Line) -> Border | None:
    return above.edges.bottom or below.edges.top


@page_rule(
    "9704-7.4.2-d",
    "rule-above-cc",
    "版记的主送与抄送之间没有线",
    wrong="“主送：……”与“抄送：……”之间有分隔线",
    right="主送机关在抄送机关之上一行，之间不加线",
    reads=_NAMED,
    also=("ERR-BJ-10",),
)
def rule_above_cc(page: Page) -> Iterator[Hit]:
    """主送机关 that moved into 版记 stand above 抄送机关, and nothing divides them."""
    lines = page.of(*_NAMED)
    for above, below in pairwise(lines):
        moved = above.role is Role.COLOPHON_RECIPIENTS and below.role is Role.COLOPHON_CC
        if moved and _between(above, below) is not None:
            line, side = (above, "bottom") if above.edges.bottom else (below, "top")
            remedy = None if line.in_table else Remedy(Aspect.RULE, (side, None, None))
            yield Hit("主送与抄送之间有分隔线", "去掉这条线", line, found="有线", required="没有线", remedy=remedy)


def _mm(value: float) -> str:
    return f"{round(value, 2):g} 毫米"


# ------------------------------------------------------------------ folio


_FOLIO = re.compile(r"—[ \xa0\u2002]?\d+[ \xa0\u2002]?—")
_DIGITS = re.compile(r"\d")
_ONE_PAGE = 16
"""Lines of text with which a document may still be of one page, so that an even one is not missed."""


def _folios(page: Page) -> Iterator[tuple[str, Line]]:
    """The lines with a folio, and on which pages they stand."""
    told: set[tuple[str, int]] = set()
    for section in page.sections:
        for which, part in section.footers.items():
            for line in page.lines_of(part):
                key = (part, line.paragraph.number)
                if line.role is Role.FOLIO and line.words and key not in told:
                    told.add(key)
                    yield which, line


@page_rule(
    "TL-9.18",
    "missing-folio",
    "公文有页码",
    wrong="两面以上的公文没有页码",
    right="页脚有页码域",
)
def missing_folio(page: Page) -> Iterator[Hit]:
    """Pages are counted; that of a letter begins with its second one."""
    if page.form in (Form.LETTER, Form.PLAIN) or not page.sections or _is_short(page):
        return
    if not any(True for _ in _folios(page)) and not any("PAGE" in run.field for run in _fields(page)):
        yield Hit("没有页码", "在页脚插入页码：— 1 —，四号宋体，单页居右、双页居左各空一字", required="页码")


def _fields(page: Page) -> Iterator[Run]:
    return (run for line in page.lines for run in line.paragraph.runs if run.field)


def _is_short(page: Page) -> bool:
    lines = sum(max(1, -(-len(line.text) // 28)) for line in page.lines if not line.in_table and line.words)
    return lines <= _ONE_PAGE and not page.tables


@page_rule(
    "9704-7.5-a",
    "folio-face",
    "页码用四号半角宋体",
    wrong="页码是小五号 Times New Roman",
    right="页码是四号（14 磅）宋体半角数字",
    grade=Grade.USUAL,
    reads=(Role.FOLIO,),
    also=("ERR-YE-02",),
)
def folio_face(page: Page) -> Iterator[Hit]:
    """The folio is of size 4 号, in the half-width digits of 宋体."""
    for _, line in _folios(page):
        for run, said in line.runs:
            if not _DIGITS.search(run.text):
                continue
            font, size = said.font_ascii, figures.FOLIO_SIZE
            if font is None or not is_of_family(font, Face.SONGTI):
                setting = ("songti", font)
                cure = "把页码的西文字体改为宋体"
                found, remedy = font or "软件的缺省字体", Remedy(Aspect.DIGITS, Face.SONGTI)
                yield Hit("页码的字体不对", cure, line, run.text, found, "宋体", setting=setting, remedy=remedy)
            if abs(said.size.pt - size.value.pt) > size.tolerance.pt:
                found, required = points(said.size), points(size.value)
                remedy = Remedy(Aspect.SIZE, size.value)
                yield Hit("页码的字号不对", "把字号改为四号", line, run.text, found, required, remedy=remedy)
            break


@page_rule(
    "9704-7.5-b",
    "folio-dashes",
    "页码左右各一条一字线",
    wrong="- 1 -；第 1 页；1/3；1",
    right="— 1 —（U+2014）",
    reads=(Role.FOLIO,),
    also=("AMB-12", "ERR-YM-01"),
)
def folio_dashes(page: Page) -> Iterator[Hit]:
    """A dash of one character stands on either side of the folio."""
    for _, line in _folios(page):
        if _DIGITS.search(line.words) and not _FOLIO.fullmatch(line.words):
            remedy = Remedy(Aspect.FOLIO)
            yield Hit("页码的写法不对", "写成“— 1 —”", line, found=line.words, required="— 1 —", remedy=remedy)


@page_rule(
    "9704-7.5-d",
    "folio-side",
    "单页码居右空一字，双页码居左空一字",
    wrong="页码居中；页码都在右边",
    right="奇偶页的页脚不同：单页居右空一字，双页居左空一字",
    reads=(Role.FOLIO,),
    also=("33476-8", "ERR-YE-01"),
)
def folio_side(page: Page) -> Iterator[Hit]:
    """The folio stands on the outer side, one character in; both sides of a sheet have their own."""
    evens = page.facts.even_and_odd
    for which, line in _folios(page):
        side = _side(line)
        if side in (None, "outside") or (which == "first" and page.form is Form.LETTER):
            continue
        wanted = "left" if which == "even" else "right"
        if side != wanted:
            found = {"center": "居中", "left": "居左", "right": "居右"}[side]
            required = "双页码居左空一字" if which == "even" else "单页码居右空一字"
            cure = "奇偶页页脚分开设：单页右对齐、双页左对齐"
            remedy = Remedy(Aspect.RIGHT, 1.0) if wanted == "right" else indented(1)
            yield Hit("页码的位置不对", cure, line, found=found, required=required, remedy=remedy)
        elif not evens and which == "default" and not _is_short(page):
            required = "双页码居左空一字"
            yield Hit("双页码也在右边", "选“奇偶页不同”，双页左对齐", line, found="居右", required=required)


def _side(line: Line) -> str | None:
    """On which side of the page a folio stands; None where that is not in the paragraph itself."""
    said = line.format
    if said.frame is not None:
        x = said.frame.x
        return x if isinstance(x, str) and x in ("left", "right", "center", "outside") else None
    if line.in_table or "\t" in line.text:
        return None
    if said.alignment in ("right", "end"):
        return "right"
    if said.alignment == "center":
        return "center"
    half = figures.TYPE_AREA_WIDTH.value / 2
    return "right" if said.indent_left + said.first_line > half or line.typed_indent > 14 else "left"


@page_rule(
    "9704-8-a",
    "folio-of-lying-page",
    "横排页面的页码与竖排页面的在同一处",
    wrong="横排表格那一面的页码在横页的下端",
    right="页码在横页的左边（竖页的下端），转过 90 度",
    reads=(Role.FOLIO,),
)
def folio_of_lying_page(page: Page) -> Iterator[Hit]:
    """A sheet that lies among others has its folio where they have theirs: in a box or a frame at its side."""
    sections = page.sections
    if all(section.landscape for section in sections):
        return
    for section in sections:
        kinds = {"default", *(["even"] if page.facts.even_and_odd else []), *(["first"] if section.first_page else [])}
        parts = [part for which, part in section.footers.items() if which in kinds] if section.landscape else []
        lines = (line for part in parts for line in page.lines_of(part) if line.role is Role.FOLIO and line.words)
        line = next((one for one in lines if not (one.in_table or one.format.frame or is_in_box(one))), None)
        if line is not None:
            cure = "把页码放进页面左边的文本框，文字旋转 90 度，与竖页的页码同一位置"
            yield Hit("横排页面的页码排在横页下端", cure, line, found="在横页下端", required="与竖页的页码位置一致")
            return


@page_rule(
    "9704-7.5-f",
    "folio-goes-on",
    "附件与正文连续编页码",
    wrong="附件一节的页码从 1 重新起",
    right="各节接着前一节编页码；不与正文一起装订的附件另起",
    reads=(Role.FOLIO,),
    also=("ERR-YE-04",),
)
def folio_goes_on(page: Page) -> Iterator[Hit]:
    """Attachments that are bound with the text go on with its folios."""
    apart = {line.paragraph.section for line in page.of(Role.APART_LABEL)}
    counted = {line.paragraph.section for line in page.of(Role.COLOPHON_PRINTER, Role.COLOPHON_CC)}
    for at, section in enumerate(page.sections):
        if (
            at
            and section.page_number_start is not None
            and at not in apart | counted
            and page.of(Role.ATTACHMENT_LABEL)
        ):
            cure = "页码格式选“续前节”"
            found = f"第 {at + 1} 节从 {section.page_number_start} 起"
            yield Hit("附件的页码另起", cure, found=found, required="连续")
