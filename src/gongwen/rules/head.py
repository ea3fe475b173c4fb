"""Rules of 版头: 份号, 密级, 发文机关标志, 发文字号, 签发人 (9704-7.2, 条例第九条)."""

from __future__ import annotations

from gongwen.model import Document
from gongwen.model.document import NONE
from gongwen.patterns import pattern
from gongwen.rules.rule import Said, rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import MARK_ENDINGS, MUST_BE_SIGNED, SERIAL_KINDS, Form, Kind

__all__: list[str] = []

_PLAIN, _DOCUMENT, _LETTER, _ORDER = Form.PLAIN, Form.DOCUMENT, Form.LETTER, Form.ORDER
_COPY_NUMBER = pattern("[0-9]{6}")
_PERIOD = pattern(r"(?:\d+(?:年|个?月|日|天)|长期|解密前)")
_SEPARATORS = pattern("[，,、；;\\s]")
_AGENCY_ENDINGS = ("政府", "委员会", "委", "局", "厅", "部", "办公室", "办", "院", "处", "署", "所", "会", "中心")


@rule(
    "9704-7.2.1-a",
    "copy-number-writing",
    "份号是 6 位数字",
    grade=Grade.USUAL,
    reads=("copy_number",),
    wrong={"copy_number": "12"},
    right={"copy_number": "000012"},
)
def copy_number_writing(document: Document) -> Said | None:
    """份号 is written with six Arabic digits."""
    number = document.copy_number
    if number is None or _COPY_NUMBER.fullmatch(number):
        return None
    return Said("份号应是 6 位数字（9704-7.2.1-a）", "写成 000001 的样子", ("copy_number",), number)


@rule(
    "TL-9.1",
    "missing-copy-number",
    "涉密公文标注份号",
    reads=("secrecy", "copy_number"),
    wrong={"secrecy": "秘密", "secrecy_period": "1年"},
    right={"secrecy": "秘密", "secrecy_period": "1年", "copy_number": "000012"},
)
def missing_copy_number(document: Document) -> Said | None:
    """Copies of a classified document are counted."""
    if not document.secrecy or document.copy_number:
        return None
    return Said("涉密公文应当标注份号（TL-9.1）", "补写“份号”，或删去密级", ("secrecy",), document.secrecy)


@rule(
    "TL-9.2",
    "period-without-secrecy",
    "保密期限随密级标注",
    reads=("secrecy_period", "secrecy"),
    wrong={"secrecy_period": "1年"},
    right={"secrecy_period": "1年", "secrecy": "秘密", "copy_number": "000012"},
)
def period_without_secrecy(document: Document) -> Said | None:
    """A period of secrecy belongs to a grade of it."""
    if document.secrecy_period is None or document.secrecy:
        return None
    found = document.secrecy_period
    return Said("写了保密期限而没有密级（9704-7.2.2-c）", "补写“密级”", ("secrecy_period",), found)


@rule(
    "9704-7.2.2-c",
    "period-writing",
    "保密期限用阿拉伯数字",
    reads=("secrecy_period",),
    wrong={"secrecy_period": "一年", "secrecy": "秘密", "copy_number": "000012"},
    right={"secrecy_period": "1年", "secrecy": "秘密", "copy_number": "000012"},
)
def period_writing(document: Document) -> Said | None:
    """机密★1年: the period is written in Arabic digits."""
    period = document.secrecy_period
    if period is None or _PERIOD.fullmatch(period):
        return None
    return Said("保密期限用阿拉伯数字（9704-7.2.2-c）", "写成 1年、6个月 的样子", ("secrecy_period",), period)


