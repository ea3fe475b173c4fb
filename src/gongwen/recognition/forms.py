"""Words and writings: how the parts of a 公文 are written, as patterns; and the table that asks a line for all of them.

A row of :data:`FORMS` is looked at only for lines that begin with one of its characters and are short enough, so that
most lines are asked for next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongwen.recognition.noise import MAIL, TALK
from gongwen.text import BLANKS

__all__ = [
    "ABOUT",
    "ADDRESSES_ALONE",
    "AGENCIES",
    "AGENCY",
    "ATTACHMENT_HEAD",
    "COPY_NUMBER_ALONE",
    "DATE",
    "DATE_AT_END",
    "FILE_WORD",
    "FIRST_OF_NOTE",
    "KIND_AT_END",
    "LABEL_ALONE",
    "LETTER_SPACED",
    "LIST_AT_END",
    "LOOSE_AT_END",
    "MARK",
    "MINUTES_MARK",
    "NUMBER",
    "OFFICER",
    "OPEN_DATE",
    "ORDER_MARK",
    "ORDER_NUMBER",
    "PEOPLE",
    "PRESENT",
    "SAYS",
    "SEAL_WORDS",
    "SIGNER",
    "SIGNER_BEHIND",
    "TITLE_NAMED",
    "UNDER_TITLE",
    "addresses",
    "attachment_form",
    "end_of_number_before_label",
    "forms_of",
    "has_traditional",
    "is_remark",
    "simplified",
    "squeezed",
    "with_look_alikes",
]


# ---------------------------------------------------------------------------------- words

_AGENCY_END = (
    "政府|委员会|党委|党组|党支部|党总支|支部|总支|工委|纪委|政法委|组织部|宣传部|统战部|武装部|人大|政协|"
    "主席团|常委会|办公厅|办公室|秘书处|秘书局|"
    "指挥部|领导小组|工作组|专班|委|办|局|厅|部|院|处|署|所|会|中心|站|校|小学|中学|大学|学院|幼儿园|公司|"
    "集团|银行|联社|合作社|支队|大队|中队|队|"
    "社区|街道|医院|卫生院|法院|检察院|学区|科|室|厂|场|园|馆|社|镇|乡|县|市|区|村|工会|团委|妇联|协会|学会|商会"
)

_REMARK_BEHIND = 16  # characters, with its brackets


class AtEnd(NamedTuple):
    """A pattern of the last words of a line, and their last characters: most lines are told by these alone."""

    pattern: re.Pattern[str]
    last: frozenset[str]
    longest: int

    @classmethod
    def of(cls, before: str, words: str, behind: str = "") -> AtEnd:
        """Some words, with a remark in brackets behind them or none."""
        pattern = re.compile(f"{before}({words}){behind}")
        each = words.split("|")
        return cls(pattern, frozenset("）)" + "".join(word[-1] for word in each)), max(map(len, each)) + _REMARK_BEHIND)

    def search(self, text: str) -> re.Match[str] | None:
        """Where the words stand at the end of a text."""
        return self.pattern.search(text, max(0, len(text) - self.longest)) if text[-1:] in self.last else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text with the words at its end."""
        return self.pattern.fullmatch(text) if text[-1:] in self.last else None


