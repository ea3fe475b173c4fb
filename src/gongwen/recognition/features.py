"""What can be seen of a line: its length and ends, the words it begins or closes with, its neighbours, its formatting.

In: lines. Out: for every line the names of its features (the rows of ``roles.WEIGHTS``). Few and general: no feature
knows a text. A paragraph of a .docx has the same features and those of its formatting besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from gongwen.reading.heads import ARTICLE, CHAPTER, CHINESE, DECIMAL, FIGURE, Head, read_head
from gongwen.recognition.lines import Formatting, Line
from gongwen.recognition.noise import MAIL, TALK
from gongwen.standard.dates import read_date
from gongwen.text import BLANKS

_Add: TypeAlias = Callable[[str], None]

__all__ = ["AGENCY", "DATE_AT_END", "KIND_AT_END", "LOOSE_AT_END", "Seen", "seen_of", "squeezed", "with_look_alikes"]


class Seen(NamedTuple):
    """A line's features and the number at its head."""

    features: list[str]
    head: Head | None


# ---------------------------------------------------------------------------------- words

_AGENCY_END = (
    "政府|委员会|党委|党组|党支部|党总支|支部|总支|工委|纪委|政法委|组织部|宣传部|统战部|武装部|人大|政协|"
    "主席团|常委会|办公厅|办公室|秘书处|秘书局|"
    "指挥部|领导小组|工作组|专班|委|办|局|厅|部|院|处|署|所|会|中心|站|校|小学|中学|大学|学院|幼儿园|公司|"
    "集团|银行|联社|合作社|支队|大队|中队|队|"
    "社区|街道|医院|卫生院|法院|检察院|学区|科|室|厂|场|园|馆|社|镇|乡|县|市|区|村|工会|团委|妇联|协会|学会|商会"
)
AGENCY = re.compile(rf"[\u4e00-\u9fffA-Za-zXx×○·\d]{{2,40}}(?:{_AGENCY_END})(?:[（(][\u4e00-\u9fff]{{1,12}}[）)])?")
_AGENCIES = re.compile(
    rf"[\u4e00-\u9fffXx×○·]{{2,30}}(?:{_AGENCY_END})(?:[、，,]?[\s\u3000]*[\u4e00-\u9fffXx×○·]{{2,30}}(?:"
    rf"{_AGENCY_END}))+"
)
_OFFICER = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:主任|县长|市长|镇长|乡长|区长|省长|主席|书记|局长|校长|院长|部长|厅长|州长|"
    r"总经理|董事长|[所站科处镇乡村]长)[\s\u3000：:]*[\u4e00-\u9fff·][\s\u3000]*[\u4e00-\u9fff·]{1,5}"
)
_KINDS = "续报|决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
_LOOSE = (
    "方案|计划|总结|要点|办法|规定|细则|规则|预案|制度|安排|规划|措施|汇报|材料|讲话|章程|条例|规程|规范|"
    "标准|指南|名单|一览表|表|清单|台账|台帐|"
    "承诺书|倡议书|责任书|建议书|须知|说明|分工|目录|简介|简报|公示|启事|建议|提案|议程|日程|名录|图|册|"
    "流程|模板|样式|题纲|提纲|情况|申请"
)
_TAIL_IN_BRACKETS = r"(?:[（(][^（）()]{1,14}[）)])?"
KIND_AT_END = re.compile(rf"({_KINDS}){_TAIL_IN_BRACKETS}$")
LOOSE_AT_END = re.compile(rf"({_LOOSE}){_TAIL_IN_BRACKETS}$")
_ABOUT = re.compile(r"关[\s\u3000]*于|印[\s\u3000]*发|转[\s\u3000]*发|批[\s\u3000]*转")
_ADDRESSED = (
    rf"(?:{_AGENCY_END}|单位|部门|机构|同志们?|干部|职工|群众|居民|村民|人员|家长|客户|代表|企业|商户|业主|"
    r"户主|党员|成员|朋友们?|负责人|联络员|组|点|店|社|户)"
)
_ADDRESS = re.compile(
    rf"(?:各|有关|全|本|局属|县属|市属|镇属|直属|驻|辖区)[\u4e00-\u9fff].{{0,40}}|"
    rf".{{0,40}}{_ADDRESSED}(?:[（(].{{1,20}}[）)])?"
)
_BETWEEN_ADDRESSES = re.compile(r"[，、,；;]")
_ADDRESSES_ALONE = re.compile(
    rf"(?:[\u4e00-\u9fff（）()\s\u3000]{{1,30}}(?:{_AGENCY_END}|单位|部门|企业|村|组|"
    rf"场所)(?:[（(][\u4e00-\u9fff]{{1,10}}[）)])?[、，,；;\s\u3000]*){{1,60}}[：:]?"
)
_SAYS = re.compile(
    r"^[为根按经据自随]|制定|如下|现将|为了|为[进做贯切深加全认规确推落保]|根据|按照|经研究|以下|特此|要求|"
    r"必须|应当|通过|开展|包括|其中|决定|分为|目标|[时地]点|主持|出席|列席|参加|记录|时间|电话|联系"
)