@rule(
    "TL-8",
    "missing-kind",
    "公文有文种",
    reads=("kind", "form", "number", "issuer_mark", "signers", "recipients"),
    wrong={"kind": None},
    right={},
)
def missing_kind(document: Document) -> Said | None:
    """What is numbered, signed for, addressed or under a red head is of a kind; a speech on a plain page is of none."""
    said = document.number or document.issuer_mark or document.signers or document.recipients
    if document.kind is not None or (document.form is _PLAIN and not said):
        return None
    return Said("没有文种，版头排不出来（TL-8）", "补写“文种”，如 通知、请示、函", ("kind",))


@rule(
    "TL-9.4",
    "missing-issuers",
    "红头公文有发文机关",
    reads=("issuers", "form"),
    wrong={"issuers": None},
    right={},
)
def missing_issuers(document: Document) -> Said | None:
    """A red head names who issues the document."""
    if document.issuers or document.form is _PLAIN:
        return None
    return Said("红头公文须写发文机关（TL-9.4）", "补写“发文机关”；没有红头的文稿，“格式”写“白头”", ("issuers",))


@rule(
    "9704-7.2.4-a",
    "missing-mark",
    "红头公文有发文机关标志",
    reads=("issuer_mark", "form"),
    wrong={"issuer_mark": "无"},
    right={"issuer_mark": "青山镇人民政府"},
)
def missing_mark(document: Document) -> Said | None:
    """A red head shows whose document it is."""
    if document.issuer_mark != NONE or document.form is _PLAIN:
        return None
    cure = "删去“发文机关标志”一项，就排发文机关加“文件”；纸上已印好红头的，排版时用套打"
    return Said("红头公文没有发文机关标志（9704-7.2.4-a）", cure, ("issuer_mark",), NONE)


@rule(
    "9704-10.1-a",
    "letter-mark-ending",
    "信函标志不加“文件”",
    reads=("issuer_mark", "form"),
    wrong={"kind": "函", "issuer_mark": "青山镇人民政府文件"},
    right={"kind": "函", "issuer_mark": "青山镇政府"},
)
def letter_mark_ending(document: Document) -> Said | None:
    """The mark of a letter is the agency's name alone."""
    mark, ending = document.issuer_mark, MARK_ENDINGS[_DOCUMENT]
    if document.form is not _LETTER or mark is None or not mark.endswith(ending):
        return None
    cure = f"写成“{mark.removesuffix(ending).strip()}”"
    return Said(f"信函格式的标志不加“{ending}”二字（9704-10.1-a）", cure, ("issuer_mark",), mark)


@rule(
    "9704-10.1-b",
    "letter-mark-agencies",
    "信函只用主办机关的标志",
    reads=("issuer_mark", "issuers", "form"),
    wrong={"kind": "函", "issuers": "县水务局，县林业局", "issuer_mark": "县水务局、县林业局"},
    right={"kind": "函", "issuers": "县水务局，县林业局"},
)
def letter_mark_agencies(document: Document) -> Said | None:
    """A joint letter bears the mark of the agency in charge."""
    mark = document.issuer_mark
    if document.form is not _LETTER or mark in (None, NONE):
        return None
    first, others = (document.issuers[0], document.issuers[1:]) if document.issuers else ("", ())
    beside_first = mark.replace(first, "", 1)
    listed = [part for part in _SEPARATORS.split(mark) if part.endswith(_AGENCY_ENDINGS)]
    if len(listed) <= 1 and not any(name in beside_first for name in others):
        return None
    cure = f"只写“{first}”，或删去这一项" if first else "只写主办机关一家"
    return Said("信函格式只用主办机关的标志，不并列几个机关（9704-10.1-b）", cure, ("issuer_mark",), mark)


@rule(
    "TL-9.5",
    "missing-number",
    "红头公文有发文字号",
    reads=("number", "form"),
    wrong={"number": None},
    right={"number": "青政发〔2026〕号"},
)
def missing_number(document: Document) -> Said | None:
    """A document under a red head has a number, even if its last figure is still to come."""
    if document.number is not None or document.form is _PLAIN:
        return None
    cure = "顺序号未定时写成“青政发〔2026〕号”，程序不替您编号"
    return Said("红头公文须写发文字号（TL-9.5）", cure, ("number",))