AGENCY = AtEnd.of(r"[\u4e00-\u9fffA-Za-zXx×○·\d]{2,40}", _AGENCY_END, r"(?:[（(][\u4e00-\u9fff]{1,12}[）)])?")
AGENCIES = re.compile(
    rf"[\u4e00-\u9fffXx×○·]{{2,30}}(?:{_AGENCY_END})(?:[、，,]?[\s\u3000]*[\u4e00-\u9fffXx×○·]{{2,30}}(?:"
    rf"{_AGENCY_END}))+"
)
OFFICER = re.compile(
    r"[\u4e00-\u9fff、]{0,16}(?:主任|县长|市长|镇长|乡长|区长|省长|主席|书记|局长|校长|院长|部长|厅长|州长|"
    r"总经理|董事长|[所站科处镇乡村]长)[\s\u3000：:]*[\u4e00-\u9fff·][\s\u3000]*[\u4e00-\u9fff·]{1,5}"
)
_KINDS = "续报|决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
_LOOSE = (
    "方案|计划|总结|要点|办法|规定|细则|规则|预案|制度|安排|规划|措施|汇报|材料|讲话|章程|条例|规程|规范|"
    "标准|指南|名单|一览表|表|清单|台账|台帐|"
    "承诺书|倡议书|责任书|建议书|意见书|告知书|通知书|决定书|须知|说明|分工|目录|简介|简报|答复|公示|启事|建议|提案|议程|日程|名录|图|册|"
    "流程|模板|样式|题纲|提纲|情况|申请"
)
_TAIL_IN_BRACKETS = r"(?:[（(][^（）()]{1,14}[）)])?$"
# 特此通知, 及时报告: what somebody does, no 文种.
_NO_VERB = "".join(
    f"(?<!{verb})"
    for verb in ("特此", "另行", "及时", "立即", "逐级", "如实", "书面", "专此", "此", "请予", "进行", "予以")
)

KIND_AT_END = AtEnd.of(_NO_VERB, _KINDS, _TAIL_IN_BRACKETS)
LIST_AT_END = AtEnd.of("", "名单|一览表|统计表|情况表|登记表|明细表|汇总表|清单|名册|台账", _TAIL_IN_BRACKETS)
_PERSON = rf"(?:[\u4e00-\u9fff·]{{2,4}}|[\u4e00-\u9fff][{BLANKS}]{{1,2}}[\u4e00-\u9fff])"  # 钱　明, as wide as three
PEOPLE = re.compile(rf"{_PERSON}(?:[{BLANKS}、]+{_PERSON}){{0,4}}")
LOOSE_AT_END = AtEnd.of("", _LOOSE, _TAIL_IN_BRACKETS)
ABOUT = re.compile(r"关[\s\u3000]*于|印[\s\u3000]*发|转[\s\u3000]*发|批[\s\u3000]*转")
_ADDRESSED = (
    rf"(?:{_AGENCY_END}|单位|部门|机构|同志们?|干部|职工|群众|居民|村民|人员|家长|客户|代表|企业|商户|业主|"
    r"户主|党员|成员|朋友们?|负责人|联络员|组|点|店|社|户)"
)
_ADDRESS = re.compile(
    rf"(?:主\s*送(?:机关|单位)?|致|送)?[：:]?\s*(?:"
    rf"(?:各|有关|全|本|局属|县属|市属|镇属|直属|驻|辖区)[\u4e00-\u9fff][^：:]{{0,40}}|"
    rf"[^：:]{{0,40}}{_ADDRESSED}(?:[（(].{{1,20}}[）)])?)"
)
"""甲方：云岭市供水公司 names a party, and nobody whom a document is sent to."""
_BETWEEN_ADDRESSES = re.compile(r"[，、,；;]")
ADDRESSES_ALONE = re.compile(
    rf"(?:[\u4e00-\u9fff（）()\s\u3000]{{1,30}}(?:{_AGENCY_END}|单位|部门|企业|村|组|"
    rf"场所)(?:[（(][\u4e00-\u9fff]{{1,10}}[）)])?[、，,；;\s\u3000]*){{1,60}}[：:]?"
)
SAYS = re.compile(
    r"^[为根按经据自随]|制定|如下|现将|为了|为[进做贯切深加全认规确推落保]|根据|按照|经研究|以下|特此|要求|"
    r"必须|应当|通过|开展|包括|其中|决定|分为|目标|[时地]点|主持|出席|列席|参加|记录|时间|电话|联系"
)

# ---------------------------------------------------------------------------------- forms

