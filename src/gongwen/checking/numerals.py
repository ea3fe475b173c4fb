"""Rules of figures, units, and of what documents say of documents (GB/T 15835, 9704-9)."""

from __future__ import annotations

import re

from gongwen.checking.page import BODY_ROLES, TEXT_ROLES
from gongwen.checking.patterns import COUNT, HAN, PROSE, ROOM, Slip, in_half_width, word_rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Kind
from gongwen.standard.roles import Role

__all__: list[str] = []

# Units of the same size that only want another name; all others want a sum as well.
_LAWFUL = {
    "公分": "厘米", "平方公分": "平方厘米", "立方公分": "立方厘米", "公升": "升", "立升": "升", "平米": "平方米",
    "立米": "立方米", "公吨": "吨", "ＫＧ": "kg", "KG": "kg", "Kg": "kg", "ＫM": "km", "KM": "km",
    "Km": "km", "ML": "mL", "Ml": "mL",
}  # fmt: skip


def _in_lawful_unit(found: re.Match[str]) -> str | None:
    lawful = _LAWFUL.get(found[1])
    return None if lawful is None else found[0][: -len(found[1])] + lawful


def _is_of_a_century(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 30) : found.start()]
    return "世纪" in before.rpartition("。")[2] or before.endswith(
        ("、", "近", "第", "共", "满", "前", "后", "—", "～")
    )


def _is_no_guess(found: re.Match[str]) -> bool:
    """Whether two numbers are two things: guesses name neighbours, three or four."""
    first, second = (COUNT.index(one) for one in found[0].split("、"))
    return second != first + 1


