"""Rules of 主体 down to 附件说明, and of 附件: title, 主送机关, order of parts (9704-7.3.1–7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongwen.checking.measures import chars, faced, faces, is_centred, is_flush, sizes
from gongwen.checking.page import BODY_ROLES, Line, Page
from gongwen.checking.remedies import CENTRED, FLUSH, PLAIN, Aspect, Remedy, indented
from gongwen.checking.rule import Hit, page_rule
from gongwen.standard import figures
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form
from gongwen.standard.profiles import Face
from gongwen.standard.roles import Role

__all__: list[str] = []

_NEAR = 0.3
_DATES = (Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE)
_SIGNED = (Role.SIGNATORY, Role.SEALED_SIGNATORY, Role.STAMP_SIGNATORY)
_LABELS = (Role.ATTACHMENT_LABEL, Role.APART_LABEL)


@page_rule(
    "9704-7.3.1-a",
    "title-face",
    "标题用二号小标宋",
    wrong="标题是黑体二号，或宋体加粗，或三号",
    right="标题是二号方正小标宋简体，不加粗",
    grade=Grade.USUAL,
    reads=(Role.TITLE, Role.ISSUED_TITLE),
    also=("ERR-BT-06",),
)
def title_face(page: Page) -> Iterator[Hit]:
    """The title is of size 2 号 in 小标宋, which is heavy as it is."""
    lines = page.of(Role.TITLE, Role.ISSUED_TITLE)
    yield from faces(lines, Face.XIAOBIAOSONG, what="标题")
    yield from sizes(lines, figures.TITLE_SIZE, what="标题")
    for line in lines:
        if any(said.bold for _, said in line.chinese()):
            yield Hit("标题用了加粗", "去掉加粗", line, found="加粗", required="不加粗", remedy=PLAIN)


@page_rule(
    "9704-7.3.1-c",
    "title-in-the-middle",
    "标题居中",
    wrong="标题左对齐，或居中而带首行缩进",
    right="标题各行居中，没有缩进",
    reads=(Role.TITLE, Role.ISSUED_TITLE),
)
def title_in_the_middle(page: Page) -> Iterator[Hit]:
    """Every line of the title stands in the middle."""
    for line in page.of(Role.TITLE, Role.ISSUED_TITLE):
        if line.in_table or is_centred(line):
            continue
        first = chars(line.format.first_line, line)
        found = f"首行缩进 {round(first, 1):g} 字" if line.format.alignment == "center" else "没有居中"
        cure = "对齐方式改为居中，缩进改为 0"
        yield Hit("标题没有居中", cure, line, found=found, required="居中", remedy=CENTRED)


@page_rule(
    "9704-7.3.1-d",
    "title-shape",
    "标题排成梯形或菱形",
    wrong="三行标题，中间一行最短（沙漏形），或三行一样长（长方形）",
    right="上短下长、上长下短，或中间最长",
    reads=(Role.TITLE,),
    also=("ERR-BT-05",),
)
def title_shape(page: Page) -> Iterator[Hit]:
    """A title of several lines is a trapezium or a rhombus, no rectangle and no hourglass."""
    lines = page.of(Role.TITLE)
    rows = [row for line in lines for row in re.split("[\n\v]", line.paragraph.text) if row.strip()]
    lengths = [len(row.strip()) for row in rows]
    if len(lengths) < 3:
        return
    inner = lengths[1:-1]
    if len(set(lengths)) == 1:
        found = "长方形"
    elif max(inner) < min(lengths[0], lengths[-1]):
        found = "沙漏形"
    else:
        return
    yield Hit("标题排成了" + found, "调整换行，使各行成梯形或菱形", lines[0], found=found, required="梯形或菱形")


@page_rule(
    "9704-7.3.2-a",
    "recipients-flush",
    "主送机关顶格",
    wrong="主送机关缩进二字，或居中",
    right="主送机关左侧顶格，回行仍顶格",
    reads=(Role.RECIPIENTS, Role.ISSUED_RECIPIENTS),
    also=("ERR-ZS-04",),
)
def recipients_flush(page: Page) -> Iterator[Hit]:
    """主送机关 begins at the edge, and goes on there."""
    for line in page.of(Role.RECIPIENTS, Role.ISSUED_RECIPIENTS):
        if not is_flush(line) or abs(chars(line.format.indent_left, line)) > _NEAR or line.text.startswith("\t"):
            said = line.format
            lead = chars(said.indent_left + said.first_line, line) + line.typed_indent
            found = f"左空 {round(lead, 1):g} 字" if lead > _NEAR else "没有左对齐"
            cure = "左对齐，缩进改为 0，删去前面的空格"
            yield Hit("主送机关没有顶格", cure, line, found=found, required="顶格", remedy=FLUSH)


@page_rule(
    "9704-7.3.3-b",
    "nothing-before-body",
    "主送机关下一行就是正文",
    wrong="主送机关与正文之间空一行",
    right="正文紧接主送机关的下一行",
    reads=(Role.RECIPIENTS, *BODY_ROLES),
)
def nothing_before_body(page: Page) -> Iterator[Hit]:
    """The body begins on the line below."""
    for line in page.of(Role.RECIPIENTS)[-1:]:
        at = page.lines.index(line)
        following = next((one for one in page.lines[at + 1 :] if one.words or one.paragraph.runs), None)
        empty = [one for one in page.lines[at + 1 :][:3] if not one.words and not one.paragraph.runs]
        if following is None or following.in_table or not empty or page.lines[at + 1] is not empty[0]:
            continue
        if empty[0].role is not None or empty[0].paragraph.boxes:  # room that has a purpose
            continue
        remedy = Remedy(Aspect.EMPTY_LINE)
        yield Hit("主送机关与正文之间有空行", "删去空行", line, found="空行", required="不空行", remedy=remedy)


# ------------------------------------------------------------------ 附件说明, 附件


@page_rule(
    "9704-7.3.4-a",
    "attachment-note-indent",
    "附件说明左空二字",
    wrong="“附件：1.任务清单”顶格；附件说明排在署名的下面",
    right="正文下空一行，左空二字排“附件：”，在署名之上",
    reads=(Role.ATTACHMENT_NOTE,),
    also=("33476-7.2.4", "ERR-FJ-09"),
)
def attachment_note_indent(page: Page) -> Iterator[Hit]:
    """附件说明 begins two characters in, above the signature."""
    lines = page.of(Role.ATTACHMENT_NOTE)
    signed = page.of(*_SIGNED, *_DATES)
    for line in lines[:1]:
        said = line.format
        lead = chars(said.indent_left + said.first_line, line) + line.typed_indent
        if line.text.startswith("\t"):
            lead += 2
        if abs(lead - 2) > _NEAR:
            found, hang = f"左空 {round(lead, 1):g} 字", _before_name(line)
            remedy = indented(2 + hang, -hang)
            cure, required = "左缩进改为 2 字符", "左空 2 字"
            yield Hit("附件说明没有左空二字", cure, line, found=found, required=required, remedy=remedy)
        if signed and line.paragraph.number > signed[-1].paragraph.number:
            cure = "移到正文之下、署名之上"
            yield Hit("附件说明排在落款之后", cure, line, found="在落款之后", required="在署名之上")


@page_rule(
    "9704-7.3.4-e",
    "attachment-note-hangs",
    "附件名称回行与名称首字对齐",
    wrong="附件名称长，回行顶格",
    right="悬挂缩进，回行与名称的第一个字对齐",
    reads=(Role.ATTACHMENT_NOTE,),
    also=("ERR-FJ-10",),
)
def attachment_note_hangs(page: Page) -> Iterator[Hit]:
    """A name that takes two lines goes on below its own first character."""
    for line in page.of(Role.ATTACHMENT_NOTE):
        left = chars(line.format.indent_left, line)
        lead = left + chars(line.format.first_line, line) + line.typed_indent
        long = len(line.words) + lead > 28
        hang = _before_name(line)
        name = lead + hang
        if long and not -1 <= left - name <= 1.5:
            found = f"回行空 {round(left, 1):g} 字"
            cure = "用悬挂缩进，使回行与附件名称的第一个字对齐"
            remedy, required = indented(name, -hang), f"空 {round(name, 1):g} 字左右"
            yield Hit("附件名称回行没有对齐", cure, line, found=found, required=required, remedy=remedy)


def _before_name(line: Line) -> float:
    """How wide that is which stands before the name: 附件：1."""
    before = re.match(r"\s*(?:附\s*件\s*[：:]\s*)?(?:\d{1,2}\s*[.．、]\s*)?", line.text)
    return sum(0.5 if one.isascii() else 1 for one in before[0].strip("\t 　")) if before else 0


@page_rule(
    "9704-7.3.7-a",
    "attachment-on-new-page",
    "附件另面编排",
    wrong="附件接着落款往下排；附件排在版记之后",
    right="附件从新的一面起，在版记之前",
    reads=_LABELS,
    also=("ERR-FJ-08",),
)
def attachment_on_new_page(page: Page) -> Iterator[Hit]:
    """An attachment begins a page, and stands before 版记."""
    foot = page.of(Role.COLOPHON_CC, Role.COLOPHON_PRINTER, Role.COLOPHON_RECIPIENTS)
    for line in page.of(Role.ATTACHMENT_LABEL):
        at = page.lines.index(line)
        if not _begins_page(page, at):
            remedy = Remedy(Aspect.NEW_PAGE)
            yield Hit("附件没有另起一面", "在“附件”前插入分页符", line, found="接排", required="另面", remedy=remedy)
        if foot and line.paragraph.number > foot[-1].paragraph.number and not foot[0].paragraph.boxes:
            yield Hit("附件排在版记之后", "移到版记之前", line, found="在版记之后", required="在版记之前")


def _begins_page(page: Page, at: int) -> bool:
    if at == 0 or page.lines[at].format.page_break_before:
        return True
    line = page.lines[at]
    if "\f" in line.paragraph.text.split(line.words[:1] or " ")[0]:
        return True
    for other in reversed(page.lines[max(0, at - 8) : at]):
        if other.paragraph.ends_section or "\f" in other.paragraph.text:
            return True
        if other.words or other.paragraph.section != line.paragraph.section:
            return other.paragraph.section != line.paragraph.section
        if other.format.page_break_before:
            return True
    return False


@page_rule(
    "9704-7.3.7-b",
    "attachment-label-face",
    "“附件”用三号黑体顶格",
    wrong="“附件1”是仿宋，或居中",
    right="“附件1”三号黑体，在版心左上角第一行顶格",
    reads=(Role.ATTACHMENT_LABEL,),
)
def attachment_label_face(page: Page) -> Iterator[Hit]:
    """附件 and its number stand in the upper left corner."""
    lines = page.of(Role.ATTACHMENT_LABEL)
    yield from faces(lines, Face.HEITI, what="“附件”")
    yield from sizes(lines, figures.BODY_SIZE, what="“附件”")
    yield from (
        Hit("“附件”没有顶格", "左对齐，缩进改为 0", line, found="不在左边", required="顶格", remedy=FLUSH)
        for line in lines
        if not is_flush(line)
    )


@page_rule(
    "9704-7.3.7-c",
    "attachment-title-in-the-middle",
    "附件标题居中",
    wrong="附件的标题左对齐",
    right="附件的标题在版心第三行居中",
    reads=(Role.ATTACHMENT_TITLE,),
)
def attachment_title_in_the_middle(page: Page) -> Iterator[Hit]:
    """The title of an attachment stands in the middle."""
    for line in page.of(Role.ATTACHMENT_TITLE):
        if not is_centred(line):
            cure = "对齐方式改为居中"
            yield Hit("附件标题没有居中", cure, line, found="没有居中", required="居中", remedy=CENTRED)


@page_rule(
    "9704-7.3.7-d",
    "attachment-title-face",
    "附件标题用二号小标宋",
    wrong="附件的标题是三号黑体",
    right="附件的标题是二号方正小标宋简体",
    grade=Grade.PRACTICE,
    reads=(Role.ATTACHMENT_TITLE,),
    also=("AMB-13",),
)
def attachment_title_face(page: Page) -> Iterator[Hit]:
    """The figure shows it as large as the title of the document; the clause says nothing."""
    yield from faces(page.of(Role.ATTACHMENT_TITLE), Face.XIAOBIAOSONG, what="附件标题")
    yield from sizes(page.of(Role.ATTACHMENT_TITLE), figures.TITLE_SIZE, what="附件标题")


@page_rule(
    "9704-7.3.4-c",
    "single-attachment-number",
    "只有一个附件不编号",
    wrong="附件：1.任务清单（只有这一个）",
    right="附件：任务清单",
    grade=Grade.PRACTICE,
    reads=(Role.ATTACHMENT_NOTE,),
)
def single_attachment_number(page: Page) -> Iterator[Hit]:
    """Several attachments are counted; one needs no number."""
    lines = page.of(Role.ATTACHMENT_NOTE)
    numbered = (
        re.match(r"\s*附\s*件\s*[：:]\s*(1\s*[.．、]\s*)(?!.*\d[.．、])", lines[0].text) if len(lines) == 1 else None
    )
    if numbered:
        start, words = numbered.start(1), numbered[1]
        yield Hit("只有一个附件而编了号", "删去“1.”", lines[0], words, words, "删去", safe=True, start=start)


@page_rule(
    "9704-10.3-b",
    "attendance-look",
    "“出席”用黑体，名单用仿宋，左空二字",
    wrong="“出席：”是仿宋，或顶格",
    right="“出席”三号黑体，名单三号仿宋，左空二字",
    grade=Grade.USUAL,
    reads=(Role.ATTENDANCE, Role.ATTENDANCE_LEVEL_0),
    also=("9704-10.3-d", "33476-9.3"),
)
def attendance_look(page: Page) -> Iterator[Hit]:
    """Who was present, excused or invited stands out by its label."""
    for line in page.of(Role.ATTENDANCE, Role.ATTENDANCE_LEVEL_0):
        if not re.match(r"[出请列]\s*[席假]\s*[：:]", line.words):
            continue
        yield from faced(line, list(line.chinese())[:1], Face.HEITI, what="“出席”", aspect=Aspect.SOME_TYPEFACE)
        lead = chars(line.format.indent_left + line.format.first_line, line) + line.typed_indent
        if abs(lead - 2) > _NEAR:
            found = f"左空 {round(lead, 1):g} 字"
            yield Hit("出席名单没有左空二字", "左缩进改为 2 字符", line, found=found, required="左空 2 字")


_NOTED = re.compile(r"^\s*(?:附\s*件\s*(\d{0,2})\s*[：:]\s*)?(?:(\d{1,2})\s*[.．、，,）)]\s*)?(.*)$", re.DOTALL)
_LABELLED = re.compile(r"(\d{0,2})\s*[：:]?\s*$")


@page_rule(
    "9704-7.3.7-e",
    "attachments-agree",
    "附件与附件说明一致",
    wrong="附件说明列了 2 个附件，后面只有“附件1”；名称不同",
    right="顺序号、标题与附件说明一致",
    reads=(Role.ATTACHMENT_NOTE, Role.ATTACHMENT_LABEL, Role.ATTACHMENT_TITLE),
    also=("TL-9.10", "ERR-FJ-06", "ERR-FJ-07"),
)
def attachments_agree(page: Page) -> Iterator[Hit]:
    """What is attached is noted under its number and by its title; what is noted may be sent apart."""
    labels = page.of(Role.ATTACHMENT_LABEL)
    if not labels:
        return
    notes = page.of(Role.ATTACHMENT_NOTE)
    if not notes:
        yield Hit("有附件而没有附件说明", "在正文下面写“附件：”和附件的名称", labels[0], also=("ERR-FJ-06",))
        return
    names = {}
    for line in notes:
        noted = _NOTED.match(line.words)
        if noted is not None:
            names[noted[2] or noted[1] or "1"] = _bare(noted[3])
    titles = page.of(Role.ATTACHMENT_TITLE)
    for line in labels:
        number = _LABELLED.search(line.words)
        label = number[1] if number and number[1] else "1"
        if label not in names:
            yield Hit(f"附件说明里没有附件{label}", "在附件说明里补上，或改正顺序号", line, also=("ERR-FJ-07",))
            continue
        title = next((one for one in titles if one.paragraph.number > line.paragraph.number), None)
        if title is not None and _is_next(labels, line, title) and _bare(title.words) != names[label]:
            cure = "改得一样"
            found = title.words.replace("\n", "")
            message = "附件标题与附件说明里的名称不同"
            yield Hit(message, cure, title, found=found, required=names[label], also=("ERR-FJ-07",))


def _is_next(labels: Sequence[Line], label: Line, title: Line) -> bool:
    later = [one for one in labels if one.paragraph.number > label.paragraph.number]
    return not later or title.paragraph.number < later[0].paragraph.number


def _bare(name: str) -> str:
    return re.sub(r"[\s《》]", "", name).rstrip("。；;，,、")


@page_rule(
    "9704-10.2-c",
    "order-without-title",
    "命令没有标题和主送机关",
    wrong="县人民政府令有“各乡镇人民政府：”",
    right="令号下空二行就是正文",
    reads=(Role.TITLE, Role.RECIPIENTS),
    also=("ERR-ML-01",),
)
def order_without_title(page: Page) -> Iterator[Hit]:
    """Below the number of an order the text begins."""
    if page.form is Form.ORDER:
        for line in page.of(Role.TITLE, Role.RECIPIENTS):
            yield Hit("命令格式有标题或主送机关", "删去；令号下就是正文", line)