_SIX_DIGITS = re.compile(r"\d{6}|(?:№|N[oO][.．]?|份\s*号|编\s*号)[\s：:]*\d{3,8}")
COPY_NUMBER_ALONE = re.compile(r"(?:№|N[oO][.．]?)?\s*\d{1,8}")
"""What is meant for 份号 in its place, of however many figures."""
_URGENT = (
    rf"(?:(?:等[{BLANKS}]*级|紧急程度|缓急)[{BLANKS}]*[：:][{BLANKS}]*)?(?:[特加平紧][{BLANKS}]*[急提]|急[{BLANKS}]*件)"
)
_COPY = rf"(?:№|N[oO][.．]?|份号|编号)?[{BLANKS}：:]*\d{{6}}"
_SECRECY = re.compile(
    rf"[【\[]?[{BLANKS}]*(?:{_COPY}[{BLANKS}]*)?(?:密[{BLANKS}]*级[^：:]{{0,8}}[：:][{BLANKS}]*)?"
    rf"(?:(?:[绝机秘][{BLANKS}]*密(?:[{BLANKS}]*[★☆*＊·][{BLANKS}]*[\w\u4e00-\u9fff]{{0,6}})?)(?:[{BLANKS}]*{_URGENT})?|"
    rf"(?:发[{BLANKS}]*电[{BLANKS}]*)?{_URGENT}(?:[{BLANKS}·]*[明密发][{BLANKS}]*电)?)(?:[{BLANKS}]*{_COPY})?[{BLANKS}]*[】\]]?"
)
MARK = re.compile(rf"[^。；！？：:]{{2,60}}文[{BLANKS}]*件")
FILE_WORD = re.compile(rf"文[{BLANKS}]*件")
ORDER_MARK = re.compile(rf"[\u4e00-\u9fff{BLANKS}]{{3,40}}令")
MINUTES_MARK = re.compile(rf"[\u4e00-\u9fff{BLANKS}]{{0,40}}纪[{BLANKS}]*要")
_OPEN, _CLOSE = "〔［\\[【（(﹝﹙❲{｛<＜〈「", "〕］\\]】）)﹞﹚❳}｝>＞〉」"
_DIGIT_LIKE = "0-9０-９OoＯ○〇lI"
NUMBER = re.compile(
    rf"[\u4e00-\u9fffA-Za-z（）(){BLANKS}]{{2,24}}[{_OPEN}][{BLANKS}]*[12１２lI][{_DIGIT_LIKE}]{{3}}[{BLANKS}]*[{_CLOSE}]"
    rf"[{BLANKS}]*第?[{BLANKS}]*(?:[{_DIGIT_LIKE}{BLANKS}×xX_]{{0,8}}[{BLANKS}]*[号期]。?|[{_DIGIT_LIKE}]{{1,4}})"
    rf"(?:[{BLANKS}]*签[{BLANKS}]*发[{BLANKS}]*人.{{0,60}})?"
)
_SHORT_NUMBER = re.compile(rf"[\u4e00-\u9fff]{{2,20}}[{_OPEN}]\d\d[{_CLOSE}]第?\d{{1,5}}号")
"""A number whose year has two figures."""
_NAMED_NUMBER = re.compile(
    r"(?:发\s*文\s*字\s*号|发\s*文\s*文\s*号|文\s*号|文\s*件\s*编\s*号|字\s*号)\s*[：:]\s*"
    rf"(?:\S.{{1,24}}[{_OPEN}].{{4,8}}[{_CLOSE}].{{0,12}}|第.{{1,8}}号)"
)
ORDER_NUMBER = re.compile(
    rf"[（(]?(?:[{_OPEN}]?(?:19|"
    rf"20)\d\d[{_CLOSE}]?年?)?[{BLANKS}]*第?[{BLANKS}]*[\d一二三四五六七八九十百]{{1,5}}[{BLANKS}]*[号期次]"
    r"[）)]?"
)
SIGNER = re.compile(rf"签[{BLANKS}]*发[{BLANKS}]*人[{BLANKS}]*[：:]?[{BLANKS}]*\S{{1,4}}.{{0,60}}")
SIGNER_BEHIND = re.compile(
    rf"[^。；，签号{BLANKS}][^。；，签号]{{0,60}}(?:[{BLANKS}]{{2}}|[\t\u3000])签[{BLANKS}]*发[{BLANKS}]*人[{BLANKS}]*[：:][{BLANKS}]*\S{{1,4}}.{{0,60}}"
)
"""Set apart by blanks from what is no part of a document (类别：A). Behind 发文字号 it stands with the number."""
TITLE_NAMED = re.compile(r"(?:标\s*题|文件名称|公文名称|名\s*称)\s*[：:]\s*\S.{5,80}")
LETTER_SPACED = re.compile(rf"\S(?:[{BLANKS}]+\S){{4,}}")

