"""Sections as a script gives them: plain texts, (heading, paragraphs) pairs, mappings, or blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from gongwen.errors import Fault
from gongwen.model import Block, Paragraph, Picture, Section, Table
from gongwen.summary.rows import nearest

__all__ = ["Part", "SectionLike", "headed", "read_parts"]

SectionLike: TypeAlias = str | Block | Mapping[str, Any] | Sequence[Any]
"""What may stand in ``sections``."""

_KEYS: MappingProxyType[str, str] = MappingProxyType(
    {
        "heading": "heading",
        "标题": "heading",
        "paragraphs": "paragraphs",
        "内容": "paragraphs",
        "indicators": "indicators",
        "指标": "indicators",
        "table": "table",
        "表": "table",
    }
)
_CHINESE = MappingProxyType({english: chinese for chinese, english in _KEYS.items() if chinese != english})
# The number follows from the section's place (9704-7.3.3-d); one that was typed would stand there twice.
_TYPED_NUMBER = re.compile(r"\s*[一二三四五六七八九十]{1,3}、\s*")
_LENGTH_OF_PAIR = 2
_BLOCKS = (Paragraph, Section, Table, Picture)


class Part(NamedTuple):
    """A piece of the body: a section of its own when it has a heading, else blocks that stand as they are.

    ``indicators`` are told in it, after its own paragraphs; ``holds_table`` gives it the table and the chart.
    """

    blocks: tuple[str | Block, ...]
    heading: str | None = None
    indicators: tuple[str, ...] = ()
    holds_table: bool = False

    @property
    def is_section(self) -> bool:
        """Whether it begins a section."""
        return self.heading is not None or any(isinstance(block, Section) for block in self.blocks)


def headed(part: Part, added: Iterable[str | Block]) -> list[str | Block]:
    """The part as blocks, with what was added to it before its subsections."""
    first = next((index for index, block in enumerate(part.blocks) if isinstance(block, Section)), len(part.blocks))
    blocks = [*part.blocks[:first], *added, *part.blocks[first:]]
    if part.heading is None:
        return blocks
    return [Section.read({"level": 1, "heading": part.heading, "blocks": blocks})]


def read_parts(sections: Iterable[SectionLike], known: Iterable[str]) -> tuple[list[Part], list[Fault]]:
    """All parts and all faults; ``known`` are the names of the indicators that a section may tell."""
    parts: list[Part] = []
    faults: list[Fault] = []
    names = list(known)
    for number, section in enumerate([sections] if isinstance(sections, str | Mapping) else sections, start=1):
        place = f"小节 第{number}项"
        part, found = _read(section, place)
        faults += found
        faults += [
            Fault("unknown-indicator", "没有这个指标", nearest(name, names, "在数据里补上它"), field=place, value=name)
            for name in part.indicators
            if name not in names
        ]
        parts.append(part)
    if sum(part.holds_table for part in parts) > 1:
        faults.append(Fault("table-twice", "有两处要放表", "只在一个小节里写“表”", field="小节"))
    return parts, faults


def _read(section: SectionLike, place: str) -> tuple[Part, list[Fault]]:
    if isinstance(section, (str, *_BLOCKS)):
        return Part((section,)), []
    if isinstance(section, Mapping):
        return _mapping(section, place)
    if isinstance(section, Sequence) and len(section) == _LENGTH_OF_PAIR:
        return _mapping({"heading": section[0], "paragraphs": section[1]}, place)
    return Part(()), [_fault(place, "不是小节", section)]


def _mapping(section: Mapping[str, Any], place: str) -> tuple[Part, list[Fault]]:
    faults = []
    given: dict[str, Any] = {}
    for key, value in section.items():
        if key in _KEYS:
            given[_KEYS[key]] = value
        else:
            cure = nearest(str(key), _CHINESE.values(), "删去这一项")
            faults.append(Fault("unknown-field", "不认识的项目", cure, field=f"{place} {key}"))
    heading = given.get("heading")
    if not isinstance(heading, str) or not heading.strip():
        faults.append(Fault("missing-field", "没有写小节标题", "补写“标题”；没有标题的段落直接写成文字", field=place))
        heading = ""
    blocks = _several(given.get("paragraphs"))
    if not all(isinstance(block, (str, *_BLOCKS)) for block in blocks):
        faults.append(_fault(place, "内容应是文字或 gongwen 的段落、小节、表格、图片", given.get("paragraphs")))
        blocks = ()
    indicators = _several(given.get("indicators"))
    if not all(isinstance(name, str) for name in indicators):
        faults.append(_fault(place, "“指标”应是指标的名称", given.get("indicators")))
        indicators = ()
    return Part(blocks, _TYPED_NUMBER.sub("", heading, count=1), indicators, bool(given.get("table"))), faults


def _several(value: Any) -> tuple[Any, ...]:
    """One thing or several, as a tuple."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _fault(place: str, message: str, value: object) -> Fault:
    cure = "写成一段文字、(标题, [段落…])，或 {'标题': …, '内容': […], '指标': […]}"
    return Fault("wrong-type", message, cure, field=place, value=str(value))