# ---------------------------------------------------------------------------------- forms

_SIX_DIGITS = re.compile(r"\d{6}|№?\s?\d{6}")
_SECRECY = re.compile(
    rf"(?:\d{{6}}[{BLANKS}]*)?(?:(?:绝|机|"
    rf"秘)[{BLANKS}]*密(?:[{BLANKS}]*[★☆*＊·][{BLANKS}]*[\w\u4e00-\u9fff]{{0,6}})?|(?:特|加|平|"
    rf"紧)[{BLANKS}]*[急提])"
    rf"(?:[{BLANKS}]*(?:(?:特|加|平|紧)[{BLANKS}]*[急提]))?"
)
_MARK = re.compile(rf"[^。；！？：:]{{2,60}}文[{BLANKS}]*件")
_FILE_WORD = re.compile(rf"文[{BLANKS}]*件")
_ORDER_MARK = re.compile(rf"[\u4e00-\u9fff{BLANKS}]{{3,40}}令")
_MINUTES_MARK = re.compile(rf"[\u4e00-\u9fff{BLANKS}]{{0,40}}纪[{BLANKS}]*要")
_OPEN, _CLOSE = "〔［\\[【（(﹝﹙❲{｛<＜〈「", "〕］\\]】）)﹞﹚❳}｝>＞〉」"
_DIGIT_LIKE = "0-9０-９OoＯ○〇lI"
_NUMBER = re.compile(
    rf"[\u4e00-\u9fffA-Za-z（）(){BLANKS}]{{2,24}}[{_OPEN}][{BLANKS}]*[12１２lI][{_DIGIT_LIKE}]{{3}}["
    rf"{BLANKS}]*[{_CLOSE}][{BLANKS}]*第?[{BLANKS}]*[{_DIGIT_LIKE}{BLANKS}×xX_]{{0,8}}[{BLANKS}]*号"
    rf"(?:[{BLANKS}]*签[{BLANKS}]*发[{BLANKS}]*人.{{0,60}})?"
)
_NAMED_NUMBER = re.compile(
    r"(?:发\s*文\s*字\s*号|发\s*文\s*文\s*号|文\s*号|文\s*件\s*编\s*号|字\s*号)\s*[：:]\s*\S.{3,40}"
)
_ORDER_NUMBER = re.compile(
    rf"[（(]?(?:[{_OPEN}]?(?:19|"
    rf"20)\d\d[{_CLOSE}]?年?)?[{BLANKS}]*第?[{BLANKS}]*[\d一二三四五六七八九十百]{{1,5}}[{BLANKS}]*[号期次]"
    r"[）)]?"
)
_SIGNER = re.compile(rf"签[{BLANKS}]*发[{BLANKS}]*人[{BLANKS}]*[：:]?[{BLANKS}]*\S{{1,4}}.{{0,60}}")
_TITLE_NAMED = re.compile(r"(?:标\s*题|文件名称|公文名称|名\s*称)\s*[：:]\s*\S.{5,80}")
_LETTER_SPACED = re.compile(rf"\S(?:[{BLANKS}]+\S){{4,}}")

