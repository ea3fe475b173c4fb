"""Rules of what 版头 says: 发文字号, 密级, 紧急程度, 签发人 (9704-7.2)."""

from __future__ import annotations

import re

from gongwen.checking.page import TEXT_ROLES, Page
from gongwen.checking.patterns import ROOM, Slip, without_room, word_rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import SERIAL_KINDS, Form
from gongwen.standard.numerals import numeral_value
from gongwen.standard.roles import Role

__all__: list[str] = []

_OPEN, _CLOSE = r"[\[［【(（﹝❲{｛<＜〈《「]", r"[\]］】)）﹞❳}｝>＞〉》」]"
_NUMBERS = (Role.NUMBER, Role.LETTER_NUMBER, Role.NUMBER_AND_SIGNERS)
_QUOTED = (*_NUMBERS, *TEXT_ROLES, Role.TITLE, Role.ATTACHMENT_NOTE)
_SIGNED = (Role.SIGNERS, Role.NUMBER_AND_SIGNERS)


def _with_star(found: re.Match[str]) -> str:
    return re.sub("[☆*＊✩✭]", "★", without_room(found))


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
            rf"([\u4e00-\u9fff]{{2,20}}){ROOM}*(?:{_OPEN}{ROOM}*((?:19|20)\d{{2}}){ROOM}*{_CLOSE}"
            rf"|〔{ROOM}*((?:19|20)\d{{2}}){ROOM}*[\]］】)）﹞]|[\[［【(（﹝]{ROOM}*((?:19|20)\d{{2}}){ROOM}*〕)(?={ROOM}*第?{ROOM}*\d+{ROOM}*号)",
            "年份没有用六角括号",
            ("ERR-FWZH-01", "15834-4.9.3.4"),
            r"\1〔\2\3\4〕",
        ),
        Slip(rf"〔{ROOM}*\d{{2}}{ROOM}*〕(?={ROOM}*第?{ROOM}*\d+)", "年份只写了两位", ("ERR-FWZH-04",)),
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
            rf"([〔\[［【(（](?:19|20)\d{{2}}[〕\]］】)）]{ROOM}*第?{ROOM}*)0+(\d*)({ROOM}*号)",
            "顺序号编了虚位",
            ("ERR-FWZH-02",),
            r"\1\2\3",
        ),
        Slip(
            rf"[\u4e00-\u9fff]{{1,12}}字{ROOM}*(?:〔\d{{4}}〕)?{ROOM}*第{ROOM}*\d+{ROOM}*号",
            "旧式的“×字第×号”",
            ("ERR-FWZH-05",),
        ),
        Slip(
            rf"(?<!字)(〔(?:19|20)\d{{2}}〕){ROOM}*第{ROOM}*(\d+{ROOM}*号?)",
            "顺序号加了“第”",
            ("ERR-FWZH-03",),
            r"\1\2",
        ),
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
    (
        Slip(
            rf"(〔(?:19|20)\d{{2}}〕{ROOM}*[1-9]\d*)(?!{ROOM}*[\d号])", "发文字号没有“号”字", ("ERR-FWZH-06",), r"\1号"
        ),
    ),
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
        Slip(
            rf"〔{ROOM}+(?=\d{{4}})|(?<=〔\d{{4}}){ROOM}+〕|(?<=〔\d{{4}}〕){ROOM}+(?=\d)",
            "发文字号里有空格",
            (),
            without_room,
        ),
        Slip(rf"〔\d{{4}}〕\d+{ROOM}+号", "发文字号里有空格", (), without_room),
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
    (Slip(rf"^([^令\n]*第{ROOM}*)0+(\d+{ROOM}*号{ROOM}*)$", "令号编了虚位", ("ERR-LH-01",), r"\1\2"),),
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
        Slip(
            rf"^{ROOM}*(?:绝{ROOM}*密|机{ROOM}*密|秘{ROOM}*密){ROOM}*[☆*＊✩✭].*$",
            "密级后面的星号不对",
            ("ERR-MJ-01",),
            _with_star,
        ),
        Slip(rf"密{ROOM}+★|★{ROOM}+(?=\d)", "密级与★、期限之间有空格", ("ERR-MJ-01",), without_room),
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
            rf"密{ROOM}*★?{ROOM}*([一二三四五六七八九十]+){ROOM}*(年|个月)",
            "保密期限用了汉字数字",
            ("ERR-MJ-03", "ERR-MJ-01"),
            lambda found: f"密★{numeral_value(found[1])}{found[2]}",
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
            rf"签{ROOM}*发{ROOM}*人{ROOM}*(?::|[^：\s]|{ROOM}+[^：\s]|$)|签{ROOM}*发{ROOM}*人{ROOM}*：{ROOM}*$|会{ROOM}*签{ROOM}*人{ROOM}*[：:]"
            rf"|^{ROOM}*签{ROOM}*发{ROOM}*[：:]",
            "签发人标注不规范",
            ("ERR-QF-01",),
            lambda found: "签发人：" if found[0].endswith(":") else None,
        ),
    ),
    roles=_SIGNED,
    cure="写成“签发人：王建国”",
    wrong=("签发人:张三", "签发人 张三", "签发人：", "会签人：李四", "签发：张三"),
    right=("签发人：张三",),
)