_CHINESE_DATE = (
    r"[一二1１2２][OoＯ0０○〇零◯一二三四五六七八九\d]{3}[ \u3000]*年[ \u3000]*(?:[一二三四五六七八九十]{1,"
    r"3}|\d{1,2})[ \u3000]*月[ \u3000]*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[ \u3000]*[日号])"
)
_FIGURE_DATE = (
    r"[12１２][\dOoＯlI]{3}[ \u3000]*(?:年|[-/.．—])[ \u3000]*[\dlIO]{1,2}[ \u3000]*(?:月|"
    r"[-/.．—])[ \u3000]*[\dlIO]{1,2}[ \u3000]*[日曰号]?"
)
DATE = re.compile(rf"{_CHINESE_DATE}|{_FIGURE_DATE}")
DATE_AT_END = re.compile(rf"(?:{_CHINESE_DATE}|{_FIGURE_DATE})$")
OPEN_DATE = re.compile(
    rf"(?:(?:19|20)[\d×xX○*_]{{2}}|[二一][○〇零Oo0一二三四五六七八九×]{{3}}|"
    rf"[{BLANKS}_×xX]{{1,8}})[{BLANKS}]*年[{BLANKS}_×xX○]*[\d一二三四五六七八九十]{{0,3}}[{BLANKS}]*月(?:["
    rf"{BLANKS}_×xX○]*[\d一二三四五六七八九十]{{0,3}}[{BLANKS}]*日)?"
)
UNDER_TITLE = re.compile(
    rf"[（(][^（）()]{{0,60}}(?:{_CHINESE_DATE}|{_FIGURE_DATE})[^（）()]{{0,110}}[）)]|[（(](?:征求意见稿|"
    r"讨论稿|送审稿|草案|试行|修订稿|审议稿|草稿|代拟稿)[）)]"
)
_IN_BRACKETS = re.compile(r"[（(].{2,200}[）)]")
_HOW_ADOPTED = re.compile("通过|批准|修订|修正|公布|发布|施行")
SEAL_WORDS = re.compile(
    rf"[（(][{BLANKS}]*(?:此处)?(?:印[{BLANKS}]*章?|加?盖[{BLANKS}]*[公印]?[{BLANKS}]*章|公[{BLANKS}]*章|章)[{BLANKS}]*[）)]"
)
"""What stands where the seal is to be set."""
_REMARK = re.compile(
    r"(?:此件|本件|此文|公开属性|公开方式|信息公开|主动公开|依申请公开|不予公开|此页无正文|联系人|"
    r"联系电话|联系方式|联系单位|经办人|咨询电话|发至|传达至|附注)"
)
_BRACKETED_REMARK = re.compile(rf"[（(【\[]\s*(?:{_REMARK.pattern})")