_CHINESE_DATE = (
    r"[一二1１2２][OoＯ0０○〇零◯一二三四五六七八九\d]{3}[ \u3000]*年[ \u3000]*(?:[一二三四五六七八九十]{1,"
    r"3}|\d{1,2})[ \u3000]*月[ \u3000]*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[ \u3000]*[日号])"
)
_FIGURE_DATE = (
    r"[12１２][\dOoＯlI]{3}[ \u3000]*(?:年|[-/.．—])[ \u3000]*[\dlIO]{1,2}[ \u3000]*(?:月|"
    r"[-/.．—])[ \u3000]*[\dlIO]{1,2}[ \u3000]*[日曰号]?"
)
DATE_AT_END = re.compile(rf"(?:{_CHINESE_DATE}|{_FIGURE_DATE})$")
_OPEN_DATE = re.compile(
    rf"(?:(?:19|20)[\d×xX○*_]{{2}}|[二一][○〇零Oo0一二三四五六七八九×]{{3}}|"
    rf"[{BLANKS}_×xX]{{1,8}})[{BLANKS}]*年[{BLANKS}_×xX○]*[\d一二三四五六七八九十]{{0,3}}[{BLANKS}]*月(?:["
    rf"{BLANKS}_×xX○]*[\d一二三四五六七八九十]{{0,3}}[{BLANKS}]*日)?"
)
_UNDER_TITLE = re.compile(
    rf"[（(][^（）()]{{0,60}}(?:{_CHINESE_DATE}|{_FIGURE_DATE})[^（）()]{{0,60}}[）)]|[（(](?:征求意见稿|"
    r"讨论稿|送审稿|草案|试行|修订稿|审议稿|草稿|代拟稿)[）)]"
)
_IN_BRACKETS = re.compile(r"[（(].{2,200}[）)]")
_REMARK = re.compile(
    r"[（(]?\s*(?:此件|本件|此文|公开属性|公开方式|信息公开|主动公开|依申请公开|不予公开|此页无正文|联系人|"
    r"联系电话|联系单位|经办人|发至|传达至|附注)"
)
_CONTACT = re.compile(r"(?:联系人|联系电话|联系方式|经办人|咨询电话|公开方式|公开属性|信息公开选项)\s*[：:]")

_COLOPHON = re.compile(
    rf"(?:抄[{BLANKS}]*送|抄[{BLANKS}]*报|主[{BLANKS}]*送|分[{BLANKS}]*送|报[{BLANKS}]*送|报|送|发|"
    rf"主[{BLANKS}]*题[{BLANKS}]*词)[{BLANKS}]*[：:][{BLANKS}]*\S.*",
    re.S,
)
_ARCHIVE = re.compile(
    rf"存[{BLANKS}]*档?(?:[{BLANKS}]*[：:].{{0,30}}|[{BLANKS}]*[（(].{{1,10}}[）)])?[。.]?|"
    rf"归[{BLANKS}]*档(?:[：:].{{0,30}})?[。.]?|存[：:].{{1,30}}"
)
_PRINTED = re.compile(
    rf".{{0,60}}(?:{_CHINESE_DATE}|{_FIGURE_DATE})[{BLANKS}]*(?:印[{BLANKS}]*发|印制|"
    rf"印)[{BLANKS}。]*(?:[（(]?[{BLANKS}]*共[{BLANKS}]*印.{{0,14}})?"
)
_COPIES = re.compile(
    rf"(?:[（(][^（）()]{{1,4}}[）)])?[{BLANKS}]*[（(]?[{BLANKS}]*(?:共[{BLANKS}]*印?|印(?:数|发|"
    rf"制)?)[{BLANKS}：:]*\d{{1,5}}[{BLANKS}]*份[{BLANKS}]*[）)]?[。.]?"
)

_ATTACHMENT_HEAD = re.compile(
    rf"[【\[（(]?附[{BLANKS}]*(?:件|表|录)?[{BLANKS}]*(?:[0-9０-９]{{1,2}}|"
    rf"[一二三四五六七八九十]{{1,3}})[{BLANKS}]*[：:.]?[】\]）)]?|"
    rf"[【\[（(]?附[{BLANKS}]*件[{BLANKS}]*[：:]?[】\]）)]?|附[{BLANKS}]*[：:]"
)
_ATTACHMENT_TITLED = re.compile(
    rf"[【\[]?附[{BLANKS}]*(?:件|表)?[{BLANKS}]*(?:[0-9０-９]{{1,2}}|"
    rf"[一二三四五六七八九十]{{1,3}})[{BLANKS}]*[】\]]?(?:[：:.．、—-]|"
    rf"[{BLANKS}]+)?[{BLANKS}]*[\u4e00-\u9fff《“X×A-Z0-9].{{1,80}}"
)
_ATTACHMENT_NOTE = re.compile(rf"附[{BLANKS}]*件?[{BLANKS}]*[：:][{BLANKS}]*\S.{{1,300}}")
_NOTE_NUMBERED = re.compile(rf"附[{BLANKS}]*件?[{BLANKS}]*[：:][{BLANKS}]*(?:[1１一][.．、]|[（(][1１一][）)])")
_NOTE_ALONE = re.compile(rf"附[{BLANKS}]*件[{BLANKS}]*[：:]")

