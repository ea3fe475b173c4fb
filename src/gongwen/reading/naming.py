"""What clerks call things in the head of a source: other words for values, and names of what stands elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongwen.errors import Fault
from gongwen.standard.vocabulary import ELEMENTS, english_name, nearest_names
from gongwen.text import trim

__all__ = ["CONTACTS", "elsewhere", "field_list", "is_head_name", "usual_value"]

_BODY_END = "写在正文之后，每项单独一行，如“出席：镇人民政府方砚田”"
_IN_TEXT = "写进正文，如“2026年4月17日，镇长方砚田主持召开会议”"
_IN_NOTES = "写在“附注”里，如“附注: 联系人：许禾生，电话：0571-88001234”"
_PLACES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("出席", "列席", "请假", "缺席", "出席人员", "列席人员", "参会人员", "参加人员", "记录"), _BODY_END
        ),
        **dict.fromkeys(("主持", "主持人", "会议时间", "会议地点", "地点", "时间"), _IN_TEXT),
        **dict.fromkeys(("联系人", "联系电话", "电话", "联系方式"), _IN_NOTES),
        "附件说明": "不用写，程序照附件的标题写；附件写在正文之后",
        "页码": "不用写，页码由程序排",
    }
)
_OTHER_VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "form": {
            **dict.fromkeys(("函", "公函", "信函格式", "函件"), "信函"),
            **dict.fromkeys(("令", "命令格式", "命令（令）"), "命令"),
            **dict.fromkeys(("会议纪要", "纪要格式"), "纪要"),
            **dict.fromkeys(("红头", "红头文件", "文件格式", "上行文", "下行文", "平行文"), "文件"),
            **dict.fromkeys(("白头文稿", "无红头", "无"), "白头"),
        },
        "kind": {
            **dict.fromkeys(("会议纪要", "专题会议纪要", "办公会议纪要"), "纪要"),
            **dict.fromkeys(("令", "命令（令）"), "命令"),
            **dict.fromkeys(("公函", "复函"), "函"),
            "工作总结": "总结",
            "工作计划": "计划",
            "工作方案": "方案",
        },
    }
)
_LONGEST_NAME = 8
CONTACTS: Mapping[str, str] = MappingProxyType(
    {"联系人": "联系人", "联系电话": "电话", "电话": "电话", "联系方式": "联系方式"}
)
"""What 附注 says of whom to ask, by the names that people give it."""


def elsewhere(name: str) -> Fault | None:
    """Where that goes which is no entry of the head, though people look for it there.

    >>> print(elsewhere("联系人"))
    〔联系人〕不写在这里。处理：写在“附注”里，如“附注: 联系人：许禾生，电话：0571-88001234”
    """
    place = _PLACES.get("".join(name.split()))
    return Fault("misplaced-field", "不写在这里", place, field="".join(name.split())) if place else None


def usual_value(field: str, typed: str) -> str | None:
    """The word of the vocabulary for what was typed; None where it is one already, or none is known.

    >>> usual_value("form", "函"), usual_value("kind", "会议纪要"), usual_value("kind", "通知")
    ('信函', '纪要', None)
    """
    return _OTHER_VALUES.get(field, {}).get("".join(typed.split()))


def is_head_name(name: str, value: str) -> bool:
    """Whether a name before a colon is one of the head: known, known to stand elsewhere, or a slip of a known one.

    >>> is_head_name("文　种", "通知"), is_head_name("主送机构", "各村"), is_head_name("各村民委员会", "")
    (True, True, False)
    """
    plain = "".join(name.split())
    if english_name(plain) is not None:
        return True
    if not trim(value) or len(plain) > _LONGEST_NAME:
        return False
    return bool(nearest_names(plain))


def field_list() -> str:
    """The vocabulary as a page for people: every name of the head, what else it is called, its clause."""
    lines = ["源文件开头可以写的项目（名称：也可写作；依据）", ""]
    for english, element in ELEMENTS.items():
        if english in ("body", "attachments", "issued"):
            continue
        also = "、".join((*element.also, english))
        lines.append(f"{element.chinese}：{also}；{element.clause}")
    lines += ["", "写在别处的", ""]
    lines.append("正文、附件、印发件：写在第二行“---”之后")
    places: dict[str, list[str]] = {}
    for name, place in _PLACES.items():
        places.setdefault(place, []).append(name)
    lines += [f"{'、'.join(names)}：{place}" for place, names in places.items()]
    return "\n".join(lines) + "\n"
