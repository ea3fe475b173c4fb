"""Rules of 版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人, red rule (9704-7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.checking.colours import is_red
from gongwen.checking.measures import faced, faces, is_centred, is_flush, sizes
from gongwen.checking.page import Line, Page
from gongwen.checking.remedies import CENTRED, FLUSH, RED, Aspect, Remedy, ruled
from gongwen.checking.rule import Hit, page_rule
from gongwen.ooxml.facts import Border, Run, RunFormat
from gongwen.standard import figures
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import MAY_BE_SIGNED, MUST_BE_SIGNED, Form
from gongwen.standard.profiles import Face
from gongwen.standard.roles import Role

__all__: list[str] = []

_MARKS = (Role.MARK, Role.JOINT_MARK, Role.LETTER_MARK)
_NUMBERS = (Role.NUMBER, Role.LETTER_NUMBER, Role.NUMBER_AND_SIGNERS)
_SIGNED = (Role.SIGNERS, Role.NUMBER_AND_SIGNERS)
_LABELS = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)
_YEARS = re.compile(r"〔\d{4}〕\s*\d+\s*号")
_CHOSEN = str.maketrans("", "", "\v\f")
_RED_CURE = "把颜色改为红色 RGB(255,0,0)"


@page_rule(
    "9704-7.2.1-a",
    "copy-number-size",
    "份号用三号",
    wrong="份号是四号",
    right="份号是三号（16 磅）",
    grade=Grade.USUAL,
    reads=(Role.COPY_NUMBER,),
)
def copy_number_size(page: Page) -> Iterator[Hit]:
    """份号 is of size 3 号; its typeface is open (AMB-04)."""
    return sizes(page.of(Role.COPY_NUMBER), figures.BODY_SIZE, what="份号")


@page_rule(
    "9704-7.2.1-b",
    "copy-number-place",
    "份号顶格",
    wrong="份号居右",
    right="份号在版心左上角第一行顶格",
    reads=(Role.COPY_NUMBER,),
    also=("ERR-MJ-05",),
)
def copy_number_place(page: Page) -> Iterator[Hit]:
    """份号 begins at the left edge of the type area."""
    return _not_flush(page, Role.COPY_NUMBER, "份号")


@page_rule(
    "9704-7.2.2-a",
    "secrecy-face",
    "密级用三号黑体",
    wrong="密级是仿宋",
    right="密级和保密期限是三号黑体",
    grade=Grade.USUAL,
    reads=(Role.SECRECY,),
)
def secrecy_face(page: Page) -> Iterator[Hit]:
    """密级 and its period stand out."""
    yield from faces(page.of(Role.SECRECY), Face.HEITI, what="密级")
    yield from sizes(page.of(Role.SECRECY), figures.BODY_SIZE, what="密级")


@page_rule(
    "9704-7.2.2-b",
    "secrecy-place",
    "密级顶格",
    wrong="密级在右上角（旧规）",
    right="密级在版心左上角，份号下一行顶格",
    reads=(Role.SECRECY,),
    also=("ERR-MJ-05",),
)
def secrecy_place(page: Page) -> Iterator[Hit]:
    """密级 stands on the left; on the right it stood before 2012."""
    return _not_flush(page, Role.SECRECY, "密级")


@page_rule(
    "9704-7.2.3-a",
    "urgency-face",
    "紧急程度用三号黑体、顶格",
    wrong="紧急程度是宋体，或在右上角",
    right="紧急程度是三号黑体，在版心左上角顶格",
    grade=Grade.USUAL,
    reads=(Role.URGENCY,),
    also=("ERR-MJ-05",),
)
def urgency_face(page: Page) -> Iterator[Hit]:
    """紧急程度 stands out, on the left."""
    yield from faces(page.of(Role.URGENCY), Face.HEITI, what="紧急程度")
    yield from sizes(page.of(Role.URGENCY), figures.BODY_SIZE, what="紧急程度")
    yield from _not_flush(page, Role.URGENCY, "紧急程度")


@page_rule(
    "9704-7.2.3-b",
    "order-of-labels",
    "份号、密级、紧急程度自上而下",
    wrong="“加急”在“机密★1年”的上面",
    right="000012，机密★1年，加急，各占一行",
    reads=_LABELS,
    also=("ERR-MJ-04",),
)
def order_of_labels(page: Page) -> Iterator[Hit]:
    """份号, 密级, 紧急程度 follow one another."""
    shown = page.of(*_LABELS)
    wanted = sorted(shown, key=lambda line: _LABELS.index(line.role) if line.role in _LABELS else 0)
    for line, other in zip(shown, wanted, strict=True):
        if line.role is not other.role:
            yield Hit("份号、密级、紧急程度的次序不对", "自上而下排份号、密级和保密期限、紧急程度", line)
            return


def _not_flush(page: Page, role: Role, what: str) -> Iterator[Hit]:
    for line in page.of(role):
        if not is_flush(line) or line.text.startswith("\t"):
            cure = "左对齐，左缩进和首行缩进改为 0"
            yield Hit(f"{what}没有顶格", cure, line, found="不在左边", required="顶格", remedy=FLUSH)


# ------------------------------------------------------------------ 发文机关标志


@page_rule(
    "9704-7.2.4-b",
    "mark-in-the-middle",
    "发文机关标志居中",
    wrong="标志左对齐",
    right="标志居中，没有缩进",
    reads=(Role.MARK, Role.LETTER_MARK),
    also=("9704-10.1-a", "9704-10.2-a", "9704-10.3-a", "ERR-HT-02"),
)
def mark_in_the_middle(page: Page) -> Iterator[Hit]:
    """The mark stands in the middle of the type area; in a box or a table the box decides."""
    for line in (*page.of(Role.MARK), *(one for one in page.head if one.role is Role.LETTER_MARK)):
        aligned = line.format.alignment
        if not line.in_table and line.format.frame is None and aligned not in ("center", "distribute"):
            cure = "对齐方式改为居中，缩进改为 0"
            yield Hit("发文机关标志没有居中", cure, line, found=aligned, required="居中", remedy=CENTRED)


@page_rule(
    "9704-7.2.4-d",
    "mark-face",
    "发文机关标志用小标宋",
    wrong="标志是黑体",
    right="标志是方正小标宋简体",
    grade=Grade.ADVISED,
    reads=_MARKS,
)
def mark_face(page: Page) -> Iterator[Hit]:
    """小标宋 is advised, not asked."""
    return faces(_marks(page), Face.XIAOBIAOSONG, what="发文机关标志")


@page_rule(
    "9704-7.2.4-f",
    "mark-colour",
    "发文机关标志用红色",
    wrong="标志是黑色",
    right="标志是红色 RGB(255,0,0)",
    reads=_MARKS,
    also=("AMB-19", "ERR-HT-02"),
)
def mark_colour(page: Page) -> Iterator[Hit]:
    """The mark is red; on paper whose head is printed already it leaves no words at all."""
    for line in _marks(page):
        for run, said in line.runs:
            if not is_red(said.colour):
                found = said.colour or "黑色"
                remedy = Remedy(Aspect.COLOUR, RED)
                yield Hit("发文机关标志不是红色", _RED_CURE, line, run.text.strip(), found, "红色", remedy=remedy)
                break


def _marks(page: Page) -> list[Line]:
    return [*page.of(Role.MARK, Role.JOINT_MARK), *(line for line in page.head if line.role is Role.LETTER_MARK)]


# ------------------------------------------------------------------ 发文字号, 签发人


@page_rule(
    "9704-7.2.5-a",
    "number-in-the-middle",
    "发文字号居中",
    wrong="下行文的发文字号左对齐",
    right="发文字号在标志下空二行居中",
    reads=(Role.NUMBER,),
)
def number_in_the_middle(page: Page) -> Iterator[Hit]:
    """Where nobody's approval is named beside it, or ought to be, the number stands in the middle."""
    if page.form is Form.LETTER or page.has(*_SIGNED) or page.kind in MUST_BE_SIGNED:
        return
    for line in page.of(Role.NUMBER):
        if not is_centred(line) and not line.in_table:
            cure = "对齐方式改为居中，缩进改为 0"
            yield Hit("发文字号没有居中", cure, line, found="没有居中", required="居中", remedy=CENTRED)