_COLOPHON = re.compile(
    rf"(?:抄[{BLANKS}]*送|抄[{BLANKS}]*报|主[{BLANKS}]*送|分[{BLANKS}]*送|报[{BLANKS}]*送|报|送|发|"
    rf"内部发送|(?:拟稿|核稿|校对|打字)人?|主[{BLANKS}]*题[{BLANKS}]*词)[{BLANKS}]*[：:][{BLANKS}]*\S.*",
    re.S,
)
_ARCHIVE = re.compile(
    rf"存[{BLANKS}]*档[{BLANKS}]*\d{{1,3}}[{BLANKS}]*份?|存[{BLANKS}]*档?(?:[{BLANKS}]*[：:].{{0,30}}|[{BLANKS}]*[（(].{{1,10}}[）)])?[。.]?|"
    rf"归[{BLANKS}]*档(?:[：:].{{0,30}})?[。.]?|存[：:].{{1,30}}"
)
_PRINTED = re.compile(
    rf".{{0,60}}(?:{_CHINESE_DATE}|{_FIGURE_DATE})[{BLANKS}]*(?:印[{BLANKS}]*发|印制|"
    rf"印)[{BLANKS}。]*(?:[（(]?[{BLANKS}]*(?:共[{BLANKS}]*印|印数|份数|打印).{{0,14}})?"
)
_COPIES = re.compile(
    rf"(?:[（(][^（）()]{{1,4}}[）)])?[{BLANKS}]*[（(]?[{BLANKS}]*(?:共[{BLANKS}]*印?|打?印(?:数|发|制)?|份数)[{BLANKS}：:]*"
    rf"(?:[\dOoIl]{{1,5}}|[一二三四五六七八九十百]{{1,6}})[{BLANKS}]*份?[{BLANKS}]*[）)]?[。.]?"
)

ATTACHMENT_HEAD = re.compile(
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
FIRST_OF_NOTE = re.compile(rf"附[{BLANKS}]*件?[{BLANKS}]*[：:][{BLANKS}]*(?:[1１一][.．、]|[（(][1１一][）)])")
_NOTE_ENDED = re.compile(rf"附[{BLANKS}]*件[{BLANKS}]*[1１一][：:][^。；，]{{2,40}}[。；]")
"""附件1：任务清单。 (7.3.4 has the number behind the colon and no stop)"""
_NUMBER_BEFORE_LABEL = re.compile(rf"(.{{6,30}}?号[{BLANKS}]*)附[{BLANKS}]*件[{BLANKS}]*\d{{0,2}}")
_NOTE_ALONE = re.compile(rf"附[{BLANKS}]*件[{BLANKS}]*[：:]")

_COLLECTION = re.compile(
    r"[【\[（(]?第?\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3})\s*篇\s*(?:[】\]）)]|[：:、.．\s]|$)|"
    r"[【\[（(]?\s*(?:篇|范文|例文|样本|样文|模板|文档|材料|公文|文件|"
    r"通知)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s*[】\]）)：:]|"
    r"[【\[]\s*(?:第?\s*[一二三四五六七八九十\d]{1,3}\s*[份篇则个]?|[A-Z]|下一篇|另一份)\s*[】\]]$|"
    r"下一[篇份个则][】\]）)：:]?$|"
    r"[-=*—]{2,}\s*(?:第?\s*[一二三四五六七八九十\d]{1,3}\s*[份篇则个]?|文件\d{1,3})\s*[-=*—]{2,}"
)
_GREETING = re.compile(
    r"(?:各位|大家|您好|你好|尊敬的|亲|[\u4e00-\u9fff]{1,4}(?:主任|书记|科长|老师|经理|局长|镇长|哥|姐|总)[：:，,]?\s*(?:您好|你好|好))"
    r".{0,60}|.{0,40}(?:转发|转给(?:大家|你|您)|查收|知悉|见附件|发给[你您]|发您|按这个|帮我|排个?版|排成|有问题.{0,6}联系|"
    r"对[您你](?:有所?|能有所?)?帮助|(?:告诉|联系)我).{0,40}"
)
_KEY_AND_VALUE = re.compile(r"(?!标\s*题)[\u4e00-\u9fff\s]{2,8}：\s*\S.{0,40}")
_BOUNDARY = re.compile(
    r"[（(【\[\s—-]*(?:全文完|完|以上(?:是|为)?(?:第?.{1,3}[篇份则个])?|正文完|本文完|End|END|结束)[）)】\]\s—-]*|[（(]?本文(?:来源|由|转载).{0,60}"
)


LABEL_ALONE = re.compile(
    r"\W{0,3}(?:第|[Nn][oO][.．]?|之|范文|例文|样[本文式]|文件|公文|材料|附文|案例|模板|文稿)?\s*"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:[份篇则个]|部分)?\W{0,3}"
)
"""A number that a collection puts over a document, alone on its line."""
_PRESENT = "出席|列席|请假"
PRESENT = re.compile(rf"(?:{_PRESENT})[{BLANKS}]*[：:]")
"""Who was there, as the page of minutes names them (9704-10.3)."""
_ATTENDANCE = re.compile(rf"(?:{_PRESENT}|缺席|参会|参加|主持|记录|与会)[人员者单位名]{{0,3}}[：:]\s*\S.*")


