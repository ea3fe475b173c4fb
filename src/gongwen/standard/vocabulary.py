"""One vocabulary: every 要素 has one English and one Chinese name, used by class, field, Word style, source file,
spreadsheet column, JSON and message alike.

>>> ELEMENTS["title"].chinese
'标题'
>>> english_name("主送"), english_name("recipients")
('recipients', 'recipients')
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

__all__ = ["ELEMENTS", "KEPT_PROPERTY", "PARTS", "Element", "chinese_name", "english_name", "nearest_names"]


KEPT_PROPERTY = "公文要素"
"""The name of the property in which a .docx keeps what no page of it shows."""


class Element(NamedTuple):
    """A 要素: its Chinese name, the clause that defines it, and other names people give it."""

    chinese: str
    clause: str
    also: tuple[str, ...] = ()


ELEMENTS: MappingProxyType[str, Element] = MappingProxyType(
    {
        "kind": Element("文种", "TL-8", ("公文种类",)),
        "form": Element("格式", "9704-10", ("公文格式", "版式")),
        "copy_number": Element("份号", "9704-7.2.1-a"),
        "secrecy": Element("密级", "9704-7.2.2-a"),
        "secrecy_period": Element("保密期限", "9704-7.2.2-c"),
        "urgency": Element("紧急程度", "9704-7.2.3-a", ("紧急",)),
        "issuers": Element("发文机关", "9704-7.2.4-a", ("发文单位", "机关")),
        "issuer_mark": Element("发文机关标志", "9704-7.2.4-a", ("标志",)),
        "number": Element("发文字号", "9704-7.2.5-a", ("文号", "字号", "期号")),
        "signers": Element("签发人", "9704-7.2.6-a", ("签发",)),
        "title": Element("标题", "9704-7.3.1-a"),
        "remark": Element("题注", "WZ-01"),
        "recipients": Element("主送机关", "9704-7.3.2-a", ("主送", "主送单位")),
        "body": Element("正文", "9704-7.3.3-a"),
        "attachments": Element("附件", "9704-7.3.7-a"),
        "issued": Element("印发件", "WZ-08", ("转发件", "所附文件")),
        "signatories": Element("署名", "9704-7.3.5-0", ("发文机关署名", "落款")),
        "date": Element("成文日期", "9704-7.3.5.4", ("日期", "成文时间")),
        "seals": Element("印章", "9704-7.3.5.1-c", ("盖章", "公章")),
        "notes": Element("附注", "9704-7.3.6-a"),
        "cc": Element("抄送机关", "9704-7.4.2-a", ("抄送", "抄送单位")),
        "printer": Element("印发机关", "9704-7.4.3-a", ("印发单位",)),
        "print_date": Element("印发日期", "9704-7.4.3-b", ("印发时间",)),
        "copies": Element("印数", "9704-7.4.3-c", ("份数", "印发份数")),
        "translation": Element("民族文字", "9704-1-c", ("并用文字",)),
        "report_to": Element("抄报", "12-旧规"),
        "subject_words": Element("主题词", "12-旧规"),
        "archive": Element("存档", "12-旧规"),
    }
)

PARTS: MappingProxyType[str, str] = MappingProxyType(
    {
        "text": "文字",
        "level": "层次",
        "heading": "小节标题",
        "run_in": "接排",
        "label": "序号",
        "blocks": "内容",
        "header": "表头",
        "rows": "表格行",
        "alignments": "对齐",
        "landscape": "横排",
        "apart": "另附",
        "caption": "题注",
        "name": "名称",
        "data": "图片",
        "diameter": "直径",
        "code": "机关代字",
        "year": "年份",
        "sequence": "顺序号",
        "issue": "按期编号",
        "title_breaks": "标题断行处",
        "locale": "语言",
        "issuer": "机关",
        "type": "类型",
    }
)
"""What the parts of an 要素 are called in messages."""

_ENGLISH: dict[str, str] = {
    name: english for english, element in ELEMENTS.items() for name in (english, element.chinese, *element.also)
}


def english_name(name: str) -> str | None:
    """The field that a Chinese or English name means, blanks between its characters or not; or None."""
    return _ENGLISH.get(name) or _ENGLISH.get("".join(name.split()))


def chinese_name(field: str) -> str:
    """The Chinese name of a field; a name outside the vocabulary stays as it is."""
    element = ELEMENTS.get(field)
    return element.chinese if element else PARTS.get(field, field)


def nearest_names(name: str) -> list[str]:
    """The Chinese names that an unknown name most likely meant, the nearest first.

    >>> nearest_names("主送机构")
    ['主送机关']
    >>> nearest_names("titel")
    ['标题']
    """
    from difflib import get_close_matches  # noqa: PLC0415 - loads only for a name that there is not

    matches = get_close_matches(name.strip(), _ENGLISH, n=3, cutoff=0.5)
    nearest: list[str] = []
    for match in matches:
        chinese = ELEMENTS[_ENGLISH[match]].chinese
        if chinese not in nearest:
            nearest.append(chinese)
    return nearest[:1]
