"""Rules of marks wherever text runs (GB/T 15834)."""

from __future__ import annotations

import re

from gongwen.checking.page import BODY_ROLES
from gongwen.checking.patterns import COUNT, HAN, PROSE, Slip, word_rule
from gongwen.standard.grades import Grade

__all__: list[str] = []

_CURLED = {'"': "“”", "'": "‘’"}


def _curled(found: re.Match[str]) -> str | None:
    """The opening or the closing mark, by those before it; none where the marks of the line come in no pairs."""
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
    before = found.start() - found.string.rfind("\n", 0, found.start()) - 1
    mark = found[0]
    return None if line.count(mark) % 2 else _CURLED[mark][line[:before].count(mark) % 2]


word_rule(
    "GW-BD-01",
    "half-width-marks",
    "汉字之间用全角标点",
    "Between 汉字 a mark takes the room of one; half-width ones belong to figures and Latin letters.",
    tuple(
        Slip(
            rf"(?<=[{HAN}]){re.escape(half)}(?=[{HAN}]|$)",
            "汉字之间用了半角标点",
            ("15834-X1", "ERR-BD-02"),
            full,
            has=half,
        )
        for half, full in ((",", "，"), (";", "；"), (":", "："), ("?", "？"), ("!", "！"))
    ),
    roles=PROSE,
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
            rf"(?<=[{HAN}，。；：、（])[\"'](?=[{HAN}])|(?<=[{HAN}])[\"'](?=[{HAN}，。；：、）]|$)",
            "用了直引号",
            ("15834-X1",),
            _curled,
            has="\"'",
        ),
    ),
    roles=PROSE,
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
    (Slip(rf"(?<=[{HAN}，。；：、])(?: {{2,}}|\u3000 | \u3000)(?=[{HAN}])", "文字之间有空格", ("15834-X1",), ""),),
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
        Slip(rf"(?<=[{HAN}])\(([^()（）\n]*[{HAN}][^()（）\n]*)\)", "汉字外用了半角括号", ("15834-X1",), r"（\1）"),
        Slip(
            rf"(?<=[{HAN}])(?:\(([^()（）\n]*)）|（([^()（）\n]*)\))",
            "括号一半全角、一半半角",
            ("15834-X1",),
            r"（\1\2）",
        ),
    ),
    roles=PROSE,
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
    (Slip("(?<=》)、(?=《)|(?<=”)、(?=“)", "书名号或引号之间用了顿号", ("ERR-BD-01",), ""),),
    roles=PROSE,
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
    roles=PROSE,
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
    roles=PROSE,
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
    (
        Slip(
            "《([^》\n]{0,40})《([^》\n]*)》([^》\n]*)》",
            "书名号里套了同样的书名号",
            ("ERR-BD-05",),
            r"《\1〈\2〉\3》",
        ),
    ),
    roles=PROSE,
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
            rf"(?<![\n{COUNT}])、等(?=[^待候级同额次价于量效高分距比腰边温压离奖第])",
            "“等”前有顿号",
            ("ERR-BD-06",),
            "等",
        ),
    ),
    roles=PROSE,
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
    roles=PROSE,
    cure="改为“～”或“—”",
    wrong=("每组10-15人",),
    right=("每组10～15人", "电话：0000-6612288"),
    of_any_text=True,
)