class Form(NamedTuple):
    """A way of writing that makes a feature of a line: its pattern, with which characters it begins (any, if empty),
    how long it may be, and the characters of which it has one somewhere (any, if empty)."""

    feature: str
    pattern: re.Pattern[str]
    first: str = ""
    longest: int = 100
    has: str = ""
    whole: bool = True


_FIGURES = "0123456789０１２３４５６７８９"
_NUMERALS = "一二三四五六七八九十百"
FORMS = (
    Form("six digits", _SIX_DIGITS, _FIGURES + "№N份编", 16),
    Form("secrecy", _SECRECY, "绝机秘密特加平紧急等缓发【[" + _FIGURES, 80, "密急提"),
    Form("attachment head", ATTACHMENT_HEAD, "【[（(", 12),
    Form("colophon", _COLOPHON, "抄主分报送发内拟核校打", 300),
    Form("archive", _ARCHIVE, "存归", 40),
    Form("printed", _PRINTED, "", 120, "印"),
    Form("copies", _COPIES, "共打印份（(", 24),
    Form("signer", SIGNER, "签", 100),
    Form("short number", _SHORT_NUMBER, "", 40, "号"),
    Form("number named", _NAMED_NUMBER, "发文字", 60),
    Form("order number", ORDER_NUMBER, "第（(2" + _OPEN.replace("\\", ""), 16),
    Form("words for the seal", SEAL_WORDS, "（(", 16),
    Form("in brackets", _IN_BRACKETS, "（(", 300),
    Form("remark", _BRACKETED_REMARK, "（(【[", 300, whole=False),
    Form("contact", _REMARK, "此本公信主依不联经发传附咨", 100, whole=False),
    Form("under title", UNDER_TITLE, "（(", 160),
    Form("open date", OPEN_DATE, "", 24, "月"),
    Form("collection", _COLLECTION, "【[（(第篇范例样模文材公通下-=*—" + _NUMERALS + _FIGURES, 100, whole=False),
    Form("mail", MAIL, "发收主抄密日时附FTCSDO在-", 100, whole=False),
    Form("talk", TALK, "", 100, ":：@[【]收好谢辛请麻撤群入改以-", whole=False),
    Form("greeting", _GREETING, "", 100, "各大您你尊亲好发给收悉附按帮排有我"),
    Form("boundary", _BOUNDARY, "（(【[—-全完以正本结Ee ", 100),
    Form("attendance", _ATTENDANCE, "出列请缺参主记与", 300),
    Form("key and value", _KEY_AND_VALUE, "", 60, "："),
)
"""How what stands in the head, the tail and around a document is written."""


_ANY = tuple(form for form in FORMS if not form.first)
_BY_FIRST = {
    first: tuple(form for form in FORMS if not form.first or first in form.first)
    for first in "".join(form.first for form in FORMS)
}


def is_remark(text: str) -> bool:
    """Whether what stands under a title is 题注: in brackets, who adopted the text and when.

    >>> is_remark("（2026年1月16日云岭县人民代表大会通过）"), is_remark("（2026年1月16日）")
    (True, False)
    """
    return UNDER_TITLE.fullmatch(text) is not None and _HOW_ADOPTED.search(text) is not None


def forms_of(text: str) -> Iterator[str]:
    """The features that the writing of a line gives it.

    >>> list(forms_of("抄送：县林业局。")), list(forms_of("（此件公开发布）"))
    (['colophon', 'mail', 'key and value'], ['in brackets', 'remark'])
    """
    length = len(text)
    characters = set(text)
    for feature, pattern, _, longest, has, whole in _BY_FIRST.get(text[0], _ANY):
        if length > longest or (has and characters.isdisjoint(has)):
            continue
        if (pattern.fullmatch(text) if whole else pattern.match(text)) is not None:
            yield feature


