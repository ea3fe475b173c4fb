"""Rules of what single 要素 say: numbers, dates, labels, titles, 版记."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongwen.checking.page import BODY_ROLES, TEXT_ROLES, Page
from gongwen.checking.patterns import Slip, word_rule
from gongwen.checking.roles import kind_of
from gongwen.checking.rule import Hit, PageRule, page_rule, register
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import SERIAL_KINDS, Form, Kind
from gongwen.standard.roles import Role

__all__: list[str] = []

_B = r"[^\S\n]"  # room inside a line
_OPEN, _CLOSE = r"[\[［【(（﹝❲{｛<＜〈《「]", r"[\]］】)）﹞❳}｝>＞〉》」]"
_NUMBERS = (Role.NUMBER, Role.LETTER_NUMBER, Role.NUMBER_AND_SIGNERS)
_QUOTED = (*_NUMBERS, *TEXT_ROLES, Role.TITLE, Role.ATTACHMENT_NOTE)
_DATES = (Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE)
_SIGNED = (Role.SIGNERS, Role.NUMBER_AND_SIGNERS)
_HAN_DIGITS = "一二三四五六七八九十百"


def _is_serial(page: Page) -> bool:
    return page.form is Form.ORDER or page.kind in SERIAL_KINDS


# ------------------------------------------------------------------ 发文字号

word_rule(
    "9704-7.2.5-c",
    "number-year",
    "发文字号的年份用六角括号，写全四位",
    "The year of a number is written in full between 〔 and 〕.",
    (
        Slip(
            rf"([\u4e00-\u9fff]{{2,20}}){_B}*(?:{_OPEN}{_B}*((?:19|20)\d{{2}}){_B}*{_CLOSE}"
            rf"|〔{_B}*((?:19|20)\d{{2}}){_B}*[\]］】)）﹞]|[\[［【(（﹝]{_B}*((?:19|20)\d{{2}}){_B}*〕)(?={_B}*第?{_B}*\d+{_B}*号)",
            "年份没有用六角括号",
            ("ERR-FWZH-01", "15834-4.9.3.4"),
            r"\1〔\2\3\4〕",
        ),
        Slip(rf"〔{_B}*\d{{2}}{_B}*〕(?={_B}*第?{_B}*\d+)", "年份只写了两位", ("ERR-FWZH-04",)),
        Slip("〔[〇○零一二三四五六七八九０-９]{4}〕", "年份没有用半角阿拉伯数字", ("ERR-FWZH-08",)),
    ),
    roles=_QUOTED,
    cure="写成〔2026〕的样子",
    wrong=(
        "国办发[2012]14号",
        "国办发【2012】14号",
        "国办发（2012）14号",
        "国办发〔12〕14号",
        "国办发〔二〇一二〕14号",
    ),
    right=("国办发〔2012〕14号",),
)
word_rule(
    "9704-7.2.5-d",
    "number-sequence",
    "顺序号不编虚位、不加“第”，后加“号”",
    "The sequence is a plain number followed by 号; orders and announcements are counted with 第.",
    (
        Slip(
            rf"([〔\[［【(（](?:19|20)\d{{2}}[〕\]］】)）]{_B}*第?{_B}*)0+(\d*)({_B}*号)",
            "顺序号编了虚位",
            ("ERR-FWZH-02",),
            r"\1\2\3",
        ),
        Slip(
            rf"[\u4e00-\u9fff]{{1,12}}字{_B}*(?:〔\d{{4}}〕)?{_B}*第{_B}*\d+{_B}*号",
            "旧式的“×字第×号”",
            ("ERR-FWZH-05",),
        ),
        Slip(rf"(?<!字)(〔(?:19|20)\d{{2}}〕){_B}*第{_B}*(\d+{_B}*号?)", "顺序号加了“第”", ("ERR-FWZH-03",), r"\1\2"),
    ),
    roles=_QUOTED,
    cure="写成〔2026〕8号 的样子",
    wrong=("国办发〔2012〕01号", "国办发〔2012〕第14号", "京政字〔2012〕第3号"),
    right=("国办发〔2012〕14号", "国办发〔2012〕10号"),
    when=lambda page: not _is_serial(page),
)
word_rule(
    "9704-7.2.5-d",
    "number-ending",
    "发文字号以“号”字结尾",
    "号 closes the number.",
    (Slip(rf"(〔(?:19|20)\d{{2}}〕{_B}*[1-9]\d*)(?!{_B}*[\d号])", "发文字号没有“号”字", ("ERR-FWZH-06",), r"\1号"),),
    roles=_NUMBERS,
    cure="数字后加“号”",
    wrong=("国办发〔2012〕14", "国办发〔2012〕14 文"),
    right=("国办发〔2012〕14号", "国办发〔2012〕140号"),
)
word_rule(
    "ERR-FWZH-07",
    "number-blanks",
    "发文字号里没有空格",
    "A number is one word.",
    (
        Slip(rf"〔{_B}+(?=\d{{4}})|(?<=〔\d{{4}}){_B}+〕|(?<=〔\d{{4}}〕){_B}+(?=\d)", "发文字号里有空格"),
        Slip(rf"〔\d{{4}}〕\d+{_B}+号", "发文字号里有空格"),
    ),
    roles=_QUOTED,
    cure="删去空格",
    wrong=("国办发〔 2012〕14号", "国办发〔2012〕 14号", "国办发〔2012〕14 号"),
    right=("国办发〔2012〕14号",),
    grade=Grade.PRACTICE,
    clause="9704-7.2.5-b",
)
word_rule(
    "9704-10.2-b",
    "order-number",
    "令号不编虚位",
    "An order is counted 第1号.",
    (Slip(rf"^([^令\n]*第{_B}*)0+(\d+{_B}*号{_B}*)$", "令号编了虚位", ("ERR-LH-01",), r"\1\2"),),
    roles=_NUMBERS,
    cure="去掉前面的 0",
    wrong=("第001号", "第01号"),
    right=("第1号",),
)

# ------------------------------------------------------------------ labels of the head

word_rule(
    "9704-7.2.2-c",
    "secrecy-writing",
    "密级与保密期限的写法",
    "密级 and its period are joined by ★, the period in Arabic digits.",
    (
        Slip(rf"^{_B}*(?:绝{_B}*密|机{_B}*密|秘{_B}*密){_B}*[☆*＊✩✭].*$", "密级后面的星号不对", ("ERR-MJ-01",)),
        Slip(rf"密{_B}+★|★{_B}+(?=\d)", "密级与★、期限之间有空格", ("ERR-MJ-01",)),
    ),
    roles=(Role.SECRECY,),
    cure="写成“机密★1年”",
    wrong=("机密☆1年", "机密* 1年", "机 密 ★1年"),
    right=("机密★1年", "秘密", "绝密★长期"),
)
word_rule(
    "9704-7.2.2-c",
    "secrecy-period",
    "保密期限用阿拉伯数字",
    "A period of secrecy is counted in digits.",
    (
        Slip(
            rf"密{_B}*★?{_B}*[一二三四五六七八九十]+{_B}*(?:年|个月)",
            "保密期限用了汉字数字",
            ("ERR-MJ-03", "ERR-MJ-01"),
        ),
    ),
    roles=(Role.SECRECY,),
    cure="写成“机密★1年”",
    wrong=("机密★一年", "秘密十年"),
    right=("机密★1年",),
)
word_rule(
    "TL-9.3",
    "urgency-words",
    "紧急程度写“特急”或“加急”",
    "A document is 特急 or 加急; telegrams have two more.",
    (
        Slip(
            r"^(?:急\s*件|紧\s*急|急|加急件|特急件|火急|限时|急电|平\s*急|特\s*提)$",
            "不是公文的紧急程度",
            ("ERR-JJ-01",),
        ),
    ),
    roles=(Role.URGENCY,),
    cure="写“特急”或“加急”",
    wrong=("急件", "急", "特急件"),
    right=("特急", "加急", "特　急"),
)
word_rule(
    "9704-7.2.6-b",
    "signers-writing",
    "“签发人”后用全角冒号，写姓名",
    "签发人, a full-width colon, the name.",
    (
        Slip(
            rf"签{_B}*发{_B}*人{_B}*(?::|[^：\s]|{_B}+[^：\s]|$)|签{_B}*发{_B}*人{_B}*：{_B}*$|会{_B}*签{_B}*人{_B}*[：:]"
            rf"|^{_B}*签{_B}*发{_B}*[：:]",
            "签发人标注不规范",
            ("ERR-QF-01",),
        ),
    ),
    roles=_SIGNED,
    cure="写成“签发人：王建国”",
    wrong=("签发人:张三", "签发人 张三", "签发人：", "会签人：李四", "签发：张三"),
    right=("签发人：张三",),
)

# ------------------------------------------------------------------ title, 主送机关

word_rule(
    "15834-B.4",
    "title-ending",
    "标题末尾不用标点",
    "A title is no sentence.",
    (Slip(rf"[。；;，,、！!：:]{_B}*$", "标题末尾有标点", ("ERR-BT-01", "9704-7.3.1-f", "AMB-15"), ""),),
    roles=(Role.TITLE, Role.ATTACHMENT_TITLE, Role.ISSUED_TITLE),
    cure="删去末尾的标点",
    wrong=("关于做好防汛工作的通知。",),
    right=("关于做好防汛工作的通知", "关于印发《值班办法》的通知"),
    grade=Grade.USUAL,
)
word_rule(
    "TL-15.4b",
    "one-kind-in-title",
    "请示、报告不混用",
    "A request asks, a report tells; nothing is both.",
    (Slip("请示报告|申请报告|请示函|请示的报告", "标题混用了文种", ("ERR-QS-01",)),),
    roles=(Role.TITLE,),
    cure="请示、报告择一",
    wrong=("关于经费的请示报告",),
    right=("关于经费的请示",),
)
word_rule(
    "ERR-BT-03",
    "doubled-preposition",
    "标题不叠用介词",
    "关于 is a preposition already.",
    (
        Slip(
            "关于(?:对|就|将)(?!口|业|近|策|外|地|位|餐|诊|来|应|比|联|子|虾|台|开|标|象|接|公|私|账|手|决)", "介词叠用"
        ),
    ),
    roles=(Role.TITLE,),
    cure="留一个介词",
    wrong=("关于对张三的处分决定",),
    right=("关于给予张三处分的决定", "关于对口支援工作的通知", "关于就业工作的通知"),
    grade=Grade.PRACTICE,
    clause="9704-7.3.1-e",
)
word_rule(
    "ERR-BT-04",
    "notice-of-notice",
    "标题不写“的通知的通知”",
    "A notice that passes on a notice names it once.",
    (Slip("的通知的通知|关于转发.*关于转发", "标题里有两层通知"),),
    roles=(Role.TITLE,),
    cure="省去一层",
    wrong=("关于转发X的通知的通知",),
    right=("关于转发X的通知",),
    grade=Grade.PRACTICE,
    clause="9704-7.3.1-e",
)
word_rule(
    "9704-7.3.2-b",
    "recipients-colon",
    "主送机关后用全角冒号",
    "主送机关 ends with a full-width colon.",
    (
        Slip(rf":{_B}*$", "主送机关后是半角冒号", ("ERR-ZS-01",), "："),
        Slip(rf"[^：:\s]{_B}*$", "主送机关后没有冒号", ("ERR-ZS-01",)),
    ),
    roles=(Role.RECIPIENTS,),
    cure="末尾用“：”",
    wrong=("各区人民政府", "各区人民政府:"),
    right=("各区人民政府：",),
)
word_rule(
    "TL-15.5",
    "no-person-addressed",
    "不向上级的负责人个人行文",
    "What goes up is addressed to an agency.",
    (
        Slip(
            "(?:书记|省长|市长|县长|区长|镇长|乡长|局长|部长|厅长|主任|同志)(?=[，、：:]|$)",
            "主送写了负责人个人",
            ("ERR-ZS-03",),
        ),
    ),
    roles=(Role.RECIPIENTS,),
    cure="主送机关写机关的名称",
    wrong=("王建国县长：",),
    right=("县人民政府：",),
    when=lambda page: page.kind in (Kind.REQUEST, Kind.REPORT, None),
)

# ------------------------------------------------------------------ 附件说明, 附件, 附注

word_rule(
    "9704-7.3.4-a",
    "attachment-note-colon",
    "“附件”后用全角冒号",
    "附件, a full-width colon, the name.",
    (Slip(rf"^({_B}*附{_B}*件{_B}*):", "“附件”后是半角冒号", ("ERR-FJ-01",), r"\1："),),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="改为“：”",
    wrong=("附件:1.方案",),
    right=("附件：1.方案",),
)
word_rule(
    "9704-7.3.4-b",
    "attachment-note-number",
    "附件说明写成“附件：1.名称”",
    "Attachments are counted after the colon: 附件：1.",
    (
        Slip(rf"^{_B}*附{_B}*件{_B}*\d+{_B}*[：:]{_B}*(?=\S)", "顺序号写在冒号前面", ("ERR-FJ-02", "ERR-FJ-01")),
        Slip(
            rf"^({_B}*附{_B}*件{_B}*[：:]{_B}*\d{{1,2}}){_B}*[、，,）)]",
            "附件顺序号后的标点不对",
            ("ERR-FJ-05",),
            r"\1.",
        ),
        Slip(rf"^({_B}*\d{{1,2}}){_B}*[、，,）)]", "附件顺序号后的标点不对", ("ERR-FJ-05",), r"\1."),
    ),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="写成“附件：1.名称”",
    wrong=("附件1：方案", "附件2:方案", "附件：1、方案"),
    right=("附件：1.方案", "附件：1. 方案", "附件：方案"),
)
word_rule(
    "9704-7.3.4-d",
    "attachment-note-ending",
    "附件名称后不加标点",
    "The name of an attachment is no sentence.",
    (Slip(rf"[。；;，,、]{_B}*$", "附件名称后有标点", ("ERR-FJ-03",), ""),),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="删去末尾的标点",
    wrong=("附件：1.工作方案。", "2.任务清单；"),
    right=("附件：1.工作方案",),
)
word_rule(
    "9704-7.3.4-f",
    "attachment-note-title-marks",
    "附件名称不加书名号",
    "The name of an attachment stands bare in the standard's own example.",
    (Slip(rf"(?<=[：.．]){_B}*《[^》\n]*》{_B}*$", "附件名称加了书名号", ("AMB-14",)),),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="删去书名号",
    wrong=("附件：《任务清单》", "2.《分工表》"),
    right=("附件：任务清单",),
    grade=Grade.PRACTICE,
)
word_rule(
    "9704-7.3.7-b",
    "attachment-label-colon",
    "附件首行的“附件1”不加冒号",
    "The label of an attachment is 附件 and its number.",
    (Slip(rf"^({_B}*附{_B}*件{_B}*\d*){_B}*[：:]{_B}*$", "“附件”后有冒号", ("ERR-FJ-04",), r"\1"),),
    roles=(Role.ATTACHMENT_LABEL,),
    cure="删去冒号",
    wrong=("附件1：", "附件："),
    right=("附件1", "附件"),
)
word_rule(
    "9704-7.3.6-a",
    "notes-brackets",
    "附注加圆括号",
    "附注 stands in full-width brackets, and is not called so.",
    (
        Slip(r"^\s*(?:\(.*\)|（.*\)|\(.*）|【.*】|\[.*\])\s*$", "附注没有用全角圆括号", ("ERR-FZ-01",)),
        Slip(r"^\s*(?:附注|注)[：:].*$", "附注写了“附注：”", ("ERR-FZ-01",)),
        Slip(r"^\s*此件\S{0,12}公开\S{0,6}。?\s*$", "附注没有加圆括号", ("ERR-FZ-01",)),
    ),
    roles=(Role.NOTES,),
    cure="写成“（此件公开发布）”",
    wrong=("(此件公开发布)", "附注：此件公开", "【此件公开发布】", "此件公开发布"),
    right=("（此件公开发布）", "（联系人：张三，电话：010-12345678）"),
)

# ------------------------------------------------------------------ 版记

word_rule(
    "12-旧规",
    "subject-words",
    "不再标主题词",
    "主题词 went out with the regulation of 2012.",
    (Slip(rf"^{_B}*(?:主{_B}*题{_B}*词|关{_B}*键{_B}*词){_B}*[：:].*$", "仍列主题词", ("ERR-BJ-01",)),),
    roles=(Role.COLOPHON_CC, *BODY_ROLES),
    cure="整行删去",
    wrong=("主题词：经济 管理 通知", "主 题 词："),
    right=("抄送：县财政局。",),
    grade=Grade.PRACTICE,
)
word_rule(
    "9704-7.4.2-b",
    "cc-writing",
    "抄送写成“抄送：……。”",
    "抄送, a full-width colon, the agencies, a full stop; nothing is 抄报 any more.",
    (
        Slip(
            rf"^{_B}*(?:抄{_B}*报|抄{_B}*发|主{_B}*报|主{_B}*发|分{_B}*发){_B}*[：:]",
            "不再分抄报、抄发",
            ("ERR-BJ-02",),
        ),
        Slip(rf"^({_B}*(?:抄{_B}*送|主{_B}*送){_B}*):", "冒号是半角的", ("ERR-BJ-03",), r"\1："),
        Slip(rf"^{_B}*(?:抄{_B}*送|主{_B}*送){_B}*[^：:\s]", "“抄送”后没有冒号", ("ERR-BJ-03",)),
        Slip(rf"^{_B}*抄{_B}*送{_B}*[：:].*[；;，,、.．]{_B}*$", "末尾不是句号", ("ERR-BJ-03",)),
        Slip(rf"^{_B}*抄{_B}*送{_B}*[：:][^\n]*[^。；;，,、.．\s]{_B}*$", "末尾没有句号", ("ERR-BJ-03",)),
    ),
    roles=(Role.COLOPHON_CC, Role.COLOPHON_RECIPIENTS),
    cure="写成“抄送：县财政局，县水利局。”",
    wrong=("抄报：省政府。", "抄送:省政府。", "抄送 省政府。", "抄送：省政府", "抄送：省政府、省委；"),
    right=("抄送：省政府，省委。", "主送：各村民委员会。"),
    also=("AMB-11",),
)
word_rule(
    "9704-7.4.3-b",
    "printed-writing",
    "印发日期写成“2026年3月2日印发”",
    "The date of printing is written in full, without zeros, and ends with 印发.",
    (
        Slip(r"(?:19|20)\d{2}年(?:0\d月\d{1,2}日|\d{1,2}月0\d日)", "印发日期编了虚位", ("ERR-BJ-04", "ERR-RQ-01")),
        Slip(rf"(?<=日){_B}*(?:印制|印刷|印){_B}*$", "印发日期后不是“印发”", ("ERR-BJ-04",), "印发"),
        Slip(rf"(?<=日){_B}*$", "印发日期后没有“印发”", ("ERR-BJ-04",)),
    ),
    roles=(Role.COLOPHON_PRINTER,),
    cure="写成“2026年3月2日印发”",
    wrong=(
        "青山镇党政办公室　2012年07月1日印发",
        "青山镇党政办公室　2012年7月1日印",
        "青山镇党政办公室　2012年7月1日印制",
    ),
    right=("青山镇党政办公室　2012年7月1日印发",),
)
word_rule(
    "TL-15.1b",
    "no-cc-downward",
    "上行文不抄送下级机关",
    "What goes up is not sent to those below at the same time.",
    (
        Slip(
            "(?:各县|各区县|各镇|各乡|各村|各街道|所属各|机关各|各科室|各处室)[^，。、；]*",
            "上行文抄送了下级机关",
            ("ERR-QS-05", "9704-7.4.2-f"),
        ),
    ),
    roles=(Role.COLOPHON_CC,),
    cure="删去下级机关",
    wrong=("抄送：各村民委员会。",),
    right=("抄送：县财政局。",),
    when=lambda page: page.kind in (Kind.REQUEST, Kind.REPORT, None),
)


# ------------------------------------------------------------------ dates


_GOOD_DATE = re.compile(r"((?:19|20)\d{2})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
_BAD_DATES = (
    (re.compile(r"\d{4}年(?:0\d月\d{1,2}日|\d{1,2}月0\d日)"), "日期编了虚位", "ERR-RQ-01"),
    (re.compile(r"[〇○零0OoＯ０一二三四五六七八九]{4}年[^\d]*"), "日期用了汉字数字", "ERR-RQ-02"),
    (re.compile(r"\d{4}\s*[.．/／\-－—]\s*\d{1,2}\s*[.．/／\-－—]\s*\d{1,2}"), "日期没有写“年月日”", "ERR-RQ-04"),
    (re.compile(r"\d{2}年\d{1,2}月\d{1,2}日"), "年份只写了两位", "ERR-RQ-05"),
    (re.compile(r"\d{4}年\d{1,2}月\d{1,2}号"), "写了“号”", "ERR-RQ-06"),
)


def _dates(page: Page) -> Iterator[Hit]:
    """成文日期 is written in Arabic digits, in full, without zeros, and is a day of the calendar."""
    for line in page.of(*_DATES):
        words = "".join(line.words.split())
        good = _GOOD_DATE.fullmatch(words)
        if good is not None and _is_a_day(good):
            if words != line.words:
                yield Hit("日期里有空格", "删去空格", line, found=line.words, required=words, safe=True)
            continue
        message, row = next(
            ((said, row) for bad, said, row in _BAD_DATES if bad.fullmatch(words)), ("日期不全或不存在", "ERR-RQ-07")
        )
        required = _day(words)
        cure = "写成“2026年3月2日”的样子"
        yield Hit(message, cure, line, line.words, line.words, required, safe=required[0].isdigit(), also=(row,))


def _is_a_day(found: re.Match[str]) -> bool:
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _day(words: str) -> str:
    """The date as it should be written, where its figures tell."""
    found = re.fullmatch(r"((?:19|20)\d{2})\D+(\d{1,2})\D+(\d{1,2})\D?", words)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found and _is_a_day(found) else "阿拉伯数字的年月日"


register(
    PageRule(
        "9704-7.3.5.4",
        "date-writing",
        "成文日期用阿拉伯数字，年月日标全，不编虚位",
        Grade.MUST,
        _DATES,
        _dates,
        ("2024年01月05日", "二〇一二年七月一日", "2024.1.5", "24年1月5日", "2024年2月30日"),
        ("2024年1月5日", "2012年10月31日"),
        "9704-7.3.5.4",
        ("ERR-RQ-01", "ERR-RQ-02", "ERR-RQ-04", "ERR-RQ-05", "ERR-RQ-07"),
        of_words=True,
    )
)


@page_rule(
    "ERR-FWZH-11",
    "number-year-of-date",
    "发文字号的年份与成文日期相同",
    wrong="青政发〔2025〕8号，成文日期 2026年3月2日",
    right="青政发〔2026〕8号，成文日期 2026年3月2日",
    grade=Grade.PRACTICE,
    reads=(*_NUMBERS, *_DATES),
    clause="9704-7.2.5-b",
)
def number_year_of_date(page: Page) -> Iterator[Hit]:
    """A number of one year on a document of another is a slip, but for those signed about New Year."""
    for line in page.of(*_NUMBERS)[:1]:
        number = re.search(r"〔(\d{4})〕", line.text)
        for other in page.of(*_DATES)[:1]:
            signed = re.match(r"\s*(\d{4})年", other.text)
            if number and signed and number[1] != signed[1]:
                yield Hit("发文字号的年份与成文日期不同", "核对两处", line, number[0], number[1], signed[1])


@page_rule(
    "9704-7.3.1-e",
    "title-kind",
    "标题写明文种",
    wrong="关于做好防汛工作的方案（红头公文）",
    right="青山镇人民政府关于做好防汛工作的通知",
    reads=(Role.TITLE,),
    also=("TL-8", "TL-9.7", "ERR-BT-02", "ERR-WZ-02"),
)
def title_kind(page: Page) -> Iterator[Hit]:
    """Under a red head stands one of the fifteen kinds; plans and summaries are sent out with a notice."""
    if page.form not in (Form.DOCUMENT, Form.LETTER):
        return
    lines = page.of(Role.TITLE)
    title = "".join(line.words for line in lines)
    if not lines:
        return
    kind = kind_of(title)
    if kind is None or kind in (Kind.SUMMARY, Kind.PLAN, Kind.SCHEME):
        found = kind.value if kind else "没有文种"
        cure = "标题以通知、请示、报告等十五个文种之一结尾；方案、总结之类用通知印发"
        yield Hit("标题末尾不是法定文种", cure, lines[-1], found=found, required="十五个文种之一")