_COLLECTION = re.compile(
    r"[【\[（(]?第?\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3})\s*篇\s*(?:[】\]）)]|[：:、.．\s]|$)|"
    r"[【\[（(]?\s*(?:篇|范文|例文|样本|样文|模板|文档|材料|公文|文件|"
    r"通知)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s*[】\]）)：:]|"
    r"[【\[]\s*(?:第?\s*[一二三四五六七八九十\d]{1,3}\s*[份篇则个]?|[A-Z]|下一篇|另一份)\s*[】\]]$|"
    r"[-=*—]{2,}\s*(?:第?\s*[一二三四五六七八九十\d]{1,3}\s*[份篇则个]?|文件\d{1,3})\s*[-=*—]{2,}"
)
_GREETING = re.compile(
    r"(?:各位|大家|您好|你好|尊敬的|亲|[\u4e00-\u9fff]{1,4}(?:主任|书记|科长|老师|经理|局长|镇长|哥|姐|"
    r"总)[：:，,]?\s*(?:您好|你好|好)).{0,60}|.{0,40}(?:转发|查收|知悉|见附件|发给你|发您|按这个).{0,30}"
)
_BOUNDARY = re.compile(
    r"[（(【\[\s—-]*(?:全文完|完|以上|正文完|本文完|End|END|结束)[）)】\]\s—-]*|[（(]?本文(?:来源|由|转载).{0,60}"
)

_STOPS = "。！？!?"
_OPEN_ENDS = "，、,《“（(〈「"
_CLOSERS = "，。、；：！？）》”’」』】〕,.;:!?)%％"
_LONG, _SHORT = 45, 40
_WINDOW, _SLACK = 8, 4
_NARROWEST, _WIDEST = 24, 112