def attachment_form(text: str, *, numbered_below: bool) -> str | None:
    """What a line that begins with 附 is: the note under the text, or the head of an attachment.

    >>> attachment_form("附件1", numbered_below=False), attachment_form("附件：1.任务清单", numbered_below=True)
    ('attachment head', 'attachment note')
    """
    if numbered_below and _NOTE_ALONE.fullmatch(text):
        return "attachment note with number"
    if ATTACHMENT_HEAD.fullmatch(text):
        return "attachment head"
    if FIRST_OF_NOTE.match(text) or _ATTACHMENT_NOTE.fullmatch(text) or _NOTE_ENDED.fullmatch(text):
        return "attachment note"
    titled = _ATTACHMENT_TITLED.fullmatch(text) and text[-1] not in "。；"
    return "attachment head with title" if titled else None


def end_of_number_before_label(text: str) -> int:
    """Where 附件 begins behind 发文字号, as it stands over an attachment that is bound apart (9704-7.3.7); 0 elsewhere.

    >>> end_of_number_before_label("青政发〔2026〕8号附件2"), end_of_number_before_label("附件2")
    (11, 0)
    """
    found = _NUMBER_BEFORE_LABEL.fullmatch(text) if text[-1:].isdecimal() or text.endswith("附件") else None
    return found.end(1) if found and NUMBER.fullmatch(found[1].strip(BLANKS)) else 0


def addresses(text: str) -> bool:
    """Whether a line names those whom a document is sent to: most of its names are such, the last one is.

    >>> addresses("各村民委员会，镇直各单位："), addresses("为做好春耕，制定本计划：")
    (True, False)
    """
    if SAYS.search(text):
        return False
    names = [name for name in _BETWEEN_ADDRESSES.split(text.rstrip("：: ")) if name.strip()]
    fitting = [_ADDRESS.fullmatch(name.strip()) is not None for name in names]
    return bool(fitting) and fitting[-1] and 2 * sum(fitting) > len(fitting)


# ---------------------------------------------------------------------------------- characters


def squeezed(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


_TRADITIONAL = str.maketrans(
    "關於發號簽機關鎮鄉縣區會處辦廳黨組織單門報題詞檔聯繫話請決議總結計劃規則條務員長書記緊絕製業學園銀團隊場廠館協級現將為據"
    "開貫實份數電議圖農廣衛環財稅審監統調經濟項預標準試點應轉達員範綱領導習訓動產設備運輸務擬協調濟稱給與從對來時間個這種們國",
    "关于发号签机关镇乡县区会处办厅党组织单门报题词档联系话请决议总结计划规则条务员长书记紧绝制业学园银团队场厂馆协级现将为据"
    "开贯实份数电议图农广卫环财税审监统调经济项预标准试点应转达员范纲领导习训动产设备运输务拟协调济称给与从对来时间个这种们国",
)


_ANY_TRADITIONAL = re.compile("[" + "".join(chr(old) for old, new in _TRADITIONAL.items() if old != new) + "]")


def has_traditional(text: str) -> bool:
    """Whether a text has any of those traditional characters; most have none.

    >>> has_traditional("關於春耕的通知"), has_traditional("关于春耕的通知")
    (True, False)
    """
    return _ANY_TRADITIONAL.search(text) is not None


def simplified(text: str) -> str:
    """A text with the traditional characters of official words as simplified ones, each in its place.

    >>> simplified("關於調整開放時間的公告")
    '关于调整开放时间的公告'
    """
    return text.translate(_TRADITIONAL)


def with_look_alikes(text: str) -> str:
    """A number with figures where letters and circles were read for them.

    >>> with_look_alikes("2O26"), with_look_alikes("l2")
    ('2026', '12')
    """
    return text.translate(_DIGITS_LIKE)


_DIGITS_LIKE = str.maketrans("OoＯ○〇lI０１２３４５６７８９", "00000110123456789")