word_rule(
    "15835-X2",
    "full-width-digits",
    "阿拉伯数字用半角",
    "Figures are half-width.",
    (Slip("[０-９]+", "用了全角数字", ("ERR-SZ-01",), in_half_width),),
    roles=PROSE,
    cure="改为半角数字",
    wrong=("２０１２年",),
    right=("2012年",),
    grade=Grade.PRACTICE,
    of_any_text=True,
)
word_rule(
    "15835-5.2.1",
    "guesses",
    "概数之间不用顿号",
    "三四个月 is a guess; 三、四 are two numbers.",
    (
        Slip(
            r"(?<![\n第、一二三四五六七八九十])(?<!^)[一二三四五六七八九]、[一二三四五六七八九](?=[个件天年月次人名种项](?!级))",
            "概数之间有顿号",
            ("ERR-SZ-02",),
            lambda found: found[0].replace("、", ""),
            _is_no_guess,
        ),
    ),
    roles=(*BODY_ROLES, Role.TITLE),
    cure="删去顿号",
    wrong=("用了三、四个月",),
    right=("用了三四个月", "一、二等奖", "第一、二、三产业", "一、二年级学生"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15835-X3",
    "decades",
    "年代写明世纪，年度写全四位",
    "90年代 leaves the century to guess.",
    (Slip(r"(?<!\d)\d{2}年(?:代|度|底|初|末)", "年份只写了两位", ("ERR-SZ-03",), unless=_is_of_a_century),),
    roles=PROSE,
    cure="写成“20世纪90年代”“2012年度”",
    wrong=("在90年代建成", "在12年度完成"),
    right=("20世纪90年代", "20世纪80、90年代", "2012年度", "近10年以来"),
    grade=Grade.PRACTICE,
    of_any_text=True,
)
word_rule(
    "15835-5.2.5",
    "zero-of-years",
    "汉字年份用“〇”",
    "A year in 汉字 has 〇, neither 零 nor a circle.",
    (
        Slip(
            "(?=[一二三四五六七八九〇○零0０OＯo◯]{4}年)(?=[^年\n]*[一二三四五六七八九])(?=[^年\n]*[○零0０OＯo◯])"
            "[一二三四五六七八九〇○零0０OＯo◯]{4}年",
            "汉字年份里没有用“〇”",
            ("ERR-RQ-03",),
            lambda found: re.sub("[○零0０OＯo◯]", "〇", found[0]),
        ),
    ),
    roles=PROSE,
    cure="用“〇”，或整串改为阿拉伯数字",
    wrong=("二0一一年", "二○一一年", "二零一一年", "二O一二年"),
    right=("二〇一二年", "2012年"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15835-4.3",
    "mixed-dates",
    "一个日期里汉字与阿拉伯数字不混用",
    "What is of one kind is written in one way.",
    (Slip(r"[〇一二三四五六七八九]{4}年\d|\d{4}年[一二三四五六七八九十]{1,2}月", "日期混用了两种数字"),),
    roles=PROSE,
    cure="统一用阿拉伯数字",
    wrong=("二〇〇八年8月8日", "2008年八月"),
    right=("2008年8月8日", "二〇〇八年八月八日", "2026年一季度"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15835-5.1.2",
    "leading-zero",
    "纯小数写出前面的 0",
    "Less than one begins with 0.",
    (Slip(r"(?<![\d.．A-Za-z）)])[.．](?=\d+[%％元吨米])", "小数点前没有 0", (), "0.", has=".．"),),
    roles=PROSE,
    cure="写成“0.5”",
    wrong=("增长.5%",),
    right=("增长0.5%", "1.5米"),
    of_any_text=True,
)
word_rule(
    "15835-5.1.3",
    "percent-range",
    "百分数的起止都写百分号",
    "15～30% may be read in two ways.",
    (
        Slip(
            r"(?<![\d.%％])(\d+(?:\.\d+)?)([～~—])(\d+(?:\.\d+)?)([%％])",
            "前一个数没有写百分号",
            (),
            r"\1\4\2\3\4",
            has="%％",
        ),
    ),
    roles=PROSE,
    cure="写成“15%～30%”",
    wrong=("增长15～30%",),
    right=("增长15%～30%",),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "ERR-RQ-06",
    "day-as-number",
    "日期写“日”不写“号”",
    "号 is spoken.",
    (Slip(r"(\d{1,2}月\d{1,2})号(?!线|楼|文|令|公告)", "日期写了“号”", (), r"\1日"),),
    roles=PROSE,
    cure="“号”改为“日”",
    wrong=("2024年1月5号",),
    right=("2024年1月5日",),
    grade=Grade.PRACTICE,
    clause="15835-4.3",
    of_any_text=True,
)
word_rule(
    "ERR-RQ-05",
    "short-year",
    "年份写全四位",
    "Years are written in full.",
    (Slip(r"(?<!\d)\d{2}年\d{1,2}月\d{1,2}日", "年份只写了两位"),),
    roles=PROSE,
    cure="写全四位",
    wrong=("24年1月5日报送",),
    right=("2024年1月5日报送",),
    grade=Grade.USUAL,
    clause="15835-5.1.4",
    of_any_text=True,
)
word_rule(
    "9704-9-a",
    "units",
    "计量单位用法定单位",
    "Lawful units, in their lawful writing.",
    (
        Slip(
            r"\d\s*(市斤|市尺|市里|公分|公升|立升|平方公分|立方公分|平米|立米|马力|加仑|英里|英尺|英寸|盎司|华氏度|公吨|大卡"
            r"|ＫＧ|KG|Kg|ＫM|KM(?!/)|Km|ML|Ml)(?![A-Za-z])",
            "不是法定计量单位，或写法不对",
            ("ERR-DW-01",),
            _in_lawful_unit,
        ),
    ),
    roles=PROSE,
    cure="写厘米、升、平方米、千米（km）、千克（kg）等",
    wrong=("5公分", "30平米", "10KM", "3马力", "5KG"),
    right=("5厘米", "30平方米", "10km", "10千米"),
    of_any_text=True,
)

# ------------------------------------------------------------------ what documents say of documents

word_rule(
    "ERR-STD-01",
    "no-such-standard",
    "没有这个标准号",
    "The standard is of 2012; nothing newer was issued.",
    (Slip(rf"GB{ROOM}*/?{ROOM}*T?{ROOM}*9704{ROOM}*[-—–－]{ROOM}*(?!2012|1999|1988)\d{{4}}", "没有这个标准号"),),
    roles=PROSE,
    cure="写成 GB/T 9704-2012",
    wrong=("按照GB/T 9704-2022", "按照GB/T 9704—2019", "按照GB/9704-2019"),
    right=("按照GB/T 9704-2012", "按照GB/T 9704—2012"),
    grade=Grade.PRACTICE,
    clause="9704-2",
    of_any_text=True,
)
word_rule(
    "9704-7.3.5.5",
    "no-text-on-this-page",
    "不写“此页无正文”",
    "Lines are moved until the seal stands with text.",
    (Slip("（?(?:此页|此件|本页)无正文）?", "写了“此页无正文”", ("ERR-WZ-01",)),),
    roles=(*TEXT_ROLES, Role.NOTES, Role.SIGNATORY),
    cure="删去，调整行距、字距使印章与正文同页",
    wrong=("（此页无正文）",),
    right=("特此通知。",),
    grade=Grade.PRACTICE,
)
word_rule(
    "TL-15.4b",
    "request-in-report",
    "报告不夹带请示事项",
    "A report asks for nothing.",
    (
        Slip(
            r"(?:妥否|当否|是否妥当)[，,]?\s*请.{0,6}(?:批示|批复|批准|审批|审定)"
            r"|(?<![报申提邀聘呈经])请(?:予以?|给予|尽快|及时)?(?:批示|批复|批准|审批|审定)(?=[。；，]|$)",
            "报告里有请示的话",
            ("ERR-QS-02",),
        ),
    ),
    roles=BODY_ROLES,
    cure="改用请示，或删去",
    wrong=("妥否，请批示。", "请予批准。"),
    right=("特此报告。", "请各单位批准后执行。", "已报请县政府批准。"),
    when=lambda page: page.kind is Kind.REPORT,
)
word_rule(
    "ERR-YW-01",
    "cited-by-number",
    "引用公文先引标题，后引发文字号",
    "A reader knows a document by its title.",
    (
        Slip(
            rf"(?:根据|按照|依据)[^《。\n]{{0,15}}[{HAN}]+〔\d{{4}}〕\d+号(?:文件|文)?(?!）)", "引用公文只写了发文字号"
        ),
    ),
    roles=BODY_ROLES,
    cure="写成《……》（国办发〔2012〕14号）",
    wrong=("根据国办发〔2012〕14号文件要求",),
    right=("根据《通知》（国办发〔2012〕14号）",),
    grade=Grade.PRACTICE,
    clause="TL-11",
)