@page_rule(
    "9704-7.2.5-f",
    "upward-number-place",
    "上行文的发文字号左空一字",
    wrong="请示的发文字号居中，签发人在另一行",
    right="左空一字排发文字号，同一行右边排签发人",
    reads=_NUMBERS,
    also=("ERR-FWZH-09", "AMB-27"),
)
def upward_number_place(page: Page) -> Iterator[Hit]:
    """Beside those who approved it the number stands on the left, on the line of the last of them."""
    if page.form is Form.LETTER or _is_downward(page) or not page.has(*_SIGNED):
        return
    for line in page.of(Role.NUMBER):
        if not line.in_table and line.format.frame is None and line.format.alignment == "center":
            cure = "左空一字排发文字号，用右对齐的制表位把签发人排在同一行"
            yield Hit("有签发人而发文字号居中", cure, line, found="居中", required="左空一字，与最后一个签发人同行")


@page_rule(
    "TL-9.5",
    "one-number",
    "一件公文一个发文字号",
    wrong="联合行文并列两个机关的字号",
    right="只用主办机关的字号",
    reads=_NUMBERS,
    also=("9704-7.2.5-g", "ERR-FWZH-10"),
)
def one_number(page: Page) -> Iterator[Hit]:
    """A joint document bears the number of the agency in charge."""
    lines = page.of(*_NUMBERS)
    for line in (*(line for line in lines[:1] if len(_YEARS.findall(line.text)) > 1), *lines[1:]):
        yield Hit("版头有两个发文字号", "只留主办机关的发文字号", line)


