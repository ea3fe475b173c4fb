"""文种 and 格式: what kinds of documents there are and how each is laid out by default.

The fifteen statutory kinds are those of article 8 of the regulation (条例第八条); 总结, 计划 and 方案 are everyday
documents that have a page without a red head (白头).
"""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

__all__ = [
    "DEFAULT_FORM",
    "KINDS",
    "MARK_ENDINGS",
    "MAY_BE_SIGNED",
    "MUST_BE_SIGNED",
    "SERIAL_KINDS",
    "Direction",
    "Form",
    "Kind",
    "KindTraits",
    "usual_form",
]


class Kind(str, Enum):
    """文种."""

    RESOLUTION = "决议"
    DECISION = "决定"
    ORDER = "命令"
    COMMUNIQUE = "公报"
    ANNOUNCEMENT = "公告"
    PUBLIC_NOTICE = "通告"
    OPINION = "意见"
    NOTICE = "通知"
    CIRCULAR = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    BILL = "议案"
    LETTER = "函"
    MINUTES = "纪要"
    SUMMARY = "总结"
    PLAN = "计划"
    SCHEME = "方案"


class Form(str, Enum):
    """格式: which page the document is written on."""

    DOCUMENT = "文件"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"
    PLAIN = "白头"


class Direction(str, Enum):
    """行文方向."""

    DOWNWARD = "下行"
    UPWARD = "上行"
    PARALLEL = "平行"
    PUBLIC = "公布"
    INTERNAL = "内部"


class KindTraits(NamedTuple):
    """What a 文种 brings with it."""

    english: str
    direction: Direction
    form: Form
    has_recipients: bool
    clause: str


KINDS: MappingProxyType[Kind, KindTraits] = MappingProxyType(
    {
        Kind.RESOLUTION: KindTraits("resolution", Direction.DOWNWARD, Form.DOCUMENT, False, "WZ-01"),
        Kind.DECISION: KindTraits("decision", Direction.DOWNWARD, Form.DOCUMENT, True, "WZ-02"),
        Kind.ORDER: KindTraits("order", Direction.PUBLIC, Form.ORDER, False, "WZ-03"),
        Kind.COMMUNIQUE: KindTraits("communique", Direction.PUBLIC, Form.DOCUMENT, False, "WZ-04"),
        Kind.ANNOUNCEMENT: KindTraits("announcement", Direction.PUBLIC, Form.DOCUMENT, False, "WZ-05"),
        Kind.PUBLIC_NOTICE: KindTraits("public_notice", Direction.PUBLIC, Form.DOCUMENT, False, "WZ-06"),
        Kind.OPINION: KindTraits("opinion", Direction.DOWNWARD, Form.DOCUMENT, True, "WZ-07"),
        Kind.NOTICE: KindTraits("notice", Direction.DOWNWARD, Form.DOCUMENT, True, "WZ-08"),
        Kind.CIRCULAR: KindTraits("circular", Direction.DOWNWARD, Form.DOCUMENT, True, "WZ-09"),
        Kind.REPORT: KindTraits("report", Direction.UPWARD, Form.DOCUMENT, True, "WZ-10"),
        Kind.REQUEST: KindTraits("request", Direction.UPWARD, Form.DOCUMENT, True, "WZ-11"),
        Kind.REPLY: KindTraits("reply", Direction.DOWNWARD, Form.DOCUMENT, True, "WZ-12"),
        Kind.BILL: KindTraits("bill", Direction.UPWARD, Form.DOCUMENT, True, "WZ-13"),
        Kind.LETTER: KindTraits("letter", Direction.PARALLEL, Form.LETTER, True, "WZ-14"),
        Kind.MINUTES: KindTraits("minutes", Direction.DOWNWARD, Form.MINUTES, False, "WZ-15"),
        Kind.SUMMARY: KindTraits("summary", Direction.INTERNAL, Form.PLAIN, False, "9704-1-a"),
        Kind.PLAN: KindTraits("plan", Direction.INTERNAL, Form.PLAIN, False, "9704-1-a"),
        Kind.SCHEME: KindTraits("scheme", Direction.INTERNAL, Form.PLAIN, False, "9704-1-a"),
    }
)

DEFAULT_FORM: MappingProxyType[Kind, Form] = MappingProxyType({kind: traits.form for kind, traits in KINDS.items()})


def usual_form(kind: Kind | None) -> Form:
    """The form of a kind; a document of no known kind has a page without a red head.

    >>> usual_form(Kind.LETTER).value, usual_form(None).value
    ('信函', '白头')
    """
    return Form.PLAIN if kind is None else DEFAULT_FORM[kind]


MARK_ENDINGS: MappingProxyType[Form, str] = MappingProxyType(
    {Form.DOCUMENT: "文件", Form.LETTER: "", Form.ORDER: "令", Form.MINUTES: "会议纪要"}
)
"""What 发文机关标志 adds to the issuer's name, by form (7.2.4-a, 10.1-a, 10.2-a, 10.3-a)."""

SERIAL_KINDS = frozenset({Kind.ORDER, Kind.ANNOUNCEMENT, Kind.COMMUNIQUE, Kind.PUBLIC_NOTICE})
"""These may be numbered 第×号 (AMB-25)."""

MUST_BE_SIGNED = frozenset({Kind.REQUEST, Kind.REPORT})
"""These go up to a higher agency, and name who approved them (TL-9.6)."""

MAY_BE_SIGNED = MUST_BE_SIGNED | {Kind.BILL, Kind.OPINION}
"""These may go upward: whether a 议案 does is disputed (AMB-17), a 意见 goes any way."""