@rule(
    "9704-10.2-b",
    "number-of-an-order",
    "命令用令号",
    reads=("number", "form"),
    wrong={"kind": "命令", "recipients": None},
    right={"kind": "命令", "recipients": None, "number": "第8号"},
)
def number_of_an_order(document: Document) -> Said | None:
    """An order bears 第×号."""
    number = document.number
    if number is None or document.form is not _ORDER or number.is_order_number:
        return None
    return Said("命令格式排令号，没有代字和年份（9704-10.2-b）", "写成“第1号”", ("number",), str(number))


@rule(
    "9704-7.2.5-b",
    "number-parts",
    "发文字号由代字、年份、顺序号组成",
    reads=("number", "kind", "form"),
    wrong={"number": "第8号"},
    right={"kind": "公告", "recipients": None, "number": "第8号"},
)
def number_parts(document: Document) -> Said | None:
    """青政发〔2026〕20号; announcements may be counted as orders are (AMB-25), minutes as offices like (10.3-e)."""
    number = document.number
    if number is None or number.code or document.form in (_ORDER, Form.MINUTES):
        return None
    if document.form is _PLAIN if number.issue else document.kind in SERIAL_KINDS:
        return None
    message = "发文字号由机关代字、年份、顺序号组成（9704-7.2.5-b）"
    return Said(message, "写成“青政发〔2026〕20号”", ("number",), str(number))


@rule(
    "TL-9.6",
    "missing-signers",
    "上行文标注签发人",
    reads=("signers", "kind", "form"),
    wrong={"kind": "请示", "recipients": "县人民政府"},
    right={"kind": "请示", "recipients": "县人民政府", "signers": "王建国"},
    also=("9704-7.2.6-a",),
)
def missing_signers(document: Document) -> Said | None:
    """What goes up to a higher agency names who approved it."""
    if document.signers or document.form is not _DOCUMENT or document.kind not in MUST_BE_SIGNED:
        return None
    return Said(f"{document.kind.value}是上行文，应当标注签发人（TL-9.6）", "补写“签发人”", ("signers",))


@rule(
    "9704-7.2.6-f",
    "signers-and-issuers",
    "联合上行文每个机关一个签发人",
    reads=("signers", "issuers", "kind", "form"),
    wrong={"kind": "请示", "recipients": "县政府", "issuers": "县水务局，县林业局", "signers": "王建国"},
    right={"kind": "请示", "recipients": "县政府", "issuers": "县水务局，县林业局", "signers": "王建国，李强"},
    also=("TL-22b",),
)
def signers_and_issuers(document: Document) -> Said | None:
    """Each of the agencies that report together has approved the document."""
    issuers, signers = len(document.issuers), len(document.signers)
    if issuers < 2 or signers in (0, issuers) or document.form is not _DOCUMENT or document.kind not in MUST_BE_SIGNED:
        return None
    message = f"联合上行文有 {issuers} 个机关而有 {signers} 个签发人（9704-7.2.6-f）"
    return Said(message, "每个机关写一个签发人，次序与机关相同", ("signers",), "、".join(document.signers))


@rule(
    "AMB-17",
    "bill-without-signers",
    "议案标注签发人",
    grade=Grade.PRACTICE,
    reads=("signers", "kind", "form"),
    wrong={"kind": "议案", "recipients": "县人民代表大会常务委员会"},
    right={"kind": "议案", "recipients": "县人民代表大会常务委员会", "signers": "王建国"},
)
def bill_without_signers(document: Document) -> Said | None:
    """Whether a bill goes upward is disputed; most governments sign it."""
    if document.signers or document.form is not _DOCUMENT or document.kind is not Kind.BILL:
        return None
    return Said("议案没有签发人（AMB-17）", "按本机关的做法，需要时补写“签发人”", ("signers",))
