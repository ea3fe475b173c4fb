"""Documents that together use every option of the model and of the writer, each by a name that says what it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from gongwen import Document, Profile
from gongwen.standard.profiles import COMMON, NATIONAL
from tests.strategies import notice, some_picture

__all__ = ["CATALOGUE", "catalogued", "profile_of"]

_LONG = "春耕生产直接关系全年粮食收成，各村要把任务落实到田块、落实到人头，做到不误农时、不荒一亩。"


def section(level: int, heading: str, *blocks: Any, **others: Any) -> dict[str, Any]:
    return {"type": "section", "level": level, "heading": heading, "blocks": list(blocks), **others}


def _all_blocks() -> list[Any]:
    table = {
        "type": "table",
        "caption": "各村任务表",
        "header": ["村名", "面积（亩）", "备注"],
        "rows": [["上坝村", "1200", ""], ["下坝村", "980", "含水田\n300亩"], ["柳林村", "1,105.5", _LONG]],
        "alignments": ["left", "right", None],
    }
    return [
        "开头一段，含“引号”、——破折号、……省略号·间隔号和 A&B <标记>。",
        section(
            1,
            "总体要求",
            "一级标题下的文字。",
            section(
                2,
                "工作目标",
                "接排的文字。",
                section(3, "面积", "三级。", section(4, "水田", "四级。"), run_in=True),
                run_in=True,
            ),
            "回到一级的文字。",
        ),
        section(1, "怎么办？", "问号结尾的接排标题。", table, "表后的文字。", run_in=True),
        section(1, "", "只有序号的一段。"),
        section(
            1,
            "跳级",
            section(3, "三级", {"type": "picture", "data": some_picture("PNG", 300, 200), "caption": "图1 位置示意"}),
        ),
        section(1, "带原序号的标题", label="九十九、"),
        "含制表符\t和换行\n的一段。",
        {"type": "table", "rows": [["1"] * 8] * 3},
        {"type": "picture", "data": some_picture("JPEG", 2400, 1200)},
        {"type": "picture", "data": some_picture("GIF"), "name": 'a"b&c<d>.gif'},
        {"type": "picture", "data": some_picture("BMP", 10, 3000), "caption": ""},
        _LONG * 40,
    ]


def _attachments(count: int) -> list[dict[str, Any]]:
    bodies: list[list[Any]] = [
        [_LONG],
        [{"type": "table", "header": ["甲", "乙"], "rows": [["1", "2"]] * 12}],
        [section(1, "附件里的标题", _LONG, section(2, "二级", _LONG))],
        [{"type": "picture", "data": some_picture("PNG", 100, 100)}, _LONG],
    ]
    return [
        {"title": f"第{number + 1}个附件{'名称较长需要回行的样子' * (number % 3)}", "body": bodies[number % 4]}
        for number in range(count)
    ]


_SUBJECT = "青山镇人民政府关于印发2027年度城乡居民基本医疗保险费征缴工作实施方案和考核办法的"


def _titled(length: int) -> Document:
    return notice(title=(_SUBJECT * 4)[: length - 2] + "通知")


def _seal(**others: Any) -> list[dict[str, Any]]:
    return [{"data": some_picture("PNG", 420, 420), **others}]


_HEAD = {"copy_number": "000012", "secrecy": "机密", "secrecy_period": "1年", "urgency": "特急"}
_FOOT = {
    "notes": "此件公开发布",
    "cc": "县医疗保障局，县税务局",
    "printer": "青山镇党政办公室",
    "print_date": "2026-03-03",
    "copies": 30,
}
_MANY = "，".join(f"第{number}村民委员会" for number in range(60))
_URL = "详见https://www.qingshan.gov.cn/zwgk/2026/content_20260302.html?from=index"
_BO = {"locale": "bo", "title": "བརྡ་ཁྱབ།", "issuer": "མི་དམངས་སྲིད་གཞུང་།"}
_UG = {"locale": "ug", "title": "ئۇقتۇرۇش", "issuer": "خەلق ھۆكۈمىتى"}
_MN = {"locale": "mn", "title": "ᠮᠡᠳᠡᠭᠳᠡᠯ", "issuer": "ᠠᠷᠠᠳ\u202fᠤᠨ ᠵᠠᠰᠠᠭ\u202fᠤᠨ ᠣᠷᠳᠣᠨ"}
_UPWARD: dict[str, Any] = {"kind": "请示", "recipients": "云岭县人民政府", "title": "关于申请春耕补助资金的请示"}
_ORDER: dict[str, Any] = {"kind": "命令", "number": "第1号", "recipients": [], "title": "关于公布春耕办法的命令"}
_MINUTES: dict[str, Any] = {"kind": "纪要", "recipients": [], "title": "春耕工作会议纪要"}
_LETTER: dict[str, Any] = {"kind": "函", "title": "关于商请支援春耕物资的函"}
_NAMES = ("王建国", "李明", "买买提·艾力", "欧阳海棠", "赵刚")
_AGENCIES = (
    "云岭县财政局",
    "云岭县农业农村局",
    "云岭县自然资源和规划局",
    "云岭县水利局",
    "云岭县乡村振兴服务中心",
    "云岭县气象局",
)


def _joint(count: int, **others: Any) -> Document:
    return notice(issuers=_AGENCIES[:count], **others)


def _sealed_together(count: int) -> Document:
    return _joint(count, seals=_seal() * count)


def _upward(count: int) -> Document:
    return notice(**_UPWARD, issuers=_AGENCIES[:count], signers=_NAMES[:count], seals=_seal() * count)


_PLAIN: dict[str, Any] = {"form": "白头", "number": None, "recipients": [], "date": None}

CATALOGUE: dict[str, Callable[[], Document]] = {
    "plainest": notice,
    "all_labels": lambda: notice(**_HEAD),
    "secrecy_alone": lambda: notice(copy_number="000001", secrecy="秘密"),
    "urgency_alone": lambda: notice(urgency="加急"),
    "number_open": lambda: notice(number="青政发〔2026〕号"),
    "mark_given": lambda: notice(issuer_mark="中共青山镇委员会"),
    "mark_long": lambda: notice(issuers="云岭自治县青山镇人民政府春耕备耕工作领导小组办公室"),
    "mark_very_long": lambda: notice(issuers="云" * 80),
    **{f"title_{length}": partial(_titled, length) for length in (5, 19, 35, 55, 75, 150)},
    "title_turned_by_hand": lambda: notice(title="青山镇人民政府\n关于做好春耕备耕\n工作的通知"),
    "all_blocks": lambda: notice(body=_all_blocks()),
    "table_first": lambda: notice(body=[{"type": "table", "rows": [["甲"]]}], recipients=[]),
    "picture_first": lambda: notice(body=[{"type": "picture", "data": some_picture()}], recipients=[]),
    "section_first": lambda: notice(body=[section(1, "甲", "乙。")], recipients=[]),
    "table_last": lambda: notice(body=["甲。", {"type": "table", "rows": [["甲", "乙"]] * 60}]),
    "one_attachment": lambda: notice(attachments=_attachments(1)),
    "two_attachments": lambda: notice(attachments=_attachments(2), **_FOOT),
    "attachments": lambda: notice(attachments=_attachments(12), **_FOOT),
    "seal_png": lambda: notice(seals=_seal(diameter=42)),
    "seal_jpeg": lambda: notice(seals=[{"data": some_picture("JPEG", 300, 300), "name": "章&章.jpg"}]),
    "seal_to_be_stamped": lambda: notice(seals=[{}]),
    "seal_and_colophon": lambda: notice(seals=_seal(), body=[_LONG * 9] * 3, **_FOOT),
    "signed_by_others": lambda: notice(signatories="青山镇党政办公室，青山镇农业服务中心"),
    "colophon": lambda: notice(**_FOOT),
    "cc_long": lambda: notice(cc=_MANY),
    "copies_alone": lambda: notice(copies=5),
    "printer_alone": lambda: notice(printer="青山镇党政办公室"),
    "recipients_moved": lambda: notice(recipients=_MANY, **_FOOT),
    "addresses": lambda: notice(
        body=[f"{_URL}。", section(2, "网上填报", f"登录{_URL}填报。", run_in=True)], notes=_URL
    ),
    "tibetan": lambda: notice(translation=_BO, **_FOOT),
    "uyghur": lambda: notice(translation=_UG, seals=_seal()),
    "uyghur_unsealed": lambda: notice(translation=_UG),
    "mongolian": lambda: notice(translation=_MN, **_FOOT),
    "plain": lambda: notice(kind="总结", title="2026年工作总结", **_PLAIN),
    "plain_signed": lambda: notice(kind="计划", title="2027年工作计划", **{**_PLAIN, "date": "2026-03-02"}, **_FOOT),
    "plain_labelled": lambda: notice(kind="方案", title="春耕方案", body=_all_blocks(), **_PLAIN, **_HEAD),
    "plain_of_several": lambda: notice(
        kind="方案", title="方案", issuers="甲局，乙局", **{**_PLAIN, "date": "2026-03-02"}
    ),
    **{f"joint_{count}": partial(_joint, count) for count in (2, 3, 6)},
    "joint_labelled": partial(_joint, 2, **_HEAD, **_FOOT),
    "joint_under_one_mark": partial(_joint, 3, issuer_mark="云岭县财政局文件"),
    **{f"sealed_together_{count}": partial(_sealed_together, count) for count in (2, 3, 5)},
    "stamped_together": partial(_joint, 3, seals=[{}] * 3),
    **{f"upward_{count}": partial(_upward, count) for count in (1, 2, 3, 5)},
    "upward_unsigned": lambda: notice(kind="议案", recipients="云岭县人民代表大会"),
    "opinion_signed": lambda: notice(kind="意见", signers=_NAMES[:2]),
    "serial": lambda: notice(kind="公告", number="第3号", recipients=[]),
    "letter": lambda: notice(**_LETTER),
    "letter_labelled": lambda: notice(**_LETTER, **_HEAD, cc="县税务局", notes="联系人：王建国", seals=_seal()),
    "letter_with_one_label": lambda: notice(**_LETTER, urgency="特急", body=_all_blocks()),
    "letter_with_long_mark": lambda: notice(**_LETTER, issuers="云岭自治县青山镇人民政府春耕备耕工作领导小组办公室"),
    "order": lambda: notice(**_ORDER, signatories="县长　王建国"),
    "order_stamped": lambda: notice(
        **_ORDER,
        signatories="县长　王建国，副县长　李明",
        seals=[{"data": some_picture("PNG", 300, 120)}, {"data": some_picture("JPEG", 90, 40), "name": "签名章"}],
        **_HEAD,
        cc="各局",
        printer="县政府办公室",
    ),
    "minutes": lambda: notice(**_MINUTES, body=["会议议定三件事。", "出席：王建国、李明", "请假：赵刚", "列席：各村"]),
    "minutes_of_an_office": lambda: notice(
        **_MINUTES, **_FOOT, **_HEAD, body=_all_blocks(), attachments=_attachments(2), signatories="县政府办公室"
    ),
    "markup": lambda: notice(
        title='关于A&B公司<试点>"情况"的通知',
        body=["{{ title }}{% if x %}&amp;]]></w:t>", "𠮷👨‍👩‍👧‍👦éabc\u2028\x7f\x85"],
        recipients="A&B公司",
        **{**_FOOT, "printer": "<办公室>&"},
    ),
}
"""Name -> how to make the document."""

_IN_COMMON = {
    "sealed_together_5",
    "upward_5",
    "letter_labelled",
    "order_stamped",
    "minutes_of_an_office",
    "all_labels",
    "all_blocks",
    "attachments",
    "seal_and_colophon",
    "tibetan",
    "plain_signed",
    "markup",
}


def profile_of(name: str) -> Profile:
    """The profile that a rendering of the catalogue is made in; names of common practice end in ``_common``."""
    return COMMON if name.endswith("_common") else NATIONAL


@cache
def catalogued() -> dict[str, Document]:
    """Every document, those that are rendered in both profiles twice."""
    made = {name: make() for name, make in CATALOGUE.items()}
    return {**made, **{f"{name}_common": made[name] for name in sorted(_IN_COMMON)}}