def squeezed(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def with_look_alikes(text: str) -> str:
    """A number with figures where letters and circles were read for them.

    >>> with_look_alikes("2O26"), with_look_alikes("l2")
    ('2026', '12')
    """
    return text.translate(_DIGITS_LIKE)


_DIGITS_LIKE = str.maketrans("OoＯ○〇lI０１２３４５６７８９", "00000110123456789")


# ---------------------------------------------------------------------------------- lines


class _View(NamedTuple):
    """What of a line its neighbours ask for, too."""

    width: int
    head: Head | None
    last: str
    date: bool
    signed: bool
    number: bool
    short: bool
    mark: bool


def seen_of(lines: Sequence[Line], *, names: frozenset[str] = frozenset()) -> list[Seen]:
    """The features of every line; ``names`` are the titles that the text gives its attachments.

    >>> from gongwen.recognition.lines import Typed
    >>> texts = ["关于做好春耕工作的通知", "各村民委员会：", "现将有关事项通知如下。"]
    >>> seen = seen_of([Line(Typed.at(text, at)) for at, text in enumerate(texts, 1)])
    >>> "kind at the end" in seen[0].features, "addresses" in seen[1].features, "ends in stop" in seen[2].features
    (True, True, True)
    """
    views = [_view(line) for line in lines]
    seen: list[Seen] = []
    begins = True  # whether a document may begin here, for all that was seen
    for index, line in enumerate(lines):
        features = _features(index, lines, views, names, begins=begins)
        begins = (begins and any(name in features for name in _OUTSIDE)) or "collection" in features
        seen.append(Seen(features, views[index].head))
    return seen


_OUTSIDE = frozenset(
    (
        "mail",
        "talk",
        "greeting",
        "boundary",
        "collection",
        "six digits",
        "secrecy",
        "mark",
        "number",
        "mark before number",
        "signer",
        "number named",
    )
)


def _view(line: Line) -> _View:
    text = line.text
    if line.solid:
        return _View(0, None, "", False, False, False, False, False)
    length = len(text)
    last = text[-1]
    short = length <= _SHORT
    date = signed = number = False
    if length <= 70:
        if (last in "日号曰" or last.isdecimal()) and length >= 8:
            found = DATE_AT_END.search(text)
            if found:
                date = found.start() == 0
                prefix = text[: found.start()].rstrip(BLANKS)
                signed = (
                    not date
                    and not _has_any(prefix, "。；，：:;！？")
                    and (AGENCY.fullmatch(squeezed(prefix)) is not None or _AGENCIES.fullmatch(prefix) is not None)
                )
        if not date and length <= 40 and last == "日" and " " in text:
            date = DATE_AT_END.fullmatch(squeezed(text)) is not None
        if "号" in text:
            number = _NUMBER.fullmatch(text) is not None
    mark = short and last == "件" and _MARK.fullmatch(text) is not None
    return _View(line.width, read_head(text), last, date, signed, number, short, mark)


def _has_any(text: str, marks: str) -> bool:
    return any(mark in text for mark in marks)


def _features(
    index: int, lines: Sequence[Line], views: Sequence[_View], names: frozenset[str], *, begins: bool
) -> list[str]:
    line, view = lines[index], views[index]
    if line.solid:
        return ["any", "table"]
    text = line.text
    before = views[index - 1] if index else None
    after = views[index + 1] if index + 1 < len(views) else None
    features = ["any"]
    add = features.append
    length = len(text)
    if length > _LONG:
        add("long")
    elif view.short:
        add("short")
    _add_ends(text, view, add)
    head = view.head
    if head is not None and not (head.listing and head.writing in (CHINESE, FIGURE)):
        add("numbered")
        if head.writing in (FIGURE, *DECIMAL):
            add("figure")
        if head.writing in (CHAPTER, ARTICLE):
            add("chapter")
    if line.indent:
        add("deep" if line.indent >= 10 else "indented")
    if index:
        _add_going_on(index, lines, views, add)
    if length <= 300:
        following = lines[index + 1].text if after is not None else ""
        _add_elements(text, view, before, after, add, following=following, full=_is_full(index, views))
    if length <= 90:
        _add_titles(index, lines, views, names, add, begins=begins)
    if line.formatting is not None:
        _add_formatting(line.formatting, length, add)
    if line.hashes == 1 and begins:
        add("first heading mark")
    return features


def _add_ends(text: str, view: _View, add: _Add) -> None:
    last = view.last
    bare = text.rstrip("”’）)》") if last in "”’）)》" else text
    final = bare[-1:] or last
    if final in _STOPS or text.endswith("……"):
        add("ends in stop")
    elif last in "；;":
        add("ends in semicolon")
    elif last in "，,、":
        add("ends in comma")
    elif last in "：:":
        add("ends in colon")
    inner = text[:-2]
    if "。" in inner or "；" in inner or "！" in inner or "？" in inner:
        add("has stop inside")
    elif "，" in inner:
        add("has comma")


def _add_going_on(index: int, lines: Sequence[Line], views: Sequence[_View], add: _Add) -> None:
    """Whether the line goes on with the paragraph before: lines that were wrapped, sentences that were broken."""
    line, view, before = lines[index], views[index], views[index - 1]
    text, text_before = line.text, lines[index - 1].text
    if not before.last or (line.formatting is not None and line.solid):
        return
    if line.formatting is not None:
        add("paragraph of its own")
    if text[0] in _CLOSERS and view.head is None:
        add("must go on")
        return
    full = _is_full(index - 1, views)
    if full:
        add("line of a wrapped text")
    if before.last in "，、," or (full and before.last not in "：:。" and view.last in "：:。"):
        add("names go on")
    if view.head is not None and not view.head.listing:
        return
    if view.date or view.signed or view.number or before.date or before.number:
        return
    open_end = before.last not in "。！？!?；;：:…" and not text_before.endswith(("。”", "。）", "）"))
    if not open_end:
        if full and before.last in "。；;！？）”" and not line.indent and not line.above:
            add("could go on")
        return
    if (
        before.last in _OPEN_ENDS
        or text_before.count("“") > text_before.count("”")
        or text_before.count("（") > text_before.count("）")
        or text_before.count("《") > text_before.count("》")
    ):
        add("goes on" if not line.above or before.last in "，、" else "may go on")
        return
    if full:
        add("may go on" if line.above else "goes on")
    elif len(text_before) > _LONG and not line.above and not line.indent:
        add("goes on" if _has_any(text_before, "。，；") else "may go on")
    elif len(text_before) > _LONG and _has_any(text_before, "。"):
        add("may go on")


def _is_full(index: int, views: Sequence[_View]) -> bool:
    """Whether a line is as wide as the lines around it: one of a text that was wrapped."""
    width = views[index].width
    if not _NARROWEST <= width <= _WIDEST:
        return False
    around = [view.width for view in views[max(0, index - _WINDOW) : index + _WINDOW + 1]]
    widest = max(around)
    return widest <= width + _SLACK and sum(other >= width - _SLACK for other in around) >= 3


def _add_elements(
    text: str, view: _View, before: _View | None, after: _View | None, add: _Add, *, following: str, full: bool
) -> None:
    """What stands in the head and the tail of a document, by the way it is written."""
    first = text[0]
    length = len(text)
    if view.number:
        add("number")
    if view.date:
        add("date")
        if before is not None and before.short:
            add("after a signature")
    elif view.signed:
        add("signed date")
    if first in "0123456789№" and _SIX_DIGITS.fullmatch(text):
        add("six digits")
    if first in "绝机秘特加平紧0123456789" and length <= 24 and _SECRECY.fullmatch(text):
        add("secrecy")
    if first == "附":
        _add_attachment(text, after, add)
    elif first in "【[（(" and length <= 12 and _ATTACHMENT_HEAD.fullmatch(text):
        add("attachment head")
    if first in "抄主分报送发" and _COLOPHON.fullmatch(text):
        add("colophon")
    if first in "存归" and length <= 40 and _ARCHIVE.fullmatch(text):
        add("archive")
    if "印" in text and length <= 120:
        if _PRINTED.fullmatch(text):
            add("printed")
        elif length <= 24 and _COPIES.fullmatch(text):
            add("copies")
    elif first in "共（(" and length <= 24 and _COPIES.fullmatch(text):
        add("copies")
    if first == "签" and _SIGNER.fullmatch(text):
        add("signer")
    if first in "发文字" and _NAMED_NUMBER.fullmatch(text):
        add("number named")
    if (first in "第（(2" or first in _OPEN) and length <= 16 and _ORDER_NUMBER.fullmatch(text):
        add("order number")
    if first in "（(":
        if _IN_BRACKETS.fullmatch(text):
            add("in brackets")
            if _REMARK.match(text):
                add("remark")
        if length <= 120 and _UNDER_TITLE.fullmatch(text):
            add("under title")
    elif text.startswith(("——", "--")) and length <= 90 and before is not None and view.last not in "。；：":
        add("under title")
    elif length <= 100 and (_CONTACT.match(text) or _REMARK.match(text)):
        add("contact")
    if not view.date and length <= 24 and "月" in text and _OPEN_DATE.fullmatch(text):
        add("open date")
    if length <= 60 and view.last not in "。；：:，、！？;":
        plain = squeezed(text)
        if AGENCY.fullmatch(plain):
            add("agency")
            if after is not None and (after.date or after.signed):
                add("before a date")
        elif _AGENCIES.fullmatch(text):
            add("agencies in a row")
            if after is not None and (after.date or after.signed):
                add("before a date")
        elif length <= 24 and _OFFICER.fullmatch(text):
            add("officer")
            if after is not None and after.date:
                add("before a date")
        elif length <= 30 and after is not None and after.date and not _has_any(text, "。，；："):
            add("before a date")
    if view.last in "：:" and length <= 200:
        if not _SAYS.search(text) and _addresses(text):
            add("addresses")
    elif after is not None and after.last in "：:" and after.short and length <= 80 and full and "。" not in text:
        if not _SAYS.search(text + following) and _addresses(text + following):
            add("addresses")
    elif length <= 160 and view.last not in "。；" and "。" not in text and _ADDRESSES_ALONE.fullmatch(text):
        add("addresses without colon")
    if _SAYS.search(text):
        add("says something")
    if length <= 100:
        if _COLLECTION.match(text):
            add("collection")
        if MAIL.match(text):
            add("mail")
        if TALK.match(text):
            add("talk")
        elif _GREETING.fullmatch(text):
            add("greeting")
        if _BOUNDARY.fullmatch(text):
            add("boundary")


def _addresses(text: str) -> bool:
    """Whether a line names those whom a document is sent to: most of its names are such, the last one is."""
    names = [name for name in _BETWEEN_ADDRESSES.split(text.rstrip("：: ")) if name.strip()]
    fitting = [_ADDRESS.fullmatch(name.strip()) is not None for name in names]
    return bool(fitting) and fitting[-1] and 2 * sum(fitting) > len(fitting)


def _add_attachment(text: str, after: _View | None, add: _Add) -> None:
    if _NOTE_ALONE.fullmatch(text) and after is not None and after.head is not None:
        add("attachment note with number")
    elif _ATTACHMENT_HEAD.fullmatch(text):
        add("attachment head")
    elif _NOTE_NUMBERED.match(text) or _ATTACHMENT_NOTE.fullmatch(text):
        add("attachment note")
    elif _ATTACHMENT_TITLED.fullmatch(text) and text[-1] not in "。；":
        add("attachment head with title")


def _add_titles(
    index: int, lines: Sequence[Line], views: Sequence[_View], names: frozenset[str], add: _Add, *, begins: bool
) -> None:
    text, view = lines[index].text, views[index]
    plain = squeezed(text)
    final = plain[-1]
    if final in "。；，、！？;,!?":
        return
    about = _ABOUT.search(text) is not None
    if about:
        add("about")
        if plain.startswith("关于"):
            add("about at the start")
    if view.head is None or view.head.listing:
        if KIND_AT_END.search(plain):
            add("kind at the end")
        elif LOOSE_AT_END.search(plain):
            add("loose kind at the end")
        if begins and len(text) <= _LONG:
            add("first line")
    if len(text) <= 90 and _LETTER_SPACED.fullmatch(text):
        add("letter-spaced")
    if _TITLE_NAMED.fullmatch(text):
        add("title named")
    following = [lines[at].text for at in range(index + 1, min(index + 4, len(lines)))]
    if following and AGENCY.fullmatch(plain) and squeezed(following[0]).startswith(("关于", "印发", "转发")):
        add("agency before about")
    if index:
        above = squeezed(lines[index - 1].text)
        if (
            len(above) <= _LONG
            and above
            and above[-1] not in "。；：:！？"
            and (
                ("关于" in above and not KIND_AT_END.search(above))
                or (plain.startswith("关于") and AGENCY.fullmatch(above))
            )
        ) or (
            len(above) <= 30
            and above
            and above[-1] not in "。；：:，！？、"
            and KIND_AT_END.search(plain)
            and not KIND_AT_END.search(above)
            and not AGENCY.fullmatch(above)
            and not views[index - 1].date
        ):
            add("title goes on")
        if _ATTACHMENT_HEAD.fullmatch(lines[index - 1].text):
            add("after an attachment head")
    if names and plain.strip("《》") in names:
        add("title of an attachment")
    if view.mark:
        add("mark")
    elif _FILE_WORD.fullmatch(text):
        add("mark before number")
    elif plain.endswith("令") and _ORDER_MARK.fullmatch(text):
        add("order mark")
    elif plain.endswith("纪要") and _MINUTES_MARK.fullmatch(text):
        add("minutes mark")
        if following and squeezed(following[0]).endswith("纪要"):
            add("mark before title")
    if not about and view.short and not view.number and _before_number(index, lines, views):
        add("mark before number")


def _before_number(index: int, lines: Sequence[Line], views: Sequence[_View]) -> bool:
    """Whether a short line stands over 发文字号, with only lines of the head between."""
    text = lines[index].text
    if not (AGENCY.fullmatch(squeezed(text)) or squeezed(text).endswith(("文件", "纪要", "令"))):
        return False
    for at in range(index + 1, min(index + 5, len(lines))):
        following = lines[at].text
        if views[at].number or _ORDER_NUMBER.fullmatch(following):
            return True
        if not (AGENCY.fullmatch(squeezed(following)) or squeezed(following).endswith(("文件", "纪要", "令"))):
            return False
    return False


def _add_formatting(formatting: Formatting, length: int, add: _Add) -> None:
    size = formatting.size or 0.0
    colour = formatting.colour or ""
    red = len(colour) == 6 and int(colour[:2], 16) > 150 and int(colour[2:4], 16) < 110 and int(colour[4:], 16) < 110
    if red and size >= 22:
        add("red and large")
    elif size >= 18 and length <= 90:
        add("larger than text")
    elif size:
        add("text size")
    if formatting.alignment == "center":
        add("centred")
    elif formatting.alignment == "right":
        add("set right")
    if formatting.bold and length <= 90:
        add("bold face")
    if formatting.indent == 0:
        add("flush left")
    elif formatting.indent and formatting.indent >= 10:
        add("deep")


def is_calendar_date(text: str) -> bool:
    """Whether a text is a date of the calendar, look-alikes allowed."""
    return read_date(text) is not None