@page_rule(
    "9704-7.2.6-d",
    "signers-faces",
    "“签发人”仿宋，姓名楷体",
    wrong="签发人的姓名是仿宋",
    right="“签发人：”三号仿宋，姓名三号楷体",
    reads=_SIGNED,
    also=("ERR-QF-04",),
)
def signers_faces(page: Page) -> Iterator[Hit]:
    """The names of those who approved it are in 楷体."""
    if _is_downward(page):
        return
    for line in page.of(*_SIGNED):
        colon = re.search(r"签\s*发\s*人?\s*[：:]", line.text)
        if colon is None and line.role is Role.SIGNERS:
            colon = re.search("[：:]", line.text)
        # Where no label stands on the line, it is the second of several, or the name beside the number.
        names_from = colon.end() if colon else line.text.rfind("号") + 1
        before: list[tuple[Run, RunFormat]] = []
        names: list[tuple[Run, RunFormat]] = []
        at = 0
        for run, said in line.runs:
            at = max(at, line.text.find(run.text.translate(_CHOSEN), at))
            (names if at + len(run.text.rstrip()) > names_from + 1 else before).append((run, said))
        yield from faced(line, _with_han(before), Face.FANGSONG, what="“签发人”", aspect=Aspect.SOME_TYPEFACE)
        yield from faced(line, _with_han(names), Face.KAITI, what="签发人姓名", aspect=Aspect.SOME_TYPEFACE)
    yield from sizes(page.of(*_SIGNED), figures.BODY_SIZE, what="签发人")


def _with_han(runs: list[tuple[Run, RunFormat]]) -> list[tuple[Run, RunFormat]]:
    return [(run, said) for run, said in runs if re.search("[\u4e00-\u9fff]", run.text)]


@page_rule(
    "9704-7.2.6-g",
    "signers-only-upward",
    "只有上行文标注签发人",
    wrong="通知的版头有“签发人：王建国”",
    right="请示、报告等上行文标注签发人",
    grade=Grade.PRACTICE,
    reads=_SIGNED,
    also=("ERR-QF-03",),
)
def signers_only_upward(page: Page) -> Iterator[Hit]:
    """The regulation asks it of what goes up; other documents do without."""
    if page.kind is None or not _is_downward(page):
        return
    for line in page.of(*_SIGNED)[:1]:
        yield Hit(f"{page.kind.value}不是上行文而标注了签发人", "删去签发人", line)


