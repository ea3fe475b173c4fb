"""Rules of marks, figures and ordinals wherever text runs (GB/T 15834, GB/T 15835, 9704-7.3.3-d, 9704-9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.checking.page import BODY_ROLES, HEADING_LEVELS, TEXT_ROLES, Line, Page
from gongwen.checking.patterns import Slip, word_rule
from gongwen.checking.rule import Hit, page_rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Kind
from gongwen.standard.roles import HEADING_ROLES, Role

__all__: list[str] = []

_B = r"[^\S\n]"  # room inside a line
_HAN = "\u4e00-\u9fff"
_COUNT = "一二三四五六七八九十百"
_PROSE = (
    *TEXT_ROLES,
    Role.TITLE,
    Role.RECIPIENTS,
    Role.ATTACHMENT_NOTE,
    Role.NOTES,
    Role.ATTENDANCE,
    Role.ATTENDANCE_LEVEL_0,
    Role.ATTACHMENT_TITLE,
    Role.ISSUED_TITLE,
    Role.COLOPHON_CC,
    Role.COLOPHON_RECIPIENTS,
)
"""All that is read as sentences; cells of tables have habits of their own (9:00, 1、)."""

# ------------------------------------------------------------------ marks

word_rule(
    "GW-BD-01",
    "half-width-marks",
    "汉字之间用全角标点",
    "Between 汉字 a mark takes the room of one; half-width ones belong to figures and Latin letters.",
    tuple(
        Slip(rf"(?<=[{_HAN}]){re.escape(half)}(?=[{_HAN}]|$)", "汉字之间用了半角标点", ("15834-X1", "ERR-BD-02"), full)
        for half, full in ((",", "，"), (";", "；"), (":", "："), ("?", "？"), ("!", "！"))
    ),
    roles=_PROSE,
    cure="改为全角标点",
    wrong=("你好,世界", "要求如下:一是抓好落实"),
    right=("你好，世界", "9:00报到", "比例为3:1"),
    grade=Grade.USUAL,
    clause="15834-X1",
    of_any_text=True,
)
word_rule(
    "GW-BD-02",
    "straight-quotes",
    "用中文引号",
    "Quotation marks open and close: “ and ”.",
    (
        Slip(
            rf"(?<=[{_HAN}，。；：、（])[\"'](?=[{_HAN}])|(?<=[{_HAN}])[\"'](?=[{_HAN}，。；：、）]|$)",
            "用了直引号",
            ("15834-X1",),
        ),
    ),
    roles=_PROSE,
    cure="改为“ ”",
    wrong=('开展"回头看"活动',),
    right=("开展“回头看”活动", "5'30\""),
    grade=Grade.USUAL,
    clause="15834-X1",
    of_any_text=True,
)
word_rule(
    "GW-BD-03",
    "double-blanks",
    "文字之间没有空格",
    "Blanks between 汉字 are left over from typing.",
    (Slip(rf"(?<=[{_HAN}，。；：、])(?: {{2,}}|\u3000 | \u3000)(?=[{_HAN}])", "文字之间有空格", ("15834-X1",), ""),),
    roles=(*BODY_ROLES,),
    cure="删去空格",
    wrong=("各村要  高度重视",),
    right=("各村要高度重视", "第一条　为了规范值班"),
    grade=Grade.USUAL,
    clause="15834-X1",
    of_any_text=True,
)
word_rule(
    "GW-BD-04",
    "half-width-brackets",
    "汉字外用全角括号",
    "Brackets around 汉字 are full-width, both of them.",
    (
        Slip(rf"(?<=[{_HAN}])\(([^()（）\n]*[{_HAN}][^()（）\n]*)\)", "汉字外用了半角括号", ("15834-X1",), r"（\1）"),
        Slip(
            rf"(?<=[{_HAN}])(?:\(([^()（）\n]*)）|（([^()（）\n]*)\))",
            "括号一半全角、一半半角",
            ("15834-X1",),
            r"（\1\2）",
        ),
    ),
    roles=_PROSE,
    cure="改为全角括号（）",
    wrong=("各镇(街道)要抓好落实",),
    right=("各镇（街道）要抓好落实", "函数f(x)"),
    grade=Grade.USUAL,
    clause="15834-X1",
    of_any_text=True,
)
word_rule(
    "15834-4.5.3.5",
    "comma-between-titles",
    "并列的书名号、引号之间不用顿号",
    "Titles and quotations that stand side by side are divided by their own marks.",
    (Slip(r"》(、)《|”(、)“", "书名号或引号之间用了顿号", ("ERR-BD-01",)),),
    roles=_PROSE,
    cure="删去顿号",
    wrong=("《甲》、《乙》", "“甲”、“乙”"),
    right=("《甲》《乙》", "《甲》（试行）、《乙》"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-5.1-c",
    "ellipsis",
    "省略号是“……”",
    "An ellipsis is six dots that take the room of two characters.",
    (Slip(r"\.{3,}|。{2,}|(?<!…)…(?!…)", "省略号写法不对", ("ERR-BD-03",), "……"),),
    roles=_PROSE,
    cure="写成“……”",
    wrong=("等等...", "水利、农业。。。", "水利…"),
    right=("水利……",),
    of_any_text=True,
)
word_rule(
    "15834-A.9",
    "ellipsis-and-so-on",
    "省略号不与“等”并用",
    "Both say that there is more.",
    (Slip("……等|等等……|…等", "省略号与“等”并用", ("ERR-BD-04",)),),
    roles=_PROSE,
    cure="留一个",
    wrong=("甲、乙……等",),
    right=("甲、乙等",),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-4.15.3.5",
    "title-in-title",
    "书名号里再用书名号时用〈〉",
    "A title inside a title stands between 〈 and 〉.",
    (Slip("《[^》\n]{0,40}《[^》\n]*》[^》\n]*》", "书名号里套了同样的书名号", ("ERR-BD-05",)),),
    roles=_PROSE,
    cure="里层改为〈〉",
    wrong=("《关于转发《办法》的通知》",),
    right=("《关于转发〈办法〉的通知》",),
    of_any_text=True,
)
word_rule(
    "15834-B.1.2",
    "comma-before-and-so-on",
    "“等”前不加顿号",
    "等 ends a list by itself.",
    (
        Slip(
            rf"(?<![\n{_COUNT}])、等(?=[^待候级同额次价于量效高分距比腰边温压离奖第])",
            "“等”前有顿号",
            ("ERR-BD-06",),
            "等",
        ),
    ),
    roles=_PROSE,
    cure="删去顿号",
    wrong=("甲、乙、等单位",),
    right=("甲、乙等单位", "三、等额选举", "不等价、等额交换"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-4.13",
    "range-mark",
    "数值的起止用浪纹线或一字线",
    "A range is written with ～ or —; the short dash joins the parts of a name.",
    (
        Slip(
            r"(?<![-－\d.A-Za-z])(\d+(?:\.\d+)?)\s*[-－]\s*(\d+(?:\.\d+)?)(?=[%％万亿元人个年月日度])",
            "数值的起止用了短横线",
            (),
            r"\1—\2",
        ),
    ),
    roles=_PROSE,
    cure="改为“～”或“—”",
    wrong=("每组10-15人",),
    right=("每组10～15人", "电话：0000-6612288"),
    of_any_text=True,
)

# ------------------------------------------------------------------ ordinals

word_rule(
    "15834-B.3.2",
    "ordinal-han",
    "汉字序号后用顿号",
    "一 is followed by 、.",
    (
        Slip(rf"^({_B}*[{_COUNT}]+){_B}*[.．，,。](?=\S)", "汉字序号后不是顿号", ("ERR-CC-01",), r"\1、"),
        Slip(rf"^({_B}*[{_COUNT}]+){_B}*[：:](?=\S)", "汉字序号后不是顿号", ("ERR-CC-01",)),
    ),
    roles=TEXT_ROLES,
    cure="写成“一、”",
    wrong=("一.总则", "二，要求", "三：其他"),
    right=("一、总则", "一是抓好落实"),
    of_any_text=True,
)
word_rule(
    "15834-B.3.4",
    "ordinal-in-brackets",
    "带括号的序号后不用点号",
    "The brackets are the mark.",
    (
        Slip(
            rf"^({_B}*[（(]{_B}*[{_COUNT}]+{_B}*[）)]){_B}*[、，,.．。：:；;]", "（一）后有标点", ("ERR-CC-02",), r"\1"
        ),
        Slip(rf"^({_B}*[（(]{_B}*\d{{1,2}}{_B}*[）)]){_B}*[、，,.．。：:；;]", "（1）后有标点", ("ERR-CC-05",), r"\1"),
    ),
    roles=TEXT_ROLES,
    cure="删去标点",
    wrong=("（一）、提高认识", "（三）。其他", "（1）、具体要求"),
    right=("（一）提高认识", "（1）具体要求"),
    of_any_text=True,
)
word_rule(
    "15834-B.3.3",
    "ordinal-arabic",
    "阿拉伯数字序号后用下脚点",
    "1 is followed by a dot.",
    (
        Slip(rf"^({_B}*\d{{1,2}}){_B}*(?:[、，。]|,(?!\d{{3}}))(?=\S)", "序号后不是下脚点", ("ERR-CC-04",), r"\1."),
        Slip(rf"^{_B}*\d{{1,2}}{_B}*[：:](?=[^\d\s])", "序号后不是下脚点", ("ERR-CC-04",)),
    ),
    roles=TEXT_ROLES,
    cure="写成“1.”",
    wrong=("1、加强领导", "2，其他", "3：其他"),
    right=("1.加强领导", "1. 加强领导", "2012年", "9:00报到"),
    of_any_text=True,
)
word_rule(
    "9704-7.3.3-d",
    "ordinal-forms",
    "层次序数：一、（一）1.（1）",
    "Four levels have four forms; signs of one piece and halves of brackets are none of them.",
    (
        Slip(
            rf"^{_B}*(?:\({_B}*[{_COUNT}]+{_B}*[)）]|（{_B}*[{_COUNT}]+{_B}*\))",
            "（一）的括号不是全角",
            ("ERR-CC-03", "15834-X1"),
        ),
        Slip(rf"^{_B}*(?:\(\d{{1,2}}[)）]|（\d{{1,2}}\))", "（1）的括号不是全角", ("ERR-CC-03", "15834-X1")),
        Slip(rf"^{_B}*[㈠-㈩⑴-⒇⒈-⒛]", "用了单个字符的序号", ("ERR-CC-06",)),
        Slip(rf"^{_B}*\d{{1,2}}{_B}*[）)](?={_B}*\S)", "用了半个括号的序号", ("ERR-CC-07",)),
    ),
    roles=TEXT_ROLES,
    cure="写成“（一）”“1.”“（1）”",
    wrong=("(一)提高认识", "（一)提高认识", "㈠提高认识", "⑴具体要求", "⒈加强领导", "1）具体要求"),
    right=("（一）提高认识", "（1）具体要求", "①登记"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-B.3.1",
    "first-of-all",
    "“第一”“首先”后用逗号",
    "第一 opens a sentence, it lists nothing; 第一、二、三产业 does.",
    (
        Slip(
            rf"(?:^|(?<=[。；：，])){_B}*第[一二三四五六七八九十]+、(?![{_COUNT}])", "“第一”后用了顿号", ("ERR-CC-09",)
        ),
        Slip("(?:首先|其次|再次|最后)、", "“首先”后用了顿号", ("ERR-CC-09",)),
    ),
    roles=(*BODY_ROLES, *HEADING_ROLES),
    cure="改为逗号",
    wrong=("第一、要抓好落实", "首先、提高认识"),
    right=("第一，要抓好落实", "第一、二、三产业", "坚持安全第一、预防为主"),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-B.3.6",
    "articles",
    "“第一条”后空一字，不用点号",
    "Chapters and articles are followed by room.",
    (Slip(rf"^{_B}*第[{_COUNT}]+[章条节]{_B}*[、，.．：:]", "“第×条”后有标点", ("ERR-CC-10",)),),
    roles=TEXT_ROLES,
    cure="空一字",
    wrong=("第一条、为了规范值班",),
    right=("第一条　为了规范值班",),
    grade=Grade.USUAL,
    of_any_text=True,
)
word_rule(
    "15834-B.3.7",
    "one-is",
    "“一是”后不用标点",
    "一是 runs on.",
    (Slip(rf"(?:^|(?<=[。；：])){_B}*([一二三四五六七八九]是)[、，：:]", "“一是”后有标点", ("ERR-CC-11",), r"\1"),),
    roles=(*BODY_ROLES, *HEADING_ROLES),
    cure="删去标点",
    wrong=("一是、抓好落实", "一是，抓好落实"),
    right=("一是抓好落实",),
    grade=Grade.USUAL,
    of_any_text=True,
)

# ------------------------------------------------------------------ figures


def _is_of_a_century(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 30) : found.start()]
    return "世纪" in before.rpartition("。")[2] or before.endswith(
        ("、", "近", "第", "共", "满", "前", "后", "—", "～")
    )


def _is_no_guess(found: re.Match[str]) -> bool:
    """Whether two numbers are two things: guesses name neighbours, three or four."""
    first, second = (_COUNT.index(one) for one in found[0].split("、"))
    return second != first + 1


word_rule(
    "15835-X2",
    "full-width-digits",
    "阿拉伯数字用半角",
    "Figures are half-width.",
    (Slip("[０-９]+", "用了全角数字", ("ERR-SZ-01",)),),
    roles=_PROSE,
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
            unless=_is_no_guess,
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
    roles=_PROSE,
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
        ),
    ),
    roles=_PROSE,
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
    roles=_PROSE,
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
    (Slip(r"(?<![\d.．A-Za-z）)])[.．](?=\d+[%％元吨米])", "小数点前没有 0", (), "0."),),
    roles=_PROSE,
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
    (Slip(r"(?<![\d.%％])(\d+(?:\.\d+)?)([～~—])(\d+(?:\.\d+)?)([%％])", "前一个数没有写百分号", (), r"\1\4\2\3\4"),),
    roles=_PROSE,
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
    roles=_PROSE,
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
    roles=_PROSE,
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
            r"\d\s*(?:市斤|市尺|市里|公分|公升|立升|平方公分|立方公分|平米|立米|马力|加仑|英里|英尺|英寸|盎司|华氏度|公吨|大卡"
            r"|ＫＧ|KG|Kg|ＫM|KM(?!/)|Km|ML|Ml)(?![A-Za-z])",
            "不是法定计量单位，或写法不对",
            ("ERR-DW-01",),
        ),
    ),
    roles=_PROSE,
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
    (Slip(rf"GB{_B}*/?{_B}*T?{_B}*9704{_B}*[-—–－]{_B}*(?!2012|1999|1988)\d{{4}}", "没有这个标准号"),),
    roles=_PROSE,
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
            rf"(?:根据|按照|依据)[^《。\n]{{0,15}}[{_HAN}]+〔\d{{4}}〕\d+号(?:文件|文)?(?!）)", "引用公文只写了发文字号"
        ),
    ),
    roles=BODY_ROLES,
    cure="写成《……》（国办发〔2012〕14号）",
    wrong=("根据国办发〔2012〕14号文件要求",),
    right=("根据《通知》（国办发〔2012〕14号）",),
    grade=Grade.PRACTICE,
    clause="TL-11",
)


# ------------------------------------------------------------------ order of headings

_VALUES = {one: at for at, one in enumerate("〇一二三四五六七八九")}
# However it is written: what is wrong with the mark is told by its own rule.
_FIRST = re.compile(rf"[^\S\n]*(?:([{_COUNT}]+)[、.．，,：:。]|[（(]([{_COUNT}]+)[）)])")


@page_rule(
    "15834-B.3.8",
    "order-of-levels",
    "层次的序号连续",
    wrong="一、……三、……（没有“二、”）；两个“（二）”",
    right="一、二、三、……；每一层从头编起",
    grade=Grade.USUAL,
    reads=HEADING_ROLES,
    also=("ERR-CC-08",),
)
def order_of_levels(page: Page) -> Iterator[Hit]:
    """Headings that stand alone are counted without gaps; each level begins anew below a higher one."""
    last = [0, 0]
    for line in page.of(*HEADING_ROLES[:2], *BODY_ROLES, Role.ATTACHMENT_LABEL, Role.ISSUED_TITLE):
        if line.role in (Role.ATTACHMENT_LABEL, Role.ISSUED_TITLE):
            last = [0, 0]
            continue
        counted = _counted(line)
        if counted is None:
            continue
        level, number = counted
        heading = line.role in HEADING_LEVELS
        before = last[level]
        if level == 0:
            last[1] = 0
        last[level] = number
        if number in (before + 1, 1) or not heading:
            continue
        found, wanted = line.words[:8], f"第 {before + 1} 个"
        message = "序号重复" if number == before else "序号不连续"
        yield Hit(message, "核对各层标题的序号", line, found=found, required=wanted, start=0)


def _counted(line: Line) -> tuple[int, int] | None:
    """The level and number of a heading, or of a paragraph that begins as one."""
    found = _FIRST.match(line.facts.number_text(line.paragraph) + line.text)
    if found is None:
        return None
    if found[1]:
        return 0, _value(found[1])
    return (1, _value(found[2])) if found[2] else None


def _value(text: str) -> int:
    """一百二十 and the like as a number."""
    total, current = 0, 0
    for one in text:
        if one in "十百":
            total += (current or 1) * (10 if one == "十" else 100)
            current = 0
        else:
            current = _VALUES[one]
    return total + current