def _is_downward(page: Page) -> bool:
    """Whether a document does not go up, so that who approved it should not stand there at all."""
    return page.kind is not None and page.kind not in MAY_BE_SIGNED


# ------------------------------------------------------------------ red rule


@page_rule(
    "9704-7.2.7-c",
    "star-on-red-rule",
    "分隔线上没有五角星",
    wrong="红线中间有“★”（党的机关旧式样）",
    right="一条完整的红线",
    grade=Grade.PRACTICE,
)
def star_on_red_rule(page: Page) -> Iterator[Hit]:
    """The star on the rule went out in 2012."""
    for line in page.lines[:20]:
        if line.words.strip("—─ ") == "★":
            yield Hit("版头分隔线上有五角星", "删去五角星", line, found="★", required="没有")
            return


@page_rule(
    "9704-7.2.7-a",
    "red-rule",
    "发文字号下有红色分隔线",
    wrong="发文字号下没有线，或线是黑色、短于版心",
    right="发文字号下 4 毫米，与版心等宽的红线",
    reads=_NUMBERS,
    also=("ERR-HT-03",),
)
def red_rule(page: Page) -> Iterator[Hit]:
    """A red rule as wide as the type area divides head and main part. Shapes are seen only on a drawn page."""
    if page.form not in (Form.DOCUMENT, Form.MINUTES) or not page.has(Role.MARK, Role.JOINT_MARK):
        return
    lines = page.of(*_NUMBERS, Role.ISSUE_LINE)
    if not lines:
        return
    number = lines[-1]
    ruled_below = next((line for line in _about(page, number) if _drawn(line.format.border_bottom)), None)
    above = next((line for line in _about(page, number)[1:] if _drawn(line.format.border_top)), None)
    line = ruled_below or above
    if line is None:
        yield from _drawn_rule(page, number)
        if not page.draws and not number.in_table:
            cure = "在发文字号下 4 毫米加一条与版心等宽的红线"
            yield Hit("没有版头分隔线", cure, number, required="红线", remedy=_red("bottom"))
        return
    border = line.format.border_bottom if ruled_below else line.format.border_top
    assert border is not None  # one of the two was drawn
    said = line.format
    if not is_red(border.colour):
        colour = border.colour or "黑色"
        remedy = _red("bottom" if ruled_below else "top")
        yield Hit("版头分隔线不是红色", "把线的颜色改为红色", line, found=colour, required="红色", remedy=remedy)
    elif abs(said.indent_left.mm) > 2 or abs(said.indent_right.mm) > 2:
        short = f"比版心短 {round(said.indent_left.mm + said.indent_right.mm, 1):g} 毫米"
        cure, remedy = "这一段的左右缩进改为 0", Remedy(Aspect.SIDES)
        yield Hit("版头分隔线与版心不等宽", cure, line, found=short, required="156 毫米", remedy=remedy)


def _drawn_rule(page: Page, number: Line) -> Iterator[Hit]:
    """The one red line that is drawn between the mark and the title, where it is longer or shorter than the text."""
    titles = page.of(Role.TITLE)
    last = titles[0].paragraph.number if titles else number.paragraph.number
    main, figure = page.facts.opened.main, figures.RED_RULE_WIDTH
    red = [
        one.line
        for one in page.drawn
        if one.paragraph.part == main and is_red(one.line.colour) and one.paragraph.number <= last
    ]
    if len(red) == 1 and abs(red[0].length.mm - figure.value.mm) > figure.tolerance.mm:
        required, found = f"{figure.value.mm:g} 毫米", f"长 {round(red[0].length.mm, 1):g} 毫米"
        cure = f"把线的长度改为 {required}，居中"
        yield Hit("版头分隔线与版心不等宽", cure, number, found=found, required=required)


def _red(side: str) -> Remedy:
    return ruled(side, RED, figures.RED_RULE_THICKNESS.value)


def _about(page: Page, number: Line) -> list[Line]:
    """A line and the two below it: the rule may be the border of either."""
    at = page.lines.index(number)
    return list(page.lines[at : at + 3])


def _drawn(border: Border | None) -> bool:
    return border is not None and border.style not in ("none", "nil")
